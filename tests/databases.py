"""Databases of a worker's and of a test's own, copied from one that was migrated once, on SQLite and PostgreSQL."""

import itertools
import os
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.db import connections
from django.test.utils import setup_databases
from psycopg import sql


@dataclass(frozen=True, slots=True)
class FreshDatabase:
    """A database that only one test knows. `url` is what `HUSTINGS_DATABASE_URL` holds while the test runs."""

    vendor: str
    name: str
    url: str

    def close_connection(self) -> None:
        """Close this thread's connection: every thread of a test calls it before it ends."""
        connections["default"].close()


class Store(ABC):
    """Makes copies of one migrated database and points Django at them. One for each worker, all of the same database.

    `own`: the name of this worker's own test database.
    """

    def __init__(self, own: str) -> None:
        self.own = own
        self._numbers = itertools.count(1)

    def prepare(self) -> None:
        """Make this worker's own database. The first worker migrates it and keeps a copy, for the others to copy."""
        settings = connections.settings["default"]
        settings["TEST"]["NAME"] = self.own
        if self._is_kept():
            self._make(self.own)
            connections["default"].settings_dict["NAME"] = settings["NAME"] = self.own
        else:
            setup_databases(verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=[])
            connections["default"].close()  # what is copied must have no connection
            self._keep()

    @contextmanager
    def copy(self) -> Iterator[FreshDatabase]:
        """A new copy, in place of the test database for this process and those it starts; dropped at the end."""
        settings = connections.settings["default"]
        before = settings["NAME"], os.environ["HUSTINGS_DATABASE_URL"]
        connections["default"].close()
        database = self._make(self._name(next(self._numbers)))
        settings["NAME"], os.environ["HUSTINGS_DATABASE_URL"] = database.name, database.url
        try:
            yield database
        finally:
            connections["default"].close()
            settings["NAME"], os.environ["HUSTINGS_DATABASE_URL"] = before
            self._drop(database)

    @abstractmethod
    def _is_kept(self) -> bool: ...

    @abstractmethod
    def _keep(self) -> None: ...

    @abstractmethod
    def _name(self, number: int) -> str: ...

    @abstractmethod
    def _make(self, name: str) -> FreshDatabase: ...

    @abstractmethod
    def _drop(self, database: FreshDatabase) -> None: ...


class SqliteStore(Store):
    """Copies of a file. Files, never memory, since processes share them."""

    def __init__(self, shared: Path, worker: str) -> None:
        self.folder = shared / f"databases-{worker}"
        self.folder.mkdir()
        self.kept = shared / "migrated.sqlite3"
        super().__init__(str(self.folder / "test.sqlite3"))

    def _is_kept(self) -> bool:
        return self.kept.exists()

    def _keep(self) -> None:
        with closing(sqlite3.connect(self.own)) as source, closing(sqlite3.connect(self.kept)) as target:
            source.backup(target)

    def _name(self, number: int) -> str:
        return str(self.folder / f"fresh-{number}.sqlite3")

    def _make(self, name: str) -> FreshDatabase:
        Path(name).write_bytes(self.kept.read_bytes())
        return FreshDatabase("sqlite", name, f"sqlite:///{name}")

    def _drop(self, database: FreshDatabase) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(database.name + suffix).unlink(missing_ok=True)


class PostgresqlStore(Store):
    """Copies that the server makes."""

    KEPT = "migrated"

    def __init__(self, worker: str) -> None:
        super().__init__(f"test_{worker}")
        self.server = os.environ["HUSTINGS_DATABASE_URL"]

    def _is_kept(self) -> bool:
        with psycopg.connect(self.server) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.KEPT])
            return found.fetchone() is not None

    def _keep(self) -> None:
        self._create(self.KEPT, self.own)

    def _name(self, number: int) -> str:
        return f"{self.own}_{number}"

    def _make(self, name: str) -> FreshDatabase:
        self._create(name, self.KEPT)
        return FreshDatabase("postgresql", name, f"{self.server.rpartition('/')[0]}/{name}")

    def _drop(self, database: FreshDatabase) -> None:
        self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database.name)))

    def _create(self, name: str, template: str) -> None:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._execute(statement.format(sql.Identifier(name), sql.Identifier(template)))

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)


def store_for(shared: Path, worker: str) -> Store:
    """The store that suits the database in use. `shared`: a folder that all workers of this run know."""
    return SqliteStore(shared, worker) if connections["default"].vendor == "sqlite" else PostgresqlStore(worker)
