"""What can be asked about straw polls."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hustings.core.values import STAFF, Actor, Role
from hustings.ground.record.declared import query
from hustings.rooms.roll.queries import all_locals
from hustings.rooms.straw_polls.models import Sheet, StrawPoll
from hustings.rooms.straw_polls.refusals import NoSuchPoll, NoSuchSheet, NotYourLocal

INSIDE = STAFF | {Role.BOARD, Role.OBSERVER, Role.SYSTEM}


@dataclass(frozen=True, slots=True)
class StrawPollView:
    """A straw poll as it stands."""

    code: str
    question: str
    options: tuple[str, ...]
    opens_on: date
    closes_on: date
    closed: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What a sheet says: votes by option, and how many members were present."""

    counts: Mapping[str, int]
    n_present: int


@dataclass(frozen=True, slots=True)
class SheetView:
    """A return sheet.

    `figures` are None while they are unconfirmed and somebody else than who entered them asks: the second teller enters
    what the paper says, not what the first one typed.
    """

    code: str
    poll: str
    local: str
    place: str
    held_on: date
    confirmed: bool
    mine: bool
    figures: Figures | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Which locals have returned a sheet, in order of codes."""

    n_locals: int
    n_confirmed: int
    unconfirmed: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def n_entered(self) -> int:
        return self.n_confirmed + len(self.unconfirmed)


@query()
def polls_of(*, cycle: str) -> tuple[StrawPollView, ...]:
    """The straw polls of a cycle, in the order in which they were opened."""
    return tuple(_poll(row) for row in StrawPoll.objects.filter(cycle=cycle).order_by("pk"))


@query(may=INSIDE | {Role.TELLER})
def sheet_of(*, cycle: str, poll: str, local: str, actor: Actor) -> SheetView:
    """The return sheet of one local. A teller sees only her own local's.

    Raises: NotYourLocal, NoSuchPoll, NoSuchSheet.
    """
    require_own_local(actor, local, INSIDE)
    row = poll_row(cycle, poll).sheets.filter(local=local).first()
    if row is None:
        raise NoSuchSheet(sheet=local, where=poll)
    return _sheet(row, actor)


@query(may=INSIDE)
def sheets_of(*, cycle: str, poll: str, actor: Actor) -> tuple[SheetView, ...]:
    """Every return sheet of a poll, in order of locals. Raises: NoSuchPoll."""
    return tuple(_sheet(row, actor) for row in poll_row(cycle, poll).sheets.order_by("local"))


@query(may=INSIDE)
def progress(*, cycle: str, poll: str, actor: Actor) -> Progress:
    """How many of how many locals have returned a sheet, and which have not. Raises: NoSuchPoll."""
    returned = dict(poll_row(cycle, poll).sheets.values_list("local", "confirmed_at"))
    codes = [local.code for local in all_locals(actor=actor)]
    unconfirmed = sorted(local for local, confirmed_at in returned.items() if confirmed_at is None)
    missing = tuple(code for code in codes if code not in returned)
    return Progress(len(codes), len(returned) - len(unconfirmed), tuple(unconfirmed), missing)


def poll_row(cycle: str, poll: str) -> StrawPoll:
    """The row of a poll, for this room. Raises: NoSuchPoll."""
    row = StrawPoll.objects.filter(cycle=cycle, code=poll).first()
    if row is None:
        raise NoSuchPoll(poll=poll, where=cycle)
    return row


def require_own_local(actor: Actor, local: str, unbound: frozenset[Role]) -> None:
    """Who acts only as a teller acts for the one local that the link is for. Raises: NotYourLocal."""
    if not actor.roles & unbound and actor.scope != local:
        raise NotYourLocal(local=local, where="local")


def _poll(row: StrawPoll) -> StrawPollView:
    closed = row.closed_at is not None
    return StrawPollView(row.code, row.question, tuple(row.options), row.opens_on, row.closes_on, closed)


def _sheet(row: Sheet, actor: Actor) -> SheetView:
    confirmed, mine = row.confirmed_at is not None, row.entered_by == actor.id
    figures = Figures(row.counts, row.n_present) if confirmed or mine else None
    return SheetView(row.code, row.poll.code, row.local, row.place, row.held_on, confirmed, mine, figures)
