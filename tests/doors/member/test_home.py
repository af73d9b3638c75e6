"""A member's page: whether she may vote and why not, what is asked of her, what she can see."""

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client

from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.values import Role
from hustings.rooms.ballots.actions import declare_poll
from hustings.rooms.ballots.declaring import undivided
from hustings.rooms.publication.actions import publish
from hustings.rooms.roll.actions import freeze_snapshot
from tests.doors import house
from tests.doors.house import CYCLE

pytestmark = pytest.mark.django_db


def shown(number: str) -> str:
    answer = Client().get(f"/member/{house.link(Role.MEMBER, number)}/")
    assert answer.status_code == 200
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.cookies == {}
    return answer.content.decode()


@pytest.fixture
def frozen(tmp_path) -> str:
    house.polled(tmp_path)
    house.set_clock(datetime(2031, 5, 2, 12, tzinfo=UTC))
    freeze_snapshot(cycle=CYCLE, actor=house.ALL, at=house.at())
    return CYCLE


def test_before_the_roll_is_frozen_the_page_says_so(tmp_path):
    house.polled(tmp_path)
    assert "The roll has not been frozen yet." in shown("0001")


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("0001", "you may vote"),
        ("0002", "dues not paid"),
        ("0003", "retired"),
        ("0004", "joined too late"),
        ("9999", "You were not on the roll when it was frozen."),
    ],
)
def test_whether_she_may_vote_and_why_not(frozen, number: str, says: str):
    text = shown(number)
    assert says in text
    assert ("you may not vote" in text) == (number in {"0002", "0003", "0004"})


def test_nothing_is_asked_while_no_poll_is_open(frozen):
    assert "Nothing is asked of you now." in shown("0001")


def test_an_open_poll_says_how_to_vote_to_those_who_may(frozen, settings, tmp_path):
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    draw = random.Random(7).randbytes
    uuid = make_uuid(draw=draw)
    declare_poll(
        cycle=CYCLE, question="Whom should we endorse?", answers=["Dana Reyes", "Ben Okafor"],
        opens_at=datetime(2031, 5, 1, tzinfo=UTC), closes_at=datetime(2031, 5, 20, tzinfo=UTC),
        trustees=[make_trustee_key(draw=draw).trustee for _ in range(2)],
        units=undivided(uuid=uuid, credentials=[make_credential(uuid=uuid, draw=draw).public for _ in range(3)]),
        actor=house.ALL, at=house.at(),
    )  # fmt: skip
    may, may_not = shown("0001"), shown("0002")
    assert "A secret poll is open, and you may vote in it." in may
    assert "hustings ballots cast POLL-S1" in may
    assert 'href="/poll/harbor-2031/POLL-S1/U01/booth"' in may
    assert "hustings ballots cast" not in may_not
    house.set_clock(datetime(2031, 5, 21, tzinfo=UTC))
    assert "hustings ballots cast" not in shown("0001")


def test_she_sees_roundtables_only_once_they_are_published(frozen):
    assert "Night shifts" not in shown("0001")
    publish(cycle=CYCLE, actor=house.ALL, at=house.at())
    text = shown("0001")
    assert "Topics: Dredging, Night shifts" in text
    assert f'href="/c/{CYCLE}/roundtables/RT-1/"' in text


def test_the_page_names_no_other_member_and_no_number_but_hers(frozen):
    text = shown("0001")
    assert "members.example" not in text
    assert "0002" not in text
