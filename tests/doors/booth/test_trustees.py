"""The trustees' page: a policy under which it can send nothing, and a sentence for everything that it refuses."""

import json
import re

import pytest
from django.test import Client

from hustings.doors.booth.files import ASSETS, integrity
from hustings.doors.booth.policy import NOTHING, TRUSTEES, WORKER, worker_headers
from hustings.doors.booth.trustees import PAGE

SCRIPTS = ASSETS / "trustee"
TOLD = re.compile(r'<script id="trustee" type="application/json">(.+?)</script>')


@pytest.fixture
def page(db: None) -> str:
    return Client().get("/poll/trustee/").content.decode()


def test_the_page_may_reach_nothing_and_runs_its_own_script_alone(db: None) -> None:
    response = Client().get("/poll/trustee/")
    policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
    assert policy["connect-src"] == "'none'"
    assert policy["default-src"] == "'none'"
    assert policy["script-src"].endswith("/static/trustee/built/")
    assert f'integrity="{integrity(PAGE)}"' in response.content.decode()
    assert (response.headers["Cache-Control"], response.cookies) == ("no-store", {})
    headers: dict[str, str] = {}
    worker_headers(headers, "", f"/static/{TRUSTEES}{WORKER}")
    assert headers == {"Content-Security-Policy": NOTHING}


def test_everything_that_the_scripts_refuse_or_say_has_a_sentence(page: str) -> None:
    found = TOLD.search(page)
    assert found is not None
    words = set(json.loads(found[1])["words"])
    sources = "".join(path.read_text() for path in SCRIPTS.glob("*.js"))
    refused = {f"refused_{code}" for code in re.findall(r'(?:new Refused|refusal)\("([a-z_-]+)"', sources)}
    said = set(re.findall(r"words\.([a-z_]+)", sources)) | {f"collect_{k}" for k in ("certificates", "shares", "keys")}
    assert refused | said == words


def test_without_script_the_page_names_the_command(page: str) -> None:
    (without,) = re.findall(r"<noscript>(.+?)</noscript>", page)
    assert "<code>hustings trustee</code>" in without
