"""Plans that contradict themselves are refused with their place."""

from collections.abc import Callable

import pytest

from hustings.core.lottery.people import Cap, Person, Plan, Quota, make_plan
from hustings.core.lottery.refusals import (
    BoundsCrossed,
    CapTooLow,
    LineTwice,
    LotteryRefused,
    NobodyStands,
    NoSeats,
    NotEnoughPeople,
    PersonTwice,
    ValueMissing,
    ValueWithoutQuota,
)

ANN, BEN = Person("A", {"shift": "day"}), Person("B", {"shift": "night"})
DAY, NIGHT = Quota("shift", "day", 0, 2), Quota("shift", "night", 0, 2)


def plan(**changed: object) -> Plan:
    return make_plan(**({"seats": 1, "people": [ANN, BEN], "quotas": [DAY, NIGHT]} | changed))


@pytest.mark.parametrize(
    ("make", "refusal", "where"),
    [
        (lambda: plan(seats=0), NoSeats, ""),
        (lambda: plan(people=[]), NobodyStands, ""),
        (lambda: plan(seats=3), NotEnoughPeople, ""),
        (lambda: plan(people=[ANN, ANN]), PersonTwice, ""),
        (lambda: plan(quotas=[DAY, Quota("shift", "night", 2, 1)]), BoundsCrossed, "shift"),
        (lambda: plan(quotas=[DAY, DAY, NIGHT]), LineTwice, "shift"),
        (lambda: plan(caps=[Cap("home", 0)]), CapTooLow, "home"),
        (lambda: plan(caps=[Cap("shift", 2)]), LineTwice, "shift"),
        (lambda: plan(people=[ANN, Person("B", {})]), ValueMissing, "B"),
        (lambda: plan(quotas=[DAY]), ValueWithoutQuota, "B"),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(
    make: Callable[[], Plan], refusal: type[LotteryRefused], where: str
) -> None:
    with pytest.raises(refusal) as refused:
        make()
    assert refused.value.where == where


def test_columns_that_nothing_counts_are_left_out() -> None:
    kept = plan(people=[Person("A", {"shift": "day", "name": "Ann"}), BEN])
    assert [person.values for person in kept.people] == [{"shift": "day"}, {"shift": "night"}]


def test_a_cap_makes_lines_only_where_more_people_share_a_value() -> None:
    homes = {"A": "pier 1", "B": "pier 1", "C": "pier 2", "D": ""}
    people = [Person(code, {"home": home}) for code, home in homes.items()]
    lines = make_plan(seats=2, people=people, quotas=[], caps=[Cap("home", 1)]).lines()
    assert [(line.value, line.low, line.high) for line in lines] == [("pier 1", 0, 1)]
