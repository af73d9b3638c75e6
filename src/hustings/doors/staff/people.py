"""Accounts and the roles that they hold, from one day to another."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.values import Role
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import choice_field
from hustings.doors.staff.order import ROLES
from hustings.doors.staff.pages import page, table
from hustings.ground.access.actions import end_role, grant_role, open_account
from hustings.ground.access.queries import grants
from hustings.ground.access.refusals import NoSuchAccount
from hustings.rooms.cycles.queries import cycles

WHO_SEES_PEOPLE = frozenset({Role.OFFICER, Role.DIRECTOR, Role.SECRETARY})


class OpenAccount(ActionForm):
    action = open_account
    name, path = "people-open", "people/open/"
    title = gettext_lazy("Open an account")
    lead = gettext_lazy("With a first role. The person sets up one-time codes when signing in for the first time.")
    button = gettext_lazy("Open an account")
    done = gettext_lazy("The account is open. Tell the person the name and the password in two different ways.")

    username = forms.CharField(label=gettext_lazy("Sign-in name"), max_length=150)
    password = forms.CharField(
        label=gettext_lazy("First password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least eight characters that nobody could guess."),
    )
    role = choice_field(ROLES, label=gettext_lazy("Role"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("Such as: elected 3 May.")
    )

    def act(self) -> Any:
        said = self.cleaned_data
        who: dict[str, Any] = {"actor": self.desk.actor, "at": self.desk.at}
        account = open_account(username=said["username"], password=said["password"], **who)
        return grant_role(account=account, role=Role(said["role"]), reason=said["reason"], **who)

    def then(self) -> str:
        return self.desk.url("people")


class GrantRole(ActionForm):
    action = grant_role
    name, path = "people-grant", "people/<int:thing>/grant/"
    title = gettext_lazy("Give a role")
    button = gettext_lazy("Give a role")

    role = choice_field(ROLES, label=gettext_lazy("Role"))
    for_cycle = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)

    def prepare(self) -> None:
        everywhere = [("", _("in every cycle"))]
        self.fields["for_cycle"].choices = everywhere + [(view.code, view.title) for view in cycles()]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        return self.cleaned_data | {"account": int(self.thing), "role": Role(self.cleaned_data["role"])}

    def then(self) -> str:
        return self.desk.url("people")


class EndRole(ActionForm):
    action = end_role
    name, path = "people-end", "people/<int:thing>/end/"
    title = gettext_lazy("End a role")
    lead = gettext_lazy("The role ends now. Who held it until now stays known.")
    button = gettext_lazy("End the role")
    grave = True

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)

    def prepare(self) -> None:
        known = [view for view in grants(actor=self.desk.actor) if view.id == int(self.thing) and view.until_at is None]
        if not known:
            raise NoSuchAccount(where=str(self.thing))

    def arguments(self) -> dict[str, Any]:
        return {"grant": int(self.thing)} | self.cleaned_data

    def then(self) -> str:
        return self.desk.url("people")


FORMS = (OpenAccount, GrantRole, EndRole)


def people(desk: Desk) -> HttpResponse:
    """Who holds which role, and who held it before."""
    rows = []
    for view in grants(actor=desk.actor):
        state: Any = {"status": "finished"} if view.until_at else {"status": {"word": _("holds it"), "mark": "full"}}
        when = {"text": view.from_at.date()} | ({"note": f"– {view.until_at.date()}"} if view.until_at else {})
        end = {"text": "–"} if view.until_at else desk.link(EndRole, str(view.id))
        where = view.cycle or _("every cycle")
        rows.append([view.account, {"text": str(ROLES.get(view.role, view.role)), "note": where}, state, when, end])
    columns = [_("Account"), _("Role"), _("State"), _("Since"), _("Next")]
    sections = [{"table": table(_("Roles"), columns, rows)}]
    return page(desk, title=_("People and roles"), sections=sections, buttons=desk.button(OpenAccount, kind="main"))
