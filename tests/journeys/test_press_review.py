"""An article of ten facts is reviewed by key alone, and the keys are counted."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from playwright.sync_api import Browser, Page, expect

from hustings.ground.record.queries import publishable_entries
from hustings.rooms.press.actions.articles import enter_name
from hustings.rooms.press.queries import articles_of, facts_of
from tests.doors import house
from tests.journeys.conftest import DESK, TELEPHONE, Reader
from tests.journeys.test_desk_pages import sign_in
from tests.rooms.press_facts import put, ten_findings

pytestmark = pytest.mark.journey

ALL_OPEN = "document.querySelectorAll('.review details').forEach(one => { one.name = ''; one.open = true; })"
CORRECTION = " to its hall."
"""Typed at the end of the proposed sentence, after its full stop is taken away."""


@pytest.fixture(autouse=True)
def demonstration(settings) -> None:
    """One-use links are honoured."""
    settings.CONFIG = replace(settings.CONFIG, demo=True)


@pytest.fixture
def article(site: str) -> str:
    """Ten facts that wait."""
    house.fielded()
    for key, name in (("guild", "Dock Clerks Guild"), ("pilots", "Harbor Pilots Association")):
        enter_name(
            cycle=house.CYCLE, key=key, kind="Organization", name=name, aliases=[], role="union",
            actor=house.ALL, at=house.at(),
        )  # fmt: skip
    return put(house.CYCLE, ten_findings())


@pytest.fixture
def at_the_desk(browser: Browser, site: str) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]})
    context.route("**/*.woff2", lambda route: route.abort())  # keys need no faces
    yield Reader(context.new_page(), site)
    context.close()


@dataclass
class Keyboard:
    """A keyboard that counts."""

    page: Page
    pressed: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed.append(key)
            self.page.keyboard.press(key)


def looks_at(page: Page, number: int) -> None:
    """The page has come to a fact: its heading has the focus, and the keys are listened to."""
    expect(page.locator("[data-heading]")).to_contain_text(f"FACT-{number}")
    expect(page.locator("[data-heading]")).to_be_focused()


def test_ten_facts_are_reviewed_without_a_mouse_in_26_keys(at_the_desk: Reader, article: str) -> None:
    sign_in(at_the_desk, "cora")
    at_the_desk.opens(house.here("press/fact/ART-1.FACT-1/accept/"))
    page, keyboard = at_the_desk.page, Keyboard(at_the_desk.page)
    for number in range(1, 8):
        looks_at(page, number)
        keyboard.press("a")
    assert keyboard.pressed == ["a"] * 7
    looks_at(page, 8)
    expect(page.locator("[data-announce]")).to_contain_text("ART-1.FACT-7 is accepted")
    keyboard.press("c", "Backspace", *CORRECTION, "Control+Enter")
    looks_at(page, 9)
    keyboard.press("r", "5")
    looks_at(page, 10)
    expect(page.get_by_text("Perhaps one event with a published fact")).to_be_visible()
    keyboard.press("m")
    expect(page.get_by_role("heading", level=1)).to_have_text("ART-1")
    assert len(keyboard.pressed) == 26
    (view,) = articles_of(cycle=house.CYCLE, actor=house.ALL)
    assert (view.n_facts, view.n_waiting) == (10, 0)
    told = [entry for entry in publishable_entries(cycle=house.CYCLE) if entry.verb.startswith("fact.")]
    assert [entry.verb for entry in told if entry.payload] == ["fact.published"] * 8 + ["fact.reported-again"]
    assert told[7].body["what"] == "The Crane Operators Brotherhood invited Lena Marsh to its hall."
    assert told[-1].body["fact"] == "ART-1.FACT-3"
    (rejected,) = facts_of(cycle=house.CYCLE, state="rejected", actor=house.ALL)
    assert (rejected.code, rejected.reason) == ("FACT-9", "It does not belong to this contest.")


def test_keys_walk_help_and_rest_and_can_be_switched_off(at_the_desk: Reader, article: str) -> None:
    sign_in(at_the_desk, "cora")
    at_the_desk.opens(house.here("press/fact/ART-1.FACT-1/accept/"))
    page, keyboard = at_the_desk.page, Keyboard(at_the_desk.page)
    keyboard.press("j")
    looks_at(page, 2)
    keyboard.press("p")
    looks_at(page, 1)
    keyboard.press("r", "7", *"a jar", "Escape")
    looks_at(page, 1)
    assert page.locator("input[name=reason]").input_value() == "a jar"
    keyboard.press("?")
    page.get_by_role("button", name="Keys are on. Switch them off").press("Enter")
    keyboard.press("j", "a")
    page.get_by_role("button", name="Keys are off. Switch them on").press("Enter")
    keyboard.press("a")
    looks_at(page, 2)
    keyboard.press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text("ART-1.FACT-1")
    expect(page.get_by_text("It is on the record and stays there.")).to_be_visible()
    assert len(facts_of(cycle=house.CYCLE, state="accepted", actor=house.ALL)) == 1


@pytest.mark.parametrize(("size", "scheme"), [(TELEPHONE, "light"), (DESK, "dark")], ids=["telephone", "desk"])
def test_axe_finds_nothing_at_the_review_desk(
    browser: Browser, site: str, article: str, size: tuple[int, int], scheme: str
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)  # type: ignore[arg-type]
    reader = Reader(context.new_page(), site)
    sign_in(reader, "cora")
    reader.opens(house.here("press/fact/ART-1.FACT-8/accept/"))
    reader.page.evaluate(ALL_OPEN)
    assert (reader.findings(), reader.runs_off()) == ([], 0)
    reader.opens(house.here("press/ART-1/text/"))
    assert (reader.findings(), reader.runs_off()) == ([], 0)
    context.close()
