"""Facts from the press: one event once, with every report of it, its history, and what the reports say differently."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hustings.core.projections.statements import Change, Correction, Shown, Statement, text_in
from hustings.core.projections.words import days_in
from hustings.core.reports import DIFFER, Conflict, Outline, Report, in_order, outline
from hustings.core.values import Days, Source

CLAIMED = "claimed"
FIELDS = {
    "status": "whether it happened",
    "outcome": "the outcome",
    "day": "the day",
    "sum": "the sum",
    "number": "the number",
    "speaker": "who said it",
}
"""In what reports may differ, in words."""


@dataclass(frozen=True, slots=True)
class Part(Shown):
    """Who takes part in a fact, in which role; `candidate` is a code or empty."""

    role: str
    name: str
    candidate: str


@dataclass(frozen=True, slots=True)
class Claim(Shown):
    """One answer (a word, a day, cents or a number) and the sources that give it."""

    says: str | int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Difference(Shown):
    """What the reports of one event say differently, side by side. `field` is a key of `FIELDS`."""

    field: str
    said: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class PressFact(Shown):
    """One event as the press told it; `seq` is the entry that published it.

    `status` and `outcome` are those of the latest settled report, or of the body that acted where it has spoken;
    `sources differ` where reports contradict each other. `word` is what a page says of it: `claimed` where only those
    who gain say so. `on` is empty where no report gives a day; `reported_on` is the day of the first report. `passed`:
    it was planned for a day that is past, and nothing was reported since. `history` has a step for each report, by its
    day.
    """

    code: str
    type: str
    status: str
    outcome: str
    word: str
    on: str
    reported_on: str
    passed: bool
    what: str
    quotation: str
    speaker: str
    denial: str
    race: str
    amount_cents: int | None
    currency: str
    number: int | None
    about: tuple[str, ...]
    who: tuple[Part, ...]
    history: tuple[Change, ...]
    differences: tuple[Difference, ...]
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int

    def of_role(self, role: str) -> tuple[str, ...]:
        """The names of those in a role."""
        return tuple(part.name for part in self.who if part.role == role)


def facts_of(read: Iterable[Statement]) -> tuple[PressFact, ...]:
    """Every published fact, in the order of the record."""
    entries = tuple(read)
    as_of = max((entry.day for entry in entries), default="")
    told: dict[int, list[Statement]] = {}
    opened: dict[str, int] = {}
    for entry in entries:
        code = entry.text("fact")
        if entry.verb == "fact.published":
            opened[code] = entry.seq
            told[entry.seq] = [entry]
        elif entry.verb == "fact.reported-again" and code in opened:
            told[opened[code]].append(entry)
    return tuple(_fact(reports, as_of) for reports in told.values())


def reported_day(entry: Statement) -> Days:
    """The day of a report: that of its first source that has one, otherwise that of the entry."""
    named = (days_in(source.day) for source in entry.sources if source.day)
    return next((day for day in named if day), None) or days_in(entry.day) or Days.parse("0001-01-01")


def _fact(entries: Sequence[Statement], as_of: str) -> PressFact:
    first = entries[0]
    reports = in_order([_report(entry) for entry in entries])
    by_key = {str(entry.seq): entry for entry in entries}
    whole = outline(reports)
    word = by_key[whole.word]
    quoted = word if word.text("quotation") else first
    on = whole.on
    planned = _report(word).planned
    return PressFact(
        code=first.text("fact"),
        type=first.text("type"),
        status=whole.status,
        outcome=whole.outcome,
        word=_word(first.text("type"), whole, _report(word)),
        on=on.text if on else "",
        reported_on=reports[0].reported.text,
        passed=bool(planned and on and on.last.isoformat() < as_of),
        what=word.text("what") or first.text("what"),
        quotation=quoted.text("quotation"),
        speaker=quoted.text("speaker"),
        denial=first.text("denial"),
        race=first.text("race"),
        amount_cents=_first([report.cents for report in reports]),
        currency=next((report.currency for report in reports if report.cents is not None), ""),
        number=_first([report.number for report in reports]),
        about=first.texts("about"),
        who=tuple(
            Part(*(text_in(each, key) for key in ("role", "name", "candidate"))) for each in first.objects("who")
        ),
        history=tuple(_step(report, by_key[report.key]) for report in reports),
        differences=tuple(_difference(conflict, by_key) for conflict in whole.conflicts),
        sources=_sources([by_key[report.key] for report in reports]),
        corrections=tuple(correction for entry in entries for correction in entry.corrections),
        basis=first.basis,
        seq=first.seq,
    )


def _report(entry: Statement) -> Report:
    return Report(
        key=str(entry.seq),
        reported=reported_day(entry),
        status=entry.text("status"),
        on=days_in(entry.text("on")),
        outcome=entry.text("outcome"),
        cents=entry.number("amount_cents"),
        number=entry.number("number"),
        speaker=entry.text("speaker"),
        currency=entry.text("currency"),
        standing=next((source.standing for source in entry.sources if source.standing), ""),
    )


def _word(type_: str, whole: Outline, last: Report) -> str:
    """What a page says: the outcome of what happened, otherwise the status. `last`: the report whose status it is."""
    if whole.status == DIFFER or last.planned or last.never:
        return whole.status
    if whole.claimed and type_ == "endorsement":
        return CLAIMED
    return whole.outcome or whole.status


def _step(report: Report, entry: Statement) -> Change:
    """One report as a step: its day, its word, and for a plan the day that it names."""
    word = report.status if report.planned or report.never else report.outcome or report.status
    to = report.on.text if report.planned and report.on else ""
    return Change(entry.seq, report.reported.text, word, to, entry.text("what"), entry.sources)


def _difference(conflict: Conflict, by_key: dict[str, Statement]) -> Difference:
    said = (Claim(one.says, _sources([by_key[key] for key in one.reports])) for one in conflict.said)
    return Difference(conflict.field, tuple(said))


def _sources(entries: Iterable[Statement]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for entry in entries for source in entry.sources))


def _first(values: Iterable[int | None]) -> int | None:
    return next((value for value in values if value is not None), None)
