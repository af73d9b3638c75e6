"""Canonical JSON and the small forms in it.

JSON is compact, in UTF-8, fields in their prescribed order, absent fields left out. Texts hold no control character, so
the only escapes are those of quotation mark and backslash. Numbers are texts where the protocol says so.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from typing import TypeVar

from hustings.core.ballots.group import Q
from hustings.core.ballots.refusals import NotCanonicalRecord, RecordMalformed

T = TypeVar("T")

GREATEST_SMALL = 1073741823
LONGEST = 2**23
"""The longest text that is built as values, in bytes; only the list of credentials may be longer."""
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,76}")
_HEX = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[1-9A-HJ-NP-Za-km-z]{14,64}")


def dump(value: object) -> bytes:
    """The one canonical form of a value whose fields are already in order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def load(body: bytes, *, where: str, longest: int = LONGEST) -> object:
    """The value that canonical bytes stand for.

    Raises: RecordMalformed if it is too long, or not JSON in UTF-8; NotCanonicalRecord if written in another form.
    """
    if len(body) > longest:
        raise RecordMalformed(reason=f"it is longer than {longest} bytes", where=where)
    try:
        value: object = json.loads(body.decode("utf-8"))
        again = dump(value)
    except (ValueError, RecursionError) as problem:
        raise RecordMalformed(reason="it is not JSON in UTF-8", where=where) from problem
    if again != body:
        raise NotCanonicalRecord(where=where)
    return value


def fields(value: object, *, where: str, names: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, object]:
    """An object with exactly these fields in this order; optional ones may be absent. Raises: RecordMalformed."""
    if not isinstance(value, dict):
        raise RecordMalformed(reason="an object is wanted", where=where)
    wanted = [name for name in names if name in value or name not in optional]
    if list(value) != wanted:
        raise RecordMalformed(reason=f"the fields {', '.join(wanted)} are wanted, in this order", where=where)
    return value


def items(
    value: object, read: Callable[[object, str], T], *, where: str, n: int | None = None, least: int = 0
) -> tuple[T, ...]:
    """A list, each entry read by `read(entry, where)`. Raises: RecordMalformed."""
    if not isinstance(value, list):
        raise RecordMalformed(reason="a list is wanted", where=where)
    if (n is not None and len(value) != n) or len(value) < least:
        wanted = f"at least {least}" if n is None else str(n)
        raise RecordMalformed(reason=f"a list of {wanted} entries is wanted, not of {len(value)}", where=where)
    return tuple(read(entry, f"{where}[{index}]") for index, entry in enumerate(value))


def string(value: object, where: str) -> str:
    """A text of characters, none of which controls anything."""
    if not isinstance(value, str):
        raise RecordMalformed(reason="a text is wanted", where=where)
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
        raise RecordMalformed(reason="a text without control characters is wanted", where=where)
    return value


def constant(value: object, wanted: object, where: str) -> None:
    """Exactly this value, of exactly this type."""
    if type(value) is not type(wanted) or value != wanted:
        raise RecordMalformed(reason=f"{wanted!r} is wanted", where=where)


def hexadecimal(value: object, where: str) -> str:
    """64 lower-case hexadecimal digits: a hash, or the form of an element."""
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise RecordMalformed(reason="64 lower-case hexadecimal digits are wanted", where=where)
    return value


def uuid(value: object, where: str) -> str:
    """The name of an election: 14 to 64 characters of Base58."""
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise RecordMalformed(reason="14 or more Base58 characters are wanted", where=where)
    return value


def scalar(value: object, where: str) -> int:
    """A decimal text below q without leading zeros."""
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value) or int(value) >= Q:
        raise RecordMalformed(reason="a decimal text below the group's order is wanted", where=where)
    return int(value)


def small(value: object, where: str, *, least: int = 0) -> int:
    """A small whole number."""
    if type(value) is not int or not least <= value <= GREATEST_SMALL:
        raise RecordMalformed(reason=f"a whole number from {least} to {GREATEST_SMALL} is wanted", where=where)
    return value


def count(value: object, where: str) -> int:
    """A whole number: as a number up to 1073741823, as a decimal text above."""
    if isinstance(value, str) and _DECIMAL.fullmatch(value) and int(value) > GREATEST_SMALL:
        return int(value)
    return small(value, where)


def decimal(value: object, where: str) -> int:
    """A decimal text without leading zeros."""
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise RecordMalformed(reason="a decimal text is wanted", where=where)
    return int(value)


def count_form(number: int) -> int | str:
    """How `count` is written."""
    return number if number <= GREATEST_SMALL else str(number)
