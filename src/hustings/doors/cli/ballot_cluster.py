"""Archives judged on a Dask cluster: `hustings ballots verify ARCHIVE… --scheduler ADDRESS`. Needs hustings[cluster].

Ranges of ballots are handed out some ahead of what is needed, across all archives, so that every worker is busy also
where archives are small. What a worker does not answer is judged here, so nothing that happens to a worker changes the
report. Only paths and numbers go out: every worker reads the archive itself, under the same path.
"""

import secrets
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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
def cluster_at(address: str) -> Iterator[Any]:
    """A client of the scheduler at this address. Raises: ClusterMissing, ClusterUnreachable."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as problem:
        raise ClusterMissing(reason=str(problem)) from problem
    try:
        client = distributed.Client(address, timeout=PATIENCE_S, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as problem:
        raise ClusterUnreachable(address=address, reason=str(problem) or type(problem).__name__) from problem
    with client:
        if not client.nthreads():
            raise ClusterUnreachable(address=address, reason="the scheduler has no worker")
        yield client


def judge_range(path: str, at: int, n: int, before: int, hints: str | None) -> bytes:
    """What a worker does. Raises: OSError if the file is not there."""
    return shards.judge_range(path, at, n, before, hints, coins=secrets.token_bytes)


class Handed:
    """The ranges of some archives, handed out in order and taken back in order."""

    def __init__(self, client: Any, archives: Sequence[tuple[Path, Path | None]], *, per: int = shards.PER) -> None:
        """`archives`: each with its file of hints, if it has one."""
        self.per = per
        self._client = client
        self._most = AHEAD * sum(client.nthreads().values())
        self._ranges = self._all(archives)
        self._out: deque[tuple[int, Path, Any]] = deque()
        self._alone = False

    def _all(self, archives: Sequence[tuple[Path, Path | None]]) -> Iterator[tuple[int, Path, tuple[Any, ...]]]:
        for number, (path, hints) in enumerate(archives):
            told = str(hints.resolve()) if hints else None
            for each in _planned(path, per=self.per):
                yield number, path, (str(path.resolve()), each.at, each.n, each.before, told)

    def answers(self, number: int) -> Callable[[], bytes | None]:
        """What `verify_archive` asks for the ranges of archive `number`, one after the other."""

        def next_answer() -> bytes | None:
            while self._out and self._out[0][0] < number:  # left over from an archive that was refused early
                self._out.popleft()[2].cancel()
            self._fill()
            if self._alone or not self._out or self._out[0][0] != number:
                return None
            _, path, future = self._out.popleft()
            return self._answer(path, future)

        return next_answer

    def _fill(self) -> None:
        while len(self._out) < self._most and (found := next(self._ranges, None)) is not None:
            number, path, told = found
            self._out.append((number, path, self._client.submit(judge_range, *told, pure=False)))

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
