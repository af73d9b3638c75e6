"""An issued statement goes to the members by letter: once, with a preview, as a wave in the outbox, on the record."""

from pathlib import Path

import pytest
from django.test import Client

from hustings.core.values import Role
from hustings.ground.notices.queries import outbox
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.publication.actions import publish
from hustings.rooms.releases.actions import clear_release, draft_release
from tests.doors import house
from tests.doors.house import CYCLE, Person, done, here, refused, wrong
from tests.rooms.refused import holding

pytestmark = pytest.mark.django_db
FORM = here("statements/REL-1/mail/")
ACTIVE = {"statuses": ["active", "retired"], "per_minute": "60"}


@pytest.fixture
def cora(tmp_path: Path) -> Person:
    """Communications; REL-1 to the members waits to be cleared, two members of six have an address."""
    house.polled(tmp_path)
    told = {"audience": "members", "about": CYCLE, "title": "How far we are", "text": "Three roundtables are set."}
    draft_release(cycle=CYCLE, **told, actor=holding(Role.COMMUNICATIONS), at=house.START)
    return house.as_role(Role.COMMUNICATIONS)


def clear() -> None:
    clear_release(cycle=CYCLE, release="REL-1", actor=holding(Role.DIRECTOR), at=house.START)


def test_a_statement_is_looked_at_written_once_and_waits_as_a_wave(cora: Person, client: Client) -> None:
    clear()
    assert "Send “How far we are” to the members" in cora.get(here("")).content.decode()
    look = cora.get(FORM).content.decode()
    for shown in ("Three roundtables are set.", "active members: 4 on the roll", "To get no more letters of this kind"):
        assert shown in look
    assert "m1@members.example" not in look
    assert wrong(cora.send(FORM, ACTIVE | {"statuses": []}), "statuses")
    assert done(cora.send(FORM, ACTIVE), here("letters/waves/WAVE-1/"))
    assert sorted(letter.to for letter in outbox(cycle=CYCLE, actor=house.ALL)) == [
        "m1@members.example", "m3@members.example",
    ]  # fmt: skip
    assert publishable_entries(cycle=CYCLE)[-1].body == {
        "release": "REL-1", "statuses": ["active", "retired"], "n_letters": 2,
    }  # fmt: skip
    assert refused(cora.send(FORM, ACTIVE), "not-for-letters")
    publish(cycle=CYCLE, note="", actor=house.ALL, at=house.at())
    assert "Written to 2 members by letter, 1 March 2031." in client.get(f"/c/{CYCLE}/releases/").content.decode()


def test_what_is_not_issued_or_reaches_nobody_is_not_written(cora: Person) -> None:
    assert refused(cora.send(FORM, ACTIVE), "not-for-letters")
    clear()
    assert refused(cora.send(FORM, ACTIVE | {"statuses": ["fee payer"]}), "no-addresses")
    assert outbox(cycle=CYCLE, actor=house.ALL) == ()
    assert refused(cora.send(here("statements/REL-9/mail/"), ACTIVE), "no-such-release")
