"""A member's page: what is asked of her, whether she may vote, what she can see, the dates."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hustings.core.projections.words import days_in
from hustings.doors.member import ballots, lottery, questions, roll
from hustings.doors.private import frame_of
from hustings.ground.access.queries import Guest
from hustings.ground.record.queries import now_in
from hustings.rooms.cycles.queries import calendar_of, cycle_of
from hustings.rooms.publication.queries import published
from hustings.rooms.publication.refusals import NotPublished


def home(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Everything on one page."""
    view = cycle_of(cycle=guest.cycle)
    found = roll.eligibility(guest)
    token = str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
    polls = ballots.polls(guest, local=found.get("local", ""), token=token)
    taking = [poll for poll in polls if poll["open"] and found.get("eligible")]
    context = frame_of(guest) | {
        "title": view.title,
        "lead": _lead(taking),
        "door": _("Your page as a member"),
        "eligibility": found,
        "polls": polls,
        "asking": questions.told_on_the_home_page(request, guest),
        "seats": lottery.told_on_the_home_page(request, guest),
        "taking": bool(taking),
        "dates": _dates(guest),
        "meetings": _meetings(guest),
        "public_url": f"/c/{guest.cycle}/",
    }
    return render(request, "member/home.html", context)


def _lead(taking: list[dict[str, Any]]) -> str:
    if taking:
        return _("A secret poll is open, and you may vote in it.")
    return _("Nothing is asked of you now.")


def _dates(guest: Guest) -> list[dict[str, Any]]:
    today = now_in(cycle=guest.cycle).date()
    return [
        {"label": date.label, "text": date.on, "status": "finished" if date.on < today else "planned"}
        for date in calendar_of(cycle=guest.cycle)
    ]


def _meetings(guest: Guest) -> list[dict[str, Any]]:
    """The roundtables as published: what everybody can see."""
    try:
        page = published(cycle=guest.cycle).page
    except NotPublished:
        return []
    shown = []
    for meeting in page.roundtables:
        days = days_in(meeting.on)
        on: Any = days.first if days and days.is_one_day else meeting.on
        topics = _("Topics: %(topics)s") % {"topics": ", ".join(meeting.topics)} if meeting.topics else ""
        entry = {"on": on, "what": meeting.name or _("Roundtable"), "sources": [], "detail": meeting.summary or topics}
        state = meeting.status if meeting.status in {"scheduled", "moved", "cancelled", "held"} else {}
        status = state or {"word": meeting.status, "mark": "ring"}
        entry |= {"status": status, "url": f"/c/{guest.cycle}/roundtables/{meeting.code}/"}
        shown.append({key: value for key, value in entry.items() if value or key == "sources"})
    return shown
