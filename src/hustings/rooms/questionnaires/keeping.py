"""The files that belong to answers, by digest: sealed ones, and since the opening the files themselves."""

from hustings.ground import files
from hustings.rooms.questionnaires.refusals import SealBroken

FOLDER = "questionnaires"


def keep(data: bytes) -> str:
    """Write the bytes where their digest says, readable by the house only; the digest."""
    return files.keep(data, folder=FOLDER)


def read(digest: str) -> bytes:
    """The bytes with that digest. Raises: SealBroken, if they are gone or were changed."""
    try:
        return files.read(digest, folder=FOLDER)
    except files.FileDamaged as damaged:
        raise SealBroken(where=digest) from damaged


def drop(digest: str) -> None:
    """Delete the bytes with that digest."""
    files.drop(digest, folder=FOLDER)
