"""The checks of a counted poll: every proof of its archive, and what the record says about it."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hustings.core.ballots.belenios_v1 import chain, text
from hustings.core.ballots.belenios_v1.records import write_credentials
from hustings.core.ballots.engine import ArchiveReport, Draw, Engine, digest
from hustings.core.ballots.merged import SealedUnit, merged_holds, sealed_unit
from hustings.core.ballots.trustee_part import second_proofs_hold
from hustings.core.ballots.trustees import told_of
from hustings.core.ballots.verify import CHECKS, FAILS, HOLDS
from hustings.core.canonical import parse_canonical
from hustings.core.chain import Entry
from hustings.core.errors import Refusal
from hustings.core.findings import Check, Result, judged, not_run
from hustings.core.projections.polls import polls_of
from hustings.core.projections.secret_polls import OpenedSum, PollUnit, SecretPoll
from hustings.core.projections.statements import statements
from hustings.core.verify_units import units_hold

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
TRUSTEES = "how many trustees there are and are needed, and their keys, with those in the archive"
COUNTS = "the archive's result and numbers of ballots with what was recorded"
HEADS = "each published head and number of ballots with that point of the archive"
SECOND = "the trustees' second proofs with the decryptions in the archive"
CLOSED = (chain.SETUP, chain.BALLOT, chain.END_BALLOTS, chain.ENCRYPTED_TALLY)
OUTCOME = ("decryptions", "result", "finished", "tally", "ballots")
"""Checks that an archive which stays closed may be too short for."""

STAYS_CLOSED = "the end of an archive whose own tally stays closed with the last event before its decryption"
MERGED = "the file in which the sum of several units is opened with their archives and with what was recorded"
UNITS = "the units, what was opened with what their numbers of ballots allow, and the poll's numbers with their sums"

Watch = Callable[[str, int, int], None]


def check_polls(
    entries: Sequence[Entry], files: Mapping[str, bytes], *, coins: Draw, engine: Engine, watch: Watch
) -> Iterator[Check]:
    """Every check of every poll that the record names archives of; `files` are those of the bundle."""
    read = statements(entries)
    for poll in polls_of(read).secret:
        sealed: dict[str, SealedUnit] = {}
        for unit in poll.units:
            if unit.archive:
                work = _Unit(poll, unit, files[unit.archive], coins, engine, watch)
                yield from work.checks(files.get(unit.archive.removesuffix(".bel") + ".proofs.json"), sealed)
        for opened in poll.sums:
            if len(opened.units) > 1:
                label = f"{poll.code} {' + '.join(opened.units)}: merged tally"
                data = files.get(opened.merged, b"")
                yield judged(label, MERGED, _merged(opened, data, sealed), f"{opened.n} ballots count")
        if poll.archives:
            yield judged(f"{poll.code}: units", UNITS, units_hold(poll, read), f"{len(poll.sums)} sums opened")


@dataclass(frozen=True, slots=True)
class _Unit:
    """One unit of a poll and its archive."""

    poll: SecretPoll
    unit: PollUnit
    archive: bytes
    coins: Draw
    engine: Engine
    watch: Watch

    @property
    def label(self) -> str:
        """What the unit is called in a report."""
        return self.poll.code if len(self.poll.units) == 1 else f"{self.poll.code} {self.unit.code}"

    @property
    def opened(self) -> OpenedSum | None:
        """What was opened of the unit by itself; None where its own tally stays closed."""
        return next((each for each in self.poll.sums if each.units == (self.unit.code,)), None)

    def checks(self, proofs: bytes | None, sealed: dict[str, SealedUnit]) -> Iterator[Check]:
        """Every check of the archive, and of it against the record. Archives that stay closed are put into `sealed`."""
        watched = _Watched(self.archive, lambda done: self.watch(self.label, done, len(self.archive)))
        report = self.engine.verify_archive(
            watched, expected_head=self.unit.head, coins=self.coins, finished=self.opened is not None
        )
        for finding in report.findings:
            if self.opened is None and finding.check in OUTCOME and finding.state not in (HOLDS, FAILS):
                continue
            known = {HOLDS: Result.HOLDS, FAILS: Result.FAILS}
            said = {HOLDS: f"{finding.n} looked at", FAILS: finding.says}.get(finding.state, "not run")
            label = f"{self.label}: {finding.check}"
            yield Check(label, CHECKS[finding.check], said, known.get(finding.state, Result.NOT_RUN))
        yield from self._against_record(report, proofs)
        if self.opened is None and report.holds:
            wrong = [f"it ends with {report.stage}"] if report.stage not in CLOSED else []
            yield judged(f"{self.label}: closed", STAYS_CLOSED, wrong, f"it ends with {report.stage}")
            if report.stage == chain.ENCRYPTED_TALLY:
                sealed[self.unit.code] = sealed_unit(report)

    def _against_record(self, report: ArchiveReport, proofs: bytes | None) -> Iterator[Check]:
        tells = _tells_trustees(self.poll)
        labels = {"declared": DECLARED} | ({"trustees declared": TRUSTEES} if tells else {})
        labels |= {"counts": COUNTS, "published heads": HEADS}
        labels |= {"second proofs": SECOND} if proofs is not None else {}
        if not report.holds:
            why = "the archive does not hold"
            yield from (not_run(f"{self.label}: {key}", says, why) for key, says in labels.items())
            return
        heads = list(_heads_of(self.poll, self.unit))
        yield judged(f"{self.label}: declared", DECLARED, _declared(self.poll, self.unit, report), "the same")
        if tells:
            said = f"{self.poll.n_needed} of {self.poll.n_trustees}"
            yield judged(f"{self.label}: trustees declared", TRUSTEES, _trustees(self.poll, report), said)
        yield judged(f"{self.label}: counts", COUNTS, self._counts(report), f"{self.unit.n} members voted")
        yield judged(f"{self.label}: published heads", HEADS, _heads(heads, self.archive), f"{len(heads)} heads")
        if proofs is not None:
            yield judged(f"{self.label}: second proofs", SECOND, _second(report, proofs), "every decryption has one")

    def _counts(self, report: ArchiveReport) -> Iterator[str]:
        recorded = (self.opened.counts,) if self.opened else ()
        if report.results != recorded:
            said = [list(each) for each in recorded]
            yield f"the record says {said}, the archive {[list(each) for each in report.results]}"
        if (self.unit.n_ballots, self.unit.n) != (report.n_ballots, report.n_counted):
            said_n, found = f"{self.unit.n_ballots} and {self.unit.n}", f"{report.n_ballots} and {report.n_counted}"
            yield f"ballots cast and counted: the record says {said_n}, the archive {found}"


def _merged(opened: OpenedSum, data: bytes, sealed: Mapping[str, SealedUnit]) -> Iterator[str]:
    missing = [unit for unit in opened.units if unit not in sealed]
    if missing:
        yield f"the archives of {', '.join(missing)} do not stop at their encrypted tallies"
        return
    try:
        counts = merged_holds(data, [sealed[unit] for unit in opened.units])
    except Refusal as refusal:
        yield str(refusal)
        return
    if counts != (opened.counts,):
        yield f"the record says {list(opened.counts)}, the file {[list(each) for each in counts]}"


def _declared(poll: SecretPoll, unit: PollUnit, report: ArchiveReport) -> Iterator[str]:
    setup = report.expect_setup()
    questions = setup.election.questions
    found: dict[str, Any] = {
        "uuid": setup.election.uuid,
        "fingerprint": setup.election.fingerprint,
        "n_credentials": len(setup.credentials),
        "credentials_digest": digest(write_credentials(setup.credentials)),
    }
    for key, value in found.items():
        if getattr(unit, key) != value:
            yield f"{key}: the record says {getattr(unit, key)}, the archive {value}"
    if len(questions) != 1 or questions[0].labels != poll.answers or questions[0].question != poll.question:
        yield "the archive asks something else than the record"


def _tells_trustees(poll: SecretPoll) -> bool:
    return bool(poll.trustees) or (poll.n_trustees, poll.n_needed) != (None, None)


def _trustees(poll: SecretPoll, report: ArchiveReport) -> Iterator[str]:
    said: dict[str, Any] = {"n_trustees": poll.n_trustees, "n_needed": poll.n_needed}
    said["trustees"] = [{"threshold": each.threshold, "keys": list(each.keys)} for each in poll.trustees]
    found = told_of(report.expect_setup().trustees)
    for key, value in said.items():
        if value != found[key]:
            yield f"{key}: the record says {value}, the archive {found[key]}"


def _heads_of(poll: SecretPoll, unit: PollUnit) -> Iterator[tuple[int, str, int | None]]:
    """Entry, head and number of ballots of each publication that names the unit."""
    for head in poll.heads:
        if unit.code in head.by_unit:
            yield (head.seq, *head.by_unit[unit.code])


def _heads(published: Sequence[tuple[int, str, int | None]], archive: bytes) -> Iterator[str]:
    """Published heads are points of the archive, in order, each with as many ballots as was said."""
    points: dict[str, tuple[int, int]] = {}
    n_ballots = 0
    _, events = chain.open_archive(archive)
    for event in events:
        n_ballots += event.type == chain.BALLOT
        points[digest(event.body)] = (event.height, n_ballots)
    height = 0
    for seq, head, n_said in published:
        if head not in points or points[head][1] != n_said:
            yield f"entry {seq} names a head that the archive does not have with {n_said} ballots"
            return
        if points[head][0] < height:
            yield f"entry {seq} names a head that is older than the one published before"
        height = points[head][0]


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
