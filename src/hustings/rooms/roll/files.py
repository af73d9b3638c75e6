"""Reading a CSV file strictly, one row at a time, with the line of each row and the digest of the whole file."""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from operator import call, itemgetter
from pathlib import Path
from typing import IO, Any

from hustings.rooms.roll.columns import Column
from hustings.rooms.roll.problems import Problems
from hustings.rooms.roll.refusals import (
    ColumnsDiffer,
    CsvMalformed,
    CsvTruncated,
    NoRows,
    NoSuchFile,
    NotUtf8,
    Problem,
)

Row = tuple[str, ...]


class Table:
    """One CSV file of known columns. Iterate over `rows` once; `digest` and `n_rows` are whole after that.

    A row is a tuple in the order of `columns`; a column that the file may leave out and does is the empty text.
    """

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self.path = path
        self.name = path.name
        self.columns = columns
        self.n_rows = 0
        self._hash = hashlib.sha256()

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes read, 64 hex digits."""
        return self._hash.hexdigest()

    def rows(self, problems: Problems) -> Iterator[tuple[int, Row]]:
        """Each row that fits, with the line it begins on; what does not fit goes to `problems`.

        Raises: NoSuchFile, NotUtf8, CsvTruncated, CsvMalformed, ColumnsDiffer, NoRows.
        """
        try:
            file = self.path.open("rb")
        except OSError as error:
            raise NoSuchFile(file=self.name, where=self.name) from error
        with file:
            yield from self._checked(self._records(file), problems)
        if not self.n_rows:
            raise NoRows(file=self.name, where=self.name)

    def _checked(self, records: Iterator[tuple[int, list[str]]], problems: Problems) -> Iterator[tuple[int, Row]]:
        line, header = next(records, (1, []))
        picked = self._places(header)
        n_fields = len(header)
        tests = [column.fits for column in self.columns]
        for line, record in records:
            self.n_rows += 1
            if len(record) != n_fields:
                says = f"{len(record)} fields instead of {n_fields}"
                problems.add(Problem(self.name, line, "whole row", "wrong-number-of-fields", says))
                continue
            record.append("")
            row: Row = picked(record)
            if all(map(call, tests, row)):
                yield line, row
                continue
            for column in (c for c, value in zip(self.columns, row, strict=True) if not c.fits(value)):
                problems.add(Problem(self.name, line, column.name, column.problem, column.says))

    def _places(self, header: list[str]) -> "itemgetter[Row]":
        """Where each column stands; those left out point at the empty text that every record gets at its end."""
        names = [column.name for column in self.columns]
        missing = [column.name for column in self.columns if column.required and column.name not in header]
        unknown = [name for name in header if name not in names]
        twice = sorted({name for name in names if header.count(name) > 1})
        if missing or unknown or twice:
            words = {"missing": missing, "unknown": unknown, "twice": twice, "wanted": names}
            facts = {key: ", ".join(value)[:300] or "none" for key, value in words.items()}
            raise ColumnsDiffer(file=self.name, where=f"{self.name}, line 1", **facts)
        places: list[Any] = [header.index(name) if name in header else len(header) for name in names]
        return itemgetter(*places)

    def _records(self, file: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
        """Records with the line they begin on; blank lines are passed over."""
        reader = csv.reader(self._lines(file), strict=True)
        line = 1
        while True:
            try:
                record = next(reader, None)
            except csv.Error as error:
                where = f"{self.name}, line {line}"
                if "unexpected end of data" in str(error):
                    raise CsvTruncated(file=self.name, where=where) from error
                raise CsvMalformed(file=self.name, what=str(error), where=where) from error
            if record is None:
                return
            if record:
                yield line, record
            line = reader.line_num + 1

    def _lines(self, file: IO[bytes]) -> Iterator[str]:
        number, raw = 0, b"\n"
        for number, raw in enumerate(file, start=1):
            self._hash.update(raw)
            try:
                yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise NotUtf8(file=self.name, where=f"{self.name}, line {number}") from error
        if not raw.endswith(b"\n"):
            raise CsvTruncated(file=self.name, where=f"{self.name}, line {number}")
