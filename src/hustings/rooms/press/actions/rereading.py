"""Reading an article again: when a name is learnt, or its day was wrong. What a person decided stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from hustings.core.phases import OPEN
from hustings.core.reading import Entity
from hustings.core.values import Actor, Days, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.press import regression_file
from hustings.rooms.press.findings import findings, reading_of, rows_of
from hustings.rooms.press.models import Article, Fact, Name, Rejection
from hustings.rooms.press.queries import READERS, gazetteer_of
from hustings.rooms.press.refusals import AliasTaken, NoChangeOfDay, NoSuchArticle, NoSuchName, NotRejected
from hustings.rooms.press.telling import day_of

Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading again changed: new findings, waiting ones that are gone, and decided ones that now read otherwise.

    `differs`: codes of accepted facts whose day, status or names the reader now gives differently.
    """

    n_new: int
    n_gone: int
    differs: tuple[str, ...]


@action(may=READERS, phases=OPEN, records="article.read-again", visibility=Visibility.STAFF, sourced=False)
def read_again(*, cycle: str, article: str, actor: Actor, at: datetime) -> Done[Reread]:
    """Read an article again with the names that are known now. Waiting facts are replaced, decided ones stay.

    Raises: NoSuchArticle.
    """
    row = _article(cycle, article)
    return _done(row, _read_again(row))


@action(may=READERS, phases=OPEN, records="article.read-again", visibility=Visibility.STAFF, sourced=False)
def set_published(*, cycle: str, article: str, published: str, actor: Actor, at: datetime) -> Done[Reread]:
    """Say when an article was published; every relative date in it is reckoned again from there.

    Raises: NoSuchArticle, NotADay, NoChangeOfDay.
    """
    row = _article(cycle, article)
    if published:
        Days.parse(published)
    if published == row.published:
        raise NoChangeOfDay(published=published or "–", where=article)
    row.published = published
    row.save(update_fields=["published"])
    return _done(row, _read_again(row))


@action(may=READERS, phases=OPEN, records="name.entered", visibility=Visibility.STAFF, sourced=False)
def add_alias(*, cycle: str, key: str, alias: str, actor: Actor, at: datetime) -> Done[str]:
    """Teach the reader one more way to write somebody whom it knows, candidates included.

    Raises: NoSuchName, AliasTaken.
    """
    known = {entity.id: entity for entity in gazetteer_of(cycle=cycle).entities}
    words = " ".join(alias.split())
    if key not in known or not words:
        raise NoSuchName(name=key, where=cycle)
    owner = next((one for one in known.values() if words in one.aliases), None)
    if owner is not None:
        raise AliasTaken(alias=words, name=owner.name, where=cycle)
    entity = known[key]
    kept = [*entity.aliases, words]
    Name.objects.update_or_create(cycle=cycle, key=key, defaults=_written(entity) | {"aliases": kept})
    return Done(key, subject=key, body={"key": key, "kind": entity.kind, "name": entity.name, "aliases": kept})


@action(may=READERS, phases=OPEN, records="fact.reopened", visibility=Visibility.STAFF, sourced=False)
def reopen_fact(*, cycle: str, article: str, fact: str, actor: Actor, at: datetime) -> Done[None]:
    """Take a rejection back: the fact waits again, and its line leaves the regression file. Raises: NotRejected."""
    row = Fact.objects.filter(article__cycle=cycle, article__code=article, code=fact, state="rejected").first()
    if row is None:
        raise NotRejected(fact=fact, where=article)
    was = row.reason
    row.state, row.reason = "waiting", ""
    row.save(update_fields=["state", "reason"])
    Rejection.objects.filter(fact=row).delete()
    name = f"{article}.{fact}"
    body = {"fact": name, "reason": was}
    return Done(None, subject=name, body=body, after_commit=partial(regression_file.write, cycle))


def _article(cycle: str, code: str) -> Article:
    row = Article.objects.filter(cycle=cycle, code=code).first()
    if row is None:
        raise NoSuchArticle(article=code, where=cycle)
    return row


def _written(entity: Entity) -> dict[str, str]:
    return {"kind": entity.kind, "name": entity.name, "role": entity.role}


def _done(row: Article, changed: Reread) -> Done[Reread]:
    body = {"article": row.code, "published": row.published, "n_new": changed.n_new, "n_gone": changed.n_gone}
    return Done(changed, subject=row.code, body=body)


def _read_again(article: Article) -> Reread:
    """Match what is found now with what was found before, place by place, and keep every decision."""
    found = findings(reading_of(cycle=article.cycle, text=article.text, published=article.published))
    before = list(article.facts.filter(version=article.version).exclude(state="replaced").order_by("pk"))
    decided = [row for row in before if row.state in ("accepted", "rejected")]
    undecided = [row for row in before if row.state not in ("accepted", "rejected")]
    fresh, differs = _without_decided(found, decided)
    n_gone, fresh = _renew(undecided, fresh)
    Fact.objects.bulk_create(rows_of(article, fresh, n_before=article.facts.count()))
    return Reread(n_new=len(fresh), n_gone=n_gone, differs=differs)


def _without_decided(found: Sequence[Found], decided: Iterable[Fact]) -> tuple[list[Found], tuple[str, ...]]:
    """The findings on which nobody has decided, and the accepted facts that now read otherwise.

    A rejected finding that now names somebody else is offered again: it is another claim.
    """
    fresh = list(found)
    differs: list[str] = []
    for row in decided:
        same = _again(row.found, fresh)
        if same is None or (row.state == "rejected" and _claim(same) != _claim(row.found)):
            continue
        fresh.remove(same)
        if row.state == "accepted" and (_claim(same), day_of(same)) != (_claim(row.found), day_of(row.found)):
            differs.append(row.code)
    return fresh, tuple(differs)


def _renew(undecided: Iterable[Fact], found: Sequence[Found]) -> tuple[int, list[Found]]:
    """Waiting facts take over what is found now in their place; those not found again are replaced, never deleted."""
    fresh, n_gone = list(found), 0
    for row in undecided:
        same = _again(row.found, fresh)
        if same is None:
            n_gone += row.state == "waiting"
            row.state = "replaced"
        else:
            fresh.remove(same)
            (now,) = rows_of(row.article, [same])
            row.found, row.state, row.tier, row.start, row.end = now.found, now.state, now.tier, now.start, now.end
        row.save()
    return n_gone, fresh


def _again(before: Found, found: Iterable[Found]) -> Found | None:
    """The finding in the same place: of the same kind, by the same word, with the same names or with more or fewer."""
    was = _named_at(before)
    there = [
        (one, now)
        for one in found
        if (one["type"], one["trigger"]["start"]) == (before["type"], before["trigger"]["start"])
        for now in [_named_at(one)]
        if not (_missing(was, now) and _missing(now, was))
    ]
    nearest = min(there, key=lambda pair: _missing(was, pair[1]) + _missing(pair[1], was), default=None)
    return nearest[0] if nearest else None


def _named_at(found: Found) -> list[tuple[str, int, int]]:
    """The roles of those who take part, and where they are named."""
    people = ((one["role"], one["span"]) for one in found["participants"] if one.get("span"))
    return [(role, span["start"], span["end"]) for role, span in people]


def _missing(some: Iterable[tuple[str, int, int]], others: Sequence[tuple[str, int, int]]) -> int:
    """How many of `some` have nobody of their role, in a place that touches theirs, among the others."""
    return sum(
        not any(role == part and start < last and first < end for part, first, last in others)
        for role, start, end in some
    )


def _claim(found: Found) -> dict[str, Any]:
    """What a finding says of whom."""
    who = sorted((one["role"], str(one["entity"])) for one in found["participants"])
    return {"status": found["status"], "outcome": found["outcome"], "who": who}
