"""The secret poll of the rehearsal, as it lies in the bundle, before an independent program: belenios-tool 3.0.

The tool comes through the ordinary apt client. Where apt cannot fetch it, these tests say so in the closing summary.
"""

import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.stories.shown import REHEARSED, Demo, files_in, of_verb

ACCEPT = CHECKOUT / "tools" / "accept-archive"
PRIVATE_ROOT = CHECKOUT / "tools" / "belenios-tool-private-root"
UNREACHABLE = 3


@pytest.fixture(scope="session")
def tool() -> Path:
    """The independent program."""
    done = subprocess.run([PRIVATE_ROOT], capture_output=True, text=True, timeout=280, check=False)
    if done.returncode == UNREACHABLE:
        why = f"THE ACCEPTANCE CHECK BY belenios-tool DID NOT RUN: {done.stderr.strip()}"
        print(why)  # noqa: T201  also for runs that show no summary
        pytest.skip(why)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def judge(tool: Path, archive: bytes, folder: Path) -> tuple[int, str]:
    """Exit status and last line of the acceptance script."""
    file = folder / "poll.bel"
    file.write_bytes(archive)
    done = subprocess.run(
        [sys.executable, ACCEPT, tool, file], capture_output=True, text=True, timeout=240, check=False
    )
    return done.returncode, done.stdout.strip()


@pytest.fixture
def archive(demo: Demo) -> bytes:
    """The archive that the record names, out of the bundle."""
    (counted,) = of_verb(demo.bundle(REHEARSED), "ballot.counted")
    return files_in(demo.bundle(REHEARSED))[counted["body"]["units"][0]["archive"]]


def test_the_archive_in_the_bundle_is_the_ballot_box_and_is_accepted(
    demo: Demo, tool: Path, archive: bytes, tmp_path: Path
) -> None:
    assert archive == demo.box.read_bytes()
    assert judge(tool, archive, tmp_path) == (0, "ACCEPT")


def test_the_same_archive_with_one_changed_ballot_is_rejected(tool: Path, archive: bytes, tmp_path: Path) -> None:
    place = archive.index(b'"individual_proofs"') + 60
    status, says = judge(tool, archive[:place] + bytes([archive[place] ^ 1]) + archive[place + 1 :], tmp_path)
    assert (status, says.split()[0]) == (1, "REJECT")


def test_the_same_archive_without_its_result_is_rejected(tool: Path, archive: bytes, tmp_path: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive)) as records:
        result = records.getmembers()[-2]
    status, says = judge(tool, archive[: result.offset], tmp_path)
    assert (status, says) == (1, "REJECT the poll is not finished")
