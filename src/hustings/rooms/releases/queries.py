"""What can be asked about releases."""

from dataclasses import dataclass
from datetime import datetime

from hustings.core.values import STAFF, Actor
from hustings.ground.record.declared import query
from hustings.rooms.releases.models import PressTerms, Release


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """A release; `issued_at` is None while it waits for clearance, and where it was given up (`dropped_because`).

    `kind` is empty for a statement written freely, otherwise “media advisory” or “announcement”; `writers` are all who
    wrote at it, and so do not clear it.
    """

    code: str
    kind: str
    audience: str
    about: str
    title: str
    text: str
    differs_because: str
    dropped_because: str
    drafted_by: str
    writers: tuple[str, ...]
    issued_at: datetime | None
    mailed_at: datetime | None

    @property
    def can_be_mailed(self) -> bool:
        """Whether it is a statement to the members that has not gone out to them by letter."""
        return self.audience == "members" and self.issued_at is not None and self.mailed_at is None

    @property
    def waits(self) -> bool:
        """Whether it still has to be cleared."""
        return self.issued_at is None and not self.dropped_because


@dataclass(frozen=True, slots=True)
class PressTermsView:
    """How reporters register, the same for every roundtable; `hours_before` it begins is the last moment."""

    version: int
    register: str
    hours_before: int
    contact: str
    notes: str


@query(may=STAFF)
def releases_of(*, cycle: str, actor: Actor) -> tuple[ReleaseView, ...]:
    """Every release of a cycle, drafts too, the latest first."""
    return tuple(
        ReleaseView(
            code=row.code,
            kind=row.kind,
            audience=row.audience,
            about=row.about,
            title=row.title,
            text=row.text,
            differs_because=row.differs_because,
            dropped_because=row.dropped_because,
            drafted_by=row.drafted_by,
            writers=tuple(sorted({row.drafted_by, *row.writers})),
            issued_at=row.issued_at,
            mailed_at=row.mailed_at,
        )
        for row in Release.objects.filter(cycle=cycle).order_by("-pk")
    )


@query(may=STAFF)
def press_terms_of(*, cycle: str, actor: Actor) -> PressTermsView | None:
    """How reporters register, as last adopted; None where nobody has said it yet."""
    row = PressTerms.objects.filter(cycle=cycle).order_by("-version").first()
    if row is None:
        return None
    return PressTermsView(row.version, row.register, row.hours_before, row.contact, row.notes)
