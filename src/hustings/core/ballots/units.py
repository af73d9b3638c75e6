"""Reporting units of a secret poll: who is counted together, and what may be opened after the close.

    merge_locals(sizes, least=3000)                    → the units, made before the poll opens from numbers alone
    may_open(units, counts=…, minimum=30)              → the groups of units whose sum may be decrypted, nothing else

Both depend on nothing but what stands in front of them: the first on the frozen roll's numbers, the second on what was
declared before the opening and on how many ballots count. Nobody chooses anything after the vote. Specification and
the proof that no difference of published sums is small: docs/spec/poll.md, section 5.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from hustings.core.ballots.refusals import OutcomeRefused, SetupRefused
from hustings.core.canonical import sha256_hex

LEAST_ELIGIBLE = 3000
"""Members who may vote that a unit has at least, where nothing else is asked for."""

MINIMUM_BALLOTS = 30
"""Counted ballots below which nothing is opened, where the rulebook says nothing else."""

EVERYBODY = "All members"
_SHOWN_DISTRICTS = 2


class UnitsWrong(SetupRefused):
    """The units of a poll do not fit together."""

    code = "units-wrong"
    says = "The reporting units do not hold: {reason}."
    todo = "Make the units again from the frozen roll with “hustings ballots units”."


class UnitNotClosed(OutcomeRefused):
    """What may be opened is asked before every unit's number of ballots is known."""

    code = "unit-not-closed"
    says = "Nothing can be opened before every unit is closed; missing: {units}."
    todo = "Close every unit of the poll first. What may be opened depends on the numbers of all of them."


@dataclass(frozen=True, slots=True)
class LocalSize:
    """A local of the frozen roll: its district (state), and how many of its members may vote."""

    code: str
    name: str
    district: str
    n_eligible: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit: the smallest group whose result may be shown.

    `locals_in` are codes of locals; empty where the poll is not divided by locals. `neighbour` is the code of the unit
    with which it is counted if too few vote; empty only for the one unit of an undivided poll.
    """

    code: str
    name: str
    n_eligible: int
    locals_in: tuple[str, ...]
    neighbour: str


def everybody(*, n_eligible: int, locals_in: Sequence[str] = ()) -> tuple[Unit, ...]:
    """The one unit of a poll that is not divided."""
    return (Unit(unit_code(1), EVERYBODY, n_eligible, tuple(locals_in), ""),)


def unit_code(number: int) -> str:
    """The code of the unit with this number, from 1."""
    return f"U{number:02}"


def poll_head(heads: Iterable[tuple[str, str]]) -> str:
    """The head of a whole poll from the heads of its archives, given as unit and head in declared order.

    One archive's own head; of several, the SHA-256 of the lines `UNIT HEAD`, each ended by one newline.
    """
    listed = list(heads)
    if len(listed) == 1:
        return listed[0][1]
    return sha256_hex("".join(f"{unit} {head}\n" for unit, head in listed).encode())


def require_units(units: Sequence[Unit]) -> None:
    """Codes in order from U01, distinct names and locals, and for each a neighbour other than itself.

    Raises: UnitsWrong.
    """
    reason = next(_faults(units), "")
    if reason:
        raise UnitsWrong(reason=reason, where="units")


def _faults(units: Sequence[Unit]) -> Iterator[str]:
    codes = [unit.code for unit in units]
    if not codes or codes != [unit_code(number) for number in range(1, len(codes) + 1)]:
        yield "their codes are not U01, U02 and so on"
    if len({unit.name for unit in units}) < len(units) or not all(unit.name.strip() for unit in units):
        yield "two have the same name, or one has none"
    held = [local for unit in units for local in unit.locals_in]
    if len(set(held)) < len(held):
        yield "a local is in two of them"
    for unit in units:
        if unit.neighbour == unit.code or unit.neighbour not in (codes if len(codes) > 1 else [""]):
            yield f"{unit.code} has no neighbour among the others"
        if unit.n_eligible < 1:
            yield f"nobody may vote in {unit.code}"


# before the opening


def merge_locals(sizes: Iterable[LocalSize], *, least: int = LEAST_ELIGIBLE) -> tuple[Unit, ...]:
    """The units of a poll: every local in exactly one, each with at least `least` members who may vote.

    A local that is large enough is a unit. The others are joined with those of their district in the order of their
    codes, and a district's remainder with its last joined unit, or else with other districts' remainders. Only where
    all members together are fewer is the one unit smaller.

    Raises: UnitsWrong.
    """
    listed = sorted(sizes, key=lambda each: (each.district, each.code))
    if len({each.code for each in listed}) < len(listed):
        raise UnitsWrong(reason="a local is listed twice", where="locals")
    groups = _grouped(listed, least)
    groups.sort(key=lambda group: (group[0].district, group[0].code))
    names = _names(groups)
    districts = [_district(group) for group in groups]
    units = tuple(
        Unit(
            code=unit_code(place + 1),
            name=names[place],
            n_eligible=_size(group),
            locals_in=tuple(sorted(each.code for each in group)),
            neighbour=_neighbour(districts, place),
        )
        for place, group in enumerate(groups)
    )
    require_units(units)
    return units


Group = list[LocalSize]


def _size(group: Group) -> int:
    return sum(each.n_eligible for each in group)


def _grouped(listed: Sequence[LocalSize], least: int) -> list[Group]:
    large = [[each] for each in listed if each.n_eligible >= least]
    joined: list[Group] = []
    left: Group = []
    small = (each for each in listed if each.n_eligible < least)
    for _, those in groupby(small, key=lambda each: each.district):
        made, over = _walk(those, least)
        if made:
            made[-1] += over
        else:
            left += over
        joined += made
    across, over = _walk(left, least)
    groups = [*large, *joined, *across]
    if over and groups:
        # The last joined across districts, or else the smallest of all, takes what is left in the end.
        taker = across[-1] if across else min(groups, key=lambda group: (_size(group), group[0].code))
        taker += over
        taker.sort(key=lambda each: (each.district, each.code))
    return groups or [over]


def _walk(those: Iterable[LocalSize], least: int) -> tuple[list[Group], Group]:
    """Groups of at least `least`, filled one after the other, and the remainder that is smaller."""
    made: list[Group] = []
    filling: Group = []
    for each in those:
        filling.append(each)
        if _size(filling) >= least:
            made.append(filling)
            filling = []
    return made, filling


def _district(group: Group) -> str | None:
    """The one district of a group; None if it has several."""
    return group[0].district if len({each.district for each in group}) == 1 else None


def _neighbour(districts: Sequence[str | None], place: int) -> str:
    """The next unit of the same district, or else the one before it there, or else the next; the last has the last but
    one."""
    if len(districts) == 1:
        return ""
    after, before = place + 1, place - 1
    own = districts[place]
    near = [each for each in (after, before) if 0 <= each < len(districts)]
    chosen = next((each for each in near if own is not None and districts[each] == own), near[0])
    return unit_code(chosen + 1)


def _names(groups: Sequence[Group]) -> list[str]:
    plain = [_name(group) for group in groups] if len(groups) > 1 else [EVERYBODY]
    return [
        name if plain.count(name) == 1 else f"{name} ({_codes(group)})"
        for name, group in zip(plain, groups, strict=True)
    ]


def _name(group: Group) -> str:
    if len(group) == 1:
        return group[0].name.strip() or group[0].code
    districts = list(dict.fromkeys(each.district or "no district" for each in group))
    shown, more = districts[:_SHOWN_DISTRICTS], len(districts) - _SHOWN_DISTRICTS
    named = ", ".join(shown) + (f" and {more} more" if more > 0 else "")
    return f"{named}: {len(group)} locals"


def _codes(group: Group) -> str:
    codes = sorted(each.code for each in group)
    return codes[0] if len(codes) == 1 else f"{codes[0]} to {codes[-1]}"


# after the close


def may_open(units: Sequence[Unit], *, counts: Mapping[str, int], minimum: int) -> tuple[tuple[str, ...], ...]:
    """The groups of units whose sums may be decrypted, each group as the codes of its units in declared order.

    `counts`: how many ballots count in each unit, by its code, after every unit has closed. Every unit is in exactly
    one group, and every group has at least `minimum` counted ballots; a group of one is opened in its own archive, of
    a larger one only the product of all its tallies. Empty if the whole poll has fewer: then nothing may be opened.

    First each unit that is too small joins its neighbour. While a group is still too small, the first such (in
    declared order) joins the group of the neighbour that it names: that of its first unit whose neighbour lies outside;
    or, if none does, the first group that names a unit of it; or, if none does, the one declared after it.

    Raises: UnitsWrong, UnitNotClosed.
    """
    require_units(units)
    missing = [unit.code for unit in units if unit.code not in counts]
    if missing:
        raise UnitNotClosed(units=", ".join(missing), where="units")
    order = {unit.code: place for place, unit in enumerate(units)}
    neighbours = [order.get(unit.neighbour, -1) for unit in units]
    found = [counts[unit.code] for unit in units]
    groups = [[place] for place in range(len(units))]
    for place, neighbour in enumerate(neighbours):
        if found[place] < minimum and len(groups) > 1:
            groups = _joined(groups, place, neighbour)
    while len(groups) > 1:
        small = next((group for group in groups if sum(found[place] for place in group) < minimum), None)
        if small is None:
            break
        groups = _joined(groups, small[0], _partner(groups, small, neighbours)[0])
    if sum(found) < minimum:
        return ()
    return tuple(tuple(units[place].code for place in group) for group in groups)


def _joined(groups: Sequence[list[int]], one: int, other: int) -> list[list[int]]:
    """The groups with those of two units made one, in the order of their first units."""
    apart = [group for group in groups if one not in group and other not in group]
    together = [place for group in groups if one in group or other in group for place in group]
    return sorted([*apart, sorted(together)])


def _partner(groups: Sequence[list[int]], small: list[int], neighbours: Sequence[int]) -> list[int]:
    """The group that a small one joins."""
    home = {place: group for group in groups for place in group}
    for place in small:
        if neighbours[place] not in small:
            return home[neighbours[place]]
    for group in groups:
        if group is not small and any(neighbours[place] in small for place in group):
            return group
    return groups[(groups.index(small) + 1) % len(groups)]
