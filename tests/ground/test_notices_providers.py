"""Letters through a provider's own interface: a real HTTP server of this machine stands in for it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from hustings.core.values import Kind
from hustings.ground.access.actions import SYSTEM
from hustings.ground.notices.actions import queue_letter, send_letter
from hustings.ground.notices.queries import LetterView, letter_of
from tests.ground.conftest import AT, DIRECTOR, open_record

TAKEN = {"ErrorCode": 0, "Message": "OK", "MessageID": "b7bc2f4a", "To": "desk@campaign.example"}


@dataclass
class Provider:
    """What was asked of the provider, and what it answers."""

    url: str = ""
    status: int = 200
    answer: dict[str, Any] = field(default_factory=lambda: dict(TAKEN))
    asked: list[tuple[str, Any]] = field(default_factory=list)


@contextmanager
def provider_here() -> Iterator[Provider]:
    provider = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            provider.asked.append((self.headers["X-Postmark-Server-Token"], body))
            self.send_response(provider.status)
            self.end_headers()
            self.wfile.write(json.dumps(provider.answer).encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        provider.url = f"postmark://?server_token=word&api_url=http://127.0.0.1:{server.server_port}/"
        yield provider
        server.shutdown()


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with provider_here() as provider:
        settings.CONFIG = replace(settings.CONFIG, mail_url=provider.url)
        yield provider


def send(cycle: str, calendar: str = "") -> LetterView:
    letter = queue_letter(
        cycle=cycle, to="desk@campaign.example", about="INV-1", subject="Come", text="Dear", calendar=calendar,
        actor=DIRECTOR, at=AT,
    )  # fmt: skip
    send_letter(cycle=cycle, letter=letter, folder=Path("/nonexistent"), actor=SYSTEM, at=AT)
    return letter_of(cycle=cycle, letter=letter, actor=DIRECTOR)


def test_a_provider_named_in_the_address_takes_the_letter(words: str, provider: Provider) -> None:
    row = send(words)
    assert (row.state, row.answer, row.message_id) == ("sent", "postmark: sent", "b7bc2f4a")
    ((token, mail),) = provider.asked
    assert (token, mail["To"], mail["Subject"]) == ("word", "desk@campaign.example", "Come")
    assert mail["TextBody"].startswith("Dear\n")
    assert "<p>Dear</p>" in mail["HtmlBody"]
    assert not mail.keys() & {"TrackOpens", "TrackLinks"}


def test_an_address_that_the_provider_refuses_bounces_at_once(words: str, provider: Provider) -> None:
    inactive = "Found inactive addresses: desk@campaign.example. Inactive recipients have bounced."
    provider.status, provider.answer = 422, {"ErrorCode": 406, "Message": inactive}
    row = send(words)
    assert (row.state, row.answer, row.forgotten) == (
        "bounced",
        "All message recipients were rejected or invalid",
        False,
    )


def test_a_provider_gets_the_calendar_as_a_file_that_says_what_it_asks_for(words: str, provider: Provider) -> None:
    assert send(words, calendar="BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n").state == "sent"
    (file,) = provider.asked[0][1]["Attachments"]
    assert (file["Name"], file["ContentType"]) == ("invitation.ics", 'text/calendar; method="CANCEL"; charset="utf-8"')


def test_a_provider_that_fails_leaves_the_letter_waiting(words: str, provider: Provider) -> None:
    provider.status = 503
    row = send(words)
    assert (row.state, row.problem) == ("waiting", "AnymailRequestsAPIError")


def test_in_a_rehearsal_no_provider_is_asked(words: str, provider: Provider, tmp_path: Path) -> None:
    trial = open_record("trial", Kind.REHEARSAL)
    letter = queue_letter(cycle=trial, to="a@b.example", about="x", subject="x", text="x", actor=DIRECTOR, at=AT)
    assert send_letter(cycle=trial, letter=letter, folder=tmp_path, actor=SYSTEM, at=AT) == "kept"
    assert provider.asked == []
