"""The last seats of many panels: swaps across panels until every kind has held its share of seats, rounded.

A seat that a kind lacks comes from a kind that can spare one, in any panel where the swap keeps every line; where none
can give directly, along the shortest chain of swaps. Deterministic: ties go to the lowest index.
"""

from collections import deque
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from hustings.core.lottery.kinds import Ints, Kinds, Truths

LONGEST_CHAIN = 4
PASSES = 30


class Repair:
    """Panels (M, S: the kind on each seat), changed in place by swaps."""

    def __init__(self, kinds: Kinds, panels: list[Ints], low: Ints, high: Ints) -> None:
        """low, high (K): how many seats each kind should hold in all panels together."""
        self._kinds, self._low, self._high = kinds, low, high
        self._seats = np.array([np.repeat(np.arange(kinds.n), panel) for panel in panels])
        self._panels = np.array(panels)
        self._held = self._panels.sum(axis=0)
        self._stays = np.zeros(self._seats.shape, dtype=kinds.bits.dtype)
        self._full = np.zeros((len(panels), kinds.n_lines + 1), dtype=bool)
        for panel in range(len(panels)):
            self._refresh(panel)

    @property
    def panels(self) -> list[Ints]:
        return list(self._panels)

    def run(self) -> None:
        """Swap until every kind is within its bounds, or no chain helps."""
        self._fill(lambda kind: self._held > self._low)
        self._fill(self._better_off)
        for kind in range(self._kinds.n):
            while self._held[kind] > self._high[kind] and self._send(kind):
                pass

    def _fill(self, spare: Callable[[int], Truths]) -> None:
        """Bring seats to the kinds that lack some, those with the fewest for each person first."""
        for _ in range(PASSES):
            lacking = np.flatnonzero(self._held < self._low)
            order = lacking[np.argsort(self._held[lacking] / self._kinds.size[lacking], kind="stable")]
            n_brought = sum(self._bring(int(kind), spare(int(kind))) for kind in order)
            if not n_brought:
                return

    def _better_off(self, kind: int) -> Truths:
        """Kinds whose people stand on more panels than this one's even when they have given one seat away."""
        size = self._kinds.size
        return np.asarray((self._held - 1) * size[kind] >= (self._held[kind] + 1) * size)

    def _bring(self, kind: int, spare: Truths) -> bool:
        """Bring one seat to `kind`, by the shortest chain from a kind that can spare one."""
        before = {kind: kind}
        queue = deque([(kind, 0)])
        while queue:
            here, length = queue.popleft()
            givers = self._givers(here)
            giving = givers[spare[givers]]
            if len(giving):
                best = int(giving[np.argmax((self._held - self._low)[giving])])
                before.setdefault(best, here)
                return self._walk(before, best, kind)
            if length < LONGEST_CHAIN:
                queue.extend((int(giver), length + 1) for giver in givers if giver not in before)
                before |= {int(giver): here for giver in givers if giver not in before}
        return False

    def _send(self, kind: int) -> bool:
        """Take one seat from `kind`, for any kind that has room."""
        for taker in np.argsort(self._held - self._high, kind="stable"):
            if self._held[taker] >= self._high[taker]:
                return False
            if kind in self._givers(int(taker)):
                return self._swap(kind, int(taker))
        return False

    def _walk(self, before: dict[int, int], giver: int, kind: int) -> bool:
        chain = [giver]
        while chain[-1] != kind:
            chain.append(before[chain[-1]])
        moves = list(pairwise(chain))
        return all(self._swap(leaves, enters) for leaves, enters in reversed(moves))

    def _possible(self, enters: int) -> Truths:
        """In which panels and from which seats (M, S) `enters` may take over."""
        kinds = self._kinds
        full = (self._full[:, kinds.line[enters]] * kinds.bits).sum(axis=1).astype(kinds.bits.dtype)
        differs = kinds.differing_from(enters)[self._seats]
        free = self._panels[:, enters] < kinds.size[enters]
        return np.asarray(((differs & (self._stays | full[:, None])) == 0) & free[:, None] & (self._seats != enters))

    def _givers(self, enters: int) -> Ints:
        held = np.bincount(self._seats[self._possible(enters)], minlength=self._kinds.n)
        return np.flatnonzero(held)

    def _swap(self, leaves: int, enters: int) -> bool:
        places = np.argwhere(self._possible(enters) & (self._seats == leaves))
        if not len(places):
            return False
        panel, seat = (int(number) for number in places[0])
        self._seats[panel, seat] = enters
        for kind, step in ((leaves, -1), (enters, 1)):
            self._panels[panel, kind] += step
            self._held[kind] += step
        self._refresh(panel)
        return True

    def _refresh(self, panel: int) -> None:
        kinds = self._kinds
        counts = kinds.counts_of_seats(self._seats[panel])
        self._full[panel] = counts >= kinds.high
        stays = (counts <= kinds.low)[kinds.line[self._seats[panel]]] * kinds.bits
        self._stays[panel] = stays.sum(axis=1).astype(kinds.bits.dtype)
