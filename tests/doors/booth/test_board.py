"""The board of a poll: what everybody sees of its box, and when; where a tracker is looked up."""

import os
from datetime import timedelta

import pytest
from django.test import Client

from hustings.core.ballots.belenios_v1.trail import Trail
from hustings.core.ballots.engine import fingerprint
from hustings.core.ballots.native import ENGINE
from hustings.ground.access.actions import SYSTEM
from hustings.rooms.ballots.actions import close_poll, publish_head
from hustings.rooms.ballots.board import last_slot
from hustings.rooms.ballots.tasks import publish_due_heads
from tests.doors import house
from tests.doors.booth import polling
from tests.doors.booth.polling import CLOSES, OPENS, POLL, UNIT, hand_in
from tests.doors.house import ALL, CYCLE

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
PLACE = f"/poll/{CYCLE}/{POLL}"


@pytest.fixture
def poll(tmp_path):
    return polling.open_poll(tmp_path)


def board():
    return Client().get(f"{PLACE}/board.json").json()


def download(asked: str = ""):
    answer = Client().get(f"{PLACE}/{UNIT}/archive.bel", headers={"Range": asked} if asked else {})
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_while_the_poll_is_open_the_archive_is_shown_as_of_the_last_published_head(poll):
    declared = poll.archive.read_bytes()
    assert hand_in(poll.ballot(0)).status_code == 201
    answer, got = download()
    assert (got, answer.status_code, answer.headers["Content-Length"]) == (declared, 200, str(len(declared)))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="REHEARSAL-{CYCLE}-{POLL}-{UNIT}.bel"'
    one = poll.archive.read_bytes()
    head = publish_head(cycle=CYCLE, poll=POLL, actor=SYSTEM, at=OPENS)
    assert hand_in(poll.ballot(1)).status_code == 201
    _, got = download()
    assert got == one
    (unit,) = board()["units"]
    assert (unit["length"], unit["head"], unit["n_ballots"]) == (len(one), head, 1)
    close_poll(cycle=CYCLE, poll=POLL, actor=ALL, at=CLOSES)
    _, got = download()
    assert got == poll.archive.read_bytes()
    assert [each["moment"] for each in board()["heads"]] == ["running", "closing"]


def test_hints_are_offered_once_the_poll_has_closed_and_make_no_other_report(poll, tmp_path):
    hand_in(poll.ballot(0))
    answer = Client().get(f"{PLACE}/{UNIT}/archive.hints")
    assert (answer.status_code, answer.json()["code"], board()["units"][0]["hints"]) == (404, "no-such-hints", None)
    close_poll(cycle=CYCLE, poll=POLL, actor=ALL, at=CLOSES)
    (unit,) = board()["units"]
    assert unit["hints"] == f"{PLACE}/{UNIT}/archive.hints"
    answer = Client().get(unit["hints"])
    assert answer.headers["Content-Disposition"] == f'attachment; filename="REHEARSAL-{CYCLE}-{POLL}-{UNIT}.hints"'
    got = tmp_path / "got.hints"
    got.write_bytes(b"".join(answer.streaming_content))
    _, archive = download()
    report = ENGINE.verify_archive(archive, coins=os.urandom, finished=False, hints=got)
    assert (report.holds, report.n_hinted, report.head) == (True, 1, unit["head"])
    assert unit["hints"] in Client().get(f"{PLACE}/board").content.decode()


def test_only_what_came_since_is_fetched_with_a_range(poll):
    declared = len(poll.archive.read_bytes())
    hand_in(poll.ballot(0))
    publish_head(cycle=CYCLE, poll=POLL, actor=SYSTEM, at=OPENS)
    whole = poll.archive.read_bytes()
    answer, got = download(f"bytes={declared}-")
    assert (answer.status_code, got) == (206, whole[declared:])
    assert answer.headers["Content-Range"] == f"bytes {declared}-{len(whole) - 1}/{len(whole)}"
    answer, got = download("bytes=0-9")
    assert (answer.status_code, got) == (206, whole[:10])
    answer, _ = download(f"bytes={len(whole)}-")
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{len(whole)}")
    assert download("lines=1-2")[1] == whole
    asked = Client().head(f"{PLACE}/{UNIT}/archive.bel")
    assert (b"".join(asked.streaming_content), asked.headers["Content-Length"]) == (b"", str(len(whole)))


def test_heads_are_published_at_fixed_times_that_no_vote_moves(poll):
    half_past = OPENS + HOUR / 2
    moments = [
        (OPENS - HOUR, ()),
        (half_past, ("opening",)),
        (half_past + timedelta(minutes=20), ()),
        (half_past + HOUR / 2, ("running",)),
        (half_past + HOUR / 2, ()),
        (CLOSES + HOUR, ("running",)),
        (CLOSES + 3 * HOUR, ()),
    ]
    for at, published in moments:
        before = len(board()["heads"])
        house.set_clock(at)
        assert len(publish_due_heads(every=HOUR)) == len(published)
        assert tuple(each["moment"] for each in board()["heads"][before:]) == published
    assert last_slot(half_past, timedelta(minutes=20)) == OPENS + timedelta(minutes=20)


def test_a_tracker_is_looked_up_as_of_now_and_without_a_script(poll):
    mine, other = poll.ballot(0), poll.ballot(1)
    hand_in(mine)

    def said(tracker: str) -> str:
        answer = Client().get(f"{PLACE}/board", {"tracker": tracker})
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        return answer.content.decode()

    assert "Yes: this ballot is in the box of U01." in said(fingerprint(mine))
    assert "Yes: this ballot" in said(f" {fingerprint(mine)[:20]} {fingerprint(mine)[20:]}")
    assert "No ballot with this tracker is in the box." in said(fingerprint(other))
    last = fingerprint(mine)[-1]
    near = [fingerprint(mine)[:-1] + sign for sign in "AEIMQUYcgkosw048" if sign != last]
    assert all("No ballot with this tracker is in the box." in said(tracker) for tracker in near[:2])
    for wrong in ("x", fingerprint(mine)[:-1], "é" * 43, fingerprint(mine) + "=", fingerprint(mine)[:-1] + "B"):
        assert "is no tracker." in said(wrong)
    assert "No head has been published yet." in said("")
    assert "All 2 trustees together, and nobody else." in said("")
    assert "Key of trustee 2" in said("")


def test_the_board_of_no_poll_is_refused_as_page_and_as_json(poll):
    page = Client().get(f"/poll/{CYCLE}/POLL-S9/board")
    assert (page.status_code, b"no-such-poll" in page.content) == (404, True)
    for path in ("POLL-S9/board.json", "POLL-S9/U01/archive.bel", f"{POLL}/U99/archive.bel"):
        answer = Client().get(f"/poll/{CYCLE}/{path}")
        assert (answer.status_code, answer.json()["code"][:8]) == (404, "no-such-")


def test_an_archive_without_the_published_head_is_not_shown(poll):
    hand_in(poll.ballot(0))
    publish_head(cycle=CYCLE, poll=POLL, actor=SYSTEM, at=OPENS)
    with poll.archive.open("r+b") as box:
        trail = Trail()
        next(trail.follow(box))
        box.truncate(trail.length)
    assert download()[0].json()["code"] == "head-not-in-box"
