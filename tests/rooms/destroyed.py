"""A declared poll of two credentials, and the statement that their list is destroyed."""

import random
from typing import Any

from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.destroyed_list import DestroyedList, DestroyedUnit
from hustings.core.ballots.trustees import make_trustee_key
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.ballots.actions import declare_poll
from hustings.rooms.ballots.declaring import undivided
from tests.rooms.polls import ANSWERS, CLOSES, ELECTION_OFFICER, OPENS

DRAW = random.Random(5).randbytes


def fitting_statement(cycle: str) -> DestroyedList:
    """Declare POLL-S1; the statement that fits it."""
    uuid = make_uuid(draw=DRAW)
    credentials = [make_credential(uuid=uuid, draw=DRAW).public for _ in range(2)]
    declare_poll(
        cycle=cycle,
        question="Whom should we endorse?",
        answers=ANSWERS,
        opens_at=OPENS,
        closes_at=CLOSES,
        trustees=[make_trustee_key(draw=DRAW).trustee for _ in range(2)],
        units=undivided(uuid=uuid, credentials=credentials),
        actor=ELECTION_OFFICER,
        at=OPENS,
    )
    (unit,) = recorded(cycle)["units"]
    units = (DestroyedUnit("U01", uuid, 2, unit["credentials_digest"]),)
    return DestroyedList(cycle, "Mayor of Harbor City, 2031", "2031-10-01", "c" * 64, units)


def recorded(cycle: str) -> dict[str, Any]:
    """The body of the newest entry that everybody may see."""
    payload = publishable_entries(cycle=cycle)[-1].payload
    assert payload is not None
    body: dict[str, Any] = payload["body"]
    return body
