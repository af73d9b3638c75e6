"""What an engine of the secret poll offers, and the frozen values that pass through it.

The rooms, the bundle and the command line use an engine only by this interface; `reference.ENGINE` is the oracle, and
the faster `native.ENGINE` gives the same answers (`engines` chooses). Elements are their text forms (64 hexadecimal
digits), scalars are decimal texts, ballots and other records are the exact bytes of the archive. Randomness comes in
as `draw`, a source of bytes that nobody can foresee (`secrets.token_bytes` at the door).
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from typing import BinaryIO, Protocol

from hustings.core.ballots.refusals import PollRefused
from hustings.core.errors import Refusal

Draw = Callable[[int], bytes]
Choices = Sequence[Sequence[int]]


def digest(body: bytes) -> str:
    """Lower-case hexadecimal SHA-256: names and references in the archive."""
    return hashlib.sha256(body).hexdigest()


def fingerprint(body: bytes) -> str:
    """SHA-256 in standard Base64 without padding, 43 characters: what people compare."""
    return base64.b64encode(hashlib.sha256(body).digest()).decode("ascii").rstrip("=")


@dataclass(frozen=True)
class Question:
    """One question: choose `at_least` to `at_most` of the answers, or, with `blank`, hand in a blank vote."""

    question: str
    answers: tuple[str, ...]
    at_least: int = 1
    at_most: int = 1
    blank: bool = False

    @property
    def n_choices(self) -> int:
        """Numbers that a vote on this question consists of; with `blank`, the first says whether it is blank."""
        return len(self.answers) + self.blank

    @property
    def labels(self) -> tuple[str, ...]:
        """What each number counts, in order; the blank vote is the empty text."""
        return ("", *self.answers) if self.blank else self.answers


@dataclass(frozen=True)
class Election:
    """What is asked, under which key. `raw` are the exact bytes, which alone are hashed."""

    uuid: str
    name: str
    description: str
    public_key: str
    questions: tuple[Question, ...]
    administrator: str | None
    credential_authority: str | None
    raw: bytes

    @cached_property
    def fingerprint(self) -> str:
        """What voters and ballots name the election by."""
        return fingerprint(self.raw)


@dataclass(frozen=True)
class Proof:
    """A challenge and a response, both below q."""

    challenge: int
    response: int


@dataclass(frozen=True)
class SingleTrustee:
    """A trustee's public key with the proof that the trustee knows the private one."""

    public_key: str
    pok: Proof


@dataclass(frozen=True)
class Signed:
    """A signed text."""

    message: str
    signature: Proof


@dataclass(frozen=True)
class MemberKey:
    """The key by which a member of a threshold group decrypts, signed by the member."""

    key: SingleTrustee
    signature: Proof


@dataclass(frozen=True)
class TrusteeGroup:
    """A group of trustees of whom any `threshold` suffice; each list has one entry per member, in order."""

    threshold: int
    certs: tuple[Signed, ...]
    coefexps: tuple[Signed, ...]
    signatures: tuple[Proof, ...]
    verification_keys: tuple[MemberKey, ...]


Trustee = SingleTrustee | TrusteeGroup


@dataclass(frozen=True)
class TrusteeKeyPair:
    """A single trustee's secret and public key. `file_name` is the usual name of the file that keeps the secret."""

    private_key: str
    trustee: SingleTrustee

    @property
    def file_name(self) -> str:
        """First 8 hexadecimal digits, upper case, of the hash of the public key."""
        return digest(self.trustee.public_key.encode("ascii"))[:8].upper() + ".privkey"


@dataclass(frozen=True, slots=True)
class PublicCredential:
    """A voter's public key on the list of the poll, with the weight of the vote."""

    element: str
    weight: int = 1


@dataclass(frozen=True)
class Credential:
    """What the voter holds, and its public key."""

    secret: str
    public: str


@dataclass(frozen=True)
class Setup:
    """All that is fixed before the first ballot."""

    election: Election
    trustees: tuple[Trustee, ...]
    credentials: Sequence[PublicCredential]


@dataclass(frozen=True)
class Ciphertext:
    """An encrypted 0 or 1, or a product of such."""

    alpha: str
    beta: str


@dataclass(frozen=True)
class CheckedBallot:
    """A ballot whose every proof holds."""

    credential: str
    tracker: str
    ciphertexts: tuple[tuple[Ciphertext, ...], ...]


@dataclass(frozen=True)
class PartialDecryption:
    """One trustee's part of the decryption: the record for the archive, and the second proof kept beside it."""

    owner: int
    payload: bytes
    second_proof: bytes


@dataclass(frozen=True)
class Finding:
    """One named check of an archive. `state` is holds, fails or not-run; `n` says how many things were looked at."""

    check: str
    state: str
    says: str
    n: int = 0


@dataclass(frozen=True)
class ArchiveReport:
    """What a verification found.

    `refusal` is the first failure, with its code and place (event or record); None if all checks hold.
    `results` has one tuple per question, in the order of `Question.labels`; empty while there is no result.
    `tally` are the products that the trustees decrypt; empty before the close.
    `recomputed` are the same, for an archive that ends with the close of the poll; else empty.
    `n_hinted` ballots were checked with commitments kept beside the archive, the others without.
    """

    findings: tuple[Finding, ...]
    refusal: Refusal | None
    head: str
    n_events: int
    n_ballots: int
    n_counted: int
    setup: Setup | None
    stage: str
    tally: tuple[tuple[Ciphertext, ...], ...]
    tally_hash: str
    decryptions: tuple[tuple[int, bytes], ...]
    results: tuple[tuple[int, ...], ...]
    total_weight: int = 0
    recomputed: tuple[tuple[Ciphertext, ...], ...] = ()
    n_hinted: int = 0

    @property
    def holds(self) -> bool:
        """Whether every check that was asked for holds."""
        return self.refusal is None

    def or_raise(self) -> "ArchiveReport":
        """This report, if it holds. Raises: the first Refusal."""
        if self.refusal is not None:
            raise self.refusal
        return self

    def expect_setup(self) -> Setup:
        """The setup of a report that holds. Raises: PollRefused."""
        if self.setup is None:
            raise self.refusal or PollRefused()
        return self.setup


class Engine(Protocol):
    """The work of a poll that is worth making fast."""

    name: str

    def make_ballot(self, *, election: Election, credential: str, choices: Choices, draw: Draw) -> bytes:
        """Encrypt and sign a vote. Raises: ChoiceNotAllowed, CredentialRefused."""
        ...

    def check_ballot(self, *, election: Election, ballot: bytes) -> CheckedBallot:
        """Check form, proofs and signature; whether the credential is listed is not asked. Raises: BallotRefused."""
        ...

    def judge_ballots(self, *, election: Election, ballots: Sequence[bytes]) -> list[bytes | Refusal]:
        """Check many ballots as `check_ballot` does: of each its hints, as they stand in their file, or its refusal.

        Hints are empty where the engine makes none.
        """
        ...

    def hints_start(self, *, election: Election) -> bytes:
        """What a file of hints begins with; empty where the engine makes none."""
        ...

    def add_up(
        self, *, election: Election, counted: Iterable[tuple[tuple[tuple[Ciphertext, ...], ...], int]]
    ) -> tuple[tuple[Ciphertext, ...], ...]:
        """Multiply ballots, each to the power of its weight, answer by answer."""
        ...

    def elements_hold(self, elements: Sequence[str], *, coins: Draw) -> None:
        """Check that texts are elements of the group other than the neutral one. Raises: RecordRefused."""
        ...

    def verify_archive(
        self,
        archive: bytes | BinaryIO,
        *,
        expected_head: str | None = None,
        coins: Draw,
        finished: bool = True,
        hints: str | PathLike[str] | None = None,
    ) -> ArchiveReport:
        """Judge a whole archive. Never raises for what the archive holds.

        `hints` names a file of commitments; an engine that can use them is quicker, and the answer is the same.
        """
        ...
