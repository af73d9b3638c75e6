"""What the actions of all rooms have in common: who may act, in which phases, and that a refusal leaves no trace."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import transaction

from hustings.core.errors import Refusal
from hustings.core.phases import ORDER, Phase
from hustings.core.values import Actor, Role
from hustings.ground.record.models import Chain, Entry

Act = Callable[..., Any]


def holding(role: Role) -> Actor:
    """Somebody with one role and no other."""
    return Actor(f"{role}-1", frozenset({role}))


def refuses(refusal: type[Refusal], act: Act, **told: Any) -> Refusal:
    """The refusal that `act` meets; nothing was entered anywhere."""
    before = Entry.objects.count()
    with pytest.raises(refusal) as refused:
        act(**told)
    assert Entry.objects.count() == before
    return refused.value


def only(roles: Iterable[Role], phases: Iterable[Phase], act: Act, *, cycle: str) -> None:
    """`act` gets past its door for exactly these roles and in exactly these phases, whatever it meets behind it."""
    roles, phases = set(roles), set(phases)
    assert {role for role in Role if _meets(act, holding(role)) != "not-allowed"} == roles
    one = holding(min(roles))
    before = Chain.objects.values_list("phase", flat=True).get(pk=cycle)
    passed = set()
    for phase in ORDER:
        Chain.objects.filter(pk=cycle).update(phase=phase)
        if _meets(act, one) != "wrong-phase":
            passed.add(phase)
    Chain.objects.filter(pk=cycle).update(phase=before)
    assert passed == phases


def _meets(act: Act, actor: Actor) -> str:
    """The code of the refusal, or nothing; what was done is undone."""
    try:
        with transaction.atomic():
            act(actor=actor)
            transaction.set_rollback(True)
    except Refusal as refusal:
        return refusal.code
    return ""
