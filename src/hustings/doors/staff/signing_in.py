"""Signing in: password, then one-time code; setting the codes up; the one-use links of a demonstration."""

import ipaddress
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.core.errors import Refusal
from hustings.doors.private import kept_private, status_of, told
from hustings.doors.staff.gate import ONE_USE
from hustings.ground.access.actions import SYSTEM, use_sign_in
from hustings.ground.access.queries import reset_of
from hustings.ground.clock import now
from hustings.ground.record.queries import chain_of
from hustings.ground.record.refusals import NoSuchCycle

BACKEND = "django.contrib.auth.backends.ModelBackend"


class NotADemonstration(Refusal):
    """A one-use link outside a demonstration, or from another machine."""

    code = "not-a-demonstration"
    says = "One-use sign-in links work only in a demonstration, on the machine that runs it."
    todo = "Sign in with your password and code."


class _Framed:
    """What the base template needs, before anybody is known."""

    title: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        if "form" in context and context["form"] is not None:
            context["form"].label_suffix = ""
            for field in context["form"].fields.values():
                field.widget.attrs.pop("placeholder", None)
        return context | {"house": house_name(), "title": self.title, "door": _("Staff desk")}


class SignIn(_Framed, account.LoginView):
    """The first factor."""

    template_name = "staff/account/login.html"

    title = gettext_lazy("Sign in")


class SignOut(_Framed, account.LogoutView):
    """One button; nothing is signed out by following a link."""

    template_name = "staff/account/logout.html"

    title = gettext_lazy("Sign out")


class OneTimeCode(_Framed, mfa.AuthenticateView):
    """The second factor: a code of the authenticator, or a recovery code."""

    template_name = "staff/account/code.html"

    title = gettext_lazy("Your one-time code")


class AskAgain(_Framed, account.ReauthenticateView):
    """The password once more, before the codes are changed."""

    template_name = "staff/account/again.html"

    title = gettext_lazy("Your password once more")


class AskCodeAgain(_Framed, mfa.ReauthenticateView):
    """A code once more, before the recovery codes are shown."""

    template_name = "staff/account/again.html"

    title = gettext_lazy("Your one-time code once more")


class SetUpCodes(_Framed, totp.ActivateTOTPView):
    """Setting up one-time codes. The code typed here is the second factor of this session."""

    template_name = "staff/account/set_up.html"

    title = gettext_lazy("Set up one-time codes")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and is_mfa_enabled(request.user):
            return redirect("staff:house")
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"reset_at": reset_of(account=int(self.request.user.pk or 0))}

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type="totp")
        return response

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes")


class RecoveryCodes(_Framed, recovery.ViewRecoveryCodesView):
    """The recovery codes, shown once."""

    template_name = "staff/account/recovery.html"

    title = gettext_lazy("Your recovery codes")


def house_name() -> str:
    """The organisation, or nothing while no house is founded."""
    try:
        return chain_of(cycle="house").title
    except NoSuchCycle:
        return ""


def one_use(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by a one-use link: only in a demonstration, only from this machine. It stands for both factors."""
    try:
        if not (settings.CONFIG.demo and is_local(request)):
            raise NotADemonstration
        account_id = use_sign_in(token=token, actor=SYSTEM, at=now())
    except Refusal as refusal:
        words = told(refusal, url=reverse("account_login"), label=_("Sign in"))
        context = {"refusal": words, "house": house_name()}
        return kept_private(render(request, "parts/refused.html", context, status=status_of(refusal)))
    user = get_user_model().objects.get(pk=account_id)
    login(request, user, backend=BACKEND)
    request.session[ONE_USE] = user.pk
    return kept_private(HttpResponseRedirect(reverse("staff:house")))


def is_local(request: HttpRequest) -> bool:
    """Whether a request comes from this machine, by a name of this machine, and through nobody else's hands."""
    if "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META:
        return False
    host = request.get_host().rpartition(":")[0].strip("[]") or request.get_host()
    try:
        from_here = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
        by_name = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
    return from_here and by_name
