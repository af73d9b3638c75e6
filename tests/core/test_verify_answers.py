"""The check of published answers: what differs from what was handed in, or is left out, fails in both verifiers."""

from collections.abc import Callable
from typing import Any

import pytest

from hustings.core.bundle import build
from tests.core import second_verifier, story
from tests.core.bundles import failing, judged, rewritten
from tests.core.test_questionnaires_shown import HANDED, PUBLISHED

Change = Callable[[str, dict[str, Any]], None]
FIX = {"corrects": 4, "field": "answers.CAND-1.said.q1.chosen", "was": ["Yes"], "now": ["No"], "reason": "A slip"}


def bundle() -> bytes:
    writing = story.Story()
    writing.tell("2031-03-01", "record.opened", story.opening())
    issued = {"questionnaire": "QNR-1", "title": "Ports", "questions": [], "candidates": ["CAND-1"]}
    writing.tell("2031-03-02", "questionnaire.issued", issued)
    writing.tell("2031-03-09", "answers.handed-in", HANDED)
    opened = {"questionnaire": "QNR-1", "opened": ["CAND-1"], "broken": []}
    writing.tell("2031-03-21", "answers.opened", opened)
    published = {"questionnaire": "QNR-1", "answers": {"CAND-1": PUBLISHED}}
    writing.tell("2031-03-22", "answers.published", published)
    writing.tell("2031-03-23", "record.corrected", FIX)
    return build(writing.entries)


def with_answers(change: Callable[[dict[str, Any]], Any]) -> Change:
    def changed(verb: str, body: dict[str, Any]) -> None:
        if verb == "answers.published":
            change(body["answers"])

    return changed


FORGERIES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "another answer": lambda answers: answers["CAND-1"]["said"].update(q1={"chosen": ["No"]}),
    "another salt": lambda answers: answers["CAND-1"]["salts"].update(q1="33" * 16),
    "a closed answer left out": lambda answers: answers["CAND-1"]["closed"].clear(),
    "a candidate left out": lambda answers: answers.clear(),
    "a candidate who handed in nothing": lambda answers: answers.update({"CAND-9": answers["CAND-1"]}),
}


def test_answers_as_they_were_handed_in_hold_and_a_correction_changes_nothing_in_that() -> None:
    assert (failing(judged(bundle())), second_verifier.judge(bundle())) == ([], [])


@pytest.mark.parametrize("forgery", FORGERIES)
def test_answers_that_were_not_handed_in_so_fail(forgery: str) -> None:
    data = rewritten(bundle(), with_answers(FORGERIES[forgery]))
    assert (failing(judged(data)), second_verifier.judge(data)) == (["answers"], ["answers"])
