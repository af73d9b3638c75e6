"""The chain of events: what may follow what, and which records come with it.

    Setup → Ballot* → EndBallots → EncryptedTally → PartialDecryption+ → Result

An archive may stop after any event; only one that ends in Result is a finished poll.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from hustings.core.ballots.belenios_v1 import container, text
from hustings.core.ballots.engine import digest
from hustings.core.ballots.refusals import (
    ArchiveCut,
    EventDataWrong,
    EventLinkWrong,
    EventOrderWrong,
    RecordMalformed,
    RecordTwice,
    ShuffleRefused,
)

START = "the beginning"
SETUP, BALLOT, END_BALLOTS = "Setup", "Ballot", "EndBallots"
ENCRYPTED_TALLY, PARTIAL_DECRYPTION, RESULT = "EncryptedTally", "PartialDecryption", "Result"

N_DATA = {SETUP: 4, BALLOT: 1, END_BALLOTS: 0, ENCRYPTED_TALLY: 2, PARTIAL_DECRYPTION: 2, RESULT: 1}
FOLLOWERS = {
    START: {SETUP},
    SETUP: {BALLOT, END_BALLOTS},
    BALLOT: {BALLOT, END_BALLOTS},
    END_BALLOTS: {ENCRYPTED_TALLY},
    ENCRYPTED_TALLY: {PARTIAL_DECRYPTION},
    PARTIAL_DECRYPTION: {PARTIAL_DECRYPTION, RESULT},
    RESULT: set(),
}
_SHUFFLES = {"Shuffle", "EndShuffles"}
_EVENT = ("parent", "height", "type", "payload")


@dataclass(frozen=True)
class Event:
    """One event with the records written before it, the last of which is its payload."""

    height: int
    type: str
    data: tuple[bytes, ...]
    body: bytes

    @property
    def where(self) -> str:
        """The event's place, for people."""
        return f"event {self.height}, {self.type}"


class Chain:
    """How far an archive has come: its last event's hash, its height, the names it has used."""

    def __init__(self) -> None:
        self.head = ""
        self.n_events = 0
        self.last = START
        self._names: set[str] = set()

    def holds_name(self, name: str) -> bool:
        """Whether a record of this hash, data or event, stands in the archive."""
        return name in self._names

    def next_event(self, kind: str, data: tuple[bytes, ...]) -> Event:
        """The event that would continue the chain. Nothing changes until `accept`."""
        form: dict[str, object] = {"parent": self.head} if self.n_events else {}
        form |= {"height": self.n_events, "type": kind}
        if data:
            form["payload"] = digest(data[-1])
        return Event(height=self.n_events, type=kind, data=data, body=text.dump(form))

    def check(self, event: Event) -> None:
        """Raises: ChainRefused, RecordTwice, if the event may not come next."""
        if event.type in _SHUFFLES:
            raise ShuffleRefused(where=event.where)
        if event.type not in FOLLOWERS[self.last]:
            raise EventOrderWrong(type=event.type, after=self.last, where=event.where)
        if len(event.data) != N_DATA[event.type]:
            raise EventDataWrong(type=event.type, where=event.where)
        self._check_link(event)
        for name in map(digest, (*event.data, event.body)):
            if name in self._names:
                raise RecordTwice(name=name, where=event.where)

    def _check_link(self, event: Event) -> None:
        wanted = self.next_event(event.type, event.data)
        if wanted.body == event.body:
            return
        found = text.fields(text.load(event.body, where=event.where), where=event.where, names=_EVENT, optional=_EVENT)
        expected = text.fields(text.load(wanted.body, where=""), where="", names=_EVENT, optional=_EVENT)
        wrong = [name for name in _EVENT if found.get(name) != expected.get(name)]
        if wrong == ["payload"]:
            raise EventDataWrong(type=event.type, where=event.where)
        raise EventLinkWrong(type=event.type, field=", ".join(wrong), where=event.where)

    def accept(self, event: Event) -> None:
        """Move on to the event, which has been checked."""
        self._names.update(map(digest, (*event.data, event.body)))
        self.head = digest(event.body)
        self.n_events += 1
        self.last = event.type


def events(reader: container.Reader) -> Iterator[Event]:
    """Every event of an archive with its records, in order. Raises: ContainerRefused, RecordRefused."""
    data: list[bytes] = []
    index = 0
    for record in reader:
        index = record.index
        if record.kind == "data":
            data.append(record.body)
            continue
        yield _read_event(record, tuple(data))
        data = []
    if data:
        raise ArchiveCut(index=index + 1, where=f"record {index + 1}")


def _read_event(record: container.Record, data: tuple[bytes, ...]) -> Event:
    where = f"record {record.index}"
    found = text.fields(text.load(record.body, where=where), where=where, names=_EVENT, optional=("parent", "payload"))
    for name in {"parent", "payload"} & set(found):
        text.hexadecimal(found[name], f"{where}.{name}")
    kind = text.string(found["type"], f"{where}.type")
    if kind not in N_DATA and kind not in _SHUFFLES:
        raise RecordMalformed(reason="a known type of event is wanted", where=f"{where}.type")
    return Event(height=text.small(found["height"], f"{where}.height"), type=kind, data=data, body=record.body)


def pack(event: Event, *, timestamp: int) -> bytes:
    """An event with its records as they are appended to the archive."""
    parts = [container.pack_data(body, timestamp=timestamp) for body in event.data]
    return b"".join((*parts, container.pack_event(event.body, timestamp=timestamp)))


def open_archive(archive: bytes | BinaryIO) -> tuple[container.Reader, Iterator[Event]]:
    """A reader and its events. Raises: ContainerRefused if the first record is wrong."""
    reader = container.Reader(archive)
    return reader, events(reader)
