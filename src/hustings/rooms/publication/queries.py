"""What the public may see, as of any publication."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hustings.core.chain import Entry
from hustings.core.projections import CycleProjection, project
from hustings.core.treatment import TreatmentTable, treatment_table
from hustings.ground.record.declared import query
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.publication.models import Publication
from hustings.rooms.publication.refusals import NotPublished


@dataclass(frozen=True, slots=True)
class Moment:
    """A publication: its code, when it was made, and how many entries of the record it shows."""

    cycle: str
    code: str
    made_at: datetime
    n_entries: int
    note: str


@dataclass(frozen=True, slots=True)
class Published:
    """A cycle as of one publication. `latest` is False for a page with an as-of date that was superseded."""

    moment: Moment
    latest: bool
    entries: tuple[Entry, ...]
    page: CycleProjection

    @property
    def treatment(self) -> TreatmentTable:
        """The equal-treatment table of the same entries."""
        return treatment_table(self.entries)


@query()
def published(*, cycle: str, as_of: date | None = None) -> Published:
    """The latest publication of a cycle, or the last one made on or before `as_of` (a day in UTC).

    Raises: NotPublished.
    """
    rows = Publication.objects.filter(cycle=cycle)
    newest = rows.last()
    if as_of is not None:
        end = datetime.combine(as_of + timedelta(days=1), time(), UTC)
        rows = rows.filter(made_at__lt=end)
    row = rows.last()
    if row is None or newest is None:
        raise NotPublished(when=f"on {as_of.isoformat()}" if as_of else "yet", where=cycle)
    entries = publishable_entries(cycle=cycle, up_to=row.n_entries)
    return Published(_moment(row), row.pk == newest.pk, entries, project(entries))


@query()
def moments(*, cycle: str) -> tuple[Moment, ...]:
    """Every publication of a cycle, the latest first."""
    return tuple(_moment(row) for row in reversed(Publication.objects.filter(cycle=cycle)))


@query()
def published_cycles() -> tuple[Published, ...]:
    """Every cycle that has been published, the one published last first."""
    codes: Mapping[str, datetime] = dict(Publication.objects.order_by("made_at").values_list("cycle", "made_at"))
    order = sorted(codes, key=lambda code: (codes[code], code), reverse=True)
    return tuple(published(cycle=code) for code in order)


def _moment(row: Publication) -> Moment:
    return Moment(row.cycle, row.code, row.made_at, row.n_entries, row.note)
