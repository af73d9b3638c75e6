"""Pages of the desk: the frame around every one of them, and sections from which most are made."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NotRequired, TypedDict

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.doors.staff.desk import INSIDE, Desk
from hustings.doors.staff.order import PLACES, ROLES
from hustings.doors.staff.waiting import tasks_of
from hustings.ground.record.queries import chain_of

REFUSED = 400
"""The first HTTP status of pages that say no."""


class Section(TypedDict):
    """One section of a page: a title and whichever parts it has, in this order."""

    title: NotRequired[str]
    says: NotRequired[str]
    lines: NotRequired[list[Any]]
    text: NotRequired[str]
    explanations: NotRequired[list[Any]]
    table: NotRequired[dict[str, Any]]
    entries: NotRequired[list[Any]]
    empty: NotRequired[dict[str, Any]]
    buttons: NotRequired[list[dict[str, Any]]]


def page(
    desk: Desk,
    *,
    title: str,
    lead: str = "",
    room: str = "",
    crumbs: Sequence[tuple[str, str]] = (),
    template: str = "staff/page.html",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page of the desk. `crumbs` are (words, address) between the cycle and this page."""
    context |= frame(desk, room, counted=status < REFUSED)
    context |= {"title": title, "lead": lead, "crumbs": _crumbs(desk, crumbs, title, room)}
    return render(desk.request, template, context, status=status)


def frame(desk: Desk, room: str = "", *, counted: bool = True) -> dict[str, Any]:
    """What the desk's base template needs; `counted`: say beside each room how many things wait there."""
    house = chain_of(cycle="house").title
    roles = [str(ROLES.get(role, role)) for role in ROLES if role in desk.actor.roles]
    return {
        "house": house,
        "house_url": reverse("staff:house"),
        "door": desk.view.title if desk.view else _("Staff desk"),
        "rehearsal": desk.rehearsal,
        "nav": _nav(desk, room, counted),
        "actor_name": desk.request.user.get_username(),
        "actor_role": ", ".join(roles),
        "sign_out_url": reverse("account_logout"),
    }


def table(caption: str, columns: Sequence[str], rows: Iterable[list[Any]], **more: Any) -> dict[str, Any]:
    """A table for its part. A column that starts with # holds figures. The heading above says the caption already."""
    heads = [{"label": name.removeprefix("#"), "figures": name.startswith("#")} for name in columns]
    return {"caption": caption, "columns": heads, "rows": list(rows), "quiet_caption": True} | more


def in_words(value: date) -> str:
    """A day in full, inside a sentence."""
    return date_format(value, pgettext("day in full, a format of Django's date filter", "j F Y"))


def lines(pairs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Labels and what stands against them; a mapping may stand for the whole line. What is empty is left out."""
    made = []
    for label, said in pairs.items():
        if isinstance(said, Mapping):
            made.append({"label": label} | dict(said))
        elif said not in ("", None):
            made.append({"label": label, "text": said})
    return made


def _nav(desk: Desk, room: str, counted: bool) -> list[dict[str, Any]]:
    if desk.view is None or not desk.holds(INSIDE):
        return []
    waiting = [task.room for task in tasks_of(desk) if task.mine] if counted else []
    return [
        {
            "label": place.label,
            "url": desk.url(place.key),
            "current": place.key == room,
            "n": waiting.count(place.key),
        }
        for place in PLACES
    ]


def _crumbs(desk: Desk, between: Sequence[tuple[str, str]], title: str, room: str) -> list[dict[str, Any]]:
    if desk.view is None or room == "overview":
        return []
    steps = [(_("Overview"), desk.url("overview")), *between]
    return [{"label": label, "url": url} for label, url in steps] + [{"label": title, "url": "", "current": True}]
