"""A whole secret poll in a room's own functions: two trustees, three credentials, three ballots."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.reference import ENGINE
from hustings.core.ballots.trustee_part import decrypt_tally
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.values import Actor, Role
from hustings.rooms.ballots.actions import close_poll, count_poll, declare_poll, take_decryption
from hustings.rooms.ballots.declaring import undivided
from hustings.rooms.ballots.intake import cast
from hustings.rooms.ballots.queries import archive_of

DRAW = random.Random(11).randbytes
OPENS = datetime(2031, 7, 1, 12, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=14)
ANSWERS = ("Dana Reyes", "Ben Okafor", "No endorsement")
ELECTION_OFFICER = Actor("election-1", frozenset({Role.ELECTION_OFFICER}))


def hold_poll(cycle: str, votes: Sequence[int] = (0, 0, 2)) -> str:
    """Declare a poll, cast one ballot for each of `votes` (places of answers), close it and count it."""
    uuid = make_uuid(draw=DRAW)
    keys = [make_trustee_key(draw=DRAW) for _ in range(2)]
    credentials = [make_credential(uuid=uuid, draw=DRAW) for _ in votes]
    who = {"cycle": cycle, "actor": ELECTION_OFFICER}
    poll = declare_poll(
        **who,
        question="Whom should we endorse?",
        answers=ANSWERS,
        opens_at=OPENS,
        closes_at=CLOSES,
        trustees=[key.trustee for key in keys],
        units=undivided(uuid=uuid, credentials=[credential.public for credential in credentials]),
        at=OPENS,
    )
    election = report_of(cycle, poll).expect_setup().election
    for credential, vote in zip(credentials, votes, strict=True):
        choices = [[int(place == vote) for place in range(len(ANSWERS))]]
        ballot = ENGINE.make_ballot(election=election, credential=credential.secret, choices=choices, draw=DRAW)
        list(cast(cycle=cycle, poll=poll, unit="U01", ballots=[ballot], at=OPENS))
    close_poll(**who, poll=poll, at=CLOSES)
    for key in keys:
        part = decrypt_tally(report=report_of(cycle, poll), private_key=key.private_key, draw=DRAW)
        take_decryption(**who, poll=poll, unit="U01", part=part, at=CLOSES)
    count_poll(**who, poll=poll, at=CLOSES)
    return poll


def report_of(cycle, poll):
    """What the verifier finds in the archive as it stands."""
    return ENGINE.verify_archive(archive_of(cycle=cycle, poll=poll, unit="U01"), coins=DRAW, finished=False)
