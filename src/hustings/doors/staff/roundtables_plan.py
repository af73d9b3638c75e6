"""How an offer of slots is shown: who wishes what, what the plan gives, who blocks whom, who would be next."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from hustings.core.slots import Block
from hustings.doors.staff.pages import Section, lines, table
from hustings.doors.wishing import numbered, slot_words
from hustings.rooms.roundtables.planning import OfferedView, SlotOfferView, SlotView


def matrix(offer: SlotOfferView) -> Section:
    """Candidates by slots: what each campaign wishes, and what the plan gives."""
    columns = [_("Candidate"), *(_("Slot %(number)s") % {"number": slot.number} for slot in offer.slots)]
    rows = [[{"text": each.name, "note": _note(each)}, *_cells(offer, each)] for each in offer.offered]
    return {"table": table(_("Wishes"), columns, rows)}


def about(offer: SlotOfferView) -> Section:
    """Until when, what settles ties, and each slot with who has it."""
    said: dict[str, Any] = {
        _("State"): {"status": {"word": _state(offer), "mark": "tick" if offer.accepted_at else "half"}},
        _("Wishes until"): offer.closes_at,
        _("What settles ties"): offer.seed_from,
        _("The public value"): offer.seed,
    }
    for slot in offer.slots:
        label = _("Slot %(number)s") % {"number": slot.number}
        said[label] = {"text": slot_words(slot).partition(": ")[2], "note": _taken(offer, slot)}
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


def _cells(offer: SlotOfferView, each: OfferedView) -> list[Any]:
    given = offer.plan.given.get(each.candidate) if offer.plan else None
    made: list[Any] = []
    for slot in offer.slots:
        rank = each.wish.rank(slot.number)
        if slot.number not in each.wish.offered:
            text = _("not offered")
        elif rank is None:
            text = _("impossible")
        elif slot.number in each.wish.ranked:
            text = _("choice %(place)s") % {"place": rank}
        else:
            text = _("possible")
        mark = {"status": {"word": _("gets it"), "mark": "tick"}, "note": text}
        made.append(mark if given == slot.number else {"text": text})
    return made


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
