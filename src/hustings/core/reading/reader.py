"""The reader: one text in, everything found in it out."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hustings.core.reading import output
from hustings.core.reading.amounts import Amount, find_amounts
from hustings.core.reading.counts import find_counts, find_headcounts
from hustings.core.reading.dates import DateExpression, find_dates
from hustings.core.reading.donations import find_donations
from hustings.core.reading.endorsements.page import find_endorsements
from hustings.core.reading.facts import Fact, Page
from hustings.core.reading.gazetteer import Gazetteer, Mention, find_mentions
from hustings.core.reading.groups import named_bodies, named_groups
from hustings.core.reading.invitations import find_invitations, spoken_invitations
from hustings.core.reading.late import Late
from hustings.core.reading.meetings import find_meetings
from hustings.core.reading.own_voice import own_voices
from hustings.core.reading.published import Published, find_published
from hustings.core.reading.quotations import Fragment, find_fragments
from hustings.core.reading.references import Reference, Referrer
from hustings.core.reading.sensitive import held_back, legal_facts
from hustings.core.reading.shadow import Item, Shadow, cast, rule
from hustings.core.reading.spans import Line, Span
from hustings.core.reading.speakers import Quote, attribute
from hustings.core.reading.statements import find_statements
from hustings.core.reading.text import MAX_BYTES, EmptyText, TextTooLong, paragraphs, sentences
from hustings.core.reading.votes import find_votes
from hustings.core.reading.zones import Zone, find_zones


@dataclass(frozen=True)
class Reading:
    """All that was found in one text. Nothing here is public: a person decides on every fact."""

    document: str
    sha256: str
    n_characters: int
    published: Published
    zones: tuple[Zone, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    dates: tuple[DateExpression, ...]
    amounts: tuple[Amount, ...]
    facts: tuple[Fact, ...]

    def as_prediction(self) -> dict[str, object]:
        """Mentions, quotes, times, amounts and facts in the form that the project's scorer reads."""
        return output.prediction(self)

    def as_json(self) -> dict[str, object]:
        """Everything, for the review desk: plain values that JSON can hold."""
        return output.everything(self)


@dataclass(frozen=True)
class _Parts:
    """What is known of a text before its sentences are cast."""

    zones: tuple[Zone, ...]
    mentions: tuple[Mention, ...]
    fragments: tuple[Fragment, ...]
    sentences: tuple[tuple[int, Span], ...]
    dates: tuple[DateExpression, ...]
    amounts: tuple[Amount, ...]
    published: Published


def _parts(text: str, gazetteer: Gazetteer, published: Published | None, document: str) -> _Parts:
    blocks = paragraphs(text)
    zones = find_zones(text, blocks)
    fragments = find_fragments(text, blocks)
    outer = Line([fragment.outer for fragment in fragments])
    datelines = {zone.span.start: zone.span for zone in zones if zone.kind == "dateline"}
    cut_up = tuple(
        (number, s) for number, block in enumerate(blocks) for s in _sentences(text, block, outer, datelines)
    )
    line = Line([span for _, span in cut_up])

    def sentence_at(at: int) -> Span:
        return line.spans[line.index(at)]

    day = find_published(text, paragraphs=blocks, zones=zones, given=published)
    captions = Line([zone.span for zone in zones if zone.kind == "caption"])
    dates = find_dates(text, published=day, sentence_at=sentence_at, captions=captions)
    amounts = find_amounts(text, sentence_at=sentence_at)
    mentions = find_mentions(text, gazetteer.active(document))
    return _Parts(zones, mentions, fragments, cut_up, dates, amounts, day)


def _sentences(text: str, block: Span, outer: Line, datelines: dict[int, Span]) -> Iterator[Span]:
    closed = [outer.spans[index] for index in outer.touching(block)]
    for sentence in sentences(text, block, closed=closed):
        yield from _behind_dateline(text, sentence, datelines) if sentence.start == block.start else (sentence,)


_DASH = Late(r"[^\n]{0,60}?(?:—|–|--|-)\s+")


def _behind_dateline(text: str, sentence: Span, datelines: dict[int, Span]) -> Iterator[Span]:
    """A dateline is no part of the sentence behind it."""
    place = next((span for span in datelines.values() if sentence.holds(span)), None)
    dash = _DASH.match(text, place.end, sentence.end) if place else None
    if place is None or dash is None or place.start - sentence.start > 40:
        yield sentence
        return
    yield Span(sentence.start, dash.end(), text[sentence.start : dash.end()])
    if dash.end() < sentence.end:
        yield Span(dash.end(), sentence.end, text[dash.end() : sentence.end])


def _shadows(
    text: str, parts: _Parts, ours: Mapping[int, str] | None = None, leads: Mapping[str, str] | None = None
) -> tuple[list[Shadow], str | None]:
    """Cast every sentence, in order, with the references resolved as the text goes."""
    referrer = Referrer(mentions=parts.mentions, ours=ours, leads=leads)
    outer = Line([fragment.outer for fragment in parts.fragments])
    names = Line([mention.span for mention in parts.mentions])
    layers = _layers(text, parts)
    zones = [zone for zone in parts.zones if zone.kind not in ("dateline", "header")]
    zone_line = Line([zone.span for zone in zones])
    shadows: list[Shadow] = []
    for number, (paragraph, sentence) in enumerate(parts.sentences):
        quoted = [parts.fragments[index] for index in outer.touching(sentence)]
        hidden = [fragment.outer for fragment in quoted]
        mentions = [parts.mentions[index] for index in names.touching(sentence)]
        references = referrer.sentence(number, sentence, mentions, hidden)
        items = [(Item("Q", one.outer, one), False) for one in quoted if sentence.holds(one.outer)]
        items += [(Item(one.kind, one.span, one), one.possessive) for one in references]
        taken = [item.span for item, _ in items]
        for kind, line, values in layers:
            found = ((line.spans[index], values[index]) for index in line.touching(sentence))
            items += [
                (Item(kind, span, value), False) for span, value in found if not any(span.overlaps(t) for t in taken)
            ]
        zone = next((zones[index].kind for index in zone_line.touching(sentence)), "")
        shadows.append(cast(text=text, sentence=sentence, paragraph=paragraph, number=number, zone=zone, items=items))
    return shadows, referrer.focus


def _layers(text: str, parts: _Parts) -> list[tuple[str, Line, list[object]]]:
    """Dates, sums and counts in lines, with their values; a count that is part of a date or sum is none."""
    dates, sums = Line([date.span for date in parts.dates]), Line([amount.span for amount in parts.amounts])
    counts = [pair for pair in find_counts(text) if not _touches(dates, pair[0]) and not _touches(sums, pair[0])]
    return [
        ("D", dates, list(parts.dates)),
        ("M", sums, list(parts.amounts)),
        ("K", Line([span for span, _ in counts]), [value for _, value in counts]),
    ]


def _touches(line: Line, span: Span) -> bool:
    return next(line.touching(span), None) is not None


_OFFICE_OF = rule(
    r"(?P<who><W>), (?:who (?:is|was) )?(?:the |its |a )?(?:[\w-]+ ){0,4}?(?:president|leader|chair\w*|"
    r"secretary[\w-]*|head|director|treasurer)(?: [a-z-]+)* (?:of|at) (?:the )?(?:<K>-[a-z]+ )?(?P<body><O>)|"
    r"(?P<who3><W>)(?:,? who)? (?:leads|heads|runs|chairs|presides over) (?P<body3><O>)(?!')|"
    r"(?P<body2><O>)'s? (?:[a-z-]+ ){0,3}(?:president|leader|chair\w*|secretary[\w-]*|head|director|"
    r"treasurer),? (?P<who2><W>)|"
    r"(?P<who4><W>), (?P<body4><O>)(?:'s)? (?:[a-z-]+ ){0,2}?(?:president|leader|chief|boss|chair\w*|secretary|"
    r"head|director)\b|(?P<who5><W>) of (?P<body5><O>)|"
    r"(?P<who6><P>), (?P<office>\ue002) of (?P<body6><O>)"
)


_LED = rule(r"<P>(?:,| is| —| –| \() <O>(?=[,.;:)—-]| )|<O>, <P>(?=[,.;])")
_OFFICE = Late(r"\b(?:president|secretary|chair\w*|treasurer)\b", re.I)


def _is_body(one: object) -> bool:
    return isinstance(one, Reference) and one.kind == "O"


def _led(shadows: Sequence[Shadow]) -> Iterator[tuple[str, str]]:
    """ "X, the president of the union": the person and the body."""
    for shadow in shadows:
        for match in _LED.finditer(shadow.text):
            who, body = sorted((i.what for i in shadow.at(*match.span(), "PO")), key=_is_body)
            if not isinstance(who, Reference) or not isinstance(body, Reference) or body.part != "leaders":
                continue
            if who.entity and body.entity and _OFFICE.search(body.span.text):
                yield who.entity, body.entity


_ITS_HEAD = Late(r"\b(federation|association|union|council|guild|alliance|league) $", re.I)


_ITS_OFFICE = Late(
    r", (?:the|its|their) (?:[a-z-]+ ){0,3}(?:president|director|secretary|chair\w*|leader|head|treasurer),"
)


_THE_OFFICER = Late(r"\b[Tt]he (?:[a-z]+ ){0,2}(?:president|director|secretary|chair\w*|head|treasurer), $")


def _titled(shadows: Sequence[Shadow]) -> Iterator[tuple[str, str]]:
    """ "Federation president X": of the federation that the sentences before name."""
    for index, shadow in enumerate(shadows):
        for item in shadow.at(0, len(shadow.text), "P"):
            one = item.what
            head = _ITS_HEAD.search(shadow.sentence.text, 0, item.span.start - shadow.sentence.start)
            text, start = shadow.sentence.text, item.span.start - shadow.sentence.start
            office = _ITS_OFFICE.match(text, start + len(item.span.text)) or _THE_OFFICER.search(text, 0, start)
            if (
                (head is None and office is None)
                or not isinstance(one, Reference)
                or one.role == "candidate"
                or not one.entity
            ):
                continue
            before = [i.what for s in shadows[max(0, index - 2) : index] for i in s.at(0, len(s.text), "O")]
            bodies = [
                b for b in before if isinstance(b, Reference) and b.entity and b.role not in ("party", "campaign")
            ]
            called = [b for b in bodies if head and head.group(1).lower() in b.label.lower()]
            for body in called[-1:] or bodies[:1]:
                yield one.entity, str(body.entity)


def _told_of(shadow: Shadow) -> Iterator[tuple[str, str]]:
    """Persons, known or not, with the body that the words beside them say they lead."""
    for match in _OFFICE_OF.finditer(shadow.text):
        second = next(mark for mark in ("", "2", "3", "4", "5", "6") if match.group(f"who{mark}") is not None)
        who = shadow.at(*match.span(f"who{second}"))[0].what
        body = shadow.at(*match.span(f"body{second}"))[0].what
        office = shadow.at(*match.span("office")) if match.group("office") else []
        if office and not _OFFICE.search(office[0].span.text):
            continue
        if isinstance(who, Reference) and isinstance(body, Reference) and body.entity:
            yield who.entity or who.label, body.entity


def _affiliations(shadows: Sequence[Shadow], focus: str | None) -> dict[str, str]:
    """Which body a leader speaks for, as far as the text says it."""
    found: dict[str, str] = {}
    for shadow in shadows:
        for item in shadow.at(0, len(shadow.text), "P"):
            one = item.what
            if isinstance(one, Reference) and one.entity and one.of:
                found.setdefault(one.entity, one.of)
        for name, entity in _told_of(shadow):
            found.setdefault(name, entity)
    found = dict(_titled(shadows)) | dict(_led(shadows)) | found
    for one in (item.what for shadow in shadows for item in shadow.at(0, len(shadow.text), "P")):
        titled = isinstance(one, Reference) and one.role == "leader" and _OFFICE.search(one.span.text)
        if focus and titled and isinstance(one, Reference) and one.entity:
            found.setdefault(one.entity, focus)  # a president without a body leads the one that the text is about
    return found


def _events(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts in the order of the text; those of one kind about the same two, with one outcome, share an event tag."""
    tags: dict[tuple[object, ...], str] = {}
    tagged: list[Fact] = []
    for fact in sorted(facts, key=lambda f: (f.start, f.type, f.trigger.start)):
        who = tuple(
            sorted(p.entity for p in fact.participants if p.entity and p.role not in ("about", "addressee", "attendee"))
        )
        year = fact.time.interval.value[:4] if fact.type == "endorsement" and fact.time and fact.time.interval else ""
        key = (
            fact.type,
            who,
            fact.outcome,
            fact.status == "not_happened",
            year,
            fact.quotes,
            fact.count and fact.count.value,
        )
        tagged.append(replace(fact, event=tags.setdefault(key, f"E{len(tags) + 1}")))
    return tuple(tagged)


def _facts(text: str, page: Page, parts: _Parts, quotes: Sequence[Quote]) -> tuple[Fact, ...]:
    names = [(mention.span, mention.entity.id) for mention in parts.mentions]
    spoken = [(quote.fragment.span, quote.entity) for quote in quotes]
    facts = [
        *find_meetings(replace(page, shadows=named_groups(page.shadows))),
        *find_invitations(page),
        *spoken_invitations(text, spoken, page.affiliations),
        *find_endorsements(replace(page, shadows=named_bodies(page.shadows))),
        *find_donations(page),
        *find_headcounts(page),
        *find_votes(page),
        *find_statements(page, quotes, names),
        *legal_facts(page),
    ]
    return _events(held_back(page, facts))


def _is_led(shadows: Sequence[Shadow], leads: Mapping[str, str]) -> bool:
    """Whether "the union" or "its board" stands behind somebody who is known to lead one."""
    for shadow in shadows:
        led = False
        for item in shadow.items.values():
            one = item.what
            if isinstance(one, Reference) and led and one.kind == "O" and one.how != "name":
                return True
            led = led or (isinstance(one, Reference) and one.kind in "PN" and one.entity in leads)
    return False


def read(text: str, *, gazetteer: Gazetteer, published: Published | None = None, document: str = "") -> Reading:
    """Read one article.

    `text` is read as it stands; every span counts its code points. `published` is what the source itself says about its
    date, when known; without it the text is asked. `document` picks the cycle in the gazetteer.

    Raises: EmptyText, TextTooLong.
    """
    if not text.strip():
        raise EmptyText(where=document)
    if len(text) > MAX_BYTES:
        raise TextTooLong(size=len(text), limit=MAX_BYTES, where=document)
    parts = _parts(text, gazetteer, published, document)
    shadows, focus = _shadows(text, parts)
    leads = _affiliations(shadows, None)
    ours = own_voices(text, parts.sentences, parts.mentions, _affiliations(shadows, focus), focus)
    if ours or _is_led(shadows, leads):
        shadows, focus = _shadows(text, parts, ours, leads)
    page = Page(
        text=text, shadows=shadows, focus=focus, affiliations=_affiliations(shadows, focus), day=parts.published.anchor
    )
    quotes = attribute(text, shadows, leaders=page.affiliations)
    return Reading(
        document=document,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        n_characters=len(text),
        published=parts.published,
        zones=parts.zones,
        mentions=parts.mentions,
        quotes=tuple(quotes),
        dates=parts.dates,
        amounts=parts.amounts,
        facts=_facts(text, page, parts, quotes),
    )
