"""The arithmetic of relative dates: tense of the clause, the anchor day, and the interval that both allow."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from hustings.core.reading.intervals import Interval, between, hull, in_month, in_week, in_year, on_day
from hustings.core.reading.late import Late
from hustings.core.reading.published import Published
from hustings.core.reading.spans import Span

LONGEST_CLAUSE = 300  # code points on either side of a date in which its verb is looked for
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a date expression stands: its sentence, its offsets, the publication date, and the dates just before.

    `aim` is the day of the event that "the day before the convention" counts from.
    """

    sentence: Span
    start: int
    end: int
    published: Published
    earlier: tuple[tuple[int, Interval], ...]
    aim: Interval | None = None
    caption: bool = False


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An interval, or None when the text does not allow one, with its basis and its arithmetic in words."""

    interval: Interval | None
    basis: str
    arithmetic: str
    kind: str = ""


_FUTURE = (
    r"(?:will|won['’]t|['’]ll|shall|(?:is|are|was|were) (?:due|set|slated|scheduled|expected|planned|likely|"
    r"going) |planned for|"
    r"(?:accepted|invitation|invited|asked|chance|offer) to [a-z]+|invitation from [^,;]{3,40} to|"
    r"agreed to (?!endorse|back|support|donate|give|contribute|spend|nominate|recommend|fund|stay|remain)[a-z]+|"
    r"as (?:soon|early) as|scheduled for|set for|due|plans? to|"
    r"hopes? to|expects?|expecting|plans?|planning|to be held|upcoming|next|is to|are to|would|(?:is|are) [a-z]+ing|"
    r"takes? place|(?:vote|meet|open|close|begin|start|end|run|gather|convene|decide|conclude|"
    r"finishe)s?(?= (?:on|in|from|until|this)\b)|"
    r"go(?:es)? (?:out|to)|(?:election|primary|vote|ballot|caucus|caucuses|convention|conference|deadline|"
    r"runoff|contest|forum|meeting|hustings|debate|roundtable|hearing|rally|session|event|count|town hall) "
    r"(?:is|are)|"
    r"(?:have|has|had) until|(?:postponed|moved|put off|pushed back|delayed|rescheduled) (?:to|until|for|till)|"
    r"awaits?|wants?|[Aa]head of|run-up to|in advance of)\b"
)
_PAST = (
    r"(?:[a-z]{3,}ed|met|said|told|gave|was|were|had|did|held|won|took|came|went|sat|chose|spent|paid|withdrew|"
    r"became|wrote|began|"
    r"heard|kept|brought|began|found|felt|knew|bought|fell|flew|drove|ate|caught|broke|built|grew|lent|rang|"
    r"rode|shook|"
    r"struck|sought|wore|swung|hung|dealt|"
    r"drew|spoke|made|got|led|left|lost|rose|ran|saw|sent|stood|threw|voted)\b"
)
# "The union hosts X on Monday": one who acts, and a verb in the present
_PRESENT = (
    r"\b(?:meets?|hosts?|holds?|sees|visits|address(?:es)?|speaks?|appears?|faces?|sits?|hears?|interviews?|"
    r"questions|"
    r"welcomes?|attends?|joins?|heads|travels?|returns?|gets|goes|comes|takes|makes|gives|brings|opens|kicks off)\b"
    r"(?! (?:was|were|had|that)\b)"
)
_TENSES = Late(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))|(?P<present>{_PRESENT})")
_REPORT = (
    r"(?:said|says|announced|told(?! (?:[\w’']+ ){0,3}?(?:delegates|members|convention|conference|congress|"
    r"crowd|rally|"
    r"audience|gathering|meeting|board)\b)(?: [\w’']+){1,3}|confirmed|reported|wrote|posted|tweeted|declared|"
    r"revealed|"
    r"added|disclosed|"
    r"stated|acknowledged)"
)
_REPORTING_BEFORE = Late(
    rf"\b{_REPORT}(?: in an? (?:[\w-]+ ){{0,2}}(?:statement|release|post|speech|letter|email|memo|interview|"
    rf"video))?,?"
    rf"(?: (?:on|late|early|last|late on))*\s$"
)
_TO_BE_SAID = Late(r"\b(?:be|to) $")  # "will be announced on 21 September"
_REPORTING_AFTER = Late(rf"^,?\s(?:(?:[\w’']+\s){{1,4}})?{_REPORT}\b(?! to\b)")
_CLAUSE = Late(r"[;:—–]|,\s(?=(?:but|and|while|which|who|as|where|after|before|although|though)\b)|\s(?=but\b)|\s--\s")


def _clause(scene: Scene) -> tuple[str, str]:
    """The words of the same clause before and after the expression."""
    text, at = scene.sentence.text, scene.start - scene.sentence.start
    floor = max(0, at - LONGEST_CLAUSE)
    start = max((m.end() for m in _CLAUSE.finditer(text, floor, at)), default=floor)
    end = at + scene.end - scene.start
    after = _CLAUSE.search(text, end, end + LONGEST_CLAUSE)
    return text[start:at], text[end : after.start() if after else end + LONGEST_CLAUSE]


def is_reporting(scene: Scene) -> bool:
    """Whether the day is when somebody said it, not when it happened."""
    text, at = scene.sentence.text, scene.start - scene.sentence.start
    said = _REPORTING_BEFORE.search(text, max(0, at - 90), at)
    return said is not None and _TO_BE_SAID.search(text, max(0, said.start() - 12), said.start()) is None


def tense(scene: Scene) -> str:
    """past, future or unknown: a reporting verb directly before means the past, else the nearest verb of the clause."""
    if is_reporting(scene):
        return "past"
    before, after = _clause(scene)
    return "unknown" if _INVITED_TO.search(before) else _of_verbs(scene, before, after)


def _of_verbs(scene: Scene, before: str, after: str) -> str:
    if (
        re.search(
            r"\bto (?!(?:the|an?|his|her|its|their|about|more|some|many|members|this|"
            r"that)\b)[a-z]+\b",
            before,
        )
        and not re.search(rf"\b(?:{_PAST}|has|have)", before)
        and "—" not in before
    ):
        return "future"  # a headline's infinitive
    verbs = list(_TENSES.finditer(before))
    verbs = [v for v in verbs if not v.group("present") or _of_present(scene, before, v)]
    verbs = [v for v in verbs if not (_HOSTED.match(v.group()) and before.startswith(" by ", v.end()))] or verbs[:1]
    verb = verbs[-1] if verbs else _TENSES.search(after)
    if verb is not None and verb.group("present") and not verbs:
        verb = None
    if verb is None:
        return "unknown"
    near_future = [v for v in verbs if v.group("future")]
    if near_future and verb.group("past") and verb.start() - near_future[-1].end() < 12:
        return "future"  # "will be held", "is set to be announced"
    if verb.group("future") and _WAS_DUE.match(verb.group()) and " but " in text_after(scene):
        return "past"
    if verb.group("present"):
        return _of_present(scene, before, verb)
    return "future" if verb.group("future") else "past"


# "invited X and Y to a hustings in Z on 7 July": the day is the event's, be it past or to come
_INVITED_TO = Late(
    r"\b(?:invit(?:es?|ed|ing)|ask(?:s|ed))\b[^;]{0,160} to (?:an?|the|its|their) (?:[\w’'-]+ ){0,3}?(?:hustings|forum|"
    r"rally|roundtable|meeting|debate|town hall|interview|hearing|convention|conference|session|event|summit|dinner|"
    r"breakfast|picnic|question-and-answer session)(?: (?:in|at|with|of) [^;,]{2,40})?,? (?:on |in |for )?$"
)
_HOSTED = Late(r"(?:hosted|sponsored|organi[sz]ed|held|run|staged|convened)$")  # "take part in a forum hosted by"
_WAS_DUE = Late(r"(?:was|were) ")  # "was due to meet them on 24 February but withdrew"


def text_after(scene: Scene) -> str:
    """The rest of the sentence behind the expression."""
    return scene.sentence.text[scene.end - scene.sentence.start :][:LONGEST_CLAUSE]


_ONE_WHO_ACTS = Late(
    r"(?:[A-Z][\w.’'-]*|\b(?:union|federation|board|council|committee|executive|guild|association|brotherhood|"
    r"members|"
    r"delegates|leaders|leadership|officials|candidates|he|she|it|they|who|which|both|all|then|also|and|pair|"
    r"two))\)? $"
)


def _of_present(scene: Scene, before: str, verb: re.Match[str]) -> str:
    """A plan, told in the present; what a caption shows is over, and "its hosts" is no verb."""
    if scene.caption:
        return "past"
    return "future" if _ONE_WHO_ACTS.search(before[: verb.start()]) else ""


def anchor_words(scene: Scene) -> str:
    """The publication date as the arithmetic names it."""
    if scene.published.anchor:
        return scene.published.anchor.isoformat()
    return scene.published.interval.value if scene.published.interval else "an unknown day"


def from_anchor(scene: Scene, to: Callable[[date], Interval], words: str) -> Reckoned:
    """Apply `to` to the day of publication; when that is a window, to both its ends, and take all that lies between."""
    days = _anchors(scene.published)
    if not days:
        return Reckoned(None, "unknown", "the publication date is not known")
    try:
        intervals = [to(day) for day in days]
    except (ValueError, OverflowError):
        return Reckoned(None, "unknown", "no such day")
    return Reckoned(hull(intervals[0], intervals[-1]), "relative", words)


def _anchors(published: Published) -> tuple[date, ...]:
    if published.anchor:
        return (published.anchor,)
    interval = published.interval
    if interval is None or interval.start is None or interval.end is None:
        return ()
    return (interval.start, interval.end)


def weekday(scene: Scene, number: int, word: str) -> Reckoned:
    """A bare weekday: the last one before publication, or the next when the clause speaks of the future."""
    told = _before_told(scene, number) if not word else None
    if told is not None:
        return told
    future = word in ("next", "following") or (word not in ("last", "previous") and tense(scene) == "future")
    strict = word in ("last", "next")

    def to(day: date) -> Interval:
        ahead, back = (number - day.weekday()) % 7, (day.weekday() - number) % 7
        ahead += 7 if word == "next" and 0 < ahead <= 2 else 0  # on a Wednesday "next Thursday" is not tomorrow
        step = (ahead or (7 if strict else 0)) if future else -(back or (7 if strict else 0))
        return on_day(day + timedelta(days=step))

    side = "on or after" if future else "on or before"
    return from_anchor(scene, to, f"{_DAYS[number]} {side} {anchor_words(scene)}")


_HAD = Late(
    r"\bhad (?:\w+ly |also |already |earlier |then )?"
    r"(?!to\b|hoped|planned|wanted|intended|been (?:due|set|scheduled|expected|supposed|invited))"
    r"\w+(?:ed|en|d|t|ne|wn|me)\b[^,;]*$"
)


def _before_told(scene: Scene, number: int) -> Reckoned | None:
    """ "They met on Saturday. X had spoken on Wednesday": the Wednesday before that Saturday."""
    before, _ = _clause(scene)
    latest = scene.published.anchor
    told = [i.start for at, i in scene.earlier if i.start and i.start == i.end and at < scene.sentence.start]
    told = [day for day in told if latest is None or day <= latest]
    had = _HAD.search(before)
    if not told or had is None or re.search(rf"\b{_REPORT}\b", before[: had.start()]):
        return None  # "she added that she had met X on Monday" only reports
    last = max(told)
    day = last - timedelta(days=(last.weekday() - number) % 7)
    return Reckoned(on_day(day), "relative", f"{_DAYS[number]} on or before {last.isoformat()}, told as over by then")


def nearest_year(scene: Scene, month_number: int, day_number: int, weekday_number: int | None) -> Reckoned:
    """A day without a year: the year that the tense asks for; a weekday beside it must fit."""
    direction = tense(scene)
    window = _anchors(scene.published) if scene.published.anchor is None else ()

    def to(day: date) -> Interval:
        options = [o for o in (_day(day.year + step, month_number, day_number) for step in (-1, 0, 1)) if o]
        if weekday_number is not None:
            options = [o for o in options if o.weekday() == weekday_number] or options
        inside = [o for o in options if window and window[0] <= o <= window[1]]
        if inside and direction != "future":
            return on_day(inside[0])
        ahead, back = [o for o in options if o >= day], [o for o in options if o <= day]
        if direction == "future" and ahead:
            return on_day(min(ahead))
        if direction == "past" and back:
            return on_day(max(back))
        return on_day(min(options, key=lambda o: abs((o - day).days)))

    side = {"future": "next on or after", "past": "last on or before"}.get(direction, "nearest to")
    return from_anchor(scene, to, f"{month_number:02d}-{day_number:02d}, {side} {anchor_words(scene)}")


def _day(year: int, month_number: int, day_number: int) -> date | None:
    try:
        return date(year, month_number, day_number)
    except ValueError:
        return None


_YEAR_BEFORE = Late(
    r"(?<![\w$-])((?:19|20)\d\d)\b(?!\s(?:race|election|campaign|cycle|primary|contest|presidential|general|"
    r"nomin|vote|bid|run))"
)


_THAT_YEAR = Late(r" (?:of )?(?:that|the same) year\b")


def month(scene: Scene, number: int, words: str) -> Reckoned:
    """A month without a year: the year named before it in the sentence, else the one the tense asks for."""
    if _THAT_YEAR.match(scene.sentence.text, scene.end - scene.sentence.start) and scene.earlier:
        told = scene.earlier[-1][1].start
        if told is not None:
            return Reckoned(in_month(told.year, number), "relative", f"month of {told.year}, the year told before")
    named = _YEAR_BEFORE.findall(scene.sentence.text[: scene.start - scene.sentence.start])
    if named:
        return Reckoned(
            in_month(int(named[-1]), number), "relative", f"month of {named[-1]}, the year in the same sentence"
        )
    future = "next" in words or (not words.startswith("last") and tense(scene) == "future")

    def to(day: date) -> Interval:
        ahead, back = number >= day.month, number <= day.month
        if words.startswith("this"):
            return in_month(day.year, number)
        if future:
            return in_month(day.year if ahead else day.year + 1, number)
        back = back and not (words.startswith("last ") and number == day.month)
        return in_month(day.year if back else day.year - 1, number)

    side = "next" if future else "last"
    return from_anchor(scene, to, f"{side} such month from {anchor_words(scene)}")


def part_of_month(text: str, whole: Interval) -> Interval:
    """Early, middle or late third of a month; "end of" is its last days."""
    low, start, end = text.lower(), whole.start, whole.end
    if start is None or end is None:
        return whole
    if re.search(r"end of|late|final|closing|last days", low):
        return between(start + timedelta(days=20), end)
    if re.search(r"early|beginning of|start of|first days|opening", low):
        return between(start, start + timedelta(days=9))
    if "mid" in low:
        return between(start + timedelta(days=10), start + timedelta(days=19))
    return whole


def unit(scene: Scene, name: str, step: int, text: str) -> Reckoned:
    """Last, this or next week, month, quarter or year."""

    def to(day: date) -> Interval:
        if name == "week":
            return in_week(day + timedelta(weeks=step))
        if name == "month":
            return in_month(day.year, day.month + step)
        if name == "quarter":
            first = in_month(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * step).start or day
            return between(first, in_month(first.year, first.month + 2).end or day)
        return in_year(day.year + step)

    return from_anchor(scene, to, f"{text.lower()} from {anchor_words(scene)}")


def shift(day: date, count: int, name: str) -> Interval:
    """The day, week, month or year that lies so many of them from a day."""
    if name == "day":
        return on_day(day + timedelta(days=count))
    if name == "week":
        return in_week(day + timedelta(weeks=count))
    return in_month(day.year, day.month + count) if name == "month" else in_year(day.year + count)


def steps(scene: Scene, count: int, name: str, text: str) -> Reckoned:
    """So many days, weeks, months or years before or after publication; weeks and longer stay as coarse as they are."""
    return from_anchor(scene, lambda day: shift(day, count, name), f"{text}: {anchor_words(scene)} {count:+d} {name}s")


def _last(day: date) -> date | None:
    """The last day of the month that begins on a day."""
    return in_month(day.year, day.month).end if day.day == 1 else None


def from_earlier(scene: Scene, count: int, name: str, text: str) -> Reckoned:
    """So many days from the event told before; when that has no day, its interval stands for both."""
    told = [interval for _, interval in scene.earlier if interval.start and interval.end]
    if not told:
        return Reckoned(None, "unknown", f"{text}: of which day is not said")
    before = told[-1]
    if before.start and (before.end, name) in (
        (date(before.start.year, 12, 31), "year"),
        (_last(before.start), "month"),
    ):
        return Reckoned(shift(before.start, count, name), "relative", f"{text}: {before.value} {count:+d} {name}s")
    if before.start is None or before.start != before.end:
        return Reckoned(before, "relative", f"{text}: counted from {before.value}, which names no day")
    if name == "week" and abs(count) == 1:
        name, count = "day", 7 * count  # "a week later" than a day is a day
    try:
        return Reckoned(shift(before.start, count, name), "relative", f"{text}: {before.value} {count:+d} {name}s")
    except (ValueError, OverflowError):
        return Reckoned(None, "unknown", "no such day")


_RACE = Late(
    r"^(?:['’]s)?\s(?:\w+\s){0,2}?(?:race|election|elections|campaign|cycle|primary|primaries|contest|"
    r"nomination|bid|run|vote|ballot|presidential|"
    r"general|ticket)\b"
)
_IN_YEAR = Late(
    r"(?:^|\s)(?:[Ii]n|[Dd]uring|[Ss]ince|[Bb]y|[Oo]f|[Uu]ntil|[Ff]rom|[Bb]ack in)\s(?:early |late )?$|"
    r"\b[Ii]n (?:(?:19|20)\d\d,? ){1,4}and $"  # "in 2021 and 2025"
)


def year_kind(scene: Scene) -> str:
    """Whether a bare year dates the clause, or names a race ("the 2031 election") or a thing ("its 2027 choice")."""
    text = scene.sentence.text
    before, after = text[: scene.start - scene.sentence.start], text[scene.end - scene.sentence.start :]
    if _RACE.match(after):
        return "race"
    return "" if not before.strip() or _IN_YEAR.search(before) else "label"
