"""Check it yourself: the one command, what it checks, the head to compare, the file to get."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core import bundle
from hustings.core.projections import CycleProjection
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
    return [{"what": what, "says": says} for there, what, says in CHECKS if there(here.page)]


def _tables(here: Here) -> list[Part]:
    return [
        {"label": label, "csv": here.url("csv", table=name), "json": here.url("json", table=name)}
        for name, (label, _columns, _rows) in TABLES.items()
    ]


Has = Callable[[CycleProjection], bool]

CHECKS: Sequence[tuple[Has, Promise, Promise]] = (
    (
        lambda page: True,
        gettext_lazy("Every file"),
        gettext_lazy("Size and digest of each file in the bundle are those that its list names."),
    ),
    (
        lambda page: True,
        gettext_lazy("The chain"),
        gettext_lazy("Each entry of the record names the one before it, so none was changed, added or taken out."),
    ),
    (
        lambda page: True,
        gettext_lazy("Published heads"),
        gettext_lazy("Every head that was published or stood on a statement is the head at that place."),
    ),
    (
        lambda page: True,
        gettext_lazy("These pages"),
        gettext_lazy("Timeline, treatment table, decision and gifts are computed again from the record: the same."),
    ),
    (
        lambda page: any(each.vote for each in page.decision.motions),
        gettext_lazy("The votes"),
        gettext_lazy("Each outcome is computed again from the rulebook and how each seat voted."),
    ),
    (
        lambda page: any(each.check for each in page.gifts),
        gettext_lazy("The limits"),
        gettext_lazy("Each gift is held again against the limit of its day, with the gifts before it."),
    ),
    (
        lambda page: any(each.payments and each.status != "reported" for each in page.gifts),
        gettext_lazy("Payments"),
        gettext_lazy("No gift of the fund was paid without an approval and a limit check."),
    ),
    (
        lambda page: any(each.sheets for each in page.polls.straw),
        gettext_lazy("Straw polls"),
        gettext_lazy("The totals are the sums of the confirmed sheets."),
    ),
    (
        lambda page: any(each.archives for each in page.polls.secret),
        gettext_lazy("The secret poll"),
        gettext_lazy("Every proof of every ballot and of the count holds; no ballot can be opened."),
    ),
)
"""Whether a cycle has it, what is checked, and what that means in plain words."""
