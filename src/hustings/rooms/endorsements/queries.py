"""What can be asked about endorsements."""

from dataclasses import dataclass

from hustings.ground.record.declared import query
from hustings.rooms.endorsements.models import Endorsement


@dataclass(frozen=True, slots=True)
class EndorsementView:
    """One act of one body; `on` is a day, a month, a year or an interval."""

    endorser: str
    level: str
    endorsee: str
    outcome: str
    on: str
    by: str
    what: str


@query()
def endorsements_of(*, cycle: str) -> tuple[EndorsementView, ...]:
    """Every act entered in a cycle, in the order of days."""
    rows = Endorsement.objects.filter(cycle=cycle).order_by("on", "pk")
    return tuple(
        EndorsementView(row.endorser, row.level, row.endorsee, row.outcome, row.on, row.by, row.what) for row in rows
    )
