"""A secret poll that takes ballots, in the invented house: who may vote, and where its booth is."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime

from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.engine import Credential
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.ballots.units import Unit
from hustings.rooms.ballots.actions import declare_poll
from hustings.rooms.ballots.declaring import UnitSetup
from hustings.rooms.candidates.actions import add_candidate
from hustings.rooms.candidates.statuses import Status
from tests.doors import house

OPENS = datetime(2031, 3, 10, 12, 0, tzinfo=UTC)
DURING = datetime(2031, 3, 12, 12, 0, tzinfo=UTC)
CLOSES = datetime(2031, 3, 24, 12, 0, tzinfo=UTC)
ANSWERS = ("Dana Reyes", "Ben Okafor", "Lena Marsh", "No endorsement")
POLL = "/poll/harbor-2031/POLL-S1/"


@dataclass(frozen=True)
class OpenPoll:
    """The voters of each unit, by its code."""

    voters: dict[str, list[Credential]]

    def booth(self, unit: str = "U01") -> str:
        """The booth's address."""
        return f"{POLL}{unit}/booth"


def open_poll(*, n_units: int = 1, n_voters: int = 3) -> OpenPoll:
    """A poll of two trustees, two days after its opening by the rehearsal's clock."""
    draw = random.Random(17).randbytes
    cycle = house.called()
    for name in ANSWERS[:-1]:
        on, who = house.FEBRUARY, {"cycle": cycle, "actor": house.ALL, "at": house.START}
        add_candidate(**who, name=name, status=Status.DECLARED, on=on)
    voters, units = {}, []
    for number in range(1, n_units + 1):
        neighbour = f"U{number % n_units + 1:02}" if n_units > 1 else ""
        unit = Unit(f"U{number:02}", f"Locals of pier {number}", n_voters, (f"L{number}",), neighbour)
        uuid = make_uuid(draw=draw)
        voters[unit.code] = [make_credential(uuid=uuid, draw=draw) for _ in range(n_voters)]
        units.append(UnitSetup(unit, uuid, [each.public for each in voters[unit.code]]))
    declare_poll(
        cycle=cycle,
        question="Whom should we endorse for mayor?",
        answers=ANSWERS,
        opens_at=OPENS,
        closes_at=CLOSES,
        trustees=[make_trustee_key(draw=draw).trustee for _ in range(2)],
        units=units,
        actor=house.ALL,
        at=house.START,
    )
    house.set_clock(DURING)
    return OpenPoll(voters)
