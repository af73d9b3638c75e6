"""Decrypting a tally: one trustee's part, its check, and the combination of the parts.

Source: Chaum and Pedersen 1992 (equality of logarithms); Shamir 1979 (combination); Shanks 1971 (small logarithms).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings.core.ballots import group
from hustings.core.ballots.belenios_v1 import records, text
from hustings.core.ballots.belenios_v1.records import Tally
from hustings.core.ballots.engine import Draw, Proof, SingleTrustee, Trustee
from hustings.core.ballots.group import NEUTRAL, Point, Q, add, negate
from hustings.core.ballots.proofs import challenge, draw_scalar, knowledge_commitment
from hustings.core.ballots.refusals import DecryptionProofWrong, DecryptionsMissing, ResultNotFound
from hustings.core.ballots.tables import base_table


@dataclass(frozen=True)
class Decryption:
    """The content of a partial decryption. Shapes: one row per question, one entry per choice."""

    factors: tuple[tuple[str, ...], ...]
    proofs: tuple[tuple[Proof, ...], ...]


def write_decryption(decryption: Decryption) -> bytes:
    """The record of a partial decryption."""
    proofs = [[records.proof_form(proof) for proof in row] for row in decryption.proofs]
    return text.dump({"decryption_factors": [list(row) for row in decryption.factors], "decryption_proofs": proofs})


def read_decryption(body: bytes, *, shape: Sequence[int], where: str = "partial decryption") -> Decryption:
    """A partial decryption with as many entries per question as `shape` says. Raises: RecordRefused."""
    names = ("decryption_factors", "decryption_proofs")
    found = text.fields(text.load(body, where=where), where=where, names=names)
    factors, proofs = (
        text.items(found[name], lambda row, _: row, where=f"{where}.{name}", n=len(shape)) for name in names
    )
    return Decryption(
        factors=tuple(
            text.items(row, text.hexadecimal, where=f"{where}.{names[0]}[{index}]", n=shape[index])
            for index, row in enumerate(factors)
        ),
        proofs=tuple(
            text.items(row, records.read_proof, where=f"{where}.{names[1]}[{index}]", n=shape[index])
            for index, row in enumerate(proofs)
        ),
    )


def _prefix(election_hash: str, public_key: str) -> str:
    return f"decrypt|{election_hash}|{public_key}|"


def decrypt(*, tally: Tally, election_hash: str, secret: int, draw: Draw) -> Decryption:
    """Every alpha to the power of the secret, with a proof for each. The tally must have been recomputed."""
    prefix = _prefix(election_hash, group.encode(base_table().times(secret)))
    factors, proofs = [], []
    for row in tally:
        made = [_decrypt_one(group.decode(cell.alpha), prefix=prefix, secret=secret, draw=draw) for cell in row]
        factors.append(tuple(factor for factor, _ in made))
        proofs.append(tuple(proof for _, proof in made))
    return Decryption(factors=tuple(factors), proofs=tuple(proofs))


def _decrypt_one(alpha: Point, *, prefix: str, secret: int, draw: Draw) -> tuple[str, Proof]:
    nonce = draw_scalar(draw)
    factor, commitment = group.multiples(alpha, (secret, nonce))
    texts = group.encode_all([factor, base_table().times(nonce), commitment])
    hashed = challenge(prefix, texts[1:])
    return texts[0], Proof(challenge=hashed, response=(nonce - secret * hashed) % Q)


def decryption_holds(decryption: Decryption, *, tally: Tally, election_hash: str, public_key: str, owner: int) -> None:
    """Check every factor and proof. Raises: DecryptionProofWrong, RecordRefused."""
    public = group.decode(public_key)
    prefix = _prefix(election_hash, public_key)
    for question, row in enumerate(tally):
        for answer, cell in enumerate(row):
            where = f"decryption_proofs[{question}][{answer}]"
            proof = decryption.proofs[question][answer]
            factor = group.element(decryption.factors[question][answer], where=where, neutral=True)
            own = group.times(group.decode(cell.alpha), proof.response)
            commitments = [knowledge_commitment(public, proof), add(own, group.times(factor, proof.challenge))]
            if challenge(prefix, group.encode_all(commitments)) != proof.challenge:
                raise DecryptionProofWrong(owner=owner, where=where)


# combination


def _lagrange(index: int, among: Sequence[int]) -> int:
    """The weight of member `index` when the members `among`, counted from 1 inside the group, decrypt."""
    top, bottom = 1, 1
    for other in among:
        if other != index:
            top, bottom = top * other % Q, bottom * (other - index) % Q
    return top * pow(bottom, -1, Q) % Q


def owner_weights(trustees: Sequence[Trustee], present: Sequence[int]) -> dict[int, int]:
    """The exponent of each owner's factors in the combination; owners that are not needed are left out.

    Raises: DecryptionsMissing, naming who is missing.
    """
    weights: dict[int, int] = {}
    missing: list[str] = []
    owner = 1
    for trustee in trustees:
        if isinstance(trustee, SingleTrustee):
            weights[owner] = 1
            missing += [] if owner in present else [f"trustee {owner}"]
            owner += 1
            continue
        n = len(trustee.certs)
        used = [index for index in range(1, n + 1) if owner + index - 1 in present][: trustee.threshold]
        if len(used) < trustee.threshold:
            missing.append(f"{trustee.threshold - len(used)} more of the trustees {owner} to {owner + n - 1}")
        weights |= {owner + index - 1: _lagrange(index, used) for index in used}
        owner += n
    if missing:
        raise DecryptionsMissing(missing=", ".join(missing))
    return weights


def opened(tally: Tally, *, trustees: Sequence[Trustee], parts: Mapping[int, Decryption]) -> list[list[Point]]:
    """The base point times each count: what is left of every beta when the combined factors are taken off.

    Raises: DecryptionsMissing.
    """
    weights = owner_weights(trustees, sorted(parts))
    rows = []
    for question, row in enumerate(tally):
        cells = []
        for answer, cell in enumerate(row):
            factor = NEUTRAL
            for owner, weight in weights.items():
                point = group.decode(parts[owner].factors[question][answer])
                factor = add(factor, point if weight == 1 else group.times(point, weight))
            cells.append(add(group.decode(cell.beta), negate(factor)))
        rows.append(cells)
    return rows


def counts(points: Sequence[Sequence[Point]], *, most: int) -> tuple[tuple[int, ...], ...]:
    """The numbers from 0 to `most` that the points are multiples by. Raises: ResultNotFound."""
    step = int(most**0.5) + 1
    steps = [NEUTRAL]
    for _ in range(step - 1):
        steps.append(add(steps[-1], group.BASE))
    baby = {text_form: index for index, text_form in enumerate(group.encode_all(steps))}
    giant = negate(base_table().times(step))
    rows = []
    for question, row in enumerate(points):
        found = [_logarithm(point, baby=baby, giant=giant, most=most) for point in row]
        if None in found:
            raise ResultNotFound(question=question + 1, answer=found.index(None) + 1, most=most)
        rows.append(tuple(number for number in found if number is not None))
    return tuple(rows)


def _logarithm(point: Point, *, baby: Mapping[str, int], giant: Point, most: int) -> int | None:
    walk = [point]
    for _ in range(most // len(baby)):
        walk.append(add(walk[-1], giant))
    for leap, form in enumerate(group.encode_all(walk)):
        if form in baby:
            number = leap * len(baby) + baby[form]
            return number if number <= most else None
    return None
