"""Opening what may be opened of a closed poll, and adding it up."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from hustings.core.ballots.belenios_v1 import chain
from hustings.core.ballots.merged import MergedPart, SealedUnit, merge, merged_holds, read_part, sealed_box
from hustings.core.ballots.register import count_voters
from hustings.core.ballots.units import poll_head
from hustings.core.canonical import sha256_hex
from hustings.rooms.ballots.box import box_path, open_box, put_beside, standing
from hustings.rooms.ballots.models import Poll, Unit
from hustings.rooms.ballots.queries import archive_digest, archive_name, merged_name, merged_path, sums_of
from hustings.rooms.ballots.refusals import TooFewBallots, UnitSealed

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """What was opened of a group of units: how many ballots count, and how many each answer has.

    `merged_digest`: of the file in which the sum of several units is opened; empty for one unit.
    """

    units: Group
    n_counted: int
    counts: tuple[int, ...]
    merged_digest: str = ""

    def told(self, poll: str) -> dict[str, Any]:
        """The sum as the record tells it."""
        told: dict[str, Any] = {"units": list(self.units), "n_counted": self.n_counted, "counts": list(self.counts)}
        merged = {"merged": merged_name(poll, self.units[0]), "merged_digest": self.merged_digest}
        return told | merged if self.merged_digest else told


def require_group(row: Poll, units: Group) -> None:
    """Of a closed poll only the sums may be decrypted that its numbers allow. Raises: UnitNotClosed, UnitSealed."""
    if units not in sums_of(row):
        raise UnitSealed(unit=", ".join(units), minimum=row.minimum, where=row.code)


def read_merged_part(row: Poll, units: Group, part: bytes) -> MergedPart:
    """A trustee's part of the sum of several units, its proof checked. Raises: OutcomeRefused, RecordRefused."""
    return read_part(part, _sealed(row, units))


def open_sums(row: Poll) -> tuple[Sum, ...]:
    """Combine the trustees' parts of everything that may be opened.

    Raises: TooFewBallots, DecryptionsMissing, ResultNotFound.
    """
    groups = sums_of(row)
    if not groups:
        raise TooFewBallots(minimum=row.minimum, where=row.code)
    return tuple(_alone(row, group) if len(group) == 1 else _together(row, group) for group in groups)


def _alone(row: Poll, group: Group) -> Sum:
    with open_box(box_path(cycle=row.cycle, poll=row.code, unit=group[0])) as opened:
        counts = opened.box.results[0] if opened.box.stage == chain.RESULT else opened.count()
        return Sum(group, opened.box.n_counted, tuple(counts))


def _together(row: Poll, group: Group) -> Sum:
    archives = _sealed(row, group)
    parts = row.merged_parts.filter(first=group[0]).order_by("owner")
    data = merge(archives, [read_part(part.text.encode(), archives) for part in parts])
    (counts,) = merged_holds(data, archives)
    put_beside(merged_path(cycle=row.cycle, poll=row.code, first=group[0]), data)
    return Sum(group, sum(each.n_counted for each in archives), counts, sha256_hex(data))


def _sealed(row: Poll, units: Group) -> tuple[SealedUnit, ...]:
    with ExitStack() as held:
        paths = (box_path(cycle=row.cycle, poll=row.code, unit=unit) for unit in units)
        return tuple(sealed_box(held.enter_context(open_box(path)).box) for path in paths)


def ended(row: Poll) -> dict[str, Any]:
    """Where the archives of a poll that is over end: what the record names them by."""
    listed = list(_ends(row))
    return {
        "head": poll_head((each["unit"], each["head"]) for each in listed),
        "n_ballots": sum(each["n_ballots"] for each in listed),
        "n_counted": sum(each["n_counted"] for each in listed),
        "units": listed,
    }


def _ends(row: Poll) -> Iterator[dict[str, Any]]:
    for unit in row.units.order_by("pk"):
        place = {"cycle": row.cycle, "poll": row.code, "unit": unit.code}
        end = standing(box_path(**place))
        numbers = {"n_ballots": end.n_ballots, "n_counted": _n_counted(row, unit), "head": end.head}
        file = {"archive": archive_name(row.code, unit.code), "archive_digest": archive_digest(**place)}
        yield {"unit": unit.code} | numbers | file


def _n_counted(row: Poll, unit: Unit) -> int:
    """How many ballots of a unit count: known since the close, or counted now where a poll was stopped before."""
    if unit.n_counted is not None:
        return unit.n_counted
    with box_path(cycle=row.cycle, poll=row.code, unit=unit.code).open("rb") as file:
        return count_voters(file)


def stop(row: Poll) -> dict[str, Any]:
    """End every box that still takes ballots, with no tally; where they end."""
    for unit in row.units.order_by("pk"):
        with open_box(box_path(cycle=row.cycle, poll=row.code, unit=unit.code)) as opened:
            if opened.takes_ballots:
                opened.end()
    return ended(row)


def added_up(sums: Sequence[Sum]) -> list[int]:
    """The poll's counts: those of its sums, answer by answer."""
    return [sum(counts) for counts in zip(*(each.counts for each in sums), strict=True)]
