"""The gifts of the fund: proposal, approval, limit check and payment, with the dates kept apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hustings.core.projections.statements import Change, Correction, Shown, Statement, sources_of, text_in
from hustings.core.values import Source


@dataclass(frozen=True, slots=True)
class Dating(Shown):
    """One dated statement about an approval or a payment. `motion`: the code of the motion that approved, or empty."""

    seq: int
    on: str
    what: str
    motion: str
    amount_cents: int | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Gift(Shown):
    """A gift. `status` is proposed, approved, refused, paid or reported; money is in cents.

    `candidate` is the code of the one whose campaign receives it, or empty.
    `approvals` and `payments` hold every date that anybody gave, side by side, none preferred; `approval_dates_differ`
    and `payment_dates_differ` say whether they conflict. `check` is the limit check of docs/spec/limits.md, empty where
    none was made.
    """

    code: str
    donor_kind: str
    recipient: str
    recipient_kind: str
    account: str
    amount_cents: int | None
    purpose: str
    status: str
    proposed_on: str
    approvals: tuple[Dating, ...]
    payments: tuple[Dating, ...]
    approval_dates_differ: bool
    payment_dates_differ: bool
    check: Mapping[str, Any]
    within: bool | None
    refused_because: str
    what: str
    candidate: str
    history: tuple[Change, ...]
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int


def gifts_of(read: Iterable[Statement]) -> tuple[Gift, ...]:
    """Every gift in the order in which it was proposed or reported."""
    kept: dict[str, Gift] = {}
    for entry in read:
        code = entry.text("gift")
        if entry.verb == "gift.proposed":
            kept[code] = _first(entry, "proposed")
        elif entry.verb == "gift.reported":
            kept[code] = _reported(entry)
        elif entry.verb in _STEPS and code in kept:
            known = replace(kept[code], corrections=(*kept[code].corrections, *entry.corrections))
            kept[code] = _STEPS[entry.verb](known, entry)
    return tuple(_compared(gift) for gift in kept.values())


def _first(entry: Statement, status: str) -> Gift:
    told = {key: entry.text(key) for key in _TOLD}
    return Gift(
        code=entry.text("gift"),
        amount_cents=entry.number("amount_cents"),
        status=status,
        proposed_on=entry.on if status == "proposed" else "",
        approvals=(),
        payments=(),
        approval_dates_differ=False,
        payment_dates_differ=False,
        check=entry.object("check"),
        within=entry.flag("within"),
        refused_because="",
        history=(entry.change(status),),
        sources=entry.sources,
        corrections=entry.corrections,
        basis=entry.basis,
        seq=entry.seq,
        **told,
    )


_TOLD = ("donor_kind", "recipient", "recipient_kind", "account", "purpose", "what", "candidate")


def _reported(entry: Statement) -> Gift:
    approvals, payments = (_datings(entry, key) for key in ("approved", "paid"))
    return replace(_first(entry, "reported"), approvals=approvals, payments=payments)


def _datings(entry: Statement, key: str) -> tuple[Dating, ...]:
    return tuple(
        Dating(
            seq=entry.seq,
            on=text_in(each, "on"),
            what=text_in(each, "what"),
            motion="",
            amount_cents=entry.number("amount_cents") if key == "paid" else None,
            sources=sources_of(each),
        )
        for each in entry.objects(key)
    )


def _approved(gift: Gift, entry: Statement) -> Gift:
    dating = Dating(entry.seq, entry.on, "", entry.text("motion"), None, entry.sources)
    history = (*gift.history, entry.change("approved"))
    return replace(gift, status="approved", approvals=(*gift.approvals, dating), history=history)


def _checked(gift: Gift, entry: Statement) -> Gift:
    within = entry.flag("within")
    step = entry.change("checked", "within the limit" if within else "over the limit")
    return replace(gift, check=entry.object("check"), within=within, history=(*gift.history, step))


def _paid(gift: Gift, entry: Statement) -> Gift:
    dating = Dating(entry.seq, entry.on, "", "", entry.number("amount_cents"), entry.sources)
    history = (*gift.history, entry.change("paid"))
    return replace(gift, status="paid", payments=(*gift.payments, dating), history=history)


def _refused(gift: Gift, entry: Statement) -> Gift:
    step = entry.change("refused", entry.text("reason"))
    check = entry.object("check") or gift.check
    return replace(
        gift, status="refused", check=check, refused_because=entry.text("reason"), history=(*gift.history, step)
    )


def _compared(gift: Gift) -> Gift:
    approvals, payments = ({each.on for each in datings} for datings in (gift.approvals, gift.payments))
    return replace(gift, approval_dates_differ=len(approvals) > 1, payment_dates_differ=len(payments) > 1)


_STEPS = {"gift.approved": _approved, "gift.checked": _checked, "gift.paid": _paid, "gift.refused": _refused}
