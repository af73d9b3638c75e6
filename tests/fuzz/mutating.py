"""Small changes to a seed, the same in every run: what the short run in the tests tries."""

from collections.abc import Iterator
from random import Random


def mutations(seeds: list[bytes], *, n: int) -> Iterator[bytes]:
    """So many spoilt seeds."""
    random = Random(5)
    for index in range(n):
        yield _spoilt(bytearray(seeds[index % len(seeds)]), random)


def _spoilt(body: bytearray, random: Random) -> bytes:
    for _ in range(random.randint(1, 3)):
        at, to = sorted((random.randrange(len(body) + 1), random.randrange(len(body) + 1)))
        match random.randrange(5):
            case 0:
                body[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                del body[at : at + 1]
            case 2:
                body[at:at] = random.choice(ODD)
            case 3:
                body[at:at] = body[at : min(to, at + 200)]
            case _:
                del body[at : min(to, at + 200)]
    return bytes(body)


ODD = [b'"', b"\\", b"\\ud800", b"[", b"{", b"}", b",", b"\n", b"\0", b"-", b"1e5", b"\xff", b"null", b"@Ballot\n"]
