"""The fairest chances that any lottery could give: leximin over shares of seats, level by level, with a price of each.

The lowest chance is made as high as quotas allow; then, with those people settled, the lowest of the others, and so
on. Worked out over kinds of people in the linear relaxation, which no lottery over whole panels can beat; the prices of
each level prove that (`certificate`).

Source: B. Flanigan, P. Gölz, A. Gupta, B. Hennig, A. D. Procaccia: Fair algorithms for selecting citizens' assemblies
(Nature 596, 2021): the objective; levels by positive prices: W. Ogryczak, T. Śliwiński: On direct methods for
lexicographic min-max optimization (ICCSA 2006).
"""

from dataclasses import dataclass, field

import numpy as np

from hustings.core.lottery.highs import INFINITE, Program, Solved
from hustings.core.lottery.kinds import Floats, Ints, Kinds

SETTLED = 1e-9
MOST_LEVELS = 200


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its chance, the kinds settled at it, and prices: of each kind (K), of each line (L), of a seat."""

    chance: float
    settled: Ints
    kind_prices: Floats
    line_prices: Floats
    seat_price: float


@dataclass(frozen=True, slots=True)
class Target:
    """The chance of each kind's people (K), and the levels by which it was found, lowest first."""

    chance: Floats
    levels: tuple[Level, ...] = field(default=())


def fairest(kinds: Kinds, *, barred: Ints | None = None) -> Target | None:
    """The leximin chances in the linear relaxation; None where not even shares of seats keep the quotas.

    barred: kinds that no whole panel can hold; their chance is 0 and they take no part in the levels.
    """
    program, floor_rows = _relaxation(kinds)
    open_kinds = np.ones(kinds.n, dtype=bool)
    chance = np.zeros(kinds.n)
    if barred is not None and len(barred):
        _bar(program, barred, open_kinds, floor_rows)
    levels: list[Level] = []
    while open_kinds.any() and len(levels) < MOST_LEVELS:
        solved = program.solve()
        if solved is None:
            return None
        level = _level(kinds, solved, open_kinds, floor_rows)
        levels.append(level)
        _settle(program, kinds, level, floor_rows)
        open_kinds[level.settled] = False
        chance[level.settled] = level.chance
    return Target(chance, tuple(levels))


def _relaxation(kinds: Kinds) -> tuple[Program, Ints]:
    """Rows: lines, seats, then for each kind seats − size · z ≥ 0. Columns: seats of each kind, then z."""
    n_lines = kinds.n_lines
    low = [*kinds.low[:-1], kinds.seats, *np.zeros(kinds.n)]
    high = [*kinds.high[:-1], kinds.seats, *np.full(kinds.n, INFINITE)]
    program = Program(low, high)
    floor_rows = np.arange(kinds.n) + n_lines + 1
    entries = []
    for kind in range(kinds.n):
        rows = [*(int(line) for line in kinds.line[kind] if line < n_lines), n_lines, int(floor_rows[kind])]
        entries.append((np.array(rows, dtype=np.int64), np.ones(len(rows))))
    entries.append((floor_rows, -kinds.size.astype(float)))
    costs = np.append(np.zeros(kinds.n), 1.0)
    upper = np.append(kinds.size.astype(float), 1.0)
    program.add_columns(costs, np.zeros(kinds.n + 1), upper, entries)
    return program, floor_rows


def _bar(program: Program, barred: Ints, open_kinds: np.ndarray, floor_rows: Ints) -> None:
    open_kinds[barred] = False
    program.set_column_bounds(barred, np.zeros(len(barred)), np.zeros(len(barred)))
    for kind in barred:
        program.set_row_bounds(int(floor_rows[kind]), -INFINITE, INFINITE)


def _level(kinds: Kinds, solved: Solved, open_kinds: np.ndarray, floor_rows: Ints) -> Level:
    prices = np.maximum(-solved.rows[floor_rows], 0.0)
    priced = open_kinds & (prices * kinds.size > SETTLED)
    settled = np.flatnonzero(priced) if priced.any() else np.flatnonzero(open_kinds)
    n_lines = kinds.n_lines
    return Level(
        chance=max(solved.value, 0.0),
        settled=settled,
        kind_prices=prices,
        line_prices=solved.rows[:n_lines].copy(),
        seat_price=float(solved.rows[n_lines]),
    )


def _settle(program: Program, kinds: Kinds, level: Level, floor_rows: Ints) -> None:
    """Settled kinds keep their chance from now on; z no longer asks anything of them."""
    for kind in level.settled:
        program.set_entry(int(floor_rows[kind]), kinds.n, 0.0)
        program.set_row_bounds(
            int(floor_rows[kind]), float(kinds.size[kind]) * max(level.chance - 1e-12, 0.0), INFINITE
        )
