"""Letters that do not arrive: refused at once, tried again, come back later, and written again."""

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from textwrap import dedent

import pytest

from hustings.ground.access.actions import SYSTEM
from hustings.ground.notices.actions import note_bounce, queue_letter, resend_letter, send_letter
from hustings.ground.notices.bounces import Bounce, bounces_in, mails_at
from hustings.ground.notices.queries import LetterView, letter_of, letter_of_message, waiting
from hustings.ground.notices.refusals import LetterGone, MailWayUnknown, TextForgotten
from tests.ground.conftest import AT, DIRECTOR
from tests.ground.mail_servers import MailServer

DESK = "desk@campaign.example"
REPORT = dedent(
    """\
    From: MAILER-DAEMON@mx.example
    To: endorse@union.example
    Subject: Undelivered Mail
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type={kind}; boundary="b"

    --b
    Content-Type: text/plain

    Sorry.
    --b
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example

    Final-Recipient: rfc822; desk@campaign.example
    Action: {action}
    Status: 5.1.1
    Diagnostic-Code: smtp; 550 5.1.1 No such
     user here

    --b
    Content-Type: {copy}

    Message-ID: <{name}>
    Subject: You are invited

    --b--
    """
)


def report(name: str, *, action: str = "failed", copy: str = "message/rfc822", kind: str = "delivery-status") -> bytes:
    return REPORT.format(name=name, action=action, copy=copy, kind=kind).encode()


@pytest.fixture
def letter(words: str) -> int:
    return queue_letter(
        cycle=words, to=DESK, about="INV-1", subject="You are invited", text="Dear campaign", actor=DIRECTOR, at=AT
    )


def send(cycle: str, letter: int) -> LetterView:
    send_letter(cycle=cycle, letter=letter, folder=Path(), actor=SYSTEM, at=AT)
    return letter_of(cycle=cycle, letter=letter, actor=DIRECTOR)


def test_an_address_that_the_server_refuses_for_good_bounces_at_once(letter, words, mail_server: MailServer):
    mail_server.answers[DESK] = "550 5.1.1 No such user"
    row = send(words, letter)
    assert (row.state, row.problem, row.answer) == ("bounced", "refused by the server", "550 5.1.1 No such user")
    assert mail_server.received() == []


def test_an_address_that_is_refused_for_now_waits_longer_each_time(letter, words, mail_server: MailServer):
    mail_server.answers[DESK] = "450 4.2.0 Come back later"
    row = send(words, letter)
    assert (row.state, row.answer, row.again_at) == ("waiting", "450 4.2.0 Come back later", AT + timedelta(minutes=1))
    assert waiting(at=AT, actor=SYSTEM) == ()
    assert [each.id for each in waiting(at=AT + timedelta(minutes=1), actor=SYSTEM)] == [letter]
    assert send(words, letter).again_at == AT + timedelta(minutes=5)


@pytest.mark.parametrize("copy", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_of_a_letter_that_came_back_names_it(copy: str):
    expected = Bounce("<LTR-7.x@union.example>", "5.1.1", "550 5.1.1 No such user here")
    assert list(bounces_in(report("LTR-7.x@union.example", copy=copy))) == [expected]


def test_a_delay_a_receipt_and_an_ordinary_mail_are_no_bounce():
    plain = EmailMessage()
    plain.set_content("We are away. Message-ID: <LTR-7.x@union.example>")
    assert list(bounces_in(report("a@b", action="delayed"))) == []
    assert list(bounces_in(report("a@b", kind="disposition-notification"))) == []
    assert list(bounces_in(plain.as_bytes())) == []
    assert list(bounces_in(b"\xff\x00 no mail at all")) == []


def test_a_mailbox_a_folder_and_a_single_mail_are_read_alike(tmp_path: Path):
    one, two = report("a@b"), report("c@d")
    (tmp_path / "single.eml").write_bytes(one)
    (tmp_path / "mbox").write_bytes(b"From x Sun Mar  2 2031\n" + one + b"\nFrom y Sun Mar  2 2031\n" + two)
    for name in ("cur", "new", "tmp"):
        (tmp_path / "folder" / name).mkdir(parents=True)
    (tmp_path / "folder" / "new" / "1").write_bytes(two)
    named = {
        path: [bounce.message_id for mail in mails_at(tmp_path / path) for bounce in bounces_in(mail)]
        for path in ("single.eml", "mbox", "folder")
    }
    assert named == {"single.eml": ["<a@b>"], "mbox": ["<a@b>", "<c@d>"], "folder": ["<c@d>"]}


def test_a_letter_that_came_back_later_is_found_by_the_name_under_which_it_left(letter, words, mail_server):
    left = send(words, letter)
    (bounce,) = bounces_in(report(left.message_id.strip("<>")))
    found = letter_of_message(message_id=bounce.message_id, actor=SYSTEM)
    assert found == left
    for _ in range(2):
        note_bounce(cycle=words, letter=letter, status=bounce.status, answer=bounce.answer, actor=SYSTEM, at=AT)
    row = letter_of(cycle=words, letter=letter, actor=DIRECTOR)
    assert (row.state, row.problem, row.answer) == ("bounced", "came back 5.1.1", "550 5.1.1 No such user here")
    assert letter_of_message(message_id="", actor=SYSTEM) is None


def test_what_bounced_at_once_goes_again_to_another_address(letter, words, mail_server: MailServer):
    mail_server.answers[DESK] = "550 No"
    send(words, letter)
    anew = resend_letter(cycle=words, letter=letter, to="office@campaign.example", actor=DIRECTOR, at=AT)
    old = letter_of(cycle=words, letter=letter, actor=DIRECTOR)
    assert (old.state, old.resent_as, old.forgotten) == ("resent", anew, True)
    assert (send(words, anew).state, mail_server.received()[0]["To"]) == ("sent", "office@campaign.example")
    with pytest.raises(LetterGone):
        resend_letter(cycle=words, letter=letter, actor=DIRECTOR, at=AT)


def test_what_has_left_can_only_go_again_with_its_text_written_anew(letter, words, mail_server: MailServer):
    send(words, letter)
    with pytest.raises(TextForgotten):
        resend_letter(cycle=words, letter=letter, actor=DIRECTOR, at=AT)
    anew = resend_letter(cycle=words, letter=letter, text="Dear campaign, again", actor=DIRECTOR, at=AT)
    assert letter_of(cycle=words, letter=anew, actor=DIRECTOR).resends == letter


def test_an_unknown_way_of_sending_says_what_to_set(letter, words, settings):
    settings.CONFIG = replace(settings.CONFIG, mail_url="pigeon://roof")
    with pytest.raises(MailWayUnknown) as refused:
        send(words, letter)
    assert refused.value.facts == {"scheme": "pigeon"}
