"""The decision: the rule in force, every motion with its roll call, and what a reported decision was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hustings.core.projections.statements import Correction, Shown, Statement
from hustings.core.values import Source


@dataclass(frozen=True, slots=True)
class Rulebook(Shown):
    """The rulebook in force. `rule` is one of docs/spec/decision.md; `record_on`: the day of the roll."""

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
    """A recorded vote. `rule`, `question`, `roll_call`, `decision`: those of docs/spec/decision.md."""

    on: str
    outcome: str
    passes: bool | None
    explanation: tuple[str, ...]
    rule: Mapping[str, Any]
    question: Mapping[str, Any]
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

    `explanation` is that of the last recorded vote on the endorsement; `motions` holds all motions, in order.
    """

    outcome: str
    on: str
    explanation: tuple[str, ...]
    rulebook: Rulebook | None
    motions: tuple[Motion, ...]
    reported: tuple[ReportedDecision, ...]


UNDECIDED = "not decided"
"""How the outcome of a vote begins that the rule leaves undecided (docs/spec/decision.md)."""


def decision_of(read: Iterable[Statement], names: Mapping[str, str]) -> Decision:
    """The decision as it stands; `names` are the candidates' names by code."""
    rulebook: Rulebook | None = None
    motions: dict[str, Motion] = {}
    reported: list[ReportedDecision] = []
    for entry in read:
        if entry.verb == "rulebook.adopted":
            rulebook = _rulebook(entry)
        elif entry.verb == "motion.put":
            motions[entry.text("motion")] = _motion(entry, names)
        elif entry.verb == "roll_call.recorded" and entry.text("motion") in motions:
            code = entry.text("motion")
            motions[code] = replace(motions[code], vote=_vote(entry))
        elif entry.verb == "decision.reported":
            reported.append(_reported(entry))
    return _summed(rulebook, tuple(motions.values()), tuple(reported))


def _summed(rulebook: Rulebook | None, motions: tuple[Motion, ...], reported: tuple[ReportedDecision, ...]) -> Decision:
    votes = [motion.vote for motion in motions if motion.vote and not motion.about]
    settled = [vote for vote in votes if vote.outcome and not vote.outcome.startswith(UNDECIDED)]
    known = [(each.seq, each.outcome, each.on) for each in settled]
    known += [(each.seq, each.outcome, each.on) for each in reported]
    _, outcome, on = max(known, default=(0, "", ""))
    last = max(votes, key=lambda vote: vote.seq, default=None)
    return Decision(outcome, on, last.explanation if last else (), rulebook, motions, reported)


def _rulebook(entry: Statement) -> Rulebook:
    return Rulebook(
        version=entry.number("version"),
        rule=entry.object("decision"),
        options=entry.texts("options"),
        notice_days=entry.number("notice_days"),
        record_on=entry.text("record_on"),
        poll_effect=entry.text("poll_effect"),
        audience=entry.text("audience"),
        minimum_unit=entry.number("minimum_unit"),
        text=entry.text("text"),
        on=entry.on,
        corrections=entry.corrections,
        seq=entry.seq,
    )


def _motion(entry: Statement, names: Mapping[str, str]) -> Motion:
    told = {key: entry.text(key) for key in ("title", "text", "outcome", "about", "notice_on", "meeting_on")}
    code = entry.text("candidate")
    return Motion(
        code=entry.text("motion"),
        candidate=code,
        name=names.get(code, code),
        seats=entry.objects("seats"),
        vote=None,
        sources=entry.sources,
        corrections=entry.corrections,
        basis=entry.basis,
        seq=entry.seq,
        **told,
    )


def _vote(entry: Statement) -> Vote:
    return Vote(
        on=entry.on,
        outcome=entry.text("outcome"),
        passes=entry.flag("passes"),
        explanation=entry.texts("explanation"),
        rule=entry.object("rule"),
        question=entry.object("question"),
        roll_call=entry.object("roll_call"),
        decision=entry.object("decision"),
        corrections=entry.corrections,
        seq=entry.seq,
    )


def _reported(entry: Statement) -> ReportedDecision:
    told = {key: entry.text(key) for key in ("body", "outcome", "what", "reason")}
    return ReportedDecision(
        on=entry.on, sources=entry.sources, corrections=entry.corrections, basis=entry.basis, seq=entry.seq, **told
    )
