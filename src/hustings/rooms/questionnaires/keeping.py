"""The files that belong to answers, by digest, on the disk: sealed ones, and since the opening the files themselves."""

import os
from pathlib import Path

from django.conf import settings

from hustings.core.canonical import sha256_hex
from hustings.rooms.questionnaires.refusals import SealBroken


def keep(data: bytes) -> str:
    """Write the bytes where their digest says, readable by the house only; the digest."""
    digest = sha256_hex(data)
    place = _place(digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = place.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            os.fsync(file.fileno())
        fresh.replace(place)
    return digest


def read(digest: str) -> bytes:
    """The bytes with that digest. Raises: SealBroken, if they are gone or were changed."""
    place = _place(digest)
    data = place.read_bytes() if place.exists() else b""
    if sha256_hex(data) != digest:
        raise SealBroken(where=digest)
    return data


def drop(digest: str) -> None:
    """Delete the bytes with that digest."""
    _place(digest).unlink(missing_ok=True)


def _place(digest: str) -> Path:
    folder: Path = settings.CONFIG.files / "questionnaires"
    return folder / digest
