"""The way out: an SMTP server, or a provider's own interface, as `HUSTINGS_MAIL_URL` says.

smtp://user:password@host:25          plain, for a server on this machine
smtp+starttls://user:password@host    encrypted after the greeting
smtps://user:password@host            encrypted from the start
postmark://?server_token=…            a provider by its name in django-anymail, its options as the query
"""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from smtplib import SMTP, SMTP_SSL, SMTPRecipientsRefused, SMTPResponseException
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from hustings.ground.notices.models import BOUNCED, SENT, WAITING
from hustings.ground.notices.refusals import MailWayUnknown, NoMailServer

SMTP_SCHEMES = ("smtp", "smtps", "smtp+starttls")
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
TIMEOUT = 30
ANSWER = 500
CALENDAR = "text/calendar"
TAKEN = {"sent", "queued"}
"""What a provider answers to a letter it takes, in the words of django-anymail."""
FOR_GOOD = 500
"""Answers of a mail server from this number on are final (RFC 5321 section 4.2.1)."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of one try: `state` is sent, bounced (refused for good) or waiting (to be tried again).

    `answer` is what the server said; `problem` names what went wrong; `message_id` is the provider's own, if any.
    """

    state: str
    answer: str = ""
    problem: str = ""
    message_id: str = ""


def deliver(mail: EmailMultiAlternatives, *, mail_url: str) -> Delivery:
    """Hand one mail to the server or provider. Raises: NoMailServer, MailWayUnknown."""
    if not mail_url:
        raise NoMailServer
    url = urlsplit(mail_url)
    return _by_smtp(mail, url) if url.scheme in SMTP_SCHEMES else _by_provider(mail, url)


class _Listening:
    """A connection that keeps the server's answer to the letter itself, which Python's own throws away."""

    answer = ""

    def data(self, msg: Any) -> tuple[int, bytes]:
        code, said = super().data(msg)  # type: ignore[misc]
        self.answer = _said(code, said)
        return code, said


class _Plain(_Listening, SMTP):
    pass


class _Encrypted(_Listening, SMTP_SSL):
    pass


class _Server(EmailBackend):
    @property
    def connection_class(self) -> type[SMTP]:
        return _Encrypted if self.use_ssl else _Plain


def _by_smtp(mail: EmailMultiAlternatives, url: SplitResult) -> Delivery:
    server = _Server(
        host=url.hostname or "localhost",
        port=url.port or PORTS[url.scheme],
        username=unquote(url.username or ""),
        password=unquote(url.password or ""),
        use_ssl=url.scheme == "smtps",
        use_tls=url.scheme == "smtp+starttls",
        timeout=TIMEOUT,
    )
    try:
        server.open()
        connection: Any = server.connection
        server.send_messages([mail])
    except SMTPRecipientsRefused as refused:
        return _refused(*next(iter(refused.recipients.values())))
    except SMTPResponseException as refused:
        # About the letter or the sender, not about the reader: worth another try, and staff see why.
        return Delivery(WAITING, problem=type(refused).__name__, answer=_said(refused.smtp_code, refused.smtp_error))
    except OSError as error:
        return Delivery(WAITING, problem=type(error).__name__)
    finally:
        server.close()
    return Delivery(SENT, answer=connection.answer)


def _refused(code: int, said: bytes | str) -> Delivery:
    return Delivery(BOUNCED if code >= FOR_GOOD else WAITING, answer=_said(code, said), problem="refused by the server")


def _said(code: int, said: bytes | str) -> str:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(words.split())}"[:ANSWER]


def _by_provider(mail: EmailMultiAlternatives, url: SplitResult) -> Delivery:
    provider = _provider(url)
    errors = import_module("anymail.exceptions")
    _as_file(mail)
    try:
        provider.send_messages([mail])
    except errors.AnymailRecipientsRefused as refused:
        return Delivery(BOUNCED, answer=str(refused.args[0])[:ANSWER], problem="refused by the provider")
    except (errors.AnymailError, OSError) as error:
        return Delivery(WAITING, problem=type(error).__name__)
    status = mail.anymail_status  # type: ignore[attr-defined]
    words = status.status or {"no answer"}
    answer = f"{url.scheme}: {', '.join(sorted(words))}"
    if words & TAKEN or status.message_id:
        return Delivery(SENT, answer=answer, message_id=str(status.message_id or ""))
    return Delivery(WAITING, answer=answer, problem="not taken by the provider")


def _as_file(mail: EmailMultiAlternatives) -> None:
    """Providers take text, HTML and files: there the calendar goes as a file that says what it asks for."""
    calendars = [each for each in mail.alternatives if str(each[1]).startswith(CALENDAR)]
    for content, kind in calendars:
        mail.alternatives = [each for each in mail.alternatives if each not in calendars]
        mail.attachments = []
        mail.attach("invitation.ics", content, kind)


def _provider(url: SplitResult) -> BaseEmailBackend:
    name = url.scheme.replace("-", "_")
    known = find_spec("anymail") is not None and name.isidentifier()
    if not known or find_spec(f"anymail.backends.{name}") is None:
        raise MailWayUnknown(scheme=url.scheme)
    backend: type[BaseEmailBackend] = import_module(f"anymail.backends.{name}").EmailBackend
    options: dict[str, Any] = dict(parse_qsl(url.query))
    return backend(**options)
