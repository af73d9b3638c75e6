"""Several bodies, one matter: all must agree, or one is enough; a chain may stand in the place of a body.

Specification: docs/spec/decision.md, section 8.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hustings.core.decision.deciding import decide
from hustings.core.decision.motion import Motion, Option
from hustings.core.decision.refusals import BodyTwice, BodyUnknown, ChainMalformed
from hustings.core.decision.result import Decision
from hustings.core.decision.rule import ABOUT_CANDIDATES, ABOUT_MATTER, Outcome, Power, Rule
from hustings.core.decision.votes import Votes
from hustings.core.shapes import Fields, JsonObject, words

MOST_DEEP = 4
"""How deep chains may stand inside chains."""


class Agreement(StrEnum):
    """How many links of a chain must adopt the same option."""

    ALL = "all must agree"
    ONE = "one is enough"


@dataclass(frozen=True, slots=True)
class Body:
    """A deciding body: its code, its name in sentences, its rule."""

    code: str
    name: str
    rule: Rule

    def __post_init__(self) -> None:
        words(self.code, name="code", where="body.code")
        words(self.name, name="name", where="body.name")

    def as_json(self) -> JsonObject:
        return {"body": self.code, "name": self.name, "rule": self.rule.as_json()}


@dataclass(frozen=True, slots=True)
class Chain:
    """Bodies, or chains in their place, and how many of them must agree.

    Raises: ChainMalformed (fewer than two links, or deeper than `MOST_DEEP`), BodyTwice.
    """

    agreement: Agreement
    links: tuple["Body | Chain", ...]

    def __post_init__(self) -> None:
        if len(self.links) < 2:
            raise ChainMalformed(wanted="at least two links", where="chain.links")
        if self.depth > MOST_DEEP:
            raise ChainMalformed(wanted=f"at most {MOST_DEEP} chains inside each other", where="chain.links")
        for code, times in Counter(body.code for body in self.bodies()).items():
            if times > 1:
                raise BodyTwice(body=code, where="chain.links")

    @property
    def depth(self) -> int:
        """1 for a chain of bodies, one more for each chain inside."""
        return 1 + max((link.depth for link in self.links if isinstance(link, Chain)), default=0)

    def bodies(self) -> Iterator[Body]:
        """Every body of the chain, in order."""
        for link in self.links:
            if isinstance(link, Chain):
                yield from link.bodies()
            else:
                yield link

    @classmethod
    def from_json(cls, value: object, *, where: str = "chain") -> "Chain":
        """The chain from its JSON form. Raises: the refusals of shapes, of Rule and of this class."""
        return _chain_from_json(value, where=where, depth=1)

    def as_json(self) -> JsonObject:
        """The chain's only JSON form."""
        return {"agreement": self.agreement.value, "links": [link.as_json() for link in self.links]}


def _chain_from_json(value: object, *, where: str, depth: int) -> Chain:
    if depth > MOST_DEEP:
        raise ChainMalformed(wanted=f"at most {MOST_DEEP} chains inside each other", where=where)
    fields = Fields(value, where=where)
    agreement = fields.kind("agreement", Agreement)
    links = tuple(_link_from_json(item, where=place, depth=depth) for item, place in fields.list("links"))
    fields.done()
    return Chain(agreement=agreement, links=links)


def _link_from_json(value: object, *, where: str, depth: int) -> Body | Chain:
    fields = Fields(value, where=where)
    if not fields.has("body"):
        return _chain_from_json(value, where=where, depth=depth + 1)
    code, name = fields.text("body"), fields.text("name")
    body = Body(code=code, name=name, rule=Rule.from_json(fields.raw("rule"), where=fields.place("rule")))
    fields.done()
    return body


@dataclass(frozen=True, slots=True)
class ChainDecision:
    """What the chain comes to. `steps`: the decisions of the bodies that have voted, by code, in the chain's order."""

    outcome: Outcome
    chosen: str
    candidates: tuple[str, ...]
    steps: tuple[tuple[str, Decision], ...]
    explanation: tuple[str, ...]

    @classmethod
    def from_json(cls, value: object, *, where: str = "chain decision") -> "ChainDecision":
        """The decision from its JSON form. Raises: the refusals of shapes."""
        fields = Fields(value, where=where)
        steps = []
        for item, place in fields.list("steps"):
            step = Fields(item, where=place)
            decision = Decision.from_json(step.raw("decision"), where=step.place("decision"))
            steps.append((step.text("body"), decision))
            step.done()
        result = cls(
            outcome=fields.kind("outcome", Outcome),
            chosen=fields.text("chosen", empty=True),
            candidates=fields.texts("candidates"),
            steps=tuple(steps),
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
            "steps": [{"body": code, "decision": decision.as_json()} for code, decision in self.steps],
            "explanation": list(self.explanation),
        }


@dataclass(frozen=True, slots=True)
class _State:
    """Where a link or a chain stands: an option adopted, or an outcome without one.

    `decides`: more than a recommendation.
    """

    outcome: Outcome
    chosen: str = ""
    decides: bool = False


def decide_chain(chain: Chain, motion: Motion, votes: Mapping[str, Votes]) -> ChainDecision:
    """What the bodies' votes on one motion come to; `votes` are by the body's code, and a body may not have voted yet.

    Raises: BodyUnknown, and the refusals of `decide`.
    """
    known = [body.code for body in chain.bodies()]
    for code in votes:
        if code not in known:
            raise BodyUnknown(body=code, where="votes")
    steps = {body.code: decide(motion, body.rule, votes[body.code]) for body in chain.bodies() if body.code in votes}
    state = _chain_state(chain, steps, motion)
    option = next((option for option in motion.options if option.code == state.chosen), None)
    return ChainDecision(
        outcome=state.outcome,
        chosen=state.chosen,
        candidates=() if option is None else option.candidates,
        steps=tuple(steps.items()),
        explanation=tuple(_sentences(chain, motion, steps, state, option)),
    )


def _chain_state(chain: Chain, steps: Mapping[str, Decision], motion: Motion) -> _State:
    states = [_link_state(link, steps, motion) for link in chain.links]
    adopted = [state for state in states if state.chosen]
    waiting = [state for state in states if not state.outcome.decided]
    chosen = {state.chosen for state in adopted}
    if chain.agreement is Agreement.ALL:
        lost = len(adopted) + len(waiting) < len(states) or len(chosen) > 1
    else:
        lost = not adopted and not waiting
    if lost:
        return _State(_nothing(motion))
    if chain.agreement is Agreement.ONE and len(chosen) > 1:
        return _State(Outcome.BODIES_DIFFER)
    if waiting and (chain.agreement is Agreement.ALL or not adopted):
        return waiting[0]
    return _adopted(adopted, motion)


def _link_state(link: Body | Chain, steps: Mapping[str, Decision], motion: Motion) -> _State:
    if isinstance(link, Chain):
        return _chain_state(link, steps, motion)
    if link.code not in steps:
        return _State(Outcome.NOT_YET)
    decision = steps[link.code]
    return _State(decision.outcome, decision.chosen, decides=link.rule.power is Power.DECIDES)


def _adopted(adopted: list[_State], motion: Motion) -> _State:
    """The option adopted. It is a recommendation only when every body that adopted it may do no more."""
    chosen, decides = adopted[0].chosen, any(state.decides for state in adopted)
    asks = next(option.outcome for option in motion.options if option.code == chosen)
    outcome = asks if decides or asks not in ABOUT_CANDIDATES else Outcome.RECOMMEND
    return _State(outcome, chosen, decides)


def _nothing(motion: Motion) -> Outcome:
    about_earlier = all(option.outcome in ABOUT_MATTER for option in motion.options)
    return Outcome.UNCHANGED if about_earlier else Outcome.NO_POSITION


def _sentences(
    chain: Chain, motion: Motion, steps: Mapping[str, Decision], state: _State, option: Option | None
) -> Iterator[str]:
    yield f"Who decides: {_who(chain)}."
    for body in chain.bodies():
        decision = steps.get(body.code)
        yield f"{body.name}: {_step_words(motion, decision)}."
    adopted = "" if option is None else f" ({option.label})"
    yield f"Outcome: {state.outcome.value}{adopted}."


def _step_words(motion: Motion, decision: Decision | None) -> str:
    if decision is None:
        return Outcome.NOT_YET.value
    label = f" ({motion.label_of(decision.chosen)})" if decision.passed else ""
    return f"{decision.outcome.value}{label}"


def _who(chain: Chain) -> str:
    joint = " and " if chain.agreement is Agreement.ALL else " or "
    return joint.join(f"({_who(link)})" if isinstance(link, Chain) else link.name for link in chain.links)
