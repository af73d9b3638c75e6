"""Every page of the desk can be shown, empty and full."""

import pytest

from hustings.core.values import Role
from hustings.doors.staff.order import PLACES
from hustings.doors.staff.urls import pages
from tests.doors import house

LISTS = [str(page.pattern) for page in pages if "<" not in str(page.pattern) and not hasattr(page.callback, "form")]


@pytest.mark.django_db
@pytest.mark.parametrize("path", LISTS)
def test_shown_while_drafting(path: str) -> None:
    house.drafting()
    for role in (Role.DIRECTOR, Role.ELECTION_OFFICER):
        response = house.as_role(role).get(house.here(path))
        assert response.status_code in (200, 403, 409), response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", LISTS)
def test_shown_while_hearing(path: str, tmp_path) -> None:
    house.polled(tmp_path)
    for role in (Role.DIRECTOR, Role.ELECTION_OFFICER, Role.TREASURER):
        response = house.as_role(role).get(house.here(path))
        assert response.status_code in (200, 403, 409), response.content.decode()
        assert "REHEARSAL" in response.content.decode()
