"""The first page: the cycles that were published, the latest first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from hustings.doors.public.decision import stands
from hustings.doors.public.frame import address
from hustings.doors.public.kinds import kind_words
from hustings.ground.record.queries import house_title
from hustings.rooms.publication.queries import Published, published_cycles


@conditional_page
def home(request: HttpRequest) -> HttpResponse:
    """Every published cycle with the sentence where it stands."""
    cycles = published_cycles()
    house = house_title()
    context = {
        "title": _("Endorsement cycles") if cycles else house or _("Hustings"),
        "lead": _("From the invitation of every candidate to a decision that anybody can check."),
        "house": house or _("Hustings"),
        "door": _("Public record"),
        "rehearsal": bool(cycles) and all(each.page.overview.rehearsal for each in cycles),
        "cycles": [_card(each) for each in cycles],
        "empty": {
            "says": _("Nothing has been published yet."),
            "todo": _("When the organisation publishes a cycle, it stands here. Staff publish from their desk."),
        },
        "nav": [
            {"label": _("Cycles"), "url": reverse("public:home"), "current": True},
            {"label": _("About these pages"), "url": reverse("public:about")},
        ],
        "messages": (),
    }
    return render(request, "public/home.html", context)


def _card(shown: Published) -> dict[str, Any]:
    overview, cycle = shown.page.overview, shown.moment.cycle
    lines = [
        {"label": _("Organisation"), "text": overview.organisation},
        {"label": _("Contest"), "text": overview.contest},
        {"label": _("Candidates"), "text": ", ".join(each.name for each in shown.page.field) or _("none yet")},
        {"label": _("Published"), "text": shown.moment.made_at.date()},
    ]
    return {
        "title": overview.title,
        "url": address("cycle", cycle),
        "stands": stands(shown.page),
        "kind": kind_words(overview.kind),
        "rehearsal": overview.rehearsal,
        "lines": lines,
        "check_url": address("check", cycle),
        "timeline_url": address("timeline", cycle),
    }
