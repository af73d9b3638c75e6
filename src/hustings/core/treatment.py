"""Equal treatment: one table, candidates as columns, computed from the record alone.

Every cell names the entries it rests on. Where what the organisation did is not the same for all, the difference is
listed with the reason that the record gives, or with "no reason given". Specification: docs/spec/bundle.md, section 5.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hustings.core.canonical import canonical_bytes
from hustings.core.chain import Entry
from hustings.core.projections import cells
from hustings.core.projections.cells import Cell, Known
from hustings.core.projections.field import Candidate, field_of
from hustings.core.projections.statements import Shown, statements
from hustings.core.values import Kind

NO_REASON = "no reason given"


@dataclass(frozen=True, slots=True)
class Column(Shown):
    """One candidate."""

    candidate: str
    name: str


@dataclass(frozen=True, slots=True)
class Row(Shown):
    """One thing that is offered or done; `cells` are parallel to the columns. `differs`: not the same for all."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Difference(Shown):
    """A row that is not the same for all: `says` who got what, `reason` why, as the record has it.

    `explained`: the record gives a reason for every candidate outside one group. `entries` are sequences.
    """

    row: str
    says: str
    reason: str
    explained: bool
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TreatmentTable(Shown):
    """The table. `as_of` is the day of the last visible entry; columns are in the order of the candidates' names."""

    rehearsal: bool
    kind: str
    as_of: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    differences: tuple[Difference, ...]


ROWS: Sequence[tuple[str, str, Callable[[Known, Candidate], Cell]]] = (
    ("status", "Status", cells.status),
    ("offered", "Offered on", cells.offered),
    ("text", "Same text", cells.same_text),
    ("deadline", "Answer due", cells.deadline),
    ("slots", "Slots offered", cells.slots),
    ("minutes-offered", "Minutes offered", cells.minutes_offered),
    ("audience", "Audience offered", cells.audience),
    ("reminders", "Reminders", cells.reminders),
    ("reply", "Reply", cells.reply),
    ("roundtable", "Roundtable", cells.roundtable),
    ("agenda", "Minutes in the agenda", cells.agenda),
    ("press", "Press access", cells.press),
    ("announced", "Told to the press and members", cells.announced),
    ("minutes-given", "Minutes given", cells.minutes_given),
    ("questions", "Questions asked", cells.questions),
    ("members-questions", "Members’ questions put", cells.members_questions),
    ("questionnaire", "Questionnaire", cells.questionnaire),
    ("contacts", "Private contacts", cells.contacts),
    ("money", "Money given", cells.money),
)


def treatment_table(entries: Iterable[Entry]) -> TreatmentTable:
    """The table for everybody, from the visible payloads of a chain."""
    read = statements(entries)
    field = field_of(read)
    known = Known(read, field)
    rows, differences = [], []
    for key, label, cell_of in ROWS:
        made = tuple(cell_of(known, candidate) for candidate in field)
        difference = _difference(key, label, made, field)
        rows.append(Row(key, label, made, difference is not None))
        differences += [difference] if difference else []
    opened = read[0] if read and read[0].seq == 0 else None
    return TreatmentTable(
        rehearsal=bool(opened and opened.text("kind") == Kind.REHEARSAL),
        kind=known.kind,
        as_of=known.as_of,
        columns=tuple(Column(candidate.code, candidate.name) for candidate in field),
        rows=tuple(rows),
        differences=tuple(differences),
    )


def _difference(key: str, label: str, made: Sequence[Cell], field: Sequence[Candidate]) -> Difference | None:
    groups = _groups(made)
    if len(groups) < 2:
        return None
    says = "; ".join(
        f"{made[members[0]].text} ({', '.join(field[member].name for member in members)})"
        for members in groups.values()
    )
    reasons = [
        f"{field[member].name}: {made[member].reason}"
        for member in range(len(made))
        if made[member].compared and made[member].reason
    ]
    open_groups = [members for members in groups.values() if not all(made[member].reason for member in members)]
    explained = len(open_groups) < 2
    told = [*reasons] if explained else [*reasons, f"otherwise {NO_REASON}" if reasons else NO_REASON]
    entries = sorted({seq for members in groups.values() for member in members for seq in made[member].entries})
    return Difference(key, f"{label}: {says}", "; ".join(told), explained, tuple(entries))


def _groups(made: Sequence[Cell]) -> Mapping[str, list[int]]:
    """The columns by what is compared, in the order of the columns; a cell that says nothing is in no group."""
    groups: dict[str, list[int]] = {}
    for number, cell in enumerate(made):
        if cell.compared:
            groups.setdefault(cell.compared, []).append(number)
    return groups


def table_bytes(table: TreatmentTable) -> bytes:
    """`treatment.json` as the bundle holds it: canonical JSON."""
    value: Any = table.as_json()
    return canonical_bytes(value)
