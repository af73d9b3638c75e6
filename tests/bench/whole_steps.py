"""The steps of `bench_whole`, each a process of its own that leaves files for the next.

    python -m tests.bench.whole_steps STEP FOLDER N_VOTERS

Prints, as JSON, lines of name, number, seconds by the clock, seconds of all processors, most memory in bytes.
"""

import json
import os
import resource
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from hustings.core.ballots.belenios_v1 import records
from hustings.core.ballots.credentials import make_uuid
from hustings.core.ballots.engine import ArchiveReport, Question, Setup
from hustings.core.ballots.native import ENGINE
from hustings.core.ballots.setup import ListedElements, make_election
from hustings.core.ballots.trustee_part import decrypt_tally
from hustings.core.ballots.trustees import make_trustee_key
from hustings.rooms.ballots.box import close_box, make_box, open_box
from hustings.rooms.ballots.hints import hints_path
from hustings.rooms.ballots.intake_desk import Desk
from tests.bench.intake_clients import append_ballots, read_ballots
from tests.bench.pages import say

DRAW = secrets.token_bytes
ANSWERS = ("Alma Reyes", "Bo Lindqvist", "Cleo Marsh", "No endorsement")
TWICE = 50
PIECE = 4096
TELL_EVERY_S = 10
PROCESSES, THREADS = 2, 32
"""As `hustings serve` has them."""

Row = tuple[str, int, float, float, int]


class Progress:
    """How far a step has come, told every few seconds."""

    def __init__(self, n: int) -> None:
        self._n, self._began = n, time.monotonic()
        self._told = self._began

    def to(self, done: int) -> None:
        """So many are done."""
        at = time.monotonic()
        if done and at > self._told + TELL_EVERY_S:
            self._told = at
            rate = done / (at - self._began)
            say(f"  {done:,} of {self._n:,}, {rate:,.0f} a second, {(self._n - done) / rate:,.0f} s left")


class Steps:
    """What is done in a folder, and how long it took."""

    def __init__(self, folder: Path, n_voters: int) -> None:
        self.folder, self.n_voters = folder, n_voters
        self.box = folder / "box.bel"
        self.rows: list[Row] = []

    @contextmanager
    def row(self, name: str, n: int) -> Iterator[None]:
        """Measure a line of the table."""
        began, used = time.monotonic(), _used()
        yield
        most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        self.rows.append((name, n, time.monotonic() - began, _used() - used, most << 10))

    @property
    def n_ballots(self) -> int:
        """Ballots in the box: one voter in fifty votes twice."""
        return self.n_voters + -(-self.n_voters // TWICE)

    def credentials(self) -> None:
        """Credentials, trustees' keys, the box."""
        uuid, keys = make_uuid(draw=DRAW), [make_trustee_key(draw=DRAW) for _ in range(3)]
        public = []
        with self.row("credentials made", self.n_voters), (self.folder / "secrets").open("w") as file:
            for n in _pieces(self.n_voters):
                made = ENGINE.make_credentials(uuid=uuid, n=n, draw=DRAW)
                file.writelines(f"{each.secret}\n" for each in made)
                public += [each.public for each in made]
        question = Question(question="Whom should we endorse?", answers=ANSWERS)
        holders = tuple(key.trustee for key in keys)
        election = make_election(
            uuid=uuid, name="A whole membership", description="Nobody voted.", questions=[question], trustees=holders
        )
        with self.row("list checked, box opened", self.n_voters):
            make_box(self.box, Setup(election, holders, ListedElements(public)), timestamp=int(time.time()))
        (self.folder / "election").write_bytes(election.raw)
        (self.folder / "keys").write_text(json.dumps([key.private_key for key in keys]))

    def ballots(self) -> None:
        """Every voter's ballot, and before them those that will be replaced."""
        election = records.read_election((self.folder / "election").read_bytes())
        counts, done, progress = [0] * len(ANSWERS), 0, Progress(self.n_ballots)
        with self.row("ballots made, as voters make them", self.n_ballots):
            for name, every in (("replaced", TWICE), ("last", 1)):
                with (self.folder / "secrets").open() as file, (self.folder / name).open("wb") as out:
                    voters = [line.strip() for number, line in enumerate(file) if number % every == 0]
                    for n in _pieces(len(voters)):
                        chosen = [byte % len(ANSWERS) for byte in DRAW(n)]
                        votes = [(voters.pop(), [[int(choice == each) for each in range(4)]]) for choice in chosen]
                        append_ballots(out, ENGINE.make_ballots(election=election, votes=votes, draw=DRAW))
                        done += n
                        progress.to(done)
                        if every == 1:
                            counts = [count + chosen.count(each) for each, count in enumerate(counts)]
        (self.folder / "expected").write_text(json.dumps(counts))

    def intake(self) -> None:
        """All ballots through the desk of the intake, by as many processes and threads as a server has."""
        with self.row("taken in: checked, on the disk, receipt", self.n_ballots):
            for name in ("replaced", "last"):
                words = [sys.executable, "-m", "tests.bench.whole_steps", f"hand-in-{name}", str(self.folder)]
                voters = [subprocess.Popen([*words, str(share)]) for share in range(PROCESSES)]
                ended = [each.wait() for each in voters]
                assert not any(ended)

    def close(self) -> None:
        """The ballots ended, judged once more with the hints of the intake, the tally written."""
        with self.row("closed: all judged with hints, tally written", self.n_ballots):
            assert close_box(self.box).n_counted == self.n_voters

    def decrypt(self) -> None:
        """A trustee's check, three parts, the result."""
        report = self._verified("verified with hints, as by a trustee", hints=hints_path(self.box), finished=False)
        assert report.n_hinted == self.n_ballots
        keys = json.loads((self.folder / "keys").read_text())
        with self.row("decrypted by three trustees, result written", len(keys)), open_box(self.box) as opened:
            for key in keys:
                opened.take_decryption(decrypt_tally(report=report, private_key=key, draw=DRAW))
            assert list(opened.count()) == json.loads((self.folder / "expected").read_text())

    def verify(self) -> None:
        """The finished archive, exactly."""
        report = self._verified("verified exactly", hints=None, finished=True)
        assert list(report.results[0]) == json.loads((self.folder / "expected").read_text())

    def _verified(self, name: str, *, hints: Path | None, finished: bool) -> ArchiveReport:
        progress = Progress(self.n_ballots)
        with self.row(name, self.n_ballots), self.box.open("rb") as file:
            report = ENGINE.verify_archive(file, coins=os.urandom, finished=finished, hints=hints, watch=progress.to)
        return report.or_raise()


def hand_in(folder: Path, name: str, share: int) -> None:
    """One process's share of the ballots, by several threads."""
    desk, lock, progress = Desk(folder / "box.bel"), threading.Lock(), Progress(_count(folder / name) // PROCESSES)
    ballots = (ballot for number, ballot in enumerate(read_ballots(folder / name)) if number % PROCESSES == share)
    numbered = enumerate(ballots)

    def run() -> None:
        while True:
            with lock:
                done, ballot = next(numbered, (0, b""))
                if share == 0:
                    progress.to(done)
            if not ballot:
                return
            assert desk.take(ballot, admit=lambda: None).fresh

    with ThreadPoolExecutor(THREADS) as pool:
        for each in [pool.submit(run) for _ in range(THREADS)]:
            each.result()


def _count(path: Path) -> int:
    """About how many ballots a file has: none of them is much longer than the first."""
    return path.stat().st_size // (4 + len(next(read_ballots(path))))


def _pieces(n: int) -> Iterator[int]:
    yield from [PIECE] * (n // PIECE)
    if n % PIECE:
        yield n % PIECE


def _used() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in both)


def main() -> None:
    step, folder, number = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    if step.startswith("hand-in-"):
        hand_in(folder, step.removeprefix("hand-in-"), number)
        return
    steps = Steps(folder, number)
    getattr(steps, step)()
    print(json.dumps(steps.rows))  # noqa: T201  for whoever started it


if __name__ == "__main__":
    main()
