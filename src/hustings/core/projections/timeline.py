"""The timeline: everything that happened or is planned, each item with its day, its words and its sources.

One order everywhere: by first day, then last day, then sequence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hustings.core.projections.statements import Change, Correction, Shown
from hustings.core.values import Source


@dataclass(frozen=True, slots=True)
class Item(Shown):
    """One item. `id` is its anchor ("12", or "12.deadline" for a calendar date announced by entry 12); `seq` its entry.

    `on` is the day as written, `first` to `last` the days it covers, `precision` day, month, year or interval. `planned`: it names
    a day on which something is to happen (a calendar date, a roundtable not yet held). `what` is the English sentence that
    `template` makes of `values`; a door translates the template and fills in the same values. `status` is a word or empty;
    `history` tells every status or day it had, oldest first. `withheld` is the reason, for an entry taken away.
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
