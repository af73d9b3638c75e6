"""What came of roundtables: attendance, private minutes, commitments; and what sources report of others'."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from hustings.core.canonical import sha256_hex
from hustings.core.hearings import DeclinedNotSaid, Press
from hustings.core.typed import NumberOutOfRange, TextMissing
from hustings.core.values import Actor, Days, Role, Source
from hustings.ground.record.queries import staff_entries
from hustings.ground.record.refusals import NotAllowed, SourceMissing
from hustings.rooms.invitations.refusals import AlreadyEntered, NotAReportedCycle
from hustings.rooms.roundtables.actions.commitments import note_commitment
from hustings.rooms.roundtables.actions.meetings import Outcome, hold_roundtable, report_roundtable, set_roundtable
from hustings.rooms.roundtables.queries import (
    CommitmentView,
    HearingView,
    commitments_of,
    minutes_of,
    reports_of,
    roundtable_of,
)
from hustings.rooms.roundtables.refusals import (
    AlreadyNoted,
    NoSuchRoundtable,
    NotHeld,
    NotScheduled,
    NotYetStarted,
)
from tests.rooms.harbor import (
    DAY,
    EVENING,
    ROUNDTABLE,
    bodies,
    enter_candidates,
    open_reported,
    payloads,
)
from tests.rooms.races import AT, DIRECTOR

OUTCOME = Outcome(
    85, 6, 40, 12, ["pensions"], Press.NONE, "A frank exchange.", "Present: six leaders. Asked: pensions."
)


@pytest.fixture
def fielding(hearing: str) -> str:
    return enter_candidates(hearing)


@pytest.fixture
def scheduled(fielding: str) -> str:
    """RT-1: Dana Reyes, the evening of 9 April in the union hall."""
    set_roundtable(cycle=fielding, **ROUNDTABLE)
    return fielding


@pytest.fixture
def held(scheduled: str) -> str:
    hold_roundtable(cycle=scheduled, roundtable="RT-1", outcome=OUTCOME, actor=DIRECTOR, at=EVENING + DAY)
    return scheduled


def test_what_came_of_it_is_public_and_the_minutes_are_private(held: str) -> None:
    digest = sha256_hex(b"Present: six leaders. Asked: pensions.")
    assert bodies(held, "roundtable.held") == [
        {
            "roundtable": "RT-1",
            "candidate": "CAND-1",
            "on": "2031-04-09",
            "minutes": 85,
            "n_leaders": 6,
            "n_members": 40,
            "topics": ["pensions"],
            "summary": "A frank exchange.",
            "press": "no press",
            "questions": 12,
            "minutes_digest": digest,
        }
    ]
    assert "six leaders" not in str([entry.payload for entry in staff_entries(cycle=held, actor=DIRECTOR)])
    view = roundtable_of(cycle=held, roundtable="RT-1", actor=DIRECTOR)
    assert view.state == "held"
    assert view.hearing == HearingView(
        date(2031, 4, 9), 85, 6, 40, 12, ("pensions",), Press.NONE, "A frank exchange.", digest
    )


def test_minutes_are_read_by_those_who_keep_them(held: str) -> None:
    assert minutes_of(cycle=held, roundtable="RT-1", actor=DIRECTOR) == "Present: six leaders. Asked: pensions."
    for role in (Role.BOARD, Role.COMMUNICATIONS, Role.CAMPAIGN, Role.MEMBER):
        with pytest.raises(NotAllowed):
            minutes_of(cycle=held, roundtable="RT-1", actor=Actor("x", frozenset({role}), "CAND-1"))


def test_a_roundtable_is_held_once_and_not_before_it_begins(scheduled: str) -> None:
    with pytest.raises(NotYetStarted):
        hold_roundtable(
            cycle=scheduled,
            roundtable="RT-1",
            outcome=OUTCOME,
            actor=DIRECTOR,
            at=EVENING - timedelta(seconds=1),
        )
    hold_roundtable(cycle=scheduled, roundtable="RT-1", outcome=OUTCOME, actor=DIRECTOR, at=EVENING)
    with pytest.raises(NotScheduled):
        hold_roundtable(cycle=scheduled, roundtable="RT-1", outcome=OUTCOME, actor=DIRECTOR, at=EVENING + DAY)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"minutes": 0}, NumberOutOfRange),
        ({"n_members": -1}, NumberOutOfRange),
        ({"minutes_text": ""}, TextMissing),
        ({"summary": ""}, TextMissing),
    ],
)
def test_an_outcome_needs_numbers_a_summary_and_minutes(change: Any, refusal: type[Exception], scheduled: str) -> None:
    with pytest.raises(refusal):
        hold_roundtable(
            cycle=scheduled, roundtable="RT-1", outcome=replace(OUTCOME, **change), actor=DIRECTOR, at=EVENING
        )
    assert roundtable_of(cycle=scheduled, roundtable="RT-1", actor=DIRECTOR).state == "scheduled"


def test_a_commitment_is_noted_in_its_words_once(held: str) -> None:
    promise: dict[str, Any] = {"words": "I will keep the port public.", "topic": "port", "actor": DIRECTOR, "at": AT}
    assert note_commitment(cycle=held, roundtable="RT-1", **promise) == 1
    with pytest.raises(AlreadyNoted):
        note_commitment(cycle=held, roundtable="RT-1", **promise)
    assert bodies(held, "commitment.noted") == [
        {"roundtable": "RT-1", "candidate": "CAND-1", "words": "I will keep the port public.", "topic": "port"}
    ]
    assert commitments_of(cycle=held, actor=DIRECTOR) == (
        CommitmentView("RT-1", "CAND-1", 1, "I will keep the port public.", "port", ()),
    )


def test_nothing_was_promised_at_what_was_not_held(scheduled: str) -> None:
    with pytest.raises(NotHeld):
        note_commitment(cycle=scheduled, roundtable="RT-1", words="Yes.", topic="port", actor=DIRECTOR, at=AT)


@pytest.fixture
def reported(house: str) -> str:
    return open_reported()


REPORT: dict[str, Any] = {
    "candidate": "CAND-1",
    "on": Days.parse("2031-01-31"),
    "status": "held",
    "what": "Roundtable with leaders and members, then questions from reporters.",
    "place": "the union's headquarters",
    "topics": ["pensions"],
    "sources": [Source("Harbor Gazette", "2031-01-31")],
    "actor": DIRECTOR,
    "at": AT,
}


def test_a_reported_roundtable_restates_its_source_word_for_word(reported: str) -> None:
    assert report_roundtable(cycle=reported, **REPORT) == "RT-1"
    (payload,) = payloads(reported, "roundtable.reported")
    assert payload["basis"] == "reported"
    assert payload["body"] == {
        "roundtable": "RT-1",
        "candidate": "CAND-1",
        "on": "2031-01-31",
        "status": "held",
        "what": "Roundtable with leaders and members, then questions from reporters.",
        "place": "the union's headquarters",
        "topics": ["pensions"],
        "sources": [{"outlet": "Harbor Gazette", "day": "2031-01-31"}],
    }


def test_a_second_report_of_the_same_roundtable_keeps_its_code(reported: str) -> None:
    announced = report_roundtable(cycle=reported, **(REPORT | {"status": "announced"}))
    other = report_roundtable(cycle=reported, **(REPORT | {"candidate": "", "status": "roundtables begin"}))
    assert report_roundtable(cycle=reported, roundtable=announced, **REPORT) == announced
    assert (announced, other) == ("RT-1", "RT-2")
    assert "candidate" not in bodies(reported, "roundtable.reported")[1]
    told = [(view.code, view.status) for view in reports_of(cycle=reported, actor=DIRECTOR)]
    assert told == [("RT-1", "announced"), ("RT-2", "roundtables begin"), ("RT-1", "held")]


def test_who_is_not_reported_to_come_has_not_declined(reported: str) -> None:
    for status in ("declined", "refused to attend"):
        with pytest.raises(DeclinedNotSaid):
            report_roundtable(cycle=reported, **(REPORT | {"status": status}))
    report_roundtable(cycle=reported, **(REPORT | {"status": "no meeting reported as of 31 January 2031"}))
    report_roundtable(cycle=reported, source_says_declined=True, **(REPORT | {"status": "declined"}))
    assert [body["status"] for body in bodies(reported, "roundtable.reported")] == [
        "no meeting reported as of 31 January 2031",
        "declined",
    ]


def test_a_report_needs_a_source_a_reported_cycle_and_something_new(reported: str, fielding: str) -> None:
    with pytest.raises(SourceMissing):
        report_roundtable(cycle=reported, **(REPORT | {"sources": []}))
    with pytest.raises(NotAReportedCycle):
        report_roundtable(cycle=fielding, **REPORT)
    with pytest.raises(NoSuchRoundtable):
        report_roundtable(cycle=reported, roundtable="RT-5", **REPORT)
    report_roundtable(cycle=reported, **REPORT)
    with pytest.raises(AlreadyEntered):
        report_roundtable(cycle=reported, **REPORT)
