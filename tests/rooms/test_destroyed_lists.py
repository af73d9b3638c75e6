"""What the credential office states about its list goes on the record, once, and only about this poll's credentials."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hustings.core.ballots.destroyed_list import DestroyedList
from hustings.rooms.ballots.actions import record_destroyed_list
from hustings.rooms.ballots.refusals import ListIsDestroyed, NoSuchPoll, StatementDiffers
from tests.rooms.destroyed import fitting_statement, recorded
from tests.rooms.polls import CLOSES, ELECTION_OFFICER


@pytest.fixture
def statement(hearing: str, settings: Any, tmp_path: Path) -> DestroyedList:
    """The statement that fits the poll POLL-S1 of two credentials."""
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    return fitting_statement(hearing)


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
