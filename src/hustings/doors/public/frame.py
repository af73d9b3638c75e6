"""What every public page shares: the moment that it shows, its addresses, its head and foot, caching, refusals."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hustings.core.errors import Refusal
from hustings.core.projections import CycleProjection
from hustings.doors.private import told
from hustings.ground.clock import now
from hustings.rooms.publication.queries import Moment, Published, moment_of, published_at
from hustings.rooms.publication.refusals import NoSuchPage, NotPublished

SECONDS_FRESH = 60
"""How long a cache may serve a page without asking whether it changed."""

NOT_FOUND = (NoSuchPage, NotPublished)
PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Here:
    """A page being made: who asks, what is shown, and as of which moment.

    `pinned` is the moment as the address names it (a day or a publication's code), or empty for the latest.
    """

    request: HttpRequest
    shown: Published
    pinned: str

    @property
    def page(self) -> CycleProjection:
        return self.shown.page

    @property
    def cycle(self) -> str:
        return self.shown.moment.cycle

    def url(self, name: str, **named: Any) -> str:
        """The address of a page of this cycle, as of the same moment."""
        return address(name, self.cycle, self.pinned, **named)

    def full_url(self, name: str, **named: Any) -> str:
        """The same with scheme and host, for files that leave the site."""
        return self.request.build_absolute_uri(self.url(name, **named))

    def render(self, template: str, title: str, context: dict[str, Any], *, lead: str = "") -> HttpResponse:
        """A page with head, contents, foot and, if it is not the latest, a banner."""
        return render(self.request, f"public/{template}", self._frame(title, lead) | context)

    def _frame(self, title: str, lead: str) -> dict[str, Any]:
        overview = self.page.overview
        return {
            "title": title,
            "lead": lead,
            "house": overview.organisation,
            "door": _("Public record"),
            "rehearsal": overview.rehearsal,
            "nav": self._contents(),
            "crumbs": self._crumbs(title),
            "as_of": self._as_of(),
            "superseded": self._superseded(),
            "basis": overview.basis,
            "here": self,
            "cycle_title": overview.title,
            "feed_url": self.url("feed"),
            "urls": {name: self.url(name) for name in ("decision", "treatment", "timeline", "check", "bundle")},
            "messages": (),
        }

    def _contents(self) -> list[dict[str, Any]]:
        named = [
            ("cycle", _("The cycle")),
            ("timeline", _("Timeline")),
            ("candidates", _("Candidates")),
            ("treatment", _("Treatment")),
            ("questionnaires", _("Questionnaires")),
            ("roundtables", _("Roundtables")),
            ("questions", _("Questions")),
            ("lottery", _("Lottery")),
            ("polls", _("Polls")),
            ("decision", _("Decision")),
            ("gifts", _("Gifts")),
            ("endorsements", _("Endorsements")),
            ("releases", _("Statements")),
            ("check", _("Check it yourself")),
        ]
        links = [(self.url(name), label) for name, label in named]
        return [{"label": label, "url": url, "current": url == self.request.path} for url, label in links]

    def _crumbs(self, title: str) -> list[dict[str, Any]]:
        cycle = {"label": self.page.overview.title, "url": self.url("cycle")}
        trail = [{"label": _("All cycles"), "url": reverse("public:home")}]
        if self.request.path == cycle["url"]:
            return [*trail, cycle | {"current": True}]
        return [*trail, cycle, {"label": title, "url": self.request.path, "current": True}]

    def _as_of(self) -> dict[str, Any]:
        moment, head = self.shown.moment, self.page.overview.head
        permanent = self._moved_to(moment.code)
        return {"at": moment.made_at, "head": head, "url": permanent, "check_url": self.url("check")}

    def _superseded(self) -> dict[str, Any] | None:
        moment = self.shown.moment
        if moment.latest:
            return None
        return {"at": moment.made_at, "code": moment.code, "url": self._moved_to("")}

    def _moved_to(self, pinned: str) -> str:
        """The address of this page as of another moment."""
        match = self.request.resolver_match
        named = {key: value for key, value in match.kwargs.items() if key not in ("cycle", "pinned")} if match else {}
        return address(match.url_name or "cycle" if match else "cycle", self.cycle, pinned, **named)


def address(name: str, cycle: str, pinned: str = "", **named: Any) -> str:
    """The address of a page of a cycle, as of a moment where one is given."""
    at = {"pinned": pinned} if pinned else {}
    return reverse(f"public:{name}", kwargs={"cycle": cycle} | at | named)


def page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page or file of a cycle: finds the moment, answers “unchanged” where nothing changed, refuses in plain words.

    The view is called with `Here` and what its address names besides the cycle and the moment.
    """

    @wraps(view)
    def served(request: HttpRequest, cycle: str, pinned: str = "", **named: Any) -> HttpResponseBase:
        try:
            moment = _moment(cycle, pinned)
            known = get_conditional_response(request, etag=_tag(moment, request), last_modified=_changed(moment))
            response = known or _made(view, Here(request, published_at(moment=moment), pinned), named)
        except Refusal as refusal:
            return refused(request, refusal, cycle=cycle)
        response["ETag"] = _tag(moment, request)
        patch_cache_control(response, public=True, max_age=SECONDS_FRESH)
        return response

    return served


def refused(request: HttpRequest, refusal: Refusal, *, cycle: str = "") -> HttpResponse:
    """A refusal as a page: what happened, what to do, the code, and a way back."""
    inside = isinstance(refusal, NoSuchPage) and bool(cycle)
    url = address("cycle", cycle) if inside else reverse("public:home")
    words = told(refusal, url=url, label=_("To the cycle") if inside else _("To all cycles"))
    context = {"refusal": words, "door": _("Public record"), "messages": ()}
    return render(request, "public/refused.html", context, status=404 if isinstance(refusal, NOT_FOUND) else 409)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere."""
    return refused(request, NoSuchPage(where=request.path))


def _moment(cycle: str, pinned: str) -> Moment:
    if pinned.startswith("PUB-"):
        return moment_of(cycle=cycle, publication=pinned)
    return moment_of(cycle=cycle, as_of=date.fromisoformat(pinned) if pinned else None)


def _made(view: Callable[..., HttpResponseBase], here: Here, named: Mapping[str, Any]) -> HttpResponseBase:
    response = view(here, **named)
    changed = _changed(here.shown.moment)
    if changed is not None:
        response["Last-Modified"] = http_date(changed)
    if here.page.overview.rehearsal:
        response["X-Robots-Tag"] = "noindex"
    return response


def _changed(moment: Moment) -> int | None:
    """When the page last changed, in seconds; None where that cannot be said (a rehearsal's clock may run ahead)."""
    if moment.n_withheld or moment.made_at > now():
        return None
    return int(moment.made_at.timestamp())


def _tag(moment: Moment, request: HttpRequest) -> str:
    """What the page depends on: the publication, what was withheld since, latest or not, language, program."""
    parts = (moment.cycle, moment.code, moment.latest, moment.n_withheld, get_language(), request.get_host(), _build())
    return quote_etag(hashlib.sha256(repr(parts).encode()).hexdigest()[:32])


@cache
def _build() -> str:
    """A digest of the program's own pages, so that a new version is not mistaken for the old."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".html"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
