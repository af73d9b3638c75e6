"""What can be asked about secret polls."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hustings.core.ballots.units import Unit as DeclaredUnit
from hustings.core.ballots.units import may_open
from hustings.core.canonical import canonical_bytes
from hustings.ground.record.declared import query
from hustings.rooms.ballots.box import box_path
from hustings.rooms.ballots.models import Poll, Unit
from hustings.rooms.ballots.refusals import NoSuchPoll, NoSuchUnit

PROOFS_FORMAT = "hustings-decryption-proofs/1"
TAKES_BALLOTS = "open"
OVER = frozenset({"closed", "counted", "sealed"})
"""States of a poll whose numbers of ballots are known."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """A reporting unit of a poll; `n_ballots` and `n_counted` are known after the close. `state` is the poll's."""

    code: str
    name: str
    n_eligible: int
    locals_in: tuple[str, ...]
    n_credentials: int
    uuid: str
    fingerprint: str
    neighbour: str
    state: str
    n_ballots: int | None
    n_counted: int | None


@dataclass(frozen=True, slots=True)
class PollView:
    """A secret poll as it stands. `minimum`: of fewer counted ballots no sum is opened.

    `sums`: after the close, the groups of units of which each has its sum opened, by their codes; none before, and
    none where the whole poll has fewer ballots than the minimum.
    """

    cycle: str
    code: str
    question: str
    answers: tuple[str, ...]
    opens_at: datetime
    closes_at: datetime
    state: str
    minimum: int
    least_eligible: int | None
    reopens: str
    units: tuple[UnitView, ...]
    sums: tuple[tuple[str, ...], ...]

    @property
    def n_credentials(self) -> int:
        """Members who may vote in it, in all units."""
        return sum(unit.n_credentials for unit in self.units)


def poll_row(*, cycle: str, poll: str, lock: bool = False) -> Poll:
    """The row, for this room's own actions; with `lock`, locked until the transaction ends. Raises: NoSuchPoll."""
    rows = Poll.objects.select_for_update() if lock else Poll.objects.all()
    row = rows.filter(cycle=cycle, code=poll).first()
    if row is None:
        raise NoSuchPoll(poll=poll, where=cycle)
    return row


def unit_row(row: Poll, unit: str) -> Unit:
    """The row of a unit, for this room's own actions. Raises: NoSuchUnit."""
    found = row.units.filter(code=unit).first()
    if found is None:
        raise NoSuchUnit(unit=unit, poll=row.code, where=row.code)
    return found


@query()
def poll_of(*, cycle: str, poll: str) -> PollView:
    """One poll. Raises: NoSuchPoll."""
    return _view(poll_row(cycle=cycle, poll=poll))


@query()
def polls_of(*, cycle: str) -> tuple[PollView, ...]:
    """The secret polls of a cycle in the order of declaration."""
    return tuple(_view(row) for row in Poll.objects.filter(cycle=cycle).order_by("pk").prefetch_related("units"))


@query()
def unit_of(*, cycle: str, poll: str, unit: str) -> UnitView:
    """One unit of a poll. Raises: NoSuchPoll, NoSuchUnit."""
    row = poll_row(cycle=cycle, poll=poll)
    return _unit(unit_row(row, unit), row.state)


@query()
def archive_of(*, cycle: str, poll: str, unit: str) -> bytes:
    """A unit's box, its bytes as they stand: everybody may have them. Raises: NoSuchPoll, NoSuchUnit."""
    row = poll_row(cycle=cycle, poll=poll)
    return box_path(cycle=cycle, poll=row.code, unit=unit_row(row, unit).code).read_bytes()


@query()
def public_files(*, cycle: str, poll: str) -> dict[str, bytes]:
    """The files of a poll that is over, for the bundle: archives with the trustees' proofs. Raises: NoSuchPoll."""
    row = poll_row(cycle=cycle, poll=poll)
    files: dict[str, bytes] = {}
    for unit in row.units.order_by("pk"):
        files[archive_name(poll, unit.code)] = box_path(cycle=cycle, poll=poll, unit=unit.code).read_bytes()
        proofs = {str(proof.owner): json.loads(proof.text) for proof in unit.proofs.order_by("owner")}
        if proofs:
            listed = canonical_bytes({"format": PROOFS_FORMAT, "proofs": proofs})
            files[f"polls/{poll}-{unit.code}.proofs.json"] = listed
        merged = merged_path(cycle=cycle, poll=poll, first=unit.code)
        if row.state == "counted" and merged.exists():
            files[merged_name(poll, unit.code)] = merged.read_bytes()
    return files


def archive_name(poll: str, unit: str) -> str:
    """The archive's name in a bundle."""
    return f"polls/{poll}-{unit}.bel"


def merged_name(poll: str, first: str) -> str:
    """The name in a bundle of the file in which the sum of several units is opened, the first of them named."""
    return f"polls/{poll}-{first}.merged.json"


def merged_path(*, cycle: str, poll: str, first: str) -> Path:
    """Where that file lies, beside the archives."""
    return box_path(cycle=cycle, poll=poll, unit=first).with_suffix(".merged.json")


def archive_digest(*, cycle: str, poll: str, unit: str) -> str:
    """SHA-256 of a unit's box, read in pieces."""
    with box_path(cycle=cycle, poll=poll, unit=unit).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sums_of(row: Poll) -> tuple[tuple[str, ...], ...]:
    """The groups of units whose sums may be opened, of a poll whose every unit is closed.

    Raises: UnitNotClosed.
    """
    units = sorted(row.units.all(), key=lambda unit: unit.pk)
    declared = [
        DeclaredUnit(unit.code, unit.name, unit.n_eligible, tuple(unit.locals_in), unit.neighbour) for unit in units
    ]
    counts = {unit.code: unit.n_counted for unit in units if unit.n_counted is not None}
    return may_open(declared, counts=counts, minimum=row.minimum)


def _view(row: Poll) -> PollView:
    units = sorted(row.units.all(), key=lambda unit: unit.pk)
    return PollView(
        cycle=row.cycle,
        code=row.code,
        question=row.question,
        answers=tuple(row.answers),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        state=row.state,
        minimum=row.minimum,
        least_eligible=row.least_eligible,
        reopens=row.reopens,
        units=tuple(_unit(unit, row.state) for unit in units),
        sums=sums_of(row) if row.state in OVER else (),
    )


def _unit(unit: Unit, state: str) -> UnitView:
    return UnitView(
        code=unit.code,
        name=unit.name,
        n_eligible=unit.n_eligible,
        locals_in=tuple(unit.locals_in),
        n_credentials=unit.n_credentials,
        uuid=unit.uuid,
        fingerprint=unit.fingerprint,
        neighbour=unit.neighbour,
        state=state,
        n_ballots=unit.n_ballots,
        n_counted=unit.n_counted,
    )
