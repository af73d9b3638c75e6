"""What a vote came to: the outcome, the arithmetic as values, and the explanation.

Specification: docs/spec/decision.md, section 6.
"""

from dataclasses import dataclass
from enum import StrEnum

from hustings.core.decision.rule import Outcome, QuorumCounts, Threshold
from hustings.core.decision.votes import TallyLine
from hustings.core.shapes import Fields, JsonObject


class Reason(StrEnum):
    """Why an option was held against a threshold."""

    ORDINARY = "ordinary"
    SHORT_NOTICE = "short notice"


@dataclass(frozen=True, slots=True)
class NoticeTest:
    """Days from the notice to the vote (0 where no notice went out) against the days the rule asks for."""

    given_days: int
    needed_days: int
    enough: bool

    @classmethod
    def from_json(cls, value: object, *, where: str = "notice") -> "NoticeTest":
        fields = Fields(value, where=where)
        given_days, needed_days = fields.whole("given_days"), fields.whole("needed_days")
        test = cls(given_days=given_days, needed_days=needed_days, enough=fields.flag("enough"))
        fields.done()
        return test

    def as_json(self) -> JsonObject:
        return {"given_days": self.given_days, "needed_days": self.needed_days, "enough": self.enough}


@dataclass(frozen=True, slots=True)
class QuorumTest:
    """How many take part, of how many, against how many the rule asks for; in seats or in weight."""

    counts: QuorumCounts
    taking_part: int
    eligible: int
    needed: int
    met: bool

    @classmethod
    def from_json(cls, value: object, *, where: str = "quorum") -> "QuorumTest":
        fields = Fields(value, where=where)
        test = cls(
            counts=fields.kind("counts", QuorumCounts),
            taking_part=fields.whole("taking_part"),
            eligible=fields.whole("eligible"),
            needed=fields.whole("needed"),
            met=fields.flag("met"),
        )
        fields.done()
        return test

    def as_json(self) -> JsonObject:
        return {
            "counts": self.counts.value,
            "taking_part": self.taking_part,
            "eligible": self.eligible,
            "needed": self.needed,
            "met": self.met,
        }


@dataclass(frozen=True, slots=True)
class ThresholdTest:
    """One option against one threshold: its votes, the size of the base, the least that is enough."""

    option: str
    reason: Reason
    threshold: Threshold
    votes: int
    base_size: int
    needed: int
    reached: bool

    @classmethod
    def from_json(cls, value: object, *, where: str = "test") -> "ThresholdTest":
        fields = Fields(value, where=where)
        test = cls(
            option=fields.text("option"),
            reason=fields.kind("reason", Reason),
            threshold=Threshold.from_json(fields.raw("threshold"), where=fields.place("threshold")),
            votes=fields.whole("votes"),
            base_size=fields.whole("base_size"),
            needed=fields.whole("needed", least=1),
            reached=fields.flag("reached"),
        )
        fields.done()
        return test

    def as_json(self) -> JsonObject:
        return {
            "option": self.option,
            "reason": self.reason.value,
            "threshold": self.threshold.as_json(),
            "votes": self.votes,
            "base_size": self.base_size,
            "needed": self.needed,
            "reached": self.reached,
        }


@dataclass(frozen=True, slots=True)
class Tie:
    """The answers that were equal, and the one that the casting vote chose (empty: none did)."""

    between: tuple[str, ...]
    casting: str

    @classmethod
    def from_json(cls, value: object, *, where: str = "tie") -> "Tie":
        fields = Fields(value, where=where)
        tie = cls(between=fields.texts("between"), casting=fields.text("casting", empty=True))
        fields.done()
        return tie

    def as_json(self) -> JsonObject:
        return {"between": list(self.between), "casting": self.casting}


@dataclass(frozen=True, slots=True)
class Decision:
    """The result of one vote under one rule.

    `chosen` is the code of the option adopted (empty: none), `asks` what it asked for and `candidates` whom it names.
    `outcome` differs from `asks` where the body may only recommend. `counts` are the votes added up, as handed in;
    `tests` include a casting vote, and are empty where notice or quorum left the vote undecided.
    """

    outcome: Outcome
    chosen: str
    asks: Outcome | None
    candidates: tuple[str, ...]
    notice: NoticeTest
    quorum: QuorumTest
    counts: tuple[TallyLine, ...]
    tests: tuple[ThresholdTest, ...]
    tie: Tie | None
    explanation: tuple[str, ...]

    @property
    def decided(self) -> bool:
        """Whether the rule settles the matter, one way or the other."""
        return self.outcome.decided

    @property
    def passed(self) -> bool:
        """Whether an option was adopted."""
        return self.chosen != ""

    @classmethod
    def from_json(cls, value: object, *, where: str = "decision") -> "Decision":
        """The decision from its JSON form; whether it is right, only `decide` can tell.

        Raises: the refusals of shapes.
        """
        fields = Fields(value, where=where)
        decision = cls(
            outcome=fields.kind("outcome", Outcome),
            chosen=fields.text("chosen", empty=True),
            asks=fields.kind("asks", Outcome) if fields.has("asks") else None,
            candidates=fields.texts("candidates"),
            notice=NoticeTest.from_json(fields.raw("notice"), where=fields.place("notice")),
            quorum=QuorumTest.from_json(fields.raw("quorum"), where=fields.place("quorum")),
            counts=tuple(TallyLine.from_json(item, where=place) for item, place in fields.list("counts")),
            tests=tuple(ThresholdTest.from_json(item, where=place) for item, place in fields.list("tests")),
            tie=Tie.from_json(fields.raw("tie"), where=fields.place("tie")) if fields.has("tie") else None,
            explanation=fields.texts("explanation"),
        )
        fields.done()
        return decision

    def as_json(self) -> JsonObject:
        """The decision's only JSON form."""
        asks = {} if self.asks is None else {"asks": self.asks.value}
        tie = {} if self.tie is None else {"tie": self.tie.as_json()}
        return {
            "outcome": self.outcome.value,
            "chosen": self.chosen,
            **asks,
            "candidates": list(self.candidates),
            "notice": self.notice.as_json(),
            "quorum": self.quorum.as_json(),
            "counts": [line.as_json() for line in self.counts],
            "tests": [test.as_json() for test in self.tests],
            **tie,
            "explanation": list(self.explanation),
        }
