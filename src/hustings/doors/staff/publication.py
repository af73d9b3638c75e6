"""Making the record public, as it stands at one moment."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from hustings.core.values import PUBLISHABLE
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.pages import Section, page, table
from hustings.doors.staff.record import entries_of
from hustings.ground.record.queries import chain_of, staff_entries
from hustings.rooms.publication.actions import publish
from hustings.rooms.publication.queries import moments


class Publish(ActionForm):
    action = publish
    name, path = "publication-publish", "publication/publish/"
    title = gettext_lazy("Publish")
    lead = gettext_lazy("What is listed here becomes public. It cannot be taken back, only corrected in the open.")
    button = gettext_lazy("Publish this")
    done = gettext_lazy("Published as {value}.")

    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("What is new, in one sentence."),
    )
    n_seen = forms.IntegerField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.n_entries = chain_of(cycle=self.desk.cycle).n_entries
        self.initial = {"n_seen": self.n_entries}

    def clean_n_seen(self) -> int:
        seen: int = self.cleaned_data["n_seen"]
        if seen != self.n_entries:
            self.data = {**self.data.dict(), "n_seen": str(self.n_entries)}  # type: ignore[attr-defined]
            words = ngettext(
                "One entry was added since this page was shown. Look at the list again, then publish.",
                "%(n)s entries were added since this page was shown. Look at the list again, then publish.",
                self.n_entries - seen,
            )
            raise ValidationError(words % {"n": self.n_entries - seen})
        return seen

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        if "n_seen" in self.errors:
            self.add_error(None, self.errors.pop("n_seen"))
        return said

    def arguments(self) -> dict[str, Any]:
        return {"note": self.cleaned_data["note"]}

    def shows(self) -> list[Section]:
        return [_new(self.desk)]


FORMS = (Publish,)


def room(desk: Desk) -> HttpResponse:
    """Every publication, and what is new since the last."""
    rows = [
        [view.code, {"status": "published"}, view.made_at, view.n_entries, view.note or "–"]
        for view in moments(cycle=desk.cycle)
    ]
    sections: list[Section] = [_new(desk)]
    if rows:
        columns = [_("Publication"), _("State"), _("When"), "#" + _("Entries"), _("Note")]
        sections.append({"title": _("Publications"), "table": table(_("Publications"), columns, rows)})
    title = pgettext("making public", "Publication")
    lead = _("The public sees only what is published here.")
    buttons = desk.button(Publish, kind="main")
    return page(desk, title=title, lead=lead, room="publication", sections=sections, buttons=buttons)


def _new(desk: Desk) -> Section:
    last = next(iter(moments(cycle=desk.cycle)), None)
    entries = staff_entries(cycle=desk.cycle, actor=desk.actor)
    since = last.n_entries if last else 0
    fresh = entries_of(entries, since, desk, visible=PUBLISHABLE)
    title = _("New since %(code)s") % {"code": last.code} if last else _("Nothing is public yet: all of this is new")
    if not fresh:
        todo = _("Publish again when the record has grown.")
        return {"title": title, "empty": {"says": _("Nothing new for the public."), "todo": todo}}
    return {"title": title, "entries": fresh}
