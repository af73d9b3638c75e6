"""Letters to campaigns in the language that each contact wants, and in English where these pages do not speak it."""

from typing import Any

import pytest
from django.conf import LazySettings

from hustings.core.values import Role
from hustings.ground.access.actions import SYSTEM
from hustings.ground.notices.actions import resend_letter, send_letter
from hustings.ground.notices.models import Letter
from hustings.ground.notices.queries import letter_text
from hustings.rooms.candidates.actions import add_contact
from tests.doors import house
from tests.doors.house import CYCLE, Person, done, here

pytestmark = pytest.mark.django_db

ALL_THREE = {"candidates": ["CAND-1", "CAND-2", "CAND-3"]}


@pytest.fixture
def ines(settings: LazySettings) -> Person:
    """The director; of Dana Reyes two contacts, who want Spanish and a language that these pages do not speak."""
    settings.LANGUAGES = [("en", "English"), ("es", "Español")]
    house.fielded()
    for language in ("es", "fr"):
        told: dict[str, Any] = {"name": language, "email": f"{language}@campaign.example", "language": language}
        add_contact(cycle=CYCLE, candidate="CAND-1", **told, actor=house.ALL, at=house.START)
    return house.as_role(Role.DIRECTOR)


def languages() -> dict[str, str]:
    return {row.to.partition("@")[0]: row.language for row in Letter.objects.filter(kind="invitation").order_by("pk")}


def test_every_contact_gets_the_invitation_in_the_language_wanted(ines: Person) -> None:
    assert done(ines.send(here("invitations/send/"), ALL_THREE), here("invitations/"))
    assert languages() == {"dana": "en", "es": "es", "fr": "en", "ben": "en", "lena": "en"}
    dana, spanish = (Letter.objects.get(to=f"{name}@campaign.example").text for name in ("dana", "es"))
    assert "April 2031" in dana
    assert "abril" in spanish
    assert "April" not in spanish


def test_what_is_added_to_a_letter_speaks_its_language_and_stays_so_when_written_again(ines: Person, tmp_path) -> None:
    ines.send(here("invitations/send/"), {"candidates": ["CAND-1"]})
    letter = Letter.objects.get(to="es@campaign.example")
    shown = letter_text(cycle=CYCLE, letter=letter.pk, actor=house.ALL)
    assert shown is not None
    assert '<html lang="es">' in shown.html
    send_letter(cycle=CYCLE, letter=letter.pk, folder=tmp_path, actor=SYSTEM, at=house.START)
    again = resend_letter(cycle=CYCLE, letter=letter.pk, text="Otra vez.", actor=house.ALL, at=house.START)
    assert Letter.objects.get(pk=again).language == "es"


def test_staff_see_the_letter_in_every_language_in_which_it_goes_out(ines: Person) -> None:
    page = ines.get(here("invitations/send/")).content.decode()
    assert page.count("As the campaign of Ben Okafor will see it") == 2
    assert "español" in page
    assert "1 abril 2031" in page or "1 de abril de 2031" in page
