"""From the solver's prices to whole-number proofs (`certificate`), which no longer need to be trusted."""

import numpy as np

from hustings.core.lottery.certificate import UNIT, LevelProof
from hustings.core.lottery.kinds import Ints, Kinds
from hustings.core.lottery.targets import Target

SCALE = 10**10
"""What the weights of a level's people add up to, about."""


def level_proofs(kinds: Kinds, target: Target, barred: Ints) -> tuple[LevelProof, ...]:
    """One proof for each level of a target, lowest first. Barred kinds are in none."""
    still = np.ones(kinds.n, dtype=bool)
    still[barred] = False
    found = []
    for level in target.levels:
        scale = SCALE / max(float((level.kind_prices * kinds.size)[still].sum()), 1e-12)
        rounded = np.rint(level.kind_prices * scale).astype(np.int64)
        weights = {index: int(rounded[kind]) for kind in np.flatnonzero(rounded) for index in kinds.members[kind]}
        found.append(
            LevelProof(
                people=tuple(sorted(index for kind in np.flatnonzero(still) for index in kinds.members[kind])),
                kept=max(int(level.chance * UNIT) - 2, 0),
                weights=weights,
                lines=tuple(int(price) for price in np.rint(level.line_prices * scale)),
                seat=round(level.seat_price * scale),
            )
        )
        still[level.settled] = False
    return tuple(found)
