"""Statements and positions: what somebody said, in quotation marks or not, and what they are for or against."""

import re
from collections.abc import Iterator, Sequence

from hustings.core.reading.dates import DateExpression
from hustings.core.reading.facts import CLEAR, LOOK, Fact, Page, Participant, dated, participant, reference
from hustings.core.reading.late import Late
from hustings.core.reading.modality import status_of
from hustings.core.reading.shadow import Shadow, rule
from hustings.core.reading.spans import Line, Span
from hustings.core.reading.speakers import Quote
from hustings.core.reading.subjects import subject

_INDIRECT = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>said|says|told (?:<A>|[a-z]+)|denied|denies|vowed|promised|pledged|"
    r"confirmed|announced|accused|accusing|praised|criticized|"
    r"criticised|dismissed|rejected|claimed|argued|insisted|warned|acknowledged|dodged|declined to (?:say|"
    r"comment|answer)|refused to (?:say|comment|answer)|shot back)\b"
)
_MEDIUM = Late(
    r"\bin an? (?P<medium>(?:[\w-]+ ){0,2}(?:statement|release|post|interview|speech|letter|email|memo|video|"
    r"tweet|podcast))\b"
)
_TOLD = rule(
    r"\b(?:told|tells|[Ss]peaking (?:with|to)) (?:(?P<known><A>)|(?P<plain>reporters|journalists|members|"
    r"supporters|the crowd|an audience|delegates))"
)
_POSITION = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>supports?|supported|opposes?|opposed|favou?rs?|favou?red|backs|backed|"
    r"rejects|is against|was against|is for|called for|calls for|"
    r"promised to|pledged to|vowed to|plans to|wants to|would|plans? to|doubling down on <A>'s plans? to|"
    r"in favou?r of|against)"
    r" (?P<topic>(?:an? |the |any |all )?(?:[a-z][\w'-]*)(?: (?!(?:if|when|after|before|because|as|but|and he|"
    r"and she|on|by) )[a-z][\w'-]*){0,7})"
)
_AGAINST = Late(r"oppos|against|reject")


def _about(
    page: Page, quotes: Sequence[Quote], shadow: Shadow, speaker: str | None, mentions: Sequence[tuple[Span, str]]
) -> list[Participant]:
    """Known names inside the quoted words and in the sentence around them, the speaker left out."""
    found: dict[str, Participant] = {}
    for quote in quotes:
        for span, entity in mentions:
            if quote.fragment.span.holds(span) and entity != speaker:
                found.setdefault(entity, Participant("about", entity, span))
    for item in shadow.at(0, len(shadow.text), "PO"):
        one = reference(item)
        if one.entity and one.entity != speaker and not one.possessive:
            found.setdefault(one.entity, Participant("about", one.entity, one.span, one.how))
    return list(found.values())[:4]


def _quoted(page: Page, quotes: Sequence[Quote], mentions: Sequence[tuple[Span, str]]) -> Iterator[Fact]:
    """One statement for each group of quotations with a speaker."""
    groups: dict[str, list[Quote]] = {}
    for quote in quotes:
        if quote.speaker is not None:
            groups.setdefault(quote.group, []).append(quote)
    names = Line([span for span, _ in mentions])
    for name, group in groups.items():
        first = group[0]
        touched = [page.shadows[index] for index in page.touched([quote.fragment.span for quote in group])]
        if not touched or first.speaker is None:
            continue
        shadow = touched[0]
        role = Participant("speaker", first.entity, first.speaker, "name" if first.tier == CLEAR else first.how)
        near = [mentions[index] for quote in group for index in names.touching(quote.fragment.span)]
        addressee = _addressee(shadow)
        medium = _MEDIUM.search(shadow.text)
        yield Fact(
            type="statement",
            status="happened",
            tier=first.tier,
            participants=(role, *addressee, *_about(page, group, shadow, first.entity, near)),
            trigger=first.cue or first.fragment.span,
            evidence=tuple(s.sentence for s in touched),
            time=_said_on(shadow),
            quotes=(name,),
            kind=medium.group("medium") if medium else "",
            zone=shadow.zone,
            why="" if first.tier == CLEAR else "the speaker is not named beside the words",
        )


def _addressee(shadow: Shadow) -> list[Participant]:
    match = _TOLD.search(shadow.text)
    if match is None:
        return []
    if match.group("known"):
        item = shadow.at(*match.span("known"))[0]
        return [participant("addressee", item)]
    start, end = shadow.source(*match.span("plain"))
    return [Participant("addressee", None, Span(start, end, match.group("plain")), "description")]


def _said_on(shadow: Shadow) -> DateExpression | None:
    """The day of saying: a reporting day, or the only date of the sentence."""
    dates = [i.what for i in shadow.at(0, len(shadow.text), "D") if isinstance(i.what, DateExpression)]
    reporting = [d for d in dates if d.kind == "reporting"]
    events = [d for d in dates if d.kind == "event"]
    return reporting[0] if reporting else events[0] if len(events) == 1 else None


def _indirect(page: Page) -> Iterator[Fact]:
    for shadow in page.shadows:
        if shadow.at(0, len(shadow.text), "Q") or shadow.zone in ("headline", "correction", "related"):
            continue
        for match in _INDIRECT.finditer(shadow.text):
            who = subject(shadow, match.start())
            if who is None or not who.items or who.items[0].kind not in "PRN":
                continue
            verb = match.group("verb")
            status = status_of(match.group("aux"), verb)
            refused = verb.startswith(("dodged", "declined", "refused")) or status == "not_happened"
            yield Fact(
                type="statement",
                status="not_happened" if refused else "happened",
                tier=LOOK,
                participants=(participant("speaker", who.items[0]),),
                trigger=page.quoted(shadow, *match.span("verb")),
                evidence=(shadow.sentence,),
                time=_said_on(shadow),
                kind="indirect",
                zone=shadow.zone,
                why="not in the speaker's own words",
            )
            break


def _positions(page: Page) -> Iterator[Fact]:
    for shadow in page.shadows:
        if shadow.zone in ("headline", "correction", "related", "boilerplate"):
            continue
        for match in _POSITION.finditer(shadow.text):
            who = subject(shadow, match.start())
            if who is None or who.items[0].kind != "P" or reference(who.items[0]).role not in ("candidate", ""):
                continue
            if match.group("verb") in ("would", "plans to", "wants to") and not re.match(
                r"(?:raise|cut|end|ban|repeal|protect|expand|lower|abolish|tax|build|restore|keep)\b",
                match.group("topic"),
            ):
                continue
            status = status_of(match.group("aux"), match.group("verb"))
            yield Fact(
                type="position",
                status="denied" if status == "not_happened" else "ongoing",
                tier=LOOK,
                participants=(participant("holder", who.items[0]),),
                trigger=page.quoted(shadow, *match.span("verb")),
                evidence=(shadow.sentence,),
                time=dated(shadow, *match.span("verb")),
                topics=(page.quoted(shadow, *match.span("topic")),),
                stance="against" if _AGAINST.search(match.group("verb")) else "for",
                zone=shadow.zone,
                why="what the position is about needs a reader",
            )


def find_statements(page: Page, quotes: Sequence[Quote], mentions: Sequence[tuple[Span, str]]) -> list[Fact]:
    """Statements, quoted and reported, and positions. `mentions`: names in the text with their entity."""
    return [*_quoted(page, quotes, mentions), *_indirect(page), *_positions(page)]
