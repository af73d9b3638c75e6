"""The language of a page: asked for by the browser, chosen in the foot, or named in the address."""

import re

import pytest
from django.test import Client

PAGE = "/no/such/place/"
"""A page that needs no table: it says that there is nothing here."""


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


def language_of(client: Client, address: str = PAGE, **headers: str) -> str:
    """The language that a page says it is in."""
    response = client.get(address, headers=headers)
    (found,) = re.findall(r'<html lang="([^"]*)"', response.content.decode())
    assert response["Content-Language"] == found
    return found


def test_a_page_is_in_the_language_that_the_browser_asks_for(client: Client) -> None:
    assert language_of(client) == "en"
    assert language_of(client, **{"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"}) == "es"
    assert language_of(client, **{"Accept-Language": "fr-CA"}) == "fr"
    assert language_of(client, **{"Accept-Language": "pt-BR"}) == "en"


def test_the_language_chosen_in_the_foot_stays_and_leads_back_to_the_same_place(client: Client) -> None:
    answer = client.post("/language/", {"language": "es", "next": "/no/such/place/?of=this&lang=fr"})
    assert (answer.status_code, answer["Location"]) == (302, "/no/such/place/?of=this")
    assert client.cookies["language"].value == "es"
    assert client.cookies["language"]["httponly"]
    assert language_of(client, **{"Accept-Language": "fr"}) == "es"


def test_every_language_stands_in_the_foot_in_its_own_words_and_the_one_in_use_is_marked(client: Client) -> None:
    said = client.get(f"{PAGE}?lang=fr").content.decode()
    buttons = re.findall(r'<button class="language" name="language" value="(..)" lang="(..)"(.*?)>(.*?)<', said)
    assert buttons == [
        ("en", "en", "", "English"),
        ("es", "es", "", "Español"),
        ("fr", "fr", ' aria-current="true"', "Français"),
    ]


def test_an_address_may_name_the_language_of_one_page_and_chooses_nothing(client: Client) -> None:
    assert language_of(client, f"{PAGE}?lang=es") == "es"
    assert not client.cookies
    assert language_of(client, f"{PAGE}?lang=xx") == "en"


def test_another_site_is_never_led_to_and_an_unknown_language_is_not_kept(client: Client) -> None:
    answer = client.post("/language/", {"language": "xx", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    assert not client.cookies
    assert client.get("/language/").status_code == 405


def test_a_private_address_does_not_leave_the_form_that_carries_it(client: Client) -> None:
    answer = client.post("/language/", {"language": "es", "next": "/campaign/token/"})
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "no-store")


def test_caches_are_told_that_a_page_depends_on_its_language(client: Client) -> None:
    response = client.get(PAGE)
    assert {"Accept-Language", "Cookie"} <= set(re.split(r",\s*", response["Vary"]))


def test_a_page_leads_to_itself_in_every_language(client: Client) -> None:
    said = client.get(f"{PAGE}?lang=fr").content.decode()
    links = re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="http://testserver([^"]*)">', said)
    assert links == [
        ("en", f"{PAGE}?lang=en"),
        ("es", f"{PAGE}?lang=es"),
        ("fr", f"{PAGE}?lang=fr"),
        ("x-default", PAGE),
    ]
