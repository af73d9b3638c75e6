"""The tables of the questionnaires: every published answer, and every score, with exact fractions."""

from collections.abc import Iterator
from typing import Any

from hustings.doors.public.frame import Here


def answer_rows(here: Here) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """One row for each candidate and question."""
    for one in here.page.questionnaires:
        asked = {question.key: question for question in one.questions}
        late = {receipt.candidate: receipt.late for receipt in one.receipts}
        for side in one.sides:
            for answer in side.answers:
                told = (one.code, side.candidate, side.name, late.get(side.candidate), answer.key)
                text = asked[answer.key].text
                said = (list(answer.chosen), answer.value, answer.words, answer.file_name, answer.closed)
                yield one.basis, (*told, text, *said, side.check)


def score_rows(here: Here) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """One row for each candidate and question, and one for the sum."""
    for one in here.page.questionnaires:
        names = {side.candidate: side.name for side in one.sides}
        for score in one.scores:
            told = (one.code, score.candidate, names.get(score.candidate, score.candidate), score.key or "sum")
            yield one.basis, (*told, score.n, score.mean, score.lowest, score.highest, score.share)
