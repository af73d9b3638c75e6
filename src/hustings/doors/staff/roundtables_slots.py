"""Slots: offered to all, what the campaigns wish, the plan that a public value settles, who blocks whom."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.hearings import Audience, Press
from hustings.core.slots import Block
from hustings.doors.staff.acting import ActionForm
from hustings.doors.staff.choices import PRESS
from hustings.doors.staff.desk import Desk
from hustings.doors.staff.fields import (
    LinesField,
    choice_field,
    day_field,
    moment_of,
    text_field,
    time_field,
    zone_field,
)
from hustings.doors.staff.letters_of_roundtables import tell_campaign
from hustings.doors.staff.pages import Section, lines, page, table
from hustings.doors.staff.roundtables_law import CONSEQUENCES, LAW
from hustings.doors.wishing import numbered, slot_words, wish_fields, wish_said
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.roundtables.actions.slots import (
    SlotPlan,
    accept_plan,
    close_slots,
    draw_slots,
    enter_slot_wishes,
    offer_slots,
)
from hustings.rooms.roundtables.planning import OfferedView, SlotOfferView, slot_offer_of, slot_offers_of

LINE = re.compile(r"(\d{4}-\d{2}-\d{2})\s+(\d{1,2}:\d{2})\s+(\S.*)")


class SlotsField(LinesField):
    """A slot a line: day, time, room."""

    def clean(self, value: Any) -> Any:
        return tuple(self._slot(line) for line in super().clean(value))

    def _slot(self, line: str) -> tuple[Any, Any, str]:
        match = LINE.fullmatch(line)
        if match is None:
            raise ValidationError(_("Write a slot a line, such as: 2031-05-05 14:00 Union hall"))
        return forms.DateField().clean(match[1]), forms.TimeField().clean(match[2]), match[3]


class OfferSlots(ActionForm):
    action = offer_slots
    name, path = "roundtables-slots-offer", "roundtables/slots/offer/"
    title = gettext_lazy("Offer slots")
    lead = gettext_lazy("The same slots go to every candidate who stands, at once; each says which it prefers.")
    button = gettext_lazy("Offer the slots")
    done = gettext_lazy("{value} is offered. Every campaign finds it on its own page.")

    slots = SlotsField(label=gettext_lazy("Slots"), help_text=gettext_lazy("One a line: 2031-05-05 14:00 Union hall"))
    zone = zone_field()
    minutes = forms.IntegerField(label=gettext_lazy("Minutes of each"), min_value=1, max_value=600, initial=60)
    closes_on = day_field(label=gettext_lazy("Wishes are taken until"))
    closes_clock = time_field(label=gettext_lazy("Time"))
    seed_from = forms.CharField(
        label=gettext_lazy("What settles ties"),
        max_length=200,
        help_text=gettext_lazy("A public value that nobody knows before wishes close, such as a lottery's numbers."),
    )
    whom = forms.MultipleChoiceField(
        label=gettext_lazy("Only to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Leave empty for everybody who stands. To some only needs a reason."),
    )
    reason = text_field(
        label=gettext_lazy("Reason, if not to all"), required=False, help_text=gettext_lazy("It is published.")
    )

    def prepare(self) -> None:
        known = [view for view in candidates_of(cycle=self.desk.cycle) if view.stands]
        self.fields["whom"].choices = [(view.code, view.name) for view in known]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        minutes, zone = said.pop("minutes"), said["zone"]
        closes_at = moment_of(said.pop("closes_on"), said.pop("closes_clock"), zone)
        planned = [SlotPlan(moment_of(on, clock, zone), minutes, room) for on, clock, room in said.pop("slots")]
        return said | {"only": said.pop("whom"), "slots": planned, "closes_at": closes_at}

    def then(self) -> str:
        return self.desk.url("roundtables-slots")


class _OneOffer(ActionForm):
    """A form about one offer of slots, which it shows."""

    def prepare(self) -> None:
        self.offer = slot_offer_of(cycle=self.desk.cycle, offer=self.thing, actor=self.desk.actor)

    def shows(self) -> list[Section]:
        return [matrix(self.offer)]

    def arguments(self) -> dict[str, Any]:
        return {"offer": self.thing} | self.cleaned_data

    def then(self) -> str:
        return self.desk.url("roundtables-slots")


class EnterWish(_OneOffer):
    action = enter_slot_wishes
    name, path = "roundtables-slots-wish", "roundtables/slots/<slug:thing>/wish/"
    title = gettext_lazy("Enter a campaign's wishes")
    lead = gettext_lazy("For wishes that came by letter, call or mail, before they close.")
    button = gettext_lazy("Enter the wishes")
    done = gettext_lazy("The wishes are entered.")

    candidate = forms.ChoiceField(label=gettext_lazy("Candidate"))

    def prepare(self) -> None:
        super().prepare()
        choices = [(each.candidate, each.name) for each in self.offer.offered]
        self.fields["candidate"].choices = choices  # type: ignore[attr-defined]
        self.fields.update(wish_fields(self.offer.slots))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        return {"candidate": said.get("candidate", "")} | wish_said(said)


class DrawSlots(_OneOffer):
    action = draw_slots
    name, path = "roundtables-slots-draw", "roundtables/slots/<slug:thing>/draw/"
    title = gettext_lazy("Draw the plan")
    lead = gettext_lazy("The value is entered once and published with all wishes; anybody can work the plan out again.")
    button = gettext_lazy("Draw the plan")
    done = gettext_lazy("The plan of {thing} is drawn.")

    seed = forms.CharField(label=gettext_lazy("The public value"), max_length=200)

    def prepare(self) -> None:
        super().prepare()
        self.fields["seed"].help_text = self.offer.seed_from
        self.initial = {"seed": self.offer.seed}


class AcceptPlan(_OneOffer):
    action = close_slots
    name, path = "roundtables-slots-accept", "roundtables/slots/<slug:thing>/accept/"
    title = gettext_lazy("Accept the plan")
    lead = gettext_lazy("All of its roundtables are set, or none.")
    button = gettext_lazy("Accept and set the roundtables")
    done = gettext_lazy("Set: {value}.")

    topics = LinesField(label=gettext_lazy("Topics"), required=False, help_text=gettext_lazy("One a line."))
    audience = choice_field(CONSEQUENCES, radio=True, label=gettext_lazy("Who may attend"), help_text=LAW)
    press = choice_field(PRESS, radio=True, label=gettext_lazy("Press"), initial="no press")

    def act(self) -> Any:
        said = self.arguments()
        audience, press = Audience(said.pop("audience")), Press(said.pop("press"))
        desk = self.desk
        codes = accept_plan(cycle=desk.cycle, **said, audience=audience, press=press, actor=desk.actor, at=desk.at)
        for code in codes:
            tell_campaign(desk, code)
        return codes

    def said(self, value: Any) -> str:
        return super().said(", ".join(value))

    def then(self) -> str:
        return self.desk.url("roundtables")


FORMS = (OfferSlots, EnterWish, DrawSlots, AcceptPlan)


def slots(desk: Desk) -> HttpResponse:
    """Every offer of slots, the last one first: candidates by slots, the plan, who blocks whom."""
    offers = slot_offers_of(cycle=desk.cycle, actor=desk.actor)
    sections: list[Section] = []
    for offer in reversed(offers):
        sections += [_about(offer), matrix(offer) | {"buttons": _buttons(desk, offer)}]
        sections += _blocked(offer)
    if not offers:
        todo = _("Offer the same slots to all; each campaign says which it prefers, and a public value settles ties.")
        empty: dict[str, Any] = {"says": _("No slots are offered yet."), "todo": todo}
        if desk.can(OfferSlots):
            empty |= {"url": desk.url(OfferSlots.name), "label": str(OfferSlots.button)}
        sections.append({"empty": empty})
    waits = any(offer.plan is None for offer in offers)
    buttons = [] if waits or not offers else desk.button(OfferSlots, label=_("Offer further slots"))
    crumbs = [(_("Roundtables"), desk.url("roundtables"))]
    return page(desk, title=_("Slots"), room="roundtables", crumbs=crumbs, sections=sections, buttons=buttons)


def matrix(offer: SlotOfferView) -> Section:
    """Candidates by slots: what each campaign wishes, and what the plan gives."""
    columns = [_("Candidate"), *(_("Slot %(number)s") % {"number": slot.number} for slot in offer.slots)]
    rows = [[{"text": each.name, "note": _note(each)}, *_cells(offer, each)] for each in offer.offered]
    return {"table": table(_("Wishes"), columns, rows)}


def _about(offer: SlotOfferView) -> Section:
    said: dict[str, Any] = {
        _("State"): {"status": {"word": _state(offer), "mark": "tick" if offer.accepted_at else "half"}},
        _("Wishes until"): offer.closes_at,
        _("What settles ties"): offer.seed_from,
        _("The public value"): offer.seed,
    }
    for slot in offer.slots:
        label = _("Slot %(number)s") % {"number": slot.number}
        said[label] = {"text": slot_words(slot).partition(": ")[2], "note": slot.roundtable or _("free")}
    return {"title": offer.code, "lines": lines(said)}


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


def _blocked(offer: SlotOfferView) -> list[Section]:
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


def _buttons(desk: Desk, offer: SlotOfferView) -> list[dict[str, Any]]:
    if offer.accepted_at:
        return []
    if desk.at < offer.closes_at:
        return desk.button(EnterWish, offer.code)
    if offer.plan is None or offer.stale:
        return desk.button(DrawSlots, offer.code, kind="main")
    return desk.button(AcceptPlan, offer.code, kind="main")
