"""Calendar files (iCalendar) from plain values, the same bytes from the same values.

An appointment keeps its `uid` for life. Each change raises its `sequence`, so that calendars replace what they hold;
one that is called off stays in the file as cancelled. The file names its time zone and carries the zone's rules, and
its stamp is the moment of the last change, never the moment of reading.

A published list (`calendar_file`) asks nothing of its reader. What is mailed to one person (`mailed_file`) is a request
or its cancellation, which the reader's calendar matches by `uid` and orders by `sequence`.

Source: RFC 5545 (iCalendar), RFC 5546 sections 3.2.2 and 3.2.5 (requests and cancellations), RFC 7986 section 5 (names
and refresh intervals of calendars).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from hustings.core.errors import Refusal

PRODUCT = "-//Hustings//Hustings//EN"
STAMP = "REHEARSAL: "
REFRESH = timedelta(hours=1)
MARGIN = timedelta(days=400)
"""How far the zone's rules reach before and after the appointments: every season on both sides."""


class ZoneUnknown(Refusal):
    code = "zone-unknown"
    says = "“{zone}” is not the name of a time zone."
    todo = "Use a name of the IANA list, such as America/New_York."


@dataclass(frozen=True, slots=True)
class Appointment:
    """One event of a calendar file.

    Units: `starts_at` and `stamped_at` (the last change) are moments with a zone, `zone` names the zone of the place,
    `minutes` is the planned length, `sequence` counts the changes since the first announcement.
    """

    uid: str
    sequence: int
    starts_at: datetime
    zone: str
    minutes: int
    summary: str
    place: str
    description: str
    url: str
    cancelled: bool
    stamped_at: datetime


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named in a mailed appointment: who calls it, or who is asked to come."""

    name: str
    email: str


def zone_of(name: str) -> ZoneInfo:
    """The zone with that IANA name. Raises: ZoneUnknown."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError) as error:
        raise ZoneUnknown(zone=name) from error


def uid_of(opening_hash: str, code: str) -> str:
    """The life-long identifier of the thing `code` in the record whose first entry has the hash `opening_hash`.

    That first entry is salted, so two installations never share an identifier; whoever has the record finds the same.
    """
    return f"{code.lower()}.{opening_hash[:32]}@hustings"


def calendar_file(appointments: Sequence[Appointment], *, name: str, rehearsal: bool) -> bytes:
    """One calendar with the given appointments, for a download or a feed.

    In a rehearsal the calendar's name and every summary begin with “REHEARSAL: ”. There is no METHOD: this is a
    published list, not an invitation that a calendar should answer.

    Raises: ZoneUnknown.
    """
    stamp = STAMP if rehearsal else ""
    calendar = _calendar()
    calendar.add("name", stamp + name)
    calendar.add("x-wr-calname", stamp + name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for appointment in appointments:
        calendar.add_component(_event(appointment, stamp))
    return _written(calendar, appointments)


def mailed_file(appointment: Appointment, *, organizer: Party, attendee: Party, rehearsal: bool) -> bytes:
    """One appointment as it is mailed to one person: METHOD:REQUEST, or METHOD:CANCEL once it is called off.

    A change is a REQUEST with the same `uid` and a higher `sequence`. A mail names one attendee only: nobody learns
    from it who else was asked. Raises: ZoneUnknown.
    """
    calendar = _calendar()
    calendar.add("method", "CANCEL" if appointment.cancelled else "REQUEST")
    event = _event(appointment, STAMP if rehearsal else "")
    event.add("organizer", _party(organizer))
    asked = {} if appointment.cancelled else {"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
    event.add("attendee", _party(attendee, ROLE="REQ-PARTICIPANT", **asked), encode=False)
    calendar.add_component(event)
    return _written(calendar, [appointment])


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    return calendar


def _written(calendar: Calendar, appointments: Sequence[Appointment]) -> bytes:
    """The file, with the rules of every zone that its appointments name."""
    zones = sorted(calendar.get_missing_tzids())
    calendar.subcomponents[:0] = [_zone_rules(zone_of(zone), appointments) for zone in zones]
    data: bytes = calendar.to_ical()
    return data


def _party(party: Party, **parameters: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.email}")
    for name, value in {"CN": party.name, **parameters}.items():
        address.params[name] = vText(value)
    return address


def _event(appointment: Appointment, stamp: str) -> Event:
    zone = zone_of(appointment.zone)
    ends_at = appointment.starts_at.astimezone(UTC) + timedelta(minutes=appointment.minutes)
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.stamped_at.astimezone(UTC))
    event.add("last-modified", appointment.stamped_at.astimezone(UTC))
    event.add("dtstart", _wall_clock(appointment.starts_at, zone))
    event.add("dtend", _wall_clock(ends_at, zone))
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    event.add("summary", stamp + appointment.summary)
    event.add("location", appointment.place)
    # The address stands in the description too: many calendars show that and hide URL.
    described = "\n\n".join(part for part in (appointment.description, appointment.url) if part)
    event.add("description", described)
    if appointment.url:
        event.add("url", appointment.url)
    return event


def _wall_clock(at: datetime, zone: ZoneInfo) -> datetime:
    """`at` on the clocks of the zone; in the hour that occurs twice in autumn, the second time, in UTC instead."""
    local = at.astimezone(zone)
    return at.astimezone(UTC) if local.fold else local


def _zone_rules(zone: ZoneInfo, appointments: Sequence[Appointment]) -> Timezone:
    """VTIMEZONE with every change of the zone's clocks around the appointments.

    The library's own writer gives the onset of summer time on the clock after the change; the standard wants the clock
    before it (RFC 5545 section 3.6.5), and readers that follow the standard would be an hour off around that night.
    """
    moments = [appointment.starts_at.astimezone(UTC) for appointment in appointments]
    since = (min(moments) - MARGIN).replace(hour=0, minute=0, second=0, microsecond=0)
    until = max(moments) + MARGIN
    rules = Timezone()
    rules.add("tzid", zone.key)
    offset = _offset(zone, since)
    rules.add_component(_onset(zone, since, offset))
    for moment in _changes(zone, since, until):
        rules.add_component(_onset(zone, moment, offset))
        offset = _offset(zone, moment)
    return rules


def _onset(zone: ZoneInfo, moment: datetime, offset_before: timedelta) -> TimezoneStandard | TimezoneDaylight:
    after = moment.astimezone(zone)
    rule = TimezoneDaylight() if after.dst() else TimezoneStandard()
    rule.add("dtstart", (moment + offset_before).replace(tzinfo=None))
    rule.add("tzoffsetfrom", offset_before)
    rule.add("tzoffsetto", _offset(zone, moment))
    rule.add("tzname", after.tzname())
    return rule


def _changes(zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[datetime]:
    """When the zone's offset changes, to the minute, from `since` (a whole minute) to `until`; at most once a day."""
    day = timedelta(days=1)
    early = since
    while early < until:
        late = early + day
        if _offset(zone, early) != _offset(zone, late):
            minutes = range(1, 24 * 60 + 1)
            before = _offset(zone, early)
            nth = bisect_left(minutes, True, key=lambda n: _offset(zone, early + timedelta(minutes=n)) != before)
            yield early + timedelta(minutes=minutes[nth])
        early = late


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
