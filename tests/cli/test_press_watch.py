"""`hustings press watch` and `hustings tick`: feeds entered from a file, looked at when due, each item once."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hustings.doors.cli import press, tick
from hustings.rooms.press.actions.feeds import enter_feed
from hustings.rooms.press.watched import feeds_of
from tests.doors.house import ALL, START
from tests.doors.house import called as call
from tests.rooms.outlets import outlet, rss
from tests.rooms.test_press_intake_feeds import LONG, WRITER, item


@pytest.fixture
def called(db) -> str:
    return call()


@pytest.fixture
def shop(settings):
    with outlet() as one:
        settings.CONFIG = replace(settings.CONFIG, press_test_server=one.server)
        yield one


def run(*arguments: str, app=press.app) -> tuple[int, list[str]]:
    """Exit status and the lines printed; a refusal as its code."""
    result = CliRunner().invoke(app, arguments)
    code = getattr(result.exception, "code", 0)
    return result.exit_code, [*result.stdout.splitlines(), *([code] if isinstance(code, str) else [])]


def test_watching_enters_the_feeds_of_a_file_and_takes_in_what_is_new_once(shop, called, tmp_path: Path) -> None:
    shop.pages["/feed"] = rss(item("one", text=LONG), item("two", text=LONG + "More."))
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(f"# outlets of the harbor\n\n{shop.url('/feed')} Harbor Daily\n", encoding="utf-8")
    entered = ["watch", "--once", "--cycle", called, "--feeds", str(feeds), "--every", "15"]
    assert run(*entered) == (0, ["FEED-1 Harbor Daily: entered", "FEED-1 Harbor Daily: 2 new"])
    assert run(*entered) == (0, [])
    (view,) = feeds_of(cycle=called, actor=WRITER)
    assert (view.minutes, view.n_items) == (15, 2)


def test_a_feed_that_cannot_be_read_is_told_in_a_line_and_in_the_exit_status(shop, called, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(f"{shop.url('/feed')} Harbor Daily\n", encoding="utf-8")
    status, lines = run("watch", "--once", "--cycle", called, "--feeds", str(feeds))
    assert status == 1
    assert lines[1].endswith("[press-refused-by-server]")


def test_a_list_of_feeds_needs_a_cycle_and_outlets(called, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.txt"
    feeds.write_text("https://harbor.example/feed\n", encoding="utf-8")
    assert run("watch", "--once", "--feeds", str(feeds)) == (1, ["press-cycle-needed"])
    assert run("watch", "--cycle", "nowhere") == (1, ["no-such-cycle"])
    assert run("watch", "--once", "--feeds", str(feeds), "--cycle", called) == (1, ["press-feed-list"])
    assert run("watch", "--once", "--feeds", str(tmp_path), "--cycle", called) == (1, ["press-feed-list"])


def test_the_timer_looks_at_feeds_that_are_due(shop, called) -> None:
    shop.pages["/feed"] = rss(item("one", text=LONG))
    enter_feed(cycle=called, address=shop.url("/feed"), outlet="Harbor Daily", actor=ALL, at=START)
    assert run(app=tick.app) == (0, ["Nothing waits.", "FEED-1 Harbor Daily: 1 new"])
    assert run(app=tick.app) == (0, ["Nothing waits."])
