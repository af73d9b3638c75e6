"""Facts: what a text says happened, with who, when, how sure, and exactly where it says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hustings.core.reading.amounts import Amount
from hustings.core.reading.dates import DateExpression
from hustings.core.reading.late import Late
from hustings.core.reading.references import Reference
from hustings.core.reading.shadow import Item, Shadow
from hustings.core.reading.spans import Line, Span, cut

CLEAR, LOOK = "clear", "look"


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part, in which role. `entity` is None for somebody whom the gazetteer does not know."""

    role: str
    entity: str | None
    span: Span | None
    how: str = "name"

    def as_json(self) -> dict[str, object]:
        """Role, entity and span."""
        return {
            "role": self.role,
            "entity": self.entity,
            "span": self.span.as_json() if self.span else None,
            "how": self.how,
        }


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who the text says it has it from, with the verb and the day of saying."""

    source: str | None
    span: Span
    verb: Span
    time: DateExpression | None = None

    def as_json(self) -> dict[str, object]:
        """Source, spans and day."""
        time = self.time.as_json() if self.time else None
        return {"source": self.source, "span": self.span.as_json(), "verb": self.verb.as_json(), "time": time}


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or a share, as written."""

    span: Span
    value: int | float
    unit: str

    def as_json(self) -> dict[str, object]:
        """Span, value and unit."""
        return {**self.span.as_json(), "value": self.value, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one text. `withhold` names why it is never offered for publication, or is empty.

    `why` says in a few words what put a fact into the lower tier. `parser` is the opinion of a parser that was asked.
    """

    type: str
    status: str
    tier: str
    participants: tuple[Participant, ...]
    trigger: Span
    evidence: tuple[Span, ...]
    outcome: str = ""
    time: DateExpression | None = None
    amount: Amount | None = None
    count: Count | None = None
    quotes: tuple[str, ...] = ()
    topics: tuple[Span, ...] = ()
    kind: str = ""
    stance: str = ""
    place: Span | None = None
    attribution: tuple[Attribution, ...] = ()
    zone: str = ""
    withhold: str = ""
    why: str = ""
    event: str = ""
    parser: str = ""

    def role(self, name: str) -> str | None:
        """The entity in a role, the first that is known."""
        return next((p.entity for p in self.participants if p.role == name and p.entity), None)

    @property
    def start(self) -> int:
        """Where the fact begins in the text."""
        return self.evidence[0].start


@dataclass
class Page:
    """What every rule reads: the text and all that was found in it before facts."""

    text: str
    shadows: Sequence[Shadow]
    focus: str | None
    affiliations: dict[str, str] = field(default_factory=dict)
    day: date | None = None  # of publication

    def __post_init__(self) -> None:
        self._line = Line([shadow.sentence for shadow in self.shadows])

    def touched(self, spans: Sequence[Span]) -> list[int]:
        """Indices of the sentences that any of the spans lies in."""
        return sorted({index for span in spans for index in self._line.touching(span)})

    def quoted(self, shadow: Shadow, start: int, end: int) -> Span:
        """The source of a stretch of a shadow."""
        return cut(self.text, *shadow.source(start, end))


def reference(item: Item) -> Reference:
    """The reference that an item stands for."""
    if not isinstance(item.what, Reference):
        raise TypeError(f"a sign of kind {item.kind} points at nobody")
    return item.what


def participant(role: str, item: Item) -> Participant:
    """A participant for an item of a shadow."""
    one = reference(item)
    return Participant(role, one.entity, one.span, one.how)


_CLAUSE_END = Late(
    r";|, (?:but|while|which|who|whom|where|although|though)\b|\bbut\b|, with (?=[\ue000-\ue004])|"
    r", and (?=[\ue000-\ue004])| — |"
    r" and (?=(?:has|have|had|is|are|was|were|will|would|does|did|says|plans|hopes|expects)\b)"
)
_RELATIVE = Late(r", (?:which|who|whom|where)$")
_RELATIVE_OVER = Late(r", (?!(?:and |or )?[\ue000-\ue004])(?!(?:in|on|at) )")


def clause_bounds(shadow: Shadow, start: int, end: int) -> tuple[int, int]:
    """The clause around a stretch of a shadow."""
    left = max((m.end() for m in _CLAUSE_END.finditer(shadow.text, 0, start)), default=0)
    right = _CLAUSE_END.search(shadow.text, end)
    close = right.start() if right else len(shadow.text)
    if left and _RELATIVE.search(shadow.text[:left]):
        over = _RELATIVE_OVER.search(shadow.text, end, close)
        close = over.start() if over else close
    return left, close


_MOST_RECENTLY = Late(r",? (?:most recently|the last time|the latest|lastly)(?: on| in)? (?=\ue006)")
_HOW_LONG = Late(r"\b(?:less|more) than $")  # "less than three weeks before" tells no day


_AFTER_IT = Late(
    r" after [^;]*[\ue000\ue001\ue003][^;]*$"
)  # "came on board on Friday after it met X": the meeting has no day


def _words_between(shadow: Shadow, day: DateExpression, at: int) -> str:
    place = next((place for place, item in shadow.items.items() if item.what is day), at)
    return shadow.text[place + 1 : at]


_AND_THEN = Late(r"\ue006[^.;]* and (?:[a-z]+ed|made|gave|met|sat|stayed|took|went|came|was|were|did|had|has|have)\b")


def _words_until(shadow: Shadow, day: DateExpression, start: int) -> str:
    place = next((place for place, item in shadow.items.items() if item.what is day), start)
    return shadow.text[start:place]


def dated(shadow: Shadow, start: int, end: int, *, races: bool = False) -> DateExpression | None:
    """The date of a clause: the first after its verb, else the last before it, else one that opens the sentence.

    `races`: whether the year of a race ("in her 2027 race") may date it.
    """
    left, right = clause_bounds(shadow, start, end)
    kinds = ("event", "open", "since", "race") if races else ("event", "open")

    def usable(item: Item) -> DateExpression | None:
        one = item.what
        return one if isinstance(one, DateExpression) and one.kind in kinds and one.interval else None

    def between(a: int, b: int) -> list[DateExpression]:
        placed = [(at, item) for at, item in shadow.items.items() if a <= at < b and item.kind == "D"]
        # "last week's vote" dates the vote, so it counts only inside the words that tell the event
        owned = (item for at, item in placed if a == start or not shadow.text.startswith("'s", at + 1))
        owned = (
            item
            for item in owned
            if not _HOW_LONG.search(shadow.sentence.text[: max(0, item.span.start - shadow.sentence.start)])
        )
        return [d for d in map(usable, owned) if d]

    latest = _MOST_RECENTLY.search(shadow.text, end, right)
    if latest:
        start = end = latest.end() - 1
    after, inside, before, opening = between(end, right), between(start, end), between(left, start), between(0, 8)
    plain = [d for d in after if d.kind != "race"] or after
    if after and after[0].kind == "race" and _AND_THEN.search(_words_until(shadow, plain[0], end)):
        plain = after  # "endorsed X in the 2004 primaries and made no endorsement in 2000"
    told = [d for d in before if d.kind != "race"] or before
    told = [d for d in told if not _AFTER_IT.search(_words_between(shadow, d, start))]
    chosen = [*plain[:1], *inside[:1], *reversed(told), *opening]
    return chosen[0] if chosen else None


def unfolded(plain: Sequence[Fact], folded: Sequence[Fact]) -> list[Fact]:
    """What two views of one sentence tell, once. The folded view dates it: an aside's date is the aside's own."""

    def key(fact: Fact) -> tuple[object, ...]:
        return tuple((p.role, p.entity) for p in fact.participants), fact.outcome, fact.status, fact.trigger.end

    again: dict[tuple[object, ...], list[Fact]] = {}
    for fact in folded:
        again.setdefault(key(fact), []).append(fact)
    both = []
    for fact in plain:
        same = again.get(key(fact))
        both.append(replace(fact, time=same.pop(0).time) if same else fact)
    return [*both, *(fact for rest in again.values() for fact in rest)]


def span_of(match: re.Match[str], name: str) -> tuple[int, int]:
    """Where a group stands, in whichever branch of a rule matched."""
    for key in (name, f"{name}2", f"{name}3", f"{name}4"):
        if key in match.re.groupindex and match.group(key) is not None:
            return match.span(key)
    return match.span()
