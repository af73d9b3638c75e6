"""What the roll refuses. No message holds anything of a member: a file, a line and a column are enough to find it."""

from dataclasses import dataclass

from hustings.core.errors import Refusal


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a row: where, a stable code, and what would be right."""

    file: str
    line: int
    column: str
    code: str
    says: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.column}: {self.says} [{self.code}]"


class NoSuchFile(Refusal):
    code = "no-such-file"
    says = "The file {file} cannot be read."
    todo = "Check its path and that you may read it."


class NotUtf8(Refusal):
    code = "not-utf-8"
    says = "The file {file} is not UTF-8 text."
    todo = "Save it again as “CSV UTF-8”, then import it."


class CsvTruncated(Refusal):
    code = "csv-truncated"
    says = "The file {file} breaks off: its last row does not end."
    todo = "Export it again; a whole file ends with a line break, and every quotation mark in it is closed."


class CsvMalformed(Refusal):
    code = "csv-malformed"
    says = "The file {file} is not well-formed CSV: {what}."
    todo = "Use commas between fields, quotation marks around fields that hold commas, and double marks inside them."


class ColumnsDiffer(Refusal):
    code = "columns-differ"
    says = "The first line of {file} must name its columns. Missing: {missing}. Not known: {unknown}. Twice: {twice}."
    todo = "Name exactly these, in any order: {wanted}. Leave out what is not asked for: it is not needed."


class NoRows(Refusal):
    code = "no-rows"
    says = "The file {file} has no rows."
    todo = "Export it again; an import replaces the whole roll, so an empty file is refused."


class RowsRefused(Refusal):
    """Rows with problems. `problems` holds the first of them; the file of errors, if one was asked for, all."""

    code = "rows-refused"
    says = "Nothing was imported, because of {n_problems} problem(s):\n{first}"
    todo = "Mend the rows in the source and export again; ask for a file of errors to see all problems."
    problems: tuple[Problem, ...] = ()


class RollShrinks(Refusal):
    code = "roll-shrinks"
    says = "{n_left} of {n_members} members of the roll are not in {file}. An import replaces the whole roll."
    todo = "If the file is whole and so many really left, import again and say that {n_left} may leave."


class RollEmpty(Refusal):
    code = "roll-empty"
    says = "The roll has no members."
    todo = "Import the roll first."


class RuleUnclear(Refusal):
    code = "rule-unclear"
    says = "Who may vote is unclear: {what}."
    todo = "Name at least one status of: {known}; and a number of days that is not negative."


class NotTheRecordDate(Refusal):
    code = "not-the-record-date"
    says = "The rulebook's record date is {record_on}, not {given}."
    todo = "Freeze the roll on the rulebook's record date."


class RecordDateAhead(Refusal):
    code = "record-date-ahead"
    says = "The record date {record_on} has not come: nobody can know yet who is in good standing on it."
    todo = "Freeze the roll on that day or later."


class AlreadyFrozen(Refusal):
    code = "already-frozen"
    says = "The roll of this cycle was frozen as {snapshot}."
    todo = "Nothing needs to be done; a snapshot is never made twice."


class NoSnapshot(Refusal):
    code = "no-snapshot"
    says = "The roll of the cycle “{cycle}” has not been frozen."
    todo = "Freeze the roll on the record date first."


class SnapshotDamaged(Refusal):
    code = "snapshot-damaged"
    says = "The eligible members of {snapshot} no longer match the digest on the record."
    todo = "Stop, keep the database as it is, and call the election officer: somebody changed the list."


class NotOnTheRoll(Refusal):
    code = "not-on-the-roll"
    says = "No member with this number was on the roll when it was frozen."
    todo = "Check the number; a challenge goes to the election officer."


class NoSuchLocal(Refusal):
    code = "no-such-local"
    says = "The roll has no local “{local}”."
    todo = "Check the code on the list of locals."


class FileExists(Refusal):
    code = "file-exists"
    says = "There is already a file {file}."
    todo = "Choose another name, or remove that file first."


class NotANumberOfMembers(Refusal):
    code = "not-a-number-of-members"
    says = "An invented roll has 1 to {most} members, not {given}."
    todo = "Choose a number in that range."
