"""Telling a campaign about its roundtable: the appointment, its move and its end go out as calendar mails."""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse

from hustings.core.calendars import Party
from hustings.doors.staff.desk import Desk
from hustings.ground.notices.actions import queue_letter
from hustings.rooms.candidates.queries import contacts_of
from hustings.rooms.roundtables.mails import calendar_mail
from hustings.rooms.roundtables.queries import roundtable_of


def tell_campaign(desk: Desk, roundtable: str) -> int:
    """Put a calendar mail about a roundtable as it now stands into the outbox, one for every contact of the campaign;
    the answer is how many.
    """
    view = roundtable_of(cycle=desk.cycle, roundtable=roundtable, actor=desk.actor)
    contacts = contacts_of(cycle=desk.cycle, candidate=view.candidate, actor=desk.actor)
    page = reverse("public:roundtable", kwargs={"cycle": desk.cycle, "code": roundtable})
    address = desk.request.build_absolute_uri(page)
    sender = parseaddr(settings.CONFIG.mail_from)[1]
    for contact in contacts:
        attendee = Party(contact.name, contact.email)
        mail = calendar_mail(view, attendee=attendee, sender=sender, address=address)
        queue_letter(
            cycle=desk.cycle, to=contact.email, about=roundtable, subject=mail.subject, text=mail.text,
            calendar=mail.calendar, kind="calendar", actor=desk.actor, at=desk.at,
        )  # fmt: skip
    return len(contacts)
