"""Ballots are let in before everything that knows people: sessions, accounts, cookies, languages, Django's log.

What stands behind this door of the server never sees a ballot, and what takes a ballot never sees who is signed in.
It is quick besides: half of an ordinary page's time goes into what a ballot has no use for.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import close_old_connections

from hustings.doors.booth.intake import answer

_PLACE = re.compile(r"/poll/([-\w]+)/([-\w]+)/([-\w]+)/ballots", re.ASCII)

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class BallotsFirst:
    """A WSGI application that takes ballots itself and leaves every other request to the one behind it."""

    def __init__(self, behind: Application) -> None:
        self._behind = behind

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        place = _PLACE.fullmatch(environ.get("PATH_INFO", ""))
        if place is None or environ["REQUEST_METHOD"] != "POST" or not _is_private(environ):
            return self._behind(environ, start_response)
        try:
            status, body = answer(
                cycle=place[1],
                poll=place[2],
                unit=place[3],
                length=environ.get("CONTENT_LENGTH", ""),
                read=environ["wsgi.input"].read,
                admission=environ.get("HTTP_HUSTINGS_PASS", ""),
            )
        finally:
            close_old_connections()
        text = json.dumps(body).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(text)))]
        headers += [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
        start_response(f"{status.value} {status.phrase}", headers)
        return [text]


def _is_private(environ: Environ) -> bool:
    """Whether nobody on the way can read along, where the settings ask for that; Django leads the others there."""
    if not settings.CONFIG.secure:
        return True
    return environ["wsgi.url_scheme"] == "https" or environ.get("HTTP_X_FORWARDED_PROTO") == "https"
