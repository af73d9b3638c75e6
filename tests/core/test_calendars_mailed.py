"""Appointments as they are mailed: golden files, and a second library's reading of a request, a move and an end."""

from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
import vobject
from icalendar import Calendar

from hustings.core.calendars import Appointment, Party, mailed_file
from tests.core.test_calendars import CANCELLED, FIRST, MOVED

VECTORS = Path(__file__).parent.parent / "vectors" / "calendars"
UNION = Party("United Harbor Workers; Local 9", "endorse@harbor-workers.example")
DANA = Party("Dana Reyes", "dana@campaign.example")


def mailed(appointment: Appointment, *, rehearsal: bool = False) -> bytes:
    return mailed_file(appointment, organizer=UNION, attendee=DANA, rehearsal=rehearsal)


@pytest.mark.parametrize(
    ("file", "appointment", "rehearsal"),
    [
        ("request.ics", FIRST, False),
        ("request-moved.ics", MOVED, False),
        ("cancel.ics", CANCELLED, False),
        ("request-rehearsal.ics", FIRST, True),
        ("cancel-rehearsal.ics", CANCELLED, True),
    ],
)
def test_the_mailed_file_is_the_golden_one_byte_for_byte(file: str, appointment: Appointment, rehearsal: bool) -> None:
    assert mailed(appointment, rehearsal=rehearsal).decode() == (VECTORS / file).read_bytes().decode()


def test_a_request_its_move_and_its_end_are_one_appointment_to_a_second_library() -> None:
    read = [vobject.readOne(mailed(appointment).decode()) for appointment in (FIRST, MOVED, CANCELLED)]
    assert [one.method.value for one in read] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [one.vevent.sequence.value for one in read] == ["0", "1", "2"]
    assert {one.vevent.uid.value for one in read} == {FIRST.uid}
    assert [one.vevent.status.value for one in read] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    starts = [one.vevent.dtstart.value.astimezone(UTC) for one in read]
    assert starts == [FIRST.starts_at, FIRST.starts_at + timedelta(days=7), FIRST.starts_at + timedelta(days=7)]
    assert [one.vevent.dtstamp.value for one in read] == [one.stamped_at for one in (FIRST, MOVED, CANCELLED)]


def test_a_second_library_finds_who_calls_and_who_is_asked() -> None:
    event = vobject.readOne(mailed(FIRST).decode()).vevent
    assert (event.organizer.value, event.organizer.params["CN"]) == (
        "mailto:endorse@harbor-workers.example",
        ["United Harbor Workers; Local 9"],
    )
    (asked,) = event.attendee_list
    assert asked.value == "mailto:dana@campaign.example"
    assert asked.params == {
        "CN": ["Dana Reyes"], "PARTSTAT": ["NEEDS-ACTION"], "ROLE": ["REQ-PARTICIPANT"], "RSVP": ["TRUE"],
    }  # fmt: skip
    assert "RSVP" not in vobject.readOne(mailed(CANCELLED).decode()).vevent.attendee.params


def test_a_mailed_file_carries_its_zone_and_names_nothing_of_a_feed() -> None:
    calendar = Calendar.from_ical(mailed(FIRST))
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["America/New_York"]
    assert not {"X-WR-CALNAME", "NAME", "REFRESH-INTERVAL"} & calendar.keys()


def test_a_rehearsals_request_says_so_and_a_name_cannot_add_a_line() -> None:
    assert Calendar.from_ical(mailed(FIRST, rehearsal=True)).events[0]["SUMMARY"].startswith("REHEARSAL: ")
    trick = replace(DANA, name='Dana\r\nATTENDEE:mailto:eve@else.example "x"')
    made = mailed_file(FIRST, organizer=UNION, attendee=trick, rehearsal=False)
    (event,) = Calendar.from_ical(made).events
    assert str(event["ATTENDEE"]) == "mailto:dana@campaign.example"
