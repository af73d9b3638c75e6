"""The sum of several units whose own tallies stay closed: `hustings-merged-part/1` and `hustings-merged-tally/1`.

    product_of(archives)                 → the ciphertexts that are decrypted: the product of the encrypted tallies
    decrypt_product(archives, …)         → one trustee's part, with a proof that hashes the whole statement
    merge(archives, parts)               → the file beside the archives: product, parts, result
    merged_holds(data, archives)         → the counts, if every claim in the file is right

Each unit's archive stops at its encrypted tally; `archives` are those archives, verified. Their election key is the
same, so the product of their ciphertexts is an encryption of the sum of their counts. Both files are canonical JSON;
formats and what is hashed: docs/spec/poll.md, section 6.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hustings.core.ballots import decryption, group, trustees
from hustings.core.ballots.belenios_v1 import chain, text
from hustings.core.ballots.box import Box
from hustings.core.ballots.decryption import Decryption
from hustings.core.ballots.engine import ArchiveReport, Ciphertext, Draw, Proof, Trustee
from hustings.core.ballots.group import Q, add
from hustings.core.ballots.proofs import challenge, draw_scalar, knowledge_commitment
from hustings.core.ballots.refusals import (
    DecryptionProofWrong,
    OutcomeRefused,
    OwnerTwice,
    OwnerUnknown,
    PollRefused,
    ResultWrong,
    WrongKey,
)
from hustings.core.ballots.tables import base_table
from hustings.core.canonical import NotCanonical, canonical_bytes, parse_canonical

PART = "hustings-merged-part/1"
MERGED = "hustings-merged-tally/1"
LEAST_UNITS = 2

Votes = tuple[tuple[Ciphertext, ...], ...]


class MergedWrong(OutcomeRefused):
    """A merged tally, or a part of it, that does not hold."""

    code = "merged-tally-wrong"
    says = "The merged tally does not hold: {reason}."
    todo = "Do not rely on it. Compare with the copy in the bundle, and check the archives beside it."


@dataclass(frozen=True)
class SealedUnit:
    """What is needed of an archive that was verified and stops at its encrypted tally."""

    election_hash: str
    head: str
    tally_hash: str
    tally: Votes
    n_counted: int
    total_weight: int
    trustees: tuple[Trustee, ...]
    asked: tuple[object, ...]

    def form(self) -> dict[str, Any]:
        """The archive as both files name it."""
        return {
            "election_hash": self.election_hash,
            "encrypted_tally": self.tally_hash,
            "head": self.head,
            "n_counted": self.n_counted,
        }


@dataclass(frozen=True)
class MergedPart:
    """One trustee's factors of the product, and the one proof for all of them."""

    owner: int
    public_key: str
    factors: tuple[tuple[str, ...], ...]
    proof: Proof


def sealed_unit(report: ArchiveReport) -> SealedUnit:
    """An archive's part in a sum. Raises: the report's own Refusal; MergedWrong unless it stops at its tally."""
    setup = report.or_raise().expect_setup()
    if report.stage != chain.ENCRYPTED_TALLY:
        raise MergedWrong(reason=f"an archive of it ends with {report.stage}, not with its encrypted tally")
    return SealedUnit(
        election_hash=setup.election.fingerprint,
        head=report.head,
        tally_hash=report.tally_hash,
        tally=report.tally,
        n_counted=report.n_counted,
        total_weight=report.total_weight,
        trustees=setup.trustees,
        asked=(setup.election.public_key, setup.election.questions),
    )


def sealed_box(box: Box) -> SealedUnit:
    """The same of an archive of one's own, which is not verified anew. Raises: MergedWrong."""
    if box.stage != chain.ENCRYPTED_TALLY:
        raise MergedWrong(reason=f"an archive of it ends with {box.stage}, not with its encrypted tally")
    return SealedUnit(
        election_hash=box.setup.election.fingerprint,
        head=box.head,
        tally_hash=box.tally_hash,
        tally=box.tally,
        n_counted=box.n_counted,
        total_weight=box.total_weight,
        trustees=box.setup.trustees,
        asked=(box.setup.election.public_key, box.setup.election.questions),
    )


def is_merged_part(data: bytes) -> bool:
    """Whether a file says that it is a part of a sum; whether it is right, `read_part` finds out."""
    return f'"format":"{PART}"'.encode() in data


def elections_in(part: bytes) -> tuple[str, ...]:
    """The fingerprints of the elections whose sum a trustee's part opens, in order. Raises: MergedWrong."""
    found = _load(part, {"format", "units", *_PART_FIELDS}, PART)
    listed = found["units"] if isinstance(found["units"], list) else []
    return tuple(str(each.get("election_hash")) for each in listed if isinstance(each, dict))


def product_of(archives: Sequence[SealedUnit]) -> Votes:
    """The product of the encrypted tallies, answer by answer. Raises: MergedWrong for archives of other polls."""
    if len(archives) < LEAST_UNITS or len({each.election_hash for each in archives}) < len(archives):
        raise MergedWrong(reason="it needs the archives of two units or more, each once")
    first = archives[0]
    if any((each.trustees, each.asked) != (first.trustees, first.asked) for each in archives):
        raise MergedWrong(reason="its archives have other trustees or questions")
    return tuple(
        tuple(_product([each.tally[row][cell] for each in archives]) for cell in range(len(first.tally[row])))
        for row in range(len(first.tally))
    )


def _product(cells: Sequence[Ciphertext]) -> Ciphertext:
    alpha, beta = group.NEUTRAL, group.NEUTRAL
    for cell in cells:
        alpha, beta = add(alpha, group.decode(cell.alpha)), add(beta, group.decode(cell.beta))
    return Ciphertext(*group.encode_all([alpha, beta]))


# one trustee's part


def decrypt_product(archives: Sequence[SealedUnit], *, private_key: str, draw: Draw) -> bytes:
    """One trustee's part, as a file. Whether this sum may be opened was asked before (`units.may_open`).

    Raises: MergedWrong, WrongKey.
    """
    product = product_of(archives)
    secret = int(private_key)
    public_key = group.encode(base_table().times(secret))
    owners = trustees.owners(archives[0].trustees)
    if public_key not in owners:
        raise WrongKey
    alphas = [[group.decode(cell.alpha) for cell in row] for row in product]
    factors = tuple(tuple(group.encode_all([group.times(alpha, secret) for alpha in row])) for row in alphas)
    owner = owners.index(public_key) + 1
    nonce = draw_scalar(draw)
    commitments = [base_table().times(nonce), *(group.times(alpha, nonce) for row in alphas for alpha in row)]
    prefix = _statement(archives, product, owner=owner, public_key=public_key, factors=factors)
    hashed = challenge(prefix, group.encode_all(commitments))
    part = MergedPart(owner, public_key, factors, Proof(hashed, (nonce - secret * hashed) % Q))
    return canonical_bytes({"format": PART, "units": [each.form() for each in archives]} | _part_form(part))


def read_part(data: bytes, archives: Sequence[SealedUnit]) -> MergedPart:
    """A trustee's part of exactly this sum, its proof checked.

    Raises: MergedWrong, OwnerUnknown, DecryptionProofWrong, RecordRefused.
    """
    found = _load(data, {"format", "units", *_PART_FIELDS}, PART)
    if not _same(found["units"], [each.form() for each in archives]):
        raise MergedWrong(reason="the part was made for other archives, or in another order", where="units")
    part = _read_part(found, product_of(archives))
    _part_holds(part, archives)
    return part


def _statement(
    archives: Sequence[SealedUnit],
    product: Votes,
    *,
    owner: int,
    public_key: str,
    factors: tuple[tuple[str, ...], ...],
) -> str:
    units = ";".join(f"{each.election_hash},{each.head},{each.tally_hash}" for each in archives)
    cells = [
        f"{cell.alpha},{cell.beta},{factor}"
        for row, own in zip(product, factors, strict=True)
        for cell, factor in zip(row, own, strict=True)
    ]
    return "|".join([PART, units, str(owner), public_key, ",".join(cells), ""])


def _part_holds(part: MergedPart, archives: Sequence[SealedUnit]) -> None:
    where = f"part of trustee {part.owner}"
    owners = trustees.owners(archives[0].trustees)
    if not 1 <= part.owner <= len(owners) or owners[part.owner - 1] != part.public_key:
        raise OwnerUnknown(owner=part.owner, n_trustees=len(owners), where=where)
    product = product_of(archives)
    public = group.decode(part.public_key)
    commitments = [knowledge_commitment(public, part.proof)]
    for row, own in zip(product, part.factors, strict=True):
        for cell, factor in zip(row, own, strict=True):
            raised = group.times(group.element(factor, where=where, neutral=True), part.proof.challenge)
            commitments.append(add(group.times(group.decode(cell.alpha), part.proof.response), raised))
    prefix = _statement(archives, product, owner=part.owner, public_key=part.public_key, factors=part.factors)
    if challenge(prefix, group.encode_all(commitments)) != part.proof.challenge:
        raise DecryptionProofWrong(owner=part.owner, where=where)


# the sum


def merge(archives: Sequence[SealedUnit], parts: Sequence[MergedPart]) -> bytes:
    """The file beside the archives, with the result. The parts must have been checked.

    Raises: MergedWrong, OwnerTwice, DecryptionsMissing, ResultNotFound.
    """
    product = product_of(archives)
    points = decryption.opened(product, trustees=archives[0].trustees, parts=_by_owner(parts))
    result = decryption.counts(points, most=sum(each.total_weight for each in archives))
    return canonical_bytes(
        {
            "format": MERGED,
            "n_counted": sum(each.n_counted for each in archives),
            "parts": [_part_form(part) for part in sorted(parts, key=lambda part: part.owner)],
            "product": _product_form(product),
            "result": [list(row) for row in result],
            "units": [each.form() for each in archives],
        }
    )


def merged_holds(data: bytes, archives: Sequence[SealedUnit]) -> tuple[tuple[int, ...], ...]:
    """The counts of a merged tally, question by question, after checking every claim in it.

    `archives` in the order of the file, or in any other.

    Raises: MergedWrong, OwnerTwice, OwnerUnknown, DecryptionProofWrong, DecryptionsMissing, ResultWrong, RecordRefused.
    """
    found = _load(data, {"format", "units", "product", "parts", "n_counted", "result"}, MERGED)
    ordered = _in_order(found["units"], archives)
    product = product_of(ordered)
    if not _same(found["product"], _product_form(product)):
        raise MergedWrong(reason="its product is not the one of the archives' tallies", where="product")
    if not _same(found["n_counted"], sum(each.n_counted for each in ordered)):
        raise MergedWrong(reason="its number of ballots is not the one of the archives", where="n_counted")
    if not isinstance(found["parts"], list):
        raise MergedWrong(reason="its parts are no list", where="parts")
    parts = [_read_part(_fields(part, _PART_FIELDS), product) for part in found["parts"]]
    if [part.owner for part in parts] != sorted(part.owner for part in parts):
        raise MergedWrong(reason="its parts are not in the order of the trustees", where="parts")
    for part in parts:
        _part_holds(part, ordered)
    points = decryption.opened(product, trustees=ordered[0].trustees, parts=_by_owner(parts))
    return _result(found["result"], points, most=sum(each.total_weight for each in ordered))


def _result(stated: Any, points: Sequence[Sequence[group.Point]], *, most: int) -> tuple[tuple[int, ...], ...]:
    shape = [len(row) for row in points]
    if not isinstance(stated, list) or [len(row) if isinstance(row, list) else -1 for row in stated] != shape:
        raise MergedWrong(reason="its result has another shape than the question", where="result")
    for question, row in enumerate(stated):
        for answer, number in enumerate(row):
            right = type(number) is int and 0 <= number <= most
            if not right or not group.equal(base_table().times(number), points[question][answer]):
                raise ResultWrong(question=question + 1, answer=answer + 1, where="result")
    return tuple(tuple(row) for row in stated)


def _in_order(named: Any, archives: Sequence[SealedUnit]) -> list[SealedUnit]:
    by_form = {canonical_bytes(each.form()): each for each in archives}
    listed = [canonical_bytes(each) for each in named] if isinstance(named, list) else []
    if len(listed) != len(archives) or set(listed) != set(by_form):
        raise MergedWrong(reason="it names other archives than the ones beside it", where="units")
    return [by_form[each] for each in listed]


def _same(found: Any, wanted: Any) -> bool:
    """Whether two values are written alike; in Python 1 and true are the same, in JSON they are not."""
    return canonical_bytes(found) == canonical_bytes(wanted)


def _product_form(product: Votes) -> list[list[dict[str, str]]]:
    return [[{"alpha": cell.alpha, "beta": cell.beta} for cell in row] for row in product]


def _by_owner(parts: Sequence[MergedPart]) -> Mapping[int, Decryption]:
    found: dict[int, Decryption] = {}
    for part in parts:
        if part.owner in found:
            raise OwnerTwice(owner=part.owner, where="parts")
        found[part.owner] = Decryption(factors=part.factors, proofs=())
    return found


# reading and writing

_PART_FIELDS = {"owner", "public_key", "factors", "challenge", "response"}


def _part_form(part: MergedPart) -> dict[str, Any]:
    return {
        "challenge": str(part.proof.challenge),
        "factors": [list(row) for row in part.factors],
        "owner": part.owner,
        "public_key": part.public_key,
        "response": str(part.proof.response),
    }


def _load(data: bytes, names: set[str], form: str) -> dict[str, Any]:
    try:
        value = parse_canonical(data)
    except NotCanonical as refusal:
        raise MergedWrong(reason=f"the file cannot be read: {refusal.message}", where="file") from refusal
    found = _fields(value, names)
    if found["format"] != form:
        raise MergedWrong(reason=f"the file is not of the format {form}", where="format")
    return found


def _fields(value: Any, names: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != names:
        raise MergedWrong(reason=f"the fields {', '.join(sorted(names))} are wanted", where="file")
    return value


def _read_part(found: Mapping[str, Any], product: Votes) -> MergedPart:
    try:
        rows = text.items(found["factors"], lambda row, _: row, where="factors", n=len(product))
        return MergedPart(
            owner=text.small(found["owner"], "owner", least=1),
            public_key=text.hexadecimal(found["public_key"], "public_key"),
            factors=tuple(
                text.items(row, text.hexadecimal, where="factors", n=len(product[place]))
                for place, row in enumerate(rows)
            ),
            proof=Proof(text.scalar(found["challenge"], "challenge"), text.scalar(found["response"], "response")),
        )
    except PollRefused as refusal:
        raise MergedWrong(reason=f"a part is malformed ({refusal.where})", where=refusal.where) from refusal
