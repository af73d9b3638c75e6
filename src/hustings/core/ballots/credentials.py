"""What a voter holds: 22 Base58 characters, and the key that they stand for."""

import hashlib
import json
import re
from dataclasses import dataclass

from hustings.core.ballots import group
from hustings.core.ballots.belenios_v1 import text
from hustings.core.ballots.engine import Credential, Draw
from hustings.core.ballots.group import Q
from hustings.core.ballots.proofs import draw_base58
from hustings.core.ballots.refusals import CredentialRefused, RecordRefused
from hustings.core.ballots.tables import base_table

FILE_FORMAT = "hustings-credential/1"

_CHARACTER = "[1-9A-HJ-NP-Za-km-z]"
_SECRET = re.compile(f"{_CHARACTER}{{5}}-{_CHARACTER}{{6}}-{_CHARACTER}{{5}}-{_CHARACTER}{{6}}")


@dataclass(frozen=True)
class CredentialFile:
    """What a credential file says: for which election, and the secret."""

    election: str
    credential: str


def make_uuid(*, draw: Draw) -> str:
    """A fresh name for an election: 14 Base58 characters."""
    return draw_base58(14, draw)


def make_credential(*, uuid: str, draw: Draw) -> Credential:
    """A fresh credential for one voter of one election, about 129 bits."""
    characters = draw_base58(22, draw)
    secret = "-".join((characters[:5], characters[5:11], characters[11:16], characters[16:]))
    return Credential(secret=secret, public=public_credential(uuid=uuid, secret=secret))


def private_key(*, uuid: str, secret: str) -> int:
    """The number that a credential stands for. Raises: CredentialRefused if it is not written 5-6-5-6."""
    if not _SECRET.fullmatch(secret):
        raise CredentialRefused(reason="it does not have 5, 6, 5 and 6 Base58 characters")
    hashed = "".join(
        hashlib.sha256(f"derive_credential|{uuid}|{half}|{secret}".encode()).hexdigest() for half in (0, 1)
    )
    return int(hashed, 16) % Q


def public_credential(*, uuid: str, secret: str) -> str:
    """The public credential, an element. Raises: CredentialRefused."""
    return group.encode(base_table().times(private_key(uuid=uuid, secret=secret)))


def typed_credential(typed: str) -> str:
    """A credential as people type it: spaces and hyphens are free. Raises: CredentialRefused."""
    plain = re.sub(r"[\s-]", "", typed)
    secret = "-".join((plain[:5], plain[5:11], plain[11:16], plain[16:]))
    if not _SECRET.fullmatch(secret):
        raise CredentialRefused(reason="it does not have 22 signs, or one of them is 0, O, I or l")
    return secret


def check_number(secret: str) -> str:
    """Three digits that belong to a credential: to compare by eye after typing it. They say nothing about the rest."""
    return f"{int(hashlib.sha256(f'hustings-check|{secret}'.encode()).hexdigest(), 16) % 1000:03}"


def write_credential_file(*, election: str, credential: str) -> bytes:
    """The file that a voter keeps: one JSON object with format, election and credential, and a newline."""
    form = {"format": FILE_FORMAT, "election": election, "credential": credential}
    return text.dump(form) + b"\n"


def read_credential_file(body: bytes) -> CredentialFile:
    """The content of a credential file; white space is free. Raises: CredentialRefused."""
    try:
        value = json.loads(body.decode("utf-8"))
        found = text.fields(value, where="credential file", names=("format", "election", "credential"))
        text.constant(found["format"], FILE_FORMAT, "format")
        election = text.uuid(found["election"], "election")
        credential = text.string(found["credential"], "credential")
    except (ValueError, RecursionError, RecordRefused) as problem:
        raise CredentialRefused(reason=f"the file does not hold a {FILE_FORMAT} object") from problem
    private_key(uuid=election, secret=credential)
    return CredentialFile(election=election, credential=credential)
