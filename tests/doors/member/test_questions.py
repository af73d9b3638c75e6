"""A member's page of questions: support with one button, propose in two steps, and nothing of who asked."""

from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from hustings.core.values import Role
from hustings.rooms.questions.actions.collecting import close_questions, open_questions, propose_question
from hustings.rooms.questions.actions.reading import decline_question, merge_questions, publish_question
from hustings.rooms.questions.models import Question, Support
from hustings.rooms.questions.voices import support
from tests.doors import house
from tests.doors.house import CYCLE
from tests.rooms.asking import CRANES, PENSIONS, member

pytestmark = pytest.mark.django_db
CLOSES = datetime(2031, 4, 1, 17, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def asking(tmp_path: Path, settings: Any) -> None:
    """Questions are taken; two of member 0002 are in the list."""
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    house.polled(tmp_path)
    open_questions(cycle=CYCLE, closes_at=CLOSES, n_each=2, actor=house.ALL, at=house.at())
    for text in (PENSIONS, CRANES):
        code = propose_question(cycle=CYCLE, text=text, actor=member(2), at=house.at())
        publish_question(cycle=CYCLE, question=code, actor=house.ALL, at=house.at())


class Browser:
    """A member with her private link."""

    def __init__(self, number: str) -> None:
        self.home = f"/member/{house.link(Role.MEMBER, number)}/"
        self.url = f"{self.home}questions/"

    def get(self, url: str = "") -> str:
        return unescape(Client().get(url or self.url).content.decode())

    def post(self, **fields: str) -> HttpResponse:
        response = Client(enforce_csrf_checks=True).post(self.url, fields)
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        return response


def test_her_first_page_leads_to_the_questions_while_they_are_taken() -> None:
    her = Browser("0001")
    assert f'href="{her.url}"' in her.get(her.home)
    close_questions(cycle=CYCLE, actor=house.ALL, at=CLOSES)
    assert f'href="/c/{CYCLE}/questions/"' in her.get(her.home)
    assert "Questions were taken until 1 April 2031, 17:00 UTC." in her.get()


def test_the_list_shows_each_question_with_one_button_and_no_count() -> None:
    support(cycle=CYCLE, question="Q-1", actor=member(4), at=house.at())
    text = Browser("0001").get()
    assert PENSIONS in text
    assert 'name="support" value="Q-1" aria-label="Support Q-1"' in text
    assert "You support 0 of them." in text
    assert "supporters" not in text.partition("How it works")[0]


def test_supporting_and_taking_it_back_need_one_button_each() -> None:
    her = Browser("0001")
    response = her.post(support="Q-2")
    assert (response.status_code, response.headers["Location"]) == (303, f"{her.url}?done=supported#Q-2")
    text = her.get()
    assert "You support 1 of them." in text
    assert 'name="withdraw" value="Q-2"' in text
    again = her.post(support="Q-2")
    assert (again.status_code, "<code>already-supported</code>" in again.content.decode()) == (409, True)
    assert her.post(withdraw="Q-2").headers["Location"] == f"{her.url}?done=withdrawn#Q-2"
    assert Support.objects.count() == 2


def test_a_question_is_sent_in_two_steps_and_the_first_shows_what_is_like_it() -> None:
    her = Browser("0001")
    words = "Will dock workers keep their pensions?"
    looked = her.post(text=words, look="yes")
    text = unescape(looked.content.decode())
    assert looked.status_code == 200
    assert PENSIONS in text
    assert CRANES not in text
    assert words in text
    assert Question.objects.count() == 2
    assert her.post(text=words, asked_by="", send="yes").headers["Location"] == f"{her.url}?done=sent#own"
    text = her.get()
    assert "You may propose 1 more question." in text
    assert "waiting to be read" in text
    assert words not in Browser("0004").get()


def test_the_same_question_is_refused_with_a_button_to_support_the_one_that_is_there() -> None:
    her = Browser("0001")
    response = her.post(text=PENSIONS.upper(), asked_by="", send="yes")
    text = unescape(response.content.decode())
    assert (response.status_code, "<code>too-like-another</code>" in text) == (409, True)
    assert '<button class="button button-main" type="submit" name="support" value="Q-1">' in text
    assert PENSIONS.upper() in text


def test_what_became_of_her_questions_is_said_to_her_alone() -> None:
    her = Browser("0002")
    at = house.at()
    decline_question(cycle=CYCLE, question="Q-1", reason="Not for this office.", actor=house.ALL, at=at)
    propose_question(cycle=CYCLE, text="Who pays for the new cranes?", actor=member(1), at=at)
    merge_questions(cycle=CYCLE, question="Q-3", into="Q-2", reason="Both ask about cranes.", actor=house.ALL, at=at)
    text = her.get()
    assert "Not for this office." in text
    assert "You have proposed as many questions as each member may." in text
    assert "1 question was merged into it" in text
    assert "Into Q-2: Both ask about cranes." in Browser("0001").get()


def test_an_empty_question_keeps_the_page_and_says_what_is_missing() -> None:
    her = Browser("0001")
    assert her.post(text=" ", look="yes").status_code == 422
    assert her.post(text="x" * 301, send="yes").status_code == 422


@pytest.mark.parametrize(
    ("number", "says"), [("0003", "The roll says of you: retired."), ("9999", "does not have the")]
)
def test_who_has_no_voice_is_told_why_and_may_read(number: str, says: str) -> None:
    text = Browser(number).get()
    assert says in text
    assert 'name="support"' not in text
    assert f'href="/c/{CYCLE}/questions/"' in text


def test_a_page_holds_no_number_and_no_voice() -> None:
    her = Browser("0001")
    her.post(support="Q-1")
    text = her.get()
    voices = list(Support.objects.values_list("voice", flat=True))
    assert [each for each in ("0001", "0002", *voices) if each in text] == []
