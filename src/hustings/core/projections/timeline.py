"""The timeline: everything that happened or is planned, each item with its day, its words and its sources.

One order everywhere: by first day, then last day, then sequence.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hustings.core.projections.calendar import CalendarDate
from hustings.core.projections.decision import UNDECIDED
from hustings.core.projections.facts import FIELDS, Difference, PressFact
from hustings.core.projections.roundtables import Roundtable
from hustings.core.projections.sentences import (
    CALENDAR,
    CANCELLED,
    DATED,
    FACT,
    FACT_PASSED,
    HELD,
    PASSED,
    SCHEDULED,
    SENTENCES,
)
from hustings.core.projections.statements import Change, Correction, Shown, Statement, sources_of, text_in
from hustings.core.projections.words import days_in, names_in, render, shown
from hustings.core.values import Days, Source


@dataclass(frozen=True, slots=True)
class Item(Shown):
    """One item. `id` is its anchor ("12", or "12.deadline" for a calendar date announced by entry 12); `seq` its entry.

    `on` is the day as written, `first` to `last` the days it covers, `precision` day, month, year or interval.
    `planned`: it names a day on which something is to happen (a calendar date, a roundtable not yet held). `what` is
    the English sentence that `template` makes of `values`; a door translates the template and fills in the same values.
    `status` is a word or empty (`day passed`: planned for a day that is past, and nothing is on record since);
    `history` tells every status or day it had, oldest first. `withheld` is the reason, for an entry taken away.
    `differences` is what the reports of a fact say differently.
    """

    id: str
    seq: int
    on: str
    first: date
    last: date
    precision: str
    planned: bool
    verb: str
    template: str
    values: Mapping[str, Any]
    what: str
    subject: str
    candidate: str
    status: str
    history: tuple[Change, ...]
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    withheld: str
    basis: str
    differences: tuple[Difference, ...] = ()


DAY_PASSED = "day passed"


def timeline_of(
    read: Sequence[Statement],
    names: Mapping[str, str],
    dates: Iterable[CalendarDate],
    roundtables: Iterable[Roundtable],
    facts: Iterable[PressFact],
) -> tuple[Item, ...]:
    """Every item in the one order; `names` are the candidates' names by code."""
    known = _Known(read, names)
    items = [item for entry in read for item in _items_of(entry, known)]
    items.extend(_calendar_item(planned, known) for planned in dates)
    items.extend(_fact_item(each, known) for each in facts)
    items.extend(_roundtable_item(each, known) for each in roundtables if not each.reported)
    return tuple(sorted(items, key=lambda item: (item.first, item.last, item.seq, item.id)))


class _Known:
    """What sentences need from other entries: names by code, titles of motions, gifts."""

    def __init__(self, read: Sequence[Statement], names: Mapping[str, str]) -> None:
        self.entries = {entry.seq: entry for entry in read}
        self.as_of = max((entry.day for entry in read), default="")
        self.names = names
        self.motions = {entry.text("motion"): entry for entry in read if entry.verb == "motion.put"}
        self.gifts = {entry.text("gift"): entry.body for entry in read if entry.verb == "gift.proposed"}

    def is_past(self, days: Days) -> bool:
        """Whether all of these days lie before the latest entry."""
        return days.last.isoformat() < self.as_of

    def value(self, entry: Statement, name: str) -> Any:
        """The value of `name` in the sentence about `entry`."""
        if name in _DERIVED:
            return _DERIVED[name](entry)
        if name == "candidate":
            code = entry.text("candidate")
            return self.names.get(code, code)
        if name == "title" and entry.verb in ("roll_call.recorded", "gift.approved"):
            motion = self.motions.get(entry.text("motion"))
            return motion.text("title") if motion else entry.text("motion")
        if name == "result":
            return self._result(entry)
        if name in entry.body or not entry.verb.startswith("gift."):
            return entry.body.get(name, "")
        return self.gifts.get(entry.text("gift"), {}).get(name, "")

    def _result(self, entry: Statement) -> str:
        """What a vote came to: the outcome, or, where something was to be approved, whether it passes."""
        motion = self.motions.get(entry.text("motion"))
        if motion is None or not motion.text("about") or entry.text("outcome").startswith(UNDECIDED):
            return entry.text("outcome")
        return "passes" if entry.flag("passes") else "fails"


def _results(entry: Statement) -> Any:
    if entry.verb == "poll.reported":
        return [f"{text_in(each, 'option')} {text_in(each, 'percent')} %" for each in entry.objects("results")]
    counts = entry.body.get("counts")
    return dict(zip(entry.texts("answers"), counts if isinstance(counts, list) else [], strict=False))


def _finding(entry: Statement) -> str:
    return "within the limit" if entry.flag("within") else "over the limit"


_DERIVED = {"results": _results, "finding": _finding}


def _items_of(entry: Statement, known: _Known) -> Iterator[Item]:
    if entry.verb == "gift.reported":
        yield from _reported_gift(entry)
    sentence = SENTENCES.get(entry.verb)
    if sentence is None:
        return
    values = {name: known.value(entry, name) for name in names_in(sentence.template)}
    status = sentence.status
    if status.startswith("{"):
        status = shown(known.value(entry, status[1:-1]))
    gone = f"{entry.text('ground')}: {entry.text('reason')}" if entry.verb == "record.withheld" else ""
    yield _item(
        entry,
        part="",
        on=_day_of(entry, sentence.day),
        template=sentence.template,
        values=values,
        status=status,
        sources=entry.sources,
        withheld=gone,
    )


def _day_of(entry: Statement, fields: str) -> str:
    """The day of an entry: the fields that hold it, joined by a slash where there are two, otherwise its own day."""
    days = [entry.text(field) for field in fields.split("/") if entry.text(field)]
    return "/".join(dict.fromkeys(days)) or entry.day


def _reported_gift(entry: Statement) -> Iterator[Item]:
    for key, status in (("approved", "approved"), ("paid", "paid")):
        for number, each in enumerate(entry.objects(key)):
            on = text_in(each, "on") or entry.day
            yield _item(
                entry,
                part=f"{status}-{number + 1}",
                on=on,
                template=DATED,
                values={"what": text_in(each, "what")},
                status=status,
                sources=sources_of(each) or entry.sources,
            )


def _item(
    entry: Statement,
    *,
    part: str,
    on: str,
    template: str,
    values: Mapping[str, Any],
    status: str,
    sources: tuple[Source, ...],
    withheld: str = "",
) -> Item:
    days = days_of(on, entry.day)
    return Item(
        id=f"{entry.seq}.{part}" if part else str(entry.seq),
        seq=entry.seq,
        on=days.text,
        first=days.first,
        last=days.last,
        precision=precision_of(days.text),
        planned=False,
        verb=entry.verb,
        template=template,
        values=values,
        what=render(template, values),
        subject=entry.subject,
        candidate=entry.text("candidate"),
        status=status,
        history=(),
        sources=sources,
        corrections=entry.corrections,
        withheld=withheld,
        basis=entry.basis,
    )


def _fact_item(fact: PressFact, known: _Known) -> Item:
    entry = known.entries[fact.seq]
    values = {
        "what": fact.what,
        "quotation": fact.quotation,
        "speaker": fact.speaker,
        "denial": fact.denial,
        "reported_on": "" if fact.on else fact.reported_on,
        "differs": [FIELDS[each.field] for each in fact.differences],
    }
    item = _item(
        entry,
        part="",
        on=fact.on or fact.reported_on,
        template=FACT_PASSED if fact.passed else FACT,
        values=values,
        status=DAY_PASSED if fact.passed else fact.word,
        sources=fact.sources,
    )
    return replace(
        item,
        candidate=fact.about[0] if len(fact.about) == 1 else "",
        history=fact.history if len(fact.history) > 1 else (),
        corrections=fact.corrections,
        differences=fact.differences,
    )


def _calendar_item(planned: CalendarDate, known: _Known) -> Item:
    last = planned.moves[-1] if planned.moves else None
    values = {"label": planned.label, "was": last.was if last else "", "reason": last.reason if last else ""}
    days = days_of(planned.on, planned.announced_on)
    first = planned.moves[0].was if planned.moves else planned.on
    history = (
        Change(planned.seq, planned.announced_on, "scheduled", first, "", planned.sources),
        *(Change(move.seq, move.on, "moved", move.now, move.reason, ()) for move in planned.moves),
    )
    return Item(
        id=f"{planned.seq}.{planned.key}",
        seq=planned.seq,
        on=days.text,
        first=days.first,
        last=days.last,
        precision=precision_of(days.text),
        planned=True,
        verb="date.set",
        template=CALENDAR,
        values=values,
        what=render(CALENDAR, values),
        subject=planned.key,
        candidate="",
        status=DAY_PASSED if known.is_past(days) else "moved" if planned.moves else "scheduled",
        history=history,
        sources=planned.sources,
        corrections=planned.corrections,
        withheld="",
        basis=planned.basis,
    )


_ROUNDTABLE = {"held": HELD, "cancelled": CANCELLED}


def _roundtable_item(each: Roundtable, known: _Known) -> Item:
    days = days_of(each.on, known.entries[each.seq].day)
    passed = each.status in ("scheduled", "moved") and known.is_past(days)
    template = PASSED if passed else _ROUNDTABLE.get(each.status, SCHEDULED)
    reason = each.history[-1].words if each.status == "cancelled" else ""
    held = {"candidate": each.name, "topics": list(each.topics), "reason": reason}
    values = {name: held[name] if name in held else getattr(each, name) for name in names_in(template)}
    return Item(
        id=str(each.seq),
        seq=each.seq,
        on=days.text,
        first=days.first,
        last=days.last,
        precision=precision_of(days.text),
        planned=each.status in ("scheduled", "moved"),
        verb="roundtable.held" if each.status == "held" else "roundtable.set",
        template=template,
        values=values,
        what=render(template, values),
        subject=each.code,
        candidate=each.candidate,
        status=DAY_PASSED if passed else each.status,
        history=each.history,
        sources=each.sources,
        corrections=each.corrections,
        withheld="",
        basis=each.basis,
    )


def days_of(text: str, otherwise: str) -> Days:
    """The interval that `text` names, otherwise that of `otherwise`, otherwise the first day of the calendar."""
    return days_in(text) or days_in(otherwise) or Days(date.min, date.min, date.min.isoformat())


def precision_of(text: str) -> str:
    """What a day is written to: day, month, year, or interval."""
    return "interval" if "/" in text else {10: "day", 7: "month", 4: "year"}[len(text)]
