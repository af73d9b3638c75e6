"""Closing collections on time, so that no key of voices is kept longer than was announced."""

from hustings.core.phases import OPEN
from hustings.ground.access.actions import SYSTEM
from hustings.ground.record.queries import chain_of, now_in
from hustings.rooms.questions.actions.collecting import close_questions
from hustings.rooms.questions.models import Collection
from hustings.rooms.questions.refusals import CollectionClosed


def close_due_collections() -> tuple[str, ...]:
    """Close every collection whose time is over, by the clock of its cycle; the answer is the cycles' codes.

    Two of these may run at once: who comes second finds it closed.
    """
    closed = []
    for row in Collection.objects.filter(closed_at=None).order_by("pk"):
        at = now_in(cycle=row.cycle_id)
        if at < row.closes_at or chain_of(cycle=row.cycle_id).phase not in OPEN:
            continue
        try:
            close_questions(cycle=row.cycle_id, actor=SYSTEM, at=at)
        except CollectionClosed:
            continue
        closed.append(row.cycle_id)
    return tuple(closed)
