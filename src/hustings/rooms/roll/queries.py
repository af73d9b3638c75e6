"""What can be asked about the roll. Whatever speaks of one member takes the actor; counts of all are for staff."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Lower

from hustings.core.values import STAFF, Actor, Role
from hustings.ground.record.declared import query
from hustings.ground.record.refusals import NotAllowed
from hustings.rooms.roll.columns import LOCAL_COLUMNS, MEMBER_COLUMNS
from hustings.rooms.roll.files import Table
from hustings.rooms.roll.models import Local, LocalCount, Member, Snapshot, SnapshotMember
from hustings.rooms.roll.problems import Problems
from hustings.rooms.roll.refusals import NoSnapshot, NoSuchLocal, NotOnTheRoll, RollShrinks, SnapshotDamaged
from hustings.rooms.roll.staging import Difference, difference, stage, staging_tables

KEEPERS = frozenset({Role.DIRECTOR, Role.ELECTION_OFFICER, Role.SYSTEM})
"""Who may load the roll and freeze it."""

INSIDE = STAFF | {Role.BOARD, Role.TELLER, Role.OBSERVER, Role.SYSTEM}
"""Who may see how many members a local has."""

LISTERS = frozenset({Role.DIRECTOR, Role.OFFICER, Role.ELECTION_OFFICER, Role.SYSTEM})
"""Who may have a lottery drawn from the roll."""

ADDRESSERS = frozenset({Role.ELECTION_OFFICER, Role.SYSTEM})
"""Who may write to members."""


@dataclass(frozen=True, slots=True)
class LocalView:
    """A local and how many members (of every status) it has."""

    code: str
    number: str
    name: str
    city: str
    state: str
    n_members: int

    @property
    def place(self) -> str:
        """City and state as one text, either of which may be unknown."""
        return ", ".join(part for part in (self.city, self.state) if part)


@dataclass(frozen=True, slots=True)
class RollCounts:
    """The roll as last imported."""

    n_members: int
    n_locals: int
    by_status: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SnapshotView:
    """What is public of a snapshot; small locals and small reasons stand together."""

    code: str
    cycle: str
    record_on: date
    n_members: int
    n_eligible: int
    n_not_eligible: Mapping[str, int]
    by_local: Mapping[str, int]
    digest: str
    rule: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether one member may vote in a cycle, and if not, why not."""

    number: str
    local: str
    eligible: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Electorate:
    """Members of a local in a snapshot, and how many of them may vote."""

    local: str
    n_members: int
    n_eligible: int


class Elector(NamedTuple):
    """Somebody who may vote, and the e-mail address in the last import; empty if none, or if she has left."""

    number: str
    local: str
    email: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """What the credential office is given: who may vote, and the secret by which it checks them against the record."""

    snapshot: str
    salt: str
    digest: str
    electors: Iterator[Elector]


class Profile(NamedTuple):
    """What the roll knows of a member that may count in a lottery; `state` is the local's where hers is not known."""

    local: str
    number: str
    state: str
    status: str
    joined_on: date


@query(may=KEEPERS)
def check_roll(
    *,
    locals_csv: Path,
    members_csv: Path,
    may_leave: int | None = None,
    errors: Path | None = None,
    actor: Actor,
) -> Difference:
    """A dry run of an import: the same checks, nothing changed.

    Raises: what `import_roll` raises.
    """
    with transaction.atomic(), staging_tables(), Problems(errors) as problems:
        locals_table, members_table = Table(locals_csv, LOCAL_COLUMNS), Table(members_csv, MEMBER_COLUMNS)
        stage(locals_table, members_table, problems)
        found = difference()
    require_few_leave(found, may_leave, members_csv.name)
    return found


def require_few_leave(found: Difference, may_leave: int | None, file: str) -> None:
    """Without a number said beforehand, at most a tenth of the roll may be missing from a new file.

    Raises: RollShrinks.
    """
    most = found.n_members // 10 if may_leave is None else may_leave
    if found.n_left > most:
        raise RollShrinks(n_left=found.n_left, n_members=found.n_members, file=file, where=file)


@query(may=INSIDE)
def counts(*, actor: Actor) -> RollCounts:
    """How many members and locals the roll has."""
    rows = LocalCount.objects.values_list("status").annotate(n=Sum("n_members")).order_by("status")
    by_status = dict(rows)
    return RollCounts(sum(by_status.values()), Local.objects.count(), by_status)


@query(may=INSIDE)
def all_locals(*, actor: Actor) -> tuple[LocalView, ...]:
    """Every local, in order of codes."""
    rows = Local.objects.annotate(n=Sum("counts__n_members")).order_by("code")
    return tuple(_local(row, row.n or 0) for row in rows)


@query(may=INSIDE)
def local_of(*, local: str, actor: Actor) -> LocalView:
    """One local by its code. Raises: NoSuchLocal."""
    row = Local.objects.filter(pk=local).first()
    if row is None:
        raise NoSuchLocal(local=local, where="local")
    n_members = row.counts.aggregate(n=Sum("n_members"))["n"]
    return _local(row, n_members or 0)


def _local(row: Local, n_members: int) -> LocalView:
    return LocalView(row.code, row.number, row.name, row.city, row.state, n_members)


@query()
def snapshot_of(*, cycle: str) -> SnapshotView:
    """What is public of a cycle's snapshot. Raises: NoSnapshot."""
    row = _snapshot(cycle)
    return SnapshotView(
        row.code,
        row.cycle,
        row.record_on,
        row.n_members,
        row.n_eligible,
        row.n_not_eligible,
        row.by_local,
        row.digest,
        row.rule,
    )


@query(may={Role.ELECTION_OFFICER, Role.MEMBER})
def eligibility_of(*, cycle: str, number: str, actor: Actor) -> Eligibility:
    """Whether a member may vote in a cycle, and why not. A member may ask about herself only (her scope is her number).

    Raises: NoSnapshot, NotOnTheRoll, NotAllowed.
    """
    if Role.ELECTION_OFFICER not in actor.roles and actor.scope != number:
        raise NotAllowed(allowed=str(Role.ELECTION_OFFICER))
    row = SnapshotMember.objects.filter(snapshot=_snapshot(cycle), number=number).first()
    if row is None:
        raise NotOnTheRoll
    return Eligibility(row.number, row.local, not row.reason, row.reason)


@query(may=Role.MEMBER)
def status_of(*, number: str, actor: Actor) -> str:
    """A member's status as the last import says it, asked by herself; empty if the roll does not have her.

    Raises: NotAllowed.
    """
    if actor.scope != number:
        raise NotAllowed(allowed=str(Role.MEMBER))
    return Member.objects.filter(number=number).values_list("status", flat=True).first() or ""


@query(may=Role.ELECTION_OFFICER)
def eligible_numbers(*, cycle: str, actor: Actor) -> tuple[str, ...]:
    """The sorted member numbers of everybody eligible, for the credential office, checked against the digest first.

    Raises: NoSnapshot, SnapshotDamaged.
    """
    row = _snapshot(cycle)
    found = SnapshotMember.objects.filter(snapshot=row, reason="").values_list("number", flat=True)
    numbers = tuple(sorted(found.iterator(chunk_size=10_000)))
    if digest_of(row.salt, numbers) != row.digest:
        raise SnapshotDamaged(snapshot=row.code, where=cycle)
    return numbers


@query(may=Role.ELECTION_OFFICER)
def hand_over(*, cycle: str, actor: Actor) -> HandOver:
    """Everybody who may vote, in order of numbers, for the credential office, checked against the digest first.

    Raises: NoSnapshot, SnapshotDamaged.
    """
    eligible_numbers(cycle=cycle, actor=actor)
    row = _snapshot(cycle)
    address = Member.objects.filter(number=OuterRef("number")).values("email")
    rows = SnapshotMember.objects.filter(snapshot=row, reason="").order_by("number")
    told = rows.annotate(email=Coalesce(Subquery(address), Value(""))).values_list("number", "local", "email")
    return HandOver(row.code, row.salt, row.digest, (Elector(*each) for each in told.iterator(chunk_size=10_000)))


@query(may=LISTERS)
def profiles(*, cycle: str, statuses: Collection[str], actor: Actor) -> Iterator[Profile]:
    """Every member of these statuses as last imported, in no order; of a frozen cycle only who may vote in it.

    Raises: NotAllowed.
    """
    rows = Member.objects.filter(status__in=sorted(statuses))
    snapshot = Snapshot.objects.filter(cycle=cycle).first()
    if snapshot is not None:
        rows = rows.filter(number__in=SnapshotMember.objects.filter(snapshot=snapshot, reason="").values("number"))
    told = rows.values_list("local_id", "number", "state", "local__state", "status", "joined_on")
    for local, number, state, home, status, joined_on in told.iterator(chunk_size=10_000):
        yield Profile(local, number, state or home, status, joined_on)


@query(may=ADDRESSERS)
def addresses_of(*, numbers: Collection[str], actor: Actor) -> Mapping[str, str]:
    """The e-mail addresses of these members, by number; who has none is left out. Raises: NotAllowed."""
    wanted = list(numbers)
    found: dict[str, str] = {}
    for first in range(0, len(wanted), 500):
        rows = Member.objects.filter(number__in=wanted[first : first + 500]).exclude(email="")
        found |= dict(rows.values_list("number", "email"))
    return found


@query(may=ADDRESSERS)
def mailing_list(*, statuses: Collection[str], actor: Actor) -> Iterator[str]:
    """The distinct e-mail addresses of the members of these statuses, in order; members who share one count once.

    Raises: NotAllowed.
    """
    rows = Member.objects.filter(status__in=sorted(statuses)).exclude(email="")
    folded = rows.annotate(address=Lower("email")).order_by("address").values_list("address", flat=True)
    yield from folded.distinct().iterator(chunk_size=10_000)


@query(may=INSIDE)
def electorate_by_local(*, cycle: str, actor: Actor) -> tuple[Electorate, ...]:
    """Exact numbers per local, in order of codes; not for publication. Raises: NoSnapshot."""
    rows = _snapshot(cycle).electorate.order_by("local")
    return tuple(Electorate(row.local, row.n_members, row.n_eligible) for row in rows)


def digest_of(salt: str, numbers: Iterable[str]) -> str:
    """SHA-256 of the salt's bytes, then each number followed by one newline, in the order given; 64 hex digits."""
    hashed = hashlib.sha256(bytes.fromhex(salt))
    for number in numbers:
        hashed.update(f"{number}\n".encode())
    return hashed.hexdigest()


def _snapshot(cycle: str) -> Snapshot:
    row = Snapshot.objects.filter(cycle=cycle).first()
    if row is None:
        raise NoSnapshot(cycle=cycle, where=cycle)
    return row
