"""Who stands in a lottery, and what every panel must keep: seats, quotas, caps.

Quotas and caps are both *lines*: a column, a value in it, and how many of the panel may and must have it. Shares never
appear; every bound is a whole number of seats.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hustings.core.lottery.refusals import (
    BoundsCrossed,
    CapTooLow,
    LineTwice,
    NobodyStands,
    NoSeats,
    NotEnoughPeople,
    PersonTwice,
    ValueMissing,
    ValueWithoutQuota,
)


@dataclass(frozen=True, slots=True)
class Person:
    """One who may be drawn: a code, and a value in each column that a quota or cap names (empty: none)."""

    code: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Quota:
    """Of the seats at least `low` and at most `high` go to people with this value of a feature."""

    feature: str
    value: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `at_most` seats go to people with the same value in a column, such as one household or one local."""

    column: str
    at_most: int


@dataclass(frozen=True, slots=True)
class Line:
    """One bound that every panel keeps: how many may and must have `value` in `column`. `cap`: it comes from a cap."""

    column: str
    value: str
    low: int
    high: int
    cap: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Everybody who stands, in the order of their codes, and what every panel keeps.

    Raises: NoSeats, NobodyStands, PersonTwice, BoundsCrossed, LineTwice, CapTooLow, ValueMissing, ValueWithoutQuota,
    NotEnoughPeople.
    """

    seats: int
    people: tuple[Person, ...]
    quotas: tuple[Quota, ...]
    caps: tuple[Cap, ...] = ()

    def __post_init__(self) -> None:
        _check_sizes(self)
        _check_bounds(self)
        _check_values(self)

    @property
    def features(self) -> tuple[str, ...]:
        """The columns that quotas name, in the order of their names."""
        return tuple(sorted({quota.feature for quota in self.quotas}))

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that matters: features first, then those of caps."""
        return self.features + tuple(cap.column for cap in self.caps)

    def lines(self) -> tuple[Line, ...]:
        """Every quota, and a line for each value of a capped column that more people have than the cap allows."""
        lines = [Line(quota.feature, quota.value, quota.low, quota.high, cap=False) for quota in self.quotas]
        for cap in self.caps:
            held = Counter(person.values.get(cap.column, "") for person in self.people)
            crowded = sorted(value for value, n_people in held.items() if value and n_people > cap.at_most)
            lines += [Line(cap.column, value, 0, cap.at_most, cap=True) for value in crowded]
        return tuple(lines)


def make_plan(*, seats: int, people: Iterable[Person], quotas: Iterable[Quota], caps: Iterable[Cap] = ()) -> Plan:
    """A plan in its one order: people by code, quotas by feature and value, caps by column; other columns left out.

    Raises: as Plan.
    """
    ordered = tuple(sorted(quotas, key=lambda quota: (quota.feature, quota.value)))
    limits = tuple(sorted(caps, key=lambda cap: cap.column))
    kept = sorted({quota.feature for quota in ordered} | {cap.column for cap in limits})
    cut = [Person(one.code, {name: one.values.get(name, "") for name in kept}) for one in people]
    return Plan(seats, tuple(sorted(cut, key=lambda one: one.code)), ordered, limits)


def counts_of(plan: Plan, panel: Iterable[int]) -> Counter[tuple[str, str]]:
    """How many of a panel (indices of `plan.people`) have each value of each column."""
    return Counter((name, plan.people[index].values.get(name, "")) for index in panel for name in plan.columns)


def broken_lines(plan: Plan, lines: Sequence[Line], panel: Iterable[int]) -> list[tuple[Line, int]]:
    """The lines that a panel does not keep, with the count it has."""
    counts = counts_of(plan, panel)
    found = [(line, counts[line.column, line.value]) for line in lines]
    return [(line, count) for line, count in found if not line.low <= count <= line.high]


def _check_sizes(plan: Plan) -> None:
    if plan.seats < 1:
        raise NoSeats(seats=plan.seats)
    if not plan.people:
        raise NobodyStands
    twice = [code for code, times in Counter(one.code for one in plan.people).items() if times > 1]
    if twice:
        raise PersonTwice(person=min(twice), n_twice=len(twice))
    if len(plan.people) < plan.seats:
        raise NotEnoughPeople(n_people=len(plan.people), seats=plan.seats)


def _check_bounds(plan: Plan) -> None:
    for quota in plan.quotas:
        if not 0 <= quota.low <= quota.high:
            raise BoundsCrossed(
                feature=quota.feature, value=quota.value, low=quota.low, high=quota.high, where=quota.feature
            )
    names = [(quota.feature, quota.value) for quota in plan.quotas] + [(cap.column, None) for cap in plan.caps]
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise LineTwice(column=twice[0][0], value=twice[0][1] or "", where=twice[0][0])
    for cap in plan.caps:
        if cap.column in plan.features:
            raise LineTwice(column=cap.column, value="", where=cap.column)
        if cap.at_most < 1:
            raise CapTooLow(column=cap.column, at_most=cap.at_most, where=cap.column)


def _check_values(plan: Plan) -> None:
    known = {(quota.feature, quota.value) for quota in plan.quotas}
    for person in plan.people:
        for feature in plan.features:
            value = person.values.get(feature, "")
            if not value:
                raise ValueMissing(feature=feature, person=person.code, where=person.code)
            if (feature, value) not in known:
                raise ValueWithoutQuota(feature=feature, value=value, person=person.code, where=person.code)
