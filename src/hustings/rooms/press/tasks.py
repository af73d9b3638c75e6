"""Looking at feeds: politely, within bounds, each item once. The network is asked outside every transaction.

A feed that fails is asked less and less often; one that says when to come back is obeyed. Whoever looks first has moved
the feed's next time, so that two of these may run at once.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.robotparser import RobotFileParser

from django.conf import settings
from django.db.models import Q

from hustings.core.errors import Refusal
from hustings.core.phases import OPEN
from hustings.ground.access.actions import SYSTEM
from hustings.ground.clock import now
from hustings.ground.record.queries import chain_of, now_in
from hustings.rooms.press.actions.feeds import end_feed
from hustings.rooms.press.actions.pages import take_in_page
from hustings.rooms.press.intake.addresses import Allowed, Place, place_of
from hustings.rooms.press.intake.feeds import Contents, Item, contents_of, page_of_item
from hustings.rooms.press.intake.fetching import NOT_MODIFIED, Fetched, fetch
from hustings.rooms.press.intake.findings import Finding
from hustings.rooms.press.intake.pages import Page, page_of
from hustings.rooms.press.intake.refusals import RobotsForbid
from hustings.rooms.press.models import Feed, FeedItem
from hustings.rooms.press.refusals import ArticleKnown
from hustings.rooms.press.watched import hosts_allowed

PAUSE_S = 3.0
LONGEST_PAUSE_S = 30.0
PAGES_AT_ONCE = 20
WHOLE = 1_500
"""A feed's own text of so many characters is taken as the whole article; the page is not asked for."""

LONGEST_WAIT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look at a feed brought: new articles, items left for the next look, and what went wrong, if anything."""

    feed: str
    outlet: str
    n_new: int = 0
    n_later: int = 0
    refusal: Refusal | None = None


class Asker:
    """Asks servers one after the other, with a pause for each host, and only for what its robots.txt allows."""

    def __init__(self, allowed: Allowed, *, pause_s: float = PAUSE_S) -> None:
        self.allowed, self._pause_s = allowed, pause_s
        self._asked_at: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser] = {}

    def ask(self, url: str, *, etag: str = "", modified: str = "") -> Fetched:
        """An answer, if the server's rules allow the question. Raises: RobotsForbid, and what `fetch` refuses."""
        place = place_of(url, allowed=self.allowed)
        rules = self._rules(place)
        if not rules.can_fetch("Hustings", place.url):
            raise RobotsForbid(host=place.host, where=place.url)
        wanted = float(rules.crawl_delay("Hustings") or 0)
        self._wait(place, min(max(self._pause_s, wanted), LONGEST_PAUSE_S))
        try:
            return self._fetched(place.url, etag, modified)
        finally:
            self._asked_at[place.host] = time.monotonic()

    def _rules(self, place: Place) -> RobotFileParser:
        """A host's robots.txt. None there: all is allowed; the server fails: nothing is (RFC 9309, section 2.3.1)."""
        root = f"{place.scheme}://{place.authority}"
        if root not in self._robots:
            answer = self._fetched(f"{root}/robots.txt")
            rules = RobotFileParser()
            lines = answer.data[:500_000].decode("utf-8", "replace").splitlines()
            failed = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.TOO_MANY_REQUESTS
            rules.parse(["User-agent: *", "Disallow: /"] if failed else lines)
            self._robots[root] = rules
        return self._robots[root]

    def _wait(self, place: Place, pause_s: float) -> None:
        last = self._asked_at.get(place.host)
        if last is not None:
            time.sleep(max(0.0, last + pause_s - time.monotonic()))

    def _fetched(self, url: str, etag: str = "", modified: str = "") -> Fetched:
        sender = settings.CONFIG.mail_from
        contact = "" if sender.endswith("@localhost") else sender
        return fetch(url, allowed=self.allowed, etag=etag, modified=modified, contact=contact)


def look_at_due_feeds(
    *, cycle: str = "", pause_s: float = PAUSE_S, clock: Callable[[], datetime] = now
) -> Iterator[Looked]:
    """Look at every feed whose time has come, of one cycle or of all that are open; one result as each is done."""
    asker = Asker(hosts_allowed(actor=SYSTEM), pause_s=pause_s)
    rows = Feed.objects.filter(Q(next_at=None) | Q(next_at__lte=clock()), ended=False).order_by("pk")
    for feed in rows.filter(cycle=cycle) if cycle else rows:
        if chain_of(cycle=feed.cycle).phase in OPEN and _claimed(feed, clock()):
            yield _look(feed, asker, clock)


def next_look_at(*, cycle: str = "") -> datetime | None:
    """When the next feed is due; None if there is none, or if one has never been asked."""
    rows = Feed.objects.filter(ended=False)
    times = list((rows.filter(cycle=cycle) if cycle else rows).values_list("next_at", flat=True))
    return min((at for at in times if at is not None), default=None) if None not in times else None


def _claimed(feed: Feed, at: datetime) -> bool:
    """Whether this process is the one to look now."""
    following = at + timedelta(minutes=feed.minutes)
    taken = Feed.objects.filter(pk=feed.pk, next_at=feed.next_at, ended=False)
    return taken.update(next_at=following, asked_at=at) == 1


def _look(feed: Feed, asker: Asker, clock: Callable[[], datetime]) -> Looked:
    try:
        answer = asker.ask(feed.address, etag=feed.etag, modified=feed.modified)
        if answer.status == NOT_MODIFIED:
            _succeeded(feed)
            return Looked(feed.code, feed.outlet)
        if answer.status == HTTPStatus.GONE:
            end_feed(cycle=feed.cycle, feed=feed.code, actor=SYSTEM, at=now_in(cycle=feed.cycle))
        if answer.retry_after_s is not None:
            _put_off(feed, clock() + timedelta(seconds=min(answer.retry_after_s, 7 * 86_400)))
        contents = contents_of(answer.required().data, charset=answer.charset, link=answer.url, where=feed.address)
    except Refusal as refusal:
        _failed(feed, refusal, clock())
        return Looked(feed.code, feed.outlet, refusal=refusal)
    n_new, n_later = _taken_in(feed, contents, asker)
    # Items left over: the same answer must come again, so what would suppress it is not kept.
    known = {} if n_later else {"etag": answer.etag, "modified": answer.modified}
    _succeeded(feed, **known)
    return Looked(feed.code, feed.outlet, n_new, n_later)


def _taken_in(feed: Feed, contents: Contents, asker: Asker) -> tuple[int, int]:
    """Take in what was not seen before, the oldest first. How many are new, and how many are left for the next look."""
    seen = set(feed.items.filter(key__in=[item.key for item in contents.items]).values_list("key", flat=True))
    fresh = [item for item in reversed(contents.items) if item.key not in seen]
    n_new = sum(_take_in(feed, item, asker) for item in fresh[:PAGES_AT_ONCE])
    return n_new, max(0, len(fresh) - PAGES_AT_ONCE)


def _take_in(feed: Feed, item: Item, asker: Asker) -> bool:
    """Make an article of an item; whether it is new."""
    article, findings, is_new = "", [], False
    try:
        page = _page(item, asker)
        taken = take_in_page(
            cycle=feed.cycle, page=page, outlet=feed.outlet, published=page.published or item.day, actor=SYSTEM,
            at=now_in(cycle=feed.cycle),
        )  # fmt: skip
        article, findings, is_new = taken.article, [_noted(finding) for finding in page.findings], True
    except ArticleKnown as known:
        article, findings = known.facts["article"], [_noted(Finding("page-known"))]
    except Refusal as refusal:
        findings = [_kept(refusal)]
    FeedItem.objects.get_or_create(
        feed=feed, key=item.key,
        defaults={"title": item.title, "link": item.link, "seen_at": now(), "article": article, "findings": findings},
    )  # fmt: skip
    return is_new


def _page(item: Item, asker: Asker) -> Page:
    """The article behind an item; where it may not or cannot be had, what the feed itself says. Raises: EmptyText."""
    if len(item.text) >= WHOLE or not item.link:
        return page_of_item(item)
    try:
        answer = asker.ask(item.link).required()
        page = page_of(answer.data, charset=answer.charset, link=answer.url, where=item.link)
    except Refusal as refusal:
        own = page_of_item(item)
        return replace(own, findings=(*own.findings, Finding("summary-only", {"why": refusal.message})))
    return page


def _succeeded(feed: Feed, **known: str) -> None:
    Feed.objects.filter(pk=feed.pk).update(n_failures=0, finding={}, **known)


def _failed(feed: Feed, refusal: Refusal, at: datetime) -> None:
    """Ask again after twice the time of the last failure, at most after a day, and not before the server wants it."""
    wait = min(timedelta(minutes=feed.minutes) * 2 ** min(feed.n_failures + 1, 12), LONGEST_WAIT)
    Feed.objects.filter(pk=feed.pk).update(n_failures=feed.n_failures + 1, finding=_kept(refusal))
    _put_off(feed, at + wait)


def _put_off(feed: Feed, at: datetime) -> None:
    Feed.objects.filter(pk=feed.pk, next_at__lt=at).update(next_at=at)


def _noted(finding: Finding) -> dict[str, object]:
    return {"says": finding.says, "todo": "", "facts": finding.facts}


def _kept(refusal: Refusal) -> dict[str, object]:
    """A refusal, to be told later and in the reader's language."""
    facts = {name: str(value) for name, value in refusal.facts.items()}
    return {"says": refusal.says, "todo": refusal.todo, "facts": facts}
