"""What can be done in the press file: take an article in, decide on its facts, add one by hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hustings.core.phases import OPEN
from hustings.core.reading import Published, read
from hustings.core.values import Actor, Days, Role, Source, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.press.models import AddedFact, Article, Fact, Name
from hustings.rooms.press.queries import gazetteer_of
from hustings.rooms.press.refusals import (
    ArticleKnown,
    FactNotOffered,
    NoSuchFact,
    NotInTheText,
    QuotationTooLong,
    ReasonNeeded,
    SentenceMissing,
)

READERS = frozenset({Role.DIRECTOR, Role.COMMUNICATIONS})
MOST_WORDS = 25


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
    reading = read(
        text, gazetteer=gazetteer_of(cycle=cycle), published=Published.parse(published) if published else None
    )
    known = Article.objects.filter(cycle=cycle, sha256=reading.sha256).first()
    if known is not None:
        raise ArticleKnown(article=known.code, where=outlet)
    code = f"ART-{Article.objects.filter(cycle=cycle).count() + 1}"
    row = Article.objects.create(
        cycle=cycle, code=code, outlet=outlet, published=published, link=link, sha256=reading.sha256, text=text
    )
    found: Any = reading.as_json()["facts"]
    Fact.objects.bulk_create(_fact(row, number, one) for number, one in enumerate(found, start=1))
    body = {"article": code, "outlet": outlet, "digest": reading.sha256, "n_facts": len(found)}
    return Done(code, subject=code, body=body)


@action(may=READERS, phases=OPEN, records="fact.published", visibility=Visibility.PUBLIC)
def accept_fact(
    *,
    cycle: str,
    article: str,
    fact: str,
    what: str,
    on: str = "",
    status: str = "",
    quotation: str = "",
    speaker: str = "",
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Accept a fact, as found or corrected, in one sentence of one's own words; the outlet and its day are its source.

    Raises: NoSuchFact, FactNotOffered, SentenceMissing, NotADay, QuotationTooLong, NotInTheText.
    """
    row = _waiting(cycle, article, fact)
    if quotation and quotation not in row.article.text:
        raise NotInTheText(where=fact)
    told = _told(what=what, on=on, quotation=quotation, speaker=speaker)
    row.state = "accepted"
    row.save(update_fields=["state"])
    source = Source(row.article.outlet, row.article.published, link=row.article.link)
    name = f"{article}.{fact}"
    body = {"fact": name, "type": row.type, "status": status or str(row.found["status"]).replace("_", " ")} | told
    return Done(name, subject=name, body=body | {"sources": [source.as_json()]})


@action(may=READERS, phases=OPEN, records="fact.rejected", visibility=Visibility.STAFF, sourced=False)
def reject_fact(*, cycle: str, article: str, fact: str, reason: str, actor: Actor, at: datetime) -> Done[None]:
    """Reject a fact with a reason; what the reader had found stays readable. Raises: NoSuchFact, ReasonNeeded."""
    row = _waiting(cycle, article, fact)
    if not reason.strip():
        raise ReasonNeeded(where=fact)
    row.state, row.reason = "rejected", reason.strip()
    row.save(update_fields=["state", "reason"])
    return Done(None, subject=f"{article}.{fact}", body={"fact": f"{article}.{fact}", "reason": row.reason})


@action(may=READERS, phases=OPEN, records="fact.published", visibility=Visibility.PUBLIC)
def add_fact(
    *,
    cycle: str,
    fact_type: str,
    status: str,
    what: str,
    on: str,
    sources: Sequence[Source],
    quotation: str = "",
    speaker: str = "",
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Add a fact by hand, in one's own words, with its sources. Raises: SentenceMissing, NotADay, QuotationTooLong."""
    told = _told(what=what, on=on, quotation=quotation, speaker=speaker)
    name = f"ADDED-{AddedFact.objects.filter(cycle=cycle).count() + 1}"
    AddedFact.objects.create(cycle=cycle, code=name, told=told)
    body = {"fact": name, "type": fact_type, "status": status, "sources": [source.as_json() for source in sources]}
    return Done(name, subject=name, body=body | told)


def _fact(article: Article, number: int, found: Mapping[str, Any]) -> Fact:
    spans = found["evidence"]
    return Fact(
        article=article,
        code=f"FACT-{number}",
        type=found["type"],
        tier=found["tier"],
        start=min(span["start"] for span in spans),
        end=max(span["end"] for span in spans),
        found=dict(found),
        state="kept back" if found["withhold"] else "waiting",
    )


def _waiting(cycle: str, article: str, fact: str) -> Fact:
    row = Fact.objects.filter(article__cycle=cycle, article__code=article, code=fact).select_related("article").first()
    if row is not None and row.state == "kept back":
        raise FactNotOffered(where=fact)
    if row is None or row.state != "waiting":
        raise NoSuchFact(fact=fact, where=article)
    return row


def _told(*, what: str, on: str, quotation: str, speaker: str) -> dict[str, str]:
    if not what.strip():
        raise SentenceMissing
    if on:
        Days.parse(on)
    n_words = len(quotation.split())
    if n_words > MOST_WORDS:
        raise QuotationTooLong(n_words=n_words, most=MOST_WORDS)
    optional = {"on": on, "quotation": quotation.strip(), "speaker": speaker.strip() if quotation else ""}
    return {"what": what.strip()} | {key: value for key, value in optional.items() if value}
