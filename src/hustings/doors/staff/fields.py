"""Fields for what actions take: days, moments, lists, money, fractions, sources."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.errors import Refusal
from hustings.core.values import Days, Kind, Source
from hustings.doors.private import told
from hustings.doors.sentences import day_of
from hustings.doors.staff.acting import ActionForm

ZONES = (
    ("America/New_York", gettext_lazy("Eastern time (New York)")),
    ("America/Chicago", gettext_lazy("Central time (Chicago)")),
    ("America/Denver", gettext_lazy("Mountain time (Denver)")),
    ("America/Phoenix", gettext_lazy("Arizona (Phoenix)")),
    ("America/Los_Angeles", gettext_lazy("Pacific time (Los Angeles)")),
    ("America/Anchorage", gettext_lazy("Alaska (Anchorage)")),
    ("Pacific/Honolulu", gettext_lazy("Hawaii (Honolulu)")),
    ("America/Puerto_Rico", gettext_lazy("Atlantic time (Puerto Rico)")),
    ("UTC", gettext_lazy("Coordinated universal time (UTC)")),
)

DAYS = gettext_lazy("A day as 2031-04-01, a month as 2031-04, or two of these joined by a slash.")

_MONEY = re.compile(r"\$?([0-9]{1,3}(?:,?[0-9]{3})*)(?:\.([0-9]{2}))?", re.ASCII)
_SHARE = re.compile(r"([0-9]+)(?:/([1-9][0-9]*)|(?:\.([0-9]+))? ?%)", re.ASCII)


def day_field(**kwargs: Any) -> forms.DateField:
    """One day, with the browser's own calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def time_field(**kwargs: Any) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs)


def zone_field(**kwargs: Any) -> forms.ChoiceField:
    """A time zone, by its people's name."""
    return forms.ChoiceField(label=gettext_lazy("Time zone"), choices=ZONES, **kwargs)


def text_field(**kwargs: Any) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), **kwargs)


def choice_field(words: dict[Any, Any], *, radio: bool = False, **kwargs: Any) -> forms.ChoiceField:
    """One of several, by words; radio buttons where all should be seen."""
    choices = [(str(value), label) for value, label in words.items()]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect if radio else forms.Select, **kwargs)


def day_shown(text: str) -> date | str:
    """A day as a day; a month, a year or an interval in words; a dash for nothing."""
    return day_of(text) or "–"


def moment_of(on: date, clock: time, zone: str) -> datetime:
    """A day and a time where a zone's clock shows them."""
    return datetime.combine(on, clock, ZoneInfo(zone))


def refusing(make: Callable[[], Any]) -> Any:
    """What `make` gives; a refusal becomes an error of the field, with its advice."""
    try:
        return make()
    except Refusal as refusal:
        words = told(refusal)
        raise ValidationError(f"{words['says']} {words['todo']}", code=refusal.code) from refusal


class DaysField(forms.CharField):
    """A day, a month, a year, or two of these joined by a slash."""

    def __init__(self, **kwargs: Any) -> None:
        said: dict[str, Any] = {"help_text": DAYS, "max_length": 21}
        super().__init__(**(said | kwargs))

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return refusing(lambda: Days.parse(text)) if text else None


class LinesField(forms.CharField):
    """One thing a line, as a tuple."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"widget": forms.Textarea(attrs={"rows": 4})} | kwargs))

    def clean(self, value: Any) -> Any:
        return tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())


class PairsField(LinesField):
    """A name and what stands against it a line, parted by the last colon, as a tuple of pairs."""

    def clean(self, value: Any) -> Any:
        pairs = [tuple(part.strip() for part in line.rpartition(":")[::2]) for line in super().clean(value)]
        for name, said in pairs:
            if not name or not said:
                raise ValidationError(_("Write one pair a line, with a colon between: Name: 44.3"))
        return tuple(pairs)


class MoneyField(forms.CharField):
    """Dollars and cents as whole cents."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        match = _MONEY.fullmatch(text)
        if text and not match:
            raise ValidationError(_("Write a sum of dollars, such as 45,000 or 45,000.01."))
        return int(match[1].replace(",", "")) * 100 + int(match[2] or 0) if match else None


class ShareField(forms.CharField):
    """A share as an exact fraction: 3/5 or 60 %."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        match = _SHARE.fullmatch(text)
        if text and not match:
            raise ValidationError(_("Write a fraction such as 3/5, or a percentage such as 60 %."))
        if not match:
            return None
        if match[2]:
            return Fraction(int(match[1]), int(match[2]))
        return Fraction(f"{match[1]}.{match[3] or 0}") / 100


class Sourced(ActionForm):
    """A form whose action takes sources: asked for where a cycle is retold, and where they are always wanted."""

    always_sourced = False

    outlet = forms.CharField(label=gettext_lazy("Source"), max_length=120, help_text=gettext_lazy("Who published it."))
    outlet_on = DaysField(label=gettext_lazy("Published on"))
    outlet_link = forms.URLField(label=gettext_lazy("Address of the source"), required=False, assume_scheme="https")

    def prepare(self) -> None:
        wanted = self.desk.view is not None and self.desk.view.kind is Kind.REPORTED
        if not (wanted or self.always_sourced):
            for name in ("outlet", "outlet_on", "outlet_link"):
                del self.fields[name]
        else:
            self.order_fields([name for name in self.fields if not name.startswith("outlet")])

    def arguments(self) -> dict[str, Any]:
        said = {name: value for name, value in self.cleaned_data.items() if not name.startswith("outlet")}
        if "outlet" in self.cleaned_data:
            given = self.cleaned_data
            source = Source(given["outlet"], given["outlet_on"].text, link=given["outlet_link"])
            said["sources"] = (source,)
        return said
