"""The polls: three methods that are never added up or set beside each other as if they measured the same.

A straw poll counts those present in the locals; a secret poll counts the members who voted; a reported poll is somebody else's
figure. Each has its own n, and each says what it can and cannot tell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hustings.core.projections.statements import Correction, Shown, Statement
from hustings.core.values import Source

N_NOT_PUBLISHED = "n not published"

STRAW_CAN = "How those present at the counted meetings voted."
STRAW_CANNOT = "What members who were not present think; only locals that returned a confirmed sheet are in it."
SECRET_CAN = "How the members who voted decided; everybody can recompute it from the archive."
SECRET_CANNOT = "What members who did not vote think, or how any member or small group voted."


@dataclass(frozen=True, slots=True)
class Sheet(Shown):
    """A local's return sheet. `confirmed`: a second teller confirmed it; only confirmed sheets are counted."""

    code: str
    local: str
    place: str
    counts: Mapping[str, int]
    n_present: int | None
    held_on: str
    confirmed: bool
    corrections: tuple[Correction, ...]
    seq: int


@dataclass(frozen=True, slots=True)
class StrawPoll(Shown):
    """A straw poll in the locals. `totals` and `n` (votes on counted sheets) stand only once it is closed; `status` is open or closed."""

    code: str
    question: str
    options: tuple[str, ...]
    opens_on: str
    closes_on: str
    status: str
    n: int | None
    totals: Mapping[str, int]
    n_sheets: int | None
    n_locals: int | None
    sheets: tuple[Sheet, ...]
    can: str
    cannot: str
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int


@dataclass(frozen=True, slots=True)
class BoxHead(Shown):
    """The ballot box's head as published: at its opening, while running, at closing."""

    seq: int
    on: str
    moment: str
    head: str
    n_ballots: int | None


@dataclass(frozen=True, slots=True)
class FieldChange(Shown):
    """A candidate changed while the poll ran, and the rule that was applied: void, keep or re-open."""

    seq: int
    on: str
    candidate: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class SecretPoll(Shown):
    """The secret poll. `counts` is parallel to `answers` and empty until counted; `status` is declared, open, closed or counted.

    `n` is the number of members whose vote counted, `n_ballots` that of ballots cast (a member may vote again).
    """

    code: str
    question: str
    answers: tuple[str, ...]
    opens_at: str
    closes_at: str
    status: str
    n: int | None
    n_credentials: int | None
    n_ballots: int | None
    counts: tuple[int, ...]
    fingerprint: str
    uuid: str
    heads: tuple[BoxHead, ...]
    field_changes: tuple[FieldChange, ...]
    head: str
    archive: str
    archive_digest: str
    can: str
    cannot: str
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int


@dataclass(frozen=True, slots=True)
class Share(Shown):
    """An option and its share as published, such as "44.3"."""

    option: str
    percent: str


@dataclass(frozen=True, slots=True)
class ReportedPoll(Shown):
    """A poll as somebody published it. `n` is None where it was not published; `n_words` then says so."""

    code: str
    name: str
    method: str
    opened_on: str
    closed_on: str
    population: str
    n: int | None
    n_words: str
    results: tuple[Share, ...]
    limits: str
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int


@dataclass(frozen=True, slots=True)
class Polls(Shown):
    """The three methods apart, each in the order of opening."""

    straw: tuple[StrawPoll, ...]
    secret: tuple[SecretPoll, ...]
    reported: tuple[ReportedPoll, ...]
