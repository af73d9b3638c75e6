"""What can be asked about slots: what was offered to whom, what campaigns wish, and the plan that follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hustings.core.slots import Plan, Wish, match_slots, next_for
from hustings.core.values import STAFF, Actor, Role
from hustings.ground.record.declared import query
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.invitations.answers import Answer
from hustings.rooms.invitations.queries import offers_of
from hustings.rooms.roundtables.models import CANCELLED, SCHEDULED, Draw, OfferedTo, Roundtable, SlotOffer, SlotWish
from hustings.rooms.roundtables.refusals import NoSuchSlots

DESK_AND_BOARD = STAFF | {Role.BOARD, Role.SYSTEM}


@dataclass(frozen=True, slots=True)
class SlotView:
    """One slot. `roundtable`: the code of the scheduled one that takes it up, or empty."""

    number: int
    starts_at: datetime
    zone: str
    minutes: int
    room: str
    roundtable: str


@dataclass(frozen=True, slots=True)
class OfferedView:
    """What one candidate was offered and wishes. `plays`: takes part in the plan; `why_not` says why it does not.

    `wished_at` is None where nothing was said: then every slot counts as equally good.
    """

    candidate: str
    name: str
    wish: Wish
    wished_at: datetime | None
    reason: str
    plays: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class SlotOfferView:
    """An offer of slots. `seed` is empty and `plan` None until it is drawn; `stale`: the field changed since then.

    `waiting`: for each free slot of an accepted plan those who could take it, the next one first.
    """

    code: str
    closes_at: datetime
    seed_from: str
    offered_at: datetime
    slots: tuple[SlotView, ...]
    offered: tuple[OfferedView, ...]
    seed: str
    plan: Plan | None
    stale: bool
    accepted_at: datetime | None
    waiting: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class OwnSlots:
    """An offer of slots as one campaign sees it: its own wish, and nothing of the others.

    `seed`: the public value once it is drawn; `given`: the number of the slot that the plan then gives, None for none.
    """

    code: str
    closes_at: datetime
    seed_from: str
    slots: tuple[SlotView, ...]
    wish: Wish
    wished_at: datetime | None
    reason: str
    drawn: bool
    seed: str
    given: int | None


@query(may=DESK_AND_BOARD)
def slot_offers_of(*, cycle: str, actor: Actor) -> tuple[SlotOfferView, ...]:
    """Every offer of slots, oldest first. Raises: NotAllowed."""
    return tuple(_offer(row, actor) for row in SlotOffer.objects.filter(cycle=cycle).order_by("pk"))


@query(may=DESK_AND_BOARD)
def slot_offer_of(*, cycle: str, offer: str, actor: Actor) -> SlotOfferView:
    """One offer of slots. Raises: NotAllowed, NoSuchSlots."""
    return _offer(offer_row(cycle, offer), actor)


@query(may=Role.CAMPAIGN)
def slots_of_campaign(*, cycle: str, actor: Actor) -> tuple[OwnSlots, ...]:
    """The slots offered to the campaign that asks, oldest offer first. Raises: NotAllowed."""
    rows = OfferedTo.objects.filter(offer__cycle=cycle, candidate=actor.scope).exclude(candidate="")
    made = []
    for row in rows.select_related("offer").order_by("pk"):
        drawn = row.offer.draws.order_by("-pk").first()
        wished = SlotWish.objects.filter(offer=row.offer, candidate=row.candidate).first()
        made.append(
            OwnSlots(
                code=row.offer.code,
                closes_at=row.offer.closes_at,
                seed_from=row.offer.seed_from,
                slots=tuple(slot for slot in _slots(row.offer, {}) if slot.number in row.slots),
                wish=_wish(row, wished),
                wished_at=wished.wished_at if wished else None,
                reason=row.reason,
                drawn=drawn is not None,
                seed=drawn.seed if drawn else "",
                given=_plan_of(drawn).given.get(row.candidate) if drawn else None,
            )
        )
    return tuple(made)


def offer_row(cycle: str, offer: str) -> SlotOffer:
    """The row of an offer; for this room's own actions. Raises: NoSuchSlots."""
    row = SlotOffer.objects.filter(cycle=cycle, code=offer).first()
    if row is None:
        raise NoSuchSlots(cycle=cycle, offer=offer)
    return row


def wishes_of(row: SlotOffer, *, actor: Actor) -> tuple[Wish, ...]:
    """The wishes that count in the plan, by candidate; for this room's own actions."""
    return tuple(view.wish for view in _offered(row, actor) if view.plays)


def _offer(row: SlotOffer, actor: Actor) -> SlotOfferView:
    scheduled = Roundtable.objects.filter(cycle=row.cycle_id, state=SCHEDULED)
    taken = {slot: code for slot, code in scheduled.values_list("slot", "code") if slot is not None}
    offered = _offered(row, actor)
    drawn = row.draws.order_by("-pk").first()
    told = [view.wish.as_json() for view in offered if view.plays]
    slots = _slots(row, taken)
    return SlotOfferView(
        code=row.code,
        closes_at=row.closes_at,
        seed_from=row.seed_from,
        offered_at=row.offered_at,
        slots=slots,
        offered=offered,
        seed=drawn.seed if drawn else "",
        plan=_plan_of(drawn) if drawn else None,
        stale=drawn is not None and row.accepted_at is None and drawn.wishes != told,
        accepted_at=row.accepted_at,
        waiting=_waiting(slots, offered, drawn.seed) if drawn is not None and row.accepted_at else {},
    )


def _waiting(slots: Iterable[SlotView], offered: Iterable[OfferedView], seed: str) -> Mapping[int, tuple[str, ...]]:
    """For each free slot who could take it, by the lottery's order."""
    wishes = [view.wish for view in offered if view.plays]
    return {slot.number: next_for(slot.number, wishes, seed=seed) for slot in slots if not slot.roundtable}


def _plan_of(drawn: Draw) -> Plan:
    """The plan that a draw led to."""
    return match_slots([Wish.from_json(wish) for wish in drawn.wishes], seed=drawn.seed)


def _slots(row: SlotOffer, taken: dict[int, str]) -> tuple[SlotView, ...]:
    return tuple(
        SlotView(slot.number, slot.starts_at, row.zone, slot.minutes, slot.room, taken.get(slot.number, ""))
        for slot in row.slots.order_by("number")
    )


def _offered(row: SlotOffer, actor: Actor) -> tuple[OfferedView, ...]:
    people = {view.code: view for view in candidates_of(cycle=row.cycle_id)}
    declined = {
        offer.candidate
        for offer in offers_of(cycle=row.cycle_id, actor=actor)
        if offer.reply is not None and offer.reply.answer is Answer.DECLINED
    }
    kept = Roundtable.objects.filter(cycle=row.cycle_id).exclude(state=CANCELLED)
    booked = dict(kept.values_list("candidate", "code"))
    wished = {wish.candidate: wish for wish in row.wishes.all()}
    views = []
    for offered in row.offered_to.order_by("candidate"):
        person, wish = people[offered.candidate], wished.get(offered.candidate)
        why_not = "" if person.stands else str(person.status)
        why_not = why_not or ("declined" if offered.candidate in declined else booked.get(offered.candidate, ""))
        views.append(
            OfferedView(
                candidate=offered.candidate,
                name=person.name,
                wish=_wish(offered, wish),
                wished_at=wish.wished_at if wish else None,
                reason=offered.reason,
                plays=not why_not,
                why_not=why_not,
            )
        )
    return tuple(views)


def _wish(offered: OfferedTo, wished: SlotWish | None) -> Wish:
    if wished is None:
        return Wish(offered.candidate, tuple(offered.slots))
    return Wish(offered.candidate, tuple(offered.slots), tuple(wished.ranked), frozenset(wished.impossible))
