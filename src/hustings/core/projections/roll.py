"""The membership behind the polls: frozen snapshots, and numbers that sources published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hustings.core.projections.statements import Correction, Shown, Statement
from hustings.core.values import Source


@dataclass(frozen=True, slots=True)
class Snapshot(Shown):
    """The roll frozen on the record date: numbers, and a digest of the list. No member stands in it.

    `rule` says who is eligible: `statuses`, `paid_up`, `joined_by`.
    """

    code: str
    record_on: str
    n_members: int | None
    n_eligible: int | None
    n_not_eligible: Mapping[str, int]
    by_local: Mapping[str, int]
    rule: Mapping[str, Any]
    digest: str
    on: str
    seq: int


@dataclass(frozen=True, slots=True)
class Membership(Shown):
    """A number of members that a source published."""

    on: str
    n_members: int | None
    what: str
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    seq: int


@dataclass(frozen=True, slots=True)
class Roll(Shown):
    """Snapshots and published numbers, oldest first."""

    snapshots: tuple[Snapshot, ...]
    membership: tuple[Membership, ...]


def roll_of(read: Iterable[Statement]) -> Roll:
    """What the record says about the membership."""
    kept = tuple(read)
    snapshots = tuple(_snapshot(entry) for entry in kept if entry.verb == "snapshot.frozen")
    return Roll(snapshots, tuple(_membership(entry) for entry in kept if entry.verb == "membership.reported"))


def _snapshot(entry: Statement) -> Snapshot:
    return Snapshot(
        code=entry.text("snapshot"),
        record_on=entry.text("record_on"),
        n_members=entry.number("n_members"),
        n_eligible=entry.number("n_eligible"),
        n_not_eligible=entry.numbers("n_not_eligible"),
        by_local=entry.numbers("by_local"),
        rule=entry.object("rule"),
        digest=entry.text("digest"),
        on=entry.on,
        seq=entry.seq,
    )


def _membership(entry: Statement) -> Membership:
    return Membership(
        entry.on, entry.number("n_members"), entry.text("what"), entry.sources, entry.corrections, entry.seq
    )
