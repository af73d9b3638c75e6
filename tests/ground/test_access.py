"""Who comes in, as what, and until when."""

from datetime import timedelta

import pytest

from hustings.core.values import Actor, Role
from hustings.ground.access.actions import (
    SYSTEM,
    end_role,
    grant_role,
    issue_link,
    issue_sign_in,
    open_account,
    revoke_links,
    use_sign_in,
)
from hustings.ground.access.models import Link
from hustings.ground.access.queries import actor_of_account, grants, guest_of
from hustings.ground.access.refusals import LinkExpired, LinkUnknown, LinkUsed, NoSuchAccount, WeakPassword
from hustings.ground.record.models import Payload
from tests.ground.conftest import AT, DIRECTOR

LATER = AT + timedelta(days=1)


@pytest.fixture
def account(words: str, settings) -> int:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    return open_account(username="ann", password="correct horse 77 battery", actor=SYSTEM, at=AT)


def test_a_role_counts_from_its_grant_to_its_end_in_its_cycle(account, words):
    grant = grant_role(account=account, role=Role.TREASURER, for_cycle=words, reason="elected", actor=SYSTEM, at=AT)
    assert actor_of_account(account=account, cycle=words, at=AT) == Actor(
        f"ACCT-{account}", frozenset({Role.TREASURER})
    )
    assert actor_of_account(account=account, cycle="other", at=AT).roles == frozenset()
    assert actor_of_account(account=account, cycle=words, at=AT - timedelta(seconds=1)).roles == frozenset()
    end_role(grant=grant, reason="retired", actor=SYSTEM, at=LATER)
    assert actor_of_account(account=account, cycle=words, at=LATER).roles == frozenset()
    assert [(row.role, row.from_at, row.until_at) for row in grants(actor=SYSTEM)] == [(Role.TREASURER, AT, LATER)]


def test_a_role_is_ended_once(account):
    grant = grant_role(account=account, role=Role.TREASURER, reason="elected", actor=SYSTEM, at=AT)
    end_role(grant=grant, reason="retired", actor=SYSTEM, at=LATER)
    with pytest.raises(NoSuchAccount):
        end_role(grant=grant, reason="retired", actor=SYSTEM, at=LATER)


def test_a_short_password_is_refused(words):
    with pytest.raises(WeakPassword):
        open_account(username="bob", password="x", actor=SYSTEM, at=AT)


def test_a_taken_name_is_refused(account):
    with pytest.raises(NoSuchAccount):
        open_account(username="ann", password=None, actor=SYSTEM, at=AT)


def test_a_private_link_lets_its_guest_in_as_one_role_for_one_thing(words):
    token = issue_link(cycle=words, role=Role.CAMPAIGN, scope="CAND-1", lasts=timedelta(days=1), actor=DIRECTOR, at=AT)
    guest = guest_of(token=token, role=Role.CAMPAIGN, at=AT)
    assert (guest.actor.roles, guest.actor.scope, guest.cycle) == (frozenset({Role.CAMPAIGN}), "CAND-1", words)


def test_a_link_for_another_door_an_expired_and_a_revoked_one_are_refused(words):
    token = issue_link(cycle=words, role=Role.CAMPAIGN, scope="CAND-1", lasts=timedelta(days=1), actor=DIRECTOR, at=AT)
    with pytest.raises(LinkUnknown):
        guest_of(token=token, role=Role.TELLER, at=AT)
    with pytest.raises(LinkExpired):
        guest_of(token=token, role=Role.CAMPAIGN, at=LATER)
    revoke_links(cycle=words, role=Role.CAMPAIGN, scope="CAND-1", actor=DIRECTOR, at=AT)
    with pytest.raises(LinkUnknown):
        guest_of(token=token, role=Role.CAMPAIGN, at=AT)


def test_no_token_is_kept_in_the_database_or_on_the_record(words):
    token = issue_link(cycle=words, role=Role.CAMPAIGN, scope="CAND-1", lasts=timedelta(days=1), actor=DIRECTOR, at=AT)
    kept = "".join(Payload.objects.values_list("text", flat=True)) + "".join(map(str, Link.objects.values_list()))
    assert token not in kept


def test_a_one_use_sign_in_works_once_and_only_in_time(account):
    token = issue_sign_in(account=account, lasts=timedelta(hours=1), actor=SYSTEM, at=AT)
    with pytest.raises(LinkExpired):
        use_sign_in(token=token, actor=SYSTEM, at=LATER)
    assert use_sign_in(token=token, actor=SYSTEM, at=AT) == account
    with pytest.raises(LinkUsed):
        use_sign_in(token=token, actor=SYSTEM, at=AT)
    with pytest.raises(LinkUnknown):
        use_sign_in(token="x", actor=SYSTEM, at=AT)
