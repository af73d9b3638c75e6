"""A gift from its proposal to its payment, and a gift that others reported."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from hustings.core.limits import Gift as Details
from hustings.core.limits import GiftDetailMissing, LimitCheck, NoLimitKnown, check_gift
from hustings.core.phases import AFTER_CALL, OPEN
from hustings.core.typed import one_line
from hustings.core.values import Actor, Days, Role, Source, Visibility
from hustings.ground.record.declared import Done, action
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.fund.models import Gift
from hustings.rooms.fund.queries import earlier_gifts, limits_table
from hustings.rooms.fund.refusals import GiftState, NoSuchGift, NotApproved, OverLimit

FUND = "fund"
MAX_REASON = 2000


@action(may=Role.TREASURER, phases=AFTER_CALL, records="gift.proposed", visibility=Visibility.PUBLIC, sourced=False)
def propose_gift(
    *,
    cycle: str,
    donor_kind: str,
    recipient: str,
    recipient_kind: str,
    cents: int,
    given_on: date,
    purpose: str,
    account: str = "",
    election: str = "",
    combined_with: str = "",
    candidate: str = "",
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Propose a gift from the fund to one account of one recipient.

    `election` and `combined_with` (recipients that share a limit) are needed where the limit counts by them.

    Raises: WrongShape, TextMissing, TextTooLong.
    """
    code, purpose = _next_code(cycle), one_line(purpose, field="purpose")
    details = Details(
        code, FUND, donor_kind, recipient, recipient_kind, cents, given_on, account, election, combined_with
    )
    Gift.objects.create(
        cycle=cycle,
        code=code,
        details=details.as_json(),
        purpose=purpose,
        cents=cents,
        given_on=given_on,
        state="proposed",
    )
    body = _told(details) | {"purpose": purpose, "on": at.date().isoformat()}
    return Done(code, subject=code, body=body | ({"candidate": candidate} if candidate else {}))


@action(may=Role.TREASURER, phases=AFTER_CALL, records="gift.approved", visibility=Visibility.PUBLIC, sourced=False)
def note_approval(*, cycle: str, gift: str, actor: Actor, at: datetime) -> Done[int]:
    """Tie a gift to the recorded roll call that approves it; the day of approval is the day of that vote.

    Raises: NoSuchGift, GiftState, NotApproved.
    """
    row = _row(cycle, gift, "proposed")
    approval = _approval(cycle, gift)
    if approval is None:
        raise NotApproved(gift=gift, where=cycle)
    seq, motion, on = approval
    _move(row, "approved")
    return Done(seq, subject=gift, body={"gift": gift, "motion": motion, "on": on, "entry": seq})


@action(may=Role.TREASURER, phases=AFTER_CALL, records="gift.checked", visibility=Visibility.PUBLIC, sourced=False)
def check_limit(*, cycle: str, gift: str, actor: Actor, at: datetime) -> Done[LimitCheck]:
    """Hold an approved gift against the limit of its day and account. A gift over it is not `checked`; see
    `refuse_gift`.

    Raises: NoSuchGift, GiftState, OverLimit, NoLimitKnown.
    """
    row = _row(cycle, gift, "approved")
    check, computed_from = _check(row)
    if not check.within:
        raise OverLimit(sentence=check.sentence, where=gift)
    _move(row, "checked")
    body = {"gift": gift, "on": at.date().isoformat(), "check": check.as_json(), "within": True}
    return Done(check, subject=gift, body=body | computed_from)


@action(may=Role.TREASURER, phases=AFTER_CALL, records="gift.refused", visibility=Visibility.PUBLIC, sourced=False)
def refuse_gift(*, cycle: str, gift: str, reason: str, actor: Actor, at: datetime) -> Done[LimitCheck | None]:
    """Say that a gift will not be made; its limit check stands beside the reason, where a limit is known.

    Raises: NoSuchGift, GiftState, TextMissing.
    """
    row = _row(cycle, gift, "proposed", "approved", "checked")
    reason = one_line(reason, field="reason", most=MAX_REASON)
    check, computed_from = _check_if_possible(row)
    _move(row, "refused")
    body = {"gift": gift, "on": at.date().isoformat(), "reason": reason}
    return Done(check, subject=gift, body=body | computed_from)


@action(may=Role.TREASURER, phases=AFTER_CALL, records="gift.paid", visibility=Visibility.PUBLIC, sourced=False)
def note_payment(*, cycle: str, gift: str, on: date, actor: Actor, at: datetime) -> Done[None]:
    """Note the payment of an approved and checked gift, with the day on which it was paid.

    Raises: NoSuchGift, GiftState, OverLimit (the gifts made since the check use the limit up).
    """
    row = _row(cycle, gift, "checked")
    row.given_on = on
    row.details = row.details | {"given_on": on.isoformat()}
    check, _ = _check(row)
    if not check.within:
        raise OverLimit(sentence=check.sentence, where=gift)
    row.state = "paid"
    row.save(update_fields=["given_on", "details", "state"])
    details = Details.from_json(row.details)
    told = {"gift": gift, "on": on.isoformat(), "amount_cents": details.cents, "recipient": details.recipient}
    return Done(None, subject=gift, body=told | {"account": details.account})


@action(may=Role.TREASURER, phases=OPEN, records="gift.reported", visibility=Visibility.PUBLIC)
def report_gift(
    *,
    cycle: str,
    donor_kind: str,
    recipient: str,
    recipient_kind: str,
    cents: int,
    what: str,
    approved: Sequence[tuple[str, str, Source]],
    paid: Sequence[tuple[str, str, Source]],
    check_on: date,
    account: str = "",
    sources: Sequence[Source],
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Restate a gift as published. `approved` and `paid` are (day, words, source): all of them, also where they
    conflict.

    `check_on` is the day whose limit is applied. Raises: NotADay, NoLimitKnown, WrongShape, TextMissing, TextTooLong.
    """
    code, what = _next_code(cycle), one_line(what, field="what")
    details = Details(code, FUND, donor_kind, recipient, recipient_kind, cents, check_on, account)
    earlier = earlier_gifts(cycle=cycle, but=code)
    check = check_gift(details, earlier, limits_table())
    Gift.objects.create(
        cycle=cycle, code=code, details=details.as_json(), purpose=what, cents=cents, given_on=check_on, state="paid"
    )
    body = _told(details) | {
        "what": what,
        "approved": [_dated(*one) for one in approved],
        "paid": [_dated(*one) for one in paid],
        "check": check.as_json(),
        "details": details.as_json(),
        "earlier": [one.as_json() for one in earlier],
        "sources": [source.as_json() for source in sources],
    }
    return Done(code, subject=code, body=body)


def _dated(on: str, what: str, source: Source) -> dict[str, Any]:
    Days.parse(on)
    return {"on": on, "what": what, "sources": [source.as_json()]}


def _told(details: Details) -> dict[str, Any]:
    return {
        "gift": details.code,
        "donor_kind": details.donor_kind,
        "recipient": details.recipient,
        "recipient_kind": details.recipient_kind,
        "account": details.account,
        "amount_cents": details.cents,
    }


def _next_code(cycle: str) -> str:
    return f"GIFT-{Gift.objects.filter(cycle=cycle).count() + 1}"


def _row(cycle: str, gift: str, *states: str) -> Gift:
    row = Gift.objects.filter(cycle=cycle, code=gift).first()
    if row is None:
        raise NoSuchGift(gift=gift, where=cycle)
    if row.state not in states:
        raise GiftState(gift=gift, state=row.state)
    return row


def _move(row: Gift, state: str) -> None:
    row.state = state
    row.save(update_fields=["state"])


def _check(row: Gift) -> tuple[LimitCheck, dict[str, Any]]:
    details = Details.from_json(row.details)
    earlier = earlier_gifts(cycle=row.cycle, but=row.code)
    check = check_gift(details, earlier, limits_table())
    return check, {"details": details.as_json(), "earlier": [one.as_json() for one in earlier]}


def _check_if_possible(row: Gift) -> tuple[LimitCheck | None, dict[str, Any]]:
    """The check and what the record says of it; nothing where no limit is known: such a gift can still be refused."""
    try:
        check, computed_from = _check(row)
    except (NoLimitKnown, GiftDetailMissing):
        return None, {}
    return check, {"check": check.as_json()} | computed_from


def _approval(cycle: str, gift: str) -> tuple[int, str, str] | None:
    """The last passed roll call on a motion about this gift, read from the record: (sequence, motion, day)."""
    motions: set[str] = set()
    found = None
    for entry in publishable_entries(cycle=cycle):
        if entry.verb == "motion.put" and entry.body.get("about") == gift:
            motions.add(str(entry.body["motion"]))
        elif entry.verb == "roll_call.recorded" and entry.body["motion"] in motions and entry.body["passes"]:
            found = (entry.seq, str(entry.body["motion"]), str(entry.body["on"]))
    return found
