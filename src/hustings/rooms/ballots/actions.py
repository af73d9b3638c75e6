"""What can be done to a secret poll: declare it, publish its head, close it, take decryptions, count it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hustings.core.ballots.belenios_v1.records import write_credentials
from hustings.core.ballots.engine import PartialDecryption, PublicCredential, Question, Setup, SingleTrustee
from hustings.core.ballots.setup import make_election, sorted_credentials
from hustings.core.canonical import sha256_hex
from hustings.core.phases import FIELDING, OPEN
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.ballots.box import box_path, make_box, open_box
from hustings.rooms.ballots.models import Poll, SecondProof
from hustings.rooms.ballots.queries import poll_row
from hustings.rooms.ballots.refusals import NotAField, PollState, TooFewTrustees
from hustings.rooms.cycles.queries import cycle_of

LEAST_TRUSTEES = 2
FIELD_RULES = ("void", "keep", "re-open")


@action(
    may=Role.ELECTION_OFFICER, phases=FIELDING, records="ballot.declared", visibility=Visibility.PUBLIC, sourced=False
)
def declare_poll(
    *,
    cycle: str,
    question: str,
    answers: Sequence[str],
    opens_at: datetime,
    closes_at: datetime,
    uuid: str,
    trustees: Sequence[SingleTrustee],
    credentials: Sequence[str],
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Fix question, answers, trustees and the list of public credentials, and open the box.

    The credentials come as a file from the credential office; this program never learns who holds which.

    Raises: TooFewTrustees, PollState, SetupRefused, RecordRefused.
    """
    if len(trustees) < LEAST_TRUSTEES:
        raise TooFewTrustees(least=LEAST_TRUSTEES)
    if closes_at <= opens_at:
        raise PollState(state="to close before it opens")
    code = f"POLL-S{Poll.objects.filter(cycle=cycle).count() + 1}"
    view = cycle_of(cycle=cycle)
    stamp = "REHEARSAL: " if view.kind == "rehearsal" else ""
    election = make_election(
        uuid=uuid,
        name=f"{stamp}{view.title}",
        description=f"Secret poll {code} of {view.organisation}",
        questions=[Question(question, tuple(answers))],
        trustees=trustees,
    )
    listed = sorted_credentials([PublicCredential(element) for element in credentials])
    setup = Setup(election, tuple(trustees), listed)
    make_box(box_path(cycle=cycle, poll=code), setup, timestamp=int(opens_at.timestamp()))
    told = {"question": question, "answers": list(answers), "uuid": uuid, "fingerprint": election.fingerprint}
    times = {"opens_at": opens_at, "closes_at": closes_at}
    Poll.objects.create(cycle=cycle, code=code, state="open", n_credentials=len(listed), **told, **times)
    digest = sha256_hex(write_credentials(listed))
    body: dict[str, Any] = told | {key: iso(moment) for key, moment in times.items()}
    numbers = {"poll": code, "n_credentials": len(listed), "credentials_digest": digest}
    return Done(code, subject=code, body=body | numbers)


@action(
    may={Role.ELECTION_OFFICER, Role.SYSTEM},
    phases=OPEN,
    records="ballot.head-published",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def publish_head(*, cycle: str, poll: str, moment: str = "running", actor: Actor, at: datetime) -> Done[str]:
    """Put the box's head and its number of ballots on the record. Raises: NoSuchPoll."""
    row = poll_row(cycle=cycle, poll=poll)
    with open_box(box_path(cycle=cycle, poll=row.code)) as opened:
        body = {"poll": poll, "head": opened.box.head, "n_ballots": opened.box.n_ballots, "moment": moment}
    return Done(str(body["head"]), subject=poll, body=body)


@action(
    may=Role.ELECTION_OFFICER,
    phases=OPEN,
    records="ballot.head-published",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def close_poll(*, cycle: str, poll: str, actor: Actor, at: datetime) -> Done[str]:
    """Close the box after the closing time: no ballot is taken any more, and the encrypted tally is written.

    Raises: NoSuchPoll, PollState.
    """
    row = poll_row(cycle=cycle, poll=poll)
    if row.state != "open" or at < row.closes_at:
        raise PollState(state=row.state if row.state != "open" else f"open until {iso(row.closes_at)}", where=poll)
    with open_box(box_path(cycle=cycle, poll=poll)) as opened:
        if opened.box.stage in ("Setup", "Ballot"):
            opened.close()
        body = {"poll": poll, "head": opened.box.head, "n_ballots": opened.box.n_ballots, "moment": "closing"}
    row.state = "closed"
    row.save(update_fields=["state"])
    return Done(str(body["head"]), subject=poll, body=body)


@action(
    may={Role.ELECTION_OFFICER, Role.TRUSTEE},
    phases=OPEN,
    records="ballot.decryption-taken",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def take_decryption(*, cycle: str, poll: str, part: PartialDecryption, actor: Actor, at: datetime) -> Done[int]:
    """Take a trustee's partial decryption into the archive, and the second proof beside it.

    Raises: NoSuchPoll, PollState, OutcomeRefused, RecordRefused.
    """
    row = poll_row(cycle=cycle, poll=poll)
    if row.state != "closed":
        raise PollState(state=row.state, where=poll)
    with open_box(box_path(cycle=cycle, poll=poll)) as opened:
        opened.take_decryption(part)
    SecondProof.objects.create(poll=row, owner=part.owner, text=part.second_proof.decode())
    return Done(part.owner, subject=poll, body={"poll": poll, "trustee": part.owner})


@action(may=Role.ELECTION_OFFICER, phases=OPEN, records="ballot.counted", visibility=Visibility.PUBLIC, sourced=False)
def count_poll(*, cycle: str, poll: str, actor: Actor, at: datetime) -> Done[dict[str, int]]:
    """Combine the decryptions and put the result on the record.

    Raises: NoSuchPoll, PollState, DecryptionsMissing, ResultNotFound.
    """
    row = poll_row(cycle=cycle, poll=poll)
    if row.state != "closed":
        raise PollState(state=row.state, where=poll)
    path = box_path(cycle=cycle, poll=poll)
    with open_box(path) as opened:
        counts = opened.box.results[0] if opened.box.stage == "Result" else opened.count()
        box = opened.box
        facts = {"head": box.head, "n_ballots": box.n_ballots, "n_counted": box.n_counted}
    row.state = "counted"
    row.save(update_fields=["state"])
    body = {
        "poll": poll,
        "answers": list(row.answers),
        "counts": list(counts),
        "archive": f"polls/{poll}.bel",
        "archive_digest": sha256_hex(path.read_bytes()),
    }
    return Done(dict(zip(row.answers, counts, strict=True)), subject=poll, body=body | facts)


@action(
    may=Role.ELECTION_OFFICER,
    phases=OPEN,
    records="ballot.field-changed",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def change_field(
    *, cycle: str, poll: str, candidate: str, rule: str, words: str, actor: Actor, at: datetime
) -> Done[str]:
    """Say what happens to a poll when a candidate withdraws while it is open: void, keep or re-open.

    Raises: NoSuchPoll, NotAField.
    """
    row = poll_row(cycle=cycle, poll=poll)
    if rule not in FIELD_RULES:
        raise NotAField(rule=rule, where=poll)
    if rule == "void":
        row.state = "void"
        row.save(update_fields=["state"])
    return Done(rule, subject=poll, body={"poll": poll, "candidate": candidate, "rule": rule, "words": words})
