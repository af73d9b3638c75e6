"""The secret poll as the record tells it: its units, heads, field changes, and what was opened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hustings.core.projections.statements import Correction, Shown, Statement, text_in, whole
from hustings.core.values import Source

BALLOT_CAN = "How the members who voted decided; everybody can recompute it from the archive."
BALLOT_CANNOT = "What members who did not vote think, or how any member or small group voted."

STOPPED = {"void": "void", "re-open": "re-opened"}
"""What a poll becomes when its field changes, by the rule; with any other it goes on."""


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
class KeyHolders(Shown):
    """Trustees of whom any `threshold` do their part of an opening, by their public keys; a single one is 1 of 1.

    A poll may have several of them: each does its part.
    """

    threshold: int | None
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListDestroyed(Shown):
    """The credential office's word that its list of who holds which credential is destroyed; `digest` is the list's."""

    seq: int
    on: str
    n_credentials: int | None
    digest: str
    words: str


@dataclass(frozen=True, slots=True)
class OpenedSum(Shown):
    """What was opened: a unit's counts, or those of several units together, parallel to the poll's answers.

    `merged`: the file beside the archives in which several units' sum is opened.
    """

    units: tuple[str, ...]
    n: int | None
    counts: tuple[int, ...]
    merged: str = ""
    merged_digest: str = ""


@dataclass(frozen=True, slots=True)
class SecretPoll(Shown):
    """The secret poll. `status` is declared, open, closed, counted, void, re-opened or kept closed.

    `counts` is parallel to `answers` and empty until counted: the sum over `sums`. `n` is the number of members whose
    vote counted, `n_ballots` that of ballots cast (a member may vote again). `minimum`: below it no sum is opened.
    `reopens`: the poll that this one takes up with another field. `n_needed` of `n_trustees` open a sum, as declared.
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
    reopens: str
    n_trustees: int | None
    n_needed: int | None
    trustees: tuple[KeyHolders, ...]
    destroyed: ListDestroyed | None
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


def declared(entry: Statement) -> SecretPoll:
    """A poll as it was declared."""
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
        reopens=entry.text("reopens"),
        n_trustees=entry.number("n_trustees"),
        n_needed=entry.number("n_needed"),
        trustees=key_holders(entry.objects("trustees")),
        destroyed=None,
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


def key_holders(told: Iterable[Mapping[str, Any]]) -> tuple[KeyHolders, ...]:
    """The `trustees` of a declaration."""
    return tuple(KeyHolders(whole(each.get("threshold")), _texts(each.get("keys"))) for each in told)


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
    return _with_ends(replace(poll, status="closed"), entry)


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
    poll = replace(poll, field_changes=(*poll.field_changes, FieldChange(seq=entry.seq, on=entry.on, **told)))
    status = STOPPED.get(told["rule"])
    if status is None:
        return poll
    return _with_ends(replace(poll, status=status, head=entry.text("head"), n=entry.number("n_counted")), entry)


def _with_ends(poll: SecretPoll, entry: Statement) -> SecretPoll:
    """The poll with what an entry tells of its units' archives."""
    told = {text_in(each, "unit"): each for each in entry.objects("units")}
    units = tuple(_ended(unit, told.get(unit.code)) for unit in poll.units)
    n_ballots = entry.number("n_ballots")
    return replace(poll, units=units, n_ballots=poll.n_ballots if n_ballots is None else n_ballots)


def _counted(poll: SecretPoll, entry: Statement) -> SecretPoll:
    return replace(
        _with_ends(poll, entry),
        status="counted",
        answers=entry.texts("answers") or poll.answers,
        counts=_numbers(entry.body.get("counts")),
        sums=tuple(
            OpenedSum(
                units=_texts(each.get("units")),
                n=whole(each.get("n_counted")),
                counts=_numbers(each.get("counts")),
                merged=text_in(each, "merged"),
                merged_digest=text_in(each, "merged_digest"),
            )
            for each in entry.objects("sums")
        ),
        n=entry.number("n_counted"),
        head=entry.text("head"),
        corrections=(*poll.corrections, *entry.corrections),
    )


def _kept_closed(poll: SecretPoll, entry: Statement) -> SecretPoll:
    poll = replace(poll, status="kept closed", n=entry.number("n_counted"), head=entry.text("head"))
    return _with_ends(poll, entry)


def _list_destroyed(poll: SecretPoll, entry: Statement) -> SecretPoll:
    on, n_credentials = entry.text("destroyed_on"), entry.number("n_credentials")
    told = ListDestroyed(entry.seq, on, n_credentials, entry.text("list_digest"), entry.text("words"))
    return replace(poll, destroyed=told)


GOES_ON = {
    "ballot.head-published": _head_published,
    "ballot.field-changed": _field_changed,
    "ballot.counted": _counted,
    "ballot.kept-closed": _kept_closed,
    "ballot.credentials-destroyed": _list_destroyed,
}
"""What each verb makes of a poll that was declared."""
