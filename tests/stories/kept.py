"""Everything that a house keeps after a whole cycle: tables, references between them, files, and what was printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """`references`: (table, table that it points at). `statuses`: the exit status of each bundle's verification."""

    tables: Mapping[str, tuple[Row, ...]]
    references: frozenset[tuple[str, str]]
    files: Mapping[str, bytes]
    said: str
    statuses: tuple[int, ...]

    def texts(self, table: str) -> Iterator[str]:
        """Every value of a table, as text."""
        for row in self.tables[table]:
            yield from (str(value) for value in row.values() if value is not None)


def read_tables(database: BaseDatabaseWrapper) -> dict[str, tuple[Row, ...]]:
    """All tables with all rows."""
    tables: dict[str, tuple[Row, ...]] = {}
    with database.cursor() as cursor:
        for name in sorted(database.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {database.ops.quote_name(name)}")  # noqa: S608  a name out of the database
            columns = [column[0] for column in cursor.description]
            tables[name] = tuple(dict(zip(columns, row, strict=True)) for row in cursor.fetchall())
    return tables


def read_references(database: BaseDatabaseWrapper) -> frozenset[tuple[str, str]]:
    """All foreign keys, as the database itself knows them: (table, table that it points at)."""
    with database.cursor() as cursor:
        return frozenset(
            (name, key["foreign_key"][0])
            for name in database.introspection.table_names(cursor)
            for key in database.introspection.get_constraints(cursor, name).values()
            if key["foreign_key"]
        )


def read_files(folder: Path, *, but: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Every file below a folder by its path, but for those whose name begins so."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(but)]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}
