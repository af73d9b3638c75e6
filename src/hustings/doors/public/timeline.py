"""The timeline: everything that happened or is planned, each item with an address of its own."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponseBase
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hustings.core.projections.timeline import Item
from hustings.doors.public import press, saying
from hustings.doors.public.decision import VERDICTS
from hustings.doors.public.frame import Here, page

Part = dict[str, Any]

N_PAST, N_COMING = 5, 3
"""How many items the cycle's first page shows."""

N_DIGITS = 12
"""How many digits of a head an item shows."""

HOUSEKEEPING = frozenset(
    {"publication.made", "record.corrected", "record.opened", "ballot.decryption-taken", "phase.moved"}
)
"""Verbs that the first page leaves out: they say nothing about candidates, members or the decision."""


@page
def timeline(here: Here) -> HttpResponseBase:
    """Every item, oldest first, past and future."""
    items = here.page.timeline
    coming = here.page.overview.next_date
    context = {
        "entries": [item_part(here, item) for item in items],
        "next_url": f"#{coming.item}" if coming else "",
        "last_url": f"#{items[-1].id}" if items else "",
        "csv_url": here.url("csv", table="timeline"),
        "json_url": here.url("json", table="timeline"),
        "calendar_url": here.url("calendar"),
    }
    lead = _(
        "%(n)s items, past and planned, oldest first. Each carries its sources, and whether it was moved or corrected."
    )
    return here.render("timeline.html", _("Timeline"), context, lead=lead % {"n": saying.plain(len(items))})


def excerpt(here: Here) -> list[Part]:
    """What happened last and what comes next, in the order of the timeline."""
    today = here.page.overview.as_of
    items = [item for item in here.page.timeline if item.verb not in HOUSEKEEPING]
    coming = [item for item in items if item.planned and item.last >= today]
    past = [item for item in items if item not in coming and item.first <= today]
    return [item_part(here, item, anchor=False) for item in (*past[-N_PAST:], *coming[:N_COMING])]


def item_part(here: Here, item: Item, *, anchor: bool = True) -> Part:
    """An item as a part. `anchor`: it carries its own id; otherwise it leads to the timeline."""
    part: Part = {
        "on": saying.day_of(item.on),
        "what": saying.said(item.template, _shortened(item)),
        "sources": saying.sources_of(item.sources),
        "basis": item.basis,
        "history": saying.changes_of(item.history),
    }
    if item.status:
        part["status"] = "withheld" if item.withheld else saying.state_of(item.status)
    if item.verb == "fact.published":
        part |= press.item_part(item)
    if item.corrections:
        part["detail"] = saying.corrected(item.corrections)
    return part | (
        {"code": item.id, "url": here.url("entry", seq=item.seq)}
        if anchor
        else {"url": format_html("{}#{}", here.url("timeline"), item.id)}
    )


def _shortened(item: Item) -> Mapping[str, Any]:
    """The item's values; of a vote's explanation only how the threshold was met, of a head its first digits; not on
    what sources differ, which stands beside it.

    The rest stands with the decision and in the entry.
    """
    values = dict(item.values)
    values["differs"] = []
    told, head = values.get("explanation"), values.get("head")
    if isinstance(told, list | tuple):
        values["explanation"] = [each for each in told if each.endswith(tuple(VERDICTS))]
    if isinstance(head, str) and len(head) > N_DIGITS:
        values["head"] = f"{head[:N_DIGITS]}…"
    return values
