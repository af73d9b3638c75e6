"""An election officer's work at the house's own ballot box, for `hustings ballots …`. Needs Django."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model

from hustings.core.ballots.credentials import make_uuid
from hustings.core.ballots.decryption_proof import election_of_proof
from hustings.core.ballots.engine import Setup, Trustee
from hustings.core.ballots.merged import elections_in, is_merged_part
from hustings.core.ballots.refusals import BallotMalformed, DecryptionLinkWrong, WrongElection
from hustings.core.ballots.units import LocalSize, UnitsWrong, merge_locals
from hustings.core.ballots.units_file import PlannedUnits
from hustings.core.errors import Refusal
from hustings.core.values import Actor
from hustings.doors.cli.ballot_files import PublicList, read_decryption, read_file, read_setup
from hustings.ground.access.queries import actor_of_account
from hustings.ground.access.refusals import NoSuchAccount
from hustings.ground.clock import iso
from hustings.ground.record.queries import now_in
from hustings.rooms.ballots import actions
from hustings.rooms.ballots.box import box_path
from hustings.rooms.ballots.declaring import UnitSetup, minimum_of, undivided
from hustings.rooms.ballots.intake import cast
from hustings.rooms.ballots.intake_desk import Receipt
from hustings.rooms.ballots.queries import PollView, poll_of
from hustings.rooms.roll.queries import all_locals, electorate_by_local


class MomentUnclear(Refusal):
    """A time without its zone, or no time at all."""

    code = "ballots-moment-unclear"
    says = "“{text}” is not a moment: it needs a day, a time and the time's zone."
    todo = "Write it as in 2031-09-15T18:00:00Z, or with another zone as in 2031-09-15T14:00:00-04:00."


class ListsDiffer(Refusal):
    """Lists of credentials that are not those of the units."""

    code = "ballots-lists-differ"
    says = "There are {n_units} units and {n_lists} lists, and each unit needs exactly the list of its own election."
    todo = "Give the credential office the file of units, and hand in the list that it makes for each."


def setup_of(*, cycle: str, poll: str, uuid: str) -> Setup:
    """What was fixed when the poll was declared, in the unit that votes in this election.

    Raises: NoSuchPoll, WrongElection.
    """
    unit = _unit_of(poll_of(cycle=cycle, poll=poll), uuid)
    with box_path(cycle=cycle, poll=poll, unit=unit).open("rb") as archive:
        return read_setup(archive, coins=secrets.token_bytes, proven=True)


def _unit_of(view: PollView, uuid: str) -> str:
    """The code of the unit that votes in this election. Raises: WrongElection."""
    found = [unit.code for unit in view.units if unit.uuid == uuid]
    if not found:
        raise WrongElection(where=view.code)
    return found[0]


def take_ballot(*, cycle: str, poll: str, ballot: bytes) -> tuple[Receipt, str]:
    """Put one ballot into the box of its unit; its receipt, and until when it may be replaced.

    Raises: NoSuchPoll, WrongElection, PollNotOpen, BallotRefused.
    """
    view = poll_of(cycle=cycle, poll=poll)
    unit = _unit_of(view, _election_in(ballot))
    (taken,) = cast(cycle=cycle, poll=poll, unit=unit, ballots=[ballot], at=now_in(cycle=cycle))
    return taken, iso(view.closes_at)


def _election_in(ballot: bytes) -> str:
    """The election that a ballot names; everything else about it the box finds out. Raises: BallotMalformed."""
    try:
        return str(json.loads(ballot)["election_uuid"])
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise BallotMalformed(reason="it names no election.") from problem


def plan_units(*, cycle: str, account: str, least: int) -> PlannedUnits:
    """The units of a poll to come, from the frozen roll, each with a new election.

    Raises: NotAllowed, NoSnapshot, UnitsWrong.
    """
    actor = actor_of(account=account, cycle=cycle)
    known = {local.code: local for local in all_locals(actor=actor)}
    sizes = [
        LocalSize(each.local, known[each.local].name, known[each.local].state, each.n_eligible)
        for each in electorate_by_local(cycle=cycle, actor=actor)
    ]
    units = merge_locals(sizes, least=least)
    uuids = {unit.code: make_uuid(draw=secrets.token_bytes) for unit in units}
    return PlannedUnits(cycle, minimum_of(cycle), least, units, uuids)


def declare(
    *,
    cycle: str,
    account: str,
    question: str,
    answers: Sequence[str],
    times: tuple[str | None, str],
    trustees: Sequence[Trustee],
    lists: Sequence[PublicList],
    planned: PlannedUnits | None,
    reopens: str = "",
) -> tuple[str, list[tuple[Path, str]]]:
    """The new poll's code, and of each unit where its archive lies and the digest of its list.

    Without `planned` the poll has one unit, and one list.

    Raises: MomentUnclear, NotAllowed, UnitsWrong, ListsDiffer, those of `declare_poll`.
    """
    at, actor = now_in(cycle=cycle), actor_of(account=account, cycle=cycle)
    opens, closes = times
    if planned is not None and (planned.cycle, planned.minimum) != (cycle, minimum_of(cycle)):
        raise UnitsWrong(reason="the file was made for another cycle, or for another minimum", where="units")
    units = _with_lists(planned, lists)
    code = actions.declare_poll(
        cycle=cycle,
        question=question,
        answers=answers,
        opens_at=moment(opens) if opens else at,
        closes_at=moment(closes),
        trustees=trustees,
        units=units,
        least_eligible=planned.least_eligible if planned else None,
        reopens=reopens,
        actor=actor,
        at=at,
    )
    digests = {each.election: each.digest for each in lists}
    paths = [box_path(cycle=cycle, poll=code, unit=each.unit.code) for each in units]
    return code, [(path, digests[each.uuid]) for path, each in zip(paths, units, strict=True)]


def _with_lists(planned: PlannedUnits | None, lists: Sequence[PublicList]) -> Sequence[UnitSetup]:
    by_election = {each.election: each.credentials for each in lists}
    if planned is None:
        if len(lists) != 1:
            raise ListsDiffer(n_units=1, n_lists=len(lists))
        return undivided(uuid=lists[0].election, credentials=lists[0].credentials)
    if set(by_election) != set(planned.uuids.values()) or len(lists) != len(by_election):
        raise ListsDiffer(n_units=len(planned.units), n_lists=len(lists))
    return [UnitSetup(unit, planned.uuids[unit.code], by_election[planned.uuids[unit.code]]) for unit in planned.units]


def publish_head(*, cycle: str, poll: str, account: str) -> str:
    """The head that is on the record now."""
    at, actor = now_in(cycle=cycle), actor_of(account=account, cycle=cycle)
    return actions.publish_head(cycle=cycle, poll=poll, actor=actor, at=at)


def close(*, cycle: str, poll: str, account: str) -> tuple[str, list[Path]]:
    """The closing head of the poll, and where its archives lie."""
    at, actor = now_in(cycle=cycle), actor_of(account=account, cycle=cycle)
    head = actions.close_poll(cycle=cycle, poll=poll, actor=actor, at=at)
    units = poll_of(cycle=cycle, poll=poll).units
    return head, [box_path(cycle=cycle, poll=poll, unit=unit.code) for unit in units]


def take_part(*, cycle: str, poll: str, file: Path, account: str) -> tuple[int, tuple[str, ...]]:
    """The number of the trustee whose part was taken, and the units that it opens, alone or only together.

    Raises: FileUnreadable, NotSuchAFile, NoSuchPoll, DecryptionLinkWrong, those of `take_decryption` and
    `take_merged_part`.
    """
    told: dict[str, Any] = {"cycle": cycle, "poll": poll, "actor": actor_of(account=account, cycle=cycle)}
    told["at"] = now_in(cycle=cycle)
    data = read_file(file)
    if is_merged_part(data):
        units = _units_of(cycle, poll, elections_in(data))
        return actions.take_merged_part(units=units, part=data, **told), units
    part = read_decryption(file)
    units = _units_of(cycle, poll, (election_of_proof(part.second_proof),))
    return actions.take_decryption(unit=units[0], part=part, **told), units


def _units_of(cycle: str, poll: str, fingerprints: Sequence[str]) -> tuple[str, ...]:
    """The units whose elections have these fingerprints. Raises: NoSuchPoll, DecryptionLinkWrong."""
    known = {unit.fingerprint: unit.code for unit in poll_of(cycle=cycle, poll=poll).units}
    if not fingerprints or any(each not in known for each in fingerprints):
        raise DecryptionLinkWrong(where=poll)
    return tuple(known[each] for each in fingerprints)


def keep_closed(*, cycle: str, poll: str, account: str) -> int:
    """How many ballots count in a poll of which nothing is opened."""
    at, actor = now_in(cycle=cycle), actor_of(account=account, cycle=cycle)
    return actions.keep_closed(cycle=cycle, poll=poll, actor=actor, at=at)


def count(*, cycle: str, poll: str, account: str) -> dict[str, int]:
    """How many ballots each answer has."""
    at, actor = now_in(cycle=cycle), actor_of(account=account, cycle=cycle)
    return actions.count_poll(cycle=cycle, poll=poll, actor=actor, at=at)


def actor_of(*, account: str, cycle: str) -> Actor:
    """Who signs in by this name, with the roles held in the cycle now. Raises: NoSuchAccount."""
    found = get_user_model().objects.filter(username=account, is_active=True).values_list("pk", flat=True).first()
    if found is None:
        raise NoSuchAccount(where=account)
    return actor_of_account(account=found, cycle=cycle, at=now_in(cycle=cycle))


def moment(text: str) -> datetime:
    """A time with its zone. Raises: MomentUnclear."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise MomentUnclear(text=text) from error
    if found.tzinfo is None:
        raise MomentUnclear(text=text)
    return found.replace(microsecond=0)
