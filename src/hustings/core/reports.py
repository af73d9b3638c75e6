"""Several reports of one event: its status and where it came from, and where the reports contradict each other.

A conflict is shown side by side and never settled by counting, by averaging or by the later date. One thing prevails:
the word of the body that acted, in its own release. Specification: docs/spec/bundle.md, section 3.3.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from hustings.core.values import Days

PLANS = frozenset({"possible", "expected", "scheduled"})
NEVER = frozenset({"not happened", "denied"})
OPEN = frozenset({"pending", "announced-later"})
UNDONE = frozenset({"withdrawn", "superseded"})
OWN, GAINS = "own release", "who gains"
DIFFER = "sources differ"


@dataclass(frozen=True, slots=True)
class Report:
    """What one report says of an event. `reported` is the day of the report, `on` the day it gives to the event.

    `cents` is the sum in hundredths of `currency` (empty: dollars), `number` a number of people; what the report does
    not say is empty or None.
    """

    key: str
    reported: Days
    status: str
    on: Days | None = None
    outcome: str = ""
    cents: int | None = None
    number: int | None = None
    speaker: str = ""
    standing: str = ""
    currency: str = ""

    @property
    def sum(self) -> str | int | None:
        """The sum as it is compared: cents of dollars, or `5000.00 GBP`."""
        if self.cents is None or self.currency in ("", "USD"):
            return self.cents
        return f"{self.cents // 100}.{self.cents % 100:02} {self.currency}"

    @property
    def planned(self) -> bool:
        return self.status in PLANS

    @property
    def never(self) -> bool:
        return self.status in NEVER


@dataclass(frozen=True, slots=True)
class Said:
    """One answer, and the keys of the reports that give it."""

    says: str | int
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Reports that cannot all be right. `field`: status, outcome, day, sum, number or speaker."""

    field: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """An event as its reports tell it. `word`: the key of the report whose status it is.

    `status` is `sources differ` where they contradict each other and the body that acted has not spoken; `outcome` is
    then empty. `on` is None where no report gives a day. `claimed`: only those who gain by it say that it happened.
    """

    status: str
    outcome: str
    on: Days | None
    word: str
    claimed: bool
    conflicts: tuple[Conflict, ...]


def in_order(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports by their day; those of one day stay as they stand."""
    return tuple(sorted(reports, key=lambda each: (each.reported.first, each.reported.last)))


def outline(reports: Sequence[Report]) -> Outline:
    """What the reports of one event come to; there is at least one."""
    told = in_order(reports)
    conflicts = conflicts_of(told)
    open_questions = {each.field for each in conflicts}
    settled = [each for each in told if not each.planned]
    own = [each for each in settled if each.standing == OWN]
    word = (own or settled or told)[-1]
    status = DIFFER if {"status", "outcome"} & open_questions and not own else word.status
    return Outline(
        status=status,
        outcome=_outcome(told, own, conflict="outcome" in open_questions),
        on=_day(told, conflict="day" in open_questions),
        word=word.key,
        claimed=bool(settled) and all(each.standing == GAINS for each in settled),
        conflicts=conflicts,
    )


def conflicts_of(reports: Sequence[Report]) -> tuple[Conflict, ...]:
    """Where the reports contradict each other, in a fixed order of fields."""
    told = in_order(reports)
    found = (
        _conflict("status", _contradicting(told), lambda each: each.status),
        _conflict("outcome", _other_outcomes(told), lambda each: each.outcome),
        _conflict("day", _disjoint(_dated(told)), lambda each: each.on.text if each.on else ""),
        _conflict("sum", _distinct(told, lambda each: each.sum), lambda each: each.sum or 0),
        _conflict("number", _distinct(told, lambda each: each.number), lambda each: each.number or 0),
        _conflict("speaker", _other_speakers(told), lambda each: each.speaker),
    )
    return tuple(each for each in found if each is not None)


def apart(one: Days, other: Days) -> int:
    """How many days lie between two intervals; 0 where they share a day, 1 where they touch."""
    return max(0, (other.first - one.last).days, (one.first - other.last).days)


def _conflict(field: str, told: Sequence[Report], says: Callable[[Report], str | int]) -> Conflict | None:
    if not told:
        return None
    answers = dict.fromkeys(says(each) for each in told)
    return Conflict(
        field, tuple(Said(answer, tuple(each.key for each in told if says(each) == answer)) for answer in answers)
    )


def _contradicting(told: Sequence[Report]) -> Sequence[Report]:
    """Those that say it happened and those that say it did not, unless all the latter were earlier."""
    settled = [each for each in told if not each.planned]
    late = any(
        no.never and not yes.never and no.reported.last >= yes.reported.first for no in settled for yes in settled
    )
    return settled if late else ()


def _other_outcomes(told: Sequence[Report]) -> Sequence[Report]:
    """Two different ends, or “not yet” reported after an end; what was undone later is a history, not a conflict."""
    said = _with_outcome(told)
    ends = [each for each in said if each.outcome not in OPEN | UNDONE]
    late = [
        each for each in said if each.outcome in OPEN and any(each.reported.first > end.reported.last for end in ends)
    ]
    return [*ends, *late] if late or len({each.outcome for each in ends}) > 1 else ()


def _with_outcome(told: Sequence[Report]) -> Sequence[Report]:
    """The reports whose outcome counts: of what happened; of plans where nothing is settled; never of what did not."""
    said = [each for each in told if each.outcome and not each.never]
    return [each for each in said if not each.planned] or ([] if any(each.never for each in told) else said)


def _dated(told: Sequence[Report]) -> Sequence[Report]:
    """The reports whose days are compared: of what happened, else of what did not, else of what is planned."""
    dated = [each for each in told if each.on]
    happened = [each for each in dated if not each.planned and not each.never]
    return happened or [each for each in dated if each.never] or dated


def _disjoint(dated: Sequence[Report]) -> Sequence[Report]:
    days = [each.on for each in dated if each.on]
    return dated if days and max(day.first for day in days) > min(day.last for day in days) else ()


def _distinct(told: Sequence[Report], value: Callable[[Report], Hashable]) -> Sequence[Report]:
    said = [each for each in told if value(each) is not None]
    return said if len({value(each) for each in said}) > 1 else ()


def _other_speakers(told: Sequence[Report]) -> Sequence[Report]:
    said = [each for each in told if each.speaker]
    names = {each.speaker.casefold() for each in said}
    return said if any(one not in other and other not in one for one in names for other in names) else ()


def _outcome(told: Sequence[Report], own: Sequence[Report], *, conflict: bool) -> str:
    said = [each.outcome for each in _with_outcome(told)]
    first_hand = [each.outcome for each in _with_outcome(own) if each.outcome not in OPEN]
    if first_hand or conflict:
        return first_hand[-1] if first_hand else ""
    undone = [each for each in said if each in UNDONE]
    ends = [each for each in said if each not in OPEN]
    return (undone or ends or said or [""])[-1]


def _day(told: Sequence[Report], *, conflict: bool) -> Days | None:
    """The day of the body that acted; else the first where they differ; else the narrowest."""
    dated = _dated(told)
    own = [each.on for each in dated if each.standing == OWN]
    days = own or [each.on for each in dated]
    if not days:
        return None
    known = [day for day in days if day]
    return known[0] if own or conflict else min(known, key=lambda day: (day.last - day.first).days)
