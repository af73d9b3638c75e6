"""The `.bel` file: tar records without the closing blocks, byte for byte as prescribed.

Every header is rebuilt from name, size and the archive's one timestamp and compared whole, so a header has exactly
one allowed form.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from hustings.core.ballots.belenios_v1 import text
from hustings.core.ballots.engine import digest
from hustings.core.ballots.refusals import ArchiveCut, ContainerRefused, HeaderWrong, PaddingWrong, RecordHashWrong

BLOCK = 512
PIECE = 2**20
FIRST = "BELENIOS"
LATEST = 8**11 - 1
LONGEST_SETUP = 2**28
"""The most bytes that the records of the first event have, together. Two million credentials with weights: 175 MB."""
LONGEST_EVENT = 2**23
"""The same for every other event."""

_NAME = re.compile(rb"BELENIOS|[0-9a-f]{64}\.(?:data|event)\.json")
_SIZE = re.compile(rb"[0-7]{11}")


class RecordTooLong(ContainerRefused):
    """A record that no poll has, whatever it holds."""

    code = "archive-record-long"
    says = "Record {index} of the archive has {size} bytes, where its event may have {left} more."


@dataclass(frozen=True)
class Record:
    """One record: its place from 0, its name, its bytes. `kind` is data or event."""

    index: int
    name: str
    kind: str
    body: bytes


def header(*, name: str, size: int, timestamp: int) -> bytes:
    """The 512 bytes before a record's content. Units: bytes; seconds since 1970."""
    block = bytearray(BLOCK)
    block[0 : len(name)] = name.encode("ascii")
    block[100:107] = b"0000644"
    block[108:115] = block[116:123] = b"0000000"
    block[124:135] = b"%011o" % size
    block[136:147] = b"%011o" % timestamp
    block[148:156] = b" " * 8
    block[156:157] = b"0"
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def pack(*, name: str, body: bytes, timestamp: int) -> bytes:
    """One record as it stands in the file."""
    return b"".join((header(name=name, size=len(body), timestamp=timestamp), body, bytes(-len(body) % BLOCK)))


def pack_data(body: bytes, *, timestamp: int) -> bytes:
    """A data record, named by its hash."""
    return pack(name=f"{digest(body)}.data.json", body=body, timestamp=timestamp)


def pack_event(body: bytes, *, timestamp: int) -> bytes:
    """An event record, named by its hash."""
    return pack(name=f"{digest(body)}.event.json", body=body, timestamp=timestamp)


def pack_first(*, timestamp: int) -> bytes:
    """The record every archive begins with."""
    return pack(name=FIRST, body=_first_body(timestamp), timestamp=timestamp)


def _first_body(timestamp: int) -> bytes:
    return text.dump({"version": 1, "timestamp": str(timestamp)})


class Reader:
    """Reads records one by one from bytes or a stream. `timestamp` is known from the start."""

    def __init__(self, archive: bytes | BinaryIO, *, behind: tuple[int, int] | None = None) -> None:
        """Begin at the beginning; or `behind` an event, with the archive's time and its number of records so far."""
        self._stream: BinaryIO = io.BytesIO(archive) if isinstance(archive, bytes) else archive
        self._index = 0
        self._left = LONGEST_EVENT
        if behind is not None:
            self.timestamp, self._index = behind
            return
        self.timestamp = self._read_first()
        self._left = LONGEST_SETUP

    def _read_first(self) -> int:
        block = self._take(BLOCK)
        name, size = self._read_header(block)
        body = self._read_body(size)
        where = FIRST
        found = text.fields(text.load(body, where=where), where=where, names=("version", "timestamp"))
        text.constant(found["version"], 1, f"{where}.version")
        timestamp = text.decimal(found["timestamp"], f"{where}.timestamp")
        if timestamp > LATEST or name != FIRST or block != header(name=FIRST, size=size, timestamp=timestamp):
            raise HeaderWrong(index=0, where=where)
        self._index = 1
        return timestamp

    def _take(self, n: int) -> bytes:
        pieces = []
        left = n  # a header may claim gigabytes that are not there: never ask for more than a piece at once
        while left and (piece := self._stream.read(min(left, PIECE))):
            pieces.append(piece)
            left -= len(piece)
        if left:
            raise ArchiveCut(index=self._index, where=f"record {self._index}")
        return b"".join(pieces)

    def _read_header(self, block: bytes) -> tuple[str, int]:
        name, _, _ = block[:100].partition(b"\0")
        if not _NAME.fullmatch(name) or not _SIZE.fullmatch(block[124:135]):
            raise HeaderWrong(index=self._index, where=f"record {self._index}")
        return name.decode("ascii"), int(block[124:135], 8)

    def _read_body(self, size: int) -> bytes:
        if size > self._left:
            raise RecordTooLong(index=self._index, size=size, left=self._left, where=f"record {self._index}")
        self._left -= size
        body = self._take(size)
        if any(self._take(-size % BLOCK)):
            raise PaddingWrong(index=self._index, where=f"record {self._index}")
        return body

    def __iter__(self) -> Iterator[Record]:
        """The records behind the first one. Raises: ContainerRefused."""
        while start := self._stream.read(1):
            block = start + self._take(BLOCK - 1)
            name, size = self._read_header(block)
            if name == FIRST or block != header(name=name, size=size, timestamp=self.timestamp):
                raise HeaderWrong(index=self._index, where=f"record {self._index}")
            body = self._read_body(size)
            hashed, kind, _ = name.split(".")
            if digest(body) != hashed:
                raise RecordHashWrong(index=self._index, where=f"record {self._index}")
            if kind == "event":
                self._left = LONGEST_EVENT
            yield Record(index=self._index, name=name, kind=kind, body=body)
            self._index += 1
