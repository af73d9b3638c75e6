"""The inner doors in Chromium: axe finds nothing, nothing runs off the page, and people do what they came for."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import time

import pytest
from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from playwright.sync_api import Browser, Page, expect

from hustings.core.values import Role
from hustings.doors.staff.order import PLACES
from hustings.ground.access.actions import SYSTEM, issue_sign_in
from hustings.ground.clock import now
from hustings.ground.notices.queries import outbox
from hustings.rooms.invitations.queries import offers_of
from hustings.rooms.straw_polls.queries import sheet_of
from tests.doors import house
from tests.journeys.conftest import DESK, TELEPHONE, Reader

pytestmark = pytest.mark.journey

MAIN = ("", "rules/", "candidates/", "invitations/", "roundtables/")
OUTSIDE = ("/staff/", "/staff/people/", "/staff/open/", "/accounts/sign-out/")
DEEPER = (
    "candidates/CAND-1/",
    "candidates/add/",
    "invitations/CAND-2/",
    "invitations/remind/",
    "roundtables/RT-1/",
    "roundtables/RT-1/hold/",
    "roundtables/set/",
    "press/",
    "press/ART-1/",
    "press/fact/ART-1.FACT-1/accept/",
    "roll/",
    "straw-polls/POLL-L1/",
    "straw-polls/POLL-L1/links/",
    "secret-polls/",
    "published-polls/",
    "board/",
    "board/MOT-2/",
    "board/put/",
    "statements/REL-1/",
    "fund/",
    "fund/GIFT-1/",
    "endorsements/",
    "publication/publish/",
    "record/",
    "record/3/",
    "letters/",
)


@pytest.fixture(autouse=True)
def demonstration(settings) -> None:
    """One-use links are honoured, and passwords are quick."""
    settings.CONFIG = replace(settings.CONFIG, demo=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def at_the_desk(browser: Browser, site: str) -> Iterator[Reader]:
    """Somebody with a wide window."""
    context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]})
    yield Reader(context.new_page(), site)
    context.close()


def sign_in(reader: Reader, name: str) -> None:
    """Come to the desk by a one-use link."""
    account = get_user_model().objects.get(username=name).pk
    token = issue_sign_in(account=account, lasts=timedelta(hours=1), actor=SYSTEM, at=now())
    reader.opens(f"/sign-in/{token}/")


def flaws(reader: Reader, paths: list[str]) -> dict[str, list[str]]:
    """What is wrong with each page, the first in all four looks; pages without a flaw are left out."""
    found = {}
    for path in paths:
        reader.opens(path)
        found[path] = reader.flaws(in_all_looks=path == paths[0])
    return {path: what for path, what in found.items() if what}


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_load_state()


def test_axe_finds_nothing_on_the_main_pages_of_the_desk(reader: Reader, tmp_path: Path) -> None:
    house.busy(tmp_path)
    sign_in(reader, "ines")
    assert flaws(reader, [*map(house.here, MAIN), *OUTSIDE]) == {}


def test_axe_finds_nothing_deeper_in_the_desk(reader: Reader, tmp_path: Path) -> None:
    house.busy(tmp_path)
    sign_in(reader, "ines")
    assert flaws(reader, [house.here(page) for page in DEEPER]) == {}


def test_axe_finds_nothing_behind_private_links(reader: Reader, tmp_path: Path) -> None:
    house.busy(tmp_path)
    teller = house.link(Role.TELLER, "L-1")
    paths = [
        f"/campaign/{house.link(Role.CAMPAIGN, 'CAND-1')}/",
        f"/campaign/{house.link(Role.CAMPAIGN, 'CAND-3')}/",
        f"/member/{house.link(Role.MEMBER, '0001')}/",
        f"/officials/{teller}/",
        f"/officials/{teller}/POLL-L1/",
        "/campaign/no-such-token-here/",
        "/accounts/sign-in/",
    ]
    assert flaws(reader, paths) == {}


def test_every_room_is_reached_from_the_list_of_rooms(at_the_desk: Reader, tmp_path: Path) -> None:
    house.busy(tmp_path)
    sign_in(at_the_desk, "ines")
    at_the_desk.opens(house.here(""))
    page = at_the_desk.page
    for place in PLACES:
        page.get_by_role("navigation", name="Rooms of the cycle").get_by_role(
            "link", name=re.compile(f"^{re.escape(str(place.label))}")
        ).first.click()
        title = "Mayor of Harbor City, 2031" if place.key == "overview" else str(place.label)
        expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_the_first_sign_in_sets_up_codes_with_a_real_authenticator(reader: Reader) -> None:
    house.open_house()
    ines = get_user_model().objects.get(username="ines")
    ines.set_password(house.PASSWORD)
    ines.save()
    page = reader.page
    reader.opens("/staff/")
    page.get_by_label("Username").fill("ines")
    page.get_by_label("Password").fill(house.PASSWORD)
    press(page, "Go on to the code")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up one-time codes")
    assert (reader.findings(), reader.runs_off()) == ([], 0)
    secret = page.locator("code[data-copy]").inner_text()
    step = int(time()) // app_settings.TOTP_PERIOD
    page.get_by_label("Authenticator code").fill(format_hotp_value(hotp_value(secret, step)))
    press(page, "Set up")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    assert page.locator(".codes li").count() == app_settings.RECOVERY_CODE_COUNT
    assert (reader.findings(), reader.runs_off()) == ([], 0)
    page.get_by_role("link", name="To the desk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cycles")


def test_a_director_invites_all_and_a_campaign_answers_on_its_telephone(
    at_the_desk: Reader, reader: Reader, tmp_path: Path
) -> None:
    house.fielded()
    sign_in(at_the_desk, "ines")
    desk = at_the_desk.page
    at_the_desk.opens(house.here(""))
    desk.get_by_role("link", name="Invite Ben Okafor, Dana Reyes, Lena Marsh").click()
    expect(desk.get_by_text("Come and speak with us about the port.")).to_be_visible()
    press(desk, "Send the invitations")
    expect(desk.get_by_text("3 letters are in the outbox.")).to_be_visible()
    assert len(outbox(cycle=house.CYCLE, actor=house.ALL)) == 3
    reader.opens(f"/campaign/{house.link(Role.CAMPAIGN, 'CAND-3')}/")
    campaign = reader.page
    campaign.get_by_label("We accept", exact=True).check()
    campaign.get_by_label("Slots you prefer").fill("20 March in the evening")
    press(campaign, "Send the answer")
    expect(campaign.get_by_text("Your answer is on the record. You can change it")).to_be_visible()
    (lena,) = [offer for offer in offers_of(cycle=house.CYCLE, actor=house.ALL) if offer.name == "Lena Marsh"]
    assert (lena.reply.answer, lena.reply.slot) == ("accepted", "20 March in the evening")
    desk.get_by_role("navigation", name="Rooms of the cycle").get_by_role("link", name="Overview").click()
    expect(desk.get_by_role("link", name="Set the roundtable with Lena Marsh")).to_be_visible()


def test_two_tellers_on_telephones_and_a_slip_between_them(browser: Browser, site: str, tmp_path: Path) -> None:
    house.polled(tmp_path)
    house.set_clock(datetime(2031, 3, 12, 12, tzinfo=UTC))
    anna, bert = (
        Reader(browser.new_context(viewport={"width": TELEPHONE[0], "height": TELEPHONE[1]}).new_page(), site)
        for _teller in range(2)
    )
    for teller, present in ((anna, "3"), (bert, "4")):
        teller.opens(f"/officials/{house.link(Role.TELLER, 'L-1')}/")
        teller.page.get_by_role("link", name="Whom should we endorse?").click()
        teller.page.get_by_label("Members present").fill(present)
        for option, votes in (("Dana Reyes", "2"), ("Ben Okafor", "0"), ("Nobody", "1")):
            teller.page.get_by_label(f"Votes for “{option}”").fill(votes)
        if teller is anna:
            teller.page.get_by_label("Day of the meeting").fill("2031-03-10")
            press(teller.page, "Enter the sheet")
            expect(teller.page.get_by_text("The figures are on the record.")).to_be_visible()
    press(bert.page, "Confirm the sheet")
    expect(bert.page.get_by_text("Your figure for “members present” is not the one")).to_be_visible()
    bert.page.get_by_label("Members present").fill("3")
    press(bert.page, "Confirm the sheet")
    expect(bert.page.get_by_text("The sheet is confirmed by two tellers.")).to_be_visible()
    assert sheet_of(cycle=house.CYCLE, poll="POLL-L1", local="L-1", actor=house.ALL).confirmed
    for teller in (anna, bert):
        teller.page.context.close()


def test_a_form_with_errors_says_where_and_keeps_what_was_typed(at_the_desk: Reader) -> None:
    house.called()
    sign_in(at_the_desk, "ines")
    page = at_the_desk.page
    at_the_desk.opens(house.here("candidates/add/"))
    page.get_by_label("Name").fill("Dana Reyes")
    page.get_by_label("Since").fill("in spring")
    press(page, "Add a candidate")
    assert page.evaluate("document.activeElement.className") == "errors"
    assert page.get_by_label("Name").input_value() == "Dana Reyes"
    assert at_the_desk.findings() == []
    page.get_by_role("link", name="Since").click()
    assert page.evaluate("document.activeElement.name") == "on"


def test_the_desk_works_without_script(browser: Browser, site: str) -> None:
    house.called()
    context = browser.new_context(java_script_enabled=False)
    reader = Reader(context.new_page(), site)
    sign_in(reader, "ines")
    reader.opens(house.here("candidates/add/"))
    reader.page.get_by_label("Name").fill("Dana Reyes")
    reader.page.get_by_label("Since").fill("2031-02")
    press(reader.page, "Add a candidate")
    expect(reader.page.get_by_text("CAND-1 is entered.")).to_be_visible()
    context.close()
