"""The ballot box as a file: append-only, locked while it is written, on the disk before anything is answered."""

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from hustings.core.ballots.belenios_v1 import chain
from hustings.core.ballots.belenios_v1.trail import Trail
from hustings.core.ballots.box import Appended, write_beginning
from hustings.core.ballots.ending import EndingBox
from hustings.core.ballots.engine import ArchiveReport, PartialDecryption, Setup
from hustings.core.ballots.engines import ENGINE
from hustings.rooms.ballots.hints import hints_of, hints_path

COINS = secrets.token_bytes


def box_path(*, cycle: str, poll: str, unit: str) -> Path:
    """Where the archive of a poll's unit lies."""
    folder: Path = settings.CONFIG.files / "ballots"
    return folder / f"{cycle}-{poll}-{unit}.bel"


def make_box(path: Path, setup: Setup, *, timestamp: int) -> None:
    """Begin the archive of a new poll. A file left behind by an unfinished declaration is replaced.

    The engine judges what was written, as anybody would, before it takes its place.

    Raises: SetupRefused, RecordRefused.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_suffix(".new")
    with made.open("w+b") as file:
        head = _begin(file, setup, timestamp=timestamp)
        ENGINE.verify_archive(file, expected_head=head, coins=COINS, finished=False).or_raise()
    hints_path(path).unlink(missing_ok=True)
    made.replace(path)
    _folder_to_disk(path.parent)


def _begin(file: BinaryIO, setup: Setup, *, timestamp: int) -> str:
    """Write the setup to the disk; its head."""
    begun = write_beginning(setup, timestamp=timestamp)
    file.write(begun.chunk)
    to_disk(file)
    file.seek(0)
    return begun.head


def put_beside(path: Path, data: bytes) -> None:
    """Write a small file beside the archives, whole or not at all."""
    made = path.with_name(path.name + ".new")
    with made.open("wb") as file:
        file.write(data)
        to_disk(file)
    made.replace(path)
    _folder_to_disk(path.parent)


@dataclass
class OpenBox:
    """A box open for an office's own steps, by one process at a time. Every step is on the disk when it returns."""

    box: EndingBox
    file: BinaryIO

    @property
    def takes_ballots(self) -> bool:
        """Whether its ballots have not been ended."""
        return self.box.stage in (chain.SETUP, chain.BALLOT)

    def end(self) -> None:
        """End the ballots and write no tally, so that nothing of it can be opened. Raises: EventOrderWrong."""
        self._write(self.box.end_ballots())

    def write_tally(self, report: ArchiveReport) -> None:
        """Write the encrypted tally that an engine found in it. Raises: HeadDiffers, EventOrderWrong."""
        self._write(self.box.append_tally_of(report))

    def take_decryption(self, part: PartialDecryption) -> None:
        """Take a trustee's part. Raises: OutcomeRefused, RecordRefused, EventOrderWrong."""
        self._write(self.box.append_decryption(part))

    def count(self) -> tuple[int, ...]:
        """Write the result and give the counts of the one question. Raises: DecryptionsMissing, ResultNotFound."""
        self._write(self.box.append_result())
        return self.box.results[0]

    def _write(self, appended: Appended) -> None:
        self.file.seek(0, os.SEEK_END)
        self.file.write(appended.chunk)
        to_disk(self.file)


def read_box(path: Path) -> EndingBox:
    """The box as far as it has come, not locked."""
    box = EndingBox(engine=ENGINE, coins=COINS)
    with path.open("rb") as file:
        box.follow(file)
    return box


@contextmanager
def open_box(path: Path, read: EndingBox | None = None) -> Iterator[OpenBox]:
    """The box, locked. What a crash left half written, and nobody was told of, is cut off first.

    Most of it is read before the lock is taken, so that whoever else needs the box hardly waits; `read`: it has been.
    """
    box = read_box(path) if read is None else read
    with locked(path) as file:
        box.follow(file)
        file.truncate(box.length)
        yield OpenBox(box, file)


def close_box(path: Path, *, while_it_may: Callable[[], AbstractContextManager[object]] = nullcontext) -> EndingBox:
    """End the ballots and write the encrypted tally, or what of it a crash left undone; the box as it then is.

    The engine judges every ballot once more, in bounded memory and without the lock: behind the end of the ballots
    nobody may append. `while_it_may` is entered for the moment of each writing, and never while a box is read or
    judged; what it raises ends the close there.

    Raises: PollRefused, BallotRefused, for an archive that does not hold.
    """
    read = read_box(path)
    with while_it_may(), open_box(path, read) as opened:
        if opened.takes_ballots:
            opened.end()
        if opened.box.stage != chain.END_BALLOTS:
            return opened.box
        head = opened.box.head
    with path.open("rb") as file:
        report = ENGINE.verify_archive(
            file, expected_head=head, coins=COINS, finished=False, hints=hints_of(path)
        ).or_raise()
    read = read_box(path)
    with while_it_may(), open_box(path, read) as opened:
        if opened.box.stage == chain.END_BALLOTS:
            opened.write_tally(report)
        return opened.box


def standing(path: Path) -> Trail:
    """How far a box has come: head and number of ballots, all of them on the disk. Intake goes on meanwhile."""
    trail = Trail()
    with path.open("rb") as file:
        trail.to_the_end(file)
    with locked(path) as file:
        return trail.to_the_end(file)


@contextmanager
def locked(path: Path) -> Iterator[BinaryIO]:
    """The file for reading and writing; whoever else asks for it waits."""
    with path.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def to_disk(file: BinaryIO) -> None:
    """Wait until the disk has it."""
    file.flush()
    os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
