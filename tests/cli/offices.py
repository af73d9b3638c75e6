"""Two trustees and a credential office at work, each with their own files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hustings.doors.cli.ballots import app

Typed = Callable[..., Result]


@pytest.fixture
def typed() -> Callable[..., Result]:
    """The offline commands, in this process: what they raise is what `hustings` prints as refused."""

    def run(*words: object) -> Result:
        return CliRunner().invoke(app, [str(word) for word in words])

    return run


@pytest.fixture
def offices(typed: Typed, tmp_path: Path) -> Path:
    """Two trustees' and three voters' files."""
    for name in ("north", "south"):
        assert typed("make-trustee", "--out", tmp_path / name).exit_code == 0
    assert typed("make-credentials", "--count", 3, "--out", tmp_path / "credentials").exit_code == 0
    return tmp_path


def trustee_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.trustee.json"))


def private_keys(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.privkey"))


def voter(folder: Path, number: int) -> Path:
    return folder / "credentials" / f"credential-{number}.json"
