"""What the roll says of a member that may count in a lottery, kept coarse, and the list from which one is drawn.

The list is the very file that `hustings lottery invite` reads: CSV with a first line, one member a row, by local and
number. It is private; its SHA-256 is on the record.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from hustings.core.lottery.invitations import Key
from hustings.core.lottery.proportional import OTHER
from hustings.rooms.roll.queries import Profile

STATE, YEARS, STATUS = "state", "years", "status"
LOCAL = "local"
MEMBER = "member"

FEATURES: tuple[str, ...] = (STATE, STATUS, YEARS)
"""Columns that a quota may count."""

CAPPED: tuple[str, ...] = (LOCAL,)
"""Columns of which a cap may say how many with the same value."""

UNKNOWN = "unknown"
BANDS: tuple[tuple[int, str], ...] = ((2, "under 2"), (10, "2 to 9"), (20, "10 to 19"))
MOST_YEARS = "20 or more"
COLUMNS = (MEMBER, LOCAL, *FEATURES)


class Listed(NamedTuple):
    """A row of the list."""

    member: str
    local: str
    state: str
    status: str
    years: str

    @property
    def key(self) -> tuple[Key, str]:
        """Group and number, as invitations are drawn."""
        return (self.local,), self.member


def years_since(joined_on: date, day: date) -> str:
    """How long somebody had been a member on a day, in bands of years."""
    whole = day.year - joined_on.year - ((day.month, day.day) < (joined_on.month, joined_on.day))
    return next((band for below, band in BANDS if whole < below), MOST_YEARS)


def listed(profiles: Iterable[Profile], *, day: date) -> list[Listed]:
    """The list as of a day, by local and number."""
    rows = [
        Listed(each.number, each.local, each.state or UNKNOWN, each.status, years_since(each.joined_on, day))
        for each in profiles
    ]
    return sorted(rows, key=lambda row: row.key)


def write_list(rows: Iterable[Listed]) -> bytes:
    """The list as a file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return text.getvalue().encode()


def read_list(data: bytes) -> Iterator[Listed]:
    """The rows of the file that `write_list` wrote."""
    rows = csv.reader(io.StringIO(data.decode()))
    next(rows)
    return (Listed(*row) for row in rows)


def values_of(row: Listed, quotas: Mapping[str, Collection[str]]) -> dict[str, str]:
    """The features of a member that quotas count; `quotas` are the values that they name, by feature."""
    said = {STATE: row.state, STATUS: row.status, YEARS: row.years}
    return {name: said[name] if said[name] in known else OTHER for name, known in quotas.items()}


def shares(rows: Sequence[Listed]) -> dict[str, dict[str, int]]:
    """How many on the list have each value, by feature, the most frequent first."""
    found: dict[str, dict[str, int]] = {name: {} for name in FEATURES}
    for row in rows:
        for name, value in ((STATE, row.state), (STATUS, row.status), (YEARS, row.years)):
            found[name][value] = found[name].get(value, 0) + 1
    return {name: dict(sorted(held.items(), key=lambda one: (-one[1], one[0]))) for name, held in found.items()}
