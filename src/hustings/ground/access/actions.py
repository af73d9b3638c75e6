"""What can be done about access: found the house, open accounts, grant and end roles, issue and revoke links."""

import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from hustings.core.canonical import sha256_hex
from hustings.core.typed import one_line
from hustings.core.values import STAFF, Actor, Kind, Role, Visibility
from hustings.ground.access.models import FactorReset, Link, RoleGrant, SignIn
from hustings.ground.access.queries import RESET_LASTS, feed_token
from hustings.ground.access.refusals import (
    HouseExists,
    LinkExpired,
    LinkUnknown,
    LinkUsed,
    NoSuchAccount,
    NoSuchReset,
    OwnReset,
    ResetWaits,
    SameOfficer,
    WeakPassword,
)
from hustings.ground.access.resets import tell_owner
from hustings.ground.clock import iso
from hustings.ground.record.chains import HOUSE, open_chain
from hustings.ground.record.declared import Done, action
from hustings.ground.record.models import Chain

SYSTEM = Actor("system", frozenset({Role.SYSTEM}))
TOKEN_BYTES = 24
RESETTERS = frozenset({Role.OFFICER, Role.SECRETARY, Role.DIRECTOR})
"""Any two of whom may reset a third person's second factor."""


def found_house(*, organisation: str, at: datetime) -> str:
    """Open the house's own record: accounts, roles and imports are entered there.

    Raises: HouseExists.
    """
    with transaction.atomic():
        if Chain.objects.filter(pk=HOUSE).exists():
            raise HouseExists
        named = {"organisation": organisation}
        open_chain(code=HOUSE, kind=Kind.LIVE, title=organisation, phase="", body=named, role=Role.SYSTEM, at=at)
    return HOUSE


@action(may={Role.OFFICER, Role.SYSTEM}, records="account.opened", visibility=Visibility.STAFF)
def open_account(*, username: str, password: str | None, email: str = "", actor: Actor, at: datetime) -> Done[int]:
    """Open an account; without a password it can only be entered by a one-use link. `email`: where its owner is told of
    a reset, if anywhere.

    Raises: WeakPassword, NoSuchAccount (the name is taken or empty).
    """
    if not username.strip() or User.objects.filter(username=username).exists():
        raise NoSuchAccount(where=username)
    if password is not None:
        try:
            validate_password(password, User(username=username))
        except ValidationError as error:
            raise WeakPassword(reasons=" ".join(error.messages)) from error
    account = User.objects.create_user(username=username, email=email, password=password)
    return Done(account.pk, subject=f"ACCT-{account.pk}", body={"account": f"ACCT-{account.pk}"})


@action(may={Role.OFFICER, Role.SYSTEM}, records="role.granted", visibility=Visibility.STAFF)
def grant_role(*, account: int, role: Role, for_cycle: str = "", reason: str, actor: Actor, at: datetime) -> Done[int]:
    """Give an account a role from now on. Raises: NoSuchAccount."""
    if not User.objects.filter(pk=account).exists():
        raise NoSuchAccount(where=f"ACCT-{account}")
    grant = RoleGrant.objects.create(account_id=account, role=role, cycle=for_cycle, from_at=at, reason=reason)
    body = {"account": f"ACCT-{account}", "role": str(role), "cycle": for_cycle, "reason": reason}
    return Done(grant.pk, subject=f"ACCT-{account}", body=body)


@action(may={Role.OFFICER, Role.SYSTEM}, records="role.ended", visibility=Visibility.STAFF)
def end_role(*, grant: int, reason: str, actor: Actor, at: datetime) -> Done[None]:
    """End a role now. Raises: NoSuchAccount."""
    row = RoleGrant.objects.filter(pk=grant, until_at=None).first()
    if row is None:
        raise NoSuchAccount(where=f"grant {grant}")
    row.until_at = at
    row.save(update_fields=["until_at"])
    subject = f"ACCT-{row.account_id}"
    return Done(
        None, subject=subject, body={"account": subject, "role": row.role, "cycle": row.cycle, "reason": reason}
    )


@action(may=STAFF | {Role.SYSTEM}, records="link.issued", visibility=Visibility.STAFF, sourced=False)
def issue_link(*, cycle: str, role: Role, scope: str, lasts: timedelta, actor: Actor, at: datetime) -> Done[str]:
    """A private link's token for one campaign, member or local. The token is shown once and kept only as a digest."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    expires_at = at + lasts
    Link.objects.create(
        token_digest=sha256_hex(token.encode()),
        role=role,
        cycle=cycle,
        scope=scope,
        issued_at=at,
        expires_at=expires_at,
    )
    return Done(token, subject=str(role), body={"role": str(role), "expires_at": iso(expires_at)})


@action(may=STAFF | {Role.SYSTEM}, records="link.revoked", visibility=Visibility.STAFF, sourced=False)
def revoke_links(*, cycle: str, role: Role, scope: str, actor: Actor, at: datetime) -> Done[int]:
    """End every link of one campaign, member or local. Raises: LinkUnknown, if there is none."""
    n_revoked = Link.objects.filter(cycle=cycle, role=role, scope=scope, revoked_at=None).update(revoked_at=at)
    if not n_revoked:
        raise LinkUnknown
    return Done(n_revoked, subject=str(role), body={"role": str(role), "n_links": n_revoked})


@action(may=STAFF | {Role.BOARD}, records="link.issued", visibility=Visibility.STAFF, sourced=False)
def issue_calendar(*, cycle: str, lasts: timedelta, actor: Actor, at: datetime) -> Done[str]:
    """The token of an account's own calendar of roundtables, which opens nothing else. Earlier ones end."""
    _calendars(cycle, actor).update(revoked_at=at)
    digest, expires_at = sha256_hex(secrets.token_bytes(TOKEN_BYTES)), at + lasts
    told = {"role": Role.BOARD, "cycle": cycle, "scope": actor.id, "issued_at": at, "expires_at": expires_at}
    link = Link.objects.create(token_digest=digest, **told)
    return Done(feed_token(link), subject="calendar", body={"role": "calendar", "expires_at": iso(expires_at)})


@action(may=STAFF | {Role.BOARD}, records="link.revoked", visibility=Visibility.STAFF, sourced=False)
def end_calendar(*, cycle: str, actor: Actor, at: datetime) -> Done[None]:
    """End an account's own calendar address. Raises: LinkUnknown, if there is none."""
    if not _calendars(cycle, actor).update(revoked_at=at):
        raise LinkUnknown
    return Done(None, subject="calendar", body={"role": "calendar", "n_links": 1})


def _calendars(cycle: str, actor: Actor) -> QuerySet[Link]:
    return Link.objects.filter(cycle=cycle, role=Role.BOARD, scope=actor.id, revoked_at=None)


@action(may={Role.OFFICER, Role.SYSTEM}, records="sign-in.issued", visibility=Visibility.STAFF)
def issue_sign_in(*, account: int, lasts: timedelta, actor: Actor, at: datetime) -> Done[str]:
    """A one-use token that signs an account in. Raises: NoSuchAccount."""
    if not User.objects.filter(pk=account).exists():
        raise NoSuchAccount(where=f"ACCT-{account}")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    SignIn.objects.create(token_digest=sha256_hex(token.encode()), account_id=account, expires_at=at + lasts)
    return Done(token, subject=f"ACCT-{account}", body={"account": f"ACCT-{account}"})


@action(may={Role.SYSTEM}, records="sign-in.used", visibility=Visibility.STAFF)
def use_sign_in(*, token: str, actor: Actor, at: datetime) -> Done[int]:
    """The account of a one-use token, which is then spent. Raises: LinkUnknown, LinkUsed, LinkExpired."""
    row = SignIn.objects.select_for_update().filter(token_digest=sha256_hex(token.encode())).first()
    if row is None:
        raise LinkUnknown
    if row.used_at is not None:
        raise LinkUsed
    if row.expires_at <= at:
        raise LinkExpired(until=iso(row.expires_at))
    row.used_at = at
    row.save(update_fields=["used_at"])
    return Done(row.account_id, subject=f"ACCT-{row.account_id}", body={"account": f"ACCT-{row.account_id}"})


@action(may=RESETTERS, records="reset.asked", visibility=Visibility.STAFF)
def ask_reset(*, account: int, reason: str, actor: Actor, at: datetime) -> Done[int]:
    """Ask that the second factor of an account be reset, since telephone and recovery codes are lost.

    The answer is the request, which waits a week for somebody else's agreement. The owner is told. The record holds
    neither name nor reason.

    Raises: NoSuchAccount, OwnReset, ResetWaits, TextMissing.
    """
    row = _account(account)
    _check_other(row, actor)
    if FactorReset.objects.filter(account=row, agreed_at=None, asked_at__gt=at - RESET_LASTS).exists():
        raise ResetWaits(where=f"ACCT-{account}")
    because = one_line(reason, field="reason")
    made = FactorReset.objects.create(account=row, reason=because, asked_by=actor.id, asked_at=at)
    tell_owner(row, done=False, actor=actor, at=at)
    return Done(made.pk, subject=f"ACCT-{account}", body={"account": f"ACCT-{account}"})


@action(may=RESETTERS, records="reset.agreed", visibility=Visibility.STAFF)
def agree_to_reset(*, reset: int, actor: Actor, at: datetime) -> Done[int]:
    """Agree as the second person: codes, recovery codes and sessions of the account end; the answer is the account.

    The password stays, so that nobody but its owner comes in; new codes are set up at the next sign-in. The owner is
    told.

    Raises: NoSuchReset, OwnReset, SameOfficer.
    """
    waiting = FactorReset.objects.select_for_update().filter(agreed_at=None, asked_at__gt=at - RESET_LASTS)
    row = waiting.filter(pk=reset).first()
    if row is None:
        raise NoSuchReset(where=str(reset))
    account = _account(row.account_id)
    _check_other(account, actor)
    if row.asked_by == actor.id:
        raise SameOfficer(where=f"ACCT-{account.pk}")
    row.agreed_by, row.agreed_at = actor.id, at
    row.save(update_fields=["agreed_by", "agreed_at"])
    Authenticator.objects.filter(user=account).delete()
    for session in Session.objects.all():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()
    tell_owner(account, done=True, actor=actor, at=at)
    return Done(account.pk, subject=f"ACCT-{account.pk}", body={"account": f"ACCT-{account.pk}"})


def _account(account: int) -> User:
    """Raises: NoSuchAccount."""
    row = User.objects.filter(pk=account).first()
    if row is None:
        raise NoSuchAccount(where=f"ACCT-{account}")
    return row


def _check_other(account: User, actor: Actor) -> None:
    """Raises: OwnReset."""
    if actor.id == f"ACCT-{account.pk}":
        raise OwnReset(where=actor.id)
