"""What fits as a question and as an answer; the commitment; scores as exact fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.errors import Refusal
from hustings.core.questionnaires import (
    MAX_FILE_BYTES,
    AnswerKind,
    AnswerNotFitting,
    AnswersMissing,
    FileRefused,
    NothingAnswered,
    Question,
    QuestionWrong,
    Submission,
    checked_answers,
    checked_questions,
    commitment,
    file_answer,
    leaf,
)
from hustings.core.scores import (
    ScoresIncomplete,
    Spread,
    check_sheet,
    share_of_top,
    spread_by_question,
    spread_of_sums,
)
from hustings.core.typed import TextTooLong

CHOICE = Question("", AnswerKind.CHOICE, "Will you keep the pension fund?", options=("Yes", "No"), limit=20)
SCALE = Question("", AnswerKind.SCALE, "How urgent is dredging?", least=1, most=5, required=True)
TEXT = Question("", AnswerKind.TEXT, "What will you do in the first year?", limit=12)
FILE = Question("", AnswerKind.FILE, "Your record on the port, if you have one.", public=False)
ASKED = checked_questions([CHOICE, SCALE, TEXT, FILE])


def test_questions_are_numbered_in_their_order_and_come_back_from_the_record_as_they_went() -> None:
    assert [question.key for question in ASKED] == ["q1", "q2", "q3", "q4"]
    assert tuple(Question.from_json(question.as_json()) for question in ASKED) == ASKED


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (Question("", AnswerKind.CHOICE, "?", options=("Yes",)), "2 to 20 options"),
        (Question("", AnswerKind.CHOICE, "?", options=("Yes", "Yes ")), "twice"),
        (Question("", AnswerKind.CHOICE, "?", options=("Yes", "No"), n_most=3), "more may be chosen"),
        (Question("", AnswerKind.SCALE, "?", least=5, most=5), "upwards"),
        (Question("", AnswerKind.TEXT, "?"), "a limit"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_with_the_reason(question: Question, problem: str) -> None:
    with pytest.raises(QuestionWrong, match=problem):
        checked_questions([SCALE, question])


def test_answers_are_kept_word_for_word_and_what_is_left_open_is_empty() -> None:
    said = {"q1": {"chosen": ["No"], "words": "Not yet, no."}, "q2": {"value": 4}}
    assert checked_answers(ASKED, said) == {
        "q1": {"words": "Not yet, no.", "chosen": ["No"]},
        "q2": {"value": 4},
        "q3": {},
        "q4": {},
    }


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"q1": {"chosen": ["Perhaps"]}, "q2": {"value": 1}}, AnswerNotFitting),
        ({"q1": {"chosen": ["Yes", "No"]}, "q2": {"value": 1}}, AnswerNotFitting),
        ({"q2": {"value": 6}}, AnswerNotFitting),
        ({"q2": {"value": 1}, "q3": {"words": "thirteen let."}}, TextTooLong),
        ({"q1": {"chosen": ["Yes"]}}, AnswersMissing),
        ({}, NothingAnswered),
    ],
)
def test_what_does_not_fit_is_refused(said: dict[str, dict[str, object]], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        checked_answers(ASKED, said)


def test_a_file_is_known_by_its_ending_its_first_bytes_and_its_size() -> None:
    told = file_answer("C:\\papers\\Record.PDF", b"%PDF-1.7 and so on")
    assert (told["name"], told["type"], told["n_bytes"]) == ("Record.PDF", "application/pdf", 18)
    for name, data in (
        ("record.exe", b"MZ"),
        ("record.pdf", b"MZ"),
        ("empty.txt", b""),
        ("long.txt", b" " * (MAX_FILE_BYTES + 1)),
    ):
        with pytest.raises(FileRefused):
            file_answer(name, data)


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text("0123456789abcdef", min_size=32, max_size=32),
)
def test_the_commitment_changes_with_every_answer_and_hides_those_left_out(words: str, salt: str) -> None:
    made = Submission("QNR-1", "CAND-1", {"q1": {"words": words}, "q2": {}}, {"q1": salt, "q2": "00" * 16})
    assert commitment("QNR-1", "CAND-1", {"q1": leaf(salt, {"words": words}), "q2": made.leaves["q2"]}) == made.digest
    other = Submission("QNR-1", "CAND-1", {"q1": {"words": words + "."}, "q2": {}}, made.salts)
    assert other.digest != made.digest
    assert Submission.from_json(made.as_json()) == made


def test_scores_are_exact_and_show_how_far_the_assessors_lie_apart() -> None:
    sheets = [{"q1": 5, "q2": 3}, {"q1": 4, "q2": 0}, {"q1": 4, "q2": 4}]
    assert spread_by_question(sheets)["q2"] == Spread(3, Fraction(7, 3), 0, 4)
    total = spread_of_sums(sheets)
    assert total == Spread(3, Fraction(20, 3), 4, 8)
    assert (total.apart, share_of_top(total, 2, 5)) == (4, Fraction(2, 3))
    assert (spread_of_sums([]), spread_by_question([])) == (None, {})


@pytest.mark.parametrize("sheet", [{"q1": 5}, {"q1": 5, "q2": 6}, {"q1": 5, "q2": 5, "q3": 1}])
def test_a_sheet_scores_every_question_within_its_range(sheet: dict[str, int]) -> None:
    with pytest.raises(ScoresIncomplete):
        check_sheet(sheet, ["q1", "q2"], 5)
