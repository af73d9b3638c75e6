"""Who may see and use which page of the desk: every page, for every role, with no role, and signed out."""

import pytest
from django.db import connection
from django.test import Client

from hustings.core.values import STAFF, Role
from hustings.doors.staff.desk import INSIDE, may_of
from hustings.doors.staff.urls import FORMS, HOUSE_FORMS, pages
from tests.doors import house

LISTS = [str(page.pattern) for page in pages if "<" not in str(page.pattern)]
ROOMS = [path for path in LISTS if path not in {form.path for form in FORMS}]
ALL = [*FORMS, *HOUSE_FORMS]
NARROW = {"press/": STAFF, "letters/": STAFF, "statements/": STAFF}
"""Rooms that not everybody at a desk may see: those of staff, without the board."""
WALKERS = list(house.NAMES) if connection.vendor == "sqlite" else [Role.SECRETARY]
"""Who may open what does not depend on the database: on PostgreSQL one role walks."""


@pytest.fixture
def cycle(tmp_path, db) -> str:
    return house.polled(tmp_path)


def refused(response) -> bool:
    """Whether a page answered that this person may not; any other refusal is about the thing, not about the person."""
    return response.status_code == 403 and "not-allowed" in response.content.decode()


def address(form) -> str:
    path = form.path.replace("<slug:thing>", "X-1").replace("<str:thing>", "X-1").replace("<int:thing>", "0")
    return f"/staff/{path}" if form in HOUSE_FORMS else house.here(path)


def opener(form) -> Role:
    """The role at a desk that opens this form for all that may: the one with the fewest forms."""
    return min(may_of(form) & set(house.NAMES), key=lambda role: (sum(role in may_of(each) for each in ALL), role))


@pytest.mark.parametrize("role", WALKERS)
def test_a_role_opens_the_rooms_and_forms_that_are_its_own_and_no_others(cycle: str, role: Role) -> None:
    person = house.as_role(role)
    shut = [path for path in ROOMS if refused(person.get(house.here(path)))]
    assert shut == [path for path in ROOMS if role not in NARROW.get(path, INSIDE)]
    others = [form for form in ALL if role not in may_of(form)]
    assert [form.name for form in others if not refused(person.get(address(form)))] == []
    own = [form for form in ALL if opener(form) is role]
    assert [form.name for form in own if refused(person.get(address(form)))] == []


def test_every_role_at_a_desk_opens_a_form() -> None:
    assert {opener(form) for form in ALL} == set(house.NAMES)


@pytest.mark.parametrize("role", [Role.BOARD, Role.TREASURER])
def test_what_cannot_be_opened_cannot_be_posted(cycle: str, role: Role) -> None:
    person = house.as_role(role)
    shut = [form for form in ALL if role not in may_of(form)]
    assert len(shut) > 30
    assert [form.name for form in shut if not refused(person.post(address(form)))] == []


def test_without_a_role_every_page_of_a_cycle_is_shut(cycle: str) -> None:
    nora = house.signed_in("nora")
    paths = [
        *[house.here(path) for path in ROOMS],
        *[address(form) for form in ALL],
        "/staff/people/",
    ]
    assert [path for path in paths if not refused(nora.get(path))] == []


def test_who_is_not_signed_in_is_led_to_the_sign_in(cycle: str) -> None:
    paths = [*[house.here(path) for path in ROOMS], *[address(form) for form in ALL], "/staff/"]
    for ask in (Client().get, Client().post):
        answers = {path: ask(path) for path in paths}
        assert {path for path, answer in answers.items() if answer.status_code != 302} == set()
        assert all(answer.url.startswith("/accounts/sign-in/") for answer in answers.values())


@pytest.mark.django_db
def test_the_house_shows_only_cycles_in_which_one_holds_a_role() -> None:
    house.called()
    assert "Mayor of Harbor City, 2031" in house.as_role(Role.BOARD).get("/staff/").content.decode()
    nothing = house.signed_in("nora").get("/staff/").content.decode()
    assert "You have no role yet." in nothing
    assert "Mayor of Harbor City" not in nothing


@pytest.mark.django_db
def test_an_unknown_cycle_is_a_clear_page() -> None:
    house.called()
    response = house.as_role(Role.DIRECTOR).get("/staff/no-such-place/")
    assert (response.status_code, "no-such-cycle" in response.content.decode()) == (404, True)


@pytest.mark.django_db
def test_a_form_needs_the_token_against_forged_requests() -> None:
    house.called()
    person = house.as_role(Role.DIRECTOR)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = person.client.cookies
    assert strict.post(house.here("rules/phase/"), {"phase": "inviting"}).status_code == 403
