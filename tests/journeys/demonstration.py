"""The demonstration as a newcomer gets it: the real `hustings demo`, served by the real `hustings serve`."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests.stories.shown import HUSTINGS, Demo

SECONDS_TO_START = 30
WAY_IN = re.compile(r"^\s+(\S+)\s+http://[^/]+(/(?:sign-in|campaign|member|officials)/\S+/)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Where it waits, the paths by which people come in, by role or door, and its folder."""

    site: str
    ways_in: dict[str, str]
    folder: Path


def plain() -> dict[str, str]:
    """The environment without any setting of ours."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("HUSTINGS_", "DJANGO_"))}


@contextmanager
def served(played: Demo, folder: Path) -> Iterator[Demonstration]:
    """Serve a copy of a demonstration on a free port."""
    shutil.copytree(played.folder, folder)
    settings = {
        "HUSTINGS_HOME": str(folder),
        "HUSTINGS_DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "HUSTINGS_FILES": str(folder / "files"),
        "HUSTINGS_DEMO": "true",
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen([HUSTINGS, "serve", "--bind", address, "--workers", "1"], env=plain() | settings)
    try:
        _wait_for(f"http://{address}/")
        yield Demonstration(f"http://{address}", dict(WAY_IN.findall(played.said)), folder)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str) -> None:
    for _ in range(SECONDS_TO_START * 10):
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - this machine only
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)
