"""What a voter holds."""

import pytest

from hustings.core.ballots.credentials import (
    CredentialFile,
    make_credential,
    make_uuid,
    public_credential,
    read_credential_file,
    write_credential_file,
)
from hustings.core.ballots.refusals import CredentialRefused, SourceExhausted
from tests.core.ballots.making import source

UUID = "Vf1Y3WRJyaJXdP"
SECRET = "nrMNZ-TUcsL1-WUtKm-wWU559"


def test_a_fresh_credential_has_the_shape_5_6_5_6_and_fits_its_public_key() -> None:
    credential = make_credential(uuid=UUID, draw=source("voter"))
    assert [len(part) for part in credential.secret.split("-")] == [5, 6, 5, 6]
    assert public_credential(uuid=UUID, secret=credential.secret) == credential.public
    assert public_credential(uuid=make_uuid(draw=source("poll")), secret=credential.secret) != credential.public


def test_a_credential_file_is_read_back() -> None:
    body = write_credential_file(election=UUID, credential=SECRET)
    assert body == (
        b'{"format":"hustings-credential/1","election":"Vf1Y3WRJyaJXdP","credential":"nrMNZ-TUcsL1-WUtKm-wWU559"}\n'
    )
    assert read_credential_file(body) == CredentialFile(election=UUID, credential=SECRET)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"format":"hustings-credential/2","election":"Vf1Y3WRJyaJXdP","credential":"nrMNZ-TUcsL1-WUtKm-wWU559"}',
        b'{"format":"hustings-credential/1","election":"Vf1Y3WRJyaJXdP","credential":"nrMNZTUcsL1WUtKmwWU559"}',
        b'{"format":"hustings-credential/1","election":"Vf1Y3WRJyaJXdP","credential":"nrMN0-TUcsL1-WUtKm-wWU559"}',
        b'{"format":"hustings-credential/1","election":"Vf1Y3WRJyaJXdP"}',
    ],
)
def test_other_files_are_refused(body: bytes) -> None:
    with pytest.raises(CredentialRefused):
        read_credential_file(body)


def test_a_stuck_source_is_noticed() -> None:
    with pytest.raises(SourceExhausted):
        make_credential(uuid=UUID, draw=lambda n: b"\xff" * n)
