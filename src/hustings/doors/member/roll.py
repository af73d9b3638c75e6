"""Whether a member may vote, and if not, why not."""

from typing import Any

from django.utils.translation import gettext as _

from hustings.doors.retelling import retold
from hustings.ground.access.queries import Guest
from hustings.rooms.roll.queries import eligibility_of, snapshot_of
from hustings.rooms.roll.refusals import NoSnapshot, NotOnTheRoll


def eligibility(guest: Guest) -> dict[str, Any]:
    """What the frozen roll says of the member who asks: a sentence, lines, and what to do."""
    try:
        snapshot = snapshot_of(cycle=guest.cycle)
        found = eligibility_of(cycle=guest.cycle, number=guest.actor.scope, actor=guest.actor)
    except NoSnapshot:
        todo = _("Come back after the record date; this page will say so then.")
        return {"empty": {"says": _("The roll has not been frozen yet."), "todo": todo}}
    except NotOnTheRoll:
        todo = _("Write to your local or to the election officer; a challenge is answered with a reason.")
        return {"empty": {"says": _("You were not on the roll when it was frozen."), "todo": todo}}
    passes = {"word": _("you may vote"), "mark": "tick", "tone": "good"}
    fails = {"word": _("you may not vote"), "mark": "dash", "tone": "plain"}
    lines: list[dict[str, Any]] = [
        {"label": _("In this cycle"), "status": passes if found.eligible else fails},
        {"label": _("Your local"), "text": found.local},
        {"label": _("As of"), "text": snapshot.record_on},
    ]
    if found.reason:
        note = _("If this is wrong, write to the election officer.")
        lines.insert(1, {"label": _("Because"), "text": retold(found.reason), "note": note})
    return {"lines": lines, "eligible": found.eligible, "local": found.local}
