"""Horizontal bars with direct labels, as drawings for the chart part."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hustings.doors.public import saying

WIDE, NARROW = 640, 340
BAR, STEP, ABOVE = 22, 58, 22
ROOM_FOR_FIGURE = 150
SERIES = (1, 2, 3, 4, 5)

Bar = tuple[str, float, str]
"""Label, length (0 to 1 of the longest possible), and the figure written beside the bar."""


def drawings(bars: Sequence[Bar]) -> dict[str, SafeString]:
    """The drawing for a desk and the one for a telephone, as the chart part takes them."""
    return {"svg": _drawing(bars, WIDE), "svg_narrow": _drawing(bars, NARROW)}


def votes_chart(title: str, says: str, counted: Sequence[tuple[str, int]], csv_url: str) -> dict[str, Any]:
    """Votes as bars, with their table: options in the order given, each with its number and its share."""
    whole = sum(count for _option, count in counted)
    shares = [(option, count / whole if whole else 0.0, count) for option, count in counted]
    bars = [(option, share, f"{saying.plain(n)} · {saying.percent_of(n, whole)}") for option, share, n in shares]
    return {
        "title": title,
        "says": says,
        "table": {
            "caption": _("Votes by option"),
            "columns": [
                {"label": _("Option")},
                {"label": _("Votes"), "figures": True},
                {"label": _("Share"), "figures": True},
            ],
            "rows": [[option, count, saying.percent_of(count, whole)] for option, count in counted],
            "foot": [_("All"), whole, ""],
            "csv_url": csv_url,
        },
    } | drawings(bars)


def _drawing(bars: Sequence[Bar], width: int) -> SafeString:
    longest = max((length for _label, length, _figure in bars), default=0) or 1
    room = width - ROOM_FOR_FIGURE
    groups = format_html_join(
        "",
        '<g class="series-{}"><text x="0" y="{}">{}</text><rect x="0" y="{}" width="{}" height="{}"/>'
        '<text x="{}" y="{}">{}</text></g>',
        (
            _bar(number, label, round(room * length / longest), figure)
            for number, (label, length, figure) in enumerate(bars)
        ),
    )
    height = STEP * len(bars)
    return format_html(
        '<svg viewBox="0 0 {0} {1}" width="{0}" height="{1}" font-size="15">{2}</svg>', width, height, groups
    )


def _bar(number: int, label: str, length: int, figure: str) -> tuple[object, ...]:
    top = number * STEP
    series = SERIES[number % len(SERIES)]
    beside = (length + 8, top + ABOVE + BAR - 6, figure)
    return (series, top + ABOVE - 6, label, top + ABOVE, max(length, 2), BAR, *beside)
