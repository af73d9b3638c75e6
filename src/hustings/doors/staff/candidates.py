"""The field of candidates, dated and sourced, and whom letters to each campaign go to."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from hustings.core.values import STAFF
from hustings.doors.sentences import day_words
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import DaysField, Sourced, choice_field, day_shown, text_field
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.doors.staff.withdrawals import Settle, listed
from hustings.rooms.candidates.actions import add_candidate, add_contact, change_status, remove_contact, set_picture
from hustings.rooms.candidates.queries import (
    CandidacyView,
    candidacy,
    candidates_of,
    contacts_of,
    history,
    picture_of,
    withdrawal_of,
)
from hustings.rooms.candidates.refusals import NoSuchContact
from hustings.rooms.candidates.statuses import Status

STATUSES: dict[Any, Any] = {
    Status.EXPECTED: pgettext_lazy("status of a candidate", "expected to stand"),
    Status.DECLARED: pgettext_lazy("status of a candidate", "declared"),
    Status.FILED: pgettext_lazy("status of a candidate", "filed the papers"),
    Status.NOMINATED: pgettext_lazy("status of a candidate", "nominated"),
    Status.WITHDREW: pgettext_lazy("status of a candidate", "withdrew"),
    Status.REPLACED: pgettext_lazy("status of a candidate", "replaced"),
}
LANGUAGES: dict[Any, Any] = {
    "en": pgettext_lazy("a language", "English"),
    "es": pgettext_lazy("a language", "Spanish"),
    "fr": pgettext_lazy("a language", "French"),
}
MARKS = {Status.EXPECTED: "ring", Status.WITHDREW: "cross", Status.REPLACED: "cross"}


def state_of(status: Status) -> dict[str, str]:
    """A candidate's status as a mark with its word."""
    return {"word": str(STATUSES[status]), "mark": MARKS.get(status, "full"), "tone": "plain"}


class Add(Sourced):
    action = add_candidate
    name, path = "candidates-add", "candidates/add/"
    title = gettext_lazy("Add a candidate")
    lead = gettext_lazy("Every candidate of the contest belongs here, also those nobody expects to endorse.")
    button = gettext_lazy("Add a candidate")
    done = gettext_lazy("{value} is entered. Say whom letters go to, then invite.")

    candidate_name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    party = forms.CharField(label=gettext_lazy("Party"), max_length=80, required=False)
    status = choice_field(STATUSES, label=gettext_lazy("Status"), initial="declared")
    on = DaysField(label=gettext_lazy("Since"))
    note = text_field(label=gettext_lazy("Note"), required=False, help_text=gettext_lazy("It is published."))

    def arguments(self) -> dict[str, Any]:
        said = super().arguments()
        return said | {"name": said.pop("candidate_name"), "status": Status(said["status"])}

    def act(self) -> Any:
        said = self.arguments()
        said.pop("candidate_name", None)
        return add_candidate(cycle=self.desk.cycle, **said, actor=self.desk.actor, at=self.desk.at)

    def then(self) -> str:
        return self.desk.url("candidates")


class ChangeStatus(Sourced):
    action = change_status
    name, path = "candidates-status", "candidates/<slug:thing>/status/"
    title = gettext_lazy("Change a candidate's status")
    lead = gettext_lazy("What was offered and what was said stays exactly as it is.")
    button = gettext_lazy("Change the status")
    done = gettext_lazy("The status of {thing} is changed.")

    status = choice_field(STATUSES, label=gettext_lazy("New status"), radio=True)
    on = DaysField(label=gettext_lazy("Since"))
    note = text_field(label=gettext_lazy("Note"), required=False, help_text=gettext_lazy("It is published."))
    replaced_by = forms.ChoiceField(
        label=gettext_lazy("Replaced by"), required=False, help_text=gettext_lazy("Only for the status “replaced”.")
    )

    def prepare(self) -> None:
        super().prepare()
        person = candidacy(cycle=self.desk.cycle, candidate=self.thing)
        self.whose = person.name
        others = [view for view in candidates_of(cycle=self.desk.cycle) if view.code != self.thing]
        choices = [("", "–"), *[(view.code, view.name) for view in others]]
        self.fields["replaced_by"].choices = choices  # type: ignore[attr-defined]

    def shows(self) -> list[Section]:
        return [_person(candidacy(cycle=self.desk.cycle, candidate=self.thing))]

    def arguments(self) -> dict[str, Any]:
        said = super().arguments()
        return said | {"candidate": self.thing, "status": Status(said["status"])}

    def then(self) -> str:
        """Whoever has gone leaves steps behind: the candidate's page lists them."""
        stands = candidacy(cycle=self.desk.cycle, candidate=self.thing).stands
        return self.desk.url("candidates") if stands else self.desk.url("candidates-one", self.thing)


class SetPicture(ActionForm):
    action = set_picture
    name, path = "candidates-picture", "candidates/<slug:thing>/picture/"
    title = gettext_lazy("A picture of the candidate")
    lead = gettext_lazy("Give every candidate one of the same size, or none: all are shown alike.")
    button = gettext_lazy("Show this picture")
    done = gettext_lazy("The picture is shown with the next publication.")

    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("PNG or JPEG, at most 2 MB."))
    alt = forms.CharField(
        label=gettext_lazy("What it shows, in words"),
        max_length=300,
        help_text=gettext_lazy("For those who cannot see it."),
    )
    credit = forms.CharField(label=gettext_lazy("Whose it is, and where it is from"), max_length=120)
    licence = forms.CharField(label=gettext_lazy("Licence, or by whose leave"), max_length=120)

    def prepare(self) -> None:
        candidacy(cycle=self.desk.cycle, candidate=self.thing)

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return said | {"candidate": self.thing, "file": (said["file"].name, said["file"].read())}

    def then(self) -> str:
        return self.desk.url("candidates-one", self.thing)


class AddContact(ActionForm):
    action = add_contact
    name, path = "candidates-contact", "candidates/<slug:thing>/contact/"
    title = gettext_lazy("Whom do letters go to?")
    lead = gettext_lazy("Names and addresses stay private; the record only counts them.")
    button = gettext_lazy("Keep this contact")
    done = gettext_lazy("Letters to {thing} will go there too.")

    contact_name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        max_length=200,
        widget=forms.EmailInput(),
        help_text=gettext_lazy("In a rehearsal it must end in .example."),
    )
    role = forms.CharField(
        label=gettext_lazy("Role"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Such as scheduling, press, or counsel."),
    )
    language = choice_field(LANGUAGES, label=gettext_lazy("Language of letters"), initial="en", required=False)

    def prepare(self) -> None:
        candidacy(cycle=self.desk.cycle, candidate=self.thing)

    def shows(self) -> list[Section]:
        return [_person(candidacy(cycle=self.desk.cycle, candidate=self.thing))]

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        told = {"role": said["role"], "language": said["language"] or "en"}
        return told | {"candidate": self.thing, "name": said["contact_name"], "email": said["email"]}

    def then(self) -> str:
        return self.desk.url("candidates-one", self.thing)


class RemoveContact(ActionForm):
    action = remove_contact
    name, path = "candidates-forget", "candidates/<slug:thing>/forget/"
    title = gettext_lazy("Remove a contact")
    lead = gettext_lazy("It is deleted for good; nothing of it remains.")
    button = gettext_lazy("Remove a contact")
    done = gettext_lazy("The contact is deleted.")
    grave = True

    contact = forms.ChoiceField(label=gettext_lazy("Contact"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        known = contacts_of(cycle=self.desk.cycle, candidate=self.thing, actor=self.desk.actor)
        if not known:
            raise NoSuchContact(candidate=candidacy(cycle=self.desk.cycle, candidate=self.thing).name)
        choices = [(str(view.id), f"{view.name}, {view.email}") for view in known]
        self.fields["contact"].choices = choices  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        return {"candidate": self.thing, "contact": int(self.cleaned_data["contact"])}

    def then(self) -> str:
        return self.desk.url("candidates-one", self.thing)


FORMS = (Add, ChangeStatus, SetPicture, AddContact, RemoveContact, Settle)


def room(desk: Desk) -> HttpResponse:
    """The field: who stands, since when, how many contacts, what next."""
    rows = []
    for view in candidates_of(cycle=desk.cycle):
        name = {"text": view.name, "url": desk.url("candidates-one", view.code)} | (
            {"note": view.party} if view.party else {}
        )
        state = {"status": state_of(view.status)}
        row = [
            name,
            state,
            day_shown(view.current.on.text),
            _n_contacts(desk, view),
            desk.link(ChangeStatus, view.code, label=_("Change")),
        ]
        rows.append(row)
    if not rows:
        todo = _("Enter everybody who stands, with the day and where you know it from.")
        empty: dict[str, Any] = {"says": _("No candidate is entered yet."), "todo": todo}
        if desk.can(Add):
            empty |= {"url": desk.url(Add.name), "label": str(Add.button)}
        return page(desk, title=_("Candidates"), room="candidates", sections=[{"empty": empty}])
    columns = [_("Candidate"), _("Status"), _("Since"), _("Letters go to"), _("Next")]
    lead = _("In the order of their names.")
    sections = [{"table": table(_("Candidates"), columns, rows)}]
    return page(
        desk,
        title=_("Candidates"),
        lead=lead,
        room="candidates",
        sections=sections,
        buttons=desk.button(Add, kind="main"),
    )


def one(desk: Desk, thing: str) -> HttpResponse:
    """One candidate: every status with its day, and whom letters go to."""
    view = candidacy(cycle=desk.cycle, candidate=thing)
    entries = []
    for status in reversed(history(cycle=desk.cycle, candidate=thing)):
        source = [{"outlet": each.outlet, "published_on": day_shown(each.day)} for each in status.sources]
        told: dict[str, Any] = {
            "on": day_shown(status.on.text),
            "what": str(STATUSES[status.status]),
            "sources": source,
        }
        entries.append(told | ({"detail": status.note} if status.note else {}))
    sections: list[Section] = [{"title": _("Status"), "entries": entries, "buttons": desk.button(ChangeStatus, thing)}]
    sections.append(_picture(desk, thing))
    if not view.stands:
        sections.insert(0, _gone(desk, thing))
    if desk.holds(STAFF):
        sections.append(_contacts(desk, view))
    crumbs = [(_("Candidates"), desk.url("candidates"))]
    return page(desk, title=view.name, lead=view.party, room="candidates", crumbs=crumbs, sections=sections)


def _picture(desk: Desk, thing: str) -> Section:
    found = picture_of(cycle=desk.cycle, candidate=thing)
    title, buttons = _("Picture"), desk.button(SetPicture, thing)
    if found is None:
        return {"title": title, "says": _("None is shown."), "buttons": buttons}
    said = {
        _("Shows"): found.alt,
        pgettext("of a picture", "From"): found.credit,
        _("Licence"): found.licence,
        _("Digest"): found.digest[:16],
    }
    return {"title": title, "lines": lines(said), "buttons": buttons}


def _gone(desk: Desk, thing: str) -> Section:
    found = withdrawal_of(cycle=desk.cycle, candidate=thing, actor=desk.actor)
    buttons = desk.button(Settle, thing, kind="main") if found.open else []
    return listed(desk, found) | {"buttons": buttons}


def _contacts(desk: Desk, view: CandidacyView) -> Section:
    known = contacts_of(cycle=desk.cycle, candidate=view.code, actor=desk.actor)
    buttons = desk.button(AddContact, view.code)
    if not known:
        todo = _("Enter at least one address; without it no letter can go out.")
        return {"title": _("Letters go to"), "empty": {"says": _("Nobody yet."), "todo": todo}, "buttons": buttons}
    rows = [[each.name, each.role or "–", each.email, str(LANGUAGES[each.language])] for each in known]
    listed = table(_("Letters go to"), [_("Name"), _("Role"), _("Address"), _("Language")], rows)
    return {"title": _("Letters go to"), "table": listed, "buttons": buttons + desk.button(RemoveContact, view.code)}


def _n_contacts(desk: Desk, view: CandidacyView) -> dict[str, Any]:
    if not desk.holds(STAFF):
        return {"text": "–"}
    n = len(contacts_of(cycle=desk.cycle, candidate=view.code, actor=desk.actor))
    if n:
        return {"text": n}
    return desk.link(AddContact, view.code, label=_("Add an address"))


def _person(view: CandidacyView) -> Section:
    lines = [{"label": view.name, "status": state_of(view.status), "note": day_words(view.current.on.text)}]
    return {"lines": lines}
