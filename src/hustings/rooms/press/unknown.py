"""Names near a fact that the reader does not know, and whom they may mean: suggestions for a person. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from hustings.core.reading import Entity
from hustings.core.reading.gazetteer import Mention
from hustings.core.reading.lexicon import MONTHS, NOT_A_FIRST_NAME, TITLES, WEEKDAYS

MOST_NAMES, MOST_GUESSES = 6, 2
ALIKE = 75.0
"""From this likeness on, of 100, a known name is suggested."""

LONGEST_INITIALS = 8
"""A longer run of capitals is a dateline or a headline, not a body's initials."""

_WORD = r"[A-Z][\w’'.&-]*"
_NAME = re.compile(rf"(?<!\w){_WORD}(?:[ \n](?:(?:of|and|for|the|de|van|von|del|la)[ \n])*{_WORD})*")
_SMALL = frozenset("of and for the de van von del la".split())


@dataclass(frozen=True, slots=True)
class Guess:
    """Somebody whom a name may mean."""

    key: str
    name: str
    likeness: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name as written, on one line, and whom it may mean, the likeliest first."""

    words: str
    guesses: tuple[Guess, ...]


def unknown_names(
    text: str, spans: Sequence[tuple[int, int]], known: Sequence[Mention], entities: Sequence[Entity]
) -> tuple[Unknown, ...]:
    """Capitalised names within `spans` of the text that are none of the `known` ones, in order, each once.

    A longer name around a body's is another body's (“Northern Conference of …”), and is listed.
    """
    found: dict[str, None] = {}
    for start, end in spans:
        for match in _NAME.finditer(text, start, end):
            words = _trimmed(match.group(), first=_opens(text, match.start()))
            place = match.start() + match.group().find(words)
            if words and not any(_is(one, place, place + len(words)) for one in known):
                found.setdefault(" ".join(words.split()))
    return tuple(Unknown(words, guesses(words, entities)) for words in list(found)[:MOST_NAMES])


def _is(known: Mention, start: int, end: int) -> bool:
    """Whether a name at this place is the one known there, or only that person's name with something around it."""
    span = known.span
    if known.entity.kind == "Person":
        return span.start < end and start < span.end
    return span.start <= start and end <= span.end


def guesses(words: str, entities: Sequence[Entity]) -> tuple[Guess, ...]:
    """Known people and bodies that are written much like these words, or whose initials they are."""
    choices = {(entity.id, alias): alias for entity in entities for alias in entity.aliases}
    scored = process.extract(
        words, choices, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=ALIKE, limit=12
    )
    best: dict[str, float] = {entity.id: 95.0 for entity in entities if _initials(entity.name) == words}
    for _alias, score, (key, _) in scored:
        best[key] = max(score, best.get(key, 0.0))
    names = {entity.id: entity.name for entity in entities}
    ranked = sorted(best.items(), key=lambda one: (-one[1], one[0]))[:MOST_GUESSES]
    return tuple(Guess(key, names[key], round(score)) for key, score in ranked)


def _trimmed(words: str, *, first: bool) -> str:
    """A name without titles, days and the word that only opens its sentence; empty if nothing is left."""
    parts = words.split()
    while parts and (_is_no_name(parts[0]) or parts[0] in _SMALL):
        parts = parts[1:]
    while parts and (_is_no_name(parts[-1]) or parts[-1] in _SMALL):
        parts = parts[:-1]
    shouted = words.isupper() and len(words) > LONGEST_INITIALS
    if not parts or shouted or (first and len(parts) == 1 and len(words.split()) == 1):
        return ""
    start = words.find(parts[0])
    return words[start : words.rfind(parts[-1]) + len(parts[-1])].removesuffix("'s").removesuffix("’s").rstrip(".,'’")


def _is_no_name(word: str) -> bool:
    plain = word.lower().rstrip(".,'’")
    return plain in TITLES or plain in NOT_A_FIRST_NAME or plain in MONTHS or plain in WEEKDAYS


def _opens(text: str, at: int) -> bool:
    """Whether a place opens a sentence, where any word has a capital."""
    left = text[max(0, at - 6) : at].rstrip(" \"“‘'(")
    return not left or left[-1] in ".!?\n:"


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())
