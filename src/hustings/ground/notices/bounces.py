"""What mail servers send back about letters that did not arrive, read from what a mailbox holds.

Source: RFC 3464 (delivery status notifications), RFC 6522 (multipart/report), RFC 3463 (status codes).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from mailbox import Maildir, mbox
from pathlib import Path
from typing import Any, cast

FIRST_LINE = b"From "
MESSAGE_ID = "message-id"


@dataclass(frozen=True, slots=True)
class Bounce:
    """A letter that came back: the Message-ID under which it had left, the status (`5.1.1`), the server's words."""

    message_id: str
    status: str
    answer: str


def mails_at(path: Path) -> Iterator[bytes]:
    """The mails of a mailbox file (mbox), of a folder (maildir), or the one mail that the file is.

    Raises: OSError.
    """
    if path.is_dir():
        yield from (mail.as_bytes() for mail in Maildir(path, create=False))
    elif path.read_bytes()[: len(FIRST_LINE)] == FIRST_LINE:
        yield from (mail.as_bytes() for mail in mbox(path, create=False))
    else:
        yield path.read_bytes()


def bounces_in(data: bytes) -> Iterator[Bounce]:
    """Every letter that a mail reports as failed. Reports of a delay, receipts and ordinary mails give nothing."""
    mail = message_from_bytes(data, policy=policy.default)
    if mail.get_content_type() != "multipart/report" or mail.get_param("report-type") != "delivery-status":
        return
    message_id = _reported(mail)
    if not message_id:
        return
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            yield from _failures(part, message_id)


def _failures(part: "Message[str, str]", message_id: str) -> Iterator[Bounce]:
    """One block of fields about the mail, then one about each recipient."""
    for block in cast(list[Any], part.get_payload()):
        if _field(block, "Action").lower() == "failed":
            answer = _field(block, "Diagnostic-Code").partition(";")[2].strip()
            yield Bounce(message_id, _field(block, "Status"), answer)
            return


def _reported(mail: EmailMessage) -> str:
    """The Message-ID of the mail that did not arrive, from the copy of it, whole or only its head."""
    for part in mail.walk():
        if part.get_content_type() == "text/rfc822-headers":
            head = message_from_bytes(cast(bytes, part.get_payload(decode=True)), policy=policy.default)
            return _field(head, MESSAGE_ID)
        if part.get_content_type() == "message/rfc822":
            (inner,) = cast(list[Any], part.get_payload())
            return _field(inner, MESSAGE_ID)
    return ""


def _field(block: "Message[str, str]", name: str) -> str:
    return " ".join(str(block.get(name, "")).split())
