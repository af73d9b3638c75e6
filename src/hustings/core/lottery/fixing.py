"""Fixing a plan: from people and quotas to numbered panels of equal chance. The one step that needs the solver."""

from hashlib import sha256

from hustings.core.canonical import digest
from hustings.core.lottery.fairness import Watch, fair_lottery
from hustings.core.lottery.fixed import Fixed, Terms
from hustings.core.lottery.kinds import Ints, Kinds, kinds_of
from hustings.core.lottery.people import Plan
from hustings.core.lottery.proofs import level_proofs
from hustings.core.lottery.refusals import NoPanelPossible
from hustings.core.lottery.relaxation import smallest_relaxation

NUMBERED = 1000
"""How many panels are numbered: three ten-sided dice choose one."""


def fix(plan: Plan, terms: Terms, *, n_numbered: int = NUMBERED, watch: Watch | None = None) -> Fixed:
    """The plan with its numbered panels and the proof of their fairness.

    Raises: NoPanelPossible, with the smallest change that helps; SolverGaveUp.
    """
    kinds = kinds_of(plan)
    lottery = fair_lottery(kinds, n_numbered=n_numbered, watch=watch)
    if lottery is None:
        changes = "; ".join(change.words for change in smallest_relaxation(plan)) or "none within these people"
        raise NoPanelPossible(seats=plan.seats, changes=changes)
    barred = tuple(sorted(index for kind in lottery.barred for index in kinds.members[kind]))
    panels = seated(plan, kinds, list(lottery.numbered))
    return Fixed(plan, terms, panels, level_proofs(kinds, lottery.target, lottery.barred), barred)


def seated(plan: Plan, kinds: Kinds, panels: list[Ints]) -> tuple[tuple[int, ...], ...]:
    """Panels of people (indices, ascending) from panels of kinds: a kind's people take turns.

    Nobody of a kind stands on more than one panel more than another. Their turns go by SHA-256 of the people's digest
    and the code, so that nobody gains by a code.
    """
    salt = digest([one.code for one in plan.people])
    turns = [
        sorted(members, key=lambda index: sha256(f"{salt}{plan.people[index].code}".encode()).digest())
        for members in kinds.members
    ]
    due = [0] * kinds.n
    found = []
    for panel in panels:
        seats: list[int] = []
        for kind in panel.nonzero()[0]:
            for _ in range(int(panel[kind])):
                seats.append(turns[kind][due[kind] % len(turns[kind])])
                due[kind] += 1
        found.append(tuple(sorted(seats)))
    return tuple(found)
