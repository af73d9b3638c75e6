"""A cycle with two candidates, CAND-1 (Dana Reyes) and CAND-2 (Ben Okafor), and what they are offered."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hustings.core.hearings import Audience, Press
from hustings.core.values import Actor, Days, Kind, Role, Source
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.candidates.actions import add_candidate, change_status
from hustings.rooms.candidates.statuses import Status
from hustings.rooms.cycles.actions import open_cycle
from hustings.rooms.invitations.actions import adopt_terms, send_invitation
from hustings.rooms.invitations.queries import Terms
from tests.rooms.races import AT, DIRECTOR

DEADLINE = datetime(2031, 4, 1, 17, 0, tzinfo=UTC)
TERMS = Terms("Come and speak with us.", 90, 3, Audience.RESTRICTED, DEADLINE)
FEBRUARY = Days.parse("2031-02")
DAY = timedelta(days=1)
GAZETTE = Source("Harbor Gazette", "2031-02-03")

EVENING = datetime(2031, 4, 10, 1, 0, tzinfo=UTC)  # 9 April, nine in the evening, in New York
ROUNDTABLE: dict[str, Any] = {
    "candidate": "CAND-1",
    "starts_at": EVENING,
    "zone": "America/New_York",
    "minutes": 90,
    "place": "Union hall",
    "topics": ["pensions", "port automation"],
    "audience": Audience.RESTRICTED,
    "press": Press.AFTERWARDS,
    "actor": DIRECTOR,
    "at": AT,
}


def enter_candidates(cycle: str) -> str:
    for name in ("Dana Reyes", "Ben Okafor"):
        add_candidate(cycle=cycle, name=name, status=Status.DECLARED, on=FEBRUARY, actor=DIRECTOR, at=AT)
    return cycle


def enter_candidates_and_terms(cycle: str) -> str:
    adopt_terms(cycle=enter_candidates(cycle), terms=TERMS, actor=DIRECTOR, at=AT)
    return cycle


def invite_both(cycle: str) -> str:
    """INV-1 goes to CAND-1, INV-2 to CAND-2."""
    enter_candidates_and_terms(cycle)
    for candidate in ("CAND-1", "CAND-2"):
        send_invitation(cycle=cycle, candidate=candidate, actor=DIRECTOR, at=AT)
    return cycle


def open_reported() -> str:
    """A cycle retold from sources, with the candidate CAND-1."""
    cycle = open_cycle(
        code="reported",
        kind=Kind.REPORTED,
        title="As reported",
        organisation="United Harbor Workers",
        contest="Mayor of Harbor City",
        election_on=date(2031, 11, 4),
        actor=DIRECTOR,
        at=AT,
    )
    add_candidate(
        cycle=cycle,
        name="Dana Reyes",
        status=Status.DECLARED,
        on=FEBRUARY,
        sources=[GAZETTE],
        actor=DIRECTOR,
        at=AT,
    )
    return cycle


def withdraw(cycle: str, candidate: str) -> None:
    on = Days.parse("2031-03-01")
    change_status(cycle=cycle, candidate=candidate, status=Status.WITHDREW, on=on, actor=DIRECTOR, at=AT)


def campaign(candidate: str) -> Actor:
    return Actor(f"link-of-{candidate}", frozenset({Role.CAMPAIGN}), candidate)


def payloads(cycle: str, verb: str) -> list[Any]:
    """What everybody may see of the entries with that verb, oldest first."""
    shown = [entry.payload for entry in publishable_entries(cycle=cycle) if entry.payload]
    return [payload for payload in shown if payload["verb"] == verb]


def bodies(cycle: str, verb: str) -> list[Any]:
    return [payload["body"] for payload in payloads(cycle, verb)]
