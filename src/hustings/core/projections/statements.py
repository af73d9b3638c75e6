"""What the visible entries say, with corrections applied: the one reading from which every projection starts.

Reading is total: a field that is missing, or is not of the kind that the catalogue names, reads as empty. So an odd
entry can hide nothing but itself, and everybody who follows docs/spec/bundle.md computes the same.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from hustings.core.chain import Entry
from hustings.core.values import SOURCE_KEYS, Source


class Shown:
    """A frozen value that is shown: its JSON has one key per field, days as text, nested values likewise."""

    __slots__ = ()

    def as_json(self) -> dict[str, Any]:
        """The fields as canonical JSON values."""
        return {each.name: json_of(getattr(self, each.name)) for each in dataclasses.fields(self)}  # type: ignore[arg-type]


def json_of(value: Any) -> Any:
    """`value` as JSON: dataclasses as objects, days as ISO text, enumerations as their value."""
    match value:
        case Shown() | Source():
            return value.as_json()
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case Mapping():
            return {str(key): json_of(item) for key, item in value.items()}
        case tuple() | list():
            return [json_of(item) for item in value]
        case _:
            return value


@dataclass(frozen=True, slots=True)
class Correction(Shown):
    """A correction of an earlier entry: `seq` is the correcting one, `on` its day, `field` a dotted path in it."""

    seq: int
    on: str
    field: str
    was: Any
    now: Any
    reason: str


@dataclass(frozen=True, slots=True)
class Withheld(Shown):
    """An entry whose payload was taken away: `reason` begins with its ground (slip, court order, erasure)."""

    seq: int
    reason: str


@dataclass(frozen=True, slots=True)
class Change(Shown):
    """One step in the history of a status: on the day `on` it became `status`; `words` says why or how, where known.

    `to` is the day that was set, for what is scheduled or moved; otherwise it is empty.
    """

    seq: int
    on: str
    status: str
    to: str
    words: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One visible entry as it is to be read: its body with corrections applied, and those corrections, oldest first."""

    seq: int
    at: str
    basis: str
    role: str
    room: str
    subject: str
    verb: str
    body: Mapping[str, Any]
    corrections: tuple[Correction, ...] = field(default=())

    def text(self, key: str) -> str:
        """The text of a field, or ""."""
        return text_in(self.body, key)

    def number(self, key: str) -> int | None:
        """The whole number of a field, or None."""
        return whole(self.body.get(key))

    def flag(self, key: str) -> bool | None:
        """The truth value of a field, or None."""
        value = self.body.get(key)
        return value if isinstance(value, bool) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(item for item in self._list(key) if isinstance(item, str))

    def objects(self, key: str) -> tuple[Mapping[str, Any], ...]:
        """The objects of a list."""
        return tuple(item for item in self._list(key) if isinstance(item, dict))

    def object(self, key: str) -> Mapping[str, Any]:
        """The object of a field, or an empty one."""
        value = self.body.get(key)
        return value if isinstance(value, dict) else {}

    def numbers(self, key: str) -> Mapping[str, int]:
        """The whole numbers of an object, by key."""
        return {name: item for name, item in self.object(key).items() if whole(item) is not None}

    @property
    def on(self) -> str:
        """The day (month, year, interval) that the entry speaks of; without one the day on which it was recorded."""
        return self.text("on") or self.day

    @property
    def day(self) -> str:
        """The day on which it was recorded (UTC)."""
        return self.at[:10]

    @property
    def sources(self) -> tuple[Source, ...]:
        return sources_of(self.body)

    def change(self, status: str, words: str = "", *, to: str = "") -> Change:
        """This entry as a step in a history; what sets a day happened when it was recorded."""
        return Change(self.seq, self.day if to else self.on, status, to, words, self.sources)

    def _list(self, key: str) -> Sequence[Any]:
        value = self.body.get(key)
        return value if isinstance(value, list) else ()


def whole(value: Any) -> int | None:
    """`value` if it is a whole number (true and false are not), otherwise None."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def text_in(value: Mapping[str, Any], key: str) -> str:
    """The text of a field, or ""."""
    found = value.get(key)
    return found if isinstance(found, str) else ""


def sources_of(body: Mapping[str, Any]) -> tuple[Source, ...]:
    """The sources that a body, or an object inside one, names."""
    value = body.get("sources")
    listed = value if isinstance(value, list) else ()
    return tuple(Source(*(text_in(item, key) for key in SOURCE_KEYS)) for item in listed if isinstance(item, dict))


FIXED = frozenset({"chain", "format", "kind", "rehearsal"})
"""Fields of the first entry that no correction changes: what a record is was fixed when it was opened."""


def statements(entries: Iterable[Entry]) -> tuple[Statement, ...]:
    """The visible entries in order, each with its corrections applied.

    A correction of a correction counts first, so that what it says in the end is what is applied.
    """
    read = {entry.seq: _statement(entry) for entry in entries if entry.payload is not None}
    correcting = [seq for seq in read if read[seq].verb == "record.corrected"]
    for seq in sorted(correcting, reverse=True):
        if read[seq].number("corrects") in correcting:
            _apply(read, seq)
    for seq in sorted(correcting):
        if read[seq].number("corrects") not in correcting:
            _apply(read, seq)
    return tuple(read[seq] for seq in sorted(read))


def withheld(entries: Iterable[Entry]) -> tuple[Withheld, ...]:
    """The entries whose payload was taken away."""
    return tuple(Withheld(entry.seq, entry.withheld) for entry in entries if entry.withheld)


def _statement(entry: Entry) -> Statement:
    payload: Mapping[str, Any] = entry.payload or {}
    at, basis, role, room, subject, verb = (str(payload[key]) for key in _TOLD)
    return Statement(entry.seq, at, basis, role, room, subject, verb, payload["body"])


_TOLD = ("at", "basis", "role", "room", "subject", "verb")


def _apply(read: dict[int, Statement], seq: int) -> None:
    note = read[seq]
    corrects = note.number("corrects")
    target = None if corrects is None else read.get(corrects)
    path = note.text("field").split(".")
    if target is None or target.seq >= seq or (target.seq == 0 and path[0] in FIXED):
        return
    body = _replaced(target.body, path, note.body.get("now"))
    if body is None:
        return
    was, now = note.body.get("was"), note.body.get("now")
    correction = Correction(seq, note.day, note.text("field"), was, now, note.text("reason"))
    kept = tuple(sorted((*target.corrections, correction), key=lambda each: each.seq))
    read[target.seq] = dataclasses.replace(target, body=body, corrections=kept)


def _replaced(value: Any, path: Sequence[str], now: Any) -> dict[str, Any] | None:
    """`value` with the field at `path` replaced, or None where there is no such field."""
    if not isinstance(value, Mapping) or path[0] not in value:
        return None
    if len(path) == 1:
        return {**value, path[0]: now}
    inner = _replaced(value[path[0]], path[1:], now)
    return None if inner is None else {**value, path[0]: inner}
