"""The members' questions in public: what was answered, then every question, then the order with its arithmetic."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from tests.core.story import Story, opening
from tests.core.test_question_pages import ASKED, DANA, ORDER, TABLE
from tests.doors.public.kept import keep, make_public
from tests.doors.public.reading import read

pytestmark = pytest.mark.django_db
BEN = DANA | {"candidate": "CAND-2", "name": "Ben Okafor"}
SECOND = ORDER | {"roundtable": "RT-2", "candidate": "CAND-2"}
MEETING = {
    "roundtable": "RT-1",
    "candidate": "CAND-1",
    "starts_at": "2031-04-10T17:00:00Z",
    "zone": "America/New_York",
    "minutes": 60,
    "place": "Harbor Hall",
    "topics": ["Dredging"],
    "audience": "restricted class",
    "press": "no press",
}
RECORDING = "https://recording.example/rt-1#t=2050"
TOLD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("candidate.added", DANA),
    ("candidate.added", BEN),
    ("roundtable.set", MEETING),
    *ASKED,
    ("question.published", {"question": "Q-11", "text": "Are pensions safe?"}),
    ("question.merged", {"question": "Q-11", "text": "Are pensions safe?", "into": "Q-10", "reason": "The same."}),
    ("question.declined", {"question": "Q-12", "reason": "It names a private person."}),
    ("questions.ordered", dict(ORDER)),
    ("questions.chosen", TABLE | {"questions": ["Q-2"], "departs_because": "Pensions were answered in print."}),
    ("questions.ordered", SECOND),
    ("questions.chosen", {"roundtable": "RT-2", "candidate": "CAND-2", "questions": ["Q-10", "Q-2"]}),
    (
        "question.answered",
        TABLE | {"question": "Q-2", "answer": "answered", "minute": "Minutes, item 4", "link": RECORDING},
    ),
)


@pytest.fixture
def told() -> str:
    story = Story()
    story.tell("2031-03-01", "record.opened", opening())
    for verb, body in TOLD:
        story.tell("2031-04-02", verb, body)
    cycle = keep(story.entries)
    make_public(cycle, "2031-04-20")
    return cycle


def test_answers_stand_first_question_by_question_with_their_place_in_the_minutes(told: str) -> None:
    said = read(f"/c/{told}/questions/")
    table = said.partition("What the candidates answered")[2].partition("Every question")[0]
    assert "What about cranes? Q-2 answered Minutes, item 4 chosen to be put" in table
    assert "What about pensions? Q-10 not chosen chosen to be put" in table
    page = Client().get(f"/c/{told}/questions/").content.decode()
    assert f'<a href="{RECORDING}">Minutes, item 4</a>' in page


def test_every_question_shows_what_became_of_it(told: str) -> None:
    said = read(f"/c/{told}/questions/").partition("Every question")[2]
    assert "Q-2 · Asked by Ada" in said
    assert "Merged into Q-10. The same." in said
    assert "Its text was not published. Q-12 declined by staff It names a private person." in said


def test_an_order_shows_its_arithmetic_and_why_the_choice_departs_from_it(told: str) -> None:
    said = read(f"/c/{told}/questions/").partition("In which order")[2]
    assert "Fixed on 2 April 2031: 2 questions were in the list, 8 members took part." in said
    assert "1 What about pensions? Q-10 5 5 1/5 –" in said
    assert "2 What about cranes? Q-2 3 2 2/5 chosen" in said
    assert "The choice departs from the order: Pensions were answered in print." in said


def test_the_page_of_the_roundtable_shows_its_questions(told: str) -> None:
    said = read(f"/c/{told}/roundtables/RT-1/")
    assert "Members’ questions What about cranes? Q-2 answered Minutes, item 4" in said


def test_the_tables_hold_everything(told: str) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        file = Client().get(f"/c/{told}/{name}.csv").content.decode()
        return list(csv.DictReader(io.StringIO(file)))

    assert [(row["code"], row["status"]) for row in rows("questions")] == [
        ("Q-2", "published"),
        ("Q-10", "published"),
        ("Q-11", "merged"),
        ("Q-12", "declined"),
    ]
    assert [(row["roundtable"], row["question"], row["load"], row["chosen"]) for row in rows("question-orders")] == [
        ("RT-1", "Q-10", "1/5", "no"),
        ("RT-1", "Q-2", "2/5", "yes"),
        ("RT-2", "Q-10", "1/5", "yes"),
        ("RT-2", "Q-2", "2/5", "yes"),
    ]
    assert [(row["question"], row["name"], row["answer"]) for row in rows("question-answers")] == [
        ("Q-2", "Ben Okafor", ""),
        ("Q-2", "Dana Reyes", "answered"),
        ("Q-10", "Ben Okafor", ""),
    ]


def test_without_questions_the_page_says_what_to_do(rehearsal: str) -> None:
    assert "No questions are taken from members in this cycle yet." in read(f"/c/{rehearsal}/questions/")
