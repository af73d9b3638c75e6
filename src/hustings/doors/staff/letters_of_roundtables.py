"""Telling a campaign about its roundtable: the appointment, its move and its end go out as calendar mails."""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse

from hustings.core.calendars import Party
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.posting import post_to_campaign
from hustings.rooms.candidates.queries import ContactView
from hustings.rooms.roundtables.mails import CalendarMail, calendar_mail
from hustings.rooms.roundtables.queries import roundtable_of


def tell_campaign(desk: Desk, roundtable: str) -> int:
    """Put a calendar mail about a roundtable as it now stands into the outbox, one for every contact of the campaign;
    the answer is how many.
    """
    view = roundtable_of(cycle=desk.cycle, roundtable=roundtable, actor=desk.actor)
    page = reverse("public:roundtable", kwargs={"cycle": desk.cycle, "code": roundtable})
    address = desk.request.build_absolute_uri(page)
    sender = parseaddr(settings.CONFIG.mail_from)[1]

    def write(contact: ContactView) -> CalendarMail:
        attendee = Party(contact.name, contact.email)
        return calendar_mail(view, attendee=attendee, sender=sender, address=address)

    return post_to_campaign(desk, view.candidate, about=roundtable, kind="calendar", write=write)
