"""Finding a place again in a text that has changed: by its exact words, and by the words before and behind it.

The idea is the TextQuoteSelector of the W3C Web Annotation Data Model (2017). What cannot be found again for sure is
lost, never guessed: a fact must not be shown beside words that do not tell it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hustings.core.reading.spans import Span

AROUND = 48
"""How many characters before and behind a place are remembered."""

ENOUGH = 12
"""Context in common, in characters, that places words which alone would be too few to be sure of."""

LONG = 24
"""Words of so many characters are sure by themselves, if they stand in the text once."""

MOST = 500
"""Occurrences looked at; words that stand there more often are found by their context or not at all."""

NEAR = 10_000
"""Characters before and behind the expected place that are looked at first."""

# One sign for each of those that printers, editors and browsers swap, so that offsets stay as they are.
_ALIKE = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‘’‚‛′ʼ`", "'")
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("\t\n\r\v\f\u00a0\u2002\u2003\u2009\u200a\u202f", " ")
)


@dataclass(frozen=True, slots=True)
class Selector:
    """A place by its words: `exact`, what stands before it, and what stands behind it."""

    exact: str
    prefix: str
    suffix: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Selector":
        """The selector of `text[start:end]`."""
        return cls(text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])

    def as_json(self) -> dict[str, str]:
        """As a W3C TextQuoteSelector."""
        return {"type": "TextQuoteSelector", "exact": self.exact, "prefix": self.prefix, "suffix": self.suffix}


class Again:
    """A text in which places are looked for again. Quotation marks, dashes and white space may have been reset."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = text.translate(_ALIKE)

    def find(self, wanted: Selector, *, near: int = 0) -> Span | None:
        """Where the words stand now, or None if they are lost.

        Of several occurrences the one whose surroundings agree most wins; among equals, the one nearest to `near`. Few
        words are found only where something around them still agrees.
        """
        if not wanted.exact.strip():
            return None
        exact, prefix, suffix = (part.translate(_ALIKE) for part in (wanted.exact, wanted.prefix, wanted.suffix))
        most = _in_common(prefix.split(), prefix.split()) + _in_common(suffix.split(), suffix.split())
        around = list(self._printed(exact, max(0, near - NEAR), near + NEAR))
        best, agreed = self._best(around, prefix, suffix, near)
        if best is None or agreed < most:  # the nearest of those that agree wholly cannot be bettered elsewhere
            around = list(self._printed(exact, 0, len(self._folded))) or self._spaced(exact)
            best, agreed = self._best(around, prefix, suffix, near)
        alone = len(around) == 1 and len(wanted.exact) >= LONG
        if best is None or (not alone and agreed < min(ENOUGH, len(prefix.strip()) + len(suffix.strip()))):
            return None
        return Span(best[0], best[1], self.text[best[0] : best[1]])

    def _best(
        self, places: list[tuple[int, int]], prefix: str, suffix: str, near: int
    ) -> tuple[tuple[int, int] | None, int]:
        """The place whose surroundings agree most, and how much."""
        agreed = {place: self._agreed(place, prefix, suffix) for place in places}
        best = min(places, key=lambda place: (-agreed[place], abs(place[0] - near)), default=None)
        return best, agreed[best] if best else 0

    def _printed(self, exact: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Every occurrence as it is printed."""
        at = self._folded.find(exact, start, end)
        for _number in range(MOST):
            if at < 0:
                return
            yield at, at + len(exact)
            at = self._folded.find(exact, at + 1, end)

    def _spaced(self, exact: str) -> list[tuple[int, int]]:
        """Every occurrence with other white space between the words."""
        pattern = re.compile(r" +".join(re.escape(word) for word in exact.split(" ") if word))
        return [match.span() for match, _ in zip(pattern.finditer(self._folded), range(MOST), strict=False)]

    def _agreed(self, place: tuple[int, int], prefix: str, suffix: str) -> int:
        start, end = place
        before = self._folded[max(0, start - 2 * AROUND) : start]
        behind = self._folded[end : end + 2 * AROUND]
        return _in_common(before.split()[::-1], prefix.split()[::-1]) + _in_common(behind.split(), suffix.split())


def _in_common(these: list[str], those: list[str]) -> int:
    """Characters of the words that agree, from the place outwards; the outermost may be cut."""
    total = 0
    for this, that in zip(these, those, strict=False):
        if this != that:
            break
        total += len(this) + 1
    return total
