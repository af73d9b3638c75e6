"""An archive judged by command line: the file, the bar that shows how far it is, the way in which it is asked for."""

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from hustings.core.ballots.engine import ArchiveReport
from hustings.core.ballots.engines import NATIVE
from hustings.core.ballots.shards import PER
from hustings.doors.cli import ballot_files as files
from hustings.doors.cli.ballot_cluster import Handed, cluster_at, shares_of
from hustings.doors.cli.ballot_engine import judged

Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """How an archive is to be judged. `answers`: what the workers of a cluster say of its ballots."""

    engine: str | None = None
    hints: Path | None = None
    workers: int = 0
    answers: Callable[[], bytes | None] | None = None
    per: int = PER


def judged_file(
    path: Path, *, head: str | None, finished: bool, quiet: bool = False, asked: Asked | None = None
) -> ArchiveReport:
    """An archive judged. Raises: FileUnreadable, EngineMissing, HintsNotUsed, ClusterRefused."""
    asked = asked or Asked()
    with bar(f"every proof of {path.name}", quiet=quiet, in_bytes=True) as watch, opened(path, watch) as file:
        return judged(
            file,
            head=head,
            finished=finished,
            engine=NATIVE if asked.answers else asked.engine,
            hints=asked.hints,
            workers=asked.workers,
            per=asked.per,
            answers=asked.answers,
        )


def judged_all(
    paths: Sequence[Path], *, scheduler: str | None, head: str | None, finished: bool, quiet: bool, asked: Asked
) -> dict[Path, ArchiveReport]:
    """Archives judged, with a scheduler by the workers of a cluster; the reports are the same. Raises: as above."""
    if asked.hints is not None:
        with opened(asked.hints):  # asked for, so it must be there: without them the check takes twice as long
            pass
    if scheduler is None:
        return {path: judged_file(path, head=head, finished=finished, quiet=quiet, asked=asked) for path in paths}
    with cluster_at(scheduler) as client:
        handed = Handed(client, shares_of([(path, asked.hints) for path in paths], per=asked.per))
        return {
            path: judged_file(
                path,
                head=head,
                finished=finished,
                quiet=quiet,
                asked=Asked(answers=handed.answers(number), per=asked.per),
            )
            for number, path in enumerate(paths)
        }


class _Watched(io.FileIO):
    """A file that tells how far it has been read."""

    def __init__(self, path: Path, watch: Watch | None) -> None:
        super().__init__(path, "rb")
        self._watch, self._size = watch, path.stat().st_size

    def readinto(self, buffer: Any, /) -> int | None:
        number = super().readinto(buffer)
        if self._watch:
            self._watch(self.tell(), self._size)
        return number


@contextmanager
def opened(path: Path, watch: Watch | None = None) -> Iterator[BinaryIO]:
    """A file for reading. Raises: FileUnreadable."""
    try:
        file = _Watched(path, watch)
    except OSError as error:
        raise files.FileUnreadable(file=path, why=(error.strerror or "it cannot be opened").lower()) from error
    with io.BufferedReader(file) as reader:
        yield reader


@contextmanager
def bar(what: str, *, quiet: bool = False, in_bytes: bool = False) -> Iterator[Watch]:
    """A bar on standard error with the time left, and for bytes the rate, where somebody is there to see it."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    # Loaded only where somebody looks: it takes as long as a thousand ballots.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, TransferSpeedColumn  # noqa: PLC0415

    columns = (*Progress.get_default_columns(), *([TransferSpeedColumn()] if in_bytes else []))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what)
        yield lambda done, total: bar.update(task, completed=done, total=total)
