"""A campaign's questionnaire: handed in sealed, its draft its own, its receipt on its page, nothing of a rival."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hustings.core.values import Role
from tests.doors import house
from tests.doors.house import CYCLE
from tests.rooms.asked import DUE, MINUTE, answered, issued, opened

pytestmark = pytest.mark.django_db
TYPED = {"q1": "Yes", "q1_words": "As it stands.", "q2": "4", "q3": "Dredge the inner harbor.", "version": "1"}


@pytest.fixture
def address(client: Client) -> str:
    house.invited()
    issued(CYCLE)
    return f"/campaign/{house.link(Role.CAMPAIGN, 'CAND-1')}/questionnaires/QNR-1/"


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_the_thread_leads_to_the_questions_which_say_what_is_published(client: Client, address: str) -> None:
    thread = text_of(client.get(address.partition("questionnaires/")[0]))
    assert f'href="{address}"' in thread
    text = text_of(client.get(address))
    for shown in (
        "1. Will you keep the pension fund?",
        "5: at once",
        "Read by the committee only",
        "At most 500 letters",
    ):
        assert shown in text
    assert "Secretary, Election officer" in text


def test_answers_are_handed_in_shown_once_and_given_back_with_their_proof(client: Client, address: str) -> None:
    response = client.post(address, TYPED | {"step": "hand-in", "q4": SimpleUploadedFile("b.pdf", b"%PDF-1.7")})
    text = text_of(response)
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")
    assert "Dredge the inner harbor." in text
    proof = client.post(response.context["proof_url"], {"proof": response.context["proof"]})
    assert json.loads(proof.content)["digest"] == response.context["digest"]
    assert proof.headers["Content-Disposition"] == 'attachment; filename="QNR-1-handed-in.json"'
    after = text_of(client.get(address))
    assert "Dredge the inner harbor." not in after
    assert response.context["digest"] in after
    again = client.post(address, TYPED | {"step": "hand-in"})
    assert again.status_code == 409
    assert "version-taken" in text_of(again)


def test_line_ends_count_as_one_letter_as_the_browser_counts_them(client: Client, address: str) -> None:
    lines = "\r\n".join(["x" * 49] * 10)
    assert client.post(address, TYPED | {"q3": lines}).status_code == 200
    assert client.post(address, TYPED | {"q3": lines + "yy", "version": "2"}).status_code == 422


def test_a_draft_is_saved_by_the_campaign_and_loaded_again(client: Client, address: str) -> None:
    saved = client.post(address, {"q3": "Half a thought.", "q2": "3", "version": "1", "step": "save"})
    assert json.loads(saved.content)["answers"]["q3"] == {"words": "Half a thought."}
    loaded = client.post(address, {"step": "load", "draft": SimpleUploadedFile("draft.json", saved.content)})
    assert "Half a thought." in text_of(loaded)
    assert loaded.context["form"].initial["q2"] == 3
    wrong = client.post(address, {"step": "load", "draft": SimpleUploadedFile("draft.json", b'{"answers": []}')})
    assert (wrong.status_code, "draft-unreadable" in text_of(wrong)) == (422, True)


def test_what_was_typed_stays_when_an_answer_does_not_fit(client: Client, address: str) -> None:
    missing = client.post(address, TYPED | {"q3": ""})
    assert (missing.status_code, "As it stands." in text_of(missing)) == (422, True)
    wrong = client.post(address, TYPED | {"q4": SimpleUploadedFile("b.pdf", b"MZ")})
    assert (wrong.status_code, "file-refused" in text_of(wrong), "As it stands." in text_of(wrong)) == (409, True, True)


def test_after_the_deadline_late_answers_are_taken_once_and_nothing_is_exchanged(client: Client, address: str) -> None:
    house.set_clock(DUE + MINUTE)
    assert "everybody sees that they came late" in text_of(client.get(address))
    client.post(address, TYPED)
    after = text_of(client.get(address))
    assert "sealed, late" in after
    assert "Hand in, sealed" not in after


def test_a_rival_is_not_to_be_found(client: Client, address: str) -> None:
    made = answered(CYCLE, "CAND-2", at=house.at())
    text = text_of(client.get(address))
    assert not any(hidden in text for hidden in ("Ben Okafor", "CAND-2", made.digest))


def test_after_the_opening_a_campaign_has_a_copy_of_what_it_handed_in(client: Client) -> None:
    house.invited()
    keys = issued(CYCLE)
    address = f"/campaign/{house.link(Role.CAMPAIGN, 'CAND-1')}/questionnaires/QNR-1/"
    made, rival = (answered(CYCLE, code, at=house.at()) for code in ("CAND-1", "CAND-2"))
    assert (client.get(f"{address}proof/").status_code, made.digest != rival.digest) == (409, True)
    house.set_clock(DUE + MINUTE)
    opened(CYCLE, keys)
    text = text_of(client.get(address))
    assert "This is your copy" in text
    assert "Dredge the inner harbor." in text
    copy = json.loads(client.get(f"{address}proof/").content)
    assert (copy["digest"], copy["salts"]) == (made.digest, made.salts)
