"""One run of `hustings demo` for the stories and the journeys, and for all workers."""

import fcntl
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.stories.playing import play_demo
from tests.stories.shown import Demo

Once = Callable[[str, Callable[[Path], Any]], Any]


@pytest.fixture(scope="session")
def once(shared_folder: Path) -> Once:
    """Makes something in a folder of its own, for all workers: the first one makes it, the others wait."""

    def run(name: str, make: Callable[[Path], Any]) -> Any:
        with (shared_folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            made = shared_folder / f"{name}.pickle"
            if not made.exists():
                made.write_bytes(pickle.dumps(make(shared_folder / name)))
            return pickle.loads(made.read_bytes())  # noqa: S301  written a moment ago by these tests

    return run


@pytest.fixture(scope="session")
def demo(once: Once) -> Demo:
    """One run of `hustings demo`, in a folder that a run broken off before it had used, and what it left there."""
    found: Demo = once("demo", play_demo)
    return found
