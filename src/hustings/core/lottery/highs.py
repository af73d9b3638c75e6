"""The one place that speaks to the solver HiGHS: linear programs and small integer programs over sparse columns.

Nothing that a sceptic relies on comes from here unchecked: panels are checked in whole numbers, bounds are recomputed
in exact fractions from the prices that the solver suggests.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from hustings.core.lottery.kinds import Floats, Ints
from hustings.core.lottery.refusals import SolverGaveUp

INFINITE = highspy.kHighsInf
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Solved:
    """An optimum: its value, a value for each column, and a price (dual) for each row (empty for integer programs)."""

    value: float
    columns: Floats
    rows: Floats


class Program:
    """A program that is built by columns, solved, changed and solved again. Maximises."""

    def __init__(self, low: Sequence[float] | Floats, high: Sequence[float] | Floats) -> None:
        self._solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 1), ("time_limit", SECONDS)):
            self._solver.setOptionValue(option, value)
        self._solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._integers = False
        none = np.zeros(0, dtype=np.int32)
        lower, upper = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        self._solver.addRows(len(lower), lower, upper, 0, none, none, np.zeros(0))

    @property
    def n_columns(self) -> int:
        return int(self._solver.getNumCol())

    def add_columns(self, costs: Floats, low: Floats, high: Floats, entries: Sequence[tuple[Ints, Floats]]) -> None:
        """Columns with costs, bounds and their entries (rows, factors)."""
        lengths = np.array([len(rows) for rows, _ in entries], dtype=np.int32)
        starts = (np.cumsum(lengths) - lengths).astype(np.int32)
        rows = np.concatenate([rows for rows, _ in entries]).astype(np.int32) if len(entries) else np.zeros(0, np.int32)
        factors = np.concatenate([one for _, one in entries]).astype(float) if len(entries) else np.zeros(0)
        self._solver.addCols(
            len(entries), costs.astype(float), low.astype(float), high.astype(float), len(rows), starts, rows, factors
        )

    def make_integer(self, columns: Ints) -> None:
        self._integers = True
        kinds = np.full(len(columns), highspy.HighsVarType.kInteger)
        self._solver.changeColsIntegrality(len(columns), columns.astype(np.int32), kinds)

    def set_costs(self, columns: Ints, costs: Floats) -> None:
        self._solver.changeColsCost(len(columns), columns.astype(np.int32), costs.astype(float))

    def set_column_bounds(self, columns: Ints, low: Floats, high: Floats) -> None:
        self._solver.changeColsBounds(len(columns), columns.astype(np.int32), low.astype(float), high.astype(float))

    def set_row_bounds(self, row: int, low: float, high: float) -> None:
        self._solver.changeRowBounds(row, low, high)

    def set_entry(self, row: int, column: int, factor: float) -> None:
        self._solver.changeCoeff(row, column, factor)

    def solve(self) -> Solved | None:
        """The optimum, or None where nothing keeps every row. Raises: SolverGaveUp."""
        self._solver.run()
        status = self._solver.getModelStatus()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverGaveUp(status=self._solver.modelStatusToString(status), seconds=int(SECONDS))
        solution = self._solver.getSolution()
        prices = np.zeros(0) if self._integers else np.array(solution.row_dual)
        return Solved(self._solver.getInfo().objective_function_value, np.array(solution.col_value), prices)
