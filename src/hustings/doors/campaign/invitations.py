"""A campaign's thread: the offer, the deadline, its answers; and the form with which it answers."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.errors import Refusal
from hustings.doors.calendars import feed_url
from hustings.doors.campaign import questionnaires, slots
from hustings.doors.campaign.roundtables import AUDIENCES, own
from hustings.doors.private import frame_of, status_of, told
from hustings.ground.access.queries import Guest
from hustings.ground.record.queries import now_in
from hustings.rooms.invitations.actions import answer_offer
from hustings.rooms.invitations.answers import Answer
from hustings.rooms.invitations.queries import OfferView, ReplyView, offer_of_campaign

ANSWERS: dict[Any, Any] = {
    Answer.ACCEPTED: gettext_lazy("We accept"),
    Answer.CONDITIONS: gettext_lazy("We accept under conditions"),
    Answer.DECLINED: gettext_lazy("We decline"),
    Answer.ASKED: gettext_lazy("We have a question first"),
}
STATES: dict[Any, Any] = {
    Answer.ACCEPTED: "accepted",
    Answer.DECLINED: "declined",
    Answer.CONDITIONS: {"word": gettext_lazy("accepted under conditions"), "mark": "half"},
    Answer.ASKED: {"word": gettext_lazy("question asked"), "mark": "half"},
}


TEMPLATE = "campaign/thread.html"


class AnswerForm(forms.Form):
    """The same for every campaign. Until the deadline any answer; afterwards only a question, chosen already."""

    answer = forms.ChoiceField(label=gettext_lazy("Your answer"), widget=forms.RadioSelect)
    slot = forms.CharField(
        label=gettext_lazy("Slots you prefer"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("If you accept: days and times, the best first."),
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=10_000,
        help_text=gettext_lazy("Your question, your conditions, or why you decline. Published as you write it."),
    )

    def __init__(self, *args: Any, only_questions: bool, **kwargs: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | kwargs))
        allowed = [Answer.ASKED] if only_questions else list(ANSWERS)
        self.fields["answer"].choices = [(kind.value, ANSWERS[kind]) for kind in allowed]  # type: ignore[attr-defined]
        if only_questions:
            self.initial = {"answer": Answer.ASKED.value}
            del self.fields["slot"]


def thread(request: HttpRequest, guest: Guest) -> HttpResponse:
    """The whole thread on one page, with the form on top of what was said before."""
    return _shown(request, guest, offer_of_campaign(cycle=guest.cycle, actor=guest.actor))


def answer(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Take an answer. What was typed stays if it is refused."""
    token = str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("campaign:thread", args=[token]))
    offer = offer_of_campaign(cycle=guest.cycle, actor=guest.actor)
    form = AnswerForm(request.POST, only_questions=False)
    if not form.is_valid():
        return _shown(request, guest, offer, form=form, status=422)
    said = form.cleaned_data
    try:
        answer_offer(
            cycle=guest.cycle,
            invitation=offer.code,
            answer=Answer(said["answer"]),
            words=said["words"],
            slot=said["slot"],
            actor=guest.actor,
            at=now_in(cycle=guest.cycle),
        )
    except Refusal as refusal:
        return _shown(request, guest, offer, form=form, refusal=told(refusal), status=status_of(refusal))
    return HttpResponseRedirect(reverse("campaign:thread", args=[token]) + "?answered=yes", status=303)


def _shown(
    request: HttpRequest,
    guest: Guest,
    offer: OfferView,
    *,
    form: AnswerForm | None = None,
    refusal: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    token = str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
    at, meetings = now_in(cycle=guest.cycle), own(guest)
    context = frame_of(guest) | context_of(offer, at=at, form=form)
    context |= {
        "meetings": meetings,
        "slots": slots.own(guest, token),
        "questionnaires": questionnaires.own(guest, token),
        "refusal": refusal,
        "answered": request.GET.get("answered") == "yes" and bool(offer.replies),
        "answer_url": reverse("campaign:answer", args=[token]),
        "calendar_url": reverse("campaign:calendar", args=[token]) if meetings else "",
        "feed_url": feed_url(request, guest) if meetings else "",
    }
    return render(request, TEMPLATE, context, status=status)


def context_of(offer: OfferView, *, at: datetime, form: AnswerForm | None = None) -> dict[str, Any]:
    """What the page says about an invitation at a moment; the desk shows the same as a preview."""
    over = at > offer.terms.deadline_at
    return {
        "title": _("Invitation to a roundtable"),
        "lead": _lead(offer, over),
        "door": _("For the campaign of %(name)s") % {"name": offer.name},
        "offer_lines": _offer_lines(offer),
        "letter": offer.terms.text,
        "differs": offer.differs_because,
        "replies": [_reply(reply) for reply in reversed(offer.replies)],
        "told": [{"on": told.told_at.date(), "words": told.words} for told in reversed(offer.told)],
        "form": form or AnswerForm(only_questions=over, initial=_last(offer)),
        "over": over,
        "stands": offer.stands,
    }


def _lead(offer: OfferView, over: bool) -> str:
    facts = {"who": offer.organisation, "contest": offer.contest}
    if offer.reply is not None:
        return _("%(who)s, %(contest)s. Your answer is on the record.") % facts
    if over:
        return _("%(who)s, %(contest)s. The deadline has passed; no answer of yours is on the record.") % facts
    return _("%(who)s, %(contest)s. Your answer is awaited.") % facts


def _offer_lines(offer: OfferView) -> list[dict[str, Any]]:
    terms = offer.terms
    lines: list[dict[str, Any]] = [
        {"label": _("Answer until"), "text": terms.deadline_at},
        {"label": _("Minutes for you"), "text": terms.minutes},
        {"label": _("Slots to choose from"), "text": terms.n_slots},
        {"label": _("Who attends"), "text": str(AUDIENCES[terms.audience])},
        {"label": _("Sent"), "text": offer.sent_at.date()},
        {"label": _("Reference"), "text": offer.code},
    ]
    if offer.moves:
        last = offer.moves[-1]
        lines[0]["note"] = _("moved for everybody from %(day)s: %(reason)s") % {
            "day": last.was_at.date().isoformat(),
            "reason": last.reason,
        }
    return lines


def _reply(reply: ReplyView) -> dict[str, Any]:
    lines: list[dict[str, Any]] = [
        {"label": _("Answer"), "status": STATES[reply.answer]},
        {"label": _("Received"), "text": reply.received_at},
    ]
    if reply.slot:
        lines.append({"label": _("Slots"), "text": reply.slot})
    if reply.late:
        lines.append({"label": _("Note"), "text": _("received after the deadline")})
    return {"words": reply.words, "lines": lines}


def _last(offer: OfferView) -> dict[str, str]:
    if offer.reply is None:
        return {}
    return {"answer": offer.reply.answer.value, "slot": offer.reply.slot, "words": offer.reply.words}
