"""A real PostgreSQL for the tests: private folder, own socket, no port; gone when the tests end, even by a kill.

Also a command, for trying things by hand: `python -m tests.postgres` prints the address and waits.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

import psycopg

OLDEST = 15
SECONDS_TO_START = 60
OWNER = "hustings"


class NoPostgres(RuntimeError):
    """PostgreSQL is missing or did not start."""


class PrivatePostgres(AbstractContextManager["PrivatePostgres"]):
    """One server in a new private folder. Only this user (and, as root, the server's own user) can reach its socket."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hustings-pg-", dir="/tmp"))  # a socket's path must be short
        self.user = _unprivileged_user()
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases, as `HUSTINGS_DATABASE_URL` takes it."""
        return f"postgresql://{OWNER}@{quote(str(self.folder), safe='')}/{database}"

    def __enter__(self) -> "PrivatePostgres":
        try:
            self._make_folder()
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop the server (open connections are cut) and remove its folder. Safe to call twice."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(2)  # "fast": roll back what is open, then stop
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _make_folder(self) -> None:
        if self.user:
            entry = pwd.getpwnam(self.user)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
        command = [str(_binaries() / "initdb"), "-D", str(self.folder / "data"), "-U", OWNER, "-A", "trust"]
        command += ["-E", "UTF8", "--locale=C.UTF-8", "--no-instructions", "--no-sync"]
        made = subprocess.run(
            [*self._as_user(), *command], cwd=self.folder, capture_output=True, check=False, text=True
        )
        if made.returncode:
            raise NoPostgres(f"initdb failed: {made.stderr}")

    def _start(self) -> None:
        command = [str(_binaries() / "postgres"), "-D", str(self.folder / "data"), "-c", "listen_addresses="]
        command += ["-c", f"unix_socket_directories={self.folder}", "-c", "max_connections=60"]
        # Waiting for the disk helps against a loss of power only: what a killed process wrote, the kernel keeps.
        command += ["-c", "fsync=off", "-c", "full_page_writes=off"]
        # The server gets the stop signal when this process dies, whatever killed it.
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [*self._as_user("--pdeathsig", "INT"), *command], cwd=self.folder, stdout=log, stderr=log
            )
        until = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise NoPostgres(f"PostgreSQL did not start: {(self.folder / 'log').read_text()}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url()).close()
        except psycopg.OperationalError:
            return False
        return True

    def _as_user(self, *options: str) -> list[str]:
        if self.user:
            options += (f"--reuid={self.user}", f"--regid={pwd.getpwnam(self.user).pw_gid}", "--clear-groups")
        return ["setpriv", *options] if options else []


def _unprivileged_user() -> str:
    """Whom the server runs as: PostgreSQL refuses to run as root. Empty: as ourselves."""
    if os.geteuid():
        return ""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _binaries() -> Path:
    """The folder of the newest server programs, or the one that HUSTINGS_POSTGRESQL names."""
    if named := os.environ.get("HUSTINGS_POSTGRESQL"):
        return Path(named)
    found = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    newest = max(found, key=lambda folder: int(folder.parent.name), default=None)
    if newest is None or int(newest.parent.name) < OLDEST:
        raise NoPostgres(f"PostgreSQL {OLDEST} or newer was not found; run: sudo apt-get install postgresql")
    return newest


if __name__ == "__main__":
    with PrivatePostgres() as server:
        print(server.url(), flush=True)  # noqa: T201
        input("Enter stops it. ")
