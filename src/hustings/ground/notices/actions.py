"""Write a letter into the outbox, and send what waits there."""

from datetime import datetime
from email.utils import formatdate, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

from hustings.core.canonical import sha256_hex
from hustings.core.values import STAFF, Actor, Kind, Role, Visibility
from hustings.ground.notices.models import Letter
from hustings.ground.notices.refusals import NoMailServer, NoSuchLetter, RealAddressInRehearsal
from hustings.ground.record.declared import Done, action
from hustings.ground.record.models import Chain

STAMP = "REHEARSAL: "
MAX_TRIES = 5
GONE = ("sent", "kept")


@action(may=STAFF | {Role.SYSTEM}, records="letter.queued", visibility=Visibility.STAFF, sourced=False)
def queue_letter(
    *, cycle: str, to: str, about: str, subject: str, text: str, calendar: str = "", actor: Actor, at: datetime
) -> Done[int]:
    """Put a letter into the outbox; it leaves with the next `hustings tick`. The record gets a digest, never the
    address.

    Raises: RealAddressInRehearsal.
    """
    rehearsal = Chain.objects.get(pk=cycle).kind == Kind.REHEARSAL
    if rehearsal and not to.endswith(".example"):
        raise RealAddressInRehearsal(where=about)
    if rehearsal and not subject.startswith(STAMP):
        subject = STAMP + subject
    letter = Letter.objects.create(
        cycle=cycle, about=about, to=to, subject=subject, text=text, calendar=calendar, queued_at=at
    )
    body = {"letter": f"LTR-{letter.pk}", "about": about, "text_digest": sha256_hex(text.encode())}
    return Done(letter.pk, subject=about, body=body)


@action(may={Role.SYSTEM}, records="letter.sent", visibility=Visibility.STAFF, sourced=False)
def send_letter(*, cycle: str, letter: int, folder: Path, actor: Actor, at: datetime) -> Done[str]:
    """Send one waiting letter, or keep it in `folder` if the cycle is a rehearsal. The answer is its new state.

    Raises: NoSuchLetter, NoMailServer.
    """
    row = Letter.objects.select_for_update().filter(pk=letter, cycle=cycle, state="waiting").first()
    if row is None:
        raise NoSuchLetter(where=f"LTR-{letter}")
    mail = _mail(row)
    row.n_tries += 1
    if Chain.objects.get(pk=cycle).kind == Kind.REHEARSAL:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"LTR-{row.pk}.eml").write_bytes(mail.message().as_bytes())
        row.state = "kept"
    else:
        row.state, row.problem = _deliver(mail, row.n_tries)
    if row.state in GONE:
        row.text = row.calendar = ""  # private links stand in letters; the record keeps the text's digest
    row.sent_at = at
    row.save()
    body = {"letter": f"LTR-{row.pk}", "about": row.about, "state": row.state, "n_tries": row.n_tries}
    return Done(row.state, subject=row.about, body=body)


def _mail(row: Letter) -> EmailMultiAlternatives:
    headers = {"Message-ID": make_msgid(idstring=f"LTR-{row.pk}", domain="hustings"), "Date": formatdate(usegmt=True)}
    mail = EmailMultiAlternatives(row.subject, row.text, settings.CONFIG.mail_from, [row.to], headers=headers)
    if row.calendar:
        mail.attach("invitation.ics", row.calendar, "text/calendar; method=REQUEST")
    return mail


def _deliver(mail: EmailMultiAlternatives, n_tries: int) -> tuple[str, str]:
    """Hand a mail to the server that the settings name; a failure is kept with its kind and tried again later."""
    if not settings.CONFIG.mail_url:
        raise NoMailServer
    url = urlsplit(settings.CONFIG.mail_url)
    backend = EmailBackend(
        host=url.hostname or "localhost",
        port=url.port or (465 if url.scheme == "smtps" else 25),
        username=unquote(url.username or ""),
        password=unquote(url.password or ""),
        use_ssl=url.scheme == "smtps",
        timeout=30,
    )
    try:
        backend.send_messages([mail])
    except OSError as error:
        return ("failed" if n_tries >= MAX_TRIES else "waiting"), type(error).__name__
    return "sent", ""
