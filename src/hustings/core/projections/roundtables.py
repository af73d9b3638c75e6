"""The roundtables: scheduled, moved, held, with topics, attendance, minutes and what candidates committed to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hustings.core.projections.statements import Change, Correction, Shown, Statement
from hustings.core.values import Source


@dataclass(frozen=True, slots=True)
class Commitment(Shown):
    """What a candidate promised at a roundtable, in the words of the minutes."""

    seq: int
    words: str
    topic: str


@dataclass(frozen=True, slots=True)
class Roundtable(Shown):
    """One roundtable. `status` is scheduled, moved, cancelled or held; for a reported one the source's words verbatim.

    `on` is its day as now known (a day, or an interval of a report); `starts_at` is UTC, `zone` where it takes place.
    `history` holds every status with its day, oldest first. Numbers that nobody recorded are None.
    """

    code: str
    candidate: str
    name: str
    status: str
    on: str
    starts_at: str
    zone: str
    minutes: int | None
    place: str
    audience: str
    press: str
    topics: tuple[str, ...]
    n_leaders: int | None
    n_members: int | None
    n_questions: int | None
    summary: str
    minutes_digest: str
    commitments: tuple[Commitment, ...]
    history: tuple[Change, ...]
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int
