"""Questions at a roundtable: the order that is fixed in the open, the choice from it, and what was answered."""

from pathlib import Path
from typing import Any

import pytest

from hustings.core.canonical import parse_canonical, sha256_hex
from hustings.core.hearings import Press
from hustings.core.phases import FIELDING, OPEN
from hustings.core.questions import Answer, order_in_file
from hustings.core.typed import NotAWebAddress, NumberOutOfRange, TextMissing
from hustings.core.values import Actor, Role
from hustings.ground.record.refusals import NotAllowed
from hustings.rooms.cycles.refusals import NoChange
from hustings.rooms.questions.actions.reading import decline_question, merge_questions
from hustings.rooms.questions.actions.tables import choose_questions, fix_order, note_answer
from hustings.rooms.questions.models import Proposal, Support
from hustings.rooms.questions.queries import ChoiceView, table_of, voices_file_of
from hustings.rooms.questions.refusals import (
    ChosenAlready,
    DepartureUnexplained,
    NoOrder,
    NotChosen,
    NothingDeparts,
    NothingToOrder,
    NotInTheOrder,
    OrderFixed,
)
from hustings.rooms.roundtables.actions.meetings import Outcome, hold_roundtable, set_roundtable
from hustings.rooms.roundtables.refusals import NoSuchRoundtable, NotHeld, NotScheduled
from tests.rooms.asking import CRANES, PENSIONS, SCHOOLS, keep_files_in, open_collection, propose, publish
from tests.rooms.harbor import DAY, EVENING, ROUNDTABLE, bodies, enter_candidates
from tests.rooms.races import AT, DIRECTOR
from tests.rooms.refused import only, refuses

OUTCOME = Outcome(85, 6, 40, 2, ["pensions"], Press.NONE, "A frank exchange.", "Present: six leaders.")
TABLE: dict[str, Any] = {"roundtable": "RT-1", "actor": DIRECTOR, "at": AT}
OBSERVER = Actor("observer-1", frozenset({Role.OBSERVER}))


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: Any) -> None:
    keep_files_in(tmp_path, settings)


@pytest.fixture
def set_up(hearing: str) -> str:
    """RT-1 is set; five voices support Q-1 and Q-2, three support Q-3, and Q-4 waits."""
    set_roundtable(cycle=enter_candidates(hearing), **ROUNDTABLE)
    open_collection(hearing)
    publish(hearing, 1, PENSIONS, 2, 3, 4, 5)
    publish(hearing, 1, CRANES, 2, 3, 4, 5)
    publish(hearing, 6, SCHOOLS, 7, 8)
    propose(hearing, 2, "Will you come back next year?")
    return hearing


@pytest.fixture
def ordered(set_up: str) -> str:
    fix_order(cycle=set_up, **TABLE)
    return set_up


@pytest.fixture
def held(ordered: str) -> str:
    """Q-1 and Q-3 were chosen, and the roundtable was held."""
    choose_questions(cycle=ordered, questions=["Q-1", "Q-3"], **TABLE)
    hold_roundtable(cycle=ordered, roundtable="RT-1", outcome=OUTCOME, actor=DIRECTOR, at=EVENING + DAY)
    return ordered


def test_the_larger_block_does_not_fill_the_first_places(ordered: str) -> None:
    (body,) = bodies(ordered, "questions.ordered")
    digest = body.pop("voices_digest")
    assert body == {
        "roundtable": "RT-1",
        "candidate": "CAND-1",
        "rule": "phragmen/1",
        "n_questions": 3,
        "n_voices": 8,
        "order": [
            {"question": "Q-1", "n_supporters": 5, "n_unheard": 5, "load": "1/5"},
            {"question": "Q-3", "n_supporters": 3, "n_unheard": 3, "load": "1/3"},
            {"question": "Q-2", "n_supporters": 5, "n_unheard": 0, "load": "2/5"},
        ],
    }
    file = voices_file_of(cycle=ordered, roundtable="RT-1", actor=OBSERVER)
    assert sha256_hex(file) == digest


def test_an_observer_works_the_order_out_anew_from_a_file_without_voices(ordered: str) -> None:
    file = voices_file_of(cycle=ordered, roundtable="RT-1", actor=OBSERVER)
    found = order_in_file(parse_canonical(file))
    shown = table_of(cycle=ordered, roundtable="RT-1", actor=OBSERVER).placed
    assert [(each.question, each.n_supporters) for each in found] == [(each.code, each.n_supporters) for each in shown]
    known = {*Support.objects.values_list("voice", flat=True), *Proposal.objects.values_list("voice", flat=True)}
    assert [voice for voice in known if voice in file.decode()] == []
    with pytest.raises(NotAllowed):
        voices_file_of(cycle=ordered, roundtable="RT-1", actor=DIRECTOR)


def test_merged_questions_take_one_place_with_the_supporters_of_both(set_up: str) -> None:
    merge_questions(cycle=set_up, question="Q-3", into="Q-2", reason="Both ask for the port.", actor=DIRECTOR, at=AT)
    assert fix_order(cycle=set_up, **TABLE) == ("Q-2", "Q-1")
    placed = table_of(cycle=set_up, roundtable="RT-1", actor=DIRECTOR).placed
    assert [(each.n_supporters, each.n_unheard) for each in placed] == [(8, 8), (5, 0)]


def test_an_order_is_fixed_once_for_a_roundtable_that_is_to_come(set_up: str) -> None:
    refuses(NoSuchRoundtable, fix_order, cycle=set_up, **TABLE | {"roundtable": "RT-2"})
    refuses(NumberOutOfRange, fix_order, cycle=set_up, **TABLE, n_places=101)
    assert fix_order(cycle=set_up, **TABLE, n_places=2) == ("Q-1", "Q-3")
    refuses(OrderFixed, fix_order, cycle=set_up, **TABLE)


def test_there_is_no_order_of_nothing(hearing: str) -> None:
    set_roundtable(cycle=enter_candidates(hearing), **ROUNDTABLE)
    open_collection(hearing)
    propose(hearing, 1, PENSIONS)
    refuses(NothingToOrder, fix_order, cycle=hearing, **TABLE)
    refuses(NoOrder, choose_questions, cycle=hearing, questions=["Q-1"], **TABLE)


def test_the_first_questions_of_the_order_need_no_reason(ordered: str) -> None:
    refuses(NothingDeparts, choose_questions, cycle=ordered, questions=["Q-1"], departs_because="Because.", **TABLE)
    assert choose_questions(cycle=ordered, questions=["Q-1", "Q-3"], **TABLE) == 2
    assert bodies(ordered, "questions.chosen") == [
        {"roundtable": "RT-1", "candidate": "CAND-1", "questions": ["Q-1", "Q-3"]}
    ]
    refuses(NoChange, choose_questions, cycle=ordered, questions=["Q-1", "Q-3"], **TABLE)


def test_another_choice_needs_a_reason_that_everybody_reads(ordered: str) -> None:
    told: dict[str, Any] = {"cycle": ordered, "questions": ["Q-1", "Q-2"], **TABLE}
    refusal = refuses(DepartureUnexplained, choose_questions, **told)
    assert refusal.facts == {"question": "Q-3"}
    choose_questions(**told, departs_because="Schools are no matter of this office.")
    assert bodies(ordered, "questions.chosen")[0]["departs_because"] == "Schools are no matter of this office."
    choose_questions(cycle=ordered, questions=["Q-1"], **TABLE)
    chosen = table_of(cycle=ordered, roundtable="RT-1", actor=DIRECTOR)
    assert [each.code for each in chosen.chosen] == ["Q-1"]
    assert chosen.departs_because == ""


def test_only_what_has_a_place_is_chosen_and_what_is_chosen_stays_in_the_list(ordered: str) -> None:
    refuses(TextMissing, choose_questions, cycle=ordered, questions=[], **TABLE)
    refuses(NotInTheOrder, choose_questions, cycle=ordered, questions=["Q-1", "Q-4"], **TABLE)
    choose_questions(cycle=ordered, questions=["Q-1"], **TABLE)
    told: dict[str, Any] = {"cycle": ordered, "question": "Q-1", "reason": "Late.", "actor": DIRECTOR, "at": AT}
    refuses(ChosenAlready, decline_question, **told)
    refuses(ChosenAlready, merge_questions, **told, into="Q-2")


def test_what_was_answered_is_noted_with_its_place_and_a_link(held: str) -> None:
    told: dict[str, Any] = {"cycle": held, **TABLE}
    place = {"minute": "Minutes, item 4", "link": "https://recording.example/rt-1#t=34:10"}
    note_answer(**told, question="Q-1", answer=Answer.ANSWERED, **place)
    note_answer(**told, question="Q-3", answer=Answer.NOT_REACHED)
    assert bodies(held, "question.answered") == [
        {"question": "Q-1", "roundtable": "RT-1", "candidate": "CAND-1", "answer": "answered"} | place,
        {"question": "Q-3", "roundtable": "RT-1", "candidate": "CAND-1", "answer": "not reached"},
    ]
    refuses(NoChange, note_answer, **told, question="Q-3", answer=Answer.NOT_REACHED)
    note_answer(**told, question="Q-3", answer=Answer.NOT_ANSWERED, minute="Minutes, item 6")
    chosen = table_of(cycle=held, roundtable="RT-1", actor=DIRECTOR).chosen
    assert chosen[1] == ChoiceView("Q-3", SCHOOLS, 2, "not answered", "Minutes, item 6", "")


def test_an_answer_needs_a_table_that_was_held_a_question_that_was_put_and_a_place(held: str) -> None:
    told: dict[str, Any] = {"cycle": held, **TABLE, "answer": Answer.ANSWERED}
    refuses(TextMissing, note_answer, **told, question="Q-1", minute=" ")
    refuses(NotAWebAddress, note_answer, **told, question="Q-1", minute="Item 4", link="minutes.pdf")
    refuses(NotAWebAddress, note_answer, **told, question="Q-1", minute="Item 4", link="javascript:alert(1)")
    refuses(NotChosen, note_answer, **told, question="Q-2", minute="Item 4")
    refuses(NotScheduled, choose_questions, cycle=held, questions=["Q-1"], **TABLE)
    set_roundtable(cycle=held, **ROUNDTABLE | {"candidate": "CAND-2", "starts_at": EVENING + 7 * DAY})
    fix_order(cycle=held, **TABLE | {"roundtable": "RT-2"})
    choose_questions(cycle=held, questions=["Q-1"], **TABLE | {"roundtable": "RT-2"})
    refuses(NotHeld, note_answer, **told | {"roundtable": "RT-2"}, question="Q-1", minute="Item 1")


def test_what_a_candidate_has_answered_is_not_put_to_her_again_but_to_the_others(held: str) -> None:
    note_answer(cycle=held, **TABLE, question="Q-1", answer=Answer.ANSWERED, minute="Item 4")
    set_roundtable(cycle=held, **ROUNDTABLE | {"starts_at": EVENING + 7 * DAY})
    set_roundtable(cycle=held, **ROUNDTABLE | {"candidate": "CAND-2", "starts_at": EVENING + 8 * DAY})
    assert fix_order(cycle=held, **TABLE | {"roundtable": "RT-2"}) == ("Q-2", "Q-3")
    assert fix_order(cycle=held, **TABLE | {"roundtable": "RT-3"}) == ("Q-1", "Q-3", "Q-2")


def test_who_fixes_orders_and_who_notes_answers(set_up: str) -> None:
    desk, keepers = {Role.DIRECTOR, Role.OFFICER}, {Role.DIRECTOR, Role.OFFICER, Role.SECRETARY}
    given: dict[str, Any] = {"cycle": set_up, "roundtable": "RT-1", "at": AT}
    answer = {"question": "Q-1", "answer": Answer.ANSWERED, "minute": "Item 4"}
    only(desk, FIELDING, lambda actor: fix_order(**given, actor=actor), cycle=set_up)
    only(desk, FIELDING, lambda actor: choose_questions(**given, questions=["Q-1"], actor=actor), cycle=set_up)
    only(keepers, OPEN, lambda actor: note_answer(**given, **answer, actor=actor), cycle=set_up)
