"""Challenges, proofs of knowledge, signatures, and proofs that one of several statements is true.

All proofs are Sigma protocols made non-interactive: the challenge is a hash of a text that names the statement, and of
the commitments.

Source: Schnorr 1991; Chaum and Pedersen 1992; Cramer, Damgård, Schoenmakers 1994; Fiat and Shamir 1986.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from hustings.core.ballots import group
from hustings.core.ballots.engine import Draw, Proof
from hustings.core.ballots.group import NEUTRAL, Point, Q
from hustings.core.ballots.refusals import SourceExhausted
from hustings.core.ballots.tables import FixedBase, base_table

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def challenge(prefix: str, commitments: Sequence[str]) -> int:
    """The hash of a text and of elements, as a number below q."""
    hashed = hashlib.sha256((prefix + ",".join(commitments)).encode("utf-8")).digest()
    return int.from_bytes(hashed, "big") % Q


def draw_scalar(draw: Draw) -> int:
    """A secret number from 1 to q - 1, uniform up to 2^-258."""
    return 1 + int.from_bytes(draw(64), "big") % (Q - 1)


def draw_base58(n: int, draw: Draw) -> str:
    """A text of n uniform Base58 characters. Raises: SourceExhausted if the source is stuck."""
    found = ""
    for _ in range(64):
        usable = (byte for byte in draw(2 * n) if byte < 232)
        found += "".join(BASE58[byte % 58] for byte in usable)
        if len(found) >= n:
            return found[:n]
    raise SourceExhausted


def prove_knowledge(prefix: str, secret: int, draw: Draw) -> Proof:
    """A proof of knowledge of the secret multiple of the base point; a signature if the prefix is what is signed."""
    nonce = draw_scalar(draw)
    hashed = challenge(prefix, [group.encode(base_table().times(nonce))])
    return Proof(challenge=hashed, response=(nonce - secret * hashed) % Q)


def knowledge_commitment(public: Point, proof: Proof) -> Point:
    """The commitment that a proof of knowledge answers for."""
    return base_table().times(proof.response, start=group.times(public, proof.challenge))


def knowledge_holds(prefix: str, public: Point, proof: Proof) -> bool:
    """Whether a proof of knowledge, or a signature, is right."""
    return challenge(prefix, [group.encode(knowledge_commitment(public, proof))]) == proof.challenge


def key_prefix(public_key: str) -> str:
    """What a trustee's proof of knowledge hashes."""
    return f"pok|Ed25519|{public_key}|"


def message_prefix(message: str) -> str:
    """What a trustee's signature hashes."""
    return f"sigmsg|{message}|"


@dataclass(frozen=True)
class Opening:
    """A ciphertext the prover made: (g^r, y^r·g^m), of which a branch claims that it hides m - excess."""

    r: int
    excess: int


class Disjunction:
    """The maker's side of "one of these ciphertexts hides what is claimed of it".

    The false branches are simulated. Since the maker knows every r, all work is on fixed bases.
    """

    def __init__(self, *, key: FixedBase, branches: Sequence[Opening], true: int, draw: Draw) -> None:
        self._secret, self._true = branches[true].r, true
        self._nonce = draw_scalar(draw)
        self._pairs = [
            Proof(0, 0) if index == true else Proof(draw_scalar(draw), draw_scalar(draw))
            for index in range(len(branches))
        ]
        self.points: list[Point] = []
        for index, branch in enumerate(branches):
            pair = self._pairs[index]
            exponent = self._nonce if index == true else pair.response + branch.r * pair.challenge
            start = base_table().times(branch.excess * pair.challenge) if branch.excess else NEUTRAL
            self.points += [base_table().times(exponent), key.times(exponent, start=start)]

    def answer(self, hashed: int) -> list[Proof]:
        """The pairs of all branches, once the commitments have been hashed to the challenge."""
        own = (hashed - sum(pair.challenge for pair in self._pairs)) % Q
        pairs = list(self._pairs)
        pairs[self._true] = Proof(challenge=own, response=(self._nonce - self._secret * own) % Q)
        return pairs
