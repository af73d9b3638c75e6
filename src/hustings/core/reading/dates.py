"""Date expressions: where they stand, which interval of days they mean, and how that was reckoned."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from hustings.core.reading import reckoning
from hustings.core.reading.intervals import Interval, between, in_month, in_year, on_day, since
from hustings.core.reading.lexicon import MONTHS, NUMBER_WORDS, WEEKDAYS
from hustings.core.reading.published import FULL_DATE, Published, full_date
from hustings.core.reading.reckoning import Reckoned
from hustings.core.reading.spans import Span, cut


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as written. `kind` tells an event's date from a reporting day, a race's year and an open start.

    `arithmetic` is the reckoning in words, for the person who reviews.
    """

    span: Span
    interval: Interval | None
    basis: str
    arithmetic: str
    kind: str = "event"

    def as_json(self) -> dict[str, object]:
        """Interval, span, basis, kind and arithmetic."""
        days = self.interval.as_json() if self.interval else {"value": None, "start": None, "end": None}
        return {
            **days,
            "span": self.span.as_json(),
            "basis": self.basis,
            "kind": self.kind,
            "arithmetic": self.arithmetic,
        }


def _names(table: dict[str, int], shortest: int) -> str:
    return "|".join(sorted((n.capitalize() for n in table if len(n) >= shortest), key=len, reverse=True))


_MONTH = rf"(?:{_names(MONTHS, 3)})\.?"
_LONG_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_PLAIN_MONTH = "January|February|April|June|July|August|September|October|November|December"
_WEEKDAY = rf"(?:{_names(WEEKDAYS, 3)})\.?"
_COUNT = (
    r"(?:\d{1,3}|(?:[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|a couple of|a few|several))"
)
_PREP = (
    r"(?:[Ii]n|[Ff]or|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Ff]rom|[Oo]f|[Tt]his|[Ll]ast|[Nn]ext|[Ee]arly|"
    r"[Ll]ate|[Tt]hrough|[Bb]efore|[Aa]fter|[Aa]round|[Tt]hat|[Ii]n mid|[Mm]id)"
)
_SEASON = "spring|summer|fall|autumn|winter"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])"),
    (
        "day_range",
        (
            rf"{_MONTH} \d{{1,2}}(?: ?[-–] ?| to | and )\d{{1,2}}(?:,? (?:19|20)\d\d)?(?![\w:])"
            r"(?! (?:percent|people|points|members))"
        ),
    ),
    ("full", rf"(?:{_WEEKDAY},? )?{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d(?!\w)"),
    ("full_british", rf"(?:{_WEEKDAY},? )?\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? (?:19|20)\d\d(?!\w)"),
    ("month_year", rf"(?:early |late |mid-)?(?:{_LONG_MONTH}),? (?:of )?(?:19|20)\d\d(?!\w)"),
    ("month_day", rf"(?:{_WEEKDAY},? )?{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?![\d:,]\d)(?!\w)"),
    ("month_day_british", rf"(?:{_WEEKDAY},? )?(?<![\d.,])\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_LONG_MONTH})(?!\w)"),
    ("weekend", r"(?:over )?(?:the|this|last|next) weekend(?!\w)"),
    (
        "weekday",
        (
            rf"(?:(?:last|next|this|the following|the previous) )?{_WEEKDAY}"
            r"(?: (?:morning|afternoon|evening|night)| week(?=[.,;]| (?:to|at|in|when|after)\b))?(?!\w)"
        ),
    ),
    ("ago", rf"(?:{_COUNT}) (?:days?|weeks?|months?|years?) (?:ago|earlier|later|before|after)(?!\w)"),
    ("hence", rf"in (?:{_COUNT}) (?:days?|weeks?|months?|years?)(?!\w)(?! (?:of|as|since|at))"),
    (
        "same",
        (
            r"(?:(?:[Tt]he|[Tt]hat) same day|(?:[Tt]he) (?:next|following|previous) day|(?:[Oo]ne|"
            r"[Aa]) day (?:earlier|later)|(?:[Tt]he) (?:day before|day after))(?!\w)"
        ),
    ),
    (
        "unit",
        (
            r"(?:[Ee]arlier |[Ll]ater |late |early )?(?:[Ll]ast|[Tt]his|[Nn]ext|[Tt]he past|[Tt]he previous|"
            r"[Tt]he following) (?:week|month|year|quarter)(?!\w)"
        ),
    ),
    ("season", rf"(?:[Ll]ast|[Tt]his|[Nn]ext|in the|over the|by) (?:{_SEASON})(?: of (?:19|20)\d\d)?(?!\w)"),
    (
        "near",
        (
            r"(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Ll]ast night|[Tt]his (?:morning|afternoon|"
            r"evening))(?!['’\w])"
        ),
    ),
    (
        "month",
        (
            r"(?<=\w )(?:the )?(?:end of |beginning of |start of |middle of )?(?:(?:last|this|next|early|late) |"
            rf"mid-)?(?:{_LONG_MONTH})(?!\w)"
        ),
    ),
    ("month_start", rf"(?:Last |Early |Late |This |Next )(?:{_LONG_MONTH})(?!\w)"),
    ("month_bare", rf"(?:{_PLAIN_MONTH})(?=['’]s|\s[a-z])"),
    ("year", r"(?<![\w$£€#.,/-])(?:19|20)\d\d(?![\w%/]|[.,]\d|-\d)"),
)
_ALL = re.compile("|".join(f"(?P<{name}>(?<!\\w){body})" for name, body in _PATTERNS))
_OPEN = re.compile(r"\b(?:starting|beginning|since|dating (?:back )?to)(?: (?:in|on|from|early|late))*\s$", re.I)
_LEADS_MONTH = re.compile(rf"(?:^|[\s(]){_PREP}(?:\s(?:the\s)?|-)$")


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    span: Span


def _matches(text: str) -> list[_Found]:
    found: list[_Found] = []
    for match in _ALL.finditer(text):
        kind = str(match.lastgroup)
        bare_month = kind == "month" and match.group() in MONTH_NAMES
        if not bare_month or _is_month(text, match):
            found.append(_Found(kind, Span(match.start(), match.end(), match.group())))
    return found


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether a month's name means the month: behind "in" and the like, or before a small letter."""
    if _LEADS_MONTH.search(text[max(0, match.start() - 12) : match.start()]):
        return True
    plain = re.match(r"['’]s|\s[a-z]", text[match.end() : match.end() + 2]) is not None
    return plain and match.group() not in ("March", "May")


MONTH_NAMES = frozenset(_LONG_MONTH.split("|"))


def find_dates(text: str, *, published: Published, sentence_at: Callable[[int], Span]) -> tuple[DateExpression, ...]:
    """Every date expression, in order, resolved as far as the text and its publication date allow."""
    found: list[DateExpression] = []
    for one in _matches(text):
        sentence = sentence_at(one.span.start)
        before = [d for d in found[-4:] if d.span.start >= sentence.start - 1500]
        scene = reckoning.Scene(
            sentence=sentence,
            start=one.span.start,
            end=one.span.end,
            published=published,
            earlier=tuple((d.span.start, d.interval) for d in before if d.interval and d.kind == "event"),
        )
        found.append(_resolve(text, one, scene))
    return tuple(found)


def _resolve(text: str, one: _Found, scene: reckoning.Scene) -> DateExpression:
    reckoned = _READERS[one.kind](one.span.text, scene)
    kind = "event"
    if reckoned.kind:
        kind = reckoned.kind
    elif reckoning.is_reporting(scene):
        kind = "reporting"
    span, interval, words = one.span, reckoned.interval, reckoned.arithmetic
    opens = _OPEN.search(text[max(0, span.start - 30) : span.start])
    if (
        opens
        and interval
        and interval.start
        and one.kind in ("month", "month_year", "year", "month_day", "full", "weekday")
    ):
        start = span.start - len(opens.group())
        if not opens.group().lower().startswith("since") or one.kind != "year":
            span, interval, kind = cut(text, start, span.end), since(interval), "open"
            words = f"{words}, and after"
        else:
            kind = "since"
    return DateExpression(span, interval, reckoned.basis if interval else "unknown", words, kind)


def _full(text: str, scene: reckoning.Scene) -> Reckoned:
    match = FULL_DATE.search(text)
    day = full_date(match) if match else None
    return Reckoned(on_day(day) if day else None, "explicit", "the day as written")


def _month_year(text: str, scene: reckoning.Scene) -> Reckoned:
    month = next(MONTHS[word.lower()] for word in re.findall(r"[A-Z][a-z]+", text) if word.lower() in MONTHS)
    year = int(text[-4:])
    return Reckoned(reckoning.part_of_month(text, in_month(year, month)), "explicit", "month and year as written")


def _year(text: str, scene: reckoning.Scene) -> Reckoned:
    kind = reckoning.year_kind(scene)
    return Reckoned(in_year(int(text)), "explicit", "the year as written", kind)


def _month_day(text: str, scene: reckoning.Scene) -> Reckoned:
    words = re.findall(r"[A-Za-z]+", text)
    month = next(MONTHS[w.lower()] for w in words if w.lower() in MONTHS)
    day = int(next(w for w in re.findall(r"\d+", text)))
    weekday = next((WEEKDAYS[w.lower()] for w in words if w.lower() in WEEKDAYS), None)
    return reckoning.nearest_year(scene, month, day, weekday)


def _weekday(text: str, scene: reckoning.Scene) -> Reckoned:
    words = [w.lower() for w in re.findall(r"[A-Za-z]+", text)]
    weekday = next(WEEKDAYS[w] for w in words if w in WEEKDAYS)
    found = reckoning.weekday(scene, weekday, words[0] if words[0] not in WEEKDAYS else "")
    if words[-1] != "week" or found.interval is None or found.interval.start is None:
        return found
    day = reckoning.weekday(scene, weekday, "following").interval
    start = day.start + timedelta(days=7) if day and day.start else found.interval.start
    return Reckoned(on_day(start), found.basis, f"{text}: a week after that day")


def _weekend(text: str, scene: reckoning.Scene) -> Reckoned:
    def to(day: date) -> Interval:
        future = "next" in text or reckoning.tense(scene) == "future"
        back = (day.weekday() - 5) % 7
        saturday = day + timedelta(days=-back + 7) if future and back > 1 else day - timedelta(days=back)
        return Interval(
            f"{saturday.isoformat()}/{saturday + timedelta(days=1)}", saturday, saturday + timedelta(days=1)
        )

    return reckoning.from_anchor(scene, to, f"the weekend nearest to {reckoning.anchor_words(scene)}")


def _month(text: str, scene: reckoning.Scene) -> Reckoned:
    month = next(MONTHS[w.lower()] for w in re.findall(r"[A-Z][a-z]+", text) if w.lower() in MONTHS)
    reckoned = reckoning.month(scene, month, text.lower())
    if reckoned.interval is None:
        return reckoned
    return Reckoned(reckoning.part_of_month(text, reckoned.interval), reckoned.basis, reckoned.arithmetic)


def _unit(text: str, scene: reckoning.Scene) -> Reckoned:
    low = text.lower()
    step = -1 if re.search(r"\blast|past|previous", low) else 1 if re.search(r"\bnext|following", low) else 0
    found = reckoning.unit(scene, low.rsplit(" ", 1)[1], step, text)
    if low.endswith("month") and low.startswith(("late ", "early ")) and found.interval:
        return Reckoned(reckoning.part_of_month(text, found.interval), found.basis, found.arithmetic)
    return found


def _day_range(text: str, scene: reckoning.Scene) -> Reckoned:
    """ "June 3-5", "June 3 and 4, 2031"."""
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    month = next(MONTHS[w.lower()] for w in re.findall(r"[A-Za-z]+", text) if w.lower() in MONTHS)
    try:
        if len(numbers) == 3:
            first = Reckoned(on_day(date(numbers[2], month, numbers[0])), "explicit", "the days as written")
        else:
            first = reckoning.nearest_year(scene, month, numbers[0], None)
        start = first.interval.start if first.interval else None
        if start is None or start.day != numbers[0]:
            return first
        return Reckoned(between(start, start.replace(day=numbers[1])), first.basis, first.arithmetic)
    except ValueError:
        return Reckoned(None, "unknown", "no such day")


def _near(text: str, scene: reckoning.Scene) -> Reckoned:
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(text.lower(), 0)
    words = (
        f"{text.lower()}: {reckoning.anchor_words(scene)} {step:+d} days"
        if step
        else f"{text.lower()}: {reckoning.anchor_words(scene)}"
    )
    return reckoning.from_anchor(scene, lambda day: on_day(day + timedelta(days=step)), words)


def _count(text: str) -> int | None:
    word = re.match(r"(?:in )?(\d+|a couple of|a few|several|\w+)", text)
    found = word.group(1).lower() if word else "several"
    if found in ("a few", "several"):
        return None
    return int(found) if found.isdigit() else {**NUMBER_WORDS, "a couple of": 2}.get(found)


def _ago(text: str, scene: reckoning.Scene) -> Reckoned:
    count, unit = _count(text), next(u for u in ("day", "week", "month", "year") if re.search(rf"\b{u}s?\b", text))
    back = text.endswith(("ago", "earlier", "before"))
    if count is None:
        return Reckoned(None, "unknown", f"{text}: how many is not said")
    if not text.endswith("ago"):
        return reckoning.from_earlier(scene, -count if back else count, unit, text)
    return reckoning.steps(scene, -count, unit, text)


def _hence(text: str, scene: reckoning.Scene) -> Reckoned:
    count, unit = _count(text), next(u for u in ("day", "week", "month", "year") if re.search(rf"\b{u}s?\b", text))
    if count is None or reckoning.tense(scene) != "future":
        return Reckoned(None, "unknown", f"{text}: a length of time")
    return reckoning.steps(scene, count, unit, text)


def _same(text: str, scene: reckoning.Scene) -> Reckoned:
    low = text.lower()
    step = 0 if "same" in low else -1 if re.search(r"previous|earlier|before", low) else 1
    return reckoning.from_earlier(scene, step, "day", text)


def _season(text: str, scene: reckoning.Scene) -> Reckoned:
    return reckoning.season(scene, text.lower())


_READERS: dict[str, Callable[[str, reckoning.Scene], Reckoned]] = {
    "iso": _full,
    "day_range": _day_range,
    "full": _full,
    "full_british": _full,
    "month_year": _month_year,
    "month_day": _month_day,
    "month_day_british": _month_day,
    "weekend": _weekend,
    "weekday": _weekday,
    "ago": _ago,
    "hence": _hence,
    "same": _same,
    "unit": _unit,
    "season": _season,
    "near": _near,
    "month": _month,
    "month_start": _month,
    "month_bare": _month,
    "year": _year,
}
