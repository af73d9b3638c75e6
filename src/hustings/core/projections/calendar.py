"""The published calendar: each date with every day it had before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hustings.core.projections.statements import Correction, Shown, Statement, text_in
from hustings.core.values import Source


@dataclass(frozen=True, slots=True)
class Move(Shown):
    """A published date that moved: both days and the reason stay. `on` is the day on which the move was recorded."""

    seq: int
    on: str
    was: str
    now: str
    reason: str


@dataclass(frozen=True, slots=True)
class CalendarDate(Shown):
    """A date of the calendar. `on` is the day in force, `moves` how it came there, oldest first; `seq` announced it
    first, on the day `announced_on`."""

    key: str
    label: str
    on: str
    moves: tuple[Move, ...]
    announced_on: str
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int


def calendar_of(read: Iterable[Statement]) -> tuple[CalendarDate, ...]:
    """Every date by day, then key."""
    kept: dict[str, CalendarDate] = {}
    for entry in read:
        if entry.verb == "call.published":
            for planned in entry.objects("calendar"):
                _announce(kept, entry, text_in(planned, "key"), text_in(planned, "label"), text_in(planned, "on"))
        elif entry.verb == "date.set":
            _announce(kept, entry, entry.text("key"), entry.text("label"), entry.text("on"))
        elif entry.verb == "date.moved" and entry.text("key") in kept:
            _move(kept, entry)
    return tuple(sorted(kept.values(), key=lambda each: (each.on, each.key)))


def _announce(kept: dict[str, CalendarDate], entry: Statement, key: str, label: str, on: str) -> None:
    kept[key] = CalendarDate(key, label, on, (), entry.day, entry.sources, entry.corrections, entry.basis, entry.seq)


def _move(kept: dict[str, CalendarDate], entry: Statement) -> None:
    known = kept[entry.text("key")]
    move = Move(entry.seq, entry.day, entry.text("was"), entry.text("now"), entry.text("reason"))
    kept[known.key] = replace(
        known, on=move.now, moves=(*known.moves, move), corrections=(*known.corrections, *entry.corrections)
    )
