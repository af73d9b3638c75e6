"""`hustings questionnaires`: a key of one's own, and the receipt of one's own answers."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hustings.core.questionnaires import Submission
from hustings.doors.cli.questionnaires import KeyFileThere, ProofUnreadable, app
from hustings.rooms.questionnaires.sealing import public_of

RUN = CliRunner()


def test_a_key_goes_into_a_new_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    out = tmp_path / "key.txt"
    told = RUN.invoke(app, ["key", "QNR-1", "--out", str(out)])
    assert told.stdout.strip() == public_of(out.read_text())
    assert out.stat().st_mode & 0o777 == 0o600
    again = RUN.invoke(app, ["key", "QNR-1", "--out", str(out)])
    assert isinstance(again.exception, KeyFileThere)


def test_the_receipt_is_recomputed_from_the_campaigns_own_copy(tmp_path: Path) -> None:
    made = Submission("QNR-1", "CAND-1", {"q1": {"words": "Yes."}}, {"q1": "ab" * 16})
    (tmp_path / "copy.json").write_text(json.dumps(made.as_json()))
    told = RUN.invoke(app, ["proof", str(tmp_path / "copy.json"), "--json"])
    assert json.loads(told.stdout) == {"receipt": made.digest}


@pytest.mark.parametrize("text", ["", "[]", '{"answers": {}}'])
def test_a_file_without_answers_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "copy.json").write_text(text)
    told = RUN.invoke(app, ["proof", str(tmp_path / "copy.json")])
    assert isinstance(told.exception, ProofUnreadable)
