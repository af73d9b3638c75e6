"""A campaign's own roundtables: on its page, and as a calendar file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.calendars import zone_of
from hustings.core.hearings import Audience, Press
from hustings.ground.access.queries import Guest
from hustings.ground.record.queries import chain_of
from hustings.rooms.roundtables.calendars import calendar_of
from hustings.rooms.roundtables.queries import RoundtableView, roundtables_of_campaign

AUDIENCES = {
    Audience.RESTRICTED: gettext_lazy("members, staff and their families"),
    Audience.WIDER: gettext_lazy("members and others"),
}
PRESS = {
    Press.NONE: gettext_lazy("not admitted"),
    Press.AFTERWARDS: gettext_lazy("may ask questions afterwards"),
    Press.OPEN: gettext_lazy("admitted, all on the same terms"),
}


def own(guest: Guest) -> list[dict[str, Any]]:
    """The campaign's roundtables, each as lines."""
    return [_about(view) for view in roundtables_of_campaign(cycle=guest.cycle, actor=guest.actor)]


def calendar(request: HttpRequest, guest: Guest) -> HttpResponse:
    """The campaign's roundtables as a calendar file. It does not hold the private address."""
    views = roundtables_of_campaign(cycle=guest.cycle, actor=guest.actor)
    made = calendar_of(views, cycle=guest.cycle, address=lambda _code: request.build_absolute_uri("/"))
    stamp = "REHEARSAL-" if chain_of(cycle=guest.cycle).rehearsal else ""
    disposition = f'attachment; filename="{stamp}roundtable.ics"'
    return HttpResponse(made, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": disposition})


def _about(view: RoundtableView) -> dict[str, Any]:
    here = view.starts_at.astimezone(zone_of(view.zone))
    state = "moved" if view.moves and view.state == "scheduled" else view.state
    lines = [
        {"label": _("State"), "status": state},
        {"label": _("When"), "text": here.date(), "note": f"{here:%H:%M %Z}"},
        {"label": _("Place"), "text": view.place},
        {"label": _("Minutes"), "text": view.minutes},
        {"label": _("Topics"), "text": ", ".join(view.topics) or _("to be named")},
        {"label": _("Who attends"), "text": str(AUDIENCES[view.audience])},
        {"label": _("Press"), "text": str(PRESS[view.press])},
    ]
    if view.moves:
        lines.append({"label": _("Moved because"), "text": view.moves[-1].reason})
    if view.cancelled_because:
        lines.append({"label": _("Cancelled because"), "text": view.cancelled_because})
    return {"code": view.code, "lines": lines}
