"""`hustings lottery cube`: a panel straight from the roll, fixed, drawn, replayed, named, and what is refused."""

import csv
import json
import re
from pathlib import Path

import pytest

from hustings.core.lottery.refusals import EqualChanceImpossible, ValueWithoutQuota
from hustings.doors.cli.lottery_files import LotteryTableMalformed, MemberTwice, RollDiffers
from tests.cli.lotteries import refused, run, write


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with a roll of 60 dockers, 40 by day and 20 by night, 30 on each pier, and quotas for 6 seats."""
    rows = ((f"M{n:03}", ("day", "day", "night")[n % 3], ("east", "west")[n % 2]) for n in range(60))
    write(tmp_path / "roll.csv", ("member", "shift", "pier"), *rows)
    quotas(tmp_path, (4, 4))
    return tmp_path


def quotas(work: Path, day: tuple[int, int]) -> None:
    rows = (("shift", "day", *day), ("shift", "night", 1, 3), ("pier", "east", 3, 3), ("pier", "west", 2, 3))
    write(work / "quotas.csv", ("feature", "value", "min", "max"), *rows)


def cube(work: Path, *more: object) -> list[object]:
    (work / "secret").unlink(missing_ok=True)
    said = run("commit", "--out", work / "secret").output
    operator = re.search(r"Commitment: (\w{64})", said)[1]  # type: ignore[index]
    return ["cube", work / "roll.csv", work / "quotas.csv", "--seats", 6, "--operator", operator,
            "--figure", "the harbor's tonnage", "--out", work / "fixed.json", *more]  # fmt: skip


def draw(work: Path) -> list[object]:
    return ["draw", work / "fixed.json", "--secret", work / "secret", "--outside", "4,512.33",
            "--out", work / "draw.json"]  # fmt: skip


def test_fix_draw_replay_and_name_the_members(work: Path) -> None:
    said = run(*cube(work)).output
    assert "60 members of 4 kinds; chance of each 6 in 60" in said
    digest = re.search(r"Digest: +(\w{64})", said)[1]  # type: ignore[index]
    assert "The walk ended in whole seats: no step changed a chance." in run(*draw(work)).output
    replayed = run("replay", work / "draw.json", "--digest", digest)
    assert replayed.exit_code == 0
    assert "6 in 60 for every member" in replayed.output
    assert "its end changed no chance" in replayed.output
    run("members", work / "draw.json", work / "roll.csv", "--out", work / "panel.csv")
    roll = {row["member"]: row for row in csv.DictReader((work / "roll.csv").open())}
    panel = [roll[row["member"]] for row in csv.DictReader((work / "panel.csv").open()) if row["role"] == "panel"]
    assert sorted(row["shift"] for row in panel) == ["day"] * 4 + ["night"] * 2
    assert sorted(row["pier"] for row in panel) == ["east"] * 3 + ["west"] * 3
    assert len({row["member"] for row in panel}) == 6


def test_a_changed_transcript_fails_where_it_was_changed(work: Path) -> None:
    run(*cube(work))
    run(*draw(work))
    body = json.loads((work / "draw.json").read_text())
    body["panel"][0][1][0] = next(
        place for place in range(10) if place not in body["panel"][0][1] + body["panel"][0][2]
    )
    changed = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    (work / "changed.json").write_text(changed)
    replayed = run("replay", work / "changed.json")
    assert replayed.exit_code == 1
    assert "FAILS: walk" in replayed.output


def test_quotas_that_equal_chances_break_are_refused_with_the_smallest_change(work: Path) -> None:
    quotas(work, (5, 6))
    refusal = refused(*cube(work))
    assert isinstance(refusal, EqualChanceImpossible)
    assert refusal.facts["changes"] == "at least 4 instead of 5 with shift day"
    assert not (work / "fixed.json").exists()


def test_a_changed_roll_an_unknown_column_and_a_member_twice_are_refused(work: Path) -> None:
    run(*cube(work))
    run(*draw(work))
    roll = (work / "roll.csv").read_text()
    (work / "roll.csv").write_text(roll + "M060,day,east\n")
    assert isinstance(refused("members", work / "draw.json", work / "roll.csv", "--out", work / "p"), RollDiffers)
    (work / "roll.csv").write_text(roll.replace("pier", "quay"))
    assert isinstance(refused(*cube(work)), LotteryTableMalformed)
    (work / "roll.csv").write_text(roll + "M000,day,east\n")
    assert isinstance(refused(*cube(work)), MemberTwice)
    (work / "roll.csv").write_text(roll + "M060,dusk,east\n")
    assert isinstance(refused(*cube(work)), ValueWithoutQuota)
