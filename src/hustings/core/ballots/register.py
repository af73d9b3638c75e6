"""What an intake must know of its box: who may vote, who has, and which ballots are in. Small, since each process
keeps one: 33 bytes for each credential and some 140 for each ballot.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from hustings.core.ballots.belenios_v1 import records
from hustings.core.ballots.belenios_v1.chain import BALLOT, SETUP
from hustings.core.ballots.belenios_v1.container import BLOCK
from hustings.core.ballots.belenios_v1.trail import Held, Passed, Trail
from hustings.core.ballots.engine import Election
from hustings.core.ballots.refusals import PollRefused, UnknownCredential

_ELEMENT, _HEX, _SHORT = 32, 64, 16
_ENTRY = re.compile(rb'"([0-9a-f]{64})')
NOBODY = -1


class Taken(NamedTuple):
    """A ballot in the box: the hash of its own event, and whether its voter had voted before."""

    head: str
    replaces: bool


@dataclass
class _Voters:
    """The election and its public credentials, in rising order, as one string of bytes; and who has voted."""

    election: Election
    listed: bytes
    voted: bytearray
    start: bytes

    @classmethod
    def of(cls, passed: Passed) -> "_Voters":
        election = records.read_election(passed.data[0].body)
        listed = _rising(passed.data[2].body)
        head = f'{{"election_uuid":"{election.uuid}","election_hash":"{election.fingerprint}","credential":"'
        return cls(election, listed, bytearray(len(listed) // _ELEMENT), head.encode())

    def find(self, ballot: bytes) -> int | None:
        """The place in the list of whoever signs a ballot: `NOBODY`'s where it is not listed; None if unreadable."""
        text = ballot[len(self.start) : len(self.start) + _HEX]
        if not ballot.startswith(self.start) or len(text.strip(b"0123456789abcdef")) or len(text) < _HEX:
            return None
        element = bytes.fromhex(text.decode())
        place = bisect_left(range(len(self.voted)), element, key=self._element)
        return place if place < len(self.voted) and self._element(place) == element else NOBODY

    def note(self, ballot: bytes, *, where: str) -> bool:
        """Note who voted; whether they had before. Raises: UnknownCredential."""
        voter = self.find(ballot)
        if voter is None or voter == NOBODY:
            raise UnknownCredential(where=where)
        replaces = bool(self.voted[voter])
        self.voted[voter] = True
        return replaces

    def _element(self, index: int) -> bytes:
        return self.listed[index * _ELEMENT : (index + 1) * _ELEMENT]


class Register:
    """One box as an intake knows it. Reading is safe beside a thread that writes."""

    def __init__(self) -> None:
        self.trail = Trail()
        self._voters: _Voters | None = None
        # The first half of a ballot's hash (two that share it would take 2^64 tries to make), and its place and a bit.
        self._seen: dict[bytes, int] = {}

    @property
    def election(self) -> Election:
        """What is asked. Raises: PollRefused before the setup."""
        return self._known().election

    def _known(self) -> _Voters:
        if self._voters is None:
            raise PollRefused(where="setup")
        return self._voters

    def catch_up(self, stream: BinaryIO) -> bool:
        """Note what was appended since; whether there was anything.

        Raises: HeaderWrong, RecordHashWrong, EventLinkWrong, where the archive is not what it was.
        """
        before = self.trail.length
        for passed in self.trail.follow(stream):
            if passed.type == SETUP:
                self._voters = _Voters.of(passed)
            elif passed.type == BALLOT:
                self.note_ballot(passed)
        return self.trail.length > before

    def note_ballot(self, passed: Passed) -> Taken:
        """Note the event of a ballot; what its voter is told. Raises: UnknownCredential."""
        held = passed.data[0]
        replaces = self._known().note(held.body, where=f"event {self.trail.n_events - 1}")
        self._seen[_short(held)] = held.place // BLOCK << 1 | replaces
        return Taken(passed.name, replaces)

    def require_listed(self, ballot: bytes) -> None:
        """Refuse a ballot whose credential is not listed, before anything costly. Raises: UnknownCredential.

        A ballot in which no credential can be found is not refused: what is wrong with it, the engine says.
        """
        if self._known().find(ballot) == NOBODY:
            raise UnknownCredential(where="credential")

    def may_hold(self, name: str) -> bool:
        """Whether a ballot of this hash, 64 hexadecimal digits, can be in: if not, none is. `find` says for certain."""
        return bytes.fromhex(name)[:_SHORT] in self._seen

    def find(self, name: str, stream: BinaryIO) -> Taken | None:
        """What was told about the ballot of this hash when it was taken; None if it is not in."""
        found = self._seen.get(bytes.fromhex(name)[:_SHORT])
        if found is None:
            return None
        stream.seek((found >> 1) * BLOCK)
        block = stream.read(BLOCK)
        if block[:_HEX] != name.encode():
            return None
        size = int(block[124:135], 8)
        stream.seek(size + -size % BLOCK, 1)
        return Taken(stream.read(_HEX).decode("ascii"), bool(found & 1))


def count_voters(stream: BinaryIO) -> int:
    """How many credentials have voted in an archive of one's own: 33 bytes for each that may.

    Raises: HeaderWrong, RecordHashWrong, EventLinkWrong, UnknownCredential.
    """
    voters: _Voters | None = None
    trail = Trail()
    for passed in trail.follow(stream):
        if passed.type == SETUP:
            voters = _Voters.of(passed)
        elif passed.type == BALLOT and voters is not None:
            voters.note(passed.data[0].body, where=f"event {trail.n_events - 1}")
    return sum(voters.voted) if voters is not None else 0


def _rising(body: bytes) -> bytes:
    """The elements of a list of credentials in rising order. Ours is in order: then no second list is made of it."""
    listed, last, in_order = bytearray(), b"", True
    for entry in _ENTRY.finditer(body):
        element = bytes.fromhex(entry[1].decode())
        in_order, last = in_order and last <= element, element
        listed += element
    if in_order:
        return bytes(listed)
    return b"".join(sorted(listed[place : place + _ELEMENT] for place in range(0, len(listed), _ELEMENT)))


def _short(held: Held) -> bytes:
    return bytes.fromhex(held.name)[:_SHORT]
