"""A questionnaire of four questions that is out to Dana Reyes (CAND-1) and Ben Okafor (CAND-2), with two custodians."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hustings.core.questionnaires import AnswerKind, Question, Submission
from hustings.core.values import Actor, Role
from hustings.rooms.questionnaires.actions.answering import hand_in
from hustings.rooms.questionnaires.actions.drafting import (
    draft_questionnaire,
    give_key,
    issue_questionnaire,
    set_questions,
)
from hustings.rooms.questionnaires.actions.opening import begin_opening, open_answers
from hustings.rooms.questionnaires.sealing import KeyPair, make_key
from tests.rooms.harbor import campaign
from tests.rooms.races import AT, DIRECTOR

DUE = datetime(2031, 3, 15, 17, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SECRETARY = Actor("secretary-1", frozenset({Role.SECRETARY}))
ELECTION_OFFICER = Actor("election-officer-1", frozenset({Role.ELECTION_OFFICER}))
BOARD = Actor("board-1", frozenset({Role.BOARD}))

QUESTIONS = (
    Question("", AnswerKind.CHOICE, "Will you keep the pension fund?", options=("Yes", "No"), limit=200),
    Question("", AnswerKind.SCALE, "How urgent is dredging?", least_means="not at all", most_means="at once"),
    Question("", AnswerKind.TEXT, "What will you do in the first year?", limit=500, required=True),
    Question("", AnswerKind.FILE, "Your budget, for the committee.", public=False),
)
SAID: dict[str, Any] = {
    "q1": {"chosen": ["Yes"], "words": "As it stands."},
    "q2": {"value": 4},
    "q3": {"words": "Dredge the inner harbor.\nThen the outer one."},
}
BUDGET = {"q4": ("budget.pdf", b"%PDF-1.7 a budget")}


def drafted(cycle: str) -> str:
    """QNR-1 as a draft with its questions, without keys."""
    code = draft_questionnaire(
        cycle=cycle, title="Questions of the dock workers", intro="The same for all.", deadline_at=DUE, top=5,
        actor=DIRECTOR, at=AT,
    )  # fmt: skip
    set_questions(cycle=cycle, questionnaire=code, questions=QUESTIONS, actor=DIRECTOR, at=AT)
    return code


def keyed(cycle: str) -> list[KeyPair]:
    """The draft with the keys of the secretary and the election officer."""
    keys = [make_key("QNR-1"), make_key("QNR-1")]
    for who, actor, key in zip(("Secretary", "Election officer"), (SECRETARY, ELECTION_OFFICER), keys, strict=True):
        give_key(cycle=cycle, questionnaire="QNR-1", who=who, public_key=key.public, actor=actor, at=AT)
    return keys


def issued(cycle: str) -> list[KeyPair]:
    """QNR-1 out, with the keys that open it."""
    drafted(cycle)
    keys = keyed(cycle)
    issue_questionnaire(cycle=cycle, questionnaire="QNR-1", actor=DIRECTOR, at=AT)
    return keys


def answered(cycle: str, candidate: str, at: datetime = AT, **other: Any) -> Submission:
    """One campaign's answers, handed in by its link."""
    said = {"answers": SAID, "files": {}} | other
    return hand_in(cycle=cycle, questionnaire="QNR-1", actor=campaign(candidate), at=at, **said)


def opened(cycle: str, keys: list[KeyPair]) -> int:
    """Both keys given after the deadline."""
    first = {"questionnaire": "QNR-1", "at": DUE + 2 * MINUTE}
    begin_opening(cycle=cycle, key=keys[0].private, actor=SECRETARY, **first)
    return open_answers(cycle=cycle, key=keys[1].private, actor=ELECTION_OFFICER, **first)
