"""Archives that other programs made, and known answers for keys."""

import json
from pathlib import Path

import pytest

from hustings.core.ballots.credentials import public_credential
from hustings.core.ballots.trustees import read_private_key
from tests.conftest import MATERIAL
from tests.core.ballots.making import verify
from tests.core.ballots.threshold import public

VECTORS = MATERIAL / "ballots" / "vectors"

pytestmark = pytest.mark.material


def archive_of(folder: str) -> Path:
    (found,) = (VECTORS / folder).glob("*.bel")
    return found


@pytest.mark.parametrize(
    ("folder", "n_ballots", "n_counted"),
    [
        ("ed25519-mixed-choose1-50", 53, 50),
        ("ed25519-threshold-blank-50", 53, 50),
        ("ed25519-single3-choose1-12-tool33", 15, 12),
    ],
)
def test_archives_of_another_program_hold_and_give_the_expected_result(
    folder: str, n_ballots: int, n_counted: int
) -> None:
    expected = json.loads((VECTORS / folder / "expected.json").read_text())
    with archive_of(folder).open("rb") as stream:
        report = verify(stream).or_raise()
    assert report.results == (tuple(expected["expected"]),)
    assert (report.n_ballots, report.n_counted) == (n_ballots, n_counted)
    assert [sum(column) for column in zip(*expected["votes_last"], strict=True)] == expected["expected"]


def test_our_own_earlier_archive_holds() -> None:
    assert verify(archive_of("tampered/good").read_bytes()).or_raise().results == ((2, 2, 1, 1),)


@pytest.mark.parametrize(
    ("folder", "code"),
    [
        ("badres", "result-wrong"),
        ("badsig", "ballot-signature"),
        ("dropped", "tally-wrong"),
        ("iproof", "ballot-proof"),
        ("spaces", "ballot-malformed"),
        ("twosetup", "archive-event-order"),
    ],
)
def test_spoilt_archives_are_refused(folder: str, code: str) -> None:
    refusal = verify(archive_of(f"tampered/{folder}").read_bytes()).refusal
    assert refusal is not None
    assert refusal.code == code


@pytest.mark.parametrize(
    "folder", ["ed25519-mixed-choose1-50", "ed25519-threshold-blank-50", "ed25519-single3-choose1-12-tool33"]
)
def test_public_credentials_follow_from_the_private_ones(folder: str) -> None:
    uuid = archive_of(folder).stem
    private = json.loads((VECTORS / folder / "private_creds.json").read_text())
    listed = {
        entry.split(",")[2]: entry.split(",")[0]
        for entry in json.loads((VECTORS / folder / "public_creds.json").read_text())
    }
    for login, secret in private.items():
        assert public_credential(uuid=uuid, secret=secret) == listed[login]


def test_private_keys_are_read_and_belong_to_the_trustees() -> None:
    folder = VECTORS / "ed25519-single3-choose1-12-tool33"
    trustees = (folder / "trustees.json").read_text()
    for file in folder.glob("*.privkey"):
        assert public(int(read_private_key(file.read_bytes()))) in trustees
