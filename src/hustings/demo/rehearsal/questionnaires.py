"""The questionnaire: six questions to all, opened by two of three custodians, scored by three, published.

Four campaigns answer: one amends its answers, one is late; the fifth is silent.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hustings.core.questionnaires import AnswerKind, Question
from hustings.demo.rehearsal.people import CYCLE, Stage, campaign, day
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.questionnaires.actions.answering import hand_in
from hustings.rooms.questionnaires.actions.drafting import (
    draft_questionnaire,
    give_key,
    issue_questionnaire,
    set_questions,
)
from hustings.rooms.questionnaires.actions.judging import enter_scores, publish_answers, publish_scores
from hustings.rooms.questionnaires.actions.opening import begin_opening, open_answers
from hustings.rooms.questionnaires.sealing import KeyPair, make_key

DEADLINE = day(4, 6, 22)
CUSTODIANS = {"secretary": "the secretary", "election-officer": "the election officer", "board": "a board member"}

QUESTIONS = (
    Question(
        "", AnswerKind.CHOICE, "Will you keep the port pension fund as it is?", options=("Yes", "No", "Not decided"),
        limit=300, required=True,
    ),
    Question(
        "", AnswerKind.CHOICE, "Which of these would you do in the first year?", n_most=2,
        options=("A second driver on long night runs", "Hearings in the port towns", "A fund for retraining"),
    ),
    Question(
        "", AnswerKind.SCALE, "How urgent is a law on automation in ports?", least_means="can wait",
        most_means="comes first", limit=300,
    ),
    Question("", AnswerKind.TEXT, "When may a strike be ended by law?", limit=800, required=True),
    Question("", AnswerKind.FILE, "Your record on wharf and road, if you have written it down."),
    Question(
        "", AnswerKind.TEXT, "Who advises your campaign on work in ports?", limit=400, public=False,
        note="So that we know whom to call.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What one campaign hands in, and when."""

    name: str
    at: datetime
    fund: str
    first_year: tuple[str, ...]
    urgent: int
    strike: str
    advisers: str = ""
    record: str = ""

    def answers(self) -> dict[str, Any]:
        """By the keys of the questions."""
        made: dict[str, Any] = {
            "q1": {"chosen": [self.fund]},
            "q3": {"value": self.urgent},
            "q4": {"words": self.strike},
        }
        made |= {"q2": {"chosen": [QUESTIONS[1].options[int(each)] for each in self.first_year]}}
        return made | ({"q6": {"words": self.advisers}} if self.advisers else {})


FIRST = Said("Alma Reyes", day(4, 3), "Yes", ("1",), 5, "Never while talks are open.", "Two retired pilots.")
ANSWERS = (
    FIRST,
    Said("Bo Lindqvist", day(4, 4), "Not decided", ("0", "2"), 3, "If a hospital cannot be reached.\nOtherwise not."),
    Said(
        "Alma Reyes", day(4, 5), "Yes", ("1", "2"), 5, "Never while talks are open, and never without a hearing first.",
        FIRST.advisers, "Eleven years on the harbor board: every vote, by date.",
    ),
    Said("Carys Whitcombe", day(4, 6), "No", ("2",), 2, "Where a contract that both sides signed says so."),
    Said("Dario Okonjo", day(4, 7, 11), "Yes", ("1",), 4, "Only after a vote of those who would have to go back."),
)  # fmt: skip
"""In the order of time: the third amends the first, the last comes after the deadline; one campaign is silent."""

POINTS = {
    "director": {"Alma Reyes": 534523, "Bo Lindqvist": 233200, "Carys Whitcombe": 123200, "Dario Okonjo": 444400},
    "officer": {"Alma Reyes": 445533, "Bo Lindqvist": 243300, "Carys Whitcombe": 22100, "Dario Okonjo": 434300},
    "board": {"Alma Reyes": 544453, "Bo Lindqvist": 333100, "Carys Whitcombe": 214400, "Dario Okonjo": 445300},
}
"""Each assessor's points, one digit a question."""


def send(stage: Stage) -> dict[str, KeyPair]:
    """Draft, key and issue the questionnaire; the answer are the custodians' keys."""
    director = stage["director"]
    code = draft_questionnaire(
        cycle=CYCLE,
        title="Six questions on wharf and road",
        intro="We ask every candidate the same. Answers that are marked so are read by our committee only.",
        deadline_at=DEADLINE,
        top=5,
        actor=director,
        at=day(3, 20, 16),
    )
    set_questions(cycle=CYCLE, questionnaire=code, questions=QUESTIONS, actor=director, at=day(3, 20, 17))
    keys = {}
    for name, who in CUSTODIANS.items():
        keys[name] = make_key(code)
        told = {"who": who, "public_key": keys[name].public}
        give_key(cycle=CYCLE, questionnaire=code, **told, actor=stage[name], at=day(3, 21))
    issue_questionnaire(cycle=CYCLE, questionnaire=code, actor=director, at=day(3, 23))
    return keys


def answer(stage: Stage, keys: dict[str, KeyPair]) -> None:
    """Hand in; after the deadline the secretary and the board member open."""
    codes = {view.name: view.code for view in candidates_of(cycle=CYCLE)}
    for said in ANSWERS:
        files = {"q5": ("record.txt", said.record.encode())} if said.record else {}
        hand_in(
            cycle=CYCLE,
            questionnaire="QNR-1",
            answers=said.answers(),
            files=files,
            actor=campaign(codes[said.name]),
            at=said.at,
        )
    opening = {"cycle": CYCLE, "questionnaire": "QNR-1"}
    begin_opening(**opening, key=keys["secretary"].private, actor=stage["secretary"], at=day(4, 7, 17))
    open_answers(**opening, key=keys["board"].private, actor=stage["board"], at=day(4, 7, 18))


def judge(stage: Stage) -> None:
    """Three assessors score by themselves; then answers and scores are published."""
    codes = {view.name: view.code for view in candidates_of(cycle=CYCLE)}
    for name, sheets in POINTS.items():
        for candidate, digits in sheets.items():
            enter_scores(
                cycle=CYCLE,
                questionnaire="QNR-1",
                candidate=codes[candidate],
                points={f"q{place}": int(digit) for place, digit in enumerate(f"{digits:06}", start=1)},
                actor=stage[name],
                at=day(4, 15, 8),
            )
    publish_answers(cycle=CYCLE, questionnaire="QNR-1", actor=stage["secretary"], at=day(4, 15, 9))
    publish_scores(cycle=CYCLE, questionnaire="QNR-1", actor=stage["director"], at=day(4, 15, 9))
