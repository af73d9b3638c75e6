"""The files of a secret poll: each is what it says, or is refused with the command that makes it."""

import json
from pathlib import Path

import pytest

from hustings.core.ballots.engine import Question
from hustings.core.ballots.refusals import TrusteeProofWrong
from hustings.doors.cli.ballot_files import (
    FileUnreadable,
    NoSuchAnswer,
    NotSuchAFile,
    place_of,
    read_decryption,
    read_public_list,
    read_trustee,
)
from tests.cli.offices import offices, trustee_files, typed

__all__ = ["offices", "typed"]

READERS = {
    "trustee": (read_trustee, "ballots make-trustee"),
    "list": (read_public_list, "ballots make-credentials"),
    "part": (read_decryption, "trustee decrypt"),
}
GARBAGE = [b"", b"\xff", b"{}", b"[]", b"[" * 5000, b'{"format":"x","election":"x","credentials":[]}']


@pytest.mark.parametrize("body", GARBAGE)
@pytest.mark.parametrize("kind", READERS)
def test_a_file_of_another_kind_is_refused_with_the_command_that_makes_it(
    kind: str, body: bytes, tmp_path: Path
) -> None:
    read, maker = READERS[kind]
    (tmp_path / "file").write_bytes(body)
    with pytest.raises(NotSuchAFile) as refused:
        read(tmp_path / "file")
    assert refused.value.facts["maker"] == maker
    with pytest.raises(FileUnreadable):
        read(tmp_path / "none")


def test_a_trustee_who_does_not_know_the_key_is_refused(offices: Path) -> None:
    one, other = (json.loads(path.read_bytes()) for path in trustee_files(offices))
    forged = offices / "forged.trustee.json"
    forged.write_text(json.dumps({"pok": one["pok"], "public_key": other["public_key"]}, separators=(",", ":")))
    with pytest.raises(TrusteeProofWrong):
        read_trustee(forged)


@pytest.mark.parametrize(
    ("answer", "place"),
    [("Alma", 0), (" alma ", 0), ("BO", 1), ("2", 1), ("1", 3), ("No endorsement", 2), ("3", 2), ("4", 3)],
)
def test_an_answer_is_found_by_its_words_before_its_number(answer: str, place: int) -> None:
    assert place_of(answer, Question("Whom?", ("Alma", "Bo", "No endorsement", "1"))) == place


@pytest.mark.parametrize("answer", ["", "0", "5", "-1", "1.0", "Al", "²", "reyes"])
def test_what_is_no_answer_or_could_be_two_is_refused_with_the_list(answer: str) -> None:
    with pytest.raises(NoSuchAnswer, match="1 Alma, 2 Bo, 3 Reyes, 4 REYES"):
        place_of(answer, Question("Whom?", ("Alma", "Bo", "Reyes", "REYES")))
