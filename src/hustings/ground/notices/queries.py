"""The outbox as staff see it, and what may leave now."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from hustings.core.canonical import sha256_hex
from hustings.core.values import STAFF, Actor, Role
from hustings.ground.notices.models import KEPT, RUNNING, SENT, WAITING, Letter, Outbox, Stopped, Wave
from hustings.ground.notices.refusals import NoSuchLetter, NoSuchWave, StopUnknown
from hustings.ground.notices.writing import html_of, text_of
from hustings.ground.record.declared import query

OFFICE = STAFF | {Role.SYSTEM}
MINUTE = timedelta(minutes=1)
_PRIVATE = re.compile(r"(?<=/)[A-Za-z0-9_-]{16,}")
"""The part of an address that is a key: staff must not see it either."""


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter. `state` is waiting, sent, kept, bounced, failed, resent, unsubscribed or called off.

    `message_id`, `sent_at` and the server's `answer` prove that it left; `resends` and `resent_as` are numbers of
    letters, or None; `forgotten`: its text is no more.
    """

    id: int
    cycle: str
    about: str
    kind: str
    to: str
    subject: str
    state: str
    problem: str
    queued_at: datetime
    sent_at: datetime | None
    again_at: datetime | None
    n_tries: int
    message_id: str
    answer: str
    wave: str
    resends: int | None
    resent_as: int | None
    can_be_stopped: bool
    forgotten: bool


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter as its reader will see it, as text and as HTML; keys in addresses are left out."""

    id: int
    kind: str
    to: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class WaveView:
    """A wave. `state` is prepared, running, paused, called off or over; `n_minutes`: about how long it still takes."""

    code: str
    title: str
    state: str
    per_minute: int
    n_letters: int
    n_waiting: int
    n_left: int
    opened_at: datetime

    @property
    def n_minutes(self) -> int:
        return -(-self.n_waiting // self.per_minute)


@dataclass(frozen=True, slots=True)
class StopView:
    """What a stop page is about: letters of a kind, from a cycle; `done`: they are stopped already."""

    cycle: str
    kind: str
    done: bool


@query(may=OFFICE)
def outbox(
    *, cycle: str, actor: Actor, state: str = "", wave: str = "", first: int = 0, most: int | None = None
) -> tuple[LetterView, ...]:
    """The letters of a cycle, the latest first: all, or those of one state or wave, `most` of them from `first` on."""
    rows = _rows(cycle, wave).filter(state=state) if state else _rows(cycle, wave)
    until = None if most is None else first + most
    return tuple(_view(row) for row in rows.order_by("-queued_at", "-pk")[first:until])


@query(may=OFFICE)
def counts(*, cycle: str, actor: Actor, wave: str = "") -> Mapping[str, int]:
    """How many letters of a cycle, or of one of its waves, are in each state."""
    rows = _rows(cycle, wave).order_by().values_list("state")
    return dict(rows.annotate(n=Count("pk")))


@query(may=OFFICE)
def letter_of(*, cycle: str, letter: int, actor: Actor) -> LetterView:
    """One letter. Raises: NoSuchLetter."""
    return _view(_row(cycle, letter))


@query(may=OFFICE)
def letter_text(*, cycle: str, letter: int, actor: Actor) -> LetterText | None:
    """A letter as its reader will see it; None once its text is forgotten. Raises: NoSuchLetter."""
    row = _row(cycle, letter)
    return _text(row) if row.text else None


@query(may=OFFICE)
def examples(*, cycle: str, actor: Actor, wave: str = "") -> tuple[tuple[int, LetterText], ...]:
    """Of every kind of letter that waits in a wave (or, without one, outside of waves): how many, and the first."""
    rows = Letter.objects.filter(cycle=cycle, state=WAITING, **({"wave__code": wave} if wave else {"wave": None}))
    kinds = rows.order_by("kind").values("kind").annotate(n=Count("pk"), first=Min("pk")).values_list("n", "first")
    return tuple((n, _text(Letter.objects.get(pk=first))) for n, first in kinds)


@query(may=OFFICE)
def held(*, cycle: str, actor: Actor) -> bool:
    """Whether letters outside of waves are held."""
    return Outbox.objects.filter(cycle=cycle, held=True).exists()


@query(may=OFFICE)
def waves_of(*, cycle: str, actor: Actor) -> tuple[WaveView, ...]:
    """The waves of a cycle, the latest first."""
    return tuple(_wave(row) for row in Wave.objects.filter(cycle=cycle).order_by("-pk"))


@query(may=OFFICE)
def wave_of(*, cycle: str, wave: str, actor: Actor) -> WaveView:
    """One wave. Raises: NoSuchWave."""
    row = Wave.objects.filter(cycle=cycle, code=wave).first()
    if row is None:
        raise NoSuchWave(wave=wave)
    return _wave(row)


@query(may={Role.SYSTEM})
def waiting(*, at: datetime, actor: Actor) -> tuple[LetterView, ...]:
    """Every letter that may leave now, the oldest first: those outside of waves whose outbox is not held, and of each
    running wave as many as this minute still allows.
    """
    rows = Letter.objects.filter(state=WAITING).filter(Q(again_at=None) | Q(again_at__lte=at)).order_by("pk")
    letters = list(rows.filter(wave=None).exclude(cycle__in=Outbox.objects.filter(held=True).values("cycle")))
    for wave in Wave.objects.filter(state=RUNNING):
        letters += rows.filter(wave=wave)[: _room(wave, at)]
    return tuple(_view(row) for row in sorted(letters, key=lambda row: row.pk))


@query(may=OFFICE)
def letter_of_message(*, message_id: str, actor: Actor) -> LetterView | None:
    """The letter that left under this Message-ID, in whichever cycle."""
    row = Letter.objects.filter(message_id=message_id).first() if message_id else None
    return _view(row) if row else None


@query()
def stop_of(*, token: str) -> StopView:
    """What the holder of a stop page's token may stop. Raises: StopUnknown."""
    row = Letter.objects.filter(stop_digest=sha256_hex(token.encode())).first()
    if row is None:
        raise StopUnknown
    return StopView(row.cycle, row.kind, Stopped.objects.filter(kind=row.kind, address__iexact=row.to).exists())


def held_because(row: Letter, at: datetime) -> str:
    """Why a waiting letter may not leave at this moment; empty if it may."""
    if row.wave is None:
        return "the outbox is held" if Outbox.objects.filter(cycle=row.cycle, held=True).exists() else ""
    if row.wave.state != RUNNING:
        return f"{row.wave.code} is {row.wave.state}"
    return "" if _room(row.wave, at) else f"{row.wave.code} sends {row.wave.per_minute} a minute"


def _room(wave: Wave, at: datetime) -> int:
    """How many letters of a wave may still be tried in this minute of the clock."""
    minute = at.replace(second=0, microsecond=0)
    n_tried = wave.letters.filter(tried_at__gte=minute, tried_at__lt=minute + MINUTE).count()
    return max(wave.per_minute - n_tried, 0)


def _rows(cycle: str, wave: str = "") -> QuerySet[Letter]:
    rows = Letter.objects.filter(cycle=cycle).select_related("wave", "resent_as")
    return rows.filter(wave__code=wave) if wave else rows


def _row(cycle: str, letter: int) -> Letter:
    row = _rows(cycle).filter(pk=letter).first()
    if row is None:
        raise NoSuchLetter(where=f"LTR-{letter}")
    return row


def _text(row: Letter) -> LetterText:
    text = _PRIVATE.sub("…", text_of(row))
    return LetterText(row.pk, row.kind, row.to, row.subject, text, html_of(row.subject, text, row.language))


def _wave(row: Wave) -> WaveView:
    states = dict(row.letters.order_by().values_list("state").annotate(n=Count("pk")))
    n_waiting, n_letters = states.get(WAITING, 0), sum(states.values())
    over = row.state == RUNNING and not n_waiting
    n_left = states.get(SENT, 0) + states.get(KEPT, 0)
    state = "over" if over else row.state
    return WaveView(row.code, row.title, state, row.per_minute, n_letters, n_waiting, n_left, row.opened_at)


def _view(row: Letter) -> LetterView:
    return LetterView(
        id=row.pk, cycle=row.cycle, about=row.about, kind=row.kind, to=row.to, subject=row.subject, state=row.state,
        problem=row.problem, queued_at=row.queued_at, sent_at=row.sent_at, again_at=row.again_at, n_tries=row.n_tries,
        message_id=row.message_id, answer=row.answer, wave=row.wave.code if row.wave else "", resends=row.resends_id,
        resent_as=row.resent_as.pk if hasattr(row, "resent_as") else None,
        can_be_stopped=bool(row.stop_digest), forgotten=not row.text,
    )  # fmt: skip
