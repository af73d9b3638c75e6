"""The slots that a campaign is offered: it ranks them and names those it cannot take. Nothing of a rival is shown."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.core.errors import Refusal
from hustings.doors.private import frame_of, status_of, told
from hustings.doors.wishing import slot_words, wish_fields, wish_said
from hustings.ground.access.queries import Guest
from hustings.ground.record.queries import now_in
from hustings.rooms.roundtables.actions.slots import prefer_slots
from hustings.rooms.roundtables.planning import OwnSlots, slots_of_campaign
from hustings.rooms.roundtables.refusals import NoSuchSlots


class WishForm(forms.Form):
    """One choice for each slot."""

    def __init__(self, *args: Any, offer: OwnSlots, **kwargs: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | kwargs))
        self.fields.update(wish_fields(offer.slots, offer.wish))

    def clean(self) -> dict[str, Any]:
        return wish_said(super().clean() or {})


def own(guest: Guest, token: str) -> list[dict[str, Any]]:
    """The campaign's offers of slots, each as a line that leads to its page."""
    lines = []
    for offer in slots_of_campaign(cycle=guest.cycle, actor=guest.actor):
        note = _state(offer, now_in(cycle=guest.cycle) < offer.closes_at)
        url = reverse("campaign:slots", args=[token, offer.code])
        words = _("Your wishes") if offer.wished_at else _("Say your wishes")
        lines.append({"label": offer.code, "text": words, "url": url, "note": note})
    return lines


def slots(request: HttpRequest, guest: Guest, code: str) -> HttpResponse:
    """One offer of slots, with the form until it closes."""
    token = str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
    offer = _own(guest, code)
    at = now_in(cycle=guest.cycle)
    if request.method != "POST":
        return _shown(request, guest, offer, WishForm(offer=offer))
    form = WishForm(request.POST, offer=offer)
    if not form.is_valid():
        return _shown(request, guest, offer, form, status=422)
    try:
        prefer_slots(cycle=guest.cycle, offer=code, **form.cleaned_data, actor=guest.actor, at=at)
    except Refusal as refusal:
        return _shown(request, guest, offer, form, refusal=told(refusal), status=status_of(refusal))
    return HttpResponseRedirect(reverse("campaign:slots", args=[token, code]) + "?taken=yes", status=303)


def _own(guest: Guest, code: str) -> OwnSlots:
    for offer in slots_of_campaign(cycle=guest.cycle, actor=guest.actor):
        if offer.code == code:
            return offer
    raise NoSuchSlots(cycle=guest.cycle, offer=code)


def _state(offer: OwnSlots, is_open: bool) -> str:
    if offer.drawn:
        return _("the plan is drawn")
    return _("wishes are taken") if is_open else _("wishes are closed")


def _shown(
    request: HttpRequest,
    guest: Guest,
    offer: OwnSlots,
    form: WishForm,
    *,
    refusal: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    token = str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
    context = frame_of(guest) | {
        "title": _("Slots for your roundtable"),
        "lead": _("Every candidate is offered the same slots, unless a published reason says otherwise."),
        "offer": offer,
        "form": form,
        "given": next((slot_words(slot) for slot in offer.slots if slot.number == offer.given), ""),
        "is_open": now_in(cycle=guest.cycle) < offer.closes_at,
        "refusal": refusal,
        "taken": request.GET.get("taken") == "yes" and offer.wished_at is not None,
        "thread_url": reverse("campaign:thread", args=[token]),
    }
    return render(request, "campaign/slots.html", context, status=status)
