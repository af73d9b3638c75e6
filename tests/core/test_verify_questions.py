"""Members' questions in a bundle: an order that the rule could not have made fails, a choice that leaves it too."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

from hustings.core.bundle import build
from hustings.core.canonical import canonical_bytes, sha256_hex
from hustings.core.findings import Result
from hustings.core.questions import RULE, in_words, order_of, voices_file
from hustings.core.verify_questions import check_questions
from tests.core import second_verifier, story
from tests.core.bundles import failing, judged, rewritten
from tests.core.test_questions import QUESTIONS, VOICES

FLOOD = {frozenset({"Q-1", "Q-2", "Q-3"}): 60, frozenset({"Q-4"}): 40, frozenset({"Q-2", "Q-5"}): 9}
FILE = voices_file(roundtable="RT-1", questions=QUESTIONS[:5], voices=FLOOD, n_places=4, salt="00" * 16)


def ordered(voices: dict[frozenset[str], int], n_places: int = 4, n_questions: int = 5) -> dict[str, Any]:
    placed = order_of(QUESTIONS[:n_questions], voices, n_places=n_places)
    order = [
        {"question": each.question, "load": in_words(each.load), "n_supporters": each.n_supporters,
         "n_unheard": each.n_unheard}
        for each in placed
    ]  # fmt: skip
    told = {"roundtable": "RT-1", "candidate": "CAND-1", "rule": RULE, "order": order, "n_questions": n_questions}
    return told | {"n_voices": sum(voices.values()), "voices_digest": sha256_hex(FILE)}


def written(voices: dict[frozenset[str], int], n_questions: int = 5, n_places: int = 4) -> story.Story:
    """A roundtable, its questions, the order of the first `n_questions`, the choice of two, one answer."""
    writing = story.Story()
    writing.tell("2031-03-01", "record.opened", story.opening())
    writing.tell("2031-03-02", "roundtable.set", {"roundtable": "RT-1", "candidate": "CAND-1", "starts_at": "x"})
    for code in QUESTIONS:
        writing.tell("2031-03-03", "question.published", {"question": code, "text": f"What of {code}?"})
    for code in QUESTIONS[n_questions:]:
        writing.tell("2031-03-04", "question.declined", {"question": code, "reason": "It is about a person."})
    body = ordered(voices, n_places, n_questions)
    writing.tell("2031-03-05", "questions.ordered", body)
    table = {"roundtable": "RT-1", "candidate": "CAND-1"}
    chosen = [each["question"] for each in body["order"]][:2]
    writing.tell("2031-03-06", "questions.chosen", table | {"questions": chosen})
    writing.tell("2031-03-20", "question.answered", table | {"question": chosen[0], "answer": "answered"})
    return writing


BUNDLE = build(written(FLOOD).entries)


def changed(wanted: str, change: Callable[[dict[str, Any]], Any]) -> Callable[[str, dict[str, Any]], None]:
    return lambda verb, body: change(body) if verb == wanted else None


def swap(body: dict[str, Any]) -> None:
    body["order"][1], body["order"][2] = body["order"][2], body["order"][1]


def exchange_names(body: dict[str, Any]) -> None:
    one, other = body["order"][2:4]
    one["question"], other["question"] = other["question"], one["question"]


FORGERIES: dict[str, tuple[str, Callable[[dict[str, Any]], Any]]] = {
    "two places are exchanged": ("questions.ordered", swap),
    "a question got more supporters": ("questions.ordered", lambda body: body["order"][1].update(n_supporters=41)),
    "a load is smaller": ("questions.ordered", lambda body: body["order"][2].update(load="1/50")),
    "a load is not in lowest terms": ("questions.ordered", lambda body: body["order"][0].update(load="2/138")),
    "more were unheard than support it": ("questions.ordered", lambda body: body["order"][0].update(n_unheard=70)),
    "more voices than there are": ("questions.ordered", lambda body: body.update(n_voices=68)),
    "another rule": ("questions.ordered", lambda body: body.update(rule="most votes")),
    "a question that nobody published": ("questions.ordered", lambda body: body["order"][3].update(question="Q-9")),
    "a question that was declined": ("questions.ordered", lambda body: body["order"][3].update(question="Q-6")),
    "a place left out of its beginning": ("questions.ordered", lambda body: body["order"].pop(0)),
    "the list is shorter": ("questions.ordered", lambda body: body.update(n_questions=4)),
    "another candidate": ("questions.ordered", lambda body: body.update(candidate="CAND-2")),
    "the choice leaves the order": ("questions.chosen", lambda body: body.update(questions=["Q-2", "Q-3"])),
    "a reason for nothing": ("questions.chosen", lambda body: body.update(departs_because="Time.")),
    "a question from outside": ("questions.chosen", lambda body: body.update(questions=["Q-2", "Q-4", "Q-6"])),
    "an answer to what was not put": ("question.answered", lambda body: body.update(question="Q-3")),
}  # fmt: skip


def test_an_order_of_the_rule_and_a_choice_that_follows_it_hold() -> None:
    assert (failing(judged(BUNDLE)), second_verifier.judge(BUNDLE)) == ([], [])


@pytest.mark.parametrize("forgery", FORGERIES)
def test_an_order_that_cannot_be_and_a_choice_that_leaves_it_fail(forgery: str) -> None:
    data = rewritten(BUNDLE, changed(*FORGERIES[forgery]))
    assert (failing(judged(data)), second_verifier.judge(data)) == (["questions"], ["questions"])


@settings(max_examples=60)
@given(VOICES)
def test_every_order_that_the_rule_makes_holds(voices: dict[frozenset[str], int]) -> None:
    if not order_of(QUESTIONS, voices, n_places=6):
        return
    writing = written(voices, n_questions=6, n_places=6)
    assert check_questions(writing.entries, "", "").result is Result.HOLDS


def test_after_a_withheld_entry_only_what_needs_no_list_is_checked() -> None:
    writing = written(FLOOD)
    writing.withhold(3, "erasure: a name in it")
    assert failing(judged(build(writing.entries))) == []
    assert second_verifier.judge(build(writing.entries)) == []


def test_with_the_file_of_voices_the_order_is_worked_out_anew() -> None:
    assert judged(BUNDLE, voices=[FILE]).checks[-1].finding == "the order for RT-1, place by place"
    # Two questions with the same supporters in each other's place: only the voices tell them apart.
    data = rewritten(BUNDLE, changed("questions.ordered", exchange_names))
    assert failing(judged(data)) == []
    assert failing(judged(data, voices=[FILE])) == ["voices"]


@pytest.mark.parametrize("file", [b"", b"[]", b"{}", FILE[:-1], FILE.replace(b'"RT-1"', b'"RT-2"')])
def test_another_file_fails(file: bytes) -> None:
    assert failing(judged(BUNDLE, voices=[file])) == ["voices"]


def test_a_file_of_other_voices_that_the_record_names_fails() -> None:
    other = json.loads(FILE) | {"voices": [[["Q-1"], 3], [["Q-2"], 2]]}
    data = rewritten(
        BUNDLE, changed("questions.ordered", lambda body: body.update(voices_digest=sha256_hex(canonical_bytes(other))))
    )
    assert failing(judged(data, voices=[canonical_bytes(other)])) == ["voices"]
