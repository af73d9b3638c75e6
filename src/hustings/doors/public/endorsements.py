"""Who else endorsed whom: the organisation's own history, peers and federation, lower bodies."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from hustings.core.projections.endorsements import Endorsement, day_of
from hustings.core.projections.facts import CLAIMED, PressFact
from hustings.core.projections.timeline import DAY_PASSED
from hustings.core.values import Source
from hustings.doors.public import press, saying
from hustings.doors.public.frame import Here, page

Part = dict[str, Any]


OWN_WORD = "own release"


@page
def endorsements(here: Here) -> HttpResponseBase:
    """Lists by day; nothing is added up across them, and a report is never counted as an endorsement."""
    kept = here.page.endorsements
    groups = [
        (_("This organisation, earlier"), "", _entries(here, kept.own)),
        (_("Other unions and federations"), "", _entries(here, kept.peers)),
        (_("Bodies below: councils, locals, caucuses"), "", _entries(here, kept.lower)),
        (
            _("Reported by the press"),
            _("Each once, with every source that reported it. Where the endorser has spoken, its own word prevails."),
            [_reported(here, fact) for fact in kept.reported],
        ),
    ]
    context = {
        "groups": [{"title": title, "note": note, "entries": entries} for title, note, entries in groups if entries],
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
    reports = [source for fact in each.reports for source in fact.sources]
    part: Part = {
        "on": saying.day_of(each.on),
        "what": _says(each),
        "sources": saying.sources_of(_once([*reports, *each.sources])),
        "basis": each.basis,
        "history": [step for fact in each.reports for step in press.history_of(fact.history)],
        "conflicts": [one for fact in each.reports for one in press.conflicts_of(fact.differences)],
        "url": here.url("entry", seq=each.seq),
    }
    detail = " · ".join(text for text in (each.what, each.by and _("by %(body)s") % {"body": each.by}) if text)
    corrected = saying.corrected(each.corrections)
    return part | ({"detail": corrected or detail} if corrected or detail else {})


def _reported(here: Here, fact: PressFact) -> Part:
    """An endorsement that only the press tells, with whose word it is."""
    outlets = ", ".join(dict.fromkeys(source.outlet for source in fact.sources))
    detail = _("Reported by %(outlets)s.") % {"outlets": outlets}
    if fact.word == CLAIMED:
        detail = _("Reported by %(outlets)s on the word of the side that gains; the endorser has not been heard.") % {
            "outlets": outlets
        }
    elif any(source.standing == OWN_WORD for source in fact.sources):
        detail = _("Reported by %(outlets)s. The endorser says so itself.") % {"outlets": outlets}
    return {
        "on": saying.day_of(day_of(fact)),
        "what": press.says(fact),
        "detail": saying.corrected(fact.corrections) or detail,
        "sources": press.sources_of(fact.sources, fact.differences),
        "basis": fact.basis,
        "status": saying.state_of(DAY_PASSED if fact.passed else press.word_of(fact.word)),
        "history": press.history_of(fact.history),
        "conflicts": press.conflicts_of(fact.differences),
        "url": here.url("entry", seq=fact.seq),
    }


def _once(sources: Sequence[Source]) -> list[Source]:
    """Each article once, by its day, with its standing where one of its mentions has it."""
    kept: dict[tuple[str, str], Source] = {}
    for source in sources:
        kept.setdefault((source.outlet, source.day), source)
    return sorted(kept.values(), key=lambda source: source.day)


def _says(each: Endorsement) -> str:
    if each.outcome == "endorsed" and each.endorsee:
        return _("%(body)s endorsed %(name)s") % {"body": each.endorser, "name": each.endorsee}
    told = saying.colon(each.endorser, saying.word(each.outcome))
    return f"{told} ({each.endorsee})" if each.endorsee else told
