"""Ballots over HTTP: their receipts, their refusals, and the pass that some rulebooks want beside them."""

import io
import json
from datetime import timedelta

import pytest
from django.test import Client

from hustings.core.ballots.engine import fingerprint
from hustings.core.ballots.engines import ENGINE
from hustings.core.values import Role
from hustings.doors.booth.front import BallotsFirst
from hustings.doors.booth.passes import LASTS, pass_of
from hustings.ground.clock import now
from hustings.rooms.ballots.actions import close_poll
from hustings.rooms.roll.actions import freeze_snapshot, import_roll
from tests.doors import house
from tests.doors.booth import polling
from tests.doors.booth.polling import CLOSES, DRAW, OPENS, POLL, UNIT, hand_in
from tests.doors.house import ALL, CYCLE, START
from tests.rooms.rolls import write_roll

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(tmp_path):
    return polling.open_poll(tmp_path, stranger=True)


def code(answer):
    """The refusal's code, after a look at its other three parts."""
    assert set(answer.json()) == {"code", "what", "where", "todo"}
    return answer.json()["code"]


def report_of(poll):
    return ENGINE.verify_archive(poll.archive.read_bytes(), coins=DRAW, finished=False)


def test_a_ballot_gets_a_receipt_without_number_or_time_and_again_the_same(poll):
    ballot = poll.ballot(0)
    first, again = hand_in(ballot), hand_in(ballot)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json() == {"tracker": fingerprint(ballot), "head": report_of(poll).head, "replaces": False}
    assert (first.cookies, first.headers["Cache-Control"]) == ({}, "no-store")
    changed = hand_in(poll.ballot(0, 1))
    assert (changed.status_code, changed.json()["replaces"]) == (201, True)
    assert report_of(poll).or_raise().n_counted == 1


def test_after_the_close_a_ballot_that_is_in_gets_its_receipt_again_and_no_other_comes_in(poll):
    ballot = poll.ballot(0)
    receipt = hand_in(ballot).json()
    house.set_clock(CLOSES)
    assert (hand_in(poll.ballot(1)).status_code, code(hand_in(poll.ballot(1)))) == (409, "poll-not-open")
    close_poll(cycle=CYCLE, poll=POLL, actor=ALL, at=CLOSES)
    assert (hand_in(ballot).status_code, hand_in(ballot).json()) == (200, receipt)
    assert code(hand_in(poll.ballot(1))) == "poll-not-open"
    assert report_of(poll).n_ballots == 1


def test_what_is_refused_and_how(poll):
    good = poll.ballot(0)
    bad = json.loads(good)
    bad["signature"]["proof"]["response"] = "1"
    unsigned = json.dumps(bad, separators=(",", ":")).encode()
    house.set_clock(OPENS - timedelta(hours=1))
    assert (hand_in(good).status_code, code(hand_in(good))) == (409, "poll-not-open")
    house.set_clock(OPENS)
    refusals = {
        b"": (400, "ballot-malformed"),
        good[:-1]: (400, "ballot-malformed"),
        good.replace(b'":"', b'": "'): (400, "ballot-malformed"),
        unsigned: (400, "ballot-signature"),
        good.replace(poll.election.uuid.encode(), b"z" * 14): (400, "ballot-wrong-election"),
        poll.ballot(2): (403, "ballot-unknown-credential"),
        b" " * (64 * 1024 + 1): (413, "ballot-too-long"),
    }
    for ballot, (status, said) in refusals.items():
        answer = hand_in(ballot)
        assert (answer.status_code, code(answer)) == (status, said)
    assert code(hand_in(good, poll="POLL-S9")) == "no-such-poll"
    assert (hand_in(good, unit="U99").status_code, code(hand_in(good, unit="U99"))) == (404, "no-such-unit")
    assert Client().get(f"/poll/{CYCLE}/{POLL}/{UNIT}/ballots").status_code == 405
    assert report_of(poll).n_ballots == 0


def test_a_box_that_cannot_be_written_is_said_to_be_not_ready(poll):
    ballot = poll.ballot(0)
    away = poll.archive.rename(poll.archive.with_suffix(".away"))
    answer = hand_in(ballot)
    assert (answer.status_code, code(answer)) == (503, "box-not-ready")
    away.rename(poll.archive)
    assert hand_in(ballot).status_code == 201


def test_another_box_in_the_place_of_one_that_was_known_is_read_anew(poll):
    other = poll.archive.with_suffix(".other")
    other.write_bytes(poll.archive.read_bytes())
    assert hand_in(poll.ballot(0)).status_code == 201
    other.replace(poll.archive)
    assert hand_in(poll.ballot(0)).status_code == 201
    assert report_of(poll).or_raise().n_counted == 1


def test_the_server_lets_ballots_in_before_anything_that_knows_people(poll):
    behind = []

    def rest(environ, start_response):
        behind.append(environ["PATH_INFO"])
        return []

    answers = []
    ballot = poll.ballot(0)
    path = f"/poll/{CYCLE}/{POLL}/{UNIT}/ballots"
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": path, "wsgi.input": io.BytesIO(ballot), "wsgi.url_scheme": "http"}
    front = BallotsFirst(rest)
    (body,) = front(environ | {"CONTENT_LENGTH": str(len(ballot))}, lambda *told: answers.append(told))
    assert json.loads(body)["tracker"] == fingerprint(ballot)
    assert answers[0][0] == "201 Created"
    assert dict(answers[0][1])["Content-Length"] == str(len(body))
    list(front(environ | {"PATH_INFO": f"/poll/{CYCLE}/"}, answers.append))
    list(front(environ | {"REQUEST_METHOD": "GET"}, answers.append))
    assert behind == [f"/poll/{CYCLE}/", path]


@pytest.fixture
def guarded(tmp_path):
    """A poll that wants a pass, and a roll on which member 0001 may vote and 0002 may not."""
    poll = polling.open_poll(tmp_path, poll_pass=True, record_on="2031-03-01")
    import_roll(**write_roll(tmp_path), actor=ALL, at=START)
    freeze_snapshot(cycle=CYCLE, actor=ALL, at=START + timedelta(days=1))
    return poll


def fetched(token: str):
    return Client().post(f"/poll/{CYCLE}/{POLL}/pass", headers={"Authorization": f"Bearer {token}"})


def test_a_pass_is_the_same_for_every_member_and_opens_the_box_for_two_hours(guarded):
    ballot = guarded.ballot(0)
    assert (hand_in(ballot).status_code, code(hand_in(ballot))) == (403, "pass-wanted")
    answers = [fetched(house.link(Role.MEMBER, number)) for number in ("0001", "0002", "0001")]
    passes = {answer.json()["pass"] for answer in answers}
    assert len(passes) == 1
    assert all(answer.headers["Cache-Control"] == "no-store" for answer in answers)
    (given,) = passes
    assert hand_in(ballot, **{"Hustings-Pass": given}).status_code == 201
    before, _ = pass_of(cycle=CYCLE, poll=POLL, at=now() - LASTS)
    assert hand_in(guarded.ballot(1), **{"Hustings-Pass": before}).status_code == 201
    old, _ = pass_of(cycle=CYCLE, poll=POLL, at=now() - 2 * LASTS)
    other, _ = pass_of(cycle=CYCLE, poll="POLL-S2", at=now())
    for wrong in (old, other, "é"):
        assert code(hand_in(guarded.ballot(2), **{"Hustings-Pass": wrong})) == "pass-wanted"


def test_a_pass_is_only_for_members_who_may_vote(guarded):
    for token, status, said in [
        (house.link(Role.MEMBER, "0003"), 409, "pass-may-not-vote"),
        (house.link(Role.MEMBER, "9999"), 409, "not-on-the-roll"),
        (house.link(Role.CAMPAIGN, "CAND-1"), 404, "link-unknown"),
        ("", 404, "link-unknown"),
    ]:
        answer = fetched(token)
        assert (answer.status_code, code(answer)) == (status, said)
