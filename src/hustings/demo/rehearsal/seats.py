"""The members' seats at the first roundtable, drawn by lot: list, invitations, volunteers, panels, a seat passed on."""

from typing import Any

from hustings.core.lottery.people import Cap
from hustings.core.lottery.proportional import proportional
from hustings.core.values import Actor, Role
from hustings.demo.rehearsal.people import CYCLE, Stage, day
from hustings.rooms.lottery.actions.drawing import draw_lottery, fix_lottery, panels_of, to_work_out
from hustings.rooms.lottery.actions.opening import open_lottery
from hustings.rooms.lottery.actions.seating import call_stand_in
from hustings.rooms.lottery.actions.volunteering import answer_lottery, invite_members
from hustings.rooms.lottery.plans import figure
from hustings.rooms.lottery.queries import invited_numbers, lottery_of, shares_of_the_roll
from hustings.rooms.roll.columns import Status

N_SEATS, N_INVITED, N_TABLES = 24, 120, 4
MOST_FROM_A_LOCAL = 4
LEEWAY = 2
SILENT = 4
"""One of so many who are invited does not answer; another one says no."""

TONNAGE = figure("containers handled in Quay City on 27 March 2026, as the port office prints it the next morning")
RAINFALL = figure("rainfall in Quay City on 30 March 2026 in tenths of a millimetre, as the weather office prints it")


def draw(stage: Stage, roundtable: str) -> None:
    """Play one lottery from the opening to a seat that changes hands, before the roundtable of 8 April."""
    officer = stage["election-officer"]
    _open(stage, roundtable)
    who: dict[str, Any] = {"cycle": CYCLE, "lottery": "LOT-1", "actor": officer}
    invite_members(outside="11,482", at=day(3, 28, 9), **who)
    numbers = invited_numbers(**who)
    for place, number in enumerate(numbers):
        if place % SILENT:
            comes = place % SILENT != 1
            member = Actor("LINK-rehearsal", frozenset({Role.MEMBER}), number)
            answer_lottery(cycle=CYCLE, lottery="LOT-1", comes=comes, actor=member, at=day(3, 28, 18))
    plan, terms = to_work_out(cycle=CYCLE, lottery="LOT-1", outside=RAINFALL)
    fix_lottery(fixed=panels_of(plan, terms), at=day(3, 30, 9), **who)
    draw_lottery(outside="38", at=day(3, 31, 9), **who)
    leaves = lottery_of(cycle=CYCLE, lottery="LOT-1", actor=officer).panel[0]
    call_stand_in(leaves=leaves, at=day(3, 31, 12), **who)


def _open(stage: Stage, roundtable: str) -> None:
    who: dict[str, Any] = {"cycle": CYCLE, "actor": stage["director"], "at": day(3, 26)}
    held = shares_of_the_roll(statuses=(Status.ACTIVE,), **who)
    named = ("state", "years")
    quotas = [one for name in named for one in proportional(name, held[name], seats=N_SEATS, leeway=LEEWAY)]
    open_lottery(
        roundtable=roundtable,
        seats=N_SEATS,
        quotas=quotas,
        caps=[Cap("local", MOST_FROM_A_LOCAL)],
        closes_at=day(3, 29, 20),
        n_invited=N_INVITED,
        outside=TONNAGE,
        n_tables=N_TABLES,
        **who,
    )
