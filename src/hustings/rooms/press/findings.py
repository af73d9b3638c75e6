"""What the reader found in an article, as rows that wait for a person."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hustings.core.reading import Published, Reading, read
from hustings.rooms.press.intake.pages import head_of
from hustings.rooms.press.models import Article, Fact
from hustings.rooms.press.parser import with_opinion
from hustings.rooms.press.queries import gazetteer_of

MOST_WORDS = 25
"""Of a quotation on a public page."""


def reading_of(*, cycle: str, text: str, published: str) -> Reading:
    """Read a text with the names of a cycle; of a giant only its head.

    `published` is a day, a month, a year or an interval, or empty.

    Raises: EmptyText, TextTooLong, BadPublicationDate.
    """
    day = Published.parse(published) if published else None
    head = head_of(text)
    reading = with_opinion(head, read(head, gazetteer=gazetteer_of(cycle=cycle), published=day))
    if head == text:
        return reading
    return replace(reading, sha256=hashlib.sha256(text.encode()).hexdigest(), n_characters=len(text))


def findings(reading: Reading) -> list[dict[str, Any]]:
    """Every fact as plain values, with the words that were said where it restates some (`words`, spans)."""
    whole: Any = reading.as_json()
    spoken: dict[str, list[Any]] = {}
    for quote in whole["quotes"]:
        spoken.setdefault(quote["id"], []).append(quote["fragment"])
    return [
        one | {"words": [span for name in one["quotes"] for span in spoken.get(name, [])]} for one in whole["facts"]
    ]


def rows_of(article: Article, found: Sequence[Mapping[str, Any]], *, n_before: int = 0) -> list[Fact]:
    """Facts that wait, numbered on from those that the article has. Those about crime, health or sex are kept back."""
    return [
        Fact(
            article=article,
            code=f"FACT-{number}",
            type=one["type"],
            tier=one["tier"],
            start=min(span["start"] for span in one["evidence"]),
            end=max(span["end"] for span in one["evidence"]),
            found=dict(one),
            state="kept back" if one["withhold"] else "waiting",
            version=article.version,
        )
        for number, one in enumerate(found, start=n_before + 1)
    ]
