"""The secret poll: archives verified by us and by belenios-tool 3.0, in pairs, on the same archive.

    make bench-poll

`HUSTINGS_BENCH_BALLOTS=500` and `HUSTINGS_BENCH_PAIRS=1` ask for a small run. A whole membership: `bench_whole`.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.pages import machine, table, write
from tests.conftest import CHECKOUT

HUSTINGS = Path(sys.executable).with_name("hustings")
BALLOTS = int(os.environ.get("HUSTINGS_BENCH_BALLOTS", "10000"))
PAIRS = int(os.environ.get("HUSTINGS_BENCH_PAIRS", "5"))
TIMES = 10
"""For the growth of memory there is an archive with so many times fewer ballots, and one with so many times more.

The tool is asked with the small one: the large one would take it a quarter of an hour. We are asked with the large one:
what grows before is what a few batches at a time take, and a small archive does not fill them.
"""
FEW, MANY = BALLOTS // TIMES, BALLOTS * TIMES
MOST_SHARE = "0.0100"
WANTED = {"exact": 25, "with hints": 60}
HEADS = (
    "verification of {n:,} ballots, median of {pairs}",
    "seconds",
    "milliseconds a ballot",
    "times as fast",
    "wanted",
)
MEMORY = (
    "most memory",
    "from ballots",
    "MB",
    "to ballots",
    "MB",
    "bytes a ballot more",
    "share of the tool's",
    "wanted",
)


@dataclass(frozen=True)
class Run:
    """One run of a program: seconds by the clock, and the most memory it had. Units: seconds, bytes."""

    seconds: float
    n_bytes: int


def main() -> None:
    tool = subprocess.run(
        [CHECKOUT / "tools" / "belenios-tool-private-root"], capture_output=True, text=True, check=True
    )
    with tempfile.TemporaryDirectory() as folder:
        large, small, many = (simulated(n, Path(folder) / str(n)) for n in (BALLOTS, FEW, MANY))
        ways = {"belenios-tool": lambda unit: theirs(tool.stdout.strip(), unit), "exact": ours, "with hints": hinted}
        runs: dict[str, list[Run]] = {name: [] for name in ways}
        for _ in range(PAIRS):
            for name, way in ways.items():
                runs[name].append(way(large))
        others = {name: way(small if name == "belenios-tool" else many) for name, way in ways.items()}
    said = f"{machine()}; belenios-tool 3.0. Four answers, choose one, three trustees; one voter in fifty votes twice."
    write("poll", f"{said}\n\n{speeds(runs)}\n\n{memory(runs, others)}")


def simulated(n: int, out: Path) -> dict[str, Any]:
    """A simulated poll of so many voters."""
    words = ["ballots", "simulate", "--voters", str(n), "--out", str(out), "--json"]
    done = subprocess.run([HUSTINGS, *words], capture_output=True, text=True, check=True)
    (unit,) = json.loads(done.stdout)
    return unit


def theirs(tool: str, unit: dict[str, Any]) -> Run:
    """The other program's verification; it wants the archive alone in a folder, under the election's name."""
    archive = Path(unit["archive"])
    with tempfile.TemporaryDirectory() as folder:
        with archive.open("rb") as file:
            head = file.read(8192)
        uuid = head.split(b'"uuid":"')[1].split(b'"')[0].decode()
        (Path(folder) / f"{uuid}.bel").symlink_to(archive)
        return timed([tool, "election", "verify", "--dir", folder], says=b"all checks passed")


def ours(unit: dict[str, Any]) -> Run:
    """Our exact verification."""
    return timed([HUSTINGS, "ballots", "verify", unit["archive"], "--head", unit["head"]], says=b"Every check holds")


def hinted(unit: dict[str, Any]) -> Run:
    """Our verification with hints."""
    words = ["ballots", "verify", unit["archive"], "--head", unit["head"], "--hints", unit["hints"]]
    return timed([HUSTINGS, *words], says=b"Every check holds")


LAUNCH = """
import json, os, subprocess, sys, time
began = time.monotonic()
process = subprocess.Popen(sys.argv[2:], stdout=open(sys.argv[1], "wb"), stderr=subprocess.STDOUT)
_, status, usage = os.wait4(process.pid, 0)
print(json.dumps([time.monotonic() - began, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status)]))
"""
"""A small process that starts another and measures it: a child's most memory is at least that of whoever started it."""


def timed(command: list[Any], *, says: bytes) -> Run:
    """Run a program to its end. Raises: RuntimeError if it does not say what it should."""
    with tempfile.NamedTemporaryFile() as out:
        words = [sys.executable, "-S", "-c", LAUNCH, out.name, *map(str, command)]
        environment = os.environ | {"LWT_ASYNC_METHOD": "none"}
        # As anybody has it: Python keeps what it has compiled, and does not compile a library anew at every start.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
        seconds, n_bytes, status = json.loads(done.stdout)
        said = out.read()
    if status or says not in said:
        raise RuntimeError(f"{command} ended with {status}: {said.decode()[-500:]}")
    return Run(seconds=seconds, n_bytes=n_bytes)


def speeds(runs: dict[str, list[Run]]) -> str:
    """The table of times. A ratio is the median of the pairs' ratios."""
    rows = []
    for name, each in runs.items():
        seconds = statistics.median(run.seconds for run in each)
        pairs = zip(runs["belenios-tool"], each, strict=True)
        ratio = statistics.median(tool.seconds / run.seconds for tool, run in pairs)
        wanted = f"{WANTED[name]}" if name in WANTED else ""
        rows.append([name, f"{seconds:.2f}", f"{1000 * seconds / BALLOTS:.3f}", f"{ratio:.1f}", wanted])
    return table([head.format(n=BALLOTS, pairs=PAIRS) for head in HEADS], rows)


def memory(runs: dict[str, list[Run]], others: dict[str, Run]) -> str:
    """The table of memory: from the small archive to that of the pairs for the tool, from there to the large for us."""
    ends: dict[str, list[tuple[int, int]]] = {}
    for name, other in others.items():
        most = max(run.n_bytes for run in runs[name])
        ends[name] = sorted([(BALLOTS, most), (FEW if name == "belenios-tool" else MANY, other.n_bytes)])
    growth = {name: (more - less) / (many - few) for name, ((few, less), (many, more)) in ends.items()}
    rows = []
    for name, each in ends.items():
        figures = [figure for n, n_bytes in each for figure in (f"{n:,}", n_bytes >> 20)]
        share = f"{growth[name] / growth['belenios-tool']:.4f}"
        rows.append([name, *figures, f"{growth[name]:.0f}", share, MOST_SHARE if name in WANTED else ""])
    return table(MEMORY, rows)


if __name__ == "__main__":
    main()
