"""The decoders in Python as something that a fuzzer can call, and what must hold whatever bytes come in.

A decoder answers with a value or with a refusal of the kind that it declares; anything else that is raised is a
finding. Where both engines read the same bytes, they say the same.
"""

from collections.abc import Callable
from typing import Any

from hustings.core.ballots import native
from hustings.core.ballots.belenios_v1 import records
from hustings.core.ballots.decryption import read_decryption
from hustings.core.ballots.reference import ENGINE as REFERENCE
from hustings.core.ballots.refusals import BallotRefused, PollRefused
from hustings.core.errors import Refusal
from tests.core.ballots.making import source, told
from tests.fuzz import files
from tests.fuzz.seeds import FOLDER, archive_of

SHAPE = (4,)
Target = Callable[[bytes], None]


def seeds(name: str) -> list[bytes]:
    """The seeds of a target, and the inputs that once found something."""
    made = [named.encode() + b"\n" + body for named, body in files.honest()] if name == "files" else []
    return made + [path.read_bytes() for path in sorted((FOLDER / name).iterdir())]


# archives and ballots: two engines, one answer


def archive(data: bytes) -> None:
    """The events of a poll, in a container that is right."""
    _agree(archive_of(data))


def container(data: bytes) -> None:
    """The bytes of a file."""
    _agree(data)


def _agree(body: bytes) -> None:
    slow = REFERENCE.verify_archive(body, coins=source("coins"))
    fast = native.ENGINE.verify_archive(body, coins=source("coins"))
    assert told(fast) == told(slow), (fast.refusal, slow.refusal)
    assert slow.refusal is None or isinstance(slow.refusal, PollRefused | BallotRefused)


def ballot(data: bytes) -> None:
    """One ballot before an intake."""
    election = files.made().election
    said = [
        _said(lambda engine=engine: engine.check_ballot(election=election, ballot=data), BallotRefused)
        for engine in (REFERENCE, native.ENGINE)
    ]
    assert said[0] == said[1], said


def _said(work: Callable[[], Any], *allowed: type[Refusal]) -> object:
    try:
        return work()
    except allowed as refusal:
        return type(refusal), refusal.as_json()


# records


_RECORDS: dict[str, Callable[[bytes], object]] = {
    "election": records.read_election,
    "trustees": records.read_trustees,
    "credentials": records.read_credentials,
    "setup": records.read_setup,
    "tally": lambda body: records.read_tally(body, shape=SHAPE),
    "sized": records.read_sized_tally,
    "owned": records.read_owned,
    "decryption": lambda body: read_decryption(body, shape=SHAPE),
    "result": lambda body: records.read_result(body, shape=SHAPE),
}


def record(data: bytes) -> None:
    """One record: its name in the first line, then its bytes."""
    name, _, body = data.partition(b"\n")
    read = _RECORDS.get(name.decode("latin-1"))
    if read is not None:
        _said(lambda: read(body), PollRefused)


def file(data: bytes) -> None:
    """One file: its name in the first line, then its bytes."""
    name, _, body = data.partition(b"\n")
    found = files.READERS.get(name.decode("latin-1"))
    if found is not None:
        read, allowed = found
        _said(lambda: read(body), *allowed)


TARGETS: dict[str, Target] = {
    "archive": archive,
    "ballot": ballot,
    "container": container,
    "files": file,
    "records": record,
}
