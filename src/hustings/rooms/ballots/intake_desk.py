"""The desk of one box in one process: ballots are checked together, and written together.

Every process of the server keeps what it knows of a box (`core.ballots.register`). Ballots that come while others are
at the desk wait, and then all that wait are served at once, which costs each of them less: they are checked without a
lock; then the lock of the file is taken, what other processes have appended is noted, those that hold are written
behind it and brought to the disk at once, and only then does anybody get a receipt. A process may be killed at any
moment: what it left half written is cut off by the next, and what it wrote whole stays.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from hustings.core.ballots.engine import digest, fingerprint
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.refusals import PollClosed
from hustings.core.ballots.register import Register, Taken
from hustings.core.errors import Refusal
from hustings.rooms.ballots.box import locked, to_disk
from hustings.rooms.ballots.hints import keep_hints
from hustings.rooms.ballots.refusals import BoxNotReady

MOST_DESKS = 1024

Admit = Callable[[], None]
"""Raises a refusal if the poll does not take ballots at this moment."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a voter gets: the tracker, and the hash of the event by which the ballot stands in the chain of the box.

    `replaces`: this credential had voted before. `fresh`: taken now; otherwise this very ballot was in already.
    """

    tracker: str
    head: str
    replaces: bool
    fresh: bool


@dataclass(slots=True, eq=False)
class _Waiting:
    """A ballot until it has a receipt or a refusal. `known`: it is in already, and needs no check.

    `hints`: once it was checked. `woken`: when it is settled, or when it is its turn to serve all that wait.
    """

    ballot: bytes
    name: str
    admit: Admit
    known: bool
    hints: bytes | None = None
    outcome: Receipt | Refusal | None = None
    woken: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.woken.acquire()

    def taken(self, found: Taken, *, fresh: bool) -> None:
        self.outcome = Receipt(fingerprint(self.ballot), found.head, found.replaces, fresh)


class Desk:
    """One box, for all threads of this process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._register: Register | None = None
        self._last: _State | None = None
        self._writing = threading.Lock()
        self._queue = threading.Lock()
        self._waiting: list[_Waiting] = []
        self._serving = False

    @property
    def length(self) -> int:
        """How long the file was when this desk last had it, in bytes; 0 if it never had."""
        last = self._last
        return last.length if last is not None else 0

    def take(self, ballot: bytes, *, admit: Admit) -> Receipt:
        """Check a ballot whole, bring it to the disk, and give its receipt; for one that is in already, the same again.

        `admit` is asked when the ballot is about to be written: nothing stands between its answer and the box.

        Raises: BallotRefused, BoxNotReady, and what `admit` raises.
        """
        register, name = self._resumed(), digest(ballot)
        known = register.may_hold(name) and self._finds(name)
        if not known:
            register.require_listed(ballot)
        waiting = _Waiting(ballot, name, admit, known)
        with self._queue:
            self._waiting.append(waiting)
            waits, self._serving = self._serving, True
        if waits:
            waiting.woken.acquire()
        if waiting.outcome is None:
            self._serve()
        if isinstance(waiting.outcome, Receipt):
            return waiting.outcome
        raise waiting.outcome or BoxNotReady(where=self._path.name)

    def _serve(self) -> None:
        """Check and write all that wait; then whoever has come meanwhile is next. Nobody is left without an answer."""
        with self._queue:
            batch, self._waiting = self._waiting, []
        try:
            self._check_all([each for each in batch if not each.known])
            self._write_all([each for each in batch if each.outcome is None])
        finally:
            with self._queue:
                following = self._waiting[:1]
                self._serving = bool(following)
            for each in batch:
                each.outcome = each.outcome or BoxNotReady(where=self._path.name)
            for each in batch + following:
                each.woken.release()

    def holds(self, name: str) -> bool:
        """Whether the ballot of this hash, 64 hexadecimal digits, is in the box now. Raises: BoxNotReady."""
        if self._resumed().may_hold(name):
            return self._finds(name)
        with self._writing, self._held() as (file, register):
            return register.find(name, file) is not None

    def _finds(self, name: str) -> bool:
        try:
            with self._path.open("rb") as file:
                return self._resumed().find(name, file) is not None
        except OSError as problem:
            raise BoxNotReady(where=self._path.name) from problem

    def _check_all(self, batch: list[_Waiting]) -> None:
        if not batch:
            return
        judged = ENGINE.judge_ballots(election=self._resumed().election, ballots=[each.ballot for each in batch])
        for each, found in zip(batch, judged, strict=True):
            if isinstance(found, Refusal):
                each.outcome = found
            else:
                each.hints = found

    def _resumed(self) -> Register:
        """What is known of the box. At first all of it is read, and the file is not locked meanwhile."""
        known = self._register
        if known is not None:
            return known
        with self._writing:
            if self._register is None:
                self._register = self._read()
            return self._register

    def _read(self) -> Register:
        register = Register()
        try:
            with self._path.open("rb") as file:
                register.catch_up(file)
        except OSError as problem:
            raise BoxNotReady(where=self._path.name) from problem
        return register

    def _write_all(self, batch: list[_Waiting]) -> None:
        if not batch:
            return
        try:
            with self._writing, self._held() as (file, register):
                before = register.trail.n_ballots
                entered = _settle(batch, file, register)
                start = ENGINE.hints_start(election=register.election)
                keep_hints(self._path, start=start, hints=[each.hints or b"" for each in entered], before=before)
        except Refusal as refusal:
            for each in batch:
                each.outcome = each.outcome or refusal

    @contextmanager
    def _held(self) -> Iterator[tuple[BinaryIO, Register]]:
        """The file, locked, with everything in it noted. After a failure it is read anew. Raises: BoxNotReady."""
        register: Register | None = None
        try:
            with locked(self._path) as file:
                found = self._caught_up(file, self._register)
                yield file, found
                register, self._last = found, _state(file)
        except OSError as problem:
            raise BoxNotReady(where=self._path.name) from problem
        finally:
            self._register = register

    def _caught_up(self, file: BinaryIO, known: Register | None) -> Register:
        """What stands in a locked file; a tail that was never finished, and that nobody was told of, is cut off."""
        found = _state(file)
        if known is None or not found.continues(self._last, known.trail.length):
            known = Register()
        noted = known.catch_up(file)
        if found.length > known.trail.length:
            file.truncate(known.trail.length)
        if noted or found.length > known.trail.length:
            to_disk(file)  # whoever wrote it may have been killed before it was on the disk
        return known


class _State(NamedTuple):
    """What tells whether a file is the one it was: which it is, when it was changed (nanoseconds), its bytes."""

    file: tuple[int, int]
    changed_at: int
    length: int

    def continues(self, last: "_State | None", length: int) -> bool:
        """Whether it can be what was known up to `length`, and perhaps more behind that."""
        if last is not None and (self.file != last.file or (self.length == length and self != last)):
            return False
        return self.length >= length


def _state(file: BinaryIO) -> _State:
    found = os.fstat(file.fileno())
    return _State((found.st_dev, found.st_ino), found.st_mtime_ns, found.st_size)


def _settle(batch: list[_Waiting], file: BinaryIO, register: Register) -> list[_Waiting]:
    """Give every ballot that waits its receipt or its refusal; those that were written now, in order."""
    for each in batch:
        found = register.find(each.name, file)
        if found is not None:
            each.taken(found, fresh=False)
        else:
            _admit(each, register)
    entering = list({each.name: each for each in batch if each.outcome is None}.values())
    _append(entering, file, register)
    for each in batch:
        found = register.find(each.name, file) if each.outcome is None else None
        if found is not None:  # the same ballot, twice at once
            each.taken(found, fresh=False)
    return entering


def _admit(waiting: _Waiting, register: Register) -> None:
    try:
        waiting.admit()
        if register.trail.is_closed:
            raise PollClosed
        if waiting.hints is None:  # it was in, and the file has been exchanged since
            raise BoxNotReady
    except Refusal as refusal:
        waiting.outcome = refusal


def _append(entering: list[_Waiting], file: BinaryIO, register: Register) -> None:
    """Write ballots and bring them to the disk; if that fails, they are not in the box."""
    if not entering:
        return
    before = register.trail.length
    try:
        passed = register.trail.append(file, [each.ballot for each in entering])
        to_disk(file)
    except OSError:
        os.ftruncate(file.fileno(), before)
        raise
    for each, event in zip(entering, passed, strict=True):
        each.taken(register.note_ballot(event), fresh=True)


def desk_of(path: Path) -> Desk:
    """This process's desk of a box; another one, if another file has taken its place. Raises: BoxNotReady."""
    try:
        found = path.stat()
        desk = _desk(path, found.st_dev, found.st_ino)
        length = desk.length  # before the file is asked: a thread that writes lengthens both
        if length <= path.stat().st_size:
            return desk
    except OSError as problem:
        raise BoxNotReady(where=path.name) from problem
    _desk.cache_clear()
    return _desk(path, found.st_dev, found.st_ino)


@lru_cache(maxsize=MOST_DESKS)
def _desk(path: Path, device: int, inode: int) -> Desk:
    return Desk(path)
