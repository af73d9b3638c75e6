"""The credential office of the rehearsal: it takes the frozen members in, makes their credentials, and in the end
destroys the list of who holds which. Here one program plays the house, the office and the voters."""

import csv
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hustings.core.ballots.destroyed_list import DestroyedList
from hustings.core.ballots.units_file import PlannedUnits, write_units
from hustings.core.values import Kind
from hustings.credentials.destruction import destroy
from hustings.credentials.lists import FOLDER as PUBLIC
from hustings.credentials.lists import public_list
from hustings.credentials.making import make
from hustings.credentials.roll import Electorate, Files, take, write_electorate
from hustings.credentials.store import Office
from hustings.demo.rehearsal.people import CYCLE, Stage, day
from hustings.doors.cli.ballot_files import read_public_list
from hustings.ground.clock import iso
from hustings.ground.record.queries import told_in_public
from hustings.rooms.ballots.declaring import UnitSetup
from hustings.rooms.cycles.queries import cycle_of
from hustings.rooms.roll.queries import hand_over, snapshot_of

FOLDER = "credential-office"


@dataclass(frozen=True, slots=True)
class Voter:
    """What a member got by letter: the unit to vote in, and the secret credential."""

    unit: str
    secret: str

    def __repr__(self) -> str:
        return "Voter(…)"


def found_office(stage: Stage, planned: PlannedUnits, *, folder: Path) -> Path:
    """An office in a folder of its own, with a credential for everybody on the frozen roll. Gives the folder."""
    office = folder / FOLDER
    at = iso(day(6, 28))
    frozen = snapshot_of(cycle=CYCLE).code
    (told,) = told_in_public(cycle=CYCLE, verb="snapshot.frozen", subject=frozen)
    with TemporaryDirectory(dir=folder) as handed:
        files = _handed_over(stage, planned, Path(handed))
        take(folder=office, files=files, published=told.body["digest"], by_email=True, at=at)
    with Office(office) as opened:
        make(opened, at=at)
    return office


def _handed_over(stage: Stage, planned: PlannedUnits, folder: Path) -> Files:
    """What the house exports for the office."""
    whose, handed = cycle_of(cycle=CYCLE), hand_over(cycle=CYCLE, actor=stage["election-officer"])
    about = Electorate(
        cycle=CYCLE,
        title=whose.title,
        organisation=whose.organisation,
        rehearsal=whose.kind is Kind.REHEARSAL,
        snapshot=handed.snapshot,
        salt=handed.salt,
        digest=handed.digest,
    )
    files = Files(*(folder / name for name in ("roll.csv", "units.json", "electorate.json")))
    files.electorate.write_bytes(write_electorate(about))
    files.units.write_bytes(write_units(planned))
    with files.roll.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("member", "local", "email"), *handed.electors])
    return files


def public_lists(office: Path, planned: PlannedUnits) -> list[UnitSetup]:
    """The units with their public lists, as the office hands them to the election officer."""
    with Office(office) as opened:
        paths = [public_list(opened, unit.code)[0] for unit in planned.units]
    listed = [read_public_list(path).credentials for path in paths]
    return [UnitSetup(unit, planned.uuids[unit.code], each) for unit, each in zip(planned.units, listed, strict=True)]


def voters(office: Path) -> Sequence[Voter]:
    """Everybody who may vote, as the letters would tell them; in the order of the roll."""
    with Office(office) as opened:
        return [Voter(each.unit, each.secret) for each in opened.holders("1", (), order="member.number")]


def forget(office: Path, *, on: str) -> DestroyedList:
    """Destroy the list of who holds which credential; the statement for the record.

    The public lists go, too: they stand in the archives. What stays is the statement, and a log that names nobody.
    """
    statement = destroy(office, on=on)
    shutil.rmtree(office / PUBLIC)
    return statement
