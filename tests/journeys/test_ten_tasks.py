"""Ten things that people come for, each in few clicks; axe finds nothing on any page on the way.

Two variants meet both widths and both schemes; the pages' own journeys try every pair. Everybody starts on the first
page of the site, or, signed in, on the desk. A click is a click: opening the contents of a telephone's page counts too.
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import DESK, TELEPHONE, Reader
from tests.journeys.demonstration import Demonstration, served
from tests.stories.shown import HUSTINGS, Demo

pytestmark = pytest.mark.journey

CYCLE = "President of the Commonwealth, 2026"
REPORTED = "President of the United States, 2024, as reported"
VARIANTS = ["telephone-light", "desk-dark"]
LOOKED: dict[str, set[str]] = {variant: set() for variant in VARIANTS}


@pytest.fixture(scope="module")
def demonstration(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """Played once for all workers; each serves a copy of its own."""
    with served(demo, tmp_path_factory.mktemp("demonstration") / "out") as shown:
        yield shown


@dataclass
class Visitor:
    """Somebody with a task, who counts the clicks. `looked` are the pages that axe has judged in this variant."""

    page: Page
    site: str
    looked: set[str]
    n_clicks: int = 0
    flaws: dict[str, list[str]] = field(default_factory=dict)

    def opens(self, path: str = "/") -> None:
        self.page.goto(self.site + path)
        self._looks()

    def follows(self, name: str | re.Pattern[str], within: str = "main") -> None:
        """Click a link by its words in the main part of the page."""
        self._clicks(self.page.locator(within).get_by_role("link", name=name).first)

    def turns_to(self, name: str) -> None:
        """Click a heading of the contents; on a telephone they are unfolded first."""
        contents = self.page.locator("details.contents:not([open]) > summary")
        if contents.count() and contents.is_visible():
            contents.click()
            self.n_clicks += 1
        self._clicks(self.page.locator("nav").get_by_role("link", name=re.compile(rf"^{name}\b")).first)

    def unfolds(self, name: str) -> None:
        self.page.locator("main summary").filter(has_text=name).first.click()
        self.n_clicks += 1
        self.looked.discard(self.page.url)
        self._looks()

    def sees(self, *words: str) -> None:
        for each in words:
            expect(self.page.locator("main").get_by_text(each).first).to_be_visible()

    def _clicks(self, link: Locator) -> None:
        link.click()
        self.page.wait_for_load_state()
        self.n_clicks += 1
        self._looks()

    def _looks(self) -> None:
        if self.page.url in self.looked:
            return
        self.looked.add(self.page.url)
        reader = Reader(self.page, self.site)
        found = reader.findings() + ([f"runs off by {reader.runs_off()}"] if reader.runs_off() else [])
        if found:
            self.flaws[self.page.url] = found

    def is_content(self, *, most: int) -> None:
        """The task took at most so many clicks, and no page on the way had a flaw."""
        assert self.flaws == {}
        assert self.n_clicks <= most


@pytest.fixture(params=VARIANTS)
def visitor(browser: Browser, demonstration: Demonstration, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    size, scheme = request.param.split("-")
    width, height = TELEPHONE if size == "telephone" else DESK
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    yield Visitor(context.new_page(), demonstration.site, LOOKED[request.param])
    context.close()


def test_1_a_reporter_finds_when_and_by_which_vote_a_gift_was_approved(visitor: Visitor) -> None:
    visitor.opens()
    visitor.follows(CYCLE)
    visitor.turns_to("Gifts")
    visitor.sees("Approved on 11 August 2026 by the vote on", "Votes: yes 10, no 7, abstain 1")
    visitor.is_content(most=3)


def test_2_a_member_finds_what_the_roundtable_discussed(visitor: Visitor) -> None:
    visitor.opens()
    visitor.follows(CYCLE)
    visitor.turns_to("Roundtables")
    visitor.follows("Roundtable with Alma Reyes")
    visitor.sees("What was discussed", "automation in ports", "Keep the port pension fund as it is for ten years.")
    visitor.is_content(most=4)


def test_3_a_sceptic_gets_the_bundle_and_its_check(visitor: Visitor, tmp_path) -> None:
    visitor.opens()
    visitor.follows(re.compile(rf"Check it yourself\s*: {CYCLE}"))
    with visitor.page.expect_download() as download:
        visitor.page.locator("main").get_by_role("link", name="Get the file").first.click()
    visitor.n_clicks += 1
    name = download.value.suggested_filename
    download.value.save_as(tmp_path / name)
    done = subprocess.run([HUSTINGS, "verify", tmp_path / name], capture_output=True, text=True, check=False)
    assert (done.returncode, name.startswith("REHEARSAL-"), done.stdout.startswith("REHEARSAL")) == (0, True, True)
    visitor.is_content(most=2)


def test_4_a_campaign_compares_what_every_candidate_was_offered(visitor: Visitor) -> None:
    visitor.opens()
    visitor.follows(CYCLE)
    visitor.turns_to("Treatment")
    visitor.sees("Differences and their reasons", "Declared a week after the others were invited")
    visitor.is_content(most=3)


def test_5_a_reporter_sees_how_many_answered_each_poll_and_that_methods_are_kept_apart(visitor: Visitor) -> None:
    visitor.opens()
    visitor.follows(REPORTED)
    visitor.turns_to("Polls")
    visitor.sees(
        "Straw polls in the locals", "Electronic poll of all members", "Commissioned phone poll", "not published"
    )
    visitor.is_content(most=3)


def test_6_a_member_reads_how_the_board_decided_and_how_each_seat_voted(visitor: Visitor) -> None:
    visitor.opens()
    visitor.follows(CYCLE)
    visitor.turns_to("Decision")
    visitor.sees("11 of 16 votes cast without abstentions = 68.8 %, needs at least 60 %")
    visitor.unfolds("How each of 19 seats voted")
    visitor.sees("Seat 19")
    visitor.is_content(most=4)


def test_7_a_sceptic_finds_what_was_corrected_and_why(visitor: Visitor) -> None:
    visitor.opens()
    visitor.follows(re.compile(rf"Timeline\s*: {CYCLE}"))
    visitor.sees("Two members had not signed the list at the door.")
    visitor.is_content(most=1)


def test_8_a_reporter_sees_the_conflicting_dates_of_the_reported_gift_side_by_side(visitor: Visitor) -> None:
    visitor.opens()
    visitor.follows(REPORTED)
    visitor.turns_to("Gifts")
    visitor.sees("When was it approved?", "When was it paid?", "25 January 2024", "31 January 2024")
    visitor.is_content(most=3)


@pytest.fixture(scope="module")
def signed_in(browser: Browser, demonstration: Demonstration) -> dict[str, object]:
    """The cookies of the director and of communications, each by their own one-use link."""
    states = {}
    for role in ("director", "communications"):
        context = browser.new_context()
        page = context.new_page()
        page.goto(demonstration.site + demonstration.ways_in[role])
        expect(page.get_by_role("heading", level=1)).to_have_text("Cycles")
        states[role] = context.storage_state()
        context.close()
    return states


@pytest.fixture(params=VARIANTS)
def at_desk(browser, demonstration, signed_in, request) -> Iterator[dict[str, Visitor]]:
    size, scheme = request.param.split("-")
    width, height = TELEPHONE if size == "telephone" else DESK
    contexts = {
        role: browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, storage_state=state)
        for role, state in signed_in.items()
    }
    yield {role: Visitor(context.new_page(), demonstration.site, set()) for role, context in contexts.items()}
    for context in contexts.values():
        context.close()


def test_9_a_director_sees_which_campaign_has_not_answered(at_desk: dict[str, Visitor]) -> None:
    director = at_desk["director"]
    director.opens("/staff/")
    director.follows(CYCLE)
    director.turns_to("Invitations")
    director.sees("Edda Marlowe", "no answer")
    director.is_content(most=3)


def test_10_communications_find_the_facts_that_wait_for_review(at_desk: dict[str, Visitor]) -> None:
    writer = at_desk["communications"]
    writer.opens("/staff/")
    writer.follows(CYCLE)
    writer.turns_to("Press file")
    writer.follows("Review")
    writer.sees("met with leaders")
    writer.is_content(most=4)


@pytest.mark.parametrize(
    ("door", "words"),
    [("campaign", "What you are offered"), ("member", "May you vote?"), ("officials", "Straw polls")],
)
def test_whoever_comes_by_private_link_finds_a_page_that_fits(
    visitor: Visitor, demonstration: Demonstration, door: str, words: str
) -> None:
    visitor.opens(demonstration.ways_in[door])
    visitor.sees(words)
    visitor.is_content(most=0)
