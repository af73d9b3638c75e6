"""`hustings lottery …` in this process, and the tables that it is given."""

import csv
from pathlib import Path

from typer.testing import CliRunner, Result

from hustings.core.errors import Refusal
from hustings.doors.cli.lottery import app


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def refused(*words: object) -> Refusal:
    error = run(*words).exception
    assert isinstance(error, Refusal), error
    return error


def write(path: Path, *rows: tuple[object, ...]) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    return path
