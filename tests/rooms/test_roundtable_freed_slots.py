"""A slot that became free after the plan was accepted goes to whoever is next, or to another for a published reason."""

from datetime import timedelta
from functools import partial

import pytest

from hustings.core.phases import FIELDING
from hustings.core.slots import Wish, lottery_order, next_for
from hustings.core.values import Role
from hustings.rooms.candidates.actions import add_candidate
from hustings.rooms.candidates.refusals import CandidateOut
from hustings.rooms.candidates.statuses import Status
from hustings.rooms.invitations.refusals import NothingDiffers
from hustings.rooms.roundtables.actions.freed import give_slot, hand_on_slot
from hustings.rooms.roundtables.actions.meetings import cancel_roundtable
from hustings.rooms.roundtables.actions.slots import accept_plan, draw_slots, enter_slot_wishes, offer_slots
from hustings.rooms.roundtables.planning import slot_offer_of
from hustings.rooms.roundtables.queries import roundtables_of
from hustings.rooms.roundtables.refusals import (
    MovedIntoThePast,
    NotWaiting,
    OutOfTurn,
    PlanNotAccepted,
    SlotTaken,
    SlotUnknown,
)
from tests.rooms.harbor import DAY, FEBRUARY, bodies, invite_both, withdraw
from tests.rooms.races import AT, DIRECTOR
from tests.rooms.refused import only, refuses
from tests.rooms.test_roundtable_slots import CLOSES, MAY_5, OFFER, SEED, TERMS

LATER = CLOSES + DAY
hand_on = partial(hand_on_slot, offer="SLOTS-1", slot=1, actor=DIRECTOR, at=LATER)


@pytest.fixture
def full(hearing: str) -> str:
    """Four candidates and two slots: by the lottery's order two have one and two wait; the last cannot come in 2."""
    invite_both(hearing)
    for name in ("Lena Marsh", "Ida Fell"):
        add_candidate(cycle=hearing, name=name, status=Status.DECLARED, on=FEBRUARY, actor=DIRECTOR, at=AT)
    offer_slots(cycle=hearing, **OFFER | {"slots": OFFER["slots"][:2]})
    enter_slot_wishes(
        cycle=hearing, offer="SLOTS-1", candidate=ORDER[3], ranked=[1], impossible=[2], actor=DIRECTOR, at=AT
    )
    draw_slots(cycle=hearing, offer="SLOTS-1", seed=SEED, actor=DIRECTOR, at=LATER)
    accept_plan(cycle=hearing, offer="SLOTS-1", **TERMS)
    return hearing


ORDER = lottery_order([f"CAND-{number}" for number in range(1, 5)], seed=SEED)


def free(cycle: str, slot: int) -> None:
    code = next(view.code for view in roundtables_of(cycle=cycle, actor=DIRECTOR) if view.slot == slot)
    cancel_roundtable(cycle=cycle, roundtable=code, reason="She withdrew.", actor=DIRECTOR, at=LATER)


def waiting(cycle: str, slot: int) -> tuple[str, ...]:
    return slot_offer_of(cycle=cycle, offer="SLOTS-1", actor=DIRECTOR).waiting.get(slot, ())


def who_has(cycle: str, slot: int) -> str:
    booked = roundtables_of(cycle=cycle, actor=DIRECTOR)
    return next(view.candidate for view in booked if view.slot == slot and view.state == "scheduled")


def test_next_is_who_comes_first_in_the_order_among_those_who_can_come() -> None:
    wishes = [Wish(code, (1, 2)) for code in ORDER[:2]] + [Wish(ORDER[2], (1, 2), (), frozenset({2}))]
    assert next_for(1, wishes, seed=SEED) == ORDER[:3]
    assert next_for(2, wishes, seed=SEED) == ORDER[:2]


def test_a_freed_slot_goes_to_the_next_who_waits(full: str) -> None:
    assert waiting(full, 1) == ()
    gone = who_has(full, 1)
    withdraw(full, gone)
    free(full, 1)
    assert waiting(full, 1) == ORDER[2:]
    code = give_slot(cycle=full, offer="SLOTS-1", slot=1, candidate=ORDER[2], **TERMS)
    assert who_has(full, 1) == ORDER[2]
    (body,) = bodies(full, "slots.handed-on")
    assert body == {"offer": "SLOTS-1", "slot": 1, "candidate": ORDER[2], "order": list(ORDER[2:])}
    assert bodies(full, "roundtable.set")[-1]["roundtable"] == code


def test_out_of_turn_needs_a_reason_and_in_turn_none(full: str) -> None:
    withdraw(full, who_has(full, 1))
    free(full, 1)
    refuses(OutOfTurn, hand_on, cycle=full, candidate=ORDER[3])
    refuses(NothingDiffers, hand_on, cycle=full, candidate=ORDER[2], reason="We like him.")
    hand_on(cycle=full, candidate=ORDER[3], reason="The others cannot travel that day.")
    assert bodies(full, "slots.handed-on")[-1]["reason"] == "The others cannot travel that day."


def test_only_a_free_slot_ahead_goes_to_somebody_who_waits(full: str) -> None:
    refuses(SlotTaken, hand_on, cycle=full, candidate=ORDER[2])
    refuses(SlotUnknown, hand_on, cycle=full, slot=9, candidate=ORDER[2])
    gone, kept = who_has(full, 2), who_has(full, 1)
    withdraw(full, gone)
    free(full, 2)
    at_two = partial(hand_on, cycle=full, slot=2)
    refuses(CandidateOut, at_two, candidate=gone)
    assert "RT-" in refuses(NotWaiting, at_two, candidate=kept).message
    assert "not possible by its wishes" in refuses(NotWaiting, at_two, candidate=ORDER[3]).message
    refuses(MovedIntoThePast, at_two, candidate=ORDER[2], at=MAY_5 + timedelta(hours=2))


def test_before_the_plan_is_accepted_it_is_drawn_again_instead(hearing: str) -> None:
    offer_slots(cycle=invite_both(hearing), **OFFER)
    refuses(PlanNotAccepted, hand_on, cycle=hearing, candidate="CAND-1")


def test_who_may_hand_a_slot_on_and_when(full: str) -> None:
    free(full, 1)
    act = partial(hand_on, cycle=full, candidate=waiting(full, 1)[0])
    only({Role.DIRECTOR, Role.OFFICER}, FIELDING, act, cycle=full)
