"""What a voting booth needs of a poll, as it was fixed at the opening: the election's bytes, and who may vote."""

from hustings.core.ballots.belenios_v1 import opening
from hustings.ground.record.declared import query
from hustings.rooms.ballots.box import box_path
from hustings.rooms.ballots.queries import poll_row, unit_row


@query()
def election_of(*, cycle: str, poll: str, unit: str) -> bytes:
    """The exact bytes that a unit's ballots name by their hash. Raises: NoSuchPoll, NoSuchUnit."""
    with box_path(cycle=cycle, poll=poll, unit=_code(cycle, poll, unit)).open("rb") as box:
        return opening.election_bytes(box)


@query()
def credentials_from(*, cycle: str, poll: str, unit: str, prefix: str) -> tuple[str, ...]:
    """The public credentials of a unit that begin with these digits: a shelf of its list.

    Raises: NoSuchPoll, NoSuchUnit.
    """
    with box_path(cycle=cycle, poll=poll, unit=_code(cycle, poll, unit)).open("rb") as box:
        return opening.shelf(box, prefix)


def _code(cycle: str, poll: str, unit: str) -> str:
    return unit_row(poll_row(cycle=cycle, poll=poll), unit).code
