"""A real mail server on a free port of this machine: it keeps what it takes and refuses whom it is told to refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from socket import socket
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox


@dataclass
class MailServer:
    """`folder` holds what came; `answers` says what a recipient is answered instead of being taken."""

    port: int
    folder: Path
    answers: dict[str, str] = field(default_factory=dict)

    def received(self) -> list[EmailMessage]:
        """The mails that came, by their subject."""
        read = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in self.folder.iterdir()]
        return sorted((cast(EmailMessage, mail) for mail in read), key=lambda mail: str(mail["Subject"]))


class Refusing(Mailbox):
    """Keeps mails in a folder, and answers some recipients as told."""

    def __init__(self, folder: Path, answers: dict[str, str]) -> None:
        super().__init__(folder)
        self.answers = answers

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, to: str, _options: Any) -> str:  # noqa: N802
        if to in self.answers:
            return self.answers[to]
        envelope.rcpt_tos.append(to)
        return "250 OK"


@contextmanager
def mail_server_at(folder: Path) -> Iterator[MailServer]:
    """A mail server that runs until the block ends."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = MailServer(port, folder / "new")
    controller = Controller(Refusing(folder, server.answers), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
