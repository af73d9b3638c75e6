"""Slots: the same ones offered to all, what the campaigns wish, the public draw, and the roundtables it leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from hustings.core.calendars import zone_of
from hustings.core.hearings import Audience, Press
from hustings.core.phases import FIELDING
from hustings.core.slots import match_slots
from hustings.core.typed import count, one_line, paragraphs
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.candidates.queries import candidates_of, standing
from hustings.rooms.cycles.refusals import ReasonMissing
from hustings.rooms.invitations.refusals import AlreadyEntered, NothingDiffers, NotYours
from hustings.rooms.roundtables.actions.meetings import set_roundtable
from hustings.rooms.roundtables.actions.rows import DESK, KEEPERS, reason_of
from hustings.rooms.roundtables.models import Draw, OfferedTo, Slot, SlotOffer, SlotWish
from hustings.rooms.roundtables.planning import offer_row, wishes_of
from hustings.rooms.roundtables.refusals import (
    AlreadyDrawn,
    FieldChanged,
    NotDrawn,
    OfferClosed,
    PlanAccepted,
    SlotsClash,
    SlotsMissing,
    SlotsOpen,
    SlotsTooEarly,
    SlotsUnequal,
    SlotUnknown,
    WishesClosed,
    WishesStillOpen,
    WishUnclear,
)

MAX_SLOTS = 60
MAX_MINUTES = 600


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """A slot to offer: when it begins, how many minutes it has, in which room."""

    starts_at: datetime
    minutes: int
    room: str


@action(may=DESK, phases=FIELDING, records="slots.offered", visibility=Visibility.PUBLIC)
def offer_slots(
    *,
    cycle: str,
    slots: Sequence[SlotPlan],
    zone: str,
    closes_at: datetime,
    seed_from: str,
    only: Sequence[str] = (),
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Offer the same slots to every candidate who stands, at once; the answer is the code, as in `SLOTS-1`.

    Wishes are taken until `closes_at`. `seed_from` names the public value, not known before then, that settles what two
    campaigns want alike. `only`: to these candidates alone, which needs a published reason.

    Raises: SlotsOpen, SlotsMissing, SlotsClash, SlotsUnequal, SlotsTooEarly, ZoneUnknown, CandidateOut, ReasonMissing,
    NothingDiffers, TextMissing, NumberOutOfRange.
    """
    if SlotOffer.objects.filter(cycle=cycle, draws=None).exists():
        raise SlotsOpen(where=cycle)
    everybody = sorted(view.code for view in candidates_of(cycle=cycle) if view.stands)
    chosen = sorted(standing(cycle=cycle, candidate=code).code for code in set(only)) or everybody
    because = _because(reason, differs=chosen != everybody)
    closes_at = datetime.fromisoformat(iso(closes_at))
    planned = _planned(slots, closes_at, at)
    offer = SlotOffer.objects.create(
        cycle_id=cycle,
        code=f"SLOTS-{SlotOffer.objects.filter(cycle=cycle).count() + 1}",
        zone=zone_of(zone).key,
        closes_at=closes_at,
        seed_from=one_line(seed_from, field="seed_from"),
        reason=because,
        offered_at=at,
    )
    first = Slot.objects.filter(offer__cycle=cycle).count() + 1
    made = [
        Slot.objects.create(offer=offer, number=number, starts_at=each.starts_at, minutes=each.minutes, room=each.room)
        for number, each in enumerate(planned, first)
    ]
    numbers = [slot.number for slot in made]
    for code in chosen:
        OfferedTo.objects.create(offer=offer, candidate=code, slots=numbers, reason=because, offered_at=at)
    named = {"offer": offer.code, "slots": [_as_body(slot, offer.zone) for slot in made], "candidates": chosen}
    terms = {"closes_at": iso(closes_at), "seed_from": offer.seed_from}
    return Done(offer.code, subject=offer.code, body=named | terms | ({"reason": because} if because else {}))


@action(may=DESK, phases=FIELDING, records="slots.offered-otherwise", visibility=Visibility.PUBLIC)
def offer_slots_otherwise(
    *, cycle: str, offer: str, candidate: str, slots: Sequence[int], reason: str, actor: Actor, at: datetime
) -> Done[None]:
    """Offer one candidate, such as one who came later, other slots of an offer than the rest, or the same ones late.

    Raises: NoSuchSlots, CandidateOut, ReasonMissing, OfferClosed, SlotUnknown, SlotsMissing, AlreadyEntered.
    """
    row = offer_row(cycle, offer)
    if at >= row.closes_at:
        raise OfferClosed(offer=offer, closes=iso(row.closes_at), where=offer)
    standing(cycle=cycle, candidate=candidate)
    because = reason_of(reason, where=candidate)
    known = set(row.slots.values_list("number", flat=True))
    chosen = _known_slots(slots, known, offer)
    if not chosen:
        raise SlotsMissing(where=offer)
    if OfferedTo.objects.filter(offer=row, candidate=candidate, slots=chosen).exists():
        raise AlreadyEntered(where=candidate)
    told = {"slots": chosen, "reason": because, "offered_at": at}
    OfferedTo.objects.update_or_create(offer=row, candidate=candidate, defaults=told)
    SlotWish.objects.filter(offer=row, candidate=candidate).delete()
    body = {"offer": offer, "candidate": candidate, "slots": chosen, "reason": because}
    return Done(None, subject=offer, body=body)


@action(may=Role.CAMPAIGN, phases=FIELDING, records="slots.preferred", visibility=Visibility.STAFF)
def prefer_slots(
    *, cycle: str, offer: str, ranked: Sequence[int], impossible: Sequence[int] = (), actor: Actor, at: datetime
) -> Done[None]:
    """A campaign's own wishes by its private link: the slots it likes, the best first, and those it cannot take.

    They may be changed until the closing; rivals see them only when the draw publishes all of them.

    Raises: NoSuchSlots, NotYours, WishesClosed, SlotUnknown, WishUnclear, AlreadyEntered.
    """
    return _wish(cycle, offer, actor.scope, ranked, impossible, at)


@action(may=KEEPERS, phases=FIELDING, records="slots.preferred", visibility=Visibility.STAFF)
def enter_slot_wishes(
    *,
    cycle: str,
    offer: str,
    candidate: str,
    ranked: Sequence[int],
    impossible: Sequence[int] = (),
    actor: Actor,
    at: datetime,
) -> Done[None]:
    """Enter a campaign's wishes that came by letter, call or mail, before the closing.

    Raises: NoSuchSlots, NotYours, WishesClosed, SlotUnknown, WishUnclear, AlreadyEntered.
    """
    return _wish(cycle, offer, candidate, ranked, impossible, at)


@action(may=DESK, phases=FIELDING, records="slots.drawn", visibility=Visibility.PUBLIC)
def draw_slots(*, cycle: str, offer: str, seed: str, actor: Actor, at: datetime) -> Done[Mapping[str, int]]:
    """Enter the public value and publish the plan that follows from it and from everybody's wishes.

    It is done once. Only where the field has changed since is the plan worked out anew, from the same value.

    Raises: NoSuchSlots, WishesStillOpen, PlanAccepted, AlreadyDrawn, TextMissing.
    """
    row = offer_row(cycle, offer)
    if at < row.closes_at:
        raise WishesStillOpen(closes=iso(row.closes_at), where=offer)
    if row.accepted_at is not None:
        raise PlanAccepted(offer=offer, where=offer)
    seed = one_line(seed, field="seed")
    wishes = wishes_of(row, actor=actor)
    told = [wish.as_json() for wish in wishes]
    last = row.draws.order_by("-pk").first()
    if last is not None and (last.seed != seed or last.wishes == told):
        raise AlreadyDrawn(offer=offer, seed=last.seed, where=offer)
    plan = match_slots(wishes, seed=seed)
    Draw.objects.create(offer=row, seed=seed, wishes=told, drawn_at=at)
    said = {"offer": offer, "seed_from": row.seed_from, "seed": seed, "wishes": told, "order": list(plan.order)}
    given = [{"candidate": code, "slot": slot} for code, slot in plan.given.items()]
    result = {"given": given, "left_out": list(plan.left_out), "blocks": [block.as_json() for block in plan.blocks]}
    return Done(plan.given, subject=offer, body=said | result | {"total_rank": plan.total_rank})


@action(may=DESK, phases=FIELDING, records="slots.accepted", visibility=Visibility.PUBLIC)
def close_slots(*, cycle: str, offer: str, actor: Actor, at: datetime) -> Done[Mapping[str, int]]:
    """Accept the plan as drawn; the answer is the slot of each candidate. `accept_plan` also sets the roundtables.

    Raises: NoSuchSlots, NotDrawn, PlanAccepted, FieldChanged.
    """
    row = offer_row(cycle, offer)
    drawn = row.draws.order_by("-pk").first()
    if drawn is None:
        raise NotDrawn(offer=offer, where=offer)
    if row.accepted_at is not None:
        raise PlanAccepted(offer=offer, where=offer)
    wishes = wishes_of(row, actor=actor)
    if [wish.as_json() for wish in wishes] != drawn.wishes:
        raise FieldChanged(offer=offer, seed=drawn.seed, where=offer)
    row.accepted_at = at
    row.save(update_fields=["accepted_at"])
    plan = match_slots(wishes, seed=drawn.seed)
    given = [{"candidate": code, "slot": slot} for code, slot in plan.given.items()]
    return Done(plan.given, subject=offer, body={"offer": offer, "given": given})


def accept_plan(
    *,
    cycle: str,
    offer: str,
    topics: Sequence[str],
    audience: Audience,
    press: Press,
    press_because: str = "",
    actor: Actor,
    at: datetime,
) -> tuple[str, ...]:
    """Accept the plan as drawn and set its roundtables, all or none; the answer is their codes, by slot.

    Raises: what `close_slots` and `set_roundtable` refuse, such as DoubleBooking.
    """
    with transaction.atomic():
        given = close_slots(cycle=cycle, offer=offer, actor=actor, at=at)
        row = offer_row(cycle, offer)
        slots = {slot.number: slot for slot in row.slots.all()}
        return tuple(
            set_roundtable(
                cycle=cycle,
                candidate=candidate,
                starts_at=slots[number].starts_at,
                zone=row.zone,
                minutes=slots[number].minutes,
                place=slots[number].room,
                topics=topics,
                audience=audience,
                press=press,
                press_because=press_because,
                slot=number,
                actor=actor,
                at=at,
            )
            for number, candidate in sorted((number, candidate) for candidate, number in given.items())
        )


def _because(reason: str, *, differs: bool) -> str:
    because = paragraphs(reason, field="reason", required=False)
    if differs and not because:
        raise ReasonMissing(where="only")
    if because and not differs:
        raise NothingDiffers(where="reason")
    return because


def _planned(slots: Sequence[SlotPlan], closes_at: datetime, at: datetime) -> list[SlotPlan]:
    """The slots, tidied, by time and room. Raises: SlotsMissing, SlotsTooEarly, SlotsClash and those of the texts."""
    if not 1 <= len(slots) <= MAX_SLOTS:
        raise SlotsMissing(where="slots")
    tidy = [
        SlotPlan(
            datetime.fromisoformat(iso(each.starts_at)),
            count(each.minutes, field="minutes", least=1, most=MAX_MINUTES),
            one_line(each.room, field="room"),
        )
        for each in slots
    ]
    tidy.sort(key=lambda each: (each.starts_at, each.room.casefold()))
    if not at < closes_at < tidy[0].starts_at:
        raise SlotsTooEarly(closes=iso(closes_at), starts=iso(tidy[0].starts_at), where="closes_at")
    for one, other in ((one, other) for number, one in enumerate(tidy) for other in tidy[number + 1 :]):
        ends_at = one.starts_at + timedelta(minutes=one.minutes)
        if one.room.casefold() == other.room.casefold() and other.starts_at < ends_at:
            raise SlotsClash(room=one.room, starts=iso(other.starts_at), ends=iso(ends_at), where=one.room)
    if len({each.minutes for each in tidy}) > 1:
        raise SlotsUnequal(minutes=", ".join(str(n) for n in sorted({each.minutes for each in tidy})), where="minutes")
    return tidy


def _wish(
    cycle: str, offer: str, candidate: str, ranked: Sequence[int], impossible: Sequence[int], at: datetime
) -> Done[None]:
    row = offer_row(cycle, offer)
    offered = OfferedTo.objects.filter(offer=row, candidate=candidate).first() if candidate else None
    if offered is None:
        raise NotYours(where=offer)
    if at >= row.closes_at:
        raise WishesClosed(closes=iso(row.closes_at), where=offer)
    known = set(offered.slots)
    best, never = list(ranked), _known_slots(impossible, known, offer)
    _known_slots(best, known, offer)
    if len(set(best)) < len(best) or set(best) & set(never):
        raise WishUnclear(where=offer)
    said = {"ranked": best, "impossible": never}
    if SlotWish.objects.filter(offer=row, candidate=candidate, **said).exists():
        raise AlreadyEntered(where=offer)
    SlotWish.objects.update_or_create(offer=row, candidate=candidate, defaults=said | {"wished_at": at})
    return Done(None, subject=offer, body={"offer": offer, "candidate": candidate} | said)


def _known_slots(slots: Sequence[int], known: set[int], offer: str) -> list[int]:
    for slot in slots:
        if slot not in known:
            raise SlotUnknown(slot=slot, offer=offer, where=offer)
    return sorted(set(slots))


def _as_body(slot: Slot, zone: str) -> dict[str, object]:
    on = slot.starts_at.astimezone(zone_of(zone)).date().isoformat()
    when = {"slot": slot.number, "starts_at": iso(slot.starts_at), "zone": zone, "on": on}
    return when | {"minutes": slot.minutes, "room": slot.room}
