"""Feeds that are looked at every so often. Fetching is not here: an action never waits for the network."""

from datetime import datetime

from django.conf import settings

from hustings.core.phases import OPEN
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.press.intake.addresses import Allowed, place_of
from hustings.rooms.press.models import Feed
from hustings.rooms.press.queries import READERS
from hustings.rooms.press.refusals import FeedKnown, NoSuchFeed, TooOften

LEAST_MINUTES = 15
MOST_MINUTES = 7 * 24 * 60


@action(may=READERS | {Role.SYSTEM}, phases=OPEN, records="feed.entered", visibility=Visibility.STAFF, sourced=False)
def enter_feed(*, cycle: str, address: str, outlet: str, minutes: int = 60, actor: Actor, at: datetime) -> Done[str]:
    """Enter a feed (RSS or Atom): it is looked at every so many minutes, and its new items become articles.

    Raises: AddressMalformed, PortClosed, FeedKnown, TooOften.
    """
    place = named(address)
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise TooOften(least=LEAST_MINUTES, most=MOST_MINUTES, where=address)
    rows = Feed.objects.filter(cycle=cycle)
    known = rows.filter(address=place).first()
    if known is not None and not known.ended:
        raise FeedKnown(feed=known.code, where=address)
    if known is not None:
        known.outlet, known.minutes, known.ended, known.next_at, known.n_failures = outlet, minutes, False, None, 0
        known.save()
        return Done(known.code, subject=known.code, body=_told(known))
    code = f"FEED-{rows.count() + 1}"
    row = Feed.objects.create(cycle=cycle, code=code, outlet=outlet, address=place, minutes=minutes)
    return Done(code, subject=code, body=_told(row))


@action(may=READERS | {Role.SYSTEM}, phases=OPEN, records="feed.ended", visibility=Visibility.STAFF, sourced=False)
def end_feed(*, cycle: str, feed: str, actor: Actor, at: datetime) -> Done[None]:
    """Look at a feed no more. Its articles stay. Raises: NoSuchFeed."""
    row = Feed.objects.filter(cycle=cycle, code=feed, ended=False).first()
    if row is None:
        raise NoSuchFeed(feed=feed, where=cycle)
    row.ended = True
    row.save(update_fields=["ended"])
    return Done(None, subject=feed, body=_told(row))


def named(address: str) -> str:
    """An address in the one way it is kept. Raises: AddressMalformed, PortClosed."""
    return place_of(address, allowed=anywhere()).url


def anywhere() -> Allowed:
    """What a person may enter: any host; whether it is public is seen when it is asked."""
    return Allowed(any_host=True, test_server=settings.CONFIG.press_test_server)


def _told(row: Feed) -> dict[str, object]:
    return {"feed": row.code, "outlet": row.outlet, "address": row.address, "minutes": row.minutes}
