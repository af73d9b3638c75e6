"""Whatever a command is given, it answers in words: exit status 1 or 2, and never with its own insides."""

from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hustings.core.errors import Refusal
from hustings.doors.cli.main import COMMANDS

DEEP = "[" * 5000
HUGE = "9" * 20

SAID: dict[str, tuple[int, str]] = {
    "questionnaires proof deep.json": (1, "proof-unreadable"),
    "lottery fix quotes.csv quotas.csv --seats 1 --operator x --out out": (1, "lottery-table-malformed"),
    "lottery fix people.csv deep.json --seats 1 --operator x --out out": (1, "lottery-table-malformed"),
    "lottery fix people.csv infinite.json --seats 1 --operator x --out out": (1, "lottery-table-malformed"),
    f"ballots verify text.json --workers {HUGE}": (2, "'--workers'"),
    f"ballots tally text.json --workers {HUGE}": (2, "'--workers'"),
    f"ballots monitor http://127.0.0.1:9 --keep folder --every {HUGE}": (2, "'--every'"),
    "ballots monitor http://127.0.0.1:9 --keep text.json": (2, "'--keep'"),
    "notices bounces folder": (2, "but no maildir"),
}
FILES = {
    "deep.json": DEEP,
    "text.json": "{}",
    "quotes.csv": '{"a" : 1}, "',
    "people.csv": "person\nA\n",
    "quotas.csv": "feature,value,min,max\n",
    "infinite.json": '{"a": {"b": [1, Infinity]}}',
}


def answered(words: str) -> tuple[int, str]:
    """Exit status and words of a command in this process; a refusal is 1, as `hustings` has it."""
    name, *rest = words.split()
    app = import_module(f"hustings.doors.cli.{COMMANDS[name].module}").app
    done = CliRunner().invoke(app, rest, env={"COLUMNS": "300", "NO_COLOR": "1", "TERM": "dumb"})
    if isinstance(done.exception, Refusal):
        return 1, str(done.exception)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture
def at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some files that are not what a command asks for, in the folder where it is called."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "folder").mkdir()


@pytest.mark.parametrize("words", SAID)
@pytest.mark.usefixtures("at_hand")
def test_what_cannot_be_used_is_refused_in_words(words: str) -> None:
    status, said = answered(words)
    assert (status, SAID[words][1] in said) == (SAID[words][0], True), said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_names_an_option_that_it_does_not_know(name: str) -> None:
    status, said = answered(f"{name} --no-such-option")
    assert (status, "--no-such-option" in said) == (2, True), said
