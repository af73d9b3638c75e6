"""What follows in United States law from who may attend a roundtable, in plain words with the source."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from hustings.core.hearings import Audience
from hustings.doors.staff.fields import text_field

CONSEQUENCES: dict[Any, Any] = {
    Audience.RESTRICTED: gettext_lazy(
        "Members, staff and their families only. The event may be arranged with the campaign and may endorse; "
        "the law asks for no equal invitation, this house does. Talks there can make later spending towards the "
        "public count as coordinated."
    ),
    Audience.WIDER: gettext_lazy(
        "Others may attend too. Then no endorsing and no collecting of money at the event, and rivals get an equal "
        "chance when they ask."
    ),
}


def because_field() -> forms.CharField:
    """Why reporters are let in otherwise than at the other roundtables."""
    return text_field(
        label=gettext_lazy("Why reporters are let in otherwise than elsewhere"), required=False,
        help_text=gettext_lazy("Only where it is not the same for every candidate. It is published."),
    )  # fmt: skip


LAW = gettext_lazy(
    "Source: 11 CFR 114.3 and 114.4, Federal Election Commission. If reporters are let in, then all news organisations "
    "that ask, on the same terms (11 CFR 114.4(b)(1)(viii), not yet checked by us). Not legal advice."
)
