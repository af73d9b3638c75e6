"""Large polls by command line: simulated ones, and archives judged with a choice of engine. Needs no Django."""

import json
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from hustings.core.ballots import simulation
from hustings.core.ballots.belenios_v1 import chain
from hustings.core.ballots.engine import ArchiveReport, TrusteeKeyPair
from hustings.core.ballots.engines import NATIVE, engine_named
from hustings.core.ballots.native import ENGINE
from hustings.core.ballots.trustees import write_private_key
from hustings.core.errors import Refusal
from hustings.doors.cli import ballot_files as files

DRAW = secrets.token_bytes
N_TRUSTEES = 3


class HintsNotUsed(Refusal):
    """Hints for an engine that uses none."""

    code = "ballots-hints-not-used"
    says = "Hints are used by the fast engine only, and another one was asked for or is installed."
    todo = "Leave the hints out, or use the fast engine."


class TooFewVoters(Refusal):
    """A simulated poll with units that nobody is in."""

    code = "ballots-too-few-voters"
    says = "{n_voters} voters cannot be shared among {n_units} units."
    todo = "Ask for more voters or fewer units."


def judged(
    archive: Any,
    *,
    head: str | None,
    finished: bool,
    engine: str | None = None,
    hints: Path | None = None,
    workers: int = 0,
    per: int = 0,
    answers: Callable[[], bytes | None] | None = None,
) -> ArchiveReport:
    """An archive judged by the engine asked for, or by the fastest. Raises: EngineMissing, HintsNotUsed."""
    chosen = engine_named(engine)
    wanted = head.strip().lower() if head is not None else None
    if chosen.name == NATIVE:
        options: dict[str, Any] = {"hints": hints, "workers": workers, "per": per, "answers": answers}
        return ENGINE.verify_archive(archive, expected_head=wanted, coins=DRAW, finished=finished, **options)
    if hints is not None:
        raise HintsNotUsed
    return chosen.verify_archive(archive, expected_head=wanted, coins=DRAW, finished=finished)


def simulate(*, n_voters: int, n_units: int, n_answers: int, out: Path, quiet: bool) -> Iterator[dict[str, Any]]:
    """Make simulated polls, one archive per unit; what each is. Raises: EngineMissing, TooFewVoters, FileTaken."""
    engine_named(NATIVE)
    if n_voters < n_units:
        raise TooFewVoters(n_voters=n_voters, n_units=n_units)
    files.make_folder(out, empty=True)
    keys = simulation.make_trustees(n=N_TRUSTEES, draw=DRAW)
    for key in keys:
        files.write_new(out / key.file_name, write_private_key(key.private_key), private=True)
    answers = [f"Answer {number}" for number in range(1, n_answers)] + ["No endorsement"]
    shares = [n_voters // n_units + (number <= n_voters % n_units) for number in range(1, n_units + 1)]
    with counting("ballots", total=sum(map(simulation.n_ballots, shares)), quiet=quiet) as bar:
        for number, share in enumerate(shares, start=1):
            yield _unit(number, n_voters=share, answers=answers, keys=keys, out=out, bar=bar)


def _unit(
    number: int, *, n_voters: int, answers: list[str], keys: list[TrusteeKeyPair], out: Path, bar: "Counter"
) -> dict[str, Any]:
    began = time.monotonic()
    path, hints = out / f"unit-{number}.bel", out / f"unit-{number}.hints"
    with ExitStack() as held:
        unit, election, voters = simulation.open_unit(
            archive=held.enter_context(path.open("xb")),
            hints=held.enter_context(hints.open("xb")),
            name=f"Simulated poll, unit {number}",
            n_voters=n_voters,
            answers=answers,
            keys=keys,
            timestamp=int(time.time()),
            draw=DRAW,
        )
        simulation.cast_all(unit, election=election, secrets=voters, draw=DRAW, watch=bar.to)
        bar.begin_anew()
        unit.append(chain.END_BALLOTS)
        unit.append(chain.ENCRYPTED_TALLY, *simulation.tally_records(_so_far(unit, path, hints)))
        simulation.publish_unit(unit, report=_so_far(unit, path, hints), keys=keys, draw=DRAW)
    return {
        "archive": str(path),
        "hints": str(hints),
        "head": unit.so_far.head,
        "n_ballots": unit.n_ballots,
        "n_counted": n_voters,
        "results": [unit.expected],
        "seconds": round(time.monotonic() - began, 1),
    }


def _so_far(unit: simulation.Simulated, path: Path, hints: Path) -> ArchiveReport:
    """The unit's archive verified as it is now."""
    unit.archive.flush()
    unit.hints.flush()
    with path.open("rb") as archive:
        return judged(archive, head=unit.so_far.head, finished=False, engine=NATIVE, hints=hints).or_raise()


def write_summary(out: Path, units: list[dict[str, Any]]) -> None:
    """What was simulated, beside the archives."""
    files.write_new(out / "simulation.json", json.dumps(units, indent=2).encode() + b"\n")


class Counter:
    """How many things are done, over several rounds, told to whoever shows it."""

    def __init__(self, show: Callable[[int], None]) -> None:
        self._show, self._before, self._done = show, 0, 0

    def to(self, done: int) -> None:
        """So many in this round."""
        self._done = done
        self._show(self._before + done)

    def begin_anew(self) -> None:
        """The next round."""
        self._before, self._done = self._before + self._done, 0


@contextmanager
def counting(what: str, *, total: int, quiet: bool = False) -> Iterator[Counter]:
    """A bar on standard error with rate and time left, where somebody is there to see it."""
    if quiet or not sys.stderr.isatty():
        yield Counter(lambda done: None)
        return
    # Loaded only where somebody looks.
    from rich import progress  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.TaskProgressColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[rate]}"),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, rate="")
        began = time.monotonic()

        def show(done: int) -> None:
            bar.update(task, completed=done, rate=f"{done / (time.monotonic() - began):,.0f} a second")

        yield Counter(show)
