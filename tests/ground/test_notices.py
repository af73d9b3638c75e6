"""The outbox: sent by a real mail server, or kept in a folder when it is only a rehearsal."""

from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from hustings.core.values import Kind
from hustings.ground.access.actions import SYSTEM
from hustings.ground.notices.actions import queue_letter, send_letter
from hustings.ground.notices.queries import outbox, waiting
from hustings.ground.notices.refusals import NoMailServer, NoSuchLetter, RealAddressInRehearsal
from hustings.ground.record.models import Payload
from tests.ground.conftest import AT, DIRECTOR, open_record

REQUIRED = "The organisation has to tell you this; letters of this kind cannot be stopped."


@pytest.fixture
def letter(words: str) -> int:
    return queue_letter(
        cycle=words,
        to="desk@campaign.example",
        about="INV-1",
        subject="You are invited",
        text="Dear campaign",
        actor=DIRECTOR,
        at=AT,
    )


def send(cycle: str, letter: int, folder: Path) -> str:
    return send_letter(cycle=cycle, letter=letter, folder=folder, actor=SYSTEM, at=AT)


def test_a_letter_goes_through_a_mail_server(letter, words, tmp_path, mail_server):
    received = mail_server.folder
    assert send(words, letter, tmp_path) == "sent"
    (path,) = received.iterdir()
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (mail["To"], mail["Subject"]) == ("desk@campaign.example", "You are invited")
    assert mail.get_body(("plain",)).get_content() == f"Dear campaign\n\n-- \n{REQUIRED}\n"
    assert waiting(at=AT, actor=SYSTEM) == ()


def test_without_a_mail_server_a_letter_waits(letter, words, tmp_path):
    with pytest.raises(NoMailServer):
        send(words, letter, tmp_path)
    assert [row.id for row in waiting(at=AT, actor=SYSTEM)] == [letter]


def test_a_server_that_does_not_answer_leaves_the_letter_waiting_and_fails_it_at_last(
    letter, words, tmp_path, settings
):
    settings.CONFIG = replace(settings.CONFIG, mail_url="smtp://127.0.0.1:1")
    assert [send(words, letter, tmp_path) for _ in range(5)] == ["waiting"] * 4 + ["failed"]
    (row,) = outbox(cycle=words, actor=DIRECTOR)
    assert (row.state, row.problem) == ("failed", "ConnectionRefusedError")


def test_a_rehearsal_sends_nothing_and_says_so_in_the_subject(words, tmp_path):
    trial = open_record("trial", Kind.REHEARSAL)
    made = queue_letter(
        cycle=trial,
        to="a@campaign.example",
        about="INV-1",
        subject="You are invited",
        text="Dear",
        actor=DIRECTOR,
        at=AT,
    )
    assert send(trial, made, tmp_path) == "kept"
    mail = message_from_bytes((tmp_path / f"LTR-{made}.eml").read_bytes(), policy=policy.default)
    assert mail["Subject"] == "REHEARSAL: You are invited"


def test_a_rehearsal_never_writes_to_a_real_address(words):
    trial = open_record("trial", Kind.REHEARSAL)
    with pytest.raises(RealAddressInRehearsal):
        queue_letter(cycle=trial, to="a@b.org", about="INV-1", subject="x", text="x", actor=DIRECTOR, at=AT)


def test_a_letter_is_sent_once(words, tmp_path):
    trial = open_record("trial", Kind.REHEARSAL)
    made = queue_letter(cycle=trial, to="a@b.example", about="INV-1", subject="x", text="x", actor=DIRECTOR, at=AT)
    send(trial, made, tmp_path)
    with pytest.raises(NoSuchLetter):
        send(trial, made, tmp_path)


def test_the_record_holds_no_address(letter):
    assert "desk@campaign.example" not in "".join(Payload.objects.values_list("text", flat=True))
