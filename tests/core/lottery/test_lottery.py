"""Fixing, drawing and replaying: every panel keeps every line, chances are what is promised, anybody gets the same."""

import json
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.canonical import canonical_bytes
from hustings.core.findings import Result
from hustings.core.lottery.drawing import Drawn, draw
from hustings.core.lottery.fixed import Fixed, read_fixed
from hustings.core.lottery.fixing import fix
from hustings.core.lottery.people import Cap, Person, Plan, Quota, broken_lines, make_plan
from hustings.core.lottery.refusals import (
    NoPanelPossible,
    NotALottery,
    OperatorAlone,
    SecretDiffers,
    SeedIncomplete,
)
from hustings.core.lottery.relaxation import relaxed, smallest_relaxation
from hustings.core.lottery.replay import broken_panels, lowest, replay
from hustings.core.lottery.seed import Opened, below, make_seed
from hustings.core.lottery.standing_in import stand_ins
from tests.core.lottery import second_replay, second_tables
from tests.core.lottery.plans import OBSERVER, OPENED, PART, SECRET, small_plans, terms, volunteers

FEW = settings(max_examples=15, deadline=None)


@cache
def harbor() -> Fixed:
    """60 volunteers for 12 seats by three features."""
    return fix(volunteers(60, 12, features=("region", "shift", "gender")), terms(), n_numbered=200)


@cache
def harbor_draw() -> Drawn:
    return draw(harbor(), OPENED)


@FEW
@given(small_plans())
def test_every_numbered_panel_keeps_every_quota_and_cap_and_nobody_sits_twice(plan: Plan) -> None:
    fixed = fix(plan, terms(), n_numbered=20)
    assert list(broken_panels(fixed)) == []
    assert len(fixed.panels) == 20


@FEW
@given(small_plans())
def test_no_panels_at_all_could_give_a_higher_lowest_chance_than_the_proven_bound(plan: Plan) -> None:
    fixed = fix(plan, terms(), n_numbered=20)
    lines = plan.lines()
    every = [
        panel for panel in combinations(range(len(plan.people)), plan.seats) if not broken_lines(plan, lines, panel)
    ]
    weights = fixed.levels[0].weights
    heaviest = max(sum(weights.get(index, 0) for index in panel) for panel in every)
    assert Fraction(heaviest, sum(weights.values())) <= fixed.bounds[0] or fixed.bounds[0] == 1
    assert lowest(fixed, 0) <= fixed.bounds[0]


def test_the_lowest_chance_is_that_of_the_bound_rounded_to_whole_panels() -> None:
    fixed = harbor()
    assert lowest(fixed, 0) == Fraction(int(fixed.bounds[0] * 200), 200)


def test_the_promised_chances_are_the_fairest_ones_rounded_to_whole_panels() -> None:
    fixed = harbor()
    kept = {}
    for level in fixed.levels:
        kept |= dict.fromkeys(level.people, Fraction(level.kept + 2, 10**9))
    assert max(abs(fixed.chance(index) - chance) for index, chance in kept.items()) <= Fraction(2, 200)
    assert sum(fixed.chance(index) for index in kept) == 12


def test_without_quotas_everybody_has_the_same_chance() -> None:
    plan = make_plan(seats=3, people=[Person(f"M{n}", {}) for n in range(10)], quotas=[])
    fixed = fix(plan, terms(), n_numbered=100)
    assert Counter(fixed.n_panels_of.values()) == {30: 10}
    assert fixed.bounds == [Fraction(3, 10)]


def test_people_who_count_alike_have_the_same_chance_but_for_one_panel() -> None:
    fixed = harbor()
    alike: dict[str, list[int]] = {}
    for index, person in enumerate(fixed.plan.people):
        alike.setdefault(json.dumps(person.values), []).append(fixed.n_panels_of[index])
    assert max(max(counts) - min(counts) for counts in alike.values()) <= 1


def test_scarce_people_come_often_and_the_rest_stay_as_even_as_quotas_allow() -> None:
    people = [Person(f"N{n}", {"shift": "night"}) for n in range(2)]
    people += [Person(f"D{n}", {"shift": "day"}) for n in range(8)]
    plan = make_plan(seats=4, people=people, quotas=[Quota("shift", "night", 1, 4), Quota("shift", "day", 0, 3)])
    fixed = fix(plan, terms(), n_numbered=100)
    times = {person.code: fixed.n_panels_of[index] for index, person in enumerate(fixed.plan.people)}
    assert (times["N0"], times["N1"]) == (50, 50)
    assert Counter(times[f"D{n}"] for n in range(8)) == {37: 4, 38: 4}
    assert fixed.bounds[0] == Fraction(3, 8)


def test_one_of_a_household_and_two_of_a_local_at_most() -> None:
    people = [Person(f"M{n:02}", {"home": f"pier {n // 2}", "local": "A" if n < 12 else f"B{n}"}) for n in range(20)]
    plan = make_plan(seats=6, people=people, quotas=[], caps=[Cap("home", 1), Cap("local", 2)])
    fixed = fix(plan, terms(), n_numbered=60)
    for panel in fixed.panels:
        homes = Counter(plan.people[index].values["home"] for index in panel)
        assert max(homes.values()) == 1
        assert sum(plan.people[index].values["local"] == "A" for index in panel) <= 2
    assert min(fixed.n_panels_of.values()) > 0


def test_exact_quotas_that_no_single_swap_keeps_still_give_fair_panels() -> None:
    people = [Person(f"M{n:02}", {"age": "ab"[n % 2], "trade": "xy"[n // 2 % 2]}) for n in range(16)]
    quotas = [Quota(name, value, 2, 2) for name, values in (("age", "ab"), ("trade", "xy")) for value in values]
    fixed = fix(make_plan(seats=4, people=people, quotas=quotas), terms(), n_numbered=100)
    assert Counter(fixed.n_panels_of.values()) == {25: 16}


def test_the_order_of_the_rows_does_not_matter() -> None:
    plan = harbor().plan
    people, quotas = list(plan.people), list(plan.quotas)
    Random(3).shuffle(people)
    Random(4).shuffle(quotas)
    again = fix(make_plan(seats=12, people=people, quotas=quotas), terms(), n_numbered=200)
    assert again.as_bytes() == harbor().as_bytes()


def test_a_fixed_plan_reads_back_as_it_was_written() -> None:
    assert read_fixed(harbor().as_bytes()).as_bytes() == harbor().as_bytes()


@FEW
@given(st.text(min_size=1, max_size=20))
def test_another_outside_value_gives_another_seed_and_the_same_one_the_same_draw(figure: str) -> None:
    other = draw(harbor(), replace(OPENED, outside=figure))
    assert (other.seed == harbor_draw().seed) == (figure == OPENED.outside)
    assert draw(harbor(), replace(OPENED, outside=figure)) == other


def test_every_panel_can_come_and_each_is_as_likely() -> None:
    seeds = [make_seed(fixed_digest=harbor().digest, opened=replace(OPENED, outside=str(n))) for n in range(4000)]
    numbers = Counter(below(200, seed=seed, label="panel") for seed in seeds)
    assert sorted(numbers) == list(range(200))
    assert max(numbers.values()) < 45


def test_dice_on_the_stage_choose_the_panel_and_still_change_the_seed() -> None:
    fixed = replace(harbor(), terms=terms(last_draw="dice"))
    drawn = draw(fixed, replace(OPENED, dice=137))
    assert drawn.panel == tuple(fixed.plan.people[index].code for index in fixed.panels[137])
    assert drawn.seed != draw(fixed, replace(OPENED, dice=136)).seed
    assert all(check.result is not Result.FAILS for check in replay(drawn.as_bytes()))


@pytest.mark.parametrize(
    ("opened", "refusal", "where"),
    [
        (replace(OPENED, secret="another"), SecretDiffers, "secret"),
        (replace(OPENED, given={OBSERVER: "eight gulls"}), SecretDiffers, OBSERVER),
        (replace(OPENED, given={"Somebody": PART}), SeedIncomplete, "Somebody"),
        (replace(OPENED, outside=""), SeedIncomplete, "outside"),
        (replace(OPENED, dice=3), SeedIncomplete, "dice"),
    ],
)
def test_what_is_opened_must_be_what_was_committed(opened: Opened, refusal: type, where: str) -> None:
    with pytest.raises(refusal) as refused:
        draw(harbor(), opened)
    assert refused.value.where == where


def test_an_observer_who_does_not_open_is_left_out() -> None:
    assert len(draw(harbor(), Opened(SECRET, "4,512.33", {})).panel) == 12


def test_a_seed_by_the_operator_alone_is_refused() -> None:
    with pytest.raises(OperatorAlone):
        terms(outside={}, contributors=())


def test_a_replay_finds_that_everything_holds_and_says_what_remains_to_be_compared() -> None:
    checks = replay(harbor_draw().as_bytes(), published=harbor().digest)
    assert {check.name: str(check.result) for check in checks} == {
        "digest": "holds", "panels": "holds", "certificate": "holds", "secrets": "holds", "outside value": "not run",
        "seed": "holds", "last draw": "holds", "panel": "holds", "stand-ins": "holds", "tables": "holds",
    }  # fmt: skip


def test_a_second_program_written_from_the_specification_gets_the_same() -> None:
    transcript = json.loads(harbor_draw().as_bytes())
    assert second_replay.replay(transcript) == list(harbor_draw().panel)
    assert second_tables.tables(transcript) == transcript["tables"]
    assert second_replay.first_bound(transcript["fixed"]) == harbor().bounds[0]


@pytest.mark.parametrize(
    ("path", "value", "failing"),
    [
        (("panel", 3), "P00059", {"panel"}),
        (("number",), 5, {"last draw"}),
        (("seed",), "0" * 64, {"seed"}),
        (("digest",), "0" * 64, {"digest"}),
        (("tables", 0, 0), "P00001", {"tables"}),
        (("fixed", "panels", 7, 0), 1, {"digest", "seed", "last draw", "panel", "stand-ins", "tables", "panels"}),
        (("fixed", "quotas", 0, "low"), 9, {"digest", "seed", "last draw", "panel", "panels"}),
        (("fixed", "levels", 0, "seat"), -(10**9), {"digest", "seed", "last draw", "panel", "certificate"}),
        (("opened", "secret"), "another", {"secrets", "seed"}),
    ],
)
def test_a_tampered_transcript_fails_at_the_place(path: tuple, value: object, failing: set[str]) -> None:
    body = json.loads(harbor_draw().as_bytes())
    *way, last = path
    place = body
    for step in way:
        place = place[step]
    assert place[last] != value
    place[last] = value
    found = {check.name for check in replay(canonical_bytes(body)) if check.result is Result.FAILS}
    assert failing & found
    assert found <= failing | {"digest", "seed", "last draw", "panel", "stand-ins", "tables"}


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"format": 1}', b"\xff", b"3"])
def test_what_is_no_transcript_is_refused(data: bytes) -> None:
    with pytest.raises(NotALottery):
        replay(data, where="draw.json")


def test_a_published_digest_of_another_plan_fails() -> None:
    checks = replay(harbor_draw().as_bytes(), published="0" * 64)
    assert [check.name for check in checks if check.result is Result.FAILS] == ["digest"]


def test_an_impossible_plan_names_the_smallest_change() -> None:
    people = [Person(f"W{n}", {"gender": "woman"}) for n in range(3)]
    people += [Person(f"M{n}", {"gender": "man"}) for n in range(20)]
    plan = make_plan(seats=10, people=people, quotas=[Quota("gender", "man", 4, 5), Quota("gender", "woman", 5, 6)])
    with pytest.raises(NoPanelPossible) as refused:
        fix(plan, terms(), n_numbered=20)
    assert refused.value.facts["changes"] == (
        "at most 7 instead of 5 with gender man; at least 3 instead of 5 with gender woman"
    )
    changes = smallest_relaxation(plan)
    assert list(broken_panels(fix(relaxed(plan, changes), terms(), n_numbered=20))) == []


def test_stand_ins_keep_the_quotas_and_nobody_comes_twice() -> None:
    drawn = harbor_draw()
    found = stand_ins(harbor().plan, seed=drawn.seed, panel=drawn.panel, leaving=drawn.panel[:3])
    comes = [one.comes for one in found]
    assert len(set(comes)) == 3
    assert not set(comes) & set(drawn.panel)
    assert drawn.stand_ins[drawn.panel[0]] == comes[0]
    assert found[0].off == 0


def test_nobody_is_left_to_stand_in_when_everybody_sits() -> None:
    plan = make_plan(seats=2, people=[Person("A", {}), Person("B", {})], quotas=[])
    assert [one.comes for one in stand_ins(plan, seed=b"s", panel=["A", "B"], leaving=["A"])] == [""]


def test_tables_look_like_the_panel() -> None:
    drawn = harbor_draw()
    gender = {person.code: person.values["gender"] for person in harbor().plan.people}
    counts = [Counter(gender[code] for code in table)["gender 01"] for table in drawn.tables]
    assert [len(table) for table in drawn.tables] == [6, 6]
    assert max(counts) - min(counts) <= 1
