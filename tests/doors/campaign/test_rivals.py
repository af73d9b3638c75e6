"""One campaign tries to see or touch a rival's thread through every address of its door."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from hustings.core.values import Role
from hustings.doors.campaign.urls import urlpatterns
from hustings.ground.record.queries import publishable_entries
from tests.doors import house
from tests.doors.house import CYCLE
from tests.rooms.asked import answered, issued

pytestmark = pytest.mark.django_db

GUESSES = ("CAND-1", "INV-1", "RT-1", "QNR-1", "QNR-2", "1")
"""What somebody might put where an address or a form wants a code."""

SECRETS = ("Dana Reyes", "Ben Okafor", "Gladly.", "Our calendar is full.", "Harbor Hall", "Night shifts")
FIELDS = ("candidate", "invitation", "roundtable", "questionnaire", "slot", "scope", "name")


def addresses(token: str) -> Iterator[str]:
    """Every address of the door, with every guess in each place but the token's."""
    for pattern in urlpatterns:
        wanted = [name for name in pattern.pattern.converters if name != "token"]
        for guesses in product(GUESSES, repeat=len(wanted)):
            kwargs = {"token": token} | dict(zip(wanted, guesses, strict=True))
            yield reverse(f"campaign:{pattern.name}", kwargs=kwargs)


def test_no_address_of_the_door_shows_or_changes_anything_of_a_rival(client: Client) -> None:
    house.hearing()
    issued(CYCLE)
    answered(CYCLE, "CAND-1", at=house.at())
    token = house.link(Role.CAMPAIGN, "CAND-3")
    own = reverse("campaign:thread", args=[token])
    seen = client.get(own).content.decode()
    assert "INV-3" in seen
    n_before = len(publishable_entries(cycle=CYCLE))
    stolen = dict(zip(FIELDS, GUESSES * 2, strict=False))
    typed = stolen | {"answer": "declined", "words": "We were never asked.", "step": "hand-in", "version": "1"}
    for address in addresses(token):
        for response in (client.get(address), client.get(address, stolen), client.post(address, typed)):
            said = b"".join(response) if response.streaming else response.content
            assert response.status_code < 500, address
            assert [secret for secret in SECRETS if secret.encode() in said] == [], address
    new = [entry.body for entry in publishable_entries(cycle=CYCLE)[n_before:] if entry.payload]
    assert {body["candidate"] for body in new} <= {"CAND-3"}
    assert [body["answer"] for body in new if "answer" in body] == ["declined"]
