"""System checks: the database keeps what it was given."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db import connection

SQLITE_WANTED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
OLDEST_POSTGRESQL = 150000


@register
def durable_database(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """SQLite writes ahead, waits for the disk and for other writers; PostgreSQL is 15 or newer."""
    if connection.vendor == "sqlite":
        return _sqlite()
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0])
    if version < OLDEST_POSTGRESQL:
        return [Error(f"PostgreSQL {version} is too old", hint="Use PostgreSQL 15 or newer.", id="hustings.E002")]
    return []


def _sqlite() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    with connection.cursor() as cursor:
        for pragma, wanted in SQLITE_WANTED.items():
            value = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
            if value != wanted:
                words = f"SQLite's {pragma} is {value}, not {wanted}"
                found.append(Error(words, hint="Use the database settings of the project.", id="hustings.E001"))
    if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        found.append(Error("SQLite transactions are not immediate", id="hustings.E003"))
    return found
