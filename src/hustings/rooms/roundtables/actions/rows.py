"""What several actions of the room need: who may, and one roundtable by its code."""

from hustings.core.typed import paragraphs
from hustings.core.values import Role
from hustings.rooms.cycles.refusals import ReasonMissing
from hustings.rooms.roundtables.models import SCHEDULED, Roundtable
from hustings.rooms.roundtables.refusals import NoSuchRoundtable, NotScheduled

DESK = frozenset({Role.DIRECTOR, Role.OFFICER})
KEEPERS = DESK | {Role.SECRETARY}


def meeting(cycle: str, roundtable: str) -> Roundtable:
    """One roundtable. Raises: NoSuchRoundtable."""
    row = Roundtable.objects.filter(cycle=cycle, code=roundtable).first()
    if row is None:
        raise NoSuchRoundtable(cycle=cycle, roundtable=roundtable)
    return row


def scheduled(cycle: str, roundtable: str) -> Roundtable:
    """One that was neither held nor cancelled. Raises: NoSuchRoundtable, NotScheduled."""
    row = meeting(cycle, roundtable)
    if row.state != SCHEDULED:
        raise NotScheduled(roundtable=roundtable, state=row.state)
    return row


def become(row: Roundtable, state: str) -> None:
    """Keep a new state."""
    row.state = state
    row.save(update_fields=["state"])


def reason_of(reason: str, *, where: str) -> str:
    """The reason, tidied. Raises: ReasonMissing."""
    because = paragraphs(reason, field="reason", required=False)
    if not because:
        raise ReasonMissing(where=where)
    return because
