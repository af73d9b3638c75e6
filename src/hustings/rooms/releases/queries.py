"""What can be asked about releases."""

from dataclasses import dataclass
from datetime import datetime

from hustings.core.values import STAFF, Actor
from hustings.ground.record.declared import query
from hustings.rooms.releases.models import Release


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """A release; `issued_at` is None while it waits for clearance."""

    code: str
    audience: str
    about: str
    title: str
    text: str
    drafted_by: str
    issued_at: datetime | None


@query(may=STAFF)
def releases_of(*, cycle: str, actor: Actor) -> tuple[ReleaseView, ...]:
    """Every release of a cycle, drafts too, the latest first."""
    rows = Release.objects.filter(cycle=cycle).order_by("-pk")
    return tuple(
        ReleaseView(row.code, row.audience, row.about, row.title, row.text, row.drafted_by, row.issued_at)
        for row in rows
    )
