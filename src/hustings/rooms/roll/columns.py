"""The columns of the two files of an import, and what each may hold."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DAYS_KEPT = 100_000


class Status(StrEnum):
    """What a person is to the union. Only some statuses may vote; the rule of the snapshot says which."""

    ACTIVE = "active"
    RETIRED = "retired"
    FEE_PAYER = "fee payer"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: whether the file must have it, a test of one value, and the words for a value that fails."""

    name: str
    required: bool
    fits: Callable[[str], object]
    problem: str
    says: str


def _pattern(text: str) -> Callable[[str], object]:
    return re.compile(text).fullmatch


_DAY = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_known_days: dict[str, bool] = {}


def is_day(text: str) -> bool:
    """Whether `text` is a day of the years 1900 to 2199, written 2024-01-31.

    A roll of a million rows holds few different days, so answers are kept.
    """
    answer = _known_days.get(text)
    if answer is None:
        answer = _parses(text)
        if len(_known_days) < DAYS_KEPT:
            _known_days[text] = answer
    return answer


def _parses(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_PRINTED = r"[^\x00-\x1f\x7f-\x9f]"
_PLACE = rf"(?:\S(?:{_PRINTED}{{0,78}}\S)?)?"
_STATES = {str(status) for status in Status}

_LOCAL = Column(
    "local",
    True,
    _pattern(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,19})"),
    "bad-local-code",
    "a code of a local has 1 to 20 letters, digits, points or hyphens, such as R-001",
)
_STATE = Column(
    "state", False, _pattern(r"(?:[A-Z]{2})?"), "bad-state", "a state is two capital letters, such as OH, or empty"
)

LOCAL_COLUMNS: Sequence[Column] = (
    _LOCAL,
    Column(
        "number", False, _pattern(r"[A-Za-z0-9-]{0,20}"), "bad-local-number", "a number of a local has up to 20 signs"
    ),
    Column(
        "name",
        True,
        _pattern(rf"\S(?:{_PRINTED}{{0,78}}\S)?"),
        "bad-name",
        "a name has 1 to 80 signs, no spaces around",
    ),
    Column("city", False, _pattern(_PLACE), "bad-city", "a city has up to 80 signs, no spaces around"),
    _STATE,
)

MEMBER_COLUMNS: Sequence[Column] = (
    Column(
        "member",
        True,
        _pattern(r"[A-Za-z0-9](?:[A-Za-z0-9./-]{0,31})"),
        "bad-member-number",
        "a member number has 1 to 32 letters, digits, points, slashes or hyphens",
    ),
    _LOCAL,
    _STATE,
    Column("status", True, _STATES.__contains__, "unknown-status", f"a status is one of: {', '.join(Status)}"),
    Column("joined_on", True, is_day, "not-a-day", "a day is written 2024-01-31, in the years 1900 to 2199"),
    Column(
        "paid_until",
        True,
        lambda text: not text or is_day(text),
        "not-a-day",
        "a day is written 2024-01-31, in the years 1900 to 2199, or left empty where nothing was paid",
    ),
    Column(
        "email",
        False,
        _pattern(r"(?=.{0,120}\Z)(?:[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+)?"),
        "bad-email",
        "an e-mail address has one @ and no spaces, and up to 120 signs",
    ),
)
