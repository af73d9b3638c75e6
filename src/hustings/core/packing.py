"""A zip file in exactly one form: the same files are always the same bytes, and nothing unpacks larger than it is.

Entries are stored, not compressed, in the order given, dated 1 January 1980, with ASCII names; nothing stands before,
between or after the records that the format needs. So a reader can pack again what it has read and compare every byte.
Source: PKWARE APPNOTE 6.3.3, sections 4.3.7, 4.3.12, 4.3.16; specification: docs/spec/bundle.md, section 2.
"""

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from hustings.core.errors import Refusal

MAX_BYTES = 2**31 - 1
"""The largest zip of this form; beyond it the format would need other records."""

MAX_FILES = 1000

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _UNIX, _DATED, _FILE = 20, 3 << 8, 0x21, 0o100644 << 16
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*", re.ASCII)


class NotPackable(Refusal):
    """Files that this form cannot hold."""

    code = "not-packable"
    says = "The file {name} cannot be packed: {reason}."
    todo = "Give it a plain name of letters, digits, points, hyphens and slashes, or leave it out."


class PackingWrong(Refusal):
    """A zip that is not of this form."""

    code = "packing-wrong"
    says = "The zip is not packed as the specification says: {reason}."
    todo = "Get the file again, exactly as it was published, and do not pack it anew."


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What could be read of a zip, in its order; `wrong` is what is not of the form, or None."""

    files: Mapping[str, bytes]
    wrong: PackingWrong | None


def pack(files: Mapping[str, bytes]) -> bytes:
    """The zip of `files` in their order. Raises: NotPackable, for a name or a size outside the form."""
    _check(files)
    body, directory = [], []
    offset = 0
    for name, data in files.items():
        encoded = name.encode("ascii")
        fields = (_VERSION, 0, 0, 0, _DATED, zlib.crc32(data), len(data), len(data), len(encoded), 0)
        local = _LOCAL.pack(b"PK\x03\x04", *fields) + encoded
        body += [local, data]
        central = _CENTRAL.pack(b"PK\x01\x02", _UNIX | _VERSION, *fields, 0, 0, 0, _FILE, offset)
        directory.append(central + encoded)
        offset += len(local) + len(data)
    listed = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(files), len(files), len(listed), offset, 0)
    return b"".join([*body, listed, end])


def unpack(data: bytes) -> Unpacked:
    """Read a zip of this form. Never raises for what `data` holds, and holds at most `len(data)` bytes of files."""
    files: dict[str, bytes] = {}
    place = 0
    try:
        while data[place : place + 4] == b"PK\x03\x04":
            name, start, end = _entry(data, place)
            if name in files:
                raise PackingWrong(reason=f"the name {name} stands in it twice", where=f"byte {place}")
            if len(files) == MAX_FILES:
                raise PackingWrong(reason=f"it holds more than {MAX_FILES} files", where=f"byte {place}")
            files[name] = data[start:end]
            place = end
        _compare(pack(files), data)
    except PackingWrong as wrong:
        return Unpacked(files, _checksum(files, data) or wrong)
    return Unpacked(files, None)


def _entry(data: bytes, place: int) -> tuple[str, int, int]:
    """Name, start and end of the file whose local header stands at `place`."""
    where = f"byte {place}"
    if len(data) < place + _LOCAL.size:
        raise PackingWrong(reason="it ends inside a header", where=where)
    _, version, flags, method, time, day, _, packed, size, n_name, n_extra = _LOCAL.unpack_from(data, place)
    if (version, flags, method, time, day, n_extra) != (_VERSION, 0, 0, 0, _DATED, 0) or packed != size:
        raise PackingWrong(reason="a file is not stored plainly", where=where)
    start = place + _LOCAL.size + n_name
    name = data[place + _LOCAL.size : start].decode("ascii", errors="replace")
    if not _NAME.fullmatch(name):
        raise PackingWrong(reason=f"{name!r} is not a name of this form", where=where)
    if len(data) < start + size:
        raise PackingWrong(reason=f"it ends inside {name}", where=where)
    return name, start, start + size


def _checksum(files: Mapping[str, bytes], data: bytes) -> PackingWrong | None:
    """Name the first file whose checksum, in its header, is not that of its content: what people look for first."""
    place = 0
    for name, content in files.items():
        if int.from_bytes(data[place + 14 : place + 18], "little") != zlib.crc32(content):
            return PackingWrong(reason=f"the checksum of {name} is not that of its content", where=f"byte {place + 14}")
        place += _LOCAL.size + len(name) + len(content)
    return None


def _compare(expected: bytes, data: bytes) -> None:
    if expected == data:
        return
    first = _first_difference(expected, data)
    raise PackingWrong(reason="a header is not the one that its files have", where=f"byte {first}")


def _first_difference(one: bytes, other: bytes) -> int:
    """The first place where they differ, by halves."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high) // 2
        if one[low : middle + 1] == other[low : middle + 1]:
            low = middle + 1
        else:
            high = middle
    return low


def _check(files: Mapping[str, bytes]) -> None:
    total = sum(len(data) + 2 * len(name) + _LOCAL.size + _CENTRAL.size for name, data in files.items()) + _END.size
    for name in files:
        if not _NAME.fullmatch(name) or len(name) > 200:
            raise NotPackable(name=name, reason="its name is not of this form", where=name)
    if total > MAX_BYTES or len(files) > MAX_FILES:
        raise NotPackable(name="bundle", reason="it would be too large", where="bundle")
