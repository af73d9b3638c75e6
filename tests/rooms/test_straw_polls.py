"""Straw polls: one sheet for a local, two tellers for a sheet, and only confirmed sheets in the totals."""

import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from hustings.core.errors import Refusal
from hustings.core.phases import Phase
from hustings.core.projections.polls import polls_of as projected
from hustings.core.projections.statements import statements
from hustings.core.values import Actor, Kind, Role
from hustings.ground.record.chains import HOUSE, open_chain
from hustings.ground.record.queries import chain_of, publishable_entries
from hustings.ground.record.refusals import NotAllowed, WrongPhase
from hustings.rooms.cycles.actions import move_to_phase
from hustings.rooms.roll.actions import import_roll
from hustings.rooms.roll.refusals import NoSuchLocal
from hustings.rooms.straw_polls.actions import (
    Totals,
    close_straw_poll,
    confirm_sheet,
    correct_sheet,
    enter_sheet,
    open_straw_poll,
)
from hustings.rooms.straw_polls.models import Sheet, StrawPoll
from hustings.rooms.straw_polls.queries import Figures, Progress, StrawPollView, polls_of, progress, sheet_of, sheets_of
from hustings.rooms.straw_polls.refusals import (
    AlreadyConfirmed,
    DaysInverted,
    FiguresIncomplete,
    HeldOutside,
    MorePresentThanMembers,
    MoreVotesThanPresent,
    NoChange,
    NoSuchPoll,
    NoSuchSheet,
    NotACount,
    NotYourLocal,
    OptionsUnclear,
    PollClosed,
    PollNotOver,
    ReasonMissing,
    RecountOpen,
    SameTeller,
    SheetAlreadyEntered,
    SheetsDiffer,
)
from tests.databases import FreshDatabase
from tests.rooms.rolls import write_roll

OPTIONS = ["A. Harbor", "B. Field", "No endorsement"]
COUNTS = {"A. Harbor": 20, "B. Field": 15, "No endorsement": 3}
POLL = "POLL-L1"
SHEET: dict[str, Any] = {"poll": POLL, "counts": COUNTS, "n_present": 40, "held_on": date(2031, 4, 12)}
DAY = datetime(2031, 4, 20, 18, 0, tzinfo=UTC)
LAST = datetime(2031, 6, 30, 9, 0, tzinfo=UTC)

ELECTION_OFFICER = Actor("election-1", frozenset({Role.ELECTION_OFFICER}))
OBSERVER = Actor("observer-1", frozenset({Role.OBSERVER}))


def teller(name: str, local: str = "L-1") -> Actor:
    return Actor(name, frozenset({Role.TELLER}), scope=local)


ANNA, BERT = teller("link-a"), teller("link-b")


def roll_of(n_members: Mapping[str, int]) -> tuple[str, str]:
    locals_ = "local,name,city,state\n" + "".join(f"{code},Local {code},Harbor City,OH\n" for code in n_members)
    rows = [f"{code}-{i},{code},active,2020-01-01,\n" for code, n in n_members.items() for i in range(n)]
    return "member,local,status,joined_on,paid_until\n" + "".join(rows), locals_


@pytest.fixture
def rolled(hearing: str, director: Actor, at: datetime, tmp_path: Path) -> str:
    """A cycle in the phase "hearing", and a roll of three locals with 60, 60 and 4 members."""
    members, locals_ = roll_of({"L-1": 60, "L-2": 60, "L-3": 4})
    import_roll(**write_roll(tmp_path, members, locals_), actor=director, at=at)
    return hearing


def ask(cycle: str, actor: Actor, **changes: Any) -> str:
    days = {"opens_on": date(2031, 4, 9), "closes_on": date(2031, 6, 30)}
    asked: dict[str, Any] = {"question": "Whom should we endorse?", "options": OPTIONS} | days | changes
    return open_straw_poll(cycle=cycle, actor=actor, at=datetime(2031, 4, 1, tzinfo=UTC), **asked)


@pytest.fixture
def asked(rolled: str, director: Actor) -> str:
    """The same cycle with an open straw poll, POLL-L1."""
    ask(rolled, director)
    return rolled


@pytest.fixture
def entered(asked: str) -> str:
    """The same cycle with the sheet of L-1, entered by Anna."""
    enter_sheet(cycle=asked, local="L-1", **SHEET, actor=ANNA, at=DAY)
    return asked


def last_payload(cycle: str) -> Mapping[str, Any]:
    payload = publishable_entries(cycle=cycle)[-1].payload
    assert payload is not None
    return payload


def test_opening_asks_one_question_for_some_days(asked: str) -> None:
    assert polls_of(cycle=asked) == (
        StrawPollView(
            POLL, "Whom should we endorse?", tuple(OPTIONS), date(2031, 4, 9), date(2031, 6, 30), closed=False
        ),
    )
    assert last_payload(asked)["body"] == {
        "poll": POLL,
        "question": "Whom should we endorse?",
        "options": OPTIONS,
        "opens_on": "2031-04-09",
        "closes_on": "2031-06-30",
    }


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"options": ["only one"]}, OptionsUnclear),
        ({"options": ["same", "same "]}, OptionsUnclear),
        ({"options": ["one", " "]}, OptionsUnclear),
        ({"question": " "}, OptionsUnclear),
        ({"closes_on": date(2031, 4, 8)}, DaysInverted),
    ],
)
def test_an_unclear_poll_is_not_opened(
    changes: dict[str, Any], refusal: type[Refusal], rolled: str, director: Actor
) -> None:
    with pytest.raises(refusal):
        ask(rolled, director, **changes)
    assert polls_of(cycle=rolled) == ()


def test_a_poll_belongs_to_the_phases_in_which_members_are_asked(rolled: str, director: Actor, at: datetime) -> None:
    move_to_phase(cycle=rolled, phase=Phase.DECIDING, actor=director, at=at)
    with pytest.raises(WrongPhase):
        ask(rolled, director)


def test_a_sheet_is_counted_after_a_second_teller_entered_the_same(entered: str) -> None:
    assert last_payload(entered)["body"] == {
        "poll": POLL,
        "sheet": "SHEET-1",
        "local": "L-1",
        "place": "Harbor City, OH",
        "counts": COUNTS,
        "n_present": 40,
        "held_on": "2031-04-12",
    }
    confirm_sheet(cycle=entered, sheet="SHEET-1", counts=COUNTS, n_present=40, actor=BERT, at=DAY)
    assert last_payload(entered)["verb"] == "sheet.confirmed"
    assert last_payload(entered)["body"] == {"poll": POLL, "sheet": "SHEET-1", "local": "L-1"}
    seen = sheet_of(cycle=entered, poll=POLL, local="L-1", actor=BERT)
    assert (seen.confirmed, seen.figures) == (True, Figures(COUNTS, 40))


def test_the_record_names_neither_teller(entered: str) -> None:
    confirm_sheet(cycle=entered, sheet="SHEET-1", counts=COUNTS, n_present=40, actor=BERT, at=DAY)
    shown = str([entry.payload for entry in publishable_entries(cycle=entered)])
    assert "link-a" not in shown
    assert "link-b" not in shown


def test_the_second_teller_does_not_see_what_the_first_one_typed(entered: str) -> None:
    assert sheet_of(cycle=entered, poll=POLL, local="L-1", actor=ANNA).figures == Figures(COUNTS, 40)
    assert sheet_of(cycle=entered, poll=POLL, local="L-1", actor=BERT).figures is None
    assert [one.figures for one in sheets_of(cycle=entered, poll=POLL, actor=OBSERVER)] == [None]


@pytest.mark.parametrize(
    ("changed", "n_present", "named"),
    [
        ({"B. Field": 14}, 40, "B. Field"),
        ({"A. Harbor": 15, "B. Field": 20}, 40, "A. Harbor"),
        ({}, 41, "members present"),
    ],
)
def test_figures_that_differ_leave_the_sheet_unconfirmed_and_the_refusal_names_the_option(
    changed: dict[str, int], n_present: int, named: str, entered: str
) -> None:
    before = chain_of(cycle=entered).head
    with pytest.raises(SheetsDiffer) as caught:
        confirm_sheet(cycle=entered, sheet="SHEET-1", counts=COUNTS | changed, n_present=n_present, actor=BERT, at=DAY)
    assert (caught.value.where, caught.value.facts["option"]) == (named, named)
    assert "20" not in caught.value.message  # what the first one typed stays unsaid
    assert not sheet_of(cycle=entered, poll=POLL, local="L-1", actor=BERT).confirmed
    assert chain_of(cycle=entered).head == before


def test_nobody_confirms_her_own_sheet_or_a_confirmed_one(entered: str) -> None:
    same: dict[str, Any] = {"cycle": entered, "sheet": "SHEET-1", "counts": COUNTS, "n_present": 40, "at": DAY}
    with pytest.raises(SameTeller):
        confirm_sheet(**same, actor=ANNA)
    confirm_sheet(**same, actor=ELECTION_OFFICER)
    with pytest.raises(AlreadyConfirmed):
        confirm_sheet(**same, actor=BERT)
    with pytest.raises(NoSuchSheet):
        confirm_sheet(**(same | {"sheet": "SHEET-9"}), actor=BERT)


def test_a_second_sheet_for_one_local_is_refused(entered: str) -> None:
    before = chain_of(cycle=entered).head
    for actor in (ANNA, BERT, ELECTION_OFFICER):
        with pytest.raises(SheetAlreadyEntered) as caught:
            enter_sheet(cycle=entered, local="L-1", **SHEET, actor=actor, at=DAY)
        assert caught.value.facts["sheet"] == "SHEET-1"
    assert chain_of(cycle=entered).head == before
    assert Sheet.objects.count() == 1


def test_a_link_is_for_one_local(entered: str) -> None:
    stranger = teller("link-z", "L-2")
    with pytest.raises(NotYourLocal):
        enter_sheet(cycle=entered, local="L-3", **SHEET, actor=stranger, at=DAY)
    with pytest.raises(NotYourLocal):
        confirm_sheet(cycle=entered, sheet="SHEET-1", counts=COUNTS, n_present=40, actor=stranger, at=DAY)
    with pytest.raises(NotYourLocal):
        correct_sheet(cycle=entered, sheet="SHEET-1", now=41, reason="x", actor=stranger, at=DAY)
    with pytest.raises(NotYourLocal):
        sheet_of(cycle=entered, poll=POLL, local="L-1", actor=stranger)
    with pytest.raises(NotYourLocal):
        enter_sheet(cycle=entered, local="L-2", **SHEET, actor=teller("link-y", ""), at=DAY)


def test_a_campaign_a_member_and_the_treasurer_enter_nothing(asked: str) -> None:
    for role in (Role.CAMPAIGN, Role.MEMBER, Role.TREASURER):
        with pytest.raises(NotAllowed):
            enter_sheet(cycle=asked, local="L-1", **SHEET, actor=Actor("x", frozenset({role}), "L-1"), at=DAY)


BAD_SHEETS: dict[str, tuple[dict[str, Any], type[Refusal], str]] = {
    "more votes than members present": ({"n_present": 37}, MoreVotesThanPresent, "members present"),
    "more present than the local has members": ({"n_present": 61}, MorePresentThanMembers, "members present"),
    "an option left out": ({"counts": {"A. Harbor": 1, "B. Field": 1}}, FiguresIncomplete, "No endorsement"),
    "something that is no option": ({"counts": COUNTS | {"C. Hill": 1}}, FiguresIncomplete, "C. Hill"),
    "a negative figure": ({"counts": COUNTS | {"B. Field": -1}}, NotACount, "B. Field"),
    "half a member": ({"counts": COUNTS | {"B. Field": 1.5}}, NotACount, "B. Field"),
    "true instead of a number": ({"counts": COUNTS | {"B. Field": True}}, NotACount, "B. Field"),
    "an absurd number present": ({"n_present": 10**9}, NotACount, "members present"),
    "a meeting before the poll": ({"held_on": date(2031, 4, 8)}, HeldOutside, "held_on"),
    "a meeting that is still to come": ({"held_on": date(2031, 4, 21)}, HeldOutside, "held_on"),
    "an unknown poll": ({"poll": "POLL-L2"}, NoSuchPoll, "harbor-2031"),
}


@pytest.mark.parametrize(("changes", "refusal", "place"), BAD_SHEETS.values(), ids=BAD_SHEETS)
def test_a_sheet_that_cannot_be_right_is_refused(
    changes: dict[str, Any], refusal: type[Refusal], place: str, asked: str
) -> None:
    before = chain_of(cycle=asked).head
    with pytest.raises(refusal) as caught:
        enter_sheet(cycle=asked, local="L-1", **(SHEET | changes), actor=ANNA, at=DAY)
    assert caught.value.where == place
    assert chain_of(cycle=asked).head == before
    assert not Sheet.objects.exists()


def test_a_local_that_the_roll_does_not_have_returns_nothing(asked: str) -> None:
    with pytest.raises(NoSuchLocal):
        enter_sheet(cycle=asked, local="L-9", **SHEET, actor=ELECTION_OFFICER, at=DAY)


def test_a_figure_is_corrected_in_the_open_and_confirmed_by_somebody_else(entered: str) -> None:
    seq = chain_of(cycle=entered).n_entries - 1
    correct_sheet(cycle=entered, sheet="SHEET-1", now=41, reason="Misread.", actor=BERT, at=DAY)
    assert last_payload(entered)["body"] == {
        "corrects": seq,
        "field": "n_present",
        "was": 40,
        "now": 41,
        "reason": "Misread.",
    }
    with pytest.raises(SameTeller):
        confirm_sheet(cycle=entered, sheet="SHEET-1", counts=COUNTS, n_present=41, actor=BERT, at=DAY)
    confirm_sheet(cycle=entered, sheet="SHEET-1", counts=COUNTS, n_present=41, actor=ANNA, at=DAY)


def test_what_the_record_shows_after_a_correction_is_what_was_confirmed(entered: str) -> None:
    for option, now in (("B. Field", 16), ("No endorsement", 2)):
        correct_sheet(cycle=entered, sheet="SHEET-1", option=option, now=now, reason="Transposed.", actor=ANNA, at=DAY)
    right = COUNTS | {"B. Field": 16, "No endorsement": 2}
    assert last_payload(entered)["body"]["field"] == "counts.No endorsement"
    confirm_sheet(cycle=entered, sheet="SHEET-1", counts=right, n_present=40, actor=BERT, at=DAY)
    (sheet,) = projected(statements(publishable_entries(cycle=entered))).straw[0].sheets
    assert (dict(sheet.counts), sheet.confirmed, len(sheet.corrections)) == (right, True, 2)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"now": 40, "reason": "x"}, NoChange),
        ({"now": 41, "reason": " "}, ReasonMissing),
        ({"option": "C. Hill", "now": 1, "reason": "x"}, FiguresIncomplete),
        ({"option": "B. Field", "now": 18, "reason": "x"}, MoreVotesThanPresent),
        ({"option": "B. Field", "now": -1, "reason": "x"}, NotACount),
        ({"now": 61, "reason": "x"}, MorePresentThanMembers),
    ],
)
def test_a_correction_that_cannot_be_right_is_refused(
    changes: dict[str, Any], refusal: type[Refusal], entered: str
) -> None:
    with pytest.raises(refusal):
        correct_sheet(cycle=entered, sheet="SHEET-1", **changes, actor=ANNA, at=DAY)
    assert sheet_of(cycle=entered, poll=POLL, local="L-1", actor=ANNA).figures == Figures(COUNTS, 40)


def test_closing_sums_the_confirmed_sheets_and_says_how_many_locals_returned_one(entered: str, director: Actor) -> None:
    confirm_sheet(cycle=entered, sheet="SHEET-1", counts=COUNTS, n_present=40, actor=BERT, at=DAY)
    small = SHEET | {"counts": {"A. Harbor": 0, "B. Field": 4, "No endorsement": 0}, "n_present": 4}
    enter_sheet(cycle=entered, local="L-3", **small, actor=teller("link-c", "L-3"), at=DAY)
    assert progress(cycle=entered, poll=POLL, actor=director) == Progress(3, 1, ("L-3",), ("L-2",))
    done = close_straw_poll(cycle=entered, poll=POLL, actor=director, at=LAST)
    assert done == Totals(COUNTS, n_sheets=1, n_unconfirmed=1, n_locals=3)
    assert last_payload(entered)["body"] == {
        "poll": POLL,
        "totals": COUNTS,
        "n_sheets": 1,
        "n_unconfirmed": 1,
        "n_locals": 3,
    }
    assert polls_of(cycle=entered)[0].closed


def test_a_poll_is_not_closed_before_its_last_day_and_only_once(asked: str, director: Actor) -> None:
    with pytest.raises(PollNotOver):
        close_straw_poll(cycle=asked, poll=POLL, actor=director, at=DAY)
    close_straw_poll(cycle=asked, poll=POLL, actor=director, at=LAST)
    with pytest.raises(PollClosed):
        close_straw_poll(cycle=asked, poll=POLL, actor=director, at=LAST)


def test_after_closing_nothing_is_entered_confirmed_or_corrected(entered: str, director: Actor) -> None:
    close_straw_poll(cycle=entered, poll=POLL, actor=director, at=LAST)
    before = chain_of(cycle=entered).head
    with pytest.raises(PollClosed):
        enter_sheet(cycle=entered, local="L-2", **SHEET, actor=teller("link-c", "L-2"), at=LAST)
    with pytest.raises(PollClosed):
        confirm_sheet(cycle=entered, sheet="SHEET-1", counts=COUNTS, n_present=40, actor=BERT, at=LAST)
    with pytest.raises(PollClosed):
        correct_sheet(cycle=entered, sheet="SHEET-1", now=41, reason="x", actor=ANNA, at=LAST)
    assert chain_of(cycle=entered).head == before


def test_a_confirmed_sheet_that_was_corrected_is_confirmed_again_before_closing(entered: str, director: Actor) -> None:
    confirm_sheet(cycle=entered, sheet="SHEET-1", counts=COUNTS, n_present=40, actor=BERT, at=DAY)
    correct_sheet(cycle=entered, sheet="SHEET-1", now=41, reason="Recount.", actor=ANNA, at=DAY)
    with pytest.raises(RecountOpen) as caught:
        close_straw_poll(cycle=entered, poll=POLL, actor=director, at=LAST)
    assert caught.value.facts["sheets"] == "SHEET-1"
    confirm_sheet(cycle=entered, sheet="SHEET-1", counts=COUNTS, n_present=41, actor=BERT, at=LAST)
    assert close_straw_poll(cycle=entered, poll=POLL, actor=director, at=LAST).n_sheets == 1


def test_two_officials_entering_the_sheet_of_one_local_at_once_make_one_sheet(
    fresh_database: FreshDatabase, tmp_path: Path, at: datetime
) -> None:
    """The second one is told who was first, whatever the database."""
    open_chain(code=HOUSE, kind=Kind.LIVE, title="House", phase="", body={}, role="system", at=at)
    open_chain(code="c", kind=Kind.REHEARSAL, title="C", phase="hearing", body={}, role="system", at=at)
    members, locals_ = roll_of({"L-1": 60})
    system = Actor("s", frozenset({Role.SYSTEM, Role.DIRECTOR}))
    import_roll(**write_roll(tmp_path, members, locals_), actor=system, at=at)
    ask("c", system)
    barrier, answers = threading.Barrier(2), []

    def enter(actor: Actor) -> None:
        barrier.wait()
        try:
            answers.append(enter_sheet(cycle="c", local="L-1", **SHEET, actor=actor, at=DAY))
        except Refusal as refusal:
            answers.append(refusal.code)
        finally:
            fresh_database.close_connection()

    threads = [threading.Thread(target=enter, args=[actor]) for actor in (ANNA, BERT)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["SHEET-1", "sheet-already-entered"]
    assert (Sheet.objects.count(), StrawPoll.objects.count()) == (1, 1)
    assert chain_of(cycle="c").n_entries == 3
