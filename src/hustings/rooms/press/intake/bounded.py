"""Work on hostile pages and feeds runs in a process of its own, bounded in time and memory.

The process gets no environment of ours (no secret, no database), and the kernel ends it when it uses more processor
time, memory or files than it may. So a bomb that a parser does not know of costs a few seconds, and nothing else.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from hustings.rooms.press.intake.refusals import PageBroken, PageTooHeavy


@dataclass(frozen=True, slots=True)
class Bounds:
    """Processor time, on the wall twice as much, and address space, of which Python needs about a quarter."""

    seconds: int = 12
    megabytes: int = 1_024


BOUNDS = Bounds()


def run_bounded(job: str, given: dict[str, Any], *, bounds: Bounds = BOUNDS, where: str = "") -> dict[str, Any]:
    """What a job of `extraction` makes of a value: JSON in, JSON out. Raises: PageTooHeavy, PageBroken."""
    too_heavy = PageTooHeavy(seconds=bounds.seconds, megabytes=bounds.megabytes, where=where)
    command = [sys.executable, "-I", "-X", "utf8", "-m", "hustings.rooms.press.intake.extraction", job]
    try:
        done = subprocess.run(  # noqa: S603  our own program, no shell, and nothing from outside among its arguments
            command,
            input=json.dumps(given).encode(),
            capture_output=True,
            timeout=2 * bounds.seconds,
            env={"HUSTINGS_SECONDS": str(bounds.seconds), "HUSTINGS_MEGABYTES": str(bounds.megabytes)},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise too_heavy from error
    if done.returncode == 1:
        why = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise PageBroken(why=why[:200] or "?", where=where)
    if done.returncode != 0:
        raise too_heavy
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
