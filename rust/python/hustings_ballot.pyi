"""The secret poll in Rust. Rooms and doors use it through `hustings.core.ballots.native`."""

from collections.abc import Callable, Sequence
from os import PathLike
from typing import BinaryIO, TypeAlias, TypedDict, final

class Refused(Exception):
    """Something is refused. `args`: its code, its place, its facts by name."""

Refusal: TypeAlias = tuple[str, str, dict[str, str | int]]
"""Code, place and facts."""

class Report(TypedDict):
    """What a verification found. `refused`: the first failure."""

    refused: Refusal | None
    doing: str
    done: list[tuple[str, int]]
    head: str
    n_events: int
    n_ballots: int
    n_hinted: int
    n_counted: int
    total_weight: int
    stage: str
    setup: list[bytes] | None
    credentials: Credentials
    tally: list[list[list[str]]]
    recomputed: list[list[list[str]]] | None
    tally_hash: str
    decryptions: list[tuple[int, bytes]]
    results: list[list[int]]

@final
class Credentials:
    """The public credentials of an archive, in the order of its list."""

    def __len__(self) -> int: ...
    def listed(self) -> list[tuple[str, int]]: ...

@final
class Election:
    """An election with the tables that its ballots need. The order of its key must have been checked."""

    def __new__(cls, raw: bytes) -> Election: ...
    @property
    def n_draw(self) -> int: ...
    @property
    def n_hint(self) -> int: ...
    def make_ballots(self, votes: Sequence[tuple[str, Sequence[Sequence[int]]]], draws: bytes) -> list[bytes]: ...
    def check_ballot(self, ballot: bytes) -> tuple[str, str, list[list[tuple[str, str]]], bytes]: ...
    def judge_ballots(self, ballots: Sequence[bytes]) -> list[bytes | Refusal]: ...
    def hints_start(self) -> bytes: ...
    def add_up(
        self, counted: Sequence[tuple[Sequence[Sequence[tuple[str, str]]], int]]
    ) -> list[list[tuple[str, str]]]: ...

@final
class Worker:
    """Judges ranges of one archive, whose setup somebody else checks."""

    def __new__(cls, path: str | PathLike[str]) -> Worker: ...
    def judge(
        self, at: int, n: int, *, seed: bytes, before: int = 0, hints: str | PathLike[str] | None = None
    ) -> bytes: ...

def elements_hold(elements: Sequence[str], *, seed: bytes) -> None: ...
def make_credentials(uuid: str, *, draws: bytes) -> list[tuple[str, str]]: ...
def pack_ballots(ballots: Sequence[bytes], timestamp: int, head: str, n_events: int) -> tuple[bytes, str, int]: ...
def plan(path: str | PathLike[str], per: int) -> list[tuple[int, int]]: ...
def verify(
    archive: BinaryIO,
    *,
    seed: bytes,
    head: str | None = None,
    finished: bool = True,
    workers: int = 0,
    hints: str | PathLike[str] | None = None,
    write_hints: str | PathLike[str] | None = None,
    watch: Callable[[int], object] | None = None,
    per: int = 0,
    answers: Callable[[], bytes | None] | None = None,
) -> Report: ...
