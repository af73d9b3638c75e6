"""A seat that changes hands: who gives it up, and who comes instead by the seed of the draw."""

from datetime import datetime
from typing import Any

from hustings.core.lottery.standing_in import StandIn, stand_ins
from hustings.core.phases import FIELDING
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.lottery.actions.opening import DESK, named
from hustings.rooms.lottery.models import DRAWN, Lottery, Passing
from hustings.rooms.lottery.plans import drawn_panel, panel_now
from hustings.rooms.lottery.queries import lottery_row
from hustings.rooms.lottery.refusals import NoSeatHeld


@action(may=Role.MEMBER, phases=FIELDING, records="lottery.seat-passed", visibility=Visibility.PUBLIC, sourced=False)
def give_up_seat(*, cycle: str, lottery: str, actor: Actor, at: datetime) -> Done[str]:
    """A member who was drawn gives her seat up by her private link; the answer is the code of who comes instead.

    Raises: NoSuchLottery, NoSeatHeld, FileDamaged.
    """
    row = lottery_row(cycle, lottery)
    code = row.volunteers.filter(number=actor.scope).values_list("code", flat=True).first() or ""
    return _pass(row, code, at)


@action(may=DESK, phases=FIELDING, records="lottery.seat-passed", visibility=Visibility.PUBLIC, sourced=False)
def call_stand_in(*, cycle: str, lottery: str, leaves: str, actor: Actor, at: datetime) -> Done[str]:
    """Somebody of the panel said that she cannot come; the answer is the code of who comes instead, or nothing.

    Raises: NoSuchLottery, NoSeatHeld, FileDamaged.
    """
    return _pass(lottery_row(cycle, lottery), leaves, at)


def _pass(row: Lottery, leaves: str, at: datetime) -> Done[str]:
    """Everybody who left since the draw is followed again, in order, so that no order of calls changes who comes."""
    if row.state != DRAWN or not leaves or leaves not in panel_now(row):
        raise NoSeatHeld(lottery=row.code, where=row.code)
    gone = list(row.passings.order_by("number").values_list("leaves", flat=True))
    seed, fixed, panel, _body = drawn_panel(row)
    found: StandIn = stand_ins(fixed.plan, seed=seed, panel=panel, leaving=[*gone, leaves])[-1]
    kept: dict[str, Any] = {"leaves": leaves, "comes": found.comes, "off": found.off}
    Passing.objects.create(lottery=row, number=len(gone) + 1, passed_at=at, **kept)
    return Done(found.comes, subject=row.code, body=named(row) | kept)
