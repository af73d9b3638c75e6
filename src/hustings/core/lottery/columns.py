"""Lotteries over whole panels that reach the target: column generation.

The master program mixes known panels so that every kind has the same share of its target, as large as possible; its
prices say which panel would help most, and an integer program finds that panel or proves that none helps.

Source: column generation as in Flanigan and others (Nature 596, 2021), over kinds of people instead of people.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from hustings.core.lottery.highs import Program
from hustings.core.lottery.kinds import Floats, Ints, Kinds
from hustings.core.lottery.refusals import SolverGaveUp


class Pricing:
    """The integer program over panels: the panel with the greatest sum of weights."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._program = Program([*kinds.low[:-1], kinds.seats], [*kinds.high[:-1], kinds.seats])
        every = np.arange(kinds.n)
        entries = []
        for kind in range(kinds.n):
            rows = np.array([*(line for line in kinds.line[kind] if line < kinds.n_lines), kinds.n_lines])
            entries.append((rows, np.ones(len(rows))))
        self._program.add_columns(np.zeros(kinds.n), np.zeros(kinds.n), kinds.size.astype(float), entries)
        self._program.make_integer(every)
        self._every = every

    def best(self, weights: Floats) -> Ints | None:
        """The panel (K) with the greatest sum of weights; None where no panel keeps every line."""
        self._program.set_costs(self._every, weights)
        solved = self._program.solve()
        return None if solved is None else np.rint(solved.columns).astype(np.int64)


class Mixing:
    """The master program: chances for known panels, so that every kind has at least `share` of its target."""

    def __init__(self, kinds: Kinds, target: Floats) -> None:
        """target (K): seats of each kind in one panel; kinds with none are left out of the rows."""
        self._asked = np.flatnonzero(target > 0)
        n_rows = len(self._asked)
        self._program = Program([*np.zeros(n_rows), 1.0], [*np.full(n_rows, np.inf), 1.0])
        share = (np.arange(n_rows), -target[self._asked])
        self._program.add_columns(np.ones(1), np.zeros(1), np.full(1, 2.0), [share])
        self._n_kinds = kinds.n
        self.panels: list[Ints] = []

    def add(self, panels: Iterable[Ints]) -> None:
        new = list(panels)
        if not new:
            return
        sums = len(self._asked)
        entries = []
        for panel in new:
            rows = np.flatnonzero(panel[self._asked])
            factors = panel[self._asked][rows].astype(float)
            entries.append((np.append(rows, sums), np.append(factors, 1.0)))
        self._program.add_columns(np.zeros(len(new)), np.zeros(len(new)), np.full(len(new), np.inf), entries)
        self.panels += new

    def solve(self) -> tuple[float, Floats, Floats]:
        """The share reached, the chance of each panel, and the price of each kind (K). Raises: SolverGaveUp."""
        solved = self._program.solve()
        if solved is None:
            raise SolverGaveUp(status="no mix", seconds=0)
        prices = np.zeros(self._n_kinds)
        prices[self._asked] = np.maximum(-solved.rows[:-1], 0.0)
        return solved.value, solved.columns[1:], prices


def distinct(panels: Sequence[Ints]) -> list[Ints]:
    """Each panel once, in the order of its first place."""
    return list({panel.tobytes(): panel for panel in panels}.values())
