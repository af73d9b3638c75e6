"""Shares on their way from one trustee to another, sealed to the recipient's certificate.

    e random, E = g^e, K = Y^e with Y the recipient's encryption key, which the recipient finds as E^dk
    INFO = "hustings-trustee-share/1|CERTS|FROM|TO|Y|E"         CERTS: SHA-256 of the list of certificates
    key  = HKDF-SHA-256(input: the text form of K, salt: none, info: INFO), 32 bytes
    sealed = AES-256-GCM(key, nonce: 12 zero bytes, data: the share as 32 bytes, big-endian, bound to INFO)

The nonce may be constant because no key is ever used twice. Who sealed it is told by the signature of the whole
message. A recipient who finds a wrong share publishes K with a proof that it is E^dk: everybody can then open this one
share, and nothing else, and see who is at fault.

Source: Abdalla, Bellare, Rogaway 2001 (hybrid encryption, DHIES); RFC 5869 (HKDF); Chaum and Pedersen 1992 (the proof).
"""

from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hustings.core.ballots import group
from hustings.core.ballots.engine import Draw, Proof
from hustings.core.ballots.group import Point, Q, add
from hustings.core.ballots.proofs import challenge, draw_scalar, knowledge_commitment
from hustings.core.ballots.tables import base_table

SEALED_BYTES = 48
_NONCE = bytes(12)


@dataclass(frozen=True)
class Envelope:
    """A sealed share. `ephemeral` is an element, `sealed` 96 hexadecimal digits."""

    ephemeral: str
    sealed: str


@dataclass(frozen=True)
class Route:
    """From which member to which, in which group. `certs` is the digest of the certificates."""

    certs: str
    sender: int
    recipient: int


def seal(share: int, *, route: Route, to: str, draw: Draw) -> Envelope:
    """Seal a share to the recipient's encryption key `to`."""
    nonce = draw_scalar(draw)
    ephemeral, shared = group.encode_all([base_table().times(nonce), group.times(group.decode(to), nonce)])
    info = _info(route, to=to, ephemeral=ephemeral)
    sealed = AESGCM(_key(shared, info)).encrypt(_NONCE, share.to_bytes(32, "big"), info)
    return Envelope(ephemeral=ephemeral, sealed=sealed.hex())


def shared_secret(envelope: Envelope, *, opening: int) -> str:
    """The element that opens an envelope, for the recipient's secret. The ephemeral key must have been checked."""
    return group.encode(group.times(group.decode(envelope.ephemeral), opening))


def unseal(envelope: Envelope, *, route: Route, to: str, shared: str) -> int | None:
    """The share in an envelope; None if the envelope does not open, or holds no number below q."""
    info = _info(route, to=to, ephemeral=envelope.ephemeral)
    try:
        data = AESGCM(_key(shared, info)).decrypt(_NONCE, bytes.fromhex(envelope.sealed), info)
    except InvalidTag:
        return None
    share = int.from_bytes(data, "big")
    return share if share < Q else None


def prove_shared(envelope: Envelope, *, prefix: str, opening: int, draw: Draw) -> Proof:
    """A proof that the element which opens an envelope belongs to the recipient's encryption key."""
    nonce = draw_scalar(draw)
    ephemeral = group.decode(envelope.ephemeral)
    hashed = challenge(prefix, group.encode_all([base_table().times(nonce), group.times(ephemeral, nonce)]))
    return Proof(challenge=hashed, response=(nonce - opening * hashed) % Q)


def shared_holds(envelope: Envelope, *, prefix: str, to: Point, shared: Point, proof: Proof) -> bool:
    """Whether such a proof is right."""
    ephemeral = group.decode(envelope.ephemeral)
    other = add(group.times(ephemeral, proof.response), group.times(shared, proof.challenge))
    return challenge(prefix, group.encode_all([knowledge_commitment(to, proof), other])) == proof.challenge


def _info(route: Route, *, to: str, ephemeral: str) -> bytes:
    return f"hustings-trustee-share/1|{route.certs}|{route.sender}|{route.recipient}|{to}|{ephemeral}".encode()


def _key(shared: str, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(shared.encode())
