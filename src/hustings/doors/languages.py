"""The language of a page: chosen in the foot of every page, otherwise what the browser asks for.

The choice is a cookie that holds the language and nothing else, set by the form's own address, so that no page behind
a private link ever sets one. An address with `?lang=es` shows one page in a language without choosing it: that is what
links to a page in another language and search engines use.
"""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from hustings.doors.private import kept_private

PARAMETER = "lang"
TRANSLATED = ("text/html", "text/calendar")


class LanguageOfThePage(LocaleMiddleware):
    """Django's choice of the language, with `?lang=` before it, and with caches told what a page depends on.

    Only pages, letters and appointments are translated: tables, exports and bundles are in English everywhere, so
    their answers name no language.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Take the language of the address, else the cookie's, else the browser's."""
        asked = request.GET.get(PARAMETER, "")
        if asked in dict(settings.LANGUAGES):
            translation.activate(asked)
            request.LANGUAGE_CODE = asked
        else:
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say in which language a page is, and that it depends on what the browser asked for and on the cookie."""
        if not response.headers.get("Content-Type", "").startswith(TRANSLATED):
            return response
        patch_vary_headers(response, ("Cookie",))
        return super().process_response(request, response)


@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponseBase:
    """Keep the chosen language in a cookie and lead back to the page. Nothing is written, so nothing is forged.

    Pages behind private links carry no cookie that a forged request could use, and their address must stay out of
    caches and referrers: it is in the form's field `next`, never in this address.
    """
    given = request.POST.copy()
    given["next"] = _without_language(given.get("next", ""))
    request.POST = given  # type: ignore[assignment]
    return kept_private(set_language(request))


def _without_language(address: str) -> str:
    """An address of ours without the language that it names, which would outlive the choice."""
    parts = urlsplit(address)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != PARAMETER]
    return urlunsplit(parts._replace(query=urlencode(kept)))
