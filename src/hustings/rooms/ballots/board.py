"""What the public sees of an open poll, and when.

While ballots are taken, the archive is shown as of the last published head, and heads are published at fixed times. Who
could see it grow ballot by ballot, and saw a member at her telephone, would know which credential is hers.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from hustings.core.ballots.belenios_v1.trail import Trail
from hustings.core.errors import Refusal
from hustings.core.projections.secret_polls import KeyHolders, key_holders
from hustings.ground.record.queries import told_in_public
from hustings.rooms.ballots.box import box_path
from hustings.rooms.ballots.hints import hints_of
from hustings.rooms.ballots.intake_desk import MOST_DESKS, desk_of
from hustings.rooms.ballots.queries import TAKES_BALLOTS, PollView, poll_of

HEAD_PUBLISHED = "ballot.head-published"


class HeadNotInBox(Refusal):
    code = "head-not-in-box"
    says = "The archive of {unit} does not hold the head that was published."
    todo = "Tell the election officer and the observers at once: the box was exchanged, or its end is missing."


class NoSuchHints(Refusal):
    code = "no-such-hints"
    says = "There are no hints beside the archive of {unit}."
    todo = "Check the archive without them, which takes longer and says the same. They are offered after the close."


@dataclass(frozen=True, slots=True)
class UnitHead:
    """A unit's box at a published moment."""

    unit: str
    head: str
    n_ballots: int


@dataclass(frozen=True, slots=True)
class PublishedHead:
    """A poll's head as it stands on the record: entry, when, at which moment of the poll."""

    seq: int
    at: datetime
    moment: str
    head: str
    n_ballots: int
    units: tuple[UnitHead, ...]

    def of(self, unit: str) -> UnitHead | None:
        """That of a unit."""
        return next((each for each in self.units if each.unit == unit), None)


@dataclass(frozen=True, slots=True)
class ShownArchive:
    """The part of a unit's archive that everybody may have now: its `length` in bytes, its head, its ballots."""

    path: Path
    length: int
    head: str
    n_ballots: int


def heads_of(*, cycle: str, poll: str, last: int | None = None) -> tuple[PublishedHead, ...]:
    """The heads of a poll on the record, the oldest first; with `last` only so many, the newest."""
    told = told_in_public(cycle=cycle, verb=HEAD_PUBLISHED, subject=poll, last=last)
    return tuple(_head(each.seq, each.at, each.body) for each in told)


def _head(seq: int, at: datetime, body: Mapping[str, Any]) -> PublishedHead:
    units = tuple(UnitHead(each["unit"], each["head"], each["n_ballots"]) for each in body["units"])
    return PublishedHead(seq, at, body["moment"], body["head"], body["n_ballots"], units)


def key_holders_of(*, cycle: str, poll: str) -> tuple[KeyHolders, ...]:
    """Who can open the poll, as the record declared it; nobody where that is not told."""
    told = told_in_public(cycle=cycle, verb="ballot.declared", subject=poll, last=1)
    return key_holders(told[0].body.get("trustees", ())) if told else ()


def last_slot(at: datetime, every: timedelta) -> datetime:
    """The fixed time that has come last: whole steps of `every` from midnight. No vote moves it."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + (at - midnight) // every * every


def shown_archive(*, view: PollView, unit: str, published: PublishedHead | None) -> ShownArchive:
    """A unit's archive as everybody may have it, as of the head that was published last (None: none was).

    Raises: HeadNotInBox, PollRefused.
    """
    path = box_path(cycle=view.cycle, poll=view.code, unit=unit)
    last = published.of(unit) if published is not None else None
    shown = _shown_of(path, path.stat().st_ino)
    if view.state != TAKES_BALLOTS:
        trail = shown.whole()
    else:
        trail = shown.up_to(last.head, unit) if last is not None else shown.as_declared()
    return ShownArchive(path, trail.length, trail.head, trail.n_ballots)


def shown_hints(*, view: PollView, unit: str) -> Path:
    """The file that makes a check of a unit's archive quicker, once no more ballots come. Raises: NoSuchHints."""
    found = None if view.state == TAKES_BALLOTS else hints_of(box_path(cycle=view.cycle, poll=view.code, unit=unit))
    if found is None:
        raise NoSuchHints(unit=unit, where=unit)
    return found


class _Shown:
    """How far a process has followed an archive for the public, and how long it was at each head on the way."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._trail = Trail()
        self._known: dict[str, Trail] = {}
        self._following = threading.Lock()

    def as_declared(self) -> Trail:
        """The archive up to the first ballot. Raises: PollRefused."""
        with self._following:
            trail = Trail()
            with self._path.open("rb") as file:
                next(trail.follow(file), None)
            return trail

    def up_to(self, head: str, unit: str) -> Trail:
        """The archive up to the event of this hash. Raises: HeadNotInBox, PollRefused."""
        with self._following:
            if head not in self._known:
                trail, self._trail = self._trail, Trail()  # a failure on the way begins anew
                with self._path.open("rb") as file:
                    if not trail.until(file, head):
                        raise HeadNotInBox(unit=unit, where=unit)
                self._trail, self._known[head] = trail, replace(trail)
            return self._known[head]

    def whole(self) -> Trail:
        """All of it. Raises: PollRefused."""
        with self._following:
            trail, self._trail = self._trail, Trail()
            with self._path.open("rb") as file:
                self._trail = trail.to_the_end(file)
            return replace(trail)


@lru_cache(maxsize=MOST_DESKS)
def _shown_of(path: Path, inode: int) -> _Shown:
    return _Shown(path)


def unit_that_holds(*, cycle: str, poll: str, name: str) -> str | None:
    """The code of the unit in whose box the ballot of this hash (64 hexadecimal digits) is now; None if in none.

    Raises: NoSuchPoll, BoxNotReady.
    """
    for unit in poll_of(cycle=cycle, poll=poll).units:
        if desk_of(box_path(cycle=cycle, poll=poll, unit=unit.code)).holds(name):
            return unit.code
    return None
