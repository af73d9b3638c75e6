"""An election officer's work at the house's own ballot box, for `hustings ballots …`. Needs Django."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.contrib.auth import get_user_model

from hustings.core.ballots.engine import PartialDecryption, Setup, SingleTrustee
from hustings.core.errors import Refusal
from hustings.core.values import Actor
from hustings.doors.cli.ballot_files import PublicList, read_setup
from hustings.ground.access.queries import actor_of_account
from hustings.ground.access.refusals import NoSuchAccount
from hustings.ground.clock import iso
from hustings.ground.record.queries import now_in
from hustings.rooms.ballots import actions
from hustings.rooms.ballots.box import box_path
from hustings.rooms.ballots.intake import cast
from hustings.rooms.ballots.intake_desk import Receipt
from hustings.rooms.ballots.queries import poll_of


class MomentUnclear(Refusal):
    """A time without its zone, or no time at all."""

    code = "ballots-moment-unclear"
    says = "“{text}” is not a moment: it needs a day, a time and the time's zone."
    todo = "Write it as in 2031-09-15T18:00:00Z, or with another zone as in 2031-09-15T14:00:00-04:00."


def setup_of(*, cycle: str, poll: str) -> Setup:
    """What was fixed when the poll was declared. Raises: NoSuchPoll."""
    with box_path(cycle=cycle, poll=poll_of(cycle=cycle, poll=poll).code).open("rb") as archive:
        return read_setup(archive, coins=secrets.token_bytes, proven=True)


def take_ballot(*, cycle: str, poll: str, ballot: bytes) -> tuple[Receipt, str]:
    """Put one ballot into the box; its receipt, and until when it may be replaced.

    Raises: NoSuchPoll, PollNotOpen, BallotRefused.
    """
    (taken,) = cast(cycle=cycle, poll=poll, ballots=[ballot], at=now_in(cycle=cycle))
    return taken, iso(poll_of(cycle=cycle, poll=poll).closes_at)


def declare(
    *,
    cycle: str,
    account: str,
    question: str,
    answers: Sequence[str],
    times: tuple[str | None, str],
    trustees: Sequence[SingleTrustee],
    listed: PublicList,
) -> tuple[str, Path]:
    """The new poll's code, and where its archive lies. Raises: MomentUnclear, NotAllowed, those of `declare_poll`."""
    at, actor = now_in(cycle=cycle), actor_of(account=account, cycle=cycle)
    opens, closes = times
    code = actions.declare_poll(
        cycle=cycle,
        question=question,
        answers=answers,
        opens_at=moment(opens) if opens else at,
        closes_at=moment(closes),
        uuid=listed.election,
        trustees=trustees,
        credentials=listed.credentials,
        actor=actor,
        at=at,
    )
    return code, box_path(cycle=cycle, poll=code)


def publish_head(*, cycle: str, poll: str, account: str) -> str:
    """The head that is on the record now."""
    at, actor = now_in(cycle=cycle), actor_of(account=account, cycle=cycle)
    return actions.publish_head(cycle=cycle, poll=poll, actor=actor, at=at)


def close(*, cycle: str, poll: str, account: str) -> tuple[str, Path]:
    """The closing head, and where the archive lies."""
    at, actor = now_in(cycle=cycle), actor_of(account=account, cycle=cycle)
    return actions.close_poll(cycle=cycle, poll=poll, actor=actor, at=at), box_path(cycle=cycle, poll=poll)


def take_decryption(*, cycle: str, poll: str, part: PartialDecryption, account: str) -> int:
    """The number of the trustee whose part was taken."""
    at, actor = now_in(cycle=cycle), actor_of(account=account, cycle=cycle)
    return actions.take_decryption(cycle=cycle, poll=poll, part=part, actor=actor, at=at)


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
