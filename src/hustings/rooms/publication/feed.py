"""The timeline as an Atom feed, in the same order as the page and the bundle."""

from datetime import datetime

from django.utils.feedgenerator import Atom1Feed

from hustings.core.projections.words import day_words
from hustings.rooms.publication.queries import Published

MAX_ITEMS = 200


def atom(shown: Published, *, address: str, entry_address: str) -> str:
    """The feed of a cycle, the last `MAX_ITEMS` items.

    `address` is the feed's own page, `entry_address` the timeline page (each item is an anchor in it). An item carries
    the moment at which it was entered in the record, and that of its last change.
    """
    overview = shown.page.overview
    stamp = "REHEARSAL: " if overview.rehearsal else ""
    recorded = {entry.seq: str(entry.payload["at"]) for entry in shown.entries if entry.payload}
    feed = Atom1Feed(
        title=f"{stamp}{overview.title}",
        link=entry_address,
        feed_url=address,
        description=overview.stands,
        language="en",
        author_name=overview.organisation,
    )
    for item in shown.page.timeline[-MAX_ITEMS:]:
        sources = "; ".join(f"{source.outlet} {source.day}".strip() for source in item.sources)
        entered_at = datetime.fromisoformat(recorded[item.seq])
        feed.add_item(
            title=f"{stamp}{item.what}",
            link=f"{entry_address}#{item.id}",
            description=f"{day_words(item.on)} · {item.basis}" + (f" · {sources}" if sources else ""),
            unique_id=f"urn:hustings:{overview.chain}:{item.id}",
            pubdate=entered_at,
            updateddate=max([entered_at, *(datetime.fromisoformat(recorded[step.seq]) for step in item.history)]),
        )
    return str(feed.writeString("utf-8"))
