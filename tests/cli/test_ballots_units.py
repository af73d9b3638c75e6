"""`hustings ballots`: the file of units, and a sum of several units judged with its archives."""

import json
from pathlib import Path
from typing import Any

import pytest

from hustings.core.ballots.units import Unit, UnitsWrong
from hustings.core.ballots.units_file import PlannedUnits, read_units, write_units
from hustings.core.canonical import canonical_bytes
from tests.cli.offices import Typed, typed
from tests.core.ballots import test_merged as merged

__all__ = ["typed"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two archives that stop at their encrypted tallies, and the file in which their sum is opened."""
    for name, archive in zip("ab", merged.archives(), strict=True):
        (tmp_path / f"{name}.bel").write_bytes(archive)
    (tmp_path / "sum.json").write_bytes(merged.file())
    return tmp_path


def test_a_sum_of_units_is_judged_with_their_archives_in_any_order(folder: Path, typed: Typed) -> None:
    said = typed("verify", folder / "b.bel", folder / "a.bel", "--merged", folder / "sum.json")
    assert said.exit_code == 0, said.output
    assert said.stdout.endswith(
        "        2  Ada\n          0  Ben\n          0  Cleo\n          1  No endorsement\nEvery check of it holds.\n"
    )
    told = json.loads(
        typed("verify", folder / "a.bel", folder / "b.bel", "--merged", folder / "sum.json", "--json").stdout
    )
    assert [each["holds"] for each in told] == [True] * 3
    assert told[2]["results"] == [[2, 0, 0, 1]]


def test_a_false_sum_fails_with_its_reason(folder: Path, typed: Typed) -> None:
    (folder / "sum.json").write_bytes(canonical_bytes(merged.at("result.0", [1, 1, 0, 1])))
    said = typed("verify", folder / "a.bel", folder / "b.bel", "--merged", folder / "sum.json")
    assert said.exit_code == 1
    assert "FAILS: The result of question 1, answer 1 is not what the trustees decrypted." in said.stdout
    assert typed("verify", folder / "a.bel", "--merged", folder / "sum.json").exit_code == 2


PLAN = PlannedUnits(
    cycle="harbor-2031",
    minimum=30,
    least_eligible=3000,
    units=(Unit("U01", "Local 1", 4000, ("L-1",), "U02"), Unit("U02", "IA: 2 locals", 3100, ("L-2", "L-3"), "U01")),
    uuids={"U01": "12345678912345", "U02": "12345678912346"},
)


def test_the_file_of_units_is_read_as_it_was_written() -> None:
    assert read_units(write_units(PLAN)) == PLAN


def changed(path: str, now: Any) -> bytes:
    value = json.loads(write_units(PLAN))
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    inner: Any = value
    for step in way:
        inner = inner[step]
    inner[last] = now
    return canonical_bytes(value)


@pytest.mark.parametrize(
    ("path", "now"),
    [
        ("format", "hustings-units/2"), ("note", "hello"), ("minimum", "30"), ("minimum", True), ("least_eligible", -1),
        ("units", []), ("units", {}), ("units.0.code", "U02"), ("units.0.neighbour", "U01"), ("units.0.neighbour", ""),
        ("units.0.n_eligible", 0), ("units.1.locals_in", ["L-1"]), ("units.1.locals_in", [1]),
        ("units.1.locals_in", "L"),
        ("units.1.name", "Local 1"), ("units.1.uuid", "12345678912345"), ("units.1.uuid", "short"), ("units.0.x", 1),
    ],
)  # fmt: skip
def test_a_file_of_units_with_anything_else_in_it_is_refused(path: str, now: Any) -> None:
    with pytest.raises(UnitsWrong):
        read_units(changed(path, now))


@pytest.mark.parametrize("data", [b"", b"[]", write_units(PLAN) + b"\n"])
def test_what_is_no_file_of_units_is_refused(data: bytes) -> None:
    with pytest.raises(UnitsWrong):
        read_units(data)
