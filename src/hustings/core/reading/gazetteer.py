"""The gazetteer of a cycle: the people and bodies that a reader must know, and where a text names them."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hustings.core.errors import Refusal
from hustings.core.reading.late import Late
from hustings.core.reading.lexicon import COMMON_WORDS, HEADLINE_VERBS, NOT_A_FIRST_NAME, TITLES
from hustings.core.reading.spans import Span


class BadGazetteer(Refusal):
    """The gazetteer does not have the form that is read."""

    code = "press-bad-gazetteer"
    says = "The gazetteer cannot be read: {why}."
    todo = "Give a JSON file with lists `persons` and `organizations`, each entry with `id`, `name` and `aliases`."


@dataclass(frozen=True, slots=True)
class Entity:
    """One person or body. `role`: candidate, leader, union, party, campaign … or empty; `cycles` empty = in all."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    role: str = ""
    cycles: tuple[str, ...] = ()
    pronoun: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in the text."""

    entity: Entity
    span: Span


@dataclass(frozen=True)
class Gazetteer:
    """Entities, and for single documents the cycle that they belong to."""

    entities: tuple[Entity, ...]
    cycle_of: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_json(cls, source: str, *, where: str = "") -> "Gazetteer":
        """Read `{"persons": [...], "organizations": [...], "doc_cycle": {document: cycle}}`.

        Raises: BadGazetteer.
        """
        try:
            data = json.loads(source)
        except (ValueError, RecursionError) as error:
            raise BadGazetteer(why="it is not JSON", where=where) from error
        if not isinstance(data, dict) or not {"persons", "organizations"} & data.keys():
            raise BadGazetteer(why="it holds neither `persons` nor `organizations`", where=where)
        entities = [
            *_entities(data, "persons", "Person", where),
            *_entities(data, "organizations", "Organization", where),
        ]
        ids = [entity.id for entity in entities]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise BadGazetteer(why=f"the id {twice[0]!r} stands twice", where=where)
        cycles = data.get("doc_cycle", {})
        if not isinstance(cycles, dict) or not all(isinstance(value, str) for value in cycles.values()):
            raise BadGazetteer(why="`doc_cycle` is not a table of strings", where=where)
        return cls(entities=tuple(entities), cycle_of=tuple(sorted(cycles.items())))

    def active(self, document: str) -> tuple[Entity, ...]:
        """The entities that a document can mean: those of its cycle and those of every cycle."""
        cycle = dict(self.cycle_of).get(document)
        return tuple(e for e in self.entities if cycle is None or not e.cycles or cycle in e.cycles)


def _entities(data: dict[str, Any], key: str, kind: str, where: str) -> Iterable[Entity]:
    rows = data.get(key, [])
    if not isinstance(rows, list):
        raise BadGazetteer(why=f"`{key}` is not a list", where=where)
    for number, row in enumerate(rows, start=1):
        place = f"{key}, entry {number}"
        if not isinstance(row, dict) or not all(isinstance(row.get(k), str) and row[k].strip() for k in ("id", "name")):
            raise BadGazetteer(why=f"{place} has no `id` or no `name`", where=where)
        aliases = row.get("aliases", [])
        cycles = row.get("cycles", [])
        if not _strings(aliases) or not _strings(cycles):
            raise BadGazetteer(why=f"`aliases` or `cycles` of {place} is not a list of strings", where=where)
        role, pronoun = row.get("role") or "", row.get("pronoun") or ""
        if not isinstance(role, str) or not isinstance(pronoun, str):
            raise BadGazetteer(why=f"`role` or `pronoun` of {place} is not a string", where=where)
        names = tuple(dict.fromkeys(a.strip() for a in (row["name"], *aliases) if a.strip()))
        yield Entity(row["id"], kind, row["name"].strip(), names, role, tuple(cycles), pronoun)


def _strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


_GAP = r"(?:[ \t\u00a0]+|[ \t]*\r?\n[ \t]*)"
# A name may be glued to the next headline ("Elin MarlowFormer senator: ..."), so a capital may follow a longer name.
_AFTER_LONG = r"(?![a-z0-9_])"
_AFTER_SHORT = r"(?!\w)"


def _alias_pattern(alias: str) -> str:
    words = [re.escape(word) for word in alias.split()]
    body = re.sub(r"['’ʼ]", "['’ʼ]", _GAP.join(words)).replace(r"\-", "[-‐‑]")
    glued = len(alias) >= 5 and alias[-1].islower()
    return rf"{body}{_AFTER_LONG if glued else _AFTER_SHORT}"


def _one(alias: str) -> str:
    return " ".join(re.sub(r"[’ʼ]", "'", re.sub(r"[‐‑]", "-", alias)).split())


_WORD_BEFORE = Late(r"([A-Z][\w.'’-]*)[ \u00a0\n]$")
_AFTER_BLOCKS = Late(
    r"(?:,? (?:Jr|Sr)\b|[ -](?:III?|IV)\b| (?:Tower|Foundation|Organization|Hotel|Street|Avenue|County|"
    r"University|Institute|"
    r"School|Airport|Boulevard|Library|Hall|Bridge|Park|Plaza|Stadium)s?\b)"
)
_FINITE_AFTER = Late(
    r"['’]s\b|,? (?:and|has|have|had|will|would|said|says|endorse[sd]?|back(?:s|ed)|support(?:s|ed)|gave|met|"
    r"meets|decided|plans|hopes|wants|expects|intends|refused|declined|voted|announced|represents?|members?|general|"
    r"leaders?|union)\b"
)


def find_mentions(text: str, entities: Iterable[Entity]) -> tuple[Mention, ...]:
    """Every name of the given entities, longest name first, none overlapping, in order.

    A surname that another first name, a "Jr." or a building claims is left alone.
    """
    known: dict[str, Entity | None] = {}
    for entity in entities:
        for alias in entity.aliases:
            key = _one(alias)
            known[key] = entity if known.get(key, entity) == entity else None  # two owners: nobody's name
    if not known:
        return ()
    ordered = sorted(known, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w@])(?:" + "|".join(_alias_pattern(alias) for alias in ordered) + ")")
    upper = {alias.upper(): known[alias] for alias in ordered if len(alias) >= 4}
    found = [_mention(text, match, known) for match in pattern.finditer(text)]
    named = [mention for mention in found if mention is not None]
    return tuple(sorted([*named, *_shouted(text, upper, named)], key=lambda m: m.span))


def _mention(text: str, match: re.Match[str], known: dict[str, Entity | None]) -> Mention | None:
    entity = known.get(_one(match.group()))
    span = Span(match.start(), match.end(), match.group())
    if entity is None or (" " not in _one(span.text) and _is_other(text, span, entity)):
        return None
    return None if entity.kind == "Person" and _AFTER_BLOCKS.match(text, span.end) else Mention(entity, span)


def _is_other(text: str, span: Span, entity: Entity) -> bool:
    """Whether one capitalised word is somebody else's surname, or no name at all."""
    before = _WORD_BEFORE.search(text, max(0, span.start - 40), span.start)
    if entity.kind == "Person":
        return before is not None and _is_first_name(text, before, entity)
    return (
        span.text.lower() in COMMON_WORDS
        and _starts_sentence(text, span.start)
        and not _FINITE_AFTER.match(text, span.end)
    )


def _starts_sentence(text: str, at: int) -> bool:
    left = text[max(0, at - 6) : at].rstrip(" \"“‘'(")
    return not left or left[-1] in ".!?\n:"


_NO_FIRST_NAMES = NOT_A_FIRST_NAME | TITLES | HEADLINE_VERBS


def _is_first_name(text: str, before: re.Match[str], entity: Entity) -> bool:
    word = before.group(1)
    if word.lower() in _NO_FIRST_NAMES or not word.isalpha() or word.isupper():
        return False
    verbal = word.endswith(("ing", "ed", "ly")) or (_starts_sentence(text, before.start()) and word.endswith("er"))
    return not verbal and word not in entity.name.split()


_SHOUTED_LINE = Late(r"^(?=[^\n]*[A-Z]{3})(?:[^a-z\n]+$|[A-Z][A-Z .'’-]{2,40}:(?= ))", re.M)


def _shouted(text: str, upper: dict[str, Entity | None], named: list[Mention]) -> list[Mention]:
    """Names in lines set wholly in capitals."""
    found: list[Mention] = []
    if not upper:
        return found
    names = sorted(upper, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(_alias_pattern(name) for name in names) + r")(?!\w)")
    taken = {span.start for span in (mention.span for mention in named)}
    for line in _SHOUTED_LINE.finditer(text):
        for match in pattern.finditer(text, line.start(), line.end()):
            entity = upper.get(_one(match.group()))
            if entity is not None and match.start() not in taken:
                found.append(Mention(entity, Span(match.start(), match.end(), match.group())))
    return found
