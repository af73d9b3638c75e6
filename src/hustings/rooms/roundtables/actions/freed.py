"""A slot that became free after the plan was accepted: to whom it goes, and the roundtable that takes it up."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from hustings.core.hearings import Audience, Press
from hustings.core.phases import FIELDING
from hustings.core.typed import paragraphs
from hustings.core.values import Actor, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.candidates.queries import standing
from hustings.rooms.invitations.refusals import NothingDiffers
from hustings.rooms.roundtables.actions.meetings import set_roundtable
from hustings.rooms.roundtables.actions.rows import DESK
from hustings.rooms.roundtables.planning import SlotOfferView, SlotView, slot_offer_of
from hustings.rooms.roundtables.refusals import (
    MovedIntoThePast,
    NotWaiting,
    OutOfTurn,
    PlanNotAccepted,
    SlotTaken,
    SlotUnknown,
)


@action(may=DESK, phases=FIELDING, records="slots.handed-on", visibility=Visibility.PUBLIC)
def hand_on_slot(
    *, cycle: str, offer: str, slot: int, candidate: str, reason: str = "", actor: Actor, at: datetime
) -> Done[SlotView]:
    """Hand a free slot of an accepted plan to a candidate who waits for one. `give_slot` also sets the roundtable.

    Next is who comes first in the lottery's order of that plan among those who can come; anybody else needs a reason.

    Raises: NoSuchSlots, PlanNotAccepted, SlotUnknown, SlotTaken, MovedIntoThePast, CandidateOut, NotWaiting, OutOfTurn,
    NothingDiffers.
    """
    view = slot_offer_of(cycle=cycle, offer=offer, actor=actor)
    found = _free(view, slot, at)
    name = standing(cycle=cycle, candidate=candidate).name
    order = view.waiting.get(slot, ())
    if candidate not in order:
        why = next((each.why_not for each in view.offered if each.candidate == candidate), "")
        raise NotWaiting(name=name, slot=slot, why=why or "not possible by its wishes", where=candidate)
    because = paragraphs(reason, field="reason", required=False)
    if candidate != order[0] and not because:
        raise OutOfTurn(slot=slot, next=next(each.name for each in view.offered if each.candidate == order[0]))
    if candidate == order[0] and because:
        raise NothingDiffers(where="reason")
    body = {"offer": offer, "slot": slot, "candidate": candidate, "order": list(order)}
    return Done(found, subject=offer, body=body | ({"reason": because} if because else {}))


def give_slot(
    *,
    cycle: str,
    offer: str,
    slot: int,
    candidate: str,
    topics: Sequence[str],
    audience: Audience,
    press: Press,
    press_because: str = "",
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> str:
    """Hand a free slot on and set its roundtable, both or neither; the answer is the roundtable's code.

    Raises: what `hand_on_slot` and `set_roundtable` refuse.
    """
    with transaction.atomic():
        told: dict[str, Any] = {"cycle": cycle, "candidate": candidate, "slot": slot, "actor": actor, "at": at}
        found = hand_on_slot(offer=offer, reason=reason, **told)
        return set_roundtable(
            **told,
            starts_at=found.starts_at,
            zone=found.zone,
            minutes=found.minutes,
            place=found.room,
            topics=topics,
            audience=audience,
            press=press,
            press_because=press_because,
        )


def _free(view: SlotOfferView, slot: int, at: datetime) -> SlotView:
    """A slot that nobody has and that still lies ahead."""
    if view.accepted_at is None:
        raise PlanNotAccepted(offer=view.code, where=view.code)
    found = next((each for each in view.slots if each.number == slot), None)
    if found is None:
        raise SlotUnknown(slot=slot, offer=view.code, where=view.code)
    if found.roundtable:
        raise SlotTaken(slot=slot, roundtable=found.roundtable, where=view.code)
    if found.starts_at <= at:
        raise MovedIntoThePast(starts=iso(found.starts_at), where=view.code)
    return found
