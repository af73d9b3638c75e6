"""Who else endorsed whom: the organisation's own history, peers and federation, lower bodies."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from hustings.core.projections.endorsements import Endorsement
from hustings.doors.public import saying
from hustings.doors.public.frame import Here, page

Part = dict[str, Any]


@page
def endorsements(here: Here) -> HttpResponseBase:
    """Three lists by day; nothing is added up across them."""
    kept = here.page.endorsements
    groups = [
        (_("This organisation, earlier"), kept.own),
        (_("Other unions and federations"), kept.peers),
        (_("Bodies below: councils, locals, caucuses"), kept.lower),
    ]
    context = {
        "groups": [{"title": title, "entries": _entries(here, listed)} for title, listed in groups if listed],
        "empty": {
            "says": _("No endorsement of others is on record."),
            "todo": _("Each is entered with its day, its body and a source."),
        },
        "csv_url": here.url("csv", table="endorsements"),
    }
    lead = _("What this organisation decided before, and what others decided. Nothing is added up.")
    return here.render(
        "endorsements.html", _("Endorsements of others"), context, lead=lead if context["groups"] else ""
    )


def _entries(here: Here, listed: Sequence[Endorsement]) -> list[Part]:
    return [_entry(here, each) for each in listed]


def _entry(here: Here, each: Endorsement) -> Part:
    part: Part = {
        "on": saying.day_of(each.on),
        "what": _says(each),
        "sources": saying.sources_of(each.sources),
        "basis": each.basis,
        "url": here.url("entry", seq=each.seq),
    }
    detail = " · ".join(text for text in (each.what, each.by and _("by %(body)s") % {"body": each.by}) if text)
    corrected = saying.corrected(each.corrections)
    return part | ({"detail": corrected or detail} if corrected or detail else {})


def _says(each: Endorsement) -> str:
    if each.outcome == "endorsed" and each.endorsee:
        return _("%(body)s endorsed %(name)s") % {"body": each.endorser, "name": each.endorsee}
    told = f"{each.endorser}: {saying.word(each.outcome)}"
    return f"{told} ({each.endorsee})" if each.endorsee else told
