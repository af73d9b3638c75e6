"""Division of a panel into tables that each look like the whole.

People take a table one after the other in the seed's order, each where the panel's mix suffers least; then pairs change
places as long as that helps. Whole numbers only.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from hustings.core.lottery.people import Plan
from hustings.core.lottery.seed import rank

LABEL = "table"
ROUNDS = 20


def divide(plan: Plan, *, seed: bytes, panel: Sequence[str], n_tables: int) -> tuple[tuple[str, ...], ...]:
    """The panel's codes, table by table; sizes differ by at most one, the larger tables first.

    The unevenness of a division is, summed over features, values and tables, the square of (number of tables · count at
    the table − count on the panel). Everybody in the order of `rank` with the label "table" takes the table with room
    where it grows least (the first of several). Then, in at most 20 rounds, each pair in that order changes tables if
    the unevenness falls.
    """
    order = sorted(panel, key=lambda code: rank(code, seed=seed, label=LABEL))
    hall = _Hall(plan, order, n_tables)
    room = [len(order) // n_tables + (number < len(order) % n_tables) for number in range(n_tables)]
    for code in order:
        with_room = [number for number in range(n_tables) if hall.taken[number] < room[number]]
        hall.sit(code, min(with_room, key=lambda number, code=code: (hall.cost(code, number), number)))  # type: ignore[misc]
    for _ in range(ROUNDS):
        if not sum(hall.exchange(one, other) for one, other in combinations(order, 2)):
            break
    return tuple(tuple(code for code in order if hall.table[code] == number) for number in range(n_tables))


class _Hall:
    """Who sits where, and how often each value of each feature sits at each table."""

    def __init__(self, plan: Plan, codes: Sequence[str], n_tables: int) -> None:
        wanted = set(codes)
        self._values = {
            person.code: [(name, person.values[name]) for name in plan.features]
            for person in plan.people
            if person.code in wanted
        }
        self._total = Counter(name for code in codes for name in self._values[code])
        self._held = [Counter[tuple[str, str]]() for _ in range(n_tables)]
        self.taken = [0] * n_tables
        self.table: dict[str, int] = {}

    def sit(self, code: str, number: int) -> None:
        self._held[number].update(self._values[code])
        self.taken[number] += 1
        self.table[code] = number

    def rise(self, code: str) -> int:
        number = self.table.pop(code)
        self._held[number].subtract(self._values[code])
        self.taken[number] -= 1
        return number

    def cost(self, code: str, number: int) -> int:
        """How much the unevenness grows when `code` sits down there."""
        n_tables = len(self._held)
        apart = [n_tables * self._held[number][name] - self._total[name] for name in self._values[code]]
        return sum((one + n_tables) ** 2 - one**2 for one in apart)

    def exchange(self, one: str, other: str) -> bool:
        """Change the places of two people if the unevenness falls."""
        if self.table[one] == self.table[other]:
            return False
        here, there = self.rise(one), self.rise(other)
        stay = self.cost(one, here) + self.cost(other, there)
        change = self.cost(one, there) + self.cost(other, here)
        better = change < stay
        self.sit(one, there if better else here)
        self.sit(other, here if better else there)
        return better
