"""Collecting what is wrong with rows: all counted, the first twenty kept, all written to a file if one is named."""

import csv
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from hustings.rooms.roll.refusals import FileExists, Problem, RowsRefused

N_SHOWN = 20


class Problems:
    """The problems of one import, as a context that closes the file of errors.

    Raises: FileExists, if the file of errors is there: it might be the roll itself.
    """

    def __init__(self, errors: Path | None = None) -> None:
        if errors is not None and errors.exists():
            raise FileExists(file=errors, where=str(errors))
        self.first: list[Problem] = []
        self.n_problems = 0
        self._path = errors
        self._file: IO[str] | None = None
        self._rows: Any = None

    def __enter__(self) -> "Problems":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, problem: Problem) -> None:
        self.n_problems += 1
        if len(self.first) < N_SHOWN:
            self.first.append(problem)
        if self._path is not None:
            self._write(self._path, problem)

    def refuse(self) -> None:
        """Raises: RowsRefused, if there is any problem."""
        if not self.n_problems:
            return
        lines = [str(problem) for problem in self.first]
        if self.n_problems > len(lines):
            lines.append(f"… and {self.n_problems - len(lines)} more")
        at = self.first[0]
        refusal = RowsRefused(n_problems=self.n_problems, first="\n".join(lines), where=f"{at.file}, line {at.line}")
        refusal.problems = tuple(self.first)
        raise refusal

    def _write(self, path: Path, problem: Problem) -> None:
        if self._file is None:
            self._file = path.open("w", encoding="utf-8", newline="")
            self._rows = csv.writer(self._file, lineterminator="\n")
            self._rows.writerow(["file", "line", "column", "code", "problem"])
        self._rows.writerow([problem.file, problem.line, problem.column, problem.code, problem.says])
