"""Check it yourself: the one command, what it checks, the head to compare, the file to get."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from hustings.core import bundle
from hustings.doors.public.frame import Here, page
from hustings.doors.public.tables import TABLES

Part = dict[str, Any]


@page
def check(here: Here) -> HttpResponseBase:
    """How anybody can check everything on these pages without us."""
    overview = here.page.overview
    context = {
        "bundle_name": bundle_name(here),
        "bundle_url": here.url("bundle"),
        "head": overview.head,
        "n_entries": overview.n_entries,
        "n_hidden": overview.n_hidden,
        "steps": _checks(here),
        "tables": _tables(here),
        "record_url": here.url("record"),
        "publications_url": here.url("publications"),
        "feed_full_url": here.full_url("feed"),
    }
    lead = _(
        "You need not believe this site. Get one file, run one command on your own computer, and compare one number."
    )
    return here.render("check.html", _("Check it yourself"), context, lead=lead)


def bundle_name(here: Here) -> str:
    """The name under which the bundle is saved."""
    return bundle.file_name(here.shown.entries)


def _checks(here: Here) -> list[Part]:
    """What the command checks, in its order; only what this cycle has."""
    page = here.page
    named = [
        (True, _("Every file"), _("Size and digest of each file in the bundle are those that its list names.")),
        (
            True,
            _("The chain"),
            _("Each entry of the record names the one before it, so none was changed, added or taken out."),
        ),
        (
            True,
            _("Published heads"),
            _("Every head that was published or stood on a statement is the head at that place."),
        ),
        (
            True,
            _("These pages"),
            _("Timeline, treatment table, decision and gifts are computed again from the record and are the same."),
        ),
        (
            any(each.vote for each in page.decision.motions),
            _("The votes"),
            _("Each outcome is computed again from the rulebook and how each seat voted."),
        ),
        (
            any(each.check for each in page.gifts),
            _("The limits"),
            _("Each gift is held again against the limit of its day, with the gifts before it."),
        ),
        (
            any(each.payments for each in page.gifts),
            _("Payments"),
            _("No gift of the fund was paid without an approval and a limit check."),
        ),
        (
            any(each.sheets for each in page.polls.straw),
            _("Straw polls"),
            _("The totals are the sums of the confirmed sheets."),
        ),
        (
            any(each.archive for each in page.polls.secret),
            _("The secret poll"),
            _("Every proof of every ballot and of the count holds; no ballot can be opened."),
        ),
    ]
    return [{"what": what, "says": says} for there, what, says in named if there]


def _tables(here: Here) -> list[Part]:
    return [
        {"label": label, "csv": here.url("csv", table=name), "json": here.url("json", table=name)}
        for name, (label, _columns, _rows) in TABLES.items()
    ]
