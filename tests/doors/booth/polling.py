"""An open secret poll of the invented house, with ballots that were made before: two of the first voter's."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.engine import Election
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.trustees import make_trustee_key
from hustings.doors.cli.ballot_files import read_setup
from hustings.rooms.ballots.actions import declare_poll
from hustings.rooms.ballots.box import box_path
from hustings.rooms.ballots.declaring import undivided
from hustings.rooms.cycles.actions import adopt_rulebook, publish_call
from tests.doors import house
from tests.doors.house import ALL, CYCLE, START
from tests.rooms.conftest import RULES

DRAW = secrets.token_bytes
POLL, UNIT = "POLL-S1", "U01"
OPENS, CLOSES = START, START + timedelta(days=14)
ANSWERS = ("Alma Reyes", "Bo Lindqvist", "No endorsement")


@dataclass(frozen=True)
class Held:
    """A poll that is open. `votes` makes a ballot of a voter; `archive` is its box."""

    secrets: Sequence[str]
    publics: Sequence[str]
    election: Election
    archive: Path

    def ballot(self, voter: int, answer: int = 0) -> bytes:
        choices = [[int(place == answer) for place in range(len(ANSWERS))]]
        return ENGINE.make_ballot(election=self.election, credential=self.secrets[voter], choices=choices, draw=DRAW)


def open_poll(files: Path, *, n_voters: int = 3, stranger: bool = False, **rules: Any) -> Held:
    """Declare a poll in a rehearsal whose clock stands at its opening. The last voter is a `stranger` to the list."""
    settings.CONFIG = replace(settings.CONFIG, files=files)
    house.drafting()
    adopt_rulebook(cycle=CYCLE, rules=RULES | rules, actor=ALL, at=START)
    publish_call(cycle=CYCLE, text="Every candidate is invited.", calendar=[], actor=ALL, at=START)
    uuid = make_uuid(draw=DRAW)
    voters = [make_credential(uuid=uuid, draw=DRAW) for _ in range(n_voters)]
    listed = voters[:-1] if stranger else voters
    declare_poll(
        cycle=CYCLE,
        question="Whom should we endorse?",
        answers=ANSWERS,
        opens_at=OPENS,
        closes_at=CLOSES,
        trustees=[make_trustee_key(draw=DRAW).trustee for _ in range(2)],
        units=undivided(uuid=uuid, credentials=[voter.public for voter in listed]),
        actor=ALL,
        at=START,
    )
    path = box_path(cycle=CYCLE, poll=POLL, unit=UNIT)
    with path.open("rb") as archive:
        election = read_setup(archive, coins=DRAW, proven=True).election
    return Held([voter.secret for voter in voters], [voter.public for voter in voters], election, path)


def hand_in(ballot: bytes, *, unit: str = UNIT, poll: str = POLL, **headers: str) -> HttpResponse:
    """A ballot over HTTP, from a program without a cookie, where a forged form would be refused."""
    client = Client(enforce_csrf_checks=True)
    path = f"/poll/{CYCLE}/{poll}/{unit}/ballots"
    return client.post(path, ballot, content_type="application/octet-stream", headers=headers)
