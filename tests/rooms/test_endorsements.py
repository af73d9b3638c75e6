"""Endorsements: which body acted, on which day, for whom, and who says so; each act once."""

from functools import partial
from typing import Any

import pytest

from hustings.core.phases import OPEN, Phase
from hustings.core.typed import TextTooLong
from hustings.core.values import NotADay, Role
from hustings.ground.record.refusals import SourceMissing
from hustings.rooms.endorsements.actions import LEVELS, OUTCOMES, enter_endorsement
from hustings.rooms.endorsements.queries import endorsements_of
from hustings.rooms.endorsements.refusals import AlreadyEntered, EndorserMissing, NotAnEndorsement
from tests.databases import FreshDatabase
from tests.rooms.harbor import GAZETTE, bodies, open_reported, payloads
from tests.rooms.races import AT, COLLEAGUE, DIRECTOR, at_once, open_harbor
from tests.rooms.refused import only, refuses

enter = partial(
    enter_endorsement,
    endorser="Dock Clerks Guild",
    level="national",
    outcome="endorsed",
    endorsee="Dana Reyes",
    on="2031-02",
    by="its council",
    what="The guild's council endorses Dana Reyes.",
    sources=[GAZETTE],
    actor=DIRECTOR,
    at=AT,
)


def test_an_act_stands_on_the_record_with_its_source(cycle: str) -> None:
    enter(cycle=cycle)
    (entry,) = payloads(cycle, "endorsement.entered")
    assert entry["subject"] == "Dock Clerks Guild"
    assert entry["body"] == {
        "endorser": "Dock Clerks Guild",
        "level": "national",
        "outcome": "endorsed",
        "endorsee": "Dana Reyes",
        "on": "2031-02",
        "by": "its council",
        "what": "The guild's council endorses Dana Reyes.",
        "sources": [{"outlet": "Harbor Gazette", "day": "2031-02-03"}],
    }


def test_what_is_not_known_is_left_out(cycle: str) -> None:
    enter(cycle=cycle, outcome="no endorsement", endorsee="", by=" ", sources=[])
    assert bodies(cycle, "endorsement.entered")[0].keys() == {"endorser", "level", "outcome", "on", "what"}


def test_the_tracker_is_in_the_order_of_days(cycle: str) -> None:
    enter(cycle=cycle, endorser="Local 12", level="local", on="2031-03-04")
    enter(cycle=cycle)
    assert [(view.on, view.endorser) for view in endorsements_of(cycle=cycle)] == [
        ("2031-02", "Dock Clerks Guild"),
        ("2031-03-04", "Local 12"),
    ]


def test_the_same_act_is_entered_once_whatever_its_words(cycle: str) -> None:
    enter(cycle=cycle)
    refuses(AlreadyEntered, enter, cycle=cycle, endorser=" Dock  Clerks Guild ", what="Once more.", by="its board")
    enter(cycle=cycle, outcome="withdrawn", on="2031-06-01")
    assert [view.outcome for view in endorsements_of(cycle=cycle)] == ["endorsed", "withdrawn"]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_level_has_every_outcome(cycle: str, level: str, outcome: str) -> None:
    enter(cycle=cycle, level=level, outcome=outcome)
    (view,) = endorsements_of(cycle=cycle)
    assert (view.level, view.outcome) == (level, outcome)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"level": "galactic"}, NotAnEndorsement),
        ({"outcome": "liked"}, NotAnEndorsement),
        ({"endorser": " "}, EndorserMissing),
        ({"what": ""}, EndorserMissing),
        ({"endorsee": " "}, EndorserMissing),
        ({"endorser": "x" * 161}, TextTooLong),
        ({"endorsee": "x" * 121}, TextTooLong),
        ({"by": "x" * 161}, TextTooLong),
        ({"on": "spring"}, NotADay),
    ],
)
def test_an_act_says_who_whom_when_and_what(cycle: str, told: dict[str, Any], refusal: Any) -> None:
    refuses(refusal, enter, cycle=cycle, **told)


def test_a_reported_cycle_takes_no_act_without_a_source(house: str) -> None:
    told = open_reported()
    refuses(SourceMissing, enter, cycle=told, sources=[])
    enter(cycle=told)
    assert payloads(told, "endorsement.entered")[0]["basis"] == "reported"


def test_who_may_enter_an_act_and_when(cycle: str) -> None:
    only({Role.DIRECTOR, Role.COMMUNICATIONS}, OPEN, partial(enter, cycle=cycle), cycle=cycle)


def test_two_who_enter_the_same_act_at_once_enter_it_once(fresh_database: FreshDatabase) -> None:
    cycle = open_harbor(Phase.HEARING)
    answers = at_once(fresh_database, *(partial(enter, cycle=cycle, actor=actor) for actor in (DIRECTOR, COLLEAGUE)))
    assert "already-entered" in answers
    assert len(endorsements_of(cycle=cycle)) == 1
