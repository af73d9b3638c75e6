"""Calendar files: golden files, a second library's reading, and any moment there and back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from hustings.core.calendars import Appointment, ZoneUnknown, calendar_file, uid_of, zone_of

GOLDEN = Path(__file__).parent / "golden"
FIRST = Appointment(
    uid=uid_of("ab" * 32, "RT-1"),
    sequence=0,
    starts_at=datetime(2031, 4, 9, 15, 0, tzinfo=UTC),
    zone="America/New_York",
    minutes=90,
    summary="Roundtable with Dana Reyes",
    place="Union hall, 25 Harbor Street; large room",
    description="Topics: pensions, port automation. Audience: restricted class. Questions afterwards.",
    url="https://hustings.example/harbor-2031/roundtables/RT-1",
    cancelled=False,
    stamped_at=datetime(2031, 3, 2, 9, 30, tzinfo=UTC),
)
MOVED = replace(
    FIRST, sequence=1, starts_at=FIRST.starts_at + timedelta(days=7), stamped_at=datetime(2031, 3, 20, 8, 0, tzinfo=UTC)
)
SINCE, UNTIL = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2024, 2036))
CANCELLED = replace(MOVED, sequence=2, cancelled=True, stamped_at=datetime(2031, 4, 1, 8, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("file", "appointments", "rehearsal"),
    [
        ("roundtable-set.ics", [FIRST], False),
        ("roundtable-moved.ics", [MOVED], False),
        ("roundtable-cancelled.ics", [CANCELLED], False),
        ("roundtable-rehearsal.ics", [FIRST], True),
        ("empty.ics", [], False),
    ],
)
def test_the_file_is_the_golden_one_byte_for_byte(file: str, appointments: list[Appointment], rehearsal: bool) -> None:
    made = calendar_file(appointments, name="Mayor of Harbor City, 2031", rehearsal=rehearsal)
    assert made.decode() == (GOLDEN / file).read_bytes().decode()


def test_a_move_keeps_the_uid_and_raises_the_sequence() -> None:
    uids, sequences = [], []
    for appointment in (FIRST, MOVED, CANCELLED):
        event = Calendar.from_ical(calendar_file([appointment], name="x", rehearsal=False)).events[0]
        uids.append(str(event["UID"]))
        sequences.append(int(event["SEQUENCE"]))
    assert uids == ["rt-1." + "ab" * 16 + "@hustings"] * 3
    assert sequences == [0, 1, 2]


def test_a_second_library_reads_the_same() -> None:
    (event,) = vobject.readOne(calendar_file([MOVED], name="x", rehearsal=False).decode()).vevent_list
    assert event.uid.value == MOVED.uid
    assert event.dtstart.value.astimezone(UTC) == MOVED.starts_at
    assert event.dtend.value.astimezone(UTC) == MOVED.starts_at + timedelta(minutes=90)
    assert event.dtstart.value.tzinfo.tzname(event.dtstart.value) == "EDT"
    assert event.summary.value == "Roundtable with Dana Reyes"
    assert event.location.value == "Union hall, 25 Harbor Street; large room"
    assert event.status.value == "CONFIRMED"
    assert event.description.value.endswith("\n\nhttps://hustings.example/harbor-2031/roundtables/RT-1")


def test_a_second_library_sees_the_cancellation() -> None:
    (event,) = vobject.readOne(calendar_file([CANCELLED], name="x", rehearsal=False).decode()).vevent_list
    assert (event.status.value, event.sequence.value) == ("CANCELLED", "2")


def test_a_rehearsal_says_so_in_every_summary_and_in_the_name() -> None:
    calendar = Calendar.from_ical(calendar_file([FIRST, CANCELLED], name="Mayor", rehearsal=True))
    assert [str(event["SUMMARY"]) for event in calendar.events] == ["REHEARSAL: Roundtable with Dana Reyes"] * 2
    assert str(calendar["X-WR-CALNAME"]) == str(calendar["NAME"]) == "REHEARSAL: Mayor"


def test_the_zone_of_each_place_is_described_once() -> None:
    other = replace(FIRST, uid="other", zone="America/Chicago")
    calendar = Calendar.from_ical(calendar_file([FIRST, MOVED, other], name="x", rehearsal=False))
    assert sorted(str(zone["TZID"]) for zone in calendar.timezones) == ["America/Chicago", "America/New_York"]


def test_an_unknown_zone_is_refused_by_its_name() -> None:
    for name in ("America/Gotham", "", "../etc/passwd", "EST5EDT\n"):
        with pytest.raises(ZoneUnknown) as refused:
            zone_of(name)
        assert refused.value.facts == {"zone": name}


@given(
    starts_at=st.integers(SINCE, UNTIL).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    zone=st.sampled_from(["America/New_York", "America/Denver", "America/Puerto_Rico", "Pacific/Honolulu", "UTC"]),
    minutes=st.integers(1, 600),
)
def test_any_moment_comes_back_as_the_same_moment(starts_at: datetime, zone: str, minutes: int) -> None:
    appointment = replace(FIRST, starts_at=starts_at, zone=zone, minutes=minutes)
    event = Calendar.from_ical(calendar_file([appointment], name="x", rehearsal=False)).events[0]
    assert event.start.astimezone(UTC) == starts_at
    assert event.end.astimezone(UTC) == starts_at + timedelta(minutes=minutes)


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "Australia/Sydney"])
@pytest.mark.parametrize("year", [2024, 2031])
def test_the_zone_rules_alone_give_the_right_offset_in_every_hour(zone: str, year: int) -> None:
    middle = replace(FIRST, zone=zone, starts_at=datetime(year, 7, 1, 12, 0, tzinfo=UTC))
    text = calendar_file([middle], name="x", rehearsal=False).decode()
    told = tzical(StringIO(text)).get(zone)
    for hour in range(-180 * 24, 180 * 24):
        local = (middle.starts_at + timedelta(hours=hour)).astimezone(ZoneInfo(zone))
        if not local.fold:
            wall = local.replace(tzinfo=None)
            assert wall.replace(tzinfo=told).utcoffset() == local.utcoffset(), wall


def test_the_zone_changes_on_the_clock_before_the_change() -> None:
    made = calendar_file([FIRST], name="x", rehearsal=False)
    assert b"DTSTART:20310309T020000\r\nTZNAME:EDT" in made
    assert b"DTSTART:20311102T020000\r\nTZNAME:EST" in made


def test_the_hour_that_occurs_twice_is_not_confused() -> None:
    second = datetime(2031, 11, 2, 6, 30, tzinfo=UTC)
    assert second.astimezone(ZoneInfo("America/New_York")).fold == 1
    made = calendar_file([replace(FIRST, starts_at=second)], name="x", rehearsal=False)
    assert b"DTSTART:20311102T063000Z\r\n" in made
