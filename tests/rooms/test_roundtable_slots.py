"""Slots: the same for all, wishes until they close, a plan anybody can work out, roundtables that follow from it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hustings.core.hearings import Audience, Press
from hustings.core.slots import Wish, match_slots
from hustings.core.values import Actor, Role
from hustings.ground.record.refusals import NotAllowed
from hustings.rooms.candidates.actions import add_candidate
from hustings.rooms.candidates.statuses import Status
from hustings.rooms.cycles.refusals import ReasonMissing
from hustings.rooms.invitations.actions import enter_reply
from hustings.rooms.invitations.answers import Answer
from hustings.rooms.invitations.refusals import AlreadyEntered, NotYours
from hustings.rooms.roundtables.actions.meetings import cancel_roundtable, move_roundtable, set_roundtable
from hustings.rooms.roundtables.actions.slots import (
    SlotPlan,
    accept_plan,
    draw_slots,
    enter_slot_wishes,
    offer_slots,
    offer_slots_otherwise,
    prefer_slots,
)
from hustings.rooms.roundtables.planning import slot_offer_of, slot_offers_of, slots_of_campaign
from hustings.rooms.roundtables.queries import roundtables_of
from hustings.rooms.roundtables.refusals import (
    AlreadyDrawn,
    DoubleBooking,
    FieldChanged,
    NotDrawn,
    PlanAccepted,
    SlotsClash,
    SlotsMissing,
    SlotsOpen,
    SlotsTooEarly,
    SlotsUnequal,
    SlotUnknown,
    WishesClosed,
    WishesStillOpen,
    WishUnclear,
)
from tests.rooms.harbor import DAY, FEBRUARY, ROUNDTABLE, bodies, campaign, invite_both, withdraw
from tests.rooms.races import AT, DIRECTOR

CLOSES = datetime(2031, 4, 1, 17, 0, tzinfo=UTC)
MAY_5 = datetime(2031, 5, 5, 18, 0, tzinfo=UTC)  # two in the afternoon in New York
SLOTS = [
    SlotPlan(MAY_5 + timedelta(hours=2), 60, "Union hall"),
    SlotPlan(MAY_5, 60, "Union hall"),
    SlotPlan(MAY_5 + DAY, 60, "Seamen's home"),
]
OFFER: dict[str, Any] = {
    "slots": SLOTS,
    "zone": "America/New_York",
    "closes_at": CLOSES,
    "seed_from": "winning numbers of the Harbor State lottery of 2 April 2031",
    "actor": DIRECTOR,
    "at": AT,
}
SEED = "07 11 23 38 42"
TERMS: dict[str, Any] = {
    "topics": ["pensions"],
    "audience": Audience.RESTRICTED,
    "press": Press.AFTERWARDS,
    "actor": DIRECTOR,
    "at": CLOSES + DAY,
}


@pytest.fixture
def offered(hearing: str) -> str:
    """Slots 1, 2 and 3 for CAND-1 and CAND-2, who were invited."""
    assert offer_slots(cycle=invite_both(hearing), **OFFER) == "SLOTS-1"
    return hearing


def wish(cycle: str, candidate: str, *ranked: int, impossible: tuple[int, ...] = (), at: datetime = AT) -> None:
    who = campaign(candidate)
    prefer_slots(cycle=cycle, offer="SLOTS-1", ranked=ranked, impossible=impossible, actor=who, at=at)


def draw(cycle: str, seed: str = SEED) -> dict[str, int]:
    return dict(draw_slots(cycle=cycle, offer="SLOTS-1", seed=seed, actor=DIRECTOR, at=CLOSES + DAY))


def test_the_same_slots_go_to_all_at_once_in_the_order_of_their_times(offered: str) -> None:
    (body,) = bodies(offered, "slots.offered")
    assert body["candidates"] == ["CAND-1", "CAND-2"]
    assert [(slot["slot"], slot["starts_at"], slot["room"]) for slot in body["slots"]] == [
        (1, "2031-05-05T18:00:00Z", "Union hall"),
        (2, "2031-05-05T20:00:00Z", "Union hall"),
        (3, "2031-05-06T18:00:00Z", "Seamen's home"),
    ]
    assert (body["slots"][0]["zone"], body["slots"][0]["on"]) == ("America/New_York", "2031-05-05")
    assert (body["closes_at"], body["seed_from"]) == ("2031-04-01T17:00:00Z", OFFER["seed_from"])


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"slots": []}, SlotsMissing),
        ({"slots": [SLOTS[0], SlotPlan(SLOTS[0].starts_at + timedelta(minutes=59), 60, "union hall")]}, SlotsClash),
        ({"slots": [SLOTS[0], SlotPlan(MAY_5 + DAY, 90, "Union hall")]}, SlotsUnequal),
        ({"closes_at": MAY_5}, SlotsTooEarly),
        ({"closes_at": AT}, SlotsTooEarly),
        ({"only": ["CAND-1"]}, ReasonMissing),
    ],
)
def test_an_offer_that_cannot_be_or_is_not_the_same_for_all_is_refused(
    change: Any, refusal: type[Exception], hearing: str
) -> None:
    with pytest.raises(refusal):
        offer_slots(cycle=invite_both(hearing), **(OFFER | change))
    assert bodies(hearing, "slots.offered") == []


def test_one_who_comes_later_is_offered_the_slots_with_the_reason(offered: str) -> None:
    cleo = {"name": "Cleo Marsh", "status": Status.DECLARED, "on": FEBRUARY}
    add_candidate(cycle=offered, **cleo, actor=DIRECTOR, at=AT)
    told = {"offer": "SLOTS-1", "candidate": "CAND-3", "slots": [1, 2, 3]}
    with pytest.raises(ReasonMissing):
        offer_slots_otherwise(cycle=offered, **told, reason=" ", actor=DIRECTOR, at=AT)
    offer_slots_otherwise(cycle=offered, **told, reason="She declared today.", actor=DIRECTOR, at=AT)
    assert bodies(offered, "slots.offered-otherwise") == [told | {"reason": "She declared today."}]


def test_a_campaign_says_its_wishes_and_sees_nobody_elses(offered: str) -> None:
    wish(offered, "CAND-1", 2, 1, impossible=(3,))
    wish(offered, "CAND-1", 1, impossible=(3,))
    (own,) = slots_of_campaign(cycle=offered, actor=campaign("CAND-1"))
    assert own.wish == Wish("CAND-1", (1, 2, 3), (1,), frozenset({3}))
    (other,) = slots_of_campaign(cycle=offered, actor=campaign("CAND-2"))
    assert (other.wish, other.wished_at) == (Wish("CAND-2", (1, 2, 3)), None)
    assert bodies(offered, "slots.preferred") == []
    assert slots_of_campaign(cycle=offered, actor=campaign("")) == ()
    with pytest.raises(NotAllowed):
        slot_offers_of(cycle=offered, actor=campaign("CAND-2"))


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"ranked": [1, 1]}, WishUnclear),
        ({"ranked": [1], "impossible": [1]}, WishUnclear),
        ({"ranked": [4]}, SlotUnknown),
        ({"ranked": [1], "at": CLOSES}, WishesClosed),
        ({"ranked": [1], "actor": campaign("CAND-9")}, NotYours),
        ({"ranked": [1], "actor": campaign("")}, NotYours),
    ],
)
def test_a_wish_that_is_late_unclear_or_somebody_elses_is_refused(
    told: Any, refusal: type[Exception], offered: str
) -> None:
    with pytest.raises(refusal):
        prefer_slots(**({"cycle": offered, "offer": "SLOTS-1", "actor": campaign("CAND-1"), "at": AT} | told))


def test_staff_enter_a_wish_that_came_by_letter_once(offered: str) -> None:
    secretary = Actor("secretary-1", frozenset({Role.SECRETARY}))
    told = {"offer": "SLOTS-1", "candidate": "CAND-2", "ranked": [3], "actor": secretary, "at": AT}
    enter_slot_wishes(cycle=offered, **told)
    with pytest.raises(AlreadyEntered):
        enter_slot_wishes(cycle=offered, **told)


def test_the_plan_is_published_with_all_that_it_follows_from(offered: str) -> None:
    wish(offered, "CAND-1", 1, 2)
    wish(offered, "CAND-2", 1, 3)
    given = draw(offered)
    (body,) = bodies(offered, "slots.drawn")
    again = match_slots([Wish.from_json(each) for each in body["wishes"]], seed=body["seed"])
    assert dict(again.given) == given == {each["candidate"]: each["slot"] for each in body["given"]}
    assert (body["order"], body["total_rank"], body["left_out"]) == (list(again.order), 3, [])
    assert given[again.order[0]] == 1


def test_nobody_draws_early_or_a_second_time_with_another_value(offered: str) -> None:
    with pytest.raises(WishesStillOpen):
        draw_slots(cycle=offered, offer="SLOTS-1", seed=SEED, actor=DIRECTOR, at=CLOSES - DAY)
    with pytest.raises(NotDrawn):
        accept_plan(cycle=offered, offer="SLOTS-1", **TERMS)
    draw(offered)
    for seed in (SEED, "another"):
        with pytest.raises(AlreadyDrawn):
            draw(offered, seed)


def test_where_no_plan_serves_all_it_is_said_who_blocks_whom_and_the_rest_is_offered_more(offered: str) -> None:
    for candidate in ("CAND-1", "CAND-2"):
        wish(offered, candidate, 1, impossible=(2, 3))
    (served,) = draw(offered)
    (body,) = bodies(offered, "slots.drawn")
    (left,) = body["left_out"]
    assert {served, left} == {"CAND-1", "CAND-2"}
    assert body["blocks"] == [{"candidates": ["CAND-1", "CAND-2"], "slots": [1]}]
    accept_plan(cycle=offered, offer="SLOTS-1", **TERMS)
    more = {"slots": [SlotPlan(MAY_5 + 2 * DAY, 60, "Union hall")], "closes_at": CLOSES + 2 * DAY, "at": CLOSES + DAY}
    reason = "No plan of SLOTS-1 served everybody."
    assert offer_slots(cycle=offered, **(OFFER | more), only=[left], reason=reason) == "SLOTS-2"
    second = bodies(offered, "slots.offered")[-1]
    assert (second["slots"][0]["slot"], second["candidates"], second["reason"]) == (4, [left], reason)


def test_accepting_sets_the_roundtables_in_their_slots(offered: str) -> None:
    wish(offered, "CAND-1", 3)
    wish(offered, "CAND-2", 1)
    draw(offered)
    assert accept_plan(cycle=offered, offer="SLOTS-1", **TERMS) == ("RT-1", "RT-2")
    set_bodies = [(each["candidate"], each["slot"], each["place"]) for each in bodies(offered, "roundtable.set")]
    assert set_bodies == [("CAND-2", 1, "Union hall"), ("CAND-1", 3, "Seamen's home")]
    view = slot_offer_of(cycle=offered, offer="SLOTS-1", actor=DIRECTOR)
    assert [slot.roundtable for slot in view.slots] == ["RT-1", "", "RT-2"]
    with pytest.raises(PlanAccepted):
        accept_plan(cycle=offered, offer="SLOTS-1", **TERMS)


def test_a_room_that_is_taken_meanwhile_stops_the_whole_plan(offered: str) -> None:
    wish(offered, "CAND-1", 3)
    wish(offered, "CAND-2", 1)
    add_candidate(cycle=offered, name="Cleo Marsh", status=Status.DECLARED, on=FEBRUARY, actor=DIRECTOR, at=AT)
    set_roundtable(cycle=offered, **(ROUNDTABLE | {"candidate": "CAND-3", "starts_at": MAY_5}))
    draw(offered)
    with pytest.raises(DoubleBooking):
        accept_plan(cycle=offered, offer="SLOTS-1", **TERMS)
    assert [view.candidate for view in roundtables_of(cycle=offered, actor=DIRECTOR)] == ["CAND-3"]
    assert bodies(offered, "slots.accepted") == []


def test_who_withdraws_before_the_plan_is_accepted_makes_room_by_the_same_value(offered: str) -> None:
    for candidate in ("CAND-1", "CAND-2"):
        wish(offered, candidate, 1)
    (first, second) = sorted(draw(offered).items(), key=lambda pair: pair[1])
    withdraw(offered, first[0])
    with pytest.raises(FieldChanged) as refused:
        accept_plan(cycle=offered, offer="SLOTS-1", **TERMS)
    assert SEED in refused.value.advice
    assert draw(offered) == {second[0]: 1}
    assert accept_plan(cycle=offered, offer="SLOTS-1", **TERMS) == ("RT-1",)


def test_who_declined_takes_no_slot(offered: str) -> None:
    told = {"candidate": "CAND-2", "answer": Answer.DECLINED, "actor": DIRECTOR, "at": AT}
    enter_reply(cycle=offered, **told)
    assert list(draw(offered)) == ["CAND-1"]
    view = slot_offer_of(cycle=offered, offer="SLOTS-1", actor=DIRECTOR)
    assert [each.why_not for each in view.offered] == ["", "declined"]


def test_a_slot_is_free_again_when_its_roundtable_is_cancelled_or_moved(offered: str) -> None:
    wish(offered, "CAND-1", 3)
    wish(offered, "CAND-2", 1)
    draw(offered)
    accept_plan(cycle=offered, offer="SLOTS-1", **TERMS)
    withdraw(offered, "CAND-2")
    named = {"cycle": offered, "actor": DIRECTOR, "at": CLOSES + DAY}
    cancel_roundtable(roundtable="RT-1", reason="He withdrew.", **named)
    move_roundtable(roundtable="RT-2", to=MAY_5, place="Union hall", reason="Storm.", **named)
    assert bodies(offered, "roundtable.cancelled")[0]["frees"] == 1
    assert bodies(offered, "roundtable.moved")[0]["frees"] == 3
    view = slot_offer_of(cycle=offered, offer="SLOTS-1", actor=DIRECTOR)
    assert [slot.roundtable for slot in view.slots] == ["", "", ""]


def test_no_further_slots_are_offered_while_an_offer_waits_for_its_draw(offered: str) -> None:
    with pytest.raises(SlotsOpen):
        offer_slots(cycle=offered, **OFFER)


def test_a_slot_is_only_booked_at_its_own_time_and_place(offered: str) -> None:
    with pytest.raises(SlotUnknown):
        set_roundtable(cycle=offered, **ROUNDTABLE, slot=1)
    right = {"starts_at": MAY_5, "place": "Union hall", "slot": 1}
    assert set_roundtable(cycle=offered, **(ROUNDTABLE | right)) == "RT-1"
