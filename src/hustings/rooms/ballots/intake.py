"""Taking ballots. Not an action: nothing of it goes on the record, and nothing says who or when."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from hustings.core.ballots.box import AcceptedBallot
from hustings.ground.clock import iso
from hustings.rooms.ballots.box import box_path, open_box
from hustings.rooms.ballots.queries import poll_of
from hustings.rooms.ballots.refusals import PollNotOpen


def cast(*, cycle: str, poll: str, ballots: Iterable[bytes], at: datetime) -> Iterator[AcceptedBallot]:
    """Check every ballot whole, put it on the disk, and only then give its receipt.

    Raises: NoSuchPoll, PollNotOpen, BallotRefused (the ballots before it stay in the box).
    """
    view = poll_of(cycle=cycle, poll=poll)
    if view.state != "open" or not view.opens_at <= at < view.closes_at:
        raise PollNotOpen(opens_at=iso(view.opens_at), closes_at=iso(view.closes_at), where=poll)
    with open_box(box_path(cycle=cycle, poll=poll)) as opened:
        for ballot in ballots:
            yield opened.cast(ballot)
