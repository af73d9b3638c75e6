"""One archive judged by several processes: what is handed out, what is done with it, and what comes back.

    plan(path)            → the ballots in ranges of `PER`
    judge_range(…)        on a worker, which reads the file under the same path: bytes for whoever asked
    verify_archive(…, per=PER, answers=…)   of the fast engine, which takes those bytes in order

Whoever asks reads the whole archive once: headers, hashes, chain, setup, tally, decryptions, result. Workers do what
costs the time, the proofs of the ballots, and name each ballot by its hash. A range that nobody answers is judged by
whoever asked, and so is a ballot that a worker refuses: the report is the same as without workers, its words included.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hustings.core.ballots.engine import Draw

if TYPE_CHECKING:
    import hustings_ballot

# The fast engine is imported when it is needed: this module can be looked at where it is not installed.
# ruff: noqa: PLC0415

PER = 4096
"""Ballots of a range: three seconds of one core, and 60 kB on the way back."""

SEED = 32


@dataclass(frozen=True, slots=True)
class Range:
    """Ballots that follow each other. `at`: their place in the file, in bytes; `before`: ballots in front of them."""

    at: int
    n: int
    before: int


def plan(path: Path, *, per: int = PER) -> list[Range]:
    """The ballots of an archive in ranges. Nothing is checked: where the archive is damaged, the ranges end.

    Raises: hustings_ballot.Refused if it has no beginning; OSError.
    """
    import hustings_ballot

    return [Range(at, n, number * per) for number, (at, n) in enumerate(hustings_ballot.plan(path, per))]


def judge_range(path: str, at: int, n: int, before: int, hints: str | None = None, *, coins: Draw) -> bytes:
    """A worker's work: what it has to say of `n` ballots, as bytes. On one core, with coins of its own.

    Raises: OSError if the file is not there; hustings_ballot.Refused if it has no setup.
    """
    found = Path(path).stat()
    worker = _worker(path, found.st_size, found.st_mtime_ns)
    return worker.judge(at, n, seed=coins(SEED), before=before, hints=hints)


@lru_cache(maxsize=2)
def _worker(path: str, _size: int, _changed_at: int) -> "hustings_ballot.Worker":
    """The setup of an archive, with the list of all who may vote: read once by each worker."""
    import hustings_ballot

    return hustings_ballot.Worker(path)
