"""The smallest change of quotas and caps that makes a panel possible."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hustings.core.lottery.highs import INFINITE, Program
from hustings.core.lottery.kinds import Kinds, kinds_of
from hustings.core.lottery.people import Cap, Line, Plan, Quota


@dataclass(frozen=True, slots=True)
class Change:
    """A bound that would have to give way: the line as it is, and its new bounds."""

    line: Line
    low: int
    high: int

    @property
    def words(self) -> str:
        """The change in one English clause."""
        name = f"{self.line.column} {self.line.value}"
        if self.line.cap:
            return f"the cap on {name} from {self.line.high} to {self.high}"
        if self.low < self.line.low:
            return f"at least {self.low} instead of {self.line.low} with {name}"
        return f"at most {self.high} instead of {self.line.high} with {name}"


def smallest_relaxation(plan: Plan) -> tuple[Change, ...]:
    """The bounds to move, by the fewest seats in all, so that some panel keeps every line; empty where none need.

    Raises: SolverGaveUp.
    """
    return smallest_change(kinds_of(plan), plan.lines())


def smallest_change(kinds: Kinds, lines: Sequence[Line]) -> tuple[Change, ...]:
    """The same for kinds of people. Raises: SolverGaveUp."""
    n_lines = len(lines)
    low = [*kinds.low[:-1], *np.full(n_lines, -INFINITE), kinds.seats]
    high = [*np.full(n_lines, INFINITE), *kinds.high[:-1], kinds.seats]
    program = Program(low, high)
    for kind in range(kinds.n):
        own = np.array([line for line in kinds.line[kind] if line < n_lines], dtype=np.int64)
        rows = np.concatenate([own, own + n_lines, [2 * n_lines]])
        program.add_columns(np.zeros(1), np.zeros(1), np.full(1, float(kinds.size[kind])), [(rows, np.ones(len(rows)))])
    for row in range(2 * n_lines):
        factor = 1.0 if row < n_lines else -1.0
        give = np.array([row]), np.array([factor])
        program.add_columns(np.full(1, -1.0), np.zeros(1), np.full(1, float(kinds.seats)), [give])
    program.make_integer(np.arange(program.n_columns))
    solved = program.solve()
    if solved is None:
        return ()
    moved = np.rint(solved.columns[kinds.n :]).astype(int)
    return tuple(
        Change(line, line.low - int(moved[number]), line.high + int(moved[number + n_lines]))
        for number, line in enumerate(lines)
        if moved[number] or moved[number + n_lines]
    )


def relaxed(plan: Plan, changes: tuple[Change, ...]) -> Plan:
    """The plan with these changes made; a cap that had to give way gives way for all its values."""
    bounds = {(one.line.column, one.line.value): one for one in changes if not one.line.cap}
    most: dict[str, int] = {}
    for one in changes:
        if one.line.cap:
            most[one.line.column] = max(most.get(one.line.column, 0), one.high)
    quotas = tuple(_moved(quota, bounds.get((quota.feature, quota.value))) for quota in plan.quotas)
    caps = tuple(Cap(cap.column, most.get(cap.column, cap.at_most)) for cap in plan.caps)
    return replace(plan, quotas=quotas, caps=caps)


def _moved(quota: Quota, change: Change | None) -> Quota:
    return quota if change is None else replace(quota, low=change.low, high=change.high)
