"""Deciding on the facts that the reader found, and adding one by hand."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from hustings.core.phases import OPEN
from hustings.core.reading.sensitive import subject_of
from hustings.core.reading.source_class import ACTORS, GAINERS, checked, standing
from hustings.core.values import Actor, Days, Source, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.candidates.refusals import NoSuchCandidate
from hustings.rooms.press import regression_file
from hustings.rooms.press.models import AddedFact, Fact
from hustings.rooms.press.queries import READERS, gazetteer_of, type_of_published
from hustings.rooms.press.refusals import (
    AnotherKindOfFact,
    DenialMissing,
    FactNotOffered,
    NoSuchFact,
    NoSuchPublishedFact,
    NotInTheText,
    QuotationTooLong,
    ReasonNeeded,
    SentenceMissing,
)
from hustings.rooms.press.telling import figures_of, race_of, standing_of, status_of, who_of

MOST_WORDS = 25

Who = Sequence[tuple[str, str]]
"""Role and name of each who takes part."""


@action(may=READERS, phases=OPEN, records="fact.published", visibility=Visibility.PUBLIC)
def accept_fact(
    *,
    cycle: str,
    article: str,
    fact: str,
    what: str,
    on: str = "",
    status: str = "",
    outcome: str = "",
    quotation: str = "",
    speaker: str = "",
    about: Sequence[str] = (),
    who: Who = (),
    source_class: str = "",
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Accept a fact, as found or corrected, in one sentence of one's own words; the outlet and its day are its source.

    `about`: codes of candidates, by default those who take part; `who`: role and name of those who take part and
    `source_class`, by default as read.

    Raises: NoSuchFact, FactNotOffered, SentenceMissing, NotADay, QuotationTooLong, NotInTheText, NoSuchStanding,
    NoSuchCandidate.
    """
    row = _waiting(cycle, article, fact)
    told = _told(what=what, on=on, quotation=quotation, speaker=speaker, text=row.article.text)
    name = f"{article}.{fact}"
    parts = _who(cycle, row, who)
    codes = _about(cycle, about or [part["candidate"] for part in parts if "candidate" in part])
    body: dict[str, Any] = {"fact": name, "type": row.type} | _found(row, status, outcome) | told
    body |= {"about": codes} if codes else {}
    body |= {"who": parts} if parts else {}
    body["sources"] = [_source(row, source_class).as_json()]
    _settle(row, body, told_as=name)
    return Done(name, subject=name, body=body)


@action(may=READERS, phases=OPEN, records="fact.reported-again", visibility=Visibility.PUBLIC)
def add_report(
    *,
    cycle: str,
    article: str,
    fact: str,
    to: str,
    what: str = "",
    on: str = "",
    status: str = "",
    outcome: str = "",
    quotation: str = "",
    speaker: str = "",
    source_class: str = "",
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Add a finding to the published fact `to` as a further report of the same event; what differs stands in it.

    Raises: NoSuchFact, FactNotOffered, NoSuchPublishedFact, AnotherKindOfFact, NotADay, QuotationTooLong,
    NotInTheText, NoSuchStanding.
    """
    row = _waiting(cycle, article, fact)
    published = type_of_published(cycle=cycle, fact=to)
    if not published:
        raise NoSuchPublishedFact(fact=to, where=fact)
    if {row.type, published} not in ({row.type}, {"meeting", "call"}):
        raise AnotherKindOfFact(found=row.type, published=published, where=fact)
    told = _told(what=what, on=on, quotation=quotation, speaker=speaker, text=row.article.text, needed=False)
    body = {"fact": to, "report": f"{article}.{fact}"} | _found(row, status, outcome) | told
    body |= {"sources": [_source(row, source_class).as_json()]}
    _settle(row, body, told_as=to)
    return Done(f"{article}.{fact}", subject=to, body=body)


@action(may=READERS, phases=OPEN, records="fact.rejected", visibility=Visibility.STAFF, sourced=False)
def reject_fact(*, cycle: str, article: str, fact: str, reason: str, actor: Actor, at: datetime) -> Done[None]:
    """Reject a fact with a reason; what the reader had found stays readable. Raises: NoSuchFact, ReasonNeeded."""
    row = _waiting(cycle, article, fact)
    if not reason.strip():
        raise ReasonNeeded(where=fact)
    row.state, row.reason = "rejected", reason.strip()
    row.save(update_fields=["state", "reason"])
    regression_file.remember(row, cycle=cycle, reason=row.reason, gazetteer=gazetteer_of(cycle=cycle))
    name = f"{article}.{fact}"
    body = {"fact": name, "reason": row.reason}
    return Done(None, subject=name, body=body, after_commit=partial(regression_file.write, cycle))


@action(may=READERS, phases=OPEN, records="fact.published", visibility=Visibility.PUBLIC)
def add_fact(
    *,
    cycle: str,
    fact_type: str,
    status: str,
    what: str,
    on: str,
    sources: Sequence[Source],
    outcome: str = "",
    quotation: str = "",
    speaker: str = "",
    about: Sequence[str] = (),
    who: Who = (),
    sensitive: bool = False,
    denial: str = "",
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Add a fact by hand, in one's own words, with its sources.

    `sensitive`: it is about crime, health or sex; then `denial` stands beside it: the denial, or the sentence that a
    reply was asked for and none came. `about`: codes of candidates; `who`: role and name of those who take part.

    Raises: SentenceMissing, NotADay, QuotationTooLong, DenialMissing, NoSuchCandidate, NoSuchStanding.
    """
    told = _told(what=what, on=on, quotation=quotation, speaker=speaker)
    if (sensitive or subject_of(f"{what}\n{quotation}")) and not denial.strip():
        raise DenialMissing(where=what)
    name = _next_added(cycle)
    body: dict[str, Any] = {"fact": name, "type": fact_type, "status": status} | told
    parts = [{"role": role, "name": named} for role, named in who]
    more = {"outcome": outcome, "about": _about(cycle, about), "who": parts, "denial": denial.strip()}
    body |= {key: value for key, value in more.items() if value}
    body["sources"] = [_standing(source, what, who).as_json() for source in sources]
    AddedFact.objects.create(cycle=cycle, code=name, told=body)
    return Done(name, subject=name, body=body)


@action(may=READERS, phases=OPEN, records="fact.reported-again", visibility=Visibility.PUBLIC)
def add_source(
    *,
    cycle: str,
    to: str,
    sources: Sequence[Source],
    status: str,
    what: str = "",
    on: str = "",
    outcome: str = "",
    quotation: str = "",
    speaker: str = "",
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Add a report by hand to the published fact `to`: an article that is not in the file; what differs stands in it.

    Raises: NoSuchPublishedFact, FactNotOffered, NotADay, QuotationTooLong, NoSuchStanding.
    """
    if not type_of_published(cycle=cycle, fact=to):
        raise NoSuchPublishedFact(fact=to)
    if subject_of(f"{what}\n{quotation}"):
        raise FactNotOffered(where=to)
    told = _told(what=what, on=on, quotation=quotation, speaker=speaker, needed=False)
    name = _next_added(cycle)
    body: dict[str, Any] = {"fact": to, "report": name, "status": status} | told
    body |= {"outcome": outcome} if outcome else {}
    body["sources"] = [_standing(source, what, ()).as_json() for source in sources]
    AddedFact.objects.create(cycle=cycle, code=name, told=body)
    return Done(name, subject=to, body=body)


def _next_added(cycle: str) -> str:
    return f"ADDED-{AddedFact.objects.filter(cycle=cycle).count() + 1}"


def _waiting(cycle: str, article: str, fact: str) -> Fact:
    row = Fact.objects.filter(article__cycle=cycle, article__code=article, code=fact).select_related("article").first()
    if row is not None and row.state == "kept back":
        raise FactNotOffered(where=fact)
    if row is None or row.state != "waiting":
        raise NoSuchFact(fact=fact, where=article)
    return row


def _settle(row: Fact, body: dict[str, Any], *, told_as: str) -> None:
    if subject_of(f"{body.get('what', '')}\n{body.get('quotation', '')}"):
        raise FactNotOffered(where=row.code)
    row.state, row.told, row.told_as = "accepted", body, told_as
    row.save(update_fields=["state", "told", "told_as"])


def _found(row: Fact, status: str, outcome: str) -> dict[str, Any]:
    """Status, outcome, sum, number and race, as corrected or as found."""
    said = {"status": status or status_of(row.found), "outcome": outcome or str(row.found["outcome"])}
    more = said | figures_of(row.found) | {"race": race_of(row.found)}
    return {key: value for key, value in more.items() if value != ""}


def _who(cycle: str, row: Fact, who: Who) -> list[dict[str, str]]:
    known = {entity.id: entity for entity in gazetteer_of(cycle=cycle).entities}
    names = {each.name: each.code for each in candidates_of(cycle=cycle)}
    if not who:
        return who_of(row.found, known, names.values())
    parts = [{"role": role, "name": name} for role, name in who]
    return [part | ({"candidate": names[part["name"]]} if part["name"] in names else {}) for part in parts]


def _about(cycle: str, codes: Sequence[str]) -> list[str]:
    known = {each.code for each in candidates_of(cycle=cycle)}
    for code in codes:
        if code not in known:
            raise NoSuchCandidate(cycle=cycle, candidate=code)
    return list(dict.fromkeys(codes))


def _source(row: Fact, source_class: str) -> Source:
    """The article as a source, with its standing."""
    article = row.article
    if source_class:
        word = checked(source_class)
    else:
        known = {entity.id: entity for entity in gazetteer_of(cycle=article.cycle).entities}
        word = standing_of(row.found, article.text[row.start : row.end], article.outlet, known)
    return Source(article.outlet, article.published, link=article.link, standing=word)


def _standing(source: Source, what: str, who: Who) -> Source:
    """A source named by hand, with its standing as given or as its outlet shows."""
    if source.standing:
        word = checked(source.standing)
    else:
        actors = [name for role, name in who if role in ACTORS]
        gainers = [name for role, name in who if role in GAINERS]
        word = standing(outlet=[source.outlet], sentence=what, actors=actors, gainers=gainers)
    return Source(source.outlet, source.day, source.note, source.link, word)


def _told(*, what: str, on: str, quotation: str, speaker: str, text: str = "", needed: bool = True) -> dict[str, str]:
    if needed and not what.strip():
        raise SentenceMissing
    if on:
        Days.parse(on)
    if text and quotation and quotation not in text:
        raise NotInTheText
    n_words = len(quotation.split())
    if n_words > MOST_WORDS:
        raise QuotationTooLong(n_words=n_words, most=MOST_WORDS)
    more = {"what": what.strip(), "on": on, "quotation": quotation.strip()}
    return {key: value for key, value in (more | {"speaker": speaker.strip() if quotation else ""}).items() if value}
