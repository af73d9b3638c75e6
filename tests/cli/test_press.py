"""`hustings press read`: predictions as JSON, a page for the eye, clear refusals."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hustings.doors.cli.press import app
from hustings.rooms.press.parser import model_folder
from tests.core.reading.invented import VECTORS

TEXT = VECTORS / "brenn-14.txt"
KNOWN = ["--gazetteer", str(VECTORS / "gazetteer.json"), "--published", "2029-01"]


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    result = CliRunner().invoke(app, ["read", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_json_is_one_prediction_for_each_file_name_without_suffix() -> None:
    code, out, _ = run(str(TEXT), str(VECTORS / "brenn-08.txt"), *KNOWN, "--json")
    assert code == 0
    predictions = json.loads(out)
    assert sorted(predictions) == ["brenn-08", "brenn-14"]
    assert {frozenset(one) for one in predictions.values()} == {
        frozenset({"mentions", "quotes", "times", "amounts", "facts"})
    }


def test_the_page_shows_who_when_and_where_in_the_text() -> None:
    code, out, _ = run(str(TEXT), *KNOWN)
    assert code == 0
    assert "published 2029-01 (metadata)" in out
    assert "meeting · happened · clear" in out
    assert "marlow as candidate: “Elin Marlow”" in out
    assert "when     2029-01-08: “January 8”" in out
    assert "text     0-36: Elin Marlow met with the Cooks Union" in out


def test_what_is_held_back_says_so() -> None:
    _, out, _ = run(str(VECTORS / "brenn-13.txt"), *KNOWN)
    assert "withhold about health; never offered for publication" in out


def test_a_terminal_is_never_given_control_signs(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "Elin Marlow met with the \x1b[31mHHU on Tuesday. “\x1b]0;x\x07 yes,” Elin Marlow said.", encoding="utf-8"
    )
    _, out, _ = run(str(file), *KNOWN)
    assert "\x1b" not in out


REFUSED = [
    (b"", "press-empty-text"),
    (b" \n\t\n", "press-empty-text"),
    ("Elin Marlow met die Köche".encode("latin-1"), "press-not-utf8"),
    (b"E\x00l\x00i\x00n\x00", "press-not-utf8"),
    (b"a" * (5 * 1024 * 1024 + 1), "press-text-too-long"),
]


@pytest.mark.parametrize(("content", "code"), REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_its_name(content: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(content)
    status, out, err = run(str(TEXT), str(file), "--json")
    assert (status, out) == (2, "")
    assert f"[{code}]" in err
    assert "article.txt" in err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere.txt"], "press-unreadable-file"),
        ([str(VECTORS)], "press-unreadable-file"),
        ([str(TEXT), "--published", "soon"], "press-bad-publication-date"),
        ([str(TEXT), "--gazetteer", str(TEXT)], "press-bad-gazetteer"),
        ([str(TEXT), str(TEXT)], "press-same-name"),
    ],
)
def test_wrong_arguments_are_refused_with_a_stable_code(arguments: list[str], code: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert f"[{code}]" in err


def test_the_command_loads_no_django_and_the_module_not_even_the_reader() -> None:
    wanted = "[m for m in sys.modules if m.split('.')[0] == 'django' or '.reading' in m]"
    check = f"import hustings.doors.cli.press, sys; print({wanted})"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_reading_loads_no_django() -> None:
    check = "import hustings.core.reading, sys; print([m for m in sys.modules if m.split('.')[0] == 'django'])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_parser_that_is_asked_for_and_absent_is_said_so_once_and_all_is_read() -> None:
    said = "No parser is installed: facts are read without its second opinion. To add it, install hustings[parser].\n"
    alone, asked = run(str(TEXT), *KNOWN), run(str(TEXT), *KNOWN, "--parser")
    assert asked[0] == 0
    assert (asked[1:] == (alone[1], said)) is (model_folder() is None)


def test_a_regression_file_that_cannot_be_used_is_exit_status_2_and_no_finding(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["regressions", "--check", str(tmp_path / "none.jsonl")])
    assert result.exit_code == 2
    assert "press-regressions-file" in result.stderr
