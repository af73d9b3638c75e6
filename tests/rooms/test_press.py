"""The press file: an article in, facts under review, and nothing public before a person decided."""

import pytest

from hustings.core.values import Actor, Role, Source
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.press.actions.articles import enter_name, take_in_article
from hustings.rooms.press.actions.facts import accept_fact, add_fact, reject_fact
from hustings.rooms.press.queries import articles_of, facts_of, n_kept_back, text_of
from hustings.rooms.press.refusals import (
    ArticleKnown,
    FactNotOffered,
    NoSuchFact,
    NotInTheText,
    QuotationTooLong,
    ReasonNeeded,
    SentenceMissing,
)

WRITER = Actor("communications-1", frozenset({Role.COMMUNICATIONS}))
TEXT = """HARBOR CITY, March 3, 2031 - Alma Reyes met with leaders of the United Harbor Workers on Monday.

"We had a frank talk," Reyes said.

The Dock Clerks Guild endorsed Reyes on Sunday.

Reyes was convicted of fraud in 2019, a charge she has always denied.
"""


@pytest.fixture
def article(called: str, at) -> str:
    people = [("reyes", "Person", "Alma Reyes", ["Reyes"], "candidate")]
    bodies = [("uhw", "United Harbor Workers", "union"), ("guild", "Dock Clerks Guild", "union")]
    for key, kind, name, aliases, role in people + [(k, "Organization", n, [n], r) for k, n, r in bodies]:
        enter_name(cycle=called, key=key, kind=kind, name=name, aliases=aliases, role=role, actor=WRITER, at=at)
    return take_in_article(cycle=called, outlet="Harbor Daily", text=TEXT, published="2031-03-04", actor=WRITER, at=at)


def fact(cycle: str, kind: str) -> str:
    return next(one.code for one in facts_of(cycle=cycle, actor=WRITER) if one.type == kind)


def test_an_article_is_read_and_its_facts_wait(article, called):
    (view,) = articles_of(cycle=called, actor=WRITER)
    assert (view.code, view.outlet, view.n_waiting) == ("ART-1", "Harbor Daily", view.n_facts - 1)
    types = [one.type for one in facts_of(cycle=called, actor=WRITER)]
    assert {"meeting", "endorsement", "statement"} <= set(types)
    assert text_of(cycle=called, article=article, actor=WRITER) == TEXT


def test_nothing_of_an_article_is_public_by_itself(article, called):
    shown = "".join(str(entry.payload) for entry in publishable_entries(cycle=called))
    assert "frank talk" not in shown
    assert "Guild" not in shown


def test_an_accepted_fact_is_public_in_the_reviewers_words_with_outlet_and_day(article, called, at):
    code = fact(called, "endorsement")
    accept_fact(
        cycle=called,
        article=article,
        fact=code,
        what="The Dock Clerks Guild endorsed Alma Reyes.",
        on="2031-03-02",
        actor=WRITER,
        at=at,
    )
    assert publishable_entries(cycle=called)[-1].body == {
        "fact": f"ART-1.{code}",
        "type": "endorsement",
        "status": "happened",
        "outcome": "given",
        "what": "The Dock Clerks Guild endorsed Alma Reyes.",
        "on": "2031-03-02",
        "who": [{"role": "endorser", "name": "Dock Clerks Guild"}, {"role": "endorsee", "name": "Alma Reyes"}],
        "sources": [{"outlet": "Harbor Daily", "day": "2031-03-04", "standing": "named outlet"}],
    }


def test_a_fact_is_decided_once(article, called, at):
    code = fact(called, "meeting")
    reject_fact(cycle=called, article=article, fact=code, reason="another Reyes", actor=WRITER, at=at)
    with pytest.raises(NoSuchFact):
        accept_fact(cycle=called, article=article, fact=code, what="They met.", actor=WRITER, at=at)
    (rejected,) = facts_of(cycle=called, state="rejected", actor=WRITER)
    assert (rejected.code, rejected.reason) == (code, "another Reyes")


def test_crime_health_and_sex_are_never_offered(article, called, at):
    assert n_kept_back(cycle=called, article=article, actor=WRITER) == 1
    assert all("fraud" not in one.sentence for one in facts_of(cycle=called, actor=WRITER))
    offered = {one.code for one in facts_of(cycle=called, actor=WRITER)}
    n_facts = articles_of(cycle=called, actor=WRITER)[0].n_facts
    (hidden,) = {f"FACT-{number}" for number in range(1, n_facts + 1)} - offered
    with pytest.raises(FactNotOffered):
        accept_fact(cycle=called, article=article, fact=hidden, what="x", actor=WRITER, at=at)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"what": " "}, SentenceMissing),
        ({"what": "They met.", "quotation": "a frank and open talk"}, NotInTheText),
        ({"what": "They met.", "quotation": TEXT[:200]}, QuotationTooLong),
    ],
)
def test_a_fact_is_published_in_own_words_with_a_short_and_exact_quotation(article, called, at, told, refusal):
    with pytest.raises(refusal):
        accept_fact(cycle=called, article=article, fact=fact(called, "meeting"), actor=WRITER, at=at, **told)


def test_a_rejection_needs_a_reason(article, called, at):
    with pytest.raises(ReasonNeeded):
        reject_fact(cycle=called, article=article, fact=fact(called, "meeting"), reason="", actor=WRITER, at=at)


def test_the_same_article_is_taken_in_once(article, called, at):
    with pytest.raises(ArticleKnown):
        take_in_article(cycle=called, outlet="Another", text=TEXT, actor=WRITER, at=at)


def test_a_fact_can_be_added_by_hand_with_its_sources(called, at):
    sources = [Source("Harbor Daily", "2031-03-04"), Source("Bay Radio", "2031-03-05")]
    told = {"what": "Two outlets reported a talk.", "on": "2031-03", "sources": sources}
    add_fact(cycle=called, fact_type="meeting", status="happened", actor=WRITER, at=at, **told)
    body = publishable_entries(cycle=called)[-1].body
    named = [source.as_json() | {"standing": "named outlet"} for source in sources]
    assert (body["fact"], body["sources"]) == ("ADDED-1", named)
