"""Words for kinds, statuses, roles and zones of facts, as the desk says them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TYPES: dict[str, Any] = {
    "meeting": _("Meeting"),
    "call": _("Telephone call"),
    "invitation": _("Invitation"),
    "endorsement": _("Endorsement"),
    "donation": _("Donation"),
    "statement": _("Statement"),
    "position": _("Position"),
    "headcount": _("Headcount"),
    "vote": _("Vote"),
    "poll": _("Poll"),
    "legal": _("Legal matter"),
}
STATUSES: dict[str, Any] = {
    "happened": pgettext_lazy("status of a fact", "happened"),
    "ongoing": pgettext_lazy("status of a fact", "ongoing"),
    "scheduled": pgettext_lazy("status of a fact", "scheduled"),
    "expected": pgettext_lazy("status of a fact", "expected"),
    "possible": pgettext_lazy("status of a fact", "possible"),
    "not happened": pgettext_lazy("status of a fact", "did not happen"),
    "denied": pgettext_lazy("status of a fact", "denied"),
}
OUTCOMES: dict[str, Any] = {
    "": pgettext_lazy("outcome of an endorsement", "none said"),
    "given": pgettext_lazy("outcome of an endorsement", "given"),
    "none": pgettext_lazy("outcome of an endorsement", "nobody endorsed"),
    "pending": pgettext_lazy("outcome of an endorsement", "not decided yet"),
    "withdrawn": pgettext_lazy("outcome of an endorsement", "withdrawn"),
    "superseded": pgettext_lazy("outcome of an endorsement", "of an earlier race"),
}
OPINIONS: dict[str, Any] = {
    "agrees": _("the parser agrees"),
    "disagrees": _("the parser disagrees"),
    "has nothing to say": _("the parser has nothing to say"),
}
STANDINGS: dict[str, Any] = {
    "": _("as the reader takes it"),
    "own release": _("the body's own release"),
    "named outlet": _("a named outlet"),
    "unnamed sources": _("unnamed sources"),
    "who gains": _("only who gains by it"),
}
FIELDS: dict[str, Any] = {
    "status": _("Status"),
    "outcome": _("Outcome"),
    "day": _("Day"),
    "sum": _("Sum"),
    "number": _("Number"),
    "speaker": _("Who said it"),
}
MARKS: dict[str, Any] = {
    "who": pgettext_lazy("mark in an article", "who"),
    "trigger": pgettext_lazy("mark in an article", "word"),
    "when": pgettext_lazy("mark in an article", "when"),
    "sum": pgettext_lazy("mark in an article", "sum"),
}
ROLES: dict[str, Any] = {
    "candidate": pgettext_lazy("part in a fact", "candidate"),
    "organization": pgettext_lazy("part in a fact", "body"),
    "endorser": pgettext_lazy("part in a fact", "endorses"),
    "endorsee": pgettext_lazy("part in a fact", "is endorsed"),
    "donor": pgettext_lazy("part in a fact", "gives"),
    "recipient": pgettext_lazy("part in a fact", "receives"),
    "beneficiary": pgettext_lazy("part in a fact", "gains"),
    "inviter": pgettext_lazy("part in a fact", "invites"),
    "invitee": pgettext_lazy("part in a fact", "is invited"),
    "speaker": pgettext_lazy("part in a fact", "speaks"),
    "addressee": pgettext_lazy("part in a fact", "is spoken to"),
    "about": pgettext_lazy("part in a fact", "is spoken of"),
    "attendee": pgettext_lazy("part in a fact", "attends"),
    "holder": pgettext_lazy("part in a fact", "takes the position"),
    "voter": pgettext_lazy("part in a fact", "votes"),
    "subject": pgettext_lazy("part in a fact", "is asked about"),
    "pollster": pgettext_lazy("part in a fact", "asks"),
}
REASONS: tuple[Any, ...] = (
    _("The text does not say this."),
    _("The wrong person or body."),
    _("Not done: planned, hoped for, asked about or denied."),
    _("The wrong day, sum or number."),
    _("It does not belong to this contest."),
    _("Another fact tells it already."),
)
"""As `regressions.REASONS`, in the language of the page."""


def said(words: dict[str, Any], key: str) -> str:
    """The words for a key; the key itself where there are none."""
    return str(words.get(key, key))
