"""The walk of the cube method in whole numbers and fractions: the same on every machine and in every language.

Things that move (shares of kinds, later sums of lines) enter one after the other. As long as their columns are
independent they only wait; whoever enters and depends on those who wait gives the one direction that changes no sum.
All move along it, up or down so that nothing changes on average, until something reaches a bound and leaves.

Nothing is rounded: which of the waiting ones leave follows from the numbers alone, so no rule for ties is needed.

Source: J.-C. Deville, Y. Tillé: Efficient balanced sampling: the cube method (Biometrika 91, 2004); one at a time: G.
Chauvet, Y. Tillé: A fast algorithm for balanced sampling (Computational Statistics 21, 2006); inverses without
fractions: J. Edmonds: Systems of distinct representatives and linear algebra (1967).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

Coin = Callable[[Fraction], bool]
"""True with exactly this chance."""

SAFE = 2**30
"""Products of two numbers below this fit into 64 bits."""


@dataclass(frozen=True, slots=True)
class Mover:
    """Something that may move: its name, the rows in which it counts with `factor`, and its bounds."""

    name: int
    rows: Sequence[int]
    factor: int
    low: int
    high: int


class Walk:
    """Those who wait, one for each row that is taken; `settled`: the whole numbers at which the others left.

    The inverse of the matrix of columns is `_inverse` / `_scale`, both whole.
    """

    def __init__(self, n_rows: int, coin: Coin) -> None:
        self._coin = coin
        self._inverse = np.eye(n_rows, dtype=np.int64)
        self._scale = 1
        self._waiting: list[Mover | None] = [None] * n_rows
        self._value = [Fraction(0)] * n_rows
        self.settled: dict[int, int] = {}

    @property
    def waiting(self) -> dict[int, Fraction]:
        """The names that still wait, ascending, and where they stand."""
        pairs = zip(self._waiting, self._value, strict=True)
        return dict(sorted((mover.name, value) for mover, value in pairs if mover))

    def enter(self, mover: Mover, value: Fraction) -> None:
        """Let something in; where it stands at a bound it leaves at once."""
        if value in (mover.low, mover.high):
            self.settled[mover.name] = int(value)
            return
        slope = self._inverse[:, list(mover.rows)].sum(axis=1) * mover.factor
        rows = [int(row) for row in np.flatnonzero(slope)]
        free = [row for row in rows if self._waiting[row] is None]
        if not free:
            value = self._move(mover, value, {row: Fraction(int(slope[row]), self._scale) for row in rows})
            if value in (mover.low, mover.high):
                self.settled[mover.name] = int(value)
                return
            free = [row for row in rows if self._waiting[row] is None]
        self._pivot(free[0], slope)
        self._waiting[free[0]], self._value[free[0]] = mover, value

    def _move(self, mover: Mover, value: Fraction, slopes: dict[int, Fraction]) -> Fraction:
        """All go along the one direction; who reaches a bound leaves. The mover's new value."""
        rise, fall = mover.high - value, value - mover.low
        for row, slope in slopes.items():
            down, up = self._room(row)
            rise = min(rise, (down if slope > 0 else up) / abs(slope))
            fall = min(fall, (up if slope > 0 else down) / abs(slope))
        step = rise if self._coin(fall / (rise + fall)) else -fall
        for row, slope in slopes.items():
            self._value[row] -= step * slope
            one = self._waiting[row]
            if one is not None and self._value[row] in (one.low, one.high):
                self.settled[one.name] = int(self._value[row])
                self._waiting[row] = None
        return value + step

    def _room(self, row: int) -> tuple[Fraction, Fraction]:
        """How far this one may go down and up."""
        one = self._waiting[row]
        if one is None:
            return Fraction(0), Fraction(0)
        return self._value[row] - one.low, one.high - self._value[row]

    def _pivot(self, row: int, slope: np.ndarray) -> None:
        """The inverse with the new column in the place of this row's."""
        pivot = slope[row]
        kept = self._inverse[row].copy()
        self._inverse = (self._inverse * pivot - slope[:, None] * kept[None, :]) // self._scale
        self._inverse[row] = kept
        self._scale = int(pivot)
        if self._inverse.dtype != object and max(np.abs(self._inverse).max(), abs(self._scale)) > SAFE:
            self._inverse = self._inverse.astype(object)
