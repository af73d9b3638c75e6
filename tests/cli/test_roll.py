"""`hustings roll …`, as somebody types it."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hustings.core.values import Actor
from hustings.doors.cli.roll import app
from hustings.ground.clock import now
from hustings.ground.record.actions import shift_clock
from hustings.rooms.cycles.actions import adopt_rulebook, publish_call
from hustings.rooms.roll.refusals import FileExists, RecordDateAhead, RowsRefused
from tests.rooms.conftest import RULES, at, cycle, director, house
from tests.rooms.rolls import MEMBERS, write_roll

__all__ = ["at", "cycle", "director", "house"]

Typed = Callable[..., Result]


@pytest.fixture
def typed() -> Typed:
    def run(*words: object) -> Result:
        return CliRunner().invoke(app, [str(word) for word in words])

    return run


def test_make_import_show(house: str, typed: Typed, tmp_path: Path) -> None:
    out = tmp_path / "roll.csv"
    made = typed("make", "--members", 400, "--seed", 1, "--out", out)
    assert made.stdout.startswith("400 invented members of 307 locals: ")
    files = tmp_path / "roll-locals.csv", out
    assert typed("import", *files, "--dry-run").stdout == (
        "Both files are sound. Nothing changed. 400 would be new, 0 would leave.\n"
    )
    assert typed("import", *files).stdout == (
        "IMPORT-1: the roll has 400 members of 307 locals. 400 new, 0 changed, 0 left.\n"
    )
    assert typed("show").stdout.startswith("400 members of 307 locals\n  active ")
    assert json.loads(typed("show", "--json").stdout)["n_members"] == 400


def test_make_replaces_no_file(typed: Typed, tmp_path: Path) -> None:
    words = "make", "--members", 5, "--seed", 1, "--as-of", "2031-05-01", "--out", tmp_path / "roll.csv"
    assert json.loads(typed(*words, "--json").stdout)["n_locals"] == 5
    assert isinstance(typed(*words).exception, FileExists)


def test_problems_go_to_a_file(house: str, typed: Typed, tmp_path: Path) -> None:
    files = write_roll(tmp_path, MEMBERS.replace("0003", "0001"))
    done = typed("import", *files.values(), "--errors", tmp_path / "errors.csv")
    assert isinstance(done.exception, RowsRefused)
    assert (tmp_path / "errors.csv").read_text().splitlines()[1] == (
        "members.csv,4,member,duplicate-member-number,the same member already stands in line 2"
    )


def test_freeze_follows_the_clock_of_the_cycle(cycle: str, director: Actor, typed: Typed, tmp_path: Path) -> None:
    typed("import", *write_roll(tmp_path).values())
    record_on = (now() + timedelta(days=10)).date()
    adopt_rulebook(cycle=cycle, rules=RULES | {"record_on": record_on.isoformat()}, actor=director, at=now())
    publish_call(cycle=cycle, text="Called.", calendar=[], actor=director, at=now())
    assert isinstance(typed("freeze", cycle).exception, RecordDateAhead)
    shift_clock(cycle=cycle, seconds=11 * 86_400, actor=director, at=now())
    statuses = "--status", "active", "--status", "retired"
    done = typed("freeze", cycle, *statuses, "--no-paid-up", "--json")
    assert json.loads(done.stdout)["rule"]["statuses"] == ["active", "retired"]
    assert typed("show", "--cycle", cycle).stdout.startswith("SNAP-1: ")
