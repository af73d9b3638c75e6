"""What holds for every page: the stamp, the foot, the moment, caching, refusals, nothing hidden shown."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.views.defaults import server_error

from hustings.core.values import Visibility
from hustings.ground.record.chains import append, lock_chain
from tests.core.story import CALENDAR, RULEBOOK, Story, entries, opening
from tests.doors.public.kept import keep, make_public
from tests.doors.public.reading import FILES, PAGES, read, words

pytestmark = pytest.mark.django_db

SECRET = "Ben Roe's office is slow to answer"
WITHHELD = "A private remark"


def test_every_page_of_a_rehearsal_says_so_and_asks_not_to_be_indexed(rehearsal: str) -> None:
    for name in PAGES:
        response = Client().get(f"/c/{rehearsal}/{name}")
        markup = response.content.decode()
        assert "<title>REHEARSAL: " in markup
        assert "REHEARSAL Nothing here happened." in words(markup)
        assert '<meta name="robots" content="noindex">' in markup
        assert response["X-Robots-Tag"] == "noindex"


def test_every_file_of_a_rehearsal_asks_not_to_be_indexed(rehearsal: str) -> None:
    for name in FILES:
        response = Client().get(f"/c/{rehearsal}/{name}")
        assert response.status_code == 200
        assert response["X-Robots-Tag"] == "noindex"


def test_every_page_says_at_its_foot_that_it_is_connected_with_nobody(rehearsal: str) -> None:
    for name in PAGES:
        said = read(f"/c/{rehearsal}/{name}")
        assert "Not connected with any union, campaign, party or outlet named" in said
        assert "As of 5 September 2031, 12:00 UTC. Permanent address of this page" in said


def test_nothing_shows_a_payload_that_may_not_be_seen(rehearsal: str) -> None:
    for name in (*PAGES, *FILES, "record/10/", "record/19/", "record.csv", "record.json"):
        body = Client().get(f"/c/{rehearsal}/{name}").content
        assert SECRET.encode() not in body
        assert WITHHELD.encode() not in body


def test_a_sealed_entry_shows_its_digests_only(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/record/10/")
    assert "sealed The words of this entry are not public." in said
    assert entries()[10].leaf in said
    assert "Who entered it" not in said


def test_a_withheld_entry_says_why(rehearsal: str) -> None:
    said = read(f"/c/{rehearsal}/record/19/")
    assert "Withheld. slip: It was not meant for the minutes." in said


def test_pages_set_no_cookie_and_call_no_other_site(rehearsal: str) -> None:
    for name in PAGES:
        response = Client().get(f"/c/{rehearsal}/{name}")
        assert not response.cookies
        assert 'src="http' not in response.content.decode()


# --- moments --------------------------------------------------------------------------------------------------------


@pytest.fixture
def twice(db: None) -> str:
    """A cycle published on 5 March with one candidate, and on 9 March with two."""
    story = Story()
    story.tell("2031-03-01", "record.opened", opening())
    story.tell("2031-03-02", "call.published", {"version": 1, "text": "All are invited.", "calendar": CALENDAR})
    body = {"candidate": "CAND-1", "name": "Ada Quill", "status": "declared", "on": "2031-02-15"}
    story.tell("2031-03-03", "candidate.added", body)
    cycle = keep(story.entries)
    make_public(cycle, "2031-03-05", "The field so far")
    enter_candidate(cycle, "CAND-2", "Ben Roe")
    make_public(cycle, "2031-03-09")
    return cycle


def enter_candidate(cycle: str, code: str, name: str) -> None:
    """One more candidate, entered in the record as the ground does it."""
    append(
        lock_chain(cycle),
        room="candidates",
        verb="candidate.added",
        subject=code,
        body={"candidate": code, "name": name, "status": "declared", "on": "2031-03-07"},
        visibility=Visibility.PUBLIC,
        role="director",
        at=datetime(2031, 3, 7, 12, tzinfo=UTC),
    )


@pytest.mark.parametrize("pinned", ["PUB-1", "2031-03-05", "2031-03-08"])
def test_an_earlier_publication_stays_readable_as_it_was(twice: str, pinned: str) -> None:
    said = read(f"/c/{twice}/as-of/{pinned}/candidates/")
    assert "Ben Roe" not in said
    assert "An earlier state: publication PUB-1 of 5 March 2031, 12:00 UTC. To the latest" in said


@pytest.mark.parametrize("pinned", ["PUB-2", "2031-03-09", "2040-01-01"])
def test_the_latest_publication_has_an_address_of_its_own_and_no_banner(twice: str, pinned: str) -> None:
    said = read(f"/c/{twice}/as-of/{pinned}/candidates/")
    assert "Ben Roe" in said
    assert "An earlier state" not in said


def test_links_of_an_earlier_state_stay_in_it_and_the_banner_leads_out(twice: str) -> None:
    markup = Client().get(f"/c/{twice}/as-of/PUB-1/candidates/").content.decode()
    assert f'href="/c/{twice}/as-of/PUB-1/candidates/CAND-1/"' in markup
    assert f'<a href="/c/{twice}/candidates/">To the latest</a>' in markup


def test_the_permanent_address_names_the_publication(twice: str) -> None:
    markup = Client().get(f"/c/{twice}/candidates/CAND-2/").content.decode()
    assert f'<a href="/c/{twice}/as-of/PUB-2/candidates/CAND-2/">Permanent address of this page</a>' in markup


def test_every_page_has_a_permanent_address(rehearsal: str) -> None:
    for name in PAGES:
        assert Client().get(f"/c/{rehearsal}/as-of/PUB-1/{name}").status_code == 200


# --- refusals -------------------------------------------------------------------------------------------------------


NOT_PUBLISHED = (
    "nobody/",
    "nobody/timeline/",
    "nobody/bundle.zip",
    "harbor-2031/as-of/2030-01-01/",
    "harbor-2031/as-of/PUB-9/",
)


def test_what_was_not_published_is_not_found(rehearsal: str) -> None:
    for address in NOT_PUBLISHED:
        said = read(f"/c/{address}", status=404)
        assert "Nothing of this cycle was published" in said
        assert "Code: not-published" in said


MISSING = (
    "candidates/CAND-9/",
    "roundtables/RT-9/",
    "roundtables/RT-9.ics",
    "record/43/",
    "nothing.csv",
    "nothing.json",
)


def test_a_page_that_a_cycle_does_not_have_is_refused_with_the_way_back(rehearsal: str) -> None:
    for name in MISSING:
        said = read(f"/c/{rehearsal}/{name}", status=404)
        assert "There is no such page." in said
        assert "Code: no-such-page" in said
        assert "To the cycle" in said


@pytest.mark.parametrize("address", ["/nowhere/", "/c/harbor-2031/nowhere/", "/c/harbor-2031/as-of/2031-02-30/"])
def test_an_address_that_leads_nowhere_is_a_page_with_a_code(rehearsal: str, address: str) -> None:
    assert "Code: no-such-page" in read(address, status=404)


# --- caching --------------------------------------------------------------------------------------------------------


def test_a_page_that_did_not_change_is_not_sent_again(rehearsal: str) -> None:
    for name in (*PAGES, *FILES):
        first = Client().get(f"/c/{rehearsal}/{name}")
        again = Client().get(f"/c/{rehearsal}/{name}", headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        assert again.content == b""
        assert first["Cache-Control"] == "public, max-age=60"


def test_a_new_publication_changes_the_tag_of_the_latest_and_of_the_earlier_state(twice: str) -> None:
    latest, earlier = (Client().get(f"/c/{twice}/{at}")["ETag"] for at in ("", "as-of/PUB-2/"))
    enter_candidate(twice, "CAND-3", "Cleo Marsh")
    assert Client().get(f"/c/{twice}/")["ETag"] == latest
    make_public(twice, "2031-03-12")
    assert Client().get(f"/c/{twice}/")["ETag"] != latest
    assert Client().get(f"/c/{twice}/as-of/PUB-2/")["ETag"] != earlier


def test_a_page_in_the_past_says_when_it_changed_last(reported: str) -> None:
    first = Client().get(f"/c/{reported}/")
    assert first["Last-Modified"] == "Fri, 10 Jan 2025 12:00:00 GMT"
    again = Client().get(f"/c/{reported}/", headers={"If-Modified-Since": first["Last-Modified"]})
    assert again.status_code == 304


def n_queries(n_candidates: int) -> dict[str, int]:
    story = Story()
    story.tell("2031-03-01", "record.opened", opening())
    story.tell("2031-03-01", "rulebook.adopted", RULEBOOK)
    for number in range(1, n_candidates + 1):
        body = {"candidate": f"CAND-{number}", "name": f"Name {number}", "status": "declared", "on": "2031-02-15"}
        story.tell("2031-03-03", "candidate.added", body)
    cycle = keep(story.entries)
    make_public(cycle, "2031-03-05")
    made = {}
    for name in PAGES:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            Client().get(f"/c/{cycle}/{name}")
        made[name] = len(captured)
    return made


@pytest.mark.parametrize("n_candidates", [1, 3])
def test_a_page_asks_the_database_as_often_for_one_candidate_as_for_three(n_candidates: int) -> None:
    expected = {name: 4 if name == "publications/" else 3 for name in PAGES}
    expected |= {"publications/": 5, "roundtables/RT-1/": 3}
    assert n_queries(n_candidates) == expected


def test_a_fault_of_ours_has_a_page_of_its_own_that_says_what_is_safe(rf: RequestFactory) -> None:
    response = server_error(rf.get("/c/any/"))

    assert response.status_code == 500
    page = response.content.decode()
    assert "Nothing was half written" in page
    assert "server-error" in page
