"""The plan of slots: as many as can be, then by the lottery, then by rank; and who blocks whom."""

from hashlib import sha256
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from hustings.core.slots import Block, Plan, Wish, match_slots

SEED = "07 11 23 38 42"
THREE = (1, 2, 3)
NAMES = ("CAND-1", "CAND-2", "CAND-3", "CAND-4")


@st.composite
def wish_of(draw: st.DrawFn, candidate: str) -> Wish:
    offered = tuple(sorted(draw(st.sets(st.integers(1, 4), min_size=1))))
    impossible = draw(st.sets(st.sampled_from(offered)))
    ranked = draw(st.permutations([slot for slot in offered if slot not in impossible]))
    return Wish(candidate, offered, tuple(ranked[: draw(st.integers(0, 4))]), frozenset(impossible))


WISHES = st.integers(0, 4).flatmap(lambda n: st.tuples(*(wish_of(name) for name in NAMES[:n])))
SEEDS = st.text("0123456789 ", max_size=8)


def first_of_all_plans(wishes: tuple[Wish, ...], seed: str) -> dict[str, int]:
    """The plan by the published rules, found by trying every plan there is."""
    known = {wish.candidate: wish for wish in wishes}
    order = sorted(known, key=lambda code: sha256((seed + code).encode()).hexdigest())

    def measure(plan: tuple[int, ...]) -> tuple[object, ...]:
        ranks = [known[code].rank(slot) or 0 for code, slot in zip(order, plan, strict=True)]
        return plan.count(0), [slot == 0 for slot in plan], sum(ranks), ranks, plan

    plans = [
        plan
        for plan in product(*((0, *known[code].possible) for code in order))
        if len(set(plan) - {0}) == len(plan) - plan.count(0)
    ]
    return {code: slot for code, slot in zip(order, min(plans, key=measure), strict=True) if slot}


@given(WISHES, SEEDS)
def test_the_plan_is_the_first_of_all_plans_by_the_published_rules(wishes: tuple[Wish, ...], seed: str) -> None:
    assert match_slots(wishes, seed=seed).given == first_of_all_plans(wishes, seed)


@given(WISHES, SEEDS)
def test_whoever_is_left_out_stands_in_a_block_that_proves_it(wishes: tuple[Wish, ...], seed: str) -> None:
    plan = match_slots(wishes, seed=seed)
    known = {wish.candidate: wish for wish in wishes}
    for block in plan.blocks:
        assert {slot for code in block.candidates for slot in known[code].possible} == set(block.slots)
        assert block.n_left_out == len(set(block.candidates) & set(plan.left_out)) > 0
    assert {code for block in plan.blocks for code in block.candidates} >= set(plan.left_out)
    slots = [slot for block in plan.blocks for slot in block.slots]
    assert len(slots) == len(set(slots))


@given(st.data(), WISHES, SEEDS)
def test_the_order_in_which_wishes_come_does_not_matter(
    data: st.DataObject, wishes: tuple[Wish, ...], seed: str
) -> None:
    shuffled = data.draw(st.permutations(wishes))
    assert match_slots(shuffled, seed=seed) == match_slots(wishes, seed=seed)


@given(WISHES)
def test_a_wish_reads_back_from_the_record(wishes: tuple[Wish, ...]) -> None:
    assert tuple(Wish.from_json(wish.as_json()) for wish in wishes) == wishes


def test_everybody_gets_the_best_slot_where_nobody_is_in_the_way() -> None:
    wishes = [Wish("CAND-1", THREE, (2, 1)), Wish("CAND-2", THREE, (3,)), Wish("CAND-3", THREE, (1, 2, 3))]
    plan = match_slots(wishes, seed=SEED)
    assert plan == Plan(
        order=("CAND-3", "CAND-1", "CAND-2"),
        given={"CAND-3": 1, "CAND-1": 2, "CAND-2": 3},
        left_out=(),
        total_rank=3,
        blocks=(),
    )


def test_the_sum_of_ranks_counts_before_the_lottery() -> None:
    """CAND-1 comes before CAND-2, but would cost it two ranks to save one of its own."""
    wishes = [Wish("CAND-1", (1, 2), (1, 2)), Wish("CAND-2", THREE, (1, 3, 2)), Wish("CAND-3", (3,))]
    plan = match_slots(wishes, seed=SEED)
    assert plan.order == ("CAND-3", "CAND-1", "CAND-2")
    assert (plan.given, plan.total_rank) == ({"CAND-1": 2, "CAND-2": 1, "CAND-3": 3}, 4)


def test_the_seed_decides_between_two_who_want_the_same() -> None:
    wishes = [Wish("CAND-1", (1, 2), (1, 2)), Wish("CAND-2", (1, 2), (1, 2))]
    plans = {seed: match_slots(wishes, seed=seed) for seed in ("a", "b", "c", "d")}
    assert {plan.given[plan.order[0]] for plan in plans.values()} == {1}
    assert {plan.order[0] for plan in plans.values()} == {"CAND-1", "CAND-2"}


def test_three_for_two_slots_are_named_and_a_bystander_is_not() -> None:
    two = frozenset({3, 4})
    wishes = [Wish(name, (1, 2, 3, 4), (1, 2), two) for name in NAMES[:3]] + [Wish("CAND-4", (1, 2, 3, 4), (3,))]
    plan = match_slots(wishes, seed=SEED)
    assert plan.blocks == (Block(("CAND-1", "CAND-2", "CAND-3"), (1, 2)),)
    assert plan.left_out == (plan.order[-1],) if plan.order[-1] != "CAND-4" else (plan.order[-2],)
    assert plan.given["CAND-4"] == 3


def test_one_who_can_come_in_no_slot_blocks_nobody() -> None:
    plan = match_slots([Wish("CAND-1", THREE, (), frozenset(THREE)), Wish("CAND-2", THREE)], seed=SEED)
    assert (plan.given, plan.blocks) == ({"CAND-2": 1}, (Block(("CAND-1",), ()),))


def test_a_field_of_forty_is_planned() -> None:
    slots = tuple(range(1, 41))
    wishes = [Wish(f"CAND-{n}", slots, (n % 7 + 1, n % 5 + 1) if n % 7 != n % 5 else (1,)) for n in slots]
    plan = match_slots(wishes, seed=SEED)
    assert sorted(plan.given.values()) == list(slots)
