"""The letters of a questionnaire, written from what is already on the record. Whoever acts queues them as notices."""

from collections.abc import Sequence
from datetime import UTC
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from hustings.core.calendars import STAMP
from hustings.rooms.questionnaires.queries import QuestionnaireView


class Mail(NamedTuple):
    """A letter in plain text."""

    subject: str
    text: str


def questionnaire_mail(view: QuestionnaireView, name: str, link: str, rehearsal: bool) -> Mail:
    """The same for every campaign; only its name and private address differ."""
    parts = [
        gettext("This is a rehearsal: nothing in it is real.") if rehearsal else "",
        gettext("To the campaign of %(name)s"),
        view.intro,
        gettext("Please answer our questions until %(deadline)s, without an account, on your own page:\n%(link)s"),
        gettext("Every candidate gets the same questions and the same deadline."),
        gettext(
            "Your answers are sealed as they arrive: nobody can read them before the deadline, this house included. "
            "Then two of these open all of them together: %(custodians)s."
        ),
        gettext("You can hand in anew until the deadline. Keep this address to yourselves."),
        gettext("Reference: %(code)s"),
    ]
    return _mail(view, name, link, rehearsal, gettext("Questionnaire: %(title)s"), parts)


def questionnaire_reminder(view: QuestionnaireView, name: str, link: str, rehearsal: bool) -> Mail:
    """The same for every campaign that has not answered; the questions do not change."""
    parts = [
        gettext("This is a rehearsal: nothing in it is real.") if rehearsal else "",
        gettext("To the campaign of %(name)s"),
        gettext(
            "We have not received your answers to “%(title)s”. Every candidate who has not answered gets this letter."
        ),
        gettext("You can answer until %(deadline)s, without an account, on your own page:\n%(link)s"),
        gettext("Later answers are taken until the first custodian opens, and are marked as late."),
        gettext("Without an answer the record will say only that none was received."),
        gettext("Reference: %(code)s"),
    ]
    return _mail(view, name, link, rehearsal, gettext("Your answers are awaited: %(title)s"), parts)


def _mail(view: QuestionnaireView, name: str, link: str, rehearsal: bool, subject: str, parts: Sequence[str]) -> Mail:
    day = pgettext("day in full, a format of Django's date filter", "j F Y")
    values = {
        "name": name,
        "link": link,
        "code": view.code,
        "title": view.title,
        "custodians": ", ".join(custodian.who for custodian in view.custodians),
        "deadline": gettext("%(day)s, %(clock)s UTC")
        % {
            "day": date_format(view.deadline_at.astimezone(UTC), day, use_l10n=False),
            "clock": date_format(view.deadline_at.astimezone(UTC), "H:i", use_l10n=False),
        },
    }
    said = [part if part == view.intro else part % values for part in parts if part]
    return Mail((STAMP if rehearsal else "") + subject % values, "\n\n".join(said) + "\n")
