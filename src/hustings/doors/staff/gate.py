"""Who may come to the desk: only a session that has passed the password and the one-time code."""

import functools
from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hustings.core.errors import Refusal
from hustings.doors.private import status_of, told
from hustings.doors.staff.desk import INSIDE, Desk
from hustings.doors.staff.pages import page
from hustings.ground.access.queries import actor_of_account
from hustings.ground.clock import now
from hustings.ground.record.queries import now_in
from hustings.ground.record.readings import reading
from hustings.rooms.cycles.queries import cycle_of

FACTORS = frozenset({"password", "mfa"})
ONE_USE = "signed_in_by_one_use_link"
"""Session key: the account that a one-use link of a demonstration has signed in."""


def passed_both(request: HttpRequest) -> bool:
    """Whether this session gave the password and a one-time code, or came by a one-use link of a demonstration."""
    used = {record["method"] for record in get_authentication_records(request, request.user)}
    return used >= FACTORS or request.session.get(ONE_USE) == request.user.pk


def at_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the desk: `view` gets a Desk and the rest of the address. A refusal becomes a page with its code."""

    @never_cache
    @functools.wraps(view)
    def run(request: HttpRequest, cycle: str = "", **rest: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if not passed_both(request):
            return _second_factor(request)
        if request.method not in ("GET", "HEAD"):
            return _shown(request, cycle, lambda desk: view(desk, **rest))
        with reading():
            return _shown(request, cycle, lambda desk: view(desk, **rest))

    return run


def _shown(request: HttpRequest, cycle: str, view: Callable[[Desk], HttpResponse]) -> HttpResponse:
    house = _desk_of(request, "")
    try:
        desk = _desk_of(request, cycle) if cycle else house
    except Refusal as refusal:
        return refused(house, refusal)
    try:
        if cycle:
            desk.require(INSIDE)
        return view(desk)
    except Refusal as refusal:
        return refused(desk, refusal)


def refused(desk: Desk, refusal: Refusal) -> HttpResponse:
    """A refusal as a page of its own."""
    back = desk.url("overview") if desk.view and desk.holds(INSIDE) else reverse("staff:house")
    return page(
        desk,
        title=_("This did not go through"),
        template="staff/refused.html",
        refusal=told(refusal, url=back),
        status=status_of(refusal),
    )


def _second_factor(request: HttpRequest) -> HttpResponse:
    """Who has no one-time codes yet sets them up; who has them signs in again, with a code."""
    if is_mfa_enabled(request.user):
        logout(request)
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    return redirect("mfa_activate_totp")


def _desk_of(request: HttpRequest, cycle: str) -> Desk:
    """Raises: NoSuchCycle."""
    view = cycle_of(cycle=cycle) if cycle else None
    at = now_in(cycle=cycle) if view else now()
    actor = actor_of_account(account=int(request.user.pk or 0), cycle=cycle, at=now())
    return Desk(request, actor, view, at)
