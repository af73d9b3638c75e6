"""What a trustee opens: the whole poll as it was declared, and nothing that anybody chose after the vote."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest

from hustings.core.ballots.engine import ArchiveReport
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.refusals import HeadDiffers, NothingToDecrypt, OutcomeRefused, WrongKey
from hustings.core.ballots.trustee_sums import (
    Closed,
    GroupNotInPoll,
    LedgerUnreadable,
    MinimumTooSmall,
    NotOfThePoll,
    Opened,
    OpenedBefore,
    Sum,
    TooFewToOpen,
    UnitsMissing,
    closing_head,
    require_group,
    to_open,
)
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.ballots.units import poll_head
from hustings.core.ballots.units_file import PlannedUnits
from tests.core.ballots.ceremonies import closed_archive, planned
from tests.core.ballots.making import Made, make_setup, play, source
from tests.core.ballots.threshold import Plan

ADA, BEN = [[1, 0, 0, 0]], [[0, 1, 0, 0]]
KEY = make_trustee_key(draw=source("trustee"))
KEYS = [KEY.trustee], [KEY.private_key]


def closed(made: Made, votes: Sequence[int]) -> Closed:
    """A poll in which these voters voted, up to its encrypted tally, as a trustee verifies it."""
    archive = closed_archive(made, [(voter, ADA) for voter in votes])
    report = ENGINE.verify_archive(archive, coins=source("coins"), finished=False)
    assert closing_head(io.BytesIO(archive)) == report.head
    return Closed(report=report, head=report.head)


def planned_of(*archives: Closed, minimum: int = 2) -> PlannedUnits:
    return planned([archive.uuid for archive in archives], minimum=minimum)


@pytest.fixture(scope="module")
def halls() -> list[Closed]:
    """Three units with three, two and one ballots, under one key."""
    made = [make_setup(seed=f"hall {number}", n_voters=3, keys=KEYS) for number in range(3)]
    return [closed(each, votes) for each, votes in zip(made, ([0, 1, 2], [0, 1], [0]), strict=True)]


def opening(archives: Sequence[Closed], plan: PlannedUnits | None, *, minimum: int = 2, head: str = "") -> list[Sum]:
    named = [(f"U{number:02}", each.head) for number, each in enumerate(archives, start=1)]
    head = head or poll_head(named)
    return list(to_open(archives, head=head, plan=plan, minimum=minimum, private_key=KEY.private_key))


def test_an_undivided_poll_is_opened_whole(halls: list[Closed]) -> None:
    (whole,) = opening(halls[:1], None, minimum=3)
    assert (whole.units, whole.n_counted) == (("U01",), 3)
    with pytest.raises(TooFewToOpen):
        opening(halls[:1], None, minimum=4)


def test_a_small_unit_and_its_neighbour_are_opened_only_together(halls: list[Closed]) -> None:
    found = opening(halls, planned_of(*halls))
    assert [(each.units, each.n_counted) for each in found] == [(("U01", "U03"), 4), (("U02",), 2)]


REFUSED = {
    "another head": (lambda a: (a, planned_of(*a), {"head": "0" * 64}), HeadDiffers),
    "a unit is missing": (lambda a: (a[:2], planned_of(*a), {}), UnitsMissing),
    "a unit is there twice": (lambda a: ([*a, a[0]], planned_of(*a), {}), NotOfThePoll),
    "a strange archive": (lambda a: (a, planned_of(*a[:2]), {}), NotOfThePoll),
    "more credentials than members": (lambda a: (a, with_members(planned_of(*a), 2), {}), NotOfThePoll),
    "several archives of an undivided poll": (lambda a: (a, None, {}), NotOfThePoll),
    "a smaller minimum than the trustee's": (lambda a: (a, planned_of(*a), {"minimum": 3}), MinimumTooSmall),
    "too few in all": (lambda a: (a, planned_of(*a, minimum=7), {}), TooFewToOpen),
}


def with_members(plan: PlannedUnits, n: int) -> PlannedUnits:
    return replace(plan, units=tuple(replace(unit, n_eligible=n) for unit in plan.units))


@pytest.mark.parametrize("kind", REFUSED)
def test_anything_else_is_refused(halls: list[Closed], kind: str) -> None:
    asked, refusal = REFUSED[kind]
    archives, plan, more = asked(halls)
    with pytest.raises(refusal):
        opening(archives, plan, **more)


def test_other_trustees_and_other_keys_are_refused(halls: list[Closed]) -> None:
    stranger = make_trustee_key(draw=source("stranger"))
    other = closed(make_setup(seed="other", n_voters=3, keys=([stranger.trustee], [])), [0, 1])
    with pytest.raises(NotOfThePoll, match="trustees"):
        opening([halls[0], other], planned_of(halls[0], other))
    with pytest.raises(WrongKey):
        opening([other], None)


def test_a_declared_poll_has_the_trustees_own_group_or_is_refused() -> None:
    group, keys = Plan(k=2, n=3, draw=source("group")).build()
    setup = make_setup(n_voters=1, keys=([group, KEY.trustee], keys)).setup
    assert require_group(group, setup) == 1
    with pytest.raises(GroupNotInPoll):
        require_group(replace(group, threshold=3), setup)


def test_a_poll_that_is_not_at_its_close_is_refused() -> None:
    made = play(make_setup(n_voters=2, keys=KEYS), [(0, ADA), (1, BEN)])
    report: ArchiveReport = ENGINE.verify_archive(made.archive, coins=source("coins"))
    with pytest.raises(NothingToDecrypt):
        opening([Closed(report=report, head=closing_head(io.BytesIO(made.archive)))], None)


def test_a_second_sum_of_the_same_unit_is_never_opened(halls: list[Closed]) -> None:
    opened = Opened()
    (whole,) = opening(halls[:1], None)
    opened.take(whole)
    again = Opened.read(opened.write())
    again.take(whole)
    one_ballot_less = closed(make_setup(seed="hall 0", n_voters=3, keys=KEYS), [0, 1])
    for other in (opening([one_ballot_less], None)[0], Sum(("U01", "U02"), tuple(halls[:2]))):
        with pytest.raises(OpenedBefore):
            again.take(other)
    for body in (b"", b"{}", b'{"format":"hustings-trustee-opened/1","opened":[]}'):
        with pytest.raises(LedgerUnreadable):
            Opened.read(body)


def test_every_refusal_here_is_one_about_the_outcome() -> None:
    for kind in (NotOfThePoll, UnitsMissing, MinimumTooSmall, TooFewToOpen, OpenedBefore, LedgerUnreadable):
        assert issubclass(kind, OutcomeRefused)
