"""No more letters: at once, by the letter's own address, for the kinds that nobody has to get."""

import re

import pytest

from hustings.ground.access.actions import SYSTEM
from hustings.ground.notices.actions import queue_letter, send_letter, stop_letters
from hustings.ground.notices.queries import counts, letter_of, stop_of, waiting
from hustings.ground.notices.refusals import StopUnknown
from hustings.ground.record.models import Payload
from tests.ground.conftest import AT, DIRECTOR
from tests.ground.mail_servers import MailServer

PAGE = "https://hustings.example/letters/stop/TOKEN/"


def write(cycle: str, *, kind: str = "statement", stop_page: str = PAGE, to: str = "ann@member.example") -> int:
    return queue_letter(
        cycle=cycle, to=to, about="REL-1", subject="News", text="News", kind=kind, stop_page=stop_page,
        actor=DIRECTOR, at=AT,
    )  # fmt: skip


def token_from(server: MailServer) -> str:
    """The token in the last line of the letter that came, which the mail program's own button uses too."""
    (mail,) = server.received()
    (address,) = re.findall(r"https://\S+/letters/stop/\S+/", mail.get_body(("plain",)).get_content())
    assert mail["List-Unsubscribe"].strip() == f"<{address}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return address.split("/")[-2]


@pytest.fixture
def token(words: str, mail_server: MailServer) -> str:
    send_letter(cycle=words, letter=write(words), folder=mail_server.folder, actor=SYSTEM, at=AT)
    return token_from(mail_server)


def test_stopping_works_at_once_for_what_waits_and_for_what_is_written_later(token: str, words: str) -> None:
    waits = write(words)
    assert (stop_of(token=token).kind, stop_of(token=token).done) == ("statement", False)
    assert stop_letters(cycle=words, token=token, actor=SYSTEM, at=AT) == 1
    assert stop_of(token=token).done
    later = write(words, to="Ann@member.example")
    assert {letter_of(cycle=words, letter=each, actor=DIRECTOR).state for each in (waits, later)} == {"unsubscribed"}
    assert waiting(at=AT, actor=SYSTEM) == ()


def test_stopping_twice_is_no_mistake(token: str, words: str) -> None:
    assert [stop_letters(cycle=words, token=token, actor=SYSTEM, at=AT) for _ in range(2)] == [0, 0]


def test_other_kinds_other_people_and_what_must_be_sent_go_on(token: str, words: str) -> None:
    stop_letters(cycle=words, token=token, actor=SYSTEM, at=AT)
    write(words, kind="invitation to a draw")
    write(words, to="ben@member.example")
    write(words, stop_page="")
    assert counts(cycle=words, actor=DIRECTOR) == {"sent": 1, "waiting": 3}


def test_a_letter_that_must_be_sent_has_no_way_to_stop_it_and_says_so(words: str, mail_server: MailServer) -> None:
    letter = write(words, stop_page="")
    send_letter(cycle=words, letter=letter, folder=mail_server.folder, actor=SYSTEM, at=AT)
    (mail,) = mail_server.received()
    assert mail["List-Unsubscribe"] is None
    assert "letters of this kind cannot be stopped." in mail.get_body(("plain",)).get_content()


def test_a_guessed_address_stops_nothing(words: str) -> None:
    write(words)
    with pytest.raises(StopUnknown):
        stop_letters(cycle=words, token="", actor=SYSTEM, at=AT)
    with pytest.raises(StopUnknown):
        stop_of(token="TOKEN")


def test_the_record_says_that_letters_were_stopped_and_not_by_whom(token: str, words: str) -> None:
    stop_letters(cycle=words, token=token, actor=SYSTEM, at=AT)
    said = Payload.objects.get(verb="letters.stopped").text
    assert '"kind":"statement"' in said
    assert "ann@" not in said
    assert token not in said
