"""Whole cycles: the real `hustings demo`, run once for all tests of this folder and all workers."""

import fcntl
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import ConnectionHandler
from django.test import override_settings

from hustings.demo.run import Wanted, run
from tests.conftest import MATERIAL
from tests.stories.kept import Kept, read_files, read_tables
from tests.stories.shown import HUSTINGS, Demo, contents, hustings

INVENTED = """QUAY CITY, April 9, 2026 - The Lantern Makers Society endorsed Petra Quillfeather on Tuesday.

"We have waited for this since the floods," Quillfeather said.
"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What reads the demonstration runs on one worker, so that no other waits for it (`--dist loadgroup`)."""
    for item in items:
        wants = set(getattr(item, "fixturenames", ()))
        if {"demo", "kept"} & wants:
            item.add_marker(pytest.mark.xdist_group("demo"))
        if "kept" in wants:
            item.add_marker("database")


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


@pytest.fixture(scope="session")
def kept(request: pytest.FixtureRequest, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """All that a whole cycle leaves behind, on the database that these tests run on.

    On SQLite that is the demonstration's; on PostgreSQL the same cycle is played there.
    """
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            return _kept_by_the_demonstration(request.getfixturevalue("demo"))
        with request.getfixturevalue("database_store").copy():
            return _kept_here(tmp_path_factory.mktemp("played"))


def _kept_by_the_demonstration(demo: Demo) -> Kept:
    options = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(demo.place / "demo.sqlite3")}
    database = ConnectionHandler({"default": options})["default"]
    tables, references = read_tables(database)
    database.close()
    files = read_files(demo.place, but=("demo.sqlite3",))
    return Kept(tables, references, files, demo.said + demo.complained, (demo.status,))


def _kept_here(folder: Path) -> Kept:
    said: list[str] = []

    @contextmanager
    def track(name: str, total: int) -> Iterator[Callable[[int], None]]:
        said.append(name)
        yield lambda n_done: None

    wanted = Wanted(n_members=2000, n_ballots=40, articles=None, out=folder)
    with override_settings(CONFIG=replace(settings.CONFIG, files=folder / "files")):
        shown = run(wanted, track)
    tables, references = read_tables(connection)
    said += [shown.outcome, *shown.explanation, str(shown.counts)]
    statuses = tuple(report.exit_status for report in shown.bundles.values())
    return Kept(tables, references, read_files(folder), "\n".join(said), statuses)


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
