"""What leaves: the same words twice, the calendar as its own part, and nothing that reports back."""

import re
from email.message import EmailMessage

import pytest
from bs4 import BeautifulSoup

from hustings.ground.access.actions import SYSTEM
from hustings.ground.notices.actions import queue_letter, send_letter
from hustings.ground.notices.queries import letter_of, letter_text
from tests.ground.conftest import AT, DIRECTOR
from tests.ground.mail_servers import MailServer

TEXT = "Dear campaign,\n\nminutes < 60 & slots: 3\nhttps://hustings.example/campaign/kq3_Zm8wT1xYb5nQr7/\n"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\nEND:VCALENDAR\r\n"


def sent(words: str, server: MailServer, calendar: str = "") -> EmailMessage:
    letter = queue_letter(
        cycle=words, to="desk@campaign.example", about="RT-1", subject="Seats", text=TEXT, calendar=calendar,
        actor=DIRECTOR, at=AT,
    )  # fmt: skip
    assert send_letter(cycle=words, letter=letter, folder=server.folder, actor=SYSTEM, at=AT) == "sent"
    (mail,) = server.received()
    return mail


def test_text_and_html_say_the_same_words(words: str, mail_server: MailServer) -> None:
    mail = sent(words, mail_server)
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    shown = BeautifulSoup(html, "lxml").body.get_text(" ")
    assert shown.split() == text.replace("\n-- \n", "\n").split()
    assert BeautifulSoup(html, "lxml").a["href"] == "https://hustings.example/campaign/kq3_Zm8wT1xYb5nQr7/"


def test_the_html_fetches_nothing_and_takes_the_readers_colours(words: str, mail_server: MailServer) -> None:
    html = sent(words, mail_server).get_body(("html",)).get_content()
    assert BeautifulSoup(html, "lxml").find_all(["img", "link", "script", "iframe", "object"]) == []
    assert not re.search(r"src=|url\(|@import|[^-]color:|background", html)
    assert '<meta name="color-scheme" content="light dark">' in html


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_calendar_is_a_part_that_programs_act_on_and_a_file(words: str, mail_server: MailServer, method: str) -> None:
    calendar = CALENDAR.format(method=method)
    mail = sent(words, mail_server, calendar)
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in parts] == [method, None]
    assert [part.get_filename() for part in parts] == [None, "invitation.ics"]
    assert [part.get_content().split() for part in parts] == [calendar.split()] * 2


def test_the_proof_is_the_name_of_the_mail_the_moment_and_the_servers_answer(
    words: str, mail_server: MailServer
) -> None:
    mail = sent(words, mail_server)
    (letter,) = (letter_of(cycle=words, letter=int(number), actor=DIRECTOR) for number in
                 re.findall(r"LTR-(\d+)@", mail["Message-ID"]))  # fmt: skip
    assert (letter.message_id, letter.sent_at, letter.answer) == (mail["Message-ID"], AT, "250 OK")
    assert (letter.forgotten, letter_text(cycle=words, letter=letter.id, actor=DIRECTOR)) == (True, None)


def test_staff_see_a_waiting_letter_without_the_key_in_its_address(words: str) -> None:
    letter = queue_letter(cycle=words, to="a@b.example", about="INV-1", subject="x", text=TEXT, actor=DIRECTOR, at=AT)
    shown = letter_text(cycle=words, letter=letter, actor=DIRECTOR)
    assert shown is not None
    assert "https://hustings.example/campaign/…/" in shown.text
    assert "kq3_Zm8wT1xYb5nQr7" not in shown.text + shown.html
