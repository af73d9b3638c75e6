"""What can be asked about feeds, and about how an article came in. All of it is for staff."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q

from hustings.core.values import STAFF, Actor, Role
from hustings.ground.record.declared import query
from hustings.rooms.press.intake.addresses import Allowed, place_of
from hustings.rooms.press.intake.findings import Finding
from hustings.rooms.press.models import Article, EarlierText, Fact, Feed

WATCHERS = STAFF | {Role.SYSTEM}


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed: when it was asked and will be asked, what it brought, and what went wrong the last time.

    `says` and `todo` are templates with `facts`, empty if nothing went wrong; `n_failures` in a row. All times in UTC.
    """

    code: str
    outlet: str
    address: str
    minutes: int
    ended: bool
    asked_at: datetime | None
    next_at: datetime | None
    n_items: int
    n_articles: int
    n_failures: int = 0
    says: str = ""
    todo: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of an article: its number, its digest, and when a newer one came."""

    number: int
    sha256: str
    replaced_at: datetime
    n_lost: int


@query(may=WATCHERS)
def feeds_of(*, cycle: str, actor: Actor) -> tuple[FeedView, ...]:
    """The feeds of a cycle, in the order in which they were entered."""
    rows = Feed.objects.filter(cycle=cycle).order_by("pk")
    counted = rows.annotate(n_items=Count("items"), n_articles=Count("items", filter=~Q(items__article="")))
    return tuple(
        FeedView(
            code=row.code,
            outlet=row.outlet,
            address=row.address,
            minutes=row.minutes,
            ended=row.ended,
            asked_at=row.asked_at,
            next_at=row.next_at,
            n_items=row.n_items,
            n_articles=row.n_articles,
            n_failures=row.n_failures,
            **row.finding,
        )
        for row in counted
    )


@query(may=STAFF)
def findings_of(*, cycle: str, article: str, actor: Actor) -> tuple[Finding, ...]:
    """What was noticed when an article came in: its encoding, a paywall, a change of the page."""
    row = Article.objects.filter(cycle=cycle, code=article).first()
    return tuple(Finding.from_json(kept) for kept in row.findings) if row else ()


@query(may=STAFF)
def versions_of(*, cycle: str, article: str, actor: Actor) -> tuple[Version, ...]:
    """The earlier versions of an article, the first of them first, with the facts whose words were lost after each."""
    rows = EarlierText.objects.filter(article__cycle=cycle, article__code=article).order_by("version")
    lost = Fact.objects.filter(article__cycle=cycle, article__code=article, lost=True)
    return tuple(
        Version(row.version, row.sha256, row.replaced_at, lost.filter(version=row.version).count()) for row in rows
    )


@query(may=STAFF)
def earlier_text_of(*, cycle: str, article: str, version: int, actor: Actor) -> str:
    """The text of an earlier version; empty if there is none."""
    rows = EarlierText.objects.filter(article__cycle=cycle, article__code=article, version=version)
    return rows.values_list("text", flat=True).first() or ""


@query(may=WATCHERS)
def hosts_allowed(*, actor: Actor) -> Allowed:
    """Where pages may be fetched from: the hosts of the settings, and those of the feeds that are looked at."""
    config = settings.CONFIG
    anywhere = Allowed(any_host=True, test_server=config.press_test_server)
    addresses = Feed.objects.filter(ended=False).values_list("address", flat=True)
    hosts = {place_of(address, allowed=anywhere).host for address in addresses}
    return Allowed(frozenset(config.press_hosts), config.press_test_server).also(hosts)
