"""One campaign's thread at the desk: its page before it is sent, what went out, letters that came, questions."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hustings.core.canonical import sha256_hex
from hustings.core.values import Role
from hustings.ground.notices.queries import outbox
from hustings.rooms.invitations.queries import offers_of
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused

pytestmark = pytest.mark.django_db
LETTER = b"%PDF-1.7 written by hand"


def main_of(text: str) -> str:
    """What the page itself says, without the desk's line above it."""
    return text.partition('<div class="two">')[2].partition("</main>")[0]


def test_the_preview_is_the_campaigns_page_word_for_word(client: Client) -> None:
    house.fielded()
    ines = house.as_role(Role.DIRECTOR)
    before = ines.get(here("invitations/CAND-1/preview/")).content.decode()
    assert "Nothing that is pressed here is sent." in before
    assert here("invitations/CAND-1/preview/") in ines.get(here("invitations/send/")).content.decode()
    ines.post(here("invitations/send/"), candidates=["CAND-1"])
    assert "<strong>REHEARSAL</strong>" in before
    token = house.link(Role.CAMPAIGN, "CAND-1")
    seen = client.get(f"/campaign/{token}/").content.decode()
    sent = ines.get(here("invitations/CAND-1/preview/")).content.decode()
    form = f'method="post" action="/campaign/{token}/answer/"'
    assert form in seen
    assert main_of(sent).split() == main_of(seen).replace(form, 'method="get" action=""').split()
    assert main_of(before).split() == main_of(sent).replace("INV-1", "INV-…").split()
    assert refused(house.as_role(Role.DIRECTOR).get(here("invitations/CAND-9/preview/")), "not-invited")


def test_the_thread_shows_what_went_out_with_its_number_and_state() -> None:
    house.fielded()
    ines = house.as_role(Role.DIRECTOR)
    ines.post(here("invitations/send/"), candidates=["CAND-1", "CAND-2"])
    (letter,) = [each for each in outbox(cycle=CYCLE, actor=house.ALL) if each.about == "INV-1"]
    text = ines.get(here("invitations/CAND-1/")).content.decode()
    assert all(shown in text for shown in ("Letters that went out", f"LTR-{letter.id}", "dana@campaign.example"))
    assert "ben@campaign.example" not in text


def test_a_letter_that_came_is_kept_and_opened_only_at_the_desk(client: Client) -> None:
    house.invited()
    sal = house.as_role(Role.SECRETARY)
    said = {"answer": "declined", "words": "No.", "slot": "", "came_on": "", "came_at": "", "zone": "UTC"}
    path = here("invitations/CAND-3/reply/")
    assert refused(sal.post(path, **said, scan=SimpleUploadedFile("x.pdf", b"MZ")), "file-refused", kept="No.")
    assert done(sal.post(path, **said, scan=SimpleUploadedFile("x.pdf", LETTER)), here("invitations/CAND-3/"))
    address = here(f"invitations/CAND-3-{sha256_hex(LETTER)}/scan/")
    assert address in sal.get(here("invitations/CAND-3/")).content.decode()
    kept = sal.get(address)
    assert (kept.content, kept.headers["Content-Type"]) == (LETTER, "application/pdf")
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert refused(house.as_role(Role.BOARD).get(address), "not-allowed")
    assert client.get(address).status_code == 302


def test_a_question_is_answered_in_the_thread_by_letter_and_no_longer_waits(client: Client) -> None:
    house.invited()
    token = house.link(Role.CAMPAIGN, "CAND-3")
    client.post(f"/campaign/{token}/answer/", {"answer": "asked", "words": "May we bring staff?", "slot": ""})
    ines = house.as_role(Role.DIRECTOR)
    assert "Answer the question of Lena Marsh" in ines.get(here("")).content.decode()
    assert "May we bring staff?" in ines.get(here("invitations/CAND-3/tell/")).content.decode()
    assert done(ines.post(here("invitations/CAND-3/tell/"), words="Two people."), here("invitations/CAND-3/"))
    assert "Two people." in client.get(f"/campaign/{token}/").content.decode()
    assert "Answer the question of Lena Marsh" not in ines.get(here("")).content.decode()
    assert [offer.waits for offer in offers_of(cycle=CYCLE, actor=house.ALL)] == [False, False, False]
    assert "About your question" in outbox(cycle=CYCLE, actor=house.ALL)[0].subject
    assert refused(ines.post(here("invitations/CAND-1/tell/"), words="Hello."), "nothing-asked")
