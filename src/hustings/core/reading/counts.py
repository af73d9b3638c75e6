"""Headcounts: how many members a body says it has."""

import re
from collections.abc import Iterator

from hustings.core.reading.facts import CLEAR, LOOK, Count, Fact, Page, participant, reference
from hustings.core.reading.folding import views
from hustings.core.reading.lexicon import NUMBER_WORDS
from hustings.core.reading.shadow import Item, Shadow, rule
from hustings.core.reading.spans import Span
from hustings.core.reading.subjects import subject

_SCALES = {"thousand": 1_000, "million": 1_000_000, "m": 1_000_000}
_NUMBER = re.compile(
    r"(?<![\w$£€.,-])(?:(?P<figure>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,3})?)(?:[ -](?P<scale>thousand|million)|"
    r"(?P<m>m)(?![\w]))?|(?P<half>half a million|half-a-million)|(?P<word>two|three|four|five|six|seven|eight|"
    r"nine|ten) million|"
    r"(?P<a>a million|one million))(?![\w%.]?\d)(?!%)"
)
_UNIT = (
    r"(?:members?|workers|people|employees|nurses|teachers|drivers|electricians|dockers|retirees|affiliates|"
    r"members and retirees|supporters|staff|professionals|firefighters|officers|pilots|postal workers|janitors|"
    r"carpenters|men and women|women and men)"
)
_ANY_PEOPLE = (
    r"(?!(?:votes|seats|years|months|weeks|days|hours|dollars|points|percent|locals|unions|branches|offices|"
    r"times|others|pages|towns|cities|states|countries|homes|miles|companies|"
    r"employers|hospitals|schools|shops|delegates|signatures|calls|doors|contracts|chapters|groups|councils)\b)"
    r"(?:[a-z-]+ ){0,2}?(?:[a-z]{3,}s|staff|crew|people|personnel)\b"
)
_VERB = rule(
    r"(?<![\w'-])(?P<aux><AUX>)(?P<verb>boasts?|has|have|counts?|represents?|representing|claims?|numbers?|"
    r"includes?|speaks? for|speaking for|covers?|organi[sz]es|with|comprises?|unites?|had)"
    rf" (?:[a-z]+ ){{0,4}}?(?P<count><K>) (?:(?!percent)[\w'-]+ ){{0,4}}?(?P<unit>{_UNIT})\b|"
    r"(?<![\w'-])(?P<aux3><AUX>)(?P<verb3>represents?|speaks? for|counts?|boasts?|organi[sz]es|"
    rf"representing) (?:[a-z]+ ){{0,3}}?(?P<count3><K>) (?P<unit3>{_ANY_PEOPLE})"
)
_OWN = rule(rf"(?P<subj><O>)'s? (?:[a-z]+ )?(?P<count><K>) (?:[\w'-]+ ){{0,3}}?(?P<unit>{_UNIT})\b")
_BODY_OF = rule(
    r"(?P<subj><O>)(?:,| \(|, an?| —|, the)? ?(?:(?:[\w'’-]+|<K>) ){0,8}?(?:(?:of|with|representing|for) |"
    r"\()(?:[a-z]+ ){0,3}?"
    rf"(?P<count><K>) (?:[\w'-]+ ){{0,3}}?(?P<unit>{_UNIT})\b|"
    r"(?P<subj2><O>)(?:,| \(| —| -) (?:which is )?(?:an? |the )?(?:[\w'’-]+ ){0,4}?(?:(?:union|group|body|"
    r"federation|guild|network|"
    rf"association|organi[sz]ation) of|representing|"
    rf"speaking for) (?:[a-z]+ ){{0,3}}?(?P<count2><K>) (?P<unit2>{_ANY_PEOPLE})|"
    rf"(?P<subj3><O>)(?:,| \(| —|"
    rf" -) whose (?:[a-z]+ ){{0,3}}?(?P<count3><K>) (?:[\w'-]+ ){{0,3}}?(?P<unit3>{_UNIT})\b"
)
_MEMBERSHIP = rule(
    r"(?P<subj><O>)(?:,? (?:which|who))? (?:has|have|had|with|boasts?|claims?|reports?|"
    r"counts?),? (?:[a-z]+ ){0,3}?membership (?:of|that "
    r"tops|exceeding) (?:[a-z]+ ){0,4}?(?P<count><K>)|[Mm]embership (?:in|"
    r"of) (?P<subj2><O>) (?:[a-z]+ ){0,4}?(?P<count2><K>)|"
    r"(?P<subj3><O>)(?:,|'s) (?:with )?(?:an? |its )?membership (?:of|is|stands at|stood at|tops|"
    r"numbers) (?:[a-z]+ ){0,3}?(?P<count3><K>)"
)
_LOOSE = rule(
    r"(?P<subj><O>)(?:,| \(| —| -)? (?:who |which |now )*number (?:[a-z]+ ){0,3}?(?P<count><K>)|"
    r"(?P<subj2><O>)(?:,| \(| —| -| is| are) (?:an? |the |now )?(?:(?:collective )?voice of|home to|made up of|"
    r"composed of|"
    r"(?:[\w'-]+ ){0,5}?(?:union|association|federation|group|body|brotherhood|league) (?:of|for)) (?:[a-z]+ ){0,3}?"
    rf"(?P<count2><K>) (?P<unit2>{_ANY_PEOPLE})|"
    r"(?P<subj3><O>)(?:'s|, whose) (?:[a-z-]+ ){0,2}?(?:membership|ranks|rolls)(?: in [A-Z]\w+)? (?:has |have "
    r")?(?:now "
    r")?(?:climbed|grown|"
    r"risen|swelled|reached|fallen|dropped|shrunk|increased|expanded|rose|fell|grew|is|are|stands?|numbers?|"
    r"tops?)(?: to| at)? "
    r"(?:[a-z]+ ){0,3}?(?P<count3><K>)|"
    r"(?P<count4><K>) (?:[\w'-]+ ){0,3}?(?P<unit4>[a-z]{3,}s|people)(?: (?:in|across|around) (?:the )?[\w ]{3,20}?)?"
    r" (?:in|of|(?:who )?(?:now )?belong to|"
    r"(?:are )?represented by|make up) (?P<subj4><O>)(?=[.;,]|$)|"
    r"(?P<subj5><O>)(?:,| is| are| now| —| –| --| -)(?: [a-z]+){0,2} (?P<count5><K>) members(?: strong|(?= "
    r"(?:in|across|and)\b))|"
    rf"(?P<subj6><O>) (?:spoke|speaks?|voted|votes?) (?:for|on behalf of) (?:all )?(?P<count6><K>) of (?:its|their|"
    rf"<O>'s) "
    r"(?P<unit6>members|workers)"
)
_SOME_OF = re.compile(r"\b(?:[Mm]ore than|[Oo]f|[Aa]ll|[Tt]he) $")
_LEAD = rule(
    rf"^(?:With|Representing|Boasting|Counting|"
    rf"Speaking for) (?:[a-z]+ ){{0,4}}?(?P<count><K>) (?:(?:[\w'-]+ ){{0,3}}?(?P<unit>{_UNIT})\b|"
    rf"{_ANY_PEOPLE})[^,]{{0,60}}, (?P<subj><O>)|"
    r"^With (?:an? |its )?(?:[a-z]+ )?membership (?:of|at|topping) (?:[a-z]+ ){0,3}?(?P<count2><K>)[^,]{0,30}, "
    r"(?P<subj2><O>)"
)
# "The 22,000 members of A", "A's membership has slipped to 41,000": the body's part is in the sign
_OF_PART = rule(
    r"(?:^|\b(?:[Tt]he|[Aa]ll|its)) (?P<count><K>) (?:or so |strong )?(?P<subj><O>)|^[Tt]he (?P<count2><K>) "
    r"(?P<subj2><O>)|"
    r"(?P<subj3><O>) (?:has |have |had |is |now |also )*(?:climbed|slipped|dipped|declined|shrunk|sunk|grown|"
    r"risen|fallen|"
    r"dropped|swelled|doubled|crept|grew|rose|fell|stands?|stood|numbers?|numbered|tops?|topped|passed|reached|"
    r"peaked|was|is|"
    r"remains?)(?: (?:to|at|about|around|roughly|some|nearly|almost|only|just|more than|over|up|down|steady|put|"
    r"by|a record))* "
    r"(?P<count3><K>)"
)
_WHOLE = re.compile(r"^(?:[Mm]embers (?:of|in)|workers (?:of|in)) |\b(?:membership|ranks|rolls)$")
_STRONG = rule(
    r"(?P<count><K>)[- ](?:(?P<unit>member|strong)) (?:[\w'-]+ ){0,3}?(?P<subj><O>)|(?P<subj2><O>)(?:,|'s)? (?:the |"
    r"an? |is |own )?(?P<count2><K>)[- ](?:member|strong)\b"
    r"(?! (?:[a-z]+ ){0,2}(?:council|board|committee|executive|panel|delegation|congress|senate)\b)"
)
_PART_BEFORE = re.compile(
    r"\b(?:polled|surveyed|interviewed|of (?:its|the|their)|among|laid off|lost|recruited|added|gained|struck|"
    r"voted|turnout)\b[^,;.]*$"
)


def find_counts(text: str) -> list[tuple[Span, int | float]]:
    """Numbers that may count people: the span and the value."""
    found: list[tuple[Span, int | float]] = []
    for match in _NUMBER.finditer(text):
        if match.group("figure"):
            value = float(match.group("figure").replace(",", "")) * _SCALES.get(
                match.group("scale") or match.group("m") or "", 1
            )
        else:
            million = NUMBER_WORDS[match.group("word")] if match.group("word") else 1
            value = 500_000 if match.group("half") else 1_000_000 * million
        found.append(
            (Span(match.start(), match.end(), match.group()), int(value) if value == int(value) else round(value, 3))
        )
    return found


def _fact(
    page: Page, shadow: Shadow, match: re.Match[str], who: Item, count: tuple[int, int], unit: str
) -> Iterator[Fact]:
    item = shadow.at(*count, "K")
    if not item or who.kind != "O" or reference(who).entity is None:
        return
    span, value = item[0].span, item[0].what
    if not isinstance(value, (int, float)) or value < 100 or reference(who).part in ("local", "fund"):
        return
    person = participant("organization", who)
    clear = person.how == "name"
    yield Fact(
        type="headcount",
        status="ongoing",
        tier=CLEAR if clear else LOOK,
        participants=(person,),
        trigger=page.quoted(shadow, *match.span()),
        evidence=(page.quoted(shadow, 0, len(shadow.text)),),
        count=Count(span, value, unit),
        zone=shadow.zone,
        why="" if clear else "the name is not written here",
    )


def find_headcounts(page: Page) -> list[Fact]:
    """Every headcount of a page, in the order of the text."""
    found: list[Fact] = []
    for shadow in page.shadows:
        if shadow.zone not in ("correction", "related"):
            here = [fact for view in views(shadow) for fact in _of(page, view)]
            found.extend({(f.role("organization"), f.count): f for f in reversed(here)}.values())
    return found


def _of(page: Page, shadow: Shadow) -> Iterator[Fact]:
    for match in _VERB.finditer(shadow.text):
        third = "3" if match.group("count") is None else ""
        who = subject(shadow, match.start())
        if who and not _PART_BEFORE.search(shadow.text[match.start() : match.start(f"count{third}")]):
            yield from _fact(
                page, shadow, match, who.items[-1], match.span(f"count{third}"), match.group(f"unit{third}")
            )
    for pattern in (_OWN, _BODY_OF, _MEMBERSHIP, _LOOSE, _LEAD, _STRONG, _OF_PART):
        for match in pattern.finditer(shadow.text):
            second = next(n for n in ("", "2", "3", "4", "5", "6") if match.groupdict().get(f"subj{n}") is not None)
            item = shadow.at(*match.span(f"subj{second}"))
            if pattern is _OF_PART and not _WHOLE.search(item[0].span.text):
                continue
            unit = match.groupdict().get(f"unit{second}") or "members"
            if _PART_BEFORE.search(shadow.text[match.start() : match.start(f"count{second}")]):
                continue
            yield from _fact(
                page,
                shadow,
                match,
                item[0],
                match.span(f"count{second}"),
                "members" if unit in ("member", "strong") else unit,
            )
