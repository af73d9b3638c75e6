"""Kinds of people: those who count in the same lines of a plan are interchangeable, so work needs one column for each.

Every optimum of a fair lottery can be made symmetric inside a kind; the number of kinds, not that of people, is what a
solver sees. Arrays: K kinds, L lines, C columns (features and caps) of the plan.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from hustings.core.lottery.people import Plan

Ints = npt.NDArray[np.int64]
Bits = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

TABLE = 4000
"""Up to so many kinds, all pairs are compared once."""


@dataclass(frozen=True)
class Kinds:
    """A plan as arrays.

    members: K tuples of indices into the plan's people · size (K): how many people · line (K, C): the line in which a
    kind counts for each column, L where it counts in none · low, high (L + 1): bounds in seats, the last one open.
    """

    seats: int
    members: tuple[tuple[int, ...], ...]
    size: Ints
    line: Ints
    low: Ints
    high: Ints

    @property
    def n(self) -> int:
        return len(self.size)

    @property
    def n_lines(self) -> int:
        """Without the open one."""
        return len(self.low) - 1

    @cached_property
    def bits(self) -> Bits:
        """One bit for each column (C)."""
        width = np.uint8 if self.line.shape[1] <= 8 else np.int64
        return (1 << np.arange(self.line.shape[1])).astype(width)

    def sums(self, panel: Floats | Ints) -> Floats:
        """How much of a panel, or of shares of seats (K), counts in each line, the open one included (L + 1)."""
        found = np.zeros(self.n_lines + 1)
        for column in range(self.line.shape[1]):
            found += np.bincount(self.line[:, column], weights=panel, minlength=self.n_lines + 1)
        return found

    def counts(self, panel: Ints) -> Ints:
        """How many of a panel (K: seats of each kind) count in each line, the open one included (L + 1)."""
        return self.counts_of_seats(np.repeat(np.arange(self.n), panel))

    def counts_of_seats(self, seats: Ints) -> Ints:
        """The same counts, from the kind on each seat."""
        return np.bincount(self.line[seats].ravel(), minlength=self.n_lines + 1)

    def keeps(self, panel: Ints) -> bool:
        """Whether a panel (K) has all seats filled, nobody twice, and every line kept."""
        counts = self.counts(panel)[:-1]
        within = bool((counts >= self.low[:-1]).all() and (counts <= self.high[:-1]).all())
        return within and int(panel.sum()) == self.seats and bool(((panel >= 0) & (panel <= self.size)).all())

    def differing(self, some: Ints, others: Ints) -> Bits:
        """The bits of the columns in which two kinds count in different lines, of each pair (some, others)."""
        if self.n <= TABLE:
            return np.asarray(self._differing[np.ix_(some, others)])
        return self._compare(some, others)

    def differing_from(self, kind: int) -> Bits:
        """The bits of the columns in which each kind differs from one (K)."""
        if self.n <= TABLE:
            return np.asarray(self._differing[kind])
        return np.asarray(self._compare(np.array([kind]), np.arange(self.n))[0])

    @cached_property
    def _differing(self) -> Bits:
        every = np.arange(self.n)
        return self._compare(every, every)

    def _compare(self, some: Ints, others: Ints) -> Bits:
        found = np.zeros((len(some), len(others)), dtype=self.bits.dtype)
        for column, bit in enumerate(self.bits):
            found |= (self.line[some, column][:, None] != self.line[others, column][None, :]) * bit
        return found


def kinds_of(plan: Plan) -> Kinds:
    """The kinds of a plan's people, in the order of their first member."""
    lines = plan.lines()
    number = {(line.column, line.value): place for place, line in enumerate(lines)}
    grouped: dict[tuple[int, ...], list[int]] = {}
    for index, person in enumerate(plan.people):
        row = tuple(number.get((name, person.values.get(name, "")), len(lines)) for name in plan.columns)
        grouped.setdefault(row, []).append(index)
    return Kinds(
        seats=plan.seats,
        members=tuple(tuple(members) for members in grouped.values()),
        size=np.array([len(members) for members in grouped.values()], dtype=np.int64),
        line=np.array(list(grouped), dtype=np.int64).reshape(len(grouped), len(plan.columns)),
        low=np.array([*(line.low for line in lines), 0], dtype=np.int64),
        high=np.array([*(line.high for line in lines), len(plan.people)], dtype=np.int64),
    )
