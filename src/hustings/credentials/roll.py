"""What comes into the office: the frozen members, the reporting units, and what the public record says of them.

The house exports the members with “hustings roll export”: number, local, e-mail. It knows no names and streets; whoever
keeps the union's address book adds them. Who is on the list cannot be changed by that: the digest is of all numbers.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from sqlite3 import IntegrityError
from typing import Any

from hustings.core.ballots.units_file import PlannedUnits, read_units
from hustings.core.canonical import canonical_bytes
from hustings.credentials.refusals import FileUnclear, RollDiffers, UnitsDiffer
from hustings.credentials.store import Office, founded
from hustings.rooms.roll.columns import MEMBER_COLUMNS, Column
from hustings.rooms.roll.files import Table
from hustings.rooms.roll.problems import Problems
from hustings.rooms.roll.refusals import Problem

ELECTORATE_FORMAT = "hustings-electorate/1"
LANGUAGES = ("en", "es", "fr")
KEPT = ("cycle", "title", "organisation", "rehearsal", "snapshot", "digest")
N_ADDRESS = 4
EVERY = 10_000
LONGEST = 300

Watch = Callable[[int, int], None]

_KNOWN = {column.name: column for column in MEMBER_COLUMNS}
_PRINTED = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]{0,80}").fullmatch


def _printed(name: str) -> Column:
    return Column(name, False, _PRINTED, "bad-text", "up to 80 signs, no line breaks")


COLUMNS = (
    _KNOWN["member"],
    _KNOWN["local"],
    _KNOWN["email"],
    _printed("name"),
    Column(
        "language", False, ("", *LANGUAGES).__contains__, "bad-language", f"one of {', '.join(LANGUAGES)}, or empty"
    ),
    *(_printed(f"address_{number}") for number in range(1, N_ADDRESS + 1)),
)


@dataclass(frozen=True, slots=True)
class Files:
    """What the house hands over: the members as CSV, the reporting units, and what the record says of the members."""

    roll: Path
    units: Path
    electorate: Path


@dataclass(frozen=True, slots=True)
class Electorate:
    """What the public record and the house say of the frozen roll."""

    cycle: str
    title: str
    organisation: str
    rehearsal: bool
    snapshot: str
    salt: str
    digest: str


@dataclass(frozen=True, slots=True)
class Taken:
    """How many members are in the office, by unit, and how many of them have which address."""

    by_unit: Mapping[str, int]
    n_email: int
    n_address: int
    rehearsal: bool

    @property
    def n_members(self) -> int:
        """All of them."""
        return sum(self.by_unit.values())


def take(
    *, folder: Path, files: Files, published: str, by_email: bool, at: str, watch: Watch = lambda done, total: None
) -> Taken:
    """Found an office for one poll: take the members in, and check that they are the frozen ones.

    `published` is the digest as it stands on the public record, taken from there and not from whoever handed in the
    files. It can be done again until credentials are made; a refusal leaves what was there before.

    Raises: FileUnclear, UnitsWrong, RollDiffers, UnitsDiffer, AlreadyMade, AlreadyDestroyed, FolderTaken, and for the
    list what an import of the roll raises.
    """
    frozen = read_electorate(files.electorate)
    planned = units_in(files.units, cycle=frozen.cycle)
    with founded(folder) as office:
        _take_units(office, planned)
        _take_members(office, files.roll, _unit_of(planned), watch)
        _require_frozen(office, frozen, published.strip().lower(), files.roll.name)
        _count_units(office, planned)
        office.write_facts({name: getattr(frozen, name) for name in KEPT})
        office.write_facts({"by_email": by_email, "taken_on": at[:10]})
        taken = _taken(office)
        office.log("taken", at=at, n=taken.n_members)
    return taken


def _require_frozen(office: Office, frozen: Electorate, published: str, name: str) -> None:
    """Raises: RollDiffers."""
    rows = office.database.execute("SELECT number FROM member ORDER BY number")
    found = digest_of(frozen.salt, (number for (number,) in rows))
    if not found == frozen.digest == published:
        n_members = office.n_holders("1")
        raise RollDiffers(n_members=n_members, file=name, found=found, published=published, where=name)


def digest_of(salt: str, numbers: Iterable[str]) -> str:
    """SHA-256 of the salt's bytes, then each sorted number followed by one newline: docs/rooms/roll.md, freezing."""
    hashed = hashlib.sha256(bytes.fromhex(salt))
    for number in numbers:
        hashed.update(f"{number}\n".encode())
    return hashed.hexdigest()


def read_electorate(path: Path) -> Electorate:
    """The file beside the exported members. Raises: FileUnclear."""
    wanted = f"a {ELECTORATE_FORMAT} object"
    found = _object(path, wanted)
    if found.pop("format", "") != ELECTORATE_FORMAT or found.keys() != {*KEPT, "salt"}:
        raise FileUnclear(file=path.name, wanted=wanted, reason="it has other fields", where=path.name)
    for name, value in found.items():
        if not _FORMS.get(name, _is_line)(value):
            raise FileUnclear(file=path.name, wanted=wanted, reason=f"“{name}” is unclear", where=path.name)
    return Electorate(**found)


def _is_line(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST and value.isprintable()


def _matches(pattern: str) -> Callable[[object], bool]:
    form = re.compile(pattern)
    return lambda value: isinstance(value, str) and form.fullmatch(value) is not None


_FORMS: Mapping[str, Callable[[object], bool]] = {
    "cycle": _matches(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,59}"),  # it becomes part of the names of files
    "rehearsal": lambda value: isinstance(value, bool),
    "salt": _matches(r"(?:[0-9a-f]{2}){16,}"),
    "digest": _matches(r"[0-9a-f]{64}"),
}


def write_electorate(electorate: Electorate) -> bytes:
    """The bytes of that file."""
    return canonical_bytes(asdict(electorate) | {"format": ELECTORATE_FORMAT}) + b"\n"


def units_in(path: Path, *, cycle: str) -> PlannedUnits:
    """The reporting units of a poll of this cycle. Raises: FileUnclear, UnitsWrong, UnitsDiffer."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        reason = "it cannot be read"
        raise FileUnclear(file=path.name, wanted="reporting units", reason=reason, where=path.name) from problem
    planned = read_units(data)
    if planned.cycle != cycle:
        raise UnitsDiffer(reason=f"the units are of the cycle {planned.cycle}, the members of {cycle}", where=path.name)
    return planned


def _object(path: Path, wanted: str) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as problem:
        raise FileUnclear(file=path.name, wanted=wanted, reason="it cannot be read", where=path.name) from problem
    if not isinstance(value, dict):
        raise FileUnclear(file=path.name, wanted=wanted, reason="an object is wanted", where=path.name)
    return value


def _unit_of(planned: PlannedUnits) -> Mapping[str, str] | str:
    """The unit of each local; or the one unit of everybody, where a poll is not divided."""
    if not any(unit.locals_in for unit in planned.units):
        return planned.units[0].code
    return {local: unit.code for unit in planned.units for local in unit.locals_in}


def _take_units(office: Office, planned: PlannedUnits) -> None:
    rows = [(unit.code, unit.name, planned.uuids[unit.code]) for unit in planned.units]
    office.database.executemany("INSERT INTO unit (code, name, election, n_members) VALUES (?, ?, ?, 0)", rows)


def _take_members(office: Office, roll: Path, unit_of: Mapping[str, str] | str, watch: Watch) -> None:
    """Raises: what reading the file raises; RowsRefused."""
    table, progress = Table(roll, COLUMNS), _Progress(watch)
    with Problems() as problems:
        try:
            office.database.executemany(
                "INSERT INTO member (number, unit, local, email, name, language, address) VALUES (?, ?, ?, ?, ?, ?, ?)",
                _members(table, problems, unit_of, progress),
            )
        except IntegrityError:
            says = "this number stands in the file twice"
            problems.add(Problem(table.name, progress.line, "member", "duplicate-member-number", says))
        problems.refuse()


class _Progress:
    """How far a list has been read; told now and then, without knowing its end."""

    def __init__(self, watch: Watch) -> None:
        self.line = 1
        self._watch = watch

    def at(self, line: int) -> None:
        self.line = line
        if not line % EVERY:
            self._watch(line, 0)


def _members(
    table: Table, problems: Problems, unit_of: Mapping[str, str] | str, progress: "_Progress"
) -> Iterator[tuple[str, ...]]:
    for line, (number, local, email, name, language, *address) in table.rows(problems):
        progress.at(line)
        unit = unit_of if isinstance(unit_of, str) else unit_of.get(local)
        if unit is None:
            says = "this local is in no reporting unit"
            problems.add(Problem(table.name, line, "local", "unknown-local", says))
            continue
        yield number, unit, local, email, name, language, "\n".join(filter(None, address))


def _count_units(office: Office, planned: PlannedUnits) -> None:
    """Raises: UnitsDiffer."""
    office.database.execute("UPDATE unit SET n_members = (SELECT count(*) FROM member WHERE member.unit = unit.code)")
    counted = {unit.code: unit.n_members for unit in office.units()}
    for unit in planned.units:
        if counted[unit.code] != unit.n_eligible:
            numbers = f"{counted[unit.code]} members in the list, {unit.n_eligible} as declared"
            raise UnitsDiffer(reason=f"{unit.code} has {numbers}")


def _taken(office: Office) -> Taken:
    question = "SELECT sum(email <> ''), sum(address <> '') FROM member"
    n_email, n_address = office.database.execute(question).fetchone()
    by_unit = {unit.code: unit.n_members for unit in office.units()}
    return Taken(by_unit, n_email=n_email, n_address=n_address, rehearsal=office.fact("rehearsal"))
