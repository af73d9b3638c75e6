"""Names that the reader knows, and articles taken into the private file."""

from collections.abc import Sequence
from datetime import datetime

from hustings.core.phases import OPEN
from hustings.core.values import Actor, Days, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.press.findings import findings, reading_of, rows_of
from hustings.rooms.press.models import Article, Fact, Name
from hustings.rooms.press.queries import READERS
from hustings.rooms.press.refusals import ArticleKnown


@action(may=READERS, phases=OPEN, records="name.entered", visibility=Visibility.STAFF, sourced=False)
def enter_name(
    *,
    cycle: str,
    key: str,
    kind: str,
    name: str,
    aliases: Sequence[str],
    role: str = "",
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Teach the reader a person or a body, or new ways to write one that it knows."""
    kept = list(dict.fromkeys((name, *aliases)))
    Name.objects.update_or_create(
        cycle=cycle, key=key, defaults={"kind": kind, "name": name, "aliases": kept, "role": role}
    )
    return Done(key, subject=key, body={"key": key, "kind": kind, "name": name, "aliases": kept})


@action(may=READERS, phases=OPEN, records="article.taken-in", visibility=Visibility.STAFF, sourced=False)
def take_in_article(
    *, cycle: str, outlet: str, text: str, published: str = "", link: str = "", actor: Actor, at: datetime
) -> Done[str]:
    """Take an article into the private press file and read it; its facts then wait for a person.

    Raises: ArticleKnown, NotADay, EmptyText, TextTooLong.
    """
    if published:
        Days.parse(published)
    reading = reading_of(cycle=cycle, text=text, published=published)
    if not published and reading.published.basis == "explicit" and reading.published.interval:
        published = reading.published.interval.value  # the text says its own day
    known = Article.objects.filter(cycle=cycle, sha256=reading.sha256).first()
    if known is not None:
        raise ArticleKnown(article=known.code, where=outlet)
    code = f"ART-{Article.objects.filter(cycle=cycle).count() + 1}"
    row = Article.objects.create(
        cycle=cycle, code=code, outlet=outlet, published=published, link=link, sha256=reading.sha256, text=text
    )
    found = findings(reading)
    Fact.objects.bulk_create(rows_of(row, found))
    body = {"article": code, "outlet": outlet, "digest": reading.sha256, "n_facts": len(found)}
    return Done(code, subject=code, body=body)
