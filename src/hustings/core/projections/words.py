"""Sentences from templates: the words stand apart from the values, so a door can translate them and keep the values.

A template is plain text with `{name}` or `{name:kind}` for a value and `[…]` for a part that is left out where one of
its values is empty.

Kinds: day, time, money, number, list, lines, counts. Specification: docs/spec/bundle.md, section 4.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from hustings.core.canonical import canonical_bytes
from hustings.core.values import Days, NotADay

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

Show = Callable[[Any, str], str]
"""Puts a value of a kind into words; nothing (None, "", [], {}) becomes an empty text."""

_PIECE = re.compile(r"\[(?P<part>[^\]]*)\]|\{(?P<name>[a-z_]+)(?::(?P<kind>[a-z]+))?\}")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):\d{2}Z", re.ASCII)
_ENDS = (".", "!", "?", "…")


def render(template: str, values: Mapping[str, Any], show: Show | None = None) -> str:
    """The sentence. A value that is not there is empty; a full stop after a full stop, “!”, “?” or “…” is dropped.

    `show` puts one value of a kind into words; by default it is `shown`, in English.
    """
    said, place = "", 0
    for match in _PIECE.finditer(template):
        said = _joined(said, template[place : match.start()])
        said = _joined(said, _piece(match, values, show or shown))
        place = match.end()
    return _joined(said, template[place:]).strip()


def names_in(template: str) -> tuple[str, ...]:
    """The names of the values that a template uses, each once, in order."""
    return tuple(dict.fromkeys(re.findall(r"\{([a-z_]+)", template)))


def shown(value: Any, kind: str = "") -> str:
    """One value in words."""
    if value is None or value in ("", [], {}):
        return ""
    return KINDS.get(kind, _plain)(value)


def days_in(text: str) -> Days | None:
    """The day, month, year or interval that a text names, or None."""
    try:
        return None if text.endswith("/") else Days.parse(text)
    except NotADay:
        return None


def day_words(text: str) -> str:
    """“2031-04-01” as “1 April 2031”, “2031-04” as “April 2031”, “a/b” as “… to …”; anything else as it stands."""
    if days_in(text) is None:
        return text
    return " to ".join(_part_words(part) for part in text.split("/"))


def _part_words(part: str) -> str:
    pieces = [int(piece) for piece in part.split("-")]
    words = [str(pieces[0]), *(MONTHS[month - 1] for month in pieces[1:2]), *(str(day) for day in pieces[2:3])]
    return " ".join(reversed(words))


def day_text(value: date) -> str:
    """A day in words."""
    return day_words(value.isoformat())


def _joined(said: str, more: str) -> str:
    return said + (more[1:] if more.startswith(".") and said.endswith(_ENDS) else more)


def _piece(match: re.Match[str], values: Mapping[str, Any], show: Show) -> str:
    part = match["part"]
    if part is None:
        return show(values.get(match["name"]), match["kind"] or "")
    empty = any(not shown(values.get(name)) for name in names_in(part))
    return "" if empty else _inner(part, values, show)


def _inner(part: str, values: Mapping[str, Any], show: Show) -> str:
    said, place = "", 0
    for match in _PIECE.finditer(part):
        said = _joined(said, part[place : match.start()])
        said = _joined(said, show(values.get(match["name"]), match["kind"] or ""))
        place = match.end()
    return _joined(said, part[place:])


def _plain(value: Any) -> str:
    match value:
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case _:
            return canonical_bytes(value).decode()


def _day(value: Any) -> str:
    return day_words(value) if isinstance(value, str) else _plain(value)


def _time(value: Any) -> str:
    match = _TIME.fullmatch(value) if isinstance(value, str) else None
    return f"{day_words(match[1])}, {match[2]} UTC" if match else _day(value)


def _money(value: Any) -> str:
    if type(value) is not int or value < 0:
        return _plain(value)
    dollars, cents = divmod(value, 100)
    return f"${dollars:,}.{cents:02}" if cents else f"${dollars:,}"


def _number(value: Any) -> str:
    return f"{value:,}" if type(value) is int else _plain(value)


def _list(value: Any) -> str:
    return ", ".join(shown(item) for item in value) if isinstance(value, list | tuple) else _plain(value)


def _lines(value: Any) -> str:
    return " ".join(shown(item) for item in value) if isinstance(value, list | tuple) else _plain(value)


def _counts(value: Any) -> str:
    if not isinstance(value, Mapping):
        return _plain(value)
    return ", ".join(f"{name} {shown(value[name], 'number')}" for name in sorted(value))


KINDS: Mapping[str, Callable[[Any], str]] = {
    "day": _day,
    "time": _time,
    "money": _money,
    "number": _number,
    "list": _list,
    "lines": _lines,
    "counts": _counts,
}
