"""The units of a secret poll on the record: that nothing was opened which their numbers do not allow, and every sum."""

from collections.abc import Iterator, Sequence

from hustings.core.ballots.units import Unit, may_open, poll_head
from hustings.core.errors import Refusal
from hustings.core.projections.secret_polls import STOPPED, SecretPoll
from hustings.core.projections.statements import Statement


def units_hold(poll: SecretPoll, read: Sequence[Statement]) -> Iterator[str]:
    """What is wrong in the record's numbers of a poll; that they are those of the archives is checked unit by unit.

    `read`: all statements of the record, for the rulebook in force and the frozen roll.
    """
    yield from _fixed_before(poll, read)
    yield from _opened(poll)
    for unit in poll.units:
        if (unit.n_credentials or 0) > (unit.n_eligible or 0):
            yield f"{unit.code} has more credentials than members who may vote"
    counts = {unit.code: unit.n or 0 for unit in poll.units}
    for each in poll.sums:
        if each.n != sum(counts.get(unit, 0) for unit in each.units):
            yield f"{', '.join(each.units)}: the record says {each.n} ballots count, its units have others"
    yield from _totals(poll)
    yield from _heads(poll)


def _fixed_before(poll: SecretPoll, read: Sequence[Statement]) -> Iterator[str]:
    """The minimum is the rulebook's, and the frozen roll has as many members who may vote as there are credentials."""
    least = _last(read, "rulebook.adopted", "minimum_unit", before=poll.seq)
    if least is not None and (poll.minimum or 0) < least:
        yield f"sums of {poll.minimum} ballots may be opened, the rulebook asks for {least}"
    most = _last(read, "snapshot.frozen", "n_eligible", before=poll.seq)
    if most is not None and (poll.n_credentials or 0) > most:
        yield f"there are {poll.n_credentials} credentials, the frozen roll has {most} members who may vote"


def _last(read: Sequence[Statement], verb: str, key: str, *, before: int) -> int | None:
    told = [entry.number(key) for entry in read if entry.verb == verb and entry.seq < before]
    return told[-1] if told else None


def _opened(poll: SecretPoll) -> Iterator[str]:
    """Opened are the sums that the numbers of ballots allow; of a poll that was stopped, none."""
    units = [Unit(each.code, each.name, each.n_eligible or 0, each.locals_in, each.neighbour) for each in poll.units]
    counts = {each.code: each.n for each in poll.units if each.n is not None}
    try:
        allowed = may_open(units, counts=counts, minimum=poll.minimum or 0)
    except Refusal as refusal:
        yield str(refusal)
        return
    if poll.status in STOPPED.values():
        allowed = ()
    if tuple(each.units for each in poll.sums) != allowed:
        yield f"opened were {[list(each.units) for each in poll.sums]}, allowed are {[list(each) for each in allowed]}"


def _totals(poll: SecretPoll) -> Iterator[str]:
    added = tuple(sum(column) for column in zip(*(each.counts for each in poll.sums), strict=False))
    if poll.counts != added:
        yield f"the record says {list(poll.counts)}, its sums add up to {list(added)}"
    found = {
        "n_ballots": sum(each.n_ballots or 0 for each in poll.units),
        "n": sum(each.n or 0 for each in poll.units),
        "n_credentials": sum(each.n_credentials or 0 for each in poll.units),
        "head": poll_head((each.code, each.head) for each in poll.units),
    }
    for key, value in found.items():
        if getattr(poll, key) != value:
            yield f"{key}: the record says {getattr(poll, key)}, its units give {value}"


def _heads(poll: SecretPoll) -> Iterator[str]:
    for head in poll.heads:
        codes = [each.code for each in poll.units if each.code in head.by_unit]
        if len(codes) < len(poll.units) or head.head != poll_head((code, head.by_unit[code][0]) for code in codes):
            yield f"entry {head.seq} publishes a head that is not the one of its units"
        elif head.n_ballots != sum(n or 0 for _, n in head.by_unit.values()):
            yield f"entry {head.seq} publishes another number of ballots than its units have"
