"""Facts from the press on the public pages: one event once, whose word it is, and what sources say differently."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from tests.core.story import Story, opening
from tests.doors.public.kept import keep, make_public
from tests.doors.public.reading import read

pytestmark = pytest.mark.django_db

POST = {"outlet": "Harbor Post", "day": "2031-03-10", "link": "https://post.example/1", "standing": "named outlet"}
RADIO = {"outlet": "Bay Radio", "day": "2031-03-12", "standing": "unnamed sources"}
GUILD = {"outlet": "Dock Clerks Guild", "day": "2031-03-13", "standing": "own release"}
GAINS = {"outlet": "Bay Radio", "day": "2031-03-12", "standing": "who gains"}
WHO = [{"role": "endorser", "name": "Dock Clerks Guild"}, {"role": "endorsee", "name": "Ada Quill"}]


def tell(story: Story, verb: str, fact: str, source: dict[str, str], **said: Any) -> None:
    story.tell("2031-03-20", verb, {"fact": fact, "status": "happened"} | said | {"sources": [source]})


@pytest.fixture
def told(db: None) -> str:
    """A meeting with two days, a plan whose day is past, an endorsement with the endorser's word, and a claim."""
    story = Story()
    story.tell("2031-03-01", "record.opened", opening())
    body = {"candidate": "CAND-1", "name": "Ada Quill", "status": "declared", "on": "2031-02-15"}
    story.tell("2031-03-03", "candidate.added", body)
    met = {"type": "meeting", "what": "Ada Quill met the guild", "quotation": "a frank talk", "speaker": "Ada Quill"}
    tell(story, "fact.published", "ART-1.FACT-1", POST, on="2031-03-08", about=["CAND-1"], **met)
    tell(story, "fact.reported-again", "ART-1.FACT-1", RADIO, on="2031-03-09", report="ART-2.FACT-1")
    plan = {"type": "meeting", "status": "scheduled", "what": "Ada Quill will meet the clerks", "on": "2031-03-15"}
    tell(story, "fact.published", "ART-1.FACT-2", POST, about=["CAND-1"], **plan)
    endorsed = {"type": "endorsement", "outcome": "given", "who": WHO, "about": ["CAND-1"]}
    tell(story, "fact.published", "ART-1.FACT-3", POST, what="The guild endorsed Ada Quill", **endorsed)
    tell(story, "fact.reported-again", "ART-1.FACT-3", GUILD, outcome="given", report="ART-3.FACT-1")
    claim = {"type": "endorsement", "outcome": "given", "what": "Ben Roe says that the pilots endorsed him"}
    tell(story, "fact.published", "ADDED-1", GAINS, **claim)
    cycle = keep(story.entries)
    make_public(cycle, "2031-03-21")
    return cycle


def test_the_timeline_tells_an_event_once_with_both_days_side_by_side(told: str) -> None:
    said = read(f"/c/{told}/timeline/")
    assert said.count("Ada Quill met the guild") == 1
    assert (
        "sources differ On which day? 8 March 2031 Harbor Post, 10 March 2031, news outlet "
        "9 March 2031 Bay Radio, 12 March 2031, from unnamed sources"
    ) in said


def test_a_plan_whose_day_is_past_is_not_called_scheduled(told: str) -> None:
    for page in ("timeline/", "candidates/CAND-1/"):
        said = read(f"/c/{told}/{page}")
        assert "Ada Quill will meet the clerks. That day is past; nothing was reported since." in said
        assert "day passed" in said
        assert "scheduled" not in said


def test_the_tracker_tells_whose_word_an_endorsement_is(told: str) -> None:
    said = read(f"/c/{told}/endorsements/")
    assert said.count("The guild endorsed Ada Quill.") == 1
    assert "Reported by Harbor Post, Dock Clerks Guild. The endorser says so itself." in said
    assert "Dock Clerks Guild, 13 March 2031, own release" in said
    claim = said.index("Ben Roe says that the pilots endorsed him.")
    assert "claimed" in said[claim:]
    assert "on the word of the side that gains; the endorser has not been heard." in said[claim:]


def test_a_candidates_page_lists_the_facts_with_a_short_quotation_and_a_link(told: str) -> None:
    said = read(f"/c/{told}/candidates/CAND-1/")
    assert "In the press" in said
    assert "“a frank talk” Ada Quill" in said
    assert "Ben Roe says" not in said
    assert 'href="https://post.example/1"' in Client().get(f"/c/{told}/candidates/CAND-1/").content.decode()


def test_facts_are_a_table_and_endorsements_name_them(told: str) -> None:
    kept = table(told, "facts")
    assert [(row["code"], row["status"], row["differ"]) for row in kept] == [
        ("ART-1.FACT-1", "happened", "day: 2031-03-08 (Harbor Post) or 2031-03-09 (Bay Radio)"),
        ("ART-1.FACT-2", "scheduled", ""),
        ("ART-1.FACT-3", "given", ""),
        ("ADDED-1", "claimed", ""),
    ]
    assert kept[0]["sources"] == "Harbor Post, 2031-03-10, named outlet; Bay Radio, 2031-03-12, unnamed sources"
    assert [(row["level"], row["outcome"], row["reports"]) for row in table(told, "endorsements")] == [
        ("reported", "endorsed", "ART-1.FACT-3"),
        ("reported", "claimed", "ADDED-1"),
    ]
    assert len(Client().get(f"/c/{told}/facts.json").json()["rows"]) == 4


def table(cycle: str, name: str) -> list[dict[str, str]]:
    text = Client().get(f"/c/{cycle}/{name}.csv").content.decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_a_roundtable_whose_day_is_past_is_not_called_scheduled(db: None) -> None:
    story = Story()
    story.tell("2031-03-01", "record.opened", opening())
    body = {"candidate": "CAND-1", "name": "Ada Quill", "status": "declared", "on": "2031-02-15"}
    story.tell("2031-03-03", "candidate.added", body)
    planned = {"roundtable": "RT-1", "candidate": "CAND-1", "starts_at": "2031-03-10T22:00:00Z", "on": "2031-03-10"}
    story.tell("2031-03-04", "roundtable.set", planned | {"zone": "America/New_York", "place": "Harbor Hall"})
    cycle = keep(story.entries)
    make_public(cycle, "2031-03-11")
    for page in ("roundtables/", "roundtables/RT-1/", "candidates/CAND-1/"):
        assert "day passed" in read(f"/c/{cycle}/{page}").casefold(), page
    said = read(f"/c/{cycle}/timeline/")
    assert "Roundtable with Ada Quill at Harbor Hall, set for 10 March 2031; nothing is on record since." in said
