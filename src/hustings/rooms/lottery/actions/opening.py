"""Opening a lottery: the list is frozen, what every panel keeps is stated, and the operator commits to a secret."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hustings.core.lottery.invitations import InvitationPlan, summed
from hustings.core.lottery.people import Cap, Quota
from hustings.core.lottery.refusals import BoundsCrossed, CapTooLow
from hustings.core.lottery.seed import commitment
from hustings.core.phases import FIELDING, OPEN
from hustings.core.typed import count, paragraphs
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.cycles.refusals import NoChange, ReasonMissing
from hustings.rooms.lottery.features import Listed, listed, write_list
from hustings.rooms.lottery.models import ANSWERING, CANCELLED, DRAWN, FIXED, INVITING, Lottery
from hustings.rooms.lottery.plans import BY, caps_as_json, check_bounds, invite_terms_of, keep_file, quotas_as_json
from hustings.rooms.lottery.queries import lottery_row
from hustings.rooms.lottery.refusals import (
    AlreadyDrawn,
    ClosesOutside,
    LotteryExists,
    NobodyListed,
    OutsideMissing,
    QuotasFrozen,
    StatusNotOnRoll,
)
from hustings.rooms.roll.columns import Status
from hustings.rooms.roll.queries import profiles
from hustings.rooms.roundtables.queries import RoundtableView, roundtable_of
from hustings.rooms.roundtables.refusals import NotScheduled

DESK = frozenset({Role.DIRECTOR, Role.OFFICER, Role.ELECTION_OFFICER})
MAX_SEATS = 1000
MAX_TABLES = 100
SECRET_BYTES = 32


@action(may=DESK, phases=FIELDING, records="lottery.opened", visibility=Visibility.PUBLIC)
def open_lottery(
    *,
    cycle: str,
    roundtable: str,
    seats: int,
    quotas: Sequence[Quota],
    caps: Sequence[Cap] = (),
    closes_at: datetime,
    n_invited: int | None = None,
    outside: Mapping[str, Any] | None = None,
    n_tables: int = 0,
    statuses: Sequence[str] = (Status.ACTIVE,),
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Open the lottery for the members' seats at a roundtable that is to come; the answer is its code, as in `LOT-1`.

    Now the list is frozen: all members of these statuses on the roll as last imported, or of a frozen cycle those who
    may vote. `n_invited` of them are drawn to be invited, which the value named in `outside` decides (`plans.figure`,
    `plans.beacon`); without it everybody on the list may volunteer until `closes_at`.

    Raises: NoSuchRoundtable, NotScheduled, LotteryExists, ClosesOutside, StatusNotOnRoll, NobodyListed, OutsideMissing,
    TooManyInvited, FeatureUnknown, QuotasDoNotFit, BoundsCrossed, LineTwice, CapTooLow, NumberOutOfRange.
    """
    meeting = _free(cycle, roundtable, actor)
    closes = _between(closes_at, at, meeting.starts_at)
    seats = count(seats, field="seats", least=1, most=MAX_SEATS)
    n_tables = count(n_tables, field="n_tables", most=min(seats, MAX_TABLES))
    _check_lines(seats, quotas, caps)
    kept = _statuses(statuses)
    rows = listed(profiles(cycle=cycle, statuses=kept, actor=actor), day=at.date())
    if not rows:
        raise NobodyListed(statuses=", ".join(kept), where=cycle)
    row = _new(cycle, meeting, rows, at)
    row.seats, row.n_tables, row.closes_at, row.statuses = seats, n_tables, closes, kept
    row.quotas, row.caps = quotas_as_json(quotas), caps_as_json(caps)
    invitations = {} if n_invited is None else _plan_invitations(row, rows, n_invited, outside)
    row.save()
    said = {"closes_at": iso(closes), "n_tables": n_tables, "statuses": kept, "n_listed": row.n_listed}
    sworn = {"list_digest": row.list_digest, "operator": commitment(row.secret)}
    return Done(row.code, subject=row.code, body=named(row) | _bounds(row) | said | sworn | invitations)


@action(may=DESK, phases=FIELDING, records="lottery.quotas-changed", visibility=Visibility.PUBLIC)
def change_quotas(
    *,
    cycle: str,
    lottery: str,
    seats: int,
    quotas: Sequence[Quota],
    caps: Sequence[Cap] = (),
    reason: str,
    actor: Actor,
    at: datetime,
) -> Done[None]:
    """Change seats, quotas or caps before they are fixed, such as after no panel could keep them; the reason is public.

    Raises: NoSuchLottery, QuotasFrozen, ReasonMissing, NoChange, FeatureUnknown, QuotasDoNotFit, BoundsCrossed,
    LineTwice, CapTooLow, NumberOutOfRange.
    """
    row = lottery_row(cycle, lottery)
    if row.state not in (INVITING, ANSWERING):
        raise QuotasFrozen(lottery=lottery)
    because = reason_of(reason, lottery)
    seats = count(seats, field="seats", least=max(row.n_tables, 1), most=MAX_SEATS)
    _check_lines(seats, quotas, caps)
    told = (seats, quotas_as_json(quotas), caps_as_json(caps))
    if told == (row.seats, row.quotas, row.caps):
        raise NoChange(what=f"these are the quotas of {lottery}", where=lottery)
    row.seats, row.quotas, row.caps = told
    row.save(update_fields=["seats", "quotas", "caps"])
    return Done(None, subject=lottery, body=named(row) | _bounds(row) | {"reason": because})


@action(may=DESK, phases=OPEN, records="lottery.cancelled", visibility=Visibility.PUBLIC)
def cancel_lottery(*, cycle: str, lottery: str, reason: str, actor: Actor, at: datetime) -> Done[None]:
    """Give up a lottery that is not drawn. It stays visible with the reason; another may then be opened.

    Raises: NoSuchLottery, AlreadyDrawn, ReasonMissing, NoChange.
    """
    row = lottery_row(cycle, lottery)
    if row.state == DRAWN:
        raise AlreadyDrawn(lottery=lottery)
    if row.state == CANCELLED:
        raise NoChange(what=f"{lottery} is cancelled", where=lottery)
    was_fixed = row.state == FIXED
    because = reason_of(reason, lottery)
    row.state = CANCELLED
    row.save(update_fields=["state"])
    return Done(None, subject=lottery, body=named(row) | {"reason": because, "was_fixed": was_fixed})


def named(row: Lottery) -> dict[str, str]:
    """What every entry about a lottery says first."""
    return {"lottery": row.code, "roundtable": row.roundtable, "candidate": row.candidate}


def reason_of(reason: str, where: str) -> str:
    """The reason, which is published. Raises: ReasonMissing."""
    because = paragraphs(reason, field="reason", required=False, most=1000)
    if not because:
        raise ReasonMissing(where=where)
    return because


def _bounds(row: Lottery) -> dict[str, Any]:
    return {"seats": row.seats, "quotas": row.quotas, "caps": row.caps}


def _free(cycle: str, roundtable: str, actor: Actor) -> RoundtableView:
    meeting = roundtable_of(cycle=cycle, roundtable=roundtable, actor=actor)
    if meeting.state != "scheduled":
        raise NotScheduled(roundtable=roundtable, state=meeting.state)
    known = Lottery.objects.filter(cycle=cycle, roundtable=roundtable).exclude(state=CANCELLED).first()
    if known is not None:
        raise LotteryExists(roundtable=roundtable, lottery=known.code, where=known.code)
    return meeting


def _new(cycle: str, meeting: RoundtableView, rows: Sequence[Listed], at: datetime) -> Lottery:
    """A lottery with its frozen list and its secrets, not saved yet."""
    return Lottery(
        cycle_id=cycle,
        code=f"LOT-{Lottery.objects.filter(cycle=cycle).count() + 1}",
        roundtable=meeting.code,
        candidate=meeting.candidate,
        state=ANSWERING,
        n_listed=len(rows),
        n_invited=0,
        list_digest=keep_file(write_list(rows)),
        secret=secrets.token_hex(SECRET_BYTES),
        salt=secrets.token_hex(SECRET_BYTES),
        opened_at=at,
    )


def _between(closes_at: datetime, at: datetime, starts_at: datetime) -> datetime:
    to_the_second = datetime.fromisoformat(iso(closes_at))
    if not at < to_the_second < starts_at:
        raise ClosesOutside(closes=iso(to_the_second), starts=iso(starts_at), where="closes_at")
    return to_the_second


def _statuses(statuses: Sequence[str]) -> list[str]:
    known = [str(status) for status in Status]
    for status in statuses or ("",):
        if status not in known:
            raise StatusNotOnRoll(status=status, known=", ".join(known))
    return [status for status in known if status in statuses]


def _check_lines(seats: int, quotas: Sequence[Quota], caps: Sequence[Cap]) -> None:
    for one in quotas:
        if not 0 <= one.low <= one.high:
            raise BoundsCrossed(feature=one.feature, value=one.value, low=one.low, high=one.high, where=one.feature)
    for cap in caps:
        if cap.at_most < 1:
            raise CapTooLow(column=cap.column, at_most=cap.at_most, where=cap.column)
    check_bounds(seats, quotas, caps)


def _plan_invitations(
    row: Lottery, rows: Sequence[Listed], n_invited: int, outside: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Fix who may be invited and what will decide it; the answer is what the record says of that."""
    if not outside:
        raise OutsideMissing(where="outside")
    row.state, row.n_invited, row.invite_secret = INVITING, n_invited, secrets.token_hex(SECRET_BYTES)
    groups = summed(each.key for each in rows)
    plan = InvitationPlan(invite_terms_of(row, outside), row.list_digest, BY, groups, n_invited)
    row.plan_digest = keep_file(plan.as_bytes())
    sworn = {"digest": plan.digest, "operator": commitment(row.invite_secret), "outside": dict(outside)}
    return {"n_invited": n_invited, "invitations": sworn}
