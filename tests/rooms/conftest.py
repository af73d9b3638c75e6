"""A house, a cycle and the people of its desk, for the tests of rooms."""

from datetime import UTC, date, datetime

import pytest

from hustings.core.phases import Phase
from hustings.core.values import Actor, Kind, Role
from hustings.ground.record.chains import HOUSE, open_chain
from hustings.rooms.cycles.actions import Planned, adopt_rulebook, move_to_phase, open_cycle, publish_call

RULES = {
    "decision": {
        "threshold": {"share": "3/5", "compare": "at least", "base": "votes cast without abstentions"},
        "special": [],
        "quorum": {"kind": "share", "share": "1/2", "compare": "at least", "counts": "seats"},
        "notice": {"days": 7},
        "weights": "one each",
        "tie": "fails",
        "power": "decides",
        "max_candidates": 1,
    },
    "options": ["endorse", "no endorsement", "no position"],
    "notice_days": 7,
    "record_on": "2031-05-01",
    "poll_effect": "advisory",
    "audience": "restricted class",
    "minimum_unit": 2,
    "text": "The board decides by three fifths of the votes cast.",
}


@pytest.fixture
def at() -> datetime:
    return datetime(2031, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def director() -> Actor:
    return Actor("director-1", frozenset({Role.DIRECTOR}))


@pytest.fixture
def secretary() -> Actor:
    return Actor("secretary-1", frozenset({Role.SECRETARY}))


@pytest.fixture
def house(db: None, at: datetime) -> str:
    open_chain(code=HOUSE, kind=Kind.LIVE, title="House", phase="", body={}, role="system", at=at)
    return HOUSE


@pytest.fixture
def cycle(house: str, director: Actor, at: datetime) -> str:
    """A rehearsal's cycle in the phase "drafting"."""
    return open_cycle(
        code="harbor-2031",
        kind=Kind.REHEARSAL,
        title="Mayor of Harbor City, 2031",
        organisation="United Harbor Workers",
        contest="Mayor of Harbor City",
        election_on=date(2031, 11, 4),
        actor=director,
        at=at,
    )


@pytest.fixture
def called(cycle: str, director: Actor, at: datetime) -> str:
    """The same cycle with a rulebook and a published call."""
    adopt_rulebook(cycle=cycle, rules=RULES, actor=director, at=at)
    calendar = [
        Planned("deadline", "Replies due", date(2031, 4, 1)),
        Planned("decision", "Board meets", date(2031, 9, 1)),
    ]
    publish_call(cycle=cycle, text="Every candidate is invited.", calendar=calendar, actor=director, at=at)
    return cycle


@pytest.fixture
def hearing(called: str, director: Actor, at: datetime) -> str:
    """The same cycle in the phase "hearing"."""
    move_to_phase(cycle=called, phase=Phase.HEARING, actor=director, at=at)
    return called
