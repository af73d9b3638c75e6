"""Roundtables as calendar files: for the desk's own list, and, from plain values, for whoever publishes them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext

from hustings.core.calendars import Appointment, calendar_file, uid_of
from hustings.core.values import Kind
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.cycles.queries import cycle_of
from hustings.rooms.roundtables.queries import RoundtableView


def appointment_of(
    *,
    opening_hash: str,
    code: str,
    name: str,
    starts_at: datetime,
    zone: str,
    minutes: int,
    place: str,
    topics: Sequence[str],
    audience: str,
    press: str,
    sequence: int,
    cancelled_because: str,
    changed_at: datetime,
    url: str,
) -> Appointment:
    """A roundtable as one event, from values that stand on the record alone.

    `opening_hash` is the hash of the record's first entry; `name` the candidate's; `sequence` the number of moves and
    cancellations so far; `changed_at` the moment of the last of them, or of the setting. A cancelled one has a reason.
    """
    said = [
        gettext("Topics: %(topics)s.") % {"topics": ", ".join(topics)} if topics else "",
        gettext("Audience: %(audience)s. Press: %(press)s.")
        % {
            "audience": gettext(audience) if audience else "",
            "press": gettext(press) if press else "",
        },
        gettext("Cancelled: %(reason)s") % {"reason": cancelled_because} if cancelled_because else "",
    ]
    return Appointment(
        uid=uid_of(opening_hash, code),
        sequence=sequence,
        starts_at=starts_at,
        zone=zone,
        minutes=minutes,
        summary=gettext("Roundtable with %(name)s") % {"name": name},
        place=place,
        description="\n".join(part for part in said if part),
        url=url,
        cancelled=bool(cancelled_because),
        stamped_at=changed_at,
    )


def appointment_of_view(view: RoundtableView, *, opening_hash: str, url: str) -> Appointment:
    """A roundtable as the desk sees it, as one event; `url` is that of its page, `opening_hash` as above."""
    return appointment_of(
        opening_hash=opening_hash,
        code=view.code,
        name=view.name,
        starts_at=view.starts_at,
        zone=view.zone,
        minutes=view.minutes,
        place=view.place,
        topics=view.topics,
        audience=view.audience,
        press=view.press,
        sequence=view.sequence,
        cancelled_because=view.cancelled_because,
        changed_at=view.changed_at,
        url=url,
    )


def calendar_of(roundtables: Sequence[RoundtableView], *, cycle: str, address: Callable[[str], str]) -> bytes:
    """A calendar file with the given roundtables of a cycle; `address` gives the page of a code."""
    whose = cycle_of(cycle=cycle)
    (first,) = publishable_entries(cycle=cycle, up_to=1)
    appointments = [appointment_of_view(view, opening_hash=first.hash, url=address(view.code)) for view in roundtables]
    return calendar_file(appointments, name=whose.title, rehearsal=whose.kind is Kind.REHEARSAL)
