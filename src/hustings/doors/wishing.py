"""What a campaign says of the slots it is offered: one choice for each, the same form for campaigns and the desk."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.core.calendars import zone_of
from hustings.core.slots import Wish
from hustings.rooms.roundtables.planning import SlotView

NEVER = "never"


def slot_words(slot: SlotView) -> str:
    """A slot in words: its number, day, time and room."""
    here = slot.starts_at.astimezone(zone_of(slot.zone))
    day = date_format(here.date(), pgettext("day in full, a format of Django's date filter", "j F Y"))
    said = {"number": slot.number, "day": day, "clock": f"{here:%H:%M %Z}", "room": slot.room}
    return _("Slot %(number)s: %(day)s, %(clock)s, %(room)s") % said


def wish_fields(slots: Sequence[SlotView], wish: Wish | None = None) -> dict[str, forms.ChoiceField]:
    """A field for each slot: a place in the order, impossible, or neither."""
    places = [(str(place), _("choice %(place)s") % {"place": place}) for place in range(1, len(slots) + 1)]
    choices = [("", _("possible")), *places, (NEVER, _("impossible"))]
    fields = {}
    for slot in slots:
        first = "" if wish is None or slot.number not in wish.ranked else str(wish.ranked.index(slot.number) + 1)
        initial = NEVER if wish is not None and slot.number in wish.impossible else first
        field = forms.ChoiceField(label=slot_words(slot), choices=choices, required=False, initial=initial)
        fields[f"slot_{slot.number}"] = field
    return fields


def wish_said(said: Mapping[str, Any]) -> dict[str, list[int]]:
    """What was chosen, as `ranked` and `impossible`. Raises: ValidationError, where two slots have one place."""
    chosen = {int(name.removeprefix("slot_")): told for name, told in said.items() if name.startswith("slot_")}
    places = {slot: int(told) for slot, told in chosen.items() if told not in ("", NEVER)}
    if len(set(places.values())) < len(places):
        raise ValidationError(_("Two slots have the same place. Give each place once."))
    ranked = sorted(places, key=lambda slot: places[slot])
    return {"ranked": ranked, "impossible": [slot for slot, told in chosen.items() if told == NEVER]}


def numbered(slots: Iterable[int]) -> str:
    """Numbers of slots in a row."""
    return ", ".join(str(slot) for slot in sorted(slots))
