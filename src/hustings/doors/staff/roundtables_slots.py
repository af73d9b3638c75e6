"""Slots: offered to all, what the campaigns wish, the plan that a public value settles, who blocks whom."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.hearings import Audience, Press
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
from hustings.doors.staff.lottery.slots import DrawWishes, FixWishes
from hustings.doors.staff.pages import Section, page
from hustings.doors.staff.roundtables import gone
from hustings.doors.staff.roundtables_law import CONSEQUENCES, LAW, because_field
from hustings.doors.staff.roundtables_plan import about, blocked, matrix, names_of
from hustings.doors.wishing import slot_words, wish_fields, wish_said
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.lottery.queries import slot_draw_of
from hustings.rooms.roundtables.actions.freed import give_slot, hand_on_slot
from hustings.rooms.roundtables.actions.slots import (
    SlotPlan,
    accept_plan,
    close_slots,
    draw_slots,
    enter_slot_wishes,
    offer_slots,
    offer_slots_otherwise,
)
from hustings.rooms.roundtables.planning import SlotOfferView, slot_offer_of, slot_offers_of
from hustings.rooms.roundtables.queries import roundtables_of

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
    press_because = because_field()

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


class OfferOtherwise(_OneOffer):
    action = offer_slots_otherwise
    name, path = "roundtables-slots-otherwise", "roundtables/slots/<slug:thing>/otherwise/"
    title = gettext_lazy("Offer somebody other slots")
    lead = gettext_lazy(
        "For a candidate who came later, or who needs other slots than the rest. It shows in the treatment table, with "
        "the reason; wishes said before are asked for again."
    )
    button = gettext_lazy("Offer these slots")
    done = gettext_lazy("Offered. The difference and its reason go to everybody with the next publication.")

    candidate = forms.ChoiceField(label=gettext_lazy("Candidate"))
    slots = forms.TypedMultipleChoiceField(label=gettext_lazy("Slots"), coerce=int, widget=forms.CheckboxSelectMultiple)
    reason = text_field(label=gettext_lazy("Reason"), help_text=gettext_lazy("It is published."))

    def prepare(self) -> None:
        super().prepare()
        known = [(view.code, view.name) for view in candidates_of(cycle=self.desk.cycle) if view.stands]
        self.fields["candidate"].choices = known  # type: ignore[attr-defined]
        choices = [(slot.number, slot_words(slot)) for slot in self.offer.slots]
        self.fields["slots"].choices = choices  # type: ignore[attr-defined]


class GiveSlot(_OneOffer):
    action = hand_on_slot
    name, path = "roundtables-slots-give", "roundtables/slots/<slug:thing>/give/"
    title = gettext_lazy("Give a free slot to somebody who waits")
    lead = gettext_lazy("Next is who comes first in the lottery's order of the plan. Anybody else needs a reason.")
    button = gettext_lazy("Give the slot and set the roundtable")
    done = gettext_lazy("{value} is set; the campaign is told by calendar mail.")

    whom = forms.ChoiceField(label=gettext_lazy("Which slot, to whom"), widget=forms.RadioSelect)
    topics = LinesField(label=gettext_lazy("Topics"), required=False, help_text=gettext_lazy("One a line."))
    audience = choice_field(CONSEQUENCES, radio=True, label=gettext_lazy("Who may attend"), help_text=LAW)
    press = choice_field(PRESS, radio=True, label=gettext_lazy("Press"), initial="no press")
    press_because = because_field()
    reason = text_field(
        label=gettext_lazy("Reason, if not to the next"), required=False, help_text=gettext_lazy("It is published.")
    )

    def shows(self) -> list[Section]:
        return []

    def prepare(self) -> None:
        super().prepare()
        choices = []
        for slot in self.offer.slots:
            order = self.offer.waiting.get(slot.number, ())
            for place, (code, name) in enumerate(zip(order, names_of(self.offer, order), strict=True)):
                words = _("%(slot)s, to %(name)s (next)") if place == 0 else _("%(slot)s, to %(name)s")
                choices.append((f"{slot.number}:{code}", words % {"slot": slot_words(slot), "name": name}))
        self.fields["whom"].choices = choices  # type: ignore[attr-defined]
        last = [view for view in roundtables_of(cycle=self.desk.cycle, actor=self.desk.actor) if view.slot][-1:]
        for view in last:
            self.initial = {"topics": "\n".join(view.topics), "audience": view.audience, "press": view.press}

    def act(self) -> Any:
        said, desk = self.arguments(), self.desk
        slot, _colon, candidate = said.pop("whom").partition(":")
        kinds: dict[str, Any] = {"audience": Audience(said.pop("audience")), "press": Press(said.pop("press"))}
        whom = {"slot": int(slot), "candidate": candidate}
        code = give_slot(cycle=desk.cycle, **said, **whom, **kinds, actor=desk.actor, at=desk.at)
        tell_campaign(desk, code)
        return code

    def then(self) -> str:
        return self.desk.url("roundtables")


FORMS = (OfferSlots, EnterWish, DrawSlots, AcceptPlan, OfferOtherwise, GiveSlot)


def slots(desk: Desk) -> HttpResponse:
    """Every offer of slots, the last one first: candidates by slots, the plan, who blocks whom."""
    offers = slot_offers_of(cycle=desk.cycle, actor=desk.actor)
    sections: list[Section] = gone(desk)
    for offer in reversed(offers):
        sections += [about(offer), matrix(offer) | {"buttons": _buttons(desk, offer)}]
        sections += blocked(offer)
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


def _buttons(desk: Desk, offer: SlotOfferView) -> list[dict[str, Any]]:
    if offer.accepted_at:
        return desk.button(GiveSlot, offer.code, label=_("Give a free slot")) if any(offer.waiting.values()) else []
    if desk.at < offer.closes_at:
        return desk.button(EnterWish, offer.code) + desk.button(OfferOtherwise, offer.code)
    if offer.plan is None or offer.stale:
        return _draw(desk, offer)
    return desk.button(AcceptPlan, offer.code, kind="main")


def _draw(desk: Desk, offer: SlotOfferView) -> list[dict[str, Any]]:
    """First the wishes are fixed by their digest; a value that was entered without that stays the one that counts."""
    fixed, _seed = slot_draw_of(cycle=desk.cycle, offer=offer.code, actor=desk.actor)
    if fixed:
        return desk.button(DrawWishes, offer.code, kind="main")
    again = desk.button(DrawSlots, offer.code, kind="main" if offer.seed else "plain")
    return again if offer.seed else desk.button(FixWishes, offer.code, kind="main") + again
