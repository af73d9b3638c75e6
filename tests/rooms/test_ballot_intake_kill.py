"""A process killed while it takes ballots: every ballot that got its receipt is in the box, once, with that receipt."""

import os
import secrets
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from hustings.core.ballots.belenios_v1 import chain
from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.engine import Question, Setup, digest, fingerprint
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.setup import ListedElements, make_election
from hustings.core.ballots.trustees import make_trustee_key
from hustings.rooms.ballots.box import make_box
from hustings.rooms.ballots.intake_desk import Desk
from tests.conftest import CHECKOUT

DRAW = secrets.token_bytes
N_VOTERS = 48
READ = """
import struct, sys
from pathlib import Path

def ballots(path):
    data, at = Path(path).read_bytes(), 0
    while at < len(data):
        (n,) = struct.unpack_from("<I", data, at)
        yield data[at + 4 : at + 4 + n]
        at += 4 + n
"""
WORKER = (
    READ
    + """
from concurrent.futures import ThreadPoolExecutor
from hustings.rooms.ballots.intake_desk import Desk

desk = Desk(Path(sys.argv[1]))

def take(ballot):
    receipt = desk.take(ballot, admit=lambda: None)
    print(f"{receipt.tracker} {receipt.head}\\n", end="", flush=True)

with ThreadPoolExecutor(6) as pool:
    list(pool.map(take, list(ballots(sys.argv[2]))[int(sys.argv[3]) ::2]))
"""
)


@pytest.fixture
def box(tmp_path: Path) -> tuple[Path, list[bytes]]:
    """A box, and a ballot of each voter."""
    uuid, key = make_uuid(draw=DRAW), make_trustee_key(draw=DRAW)
    voters = [make_credential(uuid=uuid, draw=DRAW) for _ in range(N_VOTERS)]
    question = Question("Whom?", ("Alma Reyes", "No endorsement"))
    election = make_election(
        uuid=uuid, name="Harbor", description="A test", questions=[question], trustees=[key.trustee]
    )
    listed = ListedElements(voter.public for voter in voters)
    path = tmp_path / "box.bel"
    make_box(path, Setup(election, (key.trustee,), listed), timestamp=1)
    ballots = [
        ENGINE.make_ballot(election=election, credential=voter.secret, choices=[[1, 0]], draw=DRAW) for voter in voters
    ]
    (tmp_path / "ballots").write_bytes(b"".join(struct.pack("<I", len(each)) + each for each in ballots))
    return path, ballots


def test_two_servers_killed_while_they_write_lose_no_ballot_and_double_none(box):
    path, ballots = box
    command = [sys.executable, "-c", WORKER, str(path), str(path.with_name("ballots"))]
    workers = [
        subprocess.Popen([*command, share], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) for share in ("0", "1")
    ]
    told = []
    for worker, n in zip(workers, (5, 9), strict=True):
        assert worker.stdout is not None
        told += [worker.stdout.readline() for _ in range(n)]
        os.kill(worker.pid, signal.SIGKILL)
        told += worker.stdout.readlines()
        worker.wait()
    receipts = dict(line.split() for line in told if line.endswith("\n"))
    assert len(receipts) >= 14
    desk = Desk(path)
    again = [desk.take(ballot, admit=lambda: None) for ballot in ballots]
    assert sum(receipt.fresh for receipt in again) <= N_VOTERS - len(receipts)
    report = ENGINE.verify_archive(path.read_bytes(), coins=DRAW, finished=False).or_raise()
    assert (report.n_ballots, report.n_counted) == (N_VOTERS, N_VOTERS)
    _, events = chain.open_archive(path.read_bytes())
    held = {fingerprint(event.data[0]): digest(event.body) for event in events if event.type == chain.BALLOT}
    assert receipts.items() <= held.items()
    assert {receipt.tracker: receipt.head for receipt in again} == held
