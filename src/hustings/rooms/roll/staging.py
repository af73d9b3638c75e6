"""The staged load: rows into temporary tables, then checks and changes as whole-set SQL, alike on both databases.

Everything runs inside the caller's transaction, so a refusal leaves the roll as it was. The temporary tables belong to
the connection and vanish with it, so nothing of a member stays behind in a half-used table.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection

from hustings.rooms.roll.files import Row, Table
from hustings.rooms.roll.problems import Problems
from hustings.rooms.roll.refusals import Problem

N_ROWS_AT_ONCE = 10_000

STAGED = {
    "roll_staged_local": (
        "line integer, code varchar(20), number varchar(20), name varchar(80), city varchar(80), state varchar(2)"
    ),
    "roll_staged_member": (
        "line integer, number varchar(32), local varchar(20), state varchar(2), status varchar(12), joined_on date,"
        " paid_until date, email varchar(120)"
    ),
}

LOAD_LOCALS = """
INSERT INTO roll_local (code, number, name, city, state)
SELECT code, number, name, city, state FROM roll_staged_local WHERE true
ON CONFLICT (code) DO UPDATE SET number = excluded.number, name = excluded.name, city = excluded.city,
  state = excluded.state
"""

CHANGE_MEMBERS = """
UPDATE roll_member SET local_id = s.local, state = s.state, status = s.status, joined_on = s.joined_on,
  paid_until = s.paid_until, email = s.email
FROM roll_staged_member s
WHERE s.number = roll_member.number AND (roll_member.local_id <> s.local OR roll_member.state <> s.state
  OR roll_member.status <> s.status OR roll_member.joined_on <> s.joined_on
  OR roll_member.paid_until IS DISTINCT FROM s.paid_until OR roll_member.email <> s.email)
"""

ADD_MEMBERS = """
INSERT INTO roll_member (number, local_id, state, status, joined_on, paid_until, email)
SELECT number, local, state, status, joined_on, paid_until, email FROM roll_staged_member s
WHERE NOT EXISTS (SELECT 1 FROM roll_member m WHERE m.number = s.number)
"""

REMOVE_MEMBERS = """
DELETE FROM roll_member WHERE NOT EXISTS (SELECT 1 FROM roll_staged_member s WHERE s.number = roll_member.number)
"""

REMOVE_COUNTS = "DELETE FROM roll_localcount"

REMOVE_LOCALS = (
    "DELETE FROM roll_local WHERE NOT EXISTS (SELECT 1 FROM roll_staged_local s WHERE s.code = roll_local.code)"
)

COUNT_MEMBERS = """
INSERT INTO roll_localcount (local_id, status, n_members)
SELECT local_id, status, count(*) FROM roll_member GROUP BY local_id, status
"""

N_MEMBERS = "SELECT count(*) FROM roll_member"

N_NEW = """
SELECT count(*) FROM roll_staged_member s WHERE NOT EXISTS (SELECT 1 FROM roll_member m WHERE m.number = s.number)
"""

N_LEFT = """
SELECT count(*) FROM roll_member m WHERE NOT EXISTS (SELECT 1 FROM roll_staged_member s WHERE s.number = m.number)
"""

TWICE = """
SELECT s.line, f.first FROM {table} s
JOIN (SELECT {key}, min(line) AS first FROM {table} GROUP BY {key} HAVING count(*) > 1) f ON f.{key} = s.{key}
WHERE s.line > f.first ORDER BY s.line
"""

UNKNOWN_LOCAL = """
SELECT s.line FROM roll_staged_member s LEFT JOIN roll_staged_local l ON l.code = s.local
WHERE l.code IS NULL ORDER BY s.line
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """What the staged roll would change: members now, new ones, and those it no longer holds."""

    n_members: int
    n_new: int
    n_left: int


@contextmanager
def staging_tables() -> Iterator[None]:
    """Make the temporary tables; they are dropped at the end, or rolled back with everything else."""
    with connection.cursor() as cursor:
        for table, columns in STAGED.items():
            cursor.execute(f"CREATE TEMPORARY TABLE {table} ({columns})")
        yield
        for table in STAGED:
            cursor.execute(f"DROP TABLE {table}")


def stage(locals_table: Table, members_table: Table, problems: Problems) -> None:
    """Read both files into the temporary tables and check them against each other.

    Raises: RowsRefused, and what reading a file raises.
    """
    _fill("roll_staged_local", (((line, *row)) for line, row in locals_table.rows(problems)))
    locals_hold = not problems.n_problems
    _fill("roll_staged_member", (_member(line, row) for line, row in members_table.rows(problems)))
    _prepare()
    _find_twice(problems, "roll_staged_local", "code", locals_table.name, "local")
    _find_twice(problems, "roll_staged_member", "number", members_table.name, "member")
    if locals_hold:  # otherwise every member of a local that was refused would be listed too
        says = f"the file {locals_table.name} has no such local"
        for (line,) in _rows(UNKNOWN_LOCAL):
            problems.add(Problem(members_table.name, line, "local", "unknown-local", says))
    problems.refuse()


def difference() -> Difference:
    """How the staged roll differs from the one in force."""
    return Difference(_number(N_MEMBERS), _number(N_NEW), _number(N_LEFT))


def load() -> int:
    """Make the roll equal to what is staged; gives the number of members that changed."""
    with connection.cursor() as cursor:
        cursor.execute(LOAD_LOCALS)
        cursor.execute(CHANGE_MEMBERS)
        n_changed = int(cursor.rowcount)
        for statement in (ADD_MEMBERS, REMOVE_MEMBERS, REMOVE_COUNTS, REMOVE_LOCALS, COUNT_MEMBERS):
            cursor.execute(statement)
    return n_changed


def _member(line: int, row: Row) -> tuple[Any, ...]:
    number, local, state, status, joined_on, paid_until, email = row
    return (line, number, local, state, status, joined_on, paid_until or None, email)


def _fill(table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """PostgreSQL takes a stream (COPY); SQLite takes prepared statements in batches."""
    n_columns = STAGED[table].count(",") + 1
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * n_columns)
        remaining = iter(rows)
        while batch := list(islice(remaining, N_ROWS_AT_ONCE)):
            cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)  # noqa: S608  names are our own


def _prepare() -> None:
    """What the planner needs for the joins that follow."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX roll_staged_number ON roll_staged_member (number)")
        for table in STAGED:
            cursor.execute(f"ANALYZE {table}")


def _find_twice(problems: Problems, table: str, key: str, file: str, column: str) -> None:
    for line, first in _rows(TWICE.format(table=table, key=key)):
        says = f"the same {column} already stands in line {first}"
        problems.add(
            Problem(
                file, line, column, f"duplicate-{column}-code" if column == "local" else "duplicate-member-number", says
            )
        )


def _rows(statement: str) -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        yield from cursor


def _number(statement: str) -> int:
    return int(next(_rows(statement))[0])
