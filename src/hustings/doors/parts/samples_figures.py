"""Invented tables, charts and polls for the style guide."""

from datetime import date
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hustings.doors.parts.samples import COPY, GAZETTE

MATRIX: dict[str, Any] = {
    "caption": "What every candidate was offered",
    "columns": [
        {"label": "Ada Marlow", "url": "#"},
        {"label": "Ben Okafor", "url": "#"},
        {"label": "Clara Voss", "url": "#"},
    ],
    "rows": [
        {"label": "Offered on", "cells": [date(2031, 1, 15)] * 3},
        {"label": "Same text", "cells": [{"status": "same", "url": "#", "text": "INV-7K3F"}] * 3},
        {"label": "Deadline", "cells": [date(2031, 2, 15), date(2031, 2, 15), date(2031, 3, 1)], "differs": True},
        {
            "label": "Reply",
            "cells": [
                {"status": "accepted", "text": date(2031, 1, 20)},
                {"status": "declined", "text": date(2031, 2, 3)},
                {"status": "accepted", "text": date(2031, 2, 27)},
            ],
        },
        {"label": "Minutes of the meeting", "note": "as offered", "cells": [60, 60, 60]},
        {
            "label": "Private meetings",
            "cells": [{"text": 1, "note": "before the roundtable", "source": GAZETTE}, 0, 0],
            "differs": True,
        },
    ],
    "differences": [
        {
            "says": "Clara Voss had until 1 March 2031 to answer, the others until 15 February 2031.",
            "reason": "declared her candidacy three weeks after the call.",
            "url": "#",
        },
        {"says": "The president met Ada Marlow alone on 12 January 2031.", "reason": ""},
    ],
    "csv_url": "#treatment.csv",
    "note": "Candidates stand in alphabetical order, as the rulebook says.",
}

ROLL_CALL: dict[str, Any] = {
    "caption": "Straw polls by region",
    "columns": [
        {"label": "Region"},
        {"label": "Locals", "figures": True},
        {"label": "Votes", "unit": "valid", "figures": True},
        {"label": "Ada Marlow", "unit": "%", "figures": True},
        {"label": "Clara Voss", "unit": "%", "figures": True},
        {"label": "No endorsement", "unit": "%", "figures": True},
    ],
    "rows": [
        ["Coast", 61, 12480, "44.3", "38.1", "17.6"],
        ["Lakes", 88, 20917, "36.2", "45.0", "18.8"],
        ["Plains", 41, 3310, "51.7", "30.9", "17.4"],
        [
            "Islands",
            4,
            {"status": "withheld", "note": "fewer than 30 votes"},
            "–",
            "–",
            "–",
        ],
    ],
    "foot": ["All regions", 194, 36707, "40.3", "41.3", "18.4"],
    "source": GAZETTE,
    "csv_url": "#straw.csv",
    "note": "Regions do not add up to all regions: one region is withheld.",
}
TWO_COLUMNS: dict[str, Any] = {
    "caption": "The gift and its limit",
    "columns": [{"label": "Item"}, {"label": "Amount", "unit": "dollars", "figures": True}],
    "rows": [["Given before", 0], ["This gift", 45000], ["Limit per year", 123900]],
}

OPTIONS = (("Ada Marlow", 40.3, 1), ("Clara Voss", 41.3, 2), ("No endorsement", 18.4, 4))


def _bars(width: int, label: int) -> SafeString:
    """Bars with direct labels; on a narrow drawing (`label` 0) the label stands above its bar."""
    top, step = (0, 48) if label else (20, 64)
    scale = (width - label - 70) / 50
    groups = format_html_join(
        "",
        '<g class="series-{}"><rect x="{}" y="{}" width="{}" height="28"/>'
        '<text x="0" y="{}">{}</text><text x="{}" y="{}">{} %</text></g>',
        (
            (
                series,
                label,
                y,
                round(share * scale),
                y + 20 if label else y - 6,
                name,
                round(label + share * scale + 8),
                y + 20,
                share,
            )
            for y, (name, share, series) in zip(range(top, 300, step), OPTIONS, strict=False)
        ),
    )
    height = top + step * len(OPTIONS)
    return format_html(
        '<svg viewBox="0 0 {0} {1}" width="{0}" height="{1}" font-size="15">{2}</svg>', width, height, groups
    )


CHART: dict[str, Any] = {
    "title": "Straw polls of 194 locals",
    "says": "Of 36,707 valid votes, 41.3 % were for Clara Voss, 40.3 % for Ada Marlow and 18.4 % for no endorsement.",
    "svg": _bars(640, 130),
    "svg_narrow": _bars(340, 0),
    "table": {
        "caption": "Votes by option",
        "columns": [{"label": "Option"}, {"label": "Votes", "figures": True}],
        "rows": [["Ada Marlow", 14793], ["Clara Voss", 15160], ["No endorsement", 6754]],
        "csv_url": "#votes.csv",
    },
    "method": "Counted by two tellers in each local. Who came to the hall chose to come.",
}
POLLS: list[dict[str, Any]] = [
    {
        "title": "Straw polls in the halls",
        "method": "Ballots on paper, two tellers a local.",
        "days": "9 April to 3 July 2031",
        "n": 36707,
        "lines": [{"label": "Clara Voss", "text": "41.3 %"}, {"label": "Ada Marlow", "text": "40.3 %"}],
        "can": "what those say who come to a meeting.",
        "cannot": "what all members think.",
        "sources": [GAZETTE],
    },
    {
        "title": "Electronic poll",
        "method": "Secret ballot of every member on the roll.",
        "days": "24 July to 15 September 2031",
        "n": 182044,
        "lines": [{"label": "Clara Voss", "text": "47.0 %"}, {"label": "Ada Marlow", "text": "33.2 %"}],
        "can": "what those chose who took part, exactly.",
        "cannot": "why the others stayed away.",
    },
    {
        "title": "Telephone poll",
        "method": "A sample drawn by an outside house.",
        "days": "9 to 15 September 2031",
        "lines": [{"label": "Clara Voss", "text": "46 %"}, {"label": "Ada Marlow", "text": "35 %"}],
        "can": "what members think, within a margin.",
        "cannot": "the margin itself: the number of answers was not published.",
        "sources": [COPY],
    },
]
EXPLANATIONS: list[dict[str, Any]] = [
    {
        "says": "37 of 59 votes cast = 62.7 %, needs at least 60 %:",
        "result": "passes",
        "rule": "Rulebook, section 4: three fifths of the votes cast; abstentions do not count.",
        "rule_url": "#rule",
        "percent": 62.71,
        "needs": 60,
    },
    {
        "says": "14 of 21 votes = 66.7 %, needs more than two thirds (66.7 %):",
        "result": "fails",
        "percent": 66.67,
        "needs": 66.67,
    },
]
