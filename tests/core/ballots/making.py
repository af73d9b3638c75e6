"""Polls made for the tests: honest ones through the box, and a forge that chains whatever it is given."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, BinaryIO

from hustings.core.ballots import credentials, decryption, group, setup, trustees
from hustings.core.ballots.belenios_v1 import ballot_form, chain, container, records
from hustings.core.ballots.box import Box
from hustings.core.ballots.engine import (
    ArchiveReport,
    Ciphertext,
    Credential,
    Draw,
    Election,
    PartialDecryption,
    PublicCredential,
    Question,
    Setup,
    Trustee,
    digest,
    fingerprint,
)
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.proofs import prove_knowledge
from hustings.core.ballots.reference import ENGINE as REFERENCE
from hustings.core.ballots.trustee_part import decrypt_tally

TIMESTAMP = 1_900_000_000
CHOOSE_ONE = Question(question="Whom should we endorse?", answers=("Ada", "Ben", "Cleo", "No endorsement"))
WITH_BLANK = Question(question="Which two?", answers=("Ada", "Ben", "Cleo"), at_least=1, at_most=2, blank=True)

Votes = Sequence[tuple[int, Sequence[Sequence[int]]]]


def source(seed: object) -> Draw:
    """A reproducible source of bytes. Only for tests."""
    state = {"n": 0}

    def draw(n: int) -> bytes:
        state["n"] += 1
        return hashlib.shake_256(f"{seed}|{state['n']}".encode()).digest(n)

    return draw


def as_json(body: bytes) -> Any:
    """A record as plain values."""
    return json.loads(body)


def as_bytes(value: object) -> bytes:
    """Plain values in canonical form, in whatever order their fields are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass
class Made:
    """A poll with all its secrets."""

    setup: Setup
    voters: list[Credential]
    private_keys: list[str]
    draw: Draw
    ballots: list[bytes] = field(default_factory=list)
    second_proofs: dict[int, bytes] = field(default_factory=dict)
    archive: bytes = b""

    @property
    def election(self) -> Election:
        return self.setup.election

    def ballot(self, voter: int, choices: Sequence[Sequence[int]]) -> bytes:
        secret = self.voters[voter].secret
        return ENGINE.make_ballot(election=self.election, credential=secret, choices=choices, draw=self.draw)


def make_setup(
    *,
    seed: object = "poll",
    n_voters: int = 5,
    questions: Sequence[Question] = (CHOOSE_ONE,),
    n_trustees: int = 3,
    keys: tuple[Sequence[Trustee], Sequence[str]] | None = None,
    weights: Sequence[int] = (),
) -> Made:
    """A poll that is ready to be opened. `keys`: trustees and the private keys of their owners."""
    draw = source(seed)
    if keys is None:
        pairs = [trustees.make_trustee_key(draw=draw) for _ in range(n_trustees)]
        keys = [pair.trustee for pair in pairs], [pair.private_key for pair in pairs]
    uuid = credentials.make_uuid(draw=draw)
    election = setup.make_election(
        uuid=uuid,
        name="Endorsement poll",
        description="A poll of an invented union",
        questions=questions,
        trustees=keys[0],
        administrator="Election committee",
        credential_authority="Credential office",
    )
    voters = [credentials.make_credential(uuid=uuid, draw=draw) for _ in range(n_voters)]
    listed = [
        PublicCredential(element=voter.public, weight=weight)
        for voter, weight in zip(voters, weights or [1] * n_voters, strict=True)
    ]
    setting = Setup(
        election=election, trustees=tuple(keys[0]), credentials=tuple(sorted(listed, key=lambda each: each.element))
    )
    return Made(setup=setting, voters=voters, private_keys=list(keys[1]), draw=draw)


def play(made: Made, votes: Votes, *, decrypting: Sequence[int] | None = None) -> Made:
    """Open the poll, cast the votes (voter, choices), close, tally, decrypt, publish: `made.archive`."""
    box, first = Box.open_poll(made.setup, timestamp=TIMESTAMP, engine=ENGINE, coins=made.draw)
    chunks = [first.chunk]
    for voter, choices in votes:
        made.ballots.append(made.ballot(voter, choices))
        chunks.append(box.append_ballot(made.ballots[-1]).chunk)
    chunks += [box.end_ballots().chunk, box.append_tally().chunk]
    report = ENGINE.verify_archive(b"".join(chunks), coins=made.draw, finished=False)
    for index in decrypting if decrypting is not None else range(len(made.private_keys)):
        part = decrypt_tally(report=report, private_key=made.private_keys[index], draw=made.draw)
        chunks.append(box.append_decryption(part).chunk)
        made.second_proofs[part.owner] = part.second_proof
    chunks.append(box.append_result().chunk)
    made.archive = b"".join(chunks)
    return made


def verify(archive: bytes | BinaryIO, **options: Any) -> ArchiveReport:
    """The reference engine's judgement, with coins of the test. A faster engine must say the same to the last word."""
    archive = archive if isinstance(archive, bytes) else archive.read()
    report = REFERENCE.verify_archive(archive, coins=source("coins"), **options)
    if ENGINE is not REFERENCE:
        assert told(ENGINE.verify_archive(archive, coins=source("coins"), **options)) == told(report)
    return report


def told(report: ArchiveReport) -> dict[str, Any]:
    """Everything that a report says, as plain values."""
    found = {field.name: getattr(report, field.name) for field in fields(report)}
    found["refusal"] = report.refusal and (report.refusal.as_json(), type(report.refusal))
    found["setup"] = report.setup and (report.setup.election, report.setup.trustees, list(report.setup.credentials))
    return found


class Forge:
    """Chains any records as any events, without a single check."""

    def __init__(self, timestamp: int = TIMESTAMP) -> None:
        self.chain = chain.Chain()
        self.timestamp = timestamp
        self.parts = [container.pack_first(timestamp=timestamp)]

    def event(self, kind: str, *data: bytes) -> "Forge":
        event = self.chain.next_event(kind, data)
        self.parts.append(chain.pack(event, timestamp=self.timestamp))
        self.chain.accept(event)
        return self

    @property
    def archive(self) -> bytes:
        return b"".join(self.parts)


def rebuild(archive: bytes, change: Any) -> bytes:
    """The archive chained anew after `change(type, data)` has replaced the records of each event (None drops it)."""
    reader, events = chain.open_archive(archive)
    forge = Forge(reader.timestamp)
    for event in events:
        changed = change(event.type, event.data)
        for kind, data in changed if isinstance(changed, list) else [(event.type, changed)]:
            if data is not None:
                forge.event(kind, *data)
    return forge.archive


def resigned(ballot: dict[str, Any], *, election: Election, voter: Credential, draw: Draw) -> bytes:
    """A ballot's JSON under another voter's credential, or changed, with a signature that is right for it."""
    form = {name: value for name, value in ballot.items() if name != "signature"} | {"credential": voter.public}
    hashed = fingerprint(as_bytes(form))
    secret = credentials.private_key(uuid=election.uuid, secret=voter.secret)
    proof = prove_knowledge(ballot_form.signature_prefix(hashed), secret, draw)
    return ballot_form.write_signature(form, hashed=hashed, proof=proof)


def close(made: Made, forge: Forge, counted: Sequence[bytes], *, most: int = 50) -> Forge:
    """End a forged poll as if exactly these ballots counted: tally, all decryptions and result are right for them."""
    forge.event(chain.END_BALLOTS)
    return publish(made, forge.event(chain.ENCRYPTED_TALLY, *tally_of(made, counted)), counted, most=most)


def tally_of(made: Made, counted: Sequence[bytes], *, n_tallied: int | None = None) -> tuple[bytes, bytes]:
    """Encrypted and sized tally of these ballots."""
    tally = records.write_tally(_sum(made, counted))
    n = len(counted) if n_tallied is None else n_tallied
    return tally, records.write_sized_tally(n_tallied=n, total_weight=n, encrypted_tally=digest(tally))


def _sum(made: Made, counted: Sequence[bytes]) -> tuple[tuple[Ciphertext, ...], ...]:
    rows = [
        tuple(tuple(Ciphertext(**choice) for choice in answer["choices"]) for answer in as_json(ballot)["answers"])
        for ballot in counted
    ]
    return ENGINE.add_up(election=made.election, counted=[(row, 1) for row in rows])


def parts_of(made: Made, counted: Sequence[bytes]) -> list[PartialDecryption]:
    """The partial decryptions of single trustees for these ballots."""
    found = []
    for owner, private_key in enumerate(made.private_keys, start=1):
        part = decryption.decrypt(
            tally=_sum(made, counted),
            election_hash=made.election.fingerprint,
            secret=int(private_key),
            draw=made.draw,
        )
        payload = decryption.write_decryption(part)
        found.append(PartialDecryption(owner=owner, payload=payload, second_proof=b""))
    return found


def publish(made: Made, forge: Forge, counted: Sequence[bytes], *, most: int = 50) -> Forge:
    """Decryptions and result that are right for these ballots."""
    tally = _sum(made, counted)
    parts = {}
    for part in parts_of(made, counted):
        owned = records.write_owned(owner=part.owner, payload=digest(part.payload))
        forge.event(chain.PARTIAL_DECRYPTION, part.payload, owned)
        shape = tuple(question.n_choices for question in made.election.questions)
        parts[part.owner] = decryption.read_decryption(part.payload, shape=shape)
    opened = decryption.opened(tally, trustees=made.setup.trustees, parts=parts)
    return forge.event(chain.RESULT, records.write_result(decryption.counts(opened, most=most)))


def opened_forge(made: Made, ballots: Sequence[bytes]) -> Forge:
    """A forged archive with setup and ballots, still open."""
    forge = Forge().event(chain.SETUP, *setup.write_setup(made.setup))
    for ballot in ballots:
        forge.event(chain.BALLOT, ballot)
    return forge


def small_order(text: str) -> str:
    """The element with a part of order 2 added: on the curve, outside the group."""
    return group.encode(group.add(group.decode(text), (0, group.P - 1, 1, 0)))
