"""The gifts of the fund: proposal, approval, limit check and payment, with the dates kept apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hustings.core.projections.statements import Change, Correction, Shown, Statement
from hustings.core.values import Source


@dataclass(frozen=True, slots=True)
class Dating(Shown):
    """One dated statement about an approval or a payment. `motion` is the code of the motion that approved, or empty."""

    seq: int
    on: str
    what: str
    motion: str
    amount_cents: int | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Gift(Shown):
    """A gift. `status` is proposed, approved, refused, paid or reported; money is in cents.

    `approvals` and `payments` hold every date that anybody gave, side by side, none preferred; `approval_dates_differ` and
    `payment_dates_differ` say whether they conflict. `check` is the limit check of docs/spec/bundle.md, empty where none was made.
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
    history: tuple[Change, ...]
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int
