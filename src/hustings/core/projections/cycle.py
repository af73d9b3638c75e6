"""The whole projection of one cycle: what a publication snapshots and what the public door shows."""

from dataclasses import dataclass

from hustings.core.projections.calendar import CalendarDate
from hustings.core.projections.decision import Decision
from hustings.core.projections.endorsements import Endorsements
from hustings.core.projections.field import Candidate
from hustings.core.projections.gifts import Gift
from hustings.core.projections.overview import Overview
from hustings.core.projections.polls import Polls
from hustings.core.projections.releases import Publication, Release
from hustings.core.projections.roll import Roll
from hustings.core.projections.roundtables import Roundtable
from hustings.core.projections.statements import Shown
from hustings.core.projections.timeline import Item


@dataclass(frozen=True, slots=True)
class CycleProjection(Shown):
    """One cycle as everybody may see it. The treatment table is `core.treatment`, computed from the same entries."""

    overview: Overview
    field: tuple[Candidate, ...]
    calendar: tuple[CalendarDate, ...]
    roundtables: tuple[Roundtable, ...]
    roll: Roll
    polls: Polls
    decision: Decision
    gifts: tuple[Gift, ...]
    endorsements: Endorsements
    releases: tuple[Release, ...]
    publications: tuple[Publication, ...]
    timeline: tuple[Item, ...]
