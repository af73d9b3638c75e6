"""The public pages in Chromium: axe finds nothing, nothing runs off the page, and what people come for is near."""

import re

import pytest

from tests.core.story import entries
from tests.doors.public.kept import keep, make_public
from tests.doors.public.reading import PAGES
from tests.doors.public.reported import reported_entries
from tests.journeys.conftest import TELEPHONE, Reader

pytestmark = pytest.mark.journey

SMALLEST = (320, 640)
NOT_FOUND = "candidates/CAND-9/"
DIFFERENT = ("", "timeline/", "treatment/", "roundtables/", "polls/", "decision/", "gifts/", "endorsements/")
"""Pages that look different where a cycle is retold from sources."""
IN_ALL_LOOKS = ("polls/", "decision/")
"""Pages whose colours are judged in all four looks; the others in the light on a telephone, in the dark at a desk."""


@pytest.fixture
def cycles(site: str) -> tuple[str, str]:
    """A rehearsal and a cycle retold from sources, both published."""
    rehearsal, reported = keep(entries()), keep(reported_entries())
    make_public(rehearsal, "2031-09-05")
    make_public(reported, "2025-01-10")
    return rehearsal, reported


def addresses(cycles: tuple[str, str], which: str) -> list[str]:
    rehearsal, reported = cycles
    if which == "reported":
        return ["/about/", *(f"/c/{reported}/{name}" for name in DIFFERENT)]
    return [
        "/",
        *(f"/c/{rehearsal}/{name}" for name in (*PAGES, "record/10/", "record/19/", "as-of/PUB-1/", NOT_FOUND)),
    ]


@pytest.mark.parametrize("which", ["rehearsal", "reported"])
def test_axe_finds_nothing_and_nothing_runs_off_the_page(reader: Reader, cycles: tuple[str, str], which: str) -> None:
    found = {}
    for path in addresses(cycles, which):
        reader.opens(path)
        found[path] = reader.flaws(in_all_looks=path.split("/", 3)[-1] in IN_ALL_LOOKS)
        reader.page.set_viewport_size({"width": SMALLEST[0], "height": SMALLEST[1]})
        reader.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        if reader.runs_off():
            found[path].append(f"the smallest page, everything unfolded: runs off by {reader.runs_off()}")
    assert {path: flaws for path, flaws in found.items() if flaws} == {}


def test_a_reporter_finds_when_and_by_which_vote_a_gift_was_approved_in_two_taps(
    reader: Reader, cycles: tuple[str, str]
) -> None:
    reader.opens("/")
    reader.page.get_by_role("link", name="Mayor of Harbor City, 2031", exact=True).click()
    reader.page.get_by_role("link", name="$5,000 to Quill for Mayor", exact=True).click()
    answer = reader.page.locator("#GIFT-1 .gift-answer")
    assert answer.inner_text().startswith("Approved on 20 July 2031 by the vote on “Give $5,000 to Quill for Mayor”.")
    assert answer.bounding_box()["y"] < TELEPHONE[1], "it is on the first screen"  # type: ignore[index]


def test_a_member_finds_what_a_roundtable_discussed_in_four_taps(reader: Reader, cycles: tuple[str, str]) -> None:
    reader.opens("/")
    reader.page.get_by_role("link", name="Mayor of Harbor City, 2031", exact=True).click()
    reader.page.get_by_text("Contents", exact=True).click()
    reader.page.get_by_role("link", name="Roundtables", exact=True).click()
    reader.page.get_by_role("link", name="Roundtable with Ada Quill").click()
    assert reader.page.locator(".topics").inner_text().split() == ["ports", "wages"]
    assert "Members who took part\n31" in reader.page.locator("main").inner_text()


def test_a_sceptic_gets_the_bundle_and_its_check_in_three_taps(reader: Reader, cycles: tuple[str, str]) -> None:
    reader.opens("/")
    reader.page.get_by_role("link", name=re.compile(r"Check it yourself\s*: Mayor of Harbor City, 2031")).click()
    assert "hustings verify REHEARSAL-harbor-2031-43-" in reader.page.locator(".command").first.inner_text()
    with reader.page.expect_download() as saved:
        reader.page.get_by_role("link", name="Get the file").click()
    assert saved.value.suggested_filename.startswith("REHEARSAL-harbor-2031-43-")


def test_a_cell_of_the_treatment_table_opens_the_entry_it_rests_on(reader: Reader, cycles: tuple[str, str]) -> None:
    reader.opens("/c/harbor-2031/treatment/")
    reader.page.get_by_role("link", name="8 April 2031, 21:00 UTC", exact=True).click()
    assert reader.page.get_by_role("heading", level=1).inner_text() == "Entry 9"
    assert reader.page.get_by_text("The letter came back; it was sent again.").is_visible()


def test_an_item_of_the_timeline_can_be_linked(reader: Reader, cycles: tuple[str, str]) -> None:
    reader.opens("/c/harbor-2031/timeline/#2.deadline")
    assert reader.page.locator(":target").get_by_text("Replies due, moved from 1 April 2031").is_visible()


def test_on_paper_the_stamp_stays_and_buttons_go(reader: Reader, cycles: tuple[str, str]) -> None:
    reader.opens("/c/harbor-2031/timeline/")
    reader.page.emulate_media(media="print")
    assert reader.page.locator(".stamp").is_visible()
    assert reader.page.locator(".button").locator("visible=true").count() == 0
