"""The cycle's first page: where it stands, what comes next, and a summary of everything."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.phases import ORDER, Phase
from hustings.doors.public import candidates, check, decision, gifts, polls, saying, timeline, treatment
from hustings.doors.public.frame import Here, page
from hustings.doors.public.kinds import kind_words

Part = dict[str, Any]

LABELS = {
    Phase.DRAFTING: gettext_lazy("Rules"),
    Phase.CALLED: gettext_lazy("Called"),
    Phase.INVITING: gettext_lazy("Invited"),
    Phase.HEARING: gettext_lazy("Roundtables"),
    Phase.CONSULTING: gettext_lazy("Polls"),
    Phase.DECIDING: gettext_lazy("Deciding"),
    Phase.DECIDED: gettext_lazy("Decided"),
    Phase.CLOSED: gettext_lazy("Closed"),
}


@page
def cycle(here: Here) -> HttpResponseBase:
    """Where the cycle stands, then candidates, treatment, polls, decision, gifts, timeline."""
    table = here.shown.treatment
    context = {
        "kind_says": kind_words(here.page.overview.kind),
        "phases": _phases(here),
        "next_date": _next_date(here),
        "candidates": candidates.cards(here),
        "differences": treatment.differences(here, table),
        "treatment_says": treatment.sentence(table),
        "matrix": treatment.matrix(here, table, only=treatment.SUMMARY_ROWS) if table.columns else None,
        "polls": polls.cards(here),
        "decisions": decision.decided(here),
        "gifts": gifts.summaries(here),
        "entries": timeline.excerpt(here),
        "n_items": len(here.page.timeline),
        "bundle_name": check.bundle_name(here),
        "head": here.page.overview.head,
        "membership": [_membership(each) for each in here.page.roll.membership],
    }
    lead = decision.stands(here.page, and_next=False)
    return here.render("cycle.html", here.page.overview.title, context, lead=lead)


def _phases(here: Here) -> list[Part]:
    """The phases in order: those passed or skipped, the present one, those to come. A reported cycle has none."""
    overview = here.page.overview
    if overview.kind == "reported" or not overview.phase:
        return []
    entered = {step.phase: step.on for step in overview.phases}
    place = ORDER.index(Phase(overview.phase))
    return [
        {"label": LABELS[phase], "state": "done" if number < place else "now" if number == place else "next"}
        | ({"on": saying.day_of(entered[phase])} if phase in entered and number <= place else {})
        for number, phase in enumerate(ORDER)
        if phase not in (Phase.DRAFTING, Phase.CLOSED) or phase == overview.phase
    ]


def _next_date(here: Here) -> Part | None:
    coming = here.page.overview.next_date
    if coming is None:
        return None
    part: Part = {
        "what": coming.label,
        "at": saying.day_of(coming.on),
        "url": f"{here.url('timeline')}#{coming.item}",
    }
    if coming.moved_from:
        part["moved"] = {"before": saying.day_of(coming.moved_from), "reason": coming.reason}
    return part


def _membership(each: Any) -> Part:
    n = each.n_members
    says = _("%(n)s members") % {"n": saying.plain(n)} if n is not None else each.what
    return {"says": says, "sources": saying.sources_of(each.sources), "on": saying.day_of(each.on)}
