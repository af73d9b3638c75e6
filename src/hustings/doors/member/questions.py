"""A member's questions: support those of others, propose her own after seeing what is like it, follow both."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.core.errors import Refusal
from hustings.doors.private import frame_of, status_of, told
from hustings.ground.access.queries import Guest
from hustings.ground.record.queries import now_in
from hustings.rooms.questions.actions.collecting import MAX_LETTERS, MAX_NAME, propose_question
from hustings.rooms.questions.queries import (
    CollectionView,
    Listed,
    MemberList,
    Own,
    collection_of,
    list_for,
    similar_to,
)
from hustings.rooms.questions.refusals import NoCollection, TooLike
from hustings.rooms.questions.voices import support, withdraw

DONE = {
    "sent": gettext_lazy("Your question is sent. Staff read it; then it stands in the list, and you support it."),
    "supported": gettext_lazy("You support this question. Nobody learns that it was you."),
    "withdrawn": gettext_lazy("You no longer support this question."),
}
STATES: dict[str, Any] = {
    "waiting": {"word": gettext_lazy("waiting to be read"), "mark": "half", "tone": "care"},
    "published": {"word": gettext_lazy("in the list"), "mark": "full", "tone": "good"},
    "declined": {"word": gettext_lazy("declined"), "mark": "cross"},
    "merged": {"word": gettext_lazy("merged"), "mark": "half"},
}


class Ask(forms.Form):
    """Step one: the question."""

    text = forms.CharField(
        label=gettext_lazy("Your question"),
        max_length=MAX_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It goes to every candidate alike, so write it for all of them. At most 300 letters."),
    )


class Send(Ask):
    """Step two: the same question, and her name if she wishes."""

    asked_by = forms.CharField(
        label=gettext_lazy("Your name, only if you want it shown"),
        max_length=MAX_NAME,
        required=False,
        help_text=gettext_lazy("It would be published with the question. Leave it empty and nobody learns who asked."),
    )


def told_on_the_home_page(request: HttpRequest, guest: Guest) -> dict[str, Any] | None:
    """One sentence for a member's first page, and whether questions are taken; nothing before they ever were."""
    try:
        view = collection_of(cycle=guest.cycle)
    except NoCollection:
        return None
    taking = view.taking(now_in(cycle=guest.cycle))
    url = reverse("member:questions", args=[_token(request)])
    return {"taking": taking, "closes_at": view.closes_at, "url": url, "public_url": _public(guest)}


def page(request: HttpRequest, guest: Guest) -> HttpResponse:
    """The list and the first step; on a POST whatever its button says."""
    if request.method != "POST":
        return _shown(request, guest, done=request.GET.get("done", ""))
    try:
        return _done(request, guest)
    except Refusal as refusal:
        form: Ask = Send(request.POST, label_suffix="") if "send" in request.POST else Ask(label_suffix="")
        return _shown(request, guest, form=form, refusal=refusal, status=status_of(refusal))


def _done(request: HttpRequest, guest: Guest) -> HttpResponse:
    who: dict[str, Any] = {"cycle": guest.cycle, "actor": guest.actor, "at": now_in(cycle=guest.cycle)}
    if "support" in request.POST:
        return _back(request, "supported", support(question=request.POST["support"], **who))
    if "withdraw" in request.POST:
        return _back(request, "withdrawn", withdraw(question=request.POST["withdraw"], **who))
    form = Send(request.POST, label_suffix="") if "send" in request.POST else Ask(request.POST, label_suffix="")
    if not form.is_valid():
        return _shown(request, guest, form=form, status=422)
    if "send" in request.POST:
        propose_question(**form.cleaned_data, **who)
        return _back(request, "sent", "own")
    return _second_step(request, guest, form.cleaned_data["text"])


def _second_step(request: HttpRequest, guest: Guest, text: str) -> HttpResponse:
    """What is like her question; then she supports one of these, or sends hers."""
    found = dict(similar_to(cycle=guest.cycle, text=text, actor=guest.actor))
    known = list_for(cycle=guest.cycle, actor=guest.actor, at=now_in(cycle=guest.cycle))
    like = [each for code in found for each in known.listed if each.code == code]
    title = _("Is it one of these?") if like else _("Send your question")
    lead = _("If one of these asks the same, support it: that counts as much as asking yourself.") if like else ""
    context = _frame(request, guest, title, lead) | {"like": _entries(like), "form": _send_form(text)}
    home, here = context["crumbs"]
    back = {"label": here["label"], "url": context["here_url"]}
    context["crumbs"] = [home, back, {"label": title, "url": "", "current": True}]
    return render(request, "member/question.html", context)


def _send_form(text: str) -> Send:
    return Send(initial={"text": text}, label_suffix="")


def _shown(
    request: HttpRequest,
    guest: Guest,
    *,
    form: Ask | None = None,
    refusal: Refusal | None = None,
    done: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"public_url": _public(guest), "done": str(DONE.get(done, ""))}
    try:
        known = list_for(cycle=guest.cycle, actor=guest.actor, at=now_in(cycle=guest.cycle))
    except Refusal as closed:
        context["shut"] = {key: told(closed)[key] for key in ("says", "todo")}
        context |= _frame(request, guest, _("Members’ questions"), "")
        return render(request, "member/questions.html", context, status=status)
    lead = _("Support what you want the candidates to be asked, or propose a question of your own.")
    context |= _frame(request, guest, _("Members’ questions"), lead) | _told(known)
    context["form"] = (form or Ask(label_suffix="")) if known.n_left or form else None
    context["sending"] = isinstance(form, Send)
    if refusal is not None:
        context["refusal"] = told(refusal)
        context["instead"] = refusal.facts["question"] if isinstance(refusal, TooLike) else ""
    return render(request, "member/questions.html", context, status=status)


def _told(known: MemberList) -> dict[str, Any]:
    left = ngettext("You may propose %(n)s more question.", "You may propose %(n)s more questions.", known.n_left)
    n = sum(each.supported for each in known.listed)
    support = ngettext("You support %(n)s of them.", "You support %(n)s of them.", n) % {"n": n}
    return {
        "listed": _entries(known.listed),
        "own": [_own(each) for each in known.own],
        "left": left % {"n": known.n_left} if known.n_left else "",
        "n_listed": len(known.listed),
        "supporting": support,
    }


def _entries(listed: Any) -> list[dict[str, Any]]:
    return [_entry(each) for each in listed]


def _entry(each: Listed) -> dict[str, Any]:
    asked_by = _("Asked by %(name)s") % {"name": each.asked_by} if each.asked_by else ""
    return {
        "code": each.code,
        "text": each.text,
        "asked_by": asked_by,
        "supported": each.supported,
        "merged": each.merged,
    }


def _own(each: Own) -> dict[str, Any]:
    because = each.because
    if each.state == "merged":
        because = _("Into %(code)s: %(reason)s") % {"code": each.into, "reason": each.because}
    return {"code": each.code, "text": each.text, "status": STATES[each.state], "because": because}


def _frame(request: HttpRequest, guest: Guest, title: str, lead: str) -> dict[str, Any]:
    token = _token(request)
    home = {"label": _("Your page"), "url": reverse("member:home", args=[token])}
    here = {"label": _("Members’ questions"), "url": "", "current": True}
    try:
        view: CollectionView | None = collection_of(cycle=guest.cycle)
    except NoCollection:
        view = None
    return frame_of(guest) | {
        "title": title,
        "lead": lead,
        "door": _("Your page as a member"),
        "crumbs": [home, here],
        "here_url": reverse("member:questions", args=[token]),
        "closes_at": view.closes_at if view else None,
    }


def _back(request: HttpRequest, done: str, anchor: str) -> HttpResponse:
    url = reverse("member:questions", args=[_token(request)])
    return HttpResponseRedirect(f"{url}?done={done}#{anchor}", status=303)


def _public(guest: Guest) -> str:
    return f"/c/{guest.cycle}/questions/"


def _token(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
