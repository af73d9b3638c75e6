"""The files of a lottery: volunteers, quotas, the roll, secrets. Needs no Django."""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hustings.core.canonical import sha256_hex
from hustings.core.errors import Refusal
from hustings.core.lottery.invitations import Key
from hustings.core.lottery.people import Cap, Person, Quota
from hustings.core.lottery.seed import Opened

CODE = "code"
MEMBER = "member"
QUOTA_COLUMNS = ["feature", "value", "min", "max"]


class LotteryFileUnreadable(Refusal):
    """A file that cannot be opened."""

    code = "lottery-unreadable-file"
    says = "{file} cannot be used: {why}."
    todo = "Check the path, and that you may open it."


class LotteryFileTaken(Refusal):
    """A file that would be written over."""

    code = "lottery-file-taken"
    says = "{file} is there already, and nothing is ever written over."
    todo = "Choose another name, or move the old file away."


class LotteryTableMalformed(Refusal):
    """A table of people or quotas that says something else."""

    code = "lottery-table-malformed"
    says = "{file} cannot be read: {why}."
    todo = "Correct it there; docs/lottery.md shows the form of each file."


class NotOnTheRoll(Refusal):
    """A volunteer whom the roll does not have."""

    code = "lottery-not-on-the-roll"
    says = "{person} volunteers and is not on the roll ({n_missing} in all)."
    todo = "Correct the number in the volunteer's “member” column, or take the row out."


def read_bytes(path: Path) -> bytes:
    """A whole file. Raises: LotteryFileUnreadable."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise LotteryFileUnreadable(file=path, why=(error.strerror or "it cannot be opened").lower()) from error


def write_new(path: Path, data: bytes) -> None:
    """A file that was not there before. Raises: LotteryFileTaken, LotteryFileUnreadable."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise LotteryFileTaken(file=path) from error
    except OSError as error:
        raise LotteryFileUnreadable(file=path, why=(error.strerror or "it cannot be written").lower()) from error


def read_table(path: Path, needed: Iterable[str]) -> list[dict[str, str]]:
    """The rows of a CSV file with a first line of names. Raises: LotteryFileUnreadable, LotteryTableMalformed."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LotteryTableMalformed(file=path, why="it is not UTF-8") from error
    reader = csv.DictReader(text.splitlines(), strict=True)
    try:
        missing = [name for name in needed if name not in (reader.fieldnames or ())]
        if missing:
            raise LotteryTableMalformed(file=path, why=f"there is no column “{missing[0]}”", where="line 1")
        return [_row(path, number, row) for number, row in enumerate(reader, start=2)]
    except csv.Error as error:
        raise LotteryTableMalformed(file=path, why=str(error)) from error


def _row(path: Path, number: int, row: Mapping[Any, Any]) -> dict[str, str]:
    if None in row or None in row.values():
        raise LotteryTableMalformed(
            file=path, why="a row has more or fewer fields than the first line", where=f"line {number}"
        )
    return {name: value.strip() for name, value in row.items()}


def read_people(path: Path, roll: Path | None) -> list[Person]:
    """The volunteers; with a roll, every other column comes from the roll's row of the volunteer's `member`.

    Raises: LotteryFileUnreadable, LotteryTableMalformed, NotOnTheRoll.
    """
    rows = read_table(path, [CODE] if roll is None else [CODE, MEMBER])
    if roll is None:
        return [Person(row[CODE], row) for row in rows]
    wanted = {row[MEMBER] for row in rows}
    known = {row[MEMBER]: row for row in read_table(roll, [MEMBER]) if row[MEMBER] in wanted}
    missing = sorted(wanted - set(known))
    if missing:
        raise NotOnTheRoll(person=missing[0], n_missing=len(missing), where=str(path))
    return [Person(row[CODE], known[row[MEMBER]]) for row in rows]


class RollDiffers(Refusal):
    """A roll that is not the one that was fixed."""

    code = "lottery-roll-differs"
    says = "{file} is not the roll that was fixed: its digest is {found}, the plan names {wanted}."
    todo = "Use the file of the roll exactly as it was when the plan was fixed."


def read_roll(path: Path, by: tuple[str, ...]) -> list[tuple[Key, str]]:
    """The members of a roll by group key, then by number. Raises: LotteryFileUnreadable, LotteryTableMalformed."""
    return sorted((tuple(row[name] for name in by), row[MEMBER]) for row in read_table(path, [MEMBER, *by]))


class MemberTwice(Refusal):
    """A roll with the same number in two rows."""

    code = "lottery-member-twice"
    says = "{file} has the member “{member}” in more than one row."
    todo = "Keep one row with a number for each member."


def check_members(path: Path, numbers: Iterable[str]) -> None:
    """Raises: MemberTwice."""
    known: set[str] = set()
    for number in numbers:
        if number in known:
            raise MemberTwice(file=path, member=number, where=str(path))
        known.add(number)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file. Raises: LotteryFileUnreadable."""
    return sha256_hex(read_bytes(path))


def check_digest(path: Path, wanted: str) -> None:
    """Raises: RollDiffers, LotteryFileUnreadable."""
    found = digest_of(path)
    if found != wanted:
        raise RollDiffers(file=path, found=found, wanted=wanted, where=str(path))


def opened(secret: Path, outside: str, parts: Iterable[str], *, dice: int | None = None) -> Opened:
    """What is opened for a draw. Raises: LotteryFileUnreadable, LotteryTableMalformed."""
    text = read_bytes(secret).decode("utf-8", "replace").strip()
    return Opened(text, outside.strip(), pairs(parts, option="--part"), dice)


def read_quotas(path: Path) -> list[Quota]:
    """Quotas from CSV (feature, value, min, max) or JSON ({feature: {value: [min, max]}}).

    Raises: LotteryFileUnreadable, LotteryTableMalformed.
    """
    if path.suffix.lower() == ".json":
        return _json_quotas(path)
    rows = read_table(path, QUOTA_COLUMNS)
    try:
        return [Quota(row["feature"], row["value"], int(row["min"]), int(row["max"])) for row in rows]
    except ValueError as error:
        raise LotteryTableMalformed(file=path, why="min and max must be whole numbers") from error


def _json_quotas(path: Path) -> list[Quota]:
    try:
        found = json.loads(read_bytes(path))
        return [
            Quota(feature, value, int(low), int(high))
            for feature, values in found.items()
            for value, (low, high) in values.items()
        ]
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise LotteryTableMalformed(file=path, why="it is not {feature: {value: [min, max]}}") from error


def pairs(texts: Iterable[str], *, option: str) -> dict[str, str]:
    """Texts of the form NAME=VALUE. Raises: LotteryTableMalformed."""
    found: dict[str, str] = {}
    for text in texts:
        name, mark, value = text.partition("=")
        if not (mark and name.strip() and value.strip()):
            raise LotteryTableMalformed(file=option, why=f"“{text}” is not of the form NAME=VALUE")
        found[name.strip()] = value.strip()
    return found


def read_caps(texts: Iterable[str]) -> list[Cap]:
    """Caps of the form COLUMN=NUMBER. Raises: LotteryTableMalformed."""
    try:
        return [Cap(column, int(most)) for column, most in pairs(texts, option="--cap").items()]
    except ValueError as error:
        raise LotteryTableMalformed(file="--cap", why="a cap is a whole number") from error
