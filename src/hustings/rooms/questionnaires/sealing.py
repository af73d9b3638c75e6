"""Sealing: answers are encrypted as they arrive, to keys that two people hold; this house keeps only the public halves.

The text and each file are encrypted once, by ChaCha20-Poly1305 under a fresh key of their own. For every pair of
custodians that key is split in two by a fresh random pad, and each half is encrypted to one of the two by HPKE (RFC
9180: X25519, HKDF-SHA256, ChaCha20-Poly1305). So any two custodians together can open, and one alone learns nothing.
Everything is bound to the questionnaire, the candidate and the version. Texts are padded, so that their length says
little. Specification: docs/decisions/0007-sealed-answers.md.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from hustings.core.canonical import canonical_bytes, sha256_hex
from hustings.rooms.questionnaires.refusals import KeyUnreadable, SealBroken

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
KEY_BYTES = 32
NONCE_BYTES = 12
BLOCK = 4096
FORMAT = "hustings-key-1"

Box = Mapping[str, Any]
Parts = Mapping[str, str]
"""For each other custodian's place the half of the key that belongs to the pair, in hex."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A custodian's key. `private` is what the custodian keeps; `public` is what this house keeps (64 hex digits)."""

    private: str = field(repr=False)
    public: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is kept: the box as JSON, which names the sealed files by their digests, and those files."""

    box: dict[str, Any]
    files: tuple[bytes, ...]


def make_key(label: str) -> KeyPair:
    """A fresh key; the private half says for what it is and carries a check against slips of the pen."""
    raw = X25519PrivateKey.generate()
    body = f"{FORMAT}:{label}:{raw.private_bytes_raw().hex()}"
    return KeyPair(f"{body}:{sha256_hex(body.encode())[:8]}", raw.public_key().public_bytes_raw().hex())


def public_of(private: str) -> str:
    """The public half that belongs to a private one. Raises: KeyUnreadable."""
    return _private(private).public_key().public_bytes_raw().hex()


def check_public(public: str) -> str:
    """A public key in lower-case hex. Raises: KeyUnreadable."""
    try:
        return X25519PublicKey.from_public_bytes(bytes.fromhex(public.strip())).public_bytes_raw().hex()
    except ValueError as error:
        raise KeyUnreadable from error


def seal(text: bytes, files: Mapping[str, bytes], keys: Mapping[int, str], about: Mapping[str, Any]) -> Sealed:
    """Seal so that any two of `keys` (public, by place) open it. `about` is what it is bound to."""
    bound, key = canonical_bytes(about), secrets.token_bytes(KEY_BYTES)
    halves = []
    for first, second in combinations(sorted(keys), 2):
        pad = secrets.token_bytes(KEY_BYTES)
        to = {first: pad, second: _xor(pad, key)}
        halves.append({"to": {str(place): _wrapped(half, keys[place], bound) for place, half in to.items()}})
    padded = text + b"\n" * (-len(text) % BLOCK)
    sealed = {name: _encrypt(key, data, bound + name.encode()) for name, data in files.items()}
    named = {name: sha256_hex(data) for name, data in sealed.items()}
    box = {"text": _text(_encrypt(key, padded, bound)), "files": named, "halves": halves}
    return Sealed(box, tuple(sealed.values()))


def parts_of(box: Box, place: int, private: str, about: Mapping[str, Any]) -> dict[str, str]:
    """What one custodian's key gives: a half for each pair. Raises: KeyUnreadable, SealBroken."""
    bound, key = canonical_bytes(about), _private(private)
    found = {}
    with _whole_box():
        for pair in box["halves"]:
            if str(place) in pair["to"]:
                (other,) = set(pair["to"]) - {str(place)}
                found[other] = bytes(SUITE.decrypt(b64decode(pair["to"][str(place)]), key, bound)).hex()
    return found


def open_box(
    box: Box, mine: str, theirs: str, about: Mapping[str, Any], read: Callable[[str], bytes]
) -> tuple[bytes, dict[str, bytes]]:
    """The text and the files, from the two halves of one pair (hex); `read` gives a sealed file by its digest.

    Raises: SealBroken.
    """
    bound = canonical_bytes(about)
    with _whole_box():
        key = _xor(bytes.fromhex(mine), bytes.fromhex(theirs))
        text = _decrypt(key, b64decode(box["text"]), bound).rstrip(b"\n")
        files = {name: _decrypt(key, read(held), bound + name.encode()) for name, held in box["files"].items()}
    return text, files


@contextmanager
def _whole_box() -> Iterator[None]:
    """Whatever is wrong with a box that was damaged or exchanged is one refusal. Raises: SealBroken."""
    try:
        yield
    except (InvalidTag, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SealBroken from error


def _private(text: str) -> X25519PrivateKey:
    body, _, check = text.strip().rpartition(":")
    parts = body.split(":")
    if len(parts) != len(("format", "label", "key")) or parts[0] != FORMAT or sha256_hex(body.encode())[:8] != check:
        raise KeyUnreadable
    try:
        return X25519PrivateKey.from_private_bytes(bytes.fromhex(parts[2]))
    except ValueError as error:
        raise KeyUnreadable from error


def _wrapped(half: bytes, public: str, bound: bytes) -> str:
    return _text(SUITE.encrypt(half, X25519PublicKey.from_public_bytes(bytes.fromhex(public)), bound))


def _encrypt(key: bytes, data: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, data, bound)


def _decrypt(key: bytes, raw: bytes, bound: bytes) -> bytes:
    return ChaCha20Poly1305(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound)


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(one, other, strict=True))


def _text(data: bytes) -> str:
    return b64encode(data).decode()
