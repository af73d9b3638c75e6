"""What can be asked about the fund."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from hustings.core.limits import Gift as Details
from hustings.core.limits import LimitRow, read_table
from hustings.core.values import STAFF, Actor, Kind, Role
from hustings.ground.record.declared import query
from hustings.rooms.cycles.queries import cycle_of, cycles
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
    """Every gift that the fund has paid except one: what a limit has been used up by.

    A limit knows no cycles, so a real cycle counts the gifts of every other real one (named `CYCLE/GIFT-n`); a
    rehearsal and a reported cycle count only their own.
    """
    live = cycle_of(cycle=cycle).kind is Kind.LIVE
    shared = [view.code for view in cycles() if view.kind is Kind.LIVE] if live else [cycle]
    rows = Gift.objects.filter(cycle__in=shared, state="paid").exclude(cycle=cycle, code=but).order_by("pk")
    return tuple(_named(Details.from_json(row.details), row.cycle, cycle) for row in rows)


def _named(details: Details, own: str, asking: str) -> Details:
    return details if own == asking else replace(details, code=f"{own}/{details.code}")


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
