"""The decision: the rule in force, every motion with its roll call, and what a reported decision was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hustings.core.projections.statements import Correction, Shown, Statement
from hustings.core.values import Source


@dataclass(frozen=True, slots=True)
class Rulebook(Shown):
    """The rulebook in force. `rule` is a rule of docs/spec/decision.md; `record_on` the day on which the roll was frozen."""

    version: int | None
    rule: Mapping[str, Any]
    options: tuple[str, ...]
    notice_days: int | None
    record_on: str
    poll_effect: str
    audience: str
    minimum_unit: int | None
    text: str
    on: str
    corrections: tuple[Correction, ...]
    seq: int


@dataclass(frozen=True, slots=True)
class Vote(Shown):
    """A recorded vote: `rule`, `roll_call` and `decision` are those of docs/spec/decision.md; `explanation` line by line."""

    on: str
    outcome: str
    passes: bool | None
    explanation: tuple[str, ...]
    rule: Mapping[str, Any]
    roll_call: Mapping[str, Any]
    decision: Mapping[str, Any]
    corrections: tuple[Correction, ...]
    seq: int


@dataclass(frozen=True, slots=True)
class Motion(Shown):
    """A motion. `outcome` is what passing means; `about` is the code of a gift, or empty for the endorsement itself.

    `seats` lists who could vote, with weights. `vote` is None until the roll was called.
    """

    code: str
    title: str
    text: str
    outcome: str
    candidate: str
    name: str
    about: str
    notice_on: str
    meeting_on: str
    seats: tuple[Mapping[str, Any], ...]
    vote: Vote | None
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int


@dataclass(frozen=True, slots=True)
class ReportedDecision(Shown):
    """A decision as a source told it: `body` decided, `outcome` and `reason` in its words."""

    body: str
    outcome: str
    on: str
    what: str
    reason: str
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    basis: str
    seq: int


@dataclass(frozen=True, slots=True)
class Decision(Shown):
    """Everything about the decision. `outcome` is "" while nothing was decided ("not yet" is a state, not a decision).

    `explanation` is that of the last recorded vote on the endorsement; `motions` holds all motions, gifts' too, in order.
    """

    outcome: str
    on: str
    explanation: tuple[str, ...]
    rulebook: Rulebook | None
    motions: tuple[Motion, ...]
    reported: tuple[ReportedDecision, ...]
