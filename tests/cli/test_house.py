"""Founding a house, checking it, and the commands that need none."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hustings import __version__
from hustings.doors.cli.main import COMMANDS
from tests.cli.commands import PASSWORD, Ran, hustings, init

FILE = "hustings.sqlite3"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "house"


def at(home: Path, *words: object) -> Ran:
    """A command at the SQLite house in this folder, whatever database the other tests use."""
    return hustings(*words, HUSTINGS_HOME=str(home), **settings(home))


def settings(home: Path) -> dict[str, str]:
    """A database in the folder, and a secret that the house makes for itself."""
    return {"HUSTINGS_DATABASE_URL": f"sqlite:///{home / FILE}", "HUSTINGS_SECRET_KEY": ""}


def found(home: Path, password: str = PASSWORD) -> Ran:
    return init(home, password=password, **settings(home))


def rows(home: Path, table: str) -> int:
    with closing(sqlite3.connect(home / FILE)) as connection:
        number: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
    return number


def cut_into_the_record(home: Path) -> None:
    """Somebody with the file and a knife: the triggers are dropped, an entry is changed, the triggers are gone."""
    with closing(sqlite3.connect(home / FILE)) as connection:
        triggers = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'record_entry'"
        ).fetchall()
        assert triggers
        for (name,) in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE record_entry SET leaf = prev WHERE seq = 2")
        connection.commit()


def test_a_house_is_founded_once_or_not_at_all_and_a_change_behind_the_program_is_found(home: Path) -> None:
    weak = found(home, "password")
    assert (weak.status, weak.err.rstrip()[-15:]) == (1, "[weak-password]")
    assert (rows(home, "auth_user"), rows(home, "record_entry"), rows(home, "record_chain")) == (0, 0, 0)

    said = found(home)
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("\nUnited Harbor Workers has a house. What to do next:\n")
    assert "sign in at http://127.0.0.1:8000/staff/ as “ada”" in said.out
    assert PASSWORD not in said.out
    assert (home / "secret-key").stat().st_mode & 0o777 == 0o600

    again = found(home)
    assert (again.status, again.err.rstrip()[-14:]) == (1, "[house-exists]")
    assert rows(home, "auth_user") == 1

    checked = at(home, "check")
    assert (checked.status, checked.out.splitlines()[-1]) == (0, "Everything holds.")
    assert "  house            4 entries, head " in checked.out
    assert (home / "secret-key").read_text() not in checked.out
    assert at(home, "tick").out == "Nothing waits.\n"

    cut_into_the_record(home)
    checked = at(home, "check")
    assert checked.status == 1
    assert checked.out.splitlines()[-1].startswith("FAILS  record house: ")


def test_a_database_without_tables_is_said_to_lack_them(home: Path) -> None:
    home.mkdir()
    checked = at(home, "check")
    assert checked.status == 1
    assert "the database lacks tables: run hustings init" in checked.out


def test_the_list_of_commands_is_whole_and_needs_no_database(home: Path) -> None:
    said = at(home, "--help")
    assert said.status == 0
    for name, place in COMMANDS.items():
        assert f" {name} " in said.out
        assert place.summary.partition(":")[0] in said.out
    assert not home.exists()
    assert at(home, "--version").out == f"hustings {__version__}\n"


def test_without_a_command_the_list_is_shown_and_an_unknown_one_is_exit_status_2(home: Path) -> None:
    assert at(home).out.lstrip().startswith("Usage: hustings")
    unknown = at(home, "elect")
    assert (unknown.status, "No such command 'elect'" in unknown.err) == (2, True)


WITHOUT_A_HOUSE = """
import sys
from hustings.doors.cli.main import app
sys.argv = ["hustings", *{words!r}]
try:
    app()
except SystemExit as done:
    print("status", done.code)
print(sorted(name for name in sys.modules if name.partition(".")[0] == "django"))
"""


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["verify", "none.zip"], 2),
        (["press", "read", "none.txt"], 2),
        (["ballots", "verify", "none.bel"], 2),
        (["questionnaires", "key", "QNR-1", "--out", "key.txt"], 0),
        (["ballots", "make-trustee", "--out", "keys"], 0),
        (["ballots", "make-credentials", "--count", "2", "--out", "credentials"], 0),
    ],
)
def test_what_a_sceptic_a_trustee_or_a_credential_office_runs_loads_no_django(
    words: list[str], status: int, tmp_path: Path
) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("HUSTINGS", "DJANGO"))}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_HOUSE.format(words=words)],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
    )
    assert done.stdout.splitlines()[-2:] == [f"status {status}", "[]"]
    assert not (tmp_path / "var").exists()
