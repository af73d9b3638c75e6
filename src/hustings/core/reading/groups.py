"""Groups told as those who are meant, where that is plain: "both candidates", "all three", "both unions"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from hustings.core.reading.late import Late
from hustings.core.reading.references import Reference
from hustings.core.reading.shadow import SIGNS, Item, Shadow, rule
from hustings.core.reading.spans import Span

_NUMBERS = (
    (Late(r"\b(?:both|two|pair)\b", re.I), 2),
    (Late(r"\b(?:three|trio)\b", re.I), 3),
    (Late(r"\bfour\b", re.I), 4),
)
_PAIR = 2
_NOUN = Late(r"\b(?:candidates?|contenders|hopefuls|campaigns)\b")
_EVERY = Late(r"\b(?:all|each)\b", re.I)
_MOST = 4  # candidates whom "all the candidates" may mean
_NEAR = 10  # sentences back in which they may stand
_Places = dict[tuple[int, int], list[Item]]


_GONE = rule(
    r"(?P<who><P>)(?:,? who)? (?:has |had )?(?:pulled out of|dropped out(?: of)?|withdrew from|quit|bowed out(?: of)?|"
    r"abandoned|ended|suspended)(?: (?:the|<WHOSE>) (?:[a-z]+ ){0,2}?"
    r"(?:race|contest|campaign|primary|bid|field)| <D>|[.,;])"
)


def _gone(shadows: Sequence[Shadow]) -> set[str | None]:
    """Who has left the race, as the text tells."""
    left: set[str | None] = set()
    for shadow in shadows:
        for match in _GONE.finditer(shadow.text):
            one = shadow.at(*match.span("who"))[0].what
            left.add(one.entity if isinstance(one, Reference) else None)
    return left


def _candidates(shadows: Sequence[Shadow]) -> dict[str, Reference]:
    """The candidates named in some sentences, by entity."""
    found: dict[str, Reference] = {}
    for shadow in shadows:
        for item in shadow.items.values():
            one = item.what
            if item.kind == "P" and isinstance(one, Reference) and one.entity and one.role == "candidate":
                found.setdefault(one.entity, one)
    return found


def _so_many(shadows: Sequence[Shadow], index: int, number: int, gone: set[str | None]) -> dict[str, Reference]:
    """The only candidates of a text, if they are so many, or those named last; none where that is not plain."""
    everybody = {one: who for one, who in _candidates(shadows).items() if one not in gone}
    if len(everybody) == number:
        return everybody
    for start in range(index - 1, max(-1, index - _NEAR), -1):
        found = {one: who for one, who in _candidates(shadows[start:index]).items() if one not in gone}
        if len(found) >= number:
            return found if len(found) == number else {}
    return {}


def _meant(shadows: Sequence[Shadow], index: int, item: Item, gone: set[str | None]) -> list[Item]:
    """The persons behind "both candidates". "The three contenders - A, B and C - met" names its own."""
    number = next((n for words, n in _NUMBERS if words.search(item.span.text)), 0)
    here = _candidates(shadows[index : index + 1])
    if here:
        ahead = {one: who for one, who in here.items() if who.span.end <= item.span.start}
        if not number or len(ahead) != number or len(here) != number or _NOUN.search(item.span.text):
            return []
        refer = (replace(one, span=item.span, how="description", of=None) for one in ahead.values())
        return [Item("P", item.span, one) for one in refer]  # "invited X, Y and Z, and all three have accepted"
    if number != _PAIR and _NOUN.search(item.span.text):
        return []  # "the three candidates", as a phrase of its own, names nobody; "all three" points back
    if number:
        people = _so_many(shadows, index, number, gone)
    else:
        everybody = {one: who for one, who in _candidates(shadows).items() if one not in gone}
        everybody = everybody if _EVERY.search(item.span.text) else {}
        people = everybody if 2 <= len(everybody) <= _MOST else {}
    refer = (replace(one, span=item.span, how="description", of=None) for one in people.values())
    return [Item("P", item.span, one) for one in refer]


def _expanded(shadow: Shadow, places: _Places) -> Shadow:
    """The sentence with some stretches told as lists of their own."""
    signs: list[str] = []
    origin: list[int] = []
    items: dict[int, Item] = {}
    at = 0
    for (start, end), told in sorted(places.items()):
        at = _copied(shadow, at, start, signs, origin, items)
        for number, one in enumerate(told):
            glue = "" if number == 0 else " and " if number == len(told) - 1 else ", "
            signs.extend(glue)
            origin.extend([shadow.origin[start]] * len(glue))
            items[len(signs)] = one
            signs.append(SIGNS[one.kind])
            origin.append(shadow.origin[start])
        at = end
    _copied(shadow, at, len(shadow.text), signs, origin, items)
    return replace(shadow, text="".join(signs), items=items, origin=tuple(origin))


def _copied(shadow: Shadow, start: int, end: int, signs: list[str], origin: list[int], items: dict[int, Item]) -> int:
    for at in range(start, end):
        if at in shadow.items:
            items[len(signs)] = shadow.items[at]
        signs.append(shadow.text[at])
        origin.append(shadow.origin[at])
    return end


def named_groups(shadows: Sequence[Shadow]) -> list[Shadow]:
    """The sentences with every group that can only mean certain persons told as those persons."""
    found: list[Shadow] = []
    gone = _gone(shadows)
    for index, shadow in enumerate(shadows):
        groups = {
            (at, at + 1): _meant(shadows, index, item, gone) for at, item in shadow.items.items() if item.kind == "G"
        }
        plain = {place: people for place, people in groups.items() if people}
        found.append(_expanded(shadow, plain) if plain else shadow)
    return found


_BODIES = Late(
    r"\b(?:[Bb]oth|[Tt]he two(?! other| largest| biggest| main)(?: [a-z]+)?) (?:unions|organi[sz]ations|"
    r"associations|federations|bodies)\b(?! of)"
)


def _two_bodies(shadows: Sequence[Shadow], index: int) -> list[Reference]:
    """The two bodies that were named last, where the sentences before name no third beside them."""
    for start in range(index - 1, max(-1, index - 3), -1):
        found: dict[str, Reference] = {}
        for item in (i for shadow in shadows[start:index] for i in shadow.items.values()):
            one = item.what
            if isinstance(one, Reference) and item.kind in "OP":
                body = one.entity if item.kind == "O" else one.of
                if body and one.role not in ("party", "campaign"):
                    found.setdefault(body, replace(one, kind="O", entity=body, how="description", part="", of=None))
        if len(found) >= 2:
            return list(found.values()) if len(found) == 2 else []
    return []


def named_bodies(shadows: Sequence[Shadow]) -> list[Shadow]:
    """The sentences with "both unions" told as the two that were named last."""
    found: list[Shadow] = []
    for index, shadow in enumerate(shadows):
        places: _Places = {}
        for match in _BODIES.finditer(shadow.text):
            bodies = _two_bodies(shadows, index)
            if bodies:
                start, end = shadow.source(*match.span())
                base = shadow.sentence.start
                span = Span(start, end, shadow.sentence.text[start - base : end - base])
                places[match.span()] = [Item("O", span, replace(one, span=span)) for one in bodies]
        found.append(_expanded(shadow, places) if places else shadow)
    return found
