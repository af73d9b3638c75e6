"""The roundtables of a publication as calendar files."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from hustings.core.calendars import Appointment, calendar_file
from hustings.core.projections.roundtables import Roundtable
from hustings.rooms.publication.queries import Published
from hustings.rooms.roundtables.calendars import appointment_of

CHANGES = frozenset({"scheduled", "moved", "cancelled"})
"""The steps of a roundtable that calendars have to hear of."""


def has_time(roundtable: Roundtable) -> bool:
    """Whether a calendar can hold it: one that is only known from reports has no hour."""
    return bool(roundtable.starts_at and roundtable.zone and roundtable.minutes)


def calendar_of(shown: Published, roundtables: Sequence[Roundtable], *, address: Callable[[str], str]) -> bytes:
    """A calendar file with those of the roundtables that have a time; `address` gives the page of a code."""
    recorded = {entry.seq: _time(str(entry.payload["at"])) for entry in shown.entries if entry.payload}
    opening = shown.entries[0].hash
    appointments = [_appointment(each, opening, recorded, address) for each in roundtables if has_time(each)]
    overview = shown.page.overview
    return calendar_file(appointments, name=overview.title, rehearsal=overview.rehearsal)


def _appointment(
    each: Roundtable, opening: str, recorded: Mapping[int, datetime], address: Callable[[str], str]
) -> Appointment:
    steps = [step for step in each.history if step.status in CHANGES]
    return appointment_of(
        opening_hash=opening,
        code=each.code,
        name=each.name,
        starts_at=_time(each.starts_at),
        zone=each.zone,
        minutes=each.minutes or 0,
        place=each.place,
        topics=each.topics,
        audience=each.audience,
        press=each.press,
        sequence=len(steps) - 1,
        cancelled_because=steps[-1].words if each.status == "cancelled" else "",
        changed_at=recorded[steps[-1].seq],
        url=address(each.code),
    )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
