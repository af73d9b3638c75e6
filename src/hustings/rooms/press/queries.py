"""What can be asked of the press file. All of it is for staff."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from hustings.core.reading import Gazetteer
from hustings.core.reading.merging import Likeness, likeness
from hustings.core.values import STAFF, Actor, Role, Source
from hustings.ground.record.declared import query
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.press.models import AddedFact, Article, Fact, Name
from hustings.rooms.press.telling import telling_from, telling_of

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
    """A fact under review: the sentence it stands in, what the reader made of it, and a sentence to start from."""

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


@query(may=STAFF)
def articles_of(*, cycle: str, actor: Actor) -> tuple[ArticleView, ...]:
    """The press file of a cycle, the latest article first."""
    return tuple(_article(row) for row in Article.objects.filter(cycle=cycle).order_by("-pk").prefetch_related("facts"))


@query(may=STAFF)
def text_of(*, cycle: str, article: str, actor: Actor) -> str:
    """The full text of an article, for the review desk only; empty if there is none."""
    return Article.objects.filter(cycle=cycle, code=article).values_list("text", flat=True).first() or ""


@query(may=STAFF)
def facts_of(*, cycle: str, article: str = "", state: str = "", actor: Actor) -> tuple[FactView, ...]:
    """Facts in the order of their places; clear ones and doubtful ones alike. Those kept back are not offered."""
    rows = Fact.objects.filter(article__cycle=cycle).exclude(state="kept back").select_related("article")
    chosen = {key: value for key, value in (("article__code", article), ("state", state)) if value}
    return tuple(_fact(row) for row in rows.filter(**chosen).order_by("article", "start", "pk"))


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
    sentence = row.article.text[row.start : row.end]
    mine = telling_of(
        row.found, key=f"{article}.{fact}", sentence=sentence, published=row.article.published, known=known
    )
    found: list[LikelySame] = []
    for code, (first, *more) in _reports_by_fact(cycle).items():
        who, type_ = first.get("who", []), str(first["type"])
        held = [telling_from(each, type_=type_, who=who, known=known) for each in (first, *more)]
        alike = [each for each in (likeness(mine, one) for one in held if one.key != mine.key) if each]
        if alike:
            sources = tuple(Source.from_json(one) for each in (first, *more) for one in each["sources"])
            said = {key: str(first.get(key, "")) for key in ("status", "on", "what")}
            best = max(alike, key=lambda each: (each.same, each.weight))
            found.append(LikelySame(fact=code, type=type_, sources=sources, alike=best, **said))
    return tuple(sorted(found, key=lambda each: (not each.alike.same, -each.alike.weight, each.fact)))


@query()
def type_of_published(*, cycle: str, fact: str) -> str:
    """The kind of a published fact; empty if there is none of that code."""
    reports = _reports_by_fact(cycle).get(fact)
    return str(reports[0]["type"]) if reports else ""


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


def _article(row: Article) -> ArticleView:
    states = [fact.state for fact in row.facts.all()]
    return ArticleView(row.code, row.outlet, row.published, row.link, len(states), states.count("waiting"))


def _fact(row: Fact) -> FactView:
    found: Mapping[str, Any] = row.found
    named = tuple((str(one["role"]), _name(one)) for one in found["participants"])
    time = found["time"] or {}
    day = str(time.get("value") or "")
    who = ", ".join(dict.fromkeys(name for _, name in named if name))
    status = str(found["status"]).replace("_", " ")
    return FactView(
        code=row.code,
        article=row.article.code,
        type=row.type,
        tier=row.tier,
        status=status,
        sentence=row.article.text[row.start : row.end],
        trigger=str(found["trigger"].get("text", "")),
        participants=named,
        when=str(time.get("arithmetic") or time.get("text") or ""),
        day=day,
        suggestion=f"{row.type.capitalize()} ({status}): {who}".rstrip(": "),
        state=row.state,
        reason=row.reason,
    )


def _name(participant: Mapping[str, Any]) -> str:
    span = participant.get("span") or {}
    return str(participant.get("name") or span.get("text") or participant.get("entity") or "")
