"""Who is invited, and what members answer."""

from collections.abc import Mapping
from datetime import datetime

from hustings.core.lottery.invitations import invitation_seed, invited
from hustings.core.lottery.seed import Opened
from hustings.core.phases import FIELDING
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.lottery.actions.opening import named
from hustings.rooms.lottery.models import ANSWERING, INVITING, Invited, Lottery, Volunteer
from hustings.rooms.lottery.plans import invitation_plan_of, list_of, new_code, on_list
from hustings.rooms.lottery.queries import lottery_row
from hustings.rooms.lottery.refusals import (
    AnsweredAlready,
    NotAmongInvited,
    NotDueYet,
    NotOnTheList,
    VolunteeringClosed,
)
from hustings.rooms.roll.queries import status_of

RUNNERS = frozenset({Role.DIRECTOR, Role.ELECTION_OFFICER})
"""Who enters public values: nobody learns a member's number by it."""


@action(may=RUNNERS, phases=FIELDING, records="lottery.invited", visibility=Visibility.PUBLIC)
def invite_members(*, cycle: str, lottery: str, outside: str, actor: Actor, at: datetime) -> Done[int]:
    """Enter the outside value that decides who is invited; the answer is how many. The secret is opened with it.

    Raises: NoSuchLottery, NotDueYet, SeedIncomplete, PulseRefused, FileDamaged.
    """
    row = lottery_row(cycle, lottery)
    if row.state != INVITING:
        raise NotDueYet(lottery=lottery, state=row.state, wanted=INVITING)
    plan = invitation_plan_of(row)
    opened = Opened(row.invite_secret, " ".join(outside.split()))
    seed = invitation_seed(plan, opened)
    members = (each.key for each in list_of(row))
    chosen = list(invited(members, plan.groups, plan.n_invited, seed=seed))
    Invited.objects.bulk_create((Invited(lottery=row, number=number) for number in chosen), batch_size=5_000)
    row.state = ANSWERING
    row.save(update_fields=["state"])
    said = {"digest": plan.digest, "opened": opened.as_json(), "seed": seed.hex(), "n_invited": len(chosen)}
    return Done(len(chosen), subject=lottery, body=named(row) | said)


@action(may=Role.MEMBER, phases=FIELDING, records="lottery.answered", visibility=Visibility.STAFF, sourced=False)
def answer_lottery(*, cycle: str, lottery: str, comes: bool, actor: Actor, at: datetime) -> Done[str]:
    """A member's own answer by her private link: whether she would take a seat. It may be changed until the closing.

    The answer is the random code that stands for her, or nothing if she does not volunteer. What counts of her is on
    the frozen list; she states nothing. The record says that somebody answered, not who.

    Raises: NoSuchLottery, NotDueYet, VolunteeringClosed, NotAmongInvited, NotOnTheList, AnsweredAlready.
    """
    row = lottery_row(cycle, lottery)
    if row.state != ANSWERING or at >= row.closes_at:
        _closed(row)
    _check_asked(row, actor)
    before = Volunteer.objects.filter(lottery=row, number=actor.scope).first()
    if before is not None and before.comes == comes:
        raise AnsweredAlready(where=lottery)
    code = before.code if before is not None else ""
    code = code or (_fresh_code(row) if comes else "")
    kept: Mapping[str, object] = {"code": code, "comes": comes, "answered_at": at}
    Volunteer.objects.update_or_create(lottery=row, number=actor.scope, defaults=kept)
    body = {"lottery": lottery, "answer": "yes" if comes else "no"}
    return Done(code if comes else "", subject=lottery, body=body)


def _closed(row: Lottery) -> None:
    if row.state == INVITING:
        raise NotDueYet(lottery=row.code, state=row.state, wanted=ANSWERING)
    raise VolunteeringClosed(closes=iso(row.closes_at), where=row.code)


def _check_asked(row: Lottery, actor: Actor) -> None:
    """Raises: NotAmongInvited, NotOnTheList."""
    if row.n_invited:
        if not Invited.objects.filter(lottery=row, number=actor.scope).exists():
            raise NotAmongInvited(where=row.code)
    elif not on_list(row, actor.scope):
        status = status_of(number=actor.scope, actor=actor) or "–"
        raise NotOnTheList(statuses=", ".join(row.statuses), status=status, where=row.code)


def _fresh_code(row: Lottery) -> str:
    taken = set(row.volunteers.values_list("code", flat=True))
    while (code := new_code()) in taken:
        pass
    return code
