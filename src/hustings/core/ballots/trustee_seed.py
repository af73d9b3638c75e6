"""What a member of a threshold group keeps: 22 Base58 characters, from which every secret of the member follows.

So the characters on a sheet of paper are the whole backup. With the messages of the others, which are public or
sealed to the member, the decryption key comes out again.

    signing key      sk = SHA-256("sk|" SEED) mod q           encryption key   dk = SHA-256("dk|" SEED) mod q
    coefficients     a_d = SHA-512("hustings-trustee-coefficient/1|" SEED "|" CERTS "|" d) mod q

`CERTS` is the SHA-256 of the list of all certificates: another group, or another certificate in it, gives another
polynomial. 512 bits are reduced, so that the coefficients are uniform up to 2^-259.
"""

import hashlib
import re

from hustings.core.ballots.ceremony_refusals import BackupUnreadable
from hustings.core.ballots.engine import Draw
from hustings.core.ballots.group import Q
from hustings.core.ballots.proofs import BASE58, draw_base58

LENGTH = 22

_BLANKS = re.compile(r"[\s-]+")


def make_seed(*, draw: Draw) -> str:
    """A fresh seed, about 129 bits."""
    return draw_base58(LENGTH, draw)


def as_written(seed: str) -> str:
    """The seed as people write it down: groups of 5, 6, 5 and 6 characters."""
    return "-".join((seed[:5], seed[5:11], seed[11:16], seed[16:]))


def read_seed(typed: str) -> str:
    """The seed that somebody typed, with or without hyphens and blanks. Raises: BackupUnreadable."""
    seed = _BLANKS.sub("", typed)
    strange = sorted(set(seed) - set(BASE58))
    if strange:
        raise BackupUnreadable(reason=f"“{strange[0]}” never stands in one", where="backup")
    if len(seed) != LENGTH:
        raise BackupUnreadable(reason=f"it has {len(seed)} characters instead of {LENGTH}", where="backup")
    return seed


def signing_key(seed: str) -> int:
    """The secret number with which the member signs."""
    return _number(hashlib.sha256(f"sk|{seed}".encode()).digest())


def opening_key(seed: str) -> int:
    """The secret number with which the member opens what is sealed to it."""
    return _number(hashlib.sha256(f"dk|{seed}".encode()).digest())


def coefficients(seed: str, *, certs_digest: str, threshold: int) -> list[int]:
    """The member's secret polynomial for the group with these certificates, lowest degree first."""
    start = f"hustings-trustee-coefficient/1|{seed}|{certs_digest}|"
    return [_number(hashlib.sha512(f"{start}{degree}".encode()).digest()) for degree in range(threshold)]


def share_of(polynomial: list[int], *, member: int) -> int:
    """The value of a polynomial for one member, counted from 1."""
    value = 0
    for coefficient in reversed(polynomial):
        value = (value * member + coefficient) % Q
    return value


def _number(hashed: bytes) -> int:
    return int.from_bytes(hashed, "big") % Q
