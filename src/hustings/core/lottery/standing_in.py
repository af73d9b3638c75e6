"""Who comes when somebody on the panel cannot: the next by the same rules, in the seed's order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hustings.core.lottery.people import Line, Person, Plan, counts_of
from hustings.core.lottery.refusals import NotOnPanel
from hustings.core.lottery.seed import rank

LABEL = "stand-in"


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who leaves and who comes (empty: nobody is left), how many seats the panel is then off its lines."""

    leaves: str
    comes: str
    off: int


def stand_ins(plan: Plan, *, seed: bytes, panel: Iterable[str], leaving: Sequence[str]) -> tuple[StandIn, ...]:
    """For everybody in `leaving`, in that order: whoever leaves the panel least off its lines, then the lowest rank.

    Raises: NotOnPanel.
    """
    place = {person.code: index for index, person in enumerate(plan.people)}
    seated = {place[code] for code in panel}
    gone: set[int] = set()
    found = []
    for code in leaving:
        if code not in place or place[code] not in seated:
            raise NotOnPanel(person=code, where=code)
        seated.remove(place[code])
        gone.add(place[code])
        off, _, best = min(_offers(plan, seed, seated, gone), default=(_off(plan, seated), "", -1))
        if best >= 0:
            seated.add(best)
        found.append(StandIn(code, plan.people[best].code if best >= 0 else "", off))
    return tuple(found)


def _offers(plan: Plan, seed: bytes, seated: set[int], gone: set[int]) -> list[tuple[int, str, int]]:
    """Everybody who could come: how far the panel would then be off, the rank, the index."""
    lines = {(line.column, line.value): line for line in plan.lines()}
    counts = counts_of(plan, seated)
    base = _off(plan, seated)
    found = []
    for index, person in enumerate(plan.people):
        if index not in seated and index not in gone:
            change = sum(_step(line, counts[name]) for name, line in _own(plan, person, lines))
            found.append((base + change, rank(person.code, seed=seed, label=LABEL), index))
    return found


def _own(plan: Plan, person: Person, lines: dict[tuple[str, str], Line]) -> list[tuple[tuple[str, str], Line]]:
    names = [(column, person.values.get(column, "")) for column in plan.columns]
    return [(name, lines[name]) for name in names if name in lines]


def _off(plan: Plan, seated: Iterable[int]) -> int:
    counts = counts_of(plan, seated)
    return sum(_distance(line, counts[line.column, line.value]) for line in plan.lines())


def _step(line: Line, count: int) -> int:
    return _distance(line, count + 1) - _distance(line, count)


def _distance(line: Line, count: int) -> int:
    return max(line.low - count, 0, count - line.high)
