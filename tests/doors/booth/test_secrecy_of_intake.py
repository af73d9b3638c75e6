"""Nothing that is kept joins a member to a ballot.

Two members open their pages, fetch the pass and cast ballots, one of them twice, one with the cookie of a member of the
staff. Then everything that is kept is read: every row of every table, every file, every line logged at the finest
level. What could join them:

* a row that names the member and the ballot: there is no new row at all, and no row has changed;
* the time of a row, next to the order of the ballots: no row, so no time. A private link has no time of last use, a
  session is not prolonged, `last_login` is written when staff sign in and never when somebody votes;
* a file: only the box changes, and it holds nothing of who sent a ballot, and one time in all its records; and its
  hints, which are what the engine makes of the box alone;
* a line in a log: none names a tracker, a hash, a credential, a pass, an address, a link or a member. (Left out is only
  what Django says at the finest level about every template, with the page's whole address, whoever asks for it.)

That these would be noticed is tried as well. The server sees addresses and times while it works: docs/spec/poll.md says
so.
"""

import io
import json
import logging
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client

from hustings.core.ballots import native
from hustings.core.ballots.engine import digest, fingerprint
from hustings.core.values import Role
from hustings.doors.booth.front import BallotsFirst
from hustings.rooms.roll.actions import freeze_snapshot, import_roll
from tests.doors import house
from tests.doors.booth import polling
from tests.doors.booth.polling import POLL, UNIT
from tests.doors.house import ALL, CYCLE, START
from tests.rooms.rolls import write_roll

MEMBERS = {"0001": "198.51.100.17", "0002": "203.0.113.99"}
Rows = dict[str, list[tuple[Any, ...]]]


def every_row() -> Rows:
    """All tables of the database, whoever made them."""
    with connection.cursor() as cursor:
        tables = {}
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608  its own names
            tables[name] = sorted(map(repr, cursor.fetchall()))
    return tables


def every_file() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in settings.CONFIG.files.rglob("*") if path.is_file()}


@pytest.fixture
def poll(fresh_database, tmp_path):
    files, rolls = tmp_path / "files", tmp_path / "rolls"
    rolls.mkdir()
    files.mkdir()
    poll = polling.open_poll(files, poll_pass=True, record_on="2031-03-01")
    import_roll(**write_roll(rolls), actor=ALL, at=START)
    freeze_snapshot(cycle=CYCLE, actor=ALL, at=START + timedelta(days=1))
    return poll


def post(path: str, body: bytes, address: str, cookie: str, **headers: str) -> dict[str, Any]:
    """As the product's server calls it."""
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": address,
        "HTTP_X_FORWARDED_FOR": address,
        "HTTP_USER_AGENT": f"agent of {address}",
        "HTTP_COOKIE": cookie,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
    }
    server, answered = BallotsFirst(WSGIHandler()), []
    told = b"".join(server(environ | headers, lambda *answer: answered.append(answer)))
    assert not [value for name, value in answered[0][1] if name.lower() == "set-cookie"]
    return json.loads(told)


def cast(number: str, ballots: list[bytes], cookie: str) -> tuple[list[dict[str, Any]], list[str]]:
    """A member's whole way; the receipts, and the secrets that no log may hold."""
    token, address = house.link(Role.MEMBER, number), MEMBERS[number]
    before = every_row()
    assert Client(REMOTE_ADDR=address).get(f"/member/{token}/").status_code == 200
    fetched = post(f"/poll/{CYCLE}/{POLL}/pass", b"", address, cookie, HTTP_AUTHORIZATION=f"Bearer {token}")
    place = f"/poll/{CYCLE}/{POLL}/{UNIT}/ballots"
    receipts = [post(place, ballot, address, cookie, HTTP_HUSTINGS_PASS=fetched["pass"]) for ballot in ballots]
    post(place, ballots[0][:-1], address, cookie, HTTP_HUSTINGS_PASS=fetched["pass"])
    post(place, ballots[0], address, cookie)
    assert Client(REMOTE_ADDR=address).get(f"/poll/{CYCLE}/{POLL}/board").status_code == 200
    assert every_row() == before
    return receipts, [token, fetched["pass"], address, f"agent of {address}"]


def hints_made_of(archive: Path, out: Path) -> bytes:
    """What anybody makes of a box, without the house."""
    native.ENGINE.verify_archive(archive.read_bytes(), coins=os.urandom, finished=False, write_hints=out).or_raise()
    return out.read_bytes()


def test_nothing_that_is_kept_joins_a_member_to_a_ballot(poll, caplog, tmp_path):
    staff = house.as_role(Role.DIRECTOR).client
    cookie = f"{settings.SESSION_COOKIE_NAME}={staff.cookies[settings.SESSION_COOKIE_NAME].value}"
    files, rows = every_file(), every_row()
    links = {name for name in rows if name.endswith("_link")}
    ballots = [poll.ballot(0), poll.ballot(1), poll.ballot(0, 1)]
    for name in ("", "django", "django.request", "granian", "_granian", "hustings"):
        caplog.set_level(logging.DEBUG, logger=name)
    caplog.set_level(logging.INFO, logger="django.template")
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("django.request").debug("the finest level is heard")
        first, one = cast("0001", [ballots[0], ballots[2]], cookie)
        second, other = cast("0002", [ballots[1]], "")
    assert [receipt["tracker"] for receipt in first + second] == [fingerprint(ballots[i]) for i in (0, 2, 1)]
    # rows: only the two private links were issued, before anybody cast a ballot
    after = every_row()
    changed = {name for name in after if after[name] != rows[name]}
    assert changed <= links | {name for name in rows if "entry" in name or "payload" in name or "sequence" in name}
    # files: only the box, and only ballots; and its hints, which hold nothing else
    changed_files = {path for path, data in every_file().items() if files.get(path) != data}
    hints = poll.archive.with_suffix(".hints")
    assert changed_files - {hints} == {poll.archive}
    if hints in changed_files:
        assert hints.read_bytes() == hints_made_of(poll.archive, tmp_path / "hints")
    box = poll.archive.read_bytes()
    public = [*poll.publics, *map(fingerprint, ballots), *map(digest, ballots)]
    kept = repr(after) + "".join(repr(data) for path, data in every_file().items() if path != poll.archive)
    logged = "\n".join([caplog.text, *(repr(record.__dict__) for record in caplog.records)])
    assert "the finest level is heard" in logged
    for secret in one + other:
        assert secret.encode() not in box
        assert secret not in kept
    for found in [*one, *other, *public, *poll.secrets]:
        assert found not in logged
    for found in public:
        assert found not in kept


def test_a_session_a_sign_in_or_a_file_would_have_been_noticed(poll):
    rows, files = every_row(), every_file()
    house.as_role(Role.OFFICER)
    assert {name for name, found in every_row().items() if found != rows[name]} >= {"auth_user", "django_session"}
    (settings.CONFIG.files / "access.log").write_text("198.51.100.17 POST /poll/")
    assert every_file().keys() - files.keys() == {settings.CONFIG.files / "access.log"}
