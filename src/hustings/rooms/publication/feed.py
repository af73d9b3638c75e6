"""The timeline as an Atom feed, in the same order as the page and the bundle."""

from django.utils.feedgenerator import Atom1Feed

from hustings.rooms.publication.queries import Published

MAX_ITEMS = 200


def atom(shown: Published, *, address: str, entry_address: str) -> str:
    """The feed of a cycle.

    `address` is the feed's own page, `entry_address` the timeline page (each item is an anchor in it).
    """
    overview = shown.page.overview
    stamp = "REHEARSAL: " if overview.rehearsal else ""
    feed = Atom1Feed(
        title=f"{stamp}{overview.title}",
        link=entry_address,
        feed_url=address,
        description=overview.stands,
        language="en",
    )
    for item in shown.page.timeline[-MAX_ITEMS:]:
        sources = "; ".join(f"{source.outlet} {source.day}".strip() for source in item.sources)
        feed.add_item(
            title=f"{stamp}{item.what}",
            link=f"{entry_address}#{item.id}",
            description=f"{item.on} · {item.basis}" + (f" · {sources}" if sources else ""),
            unique_id=f"urn:hustings:{overview.chain}:{item.id}",
            pubdate=shown.moment.made_at,
            updateddate=shown.moment.made_at,
        )
    return str(feed.writeString("utf-8"))
