"""Fixing a panel straight from the roll: that equal chances and the quotas go together is known before the seed."""

from hustings.core.lottery.cube_plan import CubePlan
from hustings.core.lottery.refusals import EqualChanceImpossible, NoPanelPossible
from hustings.core.lottery.relaxation import Change, smallest_change


def check_cube(plan: CubePlan) -> None:
    """Raises: EqualChanceImpossible, NoPanelPossible, each with the smallest change that helps; SolverGaveUp."""
    unfit = [Change(*one) for one in plan.unfit()]
    if unfit:
        raise EqualChanceImpossible(changes="; ".join(change.words for change in unfit), where=unfit[0].line.column)
    changes = smallest_change(plan.kinds, plan.lines)
    if changes:
        raise NoPanelPossible(seats=plan.seats, changes="; ".join(change.words for change in changes))
