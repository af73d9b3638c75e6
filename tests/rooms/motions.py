"""Motions before a board of five: an endorsement of CAND-1, and the approval of a gift."""

from datetime import date
from functools import partial

from hustings.core.decision import Option, Outcome
from hustings.core.values import Actor, Role
from hustings.rooms.board.actions import call_the_roll, put_motion
from tests.rooms.races import AT

SECRETARY = Actor("secretary-1", frozenset({Role.SECRETARY}))
DEPUTY = Actor("secretary-2", frozenset({Role.SECRETARY}))
ENDORSE = Option("endorse", "Endorse Dana Reyes", Outcome.ENDORSE, ("CAND-1",))
NOBODY = Option("nobody", "Endorse nobody", Outcome.NO_ENDORSEMENT)
APPROVE = Option("approve", "Approve the gift", Outcome.APPROVE)
SEATS = {"president": 1, "north": 1, "south": 1, "east": 1, "west": 1}
NOTICED = date(2031, 8, 20)
MEETING = date(2031, 9, 1)
FOUR_TO_ONE = {"president": "yes", "north": "yes", "south": "yes", "east": "yes", "west": "no"}
TWO_TO_THREE = FOUR_TO_ONE | {"south": "no", "east": "no"}

put = partial(
    put_motion,
    title="Endorsement for mayor",
    text="That we endorse Dana Reyes.",
    options=[ENDORSE],
    seats=SEATS,
    noticed_on=NOTICED,
    meeting_on=MEETING,
    actor=SECRETARY,
    at=AT,
)
roll = partial(call_the_roll, votes=FOUR_TO_ONE, on=MEETING, actor=SECRETARY, at=AT)


def put_approval(cycle: str, about: str) -> str:
    """The code of a motion to approve the gift `about`."""
    told = {"title": "A gift", "text": f"That we approve {about}.", "options": [APPROVE]}
    return put(cycle=cycle, about=about, **told)
