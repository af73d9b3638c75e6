"""Files that people carry from one machine to another: the readers, what they may refuse with, and honest examples."""

import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from hustings.core import canonical
from hustings.core.ballots import ceremony, credentials, merged, native
from hustings.core.ballots.ceremony_messages import MemberMessage, SharesMessage, read_message, write_message
from hustings.core.ballots.ceremony_refusals import CeremonyRefused
from hustings.core.ballots.complaint import complaint_about
from hustings.core.ballots.decryption import read_decryption
from hustings.core.ballots.decryption_proof import second_proof_holds
from hustings.core.ballots.engine import ArchiveReport, Setup, SingleTrustee
from hustings.core.ballots.refusals import CredentialRefused, PollRefused
from hustings.core.ballots.units import UnitsWrong, everybody
from hustings.core.ballots.units_file import PlannedUnits, read_units, write_units
from hustings.core.errors import Refusal
from hustings.doors.cli import ballot_files
from tests.core.ballots import ceremonies, test_merged
from tests.core.ballots.making import Made, source
from tests.fuzz.seeds import polls

Reader = Callable[[bytes], object]
MANY = canonical.canonical_bytes({"cycle": "harbor-2031", "list": [1, "two", None, {"three": True}]})


@cache
def made() -> Made:
    """An honest poll with single trustees."""
    return polls()["single"]


@cache
def _group() -> ceremonies.Ceremony:
    return ceremonies.held(2, 3)


@cache
def _place() -> Path:
    handle, name = tempfile.mkstemp(prefix="hustings-fuzz-")
    os.close(handle)
    return Path(name)


def _from_path(read: Callable[[Path], object]) -> Reader:
    def reader(body: bytes) -> object:
        _place().write_bytes(body)
        return read(_place())

    return reader


@cache
def _counted() -> tuple[ArchiveReport, Setup, bytes]:
    report = native.ENGINE.verify_archive(made().archive, coins=source("coins"))
    return report, report.expect_setup(), dict(report.decryptions)[1]


def _single(setup: Setup) -> SingleTrustee:
    (first, *_) = setup.trustees
    assert isinstance(first, SingleTrustee)
    return first


def _second_proof(body: bytes) -> None:
    report, setup, payload = _counted()
    second_proof_holds(
        body,
        read_decryption(payload, shape=(4,)),
        payload=payload,
        tally=report.tally,
        tally_hash=report.tally_hash,
        election_hash=setup.election.fingerprint,
        owner=1,
        public_key=_single(setup).public_key,
    )


def _message(body: bytes) -> None:
    """A message that is readable is then checked as its recipients check it."""
    message, held = read_message(body, where="message"), _group()
    if isinstance(message, SharesMessage):
        ceremony.check_shares(message, roster=held.roster)
    elif isinstance(message, MemberMessage):
        ceremony.check_member(message, roster=held.roster, contributions=held.contributions)


def _merged(body: bytes) -> None:
    merged.merged_holds(body, test_merged.poll()[0])


READERS: dict[str, tuple[Reader, tuple[type[Refusal], ...]]] = {
    "canonical": (canonical.parse_canonical, (canonical.NotCanonical,)),
    "ceremony": (_message, (CeremonyRefused, PollRefused)),
    "credential": (credentials.read_credential_file, (CredentialRefused,)),
    "decryption": (_from_path(ballot_files.read_decryption), (ballot_files.NotSuchAFile,)),
    "merged": (_merged, (PollRefused,)),
    "public-list": (_from_path(ballot_files.read_public_list), (ballot_files.NotSuchAFile,)),
    "second-proof": (_second_proof, (PollRefused,)),
    "trustee": (_from_path(ballot_files.read_trustee), (ballot_files.NotSuchAFile, PollRefused)),
    "units": (read_units, (UnitsWrong,)),
}
"""By its name: a file's reader, and the refusals that it may answer with."""


@cache
def honest() -> tuple[tuple[str, bytes], ...]:
    """Files as they are made, each with the name of its reader."""
    poll, held = made(), _group()
    part = ballot_files.PartialDecryption(owner=1, payload=_counted()[2], second_proof=poll.second_proofs[1])
    complaint = complaint_about(held.contributions[0], seed=held.seeds[1], roster=held.roster, draw=source("complaint"))
    messages = (held.certificates[0], held.shares[0], held.keys[0], complaint)
    planned = PlannedUnits("harbor-2031", 30, None, everybody(n_eligible=2), {"U01": poll.election.uuid})
    return (
        *(("ceremony", write_message(message)) for message in messages),
        ("canonical", MANY),
        ("credential", credentials.write_credential_file(election="3kF9vQx7ZtB2mN", credential=poll.voters[0].secret)),
        ("decryption", ballot_files.write_decryption(part)),
        ("merged", test_merged.file()),
        ("public-list", ballot_files.write_public_list(election=poll.election.uuid, credentials=poll.voters)),
        ("second-proof", poll.second_proofs[1]),
        ("trustee", ballot_files.write_trustee(_single(poll.setup))),
        ("units", write_units(planned)),
    )
