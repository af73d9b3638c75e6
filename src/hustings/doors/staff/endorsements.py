"""Who endorsed whom: peers, lower bodies, our own history; each with day, body and source."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import DaysField, Sourced, choice_field, day_shown, text_field
from hustings.doors.staff.pages import page, table
from hustings.rooms.endorsements.actions import enter_endorsement
from hustings.rooms.endorsements.queries import endorsements_of

LEVELS = {
    "national": gettext_lazy("A national union"),
    "federation": gettext_lazy("A federation"),
    "regional": gettext_lazy("A council or state body"),
    "local": gettext_lazy("A local"),
    "caucus": gettext_lazy("A caucus"),
    "own": gettext_lazy("This organisation, earlier"),
}
OUTCOMES: dict[str, Any] = {
    "endorsed": gettext_lazy("endorsed"),
    "no endorsement": gettext_lazy("no endorsement"),
    "not yet": gettext_lazy("not yet"),
    "withdrawn": gettext_lazy("withdrawn"),
}
MARKS = {"endorsed": "full", "no endorsement": "dash", "not yet": "ring", "withdrawn": "cross"}


class Enter(Sourced):
    action = enter_endorsement
    name, path = "endorsements-enter", "endorsements/enter/"
    title = gettext_lazy("Enter an endorsement")
    lead = gettext_lazy("What a body decided, in your own words, with where you know it from.")
    button = gettext_lazy("Enter an endorsement")
    done = gettext_lazy("The endorsement is on the record.")
    always_sourced = True

    endorser = forms.CharField(label=gettext_lazy("Which body"), max_length=160)
    level = choice_field(LEVELS, label=gettext_lazy("What it is"))
    outcome = choice_field(OUTCOMES, radio=True, label=gettext_lazy("What it decided"))
    endorsee = forms.CharField(label=gettext_lazy("Whom"), max_length=120, required=False)
    on = DaysField(label=gettext_lazy("When"))
    by = forms.CharField(label=gettext_lazy("By whose decision"), max_length=160, required=False)
    what = text_field(label=gettext_lazy("In one sentence of your own"))

    def arguments(self) -> dict[str, Any]:
        said = super().arguments()
        return said | {"on": said["on"].text}


FORMS = (Enter,)


def room(desk: Desk) -> HttpResponse:
    """Every act, in the order of days."""
    rows = [
        [
            {"text": view.endorser, "note": str(LEVELS.get(view.level, view.level))},
            {"status": {"word": str(OUTCOMES[view.outcome]), "mark": MARKS[view.outcome]}},
            day_shown(view.on),
            view.endorsee or "–",
            {"text": view.what},
        ]
        for view in endorsements_of(cycle=desk.cycle)
    ]
    if not rows:
        todo = _("Enter what peers and our own bodies decided, also earlier decisions of this organisation.")
        empty: dict[str, Any] = {"says": _("No endorsement is entered."), "todo": todo}
        if desk.can(Enter):
            empty |= {"url": desk.url(Enter.name), "label": str(Enter.button)}
        return page(desk, title=_("Endorsements"), room="endorsements", sections=[{"empty": empty}])
    columns = [_("Body"), _("State"), _("Day"), _("Whom"), _("What")]
    sections = [{"table": table(_("Endorsements"), columns, rows)}]
    buttons = desk.button(Enter, kind="main")
    return page(desk, title=_("Endorsements"), room="endorsements", sections=sections, buttons=buttons)
