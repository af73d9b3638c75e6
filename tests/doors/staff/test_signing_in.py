"""Signing in: a staff page opens only to a session that has passed the password and the one-time code."""

from dataclasses import replace
from datetime import timedelta
from time import time

import pytest
from allauth.mfa import app_settings
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, TOTP, format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from hustings.core.values import Role
from hustings.ground.access.actions import SYSTEM, issue_sign_in
from hustings.ground.clock import now
from tests.doors import house

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SIGN_IN, CODE, SET_UP = "/accounts/sign-in/", "/accounts/sign-in/code/", "/accounts/codes/"


@pytest.fixture(autouse=True)
def fast_and_fresh(settings):
    """Quick passwords; and no code counts as used in another test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def ines(db):
    """The director, with a password and no one-time codes yet."""
    house.open_house()
    user = get_user_model().objects.get(username="ines")
    user.set_password(house.PASSWORD)
    user.save()
    return user


def code_of(secret: str, steps: int = 0) -> str:
    """The code that an authenticator with this secret shows, some steps from now."""
    return format_hotp_value(hotp_value(secret, int(time()) // app_settings.TOTP_PERIOD + steps))


def give_password(client: Client, password: str = house.PASSWORD):
    return client.post(SIGN_IN, {"login": "ines", "password": password})


def test_password_and_code_open_the_desk(ines):
    TOTP.activate(ines, SECRET)
    client = Client()
    assert give_password(client).url == CODE
    assert client.get("/staff/").url.startswith(SIGN_IN)
    assert client.post(CODE, {"code": code_of(SECRET)}).url == "/staff/"
    assert client.get("/staff/").status_code == 200


def test_the_password_alone_opens_nothing(ines):
    TOTP.activate(ines, SECRET)
    client = Client()
    give_password(client)
    for path in ("/staff/", "/staff/people/", "/staff/open/"):
        assert client.get(path).url.startswith(SIGN_IN)


@pytest.mark.parametrize("wrong", ["000000", "", "12345", "abcdef"])
def test_a_wrong_code_opens_nothing(ines, wrong: str):
    TOTP.activate(ines, SECRET)
    client = Client()
    give_password(client)
    assert client.post(CODE, {"code": wrong}).status_code == 200
    assert client.get("/staff/").status_code == 302


def test_a_code_works_once(ines):
    TOTP.activate(ines, SECRET)
    code = code_of(SECRET)
    first, second = Client(), Client()
    give_password(first)
    assert first.post(CODE, {"code": code}).status_code == 302
    give_password(second)
    assert second.post(CODE, {"code": code}).status_code == 200
    assert second.get("/staff/").status_code == 302


def test_a_recovery_code_stands_for_the_telephone_once(ines):
    TOTP.activate(ines, SECRET)
    code = RecoveryCodes.activate(ines).get_unused_codes()[0]
    client = Client()
    give_password(client)
    assert client.post(CODE, {"code": code}).url == "/staff/"
    again = Client()
    give_password(again)
    assert again.post(CODE, {"code": code}).status_code == 200


def test_who_has_no_codes_sets_them_up_first_and_sees_the_recovery_codes_once(ines):
    client = Client()
    assert give_password(client).url == "/staff/"
    assert client.get("/staff/").url == SET_UP
    page = client.get(SET_UP)
    secret = client.session[SECRET_SESSION_KEY]
    assert secret in page.content.decode()
    wrong = client.post(SET_UP, {"code": "000000"})
    assert (wrong.status_code, client.session[SECRET_SESSION_KEY]) == (200, secret)
    assert client.get("/staff/").url == SET_UP
    secret = client.session[SECRET_SESSION_KEY]
    done = client.post(SET_UP, {"code": code_of(secret)})
    assert done.url == "/accounts/codes/recovery/"
    once = client.get(done.url).content.decode()
    again = client.get(done.url).content.decode()
    codes = list(once.split("<code>")[1:])
    assert len(codes) == app_settings.RECOVERY_CODE_COUNT
    assert "<code>" not in again
    assert client.get("/staff/").status_code == 200


def test_a_session_from_before_the_codes_were_set_up_signs_in_again(ines):
    old = Client()
    give_password(old)
    TOTP.activate(ines, SECRET)
    assert old.get("/staff/").url.startswith(SIGN_IN)
    assert "_auth_user_id" not in old.session


def test_a_wrong_password_and_an_unknown_name_are_told_alike(ines):
    wrong = give_password(Client(), "something-else").content.decode()
    unknown = Client().post(SIGN_IN, {"login": "nobody", "password": "something-else"}).content.decode()
    for text in (wrong, unknown):
        assert "not correct" in text


def test_signing_out_takes_a_button(ines):
    person = house.signed_in("ines")
    assert person.get("/accounts/sign-out/").status_code == 200
    assert person.get("/staff/").status_code == 200
    person.post("/accounts/sign-out/")
    assert person.get("/staff/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["signup/", "password/reset/", "login/code/", "2fa/totp/deactivate/", "2fa/recovery-codes/download/", "email/"],
)
def test_nobody_signs_up_and_nobody_switches_the_codes_off(path: str):
    house.open_house()
    assert house.signed_in("ines").get(f"/accounts/{path}").status_code == 404


# --- one-use links of a demonstration -------------------------------------------------------------------------------


@pytest.fixture
def token(ines) -> str:
    return issue_sign_in(account=ines.pk, lasts=timedelta(hours=1), actor=SYSTEM, at=now())


@pytest.fixture
def demo(settings):
    settings.CONFIG = replace(settings.CONFIG, demo=True)


def follow(token: str, **meta: str):
    client = Client(REMOTE_ADDR="127.0.0.1", HTTP_HOST="127.0.0.1:8000") if not meta else Client(**meta)
    return client, client.get(f"/sign-in/{token}/")


def test_in_a_demonstration_a_one_use_link_stands_for_both_factors(demo, token):
    client, answer = follow(token)
    assert (answer.status_code, answer.url) == (302, "/staff/")
    assert client.get("/staff/").status_code == 200


def test_a_one_use_link_works_once(demo, token):
    follow(token)
    client, answer = follow(token)
    assert answer.status_code == 410
    assert "link-used" in answer.content.decode()
    assert client.get("/staff/").status_code == 302


def test_outside_a_demonstration_a_one_use_link_is_refused_and_not_spent(token, settings):
    _client, answer = follow(token)
    assert answer.status_code == 409
    assert "not-a-demonstration" in answer.content.decode()
    settings.CONFIG = replace(settings.CONFIG, demo=True)
    assert follow(token)[1].status_code == 302


@pytest.mark.parametrize(
    "meta",
    [
        {"REMOTE_ADDR": "192.0.2.7", "HTTP_HOST": "127.0.0.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "testserver"},
    ],
)
def test_from_elsewhere_a_one_use_link_is_refused(demo, token, meta):
    _client, answer = follow(token, **meta)
    assert "not-a-demonstration" in answer.content.decode()


def test_an_unknown_one_use_link_is_refused(demo, ines):
    _client, answer = follow("no-such-token-anywhere")
    assert answer.status_code == 404
    assert "link-unknown" in answer.content.decode()
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_no_log_holds_a_token(caplog, capfd):
    import logging  # noqa: PLC0415 - only here

    from hustings.doors.tokens import TokensHidden  # noqa: PLC0415

    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Gone: %s", ("/campaign/abcDEF_-1234567/",), None
    )
    assert TokensHidden().filter(record)
    assert record.getMessage() == "Gone: /campaign/…/"


def test_roles_are_shown_in_words(ines):
    text = house.as_role(Role.DIRECTOR).get("/staff/").content.decode()
    assert "political director" in text
