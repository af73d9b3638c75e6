"""Our archives, and spoilt ones, before an independent program: belenios-tool 3.0.

The tool comes through the ordinary apt client into `.stamps/belenios-tool`. Where apt cannot fetch it, the tests that
need it say so in the closing summary; those of the acceptance script itself run everywhere.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.core.ballots.ceremonies import played_by_three_of_five
from tests.core.ballots.making import CHOOSE_ONE, WITH_BLANK, Made, make_setup, play, rebuild, verify
from tests.core.ballots.tampering import THIRTEEN

ACCEPT = CHECKOUT / "tools" / "accept-archive"
PRIVATE_ROOT = CHECKOUT / "tools" / "belenios-tool-private-root"
UNREACHABLE = 3

A, B, C, NOBODY = [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]
BLANK, BEN, ADA_CLEO = [1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 1]


@pytest.fixture(scope="session")
def tool() -> Path:
    """The independent program."""
    return fetched()


@pytest.fixture(scope="session")
def newest_tool() -> Path:
    """The same in its newest version, while that still speaks version 1 of the protocol."""
    found = fetched(str(CHECKOUT / ".stamps" / "belenios-tool-sid"), "sid")
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if not version.startswith("3."):
        pytest.skip(f"the newest belenios-tool is {version}")
    return found


def fetched(*arguments: str) -> Path:
    done = subprocess.run([PRIVATE_ROOT, *arguments], capture_output=True, text=True, timeout=280, check=False)
    if done.returncode == UNREACHABLE:
        why = f"THE ACCEPTANCE CHECK BY belenios-tool DID NOT RUN: {done.stderr.strip()}"
        print(why)  # noqa: T201  also for runs that show no summary
        pytest.skip(why)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def judge(tool: Path, archive: bytes, folder: Path, *options: str) -> tuple[int, str]:
    """Exit status and last line of the acceptance script."""
    file = folder / "poll.bel"
    file.write_bytes(archive)
    command = [sys.executable, ACCEPT, *options, tool, file]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout.strip()


@pytest.fixture(scope="module")
def made() -> Made:
    return play(make_setup(n_voters=4), [(0, [A]), (1, [B]), (2, [B]), (3, [NOBODY])])


# our own archives


def played_with_repeated_votes() -> Made:
    return play(make_setup(n_voters=3), [(0, [A]), (1, [B]), (0, [C]), (1, [B]), (0, [NOBODY])])


def played_with_blank_votes() -> Made:
    votes = [(0, [BLANK]), (1, [BEN]), (2, [ADA_CLEO]), (1, [BLANK])]
    return play(make_setup(n_voters=3, questions=[WITH_BLANK]), votes)


def played_with_two_questions_and_weights() -> Made:
    made = make_setup(n_voters=2, n_trustees=1, questions=[CHOOSE_ONE, WITH_BLANK], weights=[3, 1])
    return play(made, [(0, [A, BEN]), (1, [NOBODY, BLANK])])


def played_without_ballots() -> Made:
    return play(make_setup(n_voters=2), [])


@pytest.mark.parametrize(
    ("played", "results"),
    [
        (played_with_repeated_votes, ((0, 1, 0, 1),)),
        (played_with_blank_votes, ((2, 1, 0, 1),)),
        (played_with_two_questions_and_weights, ((3, 0, 0, 1), (1, 0, 3, 0))),
        (played_without_ballots, ((0, 0, 0, 0),)),
        (played_by_three_of_five, ((1, 2, 0, 1),)),
    ],
)
def test_our_archives_are_accepted(tool: Path, tmp_path: Path, played: object, results: tuple[tuple[int, ...]]) -> None:
    assert callable(played)
    archive = played().archive
    assert verify(archive).or_raise().results == results
    assert judge(tool, archive, tmp_path) == (0, "ACCEPT")


def test_an_open_poll_is_accepted_only_when_asked_for(tool: Path, made: Made, tmp_path: Path) -> None:
    still_open = rebuild(made.archive, lambda kind, data: data if kind in {"Setup", "Ballot"} else None)
    assert judge(tool, still_open, tmp_path, "--unfinished") == (0, "ACCEPT")
    assert judge(tool, still_open, tmp_path) == (1, "REJECT the poll is not finished")


def test_the_newest_version_of_the_tool_says_the_same(newest_tool: Path, made: Made, tmp_path: Path) -> None:
    assert judge(newest_tool, played_by_three_of_five().archive, tmp_path) == (0, "ACCEPT")
    assert judge(newest_tool, THIRTEEN["a wrong proof"][1](made), tmp_path)[0] == 1


# spoilt archives


@pytest.mark.parametrize("kind", THIRTEEN)
def test_all_thirteen_kinds_of_tampering_are_rejected(tool: Path, made: Made, tmp_path: Path, kind: str) -> None:
    status, says = judge(tool, THIRTEEN[kind][1](made), tmp_path)
    assert (status, says.split()[0]) == (1, "REJECT")


# tools that lie: these need no apt

SAYS_NOTHING = "exit 0"
SAYS_YES_TO_ALL = "echo all checks passed"
SAYS_YES_AND_FAILS = "echo all checks passed; exit 124"
MAKES_A_TALLY_UP = 'case $2 in verify) echo all checks passed;; *) echo "[[]]"; echo "{}";; esac'
IS_SILENT_ABOUT_THE_TALLY = "case $2 in verify) echo all checks passed;; *) exit 1;; esac"


def lying_tool(folder: Path, what_it_does: str) -> Path:
    script = folder / "liar"
    script.write_text(f"#!/bin/sh\n{what_it_does}\n")
    script.chmod(0o755)
    return script


@pytest.mark.parametrize(
    "lie", [SAYS_NOTHING, SAYS_YES_TO_ALL, SAYS_YES_AND_FAILS, MAKES_A_TALLY_UP, IS_SILENT_ABOUT_THE_TALLY]
)
def test_a_tool_that_lies_gets_no_archive_accepted(made: Made, tmp_path: Path, lie: str) -> None:
    status, says = judge(lying_tool(tmp_path, lie), made.archive, tmp_path)
    assert (status, says.split()[0]) == (1, "REJECT")


def test_a_tool_that_is_not_there_gets_no_archive_accepted(made: Made, tmp_path: Path) -> None:
    status, says = judge(tmp_path / "nothing", made.archive, tmp_path)
    assert status == 1
    assert says.startswith("REJECT the tool could not be used")


@pytest.mark.parametrize("kind", ["a late ballot", "a second setup"])
def test_the_order_of_events_is_judged_without_the_tool(made: Made, tmp_path: Path, kind: str) -> None:
    liar = lying_tool(tmp_path, SAYS_YES_TO_ALL)
    status, says = judge(liar, THIRTEEN[kind][1](made), tmp_path)
    assert status == 1
    assert says.startswith("REJECT the events do not stand in the order of a poll")


def test_a_file_that_is_no_archive_is_rejected(tmp_path: Path) -> None:
    status, says = judge(lying_tool(tmp_path, SAYS_YES_TO_ALL), b"nothing", tmp_path)
    assert (status, says.split()[0]) == (1, "REJECT")
