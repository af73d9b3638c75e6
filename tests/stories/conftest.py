"""Whole cycles: the real `hustings demo`, run once for all tests of this folder and all workers."""

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import MATERIAL
from tests.stories.shown import HUSTINGS, Demo, contents, hustings

INVENTED = """QUAY CITY, April 9, 2026 - The Lantern Makers Society endorsed Petra Quillfeather on Tuesday.

"We have waited for this since the floods," Quillfeather said.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What reads the demonstration runs on one worker, so that no other waits for it (`--dist loadgroup`)."""
    for item in items:
        if {"demo", "kept"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Demo:
    """One run of `hustings demo`, in a folder that a run broken off before it had used, and what it left there."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    with _alone(shared / "demo.lock"):
        kept = shared / "demo.json"
        if not kept.exists():
            _play(shared / "demo-of-the-tests").save(kept)
        return Demo.load(kept)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _play(ground: Path) -> Demo:
    folder, articles, configured = ground / "out", ground / "articles", ground / "configured"
    for each in (articles, configured):
        each.mkdir(parents=True)
    (articles / "invented.txt").write_text(INVENTED)
    for seed in sorted((MATERIAL / "seeds").glob("*.txt")) if MATERIAL.is_dir() else ():
        (articles / seed.name).write_bytes(seed.read_bytes())
    environment = _another_house(configured)
    untouched = contents(configured)
    words = ["demo", "--no-serve", "--members", "2000", "--ballots", "40", "--articles", articles, "--out", folder]
    broken_off = _break_off(words, folder, environment)
    done = hustings(*words, env=environment)
    return Demo(
        folder=str(folder),
        articles=str(articles),
        configured=str(configured),
        untouched=untouched,
        broken_off=broken_off,
        status=done.returncode,
        said=done.stdout,
        complained=done.stderr,
    )


def _another_house(folder: Path) -> dict[str, str]:
    """An environment that names another house: a file that is no database, and a mail server that does not answer."""
    database = folder / "hustings.sqlite3"
    database.write_text("Whoever opens this as a database fails.")
    (folder / "files").mkdir()
    (folder / "files" / "minutes.txt").write_text("Of another house.")
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("HUSTINGS_", "DJANGO_"))}
    return plain | {
        "HUSTINGS_HOME": str(folder),
        "HUSTINGS_DATABASE_URL": f"sqlite:///{database}",
        "HUSTINGS_FILES": str(folder / "files"),
        "HUSTINGS_SECRET_KEY": "of-another-house",
        "HUSTINGS_MAIL_URL": "smtp://127.0.0.1:9",
    }


def _break_off(words: list[object], folder: Path, environment: dict[str, str]) -> list[str]:
    """Kill a run in the middle of the rehearsal. Gives the files that it leaves in the folder."""
    command = [str(HUSTINGS), *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout is not None
        for line in running.stdout:
            if line.startswith("done: Rehearsal: call"):
                break
        running.kill()
    return sorted(contents(folder))
