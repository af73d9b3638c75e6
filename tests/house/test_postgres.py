"""The PostgreSQL of the tests: private, real, and gone afterwards, whatever happens."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from tests.conftest import CHECKOUT
from tests.postgres import OLDEST, PrivatePostgres


@pytest.fixture(scope="module")
def server():
    with PrivatePostgres() as running:
        yield running


def is_running(process: int) -> bool:
    """Whether the process exists and is more than an unburied child."""
    status = Path(f"/proc/{process}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def test_it_is_a_supported_version_that_answers_only_what_the_kernel_has(server: PrivatePostgres) -> None:
    """It does not wait for the disk (`fsync`): that helps against a loss of power, not against a kill."""
    with psycopg.connect(server.url()) as connection:
        assert connection.info.server_version // 10000 >= OLDEST
        asked = connection.execute(
            "SELECT current_setting('synchronous_commit'), current_setting('server_encoding')"
        ).fetchone()
    assert asked == ("on", "UTF8")


def test_it_listens_on_no_port_and_its_folder_is_closed_to_others(server: PrivatePostgres) -> None:
    with psycopg.connect(server.url()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700


def test_it_does_not_run_as_root(server: PrivatePostgres) -> None:
    assert server.process is not None
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    assert next(line for line in status.splitlines() if line.startswith("Uid:")).split()[1] != "0"


def test_stopping_it_cuts_connections_and_leaves_no_process_and_no_folder() -> None:
    with PrivatePostgres() as running:
        assert running.process is not None
        process, open_connection = running.process.pid, psycopg.connect(running.url())
        open_connection.execute("CREATE TABLE open_transaction (x int)")
    assert (is_running(process), running.folder.exists()) == (False, False)
    with pytest.raises(psycopg.OperationalError):
        open_connection.execute("SELECT 1")


def test_it_stops_when_the_tests_are_killed() -> None:
    tests = subprocess.Popen(
        [sys.executable, "-m", "tests.postgres"], cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert tests.stdout is not None
    folder = Path(unquote(urlsplit(tests.stdout.readline().strip()).netloc.partition("@")[2]))
    process = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    assert is_running(process)
    os.kill(tests.pid, 9)
    tests.communicate()
    until = time.monotonic() + 30
    while is_running(process) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(process)
    subprocess.run(["rm", "-rf", str(folder)], check=True)
