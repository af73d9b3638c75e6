"""Date expressions: where they stand, which interval of days they mean, and how that was reckoned."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hustings.core.reading import date_phrases, reckoning
from hustings.core.reading.date_forms import ALL, EVENTS, MONTH_NAMES
from hustings.core.reading.date_phrases import count_in, unit_in
from hustings.core.reading.intervals import Interval, between, in_month, in_year, on_day, since
from hustings.core.reading.late import Late
from hustings.core.reading.lexicon import MONTHS, WEEKDAYS
from hustings.core.reading.published import FULL_DATE, Published, full_date
from hustings.core.reading.reckoning import Reckoned
from hustings.core.reading.spans import Line, Span, cut


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


_OPEN = Late(r"\b(?:starting|beginning|since|dating (?:back )?to)(?: (?:in|on|from|early|late))*\s$", re.I)
_PREP = (
    r"(?:[Ii]n|[Ff]or|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Ff]rom|[Oo]f|[Tt]his|[Ll]ast|[Nn]ext|[Ee]arly|"
    r"[Ll]ate|[Tt]hrough|[Bb]efore|[Aa]fter|[Aa]round|[Tt]hat|[Ii]n mid|[Mm]id)"
)
_LEADS_MONTH = Late(rf"(?:^|[\s(]){_PREP}(?:\s(?:the\s)?|-)$")


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    span: Span


def _matches(text: str) -> list[_Found]:
    found: list[_Found] = []
    for match in ALL.finditer(text):
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


_EVENT = Late(rf"\b(?:{EVENTS})$")
_NO_CAPTIONS = Line(())
_POINTING = ("points", "points_name")
_AIM_REACH = 80  # code points behind "three days after" in which its day is written


def find_dates(
    text: str, *, published: Published, sentence_at: Callable[[int], Span], captions: Line = _NO_CAPTIONS
) -> tuple[DateExpression, ...]:
    """Every date expression, in order, resolved as far as the text and its publication date allow.

    In `captions` the present tense tells the past.
    """
    matches = _matches(text)
    found: dict[int, DateExpression] = {}
    last: list[DateExpression] = []
    for number, one in enumerate(matches):
        if one.kind not in _POINTING:
            scene = _scene(one, last, published, sentence_at)
            shown = next(captions.touching(one.span), None) is not None
            found[number] = _resolve(text, one, replace(scene, caption=shown))
            last = [*last[-5:], found[number]]
    for number, one in enumerate(matches):
        if one.kind in _POINTING:
            scene = _scene(one, (), published, sentence_at)
            aim = _aim(text, one, [found[n] for n in range(max(0, number - 20), number + 20) if n in found])
            found[number] = _resolve(text, one, replace(scene, aim=aim))
    return tuple(found[number] for number in range(len(matches)))


def _scene(
    one: _Found, last: Sequence[DateExpression], published: Published, sentence_at: Callable[[int], Span]
) -> reckoning.Scene:
    sentence = sentence_at(one.span.start)
    before = [d for d in last[-4:] if d.span.start >= sentence.start - 1500]
    return reckoning.Scene(
        sentence=sentence,
        start=one.span.start,
        end=one.span.end,
        published=published,
        earlier=tuple((d.span.start, d.interval) for d in before if d.interval and d.kind == "event"),
    )


def _aim(text: str, one: _Found, near: Sequence[DateExpression]) -> Interval | None:
    """The day of the event that "the day before the convention" counts from, where the text tells it."""
    end = one.span.end
    behind = next((d for d in near if end <= d.span.start <= end + _AIM_REACH), None)
    if one.kind == "points":
        return behind.interval if behind else None
    noun = _EVENT.search(one.span.text)
    if noun is None:
        return None
    if behind is not None and re.fullmatch(r"(?: [a-z]+){0,2} (?:on )?", text[end : behind.span.start]):
        return behind.interval
    name = re.compile(rf"\b{noun.group()}\b")
    dated = (d for d in near if name.search(text, max(0, d.span.start - 50), d.span.end + 25))
    return next((d.interval for d in dated if d.interval and d.interval.start == d.interval.end), None)


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


def _weekday_of_week(text: str, scene: reckoning.Scene) -> Reckoned:
    """ "Tuesday of last week": that day of the week that begins on a Monday."""
    number = WEEKDAYS[text.split(maxsplit=1)[0].lower().rstrip(".,")]
    step = {"last": -7, "this": 0, "next": 7}[text.split()[-2]]

    def to(day: date) -> Interval:
        return on_day(day + timedelta(days=step + number - day.weekday()))

    return reckoning.from_anchor(scene, to, f"{text}, from {reckoning.anchor_words(scene)}")


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
    if re.search(r"\b(?:previous|following)\b", low) and date_phrases.told_day(scene):
        return date_phrases.unit_told(low, scene)
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
            first = Reckoned(on_day(date(max(numbers), month, numbers[0])), "explicit", "the days as written")
        else:
            first = reckoning.nearest_year(scene, month, numbers[0], None)
        start = first.interval.start if first.interval else None
        if start is None or start.day != numbers[0]:
            return first
        return Reckoned(between(start, start.replace(day=numbers[1])), first.basis, first.arithmetic)
    except ValueError:
        return Reckoned(None, "unknown", "no such day")


def _near(text: str, scene: reckoning.Scene) -> Reckoned:
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(text.lower().removesuffix(" week"), 0)
    step += 7 if text.endswith(" week") else 0
    words = (
        f"{text.lower()}: {reckoning.anchor_words(scene)} {step:+d} days"
        if step
        else f"{text.lower()}: {reckoning.anchor_words(scene)}"
    )
    return reckoning.from_anchor(scene, lambda day: on_day(day + timedelta(days=step)), words)


def _ago(text: str, scene: reckoning.Scene) -> Reckoned:
    count, (unit, many) = count_in(text), unit_in(text)
    back = text.endswith(("ago", "earlier", "before"))
    if count is None:
        return Reckoned(None, "unknown", f"{text}: how many is not said")
    count *= many
    if text.endswith(("after", "before")) and _EMBEDS.match(scene.sentence.text, scene.end - scene.sentence.start):
        back = not back  # "on Saturday, three days after X spoke": the words date X's speech
    if not text.endswith("ago"):
        return reckoning.from_earlier(scene, -count if back else count, unit, text)
    return reckoning.steps(scene, -count, unit, text)


_EMBEDS = Late(
    r" (?:[A-Z]|the |an? |his |her |its |their |he |she |it |they )[^.;]*\b(?:\w+ed|was|were|met|spoke|told|did|"
    r"won|gave|came|took|said|went|sat|saw|heard|held|made|had)\b"
)


def _hence(text: str, scene: reckoning.Scene) -> Reckoned:
    count, (unit, many) = count_in(text), unit_in(text)
    if count is None or reckoning.tense(scene) != "future":
        return Reckoned(None, "unknown", f"{text}: a length of time")
    return reckoning.steps(scene, count * many, unit, text)


def _same(text: str, scene: reckoning.Scene) -> Reckoned:
    low = text.lower()
    back = re.search(r"previous|before|day earlier", low)
    step = 0 if "same" in low or "that " in low else -1 if back else 1
    return reckoning.from_earlier(scene, step, "day", text)


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
    "weekday_of_week": _weekday_of_week,
    "ago": _ago,
    "hence": _hence,
    "same": _same,
    "unit": _unit,
    "season": date_phrases.season,
    "near": _near,
    "month": _month,
    "month_start": _month,
    "month_bare": _month,
    "year": _year,
    "figures": date_phrases.figures,
    "day_range_british": _day_range,
    "week_of_month": date_phrases.week_of_month,
    "quarter": date_phrases.quarter,
    "week_of_day": date_phrases.week_of_day,
    "month_of_year": date_phrases.month_of_year,
    "day_of_month": date_phrases.day_of_month,
    "holiday": date_phrases.holiday,
    "week_hence": date_phrases.week_hence,
    "weekday_told": date_phrases.weekday_told,
    "month_days": _month,
    "nth_weekday": date_phrases.nth_weekday,
    "after_next": date_phrases.after_next,
    "points": date_phrases.points,
    "points_name": date_phrases.points,
    "week_told": date_phrases.unit_told,
    "unit_told": date_phrases.unit_told,
    "unit_end": date_phrases.unit_end,
}
