"""Seats drawn by lot: what every panel keeps, everybody's chances, the four parts of the seed, the panel as codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hustings.core.projections.statements import Change, Correction, Shown, Statement, text_in, whole


@dataclass(frozen=True, slots=True)
class Bound(Shown):
    """At least `low` and at most `high` seats go to people with this value; of a cap `value` and `low` are empty."""

    column: str
    value: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Parts(Shown):
    """What goes into a seed: `digest` of what was fixed, `operator` (commitment), what was opened (empty before that).

    outside: what it is, in words · value: what it came to · observers: name, commitment, what was opened, if anything.
    """

    digest: str
    operator: str
    outside: str
    observers: tuple[tuple[str, str, str], ...]
    secret: str
    value: str
    dice: int | None
    seed: str


@dataclass(frozen=True, slots=True)
class Passing(Shown):
    """A seat that changed hands; `comes` is empty where nobody was left."""

    on: str
    leaves: str
    comes: str
    seq: int


@dataclass(frozen=True, slots=True)
class Lottery(Shown):
    """One lottery for members' seats. `status` is open, invited, fixed, drawn or cancelled.

    Units: `n_listed` members on the frozen list, `n_invited` of them invited (None: everybody may volunteer).
    `chances`: (panels, people), how many people stand on so many of `n_panels`; `best`: none could give everybody more.
    `panel` as drawn, `seated` as it is now: codes. `invitations`: the seed by which the invited were drawn.
    """

    code: str
    roundtable: str
    candidate: str
    name: str
    status: str
    seats: int | None
    n_tables: int | None
    quotas: tuple[Bound, ...]
    caps: tuple[Bound, ...]
    closes_at: str
    statuses: tuple[str, ...]
    n_listed: int | None
    list_digest: str
    n_invited: int | None
    invitations: Parts | None
    n_people: int | None
    n_panels: int | None
    n_barred: int | None
    chances: tuple[tuple[int, int], ...]
    best: int | None
    parts: Parts
    last_draw: str
    number: int | None
    panel: tuple[str, ...]
    seated: tuple[str, ...]
    passings: tuple[Passing, ...]
    transcript_digest: str
    history: tuple[Change, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int


@dataclass(frozen=True, slots=True)
class SlotSeed(Shown):
    """What settles an offer of slots; the wishes themselves are with the plan."""

    offer: str
    parts: Parts
    basis: str
    seq: int


@dataclass(frozen=True, slots=True)
class Lotteries(Shown):
    """Every lottery in the order of their opening, and every seed of slots."""

    seats: tuple[Lottery, ...]
    slots: tuple[SlotSeed, ...]


NO_PARTS = Parts("", "", "", (), "", "", None, "")


def lotteries_of(read: Iterable[Statement], names: Mapping[str, str]) -> Lotteries:
    """What the record says of lotteries; `names` are the candidates' names."""
    kept = _Kept(names)
    for entry in read:
        if entry.verb in _READERS:
            _READERS[entry.verb](kept, entry)
    return Lotteries(tuple(kept.seats.values()), tuple(kept.slots.values()))


class _Kept:
    """What is known so far."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.seats: dict[str, Lottery] = {}
        self.slots: dict[str, SlotSeed] = {}

    def change(self, entry: Statement, status: str, **told: Any) -> None:
        """Take over what an entry says of a known lottery, as a step of its history."""
        known = self.seats.get(entry.text("lottery"))
        if known is None:
            return
        step = entry.change(status, entry.text("reason"))
        self.seats[known.code] = replace(
            known,
            status=status or known.status,
            history=(*known.history, step) if status else known.history,
            corrections=(*known.corrections, *entry.corrections),
            **told,
        )


def _opened(kept: _Kept, entry: Statement) -> None:
    candidate, plan = entry.text("candidate"), entry.object("invitations")
    asked = _promised(plan, text_in(plan, "operator")) if plan else None
    kept.seats[entry.text("lottery")] = Lottery(
        code=entry.text("lottery"),
        roundtable=entry.text("roundtable"),
        candidate=candidate,
        name=kept.names.get(candidate, candidate),
        status="open",
        seats=entry.number("seats"),
        n_tables=entry.number("n_tables"),
        quotas=_quotas(entry),
        caps=_caps(entry),
        closes_at=entry.text("closes_at"),
        statuses=entry.texts("statuses"),
        n_listed=entry.number("n_listed"),
        list_digest=entry.text("list_digest"),
        n_invited=entry.number("n_invited"),
        invitations=asked,
        n_people=None,
        n_panels=None,
        n_barred=None,
        chances=(),
        best=None,
        parts=replace(NO_PARTS, operator=entry.text("operator")),
        last_draw="",
        number=None,
        panel=(),
        seated=(),
        passings=(),
        transcript_digest="",
        history=(entry.change("open"),),
        corrections=entry.corrections,
        basis=entry.basis,
        seq=entry.seq,
    )


def _changed(kept: _Kept, entry: Statement) -> None:
    kept.change(entry, "changed", seats=entry.number("seats"), quotas=_quotas(entry), caps=_caps(entry))
    code = entry.text("lottery")
    if code in kept.seats:
        kept.seats[code] = replace(kept.seats[code], status="open")


def _invited(kept: _Kept, entry: Statement) -> None:
    known = kept.seats.get(entry.text("lottery"))
    parts = _revealed(known.invitations or NO_PARTS, entry) if known else None
    kept.change(entry, "invited", invitations=parts, n_invited=entry.number("n_invited"))


def _fixed(kept: _Kept, entry: Statement) -> None:
    pairs = [tuple(whole(each) for each in pair) for pair in _lists(entry, "chances")]
    kept.change(
        entry,
        "fixed",
        n_people=entry.number("n_people"),
        n_panels=entry.number("n_panels"),
        n_barred=entry.number("n_barred"),
        chances=tuple((one, two) for one, two in (pair for pair in pairs if len(pair) == 2) if one is not None and two),
        best=entry.number("best"),
        parts=_promised(entry.body, entry.text("operator"), entry.objects("contributors")),
        last_draw=entry.text("last_draw"),
    )


def _drawn(kept: _Kept, entry: Statement) -> None:
    known = kept.seats.get(entry.text("lottery"))
    parts = _revealed(known.parts, entry) if known else NO_PARTS
    told = {"number": entry.number("number"), "panel": entry.texts("panel"), "seated": entry.texts("panel")}
    kept.change(entry, "drawn", parts=parts, transcript_digest=entry.text("transcript_digest"), **told)


def _passed(kept: _Kept, entry: Statement) -> None:
    known = kept.seats.get(entry.text("lottery"))
    if known is None:
        return
    leaves, comes = entry.text("leaves"), entry.text("comes")
    seated = tuple(code for code in known.seated if code != leaves) + ((comes,) if comes else ())
    passing = Passing(entry.on, leaves, comes, entry.seq)
    kept.change(entry, "", seated=seated, passings=(*known.passings, passing))


def _cancelled(kept: _Kept, entry: Statement) -> None:
    kept.change(entry, "cancelled")


def _slots_fixed(kept: _Kept, entry: Statement) -> None:
    named: dict[str, Any] = {key: entry.text(key) for key in ("digest", "operator", "outside")}
    offer = entry.text("offer")
    kept.slots[offer] = SlotSeed(offer, replace(NO_PARTS, **named), entry.basis, entry.seq)


def _slots_drawn(kept: _Kept, entry: Statement) -> None:
    known = kept.slots.get(entry.text("offer"))
    if known is not None:
        kept.slots[known.offer] = replace(known, parts=_revealed(known.parts, entry))


def _promised(body: Mapping[str, Any], operator: str, observers: Iterable[Mapping[str, Any]] = ()) -> Parts:
    """What is fixed before a seed can be known."""
    sworn = tuple((text_in(one, "who"), text_in(one, "commitment"), "") for one in observers)
    outside = body.get("outside")
    words = _outside(outside if isinstance(outside, dict) else {})
    return replace(NO_PARTS, digest=text_in(body, "digest"), operator=operator, outside=words, observers=sworn)


def _revealed(parts: Parts, entry: Statement) -> Parts:
    opened = entry.object("opened")
    given = opened.get("given")
    said = given if isinstance(given, dict) else {}
    return replace(
        parts,
        digest=entry.text("digest") or parts.digest,
        observers=tuple((who, sworn, text_in(said, who)) for who, sworn, _ in parts.observers),
        secret=text_in(opened, "secret"),
        value=text_in(opened, "outside"),
        dice=whole(opened.get("dice")),
        seed=entry.text("seed"),
    )


def _outside(outside: Mapping[str, Any]) -> str:
    if text_in(outside, "kind") == "beacon":
        return f"{text_in(outside, 'network')}, {whole(outside.get('round'))}"
    return text_in(outside, "name")


def _quotas(entry: Statement) -> tuple[Bound, ...]:
    return tuple(
        Bound(text_in(one, "feature"), text_in(one, "value"), whole(one.get("low")), whole(one.get("high")))
        for one in entry.objects("quotas")
    )


def _caps(entry: Statement) -> tuple[Bound, ...]:
    return tuple(Bound(text_in(one, "column"), "", None, whole(one.get("at_most"))) for one in entry.objects("caps"))


def _lists(entry: Statement, key: str) -> list[list[Any]]:
    value = entry.body.get(key)
    return [item for item in value if isinstance(item, list)] if isinstance(value, list) else []


_READERS = {
    "lottery.opened": _opened,
    "lottery.quotas-changed": _changed,
    "lottery.invited": _invited,
    "lottery.fixed": _fixed,
    "lottery.drawn": _drawn,
    "lottery.seat-passed": _passed,
    "lottery.cancelled": _cancelled,
    "lottery.slots-fixed": _slots_fixed,
    "lottery.slots-drawn": _slots_drawn,
}
