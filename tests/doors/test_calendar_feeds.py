"""Everybody's own calendar: an address that opens nothing else and ends with what it belongs to."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from hustings.core.values import Role
from hustings.ground.access.actions import end_role, revoke_links
from hustings.ground.access.queries import feed_of, grants, guest_of
from hustings.rooms.roundtables.actions.meetings import move_roundtable
from tests.doors import house
from tests.doors.house import ALL, CYCLE, done, here

pytestmark = pytest.mark.django_db


def campaign_feed(candidate: str) -> str:
    guest = guest_of(token=house.link(Role.CAMPAIGN, candidate), role=Role.CAMPAIGN, at=house.at())
    return feed_of(guest=guest)


def got(token: str) -> tuple[int, str]:
    response = Client().get(f"/calendar/{token}.ics")
    assert response.headers["Referrer-Policy"] == "no-referrer"
    return response.status_code, response.content.decode()


def test_a_campaigns_calendar_moves_with_its_roundtable_and_opens_no_page():
    house.hearing()
    token = campaign_feed("CAND-1")
    status, text = got(token)
    assert (status, "UID:" in text, "20310320T180000" in text) == (200, True, True)
    assert f"/c/{CYCLE}/roundtables/RT-1/" in text.replace("\r\n ", "")
    later = datetime(2031, 3, 21, 22, 0, tzinfo=UTC)
    move_roundtable(cycle=CYCLE, roundtable="RT-1", to=later, reason="A storm.", actor=ALL, at=house.at())
    assert "20310321T180000" in got(token)[1]
    assert "BEGIN:VEVENT" not in got(campaign_feed("CAND-2"))[1]
    assert Client().get(f"/campaign/{token}/").status_code == 404


def test_it_ends_with_the_private_link_and_a_changed_sign_opens_nothing():
    house.hearing()
    link = house.link(Role.CAMPAIGN, "CAND-1")
    token = feed_of(guest=guest_of(token=link, role=Role.CAMPAIGN, at=house.at()))
    assert f"/calendar/{token}.ics" in Client().get(f"/campaign/{link}/").content.decode()
    for wrong in (token[:-1], token[:-1] + ("0" if token[-1] != "0" else "1"), "1", "-", "9" * 40):
        assert got(wrong)[0] == 404
    revoke_links(cycle=CYCLE, role=Role.CAMPAIGN, scope="CAND-1", actor=ALL, at=house.at())
    assert got(token)[0] == 404


def made_by(who: house.Person) -> str:
    (link,) = who.post(here("roundtables/my-calendar/")).context["private_links"]
    return link["address"].rpartition("/")[2].removesuffix(".ics")


def test_an_account_makes_its_own_makes_it_anew_and_ends_it():
    house.hearing()
    bea = house.as_role(Role.BOARD)
    first = made_by(bea)
    assert got(first)[0] == 200
    second = made_by(bea)
    assert (got(first)[0], got(second)[0]) == (404, 200)
    assert done(bea.post(here("roundtables/my-calendar/end/")), here("roundtables/"))
    assert got(second)[0] == 404


def test_an_account_without_a_role_gets_nothing_more():
    house.hearing()
    token = made_by(house.as_role(Role.BOARD))
    (held,) = [each for each in grants(actor=ALL) if each.account == house.NAMES[Role.BOARD]]
    end_role(grant=held.id, reason="Term over", actor=ALL, at=house.at())
    assert got(token)[0] == 403
