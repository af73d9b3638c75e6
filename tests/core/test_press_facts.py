"""Facts from the press: one event once, every source, its history, and conflicts side by side."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.chain import Entry
from hustings.core.projections import CycleProjection, project
from hustings.core.projections.facts import Claim, Difference, PressFact
from hustings.core.projections.statements import json_of
from hustings.core.values import Source
from tests.core import second_verifier, story
from tests.core.second_reader import statements
from tests.core.second_timeline import timeline

POST, RADIO = Source("Harbor Post", "2031-03-10"), Source("Bay Radio", "2031-03-12")
GUILD = Source("Dock Clerks Guild", "2031-03-11", standing="own release")


def record(*tellings: tuple[str, dict[str, Any]], day: str = "2031-03-20") -> tuple[Entry, ...]:
    """A record of one day that holds these reports."""
    writing = story.Story()
    writing.tell("2031-03-01", "record.opened", story.opening())
    for verb, body in tellings:
        writing.tell(day, verb, body)
    return tuple(writing.entries)


def published(source: Source, **said: Any) -> tuple[str, dict[str, Any]]:
    body = {"fact": "ART-1.FACT-1", "type": "meeting", "status": "happened", "what": "They met"}
    return "fact.published", body | said | {"sources": [source.as_json()]}


def again(source: Source, **said: Any) -> tuple[str, dict[str, Any]]:
    body = {"fact": "ART-1.FACT-1", "report": "ART-2.FACT-1", "status": "happened"}
    return "fact.reported-again", body | said | {"sources": [source.as_json()]}


def page(*tellings: tuple[str, dict[str, Any]], day: str = "2031-03-20") -> CycleProjection:
    return project(record(*tellings, day=day))


def fact(*tellings: tuple[str, dict[str, Any]], day: str = "2031-03-20") -> PressFact:
    (one,) = page(*tellings, day=day).facts
    return one


def test_one_event_told_twice_is_one_item_with_both_sources() -> None:
    shown = page(published(POST, on="2031-03-09"), again(RADIO, on="2031-03"))
    (item,) = [each for each in shown.timeline if each.verb == "fact.published"]
    assert (item.id, item.on, item.status, item.sources) == ("1", "2031-03-09", "happened", (POST, RADIO))
    assert item.differences == ()
    assert item.what == "They met."
    assert [(step.on, step.status, step.sources) for step in item.history] == [
        ("2031-03-10", "happened", (POST,)),
        ("2031-03-12", "happened", (RADIO,)),
    ]


def test_days_that_cannot_both_be_right_stand_side_by_side() -> None:
    shown = page(published(POST, on="2031-03-08"), again(RADIO, on="2031-03-09"))
    (item,) = [each for each in shown.timeline if each.verb == "fact.published"]
    claims = (Claim("2031-03-08", (POST,)), Claim("2031-03-09", (RADIO,)))
    assert item.differences == (Difference("day", claims),)
    assert item.what == "They met. Sources differ on the day."
    assert item.on == "2031-03-08"


def test_sums_and_numbers_are_never_averaged() -> None:
    told = fact(published(POST, amount_cents=500000, number=30), again(RADIO, amount_cents=700000, number=40))
    assert [(each.field, [claim.says for claim in each.said]) for each in told.differences] == [
        ("sum", [500000, 700000]),
        ("number", [30, 40]),
    ]
    assert told.amount_cents == 500000


def test_pounds_are_not_dollars() -> None:
    told = fact(published(POST, amount_cents=500000, currency="USD"), again(RADIO, amount_cents=500000, currency="GBP"))
    assert [claim.says for claim in told.differences[0].said] == [500000, "5000.00 GBP"]


def test_an_expected_event_that_was_held_has_a_history_and_no_conflict() -> None:
    told = fact(
        published(POST, status="expected", what="They are expected to meet", on="2031-03-11"),
        again(RADIO, what="They met at the hall", on="2031-03-12"),
    )
    assert (told.word, told.on, told.what, told.differences) == ("happened", "2031-03-12", "They met at the hall", ())
    assert [(step.on, step.status, step.to) for step in told.history] == [
        ("2031-03-10", "expected", "2031-03-11"),
        ("2031-03-12", "happened", ""),
    ]


def test_the_order_of_reports_is_that_of_their_days_not_of_their_entry() -> None:
    told = fact(published(RADIO, what="They met"), again(POST, status="scheduled", on="2031-03-12"))
    assert told.word == "happened"
    assert [step.status for step in told.history] == ["scheduled", "happened"]


def test_a_plan_whose_day_is_past_says_so() -> None:
    plan = published(POST, status="scheduled", what="They will meet", on="2031-03-15")
    before, after = page(plan, day="2031-03-15"), page(plan, day="2031-03-16")
    assert [item.status for item in before.timeline if item.seq == 1] == ["scheduled"]
    (item,) = [item for item in after.timeline if item.seq == 1]
    assert (item.status, item.what) == ("day passed", "They will meet. That day is past; nothing was reported since.")


def test_what_happened_and_was_denied_afterwards_is_left_open() -> None:
    told = fact(published(POST), again(RADIO, status="denied"))
    assert told.word == "sources differ"
    assert [claim.says for claim in told.differences[0].said] == ["happened", "denied"]
    earlier = fact(published(RADIO), again(POST, status="not happened"))
    assert (earlier.word, earlier.differences) == ("happened", ())


def test_the_word_of_the_endorser_prevails_and_the_other_stays_beside_it() -> None:
    told = fact(
        published(POST, type="endorsement", outcome="given"),
        again(GUILD, outcome="none", what="The guild endorses nobody"),
        again(RADIO, outcome="given"),
    )
    assert (told.word, told.what) == ("none", "The guild endorses nobody")
    assert told.differences == (Difference("outcome", (Claim("given", (POST, RADIO)), Claim("none", (GUILD,)))),)


def test_the_word_of_the_candidate_who_gains_is_a_claim() -> None:
    gains = Source("Harbor Post", "2031-03-10", standing="who gains")
    assert fact(published(gains, type="endorsement", outcome="given")).word == "claimed"
    confirmed = fact(published(gains, type="endorsement", outcome="given"), again(GUILD, outcome="given"))
    assert confirmed.word == "given"


def test_an_endorsement_that_was_pending_and_then_given_is_a_history() -> None:
    told = fact(published(POST, type="endorsement", status="ongoing", outcome="pending"), again(RADIO, outcome="given"))
    assert (told.word, told.differences) == ("given", ())
    denied = fact(published(POST, type="endorsement", outcome="given", status="denied"))
    assert denied.word == "denied", "a denied endorsement is never shown as given"


def test_a_fact_without_a_day_stands_on_the_day_of_its_report() -> None:
    (item,) = [item for item in page(published(POST)).timeline if item.seq == 1]
    assert (item.on, item.what) == ("2031-03-10", "They met. Reported on 10 March 2031.")


def test_a_denial_stands_beside_what_is_denied() -> None:
    told = page(published(POST, what="A court heard the case", denial="She denies it", on="2031-03-09"))
    assert [item.what for item in told.timeline if item.seq == 1] == ["A court heard the case. She denies it."]


def test_an_endorsement_that_is_entered_and_reported_is_one_endorsement() -> None:
    who = [{"role": "endorser", "name": "Dock Clerks Guild"}, {"role": "endorsee", "name": "Ada Quill"}]
    entered = {"endorser": "dock clerks guild", "level": "national", "endorsee": "Ada Quill", "outcome": "endorsed"}
    told = published(POST, type="endorsement", outcome="given", who=who, on="2031-03-09")
    shown = page(
        ("endorsement.entered", entered | {"on": "2031-03", "what": "Its council chose her"}), told
    ).endorsements
    assert [each.code for each in shown.peers[0].reports] == ["ART-1.FACT-1"]
    assert shown.reported == ()
    alone = page(told).endorsements
    assert [each.code for each in alone.reported] == ["ART-1.FACT-1"]


DAYS = st.sampled_from(["2031-03-01", "2031-03-09", "2031-03", "2031-03-09/2031-03-11", "2031", "soon", ""])
STANDINGS = st.sampled_from(["own release", "named outlet", "who gains", ""])
OUTLETS = st.sampled_from(["Post", "Radio"])
SOURCES = st.lists(st.builds(Source, OUTLETS, DAYS, standing=STANDINGS).map(Source.as_json), max_size=2)
STATUSES = ["happened", "ongoing", "scheduled", "expected", "not happened", "denied", "announced"]
OUTCOMES = ["given", "none", "pending", "withdrawn", ""]
REPORTS = st.fixed_dictionaries(
    {"fact": st.sampled_from(["A", "B"]), "status": st.sampled_from(STATUSES), "outcome": st.sampled_from(OUTCOMES)},
    optional={
        "type": st.sampled_from(["endorsement", "meeting"]),
        "on": DAYS,
        "sources": SOURCES,
        "amount_cents": st.sampled_from([1, 2, True, "3"]),
        "currency": st.sampled_from(["USD", "GBP"]),
        "number": st.integers(0, 2),
        "speaker": st.sampled_from(["Reyes", "Alma REYES", "Roe"]),
        "quotation": st.sampled_from(["yes", ""]),
        "what": st.sampled_from(["They met", ""]),
        "about": st.lists(st.sampled_from(["CAND-1", "CAND-2"]), max_size=2),
    },
)
TELLINGS = st.lists(st.tuples(st.sampled_from(["fact.published", "fact.reported-again"]), REPORTS), max_size=7)


SPEC = second_verifier.SPEC.read_text()


@settings(max_examples=60)
@given(TELLINGS)
def test_the_second_reader_tells_the_same_facts(tellings: list[Any]) -> None:
    told = record(*tellings)
    entries = [{"seq": entry.seq, "payload": dict(entry.payload or {})} for entry in told]
    assert json_of(project(told).timeline) == timeline(SPEC, statements(entries), [], [])


@settings(max_examples=60)
@given(TELLINGS)
def test_every_report_of_a_published_fact_is_a_step_of_exactly_one_fact(tellings: list[Any]) -> None:
    shown = project(record(*tellings)).facts
    opened: set[str] = set()
    expected = []
    for seq, (verb, body) in enumerate(tellings, start=1):
        opened |= {body["fact"]} if verb == "fact.published" else set()
        expected += [seq] if body["fact"] in opened else []
    assert sorted(step.seq for fact in shown for step in fact.history) == expected
