"""The rule of a deciding body: threshold, base, quorum, notice, weights, ties.

Everything is a frozen value with one JSON form. Specification: docs/spec/decision.md, sections 2 and 3.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from hustings.core.decision.refusals import OutcomeNotAsked, QuorumImpossible, SpecialTwice, ThresholdImpossible
from hustings.core.shapes import Fields, JsonObject, fraction_text, whole


class Outcome(StrEnum):
    """What a vote comes to. The last five say that the rule leaves it undecided."""

    ENDORSE = "endorse"
    DUAL = "dual"
    OPEN = "open"
    NO_ENDORSEMENT = "no endorsement"
    NO_POSITION = "no position"
    OPPOSE = "oppose"
    RECOMMEND = "recommend"
    DEFER = "defer"
    RESCIND = "rescind"
    REAFFIRM = "reaffirm"
    APPROVE = "approve"
    UNCHANGED = "unchanged"
    NO_NOTICE = "not decided: notice too short"
    NO_QUORUM = "not decided: no quorum"
    TIE = "not decided: tie"
    NOT_YET = "not decided: still to vote"
    BODIES_DIFFER = "not decided: bodies differ"

    @property
    def decided(self) -> bool:
        """Whether the rule settles the matter, one way or the other."""
        return not self.value.startswith("not decided")


ABOUT_CANDIDATES = frozenset(
    {Outcome.ENDORSE, Outcome.DUAL, Outcome.OPEN, Outcome.NO_ENDORSEMENT, Outcome.OPPOSE, Outcome.RECOMMEND}
)
"""Outcomes that take a position; from a body that only recommends they come out as a recommendation."""

ABOUT_MATTER = frozenset({Outcome.DEFER, Outcome.RESCIND, Outcome.REAFFIRM, Outcome.APPROVE})
"""Outcomes about the matter itself; when such a motion is lost, everything stays as it was."""

ASKABLE = ABOUT_CANDIDATES | ABOUT_MATTER
"""What a motion may ask for."""


class Compare(StrEnum):
    """How a share is held against a threshold or a quorum."""

    AT_LEAST = "at least"
    MORE_THAN = "more than"


class Base(StrEnum):
    """What a share is a share of. Section 4 of the specification defines each."""

    CAST = "votes cast"
    CAST_WITHOUT_ABSTENTIONS = "votes cast without abstentions"
    PRESENT_AND_VOTING = "present and voting"
    PRESENT = "present"
    ELIGIBLE = "all eligible"
    ELIGIBLE_WITHOUT_RECUSED = "all eligible without recused"

    @property
    def in_room_only(self) -> bool:
        """Whether votes from outside the room are left out."""
        return self in (Base.PRESENT_AND_VOTING, Base.PRESENT)

    @property
    def of_votes(self) -> bool:
        """Whether the base is made of votes, so that a casting vote enlarges it by one."""
        return self in (Base.CAST, Base.CAST_WITHOUT_ABSTENTIONS, Base.PRESENT_AND_VOTING)


class Weights(StrEnum):
    """How much a seat's vote weighs."""

    ONE_EACH = "one each"
    BY_SEAT = "by seat"


class TieRule(StrEnum):
    """What becomes of a tie."""

    FAILS = "fails"
    CASTING_VOTE = "casting vote"


class Power(StrEnum):
    """Whether the body decides or may only recommend to a higher one."""

    DECIDES = "decides"
    RECOMMENDS = "recommends"


class QuorumKind(StrEnum):
    """How a quorum is written."""

    NONE = "none"
    NUMBER = "number"
    SHARE = "share"


class QuorumCounts(StrEnum):
    """Whether a quorum counts seats or their weight."""

    SEATS = "seats"
    WEIGHT = "weight"


def least_reaching(share: Fraction, compare: Compare, base: int) -> int:
    """The smallest whole number that is `compare` `share` of `base`.

    At least 1, so that nothing out of nothing never passes.
    """
    exact = share * base
    if compare is Compare.MORE_THAN:
        return max(1, exact.numerator // exact.denominator + 1)
    return max(1, -(-exact.numerator // exact.denominator))


def _possible(share: Fraction, compare: Compare) -> bool:
    if compare is Compare.AT_LEAST:
        return 0 < share <= 1
    return 0 <= share < 1


@dataclass(frozen=True, slots=True)
class Threshold:
    """The share of a base that an option needs. Unanimity is at least 1/1, a plurality more than 0/1.

    Raises: ThresholdImpossible.
    """

    share: Fraction
    compare: Compare
    base: Base

    def __post_init__(self) -> None:
        if not _possible(self.share, self.compare):
            facts = {"share": fraction_text(self.share), "compare": self.compare.value}
            raise ThresholdImpossible(where="threshold.share", **facts)

    def needed(self, base_size: int) -> int:
        """The smallest number of votes that reaches the threshold with this base."""
        return least_reaching(self.share, self.compare, base_size)

    @classmethod
    def from_json(cls, value: object, *, where: str = "threshold") -> "Threshold":
        fields = Fields(value, where=where)
        share, compare = fields.fraction("share"), fields.kind("compare", Compare)
        base = fields.kind("base", Base)
        fields.done()
        return cls(share=share, compare=compare, base=base)

    def as_json(self) -> JsonObject:
        return {"share": fraction_text(self.share), "compare": self.compare.value, "base": self.base.value}


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many must take part: none, a number, or a share of all eligible; in seats or in weight.

    Raises: QuorumImpossible.
    """

    kind: QuorumKind = QuorumKind.NONE
    number: int = 0
    share: Fraction = Fraction(0)
    compare: Compare = Compare.AT_LEAST
    counts: QuorumCounts = QuorumCounts.SEATS

    def __post_init__(self) -> None:
        if self.kind is QuorumKind.NUMBER:
            whole(self.number, name="number", where="quorum.number")
        plain = self.compare is Compare.AT_LEAST
        possible = {
            QuorumKind.NONE: self.number == 0 and self.share == 0 and plain and self.counts is QuorumCounts.SEATS,
            QuorumKind.NUMBER: self.number > 0 and self.share == 0 and plain,
            QuorumKind.SHARE: self.number == 0 and _possible(self.share, self.compare),
        }
        if not possible[self.kind]:
            raise QuorumImpossible(where="quorum")

    def needed(self, eligible: int) -> int:
        """How many must take part out of `eligible`; 0 where the rule asks for none."""
        if self.kind is QuorumKind.SHARE:
            return least_reaching(self.share, self.compare, eligible)
        return self.number

    @classmethod
    def from_json(cls, value: object, *, where: str = "quorum") -> "Quorum":
        fields = Fields(value, where=where)
        kind = fields.kind("kind", QuorumKind)
        if kind is QuorumKind.NONE:
            quorum = cls()
        elif kind is QuorumKind.NUMBER:
            quorum = cls(kind=kind, number=fields.whole("number"), counts=fields.kind("counts", QuorumCounts))
        else:
            share, compare = fields.fraction("share"), fields.kind("compare", Compare)
            quorum = cls(kind=kind, share=share, compare=compare, counts=fields.kind("counts", QuorumCounts))
        fields.done()
        return quorum

    def as_json(self) -> JsonObject:
        if self.kind is QuorumKind.NONE:
            return {"kind": self.kind.value}
        if self.kind is QuorumKind.NUMBER:
            return {"kind": self.kind.value, "number": self.number, "counts": self.counts.value}
        share = {"share": fraction_text(self.share), "compare": self.compare.value}
        return {"kind": self.kind.value, **share, "counts": self.counts.value}


@dataclass(frozen=True, slots=True)
class Notice:
    """How many days before the vote its notice must go out, and what a vote needs besides when it was short.

    Without `short`, a vote that was short of notice decides nothing.
    """

    days: int = 0
    short: Threshold | None = None

    def __post_init__(self) -> None:
        whole(self.days, name="days", where="notice.days")

    @classmethod
    def from_json(cls, value: object, *, where: str = "notice") -> "Notice":
        fields = Fields(value, where=where)
        days, short = fields.whole("days"), None
        if fields.has("short"):
            short = Threshold.from_json(fields.raw("short"), where=fields.place("short"))
        fields.done()
        return cls(days=days, short=short)

    def as_json(self) -> JsonObject:
        short = {} if self.short is None else {"short": self.short.as_json()}
        return {"days": self.days, **short}


@dataclass(frozen=True, slots=True)
class Special:
    """A threshold of its own for options that ask for one outcome, such as rescinding."""

    outcome: Outcome
    threshold: Threshold

    def __post_init__(self) -> None:
        if self.outcome not in ASKABLE:
            raise OutcomeNotAsked(outcome=self.outcome.value, where="special.outcome")

    @classmethod
    def from_json(cls, value: object, *, where: str = "special") -> "Special":
        fields = Fields(value, where=where)
        outcome = fields.kind("outcome", Outcome)
        threshold = Threshold.from_json(fields.raw("threshold"), where=fields.place("threshold"))
        fields.done()
        return cls(outcome=outcome, threshold=threshold)

    def as_json(self) -> JsonObject:
        return {"outcome": self.outcome.value, "threshold": self.threshold.as_json()}


@dataclass(frozen=True, slots=True)
class Rule:
    """How one body decides.

    `max_candidates` is the largest number of candidates that one option may endorse (1: no dual endorsement).
    Raises: SpecialTwice, WrongShape.
    """

    threshold: Threshold
    special: tuple[Special, ...] = ()
    quorum: Quorum = field(default_factory=Quorum)
    notice: Notice = field(default_factory=Notice)
    weights: Weights = Weights.ONE_EACH
    tie: TieRule = TieRule.FAILS
    power: Power = Power.DECIDES
    max_candidates: int = 1

    def __post_init__(self) -> None:
        whole(self.max_candidates, name="max_candidates", least=1, where="rule.max_candidates")
        seen: set[Outcome] = set()
        for special in self.special:
            if special.outcome in seen:
                raise SpecialTwice(outcome=special.outcome.value, where="rule.special")
            seen.add(special.outcome)

    def threshold_for(self, outcome: Outcome) -> Threshold:
        """The threshold of options that ask for `outcome`."""
        own = (special.threshold for special in self.special if special.outcome is outcome)
        return next(own, self.threshold)

    @classmethod
    def from_json(cls, value: object, *, where: str = "rule") -> "Rule":
        """The rule from its JSON form.

        Raises: the refusals of shapes, ThresholdImpossible, QuorumImpossible, SpecialTwice, OutcomeNotAsked.
        """
        fields = Fields(value, where=where)
        rule = cls(
            threshold=Threshold.from_json(fields.raw("threshold"), where=fields.place("threshold")),
            special=tuple(Special.from_json(item, where=place) for item, place in fields.list("special")),
            quorum=Quorum.from_json(fields.raw("quorum"), where=fields.place("quorum")),
            notice=Notice.from_json(fields.raw("notice"), where=fields.place("notice")),
            weights=fields.kind("weights", Weights),
            tie=fields.kind("tie", TieRule),
            power=fields.kind("power", Power),
            max_candidates=fields.whole("max_candidates", least=1),
        )
        fields.done()
        return rule

    def as_json(self) -> JsonObject:
        """The rule's only JSON form."""
        return {
            "threshold": self.threshold.as_json(),
            "special": [special.as_json() for special in self.special],
            "quorum": self.quorum.as_json(),
            "notice": self.notice.as_json(),
            "weights": self.weights.value,
            "tie": self.tie.value,
            "power": self.power.value,
            "max_candidates": self.max_candidates,
        }
