"""The private list ends: overwritten, deleted, and a statement that names it by digest."""

import hashlib
import json
from pathlib import Path

import pytest

from hustings.core.ballots.destroyed_list import (
    DestroyedList,
    DestroyedUnit,
    StatementUnclear,
    read_statement,
    write_statement,
)
from hustings.credentials.destruction import destroy, overwritten
from hustings.credentials.mailing import Server, send
from hustings.credentials.making import make
from hustings.credentials.printing import print_letters
from hustings.credentials.refusals import AlreadyDestroyed, DestructionBegun, NoOffice, NotMade
from hustings.credentials.roll import take
from hustings.credentials.store import Office
from hustings.doors.cli.credentials import FONTS
from hustings.ground.clock import now
from tests.credentials.hand_over import AT, DIGEST, UUIDS, files_in, founded_in

DAY = "2031-10-01"


def full_office(folder: Path) -> Path:
    """An office with letters and e-mails in it."""
    with Office(founded_in(folder, by_email=True, rehearsal=True)) as office:
        make(office, at=AT)
        send(office, server=Server("", ""), at=now())
        print_letters(office, fonts=FONTS, at=AT)
        return office.folder


def test_what_is_left_holds_no_credential_and_no_member(tmp_path: Path) -> None:
    folder = full_office(tmp_path)
    with Office(folder) as office:
        secrets = [secret for (secret,) in office.database.execute("SELECT secret FROM credential ORDER BY number")]
        digests = {unit.code: unit.digest for unit in office.units()}
    told: list[tuple[int, int]] = []
    statement = destroy(folder, on=DAY, watch=lambda done, total: told.append((done, total)))
    left = {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}
    lists = ["public/harbor-2031-U01.json", "public/harbor-2031-U02.json"]
    assert sorted(left) == ["destroyed.json", "office.log", *lists]
    assert not [text for text in left.values() for word in (*secrets, "Invented", "members.example") if word in text]
    assert told[-1][0] == told[-1][1] > 0
    listed = "".join(f"M{number},{secret}\n" for number, secret in enumerate(secrets, start=1))
    assert read_statement(left["destroyed.json"].encode()) == statement
    assert json.loads(left["destroyed.json"]) == {
        "format": "hustings-credentials-destroyed/1",
        "cycle": "harbor-2031",
        "title": "Mayor of Harbor City, 2031",
        "destroyed_on": DAY,
        "list_digest": hashlib.sha256(listed.encode()).hexdigest(),
        "n_credentials": 7,
        "units": [
            {"code": code, "uuid": UUIDS[code], "n_credentials": n, "credentials_digest": digests[code]}
            for code, n in (("U01", 3), ("U02", 4))
        ],
        "words": "On 2031-10-01 the credential office overwrote and deleted the list of who holds which of the 7 "
        "credentials of Mayor of Harbor City, 2031. It keeps no copy. From now on nobody can join a member to a ballot "
        "by it.",
    }


def test_after_that_the_office_refuses_everything(tmp_path: Path) -> None:
    folder = full_office(tmp_path)
    destroy(folder, on=DAY)
    with pytest.raises(AlreadyDestroyed, match=DAY):
        destroy(folder, on=DAY)
    with pytest.raises(AlreadyDestroyed):
        Office(folder)
    with pytest.raises(AlreadyDestroyed):
        take(folder=folder, files=files_in(tmp_path), published=DIGEST, by_email=False, at=AT)


def test_a_destruction_that_was_broken_off_is_finished_with_the_same_statement(tmp_path: Path) -> None:
    folder = full_office(tmp_path)
    store = folder / "office.sqlite3"

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        destroy(folder, on=DAY, watch=stop)
    assert b"SQLite" not in store.read_bytes()
    with pytest.raises(DestructionBegun):
        Office(folder)
    begun = read_statement((folder / "destroying.json").read_bytes())
    assert destroy(folder, on="2031-10-02") == begun
    assert sorted(path.name for path in folder.iterdir()) == ["destroyed.json", "office.log", "public"]


def test_a_file_is_written_over_in_place_before_it_is_deleted(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_bytes(b"secret" * 1000)
    with path.open("rb") as held:
        assert sum(overwritten(path)) == 6000
        assert b"secret" not in held.read()


def test_where_nothing_was_made_there_is_nothing_to_destroy(tmp_path: Path) -> None:
    with pytest.raises(NoOffice):
        destroy(tmp_path / "nowhere", on=DAY)
    folder = founded_in(tmp_path)
    with pytest.raises(NotMade):
        destroy(folder, on=DAY)
    assert (folder / "office.sqlite3").exists()


@pytest.mark.parametrize(
    "change",
    [
        (b'"n_credentials":7', b'"n_credentials":8'),
        (b"keeps no copy", b"keeps a copy"),
        (b'"U02"', b'"U01"'),
        (b"2031-10-01", b"20311001"),
        (b"hustings-credentials-destroyed/1", b"another/1"),
        (b'"list_digest":"', b'"list_digest":"X'),
        (b"{", b" {"),
        (b'"uuid":', b'"name":'),
    ],
)
def test_a_statement_that_was_changed_is_refused(change: tuple[bytes, bytes]) -> None:
    units = (DestroyedUnit("U01", UUIDS["U01"], 3, "a" * 64), DestroyedUnit("U02", UUIDS["U02"], 4, "b" * 64))
    whole = write_statement(DestroyedList("harbor-2031", "Mayor", DAY, "c" * 64, units))
    assert read_statement(whole).units == units
    with pytest.raises(StatementUnclear):
        read_statement(whole.replace(*change))
