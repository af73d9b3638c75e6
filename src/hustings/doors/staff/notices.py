"""The outbox as the desk sees it."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.doors.staff.desk import Desk
from hustings.doors.staff.pages import page, table
from hustings.ground.notices.queries import outbox

STATES: dict[str, Any] = {
    "waiting": {"word": gettext_lazy("waiting to leave"), "mark": "half", "tone": "plain"},
    "sent": {"word": gettext_lazy("sent"), "mark": "full", "tone": "good"},
    "kept": {"word": gettext_lazy("kept in the rehearsal's folder"), "mark": "full", "tone": "plain"},
    "failed": {"word": gettext_lazy("could not be sent"), "mark": "cross", "tone": "bad"},
}


def room(desk: Desk) -> HttpResponse:
    """Every letter with its state."""
    rows = []
    for letter in outbox(cycle=desk.cycle, actor=desk.actor):
        state = {"status": STATES[letter.state]} | ({"note": letter.problem} if letter.problem else {})
        rows.append(
            [{"text": letter.subject, "note": letter.about}, state, letter.sent_at or letter.queued_at, letter.to]
        )
    if not rows:
        todo = _("Letters are written when invitations or reminders are sent, or a deadline moves.")
        empty = {"says": _("The outbox is empty."), "todo": todo}
        return page(desk, title=_("Letters"), room="notices", sections=[{"empty": empty}])
    columns = [_("Subject"), _("State"), _("When"), _("To")]
    lead = _("Waiting letters leave with the next run of hustings tick; in a rehearsal they are kept in a folder.")
    sections = [{"table": table(_("Letters"), columns, rows)}]
    return page(desk, title=_("Letters"), lead=lead, room="notices", sections=sections)
