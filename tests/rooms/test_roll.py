"""Importing the roll: it happens whole or not at all, and says where a file is wrong."""

import csv
import hashlib
import threading
from datetime import date, datetime
from pathlib import Path

import pytest

from hustings.core.errors import Refusal
from hustings.core.values import Actor, Kind, Role
from hustings.ground.record.chains import HOUSE, open_chain
from hustings.ground.record.queries import chain_of, house_entries
from hustings.ground.record.refusals import NotAllowed
from hustings.rooms.roll.actions import Imported, import_roll
from hustings.rooms.roll.models import Import, Member
from hustings.rooms.roll.queries import (
    Difference,
    RollCounts,
    all_locals,
    check_roll,
    counts,
)
from hustings.rooms.roll.refusals import (
    ColumnsDiffer,
    CsvMalformed,
    CsvTruncated,
    FileExists,
    NoRows,
    NoSuchFile,
    NotUtf8,
    RollShrinks,
    RowsRefused,
)
from tests.databases import FreshDatabase
from tests.rooms.rolls import LOCALS, MEMBERS, write_roll


@pytest.fixture
def officer() -> Actor:
    return Actor("election-1", frozenset({Role.ELECTION_OFFICER}))


@pytest.fixture
def loaded(house: str, tmp_path: Path, officer: Actor, at: datetime) -> Imported:
    return import_roll(**write_roll(tmp_path), actor=officer, at=at)


def numbers() -> list[str]:
    return sorted(Member.objects.values_list("number", flat=True))


def test_an_import_makes_the_roll_equal_to_its_files(loaded: Imported, officer: Actor) -> None:
    assert loaded == Imported("IMPORT-1", n_locals=3, n_members=6, n_new=6, n_changed=0, n_left=0)
    assert counts(actor=officer) == RollCounts(6, 3, {"active": 4, "fee payer": 1, "retired": 1})
    seen = [(one.code, one.number, one.name, one.place, one.n_members) for one in all_locals(actor=officer)]
    assert seen == [
        ("L-1", "12", "Dock Workers", "Harbor City, OH", 3),
        ("L-2", "12", "Cold Storage, North", "Harbor City, OH", 2),
        ("L-3", "", "Ferries", "", 1),
    ]


def test_the_house_record_gets_digests_and_counts_and_nothing_of_a_member(loaded: Imported, tmp_path: Path) -> None:
    chain = chain_of(cycle=HOUSE)
    assert chain.n_entries == 2
    last = house_entries()[-1]
    assert last.payload is None  # staff only: the public sees a leaf
    kept = Import.objects.get()
    assert kept.members_digest == hashlib.sha256(MEMBERS.encode()).hexdigest()
    assert kept.locals_digest == hashlib.sha256(LOCALS.encode()).hexdigest()


def test_a_second_import_changes_adds_and_removes(
    loaded: Imported, tmp_path: Path, officer: Actor, at: datetime
) -> None:
    rows = MEMBERS.splitlines()
    changed = [*rows[:1], rows[1].replace("active", "retired"), *rows[2:6], "0007,L-2,OH,active,2031-01-01,,"]
    files = write_roll(tmp_path, "\n".join(changed) + "\n", LOCALS.replace("L-3,,Ferries,,\n", ""))
    done = import_roll(**files, may_leave=1, actor=officer, at=at)
    assert done == Imported("IMPORT-2", n_locals=2, n_members=6, n_new=1, n_changed=1, n_left=1)
    assert numbers() == ["0001", "0002", "0003", "0004", "0005", "0007"]
    assert counts(actor=officer) == RollCounts(6, 2, {"active": 4, "retired": 2})


def test_the_same_files_twice_change_nothing(loaded: Imported, tmp_path: Path, officer: Actor, at: datetime) -> None:
    again = import_roll(**write_roll(tmp_path), actor=officer, at=at)
    assert (again.n_new, again.n_changed, again.n_left, again.n_members) == (0, 0, 0, 6)


def test_columns_may_stand_in_any_order_and_optional_ones_may_be_left_out(
    house: str, tmp_path: Path, officer: Actor, at: datetime
) -> None:
    members = "paid_until,status,member,joined_on,local\n,active,A/7-x.1,2024-02-29,L-1\n"
    import_roll(**write_roll(tmp_path, "\ufeff" + members, "name,local\r\nDocks,L-1\r\n"), actor=officer, at=at)
    row = Member.objects.get()
    assert (row.number, row.local_id, row.state, row.status) == ("A/7-x.1", "L-1", "", "active")
    assert (row.joined_on, row.paid_until, row.email) == (date(2024, 2, 29), None, "")


def test_a_dry_run_says_what_would_happen_and_changes_nothing(loaded: Imported, tmp_path: Path, officer: Actor) -> None:
    files = write_roll(tmp_path, MEMBERS.replace("0006", "0099"))
    before = chain_of(cycle=HOUSE).head
    assert check_roll(**files, may_leave=1, actor=officer) == Difference(n_members=6, n_new=1, n_left=1)
    assert numbers() == ["0001", "0002", "0003", "0004", "0005", "0006"]
    assert chain_of(cycle=HOUSE).head == before


def test_a_member_or_a_campaign_may_not_import(house: str, tmp_path: Path, at: datetime) -> None:
    for role in (Role.MEMBER, Role.CAMPAIGN, Role.TREASURER):
        with pytest.raises(NotAllowed):
            import_roll(**write_roll(tmp_path), actor=Actor("x", frozenset({role})), at=at)


HEADER = MEMBERS.splitlines()[0] + "\n"

BAD_FILES = {
    "a truncated last line": (MEMBERS[:-20], CsvTruncated, "members.csv, line 7"),
    "a last line that only lacks its end": (MEMBERS[:-1], CsvTruncated, "members.csv, line 7"),
    "a quotation mark that never closes": (
        MEMBERS.replace("0002,L-1", '0002,"L-1'),
        CsvTruncated,
        "members.csv, line 3",
    ),
    "signs after a closed quotation": (MEMBERS.replace("0002,L-1", '0002,"L"-1'), CsvMalformed, "members.csv, line 3"),
    "line ends of an old machine": (MEMBERS.replace("\n", "\r"), CsvMalformed, "members.csv, line 1"),
    "a Windows code page": (
        MEMBERS.replace("m3@", "josé@").encode("windows-1252"),
        NotUtf8,
        "members.csv, line 4",
    ),
    "UTF-16": (MEMBERS.encode("utf-16"), NotUtf8, "members.csv, line 1"),
    "a spreadsheet": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xb5\xb1", NotUtf8, "members.csv, line 1"),
    "semicolons": (MEMBERS.replace(",", ";"), ColumnsDiffer, "members.csv, line 1"),
    "a missing column": (MEMBERS.replace("joined_on", "since"), ColumnsDiffer, "members.csv, line 1"),
    "a column that is not needed": (MEMBERS.replace("email", "birthday"), ColumnsDiffer, "members.csv, line 1"),
    "a column twice": (MEMBERS.replace("email", "state"), ColumnsDiffer, "members.csv, line 1"),
    "no header": (MEMBERS.removeprefix(HEADER), ColumnsDiffer, "members.csv, line 1"),
    "nothing": (b"", ColumnsDiffer, "members.csv, line 1"),
    "a header only": (HEADER, NoRows, "members.csv"),
}


@pytest.mark.parametrize(("content", "refusal", "place"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_with_its_place_and_the_roll_stays_as_it_was(
    content: str | bytes,
    refusal: type[Refusal],
    place: str,
    loaded: Imported,
    tmp_path: Path,
    officer: Actor,
    at: datetime,
) -> None:
    before = chain_of(cycle=HOUSE).head
    with pytest.raises(refusal) as caught:
        import_roll(**write_roll(tmp_path, content), actor=officer, at=at)
    assert caught.value.where == place
    assert caught.value.as_json()["code"] == refusal.code
    assert numbers() == ["0001", "0002", "0003", "0004", "0005", "0006"]
    assert chain_of(cycle=HOUSE).head == before
    assert Import.objects.count() == 1


ROW = "0002,L-1,OH,active,2020-01-31,2031-04-30,\n"

BAD_ROWS = {
    "duplicate-member-number": "0001,L-2,OH,active,2020-01-31,2031-04-30,\n",
    "unknown-local": "0002,L-9,OH,active,2020-01-31,2031-04-30,\n",
    "not-a-day": "0002,L-1,OH,active,2020-02-30,2031-04-30,\n",
    "unknown-status": "0002,L-1,OH,Active,2020-01-31,2031-04-30,\n",
    "bad-member-number": " 0002,L-1,OH,active,2020-01-31,2031-04-30,\n",
    "bad-state": "0002,L-1,Ohio,active,2020-01-31,2031-04-30,\n",
    "bad-email": "0002,L-1,OH,active,2020-01-31,2031-04-30,two@signs@here\n",
    "bad-local-code": "0002,,OH,active,2020-01-31,2031-04-30,\n",
    "wrong-number-of-fields": "0002,L-1,OH,active,2020-01-31,2031-04-30\n",
}


@pytest.mark.parametrize(("code", "row"), BAD_ROWS.items(), ids=BAD_ROWS)
def test_a_bad_row_is_refused_with_its_line(
    code: str,
    row: str,
    loaded: Imported,
    tmp_path: Path,
    officer: Actor,
    at: datetime,
) -> None:
    before = chain_of(cycle=HOUSE).head
    with pytest.raises(RowsRefused) as caught:
        import_roll(**write_roll(tmp_path, MEMBERS.replace(ROW, row)), actor=officer, at=at)
    assert [(one.code, one.line) for one in caught.value.problems] == [(code, 3)]
    assert caught.value.where == "members.csv, line 3"
    assert chain_of(cycle=HOUSE).head == before
    assert Member.objects.get(number="0002").local_id == "L-1"


@pytest.mark.parametrize("day", ["2024-1-31", "20240131", "2024-W05-3", "31.01.2024", "2023-02-29", "0024-01-31", ""])
def test_only_one_way_of_writing_a_day_is_taken(
    day: str, house: str, tmp_path: Path, officer: Actor, at: datetime
) -> None:
    with pytest.raises(RowsRefused) as caught:
        import_roll(**write_roll(tmp_path, MEMBERS.replace("1999-02-01", day)), actor=officer, at=at)
    assert [(one.column, one.line) for one in caught.value.problems] == [("joined_on", 4)]


def test_a_local_named_twice_is_refused(house: str, tmp_path: Path, officer: Actor, at: datetime) -> None:
    with pytest.raises(RowsRefused) as caught:
        import_roll(**write_roll(tmp_path, locals_=LOCALS.replace("L-2", "L-1")), actor=officer, at=at)
    assert str(caught.value.problems[0]) == (
        "locals.csv, line 3, local: the same local already stands in line 2 [duplicate-local-code]"
    )


def test_the_first_twenty_problems_are_shown_and_all_are_in_the_file_of_errors(
    house: str,
    tmp_path: Path,
    officer: Actor,
    at: datetime,
) -> None:
    bad = "".join(f"X{number:03},L-1,OH,active,yesterday,,private{number}@members.example\n" for number in range(50))
    errors = tmp_path / "errors.csv"
    with pytest.raises(RowsRefused) as caught:
        import_roll(**write_roll(tmp_path, HEADER + bad), errors=errors, actor=officer, at=at)
    assert caught.value.message.startswith("Nothing was imported, because of 50 problem(s):\nmembers.csv, line 2,")
    assert len(caught.value.problems) == 20
    assert caught.value.message.endswith("… and 30 more")
    with errors.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["line"]) for row in rows] == list(range(2, 52))
    assert {row["code"] for row in rows} == {"not-a-day"}


def test_neither_a_message_nor_the_file_of_errors_holds_anything_of_a_member(
    house: str,
    tmp_path: Path,
    officer: Actor,
    at: datetime,
) -> None:
    secret = "SECRET9"
    bad = f"{secret},L-1,OH,{secret},{secret},{secret},{secret}\n"
    twice = f"{secret},L-1,OH,active,2020-01-01,,\n" * 2
    errors = tmp_path / "errors.csv"
    with pytest.raises(RowsRefused) as caught:
        import_roll(**write_roll(tmp_path, HEADER + bad + twice), errors=errors, actor=officer, at=at)
    assert {one.code for one in caught.value.problems} == {
        "unknown-status",
        "not-a-day",
        "bad-email",
        "duplicate-member-number",
    }
    assert secret not in str(caught.value)
    assert secret not in errors.read_text()


def test_a_file_of_errors_never_replaces_a_file(house: str, tmp_path: Path, officer: Actor, at: datetime) -> None:
    files = write_roll(tmp_path)
    with pytest.raises(FileExists):
        import_roll(**files, errors=files["members_csv"], actor=officer, at=at)
    assert files["members_csv"].read_text() == MEMBERS


def test_a_file_that_is_not_there_is_refused(
    house: str,
    tmp_path: Path,
    officer: Actor,
    at: datetime,
) -> None:
    for path in (tmp_path / "absent.csv", tmp_path):
        with pytest.raises(NoSuchFile):
            import_roll(**(write_roll(tmp_path) | {"members_csv": path}), actor=officer, at=at)


def test_a_roll_that_shrinks_by_more_than_a_tenth_is_refused_unless_the_number_is_said(
    loaded: Imported, tmp_path: Path, officer: Actor, at: datetime
) -> None:
    cut = write_roll(
        tmp_path, "".join(MEMBERS.splitlines(keepends=True)[:4])
    )  # broken off exactly at the end of a line
    with pytest.raises(RollShrinks) as caught:
        import_roll(**cut, actor=officer, at=at)
    assert caught.value.facts["n_left"] == 3
    assert len(numbers()) == 6
    assert import_roll(**cut, may_leave=3, actor=officer, at=at).n_left == 3


def test_two_imports_at_once_happen_one_after_the_other(
    fresh_database: FreshDatabase, tmp_path: Path, officer: Actor, at: datetime
) -> None:
    open_chain(code=HOUSE, kind=Kind.LIVE, title="House", phase="", body={}, role="system", at=at)
    files, done = write_roll(tmp_path), []

    def run() -> None:
        done.append(import_roll(**files, actor=officer, at=at))
        fresh_database.close_connection()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((one.code, one.n_new) for one in done) == [("IMPORT-1", 6), ("IMPORT-2", 0)]
    assert chain_of(cycle=HOUSE).n_entries == 3
