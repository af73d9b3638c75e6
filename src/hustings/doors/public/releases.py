"""The statements to members and to the press, in full."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.core.projections.releases import Release
from hustings.doors.parts import figures
from hustings.doors.public import saying
from hustings.doors.public.frame import Here, page

KINDS = {"media advisory": lambda: _("Media advisory"), "announcement": lambda: _("Announcement")}
AUDIENCES = {"members": lambda: _("To the members"), "press": lambda: _("To the press")}


@page
def releases(here: Here) -> HttpResponseBase:
    """Every statement, the last first."""
    kept = here.page.releases
    context = {
        "releases": [_part(here, each) for each in reversed(kept)],
        "empty": {
            "says": _("No statement has been issued."),
            "todo": _("One is issued for each roundtable and each decision, first to the members, then to the press."),
        },
        "csv_url": here.url("csv", table="releases"),
    }
    lead = _("What the organisation told its members and the press, word for word.")
    return here.render("releases.html", _("Statements"), context, lead=lead if kept else "")


def _part(here: Here, each: Release) -> dict[str, Any]:
    return {
        "code": each.code,
        "title": each.title,
        "audience": AUDIENCES.get(each.audience, lambda: each.audience)(),
        "kind": KINDS.get(each.kind, lambda: each.kind)(),
        "differs_because": each.differs_because,
        "on": saying.day_of(each.on),
        "text": each.text,
        "mailed": _mailed(each),
        "about": _about(here, each.about),
        "head": each.head,
        "basis": each.basis,
        "sources": saying.sources_of(each.sources),
        "corrected": saying.corrected(each.corrections),
        "entry_url": here.url("entry", seq=each.seq),
    }


def _mailed(each: Release) -> str:
    if not each.mailed_on:
        return ""
    told = ngettext("Written to %(n)s member by letter, %(on)s.", "Written to %(n)s members by letter, %(on)s.",
                    each.n_letters or 0)  # fmt: skip
    return told % {"n": figures.figure(each.n_letters or 0), "on": saying.day_words(each.mailed_on)}


def _about(here: Here, code: str) -> dict[str, str]:
    """Where the thing that a statement is about can be read."""
    if code.startswith("RT-"):
        found = next((each for each in here.page.roundtables if each.code == code), None)
        if found:
            return {
                "label": _("The roundtable with %(name)s") % {"name": found.name},
                "url": here.url("roundtable", code=code),
            }
    pages = {"MOT-": ("decision", _("The vote")), "GIFT": ("gifts", _("The gift")), "POLL": ("polls", _("The poll"))}
    name, label = pages.get(code[:4], ("", ""))
    return {"label": label, "url": f"{here.url(name)}#{code}"} if name else {}
