"""`hustings notices bounces` over a mailbox, and `hustings tick` with a wave: run here, on the test's own database."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hustings.core.values import Kind
from hustings.doors.cli import notices, tick
from hustings.ground.access.actions import SYSTEM
from hustings.ground.notices.actions import open_wave, queue_letter, send_letter, start_wave
from hustings.ground.notices.queries import counts, outbox
from hustings.ground.record.chains import HOUSE
from tests.ground.conftest import DIRECTOR, mail_server, open_record  # noqa: F401 - a fixture
from tests.ground.mail_servers import MailServer
from tests.ground.test_notices_bounces import report

NOW = datetime(2031, 3, 1, 12, 0, tzinfo=UTC)


def write(cycle: str, wave: str = "") -> int:
    return queue_letter(
        cycle=cycle, to="desk@campaign.example", about="INV-1", subject="Come", text="Dear", wave=wave,
        actor=DIRECTOR, at=NOW,
    )  # fmt: skip


@pytest.fixture
def words(db: None) -> str:
    open_record(HOUSE, phase="")
    return open_record()


def bounces(path: Path) -> str:
    done = CliRunner().invoke(notices.app, ["bounces", str(path)])
    assert done.exit_code == 0, done.output
    return done.stdout.strip()


def test_a_mailbox_is_read_and_may_be_read_again(words: str, mail_server: MailServer, tmp_path: Path) -> None:  # noqa: F811
    send_letter(cycle=words, letter=write(words), folder=tmp_path, actor=SYSTEM, at=NOW)
    (letter,) = outbox(cycle=words, actor=DIRECTOR)
    mails = [report(letter.message_id.strip("<>")), report("LTR-9.x@else.example"), b"Subject: Hello\n\nHello\n"]
    box = tmp_path / "bounces.mbox"
    box.write_bytes(b"".join(b"From x Sun Mar  2 2031\n" + mail + b"\n" for mail in mails))
    assert bounces(box) == "3 mails read; 1 letters came back, 1 about letters that are not ours."
    assert bounces(box) == "3 mails read; 1 noted before, 1 about letters that are not ours."
    assert counts(cycle=words, actor=DIRECTOR) == {"bounced": 1}


def test_a_mailbox_without_reports_says_so(words: str, tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(b"Subject: Hello\n\nHello\n")
    assert bounces(tmp_path / "one.eml") == "1 mails read; none of them says that a letter came back."


def test_a_tick_sends_what_a_wave_allows_and_leaves_what_is_not_started(words: str) -> None:
    trial = open_record("trial", Kind.REHEARSAL)
    running, resting = (open_wave(cycle=trial, title="News", per_minute=2, actor=DIRECTOR, at=NOW) for _ in range(2))
    for wave in (running, running, running, resting):
        write(trial, wave)
    start_wave(cycle=trial, wave=running, actor=DIRECTOR, at=NOW)
    assert CliRunner().invoke(tick.app).stdout.splitlines()[0] == "2 kept"
    assert counts(cycle=trial, actor=DIRECTOR) == {"kept": 2, "waiting": 2}
