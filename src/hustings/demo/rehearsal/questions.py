"""Members' questions: one crew sends in four, and the order still gives the others their places.

Nine are proposed; one is declined, one merged. Each roundtable has its order, and one choice departs from it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hustings.core.questions import Answer
from hustings.core.values import Actor, Role
from hustings.demo.rehearsal.people import CYCLE, Stage, day
from hustings.rooms.questions.actions.collecting import close_questions, open_questions, propose_question
from hustings.rooms.questions.actions.reading import decline_question, merge_questions, publish_question
from hustings.rooms.questions.actions.tables import choose_questions, fix_order, note_answer
from hustings.rooms.questions.queries import table_of
from hustings.rooms.questions.voices import support

CLOSES = day(4, 14, 17)
N_CREW, N_OTHERS = 18, 24

CREW = (
    "Will you forbid cranes that are steered from far away?",
    "Will a crane without a driver need the consent of its local?",
    "Who pays for a driver whose crane is automated?",
    "Will you publish every contract on automated cranes?",
)
OTHERS = (
    "Will you leave the port pension fund as it is?",
    "Will you put a second driver on long night runs?",
    "When will the truck stops on the coast road be mended?",
)
SAME = "Is the port pension fund safe with you?"
AGAINST_A_PERSON = "Why does the foreman of pier four still have his post?"
N_PUT = 4


def collect(stage: Stage, members: Sequence[str]) -> None:
    """Take questions for an evening, read them, and let the members support them. `members` are active numbers."""
    open_questions(cycle=CYCLE, closes_at=CLOSES, actor=stage["director"], at=day(4, 2, 16))
    crew, others = members[:N_CREW], members[N_CREW : N_CREW + N_OTHERS]
    for number, text in enumerate(CREW):
        _propose(crew[number % len(crew)], text)
    for number, text in enumerate((*OTHERS, SAME, AGAINST_A_PERSON)):
        name = "Ines, night shift, pier two" if text == OTHERS[1] else ""
        _propose(others[number % len(others)], text, asked_by=name)
    _read(stage)
    _support(crew, others)


def before(stage: Stage, roundtable: str, at: datetime) -> None:
    """Fix the order for a roundtable and choose from it; at the first one the choice departs from the order."""
    who: dict[str, Any] = {"cycle": CYCLE, "roundtable": roundtable, "actor": stage["director"], "at": at}
    order = fix_order(**who)
    chosen, because = list(order[:N_PUT]), ""
    if roundtable == "RT-1" and len(order) > N_PUT:
        chosen[-1] = order[N_PUT]
        because = "Truck stops are a matter of the provinces and not of this office; the next question is put."
    choose_questions(questions=chosen, departs_because=because, **who)


def after(stage: Stage, roundtable: str, at: datetime) -> None:
    """Note what was answered: all but one, which was put and not answered, and the last at the shortest table."""
    chosen = table_of(cycle=CYCLE, roundtable=roundtable, actor=stage["secretary"]).chosen
    for number, each in enumerate(chosen, start=1):
        answer = Answer.ANSWERED
        if roundtable == "RT-2" and number == N_PUT:
            answer = Answer.NOT_REACHED
        if roundtable == "RT-3" and number == 1:
            answer = Answer.NOT_ANSWERED
        place = "" if answer is Answer.NOT_REACHED else f"Minutes, item {number + 2}"
        note_answer(
            cycle=CYCLE,
            roundtable=roundtable,
            question=each.code,
            answer=answer,
            minute=place,
            actor=stage["secretary"],
            at=at,
        )


def close(stage: Stage) -> None:
    """Close on time: the key of the voices is destroyed."""
    close_questions(cycle=CYCLE, actor=stage["director"], at=CLOSES)


def _read(stage: Stage) -> None:
    who: dict[str, Any] = {"cycle": CYCLE, "actor": stage["communications"], "at": day(4, 3, 11)}
    for number in range(1, len(CREW) + len(OTHERS) + 1):
        publish_question(question=f"Q-{number}", **who)
    same, person = len(CREW) + len(OTHERS) + 1, len(CREW) + len(OTHERS) + 2
    pensions = f"Q-{len(CREW) + 1}"
    merge_questions(question=f"Q-{same}", into=pensions, reason="Both ask what becomes of the pension fund.", **who)
    reason = "It is about a person and no matter of this office; the local answers it."
    decline_question(question=f"Q-{person}", reason=reason, **who)


def _support(crew: Sequence[str], others: Sequence[str]) -> None:
    """The crew supports all four of its questions; the others one of theirs each, and some two."""
    first = len(CREW) + 1
    for number in crew[len(CREW) :]:
        for code in range(1, first):
            _voice(number, code)
    for place, number in enumerate(others[len(OTHERS) + 2 :]):
        _voice(number, first + place % len(OTHERS))
        if place % 4 == 0:
            _voice(number, 2)


def _propose(number: str, text: str, asked_by: str = "") -> None:
    at = day(4, 2, 18)
    propose_question(cycle=CYCLE, text=text, asked_by=asked_by, actor=_member(number), at=at)


def _voice(number: str, code: int) -> None:
    support(cycle=CYCLE, question=f"Q-{code}", actor=_member(number), at=day(4, 7))


def _member(number: str) -> Actor:
    """A member as her private link shows her."""
    return Actor("LINK-rehearsal", frozenset({Role.MEMBER}), number)
