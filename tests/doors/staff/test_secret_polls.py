"""A secret poll at the desk where nothing can be opened, and where its field changes."""

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.ballots.units import Unit
from hustings.core.values import Role
from hustings.rooms.ballots.actions import change_field, declare_poll
from hustings.rooms.ballots.declaring import UnitSetup
from hustings.rooms.ballots.queries import poll_of
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused

pytestmark = pytest.mark.django_db

OPENS, CLOSES = datetime(2031, 3, 2, 12, tzinfo=UTC), datetime(2031, 3, 9, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def declared(tmp_path, settings):
    """A poll of two units, in which nobody votes."""
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    house.hearing()
    draw = random.Random(7).randbytes
    units = []
    for number, name in enumerate(("Docks", "Yards"), 1):
        uuid = make_uuid(draw=draw)
        credentials = [make_credential(uuid=uuid, draw=draw).public for _ in range(2)]
        units.append(UnitSetup(Unit(f"U0{number}", name, 2, (), f"U0{3 - number}"), uuid, credentials))
    declare_poll(
        cycle=CYCLE, question="Whom should we endorse?", answers=["Dana Reyes", "Ben Okafor"], opens_at=OPENS,
        closes_at=CLOSES, trustees=[make_trustee_key(draw=draw).trustee for _ in range(2)], units=units,
        actor=house.ALL, at=OPENS,
    )  # fmt: skip


def test_a_poll_in_which_too_few_voted_is_kept_closed_at_the_desk():
    eli = house.as_role(Role.ELECTION_OFFICER)
    page = here("secret-polls/POLL-S1/")
    told = eli.get(page).content.decode()
    assert "Reporting units" in told
    assert "If too few vote, together with" in told
    assert refused(eli.post(page + "keep-closed/"), "poll-state")
    house.set_clock(datetime(2031, 3, 10, tzinfo=UTC))
    assert done(eli.post(page + "close/"), page)
    assert "Keep the secret poll POLL-S1 closed: too few members voted" in eli.get(here("")).content.decode()
    assert refused(eli.post(page + "count/"), "too-few-ballots")
    assert "Keep the secret poll closed" in eli.get(page).content.decode()
    assert done(eli.post(page + "keep-closed/"), page)
    assert "kept closed" in eli.get(page).content.decode()
    assert poll_of(cycle=CYCLE, poll="POLL-S1").state == "sealed"


def test_a_poll_that_is_to_be_opened_again_says_how():
    change_field(
        cycle=CYCLE, poll="POLL-S1", candidate="CAND-2", rule="re-open", words="So the rulebook.", actor=house.ALL,
        at=OPENS,
    )  # fmt: skip
    told = house.as_role(Role.ELECTION_OFFICER).get(here("secret-polls/POLL-S1/")).content.decode()
    assert "hustings ballots declare … --reopens POLL-S1" in told
