"""Credentials by e-mail, through a mail server of the office's own. In a rehearsal nothing is sent: files only."""

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from itertools import islice
from ssl import create_default_context
from urllib.parse import unquote, urlsplit

from hustings.core.ballots.credentials import check_number
from hustings.credentials.refusals import ByPost, NoAddress, NoServer, ServerGone, ServerOpen
from hustings.credentials.store import Holder, Office, write_private
from hustings.credentials.wording import booth_address, booth_link, said_in, words
from hustings.ground.clock import iso

OUTBOX = "outbox"
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
FOR_GOOD = 500
"""Answers of a mail server from this number on are final (RFC 5321 section 4.2.1)."""
TIMEOUT = 60
A_CONNECTION = 100
PAGE = 500
SENT, REFUSED = "sent", "refused"
WAITING = "email <> '' AND mail = ''"

Watch = Callable[[int, int], None]
Deliver = Callable[[EmailMessage], None]


@dataclass(frozen=True, slots=True)
class Server:
    """The office's mail server and the address its letters come from."""

    url: str
    sender: str


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters were handed to the server, and how many it refused for good; in a rehearsal, files written."""

    n_sent: int
    n_refused: int


def send(office: Office, *, server: Server, at: datetime, watch: Watch = lambda done, total: None) -> Sent:
    """E-mail the credential to every member with an address who has not got it. What was sent is not sent twice.

    Raises: NotMade, NotSaid, ByPost, NoServer, ServerOpen, ServerGone.
    """
    office.require_made()
    if not office.fact("by_email"):
        raise ByPost
    total = office.n_holders(WAITING)
    n_sent = n_refused = 0
    try:
        with _delivery(office, server) as deliver:
            for holder in _waiting(office):
                state = _state(deliver, message(office, holder, sender=server.sender, at=at))
                n_sent, n_refused = n_sent + (state == SENT), n_refused + (state == REFUSED)
                office.database.execute("UPDATE member SET mail = ? WHERE number = ?", (state, holder.number))
                office.commit()
                watch(n_sent + n_refused, total)
    except (smtplib.SMTPException, OSError) as problem:
        waiting = total - n_sent - n_refused
        raise ServerGone(problem=type(problem).__name__, n_sent=n_sent, n_waiting=waiting) from problem
    finally:
        office.log("e-mail", at=iso(at), n_sent=n_sent, n_refused=n_refused)
    return Sent(n_sent, n_refused)


def _waiting(office: Office) -> Iterator[Holder]:
    last = ""
    chosen = f"{WAITING} AND member.number > ?"
    while page := list(islice(office.holders(chosen, (last,), order="member.number"), PAGE)):
        yield from page
        last = page[-1].number


def _state(deliver: Deliver, letter: EmailMessage) -> str:
    """What came of handing a letter over: sent, refused for good, or empty where it is worth another try."""
    try:
        deliver(letter)
    except smtplib.SMTPRecipientsRefused as refused:
        return REFUSED if all(code >= FOR_GOOD for code, _ in refused.recipients.values()) else ""
    return SENT


def send_again(office: Office, *, number: str, server: Server, at: datetime) -> None:
    """E-mail one member the same credential again, to the address of the frozen list and no other.

    Raises: NotMade, MemberUnknown, ByPost, NoAddress, NoServer, ServerOpen, ServerGone.
    """
    holder = office.holder(number)
    if not office.fact("by_email"):
        raise ByPost
    if not holder.email:
        raise NoAddress
    try:
        with _delivery(office, server) as deliver:
            deliver(message(office, holder, sender=server.sender, at=at))
    except (smtplib.SMTPException, OSError) as problem:
        raise ServerGone(problem=type(problem).__name__, n_sent=0, n_waiting=1) from problem
    office.log("e-mail again", at=iso(at), n=1)


def message(office: Office, holder: Holder, *, sender: str, at: datetime) -> EmailMessage:
    """The e-mail with a member's credential: plain text, no picture, nothing that tells whether it was read."""
    said = said_in(office)
    text = words(office, said, unit=holder.unit, language=holder.language)
    link = booth_link(booth_address(office, said, holder.unit), holder)
    paragraphs = (
        text.stamp,
        text.by_mail,
        f"{text.link}\n{link}",
        f"{text.code}\n{holder.secret}\n{text.check.replace('{check}', check_number(holder.secret))}",
        "\n".join(f"{number}. {step}" for number, step in enumerate((text.open, *text.steps[1:]), start=1)),
        f"{text.until_heading}: {text.until}. {text.again}",
        f"{text.secret_heading}. {text.secret} {text.forget}",
        f"{text.ask_heading}: {text.ask}",
    )
    letter = EmailMessage()
    letter["From"], letter["To"] = sender, holder.email
    letter["Subject"] = f"REHEARSAL: {text.heading}" if text.stamp else text.heading
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">") or "localhost")
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content("\n\n".join(filter(None, paragraphs)) + "\n")
    return letter


@contextmanager
def _delivery(office: Office, server: Server) -> Iterator[Deliver]:
    """A way to hand letters over: in a rehearsal into files, else to the server.

    Raises: NoServer, ServerOpen, SMTPException, OSError.
    """
    if office.fact("rehearsal"):
        yield lambda letter: _write(office, letter)
        return
    if not server.url or not server.sender:
        raise NoServer
    line = _Line(server.url)
    try:
        yield line.hand_over
    finally:
        line.close()


def _write(office: Office, letter: EmailMessage) -> None:
    number = (office.fact("n_written") or 0) + 1
    write_private(office.secret_folder(OUTBOX) / f"REHEARSAL-{number:07}.eml", letter.as_bytes())
    office.write_facts({"n_written": number})
    office.commit()


class _Line:
    """A connection that is made anew after so many letters, as mail servers like it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection = _connected(url)
        self._n = 0

    def hand_over(self, letter: EmailMessage) -> None:
        if self._n == A_CONNECTION:
            self.close()
            self._connection, self._n = _connected(self._url), 0
        self._n += 1
        self._connection.send_message(letter)

    def close(self) -> None:
        self._connection.close()


def _connected(url: str) -> smtplib.SMTP:
    """Raises: NoServer, ServerOpen, SMTPException, OSError."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in PORTS or not host:
        raise NoServer
    if parts.scheme == "smtp" and host not in THIS_MACHINE:
        raise ServerOpen(host=host)
    port, trust = parts.port or PORTS[parts.scheme], create_default_context()
    connection = (
        smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=trust)
        if parts.scheme == "smtps"
        else smtplib.SMTP(host, port, timeout=TIMEOUT)
    )
    if parts.scheme == "smtp+starttls":
        connection.starttls(context=trust)
    if parts.username:
        connection.login(unquote(parts.username), unquote(parts.password or ""))
    return connection
