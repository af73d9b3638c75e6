"""The letters of the invitations, written from what is already on the record. Whoever acts queues them as notices.

Every campaign gets the same words; only its own name, address of its page and dates differ. A rehearsal's letters
say so in the subject and in the first line. They are written in the language that is active.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop, pgettext

from hustings.core.calendars import STAMP
from hustings.core.hearings import Audience
from hustings.rooms.invitations.answers import Answer
from hustings.rooms.invitations.queries import OfferView

ANSWERS = {
    Answer.ACCEPTED: gettext_noop("accepted"),
    Answer.DECLINED: gettext_noop("declined"),
    Answer.CONDITIONS: gettext_noop("accepted under conditions"),
    Answer.ASKED: gettext_noop("a question"),
}
AUDIENCES = {Audience.RESTRICTED: gettext_noop("restricted class"), Audience.WIDER: gettext_noop("wider")}


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter in plain text."""

    subject: str
    text: str


def invitation_mail(offer: OfferView, link: str, rehearsal: bool) -> Mail:
    """The invitation itself; `link` is the address of the campaign's private page."""
    subject = gettext("Invitation to a roundtable: %(contest)s")
    parts = [
        gettext("What is offered: %(minutes)s minutes; %(n_slots)s slots to choose from; audience: %(audience)s."),
        gettext("Please answer until %(deadline)s, without an account, on your own page:\n%(link)s"),
        gettext("Keep this address to yourselves: whoever has it can answer for you. It shows only your own thread."),
        gettext("Every candidate of this contest gets this offer. Where one differs, the reason is published."),
    ]
    return _mail(offer, link, rehearsal, subject, parts, letter=offer.terms.text)


def reminder_mail(offer: OfferView, link: str, rehearsal: bool) -> Mail:
    """A reminder to a silent campaign."""
    subject = gettext("Your answer is awaited: %(contest)s")
    parts = [
        gettext("On %(sent)s we invited you to a roundtable and have not heard from you."),
        gettext("You can accept, decline, ask or name conditions until %(deadline)s on your own page:\n%(link)s"),
        gettext("Without an answer the record will say only that none was received, not that you declined."),
    ]
    return _mail(offer, link, rehearsal, subject, parts)


def deadline_mail(offer: OfferView, link: str, rehearsal: bool) -> Mail:
    """The news that the deadline was moved, for everybody who shares it. Needs an offer with a moved deadline."""
    subject = gettext("Later deadline for your answer: %(contest)s")
    parts = [
        gettext("The deadline for answers was %(was)s and is now %(deadline)s. Reason: %(reason)s"),
        gettext("It was moved for every candidate alike. You can answer, or change your answer, here:\n%(link)s"),
    ]
    return _mail(offer, link, rehearsal, subject, parts)


def receipt_mail(offer: OfferView, link: str, rehearsal: bool) -> Mail:
    """The receipt for the last reply. Needs an offer with a reply."""
    subject = gettext("Your answer is on the record: %(contest)s")
    parts = [
        gettext("On %(received)s we received your answer: %(answer)s."),
        gettext(
            "It will be published as you gave it. You can change it until %(deadline)s; both answers stay:\n%(link)s"
        ),
    ]
    return _mail(offer, link, rehearsal, subject, parts)


def told_mail(offer: OfferView, link: str, rehearsal: bool) -> Mail:
    """The answer to a campaign's question. Needs an offer to which something was told."""
    subject = gettext("About your question: %(contest)s")
    parts = [
        gettext("You asked, or named conditions. Our answer: %(told)s"),
        gettext("It is published as it stands here, with what you wrote. Your page:\n%(link)s"),
    ]
    return _mail(offer, link, rehearsal, subject, parts)


def _mail(offer: OfferView, link: str, rehearsal: bool, subject: str, parts: Sequence[str], letter: str = "") -> Mail:
    values = _values(offer, link)
    said = [part % values for part in (*parts, gettext("%(organisation)s\nReference: %(invitation)s"))]
    greeting = gettext("To the campaign of %(name)s") % values
    stamp = gettext("This is a rehearsal: nothing in it is real.") if rehearsal else ""
    text = "\n\n".join(part for part in (stamp, greeting, letter, *said) if part)
    return Mail((STAMP if rehearsal else "") + subject % values, text + "\n")


def _values(offer: OfferView, link: str) -> Mapping[str, object]:
    last_move, last_reply = next(reversed(offer.moves), None), next(reversed(offer.replies), None)
    return {
        "answer": gettext(ANSWERS[last_reply.answer]) if last_reply else "",
        "audience": gettext(AUDIENCES[offer.terms.audience]),
        "contest": offer.contest,
        "deadline": _moment(offer.terms.deadline_at),
        "invitation": offer.code,
        "link": link,
        "minutes": offer.terms.minutes,
        "n_slots": offer.terms.n_slots,
        "name": offer.name,
        "organisation": offer.organisation,
        "reason": last_move.reason if last_move else "",
        "received": _moment(last_reply.received_at) if last_reply else "",
        "sent": _moment(offer.sent_at),
        "told": offer.told[-1].words if offer.told else "",
        "was": _moment(last_move.was_at) if last_move else "",
    }


def _moment(at: datetime) -> str:
    day = pgettext("day in full, a format of Django's date filter", "j F Y")
    return gettext("%(day)s, %(clock)s UTC") % {
        "day": date_format(at.astimezone(UTC), day, use_l10n=False),
        "clock": date_format(at.astimezone(UTC), "H:i", use_l10n=False),
    }
