"""A poll that takes ballots for a month, so that visitors can try the booth: a rehearsal apart, never published."""

import secrets
from datetime import datetime, timedelta

from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.values import Days, Kind
from hustings.demo.rehearsal.opening import RULES
from hustings.demo.rehearsal.people import CANDIDATES, UNION, Stage
from hustings.demo.rehearsal.polls import ANSWERS
from hustings.rooms.ballots.actions import declare_poll
from hustings.rooms.ballots.declaring import undivided
from hustings.rooms.candidates.actions import add_candidate
from hustings.rooms.candidates.statuses import Status
from hustings.rooms.cycles.actions import adopt_rulebook, open_cycle, publish_call

CYCLE = "try-the-booth"
LASTS = timedelta(days=30)


def open_booth(stage: Stage, *, at: datetime) -> str:
    """The path of a booth with a voting code, as it would stand in a member's letter."""
    draw = secrets.token_bytes
    director, officer = stage["director"], stage["election-officer"]
    contest = "President of the Commonwealth"
    ends_on = (at + 2 * LASTS).date()
    open_cycle(
        code=CYCLE,
        kind=Kind.REHEARSAL,
        title="Try the voting booth",
        organisation=UNION,
        contest=contest,
        election_on=ends_on,
        actor=director,
        at=at,
    )
    adopt_rulebook(cycle=CYCLE, rules=RULES, actor=stage["secretary"], at=at)
    publish_call(cycle=CYCLE, text="Try how members vote. Nothing is counted.", calendar=[], actor=director, at=at)
    for name, party in CANDIDATES:
        on = Days.parse(at.date().isoformat())
        add_candidate(cycle=CYCLE, name=name, party=party, status=Status.DECLARED, on=on, actor=director, at=at)
    uuid = make_uuid(draw=draw)
    credential = make_credential(uuid=uuid, draw=draw)
    poll = declare_poll(
        cycle=CYCLE,
        question="Whom should the union endorse?",
        answers=ANSWERS,
        opens_at=at,
        closes_at=at + LASTS,
        trustees=[make_trustee_key(draw=draw).trustee for _ in range(2)],
        units=undivided(uuid=uuid, credentials=[credential.public]),
        actor=officer,
        at=at,
    )
    return f"poll/{CYCLE}/{poll}/U01/booth#{credential.secret}"
