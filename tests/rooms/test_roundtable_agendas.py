"""Agendas give every candidate the same minutes; commitments are followed up with a day and a source."""

from typing import Any

import pytest

from hustings.core.hearings import Press, Speaker, Standing
from hustings.core.values import Days
from hustings.rooms.invitations.refusals import AlreadyEntered, NothingDiffers, NotYetHappened
from hustings.rooms.roundtables.actions.agendas import Item, adopt_agenda
from hustings.rooms.roundtables.actions.commitments import follow_up_commitment, note_commitment
from hustings.rooms.roundtables.actions.meetings import Outcome, cancel_roundtable, hold_roundtable, set_roundtable
from hustings.rooms.roundtables.queries import roundtable_of
from hustings.rooms.roundtables.refusals import (
    AgendaDiffers,
    AgendaEmpty,
    AgendaTooLong,
    FollowUpUnsourced,
    NoSuchCommitment,
    NotScheduled,
)
from tests.rooms.harbor import DAY, EVENING, GAZETTE, ROUNDTABLE, bodies, enter_candidates
from tests.rooms.races import AT, DIRECTOR

WELCOME = Item("Welcome", 5, Speaker.CHAIR)
ITEMS = [WELCOME, Item("The candidate speaks", 20, Speaker.CANDIDATE), Item("Questions", 45, Speaker.MEMBERS)]
OUTCOME = Outcome(85, 6, 40, 12, ["pensions"], Press.NONE, "A frank exchange.", "Present: six leaders.")
LATER: dict[str, Any] = {"actor": DIRECTOR, "at": EVENING + 30 * DAY}


@pytest.fixture
def two(hearing: str) -> str:
    """RT-1 with CAND-1, and RT-2 with CAND-2 a day later, 90 minutes each."""
    set_roundtable(cycle=enter_candidates(hearing), **ROUNDTABLE)
    set_roundtable(cycle=hearing, **(ROUNDTABLE | {"candidate": "CAND-2", "starts_at": EVENING + DAY}))
    return hearing


@pytest.fixture
def promised(two: str) -> str:
    hold_roundtable(cycle=two, roundtable="RT-1", outcome=OUTCOME, actor=DIRECTOR, at=EVENING + DAY)
    told = {"words": "I will dredge the harbor.", "topic": "harbor", "actor": DIRECTOR, "at": EVENING + DAY}
    note_commitment(cycle=two, roundtable="RT-1", **told)
    return two


def agenda(cycle: str, roundtable: str, *items: Item, because: str = "") -> int:
    told = {"items": items or ITEMS, "differs_because": because, "actor": DIRECTOR, "at": AT}
    return adopt_agenda(cycle=cycle, roundtable=roundtable, **told)


def test_an_agenda_stands_on_the_record_with_the_candidates_minutes(two: str) -> None:
    assert agenda(two, "RT-1") == 1
    assert bodies(two, "agenda.adopted") == [
        {
            "roundtable": "RT-1",
            "candidate": "CAND-1",
            "version": 1,
            "items": [
                {"text": "Welcome", "minutes": 5, "by": "chair"},
                {"text": "The candidate speaks", "minutes": 20, "by": "candidate"},
                {"text": "Questions", "minutes": 45, "by": "members"},
            ],
            "minutes_candidate": 20,
        }
    ]
    assert agenda(two, "RT-1", WELCOME, Item("The candidate speaks", 25, Speaker.CANDIDATE)) == 2
    shown = roundtable_of(cycle=two, roundtable="RT-1", actor=DIRECTOR).agenda
    assert shown is not None
    assert [(item.text, item.minutes, item.by) for item in shown.items] == [
        ("Welcome", 5, Speaker.CHAIR),
        ("The candidate speaks", 25, Speaker.CANDIDATE),
    ]


def test_another_candidate_gets_the_same_minutes_or_a_published_reason(two: str) -> None:
    agenda(two, "RT-1")
    longer = Item("The candidate speaks", 30, Speaker.CANDIDATE)
    with pytest.raises(AgendaDiffers) as refused:
        agenda(two, "RT-2", longer)
    assert refused.value.message == "This agenda gives the candidate 30 minutes; that of RT-1 gives 20."
    with pytest.raises(NothingDiffers):
        agenda(two, "RT-2", because="An interpreter.")
    agenda(two, "RT-2", longer, because="An interpreter.")
    assert bodies(two, "agenda.adopted")[-1]["differs_because"] == "An interpreter."


def test_the_agenda_of_a_cancelled_roundtable_binds_nobody(two: str) -> None:
    agenda(two, "RT-1")
    cancel_roundtable(cycle=two, roundtable="RT-1", reason="Storm.", actor=DIRECTOR, at=AT)
    agenda(two, "RT-2", Item("The candidate speaks", 30, Speaker.CANDIDATE))
    with pytest.raises(NotScheduled):
        agenda(two, "RT-1")


@pytest.mark.parametrize(
    ("items", "refusal"),
    [([WELCOME], AgendaEmpty), ([Item("The candidate speaks", 89, Speaker.CANDIDATE), WELCOME], AgendaTooLong)],
)
def test_an_agenda_without_the_candidate_or_too_long_is_refused(
    items: list[Item], refusal: type[Exception], two: str
) -> None:
    with pytest.raises(refusal):
        agenda(two, "RT-1", *items)


def test_a_commitment_is_followed_up_with_day_and_source_and_keeps_what_was_said_before(promised: str) -> None:
    told: dict[str, Any] = {"cycle": promised, "roundtable": "RT-1", "number": 1}
    april, may = Days.parse("2031-04-20"), Days.parse("2031-05-01")
    assert follow_up_commitment(**told, standing=Standing.OPEN, on=april, what="Nothing yet.", **LATER) == 1
    kept = {"standing": Standing.KEPT, "on": may, "what": "Dredging began.", "sources": [GAZETTE]}
    assert follow_up_commitment(**told, **kept, **LATER) == 2
    assert bodies(promised, "commitment.followed-up")[-1] == {
        "roundtable": "RT-1",
        "candidate": "CAND-1",
        "commitment": 1,
        "words": "I will dredge the harbor.",
        "topic": "harbor",
        "status": "kept",
        "on": "2031-05-01",
        "what": "Dredging began.",
        "sources": [{"outlet": "Harbor Gazette", "day": "2031-02-03"}],
    }
    (shown,) = roundtable_of(cycle=promised, roundtable="RT-1", actor=DIRECTOR).commitments
    assert [(each.standing, each.what) for each in shown.follow_ups] == [
        (Standing.OPEN, "Nothing yet."),
        (Standing.KEPT, "Dredging began."),
    ]
    with pytest.raises(AlreadyEntered):
        follow_up_commitment(**told, **kept, **LATER)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"sources": []}, FollowUpUnsourced),
        ({"number": 2}, NoSuchCommitment),
        ({"on": Days.parse("2031-08-01")}, NotYetHappened),
    ],
)
def test_a_follow_up_without_ground_is_refused(change: Any, refusal: type[Exception], promised: str) -> None:
    told = {"roundtable": "RT-1", "number": 1, "standing": Standing.BROKEN, "on": Days.parse("2031-05-01")}
    with pytest.raises(refusal):
        follow_up_commitment(**({"cycle": promised, "what": "No.", "sources": [GAZETTE]} | told | change | LATER))
