"""The end: the list of who holds which credential is overwritten and deleted, and a statement says so.

The statement is written first, so that a destruction that was broken off can be finished. What it names by digest is
the list itself: should a copy come to light, anybody can tell whether it is this one. Overwriting reaches only what the
disk writes to the same place again; docs/credentials.md says what that means for today's disks and for backups.
"""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from hustings.core.ballots.destroyed_list import DestroyedList, DestroyedUnit, read_statement, write_statement
from hustings.credentials.refusals import AlreadyDestroyed
from hustings.credentials.store import DESTROYED, DESTROYING, SECRET_FOLDERS, STORE, Office, write_private

PIECE = 1 << 20
Watch = Callable[[int, int], None]


def destroy(folder: Path, *, on: str, watch: Watch = lambda done, total: None) -> DestroyedList:
    """Destroy the private list and every letter in the folder; the statement for the record. Finishes what was begun.

    Raises: NoOffice, NotMade, AlreadyDestroyed, OfficeOpen.
    """
    done, begun = folder / DESTROYED, folder / DESTROYING
    if done.exists():
        raise AlreadyDestroyed(destroyed_on=read_statement(done.read_bytes()).destroyed_on, file=done)
    if not begun.exists():
        with Office(folder) as office:
            write_private(begun, write_statement(statement_of(office, on=on)))
    secret = list(secret_files(folder))
    total, written = sum(path.stat().st_size for path in secret), 0
    for path in secret:
        for n_bytes in overwritten(path):
            written += n_bytes
            watch(written, total)
        path.unlink()
    for name in SECRET_FOLDERS:
        if (folder / name).is_dir():
            (folder / name).rmdir()
    begun.rename(done)
    return read_statement(done.read_bytes())


def statement_of(office: Office, *, on: str) -> DestroyedList:
    """What goes on the record when the list is destroyed on a day. Raises: NotMade."""
    office.require_made()
    units = tuple(DestroyedUnit(unit.code, unit.election, unit.n_members, unit.digest) for unit in office.units())
    return DestroyedList(office.fact("cycle"), office.fact("title"), on, list_digest(office), units)


def list_digest(office: Office) -> str:
    """SHA-256 of the private list: for each member, sorted by number, “number,credential” and a newline."""
    hashed = hashlib.sha256()
    for row in office.database.execute("SELECT number, secret FROM credential ORDER BY number"):
        hashed.update(f"{row[0]},{row[1]}\n".encode())
    return hashed.hexdigest()


def secret_files(folder: Path) -> Iterator[Path]:
    """Every file of the office that could join a member to a credential."""
    yield from sorted(folder.glob(f"{STORE}*"))
    for name in SECRET_FOLDERS:
        yield from sorted((folder / name).glob("*"))


def overwritten(path: Path) -> Iterator[int]:
    """Write over a file in place, to the disk; how many bytes with each piece."""
    left = path.stat().st_size
    with path.open("r+b", buffering=0) as file:
        while left:
            piece = min(PIECE, left)
            file.write(secrets.token_bytes(piece))
            left -= piece
            yield piece
        os.fsync(file.fileno())
