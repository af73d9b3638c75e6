"""The overview: what this cycle is, where it stands, and what comes next."""

from dataclasses import dataclass
from datetime import date

from hustings.core.projections.statements import Shown, Withheld


@dataclass(frozen=True, slots=True)
class PhaseStep(Shown):
    """A phase that the cycle entered, with the day; `reason` where one was given."""

    seq: int
    phase: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class NextDate(Shown):
    """The next planned day: `item` is the id of its timeline item; `moved_from` the day published before, or empty."""

    label: str
    on: str
    item: str
    moved_from: str
    reason: str


@dataclass(frozen=True, slots=True)
class Overview(Shown):
    """What the first screen answers. `stands` is the English sentence that `template` makes of `values`.

    `as_of` is the day for which it is said (by default that of the last visible entry). `head` is the record's head (64 hex
    digits) after `n_entries` entries, of which `n_hidden` show only a leaf; `withheld` lists payloads taken away.
    """

    chain: str
    title: str
    organisation: str
    contest: str
    election_on: str
    kind: str
    rehearsal: bool
    basis: str
    phase: str
    phases: tuple[PhaseStep, ...]
    stands: str
    template: str
    values: dict[str, str]
    next_date: NextDate | None
    as_of: date
    head: str
    n_entries: int
    n_hidden: int
    withheld: tuple[Withheld, ...]
