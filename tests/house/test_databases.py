"""The databases that tests get are what they say."""

import os
import subprocess
import sys
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from tests.conftest import CHECKOUT
from tests.databases import FreshDatabase


def contents() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM house_word ORDER BY word")
        return [word for (word,) in cursor.fetchall()]


def write(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO house_word VALUES (%s)", [word])


def make_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE house_word (word varchar(20))")


def test_the_database_is_the_one_that_was_asked_for(db: None) -> None:
    assert connection.vendor == os.environ.get("HUSTINGS_TEST_DATABASE", "sqlite")


@pytest.mark.parametrize("turn", [1, 2])
def test_a_fresh_database_is_empty_whatever_the_test_before_committed(fresh_database: FreshDatabase, turn: int) -> None:
    make_table()
    write(f"turn {turn}")
    assert contents() == [f"turn {turn}"]


def test_a_fresh_database_shows_committed_rows_to_other_threads(fresh_database: FreshDatabase) -> None:
    make_table()

    def other() -> None:
        write("from a thread")
        fresh_database.close_connection()

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert contents() == ["from a thread"]


def test_a_fresh_database_is_shared_with_processes(fresh_database: FreshDatabase) -> None:
    make_table()
    program = "import django; django.setup(); from tests.house.test_databases import write; write('from a process')"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=CHECKOUT)
    assert contents() == ["from a process"]


def test_an_aborted_transaction_leaves_nothing(fresh_database: FreshDatabase) -> None:
    make_table()

    def stop_half_way() -> None:
        with transaction.atomic():
            write("lost")
            connection.cursor().execute("SELECT * FROM no_such_table")

    with pytest.raises(DatabaseError):
        stop_half_way()
    assert contents() == []


def test_after_a_fresh_database_the_rolled_back_one_is_back(db: None) -> None:
    assert "house_word" not in connection.introspection.table_names()
