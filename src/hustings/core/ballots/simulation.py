"""Whole polls of any size made by one hand, to measure engines and to try verifiers. Nobody's vote is in them.

One trustee key serves all units, as in a real poll; each unit is an archive of its own. Votes are drawn at random, one
voter in fifty votes twice. Everything is made in pieces, so that memory does not grow with the number of voters.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

from hustings.core.ballots import credentials, decryption, setup, trustees
from hustings.core.ballots.belenios_v1 import chain, container, records
from hustings.core.ballots.engine import (
    ArchiveReport,
    Choices,
    Draw,
    Election,
    Question,
    Setup,
    TrusteeKeyPair,
    digest,
)
from hustings.core.ballots.native import ENGINE, pack_ballots
from hustings.core.ballots.trustee_part import decrypt_tally
from hustings.core.errors import Refusal

PIECE = 1024
TWICE = 50

Watch = Callable[[int], None]


@dataclass
class Simulated:
    """One unit's archive while it is made. `archive` and `hints` are files open for writing."""

    archive: IO[bytes]
    hints: IO[bytes]
    timestamp: int
    expected: list[int]
    so_far: chain.Chain = field(default_factory=chain.Chain)
    n_ballots: int = 0

    def append(self, kind: str, *data: bytes) -> None:
        """Write one event."""
        event = self.so_far.next_event(kind, data)
        self.so_far.check(event)
        self.so_far.accept(event)
        self.archive.write(chain.pack(event, timestamp=self.timestamp))


def n_ballots(n_voters: int) -> int:
    """How many ballots so many voters of one unit cast."""
    return n_voters + sum(-(-n // TWICE) for n in _pieces(n_voters))


def make_trustees(*, n: int, draw: Draw) -> list[TrusteeKeyPair]:
    """The trustees of all units."""
    return [trustees.make_trustee_key(draw=draw) for _ in range(n)]


def open_unit(
    *,
    archive: IO[bytes],
    hints: IO[bytes],
    name: str,
    n_voters: int,
    answers: Sequence[str],
    keys: Sequence[TrusteeKeyPair],
    timestamp: int,
    draw: Draw,
) -> tuple[Simulated, Election, list[str]]:
    """Begin a unit's archive; its election, and the credentials that vote."""
    uuid = credentials.make_uuid(draw=draw)
    election = setup.make_election(
        uuid=uuid,
        name=name,
        description="A simulated poll: nobody voted.",
        questions=[Question(question="Whom should we endorse?", answers=tuple(answers))],
        trustees=[key.trustee for key in keys],
    )
    made = [each for n in _pieces(n_voters) for each in ENGINE.make_credentials(uuid=uuid, n=n, draw=draw)]
    listed = setup.ListedElements(each.public for each in made)
    unit = Simulated(archive=archive, hints=hints, timestamp=timestamp, expected=[0] * len(answers))
    archive.write(container.pack_first(timestamp=timestamp))
    fixed = Setup(election=election, trustees=tuple(key.trustee for key in keys), credentials=listed)
    unit.append(chain.SETUP, *setup.write_setup(fixed))
    hints.write(ENGINE.hints_start(election=election))
    return unit, election, [each.secret for each in made]


def cast_all(unit: Simulated, *, election: Election, secrets: Sequence[str], draw: Draw, watch: Watch) -> None:
    """Make, check and write a ballot for every credential, and a second one for some."""
    n_answers = len(unit.expected)
    start = 0
    for n in _pieces(len(secrets)):
        voters = secrets[start : start + n]
        chosen = [byte % n_answers for byte in draw(n)]
        votes = [(secret, _one_of(n_answers, choice)) for secret, choice in zip(voters, chosen, strict=True)]
        replaced = [(secret, _one_of(n_answers, 0)) for secret in voters[::TWICE]]
        ballots = ENGINE.make_ballots(election=election, votes=replaced + votes, draw=draw)
        unit.hints.write(b"".join(_hints(ENGINE.judge_ballots(election=election, ballots=ballots))))
        unit.archive.write(pack_ballots(unit.so_far, ballots, timestamp=unit.timestamp))
        for choice in chosen:
            unit.expected[choice] += 1
        start += n
        unit.n_ballots += len(ballots)
        watch(unit.n_ballots)


def tally_records(report: ArchiveReport) -> tuple[bytes, bytes]:
    """The encrypted tally of a closed archive that was verified, and the counts beside it."""
    tally = records.write_tally(report.recomputed or report.tally)
    return tally, records.write_sized_tally(
        n_tallied=report.n_counted, total_weight=report.total_weight, encrypted_tally=digest(tally)
    )


def publish_unit(unit: Simulated, *, report: ArchiveReport, keys: Sequence[TrusteeKeyPair], draw: Draw) -> None:
    """Write every trustee's part and the result of a unit whose tally was verified."""
    shape = tuple(question.n_choices for question in report.expect_setup().election.questions)
    parts = {}
    for key in keys:
        part = decrypt_tally(report=report, private_key=key.private_key, draw=draw)
        owned = records.write_owned(owner=part.owner, payload=digest(part.payload))
        unit.append(chain.PARTIAL_DECRYPTION, part.payload, owned)
        parts[part.owner] = decryption.read_decryption(part.payload, shape=shape)
    opened = decryption.opened(report.tally, trustees=report.expect_setup().trustees, parts=parts)
    unit.append(chain.RESULT, records.write_result(decryption.counts(opened, most=report.n_counted)))


def _hints(judged: Sequence[bytes | Refusal]) -> Iterator[bytes]:
    for found in judged:
        if isinstance(found, Refusal):
            raise found
        yield found


def _one_of(n_answers: int, choice: int) -> Choices:
    return [[int(choice == each) for each in range(n_answers)]]


def _pieces(n: int) -> Iterator[int]:
    yield from [PIECE] * (n // PIECE)
    if n % PIECE:
        yield n % PIECE
