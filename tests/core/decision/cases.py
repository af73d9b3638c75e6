"""Invented bodies, motions and votes for the rule engine's tests, and their hypothesis strategies."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from hustings.core.decision import (
    BallotKind,
    Base,
    Compare,
    Motion,
    Notice,
    Option,
    Outcome,
    Quorum,
    QuorumCounts,
    QuorumKind,
    RollCall,
    Rule,
    SeatVote,
    Special,
    Tally,
    TallyLine,
    Threshold,
    TieRule,
    Weights,
)

VOTED_ON = date(2031, 9, 18)
ALDER = Option("CAND-A", "Jo Alder", Outcome.ENDORSE, ("CAND-A",))
BIRCH = Option("CAND-B", "Sam Birch", Outcome.ENDORSE, ("CAND-B",))
CEDAR = Option("CAND-C", "Lee Cedar", Outcome.ENDORSE, ("CAND-C",))
NONE = Option("NONE", "No endorsement", Outcome.NO_ENDORSEMENT)
ENDORSE_ALDER = Motion("MOT-1", "Endorse Jo Alder", BallotKind.YES_NO, (ALDER,))
CHOICE = Motion("MOT-2", "Whom to endorse", BallotKind.SINGLE_CHOICE, (ALDER, BIRCH, CEDAR, NONE))


def threshold(share: str, compare: str = "at least", base: str = "votes cast") -> Threshold:
    """A threshold from the words people use: threshold("3/5"), threshold("1/2", "more than")."""
    return Threshold(Fraction(share), Compare(compare), Base(base))


def rule(share: str = "1/2", compare: str = "more than", base: str = "votes cast", **more: object) -> Rule:
    """A rule whose other parts are the plainest there are."""
    return Rule(threshold=threshold(share, compare, base), **more)  # type: ignore[arg-type]


def number(n: int, counts: str = "seats") -> Quorum:
    return Quorum(QuorumKind.NUMBER, number=n, counts=QuorumCounts(counts))


def share_of_eligible(share: str, compare: str = "at least", counts: str = "seats") -> Quorum:
    return Quorum(QuorumKind.SHARE, share=Fraction(share), compare=Compare(compare), counts=QuorumCounts(counts))


def tally(casting: str = "", /, **n_seats: int) -> Tally:
    """A tally of one vote per seat: tally(yes=37, no=19, abstain=3). Hyphens of codes are written as underscores."""
    lines = [TallyLine(vote.replace("_", "-"), n, n) for vote, n in n_seats.items()]
    return Tally(VOTED_ON, tuple(lines), casting)


def seats(votes: Sequence[str], weights: Sequence[int] | None = None, away: Sequence[bool] = ()) -> RollCall:
    """A roll call of the seats S-001, S-002 … in order."""
    entries = [
        SeatVote(f"S-{i + 1:03}", vote, weights[i] if weights else 1, bool(away and away[i]))
        for i, vote in enumerate(votes)
    ]
    return RollCall(VOTED_ON, tuple(entries))


@st.composite
def thresholds(draw: st.DrawFn) -> Threshold:
    compare = draw(st.sampled_from(Compare))
    bottom = draw(st.integers(1, 12))
    low, high = (1, bottom) if compare is Compare.AT_LEAST else (0, bottom - 1)
    return Threshold(Fraction(draw(st.integers(low, high)), bottom), compare, draw(st.sampled_from(Base)))


@st.composite
def quorums(draw: st.DrawFn) -> Quorum:
    kind, counts = draw(st.sampled_from(QuorumKind)), draw(st.sampled_from(QuorumCounts))
    if kind is QuorumKind.NONE:
        return Quorum()
    if kind is QuorumKind.NUMBER:
        return Quorum(kind, number=draw(st.integers(1, 12)), counts=counts)
    held = draw(thresholds())
    return Quorum(kind, share=held.share, compare=held.compare, counts=counts)


@st.composite
def rules(draw: st.DrawFn, *, weights: Weights | None = None, tie: TieRule | None = None) -> Rule:
    asked = draw(st.lists(st.sampled_from([Outcome.ENDORSE, Outcome.NO_ENDORSEMENT]), unique=True, max_size=2))
    return Rule(
        threshold=draw(thresholds()),
        special=tuple(Special(outcome, draw(thresholds())) for outcome in asked),
        quorum=draw(quorums()),
        notice=Notice(draw(st.integers(0, 10)), draw(st.none() | thresholds())),
        weights=weights or draw(st.sampled_from(Weights)),
        tie=tie or draw(st.sampled_from(TieRule)),
    )


def motions() -> st.SearchStrategy[Motion]:
    noticed = st.none() | st.integers(0, 14).map(lambda days: date(2031, 9, 18 - days))
    return st.builds(
        lambda plain, day: Motion(plain.code, plain.text, plain.kind, plain.options, day),
        st.sampled_from([ENDORSE_ALDER, CHOICE]),
        noticed,
    )


@st.composite
def roll_calls(draw: st.DrawFn, motion: Motion, weights: Weights, *, casting: bool = True) -> RollCall:
    """Up to twelve seats with any votes that fit the motion and the rule's weights."""
    votes = draw(st.lists(st.sampled_from([*motion.answers, "abstain", "recused", "absent"]), max_size=12))
    heavy = st.integers(0, 9) if weights is Weights.BY_SEAT else st.just(1)
    entries = [
        SeatVote(f"S-{i:03}", vote, draw(heavy), vote != "absent" and draw(st.booleans()))
        for i, vote in enumerate(votes)
    ]
    chair = draw(st.sampled_from(["", *motion.answers])) if casting else ""
    return RollCall(VOTED_ON, tuple(entries), chair)


@st.composite
def whole_votes(draw: st.DrawFn, *, tie: TieRule | None = None, casting: bool = True) -> tuple[Motion, Rule, RollCall]:
    """A motion, a rule and a roll call that fit each other."""
    motion, held = draw(motions()), draw(rules(tie=tie))
    return motion, held, draw(roll_calls(motion, held.weights, casting=casting))
