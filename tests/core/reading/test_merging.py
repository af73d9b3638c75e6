"""Which findings tell one event: whatever the order of the articles, and without losing any."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.reading.merging import Likeness, Telling, likeness, merge
from hustings.core.reading.source_class import NoSuchStanding, Standing, checked, standing
from hustings.core.reports import Report
from hustings.core.values import Days

NAMES = {"reyes": "Alma Reyes", "roe": "Ben Roe", "guild": "Dock Clerks Guild", "union": "United Harbor Workers"}


def telling(
    key: str, type_: str = "meeting", *, words: str = "", race: str = "", who: Any = None, **said: Any
) -> Telling:
    """A finding of the article `key`, of a meeting of Reyes and the guild on 9 March 2031 unless it says otherwise."""
    said = {"reported": "2031-03-10", "status": "happened", "on": "2031-03-09"} | said
    days = {name: Days.parse(said.pop(name)) if said[name] else said.pop(name) or None for name in ("reported", "on")}
    roles = who or {"candidate": "reyes", "organization": "guild"}
    named = tuple((role, one, NAMES[one]) for role, one in roles.items())
    return Telling(Report(key=key, **days, **said), type_, named, words, race)


def alike(one: Telling, other: Telling) -> Likeness:
    found = likeness(one, other)
    assert found is not None
    return found


def endorsement(key: str, endorsee: str = "", **said: Any) -> Telling:
    who = {"endorser": "guild"} | ({"endorsee": endorsee} if endorsee else {})
    return telling(key, "endorsement", who=who, **said)


def test_two_reports_of_one_meeting_are_one_event_with_the_reasons_in_words() -> None:
    found = alike(telling("A"), telling("B", on="2031-03"))
    assert (found.same, found.differs) == (True, ())
    assert found.reasons == (
        "both name Alma Reyes (candidate)",
        "both name Dock Clerks Guild (organization)",
        "days overlap: 2031-03-09, 2031-03",
    )


def test_days_that_touch_are_one_event_with_a_conflict_and_days_apart_are_two() -> None:
    found = alike(telling("A"), telling("B", on="2031-03-10"))
    assert found.same
    assert [(each.field, [one.says for one in each.said]) for each in found.differs] == [
        ("day", ["2031-03-09", "2031-03-10"])
    ]
    assert likeness(telling("A"), telling("B", on="2031-03-11")) is None


@pytest.mark.parametrize(
    "other",
    [
        telling("B", "donation"),
        telling("B", who={"candidate": "roe", "organization": "guild"}),
        telling("B", who={"candidate": "reyes", "organization": "union"}),
    ],
)
def test_another_kind_another_candidate_or_another_body_is_another_event(other: Telling) -> None:
    assert likeness(telling("A"), other) is None


def test_a_plan_and_what_came_of_it_are_one_event_with_a_history() -> None:
    plan = telling("A", status="scheduled", reported="2031-03-01")
    (event,) = merge([telling("B"), plan])
    assert [each.key for each in event.tellings] == ["A", "B"]
    assert (event.outline.status, event.outline.conflicts) == ("happened", ())


def test_what_is_denied_is_one_event_in_conflict_never_silently_one_or_the_other() -> None:
    (event,) = merge([telling("A"), telling("B", status="denied", reported="2031-03-12")])
    assert event.outline.status == "sources differ"
    assert [each.field for each in event.outline.conflicts] == ["status"]


def test_a_body_that_endorses_two_candidates_has_made_two_endorsements() -> None:
    given_ = [endorsement("A", "reyes", outcome="given"), endorsement("B", "roe", outcome="given")]
    assert [len(event.tellings) for event in merge(given_)] == [1, 1]


def test_given_and_none_are_one_decision_that_the_sources_tell_differently() -> None:
    (event,) = merge([endorsement("A", "reyes", outcome="given"), endorsement("B", outcome="none")])
    assert (event.outline.status, event.outline.outcome) == ("sources differ", "")


def test_another_race_is_another_endorsement() -> None:
    one = endorsement("A", "reyes", outcome="given", race="2027", on="")
    assert likeness(one, endorsement("B", "reyes", outcome="given", race="2031", on="")) is None


def test_two_gifts_whose_sums_are_far_apart_are_two_gifts() -> None:
    who = {"donor": "guild", "recipient": "reyes"}
    gifts = [telling(key, "donation", who=who, cents=cents) for key, cents in (("A", 500000), ("B", 700000))]
    (event,) = merge(gifts)
    assert [each.field for each in event.outline.conflicts] == ["sum"]
    assert len(merge([gifts[0], replace(gifts[1], report=replace(gifts[1].report, cents=5000000))])) == 2


def test_the_same_words_are_one_statement_and_other_words_another() -> None:
    who = {"speaker": "reyes"}
    said = telling("A", "statement", who=who, words="We will keep the port open")
    assert alike(said, telling("B", "statement", who=who, words="“keep the port open”")).same
    assert likeness(said, telling("B", "statement", who=who, words="Wages come first")) is None


def test_a_vague_report_that_fits_two_events_stays_apart_and_says_which() -> None:
    events = merge([telling("A"), telling("B", on="2031-03-20"), telling("C", on="2031-03")])
    assert [([each.key for each in event.tellings], event.doubts) for event in events] == [
        (["A"], ()),
        (["B"], ()),
        (["C"], ("A", "B")),
    ]


DAYS = st.sampled_from(["2031-03-08", "2031-03-09", "2031-03-11", "2031-03", "2031-03-08/2031-03-14", ""])
TELLINGS = st.lists(
    st.builds(
        lambda type_, who, **said: (type_, who, said),
        st.sampled_from(["meeting", "endorsement"]),
        st.fixed_dictionaries(
            {"candidate": st.sampled_from(["reyes", "roe"]), "endorser": st.sampled_from(["guild", "union"])}
        ),
        on=DAYS,
        reported=st.sampled_from(["2031-03-09", "2031-03-12", "2031-03-15"]),
        status=st.sampled_from(["happened", "scheduled", "denied"]),
        outcome=st.sampled_from(["given", "none", ""]),
        cents=st.sampled_from([None, 100, 5000]),
    ),
    max_size=7,
)


@settings(max_examples=60)
@given(TELLINGS, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_nothing_is_lost_or_doubled(made: list[Any], chance: Any) -> None:
    told = [telling(f"ART-{number}", type_, who=who, **said) for number, (type_, who, said) in enumerate(made)]
    events = merge(told)
    shuffled = told * 2  # the same article twice adds nothing
    chance.shuffle(shuffled)
    assert merge(shuffled) == events
    assert sorted(each.key for event in events for each in event.tellings) == sorted(each.key for each in told)


@given(TELLINGS)
def test_likeness_is_the_same_from_both_sides(made: list[Any]) -> None:
    told = [telling(f"ART-{number}", type_, who=who, **said) for number, (type_, who, said) in enumerate(made)]
    for one in told:
        for other in told:
            here, there = likeness(one, other), likeness(other, one)
            assert (here is None) == (there is None)
            if here and there:
                assert (here.same, here.weight, here.differs) == (there.same, there.weight, there.differs)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Dock Clerks Guild endorsed Alma Reyes on Sunday.", Standing.OUTLET),
        ("The guild has endorsed Alma Reyes, according to two people familiar with the vote.", Standing.UNNAMED),
        ("The guild, said an official who asked not to be named, endorsed Alma Reyes.", Standing.UNNAMED),
        ("Alma Reyes said on Monday that the guild had endorsed her.", Standing.GAINS),
        ("The guild endorsed Alma Reyes, her campaign announced.", Standing.GAINS),
        ("According to Alma Reyes, the guild endorsed her.", Standing.GAINS),
        ("“The guild stands with me,” said Reyes, who was endorsed by it.", Standing.GAINS),
        ("The guild told reporters that it endorsed Alma Reyes.", Standing.OUTLET),
    ],
)
def test_whose_word_a_report_is(sentence: str, expected: Standing) -> None:
    asked = {"actors": ["Dock Clerks Guild"], "gainers": ["Alma Reyes", "Reyes"]}
    assert standing(outlet=["Harbor Post"], sentence=sentence, **asked) is expected


def test_the_outlet_itself_may_be_the_body_that_acted_or_the_one_that_gains() -> None:
    asked = {"sentence": "We endorse Alma Reyes.", "actors": ["Dock Clerks Guild"], "gainers": ["Alma Reyes"]}
    assert standing(outlet=["the dock clerks guild"], **asked) is Standing.OWN
    assert standing(outlet=["Alma Reyes"], **asked) is Standing.GAINS
    assert checked("own release") is Standing.OWN
    with pytest.raises(NoSuchStanding):
        checked("good")
