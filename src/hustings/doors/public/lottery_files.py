"""The files of lotteries, to be replayed by anybody."""

from django.http import HttpResponseBase

from hustings.doors.public.files import attachment, file_name
from hustings.doors.public.frame import Here, page
from hustings.rooms.publication.queries import published_draw


@page
def lottery_file(here: Here, code: str) -> HttpResponseBase:
    """The transcript of a draw, or the fixed plan before it."""
    data = published_draw(shown=here.shown, lottery=code)
    return attachment(data, "application/json", file_name(here, code, "json"))
