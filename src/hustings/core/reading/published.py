"""When an article was published: an interval of days with its basis, because every relative date hangs on it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hustings.core.errors import Refusal
from hustings.core.reading.intervals import Interval, between, in_month, in_year, on_day
from hustings.core.reading.late import Late
from hustings.core.reading.lexicon import MONTHS, WEEKDAYS
from hustings.core.reading.spans import Span, cut
from hustings.core.reading.zones import Zone


class BadPublicationDate(Refusal):
    """A publication date that is no date."""

    code = "press-bad-publication-date"
    says = "{value!r} is no publication date."
    todo = "Write it as 2031-03-05, as 2031-03 or 2031 when no more is known, or as 2031-03-01/2031-03-07."


@dataclass(frozen=True, slots=True)
class Published:
    """`basis`: explicit (the text says so), metadata (the source's own data), inferred, or unknown.

    `anchor` is the day that relative dates count from, when one day stands out in the interval.
    """

    interval: Interval | None
    basis: str
    span: Span | None = None
    anchor: date | None = None
    note: str = ""

    @classmethod
    def parse(cls, value: str, *, where: str = "") -> "Published":
        """A date given from outside: a day, a month, a year, or two days with a stroke between.

        Raises: BadPublicationDate.
        """
        try:
            interval = _parse(value.strip())
        except ValueError as error:
            raise BadPublicationDate(value=value, where=where) from error
        day = interval.start if interval.start == interval.end else None
        return cls(interval=interval, basis="metadata", anchor=day)

    def as_json(self) -> dict[str, object]:
        """Value, window, basis, span and note."""
        days = self.interval.as_json() if self.interval else {"value": None, "start": None, "end": None}
        return {**days, "basis": self.basis, "span": self.span.as_json() if self.span else None, "note": self.note}


def _parse(value: str) -> Interval:
    if "/" in value:
        first, last = (_parse(part) for part in value.split("/", 1))
        if first.start is None or last.end is None or first.start > last.end:
            raise ValueError(value)
        return between(first.start, last.end)
    if re.fullmatch(r"\d{4}", value):
        return in_year(int(value))
    if re.fullmatch(r"\d{4}-\d{2}", value) and 1 <= int(value[5:]) <= 12:
        return in_month(int(value[:4]), int(value[5:]))
    return on_day(date.fromisoformat(value))


_MONTH = "(?P<month>" + "|".join(sorted((m.capitalize() for m in MONTHS), key=len, reverse=True)) + r")\.?"
FULL_DATE = Late(
    rf"(?<!\w)(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH.replace('month', 'month2')},? (?P<year2>\d{{4}}))(?!\w)"
)
_HEAD = Late(r"(?:\b(?:date|published|posted|updated|last modified)\b:?(?: on)?\s*)$", re.I)
_COPYRIGHT = Late(r"(?:©|Copyright|\(c\))[^\n]{0,20}?\b((?:19|20)\d{2})\b")
_WEEKDAY = Late(r"(?<!\w)(" + "|".join(day.capitalize() for day in WEEKDAYS if len(day) > 5) + r")(?!\w)")


def full_date(match: re.Match[str]) -> date | None:
    """The day that a match of the full-date pattern names, or None when there is no such day."""
    try:
        if match.group("iso"):
            return date.fromisoformat(match.group("iso"))
        month = MONTHS[(match.group("month") or match.group("month2")).lower()]
        return date(
            int(match.group("year") or match.group("year2")), month, int(match.group("day") or match.group("day2"))
        )
    except ValueError:
        return None


def find_published(
    text: str, *, paragraphs: Sequence[Span], zones: Sequence[Zone], given: Published | None
) -> Published:
    """The publication date: what was given, else what the head of the text says, else what a caption allows."""
    if given is not None:
        return given
    for match in FULL_DATE.finditer(text, 0, min(len(text), 1200)):
        day = full_date(match)
        if day and _at_head(text, match, paragraphs):
            head = _HEAD.search(text[: match.start()])
            start = head.start() if head else match.start()
            return Published(on_day(day), "explicit", cut(text, start, match.end()), day)
    return _pointed(text) or _inferred(text, zones)


def _pointed(text: str) -> Published | None:
    """A date in numbers that has a line of the head to itself."""
    match = _POINTED.search(text, 0, min(len(text), 600))
    if match is None:
        return None
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return Published(on_day(day), "explicit", cut(text, match.start("day"), match.end("year")), day)


def _headed(text: str, match: re.Match[str]) -> bool:
    return _HEAD.search(text[max(0, match.start() - 30) : match.start()]) is not None


# "19.11.2019": the day comes first wherever points part the numbers
_POINTED = Late(r"^[ \t]*(?P<day>\d{1,2})\.[ ]?(?P<month>\d{1,2})\.[ ]?(?P<year>(?:19|20)\d{2})[ \t]*$", re.M)
_HAND = Late(r"[.,]?[ ]?[|·•–—-]?[ ]?(?:Compiled|Edited|Written|Reported|Posted|Updated|By|Issue|No\.|Vol\.)[ ]")
_CLOCK = Late(r"^,? ?(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?")


def _at_head(text: str, match: re.Match[str], paragraphs: Sequence[Span]) -> bool:
    """Whether a date stands where an article is dated: behind "date", alone on its line, or in the dateline."""
    if _headed(text, match):
        return True
    line_start = text.rfind("\n", 0, match.start()) + 1
    line_end = text.find("\n", match.end())
    before, after = text[line_start : match.start()], text[match.end() : line_end if line_end >= 0 else len(text)]
    alone = len(before.strip(" ,|·•By")) <= 40 and not _CLOCK.sub("", after).strip(" ,|·•.") and len(paragraphs) > 1
    dateline = bool(re.fullmatch(r"\s*\(?[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][A-Za-z.]{1,14})?,\s*", before))
    opens = line_start < 300 and not _WEEKDAY.sub("", before).strip(" ,") and _HAND.match(after) is not None
    byline = alone and not re.search(r"\b(?:on|in|at|met|with|by the|until|since)\s*$", before)
    return byline or opens or (dateline and bool(re.match(r"\s?(?:/|\(|—|–|--|-)", after)))


def _inferred(text: str, zones: Sequence[Zone]) -> Published:
    """The window that a dated caption, and failing that the year of the copyright, leaves."""
    best: tuple[date, Span] | None = None
    for zone in zones:
        for match in FULL_DATE.finditer(text, zone.span.start, zone.span.end) if zone.kind == "caption" else ():
            day = full_date(match)
            if day and (best is None or day > best[0]):
                best = (day, cut(text, match.start(), match.end()))
    if best:
        day, span = best
        named = {WEEKDAYS[found.lower()] for found in _WEEKDAY.findall(text)}
        days = 6 if day.weekday() in named else 30
        note = "no date line; the caption is dated, and the article is from that day or soon after"
        return Published(between(day, day + timedelta(days=days)), "inferred", span, day, note)
    right = _COPYRIGHT.search(text)
    if right:
        return Published(
            in_year(int(right.group(1))), "inferred", cut(text, right.start(1), right.end(1)), None, "copyright year"
        )
    return Published(None, "unknown", note="no publication date: relative dates stay open")
