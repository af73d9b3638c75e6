"""Every publication: when, with which head, and the pages as they were then."""

from django.http import HttpResponseBase
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hustings.doors.public.frame import Here, address, page
from hustings.rooms.publication.queries import moments


@page
def publications(here: Here) -> HttpResponseBase:
    """The publications, the latest first."""
    made = [each for each in moments(cycle=here.cycle) if each.n_entries <= here.shown.moment.n_entries]
    heads = {each.seq: each.hash for each in here.shown.entries}
    table = {
        "caption": _("Publications, the latest first"),
        "quiet_caption": True,
        "columns": [
            {"label": _("Publication")},
            {"label": _("When")},
            {"label": _("Entries"), "figures": True},
            {"label": _("Note")},
            {"label": _("Head")},
        ],
        "rows": [
            [
                {"text": each.code, "url": address("cycle", here.cycle, each.code)},
                each.made_at,
                each.n_entries,
                each.note or "–",
                format_html("<code>{}</code>", heads[each.n_entries - 1]),
            ]
            for each in made
        ],
        "csv_url": here.url("csv", table="publications"),
    }
    day = made[0].made_at.date().isoformat()
    context = {"table": table, "example": here.request.build_absolute_uri(address("cycle", here.cycle, day))}
    lead = _("Each page has a permanent address for each publication: what was public then stays readable as it was.")
    return here.render("publications.html", _("Publications"), context, lead=lead)
