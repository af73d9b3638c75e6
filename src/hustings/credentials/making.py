"""Making credentials: one for each member, on all cores."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from hustings.core.ballots.credentials import make_credential
from hustings.core.ballots.engine import Credential, Engine
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.native import NativeEngine
from hustings.credentials.lists import write_list
from hustings.credentials.store import Office, UnitOf

PIECE = 8192
PIECE_IN_PYTHON = 256

Watch = Callable[[int, int], None]


def make(office: Office, *, at: str, watch: Watch = lambda done, total: None) -> tuple[UnitOf, ...]:
    """Make one credential for each member of the office, and the public list of each unit. All of it, or nothing.

    Returns the units with the digests of their lists. `watch` is told how many are made, of how many.

    Raises: AlreadyMade, and what the engine raises if the machine gives no randomness.
    """
    office.require_not_made()
    units = office.units()
    total = sum(unit.n_members for unit in units)
    done = 0
    for unit in units:
        numbers = office.database.execute("SELECT number FROM member WHERE unit = ? ORDER BY number", (unit.code,))
        for made in fresh(uuid=unit.election, n=unit.n_members):
            whose = numbers.fetchmany(len(made))
            rows = [(number, unit.code, each.secret, each.public) for (number,), each in zip(whose, made, strict=True)]
            office.database.executemany("INSERT INTO credential VALUES (?, ?, ?, ?)", rows)
            done += len(made)
            watch(done, total)
        digest = write_list(office, unit)
        office.database.execute("UPDATE unit SET digest = ? WHERE code = ?", (digest, unit.code))
    office.write_facts({"made_on": at[:10]})
    office.commit()
    office.log("made", at=at, n=total)
    return office.units()


def fresh(*, uuid: str, n: int, engine: Engine = ENGINE) -> Iterator[Sequence[Credential]]:
    """`n` fresh credentials of one election, in pieces: by the fast engine, or else in plain Python on all cores."""
    if isinstance(engine, NativeEngine):
        for size in _pieces(n, PIECE):
            yield engine.make_credentials(uuid=uuid, n=size, draw=secrets.token_bytes)
        return
    if n <= PIECE_IN_PYTHON:
        yield _in_python(uuid, n)
        return
    with ProcessPoolExecutor() as pool:
        yield from pool.map(partial(_in_python, uuid), _pieces(n, PIECE_IN_PYTHON))


def _in_python(uuid: str, n: int) -> Sequence[Credential]:
    return [make_credential(uuid=uuid, draw=secrets.token_bytes) for _ in range(n)]


def _pieces(n: int, size: int) -> Iterator[int]:
    yield from [size] * (n // size)
    if n % size:
        yield n % size
