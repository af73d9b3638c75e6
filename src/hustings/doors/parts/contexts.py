"""What each part takes, as plain dictionaries with typed keys.

A door hands a part a dictionary (or a dataclass with the same fields). `checked` refuses a missing or misspelt
key at once, because a template would show a gap instead. A `Day` given as text is an imprecise day, in words already.
"""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, NotRequired, TypedDict

from django.utils.safestring import SafeString

Day = date | str
Moment = datetime | date | str
Basis = Literal["reported", "simulated", "recorded"]


class State(TypedDict):
    """A state with a word of its own: `mark` and `tone` as in `states.STATES`."""

    word: str
    mark: str
    tone: NotRequired[str]


StateLike = str | State
"""A code of `states.STATES` (its standing word is used) or a `State` with its own word."""


class Link(TypedDict):
    """One entry of a navigation. `n`: how many things wait there."""

    label: str
    url: str
    current: NotRequired[bool]
    n: NotRequired[int]


class Source(TypedDict):
    """Where a claim comes from. No `url` for copies: name the original outlet and day.

    `standing`: how near it is to what it tells, in a few words.
    """

    outlet: str
    published_on: NotRequired[Day]
    standing: NotRequired[str]
    read_in_copy: NotRequired[bool]
    title: NotRequired[str]
    url: NotRequired[str]


class Change(TypedDict):
    """One step in the history of a status, a date or a correction."""

    on: Day
    says: str
    reason: NotRequired[str]


class Claim(TypedDict):
    """What one source says where several disagree."""

    says: str | date
    sources: list[Source]
    note: NotRequired[str]


class Conflict(TypedDict):
    """Several sources' answers to one question, side by side, none preferred."""

    question: str
    claims: list[Claim]
    note: NotRequired[str]


class Fact(TypedDict):
    """One reviewed sentence. `quote` and `speaker` where it restates somebody's words."""

    says: str
    sources: list[Source]
    on: NotRequired[Day]
    basis: NotRequired[Basis]
    quote: NotRequired[str]
    speaker: NotRequired[str]
    status: NotRequired[StateLike]
    history: NotRequired[list[Change]]
    conflicts: NotRequired[list[Conflict]]
    code: NotRequired[str]
    url: NotRequired[str]


class Line(TypedDict):
    """A label and what stands against it."""

    label: str
    text: NotRequired[str | date | int]
    status: NotRequired[StateLike]
    url: NotRequired[str]
    note: NotRequired[str]
    source: NotRequired[Source]


class Candidate(TypedDict):
    """One candidate's card; every card of a page takes the same lines in the same order."""

    name: str
    lines: list[Line]
    note: NotRequired[str]
    status: NotRequired[StateLike]
    url: NotRequired[str]
    picture_url: NotRequired[str]


class Receipt(TypedDict):
    """A ballot's receipt: the tracker proves that the ballot is in the box, never what it says."""

    title: str
    tracker: str
    lines: NotRequired[list[Line]]
    note: NotRequired[str]
    download_url: NotRequired[str]
    check_url: NotRequired[str]


class Check(TypedDict):
    """One check: what, compared with what, with which result (`holds`, `fails`, `not-run`)."""

    what: str
    compared: str
    result: StateLike
    finding: NotRequired[str]


class Checks(TypedDict):
    """A verification, check by check, in the order in which they ran."""

    items: list[Check]
    title: NotRequired[str]
    summary: NotRequired[str]
    head: NotRequired[str]


class Explanation(TypedDict):
    """How a rule gives its result, in one sentence: "37 of 59 votes cast = 62.7 %, needs at least 60 %: passes".

    `percent` and `needs` (0 to 100) draw the bar beneath; without both there is none.
    """

    says: str
    result: NotRequired[StateLike]
    rule: NotRequired[str]
    rule_url: NotRequired[str]
    percent: NotRequired[float]
    needs: NotRequired[float]


class Entry(TypedDict):
    """One entry of the timeline, past or planned."""

    on: Day
    what: str
    sources: list[Source]
    basis: NotRequired[Basis]
    until_on: NotRequired[Day]
    detail: NotRequired[str]
    status: NotRequired[StateLike]
    history: NotRequired[list[Change]]
    conflict: NotRequired[Conflict]
    conflicts: NotRequired[list[Conflict]]
    code: NotRequired[str]
    url: NotRequired[str]


class Cell(TypedDict):
    """One cell. Plain text, a number or a day may stand in its place."""

    text: NotRequired[str | int | date | SafeString]
    status: NotRequired[StateLike]
    url: NotRequired[str]
    note: NotRequired[str]
    source: NotRequired[Source]


class Column(TypedDict):
    """Head of a column. `figures` sets it right-aligned in tabular figures."""

    label: str
    unit: NotRequired[str]
    figures: NotRequired[bool]
    url: NotRequired[str]


class Table(TypedDict):
    """A table: the first column holds the row headers. `foot` is a last row of sums.

    `n`: how many rows there are in all, where the page shows a part. `quiet_caption` hides the caption from sight
    (not from screen readers) where a heading beside it says the same. `whole`: no word is broken, for few columns.
    """

    caption: str
    columns: list[Column]
    rows: list[list[Any]]
    foot: NotRequired[list[Any]]
    note: NotRequired[str]
    csv_url: NotRequired[str]
    source: NotRequired[Source]
    quiet_caption: NotRequired[bool]
    whole: NotRequired[bool]


class MatrixRow(TypedDict):
    """One term of the treatment. `differs`: the cells are not the same for all."""

    label: str
    cells: list[Any]
    note: NotRequired[str]
    differs: NotRequired[bool]


class Difference(TypedDict):
    """A difference in treatment and its reason. `reason` may be empty: then the page says that none is recorded."""

    says: str
    reason: str
    url: NotRequired[str]


class Matrix(TypedDict):
    """The treatment of every candidate: rows are terms, columns are candidates in the rulebook's order."""

    caption: str
    columns: list[Column]
    rows: list[MatrixRow]
    differences: NotRequired[list[Difference]]
    note: NotRequired[str]
    csv_url: NotRequired[str]


class Chart(TypedDict):
    """A chart with its sentence and its table.

    `svg` is markup made by us and safe; without it the table stands alone. `svg_narrow` is the same drawing for a
    telephone, about 340 px wide, so that its letters stay readable. Text in a drawing takes the page's ink; a shape
    in `<g class="series-1">` takes the first series colour, and so on to 5.
    """

    title: str
    says: str
    table: Table
    svg: NotRequired[SafeString]
    svg_narrow: NotRequired[SafeString]
    method: NotRequired[str]


class Poll(TypedDict):
    """One way of asking, with its own n, or why there is none. Methods stand side by side and are never added up."""

    title: str
    method: str
    n: NotRequired[int]
    n_words: NotRequired[str]
    days: NotRequired[str]
    lines: list[Line]
    can: str
    cannot: str
    sources: NotRequired[list[Source]]
    url: NotRequired[str]


class Phase(TypedDict):
    """One phase of the cycle: `done`, `now` or `next`."""

    label: str
    state: Literal["done", "now", "next"]
    on: NotRequired[Day]
    url: NotRequired[str]


class Moved(TypedDict):
    """The day that was published before, and why it changed."""

    before: Moment
    reason: str


class NextDate(TypedDict):
    """What comes next and when."""

    what: str
    at: Moment
    url: NotRequired[str]
    moved: NotRequired[Moved]


class Task(TypedDict):
    """One thing that waits for somebody."""

    what: str
    url: NotRequired[str]
    by: NotRequired[Moment]
    who: NotRequired[str]
    status: NotRequired[StateLike]


class Waiting(TypedDict):
    """A list of what waits, soonest first. Five are shown; `more_url` leads to the rest, `n` counts all."""

    title: str
    items: list[Task]
    empty: NotRequired[str]
    n: NotRequired[int]
    more_url: NotRequired[str]


class AsOf(TypedDict):
    """The state of the record that a page shows: its time and its head (64 hexadecimal digits)."""

    at: Moment
    head: NotRequired[str]
    url: NotRequired[str]
    check_url: NotRequired[str]


class Empty(TypedDict):
    """Nothing here yet, and what to do first."""

    says: str
    todo: str
    url: NotRequired[str]
    label: NotRequired[str]


class Told(TypedDict):
    """A refusal as a person sees it: the four strings of `Refusal.as_json()`, and a way back."""

    code: str
    says: str
    todo: str
    where: NotRequired[str]
    url: NotRequired[str]
    label: NotRequired[str]


class Button(TypedDict):
    """A link (with `url`) or a submit button. `kind`: main (one a page), plain or grave."""

    label: str
    url: NotRequired[str]
    kind: NotRequired[Literal["main", "plain", "grave"]]
    name: NotRequired[str]
    value: NotRequired[str]


class PartMisused(ValueError):
    """A part was given a value with a missing or unknown key."""


def checked(kind: Any, value: Any) -> Mapping[str, Any]:
    """`value` as a mapping whose keys are those of `kind`.

    A mapping may hold no key that `kind` does not know; of a dataclass the fields that `kind` knows are taken.

    Raises: PartMisused.
    """
    known = kind.__required_keys__ | kind.__optional_keys__
    if dataclasses.is_dataclass(value):
        names = {f.name for f in dataclasses.fields(value)} & known
        value = {name: getattr(value, name) for name in names}
    if not isinstance(value, Mapping):
        raise PartMisused(f"{kind.__name__}: a mapping or a dataclass is needed, not {value!r}.")
    missing, unknown = sorted(kind.__required_keys__ - set(value)), sorted(set(value) - known)
    if missing or unknown:
        faults = [f"missing {', '.join(missing)}"] * bool(missing) + [f"unknown {', '.join(unknown)}"] * bool(unknown)
        raise PartMisused(f"{kind.__name__}: {'; '.join(faults)}. Known: {', '.join(sorted(known))}.")
    return value
