"""Who somebody is, from an account or from a private link."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from hustings.core.canonical import sha256_hex
from hustings.core.values import Actor, Role
from hustings.ground.access.models import FactorReset, Link, RoleGrant
from hustings.ground.access.refusals import LinkExpired, LinkUnknown
from hustings.ground.clock import iso
from hustings.ground.record.declared import query

RESET_LASTS = timedelta(days=7)
"""How long a request to reset a second factor waits."""

MAX_DIGITS = 15
"""Of the number at the head of a calendar's token."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Who came by a private link, and for which cycle."""

    actor: Actor
    cycle: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class GrantView:
    """A role that an account held, or holds (`until_at` None)."""

    id: int
    account: str
    account_id: int
    role: Role
    cycle: str
    from_at: datetime
    until_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class ResetView:
    """A request to reset a second factor; `waits` for somebody else's agreement, until a week is over."""

    id: int
    account: str
    reason: str
    asked_by: str
    asked_at: datetime
    agreed_at: datetime | None
    waits: bool


@query()
def actor_of_account(*, account: int, cycle: str, at: datetime) -> Actor:
    """The person with every role held in `cycle` (or everywhere) at this moment; none is a person without roles."""
    held = RoleGrant.objects.filter(
        Q(until_at=None) | Q(until_at__gt=at), account=account, cycle__in=("", cycle), from_at__lte=at
    )
    return Actor(f"ACCT-{account}", frozenset(Role(role) for role in held.values_list("role", flat=True)))


@query()
def guest_of(*, token: str, role: Role, at: datetime) -> Guest:
    """Who comes with this token, for pages of this role. Raises: LinkUnknown, LinkExpired."""
    link = Link.objects.filter(token_digest=sha256_hex(token.encode()), role=role, revoked_at=None).first()
    if link is None:
        raise LinkUnknown
    if link.expires_at <= at:
        raise LinkExpired(until=iso(link.expires_at))
    actor = Actor(f"LINK-{link.pk}", frozenset({role}), link.scope)
    return Guest(actor, link.cycle, link.expires_at)


@query()
def feed_of(*, guest: Guest) -> str:
    """The token of a guest's own calendar: it ends with the link and opens no other page. Raises: LinkUnknown."""
    link = Link.objects.filter(pk=guest.actor.id.removeprefix("LINK-"), revoked_at=None).first()
    if link is None:
        raise LinkUnknown
    return feed_token(link)


@query()
def guest_of_feed(*, token: str) -> Guest:
    """Whose calendar a token opens; whether it has expired is for its cycle's clock to say. Raises: LinkUnknown."""
    number = token.partition("-")[0]
    known = len(number) <= MAX_DIGITS and number.isascii() and number.isdecimal()
    link = Link.objects.filter(pk=number, revoked_at=None).first() if known else None
    if link is None or not constant_time_compare(feed_token(link), token):
        raise LinkUnknown
    return Guest(Actor(f"LINK-{link.pk}", frozenset({Role(link.role)}), link.scope), link.cycle, link.expires_at)


def feed_token(link: Link) -> str:
    """The calendar token of a link: its number, and a keyed hash of its digest. For this room's own actions."""
    told = f"{link.pk}:{link.token_digest}"
    return f"{link.pk}-{salted_hmac('hustings.calendar', told, algorithm='sha256').hexdigest()[:40]}"


@query(may={Role.OFFICER, Role.DIRECTOR, Role.SECRETARY, Role.SYSTEM})
def grants(*, actor: Actor) -> tuple[GrantView, ...]:
    """Who held which role when, the latest first."""
    rows = RoleGrant.objects.select_related("account").order_by("-from_at", "-pk")
    return tuple(
        GrantView(
            row.pk,
            row.account.username,
            row.account_id,
            Role(row.role),
            row.cycle,
            row.from_at,
            row.until_at,
            row.reason,
        )
        for row in rows
    )


@query(may={Role.OFFICER, Role.DIRECTOR, Role.SECRETARY})
def resets(*, at: datetime, actor: Actor) -> tuple[ResetView, ...]:
    """The requests to reset a second factor, the latest first."""
    rows = FactorReset.objects.select_related("account").order_by("-pk")
    return tuple(
        ResetView(row.pk, row.account.username, row.reason, row.asked_by, row.asked_at, row.agreed_at,
                  row.agreed_at is None and row.asked_at > at - RESET_LASTS)
        for row in rows
    )  # fmt: skip


@query()
def reset_of(*, account: int) -> datetime | None:
    """When the second factor of an account was last reset, for its owner; None if it never was."""
    found = FactorReset.objects.filter(account=account).exclude(agreed_at=None).order_by("agreed_at")
    return found.values_list("agreed_at", flat=True).last()
