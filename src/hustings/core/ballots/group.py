"""Ed25519 in extended coordinates: the group of the poll, written additively here.

A `Point` is (X, Y, Z, T) with x = X/Z, y = Y/Z, x·y = T/Z, on -x² + y² = 1 + d·x²·y² over the field of 2^255 - 19.
The formulas are complete: they hold for every pair of points, the neutral one included.

Python integers take time that depends on their values. Make secret things only on a machine of your own.

Source: Hisil, Wong, Carter, Dawson 2008 (formulas); RFC 8032 section 5.1 (constants, recovery of x).
"""

import re
from collections.abc import Iterable, Sequence

from hustings.core.ballots.refusals import ElementInvalid, ElementNeutral

Point = tuple[int, int, int, int]

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
TWO_D = 2 * D % P
NEUTRAL: Point = (0, 1, 1, 0)

_ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
_LOW_255 = 2**255 - 1
_ELEMENT = re.compile(r"[0-9a-f]{64}")


def add(a: Point, b: Point) -> Point:
    """The sum of two points."""
    x1, y1, z1, t1 = a
    x2, y2, z2, t2 = b
    aa = (y1 - x1) * (y2 - x2) % P
    bb = (y1 + x1) * (y2 + x2) % P
    cc = t1 * TWO_D % P * t2 % P
    dd = 2 * z1 * z2 % P
    e, f, g, h = bb - aa, dd - cc, dd + cc, bb + aa
    return e * f % P, g * h % P, f * g % P, e * h % P


def double(a: Point) -> Point:
    """Twice a point."""
    x, y, z, _ = a
    xx, yy = x * x % P, y * y % P
    e = (x + y) ** 2 - xx - yy
    g = yy - xx
    f = g - 2 * z * z
    h = -xx - yy
    e, f = e % P, f % P
    return e * f % P, g * h % P, f * g % P, e * h % P


def negate(a: Point) -> Point:
    """The opposite of a point."""
    x, y, z, t = a
    return -x % P, y, z, -t % P


def total(points: Iterable[Point]) -> Point:
    """The sum of any number of points; of none, the neutral one."""
    result = NEUTRAL
    for point in points:
        result = add(result, point)
    return result


def equal(a: Point, b: Point) -> bool:
    """Whether two points are the same."""
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def is_neutral(a: Point) -> bool:
    """Whether a point is the neutral one."""
    return a[0] % P == 0 and (a[1] - a[2]) % P == 0


def _digits(scalar: int) -> list[tuple[int, int]]:
    """Signed odd digits below 16 of a number of any size, as (bit position, digit), lowest first."""
    found = []
    position = 0
    while scalar:
        zeros = (scalar & -scalar).bit_length() - 1
        scalar >>= zeros
        position += zeros
        digit = scalar & 31
        if digit > 15:
            digit -= 32
        found.append((position, digit))
        scalar -= digit
    return found


def _weigh(buckets: list[Point | None]) -> Point:
    """Sum of (2i + 1)·buckets[i]."""
    running, summed = NEUTRAL, NEUTRAL
    for bucket in reversed(buckets):
        if bucket is not None:
            running = add(running, bucket)
        summed = add(summed, running)
    return add(double(summed), negate(running))


def multiples(point: Point, scalars: Sequence[int]) -> list[Point]:
    """The point times each scalar, sharing one chain of doublings.

    Scalars are taken as they are, not modulo q, so that `multiples(point, [Q])` tests the order of a point.
    Each scalar collects the doubled point into one bucket per odd digit; the buckets are weighed at the end.
    """
    at: dict[int, list[tuple[int, int]]] = {}
    for row, scalar in enumerate(scalars):
        for position, digit in _digits(scalar):
            at.setdefault(position, []).append((row, digit))
    rows: list[list[Point | None]] = [[None] * 8 for _ in scalars]
    x, y, z, t = point
    for position in range(max(at, default=-1) + 1):
        if position:
            xx, yy = x * x % P, y * y % P
            e = ((x + y) * (x + y) - xx - yy) % P
            g, h = yy - xx, -xx - yy
            f = (g - 2 * z * z) % P
            x, y, z = e * f % P, g * h % P, f * g % P
            t = e * h
        for row, digit in at.get(position, ()):
            addend = (x, y, z, t % P) if digit > 0 else (-x, y, z, -t % P)
            bucket = rows[row][abs(digit) >> 1]
            rows[row][abs(digit) >> 1] = addend if bucket is None else add(bucket, addend)
    return [_weigh(row) for row in rows]


def times(point: Point, scalar: int) -> Point:
    """The point times one scalar."""
    return multiples(point, (scalar,))[0]


def encode_all(points: Sequence[Point]) -> list[str]:
    """The text forms of points: 64 lower-case hexadecimal digits of y + 2^255·(x mod 2). One shared inversion."""
    return [f"{y | (x & 1) << 255:064x}" for x, y in affine(points)]


def encode(point: Point) -> str:
    """The text form of one point."""
    return encode_all((point,))[0]


def affine(points: Sequence[Point]) -> list[tuple[int, int]]:
    """The plain coordinates (x, y) of points. One shared inversion."""
    products = []
    product = 1
    for point in points:
        products.append(product)
        product = product * point[2] % P
    inverse = pow(product, -1, P)
    found = [(0, 1)] * len(points)
    for index in range(len(points) - 1, -1, -1):
        x, y, z, _ = points[index]
        inverse_z = inverse * products[index] % P
        inverse = inverse * z % P
        found[index] = (x * inverse_z % P, y * inverse_z % P)
    return found


def decode(text: str, *, where: str = "") -> Point:
    """The point that a text form stands for. It lies on the curve; its order is **not** checked.

    Raises: ElementInvalid for another form, y not below p, no such x, or x = 0 with the sign bit.
    """
    if not _ELEMENT.fullmatch(text):
        raise ElementInvalid(element=text[:80], where=where)
    number = int(text, 16)
    sign, y = number >> 255, number & _LOW_255
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    v3 = v * v % P * v % P
    x = u * v3 % P * pow(u * v3 % P * v3 % P * v % P, (P - 5) // 8, P) % P
    square = v * x % P * x % P
    if square == P - u:
        x = x * _ROOT_OF_MINUS_ONE % P
    elif square != u:
        raise ElementInvalid(element=text, where=where)
    if y >= P or (x == 0 and sign):
        raise ElementInvalid(element=text, where=where)
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def in_subgroup(point: Point) -> bool:
    """Whether q times the point is neutral: it then has no part of small order."""
    return is_neutral(times(point, Q))


def element(text: str, *, where: str, neutral: bool = False) -> Point:
    """The element of the prime-order group that a text stands for.

    Raises: ElementInvalid; ElementNeutral unless `neutral` allows it.
    """
    point = decode(text, where=where)
    if is_neutral(point):
        if neutral:
            return point
        raise ElementNeutral(where=where)
    if not in_subgroup(point):
        raise ElementInvalid(element=text, where=where)
    return point


BASE: Point = decode("6666666666666666666666666666666666666666666666666666666666666658")
