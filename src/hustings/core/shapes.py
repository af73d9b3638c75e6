"""Strict reading of JSON values into core's frozen values.

Canonical JSON of the product knows text, whole numbers, true and false, lists and objects: no null and no floats. A
reader asks for each field by name and kind and finally calls `done`, which refuses fields that nobody asked for. Every
refusal names the place, as in `rule.threshold.share`.
"""

import re
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from hustings.core.errors import Refusal

JsonObject = dict[str, Any]
Kind = TypeVar("Kind", bound=StrEnum)

LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader keeps exact."""

_FRACTION = re.compile(r"(0|[1-9][0-9]{0,15})/([1-9][0-9]{0,15})", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class WrongShape(Refusal):
    code = "wrong-shape"
    says = "The field {name} must be {wanted}."
    todo = "Correct the value, or make the file again with the program that wrote it."


class FieldMissing(Refusal):
    code = "field-missing"
    says = "The field {name} is missing."
    todo = "Add the field; the specification lists those that each value needs."


class FieldUnknown(Refusal):
    code = "field-unknown"
    says = "The field {name} is not known here."
    todo = "Remove the field, or check its spelling against the specification."


class FractionMalformed(Refusal):
    code = "fraction-malformed"
    says = "{found!r} is not a fraction in lowest terms."
    todo = "Write it as two whole numbers in lowest terms, such as 3/5, 2/3 or 1/1."


class DayMalformed(Refusal):
    code = "day-malformed"
    says = "{found!r} is not a day of the calendar."
    todo = "Write the day as year-month-day, such as 2024-09-18."


def fraction_text(value: Fraction) -> str:
    """A fraction as text in lowest terms, always with its denominator: 3/5, 1/1."""
    return f"{value.numerator}/{value.denominator}"


def fraction_from_text(text: str, *, where: str = "") -> Fraction:
    """The fraction that `fraction_text` wrote.

    Raises: FractionMalformed, also for 6/10 or a sign, so that each fraction has one spelling.
    """
    found = _FRACTION.fullmatch(text)
    if found is None:
        raise FractionMalformed(found=text, where=where)
    value = Fraction(int(found[1]), int(found[2]))
    if fraction_text(value) != text:
        raise FractionMalformed(found=text, where=where)
    return value


def day_from_text(text: str, *, where: str = "") -> date:
    """A day from its ISO form. Raises: DayMalformed."""
    try:
        if _DAY.fullmatch(text) is None:
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise DayMalformed(found=text, where=where) from error


def kind_from_text(kinds: type[Kind], text: str, *, name: str, where: str = "") -> Kind:
    """The member of `kinds` whose value is `text`. Raises: WrongShape, which lists those allowed."""
    for kind in kinds:
        if kind.value == text:
            return kind
    allowed = ", ".join(repr(kind.value) for kind in kinds)
    raise WrongShape(name=name, wanted=f"one of {allowed}", where=where)


def whole(value: object, *, name: str, least: int = 0, where: str = "") -> int:
    """`value` as a whole number from `least` to `LARGEST`; true and false are not numbers. Raises: WrongShape."""
    if type(value) is not int or not least <= value <= LARGEST:
        raise WrongShape(name=name, wanted=f"a whole number from {least} to {LARGEST}", where=where)
    return value


def words(value: object, *, name: str, empty: bool = False, where: str = "") -> str:
    """`value` as text without control characters at all and without blanks at the ends. Raises: WrongShape."""
    if type(value) is not str or not (value or empty):
        raise WrongShape(name=name, wanted="text" if empty else "text that is not empty", where=where)
    if value != value.strip() or any(ord(sign) < 32 or 0xD800 <= ord(sign) <= 0xDFFF for sign in value):
        raise WrongShape(name=name, wanted="text without control characters or blanks at its ends", where=where)
    return value


class Fields:
    """One JSON object, read field by field.

    Each getter raises FieldMissing or WrongShape with its place; `done` raises FieldUnknown.
    """

    def __init__(self, value: object, *, where: str) -> None:
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            raise WrongShape(name=where, wanted="an object", where=where)
        self._value: JsonObject = value
        self._asked: set[str] = set()
        self.where = where

    def place(self, name: str) -> str:
        """Where the field `name` stands."""
        return f"{self.where}.{name}"

    def has(self, name: str) -> bool:
        """Whether the optional field `name` is there."""
        return name in self._value

    def raw(self, name: str) -> Any:
        """The value as it stands."""
        self._asked.add(name)
        if name not in self._value:
            raise FieldMissing(name=name, where=self.where)
        return self._value[name]

    def text(self, name: str, *, empty: bool = False) -> str:
        """Text; see `words`."""
        return words(self.raw(name), name=name, empty=empty, where=self.place(name))

    def whole(self, name: str, *, least: int = 0) -> int:
        """A whole number; see `whole`."""
        return whole(self.raw(name), name=name, least=least, where=self.place(name))

    def flag(self, name: str) -> bool:
        """true or false."""
        value = self.raw(name)
        if not isinstance(value, bool):
            raise WrongShape(name=name, wanted="true or false", where=self.place(name))
        return value

    def kind(self, name: str, kinds: type[Kind]) -> Kind:
        """One of a closed list of words."""
        return kind_from_text(kinds, self.text(name), name=name, where=self.place(name))

    def fraction(self, name: str) -> Fraction:
        """A fraction such as 3/5."""
        return fraction_from_text(self.text(name), where=self.place(name))

    def day(self, name: str) -> date:
        """A day such as 2024-09-18."""
        return day_from_text(self.text(name), where=self.place(name))

    def list(self, name: str) -> list[tuple[Any, str]]:
        """The items of a list, each with its place."""
        value = self.raw(name)
        if not isinstance(value, list):
            raise WrongShape(name=name, wanted="a list", where=self.place(name))
        return [(item, f"{self.place(name)}[{index}]") for index, item in enumerate(value)]

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts that are not empty."""
        return tuple(words(item, name=name, where=place) for item, place in self.list(name))

    def done(self) -> None:
        """Refuse what nobody asked for."""
        for name in sorted(self._value):
            if name not in self._asked:
                raise FieldUnknown(name=name, where=self.where)
