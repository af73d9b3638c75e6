"""Rejected facts as a test of the reader: one line for each, which says whether the reader would find it again. Pure.

A line holds the sentence with its neighbours (as many as it takes for the reader to find the fact there), the names and
aliases that it was read with, what was found, and why a person rejected it. The lines are private: they quote articles.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hustings.core.errors import Refusal
from hustings.core.reading import Entity, Gazetteer, Published, read
from hustings.core.reading.gazetteer import find_mentions

Line = Mapping[str, Any]

NOT_SAID = "The text does not say this."
WRONG_NAME = "The wrong person or body."
NOT_DONE = "Not done: planned, hoped for, asked about or denied."
WRONG_FIGURE = "The wrong day, sum or number."
ELSEWHERE = "It does not belong to this contest."
TOLD_ALREADY = "Another fact tells it already."
REASONS: tuple[str, ...] = (NOT_SAID, WRONG_NAME, NOT_DONE, WRONG_FIGURE, ELSEWHERE, TOLD_ALREADY)
"""The common reasons, in the order of their keys."""

NO_FAULT = frozenset({ELSEWHERE, TOLD_ALREADY})
"""Reasons for which the reader read rightly: such a fact may be found again."""

NEIGHBOURS = (600, 4_000)
"""How many letters are taken before and after the sentence, until the reader finds the fact there."""


class NotALine(Refusal):
    """A line of a regression file that is none."""

    code = "press-not-a-regression-line"
    says = "Line {number} of {file} cannot be read: {why}."
    todo = "Write the file anew: hustings press regressions --out FILE."


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the reader would still find a rejected fact, and whether that would be its fault."""

    fact: str
    type: str
    sentence: str
    reason: str
    found: bool
    fault: bool


def line_of(
    *, fact: str, text: str, published: str, found: Mapping[str, Any], reason: str, gazetteer: Gazetteer
) -> dict[str, Any]:
    """The line for a rejected fact of a text."""
    start = min(span["start"] for span in found["evidence"])
    end = max(span["end"] for span in found["evidence"])
    line: dict[str, Any] = {}
    for around in NEIGHBOURS:
        first, last = _between_lines(text, start, end, around)
        line = {
            "fact": fact,
            "reason": reason,
            "published": published,
            "text": text[first:last],
            "place": [start - first, end - first],
            "found": _told(found),
            "names": _names(text[first:last], found, gazetteer.active("")),
        }
        if (first, last) == (0, len(text)) or still_found(line):
            break
    return line


def _between_lines(text: str, start: int, end: int, around: int) -> tuple[int, int]:
    """A stretch around a place that begins and ends where lines do, if any do so near enough."""
    first, last = max(0, start - around), min(len(text), end + around)
    if first:
        first = (text.find("\n", first, start) + 1) or text.rfind("\n", 0, start) + 1
    if last < len(text):
        last = max(text.rfind("\n", end, last), end) if "\n" in text[end:last] else last
    return first, last


def _told(found: Mapping[str, Any]) -> dict[str, Any]:
    """What a finding says, without its places."""
    who = [
        [str(one["role"]), str(one["entity"] or (one.get("span") or {}).get("text", ""))]
        for one in found["participants"]
    ]
    time, amount, count = (found.get(key) or {} for key in ("time", "amount", "count"))
    return {
        "type": found["type"],
        "status": found["status"],
        "outcome": found["outcome"],
        "who": sorted(who),
        "figures": [str(value) for value in (time.get("value"), amount.get("value"), count.get("value"))],
    }


def _names(text: str, found: Mapping[str, Any], entities: Sequence[Entity]) -> list[dict[str, Any]]:
    """The people and bodies that the stretch names, or that the finding takes from elsewhere."""
    used = {mention.entity.id for mention in find_mentions(text, entities)}
    used |= {str(one["entity"]) for one in found["participants"] if one["entity"]}
    return [
        {"id": one.id, "kind": one.kind, "name": one.name, "aliases": list(one.aliases), "role": one.role}
        for one in sorted(entities, key=lambda each: each.id)
        if one.id in used
    ]


def still_found(line: Line) -> bool:
    """Whether the reader finds the same fact in the same place. The day and the sum count where they were the fault."""
    names = tuple(Entity(n["id"], n["kind"], n["name"], tuple(n["aliases"]), n["role"]) for n in line["names"])
    day = Published.parse(line["published"]) if line["published"] else None
    reading: Any = read(line["text"], gazetteer=Gazetteer(names), published=day).as_json()
    start, end = line["place"]
    there = (
        one for one in reading["facts"] if any(span["start"] < end and start < span["end"] for span in one["evidence"])
    )
    return any(_judged(_told(one), line) == _judged(line["found"], line) for one in there)


def _judged(told: Mapping[str, Any], line: Line) -> dict[str, Any]:
    return {key: value for key, value in told.items() if key != "figures" or line["reason"] == WRONG_FIGURE}


def verdict(line: Line) -> Verdict:
    """Read the line's text again. Raises: KeyError, TypeError, if it is none."""
    start, end = line["place"]
    sentence = " ".join(line["text"][start:end].split())
    fault = line["reason"] not in NO_FAULT
    return Verdict(line["fact"], line["found"]["type"], sentence, line["reason"], still_found(line), fault)


def written(lines: Iterable[Line]) -> str:
    """The regression file: one JSON object a line, keys in order, so that the same lines make the same bytes."""
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines)


def verdicts(text: str, *, file: str = "") -> Iterator[Verdict]:
    """A verdict on every line of a regression file.

    Raises: NotALine.
    """
    for number, row in enumerate(text.split("\n"), start=1):
        if not row.strip():
            continue
        try:
            yield verdict(json.loads(row))
        except (ValueError, KeyError, TypeError) as error:
            raise NotALine(number=number, file=file, why=f"{type(error).__name__} {error}") from error
