"""What the credential office states about its list goes on the record, once, and only about this poll's credentials."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.destroyed_list import DestroyedList, DestroyedUnit
from hustings.core.ballots.trustees import make_trustee_key
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.ballots.actions import declare_poll, record_destroyed_list
from hustings.rooms.ballots.declaring import undivided
from hustings.rooms.ballots.refusals import ListIsDestroyed, NoSuchPoll, StatementDiffers
from tests.rooms.polls import ANSWERS, CLOSES, ELECTION_OFFICER, OPENS

DRAW = random.Random(5).randbytes


@pytest.fixture
def statement(hearing: str, settings: Any, tmp_path: Path) -> DestroyedList:
    """The statement that fits the poll POLL-S1 of two credentials."""
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    uuid = make_uuid(draw=DRAW)
    credentials = [make_credential(uuid=uuid, draw=DRAW).public for _ in range(2)]
    declare_poll(
        cycle=hearing,
        question="Whom should we endorse?",
        answers=ANSWERS,
        opens_at=OPENS,
        closes_at=CLOSES,
        trustees=[make_trustee_key(draw=DRAW).trustee for _ in range(2)],
        units=undivided(uuid=uuid, credentials=credentials),
        actor=ELECTION_OFFICER,
        at=OPENS,
    )
    (unit,) = recorded(hearing)["units"]
    units = (DestroyedUnit("U01", uuid, 2, unit["credentials_digest"]),)
    return DestroyedList(hearing, "Mayor of Harbor City, 2031", "2031-10-01", "c" * 64, units)


def recorded(cycle: str) -> dict[str, Any]:
    payload = publishable_entries(cycle=cycle)[-1].payload
    assert payload is not None
    body: dict[str, Any] = payload["body"]
    return body


def test_the_statement_goes_on_the_record_once(hearing: str, statement: DestroyedList) -> None:
    act: dict[str, Any] = {"cycle": hearing, "poll": "POLL-S1", "actor": ELECTION_OFFICER, "at": CLOSES}
    assert record_destroyed_list(**act, statement=statement) == "2031-10-01"
    assert recorded(hearing) == {
        "poll": "POLL-S1",
        "destroyed_on": "2031-10-01",
        "n_credentials": 2,
        "list_digest": "c" * 64,
        "words": statement.words,
    }
    with pytest.raises(ListIsDestroyed, match="2031-10-01"):
        record_destroyed_list(**act, statement=statement)


def test_a_statement_about_other_credentials_is_refused(hearing: str, statement: DestroyedList) -> None:
    act: dict[str, Any] = {"cycle": hearing, "actor": ELECTION_OFFICER, "at": CLOSES}
    (unit,) = statement.units
    for wrong in (
        replace(statement, cycle="another"),
        replace(statement, units=(replace(unit, credentials_digest="d" * 64),)),
        replace(statement, units=(replace(unit, n_credentials=3),)),
        replace(statement, units=(unit, replace(unit, code="U02"))),
    ):
        with pytest.raises(StatementDiffers):
            record_destroyed_list(**act, poll="POLL-S1", statement=wrong)
    with pytest.raises(NoSuchPoll):
        record_destroyed_list(**act, poll="POLL-S2", statement=statement)
