"""What can be taken away: the bundle, the feed, the calendars."""

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseBase

from hustings.core.attached import ENDINGS
from hustings.core.errors import Refusal
from hustings.core.projections.roundtables import Roundtable
from hustings.doors.public.frame import Here, page
from hustings.doors.public.roundtables import find
from hustings.rooms.publication.bundles import bundle_of
from hustings.rooms.publication.calendars import calendar_of, has_time
from hustings.rooms.publication.feed import atom
from hustings.rooms.publication.queries import published_recording

STAMP = "REHEARSAL-"


class NoTimeYet(Refusal):
    code = "no-time-yet"
    says = "The roundtable {code} has no day and hour that a calendar could hold."
    todo = "Look at its page; a calendar file stands there as soon as its time is set."


@page
def bundle(here: Here) -> HttpResponseBase:
    """The bundle under its own name."""
    made = bundle_of(shown=here.shown)
    return attachment(made.data, "application/zip", made.name)


@page
def feed(here: Here) -> HttpResponseBase:
    """The timeline as an Atom feed."""
    text = atom(here.shown, address=here.full_url("feed"), entry_address=here.full_url("timeline"))
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@page
def recording(here: Here, code: str, number: int) -> HttpResponseBase:
    """A recording or transcript that everybody may have, under a name of our own."""
    find(here, code)
    media, data = published_recording(shown=here.shown, roundtable=code, number=number)
    return attachment(data, media, f"{code}-{number}.{ENDINGS.get(media, 'bin')}")


@page
def calendar(here: Here) -> HttpResponseBase:
    """Every roundtable as a calendar that can be subscribed to."""
    return _calendar(here, here.page.roundtables, "roundtables")


@page
def appointment(here: Here, code: str) -> HttpResponseBase:
    """One roundtable as a calendar file."""
    one = find(here, code)
    if not has_time(one):
        raise NoTimeYet(code=code, where=code)
    return _calendar(here, [one], code)


def _calendar(here: Here, kept: Sequence[Roundtable], name: str) -> HttpResponse:
    data = calendar_of(here.shown, kept, address=lambda code: here.full_url("roundtable", code=code))
    return attachment(data, "text/calendar; charset=utf-8", file_name(here, name, "ics"))


def attachment(data: bytes, kind: str, name: str) -> HttpResponse:
    """A file that is saved under `name`."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def file_name(here: Here, name: str, suffix: str) -> str:
    """The name of a file of this cycle; a rehearsal's begins with REHEARSAL-."""
    stamp = STAMP if here.page.overview.rehearsal else ""
    return f"{stamp}{here.cycle}-{name}.{suffix}"
