"""The letter to a member who was drawn to be invited. Whoever acts queues it as a notice."""

from datetime import UTC
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from hustings.core.calendars import STAMP
from hustings.rooms.lottery.queries import LotteryView
from hustings.rooms.roundtables.queries import RoundtableView


class Mail(NamedTuple):
    """A letter in plain text."""

    subject: str
    text: str


def invitation_mail(view: LotteryView, meeting: RoundtableView, link: str, rehearsal: bool) -> Mail:
    """The same for every member who was drawn; only the private address differs."""
    parts = [
        gettext("This is a rehearsal: nothing in it is real.") if rehearsal else "",
        gettext("You were drawn by lot from %(n_listed)s members; each had the same chance."),
        gettext(
            "%(seats)s members take part in our roundtable with %(name)s on %(on)s in %(place)s. The seats are drawn "
            "by lot among those of the drawn members who volunteer."
        ),
        gettext("Would you come? Please say yes or no until %(deadline)s, without an account:\n%(link)s"),
        gettext(
            "The same page will show your own chance and whether you were drawn. Nobody but those who run the lottery "
            "learns that you volunteered; the public file shows a code instead of you."
        ),
        gettext("Keep this address to yourself."),
        gettext("Reference: %(code)s"),
    ]
    day = pgettext("day in full, a format of Django's date filter", "j F Y")
    closes_at = view.closes_at.astimezone(UTC)
    values = {
        "n_listed": view.n_listed,
        "seats": view.seats,
        "name": meeting.name,
        "on": date_format(meeting.starts_at.astimezone(UTC), day, use_l10n=False),
        "place": meeting.place,
        "link": link,
        "code": view.code,
        "deadline": gettext("%(day)s, %(clock)s UTC")
        % {
            "day": date_format(closes_at, day, use_l10n=False),
            "clock": date_format(closes_at, "H:i", use_l10n=False),
        },
    }
    subject = gettext("You were drawn: a seat at the roundtable with %(name)s")
    said = [part % values for part in parts if part]
    return Mail((STAMP if rehearsal else "") + subject % values, "\n\n".join(said) + "\n")
