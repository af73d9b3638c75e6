"""Questionnaires in public: receipts before, every answer side by side after, with the check and the spread."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client

from hustings.rooms.publication.actions import publish
from hustings.rooms.questionnaires.actions.judging import enter_scores, publish_answers, publish_scores
from tests.doors import house
from tests.doors.house import CYCLE
from tests.rooms.asked import BOARD, BUDGET, DUE, MINUTE, answered, issued, opened
from tests.rooms.races import DIRECTOR

pytestmark = pytest.mark.django_db
ONE = f"/c/{CYCLE}/questionnaires/QNR-1/"
HONEST = {"q3": {"words": "=SUM(A1) & more"}, "q2": {"value": 2}}


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


def make_public() -> None:
    publish(cycle=CYCLE, note="", actor=house.ALL, at=house.at())


@pytest.fixture
def told() -> str:
    """CAND-1 answered in time, CAND-2 late, CAND-3 never; opened, scored twice, published."""
    house.invited()
    keys = issued(CYCLE)
    made = answered(CYCLE, "CAND-1", files={"q4": BUDGET["q4"]})
    make_public()
    before = page(ONE)
    assert "Dredge" not in before
    assert made.digest[:12] in before
    assert "for the committee only, not published" in before
    house.set_clock(DUE + MINUTE)
    answered(CYCLE, "CAND-2", at=house.at(), answers=HONEST)
    opened(CYCLE, keys)
    who = {"cycle": CYCLE, "questionnaire": "QNR-1", "at": house.at() + timedelta(hours=1)}
    for actor, most in ((DIRECTOR, 5), (BOARD, 3)):
        for candidate in ("CAND-1", "CAND-2"):
            points = dict.fromkeys(("q1", "q2", "q3", "q4"), most if candidate == "CAND-1" else 1)
            enter_scores(candidate=candidate, points=points, actor=actor, **who)
    publish_answers(actor=DIRECTOR, **who)
    publish_scores(actor=DIRECTOR, **who)
    make_public()
    return ONE


def test_every_answer_stands_side_by_side_word_for_word_with_its_check(told: str) -> None:
    text = page(told)
    for shown in (
        "Dredge the inner harbor.",
        "<dt>2</dt><dd>Ben Okafor (late)</dd>",
        "<dt>Yes</dt><dd>Dana Reyes</dd>",
        "is what was handed in",
        "after the deadline",
        "for the committee only:</strong> Ben Okafor, Dana Reyes",
        "12 – 20",
        "80.0",
    ):
        assert shown in text, shown
    assert "budget.pdf" not in text
    assert text.count("Lena Marsh") >= 4
    assert "Lena Marsh" in page(f"/c/{CYCLE}/treatment/")
    assert "1 of 3" not in page(f"/c/{CYCLE}/questionnaires/")


def test_one_candidates_answers_have_a_page_and_the_tables_hold_them_all(told: str) -> None:
    text = page(f"{told}CAND-2/")
    assert "Handed in after the deadline" in text
    assert "2 on a scale from 1 to 5" in text
    assert "Dredge" not in text
    assert Client().get(f"{told}CAND-3/").status_code == 404
    assert f'href="{told}CAND-2/"' in page(f"/c/{CYCLE}/candidates/CAND-2/")
    rows = list(csv.DictReader(io.StringIO(page(f"/c/{CYCLE}/answers.csv"))))
    assert [row["words"] for row in rows if row["candidate"] == "CAND-2" and row["question"] == "q3"] == [
        "'=SUM(A1) & more"
    ]
    assert {row["check"] for row in rows} == {"matches"}
    scores = list(csv.DictReader(io.StringIO(page(f"/c/{CYCLE}/scores.csv"))))
    assert [(row["mean"], row["share"]) for row in scores if row["question"] == "sum"] == [
        ("16/1", "4/5"),
        ("4/1", "1/5"),
    ]


def test_a_file_for_the_committee_is_not_given_to_anybody_else(told: str) -> None:
    assert Client().get(f"{told}files/{'0' * 64}").status_code == 404
