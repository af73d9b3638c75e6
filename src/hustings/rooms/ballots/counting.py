"""Opening what may be opened of a closed poll, and adding it up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hustings.core.ballots.belenios_v1 import chain
from hustings.core.ballots.units import poll_head
from hustings.rooms.ballots.box import box_path, open_box
from hustings.rooms.ballots.models import Poll
from hustings.rooms.ballots.queries import archive_digest, archive_name, sums_of
from hustings.rooms.ballots.refusals import TooFewBallots, UnitSealed


@dataclass(frozen=True, slots=True)
class Sum:
    """What was opened of a group of units: how many ballots it has, and how many each answer."""

    units: tuple[str, ...]
    n_counted: int
    counts: tuple[int, ...]


def require_alone(row: Poll, unit: str) -> None:
    """A unit's own tally may be decrypted only if it is opened by itself. Raises: UnitNotClosed, UnitSealed."""
    if (unit,) not in sums_of(row):
        raise UnitSealed(unit=unit, minimum=row.minimum, where=row.code)


def open_sums(row: Poll) -> tuple[Sum, ...]:
    """Combine the trustees' parts of everything that may be opened.

    Raises: TooFewBallots, DecryptionsMissing, ResultNotFound.
    """
    groups = sums_of(row)
    if not groups:
        raise TooFewBallots(minimum=row.minimum, where=row.code)
    return tuple(_alone(row, group) for group in groups)


def _alone(row: Poll, group: tuple[str, ...]) -> Sum:
    with open_box(box_path(cycle=row.cycle, poll=row.code, unit=group[0])) as opened:
        counts = opened.box.results[0] if opened.box.stage == chain.RESULT else opened.count()
        return Sum(group, opened.box.n_counted, tuple(counts))


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
        with open_box(box_path(**place)) as opened:
            box = opened.box
            numbers = {"n_ballots": box.n_ballots, "n_counted": box.n_counted, "head": box.head}
        file = {"archive": archive_name(row.code, unit.code), "archive_digest": archive_digest(**place)}
        yield {"unit": unit.code} | numbers | file


def added_up(sums: Sequence[Sum]) -> list[int]:
    """The poll's counts: those of its sums, answer by answer."""
    return [sum(counts) for counts in zip(*(each.counts for each in sums), strict=True)]
