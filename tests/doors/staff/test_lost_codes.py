"""Lost one-time codes at the desk: one asks, another agrees, the owner reads of it when setting up new ones."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from hustings.core.values import Role
from tests.doors import house
from tests.doors.house import PASSWORD, done, refused

pytestmark = pytest.mark.django_db


def test_one_asks_another_agrees_and_the_owner_reads_of_it() -> None:
    house.drafting()
    cora = get_user_model().objects.get(username="cora")
    cora.set_password(PASSWORD)
    cora.save()
    omar, sal = house.as_role(Role.OFFICER), house.as_role(Role.SECRETARY)
    assert f"/staff/people/{cora.pk}/reset/" in omar.get("/staff/people/").content.decode()
    assert done(omar.post(f"/staff/people/{cora.pk}/reset/", reason="She came by."), "/staff/people/")
    page = sal.get("/staff/people/").content.decode()
    assert "waits for a second person" in page
    (path,) = {part.partition('"')[0] for part in page.split('href="') if "/agree/" in part.partition('"')[0]}
    assert refused(omar.post(path), "same-officer")
    assert "She came by." in sal.get(path).content.decode()
    assert done(sal.post(path), "/staff/people/")
    client = Client()
    client.post("/accounts/sign-in/", {"login": "cora", "password": PASSWORD})
    text = client.get("/accounts/codes/").content.decode()
    assert "Your one-time codes were reset" in text
