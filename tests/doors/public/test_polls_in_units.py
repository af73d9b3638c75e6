"""The page of a secret poll in units: what was fixed before, what was opened, what never is."""

from typing import Any

import pytest

from tests.core.story import Story, opening
from tests.doors.public.kept import keep, make_public
from tests.doors.public.reading import read
from tests.doors.public.test_tables import rows

pytestmark = pytest.mark.django_db

ANSWERS = ["Ada Quill", "Ben Roe"]
NAMES = ("Local 1", "IA: 2 locals", "OH: 9 locals")


def unit(number: int, name: str, beside: int) -> dict[str, Any]:
    return {
        "code": f"U0{number}", "name": name, "n_eligible": 4000, "locals_in": [f"L-{number}"],
        "neighbour": f"U0{beside}",
        "n_credentials": 4000, "credentials_digest": "a" * 64, "uuid": "1" * 14, "fingerprint": "F" * 43,
    }  # fmt: skip


def declared(poll: str, **more: Any) -> dict[str, Any]:
    units = [unit(1, NAMES[0], 2), unit(2, NAMES[1], 3), unit(3, NAMES[2], 2)]
    told = {"poll": poll, "question": "Whom should we endorse?", "answers": ANSWERS, "n_credentials": 12000}
    times = {"opens_at": "2031-05-01T12:00:00Z", "closes_at": "2031-05-20T12:00:00Z"}
    return told | times | {"minimum": 30, "least_eligible": 3000, "units": units} | more


def ends(*counted: int) -> dict[str, Any]:
    units = [
        {"unit": f"U0{n}", "n_ballots": each, "n_counted": each, "head": "b" * 64} for n, each in enumerate(counted, 1)
    ]
    return {"n_ballots": sum(counted), "n_counted": sum(counted), "head": "c" * 64, "units": units}


def page(*told: tuple[str, dict[str, Any]]) -> str:
    story = Story()
    story.tell("2031-04-01", "record.opened", opening())
    for place, (verb, body) in enumerate(told, 1):
        story.tell(f"2031-06-{place:02}", verb, body, role="election officer")
    cycle = keep(story.entries)
    make_public(cycle, "2031-07-01")
    return read(f"/c/{cycle}/polls/")


def test_before_it_opens_everybody_sees_who_is_counted_with_whom() -> None:
    said = page(("ballot.declared", declared("POLL-S1")))
    assert "Local 1 U01 4,000 IA: 2 locals" in said
    assert "OH: 9 locals U03 4,000 IA: 2 locals U02 –" in said
    assert "Which locals are in which unit Local 1 (U01) L-1" in said
    assert "If fewer than 30 ballots of a unit count, neither it nor the unit beside it is opened by itself" in said


def test_the_sum_of_two_units_stands_once_with_both_their_names() -> None:
    sums = [
        {"units": ["U01"], "n_counted": 50, "counts": [50, 0]},
        {"units": ["U02", "U03"], "n_counted": 44, "counts": [30, 14], "merged": "m", "merged_digest": "d"},
    ]
    counted = {"poll": "POLL-S1", "answers": ANSWERS, "counts": [80, 14], "sums": sums} | ends(50, 20, 24)
    said = page(("ballot.declared", declared("POLL-S1")), ("ballot.counted", counted))
    assert "Local 1 U01 50 50 0" in said
    assert "IA: 2 locals + OH: 9 locals U02 + U03, opened only together 44 30 14 All 94 80 14" in said
    assert "IA: 2 locals U02 4,000 OH: 9 locals U03 20" in said
    assert "One answer has every vote of a result shown here." in said
    told = [[row[key] for key in ("poll", "units", "n", "option", "votes")] for row in rows("/c/harbor-2031/units.csv")]
    assert told[:2] == [["POLL-S1", "U01", "50", "Ada Quill", "50"], ["POLL-S1", "U01", "50", "Ben Roe", "0"]]
    assert told[3] == ["POLL-S1", "U02; U03", "44", "Ben Roe", "14"]


def test_a_poll_that_stays_closed_says_why() -> None:
    kept = {"poll": "POLL-S1", "minimum": 30} | ends(5, 6, 7)
    said = page(("ballot.declared", declared("POLL-S1")), ("ballot.kept-closed", kept))
    assert "18 ballots count, fewer than 30: nothing of this poll is ever opened." in said
    assert "kept closed" in said


def test_a_poll_that_was_opened_again_and_the_new_one_lead_to_each_other() -> None:
    changed = {"poll": "POLL-S1", "candidate": "CAND-3", "rule": "re-open", "words": "So the rulebook."} | ends(5, 0, 0)
    said = page(
        ("ballot.declared", declared("POLL-S1")),
        ("ballot.field-changed", changed),
        ("ballot.declared", declared("POLL-S2", reopens="POLL-S1")),
    )
    assert "This poll was ended when its field changed. Nothing of it is ever opened; its archives stay." in said
    assert "It was opened again as another poll, in which everybody votes anew: POLL-S2" in said
    assert "It takes up a poll whose field changed, with other answers and new credentials: POLL-S1" in said


@pytest.mark.parametrize(
    ("trustees", "said_of_them"),
    [
        ([{"threshold": 1, "keys": ["a1"]}, {"threshold": 1, "keys": ["b2"]}], "All 2 trustees together, and nobody"),
        ([{"threshold": 3, "keys": ["a1", "b2", "c3", "d4", "e5"]}], "Any 3 of 5 trustees together, and nobody else"),
        (
            [{"threshold": 1, "keys": ["a1"]}, {"threshold": 2, "keys": ["b2", "c3", "d4"]}],
            "At least 3 of 4 trustees together, some of whom nobody can stand in for",
        ),
    ],
)
def test_the_page_says_who_can_open_the_result(trustees: list[dict[str, Any]], said_of_them: str) -> None:
    said = page(("ballot.declared", declared("POLL-S1", trustees=trustees)))
    assert f"Who can open the result {said_of_them}" in said
    assert "Key of trustee 1 a1 Key of trustee 2 b2" in said
    assert "was destroyed" not in said


def test_the_page_says_when_the_list_of_who_holds_which_code_was_destroyed() -> None:
    body = {"poll": "POLL-S1", "destroyed_on": "2031-05-21", "n_credentials": 12000, "list_digest": "d" * 64}
    told = ("ballot.credentials-destroyed", body | {"words": "Destroyed before two witnesses."})
    said = page(("ballot.declared", declared("POLL-S1")), told)
    assert "The list of who holds which code was destroyed on 21 May 2031." in said
    assert f"Digest of the list: {'d' * 64}" in said
