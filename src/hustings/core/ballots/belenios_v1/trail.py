"""An archive of one's own, followed as it grows: the chain of its events and the hashes of its records.

Whoever writes an archive has checked every event before. What must be found out again after a pause, or because another
process has written meanwhile, is where the archive ends, and that nobody has changed it: each record is what its name
says, and each event names the one before. No form is read and no proof is checked, so this takes microseconds a ballot.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from hustings.core.ballots.belenios_v1.chain import BALLOT, END_BALLOTS, START, Chain, Event, pack
from hustings.core.ballots.belenios_v1.container import BLOCK, FIRST
from hustings.core.ballots.engine import digest
from hustings.core.ballots.refusals import EventLinkWrong, HeaderWrong, RecordHashWrong

_DATA, _EVENT = b".data.json\0", b".event.json\0"
_HEX = 64


class Held(NamedTuple):
    """A data record: its hash, where its header begins in the file, and its content."""

    name: str
    place: int
    body: bytes


class Passed(NamedTuple):
    """An event that was passed: its type, its hash, the records before it."""

    type: str
    name: str
    data: tuple[Held, ...]


@dataclass
class Trail:
    """How far an archive has come. `length` is where its last whole event (or its first record) ends, in bytes."""

    length: int = 0
    head: str = ""
    n_events: int = 0
    n_ballots: int = 0
    last: str = START
    timestamp: int = 0
    n_records: int = field(default=0, repr=False)

    @property
    def takes_ballots(self) -> bool:
        """Whether the poll is set up and not closed."""
        return self.n_events > 0 and (self.last == BALLOT or self.n_events == 1)

    @property
    def is_closed(self) -> bool:
        """Whether the ballots have been ended."""
        return self.n_events > 0 and not self.takes_ballots

    def follow(self, stream: BinaryIO) -> Iterator[Passed]:
        """Pass every whole event behind the place that was reached; a tail that was never finished is not an event.

        Raises: HeaderWrong, RecordHashWrong, EventLinkWrong.
        """
        place, end, index = self.length, stream.seek(0, os.SEEK_END), self.n_records
        data: list[Held] = []
        while place + BLOCK <= end:
            stream.seek(place)
            block = stream.read(BLOCK)
            if not any(block):  # a file that was lengthened, but not yet written
                return
            size = _size(block, index)
            behind = place + BLOCK + size + -size % BLOCK
            if behind > end:
                return
            body = stream.read(size)
            name, kind = block[:_HEX].decode("ascii", "replace"), block[_HEX : _HEX + len(_EVENT)]
            if self.length and digest(body) != name:
                raise RecordHashWrong(index=index, where=f"record {index}")
            place, index = behind, index + 1
            if kind == _EVENT:
                passed = self._pass(body, name, tuple(data))
                self.length, self.n_records, data = place, index, []
                yield passed
            elif kind.startswith(_DATA):
                data.append(Held(name, behind - BLOCK - size - -size % BLOCK, body))
            else:
                self._begin(block, index - 1)
                self.length, self.n_records = place, index

    def to_the_end(self, stream: BinaryIO) -> "Trail":
        """Itself, behind the last whole event."""
        for _ in self.follow(stream):
            pass
        return self

    def until(self, stream: BinaryIO, head: str) -> bool:
        """Go as far as the event of this hash; whether it was found."""
        return self.head == head or any(passed.name == head for passed in self.follow(stream))

    def _begin(self, block: bytes, index: int) -> None:
        if index or not block.startswith(FIRST.encode() + b"\0"):
            raise HeaderWrong(index=index, where=f"record {index}")
        self.timestamp = int(block[136:147], 8)

    def _pass(self, body: bytes, name: str, data: tuple[Held, ...]) -> Passed:
        start = (f'{{"parent":"{self.head}",' if self.n_events else "{") + f'"height":{self.n_events},"type":"'
        found = body.decode("utf-8", "replace")
        if not found.startswith(start):
            raise EventLinkWrong(type="event", field="parent, height", where=f"event {self.n_events}")
        passed = Passed(found[len(start) :].partition('"')[0], name, data)
        self._move(passed)
        return passed

    def _move(self, passed: Passed) -> None:
        self.head, self.last = passed.name, passed.type
        self.n_events += 1
        self.n_ballots += passed.type == BALLOT

    def append(self, stream: BinaryIO, ballots: list[bytes]) -> list[Passed]:
        """Write ballots that were checked behind the last event, and pass them. They are not on the disk yet.

        If writing fails, the trail has come too far: drop it and begin anew.
        """
        stream.seek(self.length)
        chunks, passed = [], []
        for ballot in ballots:
            event = self._next(BALLOT, (ballot,))
            chunk = pack(event, timestamp=self.timestamp)
            passed.append(Passed(BALLOT, digest(event.body), (Held(digest(ballot), self.length, ballot),)))
            self._move(passed[-1])
            self.length += len(chunk)
            self.n_records += 2
            chunks.append(chunk)
        stream.write(b"".join(chunks))
        return passed

    def end_ballots(self, stream: BinaryIO) -> None:
        """Write the end of the ballots."""
        event = self._next(END_BALLOTS, ())
        chunk = pack(event, timestamp=self.timestamp)
        stream.seek(self.length)
        stream.write(chunk)
        self._move(Passed(END_BALLOTS, digest(event.body), ()))
        self.length += len(chunk)
        self.n_records += 1

    def _next(self, kind: str, data: tuple[bytes, ...]) -> Event:
        at = Chain()
        at.head, at.n_events, at.last = self.head, self.n_events, self.last
        return at.next_event(kind, data)


def _size(block: bytes, index: int) -> int:
    digits = block[124:135]
    if digits.translate(None, b"01234567"):
        raise HeaderWrong(index=index, where=f"record {index}")
    return int(digits, 8)
