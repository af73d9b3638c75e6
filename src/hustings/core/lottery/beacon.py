"""Pulses of a public randomness beacon, with their signature checked.

A pulse of a drand network of the scheme `bls-unchained-g1-rfc9380` is a BLS signature, in group G1 of BLS12-381, on the
SHA-256 of its round's number. Whoever knows the group's public key can check it without a network. Sources: drand
specification (docs.drand.love); RFC 9380 (hash to curve); draft-irtf-cfrg-bls-signature.
"""

import sys
from hashlib import sha256
from importlib import import_module
from typing import Any

from hustings.core.lottery.refusals import PulseRefused

TAG = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"


def pulse_value(signature: str) -> str:
    """The pulse's randomness as the beacon publishes it: SHA-256 of the signature (hex)."""
    return sha256(bytes.fromhex(signature)).hexdigest()


def check_pulse(*, round_number: int, signature: str, group_key: str) -> None:
    """Raises: PulseRefused, unless `signature` (96 hex digits) is the group's on that round (key: 192 hex digits)."""
    where = f"round {round_number}"
    try:
        point = _decompress("pubkey_to_G1", signature, 48)
        key = _decompress("signature_to_G2", group_key, 96)
    except ValueError as error:
        raise PulseRefused(round=round_number, why=str(error), where=where) from error
    curve: Any = _library("py_ecc.optimized_bls12_381")
    hashed = _library("py_ecc.bls.hash_to_curve").hash_to_G1
    message = hashed(sha256(round_number.to_bytes(8, "big")).digest(), TAG, sha256)
    left = curve.pairing(curve.G2, point, final_exponentiate=False)
    right = curve.pairing(curve.neg(key), message, final_exponentiate=False)
    if curve.final_exponentiate(left * right) != curve.FQ12.one():
        raise PulseRefused(round=round_number, why="the signature is not the group's", where=where)


def _library(part: str) -> Any:
    """A part of py-ecc. On import it lifts the recursion limit of the whole process, and then a hostile file, nested
    without end, could crash it: the limit is put back.
    """
    limit = sys.getrecursionlimit()
    try:
        return import_module(part)
    finally:
        sys.setrecursionlimit(limit)


def _decompress(reader: str, text: str, size: int) -> Any:
    """A point of the right group, from its compressed form. Raises: ValueError."""
    data = bytes.fromhex(text)
    if len(data) != size:
        raise ValueError(f"a point of {size} bytes was expected, not {len(data)}")
    # The library raises bare exceptions for bytes that are no point.
    primitives: Any = _library("py_ecc.bls.g2_primitives")
    try:
        point = getattr(primitives, reader)(data)
    except Exception as error:
        raise ValueError("these bytes are no point of the curve") from error
    if not primitives.subgroup_check(point):
        raise ValueError("the point is outside the group")
    return point
