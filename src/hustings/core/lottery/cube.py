"""A panel straight from the roll, each member with exactly the same chance: the cube method over kinds.

Every kind starts with its equal share of the seats. A walk moves the shares along directions that change no line's sum,
up or down so that no share changes on average, until hardly any share is fractional (flight). Then sums may move inside
their bounds, and at last the few shares left are settled together (landing), so that every line is kept and no chance
changes on average. The seed alone decides each step.

Sums, products and comparisons of IEEE 754 doubles, in one fixed order: every machine walks the same way.

Source: J.-C. Deville, Y. Tillé: Efficient balanced sampling: the cube method (Biometrika 91, 2004); one kind enters
at a time: G. Chauvet, Y. Tillé: A fast algorithm for balanced sampling (Computational Statistics 21, 2006).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from hustings.core.lottery.highs import Program
from hustings.core.lottery.kinds import Floats, Ints, Kinds
from hustings.core.lottery.refusals import CubeStuck, SharesOutsideQuotas

NEAR = 1e-9
MOST_LEFT = 14
"""So many last shares are settled together, over all ways to round them."""


@dataclass(frozen=True, slots=True)
class CubeDraw:
    """A panel (K: seats of each kind) that keeps every line.

    off: by how many seats, added up, the last step changed shares on average: 0 (but for rounding) where every chance
    is exactly equal.
    """

    panel: Ints
    off: float


def panel_from_roll(kinds: Kinds, *, seed: bytes) -> CubeDraw:
    """A panel in which each member of the roll has the same chance, seats / members.

    Which members of a kind sit there, `invitations.places` says from the same seed.
    Raises: SharesOutsideQuotas, where equal shares break a line; CubeStuck, where no rounding of the last shares keeps
    every line.
    """
    shares = kinds.seats * kinds.size / kinds.size.sum()
    sums = kinds.sums(shares)[:-1]
    broken = np.flatnonzero((sums < kinds.low[:-1] - NEAR) | (sums > kinds.high[:-1] + NEAR))
    if len(broken):
        raise SharesOutsideQuotas(n_lines=len(broken), line=int(broken[0]))
    walk = _Walk(kinds, _coins(seed, "cube"))
    walk.fly(shares)
    walk.loosen()
    return walk.settle()


def _coins(seed: bytes, label: str) -> Iterator[float]:
    """Numbers from 0 to 1 in 53 bits, one after the other: SHA-256 of seed, label, counter."""
    counter = 0
    while True:
        number = int.from_bytes(sha256(seed + label.encode() + counter.to_bytes(8, "big")).digest()[:8], "big")
        yield (number >> 11) / 2**53
        counter += 1


@dataclass(frozen=True, slots=True)
class _Mover:
    """Something that may move: the rows in which it counts, the factor there, its bounds; `kind` -1 for a line."""

    rows: Ints
    factor: float
    low: float
    high: float
    kind: int


class _Walk:
    """Shares of kinds and, later, sums of lines, as a walk of a basis: one mover for each row, none where -1."""

    def __init__(self, kinds: Kinds, coins: Iterator[float]) -> None:
        self._kinds, self._coins = kinds, coins
        n_rows = kinds.n_lines + 1
        self._inverse = np.eye(n_rows)
        self._basis: list[_Mover | None] = [None] * n_rows
        self._value = np.zeros(n_rows)
        self._low, self._high = np.zeros(n_rows), np.zeros(n_rows)
        self.shares = np.zeros(kinds.n)

    def fly(self, shares: Floats) -> None:
        """Let every kind enter with its share; what leaves is whole."""
        total = self._kinds.n_lines
        for kind, share in enumerate(shares):
            rows = np.append(self._kinds.line[kind][self._kinds.line[kind] < total], total)
            self._enter(_Mover(rows, 1.0, float(np.floor(share)), float(np.ceil(share)), kind), float(share))

    def loosen(self) -> None:
        """Let the sum of every line move inside its bounds."""
        shares = self.shares.copy()
        for mover, value in zip(self._basis, self._value, strict=True):
            if mover is not None:
                shares[mover.kind] = value
        for line, value in enumerate(self._kinds.sums(shares)[:-1]):
            low, high = float(self._kinds.low[line]), float(self._kinds.high[line])
            self._enter(_Mover(np.array([line]), -1.0, low, high, -1), float(min(max(value, low), high)))

    def settle(self) -> CubeDraw:
        """Round the last shares together. Raises: CubeStuck."""
        last = [(mover.kind, value) for mover, value in self._moving() if mover.kind >= 0]
        panel = np.rint(self.shares).astype(np.int64)
        panel[[kind for kind, _ in last]] = 0
        return _landed(self._kinds, panel, last, next(self._coins))

    def _moving(self) -> list[tuple[_Mover, float]]:
        return [(mover, float(value)) for mover, value in zip(self._basis, self._value, strict=True) if mover]

    def _enter(self, mover: _Mover, value: float) -> None:
        """Move along the one direction that the basis and this mover give, until something reaches a bound."""
        slope = np.zeros(len(self._value))
        for row in mover.rows:
            slope = slope + mover.factor * self._inverse[:, row]
        slope[np.abs(slope) < NEAR] = 0.0
        empty = np.array([one is None for one in self._basis]) & (slope != 0.0)
        if empty.any():
            self._pivot(int(np.argmax(np.where(empty, np.abs(slope), 0.0))), slope, mover, value)
            return
        up, down = self._room(slope, 1.0), self._room(slope, -1.0)
        rise = min(float(up.min()), mover.high - value)
        fall = min(float(down.min()), value - mover.low)
        step = rise if next(self._coins) * (rise + fall) < fall else -fall
        limits = up if step > 0 else down
        self._value = self._value - step * slope
        value += step
        if abs(step) >= float(limits.min()) - NEAR and limits.min() < np.inf:
            self._pivot(int(np.argmin(limits)), slope, mover, value)
        else:
            self._leave(mover, value)

    def _room(self, slope: Floats, way: float) -> Floats:
        """How far each of the basis lets the step go up (way 1) or down (way -1)."""
        with np.errstate(divide="ignore", invalid="ignore"):
            falls = (self._value - self._low) / np.abs(slope)
            rises = (self._high - self._value) / np.abs(slope)
        room = np.where(slope * way > 0, falls, rises)
        return np.maximum(np.where(slope == 0.0, np.inf, room), 0.0)

    def _pivot(self, row: int, slope: Floats, mover: _Mover, value: float) -> None:
        leaves = self._basis[row]
        if leaves is not None:
            self._leave(leaves, float(self._value[row]))
        pivot = self._inverse[row] / slope[row]
        self._inverse = self._inverse - slope[:, None] * pivot[None, :]
        self._inverse[row] = pivot
        self._basis[row], self._value[row] = mover, value
        self._low[row], self._high[row] = mover.low, mover.high

    def _leave(self, mover: _Mover, value: float) -> None:
        if mover.kind >= 0:
            self.shares[mover.kind] = round(value)


def _landed(kinds: Kinds, panel: Ints, last: list[tuple[int, float]], coin: float) -> CubeDraw:
    """The panel with what the last kinds get: a way to round them that keeps every line, such that shares stay."""
    ways = [way for way in _roundings(panel, last) if kinds.keeps(panel + way)]
    if not ways:
        raise CubeStuck(n_left=len(last))
    at = np.array([kind for kind, _ in last], dtype=np.int64)
    weights, off = _mixed(np.array([way[at] for way in ways]), np.array([share for _, share in last]))
    place = int(np.searchsorted(np.cumsum(weights), coin * float(weights.sum()), side="right"))
    return CubeDraw(panel + ways[min(place, len(ways) - 1)], off)


def _roundings(panel: Ints, last: list[tuple[int, float]]) -> Iterator[Ints]:
    if len(last) > MOST_LEFT:
        raise CubeStuck(n_left=len(last))
    for bits in range(2 ** len(last)):
        way = np.zeros_like(panel)
        for place, (kind, share) in enumerate(last):
            way[kind] = int(np.floor(share)) + (bits >> place & 1)
        yield way


def _mixed(ways: Ints, shares: Floats) -> tuple[Floats, float]:
    """Chances of the ways (W, F: seats) whose mean is nearest to the shares (F), and how far it is off, added up."""
    n_ways, n_shares = len(ways), len(shares)
    if not n_shares:
        return np.ones(n_ways), 0.0
    goal = np.append(shares, 1.0)
    program = Program(goal, goal)
    entries = [(np.arange(n_shares + 1), np.append(way, 1.0)) for way in ways]
    program.add_columns(np.zeros(n_ways), np.zeros(n_ways), np.ones(n_ways), entries)
    for sign in (1.0, -1.0):
        off = [(np.array([row]), np.array([sign])) for row in range(n_shares)]
        program.add_columns(np.full(n_shares, -1.0), np.zeros(n_shares), np.full(n_shares, np.inf), off)
    solved = program.solve()
    if solved is None:
        raise CubeStuck(n_left=n_shares)
    return np.maximum(solved.columns[:n_ways], 0.0), -solved.value
