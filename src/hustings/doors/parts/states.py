"""States as words with a mark, never colour alone.

Marks: full, half, ring, tick, cross, dash, lock, unlocked, alert. Tones: plain, good, care, bad, quiet. A candidate who
declines has done nothing wrong, so `declined` is plain; `bad` is for checks and rules that fail.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MARKS: Final = frozenset({"full", "half", "ring", "tick", "cross", "dash", "lock", "unlocked", "alert"})
TONES: Final = frozenset({"plain", "good", "care", "bad", "quiet"})

STATES: Final[dict[str, tuple[str, str, Promise]]] = {
    # still to come
    "expected": ("ring", "plain", _("expected")),
    "planned": ("ring", "plain", _("planned")),
    "scheduled": ("ring", "plain", _("scheduled")),
    "not-started": ("ring", "quiet", _("not started")),
    # under way
    "draft": ("half", "plain", _("draft")),
    "invited": ("half", "plain", _("invited")),
    "sent": ("half", "plain", _("sent")),
    "being-arranged": ("half", "plain", _("being arranged")),
    "waiting": ("half", "care", _("waiting for an answer")),
    "for-review": ("half", "care", _("waiting for review")),
    "open": ("unlocked", "good", _("open")),
    # done
    "declared": ("full", "plain", _("declared")),
    "nominated": ("full", "plain", _("nominated")),
    "accepted": ("full", "good", _("accepted")),
    "held": ("full", "good", _("held")),
    "answered": ("full", "good", _("answered")),
    "published": ("full", "good", _("published")),
    "approved": ("full", "good", _("approved")),
    "paid": ("full", "good", _("paid")),
    "finished": ("full", "plain", _("finished")),
    # ended otherwise
    "declined": ("cross", "plain", _("declined")),
    "withdrew": ("cross", "plain", _("withdrew")),
    "cancelled": ("cross", "plain", _("cancelled")),
    "rejected": ("cross", "plain", _("rejected")),
    "expired": ("cross", "plain", _("expired")),
    # results of rules and checks
    "passes": ("tick", "good", _("passes")),
    "holds": ("tick", "good", _("holds")),
    "same": ("tick", "good", _("same for all")),
    "fails": ("cross", "bad", _("fails")),
    "refused": ("cross", "bad", _("refused")),
    "not-run": ("dash", "quiet", _("not run")),
    # kept back
    "sealed": ("lock", "plain", _("sealed")),
    "closed": ("lock", "plain", _("closed")),
    "withheld": ("lock", "care", _("withheld")),
    # nothing known
    "none-reported": ("dash", "quiet", _("none reported")),
    "not-published": ("dash", "quiet", _("not published")),
    "silent": ("dash", "quiet", _("no answer")),
    # take note
    "moved": ("alert", "care", _("moved")),
    "corrected": ("alert", "care", _("corrected")),
    "overdue": ("alert", "care", _("overdue")),
    "differs": ("alert", "care", _("differs")),
    "sources-differ": ("alert", "care", _("sources differ")),
}


class UnknownState(ValueError):
    """A state without a word and a mark."""


def shown(state: Any, word: str = "") -> dict[str, Any]:
    """Mark, tone and word of a state: a code of STATES, or a mapping with a word of its own.

    Raises: UnknownState.
    """
    if isinstance(state, Mapping):
        mark, tone, standing = state["mark"], state.get("tone", "plain"), state["word"]
    elif state in STATES:
        mark, tone, standing = STATES[state]
    else:
        raise UnknownState(f"No state {state!r}. Known: {', '.join(STATES)}.")
    if mark not in MARKS or tone not in TONES:
        raise UnknownState(f"No mark {mark!r} or tone {tone!r}.")
    return {"mark": mark, "tone": tone, "word": word or standing}
