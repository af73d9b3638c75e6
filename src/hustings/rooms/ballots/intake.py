"""Taking ballots. Not an action: nothing of it goes on the record, and nothing says who or when."""

import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import Error

from hustings.core.ballots.refusals import IdenticalBallot
from hustings.ground.clock import iso, now
from hustings.ground.record.queries import chain_of, now_in
from hustings.rooms.ballots.box import box_path
from hustings.rooms.ballots.intake_desk import Receipt, desk_of
from hustings.rooms.ballots.queries import PollView, poll_of, unit_of
from hustings.rooms.ballots.refusals import BoxNotReady, PollNotOpen
from hustings.rooms.cycles.queries import rulebook_of
from hustings.rooms.cycles.refusals import NoRulebook

Clock = Callable[[], datetime]


def cast(*, cycle: str, poll: str, unit: str, ballots: Iterable[bytes], at: datetime) -> Iterator[Receipt]:
    """Check every ballot whole, put it on the disk, and only then give its receipt.

    Raises: NoSuchPoll, PollNotOpen, BallotRefused, BoxNotReady (the ballots before it stay in the box).
    """
    view = poll_of(cycle=cycle, poll=poll)
    require_open(view, at)
    desk = desk_of(box_path(cycle=cycle, poll=poll, unit=unit_of(cycle=cycle, poll=poll, unit=unit).code))
    for ballot in ballots:
        receipt = desk.take(ballot, admit=lambda: require_open(view, at))
        if not receipt.fresh:
            raise IdenticalBallot
        yield receipt


def take(*, cycle: str, poll: str, unit: str, ballot: bytes, clock: Clock) -> Receipt:
    """Take one ballot for a server; the same ballot again gets the same receipt, even after the close.

    Whether the poll is open is asked at the moment of writing.

    Raises: NoSuchPoll, NoSuchUnit, PollNotOpen, BallotRefused, BoxNotReady.
    """
    hours = _hours(cycle, poll, unit)
    return desk_of(hours.path).take(ballot, admit=lambda: hours.require_open(clock))


def pass_wanted(*, cycle: str, poll: str, unit: str, clock: Clock = now) -> bool:
    """Whether the rulebook wants a pass beside a ballot. Raises: NoSuchPoll, NoSuchUnit, BoxNotReady."""
    return _hours(cycle, poll, unit).pass_wanted(clock)


def require_open(view: PollView, at: datetime) -> None:
    """Raises: PollNotOpen."""
    if view.state != "open" or not view.opens_at <= at < view.closes_at:
        raise PollNotOpen(opens_at=iso(view.opens_at), closes_at=iso(view.closes_at), where=view.code)


class _Known(NamedTuple):
    """What the database said at a moment."""

    at: datetime
    view: PollView
    rehearsal: bool
    pass_wanted: bool


class _Hours:
    """When and how a poll takes ballots: asked of the database anew each second, as finely as our clock tells the time.

    Of all threads that come in a new second, one asks. A rehearsal's clock can be moved at any moment, so there it is
    asked every time. `path`: where the box of a unit lies.
    """

    def __init__(self, cycle: str, poll: str, path: Path) -> None:
        self.path = path
        self._cycle, self._poll = cycle, poll
        self._asking = threading.Lock()
        self._known: _Known | None = None

    def pass_wanted(self, clock: Clock) -> bool:
        """Whether the rulebook wants a pass. Raises: NoSuchPoll, BoxNotReady where the database does not answer."""
        return self._ask(clock()).pass_wanted

    def require_open(self, clock: Clock) -> None:
        """Raises: NoSuchPoll, PollNotOpen; BoxNotReady where the database does not answer."""
        at = clock()
        known = self._ask(at)
        try:
            require_open(known.view, now_in(cycle=self._cycle) if known.rehearsal else at)
        except Error as problem:
            raise BoxNotReady(where=self._poll) from problem

    def _ask(self, at: datetime) -> _Known:
        known = self._at(at)
        if known is None:
            with self._asking:
                known = self._at(at)
                if known is None:
                    self._known = known = self._read(at)
        return known

    def _at(self, at: datetime) -> _Known | None:
        known = self._known
        return known if known is not None and known.at == at and not known.rehearsal else None

    def _read(self, at: datetime) -> _Known:
        try:
            view, rehearsal = poll_of(cycle=self._cycle, poll=self._poll), chain_of(cycle=self._cycle).rehearsal
            return _Known(at, view, rehearsal, _pass_wanted(self._cycle))
        except Error as problem:
            raise BoxNotReady(where=self._poll) from problem


def _pass_wanted(cycle: str) -> bool:
    try:
        return bool(rulebook_of(cycle=cycle).get("poll_pass"))
    except NoRulebook:
        return False


_KNOWN: dict[tuple[Path, str, str, str], _Hours] = {}


def _hours(cycle: str, poll: str, unit: str) -> _Hours:
    """The hours of a poll, kept by the place of a unit's box. Raises: NoSuchPoll, NoSuchUnit, BoxNotReady."""
    place = (settings.CONFIG.files, cycle, poll, unit)
    if place not in _KNOWN:
        try:
            unit_of(cycle=cycle, poll=poll, unit=unit)
        except Error as problem:
            raise BoxNotReady(where=poll) from problem
        _KNOWN[place] = _Hours(cycle, poll, box_path(cycle=cycle, poll=poll, unit=unit))
    return _KNOWN[place]
