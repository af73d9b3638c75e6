"""A lottery for four seats at RT-1 among thirty members of three locals, as far as a test needs it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hustings.core.lottery.fixed import Fixed
from hustings.core.lottery.people import Cap, Quota
from hustings.core.values import Actor, Role
from hustings.rooms.lottery.actions.drawing import draw_lottery, fix_lottery, panels_of, to_work_out
from hustings.rooms.lottery.actions.opening import open_lottery
from hustings.rooms.lottery.actions.volunteering import answer_lottery
from hustings.rooms.lottery.plans import figure
from hustings.rooms.roll.models import Local, Member
from hustings.rooms.roundtables.actions.meetings import set_roundtable
from tests.rooms.harbor import ROUNDTABLE, enter_candidates
from tests.rooms.races import AT, DIRECTOR

CLOSES = datetime(2031, 4, 1, 12, 0, tzinfo=UTC)
AFTER = CLOSES + timedelta(hours=1)
TONNAGE = figure("tonnage of Harbor City on 2 April 2031, as the port office prints it")
DRAWER = Actor("election-officer-1", frozenset({Role.ELECTION_OFFICER}))
QUOTAS = (
    Quota("state", "OH", 2, 3),
    Quota("state", "other", 1, 2),
    Quota("years", "20 or more", 1, 3),
    Quota("years", "other", 1, 3),
)
CAPS = (Cap("local", 2),)
OPENING: dict[str, Any] = {
    "roundtable": "RT-1",
    "seats": 4,
    "quotas": QUOTAS,
    "caps": CAPS,
    "closes_at": CLOSES,
    "actor": DIRECTOR,
    "at": AT,
}
N_PANELS = 20


def enter_roll() -> None:
    """Members 0001 to 0030, active but for 0030; two of three in Ohio, every other one since 1999, locals in turn."""
    for number in (1, 2, 3):
        Local.objects.create(
            code=f"L-{number}", number=str(number), name="Dock Workers", city="Harbor City", state="OH"
        )
    Member.objects.bulk_create(
        Member(
            number=f"{n:04}",
            local_id=f"L-{n % 3 + 1}",
            state="PA" if n % 3 == 0 else "",
            status="retired" if n == 30 else "active",
            joined_on="1999-02-01" if n % 2 else "2028-05-01",
            email=f"m{n}@members.example" if n % 5 else "",
        )
        for n in range(1, 31)
    )


def table_set(cycle: str) -> str:
    """Two candidates, and RT-1 with the first of them on 9 April in the evening."""
    enter_candidates(cycle)
    set_roundtable(cycle=cycle, **ROUNDTABLE)
    enter_roll()
    return cycle


def member(n: int) -> Actor:
    """Somebody who came by a member's private link."""
    return Actor(f"LINK-{n}", frozenset({Role.MEMBER}), f"{n:04}")


def volunteer(cycle: str, *numbers: int, at: datetime = AT) -> dict[int, str]:
    """These members say yes; the answer are their codes."""
    return {n: answer_lottery(cycle=cycle, lottery="LOT-1", comes=True, actor=member(n), at=at) for n in numbers}


def opened(cycle: str, **more: Any) -> str:
    """LOT-1 is open to everybody on the list."""
    open_lottery(cycle=table_set(cycle), **OPENING | more)
    return cycle


def work_out(*, n_numbered: int = N_PANELS, **told: Any) -> Fixed:
    """The numbered panels as things stand."""
    return panels_of(*to_work_out(**told), n_numbered=n_numbered)


def fixed(cycle: str, *, n_numbered: int = N_PANELS, **more: Any) -> str:
    """Twelve members volunteered, and LOT-1 is fixed."""
    volunteer(opened(cycle), *range(1, 13))
    worked = work_out(cycle=cycle, lottery="LOT-1", n_numbered=n_numbered, **{"outside": TONNAGE} | more)
    fix_lottery(cycle=cycle, lottery="LOT-1", fixed=worked, actor=DRAWER, at=AFTER)
    return cycle


def drawn(cycle: str) -> str:
    """LOT-1 is drawn with the figure “4,512”."""
    draw_lottery(cycle=fixed(cycle), lottery="LOT-1", outside="4,512", actor=DRAWER, at=AFTER)
    return cycle
