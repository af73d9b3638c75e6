"""The rule engine: what a body's vote comes to, in exact arithmetic, explained in words.

    decide(motion, rule, votes)                 one body, one vote      → Decision
    decide_chain(chain, motion, votes by body)  several bodies          → ChainDecision
    decide_rounds(motion, rule, plan, votes)    rounds with elimination → RoundsDecision

Normative specification: docs/spec/decision.md. Nothing here reads a clock, a file or a database.
"""

from hustings.core.decision.chain import Agreement, Body, Chain, ChainDecision, decide_chain
from hustings.core.decision.deciding import decide
from hustings.core.decision.motion import (
    ABSENT,
    ABSTAIN,
    NO,
    RECUSED,
    YES,
    BallotKind,
    Motion,
    Option,
    check_motion,
)
from hustings.core.decision.result import Decision, NoticeTest, QuorumTest, Reason, ThresholdTest, Tie
from hustings.core.decision.rounds import Falls, Rounds, RoundsDecision, decide_rounds
from hustings.core.decision.rule import (
    Base,
    Compare,
    Notice,
    Outcome,
    Power,
    Quorum,
    QuorumCounts,
    QuorumKind,
    Rule,
    Special,
    Threshold,
    TieRule,
    Weights,
)
from hustings.core.decision.votes import RollCall, SeatVote, Tally, TallyLine, Votes, votes_from_json
from hustings.core.decision.wording import percent_text, threshold_words

__all__ = [
    "ABSENT",
    "ABSTAIN",
    "NO",
    "RECUSED",
    "YES",
    "Agreement",
    "BallotKind",
    "Base",
    "Body",
    "Chain",
    "ChainDecision",
    "Compare",
    "Decision",
    "Falls",
    "Motion",
    "Notice",
    "NoticeTest",
    "Option",
    "Outcome",
    "Power",
    "Quorum",
    "QuorumCounts",
    "QuorumKind",
    "QuorumTest",
    "Reason",
    "RollCall",
    "Rounds",
    "RoundsDecision",
    "Rule",
    "SeatVote",
    "Special",
    "Tally",
    "TallyLine",
    "Threshold",
    "ThresholdTest",
    "Tie",
    "TieRule",
    "Votes",
    "Weights",
    "check_motion",
    "decide",
    "decide_chain",
    "decide_rounds",
    "percent_text",
    "threshold_words",
    "votes_from_json",
]
