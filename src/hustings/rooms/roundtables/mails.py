"""Letters about a roundtable: the appointment as a calendar mail, its change, its end. Whoever acts queues them.

The words say what the calendar says, for readers whose mail program shows no appointments. Every candidate gets the
same words; only name, time, place and topics differ.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop, pgettext

from hustings.core.calendars import STAMP, Party, mailed_file, zone_of
from hustings.core.hearings import Audience, Press
from hustings.core.values import Kind
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.cycles.queries import cycle_of
from hustings.rooms.roundtables.calendars import appointment_of_view
from hustings.rooms.roundtables.models import HELD
from hustings.rooms.roundtables.queries import RoundtableView
from hustings.rooms.roundtables.refusals import NotScheduled

AUDIENCES = {Audience.RESTRICTED: gettext_noop("restricted class"), Audience.WIDER: gettext_noop("wider")}
PRESS = {
    Press.NONE: gettext_noop("no press"),
    Press.AFTERWARDS: gettext_noop("questions afterwards"),
    Press.OPEN: gettext_noop("open to the press"),
}


@dataclass(frozen=True, slots=True)
class CalendarMail:
    """A letter in plain text, and the calendar file that goes with it."""

    subject: str
    text: str
    calendar: str


def calendar_mail(view: RoundtableView, *, attendee: Party, sender: str, address: str) -> CalendarMail:
    """The letter to one person of the campaign about a roundtable as it now stands.

    `sender` is the mail address from which letters come, `address` that of the roundtable's page. A first letter and
    every move ask (REQUEST), a cancellation ends it (CANCEL); the roundtable's `sequence` orders them.

    Raises: NotScheduled, for one that was held.
    """
    if view.state == HELD:
        raise NotScheduled(roundtable=view.code, state=view.state)
    whose = cycle_of(cycle=view.cycle)
    rehearsal = whose.kind is Kind.REHEARSAL
    (first,) = publishable_entries(cycle=view.cycle, up_to=1)
    appointment = appointment_of_view(view, opening_hash=first.hash, url=address)
    parts = [
        gettext("This is a rehearsal: nothing in it is real.") if rehearsal else "",
        gettext("To the campaign of %(name)s") % {"name": view.name},
        _news(view),
        _particulars(view),
        _advice(view),
        gettext("%(organisation)s\nReference: %(code)s") % {"organisation": whose.organisation, "code": view.code},
    ]
    organizer = Party(whose.organisation, sender)
    calendar = mailed_file(appointment, organizer=organizer, attendee=attendee, rehearsal=rehearsal)
    subject = (STAMP if rehearsal else "") + _subject(view)
    return CalendarMail(subject, "\n\n".join(part for part in parts if part) + "\n", calendar.decode())


def _subject(view: RoundtableView) -> str:
    when = {"when": _moment(view.starts_at, view.zone)}
    if view.cancelled_because:
        return gettext("Roundtable called off: %(when)s") % when
    return (gettext("Roundtable moved: %(when)s") if view.moves else gettext("Roundtable: %(when)s")) % when


def _news(view: RoundtableView) -> str:
    if view.cancelled_because:
        return gettext("The roundtable is called off. Reason: %(reason)s") % {"reason": view.cancelled_because}
    if not view.moves:
        return gettext("The roundtable is set. Please put it into your calendar.")
    last = view.moves[-1]
    was = {"was": _moment(last.was_at, view.zone), "place": last.place_was, "reason": last.reason}
    return gettext("The roundtable is moved. Before: %(was)s, %(place)s. Reason: %(reason)s") % was


def _particulars(view: RoundtableView) -> str:
    whom = {"audience": gettext(AUDIENCES[view.audience]), "press": gettext(PRESS[view.press])}
    said = [
        gettext("When: %(when)s, %(minutes)s minutes")
        % {"when": _moment(view.starts_at, view.zone), "minutes": view.minutes},
        gettext("Where: %(place)s") % {"place": view.place},
        gettext("Topics: %(topics)s") % {"topics": ", ".join(view.topics)} if view.topics else "",
        gettext("Audience: %(audience)s. Press: %(press)s.") % whom,
    ]
    return "\n".join(part for part in said if part)


def _advice(view: RoundtableView) -> str:
    if view.cancelled_because:
        return gettext("The attached calendar file takes it out of your calendar.")
    return gettext("The attached calendar file puts it into your calendar; if it moves, we send the change.")


def _moment(at: datetime, zone: str) -> str:
    here = at.astimezone(zone_of(zone))
    return gettext("%(day)s, %(clock)s (%(zone)s)") % {
        "day": date_format(here, pgettext("day in full, a format of Django's date filter", "j F Y"), use_l10n=False),
        "clock": date_format(here, "H:i", use_l10n=False),
        "zone": zone.replace("_", " "),
    }
