"""Who meets in which slot: one plan from what every campaign can and prefers, the same for whoever works it out.

The plan is the first by these rules, each deciding only between plans that are equal by those before it:

1. as many candidates as possible get a slot;
2. where not all can, those who come earlier in the lottery's order do;
3. the sum of the ranks is the smallest (1: the slot that a campaign likes best);
4. who comes earlier in the lottery's order has the better rank; of slots it likes equally, the lower number.

Source: for who blocks whom, P. Hall, On representatives of subsets (1935); for the plan, R. Jonker and A. Volgenant,
A shortest augmenting path algorithm for dense and sparse linear assignment problems (1987).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Wish:
    """What one candidate was offered and says of it; slots are numbers.

    `ranked`: the best first. What is neither ranked nor impossible is as good as any other such, after those ranked.
    """

    candidate: str
    offered: tuple[int, ...]
    ranked: tuple[int, ...] = ()
    impossible: frozenset[int] = frozenset()

    def rank(self, slot: int) -> int | None:
        """From 1, the best, upwards; None where the slot is impossible or was not offered."""
        if slot not in self.offered or slot in self.impossible:
            return None
        return self.ranked.index(slot) + 1 if slot in self.ranked else len(self.ranked) + 1

    @property
    def possible(self) -> tuple[int, ...]:
        return tuple(sorted(slot for slot in set(self.offered) if slot not in self.impossible))

    def as_json(self) -> dict[str, Any]:
        said = {"offered": sorted(set(self.offered)), "ranked": list(self.ranked)}
        return {"candidate": self.candidate} | said | {"impossible": sorted(self.impossible)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Wish":
        return cls(value["candidate"], tuple(value["offered"]), tuple(value["ranked"]), frozenset(value["impossible"]))


@dataclass(frozen=True, slots=True)
class Block:
    """Why somebody gets nothing: these candidates can only come in these slots, and there are fewer of them.

    Both sorted; as small as it can be. `slots` is empty where one candidate can come in none.
    """

    candidates: tuple[str, ...]
    slots: tuple[int, ...]

    @property
    def n_left_out(self) -> int:
        """How many of the candidates get no slot in any plan."""
        return len(self.candidates) - len(self.slots)

    def as_json(self) -> dict[str, Any]:
        return {"candidates": list(self.candidates), "slots": list(self.slots)}


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan. `order`: of the lottery; `given`: slot by candidate, in that order; `total_rank`: the sum of ranks."""

    order: tuple[str, ...]
    given: Mapping[str, int]
    left_out: tuple[str, ...]
    total_rank: int
    blocks: tuple[Block, ...]


def lottery_order(candidates: Iterable[str], *, seed: str) -> tuple[str, ...]:
    """Candidates by the SHA-256 of the seed followed by their code, both in UTF-8."""
    return tuple(sorted(candidates, key=lambda code: (sha256((seed + code).encode()).hexdigest(), code)))


def next_for(slot: int, wishes: Iterable[Wish], *, seed: str) -> tuple[str, ...]:
    """Who can take a slot that became free, the next one first: the lottery's order, as where two want the same."""
    return lottery_order((wish.candidate for wish in wishes if wish.rank(slot) is not None), seed=seed)


def match_slots(wishes: Iterable[Wish], *, seed: str) -> Plan:
    """The one plan by the rules above. The order of the wishes does not matter; each candidate has one wish."""
    known = {wish.candidate: wish for wish in wishes}
    order = lottery_order(known, seed=seed)
    slots = sorted({slot for wish in known.values() for slot in wish.possible})
    chosen = _assign(_costs([known[code] for code in order], slots)) if order else []
    given = {code: slots[column] for code, column in zip(order, chosen, strict=True) if column < len(slots)}
    left_out = tuple(code for code in order if code not in given)
    total_rank = sum(known[code].rank(slot) or 0 for code, slot in given.items())
    return Plan(order, given, left_out, total_rank, tuple(_blocks(known, given, left_out)))


def _costs(wishes: Sequence[Wish], slots: Sequence[int]) -> list[list[int]]:
    """Costs of each candidate (rows, in the lottery's order) in each slot, then in as many places of those left out.

    The rules are the digits of one number, the most important first; no digit can overflow into the one before it.
    """
    n, n_slots = len(wishes), len(slots)
    weight, by_slot, by_rank, by_absence = 1, [0] * n, [0] * n, [0] * n
    for digits, base in ((by_slot, n_slots + 1), (by_rank, n_slots + 2)):
        for row in reversed(range(n)):
            digits[row], weight = weight, weight * base
    by_total, weight = weight, weight * (n * (n_slots + 1) + 1)
    for row in reversed(range(n)):
        by_absence[row], weight = weight, weight * 2
    absent = weight
    never = absent * 2 * (n + 1)
    rows = []
    for row, wish in enumerate(wishes):
        ranks = [wish.rank(slot) for slot in slots]
        told = [
            never if rank is None else rank * (by_total + by_rank[row]) + place * by_slot[row]
            for place, rank in enumerate(ranks)
        ]
        rows.append(told + [absent + by_absence[row]] * n)
    return rows


def _assign(costs: Sequence[Sequence[int]]) -> list[int]:
    """A column of its own for each row, with the smallest sum of costs. There are at least as many columns as rows."""
    row_prices, column_prices = [0] * len(costs), [0] * len(costs[0])
    holders: dict[int, int] = {}
    for row in range(len(costs)):
        _seat(row, costs, holders, row_prices, column_prices)
    columns = {row: column for column, row in holders.items()}
    return [columns[row] for row in range(len(costs))]


def _seat(
    row: int, costs: Sequence[Sequence[int]], holders: dict[int, int], row_prices: list[int], column_prices: list[int]
) -> None:
    """Seat one more row along the cheapest path of moves; prices keep every path's cost at or above zero."""
    far: dict[int, int] = {}
    came: dict[int, int | None] = {}
    settled: list[int] = []
    current, last, reached = row, None, 0
    while True:
        for column in range(len(column_prices)):
            length = reached + costs[current][column] - row_prices[current] - column_prices[column]
            if column not in settled and (column not in far or length < far[column]):
                far[column], came[column] = length, last
        last = min((column for column in far if column not in settled), key=lambda column: (far[column], column))
        reached = far[last]
        if last not in holders:
            break
        settled.append(last)
        current = holders[last]
    row_prices[row] += reached
    for column in settled:
        row_prices[holders[column]] += reached - far[column]
        column_prices[column] -= reached - far[column]
    step: int | None = last
    while step is not None:
        before = came[step]
        holders[step] = row if before is None else holders[before]
        step = before


def _blocks(known: Mapping[str, Wish], given: Mapping[str, int], left_out: Sequence[str]) -> Iterable[Block]:
    """For each left out the smallest set of candidates with too few slots; sets that share a slot become one."""
    holders = {slot: code for code, slot in given.items()}
    found: list[tuple[set[str], set[int]]] = []
    for code in left_out:
        candidates, slots = _reach(code, known, holders)
        for other in [each for each in found if each[1] & slots]:
            found.remove(other)
            candidates, slots = candidates | other[0], slots | other[1]
        found.append((candidates, slots))
    return sorted(
        (Block(tuple(sorted(candidates)), tuple(sorted(slots))) for candidates, slots in found),
        key=lambda block: (block.slots, block.candidates),
    )


def _reach(code: str, known: Mapping[str, Wish], holders: Mapping[int, str]) -> tuple[set[str], set[int]]:
    """From somebody left out: the slots they could take, who holds these, the slots those could take, and so on."""
    candidates, slots, waiting = {code}, set[int](), [code]
    while waiting:
        for slot in known[waiting.pop()].possible:
            if slot not in slots:
                slots.add(slot)
                candidates.add(holders[slot])
                waiting.append(holders[slot])
    return candidates, slots
