"""Closing the boxes of a poll before its closing goes on the record, so that nobody waits for the engine.

To judge a large archive takes minutes. In that time the record stays open for everybody else: the poll's row is locked
only for the moments in which the end of the ballots and the tally are written, each time if the poll may still be
closed. A poll that becomes void meanwhile gets no tally. The action that follows finds the boxes closed, and only
reads them; one that does not find them so, after a crash, closes them itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from django.db import transaction

from hustings.core.values import Actor
from hustings.ground.clock import iso
from hustings.rooms.ballots.box import box_path, close_box
from hustings.rooms.ballots.models import Poll
from hustings.rooms.ballots.queries import TAKES_BALLOTS, poll_row
from hustings.rooms.ballots.refusals import PollState


def row_to_close(*, cycle: str, poll: str, at: datetime, lock: bool = False) -> Poll:
    """The row of a poll that may be closed now. Raises: NoSuchPoll, PollState."""
    row = poll_row(cycle=cycle, poll=poll, lock=lock)
    if row.state != TAKES_BALLOTS:
        raise PollState(state=row.state, where=poll)
    if at < row.closes_at:
        raise PollState(state=f"{row.state} until {iso(row.closes_at)}", where=poll)
    return row


def close_boxes(*, cycle: str, poll: str, actor: Actor, at: datetime) -> None:
    """Close every box of a poll, one after the other. The actor was looked at before.

    Raises: NoSuchPoll, PollState; PollRefused, BallotRefused for an archive that does not hold.
    """
    closable = partial(_while_to_close, cycle=cycle, poll=poll, at=at)
    for unit in row_to_close(cycle=cycle, poll=poll, at=at).units.order_by("pk"):
        close_box(box_path(cycle=cycle, poll=poll, unit=unit.code), while_it_may=closable)


@contextmanager
def _while_to_close(*, cycle: str, poll: str, at: datetime) -> Iterator[Poll]:
    with transaction.atomic():
        yield row_to_close(cycle=cycle, poll=poll, at=at, lock=True)
