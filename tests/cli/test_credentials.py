"""`hustings credentials …`: from the house's export to the statement that the list is destroyed."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typer
import zxingcpp
from django.urls import reverse
from typer.testing import CliRunner, Result

from hustings.core.ballots.credentials import check_number
from hustings.core.ballots.destroyed_list import StatementUnclear, write_statement
from hustings.core.ballots.refusals import CredentialRefused
from hustings.core.ballots.units import everybody
from hustings.core.ballots.units_file import PlannedUnits, write_units
from hustings.core.values import Actor, Role
from hustings.credentials.refusals import AlreadyDestroyed, RollDiffers
from hustings.doors.cli import ballots, credentials, roll
from hustings.doors.cli.ballot_files import FileTaken, read_public_list
from hustings.ground.access.actions import SYSTEM, grant_role, open_account
from hustings.ground.access.refusals import NoSuchAccount
from hustings.ground.clock import now
from hustings.ground.record.actions import shift_clock
from hustings.ground.record.refusals import NotAllowed
from hustings.rooms.cycles.actions import adopt_rulebook, publish_call
from hustings.rooms.roll.queries import snapshot_of
from tests.conftest import CHECKOUT
from tests.rooms.conftest import RULES, at, called, cycle, director, hearing, house
from tests.rooms.destroyed import fitting_statement, recorded
from tests.rooms.rolls import write_roll

__all__ = ["at", "called", "cycle", "director", "hearing", "house"]

Typed = Callable[..., Result]


@pytest.fixture
def typed() -> Typed:
    def run(app: typer.Typer, *words: object, typing: str = "") -> Result:
        return CliRunner().invoke(app, [str(word) for word in words], input=f"{typing}\n")

    return run


@pytest.fixture
def exported(cycle: str, director: Actor, typed: Typed, tmp_path: Path) -> Path:
    """A frozen roll of two who may vote, and the folder into which it was exported."""
    typed(roll.app, "import", *write_roll(tmp_path).values())
    adopt_rulebook(cycle=cycle, rules=RULES | {"record_on": "2031-05-01"}, actor=director, at=now())
    publish_call(cycle=cycle, text="Called.", calendar=[], actor=director, at=now())
    shift_clock(cycle=cycle, seconds=10 * 365 * 86_400, actor=director, at=now())
    assert typed(roll.app, "freeze", cycle).exit_code == 0
    ada = open_account(username="ada", password=None, actor=SYSTEM, at=now())
    grant_role(account=ada, role=Role.ELECTION_OFFICER, reason="elected", actor=SYSTEM, at=now())
    open_account(username="ben", password=None, actor=SYSTEM, at=now())
    done = typed(roll.app, "export", cycle, "--account", "ada", "--out", tmp_path / "handed-over")
    assert done.exit_code == 0, done.exception
    return tmp_path / "handed-over"


@pytest.fixture
def taking(exported: Path, cycle: str) -> tuple[object, ...]:
    """The words by which the office takes in what was exported."""
    planned = PlannedUnits(cycle, 2, None, everybody(n_eligible=2), {"U01": "3kF9vQx7ZtB2mN"})
    (exported / "units.json").write_bytes(write_units(planned))
    published = snapshot_of(cycle=cycle).digest
    files = ("--units", exported / "units.json", "--electorate", exported / "electorate.json")
    return ("take", exported / "roll.csv", *files, "--digest", published)


def test_from_the_frozen_roll_to_letters_and_to_the_end(
    taking: tuple[object, ...], typed: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "office"
    monkeypatch.setenv("HUSTINGS_CREDENTIALS_OFFICE", str(folder))

    def office(*words: object) -> str:
        done = typed(credentials.app, *words)
        assert done.exit_code == 0, done.exception
        return done.stdout

    assert office(*taking).splitlines()[:3] == [
        "2 members in 1 reporting units. The digest is the published one.",
        "1 have an e-mail address, 0 an address for the post.",
        "This is a rehearsal: nothing will be sent, everything is written to files.",
    ]
    assert office("show").startswith("Mayor of Harbor City, 2031, a rehearsal: no credentials yet\n  U01          2  ")
    (made,) = json.loads(office("make", "--json"))
    assert json.loads(office("show", "--json"))["units"] == [made]
    path, number, digest, *_ = office("public", "--unit", "U01").splitlines()
    assert (made["n_members"], number) == (2, "2 public credentials of U01, All members")
    assert digest.strip() == f"credentials digest {made['digest']}"
    assert read_public_list(Path(path)).digest == made["digest"]
    where = ("--house", "https://vote.example", "--poll", "POLL-S1", "--ask", "Ada")
    said = office("say", *where, "--closes", "2031-09-15T18:00")
    booth = reverse("booth:booth", kwargs={"cycle": "harbor-2031", "poll": "POLL-S1", "unit": "U01"})
    assert said.startswith(f"Letters will lead to https://vote.example{booth} and so on, until Monday, September 15,")
    assert office("letters").startswith(f"2 letters in 2 files: {folder}/letters\n")
    assert office("resend", "0005").startswith(f"{folder}/letters/again-0001.pdf\n")
    typed(credentials.app, "destroy")
    assert (folder / "office.sqlite3").exists(), "nothing happens without a yes"
    ended = office("destroy", "--yes")
    statement = json.loads((folder / "destroyed.json").read_bytes())
    assert ended.splitlines()[:2] == [statement["words"], f"list digest {statement['list_digest']}"]
    assert isinstance(typed(credentials.app, "show").exception, AlreadyDestroyed)


def test_the_code_scanned_from_a_letter_casts_a_ballot(
    taking: tuple[object, ...], exported: Path, cycle: str, typed: Typed, settings: Any, tmp_path: Path
) -> None:
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path / "files")
    office = ("--office", tmp_path / "office")
    where = ("--house", "https://vote.example", "--poll", "POLL-S1", "--ask", "Ada", "--closes", "2037-01-01T00:00")
    for words in (taking, ("make",), ("say", *where), ("letters",)):
        assert typed(credentials.app, *words, *office).exit_code == 0
    declared = typed(
        ballots.app, "declare", "--cycle", cycle, "--account", "ada", "--question", "Whom should we endorse?",
        "--answer", "Dana Reyes", "--answer", "No endorsement", "--closes", "2037-01-01T00:00:00Z",
        "--units", exported / "units.json", "--credentials", tmp_path / "office/public/harbor-2031-U01.json",
        *(word for key in trustees_in(tmp_path, typed) for word in ("--trustee", key)),
    )  # fmt: skip
    assert declared.exit_code == 0, declared.exception
    page = pypdfium2.PdfDocument(tmp_path / "office" / "letters" / "U01-L-2-1.pdf")[0]
    code = zxingcpp.read_barcode(page.render(scale=2).to_pil()).text.partition("#")[2]
    archive, vote = declared.stdout.rstrip().rpartition(": ")[2], tmp_path / "vote"
    told = ("ballot", archive, "--answer", "Dana Reyes", "--out", vote)
    assert isinstance(typed(ballots.app, *told, typing=code[:-1]).exception, CredentialRefused)
    made = typed(ballots.app, *told, typing=code.replace("-", " "))
    assert f"Check number {check_number(code)}: the same stands in your letter.\n" in made.stdout
    cast = typed(ballots.app, "cast", "POLL-S1", "--cycle", cycle, "--ballot", vote)
    assert cast.stdout.startswith("Your ballot is in the box.\ntracker "), cast.exception


def trustees_in(folder: Path, typed: Typed) -> list[Path]:
    for name in ("north", "south"):
        assert typed(ballots.app, "make-trustee", "--out", folder / name).exit_code == 0
    return sorted(folder.glob("*/*.trustee.json"))


def test_an_export_that_was_changed_on_the_way_is_refused(
    taking: tuple[object, ...], exported: Path, typed: Typed, tmp_path: Path
) -> None:
    with (exported / "roll.csv").open("a") as file:
        file.write("0006,L-3,\n")
    done = typed(credentials.app, *taking, "--office", tmp_path / "office")
    assert isinstance(done.exception, RollDiffers)


def test_only_the_election_officer_exports_and_nothing_is_written_over(
    exported: Path, cycle: str, typed: Typed, tmp_path: Path
) -> None:
    for account, out, refusal in (("ben", "a", NotAllowed), ("cyd", "b", NoSuchAccount), ("ada", exported, FileTaken)):
        done = typed(roll.app, "export", cycle, "--account", account, "--out", tmp_path / out)
        assert isinstance(done.exception, refusal)
    assert {path.stat().st_mode & 0o077 for path in exported.iterdir()} == {0}


def test_the_statement_of_the_end_goes_on_the_record(hearing: str, typed: Typed, settings: Any, tmp_path: Path) -> None:
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    ada = open_account(username="ada", password=None, actor=SYSTEM, at=now())
    grant_role(account=ada, role=Role.ELECTION_OFFICER, reason="elected", actor=SYSTEM, at=now() - timedelta(days=1))
    statement = fitting_statement(hearing)
    (tmp_path / "destroyed.json").write_bytes(write_statement(statement))
    whose = ("--poll", "POLL-S1", "--cycle", hearing, "--account", "ada")
    done = typed(ballots.app, "credentials-destroyed", tmp_path / "destroyed.json", *whose)
    assert done.stdout == f"On the record: {statement.words}\n"
    assert recorded(hearing)["list_digest"] == "c" * 64
    (tmp_path / "other").write_text("{}")
    assert isinstance(
        typed(ballots.app, "credentials-destroyed", tmp_path / "other", *whose).exception, StatementUnclear
    )


def test_every_part_of_the_command_is_told_of() -> None:
    told = (CHECKOUT / "docs" / "credentials.md").read_text()
    parts = typer.main.get_command(credentials.app).commands  # type: ignore[attr-defined]
    assert [part for part in parts if f"hustings credentials {part}" not in told] == []
