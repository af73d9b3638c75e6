"""The real command in a process of its own, and a house founded by it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HUSTINGS = Path(sys.executable).with_name("hustings")
PASSWORD = "a long walk along the harbor"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str


def hustings(*words: object, typed: str = "", **environment: str) -> Ran:
    """Run `hustings WORDS…` as a person would, with these variables beside those of the test."""
    done = subprocess.run(
        [HUSTINGS, *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
        input=typed,
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"} | environment,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def init(home: Path, *, password: str = PASSWORD, **environment: str) -> Ran:
    """`hustings init` for the United Harbor Workers and their officer "ada"."""
    words = ["init", "--organisation", "United Harbor Workers", "--officer", "ada", "--password-stdin"]
    return hustings(*words, typed=f"{password}\n", HUSTINGS_HOME=str(home), **environment)
