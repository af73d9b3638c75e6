"""The polls: three methods that are never added up or set beside each other as if they measured the same.

A straw poll counts those present in the locals; a secret poll counts the members who voted; a reported poll is somebody
else's figure. Each has its own n, and each says what it can and cannot tell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hustings.core.projections.paper import PaperChannel, paper_of
from hustings.core.projections.secret_polls import GOES_ON, SecretPoll, declared
from hustings.core.projections.statements import Correction, Shown, Statement, text_in
from hustings.core.values import Source

N_NOT_PUBLISHED = "n not published"

STRAW_CAN = "How those present at the counted meetings voted."
STRAW_CANNOT = "What members who were not present think; only locals that returned a confirmed sheet are in it."


@dataclass(frozen=True, slots=True)
class Sheet(Shown):
    """A local's return sheet. `confirmed`: a second teller confirmed it; only confirmed sheets are counted."""

    code: str
    local: str
    place: str
    counts: Mapping[str, int]
    n_present: int | None
    held_on: str
    confirmed: bool
    corrections: tuple[Correction, ...]
    seq: int


@dataclass(frozen=True, slots=True)
class StrawPoll(Shown):
    """A straw poll in the locals. `status`: open or closed; `totals` and `n` (votes counted) come with closing."""

    code: str
    question: str
    options: tuple[str, ...]
    opens_on: str
    closes_on: str
    status: str
    n: int | None
    totals: Mapping[str, int]
    n_sheets: int | None
    n_unconfirmed: int | None
    n_locals: int | None
    sheets: tuple[Sheet, ...]
    can: str
    cannot: str
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int


@dataclass(frozen=True, slots=True)
class Share(Shown):
    """An option and its share as published, such as "44.3"."""

    option: str
    percent: str


@dataclass(frozen=True, slots=True)
class ReportedPoll(Shown):
    """A poll as somebody published it. `n` is None where it was not published; `n_words` then says so."""

    code: str
    name: str
    method: str
    opened_on: str
    closed_on: str
    population: str
    n: int | None
    n_words: str
    results: tuple[Share, ...]
    limits: str
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int


@dataclass(frozen=True, slots=True)
class Polls(Shown):
    """The three methods apart, each in the order of opening. `paper`: channels beside the archives of secret polls."""

    straw: tuple[StrawPoll, ...]
    secret: tuple[SecretPoll, ...]
    reported: tuple[ReportedPoll, ...]
    paper: tuple[PaperChannel, ...] = ()


def polls_of(read: Iterable[Statement]) -> Polls:
    """Every poll, apart by method, in the order in which they were opened, declared or reported."""
    straw: dict[str, StrawPoll] = {}
    secret: dict[str, SecretPoll] = {}
    reported: list[ReportedPoll] = []
    told = tuple(read)
    for entry in told:
        code = entry.text("poll")
        if entry.verb == "straw_poll.opened":
            straw[code] = _straw(entry)
        elif entry.verb == "ballot.declared":
            secret[code] = declared(entry)
        elif entry.verb == "poll.reported":
            reported.append(_reported(entry))
        elif entry.verb in _STRAW and code in straw:
            straw[code] = _STRAW[entry.verb](straw[code], entry)
        elif entry.verb in GOES_ON and code in secret:
            secret[code] = GOES_ON[entry.verb](secret[code], entry)
    channels = (channel for poll, channel in paper_of(told).items() if poll in secret)
    return Polls(tuple(straw.values()), tuple(secret.values()), tuple(reported), tuple(channels))


def _straw(entry: Statement) -> StrawPoll:
    return StrawPoll(
        code=entry.text("poll"),
        question=entry.text("question"),
        options=entry.texts("options"),
        opens_on=entry.text("opens_on"),
        closes_on=entry.text("closes_on"),
        status="open",
        n=None,
        totals={},
        n_sheets=None,
        n_unconfirmed=None,
        n_locals=None,
        sheets=(),
        can=STRAW_CAN,
        cannot=STRAW_CANNOT,
        sources=entry.sources,
        corrections=entry.corrections,
        basis=entry.basis,
        seq=entry.seq,
    )


def _sheet_entered(poll: StrawPoll, entry: Statement) -> StrawPoll:
    sheet = Sheet(
        code=entry.text("sheet"),
        local=entry.text("local"),
        place=entry.text("place"),
        counts=entry.numbers("counts"),
        n_present=entry.number("n_present"),
        held_on=entry.text("held_on"),
        confirmed=False,
        corrections=entry.corrections,
        seq=entry.seq,
    )
    return replace(poll, sheets=(*poll.sheets, sheet))


def _sheet_confirmed(poll: StrawPoll, entry: Statement) -> StrawPoll:
    code = entry.text("sheet")
    sheets = tuple(replace(each, confirmed=True) if each.code == code else each for each in poll.sheets)
    return replace(poll, sheets=sheets)


def _straw_closed(poll: StrawPoll, entry: Statement) -> StrawPoll:
    totals = entry.numbers("totals")
    return replace(
        poll,
        status="closed",
        n=sum(totals.values()),
        totals=totals,
        n_sheets=entry.number("n_sheets"),
        n_unconfirmed=entry.number("n_unconfirmed"),
        n_locals=entry.number("n_locals"),
        corrections=(*poll.corrections, *entry.corrections),
    )


def _reported(entry: Statement) -> ReportedPoll:
    n = entry.number("n")
    shares = (Share(text_in(each, "option"), text_in(each, "percent")) for each in entry.objects("results"))
    told = {key: entry.text(key) for key in ("name", "method", "opened_on", "closed_on", "population", "limits")}
    return ReportedPoll(
        code=entry.text("poll"),
        n=n,
        n_words=entry.text("n_words") or (N_NOT_PUBLISHED if n is None else ""),
        results=tuple(shares),
        sources=entry.sources,
        corrections=entry.corrections,
        basis=entry.basis,
        seq=entry.seq,
        **told,
    )


_STRAW = {"sheet.entered": _sheet_entered, "sheet.confirmed": _sheet_confirmed, "straw_poll.closed": _straw_closed}
