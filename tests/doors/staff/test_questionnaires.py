"""A questionnaire on the desk, from the first question to published scores, played by four people."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hustings.core.values import Role
from hustings.ground.notices.queries import outbox
from hustings.rooms.questionnaires.queries import questionnaire_of
from tests.doors import house
from tests.doors.house import CYCLE, Person, done, here, refused, wrong
from tests.rooms.asked import BUDGET, answered, issued, opened

pytestmark = pytest.mark.django_db

HEAD = {
    "heading_field": "Questions of the dock workers",
    "intro": "The same for all.",
    "until_on": "2031-03-15",
    "until_at": "13:00",
    "zone": "America/New_York",
    "top": "5",
}
QUESTION = {
    "text": "Will you keep the fund?", "note": "", "kind": "choice", "options": "Yes\nNo", "n_most": "1", "least": "1",
    "least_means": "", "most": "5", "most_means": "", "limit": "200", "required": "on",
}  # fmt: skip
ONE = here("questionnaires/QNR-1/")


def key_of(person: Person, who: str) -> str:
    """The private key that the page shows once."""
    page = person.post(f"{ONE}key/", who=who, public_key="").content.decode()
    (key,) = re.findall(r"<code data-copy>(hustings-key-1:[^<]+)</code>", page)
    return str(key)


def test_a_questionnaire_is_drafted_keyed_and_sent_to_everybody_alike() -> None:
    house.fielded()
    ines, sal, eli = (house.as_role(role) for role in (Role.DIRECTOR, Role.SECRETARY, Role.ELECTION_OFFICER))
    assert done(ines.post(here("questionnaires/draft/"), **HEAD), here("questionnaires/"))
    assert done(ines.post(f"{ONE}add/", **QUESTION), ONE)
    assert refused(ines.post(f"{ONE}add/", **QUESTION | {"options": "Yes"}), "question-wrong", kept="keep the fund?")
    assert done(ines.post(f"{ONE}add/", **QUESTION | {"kind": "text", "text": "How?"}))
    assert done(ines.post(here("questionnaires/QNR-1-q2/place/"), place_now="1"))
    assert done(ines.post(here("questionnaires/QNR-1-q2/edit/"), **QUESTION | {"text": "Will you keep all of it?"}))
    view = questionnaire_of(cycle=CYCLE, questionnaire="QNR-1", actor=house.ALL)
    assert [question.text for question in view.questions] == ["How?", "Will you keep all of it?"]
    assert refused(ines.post(f"{ONE}issue/"), "keys-missing")
    assert refused(ines.post(f"{ONE}key/", who="Director", public_key=""), "not-allowed")
    key_of(sal, "Secretary")
    assert "Secretary" in eli.get(ONE).content.decode()
    key_of(eli, "Election officer")
    assert done(ines.post(f"{ONE}issue/"), ONE)
    letters = outbox(cycle=CYCLE, actor=house.ALL)
    assert [letter.about for letter in letters] == ["QNR-1"] * 3


def test_two_people_open_after_the_deadline_and_the_answers_stand_side_by_side() -> None:
    house.invited()
    keys = issued(CYCLE)
    answered(CYCLE, "CAND-1", at=house.at(), files=BUDGET)
    ines, sal, eli = (house.as_role(role) for role in (Role.DIRECTOR, Role.SECRETARY, Role.ELECTION_OFFICER))
    page = ines.get(ONE).content.decode()
    assert "Dredge the inner harbor" not in page
    assert "no answer" in page
    assert refused(sal.post(f"{ONE}begin/", key=keys[0].private), "deadline-ahead")
    assert refused(ines.get(f"{ONE}answers/"), "not-opened")
    house.set_clock(house.at() + timedelta(days=20))
    assert done(sal.post(f"{ONE}begin/", key=keys[0].private), ONE)
    assert refused(sal.post(f"{ONE}open/", key=keys[1].private), "same-hands")
    assert done(eli.post(f"{ONE}open/", key=keys[1].private), ONE)
    text = ines.get(f"{ONE}answers/").content.decode()
    for shown in ("Dredge the inner harbor.", "<dt>4</dt><dd>Dana Reyes</dd>", "budget.pdf", "Ben Okafor"):
        assert shown in text
    (address,) = re.findall(r'href="([^"]+/file/)"', text)
    assert ines.get(address).content == BUDGET["q4"][1]


def test_answers_on_paper_are_entered_by_staff_and_every_assessor_scores() -> None:
    house.invited()
    keys = issued(CYCLE)
    ines, bea, sal = (house.as_role(role) for role in (Role.DIRECTOR, Role.BOARD, Role.SECRETARY))
    typed = {"q1": "Yes", "q1_words": "", "q2": "", "q3": "By letter.", "q4": SimpleUploadedFile("b.pdf", b"%PDF-1.7")}
    assert done(sal.send(here("questionnaires/QNR-1-CAND-2/enter/"), typed), ONE)
    bare = {"q1": "Yes", "q3": ""}
    assert wrong(sal.send(here("questionnaires/QNR-1-CAND-1/enter/"), bare), "q3")
    assert "entered by staff" in ines.get(ONE).content.decode()
    house.set_clock(house.at() + timedelta(days=20))
    opened(CYCLE, keys)
    points = {"q1": "5", "q2": "0", "q3": "4", "q4": "3", "note": ""}
    score = here("questionnaires/QNR-1-CAND-2/score/")
    assert "By letter." in bea.get(score).content.decode()
    assert wrong(bea.send(score, points | {"q1": "6"}), "q1")
    assert done(bea.send(score, points), f"{ONE}answers/")
    assert done(ines.send(score, points | {"q1": "2"}))
    text = ines.get(f"{ONE}answers/").content.decode()
    assert "9 – 12" in text
    assert "10.5" in text
    assert refused(ines.post(f"{ONE}publish-scores/"), "not-opened")
    assert done(ines.post(f"{ONE}publish/"))
    assert done(ines.post(f"{ONE}publish-scores/"))


def test_the_silent_are_reminded_in_one_go_and_what_came_anew_is_said() -> None:
    house.invited()
    issued(CYCLE)
    for at in (house.at(), house.at()):
        answered(CYCLE, "CAND-1", at=at)
    ines = house.as_role(Role.DIRECTOR)
    page = ines.get(f"{ONE}remind/").content.decode()
    assert "<dd>Ben Okafor, Lena Marsh</dd>" in page
    assert "We have not received your answers to “Questions of the dock workers”." in page
    assert done(ines.post(f"{ONE}remind/"), ONE)
    assert {letter.to for letter in outbox(cycle=CYCLE, actor=house.ALL)} == {
        "ben@campaign.example", "lena@campaign.example",
    }  # fmt: skip
    assert refused(ines.post(f"{ONE}remind/"), "silent-reminded")
    text = ines.get(ONE).content.decode()
    assert "handed in anew; what came before is destroyed" in text
    assert "The silent were reminded" in text


def test_a_deadline_moves_and_a_questionnaire_is_cancelled_with_a_reason() -> None:
    house.invited()
    issued(CYCLE)
    ines = house.as_role(Role.DIRECTOR)
    later = {"until_on": "2031-03-20", "until_at": "13:00", "zone": "UTC", "reason": "A holiday."}
    assert done(ines.post(f"{ONE}deadline/", **later), ONE)
    assert refused(ines.post(f"{ONE}deadline/", **later | {"until_on": "2031-03-16"}), "deadline-too-early")
    assert done(ines.post(f"{ONE}cancel/", reason="Question 2 was wrong."), ONE)
    assert "cancelled" in ines.get(ONE).content.decode()
