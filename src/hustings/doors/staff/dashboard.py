"""The house's first page and each cycle's: phase, next date, what waits for whom, what changed."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.core.phases import ORDER, Phase
from hustings.core.values import Kind
from hustings.doors.staff.cycles import OpenCycle
from hustings.doors.staff.desk import INSIDE, Desk
from hustings.doors.staff.order import PHASES
from hustings.doors.staff.pages import page, table
from hustings.doors.staff.people import WHO_SEES_PEOPLE
from hustings.doors.staff.record import entries_of, together
from hustings.doors.staff.waiting import tasks_of
from hustings.ground.access.queries import actor_of_account
from hustings.ground.clock import now
from hustings.ground.record.queries import staff_entries
from hustings.rooms.cycles.queries import CycleView, calendar_of, cycles

N_SHOWN = 8
COOKIE_AGE_S = 400 * 24 * 3600


def house(desk: Desk) -> HttpResponse:
    """The cycles in which this person has a desk."""
    account = int(desk.request.user.pk or 0)
    mine = [view for view in cycles() if actor_of_account(account=account, cycle=view.code, at=now()).roles & INSIDE]
    sections: list[Any] = []
    if mine:
        columns = [_("Cycle"), _("Kind"), _("Phase"), _("Election")]
        sections.append({"table": table(_("Cycles"), columns, [_row(desk, view) for view in mine])})
    elif desk.holds(INSIDE):
        todo = _("Open a cycle: a rehearsal first, if this is new to you. Nothing is sent in a rehearsal.")
        sections.append({"empty": {"says": _("There is no cycle yet."), "todo": todo}})
    else:
        todo = _("Ask an officer to give you a role; then this page shows the cycles in which you hold it.")
        sections.append({"empty": {"says": _("You have no role yet."), "todo": todo}})
    buttons = desk.button(OpenCycle, kind="main" if not mine else "plain")
    if desk.holds(WHO_SEES_PEOPLE):
        buttons.append({"label": _("People and roles"), "url": desk.url("people"), "kind": "plain"})
    return page(desk, title=_("Cycles"), sections=sections, buttons=buttons)


def _row(desk: Desk, view: CycleView) -> list[Any]:
    words = {Kind.LIVE: _("live"), Kind.REHEARSAL: _("REHEARSAL"), Kind.REPORTED: _("retold from sources")}
    link = {"text": view.title, "url": desk.url("overview", view.code)}
    return [link, words[view.kind], str(PHASES[view.phase]), view.election_on]


def overview(desk: Desk) -> HttpResponse:
    """One cycle: where it stands, what comes next, what waits for you, what waits for others, what changed."""
    view = _view(desk)
    tasks = tasks_of(desk)
    yours, others = [task for task in tasks if task.mine], [task for task in tasks if not task.mine]
    entries = staff_entries(cycle=desk.cycle, actor=desk.actor)
    since = _seen(desk, len(entries))
    changes = together(entries_of(entries, since, desk))
    response = page(
        desk,
        title=view.title,
        lead=_lead(desk, len(yours)),
        room="overview",
        template="staff/dashboard.html",
        next_date=_next_date(desk),
        phases=_phases(view.phase),
        yours=_waiting(desk, _("Waiting for you"), yours, _("Nothing waits for you.")),
        others=_waiting(desk, _("Waiting for others"), others, _("Nothing waits for others.")),
        changes=changes[:N_SHOWN],
        n_earlier=max(0, len(changes) - N_SHOWN),
        record_url=desk.url("record"),
    )
    _remember(desk, response, len(entries))
    return response


def _view(desk: Desk) -> CycleView:
    assert desk.view is not None  # noqa: S101 - the address names a cycle
    return desk.view


def _lead(desk: Desk, n_yours: int) -> str:
    view = _view(desk)
    if view.kind is Kind.REPORTED:
        return _("Retold from public sources. Nothing here is an act of this house.")
    if not n_yours:
        return _("%(contest)s. Nothing waits for you.") % {"contest": view.contest}
    words = ngettext("%(contest)s. One thing waits for you.", "%(contest)s. %(n)s things wait for you.", n_yours)
    return words % {"contest": view.contest, "n": n_yours}


def _waiting(desk: Desk, title: str, tasks: list[Any], empty: str) -> dict[str, Any]:
    return {"title": title, "items": [task.as_task(desk) for task in tasks], "empty": empty}


def _phases(current: Phase) -> list[dict[str, Any]]:
    at = ORDER.index(current)
    states = ["done" if place < at else "now" if place == at else "next" for place in range(len(ORDER))]
    return [{"label": PHASES[phase], "state": state} for phase, state in zip(ORDER, states, strict=True)]


def _next_date(desk: Desk) -> dict[str, Any] | None:
    for planned in calendar_of(cycle=desk.cycle):
        if planned.on >= desk.at.date():
            coming: dict[str, Any] = {"what": planned.label, "at": planned.on, "url": desk.url("cycles")}
            if planned.earlier:
                coming["moved"] = {"before": planned.earlier[-1], "reason": planned.reason}
            return coming
    return None


def _cookie(desk: Desk) -> tuple[str, str]:
    return f"seen-{desk.cycle}", desk.actor.id


def _seen(desk: Desk, n_entries: int) -> int:
    """How many entries this person had seen when this session began; everything, at the very first visit."""
    key, salt = _cookie(desk)
    session = desk.request.session
    if key not in session:
        kept = desk.request.get_signed_cookie(key, default="", salt=salt)
        session[key] = int(kept) if kept else max(0, n_entries - N_SHOWN)
    return min(int(session[key]), n_entries)


def _remember(desk: Desk, response: HttpResponse, n_entries: int) -> None:
    key, salt = _cookie(desk)
    response.set_signed_cookie(
        key,
        str(n_entries),
        salt=salt,
        max_age=COOKIE_AGE_S,
        path=desk.url("overview"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
