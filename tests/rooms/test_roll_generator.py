"""An invented roll: any size over real places, the same for the same seed, and nobody real in it."""

import csv
import hashlib
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.values import Actor
from hustings.rooms.roll.actions import import_roll
from hustings.rooms.roll.generator import MOST, invented_locals, make_roll
from hustings.rooms.roll.models import Member
from hustings.rooms.roll.queries import (
    counts,
)
from hustings.rooms.roll.refusals import (
    FileExists,
    NotANumberOfMembers,
)


def test_the_same_seed_makes_the_same_bytes(tmp_path: Path) -> None:
    one = make_roll(n_members=1000, seed=7, out=tmp_path / "one.csv")
    two = make_roll(n_members=1000, seed=7, out=tmp_path / "two.csv")
    other = make_roll(n_members=1000, seed=8, out=tmp_path / "other.csv")
    assert one.locals_csv == tmp_path / "one-locals.csv"
    assert one.members_csv.read_bytes() == two.members_csv.read_bytes() != other.members_csv.read_bytes()
    assert one.locals_csv.read_bytes() == other.locals_csv.read_bytes()
    digest = hashlib.sha256(one.members_csv.read_bytes()).hexdigest()
    assert digest.startswith("7a78dee2a5d10cd4")


def test_an_invented_roll_has_the_size_asked_for_over_the_places_of_the_table() -> None:
    made = invented_locals(13_000)
    assert len(made) == 307
    assert sum(one.n_members for one in made) == 13_000
    assert (made[0].code, made[0].city, made[0].state, made[0].n_members) == ("R-001", "Anchorage", "AK", 64)
    assert max(made, key=lambda one: one.n_members).n_members == 266
    whole = invented_locals(1_173_369)
    assert whole[0].n_members == 5798


@given(st.integers(1, MOST))
def test_every_size_is_met_exactly_and_no_local_is_empty(n_members: int) -> None:
    made = invented_locals(n_members)
    assert sum(one.n_members for one in made) == n_members
    assert len(made) == min(307, n_members)
    assert all(one.n_members > 0 for one in made)


def test_an_invented_roll_imports_whole(house: str, director: Actor, at: datetime, tmp_path: Path) -> None:
    made = make_roll(n_members=2000, seed=1, out=tmp_path / "roll.csv", as_of=date(2031, 5, 1))
    done = import_roll(locals_csv=made.locals_csv, members_csv=made.members_csv, actor=director, at=at)
    assert (done.n_members, done.n_locals) == (2000, 307)
    assert not Member.objects.exclude(email__endswith="@members.example").exists()
    statuses = counts(actor=director).by_status
    assert set(statuses) == {"active", "retired", "fee payer", "withdrawn", "suspended"}
    assert 0.8 < statuses["active"] / 2000 < 0.92


@pytest.mark.parametrize("n_members", [0, -1, MOST + 1])
def test_an_impossible_size_is_refused(n_members: int, tmp_path: Path) -> None:
    with pytest.raises(NotANumberOfMembers):
        make_roll(n_members=n_members, seed=1, out=tmp_path / "roll.csv")


def test_an_invented_roll_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "roll-locals.csv").write_text("the real ones")
    with pytest.raises(FileExists):
        make_roll(n_members=5, seed=1, out=tmp_path / "roll.csv")
    assert not (tmp_path / "roll.csv").exists()


@pytest.mark.material
def test_the_table_of_sizes_holds_the_current_locals_with_members_and_nothing_that_names_them(material: Path) -> None:
    with (material / "data" / "teamsters_locals_olms.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if int(row["yr_covered"]) >= 2023 and int(row["members"]) > 0]
    expected = sorted((row["state"], row["city"].casefold(), int(row["members"])) for row in rows)
    made = invented_locals(sum(size for _, _, size in expected))
    assert sorted((one.state, one.city.casefold(), one.n_members) for one in made) == expected
