"""The fixed plan of a panel straight from the roll: kinds of people with their counts, seats, quotas, the seed's parts.

It names nobody: who has which place of a kind stands in the roll alone, whose digest is in the plan. Specification:
docs/spec/lottery.md, section 9.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import ceil, floor
from typing import Any

import numpy as np

from hustings.core.canonical import NotCanonical, canonical_bytes, digest, parse_canonical
from hustings.core.lottery.fixed import Terms, read_terms, terms_body
from hustings.core.lottery.invitations import Group
from hustings.core.lottery.kinds import Kinds
from hustings.core.lottery.people import Line, Person, Plan, Quota
from hustings.core.lottery.refusals import LotteryRefused, NoSeats, NotALottery, NotEnoughPeople, RollOutOfOrder

FORMAT = "hustings-cube/1"
KEYS = {"format", "title", "roll", "seats", "quotas", "kinds", "operator", "contributors", "outside"}


@dataclass(frozen=True)
class CubePlan:
    """What is fixed before the walk.

    roll: the digest of the frozen list · quotas: ascending by feature and value · groups: the kinds of people, by their
    values of the features (`by`), ascending.
    Raises: NoSeats, NotEnoughPeople, RollOutOfOrder, BoundsCrossed, LineTwice, ValueMissing, ValueWithoutQuota.
    """

    terms: Terms
    roll: str
    seats: int
    quotas: tuple[Quota, ...]
    groups: tuple[Group, ...]

    def __post_init__(self) -> None:
        if self.seats < 1:
            raise NoSeats(seats=self.seats)
        if self.n_members < self.seats:
            raise NotEnoughPeople(n_people=self.n_members, seats=self.seats)
        if any(one.key >= two.key for one, two in pairwise(self.groups)) or min(g.n_members for g in self.groups) < 1:
            raise RollOutOfOrder(why="kinds of people do not ascend, or one is empty or there twice")
        people = (Person(str(number), self.values(number)) for number in range(len(self.groups)))
        Plan(1, tuple(people), self.quotas)  # one of each kind stands for all of it: values and bounds are checked

    @property
    def by(self) -> tuple[str, ...]:
        """The features, ascending."""
        return tuple(sorted({quota.feature for quota in self.quotas}))

    @cached_property
    def n_members(self) -> int:
        return sum(group.n_members for group in self.groups)

    @cached_property
    def chance(self) -> Fraction:
        """Of every member."""
        return Fraction(self.seats, self.n_members)

    def values(self, kind: int) -> Mapping[str, str]:
        """The values of a kind by feature."""
        return dict(zip(self.by, self.groups[kind].key, strict=True))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every quota as a line."""
        return tuple(Line(one.feature, one.value, one.low, one.high, cap=False) for one in self.quotas)

    @cached_property
    def kinds(self) -> Kinds:
        """The plan as arrays."""
        number = {(line.column, line.value): place for place, line in enumerate(self.lines)}
        rows = [[number[pair] for pair in zip(self.by, group.key, strict=True)] for group in self.groups]
        return Kinds(
            seats=self.seats,
            members=(),
            size=np.array([group.n_members for group in self.groups], dtype=np.int64),
            line=np.array(rows, dtype=np.int64).reshape(len(self.groups), len(self.by)),
            low=np.array([*(line.low for line in self.lines), 0], dtype=np.int64),
            high=np.array([*(line.high for line in self.lines), self.n_members], dtype=np.int64),
        )

    def due(self) -> list[Fraction]:
        """The seats that each line gets with the same chance for everybody."""
        held = [0] * len(self.lines)
        for rows, group in zip(self.kinds.line, self.groups, strict=True):
            for line in rows:
                held[line] += group.n_members
        return [count * self.chance for count in held]

    def unfit(self) -> list[tuple[Line, int, int]]:
        """Lines that equal chances break, with the bounds nearest to their own that would hold."""
        return [
            (line, min(line.low, floor(share)), max(line.high, ceil(share)))
            for line, share in zip(self.lines, self.due(), strict=True)
            if not line.low <= share <= line.high
        ]

    @cached_property
    def body(self) -> dict[str, Any]:
        """The file's JSON."""
        terms = terms_body(self.terms)
        return {
            "format": FORMAT,
            "roll": self.roll,
            "seats": self.seats,
            "quotas": [
                {"feature": one.feature, "value": one.value, "low": one.low, "high": one.high} for one in self.quotas
            ],
            "kinds": [[*group.key, group.n_members] for group in self.groups],
            **{name: terms[name] for name in ("title", "operator", "contributors", "outside")},
        }

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the file's bytes (hex)."""
        return digest(self.body)

    def as_bytes(self) -> bytes:
        """The file."""
        return canonical_bytes(self.body)


def has_format(data: bytes, name: str) -> bool:
    """Whether this file says that it is of this format."""
    try:
        body = parse_canonical(data)
    except NotCanonical:
        return False
    return isinstance(body, dict) and body.get("format") == name


def read_cube_plan(data: bytes, *, where: str = "") -> CubePlan:
    """The plan whose file is `data`. Raises: NotALottery."""
    try:
        body = parse_canonical(data, where=where)
    except NotCanonical as error:
        raise NotALottery(wanted="a fixed plan", why=error.facts["reason"], where=where) from error
    return cube_plan_from_json(body, where=where)


def cube_plan_from_json(body: Any, *, where: str = "") -> CubePlan:
    """The plan with this JSON. Raises: NotALottery."""
    try:
        if body["format"] != FORMAT or set(body) != KEYS:
            raise ValueError("format or fields differ")
        quotas = tuple(Quota(one["feature"], one["value"], one["low"], one["high"]) for one in body["quotas"])
        groups = tuple(Group(tuple(kind[:-1]), kind[-1]) for kind in body["kinds"])
        terms = read_terms(body | {"last_draw": "seed", "tables": 0})
        plan = CubePlan(terms, body["roll"], body["seats"], quotas, groups)
        if plan.body != body or list(quotas) != sorted(quotas, key=lambda one: (one.feature, one.value)):
            raise ValueError("it holds more than the format knows, or quotas do not ascend")
    except LotteryRefused as error:
        raise NotALottery(wanted="a fixed plan", why=error.message.rstrip("."), where=error.where or where) from error
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise NotALottery(wanted="a fixed plan", why=f"{type(error).__name__}: {error}", where=where) from error
    return plan
