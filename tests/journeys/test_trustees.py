"""A trustee makes a key in Chromium with another who uses the command, and opens a closed poll; nothing is sent."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from hustings.core.ballots import ceremony, trustee_seed
from hustings.core.ballots.box import Box
from hustings.core.ballots.ceremony_messages import write_message
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.trustee_part import second_proofs_hold
from hustings.core.ballots.trustee_sums import Opened
from hustings.core.ballots.trustees import owners, public_key, read_private_key, write_private_key
from hustings.doors.cli.ballot_files import read_decryption, read_trustee
from hustings.doors.cli.trustee_files import read_folder, spoken
from tests.core.ballots.making import TIMESTAMP, Made, make_setup, source
from tests.journeys.conftest import Reader

pytestmark = pytest.mark.journey

SHOWN = '[data-screen="{}"]:not([hidden])'
DRAW = source("the other trustee")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "messages").mkdir()
    return tmp_path / "messages"


def shows(page: Page, screen: str) -> None:
    page.wait_for_selector(SHOWN.format(screen))


def saved(page: Page, name: str, into: Path) -> Path:
    """Save a file that the page offers."""
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Save {name}").click()
    download.value.save_as(into / name)
    return into / name


def test_a_trustee_makes_a_key_with_another_who_uses_the_command(reader: Reader, folder: Path) -> None:
    page, sent = reader.page, []
    reader.opens("/poll/trustee/")
    shows(page, "secret")
    begin(page, folder.parent)
    page.on("request", lambda request: sent.append(request.url) if request.url.startswith("http") else None)
    other = trustee_seed.make_seed(draw=DRAW)
    certificate(page, folder, other)
    assert reader.flaws() == []
    compared(page, folder, other)
    finished(page, folder, other)
    shows(page, "done")
    assert reader.flaws() == []
    group = read_trustee(saved(page, "group.json", folder.parent))
    mine = read_private_key((folder.parent / "trustee-1.privkey").read_bytes())
    assert public_key(mine) == owners([group])[0]
    assert sent == [], "nothing leaves the page"


def begin(page: Page, at: Path) -> None:
    """Make a secret, write its backup down, keep the file."""
    page.get_by_role("button", name="Make a new secret").click()
    shows(page, "backup")
    written = page.locator("[data-backup]").inner_text()
    assert trustee_seed.read_seed(written) in saved(page, "trustee.key", at).read_text()
    page.get_by_label("It is on paper").check()
    page.get_by_role("button", name="Go on").click()
    shows(page, "certificate")


def certificate(page: Page, folder: Path, other: str) -> None:
    """Number 1 of 2 here, number 2 elsewhere."""
    page.get_by_label("Your number").fill("1")
    page.get_by_label("How many trustees there are").fill("2")
    page.get_by_label("How many must open").fill("2")
    page.get_by_role("button", name="Make my certificate").click()
    shows(page, "collect")
    saved(page, "certificate-1.json", folder)
    theirs = ceremony.make_certificate(seed=other, threshold=2, size=2, index=2, draw=DRAW)
    add(page, folder / "certificate-2.json", write_message(theirs))
    shows(page, "compare")


def compared(page: Page, folder: Path, other: str) -> None:
    """The same fingerprint on both sides; then the shares, a spoilt one first."""
    roster = read_folder(folder).roster()
    assert page.locator("[data-digest]").inner_text() == spoken(roster.digest)
    page.get_by_label("All of us read the same").check()
    page.get_by_role("button", name="Make my shares").click()
    shows(page, "collect")
    saved(page, "shares-1.json", folder)
    theirs = write_message(ceremony.make_shares(seed=other, roster=roster, draw=DRAW))
    end = b'"}}\n'
    last = theirs.removesuffix(end)
    add(page, folder.parent / "spoilt.json", last[:-1] + (b"2" if last.endswith(b"1") else b"1") + end)
    page.get_by_text("A message of trustee 2 was changed on its way.").wait_for()
    add(page, folder / "shares-2.json", theirs)
    shows(page, "finish")


def finished(page: Page, folder: Path, other: str) -> None:
    """The decryption key here, the last message of both."""
    page.get_by_role("button", name="Make my decryption key").click()
    shows(page, "collect")
    saved(page, "trustee-1.privkey", folder.parent)
    saved(page, "member-1.json", folder)
    given = read_folder(folder)
    roster = given.roster()
    made = ceremony.finish(seed=other, roster=roster, contributions=given.contributions(roster), draw=DRAW)
    add(page, folder / "member-2.json", write_message(made.message))


def add(page: Page, path: Path, body: bytes) -> None:
    path.write_bytes(body)
    page.get_by_label("Add the others’ files").set_input_files(path)


def test_a_trustee_opens_a_closed_poll(reader: Reader, tmp_path: Path) -> None:
    made = make_setup(n_voters=3, n_trustees=1)
    box, chunks = closed(made)
    (tmp_path / "poll.bel").write_bytes(b"".join(chunks))
    (tmp_path / "ada.privkey").write_bytes(write_private_key(made.private_keys[0]))
    page, sent = reader.page, []
    reader.opens("/poll/trustee/")
    page.get_by_role("button", name="Open the sums of a closed poll").first.click()
    page.on("request", lambda request: sent.append(request.url) if request.url.startswith("http") else None)
    asked(page, tmp_path, box.head[::-1])
    page.get_by_text("but the published head is").wait_for()
    assert reader.flaws() == []
    page.get_by_label("closing head").fill(box.head)
    page.get_by_role("button", name="Check the whole poll").click()
    page.get_by_text("U01: 3 ballots count.").wait_for()
    page.get_by_role("button", name="Make my part").click()
    part = read_decryption(saved(page, "part-1-U01.json", tmp_path))
    opened = saved(page, "ada.privkey.opened", tmp_path).read_bytes()
    assert Opened.read(opened).write() == opened
    chunks += [box.append_decryption(part).chunk, box.append_result().chunk]
    assert box.results == ((1, 2, 0, 0),)
    report = ENGINE.verify_archive(b"".join(chunks), coins=DRAW)
    assert second_proofs_hold(report=report, proofs={1: part.second_proof}) == 1
    assert {url for url in sent if not url.endswith("/static/trustee/built/worker.js")} == set(), "nothing is sent"


def closed(made: Made) -> tuple[Box, list[bytes]]:
    """A poll of three ballots, up to its encrypted tally."""
    box, first = Box.open_poll(made.setup, timestamp=TIMESTAMP, engine=ENGINE, coins=made.draw)
    votes = ([1, 0, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0])
    cast = [box.append_ballot(made.ballot(voter, [vote])).chunk for voter, vote in enumerate(votes)]
    return box, [first.chunk, *cast, box.end_ballots().chunk, box.append_tally().chunk]


def asked(page: Page, at: Path, head: str) -> None:
    """Give the page the whole poll."""
    shows(page, "poll")
    page.get_by_label("The archives of all units").set_input_files(at / "poll.bel")
    page.get_by_label("Your decryption key").set_input_files(at / "ada.privkey")
    page.get_by_label("closing head").fill(head)
    page.get_by_label("This poll has no units").check()
    page.get_by_label("The fewest ballots").fill("3")
    page.get_by_role("button", name="Check the whole poll").click()
