"""A roundtable's media advisory and announcement, and how reporters register: the same words for every candidate."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.values import STAFF
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import choice_field, text_field
from hustings.doors.staff.pages import Section, table
from hustings.rooms.releases.actions import adopt_press_terms, draft_about_roundtable
from hustings.rooms.releases.queries import ReleaseView, press_terms_of, releases_of
from hustings.rooms.releases.wording import About, words_about
from hustings.rooms.roundtables.queries import RoundtableView

KINDS: dict[Any, Any] = {
    "": gettext_lazy("Statement"),
    About.ADVISORY: gettext_lazy("Media advisory"),
    About.ANNOUNCEMENT: gettext_lazy("Announcement"),
}
AUDIENCES = {"members": gettext_lazy("The members"), "press": gettext_lazy("The press")}


class _AboutRoundtable(ActionForm):
    """A draft in the words that the record gives, which it shows."""

    action = draft_about_roundtable
    kind: About
    lead = gettext_lazy("Every candidate's roundtable gets these words. A second person clears them.")
    done = gettext_lazy("{value} waits to be cleared by a second person.")

    def prepare(self) -> None:
        desk = self.desk
        self.words = words_about(cycle=desk.cycle, roundtable=self.thing, kind=self.kind, actor=desk.actor)

    def shows(self) -> list[Section]:
        return [{"title": self.words.title, "text": self.words.text}]

    def arguments(self) -> dict[str, Any]:
        return {"roundtable": self.thing, "kind": self.kind} | self.cleaned_data

    def then(self) -> str:
        return self.desk.url("roundtables-one", self.thing)


class DraftAdvisory(_AboutRoundtable):
    kind = About.ADVISORY
    name, path = "releases-advisory", "statements/advisory/<slug:thing>/"
    title = gettext_lazy("Draft the media advisory")
    button = gettext_lazy("Draft the media advisory")


class DraftAnnouncement(_AboutRoundtable):
    kind = About.ANNOUNCEMENT
    name, path = "releases-announcement", "statements/announcement/<slug:thing>/"
    title = gettext_lazy("Draft the announcement")
    button = gettext_lazy("Draft the announcement")

    audience = choice_field(AUDIENCES, radio=True, label=gettext_lazy("For"), initial="press")


class AdoptPressTerms(ActionForm):
    action = adopt_press_terms
    name, path = "releases-press-terms", "statements/press-terms/"
    title = gettext_lazy("How reporters register")
    lead = gettext_lazy("Said once, for every roundtable alike; every media advisory takes it over.")
    button = gettext_lazy("Keep it")
    done = gettext_lazy("Kept, version {value}. The media advisories take it over.")

    register = text_field(
        label=gettext_lazy("How to register"), help_text=gettext_lazy("An address, a telephone number, what to bring.")
    )
    hours_before = forms.IntegerField(
        label=gettext_lazy("Until how many hours before the roundtable"), min_value=0, max_value=720, initial=24
    )
    contact = forms.CharField(label=gettext_lazy("Contact for the press"), max_length=200)
    notes = text_field(
        label=gettext_lazy("Further terms"), required=False,
        help_text=gettext_lazy("Such as when cameras are set up. They hold for every news organisation."),
    )  # fmt: skip
    reason = text_field(
        label=gettext_lazy("Why it changes"), required=False,
        help_text=gettext_lazy("Needed once an advisory was issued. It is published."),
    )  # fmt: skip

    def prepare(self) -> None:
        known = press_terms_of(cycle=self.desk.cycle, actor=self.desk.actor)
        if known is not None:
            self.initial = {name: getattr(known, name) for name in ("register", "hours_before", "contact", "notes")}

    def then(self) -> str:
        return self.desk.url("releases")


FORMS = (DraftAdvisory, DraftAnnouncement, AdoptPressTerms)


def told_of(desk: Desk, view: RoundtableView) -> list[Section]:
    """What was told of a roundtable, and what can be drafted; nothing for who may not read statements."""
    if not desk.holds(STAFF):
        return []
    known = [each for each in releases_of(cycle=desk.cycle, actor=desk.actor) if each.about == view.code]
    rows = [
        [
            {"text": each.title, "url": desk.url("releases-one", each.code), "note": each.code},
            {"text": str(KINDS[each.kind]), "note": str(AUDIENCES[each.audience])},
            {"status": state_of(each)},
            each.issued_at or "–",
        ]
        for each in reversed(known)
    ]
    title = _("Told to the press and the members")
    section: Section = {"title": title, "buttons": _buttons(desk, view, known)}
    if rows:
        section["table"] = table(title, [_("Title"), _("Kind"), _("State"), _("Issued")], rows)
    else:
        section["says"] = _("Nothing yet. The words come from the record, the same for every candidate.")
    return [section] if rows or section["buttons"] else []


def state_of(view: ReleaseView) -> Any:
    """The state of a statement: a draft, given up, or published."""
    if view.dropped_because:
        return {"word": _("given up"), "mark": "cross", "tone": "plain"}
    return "published" if view.issued_at else "draft"


def _buttons(desk: Desk, view: RoundtableView, known: Sequence[ReleaseView]) -> list[dict[str, Any]]:
    if view.hearing is not None:
        return []
    waiting = {each.kind for each in known if each.waits}
    buttons = [] if About.ADVISORY in waiting else desk.button(DraftAdvisory, view.code)
    buttons += desk.button(DraftAnnouncement, view.code)
    if press_terms_of(cycle=desk.cycle, actor=desk.actor) is None:
        return desk.button(AdoptPressTerms, label=_("Say how reporters register")) + buttons
    return buttons
