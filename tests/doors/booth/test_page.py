"""The booth's pages as they are served: what they run, what they tell, and whom they turn away."""

import gzip
import hashlib
import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hustings.core.ballots.engine import fingerprint
from hustings.doors.booth.files import ASSETS, FILES, content_of, integrity
from hustings.doors.booth.policy import BUILT, NOTHING
from hustings.rooms.ballots.queries import poll_of
from hustings.rooms.publication.actions import publish
from tests.booth.open_poll import CLOSES, DURING, OPENS, POLL, OpenPoll, open_poll
from tests.doors import house

MOST_BYTES = 100_000


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)


@pytest.fixture
def poll(db: None) -> OpenPoll:
    return open_poll()


def body(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status
    return answer.content.decode()


def told(path: str) -> dict[str, Any]:
    """What the page tells its script."""
    found = re.search(r'<script id="booth" type="application/json">(.*?)</script>', body(path), re.DOTALL)
    assert found is not None
    result: dict[str, Any] = json.loads(found[1])
    return result


def test_the_page_runs_one_script_that_the_browser_checks_and_lets_in_no_other(poll: OpenPoll) -> None:
    answer = Client().get(poll.booth())
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "http://testserver/static/booth/built/",
        "worker-src": "http://testserver/static/booth/built/",
        "connect-src": "http://testserver/poll/harbor-2031/POLL-S1/",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "worker",
    }
    scripts = re.findall(r"<script[^>]*>", answer.content.decode())
    assert [each for each in scripts if "application/json" not in each] == [
        f'<script type="module" src="/static/booth/built/booth.js" integrity="{integrity(BUILT + "booth.js")}">'
    ]
    assert (answer.headers["Referrer-Policy"], answer.headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert answer.cookies == {}


def test_page_scripts_and_styles_are_below_100_kb_compressed_and_say_what_else_there_is_without_script(
    poll: OpenPoll,
) -> None:
    page = body(poll.booth())
    styles = re.findall(r'href="/static/(css/[a-z]+\.css)"', page)
    parts = [page.encode(), *map(content_of, FILES[:2]), *((ASSETS / name).read_bytes() for name in styles)]
    assert sum(len(gzip.compress(part)) for part in parts) < MOST_BYTES
    assert "<noscript>" in page
    assert "hustings ballots cast" in page.partition('data-screen="choose"')[0]


def test_the_script_is_told_the_election_and_where_to_look_a_code_up_and_nothing_about_who_asks(poll: OpenPoll) -> None:
    found = told(poll.booth())
    (unit,) = poll_of(cycle="harbor-2031", poll="POLL-S1").units
    assert fingerprint(found.pop("election").encode()) == unit.fingerprint
    assert found.pop("words")["receipt"].startswith("Receipt of a ballot in a secret poll")
    assert found.pop("refusals")["ballot-unknown-credential"] == [
        "The ballot's credential is not on the list of this poll.",
        "Check that the credential was typed without a mistake and belongs to this poll.",
    ]
    whole = int((CLOSES - DURING).total_seconds())
    assert found.pop("seconds_left") in range(whole - 600, whole + 1)
    assert found == {
        "addresses": {
            "board": f"{POLL}board",
            "cast": f"{POLL}U01/ballots",
            "credentials": f"{POLL}U01/credentials/SHELF",
            "pass": f"{POLL}pass",
        },
        "digits": 0,
        "file": "harbor-2031-POLL-S1-U01",
        "kept_last": True,
        "pass_wanted": False,
        "worker": "/static/booth/built/worker.js",
    }
    answer = Client().get(f"{POLL}U01/credentials/all")
    assert answer.json() == {"credentials": sorted(each.public for each in poll.voters["U01"])}
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_outside_its_hours_the_booth_says_when_the_poll_was_or_will_be(poll: OpenPoll) -> None:
    for at, words in (
        (OPENS - timedelta(seconds=9), "It takes ballots from 10 March 2031, 12:00 UTC to 24 March 2031, 12:00 UTC."),
        (CLOSES, "It took ballots until 24 March 2031, 12:00 UTC."),
    ):
        house.set_clock(at)
        page = body(poll.booth())
        assert words in re.sub(r"</?time[^>]*>", "", page)
        assert "<script" not in page


def test_what_is_not_there_is_told_as_such_and_an_undivided_poll_leads_straight_to_its_booth(poll: OpenPoll) -> None:
    there_is_none = "There is no secret poll “POLL-S9” in this cycle."
    assert there_is_none in body("/poll/harbor-2031/POLL-S9/U01/booth", status=404)
    assert "The poll POLL-S1 has no unit “U07”." in body(f"{POLL}U07/booth", status=404)
    publish(cycle=house.CYCLE, note="The poll is open.", actor=house.ALL, at=DURING)
    assert f'href="{POLL}"' in body(f"/c/{house.CYCLE}/polls/")
    assert Client().get(POLL).headers["Location"] == poll.booth()
    for wrong in ("0", "xyz"):
        refused = Client().get(f"{POLL}U01/credentials/{wrong}")
        assert (refused.status_code, refused.json()["code"]) == (404, "no-such-shelf")


def test_a_poll_counted_in_parts_asks_which_one_and_each_has_its_own_election(db: None) -> None:
    poll = open_poll(n_units=2)
    page = body(POLL)
    assert [f'href="{poll.booth(unit)}"' in page for unit in ("U01", "U02")] == [True, True]
    first, second = told(poll.booth("U01")), told(poll.booth("U02"))
    assert first["election"] != second["election"]
    assert second["addresses"]["cast"] == f"{POLL}U02/ballots"


def test_the_published_hashes_are_those_of_the_files_served(db: None) -> None:
    listed = Client().get("/poll/booth-files.json").json()["files"]
    assert set(listed) == set(FILES)
    page = body("/poll/about/")
    for name, hashed in listed.items():
        served = Client().get(f"/static/{name}")
        assert hashlib.sha256(b"".join(served)).hexdigest() == hashed
        assert hashed in page


def test_the_worker_that_holds_the_voting_code_may_reach_nothing(db: None) -> None:
    assert Client().get("/static/booth/built/worker.js").headers["Content-Security-Policy"] == NOTHING
