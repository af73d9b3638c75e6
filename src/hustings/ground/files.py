"""Private files of the house by their digest: written once, readable by the house only, checked at every reading."""

import os
from pathlib import Path

from django.conf import settings

from hustings.core.canonical import sha256_hex
from hustings.core.errors import Refusal


class FileDamaged(Refusal):
    code = "file-damaged"
    says = "The file {digest} is gone or is no longer what was kept."
    todo = "Bring it back from a backup; the record holds its digest, so that everybody can see it is the same."


def keep(data: bytes, *, folder: str) -> str:
    """Write the bytes into a folder of the house's files, under their SHA-256, which is the answer."""
    digest = sha256_hex(data)
    place = place_of(digest, folder=folder)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = place.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            os.fsync(file.fileno())
        fresh.replace(place)
    return digest


def read(digest: str, *, folder: str) -> bytes:
    """The bytes with that digest. Raises: FileDamaged."""
    place = place_of(digest, folder=folder)
    data = place.read_bytes() if place.exists() else b""
    if sha256_hex(data) != digest:
        raise FileDamaged(digest=digest, where=folder)
    return data


def drop(digest: str, *, folder: str) -> None:
    """Delete the bytes with that digest, if they are there."""
    place_of(digest, folder=folder).unlink(missing_ok=True)


def place_of(digest: str, *, folder: str) -> Path:
    """Where the bytes with that digest lie."""
    files: Path = settings.CONFIG.files
    return files / folder / digest
