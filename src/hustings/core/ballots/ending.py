"""The end of an archive of one's own, written without holding its ballots.

Whoever closes, decrypts or counts a poll needs its setup, its numbers and what stands behind the last ballot. Ballots
are passed over (`trail`): each is what its name says, and each event names the one before. What they add up to says an
engine's report, which has judged every one of them. So memory does not grow with the number of ballots.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import BinaryIO, overload

from hustings.core.ballots import trustees
from hustings.core.ballots.belenios_v1 import chain, records
from hustings.core.ballots.belenios_v1.chain import Event
from hustings.core.ballots.belenios_v1.trail import Passed, Trail
from hustings.core.ballots.box import AcceptedBallot, Appended, Box
from hustings.core.ballots.engine import ArchiveReport, Draw, Engine, PublicCredential, Setup, digest
from hustings.core.ballots.poll import Poll, Votes
from hustings.core.ballots.refusals import EventLinkWrong, HeadDiffers, NothingToDecrypt, PollClosed

_PASSED_OVER = (chain.BALLOT, chain.END_BALLOTS)


class _Listed(Sequence[PublicCredential]):
    """Who may vote: the record as it stands, read only when somebody looks."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    @cached_property
    def _read(self) -> tuple[PublicCredential, ...]:
        return records.read_credentials(self._body)

    def __len__(self) -> int:
        return len(self._read)

    @overload
    def __getitem__(self, index: int) -> PublicCredential: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PublicCredential, ...]: ...
    def __getitem__(self, index: int | slice) -> PublicCredential | tuple[PublicCredential, ...]:
        return self._read[index]


class EndingPoll(Poll):
    """A poll whose ballots were passed over: it knows none of them, and takes no more."""

    def __init__(self, *, engine: Engine, coins: Draw) -> None:
        super().__init__(engine=engine, coins=coins)
        self._report: ArchiveReport | None = None
        self._numbers: tuple[int, int] | None = None

    @property
    def n_counted(self) -> int:
        """Ballots that count, as the tally says or a report found. Raises: NothingToDecrypt before either."""
        return self._known()[0]

    @property
    def total_weight(self) -> int:
        """Their weight. Raises: NothingToDecrypt."""
        return self._known()[1]

    def _known(self) -> tuple[int, int]:
        if self._numbers is None:
            raise NothingToDecrypt(reason=f"the archive ends with {self.chain.last}")
        return self._numbers

    def rely_on(self, report: ArchiveReport) -> None:
        """Take numbers and tally from an engine's report of this archive. Raises: the report's Refusal, HeadDiffers."""
        report.or_raise()
        if report.head != self.chain.head:
            raise HeadDiffers(head=self.chain.head, expected=report.head, where=f"event {self.chain.n_events - 1}")
        self._report, self._numbers = report, (report.n_counted, report.total_weight)

    def recomputed_tally(self) -> Votes:
        """What the report found. Raises: NothingToDecrypt before there is one."""
        if self._report is None:
            raise NothingToDecrypt(reason=f"the archive ends with {self.chain.last}")
        return self._report.recomputed

    def read(self, passed: Passed, at: Trail) -> None:
        """Go on behind an event of the archive, which was checked when it was written."""
        if passed.type == chain.SETUP:
            self._read_setup(passed)
        elif passed.type not in _PASSED_OVER:
            event = self.chain.next_event(passed.type, tuple(held.body for held in passed.data))
            if digest(event.body) != passed.name:
                raise EventLinkWrong(type=passed.type, field="payload", where=event.where)
            self.take(event, proven=True)
        self.n_ballots = at.n_ballots
        self.chain.head, self.chain.n_events, self.chain.last = at.head, at.n_events, at.last

    def _read_setup(self, passed: Passed) -> None:
        election, holders, listed, _ = (held.body for held in passed.data)
        self._setup = Setup(records.read_election(election), records.read_trustees(holders), _Listed(listed))
        self._owners = trustees.owners(self._setup.trustees)

    def _take_tally(self, event: Event, proven: bool) -> None:
        if proven:
            n_tallied, total_weight, _ = records.read_sized_tally(event.data[1])
            self._numbers = n_tallied, total_weight
        super()._take_tally(event, proven)


class EndingBox(Box):
    """An archive, open for its end: the close, the tally, the trustees' parts, the result."""

    def __init__(self, *, engine: Engine, coins: Draw) -> None:
        self._ending = EndingPoll(engine=engine, coins=coins)
        self._trail = Trail()
        super().__init__(poll=self._ending, timestamp=0)

    @property
    def length(self) -> int:
        """Where the last whole event that was read ends, in bytes."""
        return self._trail.length

    def follow(self, archive: BinaryIO) -> None:
        """Read on to the last whole event; nothing of one's own may have been appended before.

        Raises: HeaderWrong, RecordHashWrong, EventLinkWrong, PollRefused.
        """
        for passed in self._trail.follow(archive):
            self._ending.read(passed, self._trail)
        self._timestamp = self._trail.timestamp

    def append_ballot(self, ballot: bytes) -> AcceptedBallot:
        """Ballots are another office's. Raises: PollClosed."""
        raise PollClosed

    def append_tally_of(self, report: ArchiveReport) -> Appended:
        """Write the encrypted tally that an engine found in exactly this archive, whose ballots are ended.

        Raises: the report's own Refusal; HeadDiffers, EventOrderWrong.
        """
        self._ending.rely_on(report)
        return self.append_tally()
