"""The overview: what this cycle is, where it stands, and what comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hustings.core.chain import GENESIS, Entry
from hustings.core.phases import Phase
from hustings.core.projections.calendar import CalendarDate
from hustings.core.projections.decision import Decision
from hustings.core.projections.roundtables import Roundtable
from hustings.core.projections.statements import Shown, Statement, Withheld, withheld
from hustings.core.projections.timeline import Item, days_of
from hustings.core.projections.words import render


@dataclass(frozen=True, slots=True)
class PhaseStep(Shown):
    """A phase that the cycle entered, with the day; `reason` where one was given."""

    seq: int
    phase: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class NextDate(Shown):
    """The next planned day: `item` is the id of its timeline item; `moved_from` the day published before, or empty."""

    label: str
    on: str
    item: str
    moved_from: str
    reason: str


@dataclass(frozen=True, slots=True)
class Overview(Shown):
    """What the first screen answers. `stands` is the English sentence that `template` makes of `values`.

    `as_of` is the day for which it is said (by default that of the last visible entry). `head` is the record's head (64
    hex digits) after `n_entries` entries, of which `n_hidden` show only a leaf; `withheld` lists payloads taken away.
    """

    chain: str
    title: str
    organisation: str
    contest: str
    election_on: str
    kind: str
    rehearsal: bool
    basis: str
    phase: str
    phases: tuple[PhaseStep, ...]
    stands: str
    template: str
    values: Mapping[str, Any]
    next_date: NextDate | None
    as_of: date
    head: str
    n_entries: int
    n_hidden: int
    withheld: tuple[Withheld, ...]


DECIDED = "Decided on {on:day}: {outcome}."
STANDS: Mapping[str, str] = {
    Phase.DRAFTING: "The rules are being drafted.",
    Phase.CALLED: "The call is published.",
    Phase.INVITING: "The candidates are being invited.",
    Phase.HEARING: "Roundtables are being held: {n_held} held so far.",
    Phase.CONSULTING: "The members are being asked.",
    Phase.DECIDING: "The decision is being prepared.",
    Phase.DECIDED: "The cycle is decided.",
    Phase.CLOSED: "The cycle is closed.",
}
NEXT = "[ Next: {label}, {next_on:day}.]"


def overview_of(
    entries: Sequence[Entry],
    read: Sequence[Statement],
    timeline: Sequence[Item],
    dates: Iterable[CalendarDate],
    roundtables: Sequence[Roundtable],
    decision: Decision,
    as_of: date | None,
) -> Overview:
    """The overview on the day `as_of`, by default the day of the last visible entry."""
    opened = read[0] if read and read[0].seq == 0 else None
    said = {key: opened.text(key) if opened else "" for key in _OPENING}
    day = as_of or days_of(read[-1].day if read else "", "").first
    phases = tuple(_phases(read))
    coming = _next(timeline, dates, day)
    template = (DECIDED if decision.outcome else STANDS.get(phases[-1].phase if phases else "", "")) + NEXT
    values = {
        "label": coming.label if coming else "",
        "n_held": sum(each.status == "held" for each in roundtables),
        "next_on": coming.on if coming else "",
        "on": decision.on,
        "outcome": decision.outcome,
    }
    return Overview(
        rehearsal=bool(opened and opened.flag("rehearsal")),
        basis=opened.basis if opened else "",
        phase=phases[-1].phase if phases else "",
        phases=phases,
        stands=render(template, values),
        template=template,
        values=values,
        next_date=coming,
        as_of=day,
        head=entries[-1].hash if entries else GENESIS,
        n_entries=len(entries),
        n_hidden=len(entries) - len(read),
        withheld=withheld(entries),
        **said,
    )


_OPENING = ("chain", "title", "organisation", "contest", "election_on", "kind")


def _phases(read: Iterable[Statement]) -> Iterable[PhaseStep]:
    for entry in read:
        if entry.verb == "record.opened":
            yield PhaseStep(entry.seq, Phase.DRAFTING, entry.day, "")
        elif entry.verb == "call.published":
            yield PhaseStep(entry.seq, Phase.CALLED, entry.day, "")
        elif entry.verb == "phase.moved":
            yield PhaseStep(entry.seq, entry.text("now"), entry.day, entry.text("reason"))


def _next(timeline: Iterable[Item], dates: Iterable[CalendarDate], day: date) -> NextDate | None:
    item = next((each for each in timeline if each.planned and each.last >= day), None)
    if item is None:
        return None
    moves = next((each.moves for each in dates if f"{each.seq}.{each.key}" == item.id), ())
    moved_from, reason = (moves[-1].was, moves[-1].reason) if moves else ("", "")
    label = item.values.get("label") or render("Roundtable with {candidate}", item.values)
    return NextDate(str(label), item.on, item.id, moved_from, reason)
