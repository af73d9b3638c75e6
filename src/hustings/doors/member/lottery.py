"""A member's page of the seats drawn by lot: say yes or no, see her own chance, learn whether she was drawn."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.core.errors import Refusal
from hustings.core.projections.words import days_in
from hustings.doors.calendars import feed_url
from hustings.doors.parts.figures import percent
from hustings.doors.private import frame_of, status_of, told
from hustings.ground.access.queries import Guest
from hustings.ground.record.queries import now_in
from hustings.rooms.lottery.actions.seating import give_up_seat
from hustings.rooms.lottery.actions.volunteering import answer_lottery
from hustings.rooms.lottery.queries import Own, lotteries_for
from hustings.rooms.publication.queries import published
from hustings.rooms.publication.refusals import NotPublished

DONE = {
    "yes": gettext_lazy("You would come. You can change your answer until the closing."),
    "no": gettext_lazy("You would not come. You can change your answer until the closing."),
    "given-up": gettext_lazy("Your seat goes to somebody else. Thank you for saying so."),
}
HIDDEN = ("cancelled",)


def told_on_the_home_page(request: HttpRequest, guest: Guest) -> dict[str, Any] | None:
    """One sentence for a member's first page about the seats that concern her; nothing where none do."""
    mine = [each for each in _seen(guest) if each.asked or each.comes is not None]
    if not mine:
        return None
    at = now_in(cycle=guest.cycle)
    asked = [each for each in mine if each.lottery.taking(at) and each.comes is None]
    seat = any(each.seat for each in mine)
    says = _("Members’ seats at a roundtable are drawn by lot.")
    if seat:
        says = _("You have a seat at a roundtable.")
    elif asked:
        says = _("You may volunteer for a seat at a roundtable.")
    return {"says": says, "asked": bool(asked), "url": _url(request)}


def page(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Every lottery that she may see, the latest first; on a POST whatever its button says."""
    if request.method != "POST":
        return _shown(request, guest, done=request.GET.get("done", ""))
    try:
        return _done(request, guest)
    except Refusal as refusal:
        return _shown(request, guest, refusal=refusal, status=status_of(refusal))


def _done(request: HttpRequest, guest: Guest) -> HttpResponse:
    who: dict[str, Any] = {"cycle": guest.cycle, "actor": guest.actor, "at": now_in(cycle=guest.cycle)}
    for name, comes in (("yes", True), ("no", False)):
        if name in request.POST:
            answer_lottery(lottery=request.POST[name], comes=comes, **who)
            return _back(request, name)
    if "sure" in request.POST:
        give_up_seat(lottery=request.POST["sure"], **who)
        return _back(request, "given-up")
    return _shown(request, guest, sure=request.POST.get("give-up", ""))


def _shown(
    request: HttpRequest,
    guest: Guest,
    *,
    done: str = "",
    sure: str = "",
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    at, meetings = now_in(cycle=guest.cycle), _meetings(guest)
    entries = [_entry(each, at, meetings, sure) for each in _seen(guest)]
    home = reverse("member:home", args=[_token(request)])
    title = _("Seats drawn by lot")
    context = frame_of(guest) | {
        "title": title,
        "lead": _("Members’ seats at a roundtable go to volunteers by lot, so that they look like the membership."),
        "door": _("Your page as a member"),
        "crumbs": [{"label": _("Your page"), "url": home}, {"label": title, "url": "", "current": True}],
        "here_url": _url(request),
        "entries": entries,
        "feed_url": feed_url(request, guest) if any(each.seat for each in _seen(guest)) else "",
        "done": str(DONE.get(done, "")),
        "public_url": f"/c/{guest.cycle}/lottery/",
        "empty": {"says": _("No seats are drawn by lot now."), "todo": _("This page will say so when they are.")},
    }
    if refusal is not None:
        context["refusal"] = told(refusal)
    return render(request, "member/lottery.html", context, status=status)


def _seen(guest: Guest) -> list[Own]:
    known = lotteries_for(cycle=guest.cycle, actor=guest.actor, at=now_in(cycle=guest.cycle))
    return [each for each in known if each.lottery.state not in HIDDEN]


def _entry(each: Own, at: Any, meetings: dict[str, dict[str, Any]], sure: str) -> dict[str, Any]:
    view = each.lottery
    taking = view.taking(at) and each.asked
    seats = ngettext("%(n)s seat", "%(n)s seats", view.seats) % {"n": view.seats}
    return {
        "code": view.code,
        "own_code": each.code,
        "seats": seats,
        "closes_at": view.closes_at,
        "taking": taking,
        "comes": each.comes,
        "seat": each.seat,
        "sure": sure == view.code,
        "status": _status(each, taking),
        "says": _says(each, taking),
        "table": each.table,
    } | meetings.get(view.roundtable, {"name": view.roundtable, "on": ""})


def _status(each: Own, taking: bool) -> dict[str, Any]:
    if each.seat:
        return {"word": _("you have a seat"), "mark": "full", "tone": "good"}
    if each.lottery.state == "drawn":
        return {"word": _("drawn"), "mark": "dash"}
    if taking and each.comes is None:
        return {"word": _("waiting for your answer"), "mark": "half", "tone": "care"}
    words = {True: _("you would come"), False: _("you would not come"), None: _("closed")}
    return {"word": words[each.comes], "mark": "tick" if each.comes else "dash"}


def _says(each: Own, taking: bool) -> str:
    """One sentence: what happens to her."""
    view = each.lottery
    if each.seat:
        return _("You were drawn. If you cannot come, give the seat up as soon as you know.")
    if each.gave_up:
        return _("You gave your seat up.")
    if each.chance is not None:
        facts = {"chance": percent(each.chance), "code": each.code}
        words = _("Your chance is %(chance)s. In the published plan you are %(code)s.")
        if view.state == "drawn":
            words = _("You were not drawn; your chance was %(chance)s. If somebody leaves, you may still be called.")
        return words % facts
    if not each.asked:
        return _("You were not among the members invited by lot. Every member had the same chance of that.")
    if view.state == "inviting":
        return _("Who is invited is drawn first.")
    if taking and each.comes:
        return _("When the time is over, everything is fixed, and your own chance stands here.")
    return "" if taking else _("The time to volunteer is over.")


def _meetings(guest: Guest) -> dict[str, dict[str, Any]]:
    """Names and days of the roundtables, as published."""
    try:
        page = published(cycle=guest.cycle).page
    except NotPublished:
        return {}
    found = {}
    for meeting in page.roundtables:
        days = days_in(meeting.on)
        on: Any = days.first if days and days.is_one_day else meeting.on
        found[meeting.code] = {"name": meeting.name, "on": on, "place": meeting.place}
    return found


def _back(request: HttpRequest, done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{_url(request)}?done={done}", status=303)


def _url(request: HttpRequest) -> str:
    return reverse("member:lottery", args=[_token(request)])


def _token(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
