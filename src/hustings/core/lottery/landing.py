"""The end of a cube walk: the last shares are settled together, in whole numbers, so that every line is kept.

Where shares are left, the walk has come to a corner that no mix of panels reaches. Of the ways to round the shares
those count that keep every line and are nearest to them; the seed chooses one, each as likely. `off` says by how much
the mean of these ways differs from the shares: so much this last step changes chances.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import floor

from hustings.core.lottery.kinds import Kinds

MOST_LEFT = 14
"""So many last shares are settled together, over all ways to round them."""

Way = tuple[int, ...]
"""The seats of each kind that was left, ascending by kind."""


@dataclass(frozen=True, slots=True)
class Landing:
    """The ways to settle the kinds that were left, each as likely, and what their mean is off in seats, added up."""

    kinds: tuple[int, ...]
    ways: tuple[Way, ...]
    off: Fraction

    def seats(self, number: int) -> dict[int, int]:
        """The seats of these kinds in the way of this number."""
        return dict(zip(self.kinds, self.ways[number], strict=True))


def landing(kinds: Kinds, settled: Mapping[int, int], left: Mapping[int, Fraction]) -> Landing | None:
    """How the shares `left` (by kind) are settled beside the `settled` ones; None where no way keeps all lines."""
    if len(left) > MOST_LEFT:
        return None
    names = tuple(sorted(left))
    shares = [left[kind] for kind in names]
    rooms = list(_rooms(kinds, settled, names))
    ways = [way for way in _roundings(shares) if _fits(way, rooms)]
    if not ways:
        return None
    least = min(_distance(way, shares) for way in ways)
    nearest = tuple(way for way in ways if _distance(way, shares) == least)
    mean = [Fraction(sum(seats), len(nearest)) for seats in zip(*nearest, strict=True)]
    return Landing(names, nearest, _distance(mean, shares))


def _roundings(shares: Sequence[Fraction]) -> Iterator[Way]:
    """Every way to round down or up; the last share changes first, down before up."""
    return product(*((floor(share), floor(share) + 1) for share in shares))


def _rooms(kinds: Kinds, settled: Mapping[int, int], names: Sequence[int]) -> Iterator[tuple[list[int], int, int]]:
    """For each line the places of those who count there, and how many seats they may and must have; the total last."""
    held = [0] * (kinds.n_lines + 1)
    for kind, seats in settled.items():
        for line in kinds.line[kind]:
            held[line] += seats
    for line in range(kinds.n_lines):
        rows = [place for place, kind in enumerate(names) if line in kinds.line[kind]]
        yield rows, int(kinds.low[line]) - held[line], int(kinds.high[line]) - held[line]
    free = kinds.seats - sum(settled.values())
    yield list(range(len(names))), free, free


def _fits(way: Way, rooms: Sequence[tuple[list[int], int, int]]) -> bool:
    return all(low <= sum(way[place] for place in rows) <= high for rows, low, high in rooms)


def _distance(some: Sequence[Fraction | int], others: Sequence[Fraction]) -> Fraction:
    return sum((abs(one - other) for one, other in zip(some, others, strict=True)), Fraction(0))
