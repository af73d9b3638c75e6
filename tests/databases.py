"""Databases of a test's own, copied from the migrated test database, on SQLite and PostgreSQL."""

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
    """Makes copies of one migrated template and points Django at them."""

    vendor: str

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    @contextmanager
    def copy(self) -> Iterator[FreshDatabase]:
        """A new copy, in place of the test database for this process and those it starts; dropped at the end."""
        settings = connections.settings["default"]
        before = settings["NAME"], os.environ["HUSTINGS_DATABASE_URL"]
        connections["default"].close()
        database = self._make(next(self._numbers))
        settings["NAME"], os.environ["HUSTINGS_DATABASE_URL"] = database.name, database.url
        try:
            yield database
        finally:
            connections["default"].close()
            settings["NAME"], os.environ["HUSTINGS_DATABASE_URL"] = before
            self._drop(database)

    @abstractmethod
    def _make(self, number: int) -> FreshDatabase: ...

    @abstractmethod
    def _drop(self, database: FreshDatabase) -> None: ...

    @abstractmethod
    def close(self) -> None: ...


class SqliteStore(Store):
    """Copies of a file."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.template = folder / "template.sqlite3"
        with (
            closing(sqlite3.connect(connections["default"].settings_dict["NAME"])) as source,
            closing(sqlite3.connect(self.template)) as target,
        ):
            source.backup(target)

    def _make(self, number: int) -> FreshDatabase:
        path = self.folder / f"fresh-{number}.sqlite3"
        path.write_bytes(self.template.read_bytes())
        return FreshDatabase("sqlite", str(path), f"sqlite:///{path}")

    def _drop(self, database: FreshDatabase) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(database.name + suffix).unlink(missing_ok=True)

    def close(self) -> None:
        self.template.unlink()


class PostgresqlStore(Store):
    """Copies that the server makes."""

    def __init__(self) -> None:
        super().__init__()
        self.test = connections["default"].settings_dict["NAME"]
        self.template = f"{self.test}_template"
        self.server = os.environ["HUSTINGS_DATABASE_URL"]
        connections["default"].close()  # a template must have no connection
        self._create(self.template, self.test)

    def _make(self, number: int) -> FreshDatabase:
        name = f"{self.test}_{number}"
        self._create(name, self.template)
        return FreshDatabase("postgresql", name, f"{self.server.rpartition('/')[0]}/{name}")

    def _drop(self, database: FreshDatabase) -> None:
        self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database.name)))

    def close(self) -> None:
        self._execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(self.template)))

    def _create(self, name: str, template: str) -> None:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._execute(statement.format(sql.Identifier(name), sql.Identifier(template)))

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)


def store_for(folder: Path) -> Store:
    """The store that suits the database in use."""
    return SqliteStore(folder) if connections["default"].vendor == "sqlite" else PostgresqlStore()
