"""Intake of ballots over HTTP: how many a second beside bare verification, and whether any is lost or doubled by kills.

    make bench-intake

The server is the product's own (`hustings serve`), on SQLite and on PostgreSQL; the voters are processes of their own,
with ballots made beforehand, and their processor time is taken off. Then the same ballots again, into the same box made
empty, while the server, one of its processes or the database is killed (`kill -9`) at random moments.

Two minutes on two quiet cores. `HUSTINGS_BENCH_BALLOTS=1000` asks for a small run, `HUSTINGS_BENCH_KILLS=3` for few
kills. On standard error it says what it does.
"""

import json
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hustings.core.ballots.belenios_v1.chain import BALLOT
from hustings.core.ballots.belenios_v1.trail import Trail
from hustings.core.ballots.engine import fingerprint
from hustings.core.ballots.native import ENGINE
from tests.bench.pages import machine, say, table, write
from tests.conftest import CHECKOUT
from tests.postgres import NoPostgres, PrivatePostgres

HUSTINGS = Path(sys.executable).with_name("hustings")
BALLOTS = int(os.environ.get("HUSTINGS_BENCH_BALLOTS", "10000"))
KILLS = int(os.environ.get("HUSTINGS_BENCH_KILLS", "12"))
CLIENTS = 2
AT_A_TIME = 32
CORES = os.cpu_count() or 1
WANTED = 0.30
WARM_UP = 60
RATES = [
    "intake over HTTP",
    "ballots a second",
    "without the voters' own time",
    "bare verification",
    "processor, ms a ballot",
    "of which bare verification",
    "share of its rate",
    "wanted",
]
KILLED = [
    "killed (`kill -9`)",
    "server",
    "one process",
    "database",
    "requests that failed",
    "receipts",
    "in the box",
    "lost",
    "without receipt",
]


@dataclass(frozen=True)
class House:
    """A house with an open poll and ballots made for it. `name` is that of its database."""

    name: str
    environment: dict[str, str]
    port: int
    path: str
    archive: Path
    ballots: Path
    database: "Database | None"

    @property
    def empty(self) -> Path:
        """The box as it was before the first ballot."""
        return self.archive.with_suffix(".empty")


@dataclass(frozen=True)
class Cast:
    """What the voters got. Units: seconds; `processor` is their own processor time."""

    receipts: list[tuple[str, str]]
    failed: dict[str, int]
    seconds: float
    processor: float


class Database(PrivatePostgres):
    """A PostgreSQL that can be killed and comes back."""

    def kill(self) -> None:
        """Kill it without a word, and start it again."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        for _ in range(100):
            try:
                self._start()
            except NoPostgres:  # what the killed one's processes still hold
                time.sleep(0.1)
            else:
                return


class Server:
    """`hustings serve`, started again whenever it is killed."""

    def __init__(self, environment: dict[str, str], port: int) -> None:
        self._environment, self._port = environment, port
        self._start()

    def _start(self) -> None:
        command = [str(HUSTINGS), "serve", "--bind", f"127.0.0.1:{self._port}"]
        with (Path(self._environment["HUSTINGS_HOME"]) / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self._environment, start_new_session=True, stdout=log, stderr=log
            )
        while True:
            try:
                self._ask()
            except OSError:
                time.sleep(0.05)
            else:
                return

    def _ask(self) -> None:
        with socket.create_connection(("127.0.0.1", self._port), timeout=30) as connection:
            connection.sendall(b"GET /about/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            if not connection.recv(1):
                raise ConnectionResetError

    def warm_up(self) -> None:
        """Let every worker have answered something, so that nothing is loaded while it is measured."""
        for _ in range(WARM_UP):
            self._ask()

    def kill(self) -> None:
        """Kill all its processes, and start it again."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._start()

    def kill_one(self) -> None:
        """Kill one of its workers; it starts another by itself."""
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if children:
            os.kill(int(random.choice(children)), signal.SIGKILL)

    def watch(self) -> None:
        """Start it again if it has ended, as a supervisor does: it gives up when a worker is lost twice in seconds."""
        if self._process.poll() is not None:
            self._start()

    def processor(self) -> float:
        """Processor time of all its processes so far, in seconds."""
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        used = (Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in (pid, *children))
        return sum(int(each[11]) + int(each[12]) for each in used) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """End it."""
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait()


@contextmanager
def house(database: str, n_ballots: int) -> Iterator[House]:
    """A house of its own in a temporary folder."""
    say(f"{database}: a poll and {n_ballots:,} ballots are made")
    with tempfile.TemporaryDirectory() as folder, Database() if database == "PostgreSQL" else nullcontext() as server:
        home = Path(folder)
        environment = os.environ | {"HUSTINGS_HOME": str(home), "PYTHONPATH": f"{CHECKOUT / 'src'}"}
        environment.pop("HUSTINGS_DATABASE_URL", None)
        if server is not None:
            environment["HUSTINGS_DATABASE_URL"] = server.url()
        made = [sys.executable, "-m", "tests.bench.intake_poll", str(n_ballots), str(home / "ballots")]
        done = subprocess.run(made, env=environment, cwd=CHECKOUT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        path, archive = done.stdout.split()
        at = House(database, environment, free_port(), path, Path(archive), home / "ballots", server)
        shutil.copyfile(at.archive, at.empty)
        yield at


@contextmanager
def serving(at: House) -> Iterator[Server]:
    """The server of a house whose box is empty, ready and warm."""
    shutil.copyfile(at.empty, at.archive)
    server = Server(at.environment, at.port)
    try:
        server.warm_up()
        yield server
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as any_one:
        any_one.bind(("127.0.0.1", 0))
        return int(any_one.getsockname()[1])


def cast(at: House, *, meanwhile: Callable[[], None] | None = None) -> Cast:
    """Let the voters hand in every ballot."""
    command = [sys.executable, "-m", "tests.bench.intake_clients", str(at.port), at.path, str(at.ballots)]
    began = time.monotonic()
    voters = [
        subprocess.Popen(
            [*command, str(number), str(CLIENTS), str(AT_A_TIME)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
        )
        for number in range(CLIENTS)
    ]
    if meanwhile is not None:
        threading.Thread(target=meanwhile, daemon=True).start()
    told: list[dict[str, Any]] = [json.loads(each.communicate()[0]) for each in voters]
    failed: dict[str, int] = {}
    for each in told:
        for name, n in each["failed"].items():
            failed[name] = failed.get(name, 0) + n
    return Cast(
        receipts=[(tracker, head) for each in told for tracker, head in each["receipts"]],
        failed=failed,
        seconds=max(each["seconds"] for each in told) if meanwhile is None else time.monotonic() - began,
        processor=sum(each["processor"] for each in told),
    )


@dataclass(frozen=True)
class Bare:
    """The same archive verified without anything around it. Units: seconds by the clock, and of the processor."""

    seconds: float
    processor: float


def verified(archive: Path) -> tuple[Bare, dict[str, str]]:
    """The box judged whole; the events of its ballots by tracker. Raises: Refusal, or AssertionError for a double."""
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    with archive.open("rb") as file:
        ENGINE.verify_archive(file, coins=os.urandom, finished=False).or_raise()
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF)
    bare = Bare(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    with archive.open("rb") as file:
        events = [event for event in Trail().follow(file) if event.type == BALLOT]
    ballots = [(fingerprint(event.data[0].body), event.name) for event in events]
    assert len(dict(ballots)) == len(ballots)
    return bare, dict(ballots)


def speed(at: House) -> list[object]:
    """A row of the table of rates."""
    with serving(at) as server_of_it:
        say(f"{at.name}: {BALLOTS:,} ballots are handed in")
        before = server_of_it.processor()
        got = cast(at)
        server = server_of_it.processor() - before
    say(f"{at.name}: {BALLOTS / got.seconds:,.0f} a second; the box is verified")
    bare, held = verified(at.archive)
    assert held == dict(got.receipts)
    seconds = got.seconds - got.processor / CORES
    rates = [BALLOTS / got.seconds, BALLOTS / seconds, BALLOTS / bare.seconds]
    spent = [1000 * each / BALLOTS for each in (server, bare.processor)]
    figures = [*(f"{rate:,.0f}" for rate in rates), *(f"{each:.2f}" for each in spent)]
    return [at.name, *figures, f"{bare.seconds / seconds:.0%}", f"{WANTED:.0%}"]


def killed(at: House) -> list[object]:
    """A row of the table of kills: every acknowledged ballot is in the box, once, with the receipt it got."""
    n: dict[str, int] = {"server": 0, "process": 0, "database": 0}
    with serving(at) as server:
        ways = {"server": server.kill, "process": server.kill_one}
        if at.database is not None:
            ways["database"] = at.database.kill
        over = threading.Event()

        def kill() -> None:
            while sum(n.values()) < KILLS and not over.wait(random.uniform(0.2, 1.5)):
                server.watch()
                way = random.choice(list(ways))
                say(f"{at.name}: kill -9, {way}")
                n[way] += 1
                ways[way]()
            while not over.wait(0.2):  # a database that this thread has started stops when the thread ends
                server.watch()

        killing = threading.Thread(target=kill)
        got = cast(at, meanwhile=killing.start)
        over.set()
        killing.join()
    say(f"{at.name}: {len(got.receipts):,} receipts; the box is verified")
    _, held = verified(at.archive)
    lost = [tracker for tracker, head in got.receipts if held.get(tracker) != head]
    unasked = len(held.keys() - dict(got.receipts).keys())
    return [at.name, *n.values(), sum(got.failed.values()), len(got.receipts), len(held), len(lost), unasked]


def main() -> None:
    rates, kills = [], []
    said = f"{machine()}. {BALLOTS:,} ballots with four answers; {CLIENTS} processes of voters, {AT_A_TIME} at a time."
    for database in ("SQLite", "PostgreSQL"):
        with house(database, BALLOTS) as at:
            rates.append(speed(at))
            kills.append(killed(at))
        write("intake", f"{said}\n\n{table(RATES, rates)}\n\n{table(KILLED, kills)}")


if __name__ == "__main__":
    main()
