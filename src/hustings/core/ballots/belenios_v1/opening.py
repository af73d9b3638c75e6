"""What an archive says at its beginning, found without reading the rest: the election, and shelves of the credentials.

The list of public credentials may be long. Who looks for one asks for the shelf that its first digits name, and so
shows to nobody which one. A shelf is found by halving, since the list is sorted.
"""

import os
import re
from dataclasses import dataclass
from typing import BinaryIO

from hustings.core.ballots.belenios_v1.container import BLOCK
from hustings.core.ballots.refusals import ArchiveCut, HeaderWrong

LEAST_ON_A_SHELF = 64
"""Credentials that a shelf holds at least, on average."""

_PIECE = 2**16
_LONGEST_ENTRY = 256
_ENTRY = re.compile(rb'[\[,]"(([0-9a-f]{64})(?:,[0-9]+)?)"')


@dataclass(frozen=True)
class Place:
    """Where a record's content lies in the file. Units: bytes."""

    start: int
    size: int


def shelf_digits(n_credentials: int) -> int:
    """How many first digits name a shelf of a list so long; 0 for the whole list."""
    digits = 0
    while n_credentials // 16 ** (digits + 1) >= LEAST_ON_A_SHELF:
        digits += 1
    return digits


def election_bytes(stream: BinaryIO) -> bytes:
    """The election's exact bytes. Raises: ArchiveCut, HeaderWrong."""
    place = _place(stream, 1)
    stream.seek(place.start)
    return stream.read(place.size)


def shelf(stream: BinaryIO, prefix: str) -> tuple[str, ...]:
    """The public credentials, with weights where they have one, whose elements begin with these digits.

    Raises: ArchiveCut, HeaderWrong.
    """
    place = _place(stream, 3)
    wanted = prefix.encode("ascii")
    low, high = 0, place.size  # no entry before `low` is on the shelf; none that begins at `high` or later is before it
    while high - low > _PIECE:
        middle = (low + high) // 2
        entry = _ENTRY.search(_read(stream, place, middle, _LONGEST_ENTRY))
        if entry is not None and entry[2] < wanted:
            low = middle
        else:
            high = middle
    return tuple(_from(stream, place, low, wanted))


def _from(stream: BinaryIO, place: Place, start: int, wanted: bytes) -> list[str]:
    found: list[str] = []
    while start < place.size:
        piece = _read(stream, place, start, _PIECE)
        end = 0
        for entry in _ENTRY.finditer(piece):
            if entry[2][: len(wanted)] > wanted:
                return found
            if entry[2].startswith(wanted):
                found.append(entry[1].decode("ascii"))
            end = entry.end()
        start += end or len(piece)
    return found


def _read(stream: BinaryIO, place: Place, start: int, n: int) -> bytes:
    stream.seek(place.start + start)
    return stream.read(min(n, place.size - start))


def _place(stream: BinaryIO, index: int) -> Place:
    """Where the content of record number `index` lies, by the sizes in the headers before it."""
    end = stream.seek(0, os.SEEK_END)
    found = Place(0, 0)
    for number in range(index + 1):
        stream.seek(found.start + found.size + -found.size % BLOCK)
        block = stream.read(BLOCK)
        if len(block) < BLOCK:
            raise ArchiveCut(index=number, where=f"record {number}")
        digits = block[124:135]
        if not digits.isdigit():
            raise HeaderWrong(index=number, where=f"record {number}")
        found = Place(stream.tell(), int(digits, 8))
    if found.start + found.size > end:
        raise ArchiveCut(index=index, where=f"record {index}")
    return found
