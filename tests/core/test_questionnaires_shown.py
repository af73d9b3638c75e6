"""Questionnaires as the record tells them: receipts, answers word for word, the check of each, scores with spread."""

from typing import Any

import pytest

from hustings.core.projections import project
from hustings.core.projections.questionnaires import CORRECTED, DIFFERS, MATCHES, Questionnaire
from hustings.core.questionnaires import Submission
from tests.core import story

MADE = Submission(
    "QNR-1", "CAND-1", {"q1": {"chosen": ["Yes"]}, "q2": {"words": "Dredge."}}, {"q1": "11" * 16, "q2": "22" * 16}
)
PUBLISHED: dict[str, Any] = {
    "said": {"q1": {"chosen": ["Yes"]}},
    "salts": {"q1": "11" * 16},
    "closed": {"q2": MADE.leaves["q2"]},
}
HANDED = {"questionnaire": "QNR-1", "candidate": "CAND-1", "number": 1, "digest": MADE.digest, "via": "link"}


def shown(*tellings: tuple[str, str, dict[str, Any]]) -> Questionnaire:
    writing = story.Story()
    writing.tell("2031-03-01", "record.opened", story.opening())
    for code, name in (("CAND-1", "Ada Quill"), ("CAND-2", "Ben Roe")):
        body = {"candidate": code, "name": name, "status": "declared", "on": "2031-03-01"}
        writing.tell("2031-03-01", "candidate.added", body)
    questions = [
        {"key": "q1", "kind": "choice", "text": "Will you?", "options": ["Yes", "No"], "n_most": 1, "public": True},
        {"key": "q2", "kind": "text", "text": "How?", "limit": 80, "public": False},
    ]
    issued = {"questionnaire": "QNR-1", "title": "Ports", "questions": questions, "candidates": ["CAND-1", "CAND-2"]}
    writing.tell("2031-03-02", "questionnaire.issued", issued | {"deadline_at": "2031-03-20T17:00:00Z", "top": 5})
    for at, verb, body in tellings:
        writing.tell(at, verb, {"questionnaire": "QNR-1"} | body)
    (one,) = project(writing.entries).questionnaires
    return one


def test_before_the_opening_only_receipts_are_known() -> None:
    one = shown(
        ("2031-03-09", "answers.handed-in", HANDED), ("2031-03-10", "answers.handed-in", HANDED | {"number": 2})
    )
    assert (one.status, one.silent, one.sides) == ("open", ("Ben Roe",), ())
    (receipt,) = one.receipts
    assert (receipt.name, receipt.number, receipt.late, receipt.seqs) == ("Ada Quill", 2, False, (4, 5))


@pytest.mark.parametrize(
    ("answers", "check"),
    [
        (PUBLISHED, MATCHES),
        (PUBLISHED | {"said": {"q1": {"chosen": ["No"]}}}, DIFFERS),
        (PUBLISHED | {"salts": {}}, DIFFERS),
        (PUBLISHED | {"closed": {}}, DIFFERS),
    ],
)
def test_published_answers_are_compared_with_what_was_handed_in(answers: dict[str, Any], check: str) -> None:
    one = shown(
        ("2031-03-09", "answers.handed-in", HANDED),
        ("2031-03-21", "answers.opened", {"opened": ["CAND-1"], "broken": []}),
        ("2031-03-22", "answers.published", {"answers": {"CAND-1": answers}}),
    )
    assert (one.status, one.sides[0].check) == ("published", check)
    assert [answer.open for answer in one.sides[0].answers] == [False, "q2" not in answers["closed"]]


def test_an_answer_corrected_in_the_open_is_said_to_be() -> None:
    fix = {"corrects": 5, "field": "answers.CAND-1.said.q1.chosen", "was": ["Yes"], "now": ["No"], "reason": "A slip"}
    one = shown(
        ("2031-03-09", "answers.handed-in", HANDED),
        ("2031-03-22", "answers.published", {"answers": {"CAND-1": PUBLISHED}}),
        ("2031-03-23", "record.corrected", fix),
    )
    assert (one.sides[0].check, one.sides[0].answers[0].chosen) == (CORRECTED, ("No",))


def test_scores_show_mean_and_spread_as_exact_fractions() -> None:
    sheets = [
        {"assessor": 1, "points": {"CAND-1": {"q1": 5, "q2": 2}}},
        {"assessor": 2, "points": {"CAND-1": {"q1": 4, "q2": 2}}},
    ]
    one = shown(("2031-03-23", "scores.published", {"top": 5, "questions": ["q1", "q2"], "sheets": sheets}))
    assert [(score.key, score.mean, score.lowest, score.highest, score.share) for score in one.scores] == [
        ("", "13/2", 6, 7, "13/20"),
        ("q1", "9/2", 4, 5, "9/10"),
        ("q2", "2/1", 2, 2, "2/5"),
    ]
