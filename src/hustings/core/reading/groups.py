"""Groups: "both candidates", "the two contenders", told as the persons who are meant, where that is plain."""

import re
from collections.abc import Sequence
from dataclasses import replace

from hustings.core.reading.references import Reference
from hustings.core.reading.shadow import SIGNS, Item, Shadow

_PAIR = re.compile(r"\b(?:both|two)\b", re.I)
_NEAR = 10  # sentences back in which the two may stand


def _candidates(shadows: Sequence[Shadow]) -> dict[str, Reference]:
    """The candidates named in some sentences, by entity."""
    found: dict[str, Reference] = {}
    for shadow in shadows:
        for item in shadow.items.values():
            one = item.what
            if item.kind == "P" and isinstance(one, Reference) and one.entity and one.role == "candidate":
                found.setdefault(one.entity, one)
    return found


def _two(shadows: Sequence[Shadow], index: int) -> dict[str, Reference]:
    """The only two candidates of a text, or the two named last before a sentence; none where that is not plain."""
    everybody = _candidates(shadows)
    if len(everybody) == 2:
        return everybody
    for start in range(index - 1, max(-1, index - _NEAR), -1):
        found = _candidates(shadows[start:index])
        if len(found) >= 2:
            return found if len(found) == 2 else {}
    return {}


def _meant(shadows: Sequence[Shadow], index: int, item: Item) -> list[Item]:
    """The persons behind "both candidates". "The three contenders - A, B and C - met" names its own."""
    if not _PAIR.search(item.span.text) or _candidates(shadows[index : index + 1]):
        return []
    refer = (replace(one, span=item.span, how="description", of=None) for one in _two(shadows, index).values())
    return [Item("P", item.span, one) for one in refer]


def _expanded(shadow: Shadow, groups: dict[int, list[Item]]) -> Shadow:
    signs: list[str] = []
    origin: list[int] = []
    items: dict[int, Item] = {}
    for at, sign in enumerate(shadow.text):
        people = groups.get(at)
        for number, person in enumerate(people or ()):
            glue = "" if number == 0 else " and " if number == len(people or ()) - 1 else ", "
            signs.extend(glue)
            origin.extend([shadow.origin[at]] * len(glue))
            items[len(signs)] = person
            signs.append(SIGNS["P"])
            origin.append(shadow.origin[at])
        if not people:
            if at in shadow.items:
                items[len(signs)] = shadow.items[at]
            signs.append(sign)
            origin.append(shadow.origin[at])
    return replace(shadow, text="".join(signs), items=items, origin=tuple(origin))


def named_groups(shadows: Sequence[Shadow]) -> list[Shadow]:
    """The sentences with every group that can only mean certain persons told as those persons."""
    found: list[Shadow] = []
    for index, shadow in enumerate(shadows):
        groups = {at: _meant(shadows, index, item) for at, item in shadow.items.items() if item.kind == "G"}
        found.append(_expanded(shadow, groups) if any(groups.values()) else shadow)
    return found
