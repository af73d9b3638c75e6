"""What is marked in an article under review: the fact's sentence, who, what gave it away, when and how much. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hustings.core.reading.gazetteer import Gazetteer, Mention, find_mentions
from hustings.core.reading.spans import Span

AROUND = 2_400
"""How many letters of the article are shown before and after a fact; the whole text is a page of its own."""

KINDS = ("who", "trigger", "when", "sum", "known")
"""Which mark wins where two overlap, the first before the later."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, in code points. `label` says in one word what it is (a participant's role)."""

    start: int
    end: int
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that has one mark, or none. `told`: it lies in the words that tell the fact."""

    text: str
    kind: str
    label: str
    told: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Pieces in the order of the text; `before` and `after`: how many letters of the article are not shown."""

    pieces: tuple[Piece, ...]
    before: int
    after: int


def marks_of(found: Mapping[str, Any]) -> tuple[Mark, ...]:
    """The marks of one finding: participants by role, trigger, date, sum or count."""
    marks = [
        Mark(span["start"], span["end"], "who", str(one["role"]))
        for one in found["participants"]
        if (span := one.get("span"))
    ]
    for key, kind in (("trigger", "trigger"), ("time", "when"), ("amount", "sum"), ("count", "sum")):
        value = found.get(key)
        span = value.get("span", value) if value else None
        if span and span["end"] > span["start"]:
            marks.append(Mark(span["start"], span["end"], kind))
    return tuple(marks)


def told_in(found: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    """The stretches that are the evidence of a finding."""
    return tuple((span["start"], span["end"]) for span in found["evidence"])


def known_names(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The names that the reader knows in a part of a text, with their places in the whole."""
    found = find_mentions(text[start:end], gazetteer.active(""))
    return tuple(
        Mention(one.entity, Span(start + one.span.start, start + one.span.end, one.span.text)) for one in found
    )


def window(text: str, start: int, end: int, *, around: int = AROUND) -> tuple[int, int]:
    """The part of a text that is shown around a place, cut between words."""
    first, last = max(0, start - around), min(len(text), end + around)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return first, last


def excerpt(text: str, marks: Sequence[Mark], told: Sequence[tuple[int, int]], shown: tuple[int, int]) -> Excerpt:
    """A part of a text cut at every mark. Its pieces, joined, are that part, letter for letter."""
    first, last = shown
    kept = _disjoint(mark for mark in marks if first <= mark.start < mark.end <= last)
    edges = {first, last, *(edge for mark in kept for edge in (mark.start, mark.end))}
    edges |= {edge for span in told for edge in span if first < edge < last}
    cuts = sorted(edges)
    starts = {mark.start: mark for mark in kept}
    pieces: list[Piece] = []
    mark: Mark | None = None
    for start, end in pairwise(cuts):
        mark = starts.get(start, mark if mark and mark.end > start else None)
        kind, label = (mark.kind, mark.label) if mark else ("", "")
        inside = any(a <= start and end <= b for a, b in told)
        pieces.append(Piece(text[start:end], kind, label, inside))
    return Excerpt(tuple(pieces), before=first, after=len(text) - last)


def _disjoint(marks: Iterable[Mark]) -> list[Mark]:
    """Marks that do not overlap: what the fact names wins over what is only known."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (KINDS.index(one.kind), one.start, -one.end)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda one: one.start)
