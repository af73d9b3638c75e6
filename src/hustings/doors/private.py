"""Pages behind private links: the address is the key, so it must not travel and must not be kept.

No referrer leaves these pages, nothing stores them, nobody indexes them, no cookie is set on them, and no log holds a
token. Because no cookie gives any right here, a forged request from another site has nothing to borrow: whoever can
address the page holds the key already. That is why these views stand outside Django's CSRF check, whose test of the
origin cannot work under `Referrer-Policy: no-referrer` (browsers then send `Origin: null`).
"""

import functools
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.views.decorators.csrf import csrf_exempt

from hustings.core.errors import Refusal
from hustings.core.values import Role
from hustings.doors.retelling import retold
from hustings.ground.access.queries import Guest, guest_of
from hustings.ground.access.refusals import LinkExpired
from hustings.ground.clock import iso
from hustings.ground.record.queries import chain_of, now_in

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
STATUS = {"not-allowed": 403, "link-unknown": 404, "link-expired": 410, "link-used": 410, "stop-unknown": 404}
"""HTTP status by code of a refusal; `no-such-…` is 404, everything else 409."""


def told(refusal: Refusal, *, url: str = "", label: str = "") -> dict[str, Any]:
    """A refusal in the reader's language, for the refusal part, with a way back if one is given."""
    facts = {name: _in_words(fact) for name, fact in refusal.facts.items()}
    says, todo = gettext(refusal.says).format(**facts), gettext(refusal.todo).format(**facts)
    way = {"url": url, "label": label or gettext("Go back")} if url else {}
    return {"code": refusal.code, "says": says, "todo": todo, "where": refusal.where} | way


def _in_words(fact: Any) -> Any:
    """A moment or words as the record writes them, in the reader's language; anything else as it is."""
    if not isinstance(fact, str):
        return fact
    if not MOMENT.fullmatch(fact):
        return ", ".join(map(retold, fact.split(", ")))
    layout = pgettext("day and time with zone, a format of Django's date filter", "j F Y, H:i T")
    return date_format(datetime.fromisoformat(fact), layout)


def status_of(refusal: Refusal) -> int:
    """The HTTP status that goes with a refusal."""
    return STATUS.get(refusal.code, 404 if refusal.code.startswith("no-such-") else 409)


def kept_private(response: HttpResponse) -> HttpResponse:
    """The headers of a page behind a private link."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def behind_link(role: Role) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view for who holds a link of this role: it is called with the request, the guest, and the rest of the address.

    An unknown, foreign, revoked or expired link, and every refusal of the view, becomes a page with its code.
    """

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @functools.wraps(view)
        def run(request: HttpRequest, token: str, **rest: Any) -> HttpResponse:
            guest = None
            try:
                guest = _guest(token, role)
                return kept_private(view(request, guest, **rest))
            except Refusal as refusal:
                return kept_private(_refused(request, refusal, guest))

        return run

    return wrap


def frame_of(guest: Guest) -> dict[str, Any]:
    """What the base template needs on a guest's pages."""
    chain, house = chain_of(cycle=guest.cycle), chain_of(cycle="house").title
    return {"house": house, "rehearsal": chain.rehearsal, "private": True}


def _guest(token: str, role: Role) -> Guest:
    """Who comes with this token. Links end by the clock of their cycle, which in a rehearsal may be shifted.

    Raises: LinkUnknown, LinkExpired.
    """
    guest = guest_of(token=token, role=role, at=BEFORE_ALL)
    if guest.expires_at <= now_in(cycle=guest.cycle):
        raise LinkExpired(until=iso(guest.expires_at))
    return guest


def _refused(request: HttpRequest, refusal: Refusal, guest: Guest | None) -> HttpResponse:
    context = {"refusal": told(refusal)} | (frame_of(guest) if guest else {})
    return render(request, "parts/refused.html", context, status=status_of(refusal))
