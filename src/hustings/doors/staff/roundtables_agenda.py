"""The agenda of a roundtable, the chair's clock, and what became of what was promised."""

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.calendars import zone_of
from hustings.core.hearings import Speaker, Standing
from hustings.core.values import Source
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import DaysField, LinesField, choice_field, text_field
from hustings.doors.staff.pages import Section, page, table
from hustings.rooms.roundtables.actions.agendas import Item, adopt_agenda
from hustings.rooms.roundtables.actions.commitments import follow_up_commitment
from hustings.rooms.roundtables.queries import RoundtableView, roundtable_of

LINE = re.compile(r"(\d{1,3})\s+(candidate|members|chair)\s+(\S.*)")
SPEAKERS: dict[Any, Any] = {
    Speaker.CANDIDATE: gettext_lazy("the candidate"),
    Speaker.MEMBERS: gettext_lazy("the members"),
    Speaker.CHAIR: gettext_lazy("the chair"),
}
STANDINGS: dict[Any, Any] = {
    Standing.OPEN: gettext_lazy("open"),
    Standing.KEPT: gettext_lazy("kept"),
    Standing.PARTLY: gettext_lazy("partly kept"),
    Standing.BROKEN: gettext_lazy("broken"),
}


class ItemsField(LinesField):
    """An item a line: minutes, whose time it is, what."""

    def clean(self, value: Any) -> Any:
        return tuple(self._item(line) for line in super().clean(value))

    def _item(self, line: str) -> Item:
        match = LINE.fullmatch(line)
        if match is None:
            raise ValidationError(_("Write an item a line, such as: 20 candidate Opening words"))
        return Item(match[3], int(match[1]), Speaker(match[2]))


class AdoptAgenda(ActionForm):
    action = adopt_agenda
    name, path = "roundtables-agenda", "roundtables/<slug:thing>/agenda/"
    title = gettext_lazy("Adopt the agenda")
    lead = gettext_lazy("Every candidate gets the same minutes; a difference needs a reason, which is published.")
    button = gettext_lazy("Adopt the agenda")
    done = gettext_lazy("The agenda of {thing} is adopted, version {value}.")

    items = ItemsField(
        label=gettext_lazy("Items"),
        help_text=gettext_lazy("One a line: minutes, then candidate, members or chair, then what. 20 candidate Talk"),
    )
    differs_because = text_field(label=gettext_lazy("Why the minutes differ"), required=False)

    def prepare(self) -> None:
        self.meeting = roundtable_of(cycle=self.desk.cycle, roundtable=self.thing, actor=self.desk.actor)
        known = self.meeting.agenda
        told = [f"{item.minutes} {item.by} {item.text}" for item in known.items] if known else []
        self.initial = {"items": "\n".join(told)}

    def shows(self) -> list[Section]:
        return agenda_of(self.meeting)

    def arguments(self) -> dict[str, Any]:
        return {"roundtable": self.thing} | self.cleaned_data

    def then(self) -> str:
        return self.desk.url("roundtables-one", self.thing)


class FollowUp(ActionForm):
    action = follow_up_commitment
    name, path = "roundtables-follow-up", "roundtables/<slug:thing>/follow-up/"
    title = gettext_lazy("Say what became of a commitment")
    lead = gettext_lazy("What was said before stays. More than “open” needs a source.")
    button = gettext_lazy("Follow up")
    done = gettext_lazy("It is on the record.")

    number = forms.TypedChoiceField(label=gettext_lazy("Commitment"), coerce=int)
    standing = choice_field(STANDINGS, radio=True, label=gettext_lazy("How it stands"))
    on = DaysField(label=gettext_lazy("As of"))
    what = text_field(label=gettext_lazy("What was done, or not"))
    outlet = forms.CharField(label=gettext_lazy("Source"), max_length=120, required=False)
    outlet_on = DaysField(label=gettext_lazy("Published on"), required=False)
    outlet_link = forms.URLField(label=gettext_lazy("Address of the source"), required=False, assume_scheme="https")

    def prepare(self) -> None:
        meeting = roundtable_of(cycle=self.desk.cycle, roundtable=self.thing, actor=self.desk.actor)
        choices = [(each.number, f"{each.topic}: {each.words}") for each in meeting.commitments]
        self.fields["number"].choices = choices  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        outlet, on, link = said.pop("outlet"), said.pop("outlet_on"), said.pop("outlet_link")
        sources = [Source(outlet, on.text if on else "", link=link)] if outlet else []
        return said | {"roundtable": self.thing, "standing": Standing(said["standing"]), "sources": sources}

    def then(self) -> str:
        return self.desk.url("roundtables-one", self.thing)


FORMS = (AdoptAgenda, FollowUp)


def agenda_of(view: RoundtableView) -> list[Section]:
    """The agenda with the time at which each item begins; nothing where none is adopted."""
    if view.agenda is None:
        return []
    rows = [[each["begins"], each["text"], each["by"], each["minutes"]] for each in _timed(view)]
    columns = [_("Begins"), _("Item"), _("Whose time"), _("#Minutes")]
    return [{"title": _("Agenda"), "says": view.agenda.differs_because, "table": table(_("Agenda"), columns, rows)}]


def clock(desk: Desk, thing: str) -> HttpResponse:
    """The chair's page: the items with their times, large; with script it counts each one down."""
    view = roundtable_of(cycle=desk.cycle, roundtable=thing, actor=desk.actor)
    crumbs = [(_("Roundtables"), desk.url("roundtables")), (thing, desk.url("roundtables-one", thing))]
    title = _("Clock: %(name)s") % {"name": view.name}
    items = _timed(view) if view.agenda else []
    return page(desk, title=title, room="roundtables", crumbs=crumbs, template="staff/clock.html", items=items)


def _timed(view: RoundtableView) -> list[dict[str, Any]]:
    """The items, each with the time at which it begins where the roundtable takes place."""
    begins, timed = view.starts_at.astimezone(zone_of(view.zone)), []
    for item in view.agenda.items if view.agenda else ():
        said = {"text": item.text, "by": str(SPEAKERS[item.by]), "minutes": item.minutes}
        timed.append(said | {"begins": f"{begins:%H:%M}"})
        begins += timedelta(minutes=item.minutes)
    return timed
