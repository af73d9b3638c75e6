"""The engine in plain Python: slow, short, and the oracle for any faster one."""

from collections.abc import Iterable, Sequence
from os import PathLike
from typing import BinaryIO

from hustings.core.ballots import ballots, group, verify
from hustings.core.ballots.engine import ArchiveReport, CheckedBallot, Choices, Ciphertext, Draw, Election, Engine
from hustings.core.ballots.refusals import BallotRefused, ElementInvalid, ElementNeutral
from hustings.core.ballots.tables import all_in_subgroup
from hustings.core.errors import Refusal


class ReferenceEngine:
    """Every operation of `engine.Engine`, as the protocol says it."""

    name = "reference"

    def make_ballot(self, *, election: Election, credential: str, choices: Choices, draw: Draw) -> bytes:
        """Encrypt and sign a vote. Raises: ChoiceNotAllowed, CredentialRefused."""
        return ballots.make_ballot(election=election, credential=credential, choices=choices, draw=draw)

    def check_ballot(self, *, election: Election, ballot: bytes) -> CheckedBallot:
        """Check a ballot's form, proofs and signature. Raises: BallotRefused."""
        return ballots.check_ballot(election=election, ballot=ballot)

    def judge_ballots(self, *, election: Election, ballots: Sequence[bytes]) -> list[bytes | Refusal]:
        """Check many ballots as `check_ballot` does: of each no hints, or its refusal."""
        return [_judged(election, ballot) for ballot in ballots]

    def hints_start(self, *, election: Election) -> bytes:
        """Nothing: this engine makes no hints."""
        return b""

    def add_up(
        self, *, election: Election, counted: Iterable[tuple[tuple[tuple[Ciphertext, ...], ...], int]]
    ) -> tuple[tuple[Ciphertext, ...], ...]:
        """Multiply ballots, each to the power of its weight, choice by choice."""
        return ballots.add_up(election=election, counted=counted)

    def elements_hold(self, elements: Sequence[str], *, coins: Draw) -> None:
        """Check many elements at once; if they do not hold, name one that does not. Raises: RecordRefused."""
        points = []
        for index, text in enumerate(elements):
            point = group.decode(text, where=f"entry {index}")
            if group.is_neutral(point):
                raise ElementNeutral(where=f"entry {index}")
            points.append(point)
        if all_in_subgroup(points, coins=coins):
            return
        wrong = next((i for i, point in enumerate(points) if not group.in_subgroup(point)), 0)
        raise ElementInvalid(element=elements[wrong], where=f"entry {wrong}")

    def verify_archive(
        self,
        archive: bytes | BinaryIO,
        *,
        expected_head: str | None = None,
        coins: Draw,
        finished: bool = True,
        hints: str | PathLike[str] | None = None,
    ) -> ArchiveReport:
        """Judge a whole archive, without hints. Never raises for what the archive holds."""
        return verify.verify_archive(archive, expected_head=expected_head, coins=coins, finished=finished, engine=self)


def _judged(election: Election, ballot: bytes) -> bytes | Refusal:
    try:
        ballots.check_ballot(election=election, ballot=ballot)
    except BallotRefused as refusal:
        return refusal
    return b""


ENGINE: Engine = ReferenceEngine()
