"""The page that stops letters of a kind, from a letter's last line or by the mail program's own button.

The address is the key, as on every private page. Opening the page changes nothing: mail scanners open every link. Mail
programs post to it without a page (RFC 8058), and the page's own button posts the same.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.core.errors import Refusal
from hustings.doors.private import kept_private, status_of, told
from hustings.ground.access.actions import SYSTEM
from hustings.ground.notices.actions import TOKEN, stop_letters
from hustings.ground.notices.queries import stop_of
from hustings.ground.record.queries import chain_of, now_in


def stop_page(request: HttpRequest) -> str:
    """The address to give to `queue_letter` for letters that nobody has to get."""
    return request.build_absolute_uri(reverse("letters-stop", args=[TOKEN]))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, or stop at once. No sign-in, no cookie: whoever has the letter may stop such letters."""
    try:
        said = stop_of(token=token)
        if request.method == "POST":
            stop_letters(cycle=said.cycle, token=token, actor=SYSTEM, at=now_in(cycle=said.cycle))
            said = stop_of(token=token)
    except Refusal as refusal:
        page = render(request, "parts/refused.html", {"refusal": told(refusal)}, status=status_of(refusal))
        return kept_private(page)
    chain = chain_of(cycle=said.cycle)
    context = {
        "house": chain_of(cycle="house").title,
        "rehearsal": chain.rehearsal,
        "private": True,
        "cycle": chain.title,
        "done": said.done,
        "row": [{"label": _("Stop these letters"), "kind": "main", "name": "List-Unsubscribe", "value": "One-Click"}],
    }
    return kept_private(render(request, "letters/stop.html", context))
