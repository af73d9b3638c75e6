"""Several reports of one event: one fact, every source, what differs beside it."""

from typing import Any

import pytest

from hustings.core.reading.source_class import NoSuchStanding
from hustings.core.values import Actor, Role, Source
from hustings.rooms.candidates.actions import add_candidate
from hustings.rooms.candidates.refusals import NoSuchCandidate
from hustings.rooms.candidates.statuses import Status
from hustings.rooms.press.actions.articles import enter_name, take_in_article
from hustings.rooms.press.actions.facts import accept_fact, add_fact, add_report, add_source
from hustings.rooms.press.queries import events_waiting, facts_of, likely_same
from hustings.rooms.press.refusals import (
    AnotherKindOfFact,
    DenialMissing,
    FactNotOffered,
    NoSuchFact,
    NoSuchPublishedFact,
)
from tests.rooms.harbor import FEBRUARY, bodies
from tests.rooms.races import DIRECTOR

WRITER = Actor("communications-1", frozenset({Role.COMMUNICATIONS}))
DAILY = """HARBOR CITY, March 4, 2031 - Alma Reyes met with leaders of the United Harbor Workers on Monday.

The Dock Clerks Guild endorsed Reyes on Sunday.
"""
RADIO = """HARBOR CITY, March 5, 2031 - Alma Reyes met with leaders of the United Harbor Workers on Tuesday.

The Dock Clerks Guild gave $5,000 to Reyes on Monday.
"""


@pytest.fixture
def press(called: str, at: Any) -> str:
    """A cycle whose press file holds two articles, of one day each; the candidate is CAND-1."""
    add_candidate(cycle=called, name="Alma Reyes", status=Status.DECLARED, on=FEBRUARY, actor=DIRECTOR, at=at)
    for key, name in (("uhw", "United Harbor Workers"), ("guild", "Dock Clerks Guild")):
        enter_name(cycle=called, key=key, kind="Organization", name=name, aliases=[], role="union", actor=WRITER, at=at)
    for outlet, text, day in (("Harbor Daily", DAILY, "2031-03-04"), ("Bay Radio", RADIO, "2031-03-05")):
        take_in_article(cycle=called, outlet=outlet, text=text, published=day, actor=WRITER, at=at)
    return called


def code(cycle: str, article: str, kind: str) -> str:
    return next(one.code for one in facts_of(cycle=cycle, article=article, actor=WRITER) if one.type == kind)


@pytest.fixture
def meeting(press: str, at: Any) -> str:
    """The meeting as the Daily tells it, published."""
    told = {"what": "Alma Reyes met the union's leaders.", "on": "2031-03-03"}
    return accept_fact(cycle=press, article="ART-1", fact=code(press, "ART-1", "meeting"), actor=WRITER, at=at, **told)


def test_a_fact_names_who_takes_part_by_role_and_the_candidates_by_code(meeting, press):
    (body,) = bodies(press, "fact.published")
    assert body["about"] == ["CAND-1"]
    assert body["who"] == [
        {"role": "candidate", "name": "Alma Reyes", "candidate": "CAND-1"},
        {"role": "organization", "name": "United Harbor Workers"},
    ]


def test_a_finding_that_tells_a_published_fact_again_is_recognised_with_reasons(meeting, press):
    (likely,) = likely_same(cycle=press, article="ART-2", fact=code(press, "ART-2", "meeting"), actor=WRITER)
    assert (likely.fact, likely.alike.same) == (meeting, True)
    assert likely.alike.reasons == (
        "both name Alma Reyes (candidate)",
        "both name United Harbor Workers (organization)",
        "1 day apart: 2031-03-04 and 2031-03-03",
    )
    (differs,) = likely.alike.differs
    assert (differs.field, [said.says for said in differs.said]) == ("day", ["2031-03-03", "2031-03-04"])
    assert likely_same(cycle=press, article="ART-2", fact=code(press, "ART-2", "donation"), actor=WRITER) == ()


def test_what_waits_is_grouped_by_the_event_that_it_tells(meeting, press):
    events = {event.type: event for event in events_waiting(cycle=press, actor=WRITER)}
    assert {kind: len(event.tellings) for kind, event in events.items()} == {
        "meeting": 2,
        "endorsement": 1,
        "donation": 1,
    }
    told = [each.key for each in events["meeting"].tellings]
    assert told == [meeting, f"ART-2.{code(press, 'ART-2', 'meeting')}"]
    assert [each.field for each in events["meeting"].outline.conflicts] == ["day"]


def test_a_second_report_adds_a_source_and_what_it_says_otherwise_never_a_fact(meeting, press, at):
    found = code(press, "ART-2", "meeting")
    add_report(cycle=press, article="ART-2", fact=found, to=meeting, on="2031-03-04", actor=WRITER, at=at)
    (again,) = bodies(press, "fact.reported-again")
    assert again == {
        "fact": meeting,
        "report": f"ART-2.{found}",
        "status": "happened",
        "on": "2031-03-04",
        "sources": [{"outlet": "Bay Radio", "day": "2031-03-05", "standing": "named outlet"}],
    }
    assert len(bodies(press, "fact.published")) == 1
    with pytest.raises(NoSuchFact):
        accept_fact(cycle=press, article="ART-2", fact=found, what="They met.", actor=WRITER, at=at)


def test_a_report_needs_a_published_fact_of_its_kind(meeting, press, at):
    found = code(press, "ART-2", "meeting")
    with pytest.raises(NoSuchPublishedFact):
        add_report(cycle=press, article="ART-2", fact=found, to="ART-9.FACT-9", actor=WRITER, at=at)
    gift = code(press, "ART-2", "donation")
    with pytest.raises(AnotherKindOfFact):
        add_report(cycle=press, article="ART-2", fact=gift, to=meeting, actor=WRITER, at=at)


def test_a_source_that_is_not_in_the_file_is_added_by_hand(meeting, press, at):
    weekly = Source("Bay Weekly", "2031-03-07")
    add_source(cycle=press, to=meeting, sources=[weekly], status="denied", actor=WRITER, at=at)
    (again,) = bodies(press, "fact.reported-again")
    assert (again["fact"], again["report"], again["status"]) == (meeting, "ADDED-1", "denied")
    assert again["sources"] == [weekly.as_json() | {"standing": "named outlet"}]
    with pytest.raises(NoSuchPublishedFact):
        add_source(cycle=press, to="ART-9.FACT-9", sources=[weekly], status="denied", actor=WRITER, at=at)


def test_a_reviewer_corrects_the_standing_of_a_source_with_one_of_four_words(press, at):
    told = {"article": "ART-1", "fact": code(press, "ART-1", "endorsement"), "what": "The guild endorsed Alma Reyes."}
    with pytest.raises(NoSuchStanding):
        accept_fact(cycle=press, source_class="good", actor=WRITER, at=at, **told)
    accept_fact(cycle=press, source_class="who gains", actor=WRITER, at=at, **told)
    (body,) = bodies(press, "fact.published")
    assert body["sources"][0]["standing"] == "who gains"


def test_an_outlet_that_is_the_endorser_gives_its_own_release(press, at):
    text = "HARBOR CITY, March 6, 2031 - The Dock Clerks Guild endorsed Alma Reyes on Sunday."
    article = take_in_article(cycle=press, outlet="Dock Clerks Guild", text=text, actor=WRITER, at=at)
    found = code(press, article, "endorsement")
    accept_fact(cycle=press, article=article, fact=found, what="The guild endorsed Reyes.", actor=WRITER, at=at)
    assert bodies(press, "fact.published")[0]["sources"][0]["standing"] == "own release"


def test_a_fact_is_about_candidates_of_the_cycle_only(press, at):
    told = {"article": "ART-1", "fact": code(press, "ART-1", "meeting"), "what": "They met.", "about": ["CAND-9"]}
    with pytest.raises(NoSuchCandidate):
        accept_fact(cycle=press, actor=WRITER, at=at, **told)


def test_nobody_words_a_finding_into_one_about_crime_health_or_sex(press, at):
    told = {"article": "ART-1", "fact": code(press, "ART-1", "meeting"), "what": "They met after his arrest."}
    with pytest.raises(FactNotOffered):
        accept_fact(cycle=press, actor=WRITER, at=at, **told)


@pytest.mark.parametrize(
    "told",
    [
        {"what": "A court heard a matter that concerns Alma Reyes.", "sensitive": True},
        {"what": "Alma Reyes was charged with fraud."},
    ],
)
def test_crime_health_and_sex_are_told_by_hand_and_with_the_denial_beside_it(press, at, told):
    more = {"fact_type": "legal", "status": "happened", "on": "2031-03", "about": ["CAND-1"]}
    more |= {"sources": [Source("Harbor Daily", "2031-03-04")], "actor": WRITER, "at": at}
    with pytest.raises(DenialMissing):
        add_fact(cycle=press, **more, **told)
    add_fact(cycle=press, denial="Alma Reyes denies it.", **more, **told)
    assert bodies(press, "fact.published")[0]["denial"] == "Alma Reyes denies it."
