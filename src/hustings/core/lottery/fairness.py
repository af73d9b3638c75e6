"""The fair lottery: chances as equal as quotas allow, as a mix of whole panels, and as so many numbered panels.

    fair_lottery(kinds, n_numbered)   target, mix of panels, numbered panels, levels with their prices

First the target (`targets`), then panels that follow it (`balancing`), then the mix that reaches it (`columns`); where
the mix falls short, prices say which further panels it needs. The numbered panels are repaired until every kind holds
its share, rounded (`repairing`).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from hustings.core.lottery.balancing import Balance, Edge, improved
from hustings.core.lottery.columns import Mixing, Pricing, distinct
from hustings.core.lottery.kinds import Floats, Ints, Kinds
from hustings.core.lottery.refusals import SolverGaveUp
from hustings.core.lottery.repairing import Repair
from hustings.core.lottery.targets import Target, fairest

Watch = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""

GOOD = 0.9995
MOST_ROUNDS = 60
AT_ONCE = 80
GRAIN = 2**40


@dataclass(frozen=True, slots=True)
class FairLottery:
    """A fair lottery over panels of kinds.

    target: the fairest chances and their levels · barred: kinds that no panel can hold · panels, weights: the mix, as
    whole numbers of `sum(weights)` · numbered: panels (K) of equal chance.
    """

    target: Target
    barred: Ints
    panels: tuple[Ints, ...]
    weights: tuple[int, ...]
    numbered: tuple[Ints, ...]

    def chances(self, kinds: Kinds) -> list[Fraction]:
        """The exact chance of a person of each kind under the mix (K)."""
        held = [0] * kinds.n
        for panel, weight in zip(self.panels, self.weights, strict=True):
            for kind in np.flatnonzero(panel):
                held[kind] += int(panel[kind]) * weight
        total = sum(self.weights)
        return [Fraction(seats, total * int(size)) for seats, size in zip(held, kinds.size, strict=True)]


def fair_lottery(kinds: Kinds, *, n_numbered: int = 1000, watch: Watch | None = None) -> FairLottery | None:
    """The fair lottery over the panels of `kinds`; None where no panel keeps every line.

    Raises: SolverGaveUp.
    """
    pricing = Pricing(kinds)
    if pricing.best(np.zeros(kinds.n)) is None:
        return None
    barred = np.zeros(0, dtype=np.int64)
    while True:
        target = fairest(kinds, barred=barred)
        if target is None:
            return None
        start = [_on_edge(kinds, target, pricing)]
        balance = _balanced(kinds, target, pricing, start, n_numbered, watch)
        more, impossible = _reach_all(target, pricing, balance.panels)
        if not len(impossible):
            break
        barred = np.union1d(barred, impossible)
    mixing, chances, generated = _mixed(kinds, target, pricing, distinct([*balance.panels, *more]), watch)
    if generated or more:
        balance = _balanced(kinds, target, pricing, _held(mixing, chances), n_numbered, watch)
    numbered = _repaired(kinds, target, balance.panels[:n_numbered])
    weights = np.rint(np.maximum(chances, 0.0) * GRAIN).astype(np.int64)
    used = [(panel, int(weight)) for panel, weight in zip(mixing.panels, weights, strict=True) if weight]
    return FairLottery(
        target, barred, tuple(panel for panel, _ in used), tuple(weight for _, weight in used), tuple(numbered)
    )


def _on_edge(kinds: Kinds, target: Target, pricing: Pricing) -> Ints:
    """A panel to start from: if possible one that uses every line as far as the target does."""
    edge = Edge.of(kinds, target.chance * kinds.size)
    tight = replace(
        kinds, low=np.where(edge.bound, edge.count, kinds.low), high=np.where(edge.bound, edge.count, kinds.high)
    )
    panel = Pricing(tight).best(target.chance)
    if panel is None:
        panel = pricing.best(target.chance)
    if panel is None:
        raise SolverGaveUp(status="no panel, where there was one before", seconds=0)
    return panel


def _balanced(
    kinds: Kinds, target: Target, pricing: Pricing, start: list[Ints], n_numbered: int, watch: Watch | None
) -> Balance:
    balance = Balance(kinds, target.chance * kinds.size, pricing, start)
    n_panels = max(n_numbered, int(1.25 * kinds.n)) if kinds.n > 1 else n_numbered
    for number in range(n_panels):
        balance.add()
        if watch and not number % 10:
            watch("panels", number, n_panels)
    return balance


def _reach_all(target: Target, pricing: Pricing, panels: list[Ints]) -> tuple[list[Ints], Ints]:
    """Panels for the kinds that none has held yet; and the kinds that no panel can hold."""
    held = np.sum(panels, axis=0)
    more: list[Ints] = []
    impossible = []
    for kind in np.flatnonzero((held == 0) & (target.chance > 0)):
        wish = np.zeros(len(held))
        wish[kind] = 1.0
        panel = pricing.best(wish)
        if panel is None or not panel[kind]:
            impossible.append(kind)
        else:
            more.append(panel)
    return more, np.array(impossible, dtype=np.int64)


def _mixed(
    kinds: Kinds, target: Target, pricing: Pricing, panels: list[Ints], watch: Watch | None
) -> tuple[Mixing, Floats, int]:
    """The mix with the largest share of the target; how many panels prices brought in."""
    mixing = Mixing(kinds, target.chance * kinds.size)
    mixing.add(panels)
    known = {panel.tobytes() for panel in panels}
    edge = Edge.of(kinds, target.chance * kinds.size)
    share, chances, prices = mixing.solve()
    generated = 0
    for number in range(MOST_ROUNDS):
        if share >= GOOD:
            break
        if watch:
            watch("prices", number, MOST_ROUNDS)
        best = pricing.best(prices)
        if best is None or float(best @ prices) <= share + (1 - GOOD) / 5:
            break
        found = distinct([best, *_priced(kinds, mixing, prices, edge)])
        new = [panel for panel in found if panel.tobytes() not in known]
        known |= {panel.tobytes() for panel in new}
        mixing.add(new)
        generated += len(new)
        share, chances, prices = mixing.solve()
    return mixing, chances, generated


def _priced(kinds: Kinds, mixing: Mixing, prices: Floats, edge: Edge) -> list[Ints]:
    """The panels of most worth, each after the swaps that raise its worth."""
    worth = np.array(mixing.panels) @ prices
    best = np.argsort(-worth, kind="stable")[:AT_ONCE]
    wanted = prices * 1e6
    return [improved(kinds, mixing.panels[number], wanted, edge) for number in best]


def _held(mixing: Mixing, chances: Floats) -> list[Ints]:
    return [panel for panel, chance in zip(mixing.panels, chances, strict=True) if chance > 1e-9]


def _repaired(kinds: Kinds, target: Target, panels: list[Ints]) -> list[Ints]:
    """Every person of a kind shall stand on so many panels as its chance gives, rounded down or up."""
    times = target.chance * len(panels)
    low = (kinds.size * np.floor(times + 1e-6)).astype(np.int64)
    high = (kinds.size * np.ceil(times - 1e-6)).astype(np.int64)
    repair = Repair(kinds, panels, low, high)
    repair.run()
    return repair.panels
