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
from hustings.rooms.board.queries import motions_of
from hustings.rooms.releases.actions import clear_release, draft_release
from hustings.rooms.releases.queries import ReleaseView, releases_of
from hustings.rooms.releases.refusals import NoSuchRelease
from hustings.rooms.roundtables.queries import roundtables_of

AUDIENCES = {"members": gettext_lazy("The members"), "press": gettext_lazy("The press")}


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


FORMS = (Draft, Clear)


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
        state: Any = {"status": "published" if view.issued_at else "draft"}
        next_step = {"text": "–"} if view.issued_at else desk.link(Clear, view.code)
        rows.append([name, state, view.issued_at or "–", str(AUDIENCES[view.audience]), next_step])
    if not rows:
        todo = _("One for each roundtable and one for the decision, for members first, then for the press.")
        empty: dict[str, Any] = {"says": _("No statement yet."), "todo": todo}
        if desk.can(Draft):
            empty |= {"url": desk.url(Draft.name), "label": str(Draft.button)}
        return page(desk, title=_("Statements"), room="releases", sections=[{"empty": empty}])
    columns = [_("Title"), _("State"), _("Issued"), _("For"), _("Next")]
    sections = [{"table": table(_("Statements"), columns, rows)}]
    return page(
        desk, title=_("Statements"), room="releases", sections=sections, buttons=desk.button(Draft, kind="main")
    )


def one(desk: Desk, thing: str) -> HttpResponse:
    """One statement."""
    view = release_of(desk, thing)
    buttons = [] if view.issued_at else desk.button(Clear, thing, kind="main")
    crumbs = [(_("Statements"), desk.url("releases"))]
    return page(desk, title=view.title, room="releases", crumbs=crumbs, sections=_text(view), buttons=buttons)


def _text(view: ReleaseView) -> list[Section]:
    said = {
        _("State"): {"status": "published" if view.issued_at else "draft"},
        _("For"): str(AUDIENCES[view.audience]),
        _("About"): view.about,
        _("Issued"): view.issued_at,
    }
    return [{"lines": lines(said), "text": f"{view.title}\n\n{view.text}"}]
