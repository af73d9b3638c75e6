"""What a reader of a page sees: its words, without markup."""

import html
import re

from django.test import Client

HIDDEN = re.compile(r"<(script|style|svg|head)\b.*?</\1>", re.DOTALL)

PAGES = (
    "",
    "timeline/",
    "candidates/",
    "candidates/CAND-1/",
    "treatment/",
    "roundtables/",
    "roundtables/RT-1/",
    "questions/",
    "lottery/",
    "polls/",
    "decision/",
    "gifts/",
    "endorsements/",
    "releases/",
    "record/",
    "record/0/",
    "check/",
    "publications/",
)
"""Every page of a cycle, without the files."""

FILES = ("bundle.zip", "feed.atom", "roundtables/calendar.ics", "timeline.csv", "timeline.json")


def read(address: str, *, status: int = 200) -> str:
    """The words of a page, on one line."""
    response = Client().get(address)
    assert response.status_code == status, f"{address}: {response.status_code}"
    return words(response.content.decode())


def words(markup: str) -> str:
    """The words of a text with markup."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", HIDDEN.sub(" ", markup)))
    return re.sub(r" (?=[.,:;])", "", re.sub(r"\s+", " ", text)).strip()
