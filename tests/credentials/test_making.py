"""The credential office takes the frozen members in and makes one credential for each; what leaves it names nobody."""

import json
import re
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hustings.core.ballots.credentials import public_credential
from hustings.core.ballots.engines import REFERENCE, engine_named
from hustings.core.ballots.units import Unit, UnitsWrong, everybody
from hustings.core.ballots.units_file import PlannedUnits
from hustings.core.errors import Refusal
from hustings.credentials.lists import public_list
from hustings.credentials.making import PIECE_IN_PYTHON, fresh, make
from hustings.credentials.refusals import (
    AlreadyMade,
    FileUnclear,
    FolderTaken,
    NoOffice,
    NotMade,
    OfficeOpen,
    RollDiffers,
    UnitsDiffer,
    UnitUnknown,
)
from hustings.credentials.roll import Taken, take
from hustings.credentials.store import Office
from hustings.doors.cli.ballot_files import read_public_list
from hustings.rooms.roll import queries
from hustings.rooms.roll.refusals import ColumnsDiffer, RowsRefused
from tests.credentials.hand_over import (
    AT,
    COLUMNS,
    DIGEST,
    ELECTORATE,
    MEMBERS,
    NUMBERS,
    SALT,
    UNITS,
    UUIDS,
    files_in,
    founded_in,
)


def with_units(*units: Unit) -> PlannedUnits:
    return replace(UNITS, units=units)


def taken(folder: Path, *, published: str = DIGEST, **files: Any) -> Taken:
    return take(folder=folder / "office", files=files_in(folder, **files), published=published, by_email=False, at=AT)


def test_the_frozen_members_are_taken_in_by_unit(tmp_path: Path) -> None:
    assert taken(tmp_path) == Taken({"U01": 3, "U02": 4}, n_email=4, n_address=3, rehearsal=False)
    for path in (tmp_path / "office", *(tmp_path / "office").iterdir()):
        assert not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)


def test_an_undivided_poll_has_one_unit_of_everybody(tmp_path: Path) -> None:
    assert taken(tmp_path, units=with_units(*everybody(n_eligible=7))).by_unit == {"U01": 7}


def test_the_digest_is_that_of_the_frozen_roll() -> None:
    assert queries.digest_of(SALT, NUMBERS) == DIGEST


@pytest.mark.parametrize(
    ("refusal", "changed"),
    [
        (RollDiffers, {"members": MEMBERS[:-1]}),
        (RollDiffers, {"members": (*MEMBERS, ("M8", "R-003", "", "", "", "", ""))}),
        (RollDiffers, {"electorate": ELECTORATE | {"salt": "aa" * 16}}),
        (RollDiffers, {"electorate": ELECTORATE | {"digest": "0" * 64}}),
        (RollDiffers, {"published": "0" * 64}),
        (RowsRefused, {"members": (*MEMBERS, MEMBERS[0])}),
        (RowsRefused, {"members": (("M1", "R-009", "", "", "", "", ""), *MEMBERS[1:])}),
        (RowsRefused, {"members": (("M1", "R-001", "", "", "de", "", ""), *MEMBERS[1:])}),
        (RowsRefused, {"members": (("M1", "R-001", "", "two\nlines", "", "", ""), *MEMBERS[1:])}),
        (ColumnsDiffer, {"columns": ("member", "local", "trade", *COLUMNS[3:])}),
        (RowsRefused, {"units": with_units(UNITS.units[0], replace(UNITS.units[1], locals_in=("R-002",)))}),
        (UnitsDiffer, {"units": with_units(UNITS.units[0], replace(UNITS.units[1], n_eligible=5))}),
        (UnitsDiffer, {"units": replace(UNITS, cycle="another")}),
        (UnitsWrong, {"units": replace(UNITS, uuids=dict.fromkeys(UUIDS, UUIDS["U01"]))}),
        (FileUnclear, {"electorate": {"format": "hustings-electorate/1"}}),
        (FileUnclear, {"electorate": []}),
        (FileUnclear, {"electorate": ELECTORATE | {"cycle": "../harbor"}}),
        (FileUnclear, {"electorate": ELECTORATE | {"title": "Two\nlines"}}),
        (FileUnclear, {"electorate": ELECTORATE | {"salt": "aa"}}),
        (FileUnclear, {"electorate": ELECTORATE | {"rehearsal": 0}}),
    ],
)  # fmt: skip
def test_whatever_is_not_the_frozen_roll_is_refused_without_naming_anybody(
    tmp_path: Path, refusal: type[Refusal], changed: dict[str, Any]
) -> None:
    with pytest.raises(refusal) as refused:
        taken(tmp_path, **changed)
    assert not re.search(r"\bM[1-8]\b|@", str(refused.value))
    assert [path.name for path in (tmp_path / "office").glob("*")] == []


def test_members_can_be_taken_in_again_until_credentials_are_made(tmp_path: Path) -> None:
    taken(tmp_path)
    with pytest.raises(RollDiffers):
        taken(tmp_path, members=MEMBERS[1:])
    taken(tmp_path)
    with Office(tmp_path / "office") as office:
        with pytest.raises(NotMade):
            public_list(office, "U01")
        make(office, at=AT)
        with pytest.raises(AlreadyMade):
            make(office, at=AT)
    with pytest.raises(AlreadyMade):
        taken(tmp_path)


def test_each_unit_gets_its_list_sorted_and_without_numbers_or_names(tmp_path: Path) -> None:
    with Office(founded_in(tmp_path)) as office:
        units = make(office, at=AT)
        held = {number: (unit, secret, public) for number, unit, secret, public in office.database.execute(
            "SELECT * FROM credential")}  # fmt: skip
        assert sorted(held) == list(NUMBERS)
        for unit in units:
            path, found = public_list(office, unit.code)
            listed = read_public_list(path)
            own = sorted(public for code, _, public in held.values() if code == unit.code)
            assert (found, listed.election, list(listed.credentials)) == (unit, UUIDS[unit.code], own)
            assert listed.digest == unit.digest
            assert list(json.loads(path.read_bytes())) == ["format", "election", "credentials"]
        for unit, secret, public in held.values():
            assert public_credential(uuid=UUIDS[unit], secret=secret) == public
        with pytest.raises(UnitUnknown, match="U01, U02"):
            public_list(office, "U03")


def test_without_the_fast_engine_credentials_are_made_in_plain_python() -> None:
    n = PIECE_IN_PYTHON + 1
    pieces = fresh(uuid=UUIDS["U01"], n=n, engine=engine_named(REFERENCE))
    made = [each for piece in pieces for each in piece]
    assert len({each.public for each in made}) == n
    assert made[0].public == public_credential(uuid=UUIDS["U01"], secret=made[0].secret)


def test_an_office_that_others_may_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoOffice):
        Office(tmp_path / "office")
    folder = founded_in(tmp_path)
    (folder / "office.sqlite3").chmod(0o640)
    with pytest.raises(OfficeOpen):
        Office(folder)


def test_a_folder_with_other_files_does_not_become_an_office(tmp_path: Path) -> None:
    files = files_in(tmp_path)
    with pytest.raises(FolderTaken):
        take(folder=tmp_path, files=files, published=DIGEST, by_email=False, at=AT)


def test_the_log_says_what_was_done_and_to_how_many_never_to_whom(tmp_path: Path) -> None:
    with Office(founded_in(tmp_path)) as office:
        make(office, at=AT)
        log = [json.loads(line) for line in (office.folder / "office.log").read_text().splitlines()]
    assert log == [
        {"at": AT, "step": "taken", "n": 7},
        {"at": AT, "step": "said"},
        {"at": AT, "step": "made", "n": 7},
    ]
