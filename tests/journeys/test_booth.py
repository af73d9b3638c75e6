"""A member votes in the booth, in Chromium: by the letter's link and by typing, with a connection and without."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hustings.core.ballots.belenios_v1 import chain
from hustings.core.ballots.credentials import check_number
from hustings.core.ballots.engine import fingerprint
from hustings.core.values import Role
from hustings.rooms.ballots.queries import archive_of
from hustings.rooms.roll.actions import freeze_snapshot, import_roll
from tests.booth.open_poll import CLOSES, OpenPoll, open_poll
from tests.core.ballots.test_acceptance import judge, tool
from tests.doors import house
from tests.doors.booth import polling
from tests.journeys.conftest import Reader
from tests.rooms.rolls import write_roll

__all__ = ["tool"]

pytestmark = pytest.mark.journey

SHOWN = '[data-screen="{}"]:not([hidden])'


@pytest.fixture
def poll(site: str, settings: Any, tmp_path: Path) -> OpenPoll:
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    return open_poll()


def shows(reader: Reader, screen: str) -> None:
    """Wait for a part of the booth; its heading has the focus."""
    reader.page.wait_for_selector(SHOWN.format(screen))
    assert reader.page.evaluate("document.activeElement.matches('[data-heading]')") or screen == "choose"


def archive() -> bytes:
    return archive_of(cycle="harbor-2031", poll="POLL-S1", unit="U01")


def trackers() -> list[str]:
    """The trackers of the ballots in the box, in their order."""
    _, events = chain.open_archive(archive())
    return [fingerprint(event.data[0]) for event in events if event.type == chain.BALLOT]


def checks(reader: Reader, answer: str) -> None:
    """Choose an answer, and go on to the second screen."""
    reader.page.get_by_label(answer).check()
    reader.page.get_by_role("button", name="Check my choice").click()
    shows(reader, "check")
    assert reader.page.locator("[data-choice]").inner_text() == answer


def presses(reader: Reader, button: str, screen: str) -> None:
    """Press a button, which leads to this screen."""
    reader.page.get_by_role("button", name=button).click()
    shows(reader, screen)


def comes_back_in(reader: Reader, language: str) -> None:
    """Change the language in the foot."""
    reader.page.get_by_role("button", name=language).click()
    reader.page.wait_for_selector(f"[aria-current]:text-is('{language}')")
    shows(reader, "choose")


def saved_receipt(reader: Reader) -> str:
    with reader.page.expect_download() as saved:
        reader.page.get_by_role("link", name="Save the receipt").click()
    return Path(saved.value.path()).read_text()


def test_a_member_votes_by_the_letter_s_link_and_changes_the_vote_where_the_net_is_gone(
    reader: Reader, poll: OpenPoll, tool: Path, tmp_path: Path
) -> None:
    page, flaws = reader.page, {}
    reader.opens(f"{poll.booth()}#{poll.voters['U01'][0].secret}")
    for language in ("Español", "English"):
        comes_back_in(reader, language)
        assert page.locator("[data-code-known]").is_visible(), "the code came along, and no server saw it"
        assert page.url == reader.site + poll.booth(), "and it has left the address bar"
    number = check_number(poll.voters["U01"][0].secret)
    page.get_by_text(f"Check number of this code: {number}. The same stands in your letter.").wait_for()
    flaws["choose"] = reader.flaws(in_all_looks=True)
    checks(reader, "Ben Okafor")
    flaws["check"] = reader.findings()
    assert trackers() == [], "nothing is sent before the member says so"
    presses(reader, "Cast my ballot", "box")
    flaws["box"] = reader.flaws()
    first = page.locator("[data-tracker]").inner_text()
    assert trackers() == [first]
    receipt = saved_receipt(reader)
    assert f"Tracker: {first}" in receipt
    assert "Ben" not in receipt
    draft = page.get_by_role("link", name="Draft an e-mail to myself").get_attribute("href") or ""
    assert draft.startswith("mailto:?subject=Receipt%20of%20my%20ballot&body=Receipt")

    presses(reader, "Change my vote", "choose")
    checks(reader, "No endorsement")
    page.context.set_offline(True)
    presses(reader, "Cast my ballot", "unreached")
    flaws["unreached"] = reader.findings()
    page.context.set_offline(False)
    presses(reader, "Send it again", "box")
    assert trackers() == [first, page.locator("[data-tracker]").inner_text()]
    presses(reader, "I have finished", "finished")
    assert first not in page.content()
    assert {name: found for name, found in flaws.items() if found} == {}
    assert judge(tool, archive(), tmp_path, "--unfinished") == (0, "ACCEPT")


def test_by_keyboard_a_mistyped_code_is_told_before_casting_and_a_closed_poll_takes_nothing(
    reader: Reader, poll: OpenPoll
) -> None:
    page, secret = reader.page, poll.voters["U01"][1].secret
    reader.opens(poll.booth())
    shows(reader, "choose")
    page.keyboard.press("Tab")
    field = page.get_by_label("Your voting code")
    field.focus()
    wrong = secret[:-1] + ("x" if secret[-1] != "x" else "y")
    page.keyboard.type(wrong.replace("-", " "))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("This voting code is not on the list").wait_for()
    assert page.evaluate("document.activeElement.id") == "code"
    flaws = reader.findings()
    page.keyboard.press("Control+A")
    page.keyboard.type(secret)
    page.keyboard.press("Enter")
    shows(reader, "check")
    house.set_clock(CLOSES)
    page.get_by_role("button", name="Cast my ballot").press("Enter")
    shows(reader, "closed")
    assert trackers() == []
    assert flaws == []


def test_where_a_poll_wants_a_pass_the_member_s_page_brings_it_along_and_a_wrong_link_is_told(
    reader: Reader, settings: Any, tmp_path: Path
) -> None:
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    held = polling.open_poll(tmp_path, poll_pass=True, record_on="2031-03-01")
    import_roll(**write_roll(tmp_path), actor=house.ALL, at=house.START)
    freeze_snapshot(cycle=house.CYCLE, actor=house.ALL, at=house.START + timedelta(days=1))
    own, page = house.link(Role.MEMBER, "0001"), reader.page
    reader.opens(f"/poll/{house.CYCLE}/POLL-S1/U01/booth#{held.secrets[0]}")
    shows(reader, "choose")
    page.get_by_text("Check number of this code").wait_for()
    page.get_by_label("Bo Lindqvist").check()
    page.get_by_label("Your member’s link").fill(f"{reader.site}/member/{house.link(Role.MEMBER, '0003')}/")
    page.get_by_role("button", name="Check my choice").click()
    page.get_by_text("The frozen roll says that you may not vote").wait_for()
    flaws = reader.findings()

    reader.opens(f"/member/{own}/")
    page.get_by_role("link", name="To the voting booth").click()
    shows(reader, "choose")
    assert own not in page.url
    assert page.get_by_label("Your member’s link").is_hidden()
    page.get_by_label("Your voting code").fill(held.secrets[0])
    checks(reader, "Bo Lindqvist")
    presses(reader, "Cast my ballot", "box")
    assert trackers() == [page.locator("[data-tracker]").inner_text()]
    assert flaws == []
