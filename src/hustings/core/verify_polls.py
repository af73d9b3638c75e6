"""The checks of a counted poll: every proof of its archive, and what the record says about it."""

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from hustings.core.ballots.belenios_v1 import chain, text
from hustings.core.ballots.belenios_v1.records import write_credentials
from hustings.core.ballots.engine import ArchiveReport, Draw, Engine, digest
from hustings.core.ballots.trustee_part import second_proofs_hold
from hustings.core.ballots.verify import CHECKS, FAILS, HOLDS
from hustings.core.canonical import parse_canonical
from hustings.core.chain import Entry
from hustings.core.errors import Refusal
from hustings.core.findings import Check, Result, judged, not_run
from hustings.core.projections.polls import SecretPoll, polls_of
from hustings.core.projections.statements import statements

PROOFS_FORMAT = "hustings-decryption-proofs/1"
PROOF_FIELDS = (
    "format",
    "election_hash",
    "encrypted_tally",
    "owner",
    "public_key",
    "payload",
    "challenge",
    "response",
)
"""The order in which a second proof is written (core.ballots.decryption_proof)."""

DECLARED = "identifier, fingerprint, answers and credentials in the archive with those declared"
COUNTS = "the archive's result and numbers of ballots with what was recorded"
HEADS = "each published head and number of ballots with that point of the archive"
SECOND = "the trustees' second proofs with the decryptions in the archive"


def check_poll(
    entries: Sequence[Entry],
    name: str,
    archive: bytes,
    proofs: bytes | None,
    *,
    coins: Draw,
    engine: Engine,
    watch: Callable[[str, int, int], None],
) -> Iterator[Check]:
    """Every check of the poll whose archive is the file `name`."""
    poll = next(each for each in polls_of(statements(entries)).secret if each.archive == name)
    watched = _Watched(archive, lambda done: watch(poll.code, done, len(archive)))
    report = engine.verify_archive(watched, expected_head=poll.head, coins=coins)
    for finding in report.findings:
        known = {HOLDS: Result.HOLDS, FAILS: Result.FAILS}
        said = (
            finding.says
            if finding.state == FAILS
            else f"{finding.n} looked at"
            if finding.state == HOLDS
            else "not run"
        )
        label = f"{poll.code}: {finding.check}"
        yield Check(label, CHECKS[finding.check], said, known.get(finding.state, Result.NOT_RUN))
    yield from _against_record(poll, report, archive, proofs)


def _against_record(poll: SecretPoll, report: ArchiveReport, archive: bytes, proofs: bytes | None) -> Iterator[Check]:
    labels = {"declared": DECLARED, "counts": COUNTS, "published heads": HEADS}
    labels |= {"second proofs": SECOND} if proofs is not None else {}
    if not report.holds:
        yield from (not_run(f"{poll.code}: {key}", says, "the archive does not hold") for key, says in labels.items())
        return
    yield judged(f"{poll.code}: declared", DECLARED, _declared(poll, report), "the same")
    yield judged(f"{poll.code}: counts", COUNTS, _counts(poll, report), f"{poll.n} members voted")
    yield judged(f"{poll.code}: published heads", HEADS, _heads(poll, archive), f"{len(poll.heads)} heads")
    if proofs is not None:
        yield judged(f"{poll.code}: second proofs", SECOND, _second(report, proofs), "every decryption has one")


def _declared(poll: SecretPoll, report: ArchiveReport) -> Iterator[str]:
    setup = report.expect_setup()
    questions = setup.election.questions
    found: dict[str, Any] = {
        "uuid": setup.election.uuid,
        "fingerprint": setup.election.fingerprint,
        "n_credentials": len(setup.credentials),
        "credentials_digest": digest(write_credentials(setup.credentials)),
    }
    for key, value in found.items():
        if getattr(poll, key) != value:
            yield f"{key}: the record says {getattr(poll, key)}, the archive {value}"
    if len(questions) != 1 or questions[0].labels != poll.answers or questions[0].question != poll.question:
        yield "the archive asks something else than the record"


def _counts(poll: SecretPoll, report: ArchiveReport) -> Iterator[str]:
    if report.results != (poll.counts,):
        yield f"the record says {list(poll.counts)}, the archive {[list(each) for each in report.results]}"
    if (poll.n_ballots, poll.n) != (report.n_ballots, report.n_counted):
        found = f"{report.n_ballots} and {report.n_counted}"
        yield f"ballots cast and counted: the record says {poll.n_ballots} and {poll.n}, the archive {found}"


def _heads(poll: SecretPoll, archive: bytes) -> Iterator[str]:
    """Published heads are points of the archive, in order, each with as many ballots as was said."""
    points: dict[str, tuple[int, int]] = {}
    n_ballots = 0
    _, events = chain.open_archive(archive)
    for event in events:
        n_ballots += event.type == chain.BALLOT
        points[digest(event.body)] = (event.height, n_ballots)
    height = 0
    for head in poll.heads:
        if head.head not in points or points[head.head][1] != head.n_ballots:
            yield f"entry {head.seq} names a head that the archive does not have with {head.n_ballots} ballots"
            return
        if points[head.head][0] < height:
            yield f"entry {head.seq} names a head that is older than the one published before"
        height = points[head.head][0]


def _second(report: ArchiveReport, proofs: bytes) -> Iterator[str]:
    try:
        value = parse_canonical(proofs)
        listed = value["proofs"] if isinstance(value, dict) and value.get("format") == PROOFS_FORMAT else None
        if not isinstance(listed, dict) or value.keys() != {"format", "proofs"}:
            yield f"the file is not of the format {PROOFS_FORMAT}"
            return
        if listed.keys() != {str(owner) for owner, _ in report.decryptions}:
            yield "the file does not hold exactly one proof for each decryption"
            return
        second_proofs_hold(report=report, proofs={int(owner): _ordered(proof) for owner, proof in listed.items()})
    except Refusal as refusal:
        yield str(refusal)


def _ordered(proof: Any) -> bytes:
    """A proof in the order of its fields, which canonical JSON does not keep; one with others is refused later."""
    if not isinstance(proof, dict) or set(proof) != set(PROOF_FIELDS):
        return text.dump(proof)
    return text.dump({name: proof[name] for name in PROOF_FIELDS})


class _Watched(io.BytesIO):
    """An archive that tells how far it has been read."""

    def __init__(self, data: bytes, tell: Callable[[int], None]) -> None:
        super().__init__(data)
        self._told = tell

    def read(self, size: int | None = -1, /) -> bytes:
        """As a file reads."""
        data = super().read(size)
        self._told(self.tell())
        return data
