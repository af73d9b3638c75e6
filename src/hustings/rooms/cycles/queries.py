"""What can be asked about cycles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hustings.core.phases import Phase
from hustings.core.values import Kind
from hustings.ground.record.declared import query
from hustings.ground.record.queries import chain_of
from hustings.ground.record.refusals import NoSuchCycle
from hustings.rooms.cycles.models import CalendarDate, Cycle, Rulebook
from hustings.rooms.cycles.refusals import NoRulebook


@dataclass(frozen=True, slots=True)
class CycleView:
    """A cycle as it stands."""

    code: str
    title: str
    organisation: str
    contest: str
    election_on: date
    kind: Kind
    phase: Phase


@dataclass(frozen=True, slots=True)
class DateView:
    """A date of the calendar with the days it had before, oldest first."""

    key: str
    label: str
    on: date
    earlier: tuple[date, ...]
    reason: str


@query()
def cycle_of(*, cycle: str) -> CycleView:
    """One cycle. Raises: NoSuchCycle."""
    row = Cycle.objects.filter(pk=cycle).first()
    if row is None:
        raise NoSuchCycle(cycle=cycle)
    chain = chain_of(cycle=cycle)
    return CycleView(
        row.code, row.title, row.organisation, row.contest, row.election_on, chain.kind, Phase(chain.phase)
    )


@query()
def cycles() -> tuple[CycleView, ...]:
    """Every cycle, the latest first."""
    return tuple(
        cycle_of(cycle=code) for code in Cycle.objects.order_by("-opened_at", "code").values_list("pk", flat=True)
    )


@query()
def rulebook_of(*, cycle: str) -> Mapping[str, Any]:
    """The rules in force. Raises: NoRulebook."""
    rulebook = Rulebook.objects.filter(cycle=cycle).order_by("-version").first()
    if rulebook is None:
        raise NoRulebook(cycle=cycle)
    return {"version": rulebook.version} | dict(rulebook.rules)


@query()
def calendar_of(*, cycle: str) -> tuple[DateView, ...]:
    """The calendar in order of days; a moved date shows the days it had before and the last reason."""
    kept: dict[str, list[CalendarDate]] = {}
    for row in CalendarDate.objects.filter(cycle=cycle).order_by("pk"):
        kept.setdefault(row.key, []).append(row)
    views = [
        DateView(rows[-1].key, rows[-1].label, rows[-1].on, tuple(row.on for row in rows[:-1]), rows[-1].reason)
        for rows in kept.values()
    ]
    return tuple(sorted(views, key=lambda view: (view.on, view.key)))
