"""Watching somebody else's archive grow: what is new must continue the chain of what was kept.

Every event names the hash of the one before, and every record bears the hash of its content. So whoever kept an archive
up to one event need not fetch it again: nothing but the very same past leads to an event that names it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from hustings.core.ballots.belenios_v1 import chain, container
from hustings.core.ballots.belenios_v1.trail import Trail
from hustings.core.ballots.engine import digest


@dataclass
class Watched:
    """A kept archive: how far it goes, and where the published heads that were looked for stand in it.

    `heads`: for each head that was found, the number of events and of ballots up to it.
    """

    trail: Trail
    heads: dict[str, tuple[int, int]]


def kept(copy: BinaryIO, *, wanted: Collection[str]) -> Watched:
    """One's own copy, read again. Raises: HeaderWrong, RecordHashWrong, EventLinkWrong: somebody changed the copy."""
    watched = Watched(Trail(), {})
    for passed in watched.trail.follow(copy):
        if passed.name in wanted:
            watched.heads[passed.name] = (watched.trail.n_events, watched.trail.n_ballots)
    return watched


def grown(watched: Watched, more: BinaryIO, *, wanted: Collection[str]) -> Iterator[int]:
    """Check what was fetched behind the kept part, event by event; the bytes of `more` that hold so far.

    `watched` moves on with each. Raises: ContainerRefused, ChainRefused, RecordRefused.
    """
    trail = watched.trail
    at = chain.Chain()
    at.head, at.n_events, at.last = trail.head, trail.n_events, trail.last
    known = (trail.timestamp, trail.n_records) if trail.n_events else None
    reader = container.Reader(more, behind=known)
    before = trail.length
    for event in chain.events(reader):
        at.check(event)
        at.accept(event)
        trail.timestamp = reader.timestamp
        trail.head, trail.n_events, trail.last = at.head, at.n_events, at.last
        trail.n_ballots += event.type == chain.BALLOT
        trail.n_records += len(event.data) + 1 + (event.height == 0)
        trail.length = before + more.tell()
        if digest(event.body) in wanted:
            watched.heads[at.head] = (trail.n_events, trail.n_ballots)
        yield more.tell()
