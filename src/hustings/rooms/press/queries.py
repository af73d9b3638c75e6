"""What can be asked of the press file. All of it is for staff."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hustings.core.reading import Gazetteer
from hustings.core.values import STAFF, Actor, Role
from hustings.ground.record.declared import query
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.press.models import Article, Fact, Name

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
