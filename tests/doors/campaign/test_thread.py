"""A campaign's page: its own thread, the same form for all, nothing of a rival."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from hustings.core.values import Role
from hustings.ground.access.actions import revoke_links
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.invitations.queries import offers_of
from hustings.rooms.roundtables.actions.meetings import move_roundtable
from tests.doors import house
from tests.doors.house import CYCLE

pytestmark = pytest.mark.django_db

RIVALS = ("Ben Okafor", "Lena Marsh", "CAND-2", "CAND-3", "INV-2", "INV-3", "Our calendar is full.")


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


def page(token: str, what: str = "") -> str:
    return f"/campaign/{token}/{what}"


def replies(candidate: str) -> list[tuple[str, str, str]]:
    (offer,) = [each for each in offers_of(cycle=CYCLE, actor=house.ALL) if each.candidate == candidate]
    return [(str(reply.answer), reply.words, reply.slot) for reply in offer.replies]


def test_a_campaign_sees_its_offer_and_nothing_of_a_rival(client):
    house.hearing()
    text = client.get(page(house.link(Role.CAMPAIGN, "CAND-1"))).content.decode()
    for shown in ("Come and speak with us about the port.", "INV-1", "1 April 2031", "RT-1", "Harbor Hall", "Gladly."):
        assert shown in text
    for hidden in RIVALS:
        assert hidden not in text


@pytest.mark.parametrize(
    ("answer", "words", "slot"),
    [
        ("accepted", "", "20 March in the evening"),
        ("declined", "The calendar is full.", ""),
        ("conditions", "If reporters may attend.", ""),
        ("asked", "Who will be there?", ""),
    ],
)
def test_every_answer_is_taken_and_recorded(client, answer: str, words: str, slot: str):
    house.invited()
    token = house.link(Role.CAMPAIGN, "CAND-3")
    response = client.post(page(token, "answer/"), {"answer": answer, "words": words, "slot": slot})
    assert (response.status_code, response.headers["Location"]) == (303, page(token) + "?answered=yes")
    assert replies("CAND-3") == [(answer, words, slot)]
    assert publishable_entries(cycle=CYCLE)[-1].body["via"] == "link"
    assert "Your answer is on the record." in client.get(response.headers["Location"]).content.decode()


def test_an_answer_can_be_changed_until_the_deadline_and_every_answer_stays(client):
    house.invited()
    token = house.link(Role.CAMPAIGN, "CAND-1")
    client.post(page(token, "answer/"), {"answer": "declined", "words": "Plans changed.", "slot": ""})
    assert replies("CAND-1") == [("accepted", "Gladly.", ""), ("declined", "Plans changed.", "")]
    house.set_clock(datetime(2031, 4, 1, 17, 30, tzinfo=UTC))
    late = client.post(page(token, "answer/"), {"answer": "accepted", "words": "After all.", "slot": ""})
    assert late.status_code == 409
    assert "<code>deadline-passed</code>" in late.content.decode()
    assert "After all." in late.content.decode()
    asked = client.post(page(token, "answer/"), {"answer": "asked", "words": "May we still come?", "slot": ""})
    assert asked.status_code == 303


def test_an_incomplete_answer_comes_back_with_what_was_typed(client):
    house.invited()
    token = house.link(Role.CAMPAIGN, "CAND-3")
    nothing = client.post(page(token, "answer/"), {"answer": "", "words": "Typed already.", "slot": ""})
    assert nothing.status_code == 422
    assert "Typed already." in nothing.content.decode()
    wordless = client.post(page(token, "answer/"), {"answer": "conditions", "words": "", "slot": "Monday"})
    assert "<code>text-missing</code>" in wordless.content.decode()
    assert "Monday" in wordless.content.decode()
    assert replies("CAND-3") == []


def test_the_same_answer_twice_is_written_once(client):
    house.invited()
    token = house.link(Role.CAMPAIGN, "CAND-3")
    same = {"answer": "declined", "words": "No.", "slot": ""}
    client.post(page(token, "answer/"), same)
    assert "<code>reply-unchanged</code>" in client.post(page(token, "answer/"), same).content.decode()
    assert len(replies("CAND-3")) == 1


def test_a_rival_cannot_be_seen_or_answered_for(client):
    """Whatever a campaign types into the address or the form, it acts for itself alone."""
    house.hearing()
    token = house.link(Role.CAMPAIGN, "CAND-3")
    client.post(
        page(token, "answer/"), {"answer": "declined", "words": "No.", "invitation": "INV-1", "candidate": "CAND-1"}
    )
    assert replies("CAND-1") == [("accepted", "Gladly.", "")]
    assert replies("CAND-3") == [("declined", "No.", "")]
    assert client.get(page(token) + "CAND-1/").status_code == 404
    assert b"Harbor Hall" not in client.get(page(token, "roundtable.ics")).content


def test_the_calendar_file_holds_the_own_roundtable_and_is_stamped(client):
    house.hearing()
    house.set_clock(datetime(2031, 3, 2, tzinfo=UTC))
    to = datetime(2031, 3, 22, 22, tzinfo=UTC)
    move_roundtable(cycle=CYCLE, roundtable="RT-1", to=to, reason="Ice.", actor=house.ALL, at=house.at())
    token = house.link(Role.CAMPAIGN, "CAND-1")
    answer = client.get(page(token, "roundtable.ics"))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="REHEARSAL-roundtable.ics"' in answer.headers["Content-Disposition"]
    assert b"SUMMARY:REHEARSAL: Roundtable with Dana Reyes" in answer.content
    assert b"SEQUENCE:1" in answer.content
    assert token.encode() not in answer.content


def test_who_was_not_invited_is_told_so(client):
    house.fielded()
    answer = client.get(page(house.link(Role.CAMPAIGN, "CAND-1")))
    assert (answer.status_code, "<code>not-invited</code>" in answer.content.decode()) == (409, True)


# --- private links, whatever their door -----------------------------------------------------------------------------


def is_refused(answer, status: int, code: str) -> bool:
    text = answer.content.decode()
    return answer.status_code == status and f"<code>{code}</code>" in text and "Mayor of Harbor City" not in text


def test_unknown_foreign_expired_and_revoked_links_are_friendly_refusals(client):
    house.invited()
    good = house.link(Role.CAMPAIGN, "CAND-1")
    assert is_refused(client.get(page("not-a-token-at-all")), 404, "link-unknown")
    assert is_refused(client.get(f"/member/{good}/"), 404, "link-unknown")
    assert is_refused(client.get(f"/officials/{good}/"), 404, "link-unknown")
    short = house.link(Role.CAMPAIGN, "CAND-1", lasts=timedelta(days=1))
    assert client.get(page(short)).status_code == 200
    house.set_clock(datetime(2031, 3, 3, tzinfo=UTC))
    assert is_refused(client.get(page(short)), 410, "link-expired")
    assert is_refused(client.post(page(short, "answer/"), {"answer": "declined"}), 410, "link-expired")
    revoke_links(cycle=CYCLE, role=Role.CAMPAIGN, scope="CAND-1", actor=house.ALL, at=house.at())
    assert is_refused(client.get(page(good)), 404, "link-unknown")


def test_a_private_page_does_not_travel_and_is_not_kept(client):
    house.invited()
    token = house.link(Role.CAMPAIGN, "CAND-1")
    for answer in (client.get(page(token)), client.post(page(token, "answer/"), {}), client.get(page("unknown-token"))):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.cookies == {}


def test_a_rehearsals_private_page_is_stamped(client):
    house.invited()
    text = client.get(page(house.link(Role.CAMPAIGN, "CAND-1"))).content.decode()
    assert '<p class="stamp"><strong>REHEARSAL</strong>' in text
    assert "<title>REHEARSAL: " in text
