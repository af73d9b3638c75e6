"""Meetings and calls between a candidate and a body: held, planned, wanted, refused."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from hustings.core.reading.dates import DateExpression
from hustings.core.reading.facts import (
    CLEAR,
    LOOK,
    Attribution,
    Fact,
    Page,
    Participant,
    dated,
    participant,
    reference,
    unfolded,
)
from hustings.core.reading.folding import views
from hustings.core.reading.late import Late
from hustings.core.reading.meeting_links import Opening, opening, replies, set_anew, taken_back, there
from hustings.core.reading.meeting_readings import of_the_body, phrases, readings
from hustings.core.reading.meeting_rules import (
    COLON_LIST,
    EACH_DAY,
    PLACE,
    SAYS,
)
from hustings.core.reading.meeting_scenes import (
    Met,
    each_day,
    likewise,
    participants,
    unnamed,
)
from hustings.core.reading.shadow import Item, Shadow
from hustings.core.reading.spans import Span


def _candidates(items: Iterable[Item]) -> list[Participant]:
    return [participant("candidate", i) for i in items if i.kind == "P" and reference(i).role in ("candidate", "")]


def _organizations(items: Iterable[Item], page: Page) -> list[Participant]:
    found = []
    for item in items:
        one = reference(item)
        if item.kind == "N" and page.affiliations.get(one.label):
            found.append(Participant("organization", page.affiliations[one.label], one.span, "affiliation"))
        elif item.kind == "O" and one.role not in ("campaign", "party", "government") and one.entity:
            found.append(participant("organization", item))
        elif (
            item.kind == "P"
            and one.role not in ("candidate", "")
            and (one.of or page.affiliations.get(one.entity or ""))
        ):
            body = one.of or page.affiliations[one.entity or ""]
            found.append(Participant("organization", body, one.span, "title" if one.of else "affiliation"))
    return found


def _attributed(page: Page, shadow: Shadow, met: Met) -> tuple[Attribution, ...]:
    for match in SAYS.finditer(shadow.text):
        if match.start() < met.end - 1 and match.start("who") <= met.verb[0]:
            continue
        who = shadow.at(*match.span("who"))[0]
        day = shadow.at(*match.span("day")) if match.group("day") else []
        time = day[0].what if day and isinstance(day[0].what, DateExpression) else None
        return (Attribution(reference(who).entity, who.span, page.quoted(shadow, *match.span("verb")), time),)
    return ()


def _place(page: Page, shadow: Shadow, met: Met) -> Span | None:
    found = PLACE.search(shadow.text, met.start)
    return page.quoted(shadow, *found.span("place")) if found else None


def _behind_colon(shadow: Shadow, met: Met) -> list[Item]:
    """ "Four candidates addressed it on Monday: A, B, C and D"."""
    found = EACH_DAY.search(shadow.text, met.end) or COLON_LIST.search(shadow.text, met.end)
    return shadow.at(*found.span("list"), "P") if found else []


def _facts(page: Page, shadow: Shadow, met: Met, host: str | None) -> Iterator[Fact]:
    people = _candidates(met.one) or _candidates(met.other) or _candidates(_behind_colon(shadow, met))
    bodies = _organizations((*met.one, *met.other), page)
    unsure = met.unsure
    if not bodies and met.kind == "event" and host:
        bodies, unsure = [Participant("organization", host, None, "implied")], unsure or "the host is not written here"
    time = met.time or dated(shadow, met.verb[0], met.end if met.kind == "event" else met.verb[1])
    if met.status == "not_happened" and _SINCE.search(shadow.text, met.verb[1]):
        time = None  # "has not met the union since she resigned in May"
    place = _place(page, shadow, met)
    days, in_order = each_day(shadow, met.end), _respectively(shadow, people)
    if _is_ahead(time, page.day) and met.status == "happened" and not met.unsure.startswith("told by"):
        time = None  # "has interviewed A, and will meet B next week": the day is another's
    met = replace(met, status=_by_day(met.status, time, page.day))
    for one in people:
        for body in bodies:
            named = one.how == "name" and body.how in ("name", "title") and shadow.zone not in ("headline", "related")
            clear = named and not unsure and met.status != "possible"
            yield Fact(
                type="call" if met.kind == "call" else "meeting",
                status=met.status,
                tier=CLEAR if clear else LOOK,
                participants=(one, body),
                trigger=page.quoted(shadow, *met.verb),
                evidence=(page.quoted(shadow, min(met.start, met.verb[0]), met.end),),
                time=_own_day(days.get(one.entity or "") or in_order.get(one.entity or "")) or (None if days else time),
                place=place,
                kind=met.kind if met.kind != "event" else "",
                attribution=_attributed(page, shadow, met),
                zone=shadow.zone,
                why="" if clear else unsure or "the name is not written here",
            )


def _respectively(shadow: Shadow, people: Sequence[Participant]) -> dict[str, Item]:
    """ "X and Y are to do so on Thursday and Friday respectively": the day of each, in their order."""
    days = shadow.at(0, len(shadow.text), "D")
    if "respectively" not in shadow.text or len(days) != len(people):
        return {}
    return {one.entity or "": day for one, day in zip(people, days, strict=True)}


def _is_ahead(time: DateExpression | None, published: date | None) -> bool:
    start = time.interval.start if time and time.interval else None
    return start is not None and published is not None and start > published


def _by_day(status: str, time: DateExpression | None, published: date | None) -> str:
    """What the day makes of a status: the present tense of a coming day is a plan, of a past day a report."""
    start = time.interval.start if time and time.interval else None
    end = time.interval.end if time and time.interval else None
    if start is None or published is None or status not in ("ongoing", "happened"):
        return status
    if start > published or (status == "ongoing" and start == published):
        return "scheduled"
    return "happened" if status == "ongoing" and end and end < published else status


_SINCE = Late(r"\bsince\b")


def _own_day(item: Item | None) -> DateExpression | None:
    return item.what if item is not None and isinstance(item.what, DateExpression) else None


def _of_sentence(page: Page, shadow: Shadow, follower: Shadow | None, host: str | None) -> list[Fact]:
    """The facts of one sentence, read as it stands and folded; a phrase counts where no verb tells of the same two."""
    seen = views(shadow)
    told = [[fact for met in readings(view, follower) for fact in _facts(page, view, met, host)] for view in seen]
    found = unfolded([fact for facts in told[: max(1, len(told) - 1)] for fact in facts], told[-1])
    pairs = {(f.role("candidate"), f.role("organization")) for f in found}
    for view in seen:
        for met in phrases(view):
            more = _facts(page, view, met, None)
            found.extend(f for f in more if (f.role("candidate"), f.role("organization")) not in pairs)
        pairs |= {(f.role("candidate"), f.role("organization")) for f in found}
    meant = of_the_body(seen[-1])
    for met in (*readings(meant, follower), *phrases(meant)) if meant else ():
        more = _facts(page, meant or shadow, replace(met, unsure=met.unsure or "told of its officers"), None)
        found.extend(f for f in more if (f.role("candidate"), f.role("organization")) not in pairs)
    return found


def _named_after(page: Page, index: int) -> list[Fact]:
    """Told over two sentences: "B met with union leaders. Participants included the heads of A and C"."""
    shadow = page.shadows[index]
    listed = participants(shadow)
    if listed is None:
        return []
    (start, end), others = listed
    for before in (*reversed(page.shadows[max(0, index - 2) : index]), shadow):
        met = unnamed(before)
        if met is None:
            continue
        time = dated(before, *met.verb)
        told = replace(met, other=others, start=start, verb=(start, end), end=end, kind="participants", unsure=_APART)
        return [replace(f, time=f.time or time, kind="") for f in _facts(page, shadow, told, None)]
    return []


def _likewise(page: Page, shadow: Shadow, before: Sequence[Fact]) -> Iterator[Fact]:
    """ "X met the board on Monday. Y did so the next day": with the same body."""
    last = before[-1] if before else None
    if last is None or last.status == "not_happened" or shadow.sentence.start - last.start > 300:
        return
    for met in likewise(shadow):
        yield from _facts(page, shadow, met, last.role("organization"))


_APART = "the candidate stands in the sentence before"


_ANSWERED = Late(
    r"\binvit\w+\b[^;]*,? (?:and|but|though) [^;]*\b(?:accepted|agreed|confirmed|declined|did not|didn't|refused)\b"
)
_OPEN_FOR = 8  # sentences for which an invitation waits for its answers


class _Course:
    """Walks the sentences of a page and remembers who met whom last, and to what everybody was asked."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[Fact] = []
        self._host = page.focus
        self._open: Opening | None = None

    def sentence(self, index: int, shadow: Shadow) -> None:
        page, found = self.page, self.found
        follower = page.shadows[index + 1] if index + 1 < len(page.shadows) else None
        back = taken_back(shadow, found[-6:])
        if back is not None:
            found[-6:] = back
        told = opening(shadow, page.focus, self._open)
        if told is not None and _ANSWERED.search(shadow.text):
            self._open = told  # "it invited both to a forum on Oct. 6, and both have accepted"
        asked = self._asked(shadow)
        here = [_dated_before(fact, found, shadow) for fact in _of_sentence(page, shadow, follower, self._host)]
        here = [_on_that_day(fact, asked) for fact in here]
        previous = page.shadows[index - 1] if index else None
        here = [_of_sentence_before(fact, previous, shadow) for fact in here]
        kept = [
            *here,
            *_named_after(page, index),
            *_likewise(page, shadow, [*found, *here]),
            *self._linked(shadow, here),
            *(set_anew(shadow, found[-6:]) if not here else ()),
        ]
        kept = [_as_told(fact, found[-8:]) for fact in _distinct(kept)]
        found.extend(kept)
        hosts = [f.role("organization") for f in kept if f.participants[-1].how != "implied"]
        self._host = hosts[-1] if hosts else self._host
        self._open = told or self._open
        self._host = told.host if told and told.time and not hosts else self._host

    def _asked(self, shadow: Shadow) -> Opening | None:
        """The event that answers in this sentence are about: the one opened last, else whom somebody just met."""
        if self._open and shadow.number - self._open.sentence <= _OPEN_FOR:
            return self._open
        near = self.found and shadow.sentence.start - self.found[-1].start < 600
        return Opening(self._host, None, shadow.number) if near and self._host else None

    def _linked(self, shadow: Shadow, here: Sequence[Fact]) -> Iterator[Fact]:
        """Answers to an invitation, and "he is expected there": with whom stands in a sentence before."""
        own = {fact.role("candidate") for fact in here if fact.participants[-1].how != "implied"}
        same = {(fact.role("candidate"), fact.status) for fact in here}
        asked = self._asked(shadow)
        for met in replies(shadow) if asked else ():
            for fact in _facts(self.page, shadow, replace(met, kind="event"), asked.host if asked else None):
                if fact.role("candidate") in own or (fact.role("candidate"), fact.status) in same:
                    continue
                if asked and asked.sentence == shadow.number and fact.time is None and asked.time:
                    yield replace(fact, time=asked.time)
                    continue
                yield _on_the_day(fact, asked.time if asked else None)
        for met in there(shadow):
            more = _facts(self.page, shadow, replace(met, kind="event"), self._host)
            yield from (fact for fact in more if fact.role("candidate") not in own)


def _of_sentence_before(fact: Fact, previous: Shadow | None, shadow: Shadow) -> Fact:
    """ "X asked for its support on Saturday. X spoke to its convention": the one day of a sentence about the same."""
    if previous is None or fact.time or fact.status != "happened" or _PERFECT.search(shadow.text):
        return fact
    if shadow.at(0, len(shadow.text), "D") or shadow.sentence.start - previous.sentence.end > 3:
        return fact
    who = {reference(item).entity for item in previous.at(0, len(previous.text), "P")}
    days = [i.what for i in previous.at(0, len(previous.text), "D") if isinstance(i.what, DateExpression)]
    day = days[0] if len(days) == 1 and days[0].kind == "event" and days[0].interval else None
    short = day and day.interval and day.interval.start == day.interval.end
    return (
        replace(fact, time=replace(day, basis="inherited")) if day and short and fact.role("candidate") in who else fact
    )


def _on_that_day(fact: Fact, asked: Opening | None) -> Fact:
    """ "All have confirmed that they will take part": on the day of what the sentences before opened."""
    same = asked is not None and fact.role("organization") == asked.host and fact.participants[-1].how == "implied"
    return _on_the_day(fact, asked.time) if asked and same else fact


def _as_told(fact: Fact, before: Sequence[Fact]) -> Fact:
    """A plan told again without its day has the day that the text gave it."""
    if fact.time is not None or fact.status != "scheduled" or fact.participants[-1].entity is None:
        return fact
    pair = (fact.role("candidate"), fact.role("organization"))
    same = [f for f in before if f.status == "scheduled" and (f.role("candidate"), f.role("organization")) == pair]
    return _on_the_day(fact, same[-1].time) if same else fact


def _on_the_day(fact: Fact, day: DateExpression | None) -> Fact:
    """Who says yes comes on the day of the invitation."""
    if day is None or fact.time is not None or fact.status != "scheduled":
        return fact
    return replace(fact, time=replace(day, basis="inherited"))


def find_meetings(page: Page) -> list[Fact]:
    """Every meeting fact of a page, in the order of the text."""
    course = _Course(page)
    for index, shadow in enumerate(page.shadows):
        if shadow.zone not in ("correction", "related"):
            course.sentence(index, shadow)
    return course.found


def _dated_before(fact: Fact, before: Sequence[Fact], shadow: Shadow) -> Fact:
    """ "X skipped the forum on Tuesday. Y attended.": the day is told once for the whole paragraph."""
    last = next((f for f in reversed(before) if f.time is not None), None)
    bare = fact.time is None and fact.status == "happened" and fact.participants[-1].how == "implied"
    told = fact.status == "happened" or fact.participants[-1].how == "implied"
    if last and fact.time is None and told and fact.status in _TOLD and last.status in _TOLD and not bare:
        same = fact.role("organization") == last.role("organization")
        bare = same and not _PERFECT.search(shadow.text) and shadow.sentence.start - last.start < 250
    if last is None or last.time is None or not bare or shadow.sentence.start - last.start > 600:
        return fact
    return replace(fact, time=replace(last.time, basis="inherited"))


_TOLD = ("happened", "not_happened")
_PERFECT = Late(r"\b(?:has|have|had)\b")


def _distinct(facts: Sequence[Fact]) -> list[Fact]:
    """In one sentence, one fact for each pair and status; the dated and clear one is kept."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = (fact.role("candidate"), fact.role("organization"), fact.status, fact.trigger.start if fact.time else 0)
        if key not in kept or (fact.tier == CLEAR and kept[key].tier == LOOK):
            kept[key] = fact
    firm = {(f.role("candidate"), f.role("organization"), _day(f)) for f in kept.values() if f.status in _FIRM}
    return [
        f
        for f in kept.values()
        if f.status not in _LOOSE or (f.role("candidate"), f.role("organization"), _day(f)) not in firm
    ]


_FIRM, _LOOSE = ("scheduled", "not_happened"), ("expected", "possible", "ongoing")  # of one day only the firmer is told


def _day(fact: Fact) -> str | None:
    return fact.time.interval.value if fact.time and fact.time.interval else None
