"""Whether a text is one that the reader can read."""

import re
import unicodedata

from hustings.rooms.press.intake.findings import Finding

_SMALL = frozenset("the and of to a in that is for on with said was as by at it from he she his her be has".split())
_WORD = re.compile(r"[^\W\d_]+")
LOOKED_AT = 20_000
FEW = 60
"""Words below which nothing is said about the language."""


def about_language(text: str) -> tuple[Finding, ...]:
    """A finding if the text runs from right to left, or has few of the small words of English."""
    head = text[:LOOKED_AT]
    letters = [unicodedata.bidirectional(char) for char in head if char.isalpha()]
    if letters and sum(kind in ("R", "AL") for kind in letters) > len(letters) // 3:
        return (Finding("text-right-to-left"),)
    words = [word.lower() for word in _WORD.findall(head)]
    if len(words) >= FEW and sum(word in _SMALL for word in words) * 8 < len(words):
        return (Finding("text-little-english"),)
    return ()
