"""`hustings verify`, as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hustings.core.bundle import build
from hustings.doors.cli.verify import app
from tests.core import story
from tests.core.bundles import files_of, forged, plain, polled


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "story.zip"
    path.write_bytes(plain())
    return path


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    return result.exit_code, result.output


def test_it_says_rehearsal_first_then_every_check_and_the_head(bundle: Path) -> None:
    status, said = run(bundle)
    lines = said.splitlines()
    assert status == 0
    assert lines[0] == "REHEARSAL: everything in this bundle was made by a program."
    assert lines[1] == "Mayor of Harbor City, 2031 (harbor-2031)"
    assert [line.split()[:2] for line in lines[3:7]] == [
        ["holds", "packing"],
        ["holds", "manifest"],
        ["holds", "files"],
        ["holds", "digests"],
    ]
    assert lines[-2:] == [f"head {story.entries()[-1].hash}", "Every check holds."]


def test_one_changed_byte_is_exit_status_1_and_says_where(bundle: Path) -> None:
    place = plain().index(b"The rulebook is adopted")
    bundle.write_bytes(plain()[:place] + b"t" + plain()[place + 1 :])
    status, said = run(bundle)
    assert status == 1
    assert said.splitlines()[0].startswith("REHEARSAL")
    told = [line.split(maxsplit=2) for line in said.splitlines()]
    assert ["FAILS", "digests", "timeline.json is not the file that was listed"] in told
    assert ["not", "run", "decisions        not run: a check before it failed"] in told
    assert said.splitlines()[-1] == "FAILS: packing, digests"


def test_what_is_not_a_bundle_is_exit_status_2(tmp_path: Path) -> None:
    text = tmp_path / "notes.zip"
    text.write_text("hello")
    says = "This file is not a bundle: it is not a zip that holds a manifest."
    assert run(text) == (2, f"Refused: {says} Choose the .zip file that was published. [not-a-bundle]\n")
    assert run(tmp_path / "nowhere.zip")[0] == 2
    assert run(tmp_path)[0] == 2


def test_json_holds_every_check(bundle: Path) -> None:
    status, said = run(bundle, "--json")
    report = json.loads(said)
    assert (status, report["holds"], report["rehearsal"], report["head"]) == (0, True, True, story.entries()[-1].hash)
    assert report["checks"][0] == {
        "name": "packing",
        "compared": "the zip's bytes with the one form of docs/spec/bundle.md, section 2",
        "finding": "7 files",
        "result": "holds",
    }


def test_a_refusal_is_json_too(tmp_path: Path) -> None:
    text = tmp_path / "notes.zip"
    text.write_text("hello")
    status, said = run(text, "--json")
    assert (status, json.loads(said)["refused"]["code"]) == (2, "not-a-bundle")


def test_head_and_an_older_bundle_are_compared_on_request(bundle: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.zip"
    later.write_bytes(polled())
    assert run(bundle, "--head", story.entries()[-1].hash)[0] == 0
    assert run(bundle, "--head", "0" * 64)[0] == 1
    assert run(bundle, "--head", "abc")[0] == 2
    status, said = run(later, "--extends", bundle)
    assert status == 0
    assert "POLL-S1: ballots" in said
    assert run(bundle, "--extends", later)[0] == 1


def test_a_live_and_a_reported_cycle_say_what_they_are(bundle: Path) -> None:
    for kind, first in (
        ("live", "Not a rehearsal: acts of the organisation itself."),
        ("reported", "Not a rehearsal: a cycle retold from named sources."),
    ):
        writing = story.Story()
        writing.tell("2031-03-01", "record.opened", story.opening(kind=kind))
        bundle.write_bytes(build(writing.entries))
        assert run(bundle)[1].splitlines()[0] == first


def test_a_bundle_whose_record_cannot_be_read_says_so(bundle: Path) -> None:
    bundle.write_bytes(forged(plain(), files_of(plain()) | {"record.jsonl": b"nothing\n"}))
    status, said = run(bundle)
    assert status == 1
    assert said.splitlines()[:2] == ["Whether this is a rehearsal cannot be read.", "The record cannot be read."]


def test_it_needs_neither_django_nor_a_database(bundle: Path) -> None:
    code = (
        "import sys; sys.argv = ['hustings', 'verify', sys.argv[1]]\n"
        "from hustings.doors.cli.main import app\n"
        "try: app()\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "assert not [name for name in sys.modules if name.partition('.')[0] in ('django', 'psycopg', 'sqlite3')]\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(bundle)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "Every check holds."
