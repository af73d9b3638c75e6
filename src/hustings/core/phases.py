"""The phases of a cycle, in order.

Several kinds of work may go on in one phase: a field of candidates changes while polls run.
"""

from enum import StrEnum


class Phase(StrEnum):
    DRAFTING = "drafting"
    CALLED = "called"
    INVITING = "inviting"
    HEARING = "hearing"
    CONSULTING = "consulting"
    DECIDING = "deciding"
    DECIDED = "decided"
    CLOSED = "closed"


ORDER: tuple[Phase, ...] = tuple(Phase)

OPEN = frozenset(ORDER) - {Phase.CLOSED}
"""Every phase in which anything may still be entered."""

AFTER_CALL = OPEN - {Phase.DRAFTING}
"""From the published call on: the rulebook is frozen."""

FIELDING = frozenset({Phase.CALLED, Phase.INVITING, Phase.HEARING, Phase.CONSULTING, Phase.DECIDING})
"""While candidates can be heard and asked."""


def since(phase: Phase) -> frozenset[Phase]:
    """`phase` and every later one but the last."""
    return frozenset(ORDER[ORDER.index(phase) :]) - {Phase.CLOSED}


def is_forward(current: Phase, target: Phase) -> bool:
    """Whether `target` comes after `current`; a step back needs a reason."""
    return ORDER.index(target) > ORDER.index(current)
