"""What can be done to a secret poll: declare it, publish its head, close it, take decryptions, count it."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

from hustings.core.ballots.destroyed_list import DestroyedList
from hustings.core.ballots.engine import PartialDecryption, Trustee
from hustings.core.ballots.refusals import OwnerTwice
from hustings.core.ballots.trustees import owners, told_of
from hustings.core.ballots.units import poll_head
from hustings.core.phases import FIELDING, OPEN
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.ground.record.queries import told_in_public
from hustings.rooms.ballots.box import box_path, close_box, open_box, standing
from hustings.rooms.ballots.closing import close_boxes, row_to_close
from hustings.rooms.ballots.counting import added_up, ended, open_sums, read_merged_part, require_group, stop
from hustings.rooms.ballots.declaring import UnitSetup, minimum_of, open_boxes, require_declarable, require_new
from hustings.rooms.ballots.models import Poll, SecondProof
from hustings.rooms.ballots.queries import poll_row, sums_of, unit_row
from hustings.rooms.ballots.refusals import (
    DeclaredTooLate,
    EnoughBallots,
    ListIsDestroyed,
    NotAField,
    PollState,
    StatementDiffers,
    TooFewTrustees,
)
from hustings.rooms.cycles.queries import cycle_of

LEAST_TRUSTEES = 2
FIELD_RULES = ("void", "keep", "re-open")
STOPS = {"void": "void", "re-open": "re-opened"}
"""What a poll becomes by the rules that end it."""

CHANGEABLE = ("open", "closed")
"""States in which a change of the field still concerns a poll."""


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
    trustees: Sequence[Trustee],
    units: Sequence[UnitSetup],
    least_eligible: int | None = None,
    reopens: str = "",
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Fix question, answers, trustees, units and the lists of public credentials, and open a box for each unit.

    The credentials come as files from the credential office; this program never learns who holds which.
    `least_eligible`: how many may vote in a unit at least, where locals were joined for it. `reopens`: the poll that
    this one takes up after its field changed, with other answers and new credentials.

    Raises: TooFewTrustees, PollState, DeclaredTooLate, NoSuchPoll, NotToBeReopened, SameAsBefore, UnitsWrong,
    TooManyCredentials, CredentialInTwoUnits, SetupRefused, RecordRefused.
    """
    _require_timely(trustees, opens_at, closes_at, at=at, divided=len(units) > 1)
    require_declarable(units)
    if reopens:
        require_new(poll_row(cycle=cycle, poll=reopens), answers=answers, units=units)
    optional: dict[str, Any] = {"least_eligible": least_eligible} if least_eligible is not None else {}
    optional |= {"reopens": reopens} if reopens else {}
    told = {"question": question, "answers": list(answers), "minimum": minimum_of(cycle)} | optional
    times = {"opens_at": opens_at, "closes_at": closes_at}
    code = f"POLL-S{Poll.objects.filter(cycle=cycle).count() + 1}"
    row = Poll.objects.create(cycle=cycle, code=code, state="open", **told, **times)
    listed = open_boxes(row, view=cycle_of(cycle=cycle), trustees=trustees, units=units)
    n_credentials = sum(each["n_credentials"] for each in listed)
    body = {key: iso(moment) for key, moment in times.items()} | {"n_credentials": n_credentials, "units": listed}
    return Done(code, subject=code, body={"poll": code} | told | told_of(trustees) | body)


def _require_timely(
    trustees: Sequence[Trustee], opens_at: datetime, closes_at: datetime, *, at: datetime, divided: bool
) -> None:
    if len(owners(trustees)) < LEAST_TRUSTEES:
        raise TooFewTrustees(least=LEAST_TRUSTEES)
    if closes_at <= opens_at:
        raise PollState(state="to close before it opens")
    if divided and at > opens_at:
        raise DeclaredTooLate(opens_at=iso(opens_at))


@action(
    may={Role.ELECTION_OFFICER, Role.SYSTEM},
    phases=OPEN,
    records="ballot.head-published",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def publish_head(*, cycle: str, poll: str, moment: str = "running", actor: Actor, at: datetime) -> Done[str]:
    """Put the head and the number of ballots of every unit's box on the record. Raises: NoSuchPoll."""
    row = poll_row(cycle=cycle, poll=poll)
    heads = []
    for unit in row.units.order_by("pk"):
        found = standing(box_path(cycle=cycle, poll=poll, unit=unit.code))
        heads.append({"unit": unit.code, "head": found.head, "n_ballots": found.n_ballots})
    return _heads(row, moment, heads)


@action(
    may=Role.ELECTION_OFFICER,
    phases=OPEN,
    records="ballot.head-published",
    visibility=Visibility.PUBLIC,
    sourced=False,
    before=close_boxes,
)
def close_poll(*, cycle: str, poll: str, actor: Actor, at: datetime) -> Done[str]:
    """Close every box after the closing time: no ballot is taken any more, and the encrypted tallies are written.

    How many ballots count in each unit is known now, and with it which sums may be opened.

    Raises: NoSuchPoll, PollState; PollRefused, BallotRefused for an archive that does not hold.
    """
    row = row_to_close(cycle=cycle, poll=poll, at=at)
    heads = []
    for unit in row.units.order_by("pk"):
        box = close_box(box_path(cycle=cycle, poll=poll, unit=unit.code))
        unit.n_ballots, unit.n_counted = box.n_ballots, box.n_counted
        heads.append({"unit": unit.code, "head": box.head, "n_ballots": box.n_ballots, "n_counted": box.n_counted})
        unit.save(update_fields=["n_ballots", "n_counted"])
    _become(row, "closed")
    return _heads(row, "closing", heads)


def _heads(row: Poll, moment: str, heads: list[dict[str, Any]]) -> Done[str]:
    head = poll_head((each["unit"], each["head"]) for each in heads)
    n_ballots = sum(each["n_ballots"] for each in heads)
    body = {"poll": row.code, "head": head, "n_ballots": n_ballots, "moment": moment, "units": heads}
    return Done(head, subject=row.code, body=body)


_takes_a_part = action(
    may={Role.ELECTION_OFFICER, Role.TRUSTEE},
    phases=OPEN,
    records="ballot.decryption-taken",
    visibility=Visibility.PUBLIC,
    sourced=False,
)


@_takes_a_part
def take_decryption(
    *, cycle: str, poll: str, unit: str, part: PartialDecryption, actor: Actor, at: datetime
) -> Done[int]:
    """Take a trustee's partial decryption of a unit into its archive, and the second proof beside it.

    Raises: NoSuchPoll, NoSuchUnit, PollState, UnitSealed, OutcomeRefused, RecordRefused.
    """
    row = _closed(cycle, poll)
    found = unit_row(row, unit)
    require_group(row, (unit,))
    with open_box(box_path(cycle=cycle, poll=poll, unit=unit)) as opened:
        opened.take_decryption(part)
    SecondProof.objects.create(unit=found, owner=part.owner, text=part.second_proof.decode())
    return _part_taken(poll, (unit,), part.owner)


@_takes_a_part
def take_merged_part(
    *, cycle: str, poll: str, units: Sequence[str], part: bytes, actor: Actor, at: datetime
) -> Done[int]:
    """Take a trustee's part of the sum of several units, whose own tallies stay closed.

    Raises: NoSuchPoll, PollState, UnitSealed, OwnerTwice, OutcomeRefused, RecordRefused.
    """
    row = _closed(cycle, poll)
    require_group(row, tuple(units))
    taken = read_merged_part(row, tuple(units), part)
    if row.merged_parts.filter(first=units[0], owner=taken.owner).exists():
        raise OwnerTwice(owner=taken.owner, where=poll)
    row.merged_parts.create(first=units[0], owner=taken.owner, text=part.decode())
    return _part_taken(poll, units, taken.owner)


def _part_taken(poll: str, units: Sequence[str], owner: int) -> Done[int]:
    return Done(owner, subject=poll, body={"poll": poll, "units": list(units), "trustee": owner})


@action(may=Role.ELECTION_OFFICER, phases=OPEN, records="ballot.counted", visibility=Visibility.PUBLIC, sourced=False)
def count_poll(*, cycle: str, poll: str, actor: Actor, at: datetime) -> Done[dict[str, int]]:
    """Combine the decryptions of every sum that may be opened, add them up and put the result on the record.

    Raises: NoSuchPoll, PollState, TooFewBallots, DecryptionsMissing, ResultNotFound.
    """
    row = _closed(cycle, poll)
    sums = open_sums(row)
    counts = added_up(sums)
    _become(row, "counted")
    told = {"answers": list(row.answers), "counts": counts, "sums": [each.told(poll) for each in sums]}
    return Done(dict(zip(row.answers, counts, strict=True)), subject=poll, body={"poll": poll} | told | ended(row))


@action(
    may=Role.ELECTION_OFFICER, phases=OPEN, records="ballot.kept-closed", visibility=Visibility.PUBLIC, sourced=False
)
def keep_closed(*, cycle: str, poll: str, actor: Actor, at: datetime) -> Done[int]:
    """End a poll of which nothing may be opened, because too few members voted in the whole of it.

    Raises: NoSuchPoll, PollState, EnoughBallots.
    """
    row = _closed(cycle, poll)
    if sums_of(row):
        raise EnoughBallots(minimum=row.minimum, where=poll)
    _become(row, "sealed")
    told = ended(row)
    return Done(told["n_counted"], subject=poll, body={"poll": poll, "minimum": row.minimum} | told)


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

    A poll that is void, or opened again as another, takes no more ballots, and nothing of it is ever opened; its
    archives stay, and the record names them.

    Raises: NoSuchPoll, PollState, NotAField.
    """
    row = poll_row(cycle=cycle, poll=poll)
    if rule not in FIELD_RULES:
        raise NotAField(rule=rule, where=poll)
    if row.state not in CHANGEABLE:
        raise PollState(state=row.state, where=poll)
    body = {"poll": poll, "candidate": candidate, "rule": rule, "words": words}
    if rule not in STOPS:
        return Done(rule, subject=poll, body=body)
    _become(row, STOPS[rule])
    return Done(rule, subject=poll, body=body | stop(row))


@action(
    may=Role.ELECTION_OFFICER,
    records="ballot.credentials-destroyed",
    visibility=Visibility.PUBLIC,
    sourced=False,
)
def record_destroyed_list(*, cycle: str, poll: str, statement: DestroyedList, actor: Actor, at: datetime) -> Done[str]:
    """Put on the record, once, that the list of who holds which credential of a poll is destroyed.

    The credential office states it, and names by digest what it destroyed and the public lists that were made from it.

    Raises: NoSuchPoll, ListIsDestroyed, StatementDiffers.
    """
    row = poll_row(cycle=cycle, poll=poll)
    already = told_in_public(cycle=cycle, verb="ballot.credentials-destroyed", subject=poll)
    if already:
        raise ListIsDestroyed(destroyed_on=already[0].body["destroyed_on"], where=poll)
    declared = {
        (unit["code"], unit["uuid"], unit["n_credentials"], unit["credentials_digest"])
        for told in told_in_public(cycle=cycle, verb="ballot.declared", subject=poll)
        for unit in told.body["units"]
    }
    if statement.cycle != cycle or set(map(astuple, statement.units)) != declared:
        raise StatementDiffers(poll=row.code, where=poll)
    names = ("destroyed_on", "n_credentials", "list_digest", "words")
    return Done(statement.destroyed_on, subject=poll, body={"poll": poll} | {n: getattr(statement, n) for n in names})


def _closed(cycle: str, poll: str) -> Poll:
    row = poll_row(cycle=cycle, poll=poll)
    if row.state != "closed":
        raise PollState(state=row.state, where=poll)
    return row


def _become(row: Poll, state: str) -> None:
    row.state = state
    row.save(update_fields=["state"])
