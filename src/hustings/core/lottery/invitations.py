"""Invitations by systematic sampling: so many of a frozen roll, each member with exactly the same chance.

The roll lies in one order: by group (local, and whatever else is counted), then by number. Every N/n-th place is taken
from a start that the seed gives; so each group gets its share, rounded down or up. Which members of a group they are,
the seed says as well. Work grows with groups and invitations, and the list itself is read once.

Source: W. Madow, L. Madow: On the theory of systematic sampling (1944); subsets: R. Floyd in J. Bentley: Programming
pearls (CACM 30, 1987).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from typing import Any

from hustings.core.canonical import NotCanonical, canonical_bytes, digest, parse_canonical
from hustings.core.lottery.drawing import check_opened_terms
from hustings.core.lottery.fixed import Terms, read_terms, terms_body
from hustings.core.lottery.refusals import LotteryRefused, NotALottery, RollOutOfOrder, TooManyInvited
from hustings.core.lottery.seed import Opened, below, make_seed

FORMAT = "hustings-invitations/1"
KEYS = {"format", "title", "roll", "by", "groups", "n_invited", "operator", "contributors", "outside"}
START = "invitations"

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Members who count together: the values of the columns that group them, and how many they are."""

    key: Key
    n_members: int


@dataclass(frozen=True, slots=True)
class InvitationPlan:
    """What is fixed before invitations are drawn.

    roll: the digest of the frozen list · by: the columns that group it · groups: ascending by key.
    Raises: TooManyInvited, RollOutOfOrder.
    """

    terms: Terms
    roll: str
    by: tuple[str, ...]
    groups: tuple[Group, ...]
    n_invited: int

    def __post_init__(self) -> None:
        if not 0 < self.n_invited <= self.n_members:
            raise TooManyInvited(n_invited=self.n_invited, n_members=self.n_members)
        keys = [group.key for group in self.groups]
        if any(one >= two for one, two in pairwise(keys)):
            raise RollOutOfOrder(why="groups do not ascend, or one is there twice")

    @property
    def n_members(self) -> int:
        return sum(group.n_members for group in self.groups)

    @property
    def body(self) -> dict[str, Any]:
        """The file's JSON."""
        terms = terms_body(self.terms)
        return {
            "format": FORMAT,
            "roll": self.roll,
            "by": list(self.by),
            "groups": [[*group.key, group.n_members] for group in self.groups],
            "n_invited": self.n_invited,
            **{name: terms[name] for name in ("title", "operator", "contributors", "outside")},
        }

    @property
    def digest(self) -> str:
        """The SHA-256 of the file's bytes (hex)."""
        return digest(self.body)

    def as_bytes(self) -> bytes:
        """The file."""
        return canonical_bytes(self.body)


def read_invitation_plan(data: bytes, *, where: str = "") -> InvitationPlan:
    """Raises: NotALottery."""
    wanted = "a plan of invitations"
    try:
        body = parse_canonical(data, where=where)
        if body["format"] != FORMAT or set(body) != KEYS:
            raise ValueError("format or fields differ")
        groups = tuple(Group(tuple(group[:-1]), group[-1]) for group in body["groups"])
        terms = read_terms(body | {"last_draw": "seed", "tables": 0})
        return InvitationPlan(terms, body["roll"], tuple(body["by"]), groups, body["n_invited"])
    except (NotCanonical, LotteryRefused) as error:
        raise NotALottery(wanted=wanted, why=error.message.rstrip("."), where=where) from error
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise NotALottery(wanted=wanted, why=f"{type(error).__name__}: {error}", where=where) from error


def invitation_seed(plan: InvitationPlan, opened: Opened) -> bytes:
    """The seed, after every part was checked. Raises: SecretDiffers, SeedIncomplete, PulseRefused."""
    check_opened_terms(plan.terms, opened, n_panels=0)
    return make_seed(fixed_digest=plan.digest, opened=opened)


def shares(sizes: Sequence[int], n_invited: int, *, start: int) -> list[int]:
    """How many of each group are invited: every N/n-th place from a start below N. Sums to `n_invited`."""
    n_members = sum(sizes)

    def taken_before(place: int) -> int:
        """How many of the places floor((start + j N) / n) lie before this one."""
        return max(0, -((start - place * n_invited) // n_members))

    edges = [taken_before(place) for place in accumulate(sizes, initial=0)]
    return [after - before for before, after in pairwise(edges)]


def places(size: int, n_wanted: int, *, seed: bytes, group: int) -> list[int]:
    """Which places of a group (from 0) are invited: every subset of `n_wanted` is as likely as any other."""
    chosen: set[int] = set()
    for last in range(size - n_wanted, size):
        place = below(last + 1, seed=seed, label=f"{START} {group} {last}")
        chosen.add(last if place in chosen else place)
    return sorted(chosen)


def invited(
    members: Iterable[tuple[Key, str]], groups: Sequence[Group], n_invited: int, *, seed: bytes
) -> Iterator[str]:
    """The numbers of those who are invited, from the frozen list (group key, number) in its order. Reads it once.

    Raises: RollOutOfOrder, where the list is not the one whose groups were summed.
    """
    waiting = iter(members)
    sizes = [group.n_members for group in groups]
    wanted = shares(sizes, n_invited, start=below(sum(sizes), seed=seed, label=START))
    for place, (group, n_wanted) in enumerate(zip(groups, wanted, strict=True)):
        numbers = _numbers(list(islice(waiting, group.n_members)), group)
        for chosen in places(group.n_members, n_wanted, seed=seed, group=place):
            yield numbers[chosen]
    if next(waiting, None) is not None:
        raise RollOutOfOrder(why="it holds more members than were summed")


def _numbers(found: list[tuple[Key, str]], group: Group) -> list[str]:
    keys = {key for key, _ in found}
    numbers = [number for _, number in found]
    if len(found) != group.n_members or (found and keys != {group.key}):
        raise RollOutOfOrder(why=f"{' '.join(group.key)} has not {group.n_members} members", where=" ".join(group.key))
    if any(map(str.__ge__, numbers, numbers[1:])):
        raise RollOutOfOrder(why="numbers do not ascend, or one is there twice", where=" ".join(group.key))
    return numbers


def summed(members: Iterable[tuple[Key, str]]) -> tuple[Group, ...]:
    """The groups of a list, ascending."""
    counts: dict[Key, int] = {}
    for key, _ in members:
        counts[key] = counts.get(key, 0) + 1
    return tuple(Group(key, counts[key]) for key in sorted(counts))
