"""The voting booth's pages. The booth needs script and says so; the box itself takes ballots from any program."""

from datetime import datetime
from typing import Any

from csp.decorators import csp
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from hustings import __version__
from hustings.core.ballots.belenios_v1.opening import shelf_digits
from hustings.core.errors import Refusal
from hustings.doors.booth import files, words
from hustings.doors.booth.policy import BUILT, WORKER, page_policy
from hustings.doors.private import kept_private, status_of, told
from hustings.ground.record.queries import chain_of, house_title, now_in
from hustings.rooms.ballots.intake import pass_wanted
from hustings.rooms.ballots.opening import credentials_from, election_of
from hustings.rooms.ballots.queries import PollView, UnitView, poll_of
from hustings.rooms.ballots.refusals import NoSuchUnit
from hustings.rooms.candidates.queries import candidates_of

FOREVER = 365 * 24 * 3600
HEXADECIMAL = frozenset("0123456789abcdef")
WHOLE = "all"


def units(request: HttpRequest, cycle: str, poll: str) -> HttpResponse:
    """The parts in which a poll is counted, each with its booth; a poll that is not divided leads straight there."""
    try:
        view = poll_of(cycle=cycle, poll=poll)
        if len(view.units) == 1:
            return redirect("booth:booth", cycle=cycle, poll=poll, unit=view.units[0].code)
        listed = [{"unit": each, "url": reverse("booth:booth", kwargs=_named(view, each.code))} for each in view.units]
        context = _frame(cycle, view.question) | {"poll": view, "units": listed}
        return render(request, "booth/units.html", context)
    except Refusal as refusal:
        return _refused(request, refusal)


def booth(request: HttpRequest, cycle: str, poll: str, unit: str) -> HttpResponse:
    """Choose, check, cast: one page, of which the script shows one part at a time."""
    try:
        view = poll_of(cycle=cycle, poll=poll)
        part = _unit(view, unit)
        at = now_in(cycle=cycle)
        context = _frame(cycle, view.question) | {
            "poll": view,
            "unit": part,
            "divided": len(view.units) > 1,
            "board_url": _board(view),
        }
        if view.state != "open" or not view.opens_at <= at < view.closes_at:
            return kept_private(render(request, "booth/closed.html", context | {"before": at < view.opens_at}))
        context |= {
            "answers": view.answers,
            "integrity": files.integrity(BUILT + files.PAGE),
            "script": static(BUILT + files.PAGE),
            "told": _told(view, part, at),
        }
        policy = page_policy(
            scripts=request.build_absolute_uri(static(BUILT)),
            poll=request.build_absolute_uri(reverse("booth:poll", kwargs={"cycle": cycle, "poll": poll})),
        )
        response = render(request, "booth/booth.html", context)
        csp(policy)(lambda asked: response)(request)  # it marks the response for the middleware
        return kept_private(response)
    except Refusal as refusal:
        return _refused(request, refusal)


def credentials(request: HttpRequest, cycle: str, poll: str, unit: str, shelf: str) -> HttpResponse:
    """A shelf of a unit's list of public credentials. It is fixed at the opening, so it may be kept for ever."""
    try:
        view = poll_of(cycle=cycle, poll=poll)
        part = _unit(view, unit)
        prefix = "" if shelf == WHOLE else shelf
        if len(prefix) != shelf_digits(part.n_credentials) or not HEXADECIMAL.issuperset(prefix):
            raise NoSuchShelf(shelf=shelf, where=f"{poll}, {part.code}")
        found = credentials_from(cycle=cycle, poll=poll, unit=part.code, prefix=prefix)
    except Refusal as refusal:
        return _refused_json(refusal, status=404)
    response = JsonResponse({"credentials": found})
    patch_cache_control(response, public=True, max_age=FOREVER, immutable=True)
    return response


def listed(request: HttpRequest) -> HttpResponse:
    """The hashes of the booth's files, for programs."""
    try:
        return JsonResponse({"format": files.FORMAT, "version": __version__, "files": files.hashes()})
    except files.BoothNotBuilt as refusal:
        return _refused_json(refusal, status=503)


def about(request: HttpRequest) -> HttpResponse:
    """What the booth does, what it cannot protect from, how to check it, and the second way to vote."""
    try:
        listed = files.hashes()
    except files.BoothNotBuilt:
        listed = {}
    context: dict[str, Any] = {"title": _("About the voting booth"), "house": house_title(), "messages": ()}
    context |= {"door": _("Secret poll")}
    context |= {"files": listed, "files_url": reverse("booth:files")}
    return render(request, "booth/about.html", context)


class NoSuchShelf(Refusal):
    """A part of the list of credentials is asked for that the list is not cut into."""

    code = "no-such-shelf"
    says = "The list of public credentials has no shelf “{shelf}”."
    todo = "Ask for the shelf that the first digits of a public credential name, as the booth does."


def _unit(view: PollView, code: str) -> UnitView:
    found = next((each for each in view.units if each.code == code), None)
    if found is None:
        raise NoSuchUnit(unit=code, poll=view.code, where=view.code)
    return found


def _board(view: PollView) -> str:
    return reverse("booth:board", kwargs={"cycle": view.cycle, "poll": view.code})


def _named(view: PollView, unit: str) -> dict[str, str]:
    return {"cycle": view.cycle, "poll": view.code, "unit": unit}


def _frame(cycle: str, title: str) -> dict[str, Any]:
    rehearsal = chain_of(cycle=cycle).rehearsal
    return {"title": title, "house": house_title(), "door": _("Secret poll"), "rehearsal": rehearsal, "messages": ()}


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    context = {"refusal": told(refusal), "door": _("Secret poll"), "messages": ()}
    status = 503 if isinstance(refusal, files.BoothNotBuilt) else status_of(refusal)
    return kept_private(render(request, "parts/refused.html", context, status=status))


def _refused_json(refusal: Refusal, *, status: int) -> HttpResponse:
    body = {"code": refusal.code, "what": refusal.message, "where": refusal.where, "todo": refusal.advice}
    return JsonResponse(body, status=status)


def _told(view: PollView, unit: UnitView, at: datetime) -> dict[str, Any]:
    """What the booth's script is told. Nothing of it is about the person who votes."""
    named = _named(view, unit.code)
    names = {each.name for each in candidates_of(cycle=view.cycle)}
    shelf = reverse("booth:credentials", kwargs=named | {"shelf": "SHELF"})
    return {
        "election": election_of(cycle=view.cycle, poll=view.code, unit=unit.code).decode("utf-8"),
        "kept_last": view.answers[-1] not in names,
        "seconds_left": int((view.closes_at - at).total_seconds()),
        "digits": shelf_digits(unit.n_credentials),
        "worker": static(BUILT + WORKER),
        "addresses": {
            "cast": reverse("booth:ballots", kwargs=named),
            "credentials": shelf,
            "board": _board(view),
            "pass": reverse("booth:pass", kwargs={"cycle": view.cycle, "poll": view.code}),
        },
        "pass_wanted": pass_wanted(cycle=view.cycle, poll=view.code, unit=unit.code),
        "file": f"{view.cycle}-{view.code}-{unit.code}",
        "words": words.of(view, unit),
        "refusals": words.refusals(),
    }
