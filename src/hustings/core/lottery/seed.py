"""The public seed: fixed first, then known to all, and nobody could choose it.

Before: everything that the draw depends on is written down and digested, with commitments of those who add to the seed.
After: seed = SHA-256 of the canonical JSON of that digest and of every opened part. Numbers come from the seed by
SHA-256 with labels, so that any language gives the same.

Source: commit and reveal: M. Blum, Coin flipping by telephone (1981); rejection instead of a remainder: RFC 3797, 4.1.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from hustings.core.canonical import digest
from hustings.core.lottery.refusals import SecretDiffers, SeedIncomplete

SEED_FORMAT = "hustings-lottery-seed/1"
HEX = re.compile(r"[0-9a-f]{64}")
FULL = 2**256


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened for the draw: the operator's secret, the outside value, what each contributor gave, dice.

    outside: the published figure, or the hex signature of a beacon's pulse; empty where the plan names none ·
    given: by contributor · dice: the number thrown on stage (None: the last draw comes from the seed).
    """

    secret: str
    outside: str = ""
    given: Mapping[str, str] | None = None
    dice: int | None = None

    def as_json(self) -> dict[str, Any]:
        body: dict[str, Any] = {"secret": self.secret, "outside": self.outside, "given": dict(self.given or {})}
        return body if self.dice is None else body | {"dice": self.dice}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Opened":
        return cls(value["secret"], value["outside"], dict(value["given"]), value.get("dice"))


def commitment(secret: str) -> str:
    """What is published before: SHA-256 of the secret's UTF-8 bytes (64 hex digits)."""
    return sha256(secret.encode()).hexdigest()


def check_opened(*, operator: str, contributors: Sequence[Mapping[str, str]], opened: Opened) -> None:
    """Raises: SecretDiffers, if a secret is not the one that was committed; SeedIncomplete, if a part is missing."""
    if commitment(opened.secret) != operator:
        raise SecretDiffers(who="the operator", where="secret")
    given = dict(opened.given or {})
    committed = {one["who"]: one["commitment"] for one in contributors}
    strangers = sorted(set(given) - set(committed))
    if strangers:
        raise SeedIncomplete(what=f"{strangers[0]} is not among those who committed to a part", where=strangers[0])
    for who, part in sorted(given.items()):
        if commitment(part) != committed[who]:
            raise SecretDiffers(who=who, where=who)


def make_seed(*, fixed_digest: str, opened: Opened) -> bytes:
    """The 32 bytes of the seed."""
    return bytes.fromhex(digest({"format": SEED_FORMAT, "fixed": fixed_digest, **opened.as_json()}))


def below(limit: int, *, seed: bytes, label: str) -> int:
    """A whole number from 0 to limit - 1, each exactly as likely: SHA-256 of seed, label, counter; by rejection."""
    top = FULL - FULL % limit
    counter = 0
    while True:
        number = int.from_bytes(sha256(seed + label.encode() + counter.to_bytes(8, "big")).digest(), "big")
        if number < top:
            return number % limit
        counter += 1


def rank(code: str, *, seed: bytes, label: str) -> str:
    """The place of a code in the seed's order: SHA-256 of seed, label, a zero byte and the code (hex; lowest first)."""
    return sha256(seed + label.encode() + b"\0" + code.encode()).hexdigest()
