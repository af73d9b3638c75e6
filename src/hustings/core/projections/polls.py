"""The polls: three methods that are never added up or set beside each other as if they measured the same.

A straw poll counts those present in the locals; a secret poll counts the members who voted; a reported poll is somebody
else's figure. Each has its own n, and each says what it can and cannot tell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hustings.core.projections.statements import Correction, Shown, Statement, text_in, whole
from hustings.core.values import Source

N_NOT_PUBLISHED = "n not published"

STRAW_CAN = "How those present at the counted meetings voted."
STRAW_CANNOT = "What members who were not present think; only locals that returned a confirmed sheet are in it."
BALLOT_CAN = "How the members who voted decided; everybody can recompute it from the archive."
BALLOT_CANNOT = "What members who did not vote think, or how any member or small group voted."


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
class BoxHead(Shown):
    """The ballot boxes' head as published: at their opening, while running, at closing.

    `head` stands for all units; `by_unit` holds the head and the number of ballots of each, by its code.
    """

    seq: int
    on: str
    moment: str
    head: str
    n_ballots: int | None
    by_unit: Mapping[str, tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class FieldChange(Shown):
    """A candidate changed while the poll ran, and the rule that was applied: void, keep or re-open."""

    seq: int
    on: str
    candidate: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class PollUnit(Shown):
    """A reporting unit: who is counted together, in an archive of their own. `neighbour`: with whom, if too few vote.

    `n_ballots` and `n` (those that count) come with the close, `head` and `archive` with the end.
    """

    code: str
    name: str
    n_eligible: int | None
    locals_in: tuple[str, ...]
    neighbour: str
    n_credentials: int | None
    credentials_digest: str
    fingerprint: str
    uuid: str
    n_ballots: int | None = None
    n: int | None = None
    head: str = ""
    archive: str = ""
    archive_digest: str = ""


@dataclass(frozen=True, slots=True)
class OpenedSum(Shown):
    """What was opened: a unit's counts, or those of several units together, parallel to the poll's answers."""

    units: tuple[str, ...]
    n: int | None
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SecretPoll(Shown):
    """The secret poll. `status` is declared, open, closed or counted.

    `counts` is parallel to `answers` and empty until counted: the sum over `sums`. `n` is the number of members whose
    vote counted, `n_ballots` that of ballots cast (a member may vote again). `minimum`: below it no sum is opened.
    """

    code: str
    question: str
    answers: tuple[str, ...]
    opens_at: str
    closes_at: str
    status: str
    n: int | None
    n_credentials: int | None
    minimum: int | None
    least_eligible: int | None
    n_ballots: int | None
    counts: tuple[int, ...]
    units: tuple[PollUnit, ...]
    sums: tuple[OpenedSum, ...]
    heads: tuple[BoxHead, ...]
    field_changes: tuple[FieldChange, ...]
    head: str
    can: str
    cannot: str
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int

    @property
    def archives(self) -> tuple[str, ...]:
        """The names of its archives in a bundle; none before it is over."""
        return tuple(unit.archive for unit in self.units if unit.archive)


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
    """The three methods apart, each in the order of opening."""

    straw: tuple[StrawPoll, ...]
    secret: tuple[SecretPoll, ...]
    reported: tuple[ReportedPoll, ...]


def polls_of(read: Iterable[Statement]) -> Polls:
    """Every poll, apart by method, in the order in which they were opened, declared or reported."""
    straw: dict[str, StrawPoll] = {}
    secret: dict[str, SecretPoll] = {}
    reported: list[ReportedPoll] = []
    for entry in read:
        code = entry.text("poll")
        if entry.verb == "straw_poll.opened":
            straw[code] = _straw(entry)
        elif entry.verb == "ballot.declared":
            secret[code] = _secret(entry)
        elif entry.verb == "poll.reported":
            reported.append(_reported(entry))
        elif entry.verb in _STRAW and code in straw:
            straw[code] = _STRAW[entry.verb](straw[code], entry)
        elif entry.verb in _SECRET and code in secret:
            secret[code] = _SECRET[entry.verb](secret[code], entry)
    return Polls(tuple(straw.values()), tuple(secret.values()), tuple(reported))


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


def _secret(entry: Statement) -> SecretPoll:
    return SecretPoll(
        code=entry.text("poll"),
        question=entry.text("question"),
        answers=entry.texts("answers"),
        opens_at=entry.text("opens_at"),
        closes_at=entry.text("closes_at"),
        status="declared",
        n=None,
        n_credentials=entry.number("n_credentials"),
        minimum=entry.number("minimum"),
        least_eligible=entry.number("least_eligible"),
        n_ballots=None,
        counts=(),
        units=tuple(_unit(each) for each in entry.objects("units")),
        sums=(),
        heads=(),
        field_changes=(),
        head="",
        can=BALLOT_CAN,
        cannot=BALLOT_CANNOT,
        sources=entry.sources,
        corrections=entry.corrections,
        basis=entry.basis,
        seq=entry.seq,
    )


def _unit(told: Mapping[str, Any]) -> PollUnit:
    return PollUnit(
        code=text_in(told, "code"),
        name=text_in(told, "name"),
        n_eligible=whole(told.get("n_eligible")),
        locals_in=_texts(told.get("locals_in")),
        neighbour=text_in(told, "neighbour"),
        n_credentials=whole(told.get("n_credentials")),
        credentials_digest=text_in(told, "credentials_digest"),
        fingerprint=text_in(told, "fingerprint"),
        uuid=text_in(told, "uuid"),
    )


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _numbers(value: Any) -> tuple[int, ...]:
    return tuple(each for each in value if whole(each) is not None) if isinstance(value, list) else ()


def _head_published(poll: SecretPoll, entry: Statement) -> SecretPoll:
    moment = entry.text("moment")
    told = {text_in(each, "unit"): each for each in entry.objects("units")}
    by_unit = {code: (text_in(each, "head"), whole(each.get("n_ballots"))) for code, each in told.items()}
    head = BoxHead(entry.seq, entry.on, moment, entry.text("head"), entry.number("n_ballots"), by_unit)
    poll = replace(poll, n_ballots=head.n_ballots, heads=(*poll.heads, head))
    if moment != "closing":
        return replace(poll, status="open")
    return replace(poll, status="closed", units=tuple(_ended(unit, told.get(unit.code)) for unit in poll.units))


def _ended(unit: PollUnit, told: Mapping[str, Any] | None) -> PollUnit:
    """A unit with what is known of its archive at the close, or at the end."""
    if told is None:
        return unit
    return replace(
        unit,
        n_ballots=whole(told.get("n_ballots")),
        n=whole(told.get("n_counted")),
        head=text_in(told, "head"),
        archive=text_in(told, "archive"),
        archive_digest=text_in(told, "archive_digest"),
    )


def _field_changed(poll: SecretPoll, entry: Statement) -> SecretPoll:
    told = {key: entry.text(key) for key in ("candidate", "rule", "words")}
    return replace(poll, field_changes=(*poll.field_changes, FieldChange(seq=entry.seq, on=entry.on, **told)))


def _counted(poll: SecretPoll, entry: Statement) -> SecretPoll:
    told = {text_in(each, "unit"): each for each in entry.objects("units")}
    return replace(
        poll,
        status="counted",
        answers=entry.texts("answers") or poll.answers,
        counts=_numbers(entry.body.get("counts")),
        sums=tuple(
            OpenedSum(_texts(each.get("units")), whole(each.get("n_counted")), _numbers(each.get("counts")))
            for each in entry.objects("sums")
        ),
        units=tuple(_ended(unit, told.get(unit.code)) for unit in poll.units),
        n=entry.number("n_counted"),
        n_ballots=entry.number("n_ballots"),
        head=entry.text("head"),
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
_SECRET = {
    "ballot.head-published": _head_published,
    "ballot.field-changed": _field_changed,
    "ballot.counted": _counted,
}
