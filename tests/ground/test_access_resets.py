"""A lost second factor: two others agree, codes and sessions end, the owner is told, the record names nobody."""

from datetime import timedelta
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client

from hustings.core.values import Actor, Role
from hustings.ground.access.actions import SYSTEM, agree_to_reset, ask_reset, found_house, open_account
from hustings.ground.access.queries import reset_of, resets
from hustings.ground.access.refusals import NoSuchAccount, NoSuchReset, OwnReset, ResetWaits, SameOfficer
from hustings.ground.notices.queries import outbox
from hustings.ground.record.queries import staff_entries
from tests.ground.conftest import AT

DAY = timedelta(days=1)


def officer(number: int, role: Role = Role.OFFICER) -> Actor:
    return Actor(f"ACCT-{number}", frozenset({role}))


@pytest.fixture
def owner(db: None) -> int:
    """An account with codes, recovery codes and a session."""
    found_house(organisation="United Harbor Workers", at=AT)
    account = open_account(username="odalys", password=None, email="o@harbor.example", actor=SYSTEM, at=AT)
    user = User.objects.get(pk=account)
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=user, type=kind, data={})
    return account


def test_two_others_agree_and_codes_and_sessions_end_and_the_owner_is_told(owner: int) -> None:
    client, other = Client(), Client()
    client.force_login(User.objects.get(pk=owner))
    other.force_login(User.objects.create_user("omar"))
    first, second = officer(901), officer(902, Role.SECRETARY)
    reset = ask_reset(account=owner, reason="Odalys came by; I know her.", actor=first, at=AT)
    assert Authenticator.objects.count() == 2
    assert [view.waits for view in resets(at=AT, actor=second)] == [True]
    assert agree_to_reset(reset=reset, actor=second, at=AT + DAY) == owner
    assert Authenticator.objects.count() == 0
    assert ("_auth_user_id" in client.session, "_auth_user_id" in other.session) == (False, True)
    assert reset_of(account=owner) == AT + DAY
    assert [(letter.to, letter.subject) for letter in outbox(cycle="house", actor=SYSTEM)] == [
        ("o@harbor.example", "Your one-time codes were reset"),
        ("o@harbor.example", "Somebody asked to reset your one-time codes"),
    ]
    told = [entry for entry in staff_entries(cycle="house", actor=SYSTEM) if entry.verb.startswith("reset.")]
    assert [(entry.verb, entry.body) for entry in told] == [
        ("reset.asked", {"account": f"ACCT-{owner}"}),
        ("reset.agreed", {"account": f"ACCT-{owner}"}),
    ]
    assert "odalys" not in str([entry.payload for entry in told]).casefold()


def test_neither_the_owner_nor_one_person_alone_nor_too_late(owner: int) -> None:
    ask = partial(ask_reset, account=owner, reason="Lost.", at=AT)
    with pytest.raises(OwnReset):
        ask(actor=officer(owner))
    with pytest.raises(NoSuchAccount):
        ask(account=owner + 99, actor=officer(901))
    reset = ask(actor=officer(901))
    with pytest.raises(ResetWaits):
        ask(actor=officer(902))
    agree = partial(agree_to_reset, reset=reset, at=AT)
    for actor, refusal in ((officer(901), SameOfficer), (officer(owner), OwnReset)):
        with pytest.raises(refusal):
            agree(actor=actor)
    with pytest.raises(NoSuchReset):
        agree(actor=officer(902), at=AT + 8 * DAY)
    assert Authenticator.objects.count() == 2
    assert ask(actor=officer(902), at=AT + 8 * DAY) != reset
