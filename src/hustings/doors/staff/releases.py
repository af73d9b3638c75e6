"""Statements to members and to the press: written by one person, cleared by another."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import choice_field, text_field
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.doors.staff.releases_mailing import MailToMembers
from hustings.doors.staff.releases_roundtables import AUDIENCES, KINDS, AdoptPressTerms, state_of
from hustings.rooms.board.queries import motions_of
from hustings.rooms.releases.actions import clear_release, draft_release, drop_release, revise_release
from hustings.rooms.releases.queries import ReleaseView, releases_of
from hustings.rooms.releases.refusals import NoSuchRelease
from hustings.rooms.releases.wording import About, Words, words_about
from hustings.rooms.roundtables.queries import roundtables_of


class Draft(ActionForm):
    action = draft_release
    name, path = "releases-draft", "statements/draft/"
    title = gettext_lazy("Write a statement")
    lead = gettext_lazy("A second person clears it; then it is issued as it was cleared.")
    button = gettext_lazy("Write a statement")
    done = gettext_lazy("{value} waits to be cleared by a second person.")

    audience = choice_field(AUDIENCES, radio=True, label=gettext_lazy("For"))
    about = forms.ChoiceField(label=gettext_lazy("About"))
    headline = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    text = text_field(label=gettext_lazy("Text"))

    def prepare(self) -> None:
        meetings = roundtables_of(cycle=self.desk.cycle, actor=self.desk.actor)
        about = [(view.code, _("Roundtable with %(name)s") % {"name": view.name}) for view in meetings]
        about += [(view.code, view.title) for view in motions_of(cycle=self.desk.cycle, actor=self.desk.actor)]
        about.append((self.desk.cycle, _("The cycle as a whole")))
        self.fields["about"].choices = about  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        kept = {key: said[key] for key in ("audience", "about", "text")}
        return kept | {"title": said["headline"]}


class Clear(ActionForm):
    action = clear_release
    name, path = "releases-clear", "statements/<slug:thing>/clear/"
    title = gettext_lazy("Clear a statement")
    lead = gettext_lazy("It is issued with the head of the record of this moment. Who wrote it does not clear it.")
    button = gettext_lazy("Clear and issue")
    done = gettext_lazy("{thing} is issued.")

    def prepare(self) -> None:
        self.release = release_of(self.desk, self.thing)

    def shows(self) -> list[Section]:
        return _text(self.release)

    def arguments(self) -> dict[str, Any]:
        return {"release": self.thing}


class _OneDraft(ActionForm):
    """A form about one draft."""

    def prepare(self) -> None:
        self.release = release_of(self.desk, self.thing)
        if not self.release.waits:
            raise NoSuchRelease(release=self.thing, where=self.desk.cycle)

    def then(self) -> str:
        return self.desk.url("releases-one", self.thing)


class Revise(_OneDraft):
    action = revise_release
    name, path = "releases-revise", "statements/<slug:thing>/revise/"
    title = gettext_lazy("Change the words")
    lead = gettext_lazy("Whoever writes at a statement does not clear it.")
    button = gettext_lazy("Keep these words")
    done = gettext_lazy("{thing} is changed; a second person clears it.")

    headline = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    text = text_field(label=gettext_lazy("Text"))
    differs_because = text_field(
        label=gettext_lazy("Why these words differ"), required=False,
        help_text=gettext_lazy(
            "An advisory and an announcement have the same words for every candidate. The reason is published."
        ),
    )  # fmt: skip

    def prepare(self) -> None:
        super().prepare()
        view = self.release
        self.initial = {"headline": view.title, "text": view.text, "differs_because": view.differs_because}
        if not view.kind:
            del self.fields["differs_because"]

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {"release": self.thing, "title": said.pop("headline")} | said


class TakeAnew(_OneDraft):
    action = revise_release
    name, path = "releases-anew", "statements/<slug:thing>/anew/"
    title = gettext_lazy("Take the words from the record")
    lead = gettext_lazy("The draft gets the words below: those of every candidate, with the facts as they now stand.")
    button = gettext_lazy("Take these words")
    done = gettext_lazy("{thing} has the words of the record; a second person clears it.")

    def prepare(self) -> None:
        super().prepare()
        if not self.release.kind:
            raise NoSuchRelease(release=self.thing, where=self.desk.cycle)
        self.words = standard_words(self.desk, self.release)

    def shows(self) -> list[Section]:
        return [{"title": self.words.title, "text": self.words.text}]

    def arguments(self) -> dict[str, Any]:
        return {"release": self.thing, "title": self.words.title, "text": self.words.text}


class Drop(_OneDraft):
    action = drop_release
    name, path = "releases-drop", "statements/<slug:thing>/drop/"
    title = gettext_lazy("Give up the draft")
    lead = gettext_lazy("It stays readable for the desk, and cannot be cleared any more.")
    button = gettext_lazy("Give up the draft")
    done = gettext_lazy("{thing} is given up.")
    grave = True

    reason = text_field(label=gettext_lazy("Reason"))

    def shows(self) -> list[Section]:
        return _text(self.release)

    def arguments(self) -> dict[str, Any]:
        return {"release": self.thing} | self.cleaned_data


FORMS = (Draft, Clear, Revise, TakeAnew, Drop)


def standard_words(desk: Desk, view: ReleaseView) -> Words:
    """The words that the record now gives for an advisory or announcement. Raises: NotScheduled, NoPressTerms."""
    return words_about(cycle=desk.cycle, roundtable=view.about, kind=About(view.kind), actor=desk.actor)


def release_of(desk: Desk, code: str) -> ReleaseView:
    """One statement. Raises: NoSuchRelease."""
    found = [view for view in releases_of(cycle=desk.cycle, actor=desk.actor) if view.code == code]
    if not found:
        raise NoSuchRelease(release=code, where=desk.cycle)
    return found[0]


def room(desk: Desk) -> HttpResponse:
    """The statements, drafts too."""
    rows = []
    for view in releases_of(cycle=desk.cycle, actor=desk.actor):
        name = {"text": view.title, "url": desk.url("releases-one", view.code), "note": view.code}
        next_step = desk.link(Clear, view.code) if view.waits else {"text": "–"}
        if view.can_be_mailed:
            next_step = desk.link(MailToMembers, view.code)
        kind = {"text": str(KINDS[view.kind]), "note": str(AUDIENCES[view.audience])}
        rows.append([name, kind, {"status": state_of(view)}, view.issued_at or "–", next_step])
    if not rows:
        todo = _("One for each roundtable and one for the decision, for members first, then for the press.")
        empty: dict[str, Any] = {"says": _("No statement yet."), "todo": todo}
        if desk.can(Draft):
            empty |= {"url": desk.url(Draft.name), "label": str(Draft.button)}
        press = desk.button(AdoptPressTerms)
        return page(desk, title=_("Statements"), room="releases", sections=[{"empty": empty}], buttons=press)
    columns = [_("Title"), _("Kind"), _("State"), _("Issued"), _("Next")]
    sections = [{"table": table(_("Statements"), columns, rows)}]
    buttons = desk.button(Draft, kind="main") + desk.button(AdoptPressTerms)
    return page(desk, title=_("Statements"), room="releases", sections=sections, buttons=buttons)


def one(desk: Desk, thing: str) -> HttpResponse:
    """One statement."""
    view = release_of(desk, thing)
    buttons: list[dict[str, Any]] = []
    if view.waits:
        buttons = desk.button(Clear, thing, kind="main") + desk.button(Revise, thing, label=Revise.title)
        buttons += desk.button(TakeAnew, thing, label=TakeAnew.title) if view.kind else []
        buttons += desk.button(Drop, thing)
    if view.can_be_mailed:
        buttons = desk.button(MailToMembers, thing, kind="main")
    crumbs = [(_("Statements"), desk.url("releases"))]
    return page(desk, title=view.title, room="releases", crumbs=crumbs, sections=_text(view), buttons=buttons)


def _text(view: ReleaseView) -> list[Section]:
    said = {
        _("State"): {"status": state_of(view)},
        _("Kind"): str(KINDS[view.kind]),
        _("For"): str(AUDIENCES[view.audience]),
        _("About"): view.about,
        _("Issued"): view.issued_at,
        _("Written to the members"): view.mailed_at,
        _("Why the words differ"): view.differs_because,
        _("Given up because"): view.dropped_because,
    }
    return [{"lines": lines(said), "text": f"{view.title}\n\n{view.text}"}]
