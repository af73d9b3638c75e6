"""The agenda of a roundtable: items with their minutes, the same number of minutes for every candidate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hustings.core.hearings import Speaker
from hustings.core.phases import FIELDING
from hustings.core.typed import count, one_line, paragraphs
from hustings.core.values import Actor, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.invitations.refusals import NothingDiffers
from hustings.rooms.roundtables.actions.rows import DESK, scheduled
from hustings.rooms.roundtables.models import CANCELLED, Agenda, Roundtable
from hustings.rooms.roundtables.refusals import AgendaDiffers, AgendaEmpty, AgendaTooLong


@dataclass(frozen=True, slots=True)
class Item:
    """One item: what, how many minutes, and whose time it is."""

    text: str
    minutes: int
    by: Speaker


@action(may=DESK, phases=FIELDING, records="agenda.adopted", visibility=Visibility.PUBLIC)
def adopt_agenda(
    *, cycle: str, roundtable: str, items: Sequence[Item], differs_because: str = "", actor: Actor, at: datetime
) -> Done[int]:
    """Adopt the agenda of a roundtable; the answer is its version. A later version replaces it until it is held.

    Where the candidate gets other minutes than candidates of other roundtables that were not cancelled, the reason
    `differs_because` is needed and published.

    Raises: NoSuchRoundtable, NotScheduled, AgendaEmpty, AgendaTooLong, AgendaDiffers, NothingDiffers, TextMissing,
    NumberOutOfRange.
    """
    row = scheduled(cycle, roundtable)
    listed = [
        {
            "text": one_line(item.text, field="item"),
            "minutes": count(item.minutes, field="minutes", least=1, most=row.minutes),
            "by": str(item.by),
        }
        for item in items
    ]
    mine = sum(item.minutes for item in items if item.by is Speaker.CANDIDATE)
    total = sum(item.minutes for item in items)
    if not mine:
        raise AgendaEmpty(where=roundtable)
    if total > row.minutes:
        raise AgendaTooLong(total=total, minutes=row.minutes, where=roundtable)
    because = paragraphs(differs_because, field="differs_because", required=False)
    _check_equal(row, mine, because)
    version = row.agendas.count() + 1
    Agenda.objects.create(
        roundtable=row, version=version, items=listed, minutes_candidate=mine, differs_because=because, adopted_at=at
    )
    body = {"roundtable": roundtable, "candidate": row.candidate, "version": version, "items": listed}
    extra = {"differs_because": because} if because else {}
    return Done(version, subject=roundtable, body=body | {"minutes_candidate": mine} | extra)


def _check_equal(row: Roundtable, mine: int, because: str) -> None:
    """Raises: AgendaDiffers, NothingDiffers."""
    others = Agenda.objects.filter(roundtable__cycle=row.cycle_id).exclude(roundtable=row)
    latest: dict[str, int] = {}
    for agenda in others.exclude(roundtable__state=CANCELLED).select_related("roundtable").order_by("pk"):
        latest[agenda.roundtable.code] = agenda.minutes_candidate
    differing = {code: minutes for code, minutes in sorted(latest.items()) if minutes != mine}
    if differing and not because:
        code, minutes = next(iter(differing.items()))
        raise AgendaDiffers(minutes=mine, other=code, others=minutes, where=row.code)
    if because and not differing:
        raise NothingDiffers(where=row.code)
