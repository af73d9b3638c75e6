"""The engine in Rust, where it is installed: the same answers as `reference`, on all cores and in bounded memory.

`hustings_ballot` only knows bytes, texts and numbers; here they become the values of `engine` and the refusals of
`refusals`.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from os import PathLike
from typing import TYPE_CHECKING, BinaryIO, overload

from hustings.core.ballots import ballots, refusals, verify
from hustings.core.ballots.belenios_v1 import records
from hustings.core.ballots.belenios_v1.chain import BALLOT, Chain
from hustings.core.ballots.engine import (
    ArchiveReport,
    CheckedBallot,
    Choices,
    Ciphertext,
    Credential,
    Draw,
    Election,
    PublicCredential,
    Setup,
)
from hustings.core.errors import Refusal

if TYPE_CHECKING:
    import hustings_ballot

# The functions below import it when they are called: this module can be looked at where it is not installed.
# ruff: noqa: PLC0415

SEED = 32
DRAW = 64
CREDENTIAL_DRAW = 88

Watch = Callable[[int], object]
Rows = Sequence[Sequence[Sequence[str]]]


class NativeEngine:
    """Every operation of `engine.Engine`, and those that only a fast engine is asked for."""

    name = "native"

    def make_ballot(self, *, election: Election, credential: str, choices: Choices, draw: Draw) -> bytes:
        """Encrypt and sign a vote. Raises: ChoiceNotAllowed, CredentialRefused."""
        (ballot,) = self.make_ballots(election=election, votes=[(credential, choices)], draw=draw)
        return ballot

    def make_ballots(self, *, election: Election, votes: Sequence[tuple[str, Choices]], draw: Draw) -> list[bytes]:
        """Encrypt and sign votes, each a credential and its choices. Raises: ChoiceNotAllowed, CredentialRefused."""
        for _, choices in votes:
            ballots.votes_of(election, choices)
        tables = _tables(election.raw)
        draws = b"".join(draw(DRAW) for _ in range(tables.n_draw // DRAW * len(votes)))
        with _Refusing():
            return tables.make_ballots([(credential, [list(row) for row in rows]) for credential, rows in votes], draws)

    def check_ballot(self, *, election: Election, ballot: bytes) -> CheckedBallot:
        """Check a ballot's form, proofs and signature. Raises: BallotRefused."""
        return self.check_ballot_with_hints(election=election, ballot=ballot)[0]

    def check_ballot_with_hints(self, *, election: Election, ballot: bytes) -> tuple[CheckedBallot, bytes]:
        """The same, with the commitments of the ballot's proofs, as they stand in a file of hints."""
        with _Refusing():
            credential, tracker, rows, hints = _tables(election.raw).check_ballot(ballot)
        return CheckedBallot(credential=credential, tracker=tracker, ciphertexts=_ciphertexts(rows)), hints

    def judge_ballots(self, *, election: Election, ballots: Sequence[bytes]) -> list[bytes | Refusal]:
        """Check many ballots as `check_ballot` does, on all cores: of each its hints, or its refusal."""
        judged = _tables(election.raw).judge_ballots(ballots)
        return [found if isinstance(found, bytes) else _refusal(*found) for found in judged]

    def hints_start(self, *, election: Election) -> bytes:
        """What a file of hints begins with."""
        return _tables(election.raw).hints_start()

    def make_credentials(self, *, uuid: str, n: int, draw: Draw) -> list[Credential]:
        """Fresh credentials of one election. Raises: SourceExhausted."""
        import hustings_ballot

        with _Refusing():
            made = hustings_ballot.make_credentials(uuid, draws=draw(CREDENTIAL_DRAW * n))
        return [Credential(secret=secret, public=public) for secret, public in made]

    def add_up(
        self, *, election: Election, counted: Iterable[tuple[tuple[tuple[Ciphertext, ...], ...], int]]
    ) -> tuple[tuple[Ciphertext, ...], ...]:
        """Multiply ballots, each to the power of its weight, choice by choice."""
        plain = [
            ([[(choice.alpha, choice.beta) for choice in row] for row in rows], weight) for rows, weight in counted
        ]
        with _Refusing():
            return _ciphertexts(_tables(election.raw).add_up(plain))

    def elements_hold(self, elements: Sequence[str], *, coins: Draw) -> None:
        """Check many elements at once; if they do not hold, name one that does not. Raises: RecordRefused."""
        import hustings_ballot

        with _Refusing():
            hustings_ballot.elements_hold(elements, seed=coins(SEED))

    def verify_archive(
        self,
        archive: bytes | BinaryIO,
        *,
        expected_head: str | None = None,
        coins: Draw,
        finished: bool = True,
        workers: int = 0,
        hints: str | PathLike[str] | None = None,
        write_hints: str | PathLike[str] | None = None,
        watch: Watch | None = None,
        per: int = 0,
        answers: Callable[[], bytes | None] | None = None,
    ) -> ArchiveReport:
        """Judge a whole archive. Never raises for what the archive holds.

        `workers` 0 takes all cores. `hints` and `write_hints` name a file of commitments to use, or to write.
        `watch` is called with the number of ballots that have been checked. `answers` gives what others say of each
        range of `per` ballots (`shards`), or None.
        """
        import hustings_ballot

        stream = io.BytesIO(archive) if isinstance(archive, bytes) else archive
        if not stream.seekable():  # a ballot that was replaced is read again
            stream = io.BytesIO(stream.read())
        found = hustings_ballot.verify(
            stream,
            seed=coins(SEED),
            head=expected_head,
            finished=finished,
            workers=workers,
            hints=hints,
            write_hints=write_hints,
            watch=watch,
            per=per,
            answers=answers,
        )
        return _report(found)


ENGINE = NativeEngine()


def pack_ballots(at: Chain, ballots: Sequence[bytes], *, timestamp: int) -> bytes:
    """Ballots that were checked, as they are appended to an archive that has come so far; `at` moves on."""
    import hustings_ballot

    chunk, at.head, at.n_events = hustings_ballot.pack_ballots(ballots, timestamp, at.head, at.n_events)
    at.last = BALLOT
    return chunk


class Listed(Sequence[PublicCredential]):
    """The list of public credentials of an archive that has been checked, read when it is first looked at."""

    def __init__(self, found: "hustings_ballot.Credentials") -> None:
        self._found = found
        self._read: tuple[PublicCredential, ...] | None = None

    @property
    def _listed(self) -> tuple[PublicCredential, ...]:
        if self._read is None:
            self._read = tuple(PublicCredential(element, weight) for element, weight in self._found.listed())
        return self._read

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[PublicCredential]:
        return iter(self._listed)

    @overload
    def __getitem__(self, index: int) -> PublicCredential: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PublicCredential, ...]: ...
    def __getitem__(self, index: int | slice) -> PublicCredential | tuple[PublicCredential, ...]:
        return self._listed[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._listed == tuple(other)

    def __hash__(self) -> int:
        return hash(self._listed)


@lru_cache(maxsize=8)
def _tables(raw: bytes) -> "hustings_ballot.Election":
    """An election's tables: about a megabyte, and a few milliseconds to make."""
    import hustings_ballot

    with _Refusing():
        return hustings_ballot.Election(raw)


def _ciphertexts(rows: Rows) -> tuple[tuple[Ciphertext, ...], ...]:
    return tuple(tuple(Ciphertext(alpha=alpha, beta=beta) for alpha, beta in row) for row in rows)


def _report(found: "hustings_ballot.Report") -> ArchiveReport:
    refusal = _refusal(*found["refused"]) if found["refused"] else None
    return ArchiveReport(
        findings=verify.findings(doing=found["doing"], done=dict(found["done"]), refusal=refusal),
        refusal=refusal,
        head=found["head"],
        n_events=found["n_events"],
        n_ballots=found["n_ballots"],
        n_counted=found["n_counted"],
        setup=_setup(found["setup"], found["credentials"]) if found["setup"] else None,
        stage=found["stage"],
        tally=_ciphertexts(found["tally"]),
        tally_hash=found["tally_hash"],
        decryptions=tuple(found["decryptions"]),
        results=tuple(tuple(row) for row in found["results"]),
        total_weight=found["total_weight"],
        recomputed=_ciphertexts(found["recomputed"] or ()),
        n_hinted=found["n_hinted"],
    )


def _setup(data: Sequence[bytes], credentials: "hustings_ballot.Credentials") -> Setup:
    election, trustees, _, _ = data
    return Setup(
        election=records.read_election(election),
        trustees=records.read_trustees(trustees),
        credentials=Listed(credentials),
    )


# refusals


def _classes(of: type[Refusal]) -> Iterator[type[Refusal]]:
    yield of
    for each in of.__subclasses__():
        yield from _classes(each)


@lru_cache(maxsize=1)
def _by_code() -> dict[str, type[Refusal]]:
    roots = (refusals.PollRefused, refusals.BallotRefused, refusals.CredentialRefused, refusals.SourceExhausted)
    return {each.code: each for root in roots for each in _classes(root)}


def _refusal(code: str, place: str, facts: dict[str, str | int]) -> Refusal:
    return _by_code()[code](where=place, **facts)


class _Refusing:
    """Turns what the Rust engine refuses into the refusal of the same code."""

    def __enter__(self) -> None:
        """Nothing is needed at the start."""

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        import hustings_ballot

        if isinstance(problem, hustings_ballot.Refused):
            raise _refusal(*problem.args) from problem
