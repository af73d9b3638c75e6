"""The decoders in Python as something that a fuzzer can call, and what must hold whatever bytes come in.

A decoder answers with a value or with a refusal of the kind that it declares; anything else that is raised is a
finding. Where both engines read the same bytes, they say the same.
"""

import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from hustings.core.ballots import credentials, native
from hustings.core.ballots.belenios_v1 import records
from hustings.core.ballots.decryption import read_decryption
from hustings.core.ballots.decryption_proof import second_proof_holds
from hustings.core.ballots.engine import ArchiveReport
from hustings.core.ballots.reference import ENGINE as REFERENCE
from hustings.core.ballots.refusals import BallotRefused, CredentialRefused, PollRefused
from hustings.core.errors import Refusal
from hustings.doors.cli import ballot_files
from tests.core.ballots.making import Made, as_json, source, told
from tests.fuzz.seeds import FOLDER, archive_of, polls

SHAPE = (4,)
Target = Callable[[bytes], None]


def seeds(name: str) -> list[bytes]:
    """The seeds of a target, and the inputs that once found something."""
    made = [named.encode() + b"\n" + body for named, body in _files().items()] if name == "files" else []
    return made + [path.read_bytes() for path in sorted((FOLDER / name).iterdir())]


@cache
def _made() -> dict[str, Made]:
    return polls()


# archives and ballots: two engines, one answer


def archive(data: bytes) -> None:
    """The events of a poll, in a container that is right."""
    _agree(archive_of(data))


def container(data: bytes) -> None:
    """The bytes of a file."""
    _agree(data)


def _agree(body: bytes) -> None:
    slow = REFERENCE.verify_archive(body, coins=source("coins"))
    fast = native.ENGINE.verify_archive(body, coins=source("coins"))
    assert told(fast) == told(slow), (fast.refusal, slow.refusal)
    assert slow.refusal is None or isinstance(slow.refusal, PollRefused | BallotRefused)


def ballot(data: bytes) -> None:
    """One ballot before an intake."""
    election = _made()["single"].election
    said = [
        _said(lambda engine=engine: engine.check_ballot(election=election, ballot=data), BallotRefused)
        for engine in (REFERENCE, native.ENGINE)
    ]
    assert said[0] == said[1], said


def _said(work: Callable[[], Any], *allowed: type[Refusal]) -> object:
    try:
        return work()
    except allowed as refusal:
        return type(refusal), refusal.as_json()


# records


_RECORDS: dict[str, Callable[[bytes], object]] = {
    "election": records.read_election,
    "trustees": records.read_trustees,
    "credentials": records.read_credentials,
    "setup": records.read_setup,
    "tally": lambda body: records.read_tally(body, shape=SHAPE),
    "sized": records.read_sized_tally,
    "owned": records.read_owned,
    "decryption": lambda body: read_decryption(body, shape=SHAPE),
    "result": lambda body: records.read_result(body, shape=SHAPE),
}


def record(data: bytes) -> None:
    """One record: its name in the first line, then its bytes."""
    name, _, body = data.partition(b"\n")
    read = _RECORDS.get(name.decode("latin-1"))
    if read is not None:
        _said(lambda: read(body), PollRefused)


# files that people carry from one machine to another


@cache
def _place() -> Path:
    handle, name = tempfile.mkstemp(prefix="hustings-fuzz-")
    os.close(handle)
    return Path(name)


def _from_file(read: Callable[[Path], object], *allowed: type[Refusal]) -> Target:
    def target(body: bytes) -> None:
        _place().write_bytes(body)
        _said(lambda: read(_place()), *allowed)

    return target


def _second_proof(body: bytes) -> None:
    report, payload = _counted()
    setup = report.expect_setup()
    shape = tuple(question.n_choices for question in setup.election.questions)
    told_of = {"payload": payload, "tally": report.tally, "tally_hash": report.tally_hash, "owner": 1}
    key = as_json(records.write_trustees(setup.trustees))[0][1]["public_key"]
    read = read_decryption(payload, shape=shape)
    fingerprint = setup.election.fingerprint
    _said(lambda: second_proof_holds(body, read, election_hash=fingerprint, public_key=key, **told_of), PollRefused)


@cache
def _counted() -> tuple[ArchiveReport, bytes]:
    report = native.ENGINE.verify_archive(_made()["single"].archive, coins=source("coins"))
    return report, dict(report.decryptions)[1]


_FILES: dict[str, Target] = {
    "credential": lambda body: _said(lambda: credentials.read_credential_file(body), CredentialRefused) and None,
    "public-list": _from_file(ballot_files.read_public_list, ballot_files.NotSuchAFile),
    "trustee": _from_file(ballot_files.read_trustee, ballot_files.NotSuchAFile, PollRefused),
    "decryption": _from_file(ballot_files.read_decryption, ballot_files.NotSuchAFile),
    "second-proof": _second_proof,
}


@cache
def _files() -> dict[str, bytes]:
    made = _made()["single"]
    election, voter = made.election.uuid, made.voters[0]
    part = ballot_files.PartialDecryption(owner=1, payload=_counted()[1], second_proof=made.second_proofs[1])
    return {
        "credential": credentials.write_credential_file(election=election, credential=voter.secret),
        "public-list": ballot_files.write_public_list(election=election, credentials=made.voters),
        "trustee": ballot_files.write_trustee(made.setup.trustees[0]),  # type: ignore[arg-type]
        "decryption": ballot_files.write_decryption(part),
        "second-proof": made.second_proofs[1],
    }


def file(data: bytes) -> None:
    """One file: its name in the first line, then its bytes."""
    name, _, body = data.partition(b"\n")
    target = _FILES.get(name.decode("latin-1"))
    if target is not None:
        target(body)


TARGETS: dict[str, Target] = {
    "archive": archive,
    "ballot": ballot,
    "container": container,
    "files": file,
    "records": record,
}
