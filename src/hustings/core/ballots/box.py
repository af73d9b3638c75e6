"""The archive as it is written.

A `Box` holds the state of one poll and gives, for each step, the bytes to append to its file. It writes nothing itself:
append the bytes, make them durable, and only then show the receipt. If that fails, drop the box and `resume` it from
the file.
"""

from dataclasses import dataclass
from typing import BinaryIO

from hustings.core.ballots import decryption, setup
from hustings.core.ballots.belenios_v1 import chain, container, records
from hustings.core.ballots.engine import Ciphertext, Draw, Engine, PartialDecryption, Setup, digest, fingerprint
from hustings.core.ballots.poll import Poll
from hustings.core.ballots.refusals import HeaderWrong, IdenticalBallot, PollClosed
from hustings.core.errors import Refusal


@dataclass(frozen=True)
class Appended:
    """One more event: the bytes to append, and the archive's head and number of events after it."""

    chunk: bytes
    head: str
    n_events: int


@dataclass(frozen=True)
class AcceptedBallot(Appended):
    """A ballot was taken. `tracker` is what the voter keeps; `replaces` says that the voter had voted before."""

    tracker: str
    replaces: bool


def write_beginning(setting: Setup, *, timestamp: int) -> Appended:
    """The first bytes of an archive, up to its setup. They are to be judged before anybody relies on them.

    Units: `timestamp` in seconds since 1970; it stands in every record, so it says nothing about when anyone voted.
    Raises: HeaderWrong.
    """
    if not 0 <= timestamp <= container.LATEST:
        raise HeaderWrong(index=0, where="timestamp")
    event = chain.Chain().next_event(chain.SETUP, setup.write_setup(setting))
    chunk = container.pack_first(timestamp=timestamp) + chain.pack(event, timestamp=timestamp)
    return Appended(chunk=chunk, head=digest(event.body), n_events=1)


class Box:
    """One poll's archive, open for writing."""

    def __init__(self, *, poll: Poll, timestamp: int) -> None:
        self._poll, self._timestamp = poll, timestamp

    @classmethod
    def open_poll(cls, setting: Setup, *, timestamp: int, engine: Engine, coins: Draw) -> tuple["Box", Appended]:
        """Begin an archive: check the setup whole and give the file's first bytes.

        Units: `timestamp` in seconds since 1970; it stands in every record, so it says nothing about when anyone voted.
        Raises: SetupRefused, RecordRefused.
        """
        begun = write_beginning(setting, timestamp=timestamp)
        box = cls(poll=Poll(engine=engine, coins=coins), timestamp=timestamp)
        _, events = chain.open_archive(begun.chunk)
        for event in events:
            box._poll.take(event)
        return box, begun

    @classmethod
    def resume(cls, archive: bytes | BinaryIO, *, engine: Engine, coins: Draw) -> "Box":
        """Go on with an archive of one's own: container, chain and forms are checked, the proofs are not checked again.

        Raises: PollRefused, BallotRefused.
        """
        reader, events = chain.open_archive(archive)
        box = cls(poll=Poll(engine=engine, coins=coins), timestamp=reader.timestamp)
        for event in events:
            box._poll.take(event, proven=True)
        return box

    @property
    def setup(self) -> Setup:
        """What was fixed at the beginning."""
        return self._poll.setup

    @property
    def head(self) -> str:
        """The hash of the last event: what is published."""
        return self._poll.chain.head

    @property
    def n_events(self) -> int:
        """Events so far."""
        return self._poll.chain.n_events

    @property
    def stage(self) -> str:
        """The type of the last event."""
        return self._poll.chain.last

    @property
    def n_ballots(self) -> int:
        """Ballots taken, with those that were replaced later."""
        return self._poll.n_ballots

    @property
    def n_counted(self) -> int:
        """Ballots that count: one per credential that voted."""
        return self._poll.n_counted

    @property
    def total_weight(self) -> int:
        """The weight of all ballots that count."""
        return self._poll.total_weight

    @property
    def tally(self) -> tuple[tuple[Ciphertext, ...], ...]:
        """The encrypted tally, question by question; empty before it is written."""
        return self._poll.tally

    @property
    def tally_hash(self) -> str:
        """The hash of the encrypted tally; empty before it is written."""
        return self._poll.tally_hash

    def _append(self, kind: str, *data: bytes) -> Appended:
        event = self._poll.chain.next_event(kind, data)
        self._poll.take(event)
        return Appended(chunk=chain.pack(event, timestamp=self._timestamp), head=self.head, n_events=self.n_events)

    def append_ballot(self, ballot: bytes) -> AcceptedBallot:
        """Take one ballot, after every check. Raises: BallotRefused; the box is then as before."""
        if self.stage not in (chain.SETUP, chain.BALLOT):
            raise PollClosed
        if self._poll.chain.holds_name(digest(ballot)):
            raise IdenticalBallot
        before = self.n_counted
        try:
            appended = self._append(chain.BALLOT, ballot)
        except Refusal as refusal:
            # The caller of an intake learns about the ballot, not where it would have stood.
            refusal.where = refusal.where.partition("Ballot")[2].lstrip(", ")
            raise
        return AcceptedBallot(
            chunk=appended.chunk,
            head=appended.head,
            n_events=appended.n_events,
            tracker=fingerprint(ballot),
            replaces=self.n_counted == before,
        )

    def end_ballots(self) -> Appended:
        """Close the poll. Raises: EventOrderWrong."""
        return self._append(chain.END_BALLOTS)

    def append_tally(self) -> Appended:
        """Write the encrypted tally of the last ballot of every credential. Raises: EventOrderWrong."""
        tally = records.write_tally(self._poll.recomputed_tally())
        sized = records.write_sized_tally(
            n_tallied=self.n_counted, total_weight=self._poll.total_weight, encrypted_tally=digest(tally)
        )
        return self._append(chain.ENCRYPTED_TALLY, tally, sized)

    def append_decryption(self, part: PartialDecryption) -> Appended:
        """Take one trustee's partial decryption, after checking its proofs.

        Raises: OutcomeRefused, RecordRefused, EventOrderWrong.
        """
        owned = records.write_owned(owner=part.owner, payload=digest(part.payload))
        return self._append(chain.PARTIAL_DECRYPTION, part.payload, owned)

    def append_result(self) -> Appended:
        """Combine the partial decryptions and write the result. Raises: DecryptionsMissing, ResultNotFound."""
        results = decryption.counts(self._poll.opened_tally(), most=self._poll.total_weight)
        return self._append(chain.RESULT, records.write_result(results))

    @property
    def results(self) -> tuple[tuple[int, ...], ...]:
        """Counts per question and choice, once the result is written."""
        return self._poll.results
