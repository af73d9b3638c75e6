"""Horizontal bars with direct labels, as drawings for the chart part."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDE, NARROW = 640, 340
BAR, STEP, ABOVE = 22, 58, 22
ROOM_FOR_FIGURE = 150
SERIES = (1, 2, 3, 4, 5)

Bar = tuple[str, float, str]
"""Label, length (0 to 1 of the longest possible), and the figure written beside the bar."""


def drawings(bars: Sequence[Bar]) -> dict[str, SafeString]:
    """The drawing for a desk and the one for a telephone, as the chart part takes them."""
    return {"svg": _drawing(bars, WIDE), "svg_narrow": _drawing(bars, NARROW)}


def _drawing(bars: Sequence[Bar], width: int) -> SafeString:
    longest = max((length for _, length, _ in bars), default=0) or 1
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
