"""The paper channel of a secret poll in a bundle: what holds, and every figure that cannot be right."""

from typing import Any

import pytest

from hustings.core.findings import Check, Result
from hustings.core.verify_paper import check_paper
from tests.core.story import Story

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
    return check


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
