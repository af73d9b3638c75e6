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
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.ground.access.actions import agree_to_reset, ask_reset, end_role, grant_role, open_account
from hustings.ground.access.queries import grants, resets
from hustings.ground.access.refusals import NoSuchAccount, NoSuchReset
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
    email = forms.EmailField(
        label=gettext_lazy("Address for notices about this account"), required=False,
        help_text=gettext_lazy("Its owner is told there if somebody asks to reset the one-time codes."),
    )  # fmt: skip
    role = choice_field(ROLES, label=gettext_lazy("Role"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("Such as: elected 3 May.")
    )

    def act(self) -> Any:
        said = self.cleaned_data
        who: dict[str, Any] = {"actor": self.desk.actor, "at": self.desk.at}
        account = open_account(username=said["username"], password=said["password"], email=said["email"], **who)
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


class AskReset(ActionForm):
    action = ask_reset
    name, path = "people-reset", "people/<int:thing>/reset/"
    title = gettext_lazy("Reset lost one-time codes")
    lead = gettext_lazy(
        "Only for somebody who has lost the telephone and the recovery codes, and whom you have seen or spoken to. A "
        "second person agrees within a week; then new codes are set up at the next sign-in. The password stays."
    )
    button = gettext_lazy("Ask for the reset")
    done = gettext_lazy("A second person has to agree within a week. Nothing has changed yet.")
    grave = True

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("How you know that it is this person.")
    )

    def arguments(self) -> dict[str, Any]:
        return {"account": int(self.thing)} | self.cleaned_data

    def then(self) -> str:
        return self.desk.url("people")


class AgreeToReset(ActionForm):
    action = agree_to_reset
    name, path = "people-agree", "people/resets/<int:thing>/agree/"
    title = gettext_lazy("Agree to a reset of one-time codes")
    lead = gettext_lazy("Speak to the person first, not only to the one who asked. All sessions of the account end.")
    button = gettext_lazy("Agree: reset the codes")
    done = gettext_lazy("The codes are reset. At the next sign-in, with the password as before, new ones are set up.")
    grave = True

    def prepare(self) -> None:
        known = resets(at=self.desk.at, actor=self.desk.actor)
        found = [view for view in known if view.id == int(self.thing) and view.waits]
        if not found:
            raise NoSuchReset(where=self.thing)
        self.view = found[0]

    def shows(self) -> list[Section]:
        said = {_("Account"): self.view.account, _("Reason"): self.view.reason, _("Asked"): self.view.asked_at}
        return [{"lines": lines(said)}]

    def arguments(self) -> dict[str, Any]:
        return {"reset": int(self.thing)}

    def then(self) -> str:
        return self.desk.url("people")


FORMS = (OpenAccount, GrantRole, EndRole, AskReset, AgreeToReset)


def people(desk: Desk) -> HttpResponse:
    """Who holds which role, and who held it before."""
    rows = []
    for view in grants(actor=desk.actor):
        state: Any = {"status": "finished"} if view.until_at else {"status": {"word": _("holds it"), "mark": "full"}}
        when = {"text": view.from_at.date()} | ({"note": f"– {view.until_at.date()}"} if view.until_at else {})
        end = {"text": "–"} if view.until_at else desk.link(EndRole, str(view.id))
        where = view.cycle or _("every cycle")
        theirs = not view.until_at and desk.actor.id != f"ACCT-{view.account_id}"
        codes = desk.link(AskReset, str(view.account_id), label=_("Lost codes")) if theirs else {"text": "–"}
        role = {"text": str(ROLES.get(view.role, view.role)), "note": where}
        rows.append([view.account, role, state, when, end, codes])
    columns = [_("Account"), _("Role"), _("State"), _("Since"), _("Next"), _("One-time codes")]
    sections: list[Section] = [*_resets(desk), {"table": table(_("Roles"), columns, rows)}]
    return page(desk, title=_("People and roles"), sections=sections, buttons=desk.button(OpenAccount, kind="main"))


def _resets(desk: Desk) -> list[Section]:
    """The requests for a reset that wait, and those that were done."""
    rows = []
    for view in resets(at=desk.at, actor=desk.actor):
        state: Any = {"word": _("done"), "mark": "full"} if view.agreed_at else "expired"
        if view.waits:
            state = {"word": _("waits for a second person"), "mark": "half"}
        agree = desk.link(AgreeToReset, str(view.id), label=_("Agree")) if view.waits else {"text": "–"}
        rows.append([view.account, {"status": state}, view.agreed_at or view.asked_at, agree])
    title = _("Lost one-time codes")
    columns = [_("Account"), _("State"), _("When"), _("Next")]
    return [{"title": title, "table": table(title, columns, rows)}] if rows else []
