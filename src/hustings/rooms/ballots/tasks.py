"""Publishing the heads of open polls at fixed times."""

from datetime import timedelta

from hustings.core.phases import OPEN
from hustings.ground.access.actions import SYSTEM
from hustings.ground.record.queries import chains, now_in
from hustings.rooms.ballots.actions import publish_head
from hustings.rooms.ballots.board import heads_of, last_slot
from hustings.rooms.ballots.queries import TAKES_BALLOTS, polls_of


def publish_due_heads(*, every: timedelta) -> tuple[str, ...]:
    """Put the head of each open poll on the record: when it has opened, at every fixed time, once its time is over.

    The answer names the cycle and the poll of each. What is published twice does no harm.
    """
    published = []
    for chain in chains():
        if chain.phase not in OPEN:
            continue
        for poll in polls_of(cycle=chain.code):
            at = now_in(cycle=chain.code)
            if poll.state != TAKES_BALLOTS or at < poll.opens_at:
                continue
            heads = heads_of(cycle=chain.code, poll=poll.code, last=1)
            if heads and heads[-1].at >= min(last_slot(at, every), poll.closes_at):
                continue
            moment = "running" if heads else "opening"
            publish_head(cycle=chain.code, poll=poll.code, moment=moment, actor=SYSTEM, at=at)
            published.append(f"{chain.code} {poll.code}")
    return tuple(published)
