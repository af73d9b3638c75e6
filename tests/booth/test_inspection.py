"""A booth is judged by what its server sends: the published files, one script, and a policy that lets in no other."""

import hashlib

import pytest

from hustings.doors.booth.files import FILES, PAGE, content_of, integrity
from hustings.doors.booth.inspection import Answer, faults
from hustings.doors.booth.policy import BUILT, NOTHING, WORKER, page_policy

SITE = "https://poll.example"
BOOTH = f"{SITE}/poll/harbor-2031/POLL-S1/U01/booth"
SCRIPTS = f"{SITE}/static/{BUILT}"
SCRIPT = f'<script type="module" src="/static/{BUILT}{PAGE}" integrity="{integrity(BUILT + PAGE)}"></script>'
DATA = '<script id="booth" type="application/json">{}</script>'
POLICY = page_policy(scripts=SCRIPTS, poll=f"{SITE}/poll/harbor-2031/POLL-S1/")


def found(
    page: str = SCRIPT + DATA,
    *,
    policy: dict[str, list[str]] = POLICY,
    changed: str = "",
    worker: str = NOTHING,
) -> list[str]:
    """The faults of a booth whose server sends this."""

    def get(address: str) -> Answer:
        if address == BOOTH:
            header = "; ".join(f"{name} {' '.join(values)}" for name, values in policy.items())
            return Answer({"content-security-policy": header}, page.encode())
        name = address.removeprefix(f"{SITE}/static/")
        body = content_of(name) + b" " * (name == changed)
        return Answer({"content-security-policy": worker} if name.endswith(WORKER) else {}, body)

    return list(faults(BOOTH, get=get, digest=lambda body: hashlib.sha256(body).hexdigest()))


def test_the_published_booth_has_no_fault() -> None:
    assert found() == []


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_named(name: str) -> None:
    assert found(changed=name) == [f"{name} is not the published file"]


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (DATA, "the page does not run the one published script, and it alone"),
        (SCRIPT + "<script>steal()</script>", "the page does not run the one published script, and it alone"),
        (SCRIPT.replace("sha256-", "sha256-A"), "the page does not run the one published script, and it alone"),
        (SCRIPT + '<img src="/x" onerror="steal()">', "a <img> of the page runs a script of its own (onerror)"),
        (SCRIPT + '<iframe src="https://other.example">', "the page holds a <iframe>"),
        (SCRIPT.replace(BUILT, "other/"), f"the script lies at {SITE}/static/other/booth.js"),
    ],
)
def test_a_page_that_could_run_anything_else_is_told(page: str, fault: str) -> None:
    assert found(page) == [fault]


def test_a_policy_that_lets_in_more_is_told() -> None:
    loose = POLICY | {"script-src": ["'self'", "'unsafe-inline'"]}
    wanted = f"the page’s content policy has script-src “'self' 'unsafe-inline'”, not “{SCRIPTS}”"
    assert found(policy=loose) == [wanted]
    assert len(found(policy={})) == 5


def test_a_worker_that_could_speak_with_others_is_told() -> None:
    assert found(worker="") == [f"{BUILT}{WORKER} may reach other places: its content policy is not “{NOTHING}”"]
