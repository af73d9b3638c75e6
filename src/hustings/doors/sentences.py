"""Sentences, days, times and numbers of the record in the reader's language, for every door."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.core.calendars import zone_of
from hustings.core.projections.words import render, shown
from hustings.core.values import Days, NotADay
from hustings.doors.parts.figures import in_words, money
from hustings.doors.retelling import listed, retold

WORDS = frozenset(
    {"answer", "audience", "finding", "kind", "moment", "outcome", "press", "result", "rule", "status", "step"}
)
"""Values of sentences that are words of the record, not somebody's own."""


def said(template: str, values: Mapping[str, Any]) -> str:
    """A sentence of the record in the reader's language, with its values filled in.

    `was` and `now` are words where a phase or a status is told, and stand as they are where they are anything else.
    """
    told = {name: retold(value) if _is_word(name, value) else value for name, value in values.items()}
    return render(_(template), told, _shown) if template else ""


def _is_word(name: str, value: Any) -> bool:
    return isinstance(value, str) and (name in WORDS or (name in ("was", "now") and value.isalpha()))


def _shown(value: Any, kind: str) -> str:
    """A value in the reader's language: days and times as people write them there."""
    match kind, value:
        case (("day" | "time"), str()):
            return time_in(value, "UTC") if "T" in value else day_words(value)
        case "number", int():
            return plain(value)
        case "money", int():
            return money(value)
        case (("list" | "lines"), list() | tuple()):
            return (", " if kind == "list" else " ").join(listed(shown(item)) for item in value)
        case "counts", dict():
            return ", ".join(f"{retold(name)} {plain(value[name])}" for name in sorted(value))
        case _, bool():
            return plain(value)
        case _:
            return shown(value, kind)


def day_of(text: str) -> date | str:
    """A day as a date; a month, year or interval in words; any other text as it stands."""
    try:
        days = Days.parse(text)
    except NotADay:
        return text
    if "/" in text:
        return _("%(first)s to %(last)s") % dict(zip(("first", "last"), map(_plain_day, text.split("/")), strict=True))
    return days.first if len(text) == len("2031-04-01") else _plain_day(text)


def day_words(text: str) -> str:
    """A day, month, year or interval in words, inside a sentence."""
    found = day_of(text)
    return _plain_day(text) if isinstance(found, date) else found


def _plain_day(text: str) -> str:
    first = Days.parse(text).first
    if len(text) == len("2031-04-01"):
        return in_words(first)
    month = pgettext("month and year, a format of Django's date filter", "F Y")
    return formats.date_format(first, month) if len(text) == len("2031-04") else text


def time_of(text: str) -> datetime | str:
    """A time of the record as a moment; any other text as it stands."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def time_in(text: str, zone: str) -> str:
    """A time of the record on the clocks of a place, with the name of its zone; empty where there is none."""
    moment = time_of(text) if text else ""
    if not isinstance(moment, datetime):
        return moment
    here = moment.astimezone(zone_of(zone)) if zone else moment
    clock = formats.date_format(here, pgettext("time of day with zone, a format of Django's date filter", "H:i T"))
    return f"{in_words(here)}, {clock}"


def colon(name: str, told: str) -> str:
    """A name and what is said of it, with the sign that the language puts between them."""
    return pgettext("a name and what is said of it", "%(name)s: %(told)s") % {"name": name, "told": told}


def plain(value: Any) -> str:
    """Any value of the record as text."""
    match value:
        case None | "" | [] | {}:
            return _("empty")
        case bool():
            return _("yes") if value else _("no")
        case int():
            return formats.number_format(value, use_l10n=True, force_grouping=True)
        case Mapping():
            return ", ".join(colon(str(key), plain(item)) for key, item in value.items())
        case list() | tuple():
            return ", ".join(plain(item) for item in value)
        case _:
            return str(value)
