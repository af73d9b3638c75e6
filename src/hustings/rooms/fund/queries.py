"""What can be asked about the fund."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from hustings.core.limits import Gift as Details
from hustings.core.limits import LimitRow, read_table
from hustings.core.values import STAFF, Actor, Role
from hustings.ground.record.declared import query
from hustings.rooms.fund.models import Gift

TABLE = Path(__file__).parent / "data" / "us_federal_limits.csv"


@dataclass(frozen=True, slots=True)
class GiftView:
    """A gift as it stands, in whole cents."""

    code: str
    recipient: str
    account: str
    cents: int
    purpose: str
    given_on: date
    state: str


@query(may=STAFF | {Role.BOARD})
def gifts_of(*, cycle: str, actor: Actor) -> tuple[GiftView, ...]:
    """The gifts of a cycle in the order of proposal."""
    return tuple(_view(row) for row in Gift.objects.filter(cycle=cycle).order_by("pk"))


@query()
def earlier_gifts(*, cycle: str, but: str) -> tuple[Details, ...]:
    """Every gift paid in this cycle except one: what a limit has been used up by."""
    rows = Gift.objects.filter(cycle=cycle, state="paid").exclude(code=but).order_by("pk")
    return tuple(Details.from_json(row.details) for row in rows)


@cache
def limits_table() -> tuple[LimitRow, ...]:
    """The dated limits that this house applies, each row with its source."""
    return read_table(limits_file().decode())


def limits_file() -> bytes:
    """The table's own bytes, which go into every bundle."""
    return TABLE.read_bytes()


def _view(row: Gift) -> GiftView:
    details = Details.from_json(row.details)
    return GiftView(row.code, details.recipient, details.account, row.cents, row.purpose, row.given_on, row.state)
