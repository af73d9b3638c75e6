"""Roundtables in calendars: what the desk gives out and what can be made from the record alone are the same."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject

from hustings.core.calendars import calendar_file
from hustings.core.hearings import Audience, Press
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.roundtables.actions.meetings import cancel_roundtable, move_roundtable, set_roundtable
from hustings.rooms.roundtables.calendars import appointment_of, calendar_of
from hustings.rooms.roundtables.queries import roundtables_of
from tests.rooms.harbor import DAY, enter_candidates
from tests.rooms.races import AT, DIRECTOR

EVENING = datetime(2031, 4, 10, 1, 0, tzinfo=UTC)


@pytest.fixture
def scheduled(hearing: str) -> str:
    """RT-1: Dana Reyes, 9 April, nine in the evening in New York."""
    set_roundtable(
        cycle=enter_candidates(hearing),
        candidate="CAND-1",
        starts_at=EVENING,
        zone="America/New_York",
        minutes=90,
        place="Union hall, large room",
        topics=["pensions", "port automation"],
        audience=Audience.RESTRICTED,
        press=Press.AFTERWARDS,
        actor=DIRECTOR,
        at=AT,
    )
    return hearing


def address(code: str) -> str:
    return f"https://hustings.example/harbor-2031/{code}"


def event_of(cycle: str) -> Any:
    data = calendar_of(roundtables_of(cycle=cycle, actor=DIRECTOR), cycle=cycle, address=address)
    (event,) = vobject.readOne(data.decode()).vevent_list
    return event


def test_a_rehearsals_roundtable_says_so_and_leads_back_to_its_page(scheduled: str) -> None:
    event = event_of(scheduled)
    assert event.summary.value == "REHEARSAL: Roundtable with Dana Reyes"
    assert event.dtstart.value.isoformat() == "2031-04-09T21:00:00-04:00"
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=90)
    assert event.location.value == "Union hall, large room"
    assert event.description.value == (
        "Topics: pensions, port automation.\n"
        "Audience: restricted class. Press: questions afterwards.\n"
        "\n"
        "https://hustings.example/harbor-2031/RT-1"
    )
    assert (event.status.value, event.sequence.value) == ("CONFIRMED", "0")


def test_a_move_and_a_cancellation_reach_the_calendar_under_the_same_uid(scheduled: str) -> None:
    first = event_of(scheduled)
    move_roundtable(
        cycle=scheduled, roundtable="RT-1", to=EVENING + 7 * DAY, reason="Storm.", actor=DIRECTOR, at=AT + DAY
    )
    moved = event_of(scheduled)
    assert moved.dtstart.value.isoformat() == "2031-04-16T21:00:00-04:00"
    assert (moved.status.value, moved.sequence.value, moved.dtstamp.value) == ("CONFIRMED", "1", AT + DAY)
    cancel_roundtable(cycle=scheduled, roundtable="RT-1", reason="She withdrew.", actor=DIRECTOR, at=AT + 2 * DAY)
    cancelled = event_of(scheduled)
    assert (cancelled.status.value, cancelled.sequence.value, cancelled.dtstamp.value) == (
        "CANCELLED",
        "2",
        AT + 2 * DAY,
    )
    assert "Cancelled: She withdrew." in cancelled.description.value
    assert first.uid.value == moved.uid.value == cancelled.uid.value


def test_the_same_file_can_be_made_from_the_record_alone(scheduled: str) -> None:
    move_roundtable(
        cycle=scheduled, roundtable="RT-1", to=EVENING + 7 * DAY, reason="Storm.", actor=DIRECTOR, at=AT + DAY
    )
    entries = publishable_entries(cycle=scheduled)
    told = {entry.payload["verb"]: entry.payload for entry in entries if entry.payload}
    plan, move = told["roundtable.set"]["body"], told["roundtable.moved"]
    appointment = appointment_of(
        opening_hash=entries[0].hash,
        code=plan["roundtable"],
        name="Dana Reyes",
        starts_at=datetime.fromisoformat(move["body"]["now"]),
        zone=plan["zone"],
        minutes=plan["minutes"],
        place=plan["place"],
        topics=plan["topics"],
        audience=plan["audience"],
        press=plan["press"],
        sequence=1,
        cancelled_because="",
        changed_at=datetime.fromisoformat(move["at"]),
        url=address("RT-1"),
    )
    made = calendar_file([appointment], name="Mayor of Harbor City, 2031", rehearsal=True)
    views = roundtables_of(cycle=scheduled, actor=DIRECTOR)
    assert made == calendar_of(views, cycle=scheduled, address=address)
