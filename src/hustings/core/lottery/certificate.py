"""The proof that no lottery is fairer: whole-number weights that anyone can add up.

Give each person a weight, each line and each seat a price. On any panel, whoever sits there has weight at most: price
of the seat, prices of the person's lines, and what is left (never less than 0). Summed with each line's bound that is
the most weight any panel can hold. The weighted mean of the chances can be no more, so the lowest cannot either.

Later levels count only lotteries in which everybody settled before keeps at least the chance stated for them.

Source: weak duality of linear programs; D. Bertsimas, J. Tsitsiklis: Introduction to Linear Optimization, chapter 4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from hustings.core.lottery.people import Line, Plan

UNIT = 10**9
"""Chances in a certificate are whole numbers of this part of one."""


@dataclass(frozen=True, slots=True)
class LevelProof:
    """Prices for one level, in whole numbers.

    people: indices whose lowest chance the level is about · kept: what those of them who are not among the next level's
    people keep from then on (of UNIT) · weights: by index, for them and for those settled before ·
    lines: a price for each line of the plan · seat: the price of a seat.
    """

    people: tuple[int, ...]
    kept: int
    weights: Mapping[int, int]
    lines: tuple[int, ...]
    seat: int

    def as_json(self) -> dict[str, Any]:
        return {
            "people": list(self.people),
            "kept": self.kept,
            "weights": [[index, self.weights[index]] for index in sorted(self.weights)],
            "lines": list(self.lines),
            "seat": self.seat,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "LevelProof":
        weights = dict(value["weights"])
        return cls(tuple(value["people"]), value["kept"], weights, tuple(value["lines"]), value["seat"])


def most_weight(plan: Plan, lines: Sequence[Line], proof: LevelProof) -> int:
    """No panel of the plan holds more weight than this."""
    places = {(line.column, line.value): number for number, line in enumerate(lines)}
    total = plan.seats * proof.seat
    for line, price in zip(lines, proof.lines, strict=True):
        total += price * (line.high if price > 0 else line.low)
    for index, person in enumerate(plan.people):
        own = proof.weights.get(index, 0) - proof.seat
        for column in plan.columns:
            number = places.get((column, person.values.get(column, "")))
            own -= proof.lines[number] if number is not None else 0
        total += max(own, 0)
    return total


def bounds(plan: Plan, proofs: Sequence[LevelProof]) -> list[Fraction]:
    """For each level the bound on the lowest chance of its people, given the levels before it.

    Whoever is in a level's people and not in the next one's is settled, and keeps the level's chance from then on.
    """
    lines = plan.lines()
    found: list[Fraction] = []
    kept: dict[int, int] = {}
    for proof, following in zip_longest(proofs, proofs[1:]):
        people = set(proof.people)
        own = sum(weight for index, weight in proof.weights.items() if index in people)
        owed = sum(weight * kept[index] for index, weight in proof.weights.items() if index not in people)
        bound = (most_weight(plan, lines, proof) - Fraction(owed, UNIT)) / own if own else Fraction(1)
        found.append(min(max(bound, Fraction(0)), Fraction(1)))
        kept |= dict.fromkeys(people - set(following.people if following else ()), proof.kept)
    return found
