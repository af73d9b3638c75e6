"""Reporting units: made from the roll's numbers alone, opened by the numbers of ballots alone."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.ballots.units import (
    EVERYBODY,
    LocalSize,
    Unit,
    UnitNotClosed,
    UnitsWrong,
    everybody,
    may_open,
    merge_locals,
    require_units,
)

SIZES = st.lists(
    st.tuples(st.sampled_from(["IA", "MI", "OH", ""]), st.integers(0, 5000)), min_size=1, max_size=25
).filter(lambda drawn: sum(size for _, size in drawn) > 0)


def roll(drawn):
    return [LocalSize(f"L-{place:03}", f"Local {place}", state, n) for place, (state, n) in enumerate(drawn)]


def units(*neighbours: int) -> list[Unit]:
    """As many units as numbers; each number is the neighbour's place, from 1."""
    return [
        Unit(f"U{place:02}", f"Unit {place}", 3000, (), f"U{neighbour:02}")
        for place, neighbour in enumerate(neighbours, 1)
    ]


def opened(made: list[Unit], *counts: int, minimum: int = 30) -> list[str]:
    found = may_open(made, counts={unit.code: n for unit, n in zip(made, counts, strict=True)}, minimum=minimum)
    return ["+".join(group) for group in found]


@st.composite
def polls(draw):
    n = draw(st.integers(2, 6))
    neighbours = [draw(st.integers(1, n).filter(lambda each, own=own: each != own)) for own in range(1, n + 1)]
    return units(*neighbours), draw(st.lists(st.integers(0, 60), min_size=n, max_size=n))


def test_small_locals_are_joined_with_those_of_their_district_in_the_order_of_their_codes():
    sizes = [
        LocalSize("L-1", "Local 1", "MI", 9000),
        LocalSize("L-2", "Local 2", "MI", 1600),
        LocalSize("L-3", "Local 3", "MI", 1500),
        LocalSize("L-4", "Local 4", "MI", 10),
        LocalSize("L-5", "Local 5", "OH", 2999),
        LocalSize("L-6", "Local 6", "WI", 1),
    ]
    assert merge_locals(sizes) == (
        Unit("U01", "Local 1", 9000, ("L-1",), "U02"),
        Unit("U02", "MI: 3 locals", 3110, ("L-2", "L-3", "L-4"), "U01"),
        Unit("U03", "OH, WI: 2 locals", 3000, ("L-5", "L-6"), "U02"),
    )


def test_what_is_left_of_every_district_joins_the_smallest_unit_in_the_end():
    sizes = [LocalSize("L-1", "Local 1", "MI", 9000), LocalSize("L-2", "Local 2", "OH", 4000)]
    found = merge_locals([*sizes, LocalSize("L-3", "Local 3", "WI", 7)])
    assert [(unit.name, unit.locals_in) for unit in found] == [
        ("Local 1", ("L-1",)),
        ("OH, WI: 2 locals", ("L-2", "L-3")),
    ]


def test_a_union_smaller_than_one_unit_is_one_unit():
    assert merge_locals(roll([("IA", 20), ("OH", 30)])) == everybody(n_eligible=50, locals_in=("L-000", "L-001"))
    assert merge_locals(roll([("IA", 9000)]))[0].name == EVERYBODY


@given(SIZES, st.integers(1, 6000))
@settings(max_examples=30)
def test_every_local_is_in_exactly_one_unit_and_no_unit_is_too_small(drawn, least):
    sizes = roll(drawn)
    made = merge_locals(sizes, least=least)
    require_units(made)
    assert sorted(code for unit in made for code in unit.locals_in) == [each.code for each in sizes]
    assert sum(unit.n_eligible for unit in made) == sum(each.n_eligible for each in sizes)
    assert len(made) == 1 or all(unit.n_eligible >= least for unit in made)
    assert merge_locals(reversed(sizes), least=least) == made


def test_a_small_unit_is_opened_only_together_with_the_neighbour_named_before():
    assert opened(units(2, 1, 2), 100, 29, 100) == ["U01+U02", "U03"]
    assert opened(units(2, 3, 2), 100, 29, 100) == ["U01", "U02+U03"]
    assert opened(units(2, 1, 2), 30, 30, 30) == ["U01", "U02", "U03"]
    assert opened(units(2, 3, 2), 29, 29, 100) == ["U01+U02+U03"]
    assert opened(units(2, 1, 4, 3), 29, 100, 29, 29) == ["U01+U02", "U03+U04"]


def test_what_is_still_too_small_goes_on_to_the_next_neighbour():
    assert opened(units(2, 3, 4, 3), 5, 6, 7, 50) == ["U01+U02+U03+U04"]
    assert opened(units(2, 1, 4, 3), 5, 6, 50, 50) == ["U01+U02+U03", "U04"]
    assert opened(units(2, 3, 2), 50, 5, 6) == ["U01+U02+U03"]


def test_a_poll_with_fewer_ballots_than_the_minimum_is_not_opened_at_all():
    assert opened(units(2, 1), 14, 15) == []
    assert opened(list(everybody(n_eligible=40)), 29) == []
    assert opened(list(everybody(n_eligible=40)), 30) == ["U01"]


def test_nothing_is_opened_before_every_unit_is_closed():
    with pytest.raises(UnitNotClosed):
        may_open(units(2, 1), counts={"U01": 500}, minimum=30)


@pytest.mark.parametrize("made", [[], units(1, 2), units(3, 1), units(2, 1)[1:], [*everybody(n_eligible=0)]])
def test_units_that_do_not_fit_together_are_refused(made):
    with pytest.raises(UnitsWrong):
        may_open(made, counts={}, minimum=30)


@given(polls(), st.integers(1, 70))
@settings(max_examples=50)
def test_no_ballot_is_left_out_and_no_sum_or_difference_of_published_totals_is_small(drawn, minimum):
    """The attacker adds and subtracts published totals, the national one among them, as long as sets come out."""
    made, counts = drawn
    found = dict(zip((unit.code for unit in made), counts, strict=True))
    groups = may_open(made, counts=found, minimum=minimum)
    if sum(counts) < minimum:
        assert groups == ()
        return
    assert sorted(code for group in groups for code in group) == sorted(found)
    known = {frozenset(group) for group in groups} | {frozenset(found)}
    while True:
        pairs = [pair for each in combinations(known, 2) for pair in (each, each[::-1])]
        more = {a | b for a, b in pairs if not a & b} | {a - b for a, b in pairs if b < a}
        if more <= known:
            break
        known |= more
    assert all(sum(found[code] for code in each) >= minimum for each in known)


@given(polls(), st.integers(1, 40))
@settings(max_examples=25)
def test_a_unit_that_is_opened_alone_is_large_and_no_small_one_names_it(drawn, minimum):
    made, counts = drawn
    found = dict(zip((unit.code for unit in made), counts, strict=True))
    alone = {group[0] for group in may_open(made, counts=found, minimum=minimum) if len(group) == 1}
    assert all(found[code] >= minimum for code in alone)
    assert not {unit.neighbour for unit in made if found[unit.code] < minimum} & alone
