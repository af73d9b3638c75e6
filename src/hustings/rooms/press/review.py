"""One fact before a person's eyes: its place in the article, who, when and why, and a sentence to accept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hustings.core.reading import Entity, Gazetteer
from hustings.core.reading.gazetteer import Mention
from hustings.core.reading.text import paragraphs
from hustings.core.reading.zones import find_zones
from hustings.core.values import STAFF, Actor
from hustings.ground.record.declared import query
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.press.findings import MOST_WORDS
from hustings.rooms.press.marks import Excerpt, Mark, excerpt, known_names, marks_of, told_in, window
from hustings.rooms.press.models import AddedFact, Article, Fact
from hustings.rooms.press.queries import gazetteer_of
from hustings.rooms.press.refusals import FactNotOffered, NoSuchArticle, NoSuchFact
from hustings.rooms.press.sentences import money_in, name_in, sentence_of
from hustings.rooms.press.telling import day_of, standing_of, status_of
from hustings.rooms.press.texts import text_behind
from hustings.rooms.press.unknown import Unknown, unknown_names

NEAR = 300
"""How many letters around a fact's sentence are looked through for names that the reader does not know."""


@dataclass(frozen=True, slots=True)
class Named:
    """Who takes part. `words`: as the article writes it, empty where it is implied; `known`: the reader knows whom."""

    role: str
    name: str
    words: str
    known: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What the reader made of it, and what it proposes to publish: `suggestion`, `on`, `quotation`, `about`.

    `told_by`: whom the text has it from; `standing`: how near the source is to what it tells.
    """

    type: str
    status: str
    outcome: str
    tier: str
    why: str
    parser: str
    zone: str
    sentence: str
    trigger: str
    when: str
    arithmetic: str
    figure: str
    on: str
    suggestion: str
    quotation: str
    speaker: str
    about: tuple[str, ...]
    told_by: str
    standing: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an article is: `waiting` holds the codes of the facts that wait, in order."""

    waiting: tuple[str, ...]
    n_decided: int
    n_offered: int
    n_kept_back: int


@dataclass(frozen=True, slots=True)
class Review:
    """A fact with all that a decision needs. `told_as`: the published fact that it became or was added to."""

    article: str
    outlet: str
    published: str
    code: str
    state: str
    reason: str
    told_as: str
    lost: bool
    said: Said
    participants: tuple[Named, ...]
    place: Excerpt
    unknown: tuple[Unknown, ...]
    progress: Progress


@dataclass(frozen=True, slots=True)
class WholeText:
    """An article in full, its names and its zones marked, a part at a time."""

    pieces: Excerpt
    part: int
    n_parts: int


PART = 40_000
"""How many letters of an article are on one page."""


@query(may=STAFF)
def review_of(*, cycle: str, article: str, fact: str, actor: Actor) -> Review:
    """A fact of the press file, whatever was decided on it. Raises: NoSuchFact, FactNotOffered."""
    row = _row(cycle, article, fact)
    found: Mapping[str, Any] = row.found
    text, gazetteer = text_behind(row), gazetteer_of(cycle=cycle)
    known = {entity.id: entity for entity in gazetteer.entities}
    shown = window(text, row.start, row.end)
    mentions = known_names(text, *shown, gazetteer)
    return Review(
        article=article,
        outlet=row.article.outlet,
        published=row.article.published,
        code=fact,
        state=row.state,
        reason=row.reason,
        told_as=row.told_as,
        lost=row.lost,
        said=_said(row, text, known),
        participants=_participants(found, known),
        place=excerpt(text, (*marks_of(found), *_as_marks(mentions)), told_in(found), shown),
        unknown=_unknown(text, row, mentions, gazetteer),
        progress=_progress(row.article),
    )


@query(may=STAFF)
def sentence_for(
    *, cycle: str, article: str, fact: str, status: str, outcome: str = "", on: str = "", actor: Actor
) -> str:
    """The proposed sentence of a fact, were its status, outcome and day these. Raises: NoSuchFact, FactNotOffered."""
    row = _row(cycle, article, fact)
    known = {entity.id: entity for entity in gazetteer_of(cycle=cycle).entities}
    return sentence_of(row.found, known, status=status, outcome=outcome, on=on)


@query(may=STAFF)
def whole_text(*, cycle: str, article: str, part: int = 1, actor: Actor) -> WholeText:
    """A part of an article's text, from 1 on, with the names that the reader knows and the page's own zones marked.

    Raises: NoSuchArticle.
    """
    row = Article.objects.filter(cycle=cycle, code=article).first()
    if row is None:
        raise NoSuchArticle(article=article, where=cycle)
    n_parts = max(1, -(-len(row.text) // PART))
    here = min(max(part, 1), n_parts)
    first, last = (here - 1) * PART, min(here * PART, len(row.text))
    marks = _as_marks(known_names(row.text, first, last, gazetteer_of(cycle=cycle)))
    shown = row.text[first:last]
    zones = [(zone.span.start + first, zone.span.end + first) for zone in find_zones(shown, paragraphs(shown))]
    return WholeText(excerpt(row.text, marks, zones, (first, last)), here, n_parts)


@query(may=STAFF)
def published_of(*, cycle: str, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Code and sentence of every published fact, as it was first told, the latest first."""
    read = Fact.objects.filter(article__cycle=cycle, state="accepted").order_by("-pk").values_list("told", flat=True)
    added = AddedFact.objects.filter(cycle=cycle).order_by("-pk").values_list("told", flat=True)
    return tuple((str(told["fact"]), str(told["what"])) for told in (*read, *added) if "type" in told)


def _row(cycle: str, article: str, fact: str) -> Fact:
    row = Fact.objects.filter(article__cycle=cycle, article__code=article, code=fact).select_related("article").first()
    if row is not None and row.state == "kept back":
        raise FactNotOffered(where=fact)
    if row is None or row.state == "replaced":
        raise NoSuchFact(fact=fact, where=article)
    return row


def _said(row: Fact, text: str, known: Mapping[str, Entity]) -> Said:
    found: Mapping[str, Any] = row.found
    time: Mapping[str, Any] = found["time"] or {}
    quotation = _quotation(found, text)
    codes = {each.code for each in candidates_of(cycle=row.article.cycle)}
    return Said(
        type=row.type,
        status=status_of(found),
        outcome=str(found["outcome"]),
        tier=row.tier,
        why=str(found["why"]),
        parser=str(found.get("parser") or ""),
        zone=str(found["zone"]),
        sentence=" […] ".join(" ".join(text[a:b].split()) for a, b in told_in(found)),
        trigger=str(found["trigger"].get("text", "")),
        when=str((time.get("span") or {}).get("text", "")),
        arithmetic=str(time.get("arithmetic", "")),
        figure=_figure(found),
        on=day_of(found),
        suggestion=sentence_of(found, known),
        quotation=quotation,
        speaker=_speaker(found, known) if quotation else "",
        about=tuple(dict.fromkeys(str(p["entity"]) for p in found["participants"] if p["entity"] in codes)),
        told_by=", ".join(dict.fromkeys(" ".join(str(one["span"]["text"]).split()) for one in found["attribution"])),
        standing=standing_of(found, text[row.start : row.end], row.article.outlet, known),
    )


def _progress(article: Article) -> Progress:
    rows = list(article.facts.order_by("start", "pk").values_list("code", "state"))
    states = [state for _, state in rows]
    n_decided = states.count("accepted") + states.count("rejected")
    waiting = tuple(code for code, state in rows if state == "waiting")
    return Progress(waiting, n_decided, n_decided + len(waiting), states.count("kept back"))


def _participants(found: Mapping[str, Any], known: Mapping[str, Entity]) -> tuple[Named, ...]:
    return tuple(
        Named(
            role=str(one["role"]).replace("_", " "),
            name=known[one["entity"]].name if one["entity"] in known else "",
            words=" ".join(str((one["span"] or {}).get("text", "")).split()),
            known=one["entity"] in known,
        )
        for one in found["participants"]
    )


def _figure(found: Mapping[str, Any]) -> str:
    count = found["count"]
    return money_in(found) or (f"{count['value']:,} {count['unit']}" if count else "")


def _quotation(found: Mapping[str, Any], text: str) -> str:
    """The first words that a statement quotes, if they are few enough to be shown."""
    spans: Sequence[Mapping[str, Any]] = found.get("words") or ()
    words = next((text[span["start"] : span["end"]] for span in spans), "")
    few = found["type"] == "statement" and len(words.split()) <= MOST_WORDS
    return words.strip().rstrip(",") if few else ""


def _speaker(found: Mapping[str, Any], known: Mapping[str, Entity]) -> str:
    return next((name_in(one, known) for one in found["participants"] if one["role"] == "speaker"), "")


def _as_marks(mentions: Sequence[Mention]) -> tuple[Mark, ...]:
    return tuple(Mark(one.span.start, one.span.end, "known", one.entity.name) for one in mentions)


def _unknown(text: str, row: Fact, mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Unknown, ...]:
    """Unknown names in the fact's own sentence first, then around it."""
    first, last = window(text, row.start, row.end, around=NEAR)
    spans = [(row.start, row.end), (first, row.start), (row.end, last)]
    return unknown_names(text, spans, mentions, gazetteer.active(""))
