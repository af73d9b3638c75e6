"""Words that everything shares: roles, visibilities, bases, sources, days."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from hustings.core.errors import Refusal


class Role(StrEnum):
    """What a person acts as. Roles are dated and granted in `access`; nobody has them all."""

    DIRECTOR = "director"
    OFFICER = "officer"
    SECRETARY = "secretary"
    BOARD = "board"
    TREASURER = "treasurer"
    COMMUNICATIONS = "communications"
    ELECTION_OFFICER = "election officer"
    TELLER = "teller"
    TRUSTEE = "trustee"
    OBSERVER = "observer"
    CAMPAIGN = "campaign"
    MEMBER = "member"
    SYSTEM = "system"


STAFF = frozenset(
    {Role.DIRECTOR, Role.OFFICER, Role.SECRETARY, Role.TREASURER, Role.COMMUNICATIONS, Role.ELECTION_OFFICER}
)
ANYONE: frozenset[Role] = frozenset()


class Visibility(StrEnum):
    """Who may read an entry's payload.

    sealed: nobody until it is opened · staff: the organisation's staff · campaign: the campaign named in it at once,
    everybody from the next publication on · public: everybody from the next publication on.
    """

    SEALED = "sealed"
    STAFF = "staff"
    CAMPAIGN = "campaign"
    PUBLIC = "public"


PUBLISHABLE = frozenset({Visibility.CAMPAIGN, Visibility.PUBLIC})


class Basis(StrEnum):
    """Where an item comes from.

    reported: restates a named source · simulated: made by a program · recorded: our own act.
    """

    REPORTED = "reported"
    SIMULATED = "simulated"
    RECORDED = "recorded"


class Kind(StrEnum):
    """What a chain records: real acts, a rehearsal, or a cycle retold from public sources."""

    LIVE = "live"
    REHEARSAL = "rehearsal"
    REPORTED = "reported"

    @property
    def basis(self) -> Basis:
        return {Kind.LIVE: Basis.RECORDED, Kind.REHEARSAL: Basis.SIMULATED, Kind.REPORTED: Basis.REPORTED}[self]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a pseudonymous id, the roles held now, and, for links, the one thing the link is for.

    `scope` is the code of a candidacy (campaign), a local (teller) or empty (staff). Never a name or an address.
    """

    id: str
    roles: frozenset[Role]
    scope: str = ""

    def role_among(self, allowed: frozenset[Role]) -> Role | None:
        """The first role, in the order of `Role`, that this person holds and `allowed` names."""
        return next((role for role in Role if role in self.roles and role in allowed), None)


@dataclass(frozen=True, slots=True)
class Source:
    """A named public source: outlet, its day, and a note such as "read in a copy".

    `standing` is how near it is to what it tells, for facts from the press: a word of `core.reading.source_class`.
    """

    outlet: str
    day: str = ""
    note: str = ""
    link: str = ""
    standing: str = ""

    def as_json(self) -> dict[str, str]:
        return {key: value for key in SOURCE_KEYS if (value := getattr(self, key))}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Source":
        return cls(**{key: str(value[key]) for key in SOURCE_KEYS if key in value})


SOURCE_KEYS = ("outlet", "day", "note", "link", "standing")


def cited(sources: Sequence[Source]) -> dict[str, list[dict[str, str]]]:
    """The field `sources` of a body: there if any source is named, otherwise left out."""
    return {"sources": [source.as_json() for source in sources]} if sources else {}


class NotADay(Refusal):
    """A text that should be a day, a month, a year or an interval."""

    code = "not-a-day"
    says = "“{text}” is not a day, a month, a year or an interval of these."
    todo = "Write 2024-01-31, 2024-01, 2024, or two of these joined by a slash."


_PART = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """An interval of days, both ends included, with the text that said it.

    Source: the subset of EDTF (ISO 8601-2) that news needs: day, month, year, and `a/b`.
    """

    first: date
    last: date
    text: str = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> "Days":
        """Raises: NotADay."""
        first, _, last = text.partition("/")
        try:
            start, end = _span(first), _span(last or first)
        except ValueError as error:
            raise NotADay(text=text) from error
        if end[1] < start[0]:
            raise NotADay(text=text)
        return cls(start[0], end[1], text)

    @property
    def is_one_day(self) -> bool:
        return self.first == self.last


def _span(text: str) -> tuple[date, date]:
    match = _PART.fullmatch(text)
    if not match:
        raise ValueError(text)
    year, month, day = int(match["year"]), match["month"], match["day"]
    if day:
        one = date(year, int(month), int(day))
        return one, one
    if month:
        first = date(year, int(month), 1)
        following = date(year + int(month) // 12, int(month) % 12 + 1, 1)
        return first, following - timedelta(days=1)
    return date(year, 1, 1), date(year, 12, 31)
