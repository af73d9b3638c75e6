"""Many panels whose counts follow a target: each built from the ones before by swaps that keep every line.

After j panels each kind should have held about j times its target of seats. A panel starts from the best one so far
and is improved by swaps of one seat as long as the squared distance falls; the swap with the greatest fall comes first.
Then swaps bring it to the edge: where the target uses a line up to its bound, every panel of a lottery that reaches the
target must. Deterministic: ties go to the lowest index.
"""

from dataclasses import dataclass

import numpy as np

from hustings.core.lottery.columns import Pricing
from hustings.core.lottery.kinds import Floats, Ints, Kinds, Truths

WIDTH = 3
"""A swap brings in one of the kinds that lack most: this many times the seats of a panel."""

MOST_SWAPS = 400
ALIKE = 4
"""When so many panels are made for each one that is new, swaps do not reach far enough, and the solver takes over."""
TRIED = 40
FRUITLESS = 40
"""After so many solved panels in a row of which none was new, swaps among those known go on alone."""
MOST_SOLVED = 100
"""And after so many in all: the mix, the prices and the repair reach what is then missing."""


@dataclass(frozen=True, slots=True)
class Edge:
    """The lines that the target uses up to a bound (L + 1), and the counts it has in all (L + 1)."""

    bound: Truths
    count: Ints

    @classmethod
    def of(cls, kinds: Kinds, target: Floats) -> "Edge":
        sums = kinds.sums(target)
        bound = (sums < kinds.low + 1e-6) | (sums > kinds.high - 1e-6)
        bound[-1] = False
        return cls(bound, np.rint(sums).astype(np.int64))

    def off(self, counts: Ints) -> int:
        """How far counts are from the edge."""
        return int(np.abs(counts - self.count)[self.bound].sum())


class Balance:
    """A growing list of panels that keep every line and follow a target (K: seats of each kind in one panel)."""

    def __init__(self, kinds: Kinds, target: Floats, pricing: Pricing, first: list[Ints]) -> None:
        """first: panels (K) to start from, each of which keeps every line."""
        self._kinds, self._target, self._pricing = kinds, target, pricing
        self._edge = Edge.of(kinds, target)
        self._known: set[bytes] = set()
        self._seats: list[Ints] = []
        self._norms: list[int] = []
        for panel in first:
            self._remember(panel)
        self._held = np.zeros(kinds.n)
        self._exact = False
        self._fruitless = self._n_solved = 0
        self._off = max(self._edge.off(kinds.counts(panel)) for panel in first)
        self.panels: list[Ints] = []

    @property
    def lack(self) -> Floats:
        """How many seats each kind lacks of its target so far (K)."""
        return self._target * len(self.panels) - self._held

    def add(self) -> None:
        """One more panel."""
        wanted = self._target * (len(self.panels) + 1) - self._held
        panel = self._solved(wanted) if self._exact else self._swapped(wanted)
        if self._edge.off(self._kinds.counts(panel)) > self._off:
            panel = self._nearest(wanted)
        n_known = len(self._known)
        self._held += panel
        self.panels.append(panel)
        self._remember(panel)
        if self._exact:
            self._n_solved += 1
            self._fruitless = self._fruitless + 1 if len(self._known) == n_known else 0
        alike = len(self.panels) >= TRIED and ALIKE * len(self._known) < len(self.panels)
        self._exact = alike and self._fruitless < FRUITLESS and self._n_solved < MOST_SOLVED

    def _swapped(self, wanted: Floats) -> Ints:
        return improved(self._kinds, self._nearest(wanted), wanted, self._edge)

    def _remember(self, panel: Ints) -> None:
        if panel.tobytes() not in self._known:
            self._known.add(panel.tobytes())
            self._seats.append(np.repeat(np.arange(self._kinds.n), panel))
            self._norms.append(int((panel**2).sum()))

    def _nearest(self, wanted: Floats) -> Ints:
        """The panel so far with the least squared distance."""
        distance = np.array(self._norms) - 2 * wanted[np.array(self._seats)].sum(axis=1)
        return np.bincount(self._seats[int(np.argmin(distance))], minlength=self._kinds.n)

    def _solved(self, wanted: Floats) -> Ints:
        """The panel that the solver finds nearest; exact where no kind has two seats."""
        panel = self._pricing.best(2 * wanted - 1)
        return self._swapped(wanted) if panel is None else panel


def improved(kinds: Kinds, panel: Ints, wanted: Floats, edge: Edge) -> Ints:
    """The panel after swaps that keep every line: nearer to `wanted`, then to the edge."""
    work = _Work(kinds, panel.copy(), kinds.counts(panel), wanted, edge)
    while work.swap(work.near()):
        pass
    while edge.off(work.counts) and work.swap(work.to_edge()):
        pass
    return work.panel


@dataclass(slots=True)
class _Work:
    """One panel under work: seats of each kind (K), counts of each line (L + 1)."""

    kinds: Kinds
    panel: Ints
    counts: Ints
    wanted: Floats
    edge: Edge
    n_swaps: int = 0

    def swap(self, found: tuple[int, int] | None) -> bool:
        if found is None or self.n_swaps >= MOST_SWAPS:
            return False
        leaves, enters = found
        self.n_swaps += 1
        self.panel[leaves] -= 1
        self.panel[enters] += 1
        np.subtract.at(self.counts, self.kinds.line[leaves], 1)
        np.add.at(self.counts, self.kinds.line[enters], 1)
        return True

    def near(self) -> tuple[int, int] | None:
        """The swap that lowers the squared distance most, among the kinds that lack most."""
        inside, free = self._sides()
        short = self.wanted - self.panel
        width = WIDTH * self.kinds.seats
        if len(free) > width:
            free = np.sort(free[np.argpartition(-short[free], width)[:width]])
        gain = short[free][None, :] - short[inside][:, None] - 1.0
        gain[~swappable(self.kinds, self.counts, inside, free)] = 0.0
        return _greatest(gain, inside, free)

    def to_edge(self) -> tuple[int, int] | None:
        """The swap that comes nearer to the edge, and among those the one with the least squared distance."""
        off = np.abs(self.counts - self.edge.count)
        out = np.where(self.edge.bound, off - np.abs(self.counts - 1 - self.edge.count), 0)
        into = np.where(self.edge.bound, off - np.abs(self.counts + 1 - self.edge.count), 0)
        inside, free = self._sides()
        if (into > 0).any():
            free = free[(into > 0)[self.kinds.line[free]].any(axis=1)]
        else:
            inside = inside[(out > 0)[self.kinds.line[inside]].any(axis=1)]
        short = self.wanted - self.panel
        width = 2 * WIDTH * self.kinds.seats
        if len(free) > width:
            narrow = np.sort(free[np.argpartition(-short[free], width)[:width]])
            return self._nearing(inside, narrow, out, into) or self._nearing(inside, free, out, into)
        return self._nearing(inside, free, out, into)

    def _nearing(self, inside: Ints, free: Ints, out: Ints, into: Ints) -> tuple[int, int] | None:
        short = self.wanted - self.panel
        nearer = np.zeros((len(inside), len(free)))
        for column in range(self.kinds.line.shape[1]):
            some, others = self.kinds.line[inside, column], self.kinds.line[free, column]
            nearer += np.where(some[:, None] != others[None, :], out[some][:, None] + into[others][None, :], 0)
        gain = np.where(nearer > 0, 1e6 * nearer + short[free][None, :] - short[inside][:, None], 0.0)
        gain[~swappable(self.kinds, self.counts, inside, free)] = 0.0
        return _greatest(gain, inside, free)

    def _sides(self) -> tuple[Ints, Ints]:
        return np.flatnonzero(self.panel), np.flatnonzero(self.panel < self.kinds.size)


def _greatest(gain: Floats, inside: Ints, free: Ints) -> tuple[int, int] | None:
    if not gain.size:
        return None
    row, column = divmod(int(np.argmax(gain)), len(free))
    return (int(inside[row]), int(free[column])) if gain[row, column] > 1e-9 else None


def swappable(kinds: Kinds, counts: Ints, inside: Ints, free: Ints) -> Truths:
    """Whether one of `inside` may leave for one of `free` (I, F), given the panel's counts in each line.

    One bit for each column: two kinds differ there, and the first may not leave its line or the second not enter its.
    """
    bits = kinds.bits
    stays = ((counts <= kinds.low)[kinds.line[inside]] * bits).sum(axis=1).astype(bits.dtype)
    full = ((counts >= kinds.high)[kinds.line[free]] * bits).sum(axis=1).astype(bits.dtype)
    return np.asarray((kinds.differing(inside, free) & (stays[:, None] | full[None, :])) == 0)
