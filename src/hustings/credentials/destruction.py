"""The end: the list of who holds which credential is overwritten and deleted, and a statement says so.

The statement is written first, so that a destruction that was broken off can be finished. What it names by digest is
the list itself: should a copy come to light, anybody can tell whether it is this one. Overwriting reaches only what the
disk writes to the same place again; docs/credentials.md says what that means for today's disks and for backups.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hustings.core.canonical import canonical_bytes
from hustings.credentials.refusals import AlreadyDestroyed
from hustings.credentials.store import DESTROYED, DESTROYING, SECRET_FOLDERS, STORE, Office, write_private

FORMAT = "hustings-credentials-destroyed/1"
PIECE = 1 << 20
WORDS = (
    "On {destroyed_on} the credential office overwrote and deleted the list of who holds which of the {n_credentials} "
    "credentials of {title}. It keeps no copy. From now on nobody can join a member to a ballot by it."
)

Watch = Callable[[int, int], None]


def destroy(folder: Path, *, on: str, watch: Watch = lambda done, total: None) -> dict[str, Any]:
    """Destroy the private list and every letter in the folder; the statement for the record. Finishes what was begun.

    Raises: NoOffice, NotMade, AlreadyDestroyed, OfficeOpen.
    """
    done, begun = folder / DESTROYED, folder / DESTROYING
    if done.exists():
        raise AlreadyDestroyed(destroyed_on=json.loads(done.read_bytes())["destroyed_on"], file=done)
    if not begun.exists():
        with Office(folder) as office:
            write_private(begun, canonical_bytes(statement_of(office, on=on)) + b"\n")
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
    found: dict[str, Any] = json.loads(done.read_bytes())
    return found


def statement_of(office: Office, *, on: str) -> dict[str, Any]:
    """What goes on the record when the list is destroyed. Raises: NotMade."""
    office.require_made()
    units = office.units()
    told: dict[str, Any] = {
        "format": FORMAT,
        "cycle": office.fact("cycle"),
        "title": office.fact("title"),
        "destroyed_on": on,
        "list_digest": list_digest(office),
        "n_credentials": sum(unit.n_members for unit in units),
        "units": [
            {"code": unit.code, "uuid": unit.election, "n": unit.n_members, "credentials_digest": unit.digest}
            for unit in units
        ],
    }
    return told | {"words": WORDS.format(**told)}


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
