"""The hash chain of the record, as `docs/spec/record.md` describes it.

An entry is (sequence, previous hash, leaf). Its leaf is the digest of a salted payload, so that an entry can be shown
without its payload and still be checked; its hash is the digest of the three together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hustings.core.canonical import NotCanonical, canonical_bytes, digest, parse_canonical, sha256_hex
from hustings.core.errors import Refusal

FORMAT = "hustings-record/1"
GENESIS = "0" * 64
SALT_BYTES = 16
PAYLOAD_KEYS = ("at", "basis", "body", "role", "room", "subject", "verb", "visibility")


class ChainBroken(Refusal):
    """An entry that does not follow from the one before it."""

    code = "chain-broken"
    says = "The record is broken: {reason}."
    todo = "Get the file again from its publisher; if it fails again, the record was altered."


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, with its payload where it may be seen.

    `seq` counts from 0; `prev`, `leaf` and `hash` are 64 hex digits; `salt` is 32 hex digits or empty; `payload`
    holds the keys of PAYLOAD_KEYS or is None; `withheld` is the reason why a payload was taken away later.
    """

    seq: int
    prev: str
    leaf: str
    salt: str = ""
    payload: Mapping[str, Any] | None = None
    withheld: str = ""

    @property
    def hash(self) -> str:
        """The entry's hash: what the next entry names, and the head if there is none."""
        return digest({"leaf": self.leaf, "prev": self.prev, "seq": self.seq})

    @property
    def verb(self) -> str:
        return str(self.payload["verb"]) if self.payload else ""

    @property
    def body(self) -> Mapping[str, Any]:
        return self.payload["body"] if self.payload else {}

    def without_payload(self, reason: str = "") -> "Entry":
        """The same entry with its payload unseen; the chain still holds."""
        return Entry(self.seq, self.prev, self.leaf, withheld=reason)

    def as_json(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"leaf": self.leaf, "prev": self.prev, "seq": self.seq}
        if self.payload is not None:
            shown |= {"payload": dict(self.payload), "salt": self.salt}
        if self.withheld:
            shown["withheld"] = self.withheld
        return shown


def leaf_of(salt: str, payload: Mapping[str, Any]) -> str:
    """SHA-256 of the 16 salt bytes followed by the canonical payload. `salt` is 32 hex digits."""
    return sha256_hex(bytes.fromhex(salt) + canonical_bytes(dict(payload)))


def next_entry(previous: Entry | None, *, salt: str, payload: Mapping[str, Any]) -> Entry:
    """The entry that follows `previous` (None for the first)."""
    seq, prev = (previous.seq + 1, previous.hash) if previous else (0, GENESIS)
    return Entry(seq, prev, leaf_of(salt, payload), salt, dict(payload))


def check_chain(entries: Iterable[Entry]) -> str:
    """The head of a whole chain, after every link and every visible leaf was recomputed.

    Raises: ChainBroken, naming the first entry that does not hold.
    """
    head, expected = GENESIS, 0
    for entry in entries:
        where = f"entry {expected}"
        if entry.seq != expected:
            raise ChainBroken(reason=f"entry {entry.seq} stands where entry {expected} belongs", where=where)
        if entry.prev != head:
            raise ChainBroken(reason="it does not name the hash of the entry before it", where=where)
        if entry.payload is not None and leaf_of(entry.salt, entry.payload) != entry.leaf:
            raise ChainBroken(reason="its payload does not match its leaf", where=where)
        head, expected = entry.hash, expected + 1
    if not expected:
        raise ChainBroken(reason="it holds no entry", where="entry 0")
    return head


def write_lines(entries: Iterable[Entry]) -> bytes:
    """`record.jsonl`: one canonical JSON object a line, each ended by a newline."""
    return b"".join(canonical_bytes(entry.as_json()) + b"\n" for entry in entries)


def read_lines(data: bytes) -> Iterator[Entry]:
    """The entries of a `record.jsonl`.

    Raises: ChainBroken, if a line is not exactly an entry.
    """
    if not data.endswith(b"\n"):
        raise ChainBroken(reason="the last line has no end", where="last line")
    for number, line in enumerate(data[:-1].split(b"\n"), start=1):
        where = f"line {number}"
        try:
            value = parse_canonical(line, where=where)
        except NotCanonical as error:
            raise ChainBroken(reason=error.message, where=where) from error
        yield _entry(value, where)


def _entry(value: Any, where: str) -> Entry:
    if not isinstance(value, dict) or not {"leaf", "prev", "seq"} <= value.keys():
        raise ChainBroken(reason="a line is not an entry", where=where)
    extra = value.keys() - {"leaf", "prev", "seq"}
    if extra not in (set(), {"payload", "salt"}, {"withheld"}):
        raise ChainBroken(reason="a line has fields that do not belong together", where=where)
    if not (_is_hex(value["leaf"], 64) and _is_hex(value["prev"], 64) and type(value["seq"]) is int):
        raise ChainBroken(reason="a digest or the sequence has the wrong form", where=where)
    if "payload" in value and not (_is_payload(value["payload"]) and _is_hex(value["salt"], 2 * SALT_BYTES)):
        raise ChainBroken(reason="a payload has the wrong form", where=where)
    if "withheld" in value and not (isinstance(value["withheld"], str) and value["withheld"]):
        raise ChainBroken(reason="a withheld payload has no reason", where=where)
    return Entry(**value)


def _is_hex(value: Any, length: int) -> bool:
    return isinstance(value, str) and len(value) == length and all(letter in "0123456789abcdef" for letter in value)


def _is_payload(value: Any) -> bool:
    if not isinstance(value, dict) or tuple(sorted(value)) != PAYLOAD_KEYS or not isinstance(value["body"], dict):
        return False
    return all(isinstance(value[key], str) for key in PAYLOAD_KEYS if key != "body")
