"""The page on checking a secret poll: what it tells people to type works as it stands there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hustings.core.ballots.engine import fingerprint
from tests.conftest import CHECKOUT
from tests.core.ballots.making import Made, make_setup, play, rebuild
from tests.core.ballots.tampering import THIRTEEN

PAGE = (CHECKOUT / "docs" / "verify" / "poll.md").read_text(encoding="utf-8")
PRIVATE_ROOT = CHECKOUT / "tools" / "belenios-tool-private-root"
UNREACHABLE = 3


def block(language: str, beginning: str) -> str:
    """The one block of the page in this language that begins so."""
    (found,) = re.findall(rf"```{language}\n({re.escape(beginning)}.*?)```", PAGE, re.DOTALL)
    return str(found)


@pytest.fixture(scope="module")
def made() -> Made:
    return play(make_setup(n_voters=2), [(0, [[1, 0, 0, 0]]), (1, [[0, 1, 0, 0]])])


def by_hand(folder: Path, archive: bytes, tracker: str) -> tuple[int, str, str]:
    program, poll = folder / "ballot.py", folder / "poll.bel"
    program.write_text(block("python", "import"), encoding="utf-8")
    poll.write_bytes(archive)
    done = subprocess.run([sys.executable, "-I", program, poll, tracker], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_the_program_for_one_ballot_finds_it_and_its_proof_holds(made: Made, tmp_path: Path) -> None:
    status, said, _ = by_hand(tmp_path, made.archive, fingerprint(made.ballots[1]))
    assert status == 0
    assert [line.split()[0] for line in said.splitlines()] == ["chain", "ballot", "signed"]
    assert said.split()[-1] == made.voters[1].public


def test_the_program_for_one_ballot_stops_where_something_is_wrong(made: Made, tmp_path: Path) -> None:
    spoilt = THIRTEEN["a bad signature"][1](made)
    signed: list[bytes] = []
    rebuild(spoilt, lambda kind, data: signed.extend(data if kind == "Ballot" else ()) or data)
    status, _, problem = by_hand(tmp_path, spoilt, fingerprint(signed[-1]))
    assert status == 1
    assert "the signature is wrong" in problem
    broken = made.archive.replace(b'"height":2', b'"height":3')
    assert "the chain is broken" in by_hand(tmp_path, broken, fingerprint(made.ballots[1]))[2]


def test_the_commands_for_the_other_program_say_what_the_page_says(made: Made, tmp_path: Path) -> None:
    done = subprocess.run([PRIVATE_ROOT], capture_output=True, text=True, timeout=280, check=False)
    if done.returncode == UNREACHABLE:
        pytest.skip(f"belenios-tool is not at hand: {done.stderr.strip()}")
    tool = Path(done.stdout.strip()).parent
    (tmp_path / "poll").mkdir()
    (tmp_path / "poll" / "poll.bel").write_bytes(made.archive)
    path = f"{tool}:{os.environ['PATH']}"
    told = subprocess.run(
        [shutil.which("sh") or "sh", "-e", "-c", block("sh", "export LWT")],
        cwd=tmp_path / "poll",
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "all checks passed" in told.stdout + told.stderr
    hashes = re.findall(r"^([0-9a-f]{64})  -$", told.stdout, re.MULTILINE)
    assert len(hashes) == 2
    assert all(f"{each}.data.json".encode() in made.archive for each in hashes)
