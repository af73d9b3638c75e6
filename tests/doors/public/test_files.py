"""What can be taken away: the bundle, the feed, the calendars."""

import secrets
from xml.etree import ElementTree as ET

import icalendar
import pytest
from django.test import Client

from hustings.core.ballots.reference import ENGINE
from hustings.core.verify import verify
from tests.core.story import entries

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_bundle_comes_under_its_own_name_and_verifies(rehearsal: str) -> None:
    response = Client().get(f"/c/{rehearsal}/bundle.zip")
    assert response["Content-Type"] == "application/zip"
    name = response["Content-Disposition"].removeprefix('attachment; filename="').removesuffix('"')
    assert name.startswith("REHEARSAL-harbor-2031-43-")
    report = verify(response.content, coins=secrets.token_bytes, engine=ENGINE)
    assert report.holds
    assert report.head[:8] in name


def test_the_bundle_of_a_reported_cycle_has_no_stamp(reported: str) -> None:
    response = Client().get(f"/c/{reported}/bundle.zip")
    assert response["Content-Disposition"].startswith('attachment; filename="harbor-2024-')


def test_the_feed_has_the_items_of_the_timeline_in_the_same_order(rehearsal: str) -> None:
    response = Client().get(f"/c/{rehearsal}/feed.atom")
    feed = ET.fromstring(response.content)  # noqa: S314 - our own feed
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert len(titles) == 38
    assert titles[0] == "REHEARSAL: Ada Quill (Party 1) enters the field: declared."
    links = [entry.find(f"{ATOM}link").get("href") for entry in feed.findall(f"{ATOM}entry")]  # type: ignore[union-attr]
    markup = Client().get(f"/c/{rehearsal}/timeline/").content.decode()
    places = [markup.index(f'id="{link.partition("#")[2]}"') for link in links if link]
    assert places == sorted(places)


def test_a_roundtable_is_an_appointment_that_calendars_accept(rehearsal: str) -> None:
    response = Client().get(f"/c/{rehearsal}/roundtables/RT-1.ics")
    assert response["Content-Disposition"] == 'attachment; filename="REHEARSAL-harbor-2031-RT-1.ics"'
    (event,) = icalendar.Calendar.from_ical(response.content).events
    assert event["summary"] == "REHEARSAL: Roundtable with Ada Quill"
    assert event.start.isoformat() == "2031-05-09T18:00:00-04:00"
    assert event["sequence"] == 1, "it was moved once"
    assert "http://testserver/c/harbor-2031/roundtables/RT-1/" in event["description"]
    assert entries()[0].hash[:32] in event["uid"]


def test_the_feed_of_roundtables_holds_those_that_have_a_time(rehearsal: str, reported: str) -> None:
    held = icalendar.Calendar.from_ical(Client().get(f"/c/{rehearsal}/roundtables/calendar.ics").content)
    told = icalendar.Calendar.from_ical(Client().get(f"/c/{reported}/roundtables/calendar.ics").content)
    assert (len(held.events), len(told.events)) == (1, 0)


def test_a_roundtable_without_a_time_is_refused_as_a_calendar_file(reported: str) -> None:
    response = Client().get(f"/c/{reported}/roundtables/RT-2.ics")
    assert response.status_code == 409
    assert "no-time-yet" in response.content.decode()
