"""Paper ballots at the desk: announced before the opening, counted by two people, shown to everybody."""

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
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused, wrong

pytestmark = pytest.mark.django_db
OPENS, CLOSES = datetime(2031, 3, 2, 12, tzinfo=UTC), datetime(2031, 3, 9, 12, tzinfo=UTC)
FIGURES = {"n_voters": "16", "n_spoilt": "1", "votes-0": "9", "votes-1": "6"}


def test_paper_ballots_are_announced_entered_confirmed_and_shown(tmp_path, settings):
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    house.hearing()
    draw = random.Random(7).randbytes
    uuid = make_uuid(draw=draw)
    declare_poll(
        cycle=CYCLE, question="Whom should we endorse?", answers=["Dana Reyes", "Ben Okafor"], opens_at=OPENS,
        closes_at=CLOSES, trustees=[make_trustee_key(draw=draw).trustee for _ in range(2)],
        units=undivided(uuid=uuid, credentials=[make_credential(uuid=uuid, draw=draw).public]),
        actor=house.ALL, at=house.at(),
    )  # fmt: skip
    eli, sal = house.as_role(Role.ELECTION_OFFICER), house.as_role(Role.SECRETARY)
    page = here("secret-polls/POLL-S1/")
    assert "Announce paper ballots" in eli.get(page).content.decode()
    assert wrong(eli.post(page + "paper/", n_paper="40"), "places")
    assert done(eli.post(page + "paper/", n_paper="40", places="Hall\nLetters"), page)
    assert refused(eli.post(page + "paper/", n_paper="40", places="Hall"), "paper-announced", kept="Hall")
    house.set_clock(datetime(2031, 3, 10, tzinfo=UTC))
    assert done(eli.send(page + "paper/enter/", FIGURES | {"place": "Hall"}), page)
    assert "16" not in sal.get(page + "paper/confirm/").content.decode().partition("<form")[2]
    differing = sal.send(page + "paper/confirm/", FIGURES | {"sheet": "PAPER-1", "votes-0": "8", "n_spoilt": "2"})
    assert refused(differing, "paper-sheets-differ", kept="8")
    assert done(sal.send(page + "paper/confirm/", FIGURES | {"sheet": "PAPER-1"}), page)
    shown = eli.get(page).content.decode()
    assert "Paper and hall ballots" in shown
    assert "Letters" in shown
    publish(cycle=CYCLE, note="", actor=house.ALL, at=house.at())
    public = Client().get(f"/c/{CYCLE}/polls/").content.decode()
    assert "Members who vote on paper, struck off the electronic list" in public
    assert "nobody can recompute them" in public
