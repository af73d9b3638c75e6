"""The roll as the desk sees it: numbers, the snapshot, and links for members."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.values import Role
from hustings.doors.retelling import retold
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.ground.access.actions import issue_link
from hustings.rooms.cycles.queries import rulebook_of
from hustings.rooms.cycles.refusals import NoRulebook
from hustings.rooms.roll.actions import EligibilityRule, freeze_snapshot
from hustings.rooms.roll.queries import counts, electorate_by_local, eligibility_of, snapshot_of
from hustings.rooms.roll.refusals import NoSnapshot

MEMBER_LINK = timedelta(days=365)


class Freeze(ActionForm):
    action = freeze_snapshot
    name, path = "roll-freeze", "roll/freeze/"
    title = gettext_lazy("Freeze the roll")
    lead = gettext_lazy(
        "For every member it is fixed whether she may vote in this cycle, and if not, why not. It happens once."
    )
    button = gettext_lazy("Freeze the roll")
    done = gettext_lazy("The roll is frozen as {value}. Only counts and a digest become public.")
    grave = True

    paid_up = forms.BooleanField(
        label=gettext_lazy("Dues must be paid up to the record date"), required=False, initial=True
    )
    n_days_member = forms.IntegerField(
        label=gettext_lazy("Days of membership before the record date"), min_value=0, max_value=3650, initial=0
    )

    def shows(self) -> list[Section]:
        found = counts(actor=self.desk.actor)
        said = {_("Members on the roll"): found.n_members, _("Locals"): found.n_locals}
        return [{"lines": lines(said | {_("Record date"): _record_on(self.desk)})}]

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"rule": EligibilityRule(paid_up=said["paid_up"], n_days_member=said["n_days_member"])}


class MemberLink(ActionForm):
    action = issue_link
    name, path = "roll-link", "roll/link/"
    title = gettext_lazy("Make a private page for a member")
    lead = gettext_lazy("It shows what is asked of her and whether she may vote. Hand it over in person or by letter.")
    button = gettext_lazy("Make a private page")
    only = frozenset({Role.ELECTION_OFFICER})

    number = forms.CharField(label=gettext_lazy("Member number"), max_length=80)

    def act(self) -> Any:
        number = self.cleaned_data["number"]
        eligibility_of(cycle=self.desk.cycle, number=number, actor=self.desk.actor)
        return issue_link(
            cycle=self.desk.cycle,
            role=Role.MEMBER,
            scope=number,
            lasts=MEMBER_LINK,
            actor=self.desk.actor,
            at=self.desk.at,
        )

    def after(self, value: Any) -> HttpResponse:
        address = self.desk.request.build_absolute_uri(reverse("member:home", args=[value]))
        return shown_once(self.desk, [{"who": self.cleaned_data["number"], "address": address}], back="roll")


FORMS = (Freeze, MemberLink)


def shown_once(desk: Desk, links: list[dict[str, str]], *, back: str) -> HttpResponse:
    """Private addresses, once: only their digests are kept."""
    following = {"label": _("I have copied them"), "url": desk.url(back), "kind": "main"}
    response = page(
        desk, title=_("Private addresses"), room=back, template="staff/links.html", private_links=links, next=following
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def room(desk: Desk) -> HttpResponse:
    """How many members, and who of them may vote in this cycle."""
    found = counts(actor=desk.actor)
    sections: list[Section] = []
    if not found.n_members:
        todo = _("Load it on this machine: hustings roll import LOCALS.csv MEMBERS.csv")
        empty = {"says": _("The roll of members is empty."), "todo": todo}
        return page(desk, title=_("Roll of members"), room="roll", sections=[{"empty": empty}])
    said = {_("Members"): found.n_members, _("Locals"): found.n_locals}
    sections.append({"lines": lines(said | {word.capitalize(): n for word, n in found.by_status.items()})})
    try:
        snapshot = snapshot_of(cycle=desk.cycle)
    except NoSnapshot:
        todo = _("Freeze it on the record date or later.")
        empty = {"says": _("The roll is not frozen for this cycle."), "todo": todo}
        sections.append({"title": _("Who may vote"), "empty": empty})
        sections[-1]["buttons"] = desk.button(Freeze, kind="main")
        return page(desk, title=_("Roll of members"), room="roll", sections=sections)
    told: dict[str, Any] = {_("Record date"): snapshot.record_on, _("May vote"): snapshot.n_eligible}
    told |= {_("Not: %(reason)s") % {"reason": retold(reason)}: n for reason, n in snapshot.n_not_eligible.items()}
    sections.append({"title": _("Who may vote"), "lines": lines(told)})
    rows = [
        [each.local, each.n_members, each.n_eligible]
        for each in electorate_by_local(cycle=desk.cycle, actor=desk.actor)
    ]
    columns = [_("Local"), "#" + _("Members"), "#" + _("May vote")]
    note = _("Exact numbers, for the desk only; the public sees small locals together.")
    sections.append({"title": _("By local"), "table": table(_("By local"), columns, rows, note=note)})
    buttons = desk.button(MemberLink)
    return page(desk, title=_("Roll of members"), room="roll", sections=sections, buttons=buttons)


def _record_on(desk: Desk) -> date | str:
    try:
        return date.fromisoformat(rulebook_of(cycle=desk.cycle)["record_on"])
    except NoRulebook:
        return ""
