"""Headcounts whose noun is left out: "A has 44,000 members. B has 9,800", "A has 7,300 members, B 5,400"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hustings.core.reading.count_rules import ABOUT, UNIT
from hustings.core.reading.late import Late
from hustings.core.reading.references import Reference
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.subjects import subject

_END = (
    r"(?=[.,;:)]|$| (?:—|–|--)(?= )| (?:in|across|at|throughout|around|statewide|nationwide|nationally|worldwide|here|"
    r"there|but|while|today|now|more|since|after|on its (?:rolls|books))\b| (?:in |since )?<D>| and (?!<K>|\d))"
)
_HAS = rule(
    r"(?<![\w'-])(?:(?:has|have|had|is|are|was|were|been|still|now|also|itself|says? <O>) ){0,4}"
    r"(?:has|have|had|counts?|counted|claims?|represents?|numbers?|numbered|boasts?|speaks? for|lists?|report(?:s|ed)?|"
    r"(?:down|up|grown|grew|rose|risen|fell|fallen|shrank|shrunk|dropped|climbed|swelled|dwindled) to|"
    r"(?:stands?|stood) at) "
    rf"{ABOUT}(?P<count><K>){_END}"
)
_BESIDE = rule(
    rf"(?:[,;] (?:and )?| and | while | against | to | outnumbers? | than | with )(?P<subj><O>)(?:'s?)?,? "
    rf"(?:at |for |with )?{ABOUT}(?P<count><K>){_END}|"
    rf"(?:compared (?:with|to)|against|versus) {ABOUT}(?P<count2><K>) (?:for|in|at) (?P<subj2><O>)"
)
_PLACES = Late(r"\b(?:in|across|at|from|over|of|on|by)(?: (?:its|the|all|some|about|nearly|almost|more than))* $")
_OF_MEMBERS = Late(rf" (?:[\w'-]+ ){{0,2}}?{UNIT}\b")
_LISTED = Late("\ue003(?:'s)?,? and $")
_THE_SMALLEST = rule(
    r"(?:; |, |and )the (?:[a-z-]+ ){0,2}[a-z-]+, (?P<who><O>),? $"
)  # "the smallest, the A, has 4,200"
_YEAR = Late(r"(?:19|20)\d\d")
_NEAR = 2  # sentences


@dataclass(frozen=True, slots=True)
class Gap:
    """A number without its noun: whose it is, where it stands, and the words that tell it."""

    who: Item
    count: tuple[int, int]
    told: tuple[int, int]


class Carried:
    """Remembers, along a text, whether the last number that counted anything counted members."""

    def __init__(self) -> None:
        self._paragraph = -1
        self._number = -1

    def is_open(self, shadow: Shadow) -> bool:
        """Whether the sentences before, in one paragraph, told of a body's members last."""
        return shadow.paragraph == self._paragraph and 0 < shadow.number - self._number <= _NEAR

    def note(self, shadow: Shadow, counted: set[int]) -> None:
        """What a sentence leaves behind: `counted` are the places of its headcounts in the source."""
        last = _last(shadow, len(shadow.text))
        if last is None:
            return
        told = shadow.items[last].span.start in counted
        self._paragraph, self._number = (shadow.paragraph, shadow.number) if told else (-1, -1)


def _last(shadow: Shadow, before: int) -> int | None:
    """Where the last number stands that counts something, other than places ("in 210 shops")."""
    counts = (at for at, item in shadow.items.items() if at < before and item.kind == "K")
    return max((at for at in counts if not _PLACES.search(shadow.text, max(0, at - 30), at)), default=None)


def _follows(shadow: Shadow, at: int, counted: set[int], opened: bool) -> bool:
    """Whether the number at `at` counts what the number before it counted: members."""
    last = _last(shadow, at)
    if last is None:
        return opened
    return shadow.items[last].span.start in counted or _OF_MEMBERS.match(shadow.text, last + 1) is not None


def _is_one(shadow: Shadow, who: Item, start: int) -> bool:
    """One body, not "they" and not the last of several."""
    one = who.what
    single = who.kind == "O" and isinstance(one, Reference) and who.span.text.lower() not in ("they", "them")
    return single and not _LISTED.search(shadow.text, 0, start)


def find_gaps(shadow: Shadow, counted: set[int], *, opened: bool) -> Iterator[Gap]:
    """Numbers of a sentence that count members without saying so, in order; what is found adds to `counted`.

    `counted`: where the headcounts of the sentence stand in the source. `opened`: the sentences before told of members.
    """
    matches = [*_HAS.finditer(shadow.text), *_BESIDE.finditer(shadow.text)]
    for match in sorted(matches, key=lambda one: one.start()):
        second = "" if match.group("count") is not None else "2"
        at = match.start(f"count{second}")
        item = shadow.items[at]
        beside = "subj" in match.re.groupindex
        if item.span.start in counted or _YEAR.fullmatch(item.span.text):
            continue
        if not _follows(shadow, at, counted, opened and not beside):
            continue
        who = _owner(shadow, match, f"subj{second}" if beside else "")
        if who is not None:
            counted.add(item.span.start)
            yield Gap(who, (at, at + 1), match.span())


def _owner(shadow: Shadow, match: re.Match[str], name: str) -> Item | None:
    if name:
        return shadow.items[match.start(name)]
    superlative = _THE_SMALLEST.search(shadow.text, 0, match.start())
    if superlative:
        return shadow.items[superlative.start("who")]
    who = subject(shadow, match.start())
    return who.items[-1] if who and _is_one(shadow, who.items[-1], who.start) else None
