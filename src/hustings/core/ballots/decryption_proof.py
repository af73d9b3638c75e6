"""Our second proof of a partial decryption, which hashes the whole statement: `hustings-decryption-proof/1`.

It shows once, for all ciphertexts together, that every factor is its alpha to the power of the one secret behind the
trustee's key. Its challenge covers every ciphertext and every factor, so that a false factor always has a culprit. It
lies beside the archive, one JSON object per trustee:

    {"format":"hustings-decryption-proof/1","election_hash":PHI,"encrypted_tally":HASH,"owner":N,"public_key":X,
     "payload":HASH,"challenge":C,"response":R}

`encrypted_tally` and `payload` are the SHA-256 of the records of the encrypted tally and of the partial decryption.
With alphas a_i and factors f_i, question by question and answer by answer, and commitments W = g^w and V_i = a_i^w:

    C = SHA-256("hustings-decryption-proof/1|PHI|HASH|N|X|HASH|" a_1,f_1,a_2,f_2,… "|" W,V_1,V_2,…) mod q
    R = w - x·C mod q

Check: the same with W = g^R X^C and V_i = a_i^R f_i^C.
"""

from collections.abc import Sequence

from hustings.core.ballots import group
from hustings.core.ballots.belenios_v1 import text
from hustings.core.ballots.belenios_v1.records import Tally
from hustings.core.ballots.decryption import Decryption
from hustings.core.ballots.engine import Draw, Proof, digest
from hustings.core.ballots.group import Point, Q, add
from hustings.core.ballots.proofs import challenge, draw_scalar, knowledge_commitment
from hustings.core.ballots.refusals import DecryptionLinkWrong, DecryptionProofWrong
from hustings.core.ballots.tables import base_table

FORMAT = "hustings-decryption-proof/1"

_FIELDS = ("format", "election_hash", "encrypted_tally", "owner", "public_key", "payload", "challenge", "response")


def _statement(form: dict[str, object], tally: Tally, decryption: Decryption) -> str:
    pairs = [
        f"{cell.alpha},{factor}"
        for row, factors in zip(tally, decryption.factors, strict=True)
        for cell, factor in zip(row, factors, strict=True)
    ]
    return "|".join([*(str(form[name]) for name in _FIELDS[:6]), ",".join(pairs), ""])


def _alphas(tally: Tally) -> list[Point]:
    return [group.decode(cell.alpha) for row in tally for cell in row]


def _form(*, election_hash: str, tally_hash: str, owner: int, public_key: str, payload: bytes) -> dict[str, object]:
    values = (FORMAT, election_hash, tally_hash, owner, public_key, digest(payload))
    return dict(zip(_FIELDS, values, strict=False))


def make_second_proof(
    decryption: Decryption,
    *,
    payload: bytes,
    tally: Tally,
    tally_hash: str,
    election_hash: str,
    owner: int,
    secret: int,
    draw: Draw,
) -> bytes:
    """The second proof of one trustee's partial decryption, whose record is `payload`."""
    nonce = draw_scalar(draw)
    commitments = [base_table().times(nonce), *(group.times(alpha, nonce) for alpha in _alphas(tally))]
    public_key = group.encode(base_table().times(secret))
    form = _form(
        election_hash=election_hash, tally_hash=tally_hash, owner=owner, public_key=public_key, payload=payload
    )
    hashed = challenge(_statement(form, tally, decryption), group.encode_all(commitments))
    return text.dump(form | {"challenge": str(hashed), "response": str((nonce - secret * hashed) % Q)})


def second_proof_holds(
    proof: bytes,
    decryption: Decryption,
    *,
    payload: bytes,
    tally: Tally,
    tally_hash: str,
    election_hash: str,
    owner: int,
    public_key: str,
) -> None:
    """Check a second proof against a partial decryption whose elements have been checked.

    Raises: RecordRefused, DecryptionLinkWrong if it is about something else, DecryptionProofWrong.
    """
    where = f"second proof of trustee {owner}"
    found = text.fields(text.load(proof, where=where), where=where, names=_FIELDS)
    form = _form(
        election_hash=election_hash, tally_hash=tally_hash, owner=owner, public_key=public_key, payload=payload
    )
    if text.dump({name: found[name] for name in _FIELDS[:6]}) != text.dump(form):
        raise DecryptionLinkWrong(where=where)
    answer = Proof(
        challenge=text.scalar(found["challenge"], f"{where}.challenge"),
        response=text.scalar(found["response"], f"{where}.response"),
    )
    commitments = [knowledge_commitment(group.decode(public_key), answer), *_recommit(tally, decryption, answer)]
    if challenge(_statement(form, tally, decryption), group.encode_all(commitments)) != answer.challenge:
        raise DecryptionProofWrong(owner=owner, where=where)


def election_of_proof(proof: bytes) -> str:
    """The fingerprint of the election that a second proof is about. Raises: RecordRefused."""
    found = text.fields(text.load(proof, where="second proof"), where="second proof", names=_FIELDS)
    return text.string(found["election_hash"], "second proof.election_hash")


def _recommit(tally: Tally, decryption: Decryption, answer: Proof) -> Sequence[Point]:
    factors = [group.decode(factor) for row in decryption.factors for factor in row]
    return [
        add(group.times(alpha, answer.response), group.times(factor, answer.challenge))
        for alpha, factor in zip(_alphas(tally), factors, strict=True)
    ]
