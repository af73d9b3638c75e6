"""Rounds with elimination: a single choice is put again without its weakest options until one reaches the threshold.

Specification: docs/spec/decision.md, section 9.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hustings.core.decision.deciding import decide
from hustings.core.decision.motion import BallotKind, Motion
from hustings.core.decision.refusals import OptionsDoNotFit, RoundNotDue
from hustings.core.decision.result import Decision
from hustings.core.decision.rule import Outcome, Rule
from hustings.core.decision.votes import Votes, votes_for
from hustings.core.shapes import Fields, JsonObject, whole


class Falls(StrEnum):
    """Which options fall after a round that adopted none."""

    LOWEST = "lowest"
    ALL_BUT_TWO = "all but two"


@dataclass(frozen=True, slots=True)
class Rounds:
    """How many rounds there may be, which options fall, and whether "no endorsement" stays to the end.

    Raises: WrongShape.
    """

    most: int
    falls: Falls = Falls.LOWEST
    no_endorsement_stays: bool = True

    def __post_init__(self) -> None:
        whole(self.most, name="most", least=1, where="rounds.most")

    @classmethod
    def from_json(cls, value: object, *, where: str = "rounds") -> "Rounds":
        """The plan from its JSON form. Raises: the refusals of shapes."""
        fields = Fields(value, where=where)
        most, falls = fields.whole("most", least=1), fields.kind("falls", Falls)
        rounds = cls(most=most, falls=falls, no_endorsement_stays=fields.flag("no_endorsement_stays"))
        fields.done()
        return rounds

    def as_json(self) -> JsonObject:
        """The plan's only JSON form."""
        return {"most": self.most, "falls": self.falls.value, "no_endorsement_stays": self.no_endorsement_stays}


@dataclass(frozen=True, slots=True)
class RoundsDecision:
    """What the rounds come to: the decision of each, and the codes that fell after each but the last.

    `standing` are the options of the next round where one is due, otherwise empty.
    """

    outcome: Outcome
    chosen: str
    candidates: tuple[str, ...]
    rounds: tuple[Decision, ...]
    fallen: tuple[tuple[str, ...], ...]
    standing: tuple[str, ...]
    explanation: tuple[str, ...]

    @classmethod
    def from_json(cls, value: object, *, where: str = "rounds decision") -> "RoundsDecision":
        """The decision from its JSON form. Raises: the refusals of shapes."""
        fields = Fields(value, where=where)
        fallen = [Fields({"codes": item}, where=place).texts("codes") for item, place in fields.list("fallen")]
        result = cls(
            outcome=fields.kind("outcome", Outcome),
            chosen=fields.text("chosen", empty=True),
            candidates=fields.texts("candidates"),
            rounds=tuple(Decision.from_json(item, where=place) for item, place in fields.list("rounds")),
            fallen=tuple(fallen),
            standing=fields.texts("standing"),
            explanation=fields.texts("explanation"),
        )
        fields.done()
        return result

    def as_json(self) -> JsonObject:
        """The decision's only JSON form."""
        return {
            "outcome": self.outcome.value,
            "chosen": self.chosen,
            "candidates": list(self.candidates),
            "rounds": [decision.as_json() for decision in self.rounds],
            "fallen": [list(codes) for codes in self.fallen],
            "standing": list(self.standing),
            "explanation": list(self.explanation),
        }


def decide_rounds(motion: Motion, rule: Rule, plan: Rounds, votes: Sequence[Votes]) -> RoundsDecision:
    """What the rounds held so far come to; `votes` hold one roll call or tally per round.

    Raises: OptionsDoNotFit (not a single choice), RoundNotDue, and the refusals of `decide`, such as VoteNotOnBallot
    for an option that has fallen.
    """
    if motion.kind is not BallotKind.SINGLE_CHOICE:
        facts = {"kind": motion.kind.value, "n_options": len(motion.options)}
        raise OptionsDoNotFit(wanted="a single choice to be voted on in rounds", where="motion.kind", **facts)
    held: list[Decision] = []
    fallen: list[tuple[str, ...]] = []
    standing, ended = motion, Outcome.NOT_YET
    for ballots in votes:
        if ended is not Outcome.NOT_YET:
            raise RoundNotDue(number=len(held) + 1, last=len(held), where=f"votes[{len(held)}]")
        held.append(decide(standing, rule, ballots))
        ended, falling = _after(standing, rule, plan, ballots, held)
        if falling:
            fallen.append(falling)
            standing = standing.among([option.code for option in standing.options if option.code not in falling])
    return _result(motion, standing, held, fallen, ended)


def _after(
    standing: Motion, rule: Rule, plan: Rounds, ballots: Votes, held: Sequence[Decision]
) -> tuple[Outcome, tuple[str, ...]]:
    """How the rounds ended, or NOT_YET with the codes that fall before the next one."""
    last = held[-1]
    if last.passed or not last.decided or len(held) == plan.most or len(standing.options) < 3:
        return last.outcome, ()
    falling = _falling(standing, rule, plan, ballots)
    if not falling or len(standing.options) - len(falling) < 2:
        return Outcome.TIE, ()
    return Outcome.NOT_YET, falling


def _falling(standing: Motion, rule: Rule, plan: Rounds, ballots: Votes) -> tuple[str, ...]:
    tally, base = ballots.tally(), rule.threshold.base
    stays = {o.code for o in standing.options if plan.no_endorsement_stays and o.outcome is Outcome.NO_ENDORSEMENT}
    votes = {o.code: votes_for(tally, o.code, base) for o in standing.options if o.code not in stays}
    ranked = sorted(votes.values(), reverse=True)
    if plan.falls is Falls.LOWEST:
        return tuple(code for code, number in votes.items() if number == ranked[-1])
    second = ranked[1] if len(ranked) > 1 else ranked[0]
    return tuple(code for code, number in votes.items() if number < second)


def _result(
    motion: Motion, standing: Motion, held: Sequence[Decision], fallen: Sequence[tuple[str, ...]], ended: Outcome
) -> RoundsDecision:
    last = held[-1] if held else None
    chosen = "" if last is None else last.chosen
    due = standing.options if ended is Outcome.NOT_YET else ()
    return RoundsDecision(
        outcome=ended,
        chosen=chosen,
        candidates=() if last is None else last.candidates,
        rounds=tuple(held),
        fallen=tuple(fallen),
        standing=tuple(option.code for option in due),
        explanation=tuple(_sentences(motion, held, fallen, ended, tuple(option.label for option in due))),
    )


def _sentences(
    motion: Motion,
    held: Sequence[Decision],
    fallen: Sequence[tuple[str, ...]],
    ended: Outcome,
    due: tuple[str, ...],
) -> list[str]:
    sentences: list[str] = []
    for number, decision in enumerate(held, start=1):
        sentences.extend(f"Round {number}: {sentence}" for sentence in decision.explanation)
        if number <= len(fallen):
            codes = fallen[number - 1]
            labels = ", ".join(motion.label_of(code) for code in codes)
            sentences.append(f"After round {number} these options fall: {labels}.")
    if due:
        sentences.append(f"Round {len(held) + 1} is due between: {', '.join(due)}.")
    elif held and ended is Outcome.TIE and held[-1].outcome is not Outcome.TIE:
        sentences.append("No option can fall, because those at the end are equal.")
    sentences.append(f"Outcome: {ended.value}.")
    return sentences
