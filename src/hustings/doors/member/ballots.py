"""Where a member can vote, and how."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.ground.access.queries import Guest
from hustings.ground.record.queries import now_in
from hustings.rooms.ballots.intake import pass_wanted
from hustings.rooms.ballots.queries import PollView, polls_of


def polls(guest: Guest, *, local: str, token: str) -> list[dict[str, Any]]:
    """The secret polls of the cycle, the open ones first, with the way to the booth of the member's own part.

    Where a poll wants a pass, the member's own link goes along in the address's fragment, which is never sent.
    """
    at = now_in(cycle=guest.cycle)
    views = sorted(polls_of(cycle=guest.cycle), key=lambda poll: (not _open(poll, at), poll.closes_at))
    told = [(_poll(view, at), view) for view in views]
    return [poll | ({"booth_url": _booth(view, local, token)} if poll["open"] else {}) for poll, view in told]


def _poll(view: PollView, at: Any) -> dict[str, Any]:
    taking = _open(view, at)
    lines = [
        {"label": _("State"), "status": "open" if taking else "scheduled" if at < view.opens_at else "closed"},
        {"label": _("Answers"), "text": ", ".join(view.answers)},
        {"label": _("Open from"), "text": view.opens_at},
        {"label": _("To"), "text": view.closes_at},
    ]
    return {"code": view.code, "cycle": view.cycle, "question": view.question, "lines": lines, "open": taking}


def _booth(view: PollView, local: str, token: str) -> str:
    named = {"cycle": view.cycle, "poll": view.code}
    own = [unit for unit in view.units if local in unit.locals_in] or list(view.units)
    if len(own) != 1:
        return reverse("booth:poll", kwargs=named)
    unit = own[0].code
    fragment = f"#link={token}" if pass_wanted(cycle=view.cycle, poll=view.code, unit=unit) else ""
    return reverse("booth:booth", kwargs=named | {"unit": unit}) + fragment


def _open(view: PollView, at: Any) -> bool:
    return view.state == "open" and bool(view.opens_at <= at < view.closes_at)
