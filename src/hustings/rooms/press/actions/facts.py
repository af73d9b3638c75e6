"""Deciding on the facts that the reader found, and adding one by hand."""

from collections.abc import Sequence
from datetime import datetime

from hustings.core.phases import OPEN
from hustings.core.values import Actor, Days, Source, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.press.models import AddedFact, Fact
from hustings.rooms.press.queries import READERS
from hustings.rooms.press.refusals import (
    FactNotOffered,
    NoSuchFact,
    NotInTheText,
    QuotationTooLong,
    ReasonNeeded,
    SentenceMissing,
)

MOST_WORDS = 25


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
