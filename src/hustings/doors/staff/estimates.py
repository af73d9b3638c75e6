"""Polls that others published, each with its method and what it can and cannot tell."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import DaysField, PairsField, Sourced, text_field
from hustings.doors.staff.pages import page, table
from hustings.rooms.estimates.actions import report_poll
from hustings.rooms.estimates.queries import reported_polls_of


class Enter(Sourced):
    action = report_poll
    name, path = "estimates-enter", "published-polls/enter/"
    title = gettext_lazy("Enter a published poll")
    lead = gettext_lazy(
        "As it was published. Where the number of answers is unknown, leave it empty: that is told too."
    )
    button = gettext_lazy("Enter a published poll")
    done = gettext_lazy("{value} is on the record.")
    always_sourced = True

    poll_name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    method = text_field(label=gettext_lazy("How people were asked"))
    population = forms.CharField(label=gettext_lazy("Who was asked"), max_length=200)
    opened_on = DaysField(label=gettext_lazy("Began"), required=False)
    closed_on = DaysField(label=gettext_lazy("Ended"), required=False)
    n = forms.IntegerField(label=gettext_lazy("Number of answers"), min_value=1, required=False)
    results = PairsField(
        label=gettext_lazy("Results"), help_text=gettext_lazy("One a line, in per cent: Dana Reyes: 44.3")
    )
    limits = text_field(label=gettext_lazy("What it can and cannot tell"))

    def arguments(self) -> dict[str, Any]:
        said = super().arguments()
        days = {key: said[key].text if said[key] else "" for key in ("opened_on", "closed_on")}
        return {key: value for key, value in said.items() if key != "poll_name"} | days | {"name": said["poll_name"]}


FORMS = (Enter,)


def room(desk: Desk) -> HttpResponse:
    """Every published poll."""
    rows = []
    for view in reported_polls_of(cycle=desk.cycle):
        results = ", ".join(f"{option} {percent} %" for option, percent in view.results)
        n: Any = view.n if view.n is not None else {"status": "not-published"}
        rows.append([{"text": view.name, "note": view.code}, view.method, n, results])
    if not rows:
        todo = _("Enter polls of members or of the public that bear on the decision, with their source.")
        empty: dict[str, Any] = {"says": _("No published poll is entered."), "todo": todo}
        if desk.can(Enter):
            empty |= {"url": desk.url(Enter.name), "label": str(Enter.button)}
        return page(desk, title=_("Published polls"), room="estimates", sections=[{"empty": empty}])
    columns = [_("Poll"), _("Method"), "#" + _("Answers"), _("Results")]
    lead = _("Different ways of asking stand side by side; they are never added up.")
    sections = [{"table": table(_("Published polls"), columns, rows)}]
    buttons = desk.button(Enter, kind="main")
    return page(desk, title=_("Published polls"), lead=lead, room="estimates", sections=sections, buttons=buttons)
