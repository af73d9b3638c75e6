"""Where a member can vote, and how."""

from typing import Any

from django.utils.translation import gettext as _

from hustings.ground.access.queries import Guest
from hustings.ground.record.queries import now_in
from hustings.rooms.ballots.queries import PollView, polls_of


def polls(guest: Guest) -> list[dict[str, Any]]:
    """The secret polls of the cycle, the open ones first."""
    at = now_in(cycle=guest.cycle)
    views = sorted(polls_of(cycle=guest.cycle), key=lambda poll: (not _open(poll, at), poll.closes_at))
    return [_poll(view, at) for view in views]


def _poll(view: PollView, at: Any) -> dict[str, Any]:
    taking = _open(view, at)
    lines = [
        {"label": _("State"), "status": "open" if taking else "scheduled" if at < view.opens_at else "closed"},
        {"label": _("Answers"), "text": ", ".join(view.answers)},
        {"label": _("Open from"), "text": view.opens_at},
        {"label": _("To"), "text": view.closes_at},
    ]
    return {"code": view.code, "cycle": view.cycle, "question": view.question, "lines": lines, "open": taking}


def _open(view: PollView, at: Any) -> bool:
    return view.state == "open" and bool(view.opens_at <= at < view.closes_at)
