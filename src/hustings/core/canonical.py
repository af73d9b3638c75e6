"""One canonical JSON: the same value is always the same bytes.

Source: RFC 8785 (JSON Canonicalization Scheme), narrowed: no floating-point numbers, integers of at most 53 bits.
Money is in integer cents and fractions are strings, so nothing needs a float, and every language's JCS library gives
these bytes.
"""

import hashlib
import json
from typing import Any, Never

import rfc8785

from hustings.core.errors import Refusal

MAX_INTEGER = 2**53 - 1


class NotCanonical(Refusal):
    """A value or a text that the canonical form does not know."""

    code = "not-canonical"
    says = "This is not canonical JSON: {reason}."
    todo = "Use the file exactly as it was published."


def canonical_bytes(value: Any) -> bytes:
    """The one UTF-8 encoding of `value` (None, bool, int, str, list or tuple, dict with str keys).

    Raises: NotCanonical, for floats, integers beyond 53 bits, lone surrogates and any other type.
    """
    _check(value, "$")
    return rfc8785.dumps(value)


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


def _check(value: Any, path: str) -> None:
    match value:
        case None | bool():
            return
        case int():
            if abs(value) > MAX_INTEGER:
                raise NotCanonical(reason="an integer has more than 53 bits", where=path)
        case str():
            _check_text(value, path)
        case list() | tuple():
            for position, item in enumerate(value):
                _check(item, f"{path}[{position}]")
        case dict():
            _check_object(value, path)
        case _:
            raise NotCanonical(reason=f"{type(value).__name__} is not allowed", where=path)


def _check_text(value: str, path: str) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise NotCanonical(reason="a text holds half a character", where=path)


def _check_object(value: dict[Any, Any], path: str) -> None:
    for key, item in value.items():
        if not isinstance(key, str):
            raise NotCanonical(reason="a key is not a text", where=path)
        _check(key, path)
        _check(item, f"{path}.{key}")


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotCanonical(reason="a key is repeated")
    return value


def _no_float(_: str) -> Never:
    raise NotCanonical(reason="floating-point numbers are not allowed")
