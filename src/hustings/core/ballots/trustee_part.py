"""A trustee's work after the close, and its check from outside."""

from collections.abc import Mapping

from hustings.core.ballots import decryption, group, trustees
from hustings.core.ballots.belenios_v1 import chain
from hustings.core.ballots.decryption_proof import make_second_proof, second_proof_holds
from hustings.core.ballots.engine import ArchiveReport, Draw, PartialDecryption
from hustings.core.ballots.refusals import DecryptionProofWrong, NothingToDecrypt, WrongKey
from hustings.core.ballots.tables import base_table

_READY = (chain.ENCRYPTED_TALLY, chain.PARTIAL_DECRYPTION)


def decrypt_tally(*, report: ArchiveReport, private_key: str, draw: Draw, at_least: int = 0) -> PartialDecryption:
    """One trustee's partial decryption of an archive that the trustee has verified, with both proofs.

    `report` comes from `verify_archive(…, finished=False)`, so the tally has been recomputed from the ballots.
    `at_least` is the smallest number of counted ballots that the trustee is willing to open.

    Raises: the report's own Refusal; NothingToDecrypt; WrongKey.
    """
    setup = report.or_raise().expect_setup()
    if report.stage not in _READY:
        raise NothingToDecrypt(reason=f"the archive ends with {report.stage}")
    if report.n_counted < at_least:
        raise NothingToDecrypt(reason=f"{report.n_counted} ballots count, fewer than {at_least}")
    secret = int(private_key)
    public_key = group.encode(base_table().times(secret))
    owners = trustees.owners(setup.trustees)
    if public_key not in owners:
        raise WrongKey
    owner = owners.index(public_key) + 1
    election_hash = setup.election.fingerprint
    part = decryption.decrypt(tally=report.tally, election_hash=election_hash, secret=secret, draw=draw)
    payload = decryption.write_decryption(part)
    second = make_second_proof(
        part,
        payload=payload,
        tally=report.tally,
        tally_hash=report.tally_hash,
        election_hash=election_hash,
        owner=owner,
        secret=secret,
        draw=draw,
    )
    return PartialDecryption(owner=owner, payload=payload, second_proof=second)


def second_proofs_hold(*, report: ArchiveReport, proofs: Mapping[int, bytes]) -> int:
    """Check the second proof of every partial decryption in a verified archive; `proofs` by owner.

    Returns: how many were checked. Raises: the report's own Refusal; DecryptionProofWrong, also for a missing proof;
    DecryptionLinkWrong; RecordRefused.
    """
    setup = report.or_raise().expect_setup()
    keys = trustees.owners(setup.trustees)
    shape = tuple(question.n_choices for question in setup.election.questions)
    for owner, payload in report.decryptions:
        if owner not in proofs:
            raise DecryptionProofWrong(owner=owner, where=f"second proof of trustee {owner}")
        second_proof_holds(
            proofs[owner],
            decryption.read_decryption(payload, shape=shape),
            payload=payload,
            tally=report.tally,
            tally_hash=report.tally_hash,
            election_hash=setup.election.fingerprint,
            owner=owner,
            public_key=keys[owner - 1],
        )
    return len(report.decryptions)
