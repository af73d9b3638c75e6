"""Every import rule holds, and every one of them would be caught if it did not.

The cases of a rule are planted together in a copy of the tree. `.importlinter` says what the rules are.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

PLANTS = [
    ("r1-floors", "hustings.core.planted", "hustings.ground.clock"),
    ("r1-floors", "hustings.ground.planted", "hustings.rooms.cycles"),
    ("r1-floors", "hustings.rooms.cycles.planted", "hustings.doors.parts"),
    ("r1-floors", "hustings.rooms.cycles.planted", "hustings.credentials"),
    ("r1-floors", "hustings.doors.planted", "hustings.demo"),
    ("r1-floors", "hustings.demo.planted", "hustings.project"),
    ("r1-rooms", "hustings.rooms.cycles.planted", "hustings.rooms.publication"),
    ("r1-rooms", "hustings.rooms.releases.planted", "hustings.rooms.publication"),
    ("r1-rooms", "hustings.rooms.board.planted", "hustings.rooms.endorsements"),
    ("r1-rooms", "hustings.rooms.roundtables.planted", "hustings.rooms.board"),
    ("r1-rooms", "hustings.rooms.invitations.planted", "hustings.rooms.roundtables"),
    ("r1-rooms", "hustings.rooms.candidates.planted", "hustings.rooms.invitations"),
    ("r1-rooms", "hustings.rooms.roll.planted", "hustings.rooms.candidates"),
    ("r1-rooms", "hustings.rooms.press.planted", "hustings.rooms.invitations"),
    ("r2-pure-core", "hustings.core.planted", "django"),
    ("r2-pure-core", "hustings.core.planted", "random"),
    ("r2-pure-core", "hustings.core.planted", "urllib.request"),
    ("r3-inside-a-room", "hustings.rooms.cycles.models", "hustings.rooms.cycles.queries"),
    ("r3-inside-a-room", "hustings.rooms.cycles.queries", "hustings.rooms.cycles.actions"),
    ("r3-inside-a-room", "hustings.rooms.cycles.actions", "hustings.rooms.cycles.tasks"),
    ("r4-public-door", "hustings.doors.public.planted", "hustings.rooms.cycles.queries"),
    ("r5-campaign-door", "hustings.doors.campaign.planted", "hustings.rooms.estimates.queries"),
    ("r5-campaign-door", "hustings.doors.campaign.planted", "hustings.rooms.lottery"),
    ("r5-campaign-door", "hustings.doors.campaign.planted", "hustings.rooms.fund.queries"),
    ("r6-money-and-votes", "hustings.rooms.fund.planted", "hustings.rooms.straw_polls.queries"),
    ("r6-money-and-votes", "hustings.rooms.fund.planted", "hustings.rooms.ballots"),
    ("r7-ballot-models", "hustings.rooms.publication.planted", "hustings.rooms.ballots.models"),
    ("r7-ballots-and-roll", "hustings.rooms.ballots.planted", "hustings.rooms.roll.queries"),
    ("r7-ballots-and-credentials", "hustings.credentials.planted", "hustings.rooms.ballots.queries"),
    ("r7-office-alone", "hustings.credentials.planted", "django"),
    ("r7-office-alone", "hustings.credentials.planted", "hustings.rooms.roll.queries"),
    ("r7-office-alone", "hustings.credentials.planted", "hustings.ground.notices"),
    ("r7-intake", "hustings.doors.booth.intake", "hustings.rooms.roll.queries"),
    ("r7-intake", "hustings.doors.booth.front", "hustings.ground.access.queries"),
    ("r8-roll", "hustings.rooms.estimates.planted", "hustings.rooms.roll.models"),
    ("r9-thin-doors", "hustings.doors.staff.planted", "hustings.rooms.cycles.models"),
    ("r9-thin-doors", "hustings.doors.staff.planted", "hustings.ground.access.models"),
]


def copy_of_the_tree(folder: Path) -> Path:
    """`src/` as it stands, without what is not Python."""
    only_python = shutil.ignore_patterns("__pycache__", "assets", "templates", "data", "locale")
    shutil.copytree(CHECKOUT / "src", folder / "src", ignore=only_python)
    shutil.copy(CHECKOUT / ".importlinter", folder)
    return folder / "src"


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "COLUMNS": "400", "NO_COLOR": "1"}
    command = [str(program), "--no-cache", "--no-logo", *options]
    return subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)


def file_of(source: Path, module: str) -> Path:
    """The file of a module; it and the packages above it are made if the tree does not have them yet."""
    path = source.joinpath(*module.split("."))
    for package in reversed(path.relative_to(source).parents[:-1]):
        (source / package).mkdir(exist_ok=True)
        (source / package / "__init__.py").touch()
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    file.touch()
    return file


def test_every_import_rule_holds() -> None:
    done = lint(CHECKOUT)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.parametrize("rule", sorted({rule for rule, _, _ in PLANTS}))
def test_every_violation_planted_against_a_rule_is_caught(tmp_path: Path, rule: str) -> None:
    source = copy_of_the_tree(tmp_path)
    planted = [(importer, imported) for against, importer, imported in PLANTS if against == rule]
    for importer, imported in planted:
        if imported.startswith("hustings."):
            file_of(source, imported)
        with file_of(source, importer).open("a") as file:
            file.write(f"\nimport {imported}\n")
    done = lint(tmp_path, "--contract", rule)
    said = done.stdout.replace("-> urllib ", "-> urllib.request ")
    assert done.returncode == 1, done.stdout + done.stderr
    assert [each for each in planted if f"{each[0]} -> {each[1]}" not in said] == []


def test_every_rule_has_a_planted_violation() -> None:
    lines = (CHECKOUT / ".importlinter").read_text().splitlines()
    contracts = {line.rpartition(":")[2].rstrip("]") for line in lines if line.startswith("[importlinter:contract:")}
    assert {rule for rule, _, _ in PLANTS} == contracts
