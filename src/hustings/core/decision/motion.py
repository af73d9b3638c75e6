"""The motion: what is asked of a body, as one question or as a choice among options.

Specification: docs/spec/decision.md, section 3.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hustings.core.decision.refusals import (
    CandidatesDoNotFit,
    OptionsDoNotFit,
    OptionTwice,
    OutcomeNotAsked,
    TooManyCandidates,
    WordTaken,
)
from hustings.core.decision.rule import ASKABLE, Outcome, Rule
from hustings.core.shapes import Fields, JsonObject, words

YES, NO, ABSTAIN, RECUSED, ABSENT = "yes", "no", "abstain", "recused", "absent"
RESERVED = frozenset({YES, NO, ABSTAIN, RECUSED, ABSENT})
"""Votes with a fixed meaning; no option may have such a code."""

_MANY = 10**6
_CANDIDATES: dict[Outcome, tuple[int, int, str]] = {
    Outcome.ENDORSE: (1, 1, "exactly one"),
    Outcome.DUAL: (2, _MANY, "two or more"),
    Outcome.OPEN: (2, _MANY, "two or more"),
    Outcome.OPPOSE: (1, _MANY, "one or more"),
    Outcome.RECOMMEND: (1, _MANY, "one or more"),
    Outcome.NO_ENDORSEMENT: (0, 0, "none"),
    Outcome.DEFER: (0, 0, "none"),
    Outcome.RESCIND: (0, _MANY, "any number of"),
    Outcome.REAFFIRM: (0, _MANY, "any number of"),
    Outcome.APPROVE: (0, 0, "none"),
}


class BallotKind(StrEnum):
    """One question answered with yes or no, or a single choice among options."""

    YES_NO = "yes or no"
    SINGLE_CHOICE = "single choice"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be adopted: its code on the ballot, its words, the outcome asked for, the candidates' codes.

    Raises: OutcomeNotAsked, WordTaken, CandidatesDoNotFit, WrongShape.
    """

    code: str
    label: str
    outcome: Outcome
    candidates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        words(self.code, name="code", where="option.code")
        words(self.label, name="label", where="option.label")
        if self.code in RESERVED:
            raise WordTaken(option=self.code, where="option.code")
        if self.outcome not in ASKABLE:
            raise OutcomeNotAsked(outcome=self.outcome.value, where="option.outcome")
        least, most, wanted = _CANDIDATES[self.outcome]
        different = len(set(self.candidates))
        if not least <= different <= most or different != len(self.candidates):
            facts = {"option": self.code, "outcome": self.outcome.value, "wanted": f"{wanted}, each once"}
            raise CandidatesDoNotFit(n_candidates=len(self.candidates), where="option.candidates", **facts)

    @classmethod
    def from_json(cls, value: object, *, where: str = "option") -> "Option":
        fields = Fields(value, where=where)
        code, label = fields.text("code"), fields.text("label")
        option = cls(
            code=code, label=label, outcome=fields.kind("outcome", Outcome), candidates=fields.texts("candidates")
        )
        fields.done()
        return option

    def as_json(self) -> JsonObject:
        return {
            "code": self.code,
            "label": self.label,
            "outcome": self.outcome.value,
            "candidates": list(self.candidates),
        }


@dataclass(frozen=True, slots=True)
class Motion:
    """What is put to the vote. `noticed_on` is the day the notice went out, None when none did.

    A motion of the kind yes or no has exactly one option; a single choice has at least two.
    Raises: OptionsDoNotFit, OptionTwice, WrongShape.
    """

    code: str
    text: str
    kind: BallotKind
    options: tuple[Option, ...]
    noticed_on: date | None = None

    def __post_init__(self) -> None:
        words(self.code, name="code", where="motion.code")
        words(self.text, name="text", where="motion.text")
        one = self.kind is BallotKind.YES_NO
        if len(self.options) < 1 or (len(self.options) == 1) is not one:
            wanted = "exactly one option" if one else "at least two options"
            n_options = len(self.options)
            raise OptionsDoNotFit(kind=self.kind.value, wanted=wanted, n_options=n_options, where="motion.options")
        seen: set[str] = set()
        for option in self.options:
            if option.code in seen:
                raise OptionTwice(option=option.code, where="motion.options")
            seen.add(option.code)

    @property
    def answers(self) -> tuple[str, ...]:
        """The votes that answer the motion: yes and no, or the codes of the options."""
        if self.kind is BallotKind.YES_NO:
            return (YES, NO)
        return tuple(option.code for option in self.options)

    def answer_for(self, option: Option) -> str:
        """The vote that speaks for `option`."""
        return YES if self.kind is BallotKind.YES_NO else option.code

    def label_of(self, answer: str) -> str:
        """The words for an answer in a sentence."""
        return next((option.label for option in self.options if option.code == answer), answer)

    def among(self, codes: Collection[str]) -> "Motion":
        """The same motion with only the options whose codes are given, in the motion's order."""
        return replace(self, options=tuple(option for option in self.options if option.code in codes))

    @classmethod
    def from_json(cls, value: object, *, where: str = "motion") -> "Motion":
        """The motion from its JSON form. Raises: the refusals of shapes and of this class."""
        fields = Fields(value, where=where)
        code, text = fields.text("code"), fields.text("text")
        noticed_on = fields.day("noticed_on") if fields.has("noticed_on") else None
        motion = cls(
            code=code,
            text=text,
            kind=fields.kind("kind", BallotKind),
            options=tuple(Option.from_json(item, where=place) for item, place in fields.list("options")),
            noticed_on=noticed_on,
        )
        fields.done()
        return motion

    def as_json(self) -> JsonObject:
        """The motion's only JSON form."""
        noticed = {} if self.noticed_on is None else {"noticed_on": self.noticed_on.isoformat()}
        return {
            "code": self.code,
            "text": self.text,
            "kind": self.kind.value,
            "options": [option.as_json() for option in self.options],
            **noticed,
        }


def check_motion(*, motion: Motion, rule: Rule) -> None:
    """Refuse a motion that the rule does not allow to be put. Raises: TooManyCandidates."""
    for option in motion.options:
        endorses = option.outcome in (Outcome.ENDORSE, Outcome.DUAL, Outcome.RECOMMEND)
        if endorses and len(option.candidates) > rule.max_candidates:
            facts = {"n_candidates": len(option.candidates), "n_allowed": rule.max_candidates}
            raise TooManyCandidates(option=option.code, where=f"motion.options.{option.code}", **facts)
