"""A panel straight from the roll with a transcript: fixed first, walked in fractions, checked by whoever wants to."""

import json
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hustings.core.canonical import canonical_bytes
from hustings.core.findings import Result
from hustings.core.lottery.cube_drawing import cube_drawn, draw_cube
from hustings.core.lottery.cube_fixing import check_cube
from hustings.core.lottery.cube_plan import CubePlan, read_cube_plan
from hustings.core.lottery.cube_replay import replay_cube
from hustings.core.lottery.invitations import Group
from hustings.core.lottery.people import Quota
from hustings.core.lottery.refusals import (
    CubeStuck,
    NoPanelPossible,
    NotALottery,
)
from hustings.core.lottery.seed import Opened
from tests.core.lottery.plans import OPENED, terms
from tests.core.lottery.second_cube import replay as second_replay

KINDS = {("dry", "north"): 500, ("dry", "south"): 300, ("wet", "north"): 250, ("wet", "south"): 950}
QUOTAS = (
    Quota("dock", "dry", 4, 4),
    Quota("dock", "wet", 6, 6),
    Quota("side", "north", 3, 4),
    Quota("side", "south", 6, 7),
)


def plan(kinds: dict[tuple[str, ...], int] = KINDS, quotas: tuple[Quota, ...] = QUOTAS, seats: int = 10) -> CubePlan:
    groups = tuple(Group(key, kinds[key]) for key in sorted(kinds))
    return CubePlan(terms(), "0" * 64, seats, quotas, groups)


@st.composite
def plans(draw: st.DrawFn) -> CubePlan:
    """Three features with quotas at the membership's shares, rounded down and up: the hardest case."""
    values = st.tuples(st.sampled_from("ab"), st.sampled_from("cde"), st.sampled_from("fgh"))
    kinds = draw(st.dictionaries(values, st.integers(1, 40), min_size=1))
    total = sum(kinds.values())
    seats = draw(st.integers(1, min(total, 12)))
    quotas = []
    for place, feature in enumerate("xyz"):
        for value in sorted({key[place] for key in kinds}):
            held = sum(size for key, size in kinds.items() if key[place] == value)
            low, high = held * seats // total, -(-held * seats // total)
            quotas.append(Quota(feature, value, low, high))
    return plan(kinds, tuple(quotas), seats)


@settings(max_examples=40, deadline=None)
@given(plans(), st.integers(0, 2**32))
def test_a_draw_keeps_every_quota_and_a_second_program_walks_the_same_way(fixed: CubePlan, number: int) -> None:
    try:
        check_cube(fixed)
    except NoPanelPossible:
        assume(False)
    transcript = cube_drawn(fixed, Opened(str(number))).as_bytes()
    results = {check.name: check.result for check in replay_cube(transcript)}
    assert results["quotas"] is results["walk"] is results["chance"] is Result.HOLDS
    second_replay(json.loads(transcript))


def test_over_many_seeds_every_kind_gets_its_share() -> None:
    draws = [cube_drawn(plan(), Opened(str(number))) for number in range(100)]
    assert {draw.off for draw in draws} == {Fraction(0)}
    seats = [sum(len(one.places) for draw in draws for one in draw.panel if one.kind == kind) for kind in range(4)]
    assert all(abs(n / 100 - size / 200) < 0.2 for n, size in zip(seats, KINDS.values(), strict=True))


CORNERS = {("a", "a", "a"): 4, ("a", "b", "b"): 2, ("b", "a", "b"): 3, ("b", "b", "a"): 3}


def cornered() -> CubePlan:
    """Two seats, one for each value of x; with equal chances the walk often ends where four kinds have half a seat."""
    quotas = [Quota("x", value, 1, 1) for value in "ab"] + [Quota("y", "a", 1, 2), Quota("y", "b", 0, 1)]
    return plan(CORNERS, (*quotas, Quota("z", "a", 1, 2), Quota("z", "b", 0, 1)), 2)


def test_a_corner_that_no_panel_reaches_is_settled_and_says_by_how_much() -> None:
    draws = [cube_drawn(cornered(), Opened(str(number))) for number in range(20)]
    assert {draw.off for draw in draws} == {Fraction(0), Fraction(1)}
    for drawn in draws:
        body = drawn.as_bytes()
        assert {one.name for one in replay_cube(body) if one.result is Result.HOLDS} >= {"quotas", "walk"}
        assert second_replay(json.loads(body)) is (drawn.off == 0)


def test_quotas_that_no_panel_keeps_are_refused_with_the_smallest_change() -> None:
    quotas = tuple(Quota(feature, value, 1, 1) for feature in "xyz" for value in "ab")
    even = plan(dict.fromkeys(CORNERS, 1), quotas, 2)
    with pytest.raises(NoPanelPossible, match="instead of 1 with"):
        check_cube(even)
    with pytest.raises(CubeStuck):
        cube_drawn(even, Opened(""))


def test_a_plan_reads_back_and_another_file_is_refused() -> None:
    assert read_cube_plan(plan().as_bytes()).digest == plan().digest
    for data in (b"", b"{}", plan().as_bytes().replace(b'"high":4', b'"high":"4"')):
        with pytest.raises(NotALottery):
            read_cube_plan(data)


def test_a_transcript_that_says_something_else_fails_where_it_does() -> None:
    body = draw_cube(plan(), OPENED).body
    changes = {"digest": "0" * 64, "seed": "0" * 64, "chance": [1, 100], "off": [1, 2]}
    for field, value in changes.items():
        failing = {
            one.name for one in replay_cube(canonical_bytes(body | {field: value})) if one.result is Result.FAILS
        }
        assert failing == {"walk" if field == "off" else field}
