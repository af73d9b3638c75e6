"""A whole membership votes: credentials and ballots made, taken in, closed, checked, decrypted, verified.

    HUSTINGS_BENCH_FULL=1300000 make bench-whole

One archive, two cores, half an hour. Every step is a process of its own (`tests.bench.whole_steps`), and its figures
are in the page as soon as it has ended: a run that is cut off keeps what it has. 1.3 million voters need 13 GB of disk
in the folder for temporary files.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.pages import machine, say, table, write
from tests.conftest import CHECKOUT

FULL = int(os.environ.get("HUSTINGS_BENCH_FULL", "10000"))
STEPS = ("credentials", "ballots", "intake", "close", "decrypt", "verify")
HEADS = ("step", "number", "seconds", "processor seconds", "a second", "most memory, MB")


def main() -> None:
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, step in enumerate(STEPS, start=1):
            say(f"step {number} of {len(STEPS)}: {step}")
            rows += measured(step, Path(folder))
            left = "" if step == STEPS[-1] else f" Cut off, or still at work, behind step {number} of {len(STEPS)}."
            write("whole", f"{said(Path(folder))}{left}\n\n{table(HEADS, rows)}")


def measured(step: str, folder: Path) -> list[list[str]]:
    """The lines of the table that a step gives."""
    words = [sys.executable, "-m", "tests.bench.whole_steps", step, str(folder), str(FULL)]
    done = subprocess.run(words, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, check=True)
    return [
        [name, f"{n:,}", f"{seconds:,.1f}", f"{used:,.1f}", f"{n / seconds:,.0f}", f"{n_bytes >> 20:,}"]
        for name, n, seconds, used, n_bytes in json.loads(done.stdout)
    ]


def said(folder: Path) -> str:
    """The machine, and how large the files are by now."""
    sizes = [
        f"{name} {path.stat().st_size / 1e9:.2f} GB"
        for name in ("box.bel", "box.hints")
        if (path := folder / name).exists()
    ]
    return f"{machine()}. {FULL:,} voters, four answers, choose one, three trustees; {', '.join(sizes)}."


if __name__ == "__main__":
    main()
