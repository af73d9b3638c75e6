"""What can be asked of the press file. All of it is for staff."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Count, Q

from hustings.core.reading import Entity, Gazetteer
from hustings.core.reading.merging import Event, Likeness, Telling, likeness, merge
from hustings.core.values import STAFF, Actor, Role, Source
from hustings.ground.record.declared import query
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.press.models import AddedFact, Article, Fact, Name
from hustings.rooms.press.sentences import name_in, sentence_of
from hustings.rooms.press.telling import day_of, status_of, telling_from, telling_of

READERS = frozenset({Role.DIRECTOR, Role.COMMUNICATIONS})


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article; `n_waiting` of its `n_facts` facts wait for a decision."""

    code: str
    outlet: str
    published: str
    link: str
    n_facts: int
    n_waiting: int


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact under review: the words that tell it, what the reader made of it, and a sentence to start from.

    `lost`: a newer text of the article no longer has these words.
    """

    code: str
    article: str
    type: str
    tier: str
    status: str
    sentence: str
    trigger: str
    participants: tuple[tuple[str, str], ...]
    when: str
    day: str
    suggestion: str
    state: str
    reason: str
    lost: bool


@query(may=STAFF)
def articles_of(*, cycle: str, actor: Actor) -> tuple[ArticleView, ...]:
    """The press file of a cycle, the latest article first."""
    counted = Article.objects.annotate(
        n_facts=Count("facts", filter=~Q(facts__state="replaced")),
        n_waiting=Count("facts", filter=Q(facts__state="waiting")),
    )
    return tuple(_article(row) for row in counted.filter(cycle=cycle).defer("text").order_by("-pk"))


@query(may=STAFF)
def text_of(*, cycle: str, article: str, actor: Actor) -> str:
    """The full text of an article, for the review desk only; empty if there is none."""
    return Article.objects.filter(cycle=cycle, code=article).values_list("text", flat=True).first() or ""


@query(may=STAFF)
def facts_of(*, cycle: str, article: str = "", state: str = "", actor: Actor) -> tuple[FactView, ...]:
    """Facts in the order of their places; clear ones and doubtful ones alike. Those kept back are not offered."""
    hidden = ("kept back", "replaced")
    rows = Fact.objects.filter(article__cycle=cycle).exclude(state__in=hidden)
    known = {entity.id: entity for entity in gazetteer_of(cycle=cycle).entities}
    chosen = {key: value for key, value in (("article__code", article), ("state", state)) if value}
    told = rows.filter(**chosen).select_related("article").defer("article__text")
    return tuple(_fact(row, known) for row in told.order_by("article", "start", "pk"))


@query(may=STAFF)
def n_kept_back(*, cycle: str, article: str, actor: Actor) -> int:
    """How many findings of an article are about crime, health or sex and are therefore not offered."""
    return Fact.objects.filter(article__cycle=cycle, article__code=article, state="kept back").count()


@dataclass(frozen=True, slots=True)
class LikelySame:
    """A published fact that a finding may tell again, with all its sources, and how they are alike.

    `alike.same`: the two are taken for one event; otherwise it is close, and a person decides. `alike.reasons` say why,
    in words; in `alike.differs` the keys are the finding's (`ART-1.FACT-2`) and that of the report it was held against.
    """

    fact: str
    type: str
    status: str
    on: str
    what: str
    sources: tuple[Source, ...]
    alike: Likeness


@query(may=STAFF)
def likely_same(*, cycle: str, article: str, fact: str, actor: Actor) -> tuple[LikelySame, ...]:
    """The published facts that this finding may tell again, the likeliest first; none for a finding that is no more."""
    row = Fact.objects.filter(article__cycle=cycle, article__code=article, code=fact).select_related("article").first()
    if row is None or row.state == "kept back":
        return ()
    known = {entity.id: entity for entity in gazetteer_of(cycle=cycle).entities}
    mine = _telling(row, known)
    found: list[LikelySame] = []
    for code, (first, *more) in _reports_by_fact(cycle).items():
        held = _tellings((first, *more), known)
        alike = [each for each in (likeness(mine, one) for one in held if one.key != mine.key) if each]
        if alike:
            sources = tuple(Source.from_json(one) for each in (first, *more) for one in each["sources"])
            said = {key: str(first.get(key, "")) for key in ("status", "on", "what")}
            best = max(alike, key=lambda each: (each.same, each.weight))
            found.append(LikelySame(fact=code, type=str(first["type"]), sources=sources, alike=best, **said))
    return tuple(sorted(found, key=lambda each: (not each.alike.same, -each.alike.weight, each.fact)))


@query(may=STAFF)
def events_waiting(*, cycle: str, actor: Actor) -> tuple[Event, ...]:
    """The findings that wait, of all articles, by the event that they tell, with the published reports of it.

    A telling is known by its key: `ART-1.FACT-2`, or `ADDED-1` for a report by hand.
    """
    known = {entity.id: entity for entity in gazetteer_of(cycle=cycle).entities}
    rows = Fact.objects.filter(article__cycle=cycle, state="waiting").select_related("article")
    waiting = [_telling(row, known) for row in rows]
    published = [one for reports in _reports_by_fact(cycle).values() for one in _tellings(reports, known)]
    keys = {one.key for one in waiting}
    return tuple(event for event in merge([*waiting, *published]) if keys & {one.key for one in event.tellings})


@query()
def type_of_published(*, cycle: str, fact: str) -> str:
    """The kind of a published fact; empty if there is none of that code."""
    reports = _reports_by_fact(cycle).get(fact)
    return str(reports[0]["type"]) if reports else ""


def _telling(row: Fact, known: Mapping[str, Entity]) -> Telling:
    """A finding as it is held against others."""
    article = row.article
    sentence = article.text[row.start : row.end]
    key = f"{article.code}.{row.code}"
    return telling_of(row.found, key=key, sentence=sentence, published=article.published, known=known)


def _tellings(reports: Sequence[Mapping[str, Any]], known: Mapping[str, Entity]) -> list[Telling]:
    """The reports of a published fact, the first first, as they are held against a finding."""
    first = reports[0]
    return [telling_from(each, type_=str(first["type"]), who=first.get("who", []), known=known) for each in reports]


def _reports_by_fact(cycle: str) -> dict[str, list[Mapping[str, Any]]]:
    """What is on the record of every published fact, its first report first."""
    rows = Fact.objects.filter(article__cycle=cycle, state="accepted").exclude(told_as="").order_by("pk")
    kept: dict[str, list[Mapping[str, Any]]] = {}
    for body in chain((each.told for each in AddedFact.objects.filter(cycle=cycle)), (each.told for each in rows)):
        kept.setdefault(str(body["fact"]), []).append(body)
    for reports in kept.values():
        reports.sort(key=lambda each: "type" not in each)
    return kept


@query()
def gazetteer_of(*, cycle: str) -> Gazetteer:
    """The people and bodies that the reader knows: names entered for the press, and the cycle's candidates."""
    persons: dict[str, dict[str, Any]] = {}
    bodies: dict[str, dict[str, Any]] = {}
    for candidate in candidates_of(cycle=cycle):
        aliases = list(dict.fromkeys((candidate.name, candidate.name.rpartition(" ")[2])))
        persons[candidate.code] = {"name": candidate.name, "aliases": aliases, "role": "candidate", "kind": "Person"}
    for row in Name.objects.filter(cycle=cycle):
        entry = {"name": row.name, "aliases": row.aliases, "role": row.role, "kind": row.kind}
        (persons if row.kind == "Person" else bodies)[row.key] = entry
    lists = {"persons": persons, "organizations": bodies}
    return Gazetteer.from_json(
        json.dumps({key: [{"id": id_} | entry for id_, entry in named.items()] for key, named in lists.items()})
    )


def _article(row: Any) -> ArticleView:
    return ArticleView(
        code=row.code,
        outlet=row.outlet,
        published=row.published,
        link=row.link,
        n_facts=row.n_facts,
        n_waiting=row.n_waiting,
    )


def _fact(row: Fact, known: Mapping[str, Entity]) -> FactView:
    found: Mapping[str, Any] = row.found
    time: Mapping[str, Any] = found["time"] or {}
    return FactView(
        code=row.code,
        article=row.article.code,
        type=row.type,
        tier=row.tier,
        status=status_of(found),
        sentence=" […] ".join(" ".join(str(span["text"]).split()) for span in found["evidence"]),
        trigger=str(found["trigger"].get("text", "")),
        participants=tuple((str(one["role"]), name_in(one, known)) for one in found["participants"]),
        when=str(time.get("arithmetic") or ""),
        day=day_of(found),
        suggestion=sentence_of(found, known),
        state=row.state,
        reason=row.reason,
        lost=row.lost,
    )
