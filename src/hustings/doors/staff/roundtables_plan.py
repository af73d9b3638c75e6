"""How an offer of slots is shown: who wishes what, what the plan gives, who blocks whom, who would be next."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from hustings.core.slots import Block
from hustings.doors.staff.pages import Section, lines, table
from hustings.doors.wishing import numbered, slot_words
from hustings.rooms.roundtables.planning import OfferedView, SlotOfferView, SlotView

MOST_WHOLE = 5
"""So many candidates side by side leave each word whole."""


def matrix(offer: SlotOfferView) -> Section:
    """Slots by candidates: what each campaign wishes, and what the plan gives; above it who is not in the plan."""
    columns = [_("Slot"), *(each.name for each in offer.offered)]
    rows = [
        [{"text": slot_words(slot), "note": _taken(offer, slot)}, *(_cell(offer, slot, each) for each in offer.offered)]
        for slot in offer.slots
    ]
    notes = [f"{each.name}: {note}." for each in offer.offered if (note := _note(each))]
    whole = len(offer.offered) <= MOST_WHOLE
    return {"says": " ".join(notes), "table": table(_("Wishes"), columns, rows, whole=whole)}


def about(offer: SlotOfferView) -> Section:
    """Until when, and what settles ties."""
    said: dict[str, Any] = {
        _("State"): {"status": {"word": _state(offer), "mark": "tick" if offer.accepted_at else "half"}},
        _("Wishes until"): offer.closes_at,
        _("What settles ties"): offer.seed_from,
        _("The public value"): offer.seed,
    }
    return {"title": offer.code, "lines": lines(said)}


def _taken(offer: SlotOfferView, slot: SlotView) -> str:
    """Who has a slot; of a free one, who would be next."""
    if slot.roundtable:
        return slot.roundtable
    waiting = names_of(offer, offer.waiting.get(slot.number, ()))
    return _("free; in the lottery's order: %(names)s") % {"names": ", ".join(waiting)} if waiting else _("free")


def names_of(offer: SlotOfferView, candidates: Iterable[str]) -> list[str]:
    """The names behind codes, in their order."""
    names = {each.candidate: each.name for each in offer.offered}
    return [names[code] for code in candidates]


def _state(offer: SlotOfferView) -> str:
    if offer.accepted_at:
        return _("accepted")
    if offer.stale:
        return _("the field changed: draw again with the same value")
    return _("drawn") if offer.plan else _("wishes are taken")


def _note(each: OfferedView) -> str:
    if each.why_not:
        return _("not in the plan: %(why)s") % {"why": each.why_not}
    return "" if each.wished_at else _("no wishes yet: every slot counts as equally good")


def _cell(offer: SlotOfferView, slot: SlotView, each: OfferedView) -> dict[str, Any]:
    rank = each.wish.rank(slot.number)
    if slot.number not in each.wish.offered:
        text = _("not offered")
    elif rank is None:
        text = _("impossible")
    elif slot.number in each.wish.ranked:
        text = _("choice %(place)s") % {"place": rank}
    else:
        text = _("possible")
    if offer.plan is not None and offer.plan.given.get(each.candidate) == slot.number:
        return {"status": {"word": _("gets it"), "mark": "tick"}, "note": text}
    return {"text": text}


def blocked(offer: SlotOfferView) -> list[Section]:
    """Who blocks whom, where no plan serves everybody."""
    if offer.plan is None or not offer.plan.blocks:
        return []
    names = {each.candidate: each.name for each in offer.offered}
    told = " ".join(_block_words(block, names) for block in offer.plan.blocks)
    todo = _("Offer further slots to those left out, or ask a campaign whether another slot is possible after all.")
    return [{"title": _("Who blocks whom"), "says": f"{told} {todo}"}]


def _block_words(block: Block, names: dict[str, str]) -> str:
    people = ", ".join(names[code] for code in block.candidates)
    if not block.slots:
        return _("%(names)s can come in no slot that was offered.") % {"names": people}
    said = {"names": people, "slots": numbered(block.slots), "n": block.n_left_out}
    return _("Together, %(names)s can come only in these slots: %(slots)s. Slots missing: %(n)s.") % said
