"""Threshold groups made for the tests by one hand that knows everything. A real group never has such a hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hustings.core.ballots import group
from hustings.core.ballots.belenios_v1 import records
from hustings.core.ballots.engine import Draw, MemberKey, Proof, Signed, SingleTrustee, TrusteeGroup
from hustings.core.ballots.group import Q
from hustings.core.ballots.proofs import draw_scalar, key_prefix, message_prefix, prove_knowledge
from hustings.core.ballots.tables import base_table
from tests.core.ballots.making import as_bytes


def public(secret: int) -> str:
    return group.encode(base_table().times(secret))


def single(secret: int, draw: Draw) -> SingleTrustee:
    """A trustee's key and proof, for any secret, zero included."""
    key = public(secret)
    return SingleTrustee(public_key=key, pok=prove_knowledge(key_prefix(key), secret, draw))


@dataclass
class Plan:
    """What goes into a group: change it before `build` to get a bad one."""

    k: int
    n: int
    draw: Draw
    signing: list[int] = field(init=False)
    encryption: list[int] = field(init=False)
    coefficients: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.signing = [draw_scalar(self.draw) for _ in range(self.n)]
        self.encryption = [draw_scalar(self.draw) for _ in range(self.n)]
        self.coefficients = [[draw_scalar(self.draw) for _ in range(self.k)] for _ in range(self.n)]

    def sign(self, member: int, message: str) -> Proof:
        return prove_knowledge(message_prefix(message), self.signing[member], self.draw)

    def signed(self, member: int, form: object) -> Signed:
        message = as_bytes(form).decode()
        return Signed(message=message, signature=self.sign(member, message))

    def cert(self, member: int) -> Signed:
        form = {
            "context": {"group": "Ed25519", "size": self.n, "threshold": self.k, "index": member + 1},
            "verification": public(self.signing[member]),
            "encryption": public(self.encryption[member]),
        }
        return self.signed(member, form)

    def shares(self) -> list[int]:
        """The decryption key of each member."""
        return [
            sum(a * pow(j, d, Q) for row in self.coefficients for d, a in enumerate(row)) % Q
            for j in range(1, self.n + 1)
        ]

    def build(self) -> tuple[TrusteeGroup, Sequence[str]]:
        """The group, and the private keys of its members."""
        members = range(self.n)
        certs = tuple(self.cert(member) for member in members)
        exponents = [[public(a) for a in row] for row in self.coefficients]
        cert_forms = [records.signed_form(cert) for cert in certs]
        agreements = [
            "certs_sig|" + as_bytes({"certs": cert_forms, "coefexps": exponents[member]}).decode() for member in members
        ]
        keys = [single(share, self.draw) for share in self.shares()]
        made = TrusteeGroup(
            threshold=self.k,
            certs=certs,
            coefexps=tuple(self.signed(member, {"coefexps": exponents[member]}) for member in members),
            signatures=tuple(self.sign(member, agreements[member]) for member in members),
            verification_keys=tuple(
                MemberKey(key=key, signature=self.sign(member, key.public_key)) for member, key in enumerate(keys)
            ),
        )
        return made, [str(share) for share in self.shares()]
