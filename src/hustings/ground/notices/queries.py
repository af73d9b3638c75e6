"""The outbox as staff see it."""

from dataclasses import dataclass
from datetime import datetime

from hustings.core.values import STAFF, Actor, Role
from hustings.ground.notices.models import Letter
from hustings.ground.record.declared import query


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter. `state` is waiting, sent, kept or failed."""

    id: int
    cycle: str
    about: str
    to: str
    subject: str
    state: str
    problem: str
    queued_at: datetime
    sent_at: datetime | None


@query(may=STAFF | {Role.SYSTEM})
def outbox(*, cycle: str, actor: Actor) -> tuple[LetterView, ...]:
    """The letters of a cycle, the latest first."""
    return tuple(_view(row) for row in Letter.objects.filter(cycle=cycle).order_by("-queued_at", "-pk"))


@query(may={Role.SYSTEM})
def waiting(*, actor: Actor) -> tuple[LetterView, ...]:
    """Every letter that waits, the oldest first."""
    return tuple(_view(row) for row in Letter.objects.filter(state="waiting").order_by("pk"))


def _view(row: Letter) -> LetterView:
    return LetterView(
        row.pk, row.cycle, row.about, row.to, row.subject, row.state, row.problem, row.queued_at, row.sent_at
    )
