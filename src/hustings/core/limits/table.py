"""The dated table of contribution limits: its rows, its reading, and finding the limit in force on a day."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from hustings.core.errors import Refusal
from hustings.core.shapes import Fields, JsonObject, day_from_text, kind_from_text, whole, words


class TableNotCsv(Refusal):
    code = "limits-not-csv"
    says = "The table of limits cannot be read as comma-separated values."
    todo = "Close every quotation mark and write one row per line."


class TableHeaderWrong(Refusal):
    code = "limits-header-wrong"
    says = "The table of limits must start with the columns {columns}."
    todo = "Write the columns with these names and in this order."


class TableRowWrong(Refusal):
    code = "limits-row-wrong"
    says = "A row of the table of limits has {n_cells} cells; it needs {n_columns}."
    todo = "Fill in every column; put text with commas between quotation marks."


class CentsMalformed(Refusal):
    code = "limits-cents-malformed"
    says = "{found!r} is not a sum in whole cents."
    todo = "Write the sum in cents with digits only, such as 4500000 for $45,000.00."


class DaysReversed(Refusal):
    code = "limits-days-reversed"
    says = "The limit starts on {effective_from} and ends before that, on {effective_to}."
    todo = "Correct one of the two days."


class LimitsOverlap(Refusal):
    code = "limits-overlap"
    says = "Two limits of a {donor} for a {recipient} are in force on {day}."
    todo = "End the first before the second starts."


class NoLimitKnown(Refusal):
    code = "no-limit-known"
    says = "The table holds no limit of a {donor} for a {recipient} on {day}."
    todo = "Add the row with its source, or correct the kind of donor, the kind of recipient or the day."


class Period(StrEnum):
    """Over what the gifts of one donor are added up."""

    ELECTION = "per election"
    YEAR = "per calendar year"
    ACCOUNT_YEAR = "per account per calendar year"
    COMBINED_YEAR = "per calendar year combined"


COLUMNS = (
    "donor",
    "recipient",
    "limit_cents",
    "period",
    "effective_from",
    "effective_to",
    "indexed",
    "source",
    "note",
)
"""The columns of the table, in order."""


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One limit: kinds of donor and recipient, cents, period, the days in force (both included) and the source.

    `effective_to` is None while no end is known. Raises: DaysReversed, WrongShape.
    """

    donor: str
    recipient: str
    limit_cents: int
    period: Period
    effective_from: date
    effective_to: date | None
    indexed: bool
    source: str
    note: str = ""

    def __post_init__(self) -> None:
        for name in ("donor", "recipient", "source"):
            words(getattr(self, name), name=name, where=f"limit.{name}")
        words(self.note, name="note", empty=True, where="limit.note")
        whole(self.limit_cents, name="limit_cents", least=1, where="limit.limit_cents")
        if self.effective_to is not None and self.effective_to < self.effective_from:
            days = {"effective_from": self.effective_from.isoformat(), "effective_to": self.effective_to.isoformat()}
            raise DaysReversed(where="limit.effective_to", **days)

    def covers(self, day: date) -> bool:
        """Whether the limit is in force on `day`."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    @classmethod
    def from_json(cls, value: object, *, where: str = "limit") -> "LimitRow":
        """The row from its JSON form. Raises: the refusals of shapes and of this class."""
        fields = Fields(value, where=where)
        row = cls(
            donor=fields.text("donor"),
            recipient=fields.text("recipient"),
            limit_cents=fields.whole("limit_cents", least=1),
            period=fields.kind("period", Period),
            effective_from=fields.day("effective_from"),
            effective_to=fields.day("effective_to") if fields.has("effective_to") else None,
            indexed=fields.flag("indexed"),
            source=fields.text("source"),
            note=fields.text("note", empty=True),
        )
        fields.done()
        return row

    def as_json(self) -> JsonObject:
        """The row's only JSON form; without `effective_to` while no end is known."""
        end = {} if self.effective_to is None else {"effective_to": self.effective_to.isoformat()}
        return {
            "donor": self.donor,
            "recipient": self.recipient,
            "limit_cents": self.limit_cents,
            "period": self.period.value,
            "effective_from": self.effective_from.isoformat(),
            **end,
            "indexed": self.indexed,
            "source": self.source,
            "note": self.note,
        }


def read_table(text: str) -> tuple[LimitRow, ...]:
    """The rows of a table of limits written as CSV with the columns `COLUMNS`.

    `limit_cents` has digits only, days are ISO, an empty `effective_to` means that no end is known, `indexed` is yes or
    no. Raises: TableNotCsv, TableHeaderWrong, TableRowWrong, CentsMalformed, DayMalformed, WrongShape, DaysReversed,
    LimitsOverlap.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        if tuple(next(reader, ())) != COLUMNS:
            raise TableHeaderWrong(columns=", ".join(COLUMNS), where="line 1")
        rows = tuple(_row(cells, where=f"line {reader.line_num}") for cells in reader)
    except csv.Error as error:
        raise TableNotCsv(where=f"line {reader.line_num}") from error
    _refuse_overlaps(rows)
    return rows


def find_limit(*, donor_kind: str, recipient_kind: str, day: date, table: Iterable[LimitRow]) -> LimitRow:
    """The limit in force on `day`. Raises: NoLimitKnown, LimitsOverlap."""
    found = [row for row in table if (row.donor, row.recipient) == (donor_kind, recipient_kind) and row.covers(day)]
    facts = {"donor": spoken(donor_kind), "recipient": spoken(recipient_kind), "day": day.isoformat()}
    if not found:
        raise NoLimitKnown(where="table of limits", **facts)
    if len(found) > 1:
        raise LimitsOverlap(where="table of limits", **facts)
    return found[0]


def spoken(kind: str) -> str:
    """A kind of donor or recipient as words in a sentence."""
    return kind.replace("_", " ").replace(" pac", " PAC")


def _row(cells: list[str], *, where: str) -> LimitRow:
    if len(cells) != len(COLUMNS):
        raise TableRowWrong(n_cells=len(cells), n_columns=len(COLUMNS), where=where)
    row = dict(zip(COLUMNS, cells, strict=True))
    cents, indexed = row["limit_cents"], row["indexed"]
    if not (cents.isascii() and cents.isdecimal()):
        raise CentsMalformed(found=cents, where=where)
    kind_from_text(_YesNo, indexed, name="indexed", where=where)
    try:
        return LimitRow(
            donor=row["donor"],
            recipient=row["recipient"],
            limit_cents=int(cents),
            period=kind_from_text(Period, row["period"], name="period", where=where),
            effective_from=day_from_text(row["effective_from"], where=where),
            effective_to=day_from_text(row["effective_to"], where=where) if row["effective_to"] else None,
            indexed=indexed == _YesNo.YES,
            source=row["source"],
            note=row["note"],
        )
    except Refusal as refusal:
        refusal.where = where
        raise


class _YesNo(StrEnum):
    YES = "yes"
    NO = "no"


def _refuse_overlaps(rows: Iterable[LimitRow]) -> None:
    ordered = sorted(rows, key=lambda row: (row.donor, row.recipient, row.effective_from))
    for first, second in pairwise(ordered):
        same = (first.donor, first.recipient) == (second.donor, second.recipient)
        if same and first.covers(second.effective_from):
            facts = {"donor": spoken(first.donor), "recipient": spoken(first.recipient)}
            raise LimitsOverlap(day=second.effective_from.isoformat(), where="table of limits", **facts)
