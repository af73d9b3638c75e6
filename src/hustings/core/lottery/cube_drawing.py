"""The draw straight from the roll: seats of each kind by the cube walk, then places of each kind, all from the seed.

Whole numbers and fractions throughout, so that every machine gives the same. Needs no solver. Specification:
docs/spec/lottery.md, section 9.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from hustings.core.canonical import canonical_bytes
from hustings.core.lottery.cube_plan import CubePlan
from hustings.core.lottery.drawing import check_opened_terms
from hustings.core.lottery.landing import landing
from hustings.core.lottery.refusals import CubeStuck
from hustings.core.lottery.seed import Opened, below, make_seed
from hustings.core.lottery.walking import Mover, Walk

FORMAT = "hustings-cube-draw/1"
ATTEMPTS = 50
"""So many walks, at most, until one can be settled within the quotas."""


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of one kind: places of its members (from 0, by number), and as many who stand in, in their order."""

    kind: int
    places: tuple[int, ...]
    stand_ins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CubeDrawn:
    """A draw. attempt: which walk could be settled, from 0 · off: seats by which its last step was off, added up."""

    fixed: CubePlan
    opened: Opened
    seed: bytes
    attempt: int
    off: Fraction
    panel: tuple[Seats, ...]

    @property
    def body(self) -> dict[str, Any]:
        """The transcript's JSON."""
        chance = self.fixed.chance
        return {
            "format": FORMAT,
            "fixed": self.fixed.body,
            "digest": self.fixed.digest,
            "opened": self.opened.as_json(),
            "seed": self.seed.hex(),
            "chance": [chance.numerator, chance.denominator],
            "attempt": self.attempt,
            "off": [self.off.numerator, self.off.denominator],
            "panel": [[one.kind, list(one.places), list(one.stand_ins)] for one in self.panel],
        }

    def as_bytes(self) -> bytes:
        """The transcript."""
        return canonical_bytes(self.body)


def draw_cube(fixed: CubePlan, opened: Opened) -> CubeDrawn:
    """The panel that the plan gives for what was opened.

    Raises: SecretDiffers, SeedIncomplete, PulseRefused, CubeStuck.
    """
    check_opened_terms(fixed.terms, opened, n_panels=0)
    return cube_drawn(fixed, opened)


def cube_drawn(fixed: CubePlan, opened: Opened) -> CubeDrawn:
    """The draw that follows from the seed, whose parts are taken as they are. Raises: CubeStuck."""
    seed = make_seed(fixed_digest=fixed.digest, opened=opened)
    left: dict[int, Fraction] = {}
    for attempt in range(ATTEMPTS):
        settled, left = _walked(fixed, seed, attempt)
        found = landing(fixed.kinds, settled, left)
        if found is not None:
            number = below(len(found.ways), seed=seed, label=f"cube {attempt} landing")
            seats = settled | found.seats(number)
            panel = tuple(_seated(fixed, seed, kind, seats[kind]) for kind in sorted(seats) if seats[kind])
            return CubeDrawn(fixed, opened, seed, attempt, found.off, panel)
    raise CubeStuck(n_left=len(left))


def _walked(fixed: CubePlan, seed: bytes, attempt: int) -> tuple[dict[int, int], dict[int, Fraction]]:
    """The whole seats of each kind after one walk, and the shares that are left."""
    n_kinds, n_lines, n_coins = len(fixed.groups), len(fixed.lines), 0

    def coin(chance: Fraction) -> bool:
        nonlocal n_coins
        number = below(chance.denominator, seed=seed, label=f"cube {attempt} {n_coins}")
        n_coins += 1
        return number < chance.numerator

    walk = Walk(n_lines + 1, coin)
    for kind, group in enumerate(fixed.groups):
        share = group.n_members * fixed.chance
        rows = [*(int(line) for line in fixed.kinds.line[kind]), n_lines]
        walk.enter(Mover(kind, rows, 1, floor(share), ceil(share)), share)
    for line, due in enumerate(fixed.due()):
        walk.enter(Mover(n_kinds + line, [line], -1, fixed.lines[line].low, fixed.lines[line].high), due)
    settled = {name: whole for name, whole in walk.settled.items() if name < n_kinds}
    return settled, {name: share for name, share in walk.waiting.items() if name < n_kinds}


def _seated(fixed: CubePlan, seed: bytes, kind: int, n_seats: int) -> Seats:
    """Different places of a kind in the seed's order: first those with a seat, then as many who stand in."""
    size = fixed.groups[kind].n_members
    wanted = min(2 * n_seats, size)
    found: dict[int, None] = {}
    step = 0
    while len(found) < wanted:
        found[below(size, seed=seed, label=f"cube place {kind} {step}")] = None
        step += 1
    order = tuple(found)
    return Seats(kind, order[:n_seats], order[n_seats:])
