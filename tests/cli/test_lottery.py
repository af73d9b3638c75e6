"""`hustings lottery …`: from a roll to a panel by files alone, and what is refused on the way."""

import json
import re
from pathlib import Path

import pytest

from hustings.core.lottery.refusals import NoPanelPossible, SecretDiffers
from hustings.doors.cli.lottery_files import (
    LotteryFileTaken,
    LotteryFileUnreadable,
    LotteryTableMalformed,
    NotOnTheRoll,
    RollDiffers,
)
from tests.cli.commands import hustings
from tests.cli.lotteries import refused, run, write


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with a roll of 60, 20 volunteers, quotas and two secrets."""
    write(
        tmp_path / "roll.csv",
        ("member", "shift", "local", "home"),
        *((f"M{n:03}", ("day", "night")[n % 3 == 0], f"L{n % 4}", f"pier {n // 2}") for n in range(60)),
    )
    write(tmp_path / "volunteers.csv", ("code", "member"), *((f"V{n:02}", f"M{3 * n:03}") for n in range(8)),
          *((f"V{n:02}", f"M{3 * n + 1:03}") for n in range(8, 20)))  # fmt: skip
    write(tmp_path / "quotas.csv", ("feature", "value", "min", "max"), ("shift", "day", 3, 4), ("shift", "night", 2, 3))
    for name in ("operator", "observer"):
        run("commit", "--out", tmp_path / name)
    return tmp_path


def commitment(work: Path, name: str) -> str:
    out = run("commit", "--out", work / f"{name}-2").output
    (work / f"{name}-2").replace(work / name)
    return re.search(r"Commitment: (\w{64})", out)[1]  # type: ignore[index]


def fixed(work: Path, *more: object) -> list[object]:
    return [
        "fix", work / "volunteers.csv", work / "quotas.csv", "--seats", 6, "--operator", commitment(work, "operator"),
        "--roll", work / "roll.csv", "--cap", "local=3", "--cap", "home=1", "--figure", "the harbor's tonnage",
        "--observer", f"Ann={commitment(work, 'observer')}", "--tables", 2, "--panels", 50,
        "--out", work / "fixed.json", *more,
    ]  # fmt: skip


def drawn(work: Path) -> list[object]:
    part = (work / "observer").read_text()
    return ["draw", work / "fixed.json", "--secret", work / "operator", "--outside", "4,512.33",
            "--part", f"Ann={part}", "--out", work / "draw.json"]  # fmt: skip


def test_fix_draw_replay_and_a_stand_in(work: Path) -> None:
    out = run(*fixed(work)).output
    digest = re.search(r"Digest: +(\w{64})", out)[1]  # type: ignore[index]
    assert "20 people, 6 seats, 50 numbered panels of equal chance" in out
    assert "V03 stands on" in run("chance", work / "fixed.json", "V03").output
    assert "Chances from" in run("chance", work / "fixed.json").output
    assert "Table 2:" in run(*drawn(work)).output
    checked = run("replay", work / "draw.json", "--digest", digest)
    assert checked.exit_code == 0, checked.output
    assert "Every check holds." in checked.output
    panel = json.loads((work / "draw.json").read_text())["panel"]
    assert f"{panel[0]} leaves, V" in run("stand-in", work / "draw.json", panel[0]).output


def test_a_changed_transcript_fails_with_status_1_and_another_file_is_refused_with_2(work: Path) -> None:
    run(*fixed(work))
    run(*drawn(work))
    text = (work / "draw.json").read_text()
    (work / "draw.json").write_text(text.replace('"outside":"4,512.33"', '"outside":"4,512.34"'))
    failing = run("replay", work / "draw.json", "--json")
    assert failing.exit_code == 1
    assert "seed" in [check["name"] for check in json.loads(failing.output) if check["result"] == "fails"]
    assert run("replay", work / "roll.csv").exit_code == 2


def test_the_solver_is_not_needed_to_replay(work: Path) -> None:
    run(*fixed(work))
    run(*drawn(work))
    (work / "highspy.py").write_text("raise ImportError('no solver here')")
    done = hustings("lottery", "replay", work / "draw.json", PYTHONPATH=str(work))
    assert (done.status, done.out.splitlines()[-1]) == (0, "Every check holds.")


def test_invitations_from_a_roll(work: Path) -> None:
    plan = ["fix-invitations", work / "roll.csv", "--number", 12, "--by", "local", "--out", work / "invite.json",
            "--operator", commitment(work, "operator"), "--figure", "the harbor's tonnage"]  # fmt: skip
    assert "12 of 60 members in 4 groups; chance of each the same" in run(*plan).output
    call = ["invite", work / "invite.json", work / "roll.csv", "--secret", work / "operator", "--outside", "4,512.33"]
    assert run(*call, "--out", work / "a.csv").exit_code == 0
    run(*call, "--out", work / "b.csv")
    assert (work / "a.csv").read_text() == (work / "b.csv").read_text()
    assert len((work / "a.csv").read_text().split()) == 13
    write(work / "roll.csv", ("member", "local"), ("M001", "L1"))
    assert isinstance(refused(*call, "--out", work / "c.csv"), RollDiffers)


def test_what_does_not_fit_is_refused(work: Path) -> None:
    run(*fixed(work))
    assert isinstance(refused(*fixed(work)), LotteryFileTaken)
    (work / "operator").write_text("another secret")
    assert isinstance(refused(*drawn(work)), SecretDiffers)
    (work / "operator").unlink()
    assert isinstance(refused(*drawn(work)), LotteryFileUnreadable)
    write(work / "quotas.csv", ("feature", "value", "min", "max"), ("shift", "day", 0, 1), ("shift", "night", 0, 3))
    impossible = refused(*fixed(work))
    assert isinstance(impossible, NoPanelPossible)
    assert impossible.facts["changes"] == "at most 3 instead of 1 with shift day"
    write(work / "quotas.csv", ("feature", "value", "min"), ("shift", "day", 0))
    assert isinstance(refused(*fixed(work)), LotteryTableMalformed)
    write(work / "volunteers.csv", ("code", "member"), ("V1", "M999"))
    assert isinstance(refused(*fixed(work)), NotOnTheRoll)
