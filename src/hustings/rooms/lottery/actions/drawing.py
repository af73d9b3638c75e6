"""Fixing everything before the seed can be known, and the draw."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from typing import Any

from hustings.core.lottery.drawing import draw
from hustings.core.lottery.fixed import Fixed, Terms
from hustings.core.lottery.people import Plan
from hustings.core.lottery.seed import Opened
from hustings.core.phases import FIELDING
from hustings.core.values import Actor, Visibility
from hustings.core.verify_lotteries import chances
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.lottery.actions.opening import named
from hustings.rooms.lottery.actions.volunteering import RUNNERS
from hustings.rooms.lottery.models import ANSWERING, DRAWN, FIXED, Lottery
from hustings.rooms.lottery.plans import fixed_of, keep_file, plan_of, terms_of
from hustings.rooms.lottery.queries import lottery_row
from hustings.rooms.lottery.refusals import (
    AlreadyDrawn,
    AlreadyFixed,
    NotDueYet,
    NotFixed,
    VolunteersChanged,
    VolunteersStillAsked,
)


def to_work_out(
    *,
    cycle: str,
    lottery: str,
    outside: Mapping[str, Any],
    contributors: Sequence[Mapping[str, str]] = (),
    last_draw: str = "seed",
) -> tuple[Plan, Terms]:
    """What the panels are to be found for: who volunteers, what every panel keeps, and how the seed will come about.

    contributors: {"who", "commitment"} of each observer who adds to the seed · last_draw: “seed” or “dice”.
    Raises: NoSuchLottery, NobodyStands, NotEnoughPeople, ValueWithoutQuota, OperatorAlone.
    """
    row = lottery_row(cycle, lottery)
    terms = terms_of(row, outside=outside, contributors=contributors, last_draw=last_draw)
    return plan_of(row), terms


def panels_of(
    plan: Plan, terms: Terms, *, n_numbered: int = 1000, watch: Callable[[str, int, int], None] | None = None
) -> Fixed:
    """Find the numbered panels, which may take minutes; needs no database. Then `fix_lottery`.

    Raises: NoPanelPossible with the smallest change that helps; SolverGaveUp.
    """
    solving = import_module("hustings.core.lottery.fixing")  # the only part that needs the solver; it loads slowly
    found: Fixed = solving.fix(plan, terms, n_numbered=n_numbered, watch=watch)
    return found


@action(may=RUNNERS, phases=FIELDING, records="lottery.fixed", visibility=Visibility.PUBLIC)
def fix_lottery(*, cycle: str, lottery: str, fixed: Fixed, actor: Actor, at: datetime) -> Done[str]:
    """Fix everything that the draw depends on, as `panels_of` found it; the answer is its digest. It happens once.

    Raises: NoSuchLottery, NotDueYet, VolunteersStillAsked, AlreadyFixed, AlreadyDrawn, VolunteersChanged.
    """
    row = check_due(cycle, lottery, at)
    known = terms_of(
        row,
        outside=fixed.terms.outside,
        contributors=fixed.terms.contributors,
        last_draw=fixed.terms.last_draw,
    )
    if fixed.plan != plan_of(row) or fixed.terms != known:
        raise VolunteersChanged(lottery=lottery, where=lottery)
    row.fixed_digest, row.state = keep_file(fixed.as_bytes()), FIXED
    row.save(update_fields=["fixed_digest", "state"])
    terms = fixed.terms
    sworn = {"operator": terms.operator, "outside": dict(terms.outside), "last_draw": terms.last_draw}
    body = named(row) | {"digest": fixed.digest} | chances_of(fixed) | sworn
    return Done(fixed.digest, subject=lottery, body=body | {"contributors": [dict(one) for one in terms.contributors]})


@action(may=RUNNERS, phases=FIELDING, records="lottery.drawn", visibility=Visibility.PUBLIC)
def draw_lottery(
    *,
    cycle: str,
    lottery: str,
    outside: str = "",
    given: Mapping[str, str] | None = None,
    dice: int | None = None,
    actor: Actor,
    at: datetime,
) -> Done[tuple[str, ...]]:
    """Open the secret, enter the outside value and what observers opened, and draw; the answer are the panel's codes.

    `dice`: the number thrown on stage, from 0, where that was fixed. The transcript is kept, and everybody may have it.

    Raises: NoSuchLottery, NotFixed, AlreadyDrawn, SecretDiffers, SeedIncomplete, PulseRefused, FileDamaged.
    """
    row = lottery_row(cycle, lottery)
    if row.state == DRAWN:
        raise AlreadyDrawn(lottery=lottery)
    if row.state != FIXED:
        raise NotFixed(lottery=lottery, where=lottery)
    opened = Opened(row.secret, " ".join(outside.split()), dict(given or {}), dice)
    drawn = draw(fixed_of(row), opened)
    row.transcript_digest, row.state = keep_file(drawn.as_bytes()), DRAWN
    row.save(update_fields=["transcript_digest", "state"])
    result = {"seed": drawn.seed.hex(), "number": drawn.number, "panel": list(drawn.panel)}
    body = named(row) | {"digest": drawn.fixed.digest, "opened": opened.as_json()} | result
    return Done(drawn.panel, subject=lottery, body=body | {"transcript_digest": row.transcript_digest})


def check_due(cycle: str, lottery: str, at: datetime) -> Lottery:
    """The lottery, if it can be fixed now.

    Raises: NoSuchLottery, NotDueYet, VolunteersStillAsked, AlreadyFixed, AlreadyDrawn.
    """
    row = lottery_row(cycle, lottery)
    if row.state == DRAWN:
        raise AlreadyDrawn(lottery=lottery)
    if row.state == FIXED:
        raise AlreadyFixed(lottery=lottery, digest=row.fixed_digest)
    if row.state != ANSWERING:
        raise NotDueYet(lottery=lottery, state=row.state, wanted=ANSWERING)
    if at < row.closes_at:
        raise VolunteersStillAsked(closes=iso(row.closes_at), where=lottery)
    return row


def chances_of(fixed: Fixed) -> dict[str, Any]:
    """What the record says of everybody's chances, in panels out of `n_panels`.

    chances: [panels, people] for each number of panels that people have · best: no panels could give everybody more.
    """
    n_panels = len(fixed.panels)
    best = int(fixed.bounds[0] * n_panels) if fixed.bounds else 0
    numbers = {"n_people": len(fixed.plan.people), "n_panels": n_panels, "n_barred": len(fixed.barred)}
    return numbers | {"chances": chances(fixed), "best": best}
