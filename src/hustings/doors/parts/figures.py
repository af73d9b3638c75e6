"""How days, times, numbers, shares and money are written on pages.

Days in full, times with their zone, numbers with separators, money in dollars from whole cents.
"""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

NARROW = "\u202f"
"""Narrow space that does not break: between a number and its sign."""


def day(value: date | str | None) -> SafeString | str:
    """A day in full inside `<time>`; text passes unchanged; a time shows its day where the reader is."""
    if value is None or isinstance(value, str):
        return value or ""
    here = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', here.isoformat(), in_words(here))


def moment(value: datetime | date | str | None) -> SafeString | str:
    """A time with day and zone inside `<time>`; a day or text as `day` writes it."""
    if not isinstance(value, datetime):
        return day(value)
    here = timezone.localtime(value)
    clock = formats.date_format(here, pgettext("time of day with zone, a format of Django's date filter", "H:i T"))
    return format_html('<time datetime="{}">{}, {}</time>', here.isoformat(), in_words(here.date()), clock)


def figure(value: Any) -> str:
    """A number with separators; anything else unchanged."""
    if isinstance(value, bool) or not isinstance(value, int):
        return str(value)
    return formats.number_format(value, use_l10n=True, force_grouping=True).replace("-", "\u2212")


def percent(share: Fraction | float, places: int = 1) -> str:
    """A share in [0, 1] as a percentage, rounded half up."""
    scale = 10**places
    tenths = int(Fraction(share) * 100 * scale + Fraction(1, 2))
    return formats.number_format(Fraction(tenths, scale).__float__(), places, use_l10n=True) + NARROW + "%"


def money(cents: int) -> str:
    """Whole cents as dollars; the cents only where there are any."""
    sign = "\u2212" if cents < 0 else ""
    dollars, rest = divmod(abs(cents), 100)
    whole = formats.number_format(dollars, use_l10n=True, force_grouping=True)
    point = formats.get_format("DECIMAL_SEPARATOR", use_l10n=True)
    told = f"{whole}{point}{rest:02d}" if rest else whole
    return sign + pgettext("a sum of dollars", "$%(sum)s") % {"sum": told}


def digest(hexadecimal: str, length: int = 12) -> str:
    """The beginning of a digest, in groups of four, as one reads it aloud."""
    head = hexadecimal[:length]
    return NARROW.join(head[i : i + 4] for i in range(0, len(head), 4))


def written(value: Any) -> Any:
    """A cell's text: days in full, numbers with separators, all else as it is."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    return value if isinstance(value, str) else figure(value)


def in_words(value: date) -> str:
    """A day in full; some languages have a word of their own for the first of a month."""
    layout = pgettext("day in full, a format of Django's date filter", "j F Y")
    if value.day == 1:
        layout = pgettext("first day of a month in full, a format of Django's date filter", "j F Y")
    return formats.date_format(value, layout)
