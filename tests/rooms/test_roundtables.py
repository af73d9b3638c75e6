"""Roundtables: set, moved and cancelled in the open; held with minutes that stay private; commitments in words."""

from datetime import timedelta
from typing import Any

import pytest

from hustings.core.calendars import ZoneUnknown
from hustings.core.canonical import sha256_hex
from hustings.core.hearings import Press
from hustings.core.phases import Phase
from hustings.core.typed import NumberOutOfRange, TextMissing
from hustings.core.values import Actor
from hustings.ground.record.refusals import NotAllowed, WrongPhase
from hustings.rooms.candidates.refusals import CandidateOut
from hustings.rooms.cycles.refusals import NoChange, ReasonMissing
from hustings.rooms.invitations.refusals import NothingDiffers
from hustings.rooms.roundtables.actions.meetings import (
    Outcome,
    cancel_roundtable,
    hold_roundtable,
    move_roundtable,
    set_roundtable,
)
from hustings.rooms.roundtables.queries import (
    commitments_of,
    reports_of,
    roundtable_of,
    roundtables_of,
    roundtables_of_campaign,
)
from hustings.rooms.roundtables.refusals import (
    DoubleBooking,
    MovedIntoThePast,
    NoSuchRoundtable,
    NotScheduled,
    PressDiffers,
)
from tests.databases import FreshDatabase
from tests.rooms.harbor import DAY, EVENING, ROUNDTABLE, bodies, campaign, enter_candidates, payloads, withdraw
from tests.rooms.races import AT, COLLEAGUE, DIRECTOR, at_once, open_harbor

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


def states(cycle: str) -> list[tuple[str, str]]:
    return [(view.code, view.state) for view in roundtables_of(cycle=cycle, actor=DIRECTOR)]


def test_a_roundtable_is_set_with_the_day_it_has_where_it_takes_place(scheduled: str) -> None:
    (payload,) = payloads(scheduled, "roundtable.set")
    assert (payload["subject"], payload["visibility"]) == ("RT-1", "public")
    assert payload["body"] == {
        "roundtable": "RT-1",
        "candidate": "CAND-1",
        "starts_at": "2031-04-10T01:00:00Z",
        "zone": "America/New_York",
        "on": "2031-04-09",
        "minutes": 90,
        "place": "Union hall",
        "topics": ["pensions", "port automation"],
        "audience": "restricted class",
        "press": "questions afterwards",
    }
    view = roundtable_of(cycle=scheduled, roundtable="RT-1", actor=DIRECTOR)
    assert (view.name, view.state, view.starts_at, view.sequence, view.changed_at) == (
        "Dana Reyes",
        "scheduled",
        EVENING,
        0,
        AT,
    )


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"zone": "America/Gotham"}, ZoneUnknown),
        ({"minutes": 0}, NumberOutOfRange),
        ({"place": " "}, TextMissing),
        ({"topics": ["pensions", ""]}, TextMissing),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_nothing_is_written(
    change: Any, refusal: type[Exception], fielding: str
) -> None:
    with pytest.raises(refusal):
        set_roundtable(cycle=fielding, **(ROUNDTABLE | change))
    assert states(fielding) == []


def test_a_time_without_a_zone_is_a_mistake_of_the_program(fielding: str) -> None:
    with pytest.raises(ValueError, match="a time without a zone"):
        set_roundtable(cycle=fielding, **(ROUNDTABLE | {"starts_at": EVENING.replace(tzinfo=None)}))


def test_a_roundtable_is_only_set_with_somebody_who_stands(fielding: str) -> None:
    withdraw(fielding, "CAND-1")
    with pytest.raises(CandidateOut):
        set_roundtable(cycle=fielding, **ROUNDTABLE)


def test_no_roundtable_is_set_before_the_call(cycle: str) -> None:
    enter_candidates(cycle)
    with pytest.raises(WrongPhase):
        set_roundtable(cycle=cycle, **ROUNDTABLE)


def test_reporters_are_let_in_alike_or_the_reason_is_published(scheduled: str) -> None:
    closed = ROUNDTABLE | {"candidate": "CAND-2", "starts_at": EVENING + DAY, "press": Press.NONE}
    with pytest.raises(PressDiffers) as refused:
        set_roundtable(cycle=scheduled, **closed)
    assert refused.value.message == (
        "Reporters would be let in otherwise than at RT-1: “no press” here, “questions afterwards” there."
    )
    with pytest.raises(NothingDiffers):
        set_roundtable(cycle=scheduled, **closed | {"press": Press.AFTERWARDS}, press_because="He asked for it.")
    set_roundtable(cycle=scheduled, **closed, press_because="He asked for it.")
    assert bodies(scheduled, "roundtable.set")[-1]["press_because"] == "He asked for it."


# --- double booking ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "taken"),
    [
        ({"candidate": "CAND-2"}, "“Union hall”"),
        ({"candidate": "CAND-2", "place": " union  HALL"}, "“Union hall”"),
        ({"candidate": "CAND-2", "starts_at": EVENING + timedelta(minutes=89)}, "“Union hall”"),
        ({"candidate": "CAND-2", "starts_at": EVENING - timedelta(minutes=89)}, "“Union hall”"),
        ({"place": "Seamen's home"}, "The candidate"),
    ],
)
def test_no_place_and_no_candidate_is_booked_twice(change: Any, taken: str, scheduled: str) -> None:
    with pytest.raises(DoubleBooking) as refused:
        set_roundtable(cycle=scheduled, **(ROUNDTABLE | change))
    assert refused.value.message == (
        f"{taken} is booked then: RT-1 with Dana Reyes begins at 2031-04-10T01:00:00Z and takes 90 minutes."
    )
    assert states(scheduled) == [("RT-1", "scheduled")]


@pytest.mark.parametrize(
    "change",
    [
        {"candidate": "CAND-2", "starts_at": EVENING + timedelta(minutes=90)},
        {"candidate": "CAND-2", "starts_at": EVENING - timedelta(minutes=90)},
        {"candidate": "CAND-2", "place": "Seamen's home"},
    ],
)
def test_one_after_the_other_and_side_by_side_is_fine(change: Any, scheduled: str) -> None:
    assert set_roundtable(cycle=scheduled, **(ROUNDTABLE | change)) == "RT-2"


def test_a_cancelled_roundtable_leaves_its_place_free(scheduled: str) -> None:
    cancel_roundtable(cycle=scheduled, roundtable="RT-1", reason="Storm.", actor=DIRECTOR, at=AT)
    assert set_roundtable(cycle=scheduled, **ROUNDTABLE) == "RT-2"
    assert states(scheduled) == [("RT-1", "cancelled"), ("RT-2", "scheduled")]


# --- moving and cancelling --------------------------------------------------------------------------------------------


def test_a_move_shows_both_times_and_the_reason(scheduled: str) -> None:
    move_roundtable(
        cycle=scheduled, roundtable="RT-1", to=EVENING + 7 * DAY, reason="The harbor is closed.", actor=DIRECTOR, at=AT
    )
    assert bodies(scheduled, "roundtable.moved") == [
        {
            "roundtable": "RT-1",
            "candidate": "CAND-1",
            "was": "2031-04-10T01:00:00Z",
            "now": "2031-04-17T01:00:00Z",
            "on": "2031-04-16",
            "reason": "The harbor is closed.",
        }
    ]
    view = roundtable_of(cycle=scheduled, roundtable="RT-1", actor=DIRECTOR)
    assert (view.starts_at, view.sequence) == (EVENING + 7 * DAY, 1)
    assert [(move.was_at, move.now_at, move.reason) for move in view.moves] == [
        (EVENING, EVENING + 7 * DAY, "The harbor is closed.")
    ]


def test_a_move_to_another_place_shows_both_places(scheduled: str) -> None:
    move_roundtable(
        cycle=scheduled,
        roundtable="RT-1",
        to=EVENING,
        place="Seamen's home",
        reason="More seats.",
        actor=DIRECTOR,
        at=AT,
    )
    (body,) = bodies(scheduled, "roundtable.moved")
    assert (body["was"], body["now"]) == ("2031-04-10T01:00:00Z", "2031-04-10T01:00:00Z")
    assert (body["place_was"], body["place"]) == ("Union hall", "Seamen's home")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"reason": "  "}, ReasonMissing),
        ({"to": EVENING}, NoChange),
        ({"to": AT}, MovedIntoThePast),
        ({"roundtable": "RT-9"}, NoSuchRoundtable),
    ],
)
def test_a_move_without_reason_or_sense_is_refused(change: Any, refusal: type[Exception], scheduled: str) -> None:
    plan: dict[str, Any] = {"roundtable": "RT-1", "to": EVENING + DAY, "reason": "Storm.", "actor": DIRECTOR, "at": AT}
    with pytest.raises(refusal):
        move_roundtable(cycle=scheduled, **(plan | change))
    assert bodies(scheduled, "roundtable.moved") == []


def test_a_move_onto_another_roundtable_is_refused(scheduled: str) -> None:
    set_roundtable(cycle=scheduled, **(ROUNDTABLE | {"candidate": "CAND-2", "starts_at": EVENING + DAY}))
    with pytest.raises(DoubleBooking):
        move_roundtable(cycle=scheduled, roundtable="RT-1", to=EVENING + DAY, reason="Storm.", actor=DIRECTOR, at=AT)


def test_a_withdrawal_leaves_the_roundtable_in_place_to_be_cancelled(scheduled: str) -> None:
    withdraw(scheduled, "CAND-1")
    assert states(scheduled) == [("RT-1", "scheduled")]
    with pytest.raises(CandidateOut):
        move_roundtable(cycle=scheduled, roundtable="RT-1", to=EVENING + DAY, reason="Storm.", actor=DIRECTOR, at=AT)
    cancel_roundtable(cycle=scheduled, roundtable="RT-1", reason="She withdrew.", actor=DIRECTOR, at=AT)
    assert bodies(scheduled, "roundtable.cancelled") == [
        {"roundtable": "RT-1", "candidate": "CAND-1", "reason": "She withdrew."}
    ]


def test_a_roundtable_is_not_cancelled_without_a_reason_nor_twice(scheduled: str) -> None:
    with pytest.raises(ReasonMissing):
        cancel_roundtable(cycle=scheduled, roundtable="RT-1", reason="", actor=DIRECTOR, at=AT)
    cancel_roundtable(cycle=scheduled, roundtable="RT-1", reason="Storm.", actor=DIRECTOR, at=AT)
    with pytest.raises(NotScheduled) as refused:
        cancel_roundtable(cycle=scheduled, roundtable="RT-1", reason="Storm.", actor=DIRECTOR, at=AT)
    assert refused.value.message == "RT-1 is already cancelled."
    assert roundtable_of(cycle=scheduled, roundtable="RT-1", actor=DIRECTOR).cancelled_because == "Storm."


# --- who sees what ----------------------------------------------------------------------------------------------------


def test_a_campaign_sees_its_own_roundtables_and_no_rivals(scheduled: str) -> None:
    set_roundtable(cycle=scheduled, **(ROUNDTABLE | {"candidate": "CAND-2", "starts_at": EVENING + DAY}))
    seen = roundtables_of_campaign(cycle=scheduled, actor=campaign("CAND-2"))
    assert [view.code for view in seen] == ["RT-2"]
    assert roundtables_of_campaign(cycle=scheduled, actor=campaign("")) == ()
    for reading in (roundtables_of, commitments_of, reports_of):
        with pytest.raises(NotAllowed):
            reading(cycle=scheduled, actor=campaign("CAND-2"))


def test_a_list_takes_the_same_number_of_queries_for_one_roundtable_and_for_two(
    held: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(7):
        roundtables_of(cycle=held, actor=DIRECTOR)
    set_roundtable(cycle=held, **(ROUNDTABLE | {"candidate": "CAND-2", "starts_at": EVENING + DAY}))
    with django_assert_num_queries(7):
        roundtables_of(cycle=held, actor=DIRECTOR)


# --- at once ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def committed(fresh_database: FreshDatabase) -> str:
    return enter_candidates(open_harbor(Phase.HEARING))


def test_of_two_staff_who_book_the_same_place_at_once_the_second_is_refused(
    committed: str, fresh_database: FreshDatabase
) -> None:
    def book(candidate: str, actor: Actor) -> str:
        return set_roundtable(cycle=committed, **(ROUNDTABLE | {"candidate": candidate, "actor": actor}))

    answers = at_once(fresh_database, lambda: book("CAND-1", DIRECTOR), lambda: book("CAND-2", COLLEAGUE))
    assert sorted(answers) == ["RT-1", "double-booking"]
    assert len(bodies(committed, "roundtable.set")) == 1


def test_of_two_staff_who_enter_the_same_outcome_at_once_the_second_is_refused(
    committed: str, fresh_database: FreshDatabase
) -> None:
    set_roundtable(cycle=committed, **ROUNDTABLE)

    def hold(actor: Actor) -> str:
        return hold_roundtable(cycle=committed, roundtable="RT-1", outcome=OUTCOME, actor=actor, at=EVENING)

    answers = at_once(fresh_database, lambda: hold(DIRECTOR), lambda: hold(COLLEAGUE))
    assert sorted(answers) == sorted([sha256_hex(OUTCOME.minutes_text.encode()), "not-scheduled"])
