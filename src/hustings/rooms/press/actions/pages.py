"""Taking in a page: for the first time, or again because it has changed. Nothing that was known is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hustings.core.phases import OPEN
from hustings.core.reading import Reading
from hustings.core.reading.anchors import Again, Selector
from hustings.core.values import Actor, Days, Role, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.press import pages
from hustings.rooms.press.findings import findings, reading_of, rows_of
from hustings.rooms.press.intake.findings import Finding
from hustings.rooms.press.intake.pages import Page
from hustings.rooms.press.models import Article, EarlierPlace, EarlierText, Fact
from hustings.rooms.press.queries import READERS
from hustings.rooms.press.refusals import ArticleKnown


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a page. `version` is 1 for a new article; then no fact was there to be found again or lost."""

    article: str
    version: int
    n_new: int
    n_found: int = 0
    n_lost: int = 0


@action(
    may=READERS | {Role.SYSTEM}, phases=OPEN, records="article.taken-in", visibility=Visibility.STAFF, sourced=False
)
def take_in_page(
    *, cycle: str, page: Page, outlet: str = "", published: str = "", actor: Actor, at: datetime
) -> Done[TakenIn]:
    """Take a page into the private file and read it. A page with the address of a known article is its new version.

    What is given for outlet and day counts before what the page says about itself. Of a changed page every earlier
    text is kept, decided facts stay, and each fact's place is found again or marked as lost.
    Raises: ArticleKnown, NotADay, EmptyText, TextTooLong.
    """
    page = page.dated(published)
    day = page.published
    if day:
        Days.parse(day)
    reading = reading_of(cycle=cycle, text=page.text, published=day)
    if not day and reading.published.basis == "explicit" and reading.published.interval:
        page = page.dated(reading.published.interval.value)
    same = Article.objects.filter(cycle=cycle, sha256=reading.sha256).first()
    if same is not None:
        raise ArticleKnown(article=same.code, where=outlet or page.outlet)
    known = _earlier(cycle, page)
    name = outlet or (known.outlet if known else "") or page.outlet or "–"
    digest = pages.keep(page)
    if known is None:
        row, taken = _new(cycle, page, name, day, reading)
    else:
        row, taken = _changed(known, page, day, reading, at)
    row.page_sha256 = digest
    row.save()
    body = {"article": row.code, "outlet": row.outlet, "digest": row.sha256, "n_facts": row.facts.count()}
    body |= {"page": digest} | ({"version": row.version, "n_lost": taken.n_lost} if known else {})
    return Done(taken, subject=row.code, body=body)


def _earlier(cycle: str, page: Page) -> Article | None:
    """The article of which a page is a new version: of the same address, and at least a fifth of the shorter one's
    paragraphs in common (an outlet may give all its pages one address)."""
    for row in Article.objects.filter(cycle=cycle, link=page.link).order_by("pk") if page.link else ():
        these, those = (set(filter(None, map(str.strip, text.splitlines()))) for text in (row.text, page.text))
        if 5 * len(these & those) >= min(len(these), len(those)):
            return row
    return None


def _new(cycle: str, page: Page, outlet: str, day: str, reading: Reading) -> tuple[Article, TakenIn]:
    code = f"ART-{Article.objects.filter(cycle=cycle).count() + 1}"
    row = Article.objects.create(
        cycle=cycle, code=code, outlet=outlet, published=day, link=page.link, sha256=reading.sha256, text=page.text,
        findings=[finding.as_json() for finding in page.findings],
    )  # fmt: skip
    found = findings(reading)
    Fact.objects.bulk_create(rows_of(row, found))
    return row, TakenIn(code, 1, len(found))


def _changed(row: Article, page: Page, day: str, reading: Reading, at: datetime) -> tuple[Article, TakenIn]:
    """Keep the text as it was, look for every fact in the new one, and add what was not found before."""
    EarlierText.objects.create(
        article=row, version=row.version, sha256=row.sha256, text=row.text, page_sha256=row.page_sha256, replaced_at=at
    )
    moving = _Moving(row.text, Again(page.text), row.version + 1)
    standing = list(row.facts.filter(version=row.version).exclude(state="replaced"))
    places = [place for place in map(moving.moved, standing) if place is not None]
    EarlierPlace.objects.bulk_create(places, batch_size=500)
    Fact.objects.bulk_update(standing, ["found", "start", "end", "version", "lost"], batch_size=200)
    n_found = len(places)
    row.text, row.sha256, row.version = page.text, reading.sha256, row.version + 1
    row.published = row.published or day
    n_lost = len(standing) - n_found
    changed = Finding("page-changed", {"n_found": n_found, "n_lost": n_lost})
    row.findings = [finding.as_json() for finding in (*page.findings, changed)]
    known = {(fact.type, fact.found["trigger"]["start"]) for fact in standing if not fact.lost}
    fresh = [found for found in findings(reading) if (found["type"], found["trigger"]["start"]) not in known]
    Fact.objects.bulk_create(rows_of(row, fresh, n_before=row.facts.count()))
    return row, TakenIn(row.code, row.version, len(fresh), n_found, n_lost)


@dataclass(frozen=True, slots=True)
class _Moving:
    """From one version of a text to the next."""

    before: str
    again: Again
    version: int

    def moved(self, fact: Fact) -> EarlierPlace | None:
        """Give a fact its place in the new text; the one it had. Without a place the fact stays where it was, lost."""
        evidence = [self._placed(span, 0) for span in fact.found["evidence"]]
        if any(span["end"] == 0 for span in evidence):
            fact.lost = True
            return None
        was = EarlierPlace(fact=fact, version=fact.version, start=fact.start, end=fact.end, found=fact.found)
        shift = evidence[0]["start"] - fact.found["evidence"][0]["start"]
        fact.found = self._placed(fact.found, shift) | {"evidence": evidence}
        fact.start, fact.end = min(span["start"] for span in evidence), max(span["end"] for span in evidence)
        fact.version = self.version
        return was

    def _placed(self, value: Any, shift: int) -> Any:
        """What was found, each span in it where its words stand now; a lost one keeps its words, and stands at 0–0."""
        if isinstance(value, list):
            return [self._placed(one, shift) for one in value]
        if not isinstance(value, Mapping):
            return value
        start, end = value.get("start"), value.get("end")
        if "text" in value and isinstance(start, int) and isinstance(end, int):
            span = self.again.find(Selector.of(self.before, start, end), near=start + shift)
            return {**value, "start": span.start if span else 0, "end": span.end if span else 0}
        return {key: self._placed(one, shift) for key, one in value.items()}
