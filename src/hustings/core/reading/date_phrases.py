"""Readers of dates told by way of another: parts of months and years, days counted from a told day, named holidays."""

import re
from calendar import monthrange
from datetime import date, timedelta

from hustings.core.reading import reckoning
from hustings.core.reading.intervals import Interval, between, in_month, in_week, in_year, on_day
from hustings.core.reading.lexicon import MONTHS, NUMBER_WORDS, WEEKDAYS
from hustings.core.reading.reckoning import Reckoned, Scene

_NEAR = 900  # code points back in which "the following Monday" still hangs on a told day
_ORDINALS = {"first": 1, "opening": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_UNITS = ("day", "week", "fortnight", "month", "year")


def month_in(text: str) -> int | None:
    """The number of the month whose name stands in some words."""
    return next((MONTHS[w.lower()] for w in re.findall(r"[A-Z][a-z]+", text) if w.lower() in MONTHS), None)


def weekday_in(text: str) -> int | None:
    """The number of the weekday whose name stands in some words, Monday 0."""
    return next((WEEKDAYS[w.lower()] for w in re.findall(r"[A-Z][a-z]+", text) if w.lower() in WEEKDAYS), None)


def count_in(text: str) -> int | None:
    """How many: the number at the head of some words; None for "several"."""
    word = re.match(r"(?:in |just |barely )?(\d+|a couple of|a few|several|\w+)", text.lower())
    found = word.group(1) if word else "several"
    if found in ("a few", "several"):
        return None
    return int(found) if found.isdigit() else {**NUMBER_WORDS, "a couple of": 2, "the": 1}.get(found)


def unit_in(text: str) -> tuple[str, int]:
    """The unit that is counted, and how many of them one stands for: a fortnight is two weeks."""
    name = next((u for u in _UNITS if re.search(rf"\b{u}s?\b", text.lower())), "day")
    return ("week", 2) if name == "fortnight" else (name, 1)


def told_day(scene: Scene, *, near: int = _NEAR) -> date | None:
    """The first day of what the text dated last, a week or less, if that stands near."""
    told = [i for at, i in scene.earlier if scene.start - at <= near and _is_short(i)]
    return told[-1].start if told else None


def _is_short(told: Interval) -> bool:
    return told.start is not None and told.end is not None and (told.end - told.start).days < 7


def year_of(text: str, scene: Scene, month: int | None = None) -> Reckoned:
    """The year that some words name, or the one that fits the tense."""
    written = re.search(r"(?:19|20)\d\d", text)
    if written:
        return Reckoned(in_year(int(written.group())), "explicit", "the year as written")
    told = next((i.start for _, i in reversed(scene.earlier) if i.start), None)
    if told and re.search(r"\b(?:that|same|following|previous)\b", text):
        step = 1 if "following" in text else -1 if "previous" in text else 0
        return Reckoned(in_year(told.year + step), "relative", f"{text}: counted from {told.year}")
    step = -1 if "last year" in text else 1 if "next year" in text else 0
    if step or "year" in text or month is None:
        words = f"{text} from {reckoning.anchor_words(scene)}"
        return reckoning.from_anchor(scene, lambda day: in_year(day.year + step), words)
    return reckoning.month(scene, month, text.lower())


def month_of_year(text: str, scene: Scene) -> Reckoned:
    """ "January of last year", "May this year"."""
    month, year = month_in(text), year_of(text, scene)
    if month is None or year.interval is None or year.interval.start is None:
        return year
    whole = in_month(year.interval.start.year, month)
    return Reckoned(reckoning.part_of_month(text, whole), year.basis, year.arithmetic)


def week_of_month(text: str, scene: Scene) -> Reckoned:
    """ "the second week of March": its eighth to fourteenth day; "the last week": its last seven."""
    month = month_in(text)
    step = -1 if "last month" in text else 1 if "next month" in text else 0
    if month is None:
        words = f"{text} from {reckoning.anchor_words(scene)}"
        found = reckoning.from_anchor(scene, lambda day: in_month(day.year, day.month + step), words)
    else:
        found = year_of(text, scene, month)
    if found.interval is None or found.interval.start is None:
        return found
    first = date(found.interval.start.year, month or found.interval.start.month, 1)
    ordinal = next((n for word, n in _ORDINALS.items() if re.search(rf"\b{word}\b", text)), 0)
    days = monthrange(first.year, first.month)[1]
    start = first + timedelta(days=7 * ordinal - 7 if ordinal else days - 7)
    if "weekend" in text:
        saturday = start + timedelta(days=(5 - start.weekday()) % 7)
        return Reckoned(between(saturday, saturday + timedelta(days=1)), found.basis, found.arithmetic)
    return Reckoned(between(start, start + timedelta(days=6)), found.basis, found.arithmetic)


def quarter(text: str, scene: Scene) -> Reckoned:
    """ "the first quarter", "the second half of last year": of the year told, else of the last that is over."""
    ordinal = next((n for word, n in _ORDINALS.items() if re.search(rf"\b{word}\b", text)), 0)
    length = 3 if "quarter" in text else 6
    ordinal = ordinal or 12 // length
    year = year_of(text.replace("of the year", "this year"), scene)
    if ordinal * length > 12 or year.interval is None or year.interval.start is None:
        return Reckoned(None, "unknown", f"{text}: of which year is not said")

    def of(number: int) -> Interval:
        start = date(number, length * (ordinal - 1) + 1, 1)
        return between(start, in_month(number, length * ordinal).end or start)

    if re.search(r"year|\d{4}", text):
        return Reckoned(of(year.interval.start.year), year.basis, year.arithmetic)
    future = reckoning.tense(scene) == "future"

    def to(day: date) -> Interval:
        begun = (of(day.year).start or day) <= day
        return of(day.year if begun or future else day.year - 1)

    return reckoning.from_anchor(scene, to, f"{text} from {reckoning.anchor_words(scene)}")


def week_of_day(text: str, scene: Scene) -> Reckoned:
    """ "the week of Sept. 3": the week that the day lies in, or the seven days up to it."""
    month, number = month_in(text), re.search(r"\d{1,2}", text)
    if month is None or number is None:
        return Reckoned(None, "unknown", "no such day")
    found = reckoning.nearest_year(scene, month, int(number.group()), None)
    day = found.interval.start if found.interval else None
    if day is None:
        return found
    week = between(day - timedelta(days=6), day) if "ending" in text else in_week(day)
    return Reckoned(week, found.basis, found.arithmetic)


def day_of_month(text: str, scene: Scene) -> Reckoned:
    """ "on the 6th": of the month told, else of the one that the tense asks for."""
    number = int(re.findall(r"\d+", text)[0])
    step = -1 if "last month" in text else 1 if "next month" in text else 0
    future = reckoning.tense(scene) == "future"
    told = told_day(scene) if "month" not in text else None
    if told is not None and number <= monthrange(told.year, told.month)[1]:
        return Reckoned(on_day(told.replace(day=number)), "relative", f"{text}: of {told:%Y-%m}, the month told before")

    def to(day: date) -> Interval:
        move = step
        if "month" not in text and (number < day.day if future else number > day.day):
            move = 1 if future else -1
        first = in_month(day.year, day.month + move).start or day
        return on_day(first.replace(day=number))

    return reckoning.from_anchor(scene, to, f"{text} from {reckoning.anchor_words(scene)}")


def figures(text: str, scene: Scene) -> Reckoned:
    """ "9/4/2029": read both ways; where both are days, the one nearer to publication, if that is plain."""
    one, two, year = (int(n) for n in text.split("/"))
    year = year if year > 99 else 2000 + year if year < 70 else 1900 + year
    days: list[date] = []
    for month, day in dict.fromkeys(((one, two), (two, one))):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    anchor = scene.published.anchor
    if len(days) == 2 and anchor:
        days.sort(key=lambda day: abs((day - anchor).days))
        plain = abs((days[0] - anchor).days) * 3 < abs((days[1] - anchor).days)
        return Reckoned(on_day(days[0]) if plain else None, "explicit", "the reading nearer to publication")
    return Reckoned(on_day(days[0]) if len(days) == 1 else None, "explicit", "the day as written")


def weekday_told(text: str, scene: Scene) -> Reckoned:
    """ "the following Monday", "that Friday", "the Sunday before": counted from the day told last."""
    number, told = weekday_in(text), told_day(scene)
    if number is None:
        return Reckoned(None, "unknown", text)
    back = re.search(r"\b(?:previous|before)\b", text) is not None
    ahead = re.search(r"\b(?:following|next|after)\b", text) is not None
    if told is None:
        return reckoning.weekday(scene, number, "previous" if back else "following" if ahead else "")
    if back:
        day = told - timedelta(days=(told.weekday() - number) % 7 or 7)
    else:
        day = told + timedelta(days=(number - told.weekday()) % 7 or (7 if ahead else 0))
    return Reckoned(on_day(day), "relative", f"{text}: counted from {told.isoformat()}")


def week_hence(text: str, scene: Scene) -> Reckoned:
    """ "a week from Friday", "a week today"."""
    weeks = 2 if re.search(r"two|fortnight", text) else 1
    number = weekday_in(text)
    if number is not None:
        found = reckoning.weekday(scene, number, "following")
    else:
        step = 1 if "tomorrow" in text else 0
        words = f"{text}: {reckoning.anchor_words(scene)}"
        found = reckoning.from_anchor(scene, lambda day: on_day(day + timedelta(days=step)), words)
    start = found.interval.start if found.interval else None
    if start is None or found.interval is None or found.interval.end != start:
        return found
    return Reckoned(
        on_day(start + timedelta(weeks=weeks)), found.basis, f"{text}: {found.arithmetic}, {weeks} weeks on"
    )


def unit_told(text: str, scene: Scene) -> Reckoned:
    """ "that week", "the week before", "the following month": counted from what was told last."""
    name = unit_in(text)[0]
    any_told = next((i.start for _, i in reversed(scene.earlier) if i.start), None)
    told = told_day(scene) or (any_told if name in ("month", "year") else None)
    if told is None:
        return Reckoned(None, "unknown", f"{text}: of which day is not said")
    step = -1 if re.search(r"before|previous", text) else 1 if re.search(r"after|following", text) else 0
    return Reckoned(reckoning.shift(told, step, name), "relative", f"{text}: counted from {told.isoformat()}")


def after_next(text: str, scene: Scene) -> Reckoned:
    """ "the week after next"."""

    def to(day: date) -> Interval:
        week = in_week(day + timedelta(weeks=2))
        saturday = (week.start or day) + timedelta(days=5 if day.weekday() > 4 else -2)
        return between(saturday, saturday + timedelta(days=1)) if "weekend" in text else week

    return reckoning.from_anchor(scene, to, f"{text} from {reckoning.anchor_words(scene)}")


def unit_end(text: str, scene: Scene) -> Reckoned:
    """ "the end of the month", "year's end": the last part of the running one."""
    name = unit_in(text)[0]

    def to(day: date) -> Interval:
        if name == "month":
            return reckoning.part_of_month(text.replace("month's end", "end of"), in_month(day.year, day.month))
        return in_week(day) if name == "week" else in_month(day.year, 12 if "end" in text else 1)

    return reckoning.from_anchor(scene, to, f"{text} from {reckoning.anchor_words(scene)}")


def points(text: str, scene: Scene) -> Reckoned:
    """ "three days after the Sept. 4 forum", "the day before the convention": counted from the day of that event."""
    told = scene.aim
    count, (name, many) = count_in(text), unit_in(text)
    if told is None or told.start is None or told.start != told.end or count is None:
        return Reckoned(None, "unknown", f"{text}: of which day is not said")
    back = re.search(r"\b(?:before|ahead|prior)\b", text) is not None
    name = "day" if re.search(r"night|evening|morning", text) else name
    if re.search(r"weekend", text):
        saturday = told.start - timedelta(days=(told.start.weekday() - 5) % 7 or 7)
        return Reckoned(between(saturday, saturday + timedelta(days=1)), "relative", f"{text}: {told.value}")
    step = -count * many if back else count * many
    if "fortnight" in text and count == 1:
        days = (told.start + timedelta(weeks=step), told.start)
        return Reckoned(between(min(days), max(days)), "relative", f"{text}: {told.value}")
    return Reckoned(reckoning.shift(told.start, step, name), "relative", f"{text}: {told.value} {step:+d} {name}s")


_SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11), "winter": (12, 14)}


def season(text: str, scene: Scene) -> Reckoned:
    """A season of the northern year, of the year written or the one the words ask for."""
    text = text.lower()
    first, last = next(months for name, months in _SEASONS.items() if name in text)
    written = re.search(r"(?:19|20)\d\d", text)

    def of(year: int) -> Interval:
        start, end = in_month(year, first).start, in_month(year, last).end
        return between(start, end) if start and end else in_year(year)

    if written:
        return Reckoned(of(int(written.group())), "explicit", "season and year as written")
    direction = -1 if text.startswith("last") else 1 if text.startswith("next") else 0

    def to(day: date) -> Interval:
        this = of(day.year)
        over = this.end is not None and this.end < day
        begun = direction == 0 and this.start is not None and this.start <= day
        if direction < 0 or (direction == 0 and reckoning.tense(scene) == "past"):
            return this if over or begun else of(day.year - 1)
        return of(day.year + 1) if over else this

    return reckoning.from_anchor(scene, to, f"{text} from {reckoning.anchor_words(scene)}")


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth weekday of a month, the last for -1."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def nth_weekday(text: str, scene: Scene) -> Reckoned:
    """ "the first Tuesday of May", "the last Friday of the month"."""
    number, month = weekday_in(text), month_in(re.sub(r"\b[A-Z][a-z]+day\b", "", text))
    whole = reckoning.month(scene, month, "") if month else unit_end("start of the month", scene)
    first = whole.interval.start if whole.interval else None
    if number is None or first is None:
        return Reckoned(None, "unknown", f"{text}: of which month is not said")
    nth = next((n for word, n in _ORDINALS.items() if re.search(rf"\b{word}\b", text)), -1)
    return Reckoned(on_day(_nth(first.year, first.month, number, nth)), whole.basis, whole.arithmetic)


_FIXED = {
    "New Year's Day": (1, 1), "New Year's Eve": (12, 31), "Christmas Day": (12, 25), "Christmas Eve": (12, 24),
    "Boxing Day": (12, 26), "Veterans Day": (11, 11), "Remembrance Day": (11, 11), "Canada Day": (7, 1),
    "Anzac Day": (4, 25), "May Day": (5, 1), "Independence Day": (7, 4), "Fourth of July": (7, 4),
    "Halloween": (10, 31), "Patrick's Day": (3, 17), "Valentine's Day": (2, 14),
}  # fmt: skip
_MOVING = {"Labo": (9, 0, 1), "Memorial": (5, 0, -1), "President": (2, 0, 3), "Martin": (1, 0, 3)}


def holiday(text: str, scene: Scene) -> Reckoned:
    """A named day; the moving ones as North America keeps them."""
    plain = text.replace("’", "'")

    def of(year: int) -> date:
        fixed = next((day for name, day in _FIXED.items() if name in plain), None)
        if fixed:
            return date(year, *fixed)
        return _nth(year, *next(rule for name, rule in _MOVING.items() if name in plain))

    future = reckoning.tense(scene) == "future"

    def to(day: date) -> Interval:
        this = of(day.year)
        year = day.year + 1 if future and this < day else day.year - 1 if not future and this > day else day.year
        found = of(year)
        if "weekend" not in plain:
            return on_day(found)
        saturday = found - timedelta(days=(found.weekday() - 5) % 7)
        return between(saturday, max(found, saturday + timedelta(days=1)))

    return reckoning.from_anchor(scene, to, f"{text} from {reckoning.anchor_words(scene)}")
