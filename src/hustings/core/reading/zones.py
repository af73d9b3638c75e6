"""Zones: parts of a page that are not the article's own running text. They are read too, and marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hustings.core.reading.late import Late
from hustings.core.reading.spans import Span, cut


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of text with its kind: header, headline, caption, dateline, related, correction or boilerplate."""

    kind: str
    span: Span


_CREDIT = (
    r"\((?:[^()\n]{2,60}/[^()\n]{2,60}|(?:AP|Reuters|Getty Images|Photo|Courtesy)[^()\n]{0,60}|(?:Photo|"
    r"Image)s? [^()\n]+)\)"
)
_CAPTION = Late(rf"^(?:FILE\s*[-–—]|File photo|Photo:|Image:)|{_CREDIT}\s*$")
_RELATED = Late(
    r"^(?:\[?(?:RELATED|Related|READ MORE|Read more|Read also|Also read|See also|MORE|More on this|More from|"
    r"WATCH|Watch|"
    r"Listen|Trending|Most read|Recommended|Don['’]t miss)\b[^.\n]{0,20}[:|\]»-])",
)
_BOILERPLATE = Late(
    r"©|\bCopyright\b|\bAll rights reserved\b|\b(?:was )?originally (?:published|appeared)\b|^(?:Sign up|"
    r"Subscribe|Follow us|"
    r"Share this|ADVERTISEMENT|Advertisement|Click here|Photo credit|Media contact|Press contact|Contact:|###|-30-|"
    r"FOR IMMEDIATE RELEASE|For immediate release|About the |Founded in \d{4})|^This (?:story|article) (?:was|"
    r"has been|is)\b",
    re.M,
)
_CORRECTION = Late(
    r"^(?:Correction|Corrections|CORRECTION|Clarification|CLARIFICATION|Editor['’]s note|EDITOR['’]S NOTE)\b|"
    r"^An earlier version of this (?:article|story)|\b[Ee]arlier version of this (?:article|story|report)\b"
)
_PLACE = r"[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][A-Za-z.]{1,14})?"
_DAY = r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
_DATELINE = Late(rf"\(?(?P<place>{_PLACE})\)?(?:{_DAY})?(?: ?[(/][A-Za-z .]{{2,30}}[)/])?\s?(?:—|–|--|-) ")
_HEADER = Late(r"\s*(?:date|published|posted|updated)\b:?\s*\d{4}-\d{2}-\d{2}\b", re.I)


def _whole_kind(paragraph: Span) -> str | None:
    """The kind of a paragraph that is a zone as a whole."""
    if _CORRECTION.search(paragraph.text):
        return "correction"
    if _RELATED.match(paragraph.text):
        return "related"
    if _CAPTION.search(paragraph.text):
        return "caption"
    return "boilerplate" if _BOILERPLATE.search(paragraph.text) else None


def _is_headline(index: int, paragraph: Span, after: Span | None) -> bool:
    text = paragraph.text
    short = index < 4 and after is not None and len(text) <= 160
    return short and text[-1] not in '.!,:;"”)' and "\n" not in text and len(after.text if after else "") > len(text)


def find_zones(text: str, paragraphs: Sequence[Span]) -> tuple[Zone, ...]:
    """The zones of a text, in order."""
    zones: list[Zone] = []
    header = _HEADER.match(text)
    if header:
        zones.append(Zone("header", cut(text, header.start(), header.end())))
    running = False
    for index, paragraph in enumerate(paragraphs):
        after = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        kind = _whole_kind(paragraph)
        if kind is None and not running and _is_headline(index, paragraph, after):
            kind = "headline"
        if kind:
            zones.append(Zone(kind, paragraph))
            continue
        start = max(paragraph.start, header.end() if header else 0)
        dateline = None if running else _DATELINE.match(text, _past_space(text, start), paragraph.end)
        if dateline:
            zones.append(Zone("dateline", cut(text, *dateline.span("place"))))
        running = True
    return tuple(zones)


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
