"""A page that changed since it was read: its old text stays, decided facts stay, and every place is found or lost."""

import pytest

from hustings.core.values import Actor, Role
from hustings.ground.access.actions import SYSTEM
from hustings.rooms.press import pages
from hustings.rooms.press.actions.articles import enter_name
from hustings.rooms.press.actions.facts import accept_fact, reject_fact
from hustings.rooms.press.actions.pages import TakenIn, take_in_page
from hustings.rooms.press.intake.pages import page_of
from hustings.rooms.press.models import EarlierPlace, EarlierText
from hustings.rooms.press.queries import articles_of, facts_of, text_of
from hustings.rooms.press.refusals import ArticleKnown
from hustings.rooms.press.watched import findings_of

WRITER = Actor("communications-1", frozenset({Role.COMMUNICATIONS}))
LINK = "https://harbor.example/a/1"
OLD = """HARBOR CITY, March 3, 2031 - Alma Reyes met with leaders of the United Harbor Workers on Monday.

The Dock Clerks Guild endorsed Reyes on Sunday.

The Weighers Union endorsed Reyes on Saturday.
"""
NEW = """Correction: an earlier version of this article named a third union.

HARBOR CITY, March 3, 2031 — Alma Reyes met with leaders of the United Harbor Workers on Monday.

The Dock Clerks Guild endorsed Reyes on Sunday.

The Cooks Union endorsed Reyes on Friday.
"""


@pytest.fixture
def names(called: str, at) -> str:
    bodies = {"uhw": "United Harbor Workers", "guild": "Dock Clerks Guild", "weighers": "Weighers Union"}
    for key, name in (bodies | {"cooks": "Cooks Union"}).items():
        enter_name(cycle=called, key=key, kind="Organization", name=name, aliases=[], role="union", actor=WRITER, at=at)
    enter_name(cycle=called, key="r", kind="Person", name="Alma Reyes", aliases=["Reyes"], actor=WRITER, at=at)
    return called


def take(cycle: str, text: str, at, **told) -> TakenIn:
    page = page_of(text.encode(), link=LINK)
    return take_in_page(cycle=cycle, page=page, outlet="Harbor Daily", published="2031-03-04", actor=WRITER, at=at)


def fact(cycle: str, words: str) -> str:
    return next(one.code for one in facts_of(cycle=cycle, actor=WRITER) if words in one.sentence)


def test_a_page_is_kept_with_its_bytes_and_its_digest(names, at) -> None:
    assert take(names, OLD, at) == TakenIn("ART-1", 1, 3)
    page = page_of(OLD.encode())
    assert pages.place_of(page.sha256).read_bytes() == OLD.encode()
    assert text_of(cycle=names, article="ART-1", actor=WRITER) == OLD


def test_the_same_text_is_taken_in_once(names, at) -> None:
    take(names, OLD, at)
    with pytest.raises(ArticleKnown):
        take(names, OLD, at)


def test_of_a_changed_page_places_are_found_again_or_lost_and_new_facts_wait(names, at) -> None:
    take(names, OLD, at)
    assert take(names, NEW, at) == TakenIn("ART-1", version=2, n_new=1, n_found=2, n_lost=1)
    (view,) = articles_of(cycle=names, actor=WRITER)
    assert (view.code, view.n_facts) == ("ART-1", 4)
    assert text_of(cycle=names, article="ART-1", actor=WRITER) == NEW
    sentences = [one.sentence for one in facts_of(cycle=names, actor=WRITER)]
    assert sum("The Cooks Union endorsed" in one for one in sentences) == 1
    assert sum("The Weighers Union endorsed" in one for one in sentences) == 1
    assert sum("met with leaders" in one for one in sentences) == 1


def test_what_was_decided_stays_decided(names, at) -> None:
    take(names, OLD, at)
    guild, weighers = fact(names, "The Dock Clerks"), fact(names, "The Weighers")
    told = {"cycle": names, "article": "ART-1", "actor": WRITER, "at": at}
    accept_fact(fact=guild, what="The guild endorsed Alma Reyes.", on="2031-03-02", **told)
    reject_fact(fact=weighers, reason="it was the cooks", **told)
    take(names, NEW, at)
    states = {one.code: one.state for one in facts_of(cycle=names, actor=WRITER)}
    assert (states[guild], states[weighers]) == ("accepted", "rejected")


def test_the_earlier_text_and_the_earlier_places_are_kept(names, at) -> None:
    take(names, OLD, at)
    take(names, NEW, at)
    (earlier,) = EarlierText.objects.all()
    assert (earlier.version, earlier.text, earlier.replaced_at) == (1, OLD, at)
    for place in EarlierPlace.objects.select_related("fact"):
        spans = [place.found["trigger"], *place.found["evidence"]]
        assert all(OLD[span["start"] : span["end"]] == span["text"] for span in spans)
        now = [place.fact.found["trigger"], *place.fact.found["evidence"]]
        assert [NEW[span["start"] : span["end"]].split()[-2:] for span in now] == [
            span["text"].split()[-2:] for span in now
        ]


def test_staff_see_what_changed(names, at) -> None:
    take(names, OLD, at)
    take(names, NEW, at)
    (finding,) = findings_of(cycle=names, article="ART-1", actor=WRITER)
    assert finding.message == "The page has changed: 2 facts were found again, 1 were not."


def test_a_page_taken_in_by_the_timer_is_for_staff_only(names, at) -> None:
    page = page_of(OLD.encode(), link=LINK)
    taken = take_in_page(cycle=names, page=page, outlet="Harbor Daily", actor=SYSTEM, at=at)
    assert {one.state for one in facts_of(cycle=names, actor=WRITER)} == {"waiting"}
    assert taken.article == "ART-1"
