"""A place in a text: half-open offsets in code points, with the words that stand there."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`source[start:end] == text`, offsets in code points of the text as decoded, nothing stripped."""

    start: int
    end: int
    text: str

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def as_json(self) -> dict[str, object]:
        """Start, end and text, ready for JSON."""
        return {"start": self.start, "end": self.end, "text": self.text}


class Line:
    """Sorted, disjoint spans, asked many times which of them touch another span."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self._starts = [span.start for span in spans]

    def index(self, at: int) -> int:
        """The last span that starts at or before an offset, or 0."""
        return max(0, bisect_right(self._starts, at) - 1)

    def touching(self, outer: Span) -> Iterator[int]:
        """Indices of the spans that overlap another span."""
        index = self.index(outer.start)
        while index < len(self.spans) and self.spans[index].start < outer.end:
            if self.spans[index].end > outer.start:
                yield index
            index += 1


def cut(source: str, start: int, end: int) -> Span:
    """The span from `start` to `end`, white space at both ends left out."""
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return Span(start, end, source[start:end])
