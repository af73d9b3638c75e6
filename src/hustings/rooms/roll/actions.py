"""What can be done to the roll: import it whole, freeze it on the record date, restate a published membership."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from hustings.core.phases import AFTER_CALL, OPEN
from hustings.core.values import Actor, Days, Role, Source, Visibility, cited
from hustings.ground.record.declared import Done, action
from hustings.rooms.cycles.queries import rulebook_of
from hustings.rooms.roll.columns import LOCAL_COLUMNS, MEMBER_COLUMNS, Status
from hustings.rooms.roll.files import Table
from hustings.rooms.roll.merging import merge_small
from hustings.rooms.roll.models import Import, Member, Snapshot, SnapshotLocal, SnapshotMember
from hustings.rooms.roll.problems import Problems
from hustings.rooms.roll.queries import KEEPERS, digest_of, require_few_leave
from hustings.rooms.roll.refusals import AlreadyFrozen, NotTheRecordDate, RecordDateAhead, RollEmpty, RuleUnclear
from hustings.rooms.roll.staging import difference, load, stage, staging_tables

NOT_PAID_UP = "dues not paid"
JOINED_TOO_LATE = "joined too late"

JUDGE_MEMBERS = """
INSERT INTO roll_snapshotmember (snapshot_id, number, local, reason)
SELECT %s, number, local_id, CASE WHEN status NOT IN ({marks}) THEN status
  WHEN %s AND (paid_until IS NULL OR paid_until < %s) THEN %s
  WHEN joined_on > %s THEN %s ELSE '' END
FROM roll_member
"""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `n_members` and `n_locals` are those of the roll now."""

    code: str
    n_locals: int
    n_members: int
    n_new: int
    n_changed: int
    n_left: int


@dataclass(frozen=True, slots=True)
class EligibilityRule:
    """Who may vote: these statuses; dues paid up to the record date; joined at least so many days before it.

    Raises: RuleUnclear.
    """

    statuses: Collection[str] = (Status.ACTIVE,)
    paid_up: bool = True
    n_days_member: int = 0

    def __post_init__(self) -> None:
        known = frozenset(Status)
        if not self.statuses or not known.issuperset(self.statuses) or self.n_days_member < 0:
            raise RuleUnclear(what=f"{sorted(self.statuses)}, {self.n_days_member} days", known=", ".join(Status))

    def as_json(self, record_on: date) -> dict[str, Any]:
        joined_by = record_on - timedelta(days=self.n_days_member)
        statuses = sorted(str(status) for status in self.statuses)
        return {"statuses": statuses, "paid_up": self.paid_up, "joined_by": joined_by.isoformat()}


@action(may=KEEPERS, records="roll.imported", visibility=Visibility.STAFF, sourced=False)
def import_roll(
    *,
    locals_csv: Path,
    members_csv: Path,
    may_leave: int | None = None,
    errors: Path | None = None,
    actor: Actor,
    at: datetime,
) -> Done[Imported]:
    """Make the roll equal to two CSV files: every local, and every member. Afterwards it holds nothing else.

    `may_leave`: how many members of the present roll may be missing from the file (default: a tenth of them).
    `errors`: a CSV file for every problem found; the refusal itself shows the first twenty.

    Raises: NoSuchFile, NotUtf8, CsvTruncated, CsvMalformed, ColumnsDiffer, NoRows, RowsRefused, RollShrinks.
    """
    locals_table, members_table = Table(locals_csv, LOCAL_COLUMNS), Table(members_csv, MEMBER_COLUMNS)
    with staging_tables(), Problems(errors) as problems:
        stage(locals_table, members_table, problems)
        found = difference()
        require_few_leave(found, may_leave, members_table.name)
        n_changed = load()
    code = f"IMPORT-{Import.objects.count() + 1}"
    numbers = {
        "n_locals": locals_table.n_rows,
        "n_members": members_table.n_rows,
        "n_new": found.n_new,
        "n_changed": n_changed,
        "n_left": found.n_left,
    }
    digests = {"locals_digest": locals_table.digest, "members_digest": members_table.digest}
    Import.objects.create(code=code, imported_at=at, **numbers, **digests)
    return Done(Imported(code=code, **numbers), subject=code, body={"import": code} | numbers | digests)


@action(
    may={Role.ELECTION_OFFICER, Role.SYSTEM},
    phases=AFTER_CALL,
    records="snapshot.frozen",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def freeze_snapshot(
    *,
    cycle: str,
    record_on: date | None = None,
    rule: EligibilityRule = EligibilityRule(),
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Freeze the roll on the rulebook's record date: for each member whether she may vote, or the first reason why not.

    What becomes public are counts (small ones together) and a salted digest of the sorted numbers of the eligible.

    Raises: NoRulebook, NotTheRecordDate, RecordDateAhead, AlreadyFrozen, RollEmpty.
    """
    day = _record_date(cycle, record_on, at)
    earlier = Snapshot.objects.filter(cycle=cycle).first()
    if earlier is not None:
        raise AlreadyFrozen(snapshot=earlier.code, where=cycle)
    if not Member.objects.exists():
        raise RollEmpty(where=cycle)
    code, stated = "SNAP-1", rule.as_json(day)
    empty = {"n_members": 0, "n_eligible": 0, "n_not_eligible": {}, "by_local": {}, "digest": ""}
    salt = secrets.token_hex(16)
    row = Snapshot.objects.create(cycle=cycle, code=code, record_on=day, rule=stated, salt=salt, frozen_at=at, **empty)
    _judge(row, stated, day)
    _sum_up(row)
    body = {
        "snapshot": code,
        "record_on": day.isoformat(),
        "rule": stated,
        "n_members": row.n_members,
        "n_eligible": row.n_eligible,
        "n_not_eligible": row.n_not_eligible,
        "by_local": row.by_local,
        "digest": row.digest,
    }
    return Done(code, subject=code, body=body)


@action(
    may={Role.DIRECTOR, Role.SECRETARY, Role.SYSTEM},
    phases=OPEN,
    records="membership.reported",
    visibility=Visibility.PUBLIC,
)
def report_membership(
    *, cycle: str, on: str, n_members: int, what: str, sources: Sequence[Source] = (), actor: Actor, at: datetime
) -> Done[None]:
    """Restate how many members a source says the organisation has. `on` is a day, a month, a year or an interval.

    Raises: NotADay, SourceMissing (in a reported cycle).
    """
    body = {"on": Days.parse(on).text, "n_members": n_members, "what": what} | cited(sources)
    return Done(None, subject=cycle, body=body)


def _record_date(cycle: str, given: date | None, at: datetime) -> date:
    ruled = date.fromisoformat(rulebook_of(cycle=cycle)["record_on"])
    if given is not None and given != ruled:
        raise NotTheRecordDate(record_on=ruled.isoformat(), given=given.isoformat(), where=cycle)
    if at.date() < ruled:
        raise RecordDateAhead(record_on=ruled.isoformat(), where=cycle)
    return ruled


def _judge(row: Snapshot, stated: dict[str, Any], record_on: date) -> None:
    statement = JUDGE_MEMBERS.format(marks=", ".join(["%s"] * len(stated["statuses"])))
    paid: list[Any] = [stated["paid_up"], record_on, NOT_PAID_UP]
    joined: list[Any] = [date.fromisoformat(stated["joined_by"]), JOINED_TOO_LATE]
    with connection.cursor() as cursor:
        cursor.execute(statement, [row.pk, *stated["statuses"], *paid, *joined])


def _sum_up(row: Snapshot) -> None:
    """The sums and the digest, from the members just judged."""
    judged = SnapshotMember.objects.filter(snapshot=row)
    by_local = judged.values("local").annotate(n=Count("number"), n_eligible=Count("number", filter=Q(reason="")))
    SnapshotLocal.objects.bulk_create(
        SnapshotLocal(snapshot=row, local=sums["local"], n_members=sums["n"], n_eligible=sums["n_eligible"])
        for sums in by_local.order_by("local")
    )
    by_reason = dict(judged.exclude(reason="").values_list("reason").annotate(n=Count("number")))
    eligible = sorted(judged.filter(reason="").values_list("number", flat=True).iterator(chunk_size=10_000))
    sums_of = {local.local: local.n_eligible for local in row.electorate.all()}
    row.n_eligible = len(eligible)
    row.n_members = len(eligible) + sum(by_reason.values())
    row.n_not_eligible = merge_small(by_reason, together="other reasons")
    row.by_local = merge_small(sums_of, together="smaller locals")
    row.digest = digest_of(row.salt, eligible)
    row.save()
