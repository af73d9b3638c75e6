"""Members who vote on paper are struck off before credentials are made, and get none."""

from pathlib import Path

import pytest

from hustings.credentials.making import make
from hustings.credentials.refusals import AlreadyMade
from hustings.credentials.store import Office
from hustings.credentials.striking import NotTaken, Struck, strike
from tests.credentials.hand_over import AT, founded_in


def test_whoever_votes_on_paper_gets_no_credential(tmp_path: Path) -> None:
    with Office(founded_in(tmp_path)) as office:
        assert strike(office, ["M2", "M7", "M2"], at=AT) == Struck(2, 2, {"U01": 2, "U02": 3})
        assert strike(office, ["M5"], at=AT) == Struck(3, 1, {"U01": 2, "U02": 2})
        assert [unit.n_members for unit in make(office, at=AT)] == [2, 2]
        held = office.database.execute("SELECT number FROM credential ORDER BY number").fetchall()
        assert [number for (number,) in held] == ["M1", "M3", "M4", "M6"]


def test_an_unknown_number_and_a_list_that_comes_too_late_strike_nobody_off(tmp_path: Path) -> None:
    with Office(founded_in(tmp_path)) as office:
        with pytest.raises(NotTaken, match="1 numbers are not among"):
            strike(office, ["M1", "M9"], at=AT)
        assert [unit.n_members for unit in office.units()] == [3, 4]
        make(office, at=AT)
        with pytest.raises(AlreadyMade):
            strike(office, ["M1"], at=AT)
