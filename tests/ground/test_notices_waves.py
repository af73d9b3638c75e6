"""Waves: looked at before they leave, so many a minute, stopped and started again; and letters that are held."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hustings.core.typed import NumberOutOfRange
from hustings.core.values import Kind
from hustings.ground.access.actions import SYSTEM
from hustings.ground.notices.actions import (
    call_off_wave,
    hold_letters,
    open_wave,
    pause_wave,
    queue_letter,
    send_letter,
    start_wave,
)
from hustings.ground.notices.queries import counts, examples, outbox, waiting, wave_of
from hustings.ground.notices.refusals import LetterHeld, NoSuchWave, NothingWaits, WaveNotOpen
from tests.ground.conftest import AT, DIRECTOR, open_record

MINUTE = timedelta(minutes=1)


@pytest.fixture
def trial(words: str) -> str:
    return open_record("trial", Kind.REHEARSAL)


def write(cycle: str, n: int = 1, *, kind: str = "statement", wave: str = "", about: str = "REL-1") -> list[int]:
    return [
        queue_letter(
            cycle=cycle, to=f"m{i}@member.example", about=about, subject="News", text=f"News {i}", kind=kind,
            wave=wave, actor=DIRECTOR, at=AT,
        )
        for i in range(n)
    ]  # fmt: skip


def wave_with(cycle: str, n: int, per_minute: int = 2) -> str:
    wave = open_wave(cycle=cycle, title="News", per_minute=per_minute, actor=DIRECTOR, at=AT)
    write(cycle, n, wave=wave)
    return wave


def tick(at: datetime, folder: Path) -> int:
    """What `hustings tick` does at a moment; how many letters left."""
    letters = waiting(at=at, actor=SYSTEM)
    return sum(
        send_letter(cycle=each.cycle, letter=each.id, folder=folder, actor=SYSTEM, at=at) == "kept" for each in letters
    )


def test_a_wave_leaves_only_when_it_is_started_and_so_many_a_minute(trial: str, tmp_path: Path) -> None:
    wave = wave_with(trial, 5)
    assert tick(AT, tmp_path) == 0
    assert start_wave(cycle=trial, wave=wave, actor=DIRECTOR, at=AT) == 5
    assert [tick(AT + second * MINUTE / 60, tmp_path) for second in (0, 20, 59, 60, 70, 120)] == [2, 0, 0, 2, 0, 1]
    view = wave_of(cycle=trial, wave=wave, actor=DIRECTOR)
    assert (view.state, view.n_letters, view.n_left, view.n_waiting, view.n_minutes) == ("over", 5, 5, 0, 0)


def test_two_ticks_at_once_do_not_send_more_than_the_minute_allows(trial: str, tmp_path: Path) -> None:
    wave = wave_with(trial, 3)
    start_wave(cycle=trial, wave=wave, actor=DIRECTOR, at=AT)
    third = outbox(cycle=trial, actor=DIRECTOR)[0]
    assert tick(AT, tmp_path) == 2
    with pytest.raises(LetterHeld) as refused:
        send_letter(cycle=trial, letter=third.id, folder=tmp_path, actor=SYSTEM, at=AT)
    assert refused.value.facts == {"because": "WAVE-1 sends 2 a minute"}


def test_a_paused_wave_rests_until_it_is_started_again(trial: str, tmp_path: Path) -> None:
    wave = wave_with(trial, 4)
    start_wave(cycle=trial, wave=wave, actor=DIRECTOR, at=AT)
    tick(AT, tmp_path)
    assert pause_wave(cycle=trial, wave=wave, actor=DIRECTOR, at=AT) == 2
    assert tick(AT + MINUTE, tmp_path) == 0
    view = wave_of(cycle=trial, wave=wave, actor=DIRECTOR)
    assert (view.state, view.n_left, view.n_waiting, view.n_minutes) == ("paused", 2, 2, 1)
    with pytest.raises(WaveNotOpen):
        pause_wave(cycle=trial, wave=wave, actor=DIRECTOR, at=AT)
    start_wave(cycle=trial, wave=wave, actor=DIRECTOR, at=AT)
    assert tick(AT + MINUTE, tmp_path) == 2


def test_what_is_left_of_a_wave_can_be_called_off_for_good(trial: str, tmp_path: Path) -> None:
    wave = wave_with(trial, 3)
    start_wave(cycle=trial, wave=wave, actor=DIRECTOR, at=AT)
    tick(AT, tmp_path)
    assert call_off_wave(cycle=trial, wave=wave, reason="Wrong day.", actor=DIRECTOR, at=AT) == 1
    assert counts(cycle=trial, actor=DIRECTOR) == {"kept": 2, "called off": 1}
    assert all(letter.forgotten for letter in outbox(cycle=trial, actor=DIRECTOR))
    with pytest.raises(WaveNotOpen):
        start_wave(cycle=trial, wave=wave, actor=DIRECTOR, at=AT)


def test_held_letters_are_gathered_into_a_wave_and_seen_by_kind_first(trial: str, tmp_path: Path) -> None:
    hold_letters(cycle=trial, held=True, actor=DIRECTOR, at=AT)
    write(trial, 3)
    write(trial, 2, kind="invitation", about="INV-1")
    assert tick(AT, tmp_path) == 0
    found = examples(cycle=trial, actor=DIRECTOR)
    assert [(n, example.kind, example.to) for n, example in found] == [
        (2, "invitation", "m0@member.example"),
        (3, "statement", "m0@member.example"),
    ]
    assert "News 0" in found[0][1].text
    assert "<p>News 0</p>" in found[0][1].html
    wave = open_wave(cycle=trial, title="All", per_minute=100, gather=True, actor=DIRECTOR, at=AT)
    assert [n for n, _example in examples(cycle=trial, wave=wave, actor=DIRECTOR)] == [2, 3]
    start_wave(cycle=trial, wave=wave, actor=DIRECTOR, at=AT)
    assert tick(AT, tmp_path) == 5


def test_a_single_letter_leaves_once_the_outbox_is_no_longer_held(trial: str, tmp_path: Path) -> None:
    hold_letters(cycle=trial, held=True, actor=DIRECTOR, at=AT)
    (letter,) = write(trial)
    with pytest.raises(LetterHeld):
        send_letter(cycle=trial, letter=letter, folder=tmp_path, actor=SYSTEM, at=AT)
    hold_letters(cycle=trial, held=False, actor=DIRECTOR, at=AT)
    assert tick(AT, tmp_path) == 1


def test_a_wave_needs_letters_a_pace_and_to_be_there(trial: str) -> None:
    with pytest.raises(NothingWaits):
        open_wave(cycle=trial, title="All", per_minute=10, gather=True, actor=DIRECTOR, at=AT)
    with pytest.raises(NumberOutOfRange):
        open_wave(cycle=trial, title="All", per_minute=0, actor=DIRECTOR, at=AT)
    with pytest.raises(NoSuchWave):
        write(trial, wave="WAVE-9")
