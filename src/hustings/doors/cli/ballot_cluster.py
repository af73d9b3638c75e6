"""Archives judged on a Dask cluster: `hustings ballots verify ARCHIVE… --scheduler ADDRESS`. Needs hustings[cluster].

Ranges of ballots are handed out some ahead of what is needed, across all archives, so that every worker is busy also
where archives are small. What a worker does not answer is judged here, so nothing that happens to a worker changes the
report. Only paths and numbers go out: every worker reads the archive itself, under the same path.
"""

import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from hustings.core.ballots import shards
from hustings.core.errors import Refusal

AHEAD = 3
"""Ranges handed out for each thread of the cluster."""

PATIENCE_S = 10
"""How long to wait for an answer before looking whether anybody is left to give one."""


class ClusterRefused(Refusal):
    """The cluster cannot be used."""

    code = "ballots-cluster"
    says = "The cluster cannot be used."
    todo = "Check the archive here, without --scheduler: it takes longer, and says the same."


class ClusterMissing(ClusterRefused):
    """The extra is not installed."""

    code = "ballots-cluster-missing"
    says = "To use a cluster, this program needs packages that are not installed: {reason}."
    todo = "Install hustings[cluster] here and on every worker, or leave --scheduler out."


class ClusterUnreachable(ClusterRefused):
    """There is no scheduler, or nobody who works for it."""

    code = "ballots-cluster-unreachable"
    says = "At {address} there is no scheduler with a worker: {reason}."
    todo = "Start “dask scheduler” and at least one “dask worker ADDRESS”, and check the address."


class WorkerWithoutFile(ClusterRefused):
    """A worker cannot read what it is to judge."""

    code = "ballots-cluster-file"
    says = "A worker cannot read {file}: {reason}."
    todo = "Put the archive into a folder that every worker sees under the same path."


@contextmanager
def cluster_at(address: str, *, patience_s: float = PATIENCE_S) -> Iterator[Any]:
    """A client of the scheduler at this address. Raises: ClusterMissing, ClusterUnreachable."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as problem:
        raise ClusterMissing(reason=str(problem)) from problem
    try:
        client = distributed.Client(address, timeout=patience_s, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as problem:
        raise ClusterUnreachable(address=address, reason=str(problem) or type(problem).__name__) from problem
    with client:
        if not client.nthreads():
            raise ClusterUnreachable(address=address, reason="the scheduler has no worker")
        yield client


def judge_range(path: str, at: int, n: int, before: int, hints: str | None) -> bytes:
    """What a worker does. Raises: OSError if the file is not there."""
    return shards.judge_range(path, at, n, before, hints, coins=secrets.token_bytes)


@dataclass(frozen=True, slots=True)
class Share:
    """What one worker is given: a range of an archive. `archive`: the archive's place among those that are judged."""

    archive: int
    path: Path
    hints: Path | None
    ballots: shards.Range


def shares_of(archives: Sequence[tuple[Path, Path | None]], *, per: int) -> Iterator[Share]:
    """Archives in shares of `per` ballots, planned as they are needed. Each comes with its file of hints, or None."""
    for number, (path, hints) in enumerate(archives):
        yield from (Share(number, path, hints, each) for each in _planned(path, per=per))


class Handed:
    """Shares of some archives, handed out in order and taken back in order."""

    def __init__(self, client: Any, shares: Iterable[Share]) -> None:
        self._client = client
        self._most = AHEAD * sum(client.nthreads().values())
        self._shares = iter(shares)
        self._out: deque[tuple[Share, Any]] = deque()
        self._alone = False

    def answers(self, number: int) -> Callable[[], bytes | None]:
        """What `verify_archive` asks for the ranges of archive `number`, one after the other."""

        def next_answer() -> bytes | None:
            while self._out and self._out[0][0].archive < number:  # left over from an archive that was refused early
                self._out.popleft()[1].cancel()
            self._fill()
            if self._alone or not self._out or self._out[0][0].archive != number:
                return None
            share, future = self._out.popleft()
            return self._answer(share.path, future)

        return next_answer

    def _fill(self) -> None:
        while len(self._out) < self._most and (share := next(self._shares, None)) is not None:
            hints = str(share.hints.resolve()) if share.hints else None
            place = (share.ballots.at, share.ballots.n, share.ballots.before)
            future = self._client.submit(judge_range, str(share.path.resolve()), *place, hints, pure=False)
            self._out.append((share, future))

    def _answer(self, path: Path, future: Any) -> bytes | None:
        """An answer; None if its workers died, or if no worker is left. Raises: WorkerWithoutFile."""
        while not future.done():
            try:
                future.result(timeout=PATIENCE_S)
            except TimeoutError:
                if not self._client.nthreads():
                    self._alone = True
                    return None
            except Exception:  # noqa: BLE001  what it is, is looked at below
                break
        if future.status == "finished":
            answer: bytes = future.result()
            return answer
        problem = future.exception() if future.status == "error" else None
        if isinstance(problem, OSError):
            raise WorkerWithoutFile(file=path, reason=(problem.strerror or str(problem)).lower()) from problem
        return None


def _planned(path: Path, *, per: int) -> list[shards.Range]:
    refused: Any = import_module("hustings_ballot").Refused
    try:
        return shards.plan(path, per=per)
    except (refused, OSError):  # the check itself says what is wrong with it
        return []
