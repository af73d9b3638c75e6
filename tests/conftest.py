"""What every test stands on: the database (SQLite or PostgreSQL), the material folder, hypothesis, the browser.

The record's tables refuse DELETE and TRUNCATE, so a database is never flushed between tests:
    `db`              one transaction, rolled back (pytest-django's)
    `fresh_database`  a database of its own, copied from a migrated one, dropped afterwards: for tests that commit, use
                      threads, start processes or kill them
`transactional_db` and `live_server` flush, and are refused.
"""

import fcntl
import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import django
import hypothesis
import pytest
from django.db import connections

from tests.databases import FreshDatabase, Store, store_for
from tests.postgres import PrivatePostgres

CHECKOUT = Path(__file__).resolve().parent.parent
MATERIAL = Path(os.environ.get("HUSTINGS_MATERIAL") or CHECKOUT.parent / "shared").resolve()

USES_DATABASE = {"db", "fresh_database", "django_db_setup"}
FLUSHES = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}

pytest_plugins = ["tests.stories.fixtures"]

absent = pytest.StashKey[dict[str, list[str]]]()

# "steady" tries the same examples in every run, so that more of them find nothing new; "search" is for finding.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True, max_examples=50)
hypothesis.settings.register_profile("search", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HUSTINGS_HYPOTHESIS", "steady"))


# Chosen here, as this file is read: the conftest files below it import models, which need Django's settings. With xdist
# the first process prepares and its workers inherit: one folder and one server serve them all.
PREPARED = "HUSTINGS_TESTS_PREPARED"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
undo = ExitStack()


def _prepare() -> None:
    if not os.environ.get(PREPARED):
        folder = Path(
            undo.enter_context(tempfile.TemporaryDirectory(prefix="hustings-tests-", ignore_cleanup_errors=True))
        )
        os.environ["HUSTINGS_HOME"] = str(folder)
        os.environ["HUSTINGS_DATABASE_URL"] = _database_url(folder)
        os.environ["HUSTINGS_SECRET_KEY"] = "only-for-tests"
        os.environ[PREPARED] = "yes"
    os.environ["DJANGO_SETTINGS_MODULE"] = "hustings.project.settings"
    # The browser's driver runs an event loop in this thread, and Django then takes every use of the database for one
    # made inside asynchronous code. Nothing here is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()


def _database_url(folder: Path) -> str:
    match os.environ.get("HUSTINGS_TEST_DATABASE", "sqlite"):
        case "sqlite":
            return f"sqlite:///{folder / 'hustings.sqlite3'}"
        case "postgresql":
            return undo.enter_context(PrivatePostgres()).url()
        case other:
            raise pytest.UsageError(f"HUSTINGS_TEST_DATABASE is sqlite or postgresql, not {other}")


_prepare()


def pytest_unconfigure() -> None:
    undo.close()


def pytest_report_header() -> str:
    return f"database: {os.environ.get('HUSTINGS_TEST_DATABASE', 'sqlite')}; material: {MATERIAL}"


# --- which tests run ------------------------------------------------------------------------------------------------


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what uses the database, refuse what would flush it, and put aside what needs absent material."""
    for item in items:
        wants = set(getattr(item, "fixturenames", ()))
        marker = item.get_closest_marker("django_db")
        if wants & FLUSHES or (marker and (marker.kwargs.get("transaction") or marker.args)):
            raise pytest.UsageError(f"{item.nodeid} would flush the database; use the fixture fresh_database")
        if marker or wants & USES_DATABASE:
            item.add_marker("database")
    _begin_with_what_others_wait_for(items)
    put_aside = config.stash.setdefault(absent, {})
    for marker in _lacking():
        lost = [item for item in items if item.get_closest_marker(marker)]
        put_aside[marker] = [item.nodeid for item in lost]
        items[:] = [item for item in items if item not in lost]
        config.hook.pytest_deselected(items=lost)


def _begin_with_what_others_wait_for(items: list[pytest.Item]) -> None:
    """One worker plays the demonstration while the others test, instead of all coming to it at once."""
    for fixture in ("demo", "kept"):
        stories = (item for item in items if item.path.parent.name == "stories")
        needs = [item for item in stories if fixture in getattr(item, "fixturenames", ())]
        for item in needs[:1]:
            items.remove(item)
            items.insert(0, item)


def _lacking() -> dict[str, str]:
    """The markers whose tests cannot run here, and what they lack."""
    lacking = {} if MATERIAL.is_dir() else {"material": f"files of {MATERIAL}, which is not there"}
    if find_spec("distributed") is None:
        lacking["cluster"] = "what a cluster needs, which is not installed (make test-cluster runs them)"
    if find_spec("spacy") is None:
        lacking["parser"] = "the optional parser, which is not installed (make test-parser runs them)"
    return lacking


def pytest_collection_finish() -> None:
    """What was imported stays: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    lacking = _lacking()
    for marker, lost in config.stash.get(absent, {}).items():
        if lost:
            terminalreporter.section(f"{marker} is absent")
            terminalreporter.line(f"{len(lost)} tests need {lacking[marker]}; they did not run:")
            for nodeid in lost:
                terminalreporter.line(f"  {nodeid}")


@pytest.fixture(scope="session")
def material() -> Path:
    """The folder of articles, schemas and filings. Only for tests marked `material`."""
    return MATERIAL


# --- databases ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run know, for what one of them makes and the others use."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if WORKER else base


@pytest.fixture(scope="session")
def database_store(django_test_environment: None, django_db_blocker: Any, shared_folder: Path) -> Store:
    """This worker's test database, migrated, and copies of what it was then.

    Nothing is dropped at the end: the files lie in a temporary folder, and the server is the tests' own.
    """
    with django_db_blocker.unblock(), (shared_folder / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        store = store_for(shared_folder, WORKER or "only")
        store.prepare()
    return store


@pytest.fixture(scope="session")
def django_db_setup(database_store: Store, django_db_blocker: Any) -> Iterator[None]:
    """The test database, whichever tests run: pytest-django's own knows nothing of `fresh_database`."""
    yield
    with django_db_blocker.unblock():
        connections["default"].close()


@pytest.fixture
def fresh_database(database_store: Store, django_db_blocker: Any) -> Iterator[FreshDatabase]:
    """A committed database of this test's own, also for the processes that it starts (`HUSTINGS_DATABASE_URL`)."""
    with django_db_blocker.unblock(), database_store.copy() as database:
        yield database


# --- the browser ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium, with nothing of its own calling out; without windows where that build of it is there."""
    quiet = ["disable-background-networking", "disable-component-update", "disable-sync", "no-first-run"]
    quiet += ["disable-quic", "disable-gpu", "disable-dev-shm-usage"]
    if os.geteuid() == 0:
        quiet.append("no-sandbox")  # Chromium's sandbox refuses root; the pages are our own
    found = filter(
        None, (os.environ.get("HUSTINGS_CHROMIUM"), *map(shutil.which, ("chromium-headless-shell", "chromium")))
    )
    program = next(found, None)
    if program is None:
        raise pytest.UsageError("Chromium was not found; run: sudo apt-get install chromium-headless-shell")
    return {"executable_path": program, "args": [f"--{name}" for name in quiet]}
