"""An invented roll of up to 1.3 million members over sizes and places of real locals; the same seed, the same bytes.

Invented here, without a source: the mix of statuses, the days of joining and paying, the share of members who live in
another state. Locals are R-001 … and members M0000001 …; there are no names of people, and every address ends in
`.example`.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from itertools import accumulate, islice
from pathlib import Path
from random import Random

from hustings.rooms.roll.columns import LOCAL_COLUMNS, MEMBER_COLUMNS, Status
from hustings.rooms.roll.refusals import FileExists, NotANumberOfMembers

MOST = 1_300_000
AS_OF = date(2026, 1, 1)
OLDEST_YEARS = 40

STATUSES: Sequence[tuple[Status, float]] = (
    (Status.ACTIVE, 0.86),
    (Status.RETIRED, 0.08),
    (Status.FEE_PAYER, 0.03),
    (Status.WITHDRAWN, 0.02),
    (Status.SUSPENDED, 0.01),
)
SHARE_PAID_UP = 0.96
SHARE_LIVING_ELSEWHERE = 0.06


@dataclass(frozen=True, slots=True)
class InventedLocal:
    """A local of an invented roll: where it is, and how many members it gets."""

    code: str
    city: str
    state: str
    n_members: int


@dataclass(frozen=True, slots=True)
class MadeRoll:
    """The two files that were written."""

    members_csv: Path
    locals_csv: Path
    n_members: int
    n_locals: int


def make_roll(*, n_members: int, seed: int, out: Path, as_of: date = AS_OF) -> MadeRoll:
    """Write `out` (members) and, beside it, the same name with `-locals` (locals).

    `as_of` is the day around which dues are paid: choose it near the record date.

    Raises: NotANumberOfMembers, FileExists.
    """
    beside = locals_file(out)
    for path in (out, beside):
        if path.exists():
            raise FileExists(file=path, where=str(path))
    invented = invented_locals(n_members)
    with beside.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in LOCAL_COLUMNS])
        writer.writerows([at.code, "", f"Rehearsal Local {at.code}", at.city, at.state] for at in invented)
    with out.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in MEMBER_COLUMNS])
        writer.writerows(_members(invented, Random(seed), as_of))  # noqa: S311  invented people, not secrets
    return MadeRoll(out, beside, n_members, len(invented))


def locals_file(members_csv: Path) -> Path:
    """The name of the file of locals beside a file of members: `roll.csv` and `roll-locals.csv`."""
    return members_csv.with_name(f"{members_csv.stem}-locals{members_csv.suffix}")


def invented_locals(n_members: int) -> tuple[InventedLocal, ...]:
    """`n_members` spread over the real sizes and places.

    One member to each local first (to the largest, where there are too few), the rest in proportion to what is left
    of their sizes, by largest remainders: the table's own total gives the table's own sizes.

    Raises: NotANumberOfMembers.
    """
    if not 1 <= n_members <= MOST:
        raise NotANumberOfMembers(given=n_members, most=MOST)
    places = _places()
    sizes = [int(place["n_members"]) for place in places]
    order = sorted(range(len(sizes)), key=lambda index: (-sizes[index], index))
    given = [0] * len(sizes)
    for index in order[:n_members]:
        given[index] = 1
    rest, total = n_members - sum(given), sum(sizes) - len(sizes)
    shares = [divmod(rest * (size - 1), total) for size in sizes]
    by_remainder = sorted(range(len(sizes)), key=lambda index: (-shares[index][1], index))
    extra = set(islice(by_remainder, rest - sum(whole for whole, _ in shares)))
    n_of = [got + whole + (index in extra) for index, (got, (whole, _)) in enumerate(zip(given, shares, strict=True))]
    return tuple(
        InventedLocal(f"R-{number:03}", place["city"], place["state"], n)
        for number, (place, n) in enumerate(zip(places, n_of, strict=True), start=1)
        if n
    )


def _places() -> list[dict[str, str]]:
    text = files("hustings.rooms.roll").joinpath("data", "local_sizes.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _members(invented: Sequence[InventedLocal], random: Random, as_of: date) -> Iterator[tuple[str, ...]]:
    """Rows in the order of MEMBER_COLUMNS."""
    statuses = [str(status) for status, _ in STATUSES]
    limits = list(accumulate(share for _, share in STATUSES))
    states = [at.state for at in invented]
    days = _days(as_of)
    last = len(days) - 1
    number = 0
    for at in invented:
        for _ in range(at.n_members):
            number += 1
            status = random.choices(statuses, cum_weights=limits)[0]
            state = random.choice(states) if random.random() < SHARE_LIVING_ELSEWHERE else at.state
            joined_on = days[int(last * random.random() ** 2)]
            code = f"M{number:07}"
            yield code, at.code, state, status, joined_on, _paid_until(random, as_of), f"{code.lower()}@members.example"


def _days(as_of: date) -> list[str]:
    """Every day of the last forty years as text, the latest first."""
    return [(as_of - timedelta(days=back)).isoformat() for back in range(OLDEST_YEARS * 365)]


def _paid_until(random: Random, as_of: date) -> str:
    chance = random.random()
    if chance < SHARE_PAID_UP:
        return (as_of + timedelta(days=random.randrange(30, 210))).isoformat()
    if chance < (1 + SHARE_PAID_UP) / 2:
        return (as_of - timedelta(days=random.randrange(1, 400))).isoformat()
    return ""
