"""An archive judged in ranges by others: the report is that of one judge, to the last word."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hustings.core.ballots import shards
from hustings.core.ballots.engine import ArchiveReport
from hustings.core.ballots.native import ENGINE
from tests.core.ballots.making import Made, make_setup, play, source, told
from tests.core.ballots.tampering import THIRTEEN
from tests.core.ballots.tampering_further import FURTHER

hustings_ballot = pytest.importorskip("hustings_ballot", reason="cargo was not there to build hustings-ballot")

PER = 2
A, B, C = [[1, 0, 0, 0]], [[0, 1, 0, 0]], [[0, 0, 1, 0]]
Answers = Callable[[], bytes | None]


@pytest.fixture(scope="module")
def made() -> Made:
    """Five ballots in three ranges; two replace one of another range, one replaces one of its own."""
    return play(make_setup(n_voters=3), [(0, A), (1, B), (0, C), (2, A), (2, B)])


def answers_for(path: Path, hints: str | None = None) -> Answers:
    """What a worker says of each range."""
    try:
        ranges = iter(shards.plan(path, per=PER))
    except hustings_ballot.Refused:  # it has no beginning: then nothing is asked either
        ranges = iter(())

    def next_answer() -> bytes | None:
        found = next(ranges, None)
        return found and shards.judge_range(str(path), found.at, found.n, found.before, hints, coins=source("worker"))

    return next_answer


def judged(archive: bytes, answers: Answers | None) -> ArchiveReport:
    return ENGINE.verify_archive(archive, coins=source("coins"), per=PER, answers=answers)


def written(folder: Path, archive: bytes) -> Path:
    path = folder / "poll.bel"
    path.write_bytes(archive)
    return path


def test_the_ballots_are_planned_in_ranges(made: Made, tmp_path: Path) -> None:
    ranges = shards.plan(written(tmp_path, made.archive), per=PER)
    assert [(each.n, each.before) for each in ranges] == [(2, 0), (2, 2), (1, 4)]
    assert made.archive[ranges[0].at + 64 :].startswith(b".data.json")


def test_the_report_is_the_same_whoever_answers(made: Made, tmp_path: Path) -> None:
    path = written(tmp_path, made.archive)
    alone = told(judged(made.archive, None))
    assert told(judged(made.archive, answers_for(path))) == alone
    assert alone["results"] == ((0, 2, 1, 0),)
    answers = answers_for(path)
    turns = iter([True, False, True])
    some = [answer if next(turns) else None for answer in (answers(), answers(), answers())]
    for lost in (lambda: None, lambda: b"", lambda: bytes(39), lambda: some.pop(0)):
        assert told(judged(made.archive, lost)) == alone


def test_hints_are_used_where_the_ballots_are_judged(made: Made, tmp_path: Path) -> None:
    hints = tmp_path / "poll.hints"
    alone = ENGINE.verify_archive(made.archive, coins=source("coins"), write_hints=hints)
    report = judged(made.archive, answers_for(written(tmp_path, made.archive), str(hints)))
    assert told(report) == told(alone) | {"n_hinted": 5}


@pytest.mark.parametrize("kind", [*THIRTEEN, *FURTHER])
def test_a_spoilt_archive_is_refused_in_the_same_words_and_place(made: Made, tmp_path: Path, kind: str) -> None:
    spoilt = (THIRTEEN | FURTHER)[kind][1](made)
    alone = judged(spoilt, None)
    assert alone.refusal is not None
    assert told(judged(spoilt, answers_for(written(tmp_path, spoilt)))) == told(alone)


def test_workers_that_read_another_file_are_noticed(made: Made, tmp_path: Path) -> None:
    other = play(make_setup(seed="other", n_voters=3), [(0, A), (1, B), (0, C), (2, A), (2, B)])
    refusal = judged(made.archive, answers_for(written(tmp_path, other.archive))).refusal
    assert refusal is not None
    assert refusal.code == "archive-changed"
    again = play(make_setup(n_voters=3), [(1, A), (1, B), (0, C), (2, A), (2, B)])
    refusal = judged(made.archive, answers_for(written(tmp_path, again.archive))).refusal
    assert refusal is not None
    assert refusal.code == "archive-changed"
