"""One canonical JSON: the same value is always the same bytes.

Source: RFC 8785 (JSON Canonicalization Scheme), narrowed: no floating-point numbers, integers of at most 53 bits.
Money is in integer cents and fractions are strings, so nothing needs a float, and every language's JCS library gives
these bytes.
"""

import hashlib
import json
from typing import Any, Never

from hustings.core.errors import Refusal

MAX_INTEGER = 2**53 - 1

# What RFC 8785, section 3.2.2 asks of texts and integers is what this writes: escapes only where JSON needs them.
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class NotCanonical(Refusal):
    """A value or a text that the canonical form does not know."""

    code = "not-canonical"
    says = "This is not canonical JSON: {reason}."
    todo = "Use the file exactly as it was published."


def canonical_bytes(value: Any) -> bytes:
    """The one UTF-8 encoding of `value` (None, bool, int, str, list or tuple, dict with str keys).

    Raises: NotCanonical, for floats, integers beyond 53 bits, lone surrogates and any other type.
    """
    try:
        return _write(_ordered(value)).encode()
    except _Misfit as misfit:
        raise NotCanonical(reason=misfit.reason, where=misfit.where()) from None


def parse_canonical(data: bytes, *, where: str = "") -> Any:
    """The value whose canonical bytes are exactly `data`.

    Raises: NotCanonical, if `data` is not JSON, repeats a key, or is encoded in any other way.
    """
    try:
        value = json.loads(data, object_pairs_hook=_distinct, parse_float=_no_float, parse_constant=_no_float)
    except NotCanonical:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonical(reason=f"it cannot be read ({type(error).__name__})", where=where) from error
    try:
        again = canonical_bytes(value)
    except RecursionError as error:
        raise NotCanonical(reason="it is nested too deeply", where=where) from error
    if again != data:
        raise NotCanonical(reason="its bytes differ from the canonical form", where=where)
    return value


def sha256_hex(data: bytes) -> str:
    """Lower-case hex SHA-256 of `data` (64 characters)."""
    return hashlib.sha256(data).hexdigest()


def digest(value: Any) -> str:
    """Lower-case hex SHA-256 of the canonical bytes of `value`."""
    return sha256_hex(canonical_bytes(value))


class _Misfit(Exception):
    """What the canonical form does not know; `place` grows from the inside out as it leaves lists and objects."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.place: list[str | int] = []

    def where(self) -> str:
        """The place as a path from the root, `$`."""
        steps = (f".{step}" if isinstance(step, str) else f"[{step}]" for step in reversed(self.place))
        return "$" + "".join(steps)


def _ordered(value: Any) -> Any:
    """The value with every object's keys in their order. Raises: _Misfit."""
    if isinstance(value, str):
        return _whole(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise _Misfit("an integer has more than 53 bits")
        return value
    if isinstance(value, dict):
        return {key: _inside(value[key], key) for key in _keys(value)}
    if isinstance(value, list | tuple):
        return [_inside(item, position) for position, item in enumerate(value)]
    raise _Misfit(f"{type(value).__name__} is not allowed")


def _inside(value: Any, place: str | int) -> Any:
    try:
        return _ordered(value)
    except _Misfit as misfit:
        misfit.place.append(place)
        raise


def _keys(value: dict[Any, Any]) -> list[str]:
    """The keys by their UTF-16 code units (RFC 8785, section 3.2.3), which for ASCII is by their letters."""
    for key in value:
        if not isinstance(key, str):
            raise _Misfit("a key is not a text")
        _whole(key)
    if all(map(str.isascii, value)):
        return sorted(value)
    return sorted(value, key=lambda key: key.encode("utf-16-be"))


def _whole(text: str) -> str:
    """The text, if it is made of whole characters. Raises: _Misfit."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise _Misfit("a text holds half a character") from None
    return text


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotCanonical(reason="a key is repeated")
    return value


def _no_float(_: str) -> Never:
    raise NotCanonical(reason="floating-point numbers are not allowed")
