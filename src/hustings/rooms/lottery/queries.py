"""What can be asked about lotteries. Only who runs one learns which member has which code."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from hustings.core.lottery.fixed import Fixed
from hustings.core.lottery.people import Cap, Quota
from hustings.core.lottery.standing_in import stand_ins
from hustings.core.values import STAFF, Actor, Role
from hustings.ground.files import read
from hustings.ground.record.declared import query
from hustings.rooms.lottery.features import listed, shares
from hustings.rooms.lottery.models import ANSWERING, DRAWN, FIXED, Invited, Lottery, SlotDraw
from hustings.rooms.lottery.plans import (
    FOLDER,
    caps_of,
    drawn_panel,
    fixed_of,
    invitation_plan_of,
    list_of,
    panel_now,
    plan_of,
    quotas_of,
)
from hustings.rooms.lottery.refusals import NoSuchLottery, NotDueYet
from hustings.rooms.roll.queries import LISTERS, profiles

DESK_AND_BOARD = STAFF | {Role.BOARD, Role.OBSERVER, Role.SYSTEM}
NAMERS = frozenset({Role.DIRECTOR, Role.ELECTION_OFFICER, Role.SYSTEM})
"""Who learns the members behind the codes: somebody has to tell them, and to let them in."""

CHECKERS = frozenset({Role.ELECTION_OFFICER, Role.OBSERVER})
"""Who may draw the invitations anew from the list of members."""


@dataclass(frozen=True, slots=True)
class LotteryView:
    """One lottery as it stands. `state` is inviting, answering, fixed, drawn or cancelled.

    Units: `n_listed` members on the list, `n_invited` of them invited (0: everybody may volunteer), `n_yes`, `n_no`.
    `invite_outside`: what decides who is invited, as `plans.figure` or `plans.beacon` say. `panel`: codes as it is now.
    """

    cycle: str
    code: str
    roundtable: str
    candidate: str
    state: str
    seats: int
    n_tables: int
    quotas: tuple[Quota, ...]
    caps: tuple[Cap, ...]
    statuses: tuple[str, ...]
    closes_at: datetime
    opened_at: datetime
    n_listed: int
    n_invited: int
    n_yes: int
    n_no: int
    list_digest: str
    invite_outside: Mapping[str, Any]
    fixed_digest: str
    transcript_digest: str
    panel: tuple[str, ...]

    def taking(self, at: datetime) -> bool:
        """Whether members may answer at that moment."""
        return self.state == ANSWERING and at < self.closes_at


@dataclass(frozen=True, slots=True)
class Place:
    """A seat of the panel as it stands now: the code, the table (from 1; 0: none), and whom the roll knows behind it.

    `instead_of`: who left this seat, where it changed hands; `stand_in`: who would come, if only this one left now.
    """

    code: str
    number: str
    local: str
    table: int
    instead_of: str
    stand_in: str


@dataclass(frozen=True, slots=True)
class Own:
    """A lottery as one member sees it.

    `asked`: she may volunteer. `comes`: her answer, None before she gave one. `chance`: of a seat, once it is fixed,
    None where she does not stand in it. `seat` and `table`: whether she was drawn or called, and where she sits.
    """

    lottery: LotteryView
    asked: bool
    comes: bool | None
    code: str
    chance: Fraction | None
    seat: bool
    gave_up: bool
    table: int


@query(may=DESK_AND_BOARD)
def lotteries_of(*, cycle: str, actor: Actor) -> tuple[LotteryView, ...]:
    """Every lottery of a cycle, oldest first. Raises: NotAllowed."""
    return tuple(_view(row) for row in Lottery.objects.filter(cycle=cycle).order_by("pk"))


@query(may=DESK_AND_BOARD)
def lottery_of(*, cycle: str, lottery: str, actor: Actor) -> LotteryView:
    """One lottery. Raises: NotAllowed, NoSuchLottery."""
    return _view(lottery_row(cycle, lottery))


@query(may=LISTERS)
def shares_of_the_roll(
    *, cycle: str, statuses: tuple[str, ...], actor: Actor, at: datetime
) -> Mapping[str, Mapping[str, int]]:
    """How many of those who might be listed have each value of each feature, the most frequent first.

    Raises: NotAllowed.
    """
    return shares(listed(profiles(cycle=cycle, statuses=statuses, actor=actor), day=at.date()))


@query(may=NAMERS)
def n_alone(*, cycle: str, lottery: str, actor: Actor) -> int:
    """How many volunteers share everything that the published plan shows of them with nobody.

    Raises: NotAllowed, NoSuchLottery, and what `core.lottery.people.Plan` refuses.
    """
    plan = plan_of(lottery_row(cycle, lottery))
    shown = Counter(tuple(person.values[name] for name in plan.columns) for person in plan.people)
    return sum(1 for n_people in shown.values() if n_people == 1)


@query(may=DESK_AND_BOARD)
def fixed_plan_of(*, cycle: str, lottery: str, actor: Actor) -> Fixed:
    """The fixed plan, which is public. Raises: NotAllowed, NoSuchLottery, NotDueYet, FileDamaged."""
    row = lottery_row(cycle, lottery)
    if not row.fixed_digest:
        raise NotDueYet(lottery=lottery, state=row.state, wanted=f"{FIXED} or {DRAWN}")
    return fixed_of(row)


@query(may=NAMERS)
def panel_of(*, cycle: str, lottery: str, actor: Actor) -> tuple[Place, ...]:
    """The panel as it stands now, with the members behind the codes, by table and code.

    Raises: NotAllowed, NoSuchLottery, NotDueYet, FileDamaged.
    """
    row = lottery_row(cycle, lottery)
    if row.state != DRAWN:
        raise NotDueYet(lottery=lottery, state=row.state, wanted=DRAWN)
    numbers = dict(row.volunteers.exclude(code="").values_list("code", "number"))
    locals_of = {each.member: each.local for each in list_of(row)}
    before, tables = _chairs(row)
    instead = _stand_ins(row)
    places = [
        Place(
            code=code,
            number=numbers[code],
            local=locals_of[numbers[code]],
            table=tables.get(code, 0),
            instead_of=before.get(code, ""),
            stand_in=instead[code],
        )
        for code in panel_now(row)
    ]
    return tuple(sorted(places, key=lambda each: (each.table, each.code)))


@query(may=NAMERS)
def invited_numbers(*, cycle: str, lottery: str, actor: Actor) -> tuple[str, ...]:
    """The numbers of those who were drawn to be invited, ascending. Raises: NotAllowed, NoSuchLottery."""
    row = lottery_row(cycle, lottery)
    return tuple(sorted(Invited.objects.filter(lottery=row).values_list("number", flat=True)))


@query(may=CHECKERS)
def invitation_files(*, cycle: str, lottery: str, actor: Actor) -> tuple[bytes, bytes]:
    """The plan of invitations and the list of members, as `hustings lottery invite` reads them.

    Raises: NotAllowed, NoSuchLottery, NotDueYet, FileDamaged.
    """
    row = lottery_row(cycle, lottery)
    if not row.plan_digest:
        raise NotDueYet(lottery=lottery, state="open to everybody on the list", wanted="a lottery with invitations")
    return read(row.plan_digest, folder=FOLDER), read(row.list_digest, folder=FOLDER)


@query(may=Role.MEMBER)
def lotteries_for(*, cycle: str, actor: Actor, at: datetime) -> tuple[Own, ...]:
    """Every lottery as the member who asks sees it, the latest first. Raises: NotAllowed, FileDamaged."""
    return tuple(_own(row, actor) for row in Lottery.objects.filter(cycle=cycle).order_by("-pk"))


@query(may=STAFF | {Role.BOARD})
def slot_draw_of(*, cycle: str, offer: str, actor: Actor) -> tuple[str, str]:
    """Digest of the fixed wishes of an offer, and the seed; each empty until it is there. Raises: NotAllowed."""
    row = SlotDraw.objects.filter(cycle=cycle, offer=offer).first()
    return (row.digest, row.seed) if row else ("", "")


@query()
def public_file(*, digest: str) -> bytes:
    """A file whose digest the record names, with nothing of a member but codes. Raises: FileDamaged."""
    return read(digest, folder=FOLDER)


def lottery_row(cycle: str, lottery: str) -> Lottery:
    """For this room's own actions. Raises: NoSuchLottery."""
    row = Lottery.objects.filter(cycle=cycle, code=lottery).first()
    if row is None:
        raise NoSuchLottery(lottery=lottery, where=cycle)
    return row


def _view(row: Lottery) -> LotteryView:
    answers = list(row.volunteers.values_list("comes", flat=True))
    return LotteryView(
        cycle=row.cycle_id,
        code=row.code,
        roundtable=row.roundtable,
        candidate=row.candidate,
        state=row.state,
        seats=row.seats,
        n_tables=row.n_tables,
        quotas=quotas_of(row),
        caps=caps_of(row),
        statuses=tuple(row.statuses),
        closes_at=row.closes_at,
        opened_at=row.opened_at,
        n_listed=row.n_listed,
        n_invited=row.n_invited,
        n_yes=sum(answers),
        n_no=len(answers) - sum(answers),
        list_digest=row.list_digest,
        invite_outside=invitation_plan_of(row).terms.outside if row.plan_digest else {},
        fixed_digest=row.fixed_digest,
        transcript_digest=row.transcript_digest,
        panel=panel_now(row) if row.state == DRAWN else (),
    )


def _own(row: Lottery, actor: Actor) -> Own:
    mine = row.volunteers.filter(number=actor.scope).first()
    code = mine.code if mine is not None and mine.comes else ""
    asked = not row.n_invited or Invited.objects.filter(lottery=row, number=actor.scope).exists()
    chance, seat, gave_up, table = None, False, False, 0
    if code and row.fixed_digest:
        fixed = fixed_of(row)
        places = [index for index, person in enumerate(fixed.plan.people) if person.code == code]
        chance = fixed.chance(places[0]) if places else None
    if code and row.state == DRAWN:
        _before, tables = _chairs(row)
        seat, table = code in panel_now(row), tables.get(code, 0)
        gave_up = row.passings.filter(leaves=code).exists()
    return Own(_view(row), asked, mine.comes if mine else None, code, chance, seat, gave_up, table)


def _stand_ins(row: Lottery) -> dict[str, str]:
    """For everybody on the panel as it is now, who would come if only this one left."""
    seed, fixed, panel, _body = drawn_panel(row)
    gone = list(row.passings.order_by("number").values_list("leaves", flat=True))
    return {
        code: stand_ins(fixed.plan, seed=seed, panel=panel, leaving=[*gone, code])[-1].comes for code in panel_now(row)
    }


def _chairs(row: Lottery) -> tuple[dict[str, str], dict[str, int]]:
    """Whom each newcomer replaces, and the table of everybody, newcomers at the table of whom they replace."""
    _seed, _fixed, _panel, body = drawn_panel(row)
    tables = {code: number for number, table in enumerate(body["tables"], start=1) for code in table}
    before: dict[str, str] = {}
    for passing in row.passings.order_by("number"):
        if passing.comes:
            before[passing.comes] = passing.leaves
            tables[passing.comes] = tables.get(passing.leaves, 0)
    return before, tables
