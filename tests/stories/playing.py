"""Playing whole cycles for the tests: the demonstration in a process of its own, or its cycle in this one."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.utils import ConnectionHandler
from django.test import override_settings

from hustings.demo.run import Wanted, run
from tests.conftest import MATERIAL
from tests.stories.kept import Kept, read_files, read_references, read_tables
from tests.stories.shown import HUSTINGS, REHEARSED, Demo, contents, hustings

INVENTED = """QUAY CITY, April 9, 2026 - The Lantern Makers Society endorsed Petra Quillfeather on Tuesday.

"We have waited for this since the floods," Quillfeather said.
"""


def play_demo(ground: Path) -> Demo:
    """Begin `hustings demo` and kill it, then run it whole in the same folder; pack its earlier publications, too."""
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
    older = _pack_earlier_publications(folder, ground)
    return Demo(
        folder=folder,
        articles=articles,
        configured=configured,
        older=older,
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
    return _plain_environment() | {
        "HUSTINGS_HOME": str(folder),
        "HUSTINGS_DATABASE_URL": f"sqlite:///{database}",
        "HUSTINGS_FILES": str(folder / "files"),
        "HUSTINGS_SECRET_KEY": "of-another-house",
        "HUSTINGS_MAIL_URL": "smtp://127.0.0.1:9",
    }


def _plain_environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith(("HUSTINGS_", "DJANGO_"))}


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


PACK = """
import pathlib, sys
from hustings.doors.cli.main import start_django
start_django()
from hustings.rooms.publication.bundles import bundle_of
from hustings.rooms.publication.queries import published
for path in map(pathlib.Path, sys.argv[2:]):
    path.write_bytes(bundle_of(shown=published(cycle=sys.argv[1], publication=path.stem)).data)
"""


def _pack_earlier_publications(demo: Path, folder: Path) -> dict[str, Path]:
    """The bundles of the rehearsal's first two publications, out of the demonstration's own database."""
    made = {code: folder / f"{code}.zip" for code in ("PUB-1", "PUB-2")}
    house = {
        "HUSTINGS_HOME": str(demo),
        "HUSTINGS_DATABASE_URL": f"sqlite:///{demo / 'demo.sqlite3'}",
        "HUSTINGS_SECRET_KEY": "only-for-tests",
    }
    command = [sys.executable, "-c", PACK, REHEARSED, *map(str, made.values())]
    subprocess.run(command, check=True, timeout=120, env=_plain_environment() | house)
    return made


def kept_by(demo: Demo) -> Kept:
    """What the demonstration left behind."""
    options = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(demo.folder / "demo.sqlite3")}
    database = ConnectionHandler({"default": options})["default"]
    tables, references = read_tables(database), read_references(database)
    database.close()
    files = read_files(demo.folder, but=("demo.sqlite3",))
    return Kept(tables, references, files, demo.said + demo.complained, (demo.status,))


def play_here(folder: Path) -> Kept:
    """Play the same cycle in this process, on the database in use. Gives what is left behind."""
    folder.mkdir()
    said: list[str] = []

    @contextmanager
    def track(name: str, total: int) -> Iterator[Callable[[int], None]]:
        said.append(name)
        yield lambda n_done: None

    wanted = Wanted(n_members=2000, n_ballots=40, articles=None, out=folder)
    with override_settings(CONFIG=replace(settings.CONFIG, files=folder / "files")):
        shown = run(wanted, track)
    tables, references = read_tables(connection), read_references(connection)
    said += [shown.outcome, *shown.explanation, str(shown.counts)]
    statuses = tuple(report.exit_status for report in shown.bundles.values())
    return Kept(tables, references, read_files(folder), "\n".join(said), statuses)
