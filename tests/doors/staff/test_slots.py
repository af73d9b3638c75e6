"""Slots at the desk and on a campaign's page: offered to all, wished for, drawn, accepted."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from hustings.core.values import Days, Role
from hustings.rooms.candidates.actions import change_status
from hustings.rooms.candidates.statuses import Status
from hustings.rooms.roundtables.planning import slot_offer_of
from hustings.rooms.roundtables.queries import roundtables_of
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused, wrong

pytestmark = pytest.mark.django_db

OFFER = {
    "slots": "2031-05-05 14:00 Union hall\n2031-05-05 16:00 Union hall",
    "zone": "America/New_York",
    "minutes": "60",
    "closes_on": "2031-03-20",
    "closes_clock": "12:00",
    "seed_from": "numbers of the Harbor State lottery of 21 March 2031",
}
LATER = datetime(2031, 3, 22, 12, 0, tzinfo=UTC)
ACCEPT = {"topics": "Dredging", "audience": "restricted class", "press": "no press"}


def slots_page(candidate: str) -> str:
    return f"/campaign/{house.link(Role.CAMPAIGN, candidate)}/slots/SLOTS-1/"


def wishes(candidate: str) -> tuple[tuple[int, ...], frozenset[int]]:
    offer = slot_offer_of(cycle=CYCLE, offer="SLOTS-1", actor=house.ALL)
    (wish,) = [each.wish for each in offer.offered if each.candidate == candidate]
    return wish.ranked, wish.impossible


def test_slots_are_offered_wished_for_drawn_and_accepted():
    house.invited()
    ines = house.as_role(Role.DIRECTOR)
    assert "No slots are offered yet." in ines.get(here("roundtables/slots/")).content.decode()
    assert wrong(ines.post(here("roundtables/slots/offer/"), **OFFER | {"slots": "Monday"}), "slots")
    assert done(ines.post(here("roundtables/slots/offer/"), **OFFER), here("roundtables/slots/"))

    path, guest = slots_page("CAND-1"), Client()
    text = guest.get(path).content.decode()
    assert "14:00 EDT, Union hall" in text
    assert "CAND-2" not in text
    assert guest.post(path, {"slot_1": "1", "slot_2": "1"}).status_code == 422
    assert guest.post(path, {"slot_1": "1", "slot_2": "never"}).status_code == 303
    assert "Your wishes are received." in guest.get(path + "?taken=yes").content.decode()
    assert wishes("CAND-1") == ((1,), frozenset({2}))
    thread = guest.get(path.removesuffix("slots/SLOTS-1/")).content.decode()
    assert path in thread

    letter = {"candidate": "CAND-3", "slot_1": "1", "slot_2": "never"}
    assert done(ines.post(here("roundtables/slots/SLOTS-1/wish/"), **letter), here("roundtables/slots/"))
    assert refused(ines.post(here("roundtables/slots/SLOTS-1/draw/"), seed="07 11"), "wishes-still-open", kept="07 11")
    house.set_clock(LATER)
    assert "Wishes are closed" in guest.get(path).content.decode()
    assert done(ines.post(here("roundtables/slots/SLOTS-1/draw/"), seed="07 11"), here("roundtables/slots/"))
    text = ines.get(here("roundtables/slots/")).content.decode()
    assert "Who blocks whom" in text
    assert "can come only in these slots: 1. Slots missing: 1." in text
    text = guest.get(path).content.decode()
    assert "The public value is: 07 11." in text
    assert ("The plan gives you: Slot 1" in text) != ("The plan gives you no slot." in text)
    assert done(ines.post(here("roundtables/slots/SLOTS-1/accept/"), **ACCEPT), here("roundtables/"))
    booked = roundtables_of(cycle=CYCLE, actor=house.ALL)
    assert [(view.slot, view.place) for view in booked] == [(1, "Union hall")]
    assert booked[0].starts_at == LATER + timedelta(days=44, hours=6)


def test_other_slots_for_one_a_late_wish_and_a_freed_slot_each_have_their_page():
    house.invited()
    ines = house.as_role(Role.DIRECTOR)
    assert done(ines.post(here("roundtables/slots/offer/"), **OFFER))
    other = {"candidate": "CAND-3", "slots": ["1"], "reason": "She is at sea on the sixth."}
    assert done(ines.post(here("roundtables/slots/SLOTS-1/otherwise/"), **other), here("roundtables/slots/"))
    assert "not offered" in ines.get(here("roundtables/slots/")).content.decode()
    assert "She is at sea on the sixth." in Client().get(slots_page("CAND-3")).content.decode()
    never = {"candidate": "CAND-1", "slot_1": "1", "slot_2": "never"}
    assert done(ines.post(here("roundtables/slots/SLOTS-1/wish/"), **never))
    path, guest = slots_page("CAND-1"), Client()
    house.set_clock(LATER)
    assert refused(guest.post(path, {"slot_2": "1"}), "wishes-closed")
    assert refused(ines.post(here("roundtables/slots/SLOTS-1/otherwise/"), **other), "offer-closed")
    text = ines.post(here("roundtables/slots/SLOTS-1/wish/"), **never).content.decode()
    assert "Wishes were taken until 20 March 2031, 16:00 UTC." in text

    assert done(ines.post(here("roundtables/slots/SLOTS-1/draw/"), seed="07 11"))
    assert done(ines.post(here("roundtables/slots/SLOTS-1/accept/"), **ACCEPT))
    (first,) = roundtables_of(cycle=CYCLE, actor=house.ALL)
    change_status(
        cycle=CYCLE, candidate=first.candidate, status=Status.WITHDREW, on=Days.parse("2031-03-22"),
        actor=house.ALL, at=house.at(),
    )  # fmt: skip
    text = ines.get(here("roundtables/slots/")).content.decode()
    assert "To be cancelled" in text
    assert "no longer stands" in text
    assert done(ines.post(here("roundtables/RT-1/cancel/"), reason="She withdrew."))
    waits = "CAND-3" if first.candidate == "CAND-1" else "CAND-1"
    give = here("roundtables/slots/SLOTS-1/give/")
    assert give in ines.get(here("roundtables/slots/")).content.decode()
    assert done(ines.post(give, whom=f"1:{waits}", **ACCEPT), here("roundtables/"))
    booked = roundtables_of(cycle=CYCLE, actor=house.ALL)
    assert [view.candidate for view in booked if view.slot == 1] == [waits]


def test_an_agenda_is_adopted_and_the_chair_has_a_clock():
    house.hearing()
    ines = house.as_role(Role.DIRECTOR)
    path = here("roundtables/RT-1/agenda/")
    assert wrong(ines.post(path, items="The candidate speaks"), "items")
    assert refused(ines.post(path, items="5 chair Welcome"), "agenda-empty", kept="5 chair Welcome")
    told = "5 chair Welcome\n20 candidate Opening words"
    assert done(ines.post(path, items=told), here("roundtables/RT-1/"))
    text = ines.get(here("roundtables/RT-1/clock/")).content.decode()
    assert text.index("Welcome") < text.index("Opening words") < text.index("20 minutes")
