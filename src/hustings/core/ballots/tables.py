"""Multiplication of a fixed base by table, and the order of many points at once."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from hustings.core.ballots import group
from hustings.core.ballots.group import BASE, NEUTRAL, TWO_D, P, Point, Q, add

_WINDOWS = 32
_OFFSET = int.from_bytes(b"\x80" * _WINDOWS, "little")
_SINGLY_BELOW = 90

Niels = tuple[int, int, int]


class FixedBase:
    """A point with a table of its multiples: 32 windows of signed bytes.

    Row w, entry b holds (b - 128)·256^w times the point as (y + x, y - x, 2·d·x·y).
    """

    def __init__(self, point: Point) -> None:
        rows = []
        for _ in range(_WINDOWS):
            multiple, row = NEUTRAL, []
            for _ in range(128):
                multiple = add(multiple, point)
                row.append(multiple)
            rows.append(row)
            point = group.double(multiple)
        flat = group.affine([multiple for row in rows for multiple in row])
        self._rows = [_signed(flat[start : start + 128]) for start in range(0, len(flat), 128)]

    def times(self, scalar: int, start: Point = NEUTRAL) -> Point:
        """`start` plus the base times the scalar modulo q."""
        x, y, z, t = start
        for row, byte in zip(self._rows, (scalar % Q + _OFFSET).to_bytes(_WINDOWS, "little"), strict=True):
            plus, minus, product = row[byte]
            a = (y - x) * minus % P
            b = (y + x) * plus % P
            c = t * product % P
            d = z + z
            e, f, g, h = b - a, d - c, d + c, b + a
            x, y, z, t = e * f % P, g * h % P, f * g % P, e * h % P
        return x, y, z, t


def _signed(multiples: list[tuple[int, int]]) -> list[Niels]:
    """Entries for -128 … 127 from the plain coordinates of 1 … 128 times a point."""
    positive = [((y + x) % P, (y - x) % P, TWO_D * x % P * y % P) for x, y in multiples]
    negative = [(minus, plus, P - product) for plus, minus, product in positive]
    return [*reversed(negative), (1, 1, 0), *positive[:127]]


@lru_cache(maxsize=1)
def base_table() -> FixedBase:
    """The table of the group's base point."""
    return FixedBase(BASE)


@lru_cache(maxsize=8)
def key_table(public_key: str) -> FixedBase:
    """The table of an election's public key, given as text. Its order must have been checked."""
    return FixedBase(group.decode(public_key))


def all_in_subgroup(points: Sequence[Point], *, coins: Callable[[int], bytes]) -> bool:
    """Whether every point has order q.

    Few points are tested singly. Many are tested by 64 random subset sums: a bad set passes with probability of at
    most 2^-64, if the coins could not be foreseen when the points were chosen. Eight additions per point.
    """
    if len(points) < _SINGLY_BELOW:
        return all(map(group.in_subgroup, points))
    tossed = coins(8 * len(points))
    return all(_columns_hold(points, tossed[column::8]) for column in range(8))


def _columns_hold(points: Sequence[Point], tossed: bytes) -> bool:
    """Eight subset sums at once: bit b of a point's byte says whether it belongs to sum b."""
    buckets = [NEUTRAL] * 256
    for point, byte in zip(points, tossed, strict=True):
        buckets[byte] = add(buckets[byte], point)
    while len(buckets) > 1:
        half = len(buckets) // 2
        if not group.in_subgroup(group.total(buckets[half:])):
            return False
        buckets = [add(low, high) for low, high in zip(buckets[:half], buckets[half:], strict=True)]
    return True
