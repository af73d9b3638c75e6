"""The paper channel of a secret poll in a bundle: what holds, and every figure that cannot be right."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.bundle import build
from hustings.core.findings import Check, Result
from hustings.core.verify_paper import check_paper
from tests.core import bundles, second_verifier
from tests.core.second_paper import paper
from tests.core.second_reader import statements
from tests.core.story import Story, opening

ANSWERS = ("Ada Quill", "No endorsement")
POLL = {"poll": "POLL-S1", "question": "Whom?", "answers": list(ANSWERS), "minimum": 30, "least_eligible": 3000}
TIMES = {"opens_at": "2031-07-01T12:00:00Z", "closes_at": "2031-07-15T12:00:00Z"}
UNIT = {"code": "U01", "name": "East", "n_eligible": 100, "n_credentials": 60, "locals_in": [], "neighbour": ""}
SHEET = {"poll": "POLL-S1", "sheet": "PAPER-1", "place": "Hall", "n_voters": 20, "n_spoilt": 1}


def checked(*, announced: str = "2031-06-20", n_paper: int = 40, entered: str = "2031-07-16", **sheet: Any) -> Check:
    """The check of a poll whose one place was counted; `sheet` changes what its tellers wrote."""
    story = Story()
    story.tell("2031-06-10", "ballot.declared", POLL | TIMES | {"units": [UNIT]})
    story.tell(announced, "paper.announced", {"poll": "POLL-S1", "n_paper": n_paper, "places": ["Hall", "Barn"]})
    figures = SHEET | {"counts": {"Ada Quill": 12, "No endorsement": 7}}
    story.tell(entered, "paper.entered", figures | sheet)
    story.tell(entered, "paper.confirmed", {"poll": "POLL-S1", "sheet": "PAPER-1"})
    (check,) = check_paper(story.entries)
    assert second(story) == ([check.name] if check.result is Result.FAILS else [])
    return check


def second(story: Story) -> list[str]:
    """What the second verifier says."""
    return list(paper(statements([entry.as_json() for entry in story.entries])))


def test_a_channel_that_adds_up_holds() -> None:
    assert checked() == Check(
        "POLL-S1: paper", checked().compared, "20 of 40 voted on paper, on 1 sheets", Result.HOLDS
    )


def test_a_poll_without_paper_ballots_has_no_such_check() -> None:
    story = Story()
    story.tell("2031-06-10", "ballot.declared", POLL | TIMES | {"units": [UNIT]})
    assert list(check_paper(story.entries)) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"announced": "2031-07-02"}, "the members who vote on paper were struck off after the poll had opened"),
        ({"n_paper": 41}, "60 on the electronic list and 41 on paper are more than 100 who may vote"),
        ({"n_paper": 19}, "20 voted on paper, of 19 who were struck off for it"),
        ({"entered": "2031-07-14"}, "PAPER-1: it was entered before the poll closed"),
        ({"counts": {"Ada Quill": 19}}, "PAPER-1: it does not have one figure for each answer"),
        ({"place": "Attic"}, "PAPER-1: Attic was not announced as a place"),
        ({"n_spoilt": 0}, "PAPER-1: votes and spoilt ballots do not make the number of voters"),
    ],
)
def test_what_cannot_be_right_fails(changes: dict[str, Any], fault: str) -> None:
    check = checked(**changes)
    assert (check.result, check.finding) == (Result.FAILS, fault)


FIGURES = st.sampled_from([{"Ada Quill": 12, "No endorsement": 7}, {"Ada Quill": 19}, {"Ada Quill": True}, {}])
SHEETS = st.fixed_dictionaries(
    {
        "poll": st.sampled_from(["POLL-S1", "POLL-S2"]),
        "sheet": st.sampled_from(["PAPER-1", "PAPER-2"]),
        "place": st.sampled_from(["Hall", "Barn", "Attic"]),
        "counts": FIGURES,
        "n_voters": st.sampled_from([20, 19, None]),
        "n_spoilt": st.sampled_from([1, 0, None]),
        "n_paper": st.sampled_from([20, 40]),
        "places": st.sampled_from([["Hall"], ["Hall", "Barn"]]),
    }
)
VERBS = st.sampled_from(["paper.announced", "paper.entered", "paper.confirmed", "paper.withdrawn"])
DAYS = st.sampled_from(["2031-06-20", "2031-07-16"])


@settings(max_examples=30)
@given(st.lists(st.tuples(DAYS, VERBS, SHEETS), max_size=8), st.sampled_from([None, 3000]))
def test_both_verifiers_say_the_same_of_whatever_a_record_tells(told: list[Any], least: int | None) -> None:
    story = Story()
    for poll in ("POLL-S1", "POLL-S2"):
        body = POLL | TIMES | {"poll": poll, "least_eligible": least, "units": [UNIT]}
        story.tell("2031-06-10", "ballot.declared", body)
    for day, verb, body in told:
        story.tell(day, verb, body)
    failing = {check.name for check in check_paper(story.entries) if check.result is Result.FAILS}
    assert failing == set(second(story))


def test_a_bundle_whose_paper_does_not_add_up_fails_in_both_verifiers_by_the_same_name() -> None:
    story = Story()
    story.tell("2031-06-01", "record.opened", opening(kind="live"))
    story.tell("2031-06-20", "paper.announced", {"poll": "POLL-S1", "n_paper": 41, "places": ["Hall"]})
    unit = UNIT | {"uuid": "", "fingerprint": "", "credentials_digest": ""}
    story.tell("2031-06-10", "ballot.declared", POLL | TIMES | {"n_trustees": 2, "units": [unit]})
    data = build(story.entries)
    assert (bundles.failing(bundles.judged(data)), second_verifier.judge(data)) == (
        ["POLL-S1: paper"],
        ["POLL-S1: paper"],
    )
