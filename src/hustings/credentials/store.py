"""The office's folder and the one file in it that says who holds which credential.

    FOLDER/office.sqlite3     the private list
    FOLDER/office.log         what was done and how often, never to whom
    FOLDER/public/            what may leave the office
    FOLDER/letters/ outbox/   letters and e-mails that carry secrets
    FOLDER/destroyed.json     the statement, once the list is destroyed

Only its owner may open any of it.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hustings.core.ballots.destroyed_list import read_statement
from hustings.credentials.refusals import (
    AlreadyDestroyed,
    AlreadyMade,
    DestructionBegun,
    FolderTaken,
    LocalUnknown,
    MemberUnknown,
    NoOffice,
    NotMade,
    OfficeOpen,
    UnitUnknown,
)

STORE = "office.sqlite3"
LOG = "office.log"
DESTROYED = "destroyed.json"
DESTROYING = "destroying.json"
SECRET_FOLDERS = ("letters", "outbox")
OTHERS = 0o077

SETTINGS = (
    "secure_delete = ON",
    "temp_store = MEMORY",  # no secret in a file that nobody destroys
    "journal_mode = DELETE",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -200000",
)

TABLES = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE unit (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, election TEXT NOT NULL UNIQUE, n_members INTEGER NOT NULL,
  digest TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE member (
  number TEXT PRIMARY KEY, unit TEXT NOT NULL REFERENCES unit, local TEXT NOT NULL, name TEXT NOT NULL,
  email TEXT NOT NULL, language TEXT NOT NULL, address TEXT NOT NULL, mail TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX member_of_local ON member (local);
CREATE TABLE credential (
  number TEXT PRIMARY KEY REFERENCES member, unit TEXT NOT NULL, secret TEXT NOT NULL, public TEXT NOT NULL
) WITHOUT ROWID;
"""

HOLDERS = """
SELECT member.number, member.unit, local, name, email, language, address, secret
FROM member JOIN credential USING (number) WHERE {chosen} ORDER BY {order}
"""


@dataclass(frozen=True, slots=True)
class UnitOf:
    """A reporting unit in this office. `digest` is that of its public list, empty until credentials are made."""

    code: str
    name: str
    election: str
    n_members: int
    digest: str


@dataclass(frozen=True, slots=True)
class Holder:
    """A member and the secret that opens one ballot. Never printed or logged: only a letter may hold it."""

    number: str
    unit: str
    local: str
    name: str
    email: str
    language: str
    address: tuple[str, ...]
    secret: str

    def __repr__(self) -> str:
        return "Holder(…)"


class Office:
    """An open office. Use it as a context; what was not committed is undone.

    Raises: NoOffice, OfficeOpen, AlreadyDestroyed, DestructionBegun.
    """

    def __init__(self, folder: Path) -> None:
        require_not_destroyed(folder)
        if not (folder / STORE).is_file():
            raise NoOffice(folder=folder)
        for path in (folder, folder / STORE):
            if path.stat().st_mode & OTHERS:
                raise OfficeOpen(path=path)
        self.folder = folder
        self._database = _connected(folder / STORE)

    def __enter__(self) -> "Office":
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._database.rollback()
        self._database.close()

    @property
    def database(self) -> sqlite3.Connection:
        """The store, for the office's own modules."""
        return self._database

    def fact(self, name: str) -> Any:
        """What was written down under a name; None if nothing."""
        row = self._database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def write_facts(self, facts: Mapping[str, Any]) -> None:
        """Write down facts, replacing those of the same names."""
        rows = [(name, json.dumps(value)) for name, value in facts.items()]
        self._database.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", rows)

    def units(self) -> tuple[UnitOf, ...]:
        """The reporting units in order of their codes."""
        rows = self._database.execute("SELECT code, name, election, n_members, digest FROM unit ORDER BY code")
        return tuple(UnitOf(*row) for row in rows)

    def unit(self, code: str) -> UnitOf:
        """One unit. Raises: UnitUnknown."""
        units = {unit.code: unit for unit in self.units()}
        if code not in units:
            raise UnitUnknown(unit=code, units=", ".join(units))
        return units[code]

    def n_by_mail(self) -> dict[str, int]:
        """How many e-mails were sent and how many refused for good."""
        rows = self._database.execute("SELECT mail, count(*) FROM member WHERE mail <> '' GROUP BY mail ORDER BY mail")
        return dict(rows.fetchall())

    def require_made(self) -> None:
        """Raises: NotMade."""
        if not self.fact("made_on"):
            raise NotMade

    def require_not_made(self) -> None:
        """Raises: AlreadyMade."""
        made_on = self.fact("made_on")
        if made_on:
            raise AlreadyMade(made_on=made_on)

    def locals_of(self, local: str | None = None) -> tuple[tuple[str, int], ...]:
        """Codes of locals with the number of their members, in order; one or all. Raises: LocalUnknown."""
        rows = self._database.execute("SELECT local, count(*) FROM member GROUP BY local ORDER BY local")
        found = tuple((code, n) for code, n in rows if local in (None, code))
        if not found:
            raise LocalUnknown(local=local)
        return found

    def holders(self, chosen: str, values: tuple[Any, ...], *, order: str = "local, number") -> Iterator[Holder]:
        """Members with their credentials. `chosen` is an SQL condition of this package, `values` its places."""
        for row in self._database.execute(HOLDERS.format(chosen=chosen, order=order), values):
            number, unit, local, name, email, language, address, secret = row
            yield Holder(number, unit, local, name, email, language, tuple(address.splitlines()), secret)

    def n_holders(self, chosen: str, local: str | None = None) -> int:
        """How many members an SQL condition of this package chooses, in all locals or one."""
        question = f"SELECT count(*) FROM member WHERE ({chosen}) AND ? IN ('', local)"  # noqa: S608
        return int(self._database.execute(question, (local or "",)).fetchone()[0])

    def holder(self, number: str) -> Holder:
        """One member with the credential. Raises: NotMade, MemberUnknown."""
        self.require_made()
        found = next(self.holders("member.number = ?", (number,)), None)
        if found is None:
            raise MemberUnknown
        return found

    def commit(self) -> None:
        """Make what was written since last time stay."""
        self._database.commit()

    def log(self, step: str, *, at: str, **numbers: int | str) -> None:
        """Add a line to the office's log: what, when, how many. Never who."""
        line = json.dumps({"at": at, "step": step} | numbers)
        with os.fdopen(os.open(self.folder / LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w") as log:
            log.write(line + "\n")

    def secret_folder(self, name: str) -> Path:
        """A folder for letters; destroyed with the list."""
        return private_folder(self.folder / name)


def require_not_destroyed(folder: Path) -> None:
    """Raises: AlreadyDestroyed, DestructionBegun."""
    done = folder / DESTROYED
    if done.exists():
        raise AlreadyDestroyed(destroyed_on=read_statement(done.read_bytes()).destroyed_on, file=done)
    if (folder / DESTROYING).exists():
        raise DestructionBegun


@contextmanager
def founded(folder: Path) -> Iterator[Office]:
    """An office with empty tables, in a new folder or one whose credentials are not made yet.

    It is there only if the block ends well. Raises: FolderTaken, AlreadyMade, AlreadyDestroyed, DestructionBegun.
    """
    require_not_destroyed(folder)
    if (folder / STORE).exists():
        with Office(folder) as office:
            office.require_not_made()
    elif folder.exists() and next(folder.iterdir(), None) is not None:
        raise FolderTaken(folder=folder)
    private_folder(folder).chmod(0o700)
    new = folder / f"{STORE}.new"
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    try:
        with _at(folder, new) as office:
            office.database.executescript(TABLES)
            yield office
            office.commit()
        new.rename(folder / STORE)
    finally:
        new.unlink(missing_ok=True)


def _at(folder: Path, store: Path) -> Office:
    office = Office.__new__(Office)
    office.folder = folder
    office._database = _connected(store)  # noqa: SLF001
    return office


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    for setting in SETTINGS:
        database.execute(f"PRAGMA {setting}")
    return database


def private_folder(path: Path) -> Path:
    """A folder that only its owner may open."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def write_private(path: Path, data: bytes) -> Path:
    """Write a file that only its owner may read, whole or not at all."""
    new = path.with_name(path.name + ".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.rename(path)
    return path
