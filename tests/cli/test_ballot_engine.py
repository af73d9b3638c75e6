"""`hustings ballots simulate`, `tally`, and `verify` with a choice of engine."""

import json
from pathlib import Path

import pytest

from hustings.core.ballots.reference import ENGINE as REFERENCE
from tests.cli.commands import hustings

pytest.importorskip("hustings_ballot", reason="cargo was not there to build hustings-ballot")


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty-one voters in two units, of whom two vote twice."""
    out = tmp_path_factory.mktemp("ballots") / "simulated"
    ran = hustings("ballots", "simulate", "--voters", "61", "--units", "2", "--answers", "3", "--out", str(out))
    assert ran.status == 0, ran.err
    return out


def test_simulated_units_hold_with_the_results_that_were_expected(simulated: Path) -> None:
    units = json.loads((simulated / "simulation.json").read_text())
    assert [(unit["n_ballots"], unit["n_counted"]) for unit in units] == [(32, 31), (31, 30)]
    for unit in units:
        options = ["--head", unit["head"], "--workers", "1", "--json"]
        ran = hustings("ballots", "verify", unit["archive"], "--hints", unit["hints"], *options)
        (found,) = json.loads(ran.out)
        assert (ran.status, found["holds"], found["n_hinted"]) == (0, True, unit["n_ballots"])
        assert found["results"] == unit["results"]
    with Path(units[1]["archive"]).open("rb") as archive:
        report = REFERENCE.verify_archive(archive, coins=lambda n: bytes(range(n % 256)) or bytes(n))
    assert list(map(list, report.or_raise().results)) == units[1]["results"]


def test_tally_prints_the_two_records_of_the_archive(simulated: Path) -> None:
    archive = simulated / "unit-1.bel"
    ran = hustings("ballots", "tally", str(archive))
    lines = ran.out.splitlines()
    assert (ran.status, len(lines)) == (0, 2)
    assert all(line.encode() in archive.read_bytes() for line in lines)


def test_hints_are_refused_where_they_are_not_used(simulated: Path) -> None:
    archive, hints = str(simulated / "unit-1.bel"), str(simulated / "unit-1.hints")
    ran = hustings("ballots", "verify", archive, "--engine", "reference", "--hints", hints)
    assert ran.status == 2
    assert "[ballots-hints-not-used]" in ran.err
    for missing in (simulated / "no.hints", simulated):
        ran = hustings("ballots", "verify", archive, "--hints", str(missing))
        assert (ran.status, "[ballots-unreadable-file]" in ran.err, str(missing) in ran.err) == (2, True, True)
    ran = hustings("ballots", "verify", archive, archive, "--hints", hints)
    assert ran.status == 2


def test_no_unit_is_left_without_voters(tmp_path: Path) -> None:
    ran = hustings("ballots", "simulate", "--voters", "1", "--units", "2", "--out", str(tmp_path / "none"))
    assert ran.status == 1
    assert "[ballots-too-few-voters]" in ran.err
