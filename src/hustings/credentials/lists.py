"""The list of public credentials of each unit: all that ever leaves for the house.

It says who may vote without saying who they are: elements only, sorted by themselves, so that neither a number nor a
name nor the order of the roll can be read from it.
"""

from itertools import pairwise
from pathlib import Path

from hustings.core.ballots.belenios_v1 import text
from hustings.core.ballots.refusals import CredentialTwice
from hustings.core.canonical import sha256_hex
from hustings.credentials.store import Office, UnitOf, private_folder, write_private

FORMAT = "hustings-public-credentials/1"
FOLDER = "public"


def write_list(office: Office, unit: UnitOf) -> str:
    """Write a unit's public list into the folder `public`; the digest under which the record will name it.

    Raises: CredentialTwice, if the machine's randomness is broken.
    """
    rows = office.database.execute("SELECT public FROM credential WHERE unit = ? ORDER BY public", (unit.code,))
    elements = [element for (element,) in rows]
    for one, next_one in pairwise(elements):
        if one == next_one:
            raise CredentialTwice(credential=one, where=unit.code)
    body = text.dump({"format": FORMAT, "election": unit.election, "credentials": elements}) + b"\n"
    write_private(list_path(office, unit.code), body)
    return sha256_hex(text.dump(elements))  # the same bytes as in the archive


def public_list(office: Office, unit: str) -> tuple[Path, UnitOf]:
    """The file with a unit's public list, made again if it is gone. Raises: NotMade, UnitUnknown."""
    office.require_made()
    found = office.unit(unit)
    path = list_path(office, found.code)
    if not path.exists():
        write_list(office, found)
    return path, found


def list_path(office: Office, unit: str) -> Path:
    """Where a unit's list lies."""
    return private_folder(office.folder / FOLDER) / f"{office.fact('cycle')}-{unit}.json"
