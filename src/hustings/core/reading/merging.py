"""Which findings of several articles tell one event, with the reasons in words.

One event once, every source listed. Two findings tell one event if they are of one kind, their main participants do not
clash, and their days overlap or touch; where more than one thing differs beyond that, they are two events. What
contradicts stays a conflict of the one event (`core.reports`). The order of the articles does not matter.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hustings.core.reports import Conflict, Outline, Report, apart, conflicts_of, outline

MAIN: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "meeting": (("candidate",), ("organization",)),
    "invitation": (("inviter",), ("invitee",)),
    "endorsement": (("endorser",), ("endorsee",)),
    "donation": (("donor",), ("recipient", "beneficiary")),
    "statement": (("speaker",),),
    "headcount": (("organization",),),
    "position": (("holder",),),
    "vote": (("voter",),),
    "poll": (("organization", "pollster"), ("subject",)),
    "legal": (("concerned",),),
}
"""The main participants of each kind; of several roles in one place any will do."""

APART: Mapping[str, int] = {"endorsement": 31, "invitation": 31, "donation": 7, "headcount": 366, "position": 366}
"""How many days apart two reports of one event may put it: a body endorses once in a race, a meeting is on its day."""

TOUCHING = 1
LONG_BEFORE = 120
"""How many days before or after the day of a report an event without a day may lie."""

MOST_TIMES = 2
"""Two sums of one gift are at most one twice the other; otherwise they are two gifts."""

SHARED_WORDS = 0.6


@dataclass(frozen=True, slots=True)
class Telling:
    """What one finding tells. `who`: role, key and name of each participant; `words`: what was said, or the sentence.

    `race` is the contest or year that an endorsement is for, where the text says it.
    """

    report: Report
    type: str
    who: tuple[tuple[str, str, str], ...]
    words: str = ""
    race: str = ""

    @property
    def key(self) -> str:
        return self.report.key

    def keys(self, roles: Sequence[str]) -> dict[str, str]:
        """The names of those in any of the roles, by key."""
        return {key: name for role, key, name in self.who if role in roles}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two tellings are alike. `same`: they are taken for one event; `weight` puts the likeliest first.

    `reasons` say why, in words; `differs` is what would be a conflict of the one event.
    """

    one: str
    other: str
    same: bool
    weight: int
    reasons: tuple[str, ...]
    differs: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One event with every telling of it, by day of report. `doubts` names events that it may be as well."""

    type: str
    tellings: tuple[Telling, ...]
    outline: Outline
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]


def likeness(one: Telling, other: Telling) -> Likeness | None:
    """How two tellings may be of one event; None where they cannot be."""
    kind = _kind(one.type)
    people = _people(one, other) if kind == _kind(other.type) and _one_race(one, other) else None
    days = _days(one.report, other.report, APART.get(kind, TOUCHING)) if people else None
    words = _words(one, other) if days else None
    if people is None or days is None or words is None:
        return None
    sums = _sums(one.report, other.report)
    differs = conflicts_of(sorted((one.report, other.report), key=lambda each: each.key))
    found = [*people, *days, *words, *sums]
    weight = sum(points for points, _reason in found) - len(differs)
    same = len(differs) <= 1 and _near(one.report, other.report)
    return Likeness(one.key, other.key, same, weight, tuple(reason for _points, reason in found), differs)


def merge(tellings: Iterable[Telling]) -> tuple[Event, ...]:
    """The events that the tellings tell, by first day of report; every telling is in exactly one."""
    groups: list[list[Telling]] = []
    reasons: dict[str, tuple[str, ...]] = {}
    doubts: dict[str, tuple[str, ...]] = {}
    for telling in sorted({each.key: each for each in tellings}.values(), key=_most_precise_first):
        fitting = [(found, group) for group in groups if (found := _likeness_to_all(telling, group))]
        best = max((weight for (weight, _), _ in fitting), default=0)
        chosen = [(why, group) for (weight, why), group in fitting if weight == best]
        if len(chosen) == 1:
            (why, group) = chosen[0]
            group.append(telling)
            reasons[telling.key] = why
        else:
            groups.append([telling])
            doubts[telling.key] = tuple(sorted(group[0].key for _why, group in chosen))
    return tuple(sorted((_event(group, reasons, doubts) for group in groups), key=_place))


Why = tuple[int, str]


def _most_precise_first(telling: Telling) -> tuple[int, str, str]:
    on = telling.report.on
    length = (on.last - on.first).days if on else 10**6
    return (length, on.first.isoformat() if on else "", telling.key)


def _likeness_to_all(telling: Telling, group: Sequence[Telling]) -> tuple[int, tuple[str, ...]] | None:
    found = [likeness(telling, each) for each in group]
    if any(each is None or not each.same for each in found):
        return None
    best = max((each for each in found if each), key=lambda each: (each.weight, each.other))
    return best.weight, best.reasons


def _event(
    group: list[Telling], reasons: Mapping[str, tuple[str, ...]], doubts: Mapping[str, tuple[str, ...]]
) -> Event:
    told = sorted(group, key=lambda each: (each.report.reported.first, each.report.reported.last, each.key))
    why = dict.fromkeys(reason for each in told for reason in reasons.get(each.key, ()))
    unsure = dict.fromkeys(key for each in told for key in doubts.get(each.key, ()))
    return Event(told[0].type, tuple(told), outline([each.report for each in told]), tuple(why), tuple(unsure))


def _place(event: Event) -> tuple[str, str]:
    first = event.tellings[0]
    return first.report.reported.first.isoformat(), first.key


def _kind(type_: str) -> str:
    return "meeting" if type_ == "call" else type_


def _one_race(one: Telling, other: Telling) -> bool:
    return not one.race or not other.race or one.race == other.race


def _people(one: Telling, other: Telling) -> list[Why] | None:
    """The main participants whom both name; None where they clash or share nobody."""
    found: list[Why] = []
    for roles in MAIN.get(_kind(one.type), (tuple({role for role, *_ in (*one.who, *other.who)}),)):
        mine, theirs = one.keys(roles), other.keys(roles)
        shared = sorted(mine.keys() & theirs.keys())
        if mine and theirs and not shared:
            return None
        found += [(2, f"both name {mine[key]} ({roles[0]})") for key in shared]
    return found or None


def _days(one: Report, other: Report, most: int) -> list[Why] | None:
    if one.on and other.on:
        gap = apart(one.on, other.on)
        if gap > most:
            return None
        if gap:
            return [(1, f"{gap} day{'s' if gap > 1 else ''} apart: {one.on.text} and {other.on.text}")]
        exact = one.on.text == other.on.text
        return [(3, f"the same day: {one.on.text}") if exact else (2, f"days overlap: {one.on.text}, {other.on.text}")]
    dated, bare = (one, other) if one.on else (other, one)
    near = apart(dated.on or dated.reported, bare.reported) <= LONG_BEFORE
    return [(1, "no day is given in one of them" if dated.on else "no day is given")] if near else None


def _words(one: Telling, other: Telling) -> list[Why] | None:
    """For statements: whether the same was said."""
    if one.type != "statement":
        return []
    mine, theirs = _tokens(one.words), _tokens(other.words)
    if not mine or not theirs:
        return []
    shared = len(mine & theirs) / min(len(mine), len(theirs))
    return [(2, "the same words")] if shared >= SHARED_WORDS else None


def _tokens(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", words.casefold()))


def _sums(one: Report, other: Report) -> list[Why]:
    found: list[Why] = []
    if one.sum is not None and one.sum == other.sum:
        found.append((2, "the same sum"))
    if one.number is not None and one.number == other.number:
        found.append((2, "the same number"))
    if one.outcome and one.outcome == other.outcome:
        found.append((1, f"the same outcome: {one.outcome}"))
    return found


def _near(one: Report, other: Report) -> bool:
    """Whether two sums can be of one gift."""
    if not one.cents or not other.cents:
        return True
    return max(one.cents, other.cents) <= MOST_TIMES * min(one.cents, other.cents)
