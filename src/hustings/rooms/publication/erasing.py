"""Which rooms an erasure reaches: every one that keeps people's words, called by name and in this order.

Not reached: the ballot box, whose archive is public and append-only and holds no words of anybody but the poll's own;
and the roll, which holds what the last import said and forgets a member with the next one.
"""

from collections.abc import Callable
from typing import Any

from hustings.ground.forgetting import Wanted
from hustings.ground.notices import forgetting as notices
from hustings.rooms.board import forgetting as board
from hustings.rooms.candidates import forgetting as candidates
from hustings.rooms.cycles import forgetting as cycles
from hustings.rooms.endorsements import forgetting as endorsements
from hustings.rooms.estimates import forgetting as estimates
from hustings.rooms.fund import forgetting as fund
from hustings.rooms.invitations import forgetting as invitations
from hustings.rooms.lottery import forgetting as lottery
from hustings.rooms.press import forgetting as press
from hustings.rooms.publication import forgetting as publication
from hustings.rooms.questionnaires import forgetting as questionnaires
from hustings.rooms.questions import forgetting as questions
from hustings.rooms.releases import forgetting as releases
from hustings.rooms.roundtables import forgetting as roundtables
from hustings.rooms.straw_polls import forgetting as straw_polls

FORGETTING: dict[str, Callable[..., int]] = {
    "cycles": cycles.forget,
    "candidates": candidates.forget,
    "invitations": invitations.forget,
    "roundtables": roundtables.forget,
    "lottery": lottery.forget,
    "questions": questions.forget,
    "questionnaires": questionnaires.forget,
    "press": press.forget,
    "straw_polls": straw_polls.forget,
    "estimates": estimates.forget,
    "board": board.forget,
    "fund": fund.forget,
    "endorsements": endorsements.forget,
    "releases": releases.forget,
    "publication": publication.forget,
    "notices": notices.forget,
}
NOT_REACHED = frozenset({"ballots", "roll"})


def forget_everywhere(*, cycle: str, wanted: Wanted, dry: bool) -> dict[str, int]:
    """In how many rows of each room the words stand (`dry`), or are now blacked out; rooms without any are left out."""
    told: dict[str, Any] = {"cycle": cycle, "wanted": wanted, "dry": dry}
    found = {room: forget(**told) for room, forget in FORGETTING.items()}
    return {room: n_rows for room, n_rows in found.items() if n_rows}
