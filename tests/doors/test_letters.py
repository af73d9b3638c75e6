"""The page that stops letters: asked by a person, or posted by a mail program without a page."""

import logging

import pytest
from django.test import Client

from hustings.doors.tokens import TokensHidden
from hustings.ground.notices.actions import queue_letter
from hustings.ground.notices.models import Letter
from hustings.ground.notices.queries import counts
from tests.doors import house
from tests.doors.house import CYCLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> str:
    """Where the reader of a statement stops such letters."""
    house.fielded()
    number = queue_letter(
        cycle=CYCLE, to="ann@member.example", about="REL-1", subject="News", text="News", kind="statement",
        stop_page="/letters/stop/TOKEN/", actor=house.ALL, at=house.START,
    )  # fmt: skip
    return Letter.objects.get(pk=number).stop_page


def test_opening_the_page_asks_and_stops_nothing(address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 200
    assert "Stop these letters" in response.content.decode()
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert counts(cycle=CYCLE, actor=house.ALL) == {"waiting": 1}


def test_one_press_stops_at_once_without_signing_in(address: str) -> None:
    response = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, response.cookies) == (200, {})
    assert "You get no more of these letters" in response.content.decode()
    assert counts(cycle=CYCLE, actor=house.ALL) == {"unsubscribed": 1}
    assert "Stop these letters" not in Client().get(address).content.decode()


def test_an_address_that_stops_nothing_says_why() -> None:
    house.fielded()
    response = Client().get("/letters/stop/kq3_Zm8wT1xYb5nQr7/")
    assert response.status_code == 404
    said = response.content.decode()
    assert "<code>stop-unknown</code>" in said
    assert "Invitations and what belongs to them cannot" in said


def test_the_key_in_the_address_reaches_no_log() -> None:
    record = logging.LogRecord("django", 30, "", 0, "Not Found: /letters/stop/kq3_Zm8wT1xYb5nQr7/", (), None)
    assert TokensHidden().filter(record)
    assert record.getMessage() == "Not Found: /letters/stop/…/"
