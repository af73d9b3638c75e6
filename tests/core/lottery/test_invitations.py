"""Invitations: every member has exactly the same chance, each group its share, and the list is read once."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.lottery import invitations
from hustings.core.lottery.invitations import Group, InvitationPlan, invited, read_invitation_plan, shares, summed
from hustings.core.lottery.refusals import NotALottery, RollOutOfOrder, TooManyInvited
from tests.core.lottery.plans import OPENED, terms

SEEDS = st.binary(min_size=32, max_size=32)
SIZES = {"A": 40, "B": 7, "C": 53}
SIZES = {"A": 40, "B": 7, "C": 53}
MEMBERS = [((local,), f"{local}{number:03}") for local, size in SIZES.items() for number in range(size)]


def plan(n_invited: int = 20) -> InvitationPlan:
    return InvitationPlan(terms(), "0" * 64, ("local",), summed(MEMBERS), n_invited)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12), st.data())
def test_each_group_gets_its_share_rounded_down_or_up(sizes: list[int], data: st.DataObject) -> None:
    n_invited = data.draw(st.integers(1, sum(sizes)))
    found = shares(sizes, n_invited, start=data.draw(st.integers(0, sum(sizes) - 1)))
    due = [Fraction(size * n_invited, sum(sizes)) for size in sizes]
    assert sum(found) == n_invited
    assert all(abs(wanted - share) < 1 for wanted, share in zip(due, found, strict=True))


def test_over_all_starts_every_group_is_invited_in_exact_proportion() -> None:
    total: Counter[int] = Counter()
    for start in range(30):
        total.update(dict(enumerate(shares([11, 4, 15], 7, start=start))))
    assert total == {0: 11 * 7, 1: 4 * 7, 2: 15 * 7}


@given(SEEDS)
def test_so_many_are_invited_each_once_and_the_same_seed_invites_the_same(seed: bytes) -> None:
    found = list(invited(iter(MEMBERS), plan().groups, 20, seed=seed))
    assert len(set(found)) == len(found) == 20
    assert set(found) <= {number for _, number in MEMBERS}
    assert found == list(invited(MEMBERS, plan().groups, 20, seed=seed))


def test_inside_a_group_everybody_is_invited_as_often() -> None:
    times: Counter[str] = Counter()
    for number in range(600):
        times.update(invited(MEMBERS[:40], (Group(("A",), 40),), 10, seed=number.to_bytes(32, "big")))
    assert len(times) == 40
    assert all(110 <= seen <= 195 for seen in times.values())


def test_a_list_that_is_not_the_summed_one_is_refused_with_its_group() -> None:
    groups = plan().groups
    for members in (MEMBERS[1:], MEMBERS[:-1], [*MEMBERS, (("D",), "D1")], [MEMBERS[1], MEMBERS[0], *MEMBERS[2:]]):
        with pytest.raises(RollOutOfOrder):
            list(invited(members, groups, 20, seed=bytes(32)))


def test_a_plan_reads_back_and_gives_a_seed() -> None:
    again = read_invitation_plan(plan().as_bytes())
    assert again.digest == plan().digest
    assert invitations.invitation_seed(again, OPENED) == invitations.invitation_seed(plan(), OPENED)


@pytest.mark.parametrize("n_invited", [0, 101])
def test_nobody_or_more_than_everybody_cannot_be_invited(n_invited: int) -> None:
    with pytest.raises(TooManyInvited):
        plan(n_invited)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"format":"hustings-lottery/1"}'])
def test_what_is_no_plan_is_refused(data: bytes) -> None:
    with pytest.raises(NotALottery):
        read_invitation_plan(data)
