"""Who else endorsed whom: the organisation's own history, its peers and federation, its lower bodies, and what the
press reported. A report is never an endorsement of its own: it stands with the one it tells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hustings.core.projections.facts import PressFact
from hustings.core.projections.statements import Correction, Shown, Statement
from hustings.core.values import Source

OWN = frozenset({"own"})
PEERS = frozenset({"national", "federation"})
LOWER = frozenset({"regional", "local", "caucus"})


@dataclass(frozen=True, slots=True)
class Endorsement(Shown):
    """One endorsement (or its refusal) with its day, body and sources. `outcome`: endorsed, no endorsement …

    `reports` are the facts from the press that tell the same act.
    """

    seq: int
    endorser: str
    level: str
    endorsee: str
    outcome: str
    on: str
    by: str
    what: str
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    reports: tuple[PressFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Endorsements(Shown):
    """Four lists, each by day and then sequence. Nothing is added up across them.

    `reported`: endorsements that only the press tells, one for each event.
    """

    own: tuple[Endorsement, ...]
    peers: tuple[Endorsement, ...]
    lower: tuple[Endorsement, ...]
    reported: tuple[PressFact, ...]


OUTCOMES = {"given": "endorsed", "none": "no endorsement", "pending": "not yet", "withdrawn": "withdrawn"}
"""The word of a fact as the tracker's outcome."""


def endorsements_of(read: Iterable[Statement], facts: Iterable[PressFact]) -> Endorsements:
    """The endorsements on the record, and those of the published facts."""
    told = sorted((fact for fact in facts if fact.type == "endorsement"), key=lambda each: (day_of(each), each.seq))
    entered = [_endorsement(entry) for entry in read if entry.verb == "endorsement.entered"]
    found = [replace(each, reports=tuple(fact for fact in told if _tells(fact, each))) for each in entered]
    found.sort(key=lambda each: (each.on, each.seq))
    own, peers, lower = (tuple(each for each in found if each.level in levels) for levels in (OWN, PEERS, LOWER))
    known = {fact.seq for each in found for fact in each.reports}
    return Endorsements(own, peers, lower, tuple(fact for fact in told if fact.seq not in known))


def day_of(fact: PressFact) -> str:
    """The day of a fact, otherwise that of its first report."""
    return fact.on or fact.reported_on


def _tells(fact: PressFact, entered: Endorsement) -> bool:
    """Whether a fact tells an act that is entered: the same body, outcome and candidate, in the same year."""
    return (
        _named(fact.of_role("endorser"), entered.endorser)
        and OUTCOMES.get(fact.word) == entered.outcome
        and (not entered.endorsee or _named(fact.of_role("endorsee"), entered.endorsee))
        and day_of(fact)[:4] == entered.on[:4]
    )


def _named(names: Sequence[str], name: str) -> bool:
    return name.casefold() in {each.casefold() for each in names}


def _endorsement(entry: Statement) -> Endorsement:
    return Endorsement(
        seq=entry.seq,
        endorser=entry.text("endorser"),
        level=entry.text("level"),
        endorsee=entry.text("endorsee"),
        outcome=entry.text("outcome"),
        on=entry.on,
        by=entry.text("by"),
        what=entry.text("what"),
        sources=entry.sources,
        corrections=entry.corrections,
        basis=entry.basis,
    )
