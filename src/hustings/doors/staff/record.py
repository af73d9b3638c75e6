"""The record of a cycle as staff see it; corrections in the open, and withheld payloads."""

from collections.abc import Container
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.core.chain import Entry
from hustings.core.projections import project
from hustings.core.projections.words import days_in
from hustings.core.values import Visibility
from hustings.doors.private import told
from hustings.doors.retelling import retold
from hustings.doors.sentences import said
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import choice_field, text_field
from hustings.doors.staff.order import ROLES, VERBS, label_of
from hustings.doors.staff.pages import Section, lines, page
from hustings.ground.record.actions import correct_entry, withhold_payload
from hustings.ground.record.queries import chain_of, staff_entries
from hustings.ground.record.refusals import NoSuchEntry
from hustings.rooms.publication.actions import erase_words
from hustings.rooms.publication.queries import Places, places_of
from hustings.rooms.publication.refusals import WordsTooShort

PER_PAGE = 30
GROUNDS = {
    "slip": gettext_lazy("A slip: it should never have been entered"),
    "court order": gettext_lazy("A court order"),
    "erasure": gettext_lazy("A person's right to erasure"),
}


class _OneEntry(ActionForm):
    """A form about one entry, which it shows."""

    def prepare(self) -> None:
        entries = staff_entries(cycle=self.desk.cycle, actor=self.desk.actor)
        seq = int(self.thing)
        if seq >= len(entries) or entries[seq].payload is None:
            raise NoSuchEntry(cycle=self.desk.cycle, seq=seq)
        self.entry = entries[seq]

    def shows(self) -> list[Section]:
        payload = self.entry.payload or {}
        said = {_("Entry"): int(self.thing), _("What"): words_of_verb(payload["verb"]), _("Recorded"): payload["at"]}
        return [{"lines": lines(said | {key: str(value) for key, value in payload["body"].items()})}]


class Correct(_OneEntry):
    action = correct_entry
    name, path = "record-correct", "record/<int:thing>/correct/"
    title = gettext_lazy("Correct an entry")
    lead = gettext_lazy("Nothing is overwritten: the old words, the new ones and the reason stand side by side.")
    button = gettext_lazy("Correct")
    done = gettext_lazy("Entry {value} is corrected, in the open.")

    field = forms.ChoiceField(label=gettext_lazy("Field"))
    now = forms.CharField(label=gettext_lazy("What it should say"), max_length=2000)
    reason = text_field(label=gettext_lazy("Reason"), help_text=gettext_lazy("It is published."))

    def prepare(self) -> None:
        super().prepare()
        body = (self.entry.payload or {})["body"]
        names = [key for key, value in body.items() if isinstance(value, str | int) and not isinstance(value, bool)]
        self.fields["field"].choices = [(key, key) for key in names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        field, text = self.cleaned_data.get("field"), self.cleaned_data.get("now", "")
        was = (self.entry.payload or {})["body"].get(field)
        if isinstance(was, int) and text:
            if not text.isdecimal():
                self.add_error("now", _("This field holds a whole number."))
            else:
                self.cleaned_data["now"] = int(text)
        return said

    def arguments(self) -> dict[str, Any]:
        return {"seq": int(self.thing)} | self.cleaned_data


class Withhold(_OneEntry):
    action = withhold_payload
    name, path = "record-withhold", "record/<int:thing>/withhold/"
    title = gettext_lazy("Withhold an entry")
    lead = gettext_lazy(
        "What the entry says is deleted for good. Its place, the ground and the reason stay. The room may keep the "
        "same words at its desk: to take them from there, too, erase them everywhere."
    )
    button = gettext_lazy("Withhold")
    done = gettext_lazy("Entry {value} is withheld. The record still verifies.")
    grave = True

    ground = choice_field(GROUNDS, radio=True, label=gettext_lazy("Ground"))
    reason = text_field(label=gettext_lazy("Reason"), help_text=gettext_lazy("It is published."))

    def arguments(self) -> dict[str, Any]:
        return {"seq": int(self.thing)} | self.cleaned_data


class Erase(ActionForm):
    action = erase_words
    name, path = "record-erase", "record/erase/"
    title = gettext_lazy("Erase words everywhere")
    lead = gettext_lazy(
        "Every entry that holds the words is withheld, and every room blacks them out. It cannot be undone. Files that "
        "were kept or taken by others, and backups, are beyond its reach."
    )
    button = gettext_lazy("Erase the words")
    done = gettext_lazy("The words are erased. The record still verifies.")
    grave = True

    words = text_field(label=gettext_lazy("The words, as they stand in the entry"))
    ground = choice_field(GROUNDS, radio=True, label=gettext_lazy("Ground"), initial="erasure")
    reason = text_field(
        label=gettext_lazy("Reason"), help_text=gettext_lazy("It is published. Do not repeat the words in it.")
    )
    sure = forms.BooleanField(label=gettext_lazy("I have seen where they stand"), required=False)

    def prepare(self) -> None:
        self.places: Places | None = None
        if self.desk.request.method != "POST":
            del self.fields["sure"]

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        if self.cleaned_data.get("words") and not self.cleaned_data.get("sure"):
            words, desk = self.cleaned_data["words"], self.desk
            try:
                self.places = places_of(cycle=desk.cycle, words=words, actor=desk.actor)
            except WordsTooShort as refusal:
                self.add_error("words", told(refusal)["says"])
            else:
                self.add_error("sure", _("Look where the words stand, above; then tick this and send again."))
        return said

    def shows(self) -> list[Section]:
        if self.places is None:
            return []
        entries = ", ".join(str(seq) for seq in self.places.entries)
        said: dict[str, Any] = {_("Entries that are withheld"): entries or _("none")}
        for room, n_rows in self.places.rows.items():
            said[str(label_of(room))] = ngettext("%(n)s place", "%(n)s places", n_rows) % {"n": n_rows}
        return [{"title": _("Where the words stand"), "lines": lines(said)}]

    def arguments(self) -> dict[str, Any]:
        return {key: value for key, value in self.cleaned_data.items() if key != "sure"}


FORMS = (Correct, Withhold, Erase)


def room(desk: Desk) -> HttpResponse:
    """Every entry that staff may see, the latest first."""
    entries = staff_entries(cycle=desk.cycle, actor=desk.actor)
    listed = Paginator(entries_of(entries, 0, desk), PER_PAGE).get_page(desk.request.GET.get("page"))
    head = chain_of(cycle=desk.cycle)
    lead = _("Append-only: nothing is ever edited. A correction is a new entry.")
    return page(
        desk,
        title=_("Record"),
        lead=lead,
        room="record",
        template="staff/record.html",
        listed=listed,
        as_of={"at": desk.at, "head": head.head},
    )


def entry(desk: Desk, thing: int) -> HttpResponse:
    """One entry with all its fields."""
    entries = staff_entries(cycle=desk.cycle, actor=desk.actor)
    if thing >= len(entries) or entries[thing].payload is None:
        raise NoSuchEntry(cycle=desk.cycle, seq=thing)
    payload = entries[thing].payload or {}
    said = {
        _("Recorded"): payload["at"],
        _("By"): str(ROLES.get(payload["role"], retold(payload["role"]))),
        _("About"): payload["subject"],
        _("Who may read it"): payload["visibility"],
    }
    body = lines({key: str(value) for key, value in payload["body"].items()})
    sections = [{"lines": lines(said)}, {"title": _("What it says"), "lines": body}]
    code = str(thing)
    buttons = desk.button(Correct, code) if payload["visibility"] in ("public", "campaign") else []
    buttons += desk.button(Withhold, code) + desk.button(Erase)
    crumbs = [(_("Record"), desk.url("record"))]
    title = _("Entry %(seq)s: %(what)s") % {"seq": thing, "what": words_of_verb(payload["verb"])}
    return page(desk, title=title, room="record", crumbs=crumbs, sections=sections, buttons=buttons)


def entries_of(
    entries: tuple[Entry, ...], since: int, desk: Desk, *, visible: Container[str] = frozenset(Visibility)
) -> list[dict[str, Any]]:
    """Entries from the sequence `since` on as a timeline, the latest first, each leading to its page.

    `visible` says which visibilities are listed.
    """
    projected = project(entries)
    told = {item.id: said(item.template, item.values) for item in projected.timeline}
    names = {meeting.seq: meeting.name for meeting in projected.roundtables}
    shown: list[dict[str, Any]] = []
    for each in reversed(entries[since:]):
        if each.payload is None or each.payload["visibility"] not in visible:
            continue
        what = told.get(str(each.seq)) or words_of_verb(each.payload["verb"])
        if each.payload["verb"] == "roundtable.set" and each.seq in names:
            what = _("Roundtable with %(name)s is set.") % {"name": names[each.seq]}
        on = days_in(each.payload["at"][:10])
        day: date | str = on.first if on else each.payload["at"]
        role = str(ROLES.get(each.payload["role"], retold(each.payload["role"])))
        detail = _("Entry %(seq)s, by: %(role)s") % {"seq": each.seq, "role": role}
        url = desk.url("record-entry", str(each.seq))
        shown.append({"on": day, "what": what, "sources": [], "detail": detail, "url": url})
    return shown


def together(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same list with entries that say the same of the same day, one after the other, told once."""
    told = []
    for _key, same in groupby(listed, key=lambda each: (each["on"], each["what"])):
        first, *others = same
        if others:
            n = len(others)
            more = ngettext("%(detail)s, and one more", "%(detail)s, and %(n)s more", n)
            first = first | {"detail": more % {"detail": first["detail"], "n": n}}
        told.append(first)
    return told


def words_of_verb(verb: str) -> str:
    """What a verb of the record says, for those that the public timeline does not tell."""
    return str(VERBS.get(verb, verb))
