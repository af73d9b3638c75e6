"""Four persons with a browser each, who read and write in plain words; and the post that a rehearsal keeps for them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

from hustings.doors.cli.tick import tick
from tests.doors import house
from tests.doors.house import here
from tests.journeys.conftest import DESK, TELEPHONE, Reader

ADDRESS = re.compile(r"https?://[^/\s]+(/campaign/[^/\s]+/)")
PUBLIC = f"/c/{house.CYCLE}/"
OPTIONAL = r"(\s+optional)?"


class Person(Reader):
    """Somebody who fills in what is asked by its label, presses a button by its words, and reads the answer."""

    def writes(self, label: str, text: str) -> None:
        """Fill in the field of this label."""
        self._field(label).fill(text)

    def picks(self, label: str, option: str) -> None:
        """Take an option of the list with this label; the beginning of the label is enough."""
        self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).select_option(label=option)

    def ticks(self, label: str) -> None:
        """Choose the button or the box whose words begin so."""
        self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first.check()

    def presses(self, button: str) -> None:
        """Press a button, and wait for what follows."""
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state()

    def follows(self, link: str) -> None:
        """Follow a link of the page's main part."""
        self.page.locator("main").get_by_role("link", name=link).first.click()
        self.page.wait_for_load_state()

    def reads(self, *words: str) -> None:
        """See these words on the page."""
        for each in words:
            expect(self.page.get_by_text(each).first).to_be_visible()

    def does_not_read(self, *words: str) -> None:
        """See none of these words."""
        shown = self.page.locator("body").inner_text()
        assert [each for each in words if each in shown] == []

    def is_told(self, code: str, *words: str) -> None:
        """Get a refusal of this code, which says these words."""
        expect(self.page.get_by_role("alert").get_by_text(code, exact=True)).to_be_visible()
        for each in words:
            expect(self.page.get_by_role("alert").get_by_text(each)).to_be_visible()

    def finds_no_flaw(self) -> None:
        """Nothing that axe knows is wrong with the page, and nothing runs off it."""
        assert (self.findings(), self.runs_off()) == ([], 0)

    def _field(self, label: str) -> Locator:
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}{OPTIONAL}\s*$"))


@dataclass
class Story:
    """Who takes part, where the house keeps its files, and what each was given on the way."""

    director: Person
    dana: Person
    ben: Person
    member: Person
    files: Path
    given: dict[str, str] = field(default_factory=dict)


@contextmanager
def four_persons(browser: Browser, site: str, files: Path) -> Iterator[Story]:
    """A director at a desk, two campaigns and a member on telephones, each with a browser of their own."""
    contexts = [
        browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        for width, height in (DESK, TELEPHONE, TELEPHONE, TELEPHONE)
    ]
    for context in contexts:
        context.route("**/*.woff2", lambda route: route.abort())  # other journeys look at the faces
    yield Story(*(Person(context.new_page(), site) for context in contexts), files=files)
    for context in contexts:
        context.close()


def the_post_goes_out(story: Story) -> list[EmailMessage]:
    """What a rehearsal keeps in its folder instead of sending it, in the order in which it was written."""
    tick()
    kept = sorted((story.files / "rehearsal-mail" / house.CYCLE).glob("LTR-*.eml"), key=lambda path: int(path.stem[4:]))
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in kept]  # type: ignore[misc]


def private_address(letters: list[EmailMessage], to: str) -> str:
    """The path of the private page in the last letter to this address that has one."""
    texts = [letter.get_body(("plain",)) for letter in letters if to in letter["To"]]
    found = [address for text in texts if text is not None for address in ADDRESS.findall(text.get_content())]
    return str(found[-1])


def appointments(letters: list[EmailMessage], to: str) -> list[str]:
    """The calendar parts of the letters to this address, the earliest first."""
    parts = [part for letter in letters if to in letter["To"] for part in letter.walk()]
    calendars = [part.get_content() for part in parts if part.get_content_type() == "text/calendar"]
    return list(dict.fromkeys(calendars))  # a mail holds its own twice: to be read in place, and attached


def publishes(story: Story, note: str) -> None:
    """The director makes public what the record says by now."""
    story.director.opens(here("publication/publish/"))
    story.director.writes("Note", note)
    story.director.presses("Publish this")
    story.director.reads("Published as PUB-")


def time_goes_on(day: int, hour: int) -> None:
    """It is this hour of this day of March, UTC."""
    house.set_clock(datetime(2031, 3, day, hour, tzinfo=UTC))
