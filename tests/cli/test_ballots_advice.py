"""A bad ballot in an archive: whoever checks it is told what a checker can do, not what the voter could have done."""

import json
from pathlib import Path

from hustings.core.ballots.advice import BAD_BALLOT, advice_for_checker
from hustings.core.ballots.refusals import BallotProofWrong, PollRefused
from tests.cli.offices import Typed, typed
from tests.core.ballots.making import make_setup, play
from tests.core.ballots.tampering import a_wrong_proof

__all__ = ["typed"]


def test_a_checker_of_a_bad_ballot_gets_a_checkers_advice(typed: Typed, tmp_path: Path) -> None:
    archive = tmp_path / "POLL-S1.bel"
    archive.write_bytes(a_wrong_proof(play(make_setup(n_voters=2), [(0, [[1, 0, 0, 0]]), (1, [[0, 1, 0, 0]])])))
    said = typed("verify", archive)
    assert said.exit_code == 1
    last = said.stdout.splitlines()[-1]
    assert last.startswith("FAILS: The ballot does not prove that it holds an allowed choice: ")
    assert last.endswith(f"{BAD_BALLOT} [ballot-proof]")
    assert "cast it again" not in said.stdout
    refused = json.loads(typed("verify", archive, "--json").stdout)[0]["refused"]
    assert (refused["code"], refused["todo"]) == ("ballot-proof", BAD_BALLOT)


def test_the_voter_still_gets_the_voters_advice_and_a_bad_archive_its_own() -> None:
    assert BallotProofWrong(proof="x").advice == "Make a new ballot and cast it again."
    assert advice_for_checker(PollRefused()) == PollRefused().advice
