"""Write letters into the outbox, let them leave singly or in waves, and keep what became of each."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Lower

from hustings.core.canonical import sha256_hex
from hustings.core.typed import count, one_line
from hustings.core.values import STAFF, Actor, Kind, Role, Visibility
from hustings.ground.notices.models import (
    BOUNCED,
    DROPPED,
    FAILED,
    KEPT,
    PAUSED,
    PREPARED,
    RESENT,
    RUNNING,
    SENT,
    STOPPED,
    WAITING,
    Letter,
    Outbox,
    Stopped,
    Wave,
)
from hustings.ground.notices.queries import held_because
from hustings.ground.notices.refusals import (
    LetterGone,
    LetterHeld,
    NoSuchLetter,
    NoSuchWave,
    NothingWaits,
    RealAddressInRehearsal,
    StopUnknown,
    TextForgotten,
    WaveNotOpen,
)
from hustings.ground.notices.sending import Delivery, deliver
from hustings.ground.notices.writing import mail_of
from hustings.ground.record.declared import Done, action
from hustings.ground.record.models import Chain

STAMP = "REHEARSAL: "
TOKEN = "TOKEN"
"""Stands in the address of a stop page where the letter's own token goes."""
AGAIN = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""How long a letter that could not be handed over waits before the next try; after the last it has failed."""
MAX_TRIES = len(AGAIN) + 1
GONE = (SENT, KEPT)
RESENDABLE = (BOUNCED, FAILED, SENT, KEPT)
MOST_PER_MINUTE = 10_000
AT_ONCE = 500
"""Addresses in one statement of a letter to many."""
OFFICE = STAFF | {Role.SYSTEM}


@action(may=OFFICE, records="letter.queued", visibility=Visibility.STAFF, sourced=False)
def queue_letter(
    *,
    cycle: str,
    to: str,
    about: str,
    subject: str,
    text: str,
    calendar: str = "",
    kind: str = "",
    stop_page: str = "",
    wave: str = "",
    language: str = "en",
    actor: Actor,
    at: datetime,
) -> Done[int]:
    """Put a letter into the outbox; it leaves with the next `hustings tick`, or in its wave. The record gets a digest,
    never the address.

    `kind` groups letters of one sort. `stop_page`, only for letters nobody has to get: the address, with “TOKEN” in it,
    that stops this kind; who stopped it gets none. `language`: the text's own; what is added speaks it too.

    Raises: RealAddressInRehearsal, NoSuchWave, WaveNotOpen.
    """
    if Chain.objects.get(pk=cycle).kind == Kind.REHEARSAL:
        _check_invented(to, about)
        subject = subject if subject.startswith(STAMP) else STAMP + subject
    told = {"cycle": cycle, "about": about, "kind": kind, "to": to, "subject": subject, "queued_at": at}
    told |= {"text": text, "calendar": calendar, "language": language}
    letter = Letter(**told, wave=_open(cycle, wave, PREPARED) if wave else None)
    if stop_page:
        _stoppable(letter, stop_page)
        if Stopped.objects.filter(kind=kind, address__iexact=to).exists():
            letter.state = STOPPED
            _forget(letter)
    letter.save()
    return Done(letter.pk, subject=about, body=_named(letter) | {"text_digest": sha256_hex(text.encode())})


@action(may=OFFICE, records="letters.written", visibility=Visibility.STAFF, sourced=False)
def write_to_many(
    *,
    cycle: str,
    to: Iterable[str],
    about: str,
    kind: str,
    subject: str,
    text: str,
    stop_page: str,
    per_minute: int,
    language: str = "en",
    actor: Actor,
    at: datetime,
) -> Done[tuple[str, int]]:
    """Write one letter that nobody has to get to many addresses, into a wave of its own; the answer is its code and how
    many letters. Nothing leaves before the wave is started. Who stopped this kind gets none. The record gets one entry.

    Raises: RealAddressInRehearsal, TextMissing, TextTooLong, NumberOutOfRange.
    """
    wave = open_wave(cycle=cycle, title=subject, per_minute=per_minute, actor=actor, at=at)
    rehearsal = Chain.objects.get(pk=cycle).kind == Kind.REHEARSAL
    if rehearsal and not subject.startswith(STAMP):
        subject = STAMP + subject
    told: dict[str, Any] = {"cycle": cycle, "about": about, "kind": kind, "subject": subject, "text": text}
    told |= {"language": language, "queued_at": at, "wave": Wave.objects.get(cycle=cycle, code=wave)}
    addresses, n_letters, n_not_wanted = iter(to), 0, 0
    while some := list(islice(addresses, AT_ONCE)):
        wanted = _wanted(some, kind)
        for address in wanted if rehearsal else ():
            _check_invented(address, about)
        Letter.objects.bulk_create(_stoppable(Letter(to=address, **told), stop_page) for address in wanted)
        n_letters, n_not_wanted = n_letters + len(wanted), n_not_wanted + len(some) - len(wanted)
    body = {"about": about, "kind": kind, "wave": wave, "n_letters": n_letters, "n_not_wanted": n_not_wanted}
    return Done((wave, n_letters), subject=about, body=body | {"text_digest": sha256_hex(text.encode())})


@action(may={Role.SYSTEM}, records="letter.sent", visibility=Visibility.STAFF, sourced=False)
def send_letter(*, cycle: str, letter: int, folder: Path, actor: Actor, at: datetime) -> Done[str]:
    """Send one waiting letter, or keep it in `folder` if the cycle is a rehearsal. The answer is its new state.

    Raises: NoSuchLetter, LetterHeld, NoMailServer, MailWayUnknown.
    """
    row = Letter.objects.select_for_update().filter(pk=letter, cycle=cycle, state=WAITING).first()
    if row is None:
        raise NoSuchLetter(where=f"LTR-{letter}")
    if because := held_because(row, at):
        raise LetterHeld(because=because, where=f"LTR-{letter}")
    mail = mail_of(row, sender=settings.CONFIG.mail_from)
    if Chain.objects.get(pk=cycle).kind == Kind.REHEARSAL:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"LTR-{row.pk}.eml").write_bytes(mail.message().as_bytes())
        came = Delivery(KEPT)
    else:
        came = deliver(mail, mail_url=settings.CONFIG.mail_url)
    _note(row, came, at)
    row.message_id = came.message_id or str(mail.extra_headers["Message-ID"])
    row.save()
    return Done(row.state, subject=row.about, body=_named(row) | {"state": row.state, "n_tries": row.n_tries})


@action(may=OFFICE, records="letter.resent", visibility=Visibility.STAFF, sourced=False)
def resend_letter(
    *,
    cycle: str,
    letter: int,
    to: str = "",
    text: str = "",
    stop_page: str = "",
    calendar: str = "",
    actor: Actor,
    at: datetime,
) -> Done[int]:
    """Write one letter again, to another address if one is given; the answer is the new letter's number.

    One that has left is known by its digest only: its text must be given anew, with a `stop_page` (as for
    `queue_letter`) where it can be stopped. Raises: NoSuchLetter, LetterGone, TextForgotten, RealAddressInRehearsal.
    """
    old = _letter(cycle, letter)
    if old.state not in RESENDABLE:
        raise LetterGone(state=old.state, where=f"LTR-{letter}")
    stops = stop_page or old.stop_page
    if not (text or old.text) or (old.stop_digest and not stops):
        raise TextForgotten(where=f"LTR-{letter}")
    number = queue_letter(
        cycle=cycle, to=to or old.to, about=old.about, subject=old.subject, text=text or old.text,
        calendar=calendar or old.calendar, kind=old.kind, stop_page=_unsigned(stops), language=old.language,
        actor=actor, at=at,
    )  # fmt: skip
    Letter.objects.filter(pk=number).update(resends=old)
    old.state = RESENT
    _forget(old)
    old.save()
    return Done(number, subject=old.about, body=_named(old) | {"resent_as": f"LTR-{number}"})


@action(may=OFFICE, records="letter.bounced", visibility=Visibility.STAFF, sourced=False)
def note_bounce(
    *, cycle: str, letter: int, status: str = "", answer: str = "", actor: Actor, at: datetime
) -> Done[str]:
    """Note that a letter which had left came back, with the other server's status and words; the answer is its state.

    Noting it twice changes nothing. Raises: NoSuchLetter, LetterGone.
    """
    row = _letter(cycle, letter)
    if row.state not in (SENT, BOUNCED):
        raise LetterGone(state=row.state, where=f"LTR-{letter}")
    row.state, row.problem = BOUNCED, f"came back {status}".strip()[:200]
    row.answer = answer[:500] or row.answer
    row.save()
    return Done(row.state, subject=row.about, body=_named(row) | {"state": row.state, "status": status[:20]})


@action(may={Role.SYSTEM}, records="letters.stopped", visibility=Visibility.STAFF, sourced=False)
def stop_letters(*, cycle: str, token: str, actor: Actor, at: datetime) -> Done[int]:
    """Stop letters of a kind to who holds this token, at once; the answer is how many waiting ones stay unsent.

    Doing it twice is no mistake. Raises: StopUnknown.
    """
    row = Letter.objects.filter(stop_digest=sha256_hex(token.encode()), cycle=cycle).first()
    if row is None:
        raise StopUnknown
    if not Stopped.objects.filter(kind=row.kind, address__iexact=row.to).exists():
        Stopped.objects.create(kind=row.kind, address=row.to, stopped_at=at)
    waiting = Letter.objects.filter(kind=row.kind, to__iexact=row.to, state=WAITING).exclude(stop_digest="")
    n_unsent = _end(waiting, STOPPED)
    return Done(n_unsent, subject=row.about, body={"kind": row.kind, "letter": f"LTR-{row.pk}", "n_unsent": n_unsent})


@action(may=STAFF, records="outbox.held", visibility=Visibility.STAFF, sourced=False)
def hold_letters(*, cycle: str, held: bool, actor: Actor, at: datetime) -> Done[bool]:
    """Hold a cycle's letters until a wave is started, or let them leave with the next tick again."""
    Outbox.objects.update_or_create(cycle=cycle, defaults={"held": held})
    return Done(held, subject=cycle, body={"held": held})


@action(may=OFFICE, records="wave.opened", visibility=Visibility.STAFF, sourced=False)
def open_wave(
    *, cycle: str, title: str, per_minute: int, gather: bool = False, actor: Actor, at: datetime
) -> Done[str]:
    """Prepare a wave; the answer is its code, as in `WAVE-1`. Letters are queued into it, or (`gather`) every letter
    that waits outside a wave is put into it. Nothing leaves before it is started.

    Raises: TextMissing, TextTooLong, NumberOutOfRange, NothingWaits.
    """
    wave = Wave.objects.create(
        cycle=cycle,
        code=f"WAVE-{Wave.objects.filter(cycle=cycle).count() + 1}",
        title=one_line(title, field="title"),
        per_minute=count(per_minute, field="per_minute", least=1, most=MOST_PER_MINUTE),
        opened_at=at,
    )
    loose = Letter.objects.filter(cycle=cycle, state=WAITING, wave=None)
    n_letters = loose.update(wave=wave) if gather else 0
    if gather and not n_letters:
        raise NothingWaits
    body = {"wave": wave.code, "title": wave.title, "per_minute": wave.per_minute, "n_letters": n_letters}
    return Done(wave.code, subject=wave.code, body=body)


@action(may=STAFF, records="wave.started", visibility=Visibility.STAFF, sourced=False)
def start_wave(*, cycle: str, wave: str, actor: Actor, at: datetime) -> Done[int]:
    """Let a wave leave, for the first time or after a pause; the answer is how many letters wait in it.

    Raises: NoSuchWave, WaveNotOpen.
    """
    row = _become(cycle, wave, RUNNING, PREPARED, PAUSED)
    n_waiting = row.letters.filter(state=WAITING).count()
    return Done(n_waiting, subject=wave, body={"wave": wave, "n_waiting": n_waiting})


@action(may=STAFF, records="wave.paused", visibility=Visibility.STAFF, sourced=False)
def pause_wave(*, cycle: str, wave: str, actor: Actor, at: datetime) -> Done[int]:
    """Let no further letter of a wave leave until it is started again; the answer is how many wait.

    Raises: NoSuchWave, WaveNotOpen.
    """
    row = _become(cycle, wave, PAUSED, RUNNING)
    n_waiting = row.letters.filter(state=WAITING).count()
    return Done(n_waiting, subject=wave, body={"wave": wave, "n_waiting": n_waiting})


@action(may=STAFF, records="wave.called-off", visibility=Visibility.STAFF, sourced=False)
def call_off_wave(*, cycle: str, wave: str, reason: str, actor: Actor, at: datetime) -> Done[int]:
    """Give up the letters of a wave that have not left; the answer is how many.

    Raises: NoSuchWave, WaveNotOpen, TextMissing, TextTooLong.
    """
    because = one_line(reason, field="reason")
    row = _become(cycle, wave, DROPPED, PREPARED, RUNNING, PAUSED)
    n_unsent = _end(row.letters.filter(state=WAITING), DROPPED)
    return Done(n_unsent, subject=wave, body={"wave": wave, "n_unsent": n_unsent, "reason": because})


def _wanted(addresses: list[str], kind: str) -> list[str]:
    """Those of the addresses at which nobody stopped letters of this kind."""
    folded = [address.lower() for address in addresses]
    known = Stopped.objects.annotate(folded=Lower("address")).filter(kind=kind, folded__in=folded)
    stopped = set(known.values_list("folded", flat=True))
    return [address for address in addresses if address.lower() not in stopped]


def _stoppable(letter: Letter, stop_page: str) -> Letter:
    """The letter with an address of its own that stops such letters."""
    token = token_urlsafe(24)
    letter.stop_page, letter.stop_digest = stop_page.replace(TOKEN, token), sha256_hex(token.encode())
    return letter


def _check_invented(to: str, about: str) -> None:
    if not to.endswith(".example"):
        raise RealAddressInRehearsal(where=about)


def _note(row: Letter, came: Delivery, at: datetime) -> None:
    """What came of a try, on the letter. One that left forgets its text; one that came back at once keeps it."""
    row.n_tries += 1
    row.tried_at, row.state, row.problem, row.answer = at, came.state, came.problem, came.answer
    if row.state == WAITING and row.n_tries >= MAX_TRIES:
        row.state = FAILED
    row.again_at = at + AGAIN[row.n_tries - 1] if row.state == WAITING else None
    if row.state in GONE:
        row.sent_at = at
        _forget(row)


def _forget(row: Letter) -> None:
    """Private addresses stand in letters; the record keeps the text's digest."""
    row.text = row.calendar = row.stop_page = ""


def _unsigned(stop_page: str) -> str:
    """A stop page as it is given for a new letter: with the place for a token instead of the last one."""
    before, _slash, last = stop_page.rstrip("/").rpartition("/")
    return f"{before}/{TOKEN}/" if last else ""


def _end(rows: QuerySet[Letter], state: str) -> int:
    return rows.update(state=state, text="", calendar="", stop_page="")


def _named(row: Letter) -> dict[str, Any]:
    """What the record says of every letter; never to whom."""
    return {"letter": f"LTR-{row.pk}", "about": row.about} | ({"kind": row.kind} if row.kind else {})


def _letter(cycle: str, letter: int) -> Letter:
    row = Letter.objects.select_for_update().filter(pk=letter, cycle=cycle).first()
    if row is None:
        raise NoSuchLetter(where=f"LTR-{letter}")
    return row


def _open(cycle: str, wave: str, *states: str) -> Wave:
    row = Wave.objects.select_for_update().filter(cycle=cycle, code=wave).first()
    if row is None:
        raise NoSuchWave(wave=wave)
    if row.state not in states:
        raise WaveNotOpen(wave=wave, state=row.state)
    return row


def _become(cycle: str, wave: str, state: str, *states: str) -> Wave:
    row = _open(cycle, wave, *states)
    row.state = state
    row.save(update_fields=["state"])
    return row
