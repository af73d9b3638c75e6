"""The explanation of a decision: plain sentences with the numbers of its arithmetic.

Specification: docs/spec/decision.md, section 7.
"""

from collections.abc import Sequence
from fractions import Fraction

from hustings.core.decision.motion import ABSENT, ABSTAIN, RECUSED, BallotKind, Motion, Option
from hustings.core.decision.result import NoticeTest, QuorumTest, Reason, ThresholdTest, Tie
from hustings.core.decision.rule import Base, Outcome, QuorumCounts, Rule, Threshold, TieRule, Weights
from hustings.core.decision.votes import Tally, TallyLine
from hustings.core.shapes import fraction_text

_OF: dict[Base, str] = {
    Base.CAST: "votes cast",
    Base.CAST_WITHOUT_ABSTENTIONS: "votes cast without abstentions",
    Base.PRESENT_AND_VOTING: "votes of those present and voting",
    Base.PRESENT: "votes of those present",
    Base.ELIGIBLE: "votes of all eligible",
    Base.ELIGIBLE_WITHOUT_RECUSED: "votes of all eligible without the recused",
}


def rounded_percent(share: Fraction, decimals: int) -> Fraction:
    """`share` in percent, rounded half up to `decimals` places."""
    scale = 10**decimals
    return Fraction((share * 100 * scale * 2 + 1) // 2, scale)


def percent_text(share: Fraction, decimals: int = 1) -> str:
    """A share in percent with a fixed number of places (at least one), such as 62.7 %."""
    scale = 10**decimals
    hundredths = int(rounded_percent(share, decimals) * scale)
    return f"{hundredths // scale}.{hundredths % scale:0{decimals}d} %"


def share_beside(share: Fraction, threshold: Fraction) -> str:
    """A share in percent with one place, or with so many that rounding does not move it to or over the threshold."""
    if share == threshold:
        return f"exactly {threshold_share(threshold)}"
    decimals = 1
    while (rounded_percent(share, decimals) > threshold * 100) != (share > threshold) or (
        rounded_percent(share, decimals) == threshold * 100
    ):
        decimals += 1
    return percent_text(share, decimals)


def threshold_share(share: Fraction) -> str:
    """The share of a threshold as people write it: 60 %, 62.5 %, 2/3."""
    percent = share * 100
    if percent.denominator == 1:
        return f"{percent.numerator} %"
    if (percent * 10).denominator == 1:
        return percent_text(share)
    return fraction_text(share)


def threshold_words(threshold: Threshold) -> str:
    """A threshold in words, such as: at least 60 % of the votes cast."""
    return f"{threshold.compare.value} {threshold_share(threshold.share)} of the {_OF[threshold.base]}"


def counts_sentence(motion: Motion, tally: Tally, rule: Rule) -> str:
    """Every vote with its number: Votes: yes 37, no 19, abstain 3, recused 0, absent 0."""
    parts = [_count(motion, tally, vote, rule) for vote in (*motion.answers, ABSTAIN, RECUSED, ABSENT)]
    return f"Votes: {', '.join(parts)}."


def _count(motion: Motion, tally: Tally, vote: str, rule: Rule) -> str:
    lines = [line for line in tally.lines if line.vote == vote]
    n_seats, weight = sum(line.n_seats for line in lines), sum(line.weight for line in lines)
    if rule.weights is Weights.ONE_EACH:
        return f"{motion.label_of(vote)} {n_seats:,}"
    return f"{motion.label_of(vote)} {weight:,} ({_number(n_seats, 'seat')})"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def away_sentence(lines: Sequence[TallyLine], base: Base) -> str:
    """That votes from outside the room count, or do not."""
    n_seats = sum(line.n_seats for line in lines if line.away and line.vote != RECUSED)
    verb = "do not count" if base.in_room_only else "count"
    return f"From outside the room: {_number(n_seats, 'seat')}, whose votes {verb} under this rule."


def notice_sentence(test: NoticeTest, rule: Rule) -> str:
    """Whether notice was long enough, and what follows when it was not."""
    given = f"Notice: {_number(test.given_days, 'day')} before the vote, needs at least {test.needed_days:,}"
    if test.enough:
        return f"{given}: enough."
    if rule.notice.short is None:
        return f"{given}: too short, so nothing can be decided."
    return f"{given}: too short, so {threshold_words(rule.notice.short)} is needed as well."


def quorum_sentence(test: QuorumTest) -> str:
    """Whether enough took part."""
    if test.needed == 0:
        return "The rule asks for no quorum."
    noun = "seats" if test.counts is QuorumCounts.SEATS else "votes"
    verdict = "met" if test.met else "not met, so nothing is decided"
    return f"Quorum: {test.taking_part:,} of {test.eligible:,} {noun} take part, needs {test.needed:,}: {verdict}."


def test_sentence(test: ThresholdTest, motion: Motion) -> str:
    """One option against one threshold, such as: 37 of 59 votes cast = 62.7 %, needs at least 60 %: passes."""
    head = "" if motion.kind is BallotKind.YES_NO else f"{motion.label_of(test.option)}: "
    if test.reason is Reason.SHORT_NOTICE:
        head = f"Short notice: {head}"
    ratio = f"{head}{test.votes:,} of {test.base_size:,} {_OF[test.threshold.base]}"
    if test.base_size == 0:
        return f"{ratio}: there is nothing to measure: fails."
    share = share_beside(Fraction(test.votes, test.base_size), test.threshold.share)
    needs = f"{test.threshold.compare.value} {threshold_share(test.threshold.share)}"
    verdict = "passes" if test.reached else "fails"
    return f"{ratio} = {share}, needs {needs}: {verdict}."


def tie_sentence(tie: Tie, motion: Motion, rule: Rule) -> str:
    """What the tie is between and what became of it."""
    between = " and ".join(motion.label_of(answer) for answer in tie.between)
    if rule.tie is TieRule.FAILS:
        return f"The vote is tied between {between}; under this rule a tie adopts nothing."
    if not tie.casting:
        return f"The vote is tied between {between}; it waits for the casting vote."
    casting = f"the casting vote is for {motion.label_of(tie.casting)} and counts as one more"
    return f"The vote is tied between {between}; {casting}."


def outcome_sentence(outcome: Outcome, option: Option | None) -> str:
    """The outcome, with the words of the option adopted."""
    if option is not None:
        return f"Outcome: {outcome.value} ({option.label})."
    why = {
        Outcome.NO_POSITION: "nothing reached the threshold",
        Outcome.UNCHANGED: "the motion is lost and everything stays as it was",
    }
    return f"Outcome: {outcome.value} ({why[outcome]})." if outcome in why else f"Outcome: {outcome.value}."
