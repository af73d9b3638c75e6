"""From motion, rule and votes to the decision.

Specification: docs/spec/decision.md, section 5. Whole numbers and exact fractions only.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.core.decision import wording
from hustings.core.decision.motion import Motion, Option, check_motion
from hustings.core.decision.refusals import NoticeAfterVote
from hustings.core.decision.result import Decision, NoticeTest, QuorumTest, Reason, ThresholdTest, Tie
from hustings.core.decision.rule import (
    ABOUT_CANDIDATES,
    ABOUT_MATTER,
    Outcome,
    Power,
    Rule,
    Threshold,
    TieRule,
)
from hustings.core.decision.votes import Tally, Votes, base_size, eligible, taking_part, votes_for


def decide(motion: Motion, rule: Rule, votes: Votes) -> Decision:
    """What the vote on `motion` comes to under `rule`, with the arithmetic and its explanation.

    A vote that the rule leaves undecided (notice, quorum, tie) has an outcome that says so.
    Raises: TooManyCandidates, VoteNotOnBallot, WeightNotAllowed, NoticeAfterVote, where the three do not fit together.
    """
    check_motion(motion=motion, rule=rule)
    votes.check(motion=motion, rule=rule)
    tally = votes.tally()
    notice = _notice(motion, rule, tally)
    quorum = _quorum(rule, tally)
    if not notice.enough and rule.notice.short is None:
        finding = _Finding(Outcome.NO_NOTICE)
    elif not quorum.met:
        finding = _Finding(Outcome.NO_QUORUM)
    else:
        finding = _weigh(_Count(motion, rule, tally, short=not notice.enough))
    return _decision(motion, rule, tally, notice, quorum, finding)


@dataclass(frozen=True, slots=True)
class _Finding:
    outcome: Outcome
    option: Option | None = None
    tests: tuple[ThresholdTest, ...] = ()
    tie: Tie | None = None


@dataclass(frozen=True, slots=True)
class _Count:
    """The votes seen through the rule; `casting` adds one vote for that answer."""

    motion: Motion
    rule: Rule
    tally: Tally
    short: bool
    casting: str = ""

    def votes(self, answer: str, threshold: Threshold) -> int:
        return votes_for(self.tally, answer, threshold.base) + (answer == self.casting)

    def tests_of(self, option: Option) -> tuple[ThresholdTest, ...]:
        tests = [self._test(option, Reason.ORDINARY, self.rule.threshold_for(option.outcome))]
        if self.short and self.rule.notice.short is not None:
            tests.append(self._test(option, Reason.SHORT_NOTICE, self.rule.notice.short))
        return tuple(tests)

    def tests(self) -> tuple[ThresholdTest, ...]:
        return tuple(test for option in self.motion.options for test in self.tests_of(option))

    def reached(self, option: Option) -> bool:
        return all(test.reached for test in self.tests_of(option))

    def strength(self, answer: str) -> int:
        """How strong an answer is beside the others: its votes that count with the rule's own base."""
        return self.votes(answer, self.rule.threshold)

    def _test(self, option: Option, reason: Reason, threshold: Threshold) -> ThresholdTest:
        size = base_size(self.tally, threshold.base) + (self.casting != "" and threshold.base.of_votes)
        votes, needed = self.votes(self.motion.answer_for(option), threshold), threshold.needed(size)
        return ThresholdTest(option.code, reason, threshold, votes, size, needed, reached=votes >= needed)


def _weigh(count: _Count) -> _Finding:
    """Choose the strongest option that reaches its thresholds; settle a tie as the rule says."""
    tied = _tied(count)
    if not tied:
        return _strongest(count, tie=None)
    if count.rule.tie is TieRule.FAILS:
        return _Finding(_lost(count.motion), tests=count.tests(), tie=Tie(tied, ""))
    casting = count.tally.casting if count.tally.casting in tied else ""
    tie = Tie(tied, casting)
    if not casting:
        return _Finding(Outcome.TIE, tests=count.tests(), tie=tie)
    return _strongest(_with_casting(count, casting), tie=tie)


def _strongest(count: _Count, *, tie: Tie | None) -> _Finding:
    reached = [option for option in count.motion.options if count.reached(option)]
    if not reached:
        return _Finding(_lost(count.motion), tests=count.tests(), tie=tie)
    option = max(reached, key=lambda each: count.strength(count.motion.answer_for(each)))
    return _Finding(_won(count.rule, option), option, count.tests(), tie)


def _tied(count: _Count) -> tuple[str, ...]:
    """The answers between which a casting vote would settle the matter; empty when there is no tie."""
    motion = count.motion
    passing = [motion.answer_for(option) for option in motion.options if count.reached(option)]
    if passing:
        leading = _leading(count, passing)
        return leading if len(leading) > 1 else ()
    leading = tuple(answer for answer in _leading(count, motion.answers) if count.strength(answer) > 0)
    may_win = [option for option in motion.options if motion.answer_for(option) in leading]
    return leading if len(leading) > 1 and any(_settles(count, option) for option in may_win) else ()


def _leading(count: _Count, answers: Sequence[str]) -> tuple[str, ...]:
    most = max(count.strength(answer) for answer in answers)
    return tuple(answer for answer in answers if count.strength(answer) == most)


def _settles(count: _Count, option: Option) -> bool:
    return _with_casting(count, count.motion.answer_for(option)).reached(option)


def _with_casting(count: _Count, answer: str) -> _Count:
    return _Count(count.motion, count.rule, count.tally, count.short, casting=answer)


def _won(rule: Rule, option: Option) -> Outcome:
    if rule.power is Power.RECOMMENDS and option.outcome in ABOUT_CANDIDATES:
        return Outcome.RECOMMEND
    return option.outcome


def _lost(motion: Motion) -> Outcome:
    about_earlier = all(option.outcome in ABOUT_MATTER for option in motion.options)
    return Outcome.UNCHANGED if about_earlier else Outcome.NO_POSITION


def _notice(motion: Motion, rule: Rule, tally: Tally) -> NoticeTest:
    given = 0
    if motion.noticed_on is not None:
        given = (tally.taken_on - motion.noticed_on).days
        if given < 0:
            days = {"noticed_on": motion.noticed_on.isoformat(), "taken_on": tally.taken_on.isoformat()}
            raise NoticeAfterVote(where="motion.noticed_on", **days)
    return NoticeTest(given_days=given, needed_days=rule.notice.days, enough=given >= rule.notice.days)


def _quorum(rule: Rule, tally: Tally) -> QuorumTest:
    counts = rule.quorum.counts
    there, all_of_them = taking_part(tally, rule.threshold.base, counts), eligible(tally, counts)
    needed = rule.quorum.needed(all_of_them)
    return QuorumTest(counts=counts, taking_part=there, eligible=all_of_them, needed=needed, met=there >= needed)


def _decision(
    motion: Motion, rule: Rule, tally: Tally, notice: NoticeTest, quorum: QuorumTest, finding: _Finding
) -> Decision:
    lines = sorted((line for line in tally.lines if line.n_seats), key=lambda line: (line.vote, line.away))
    option = finding.option
    return Decision(
        outcome=finding.outcome,
        chosen="" if option is None else option.code,
        asks=None if option is None else option.outcome,
        candidates=() if option is None else option.candidates,
        notice=notice,
        quorum=quorum,
        counts=tuple(lines),
        tests=finding.tests,
        tie=finding.tie,
        explanation=tuple(_sentences(motion, rule, tally, notice, quorum, finding)),
    )


def _sentences(
    motion: Motion, rule: Rule, tally: Tally, notice: NoticeTest, quorum: QuorumTest, finding: _Finding
) -> list[str]:
    sentences = [wording.counts_sentence(motion, tally, rule)]
    if any(line.away and line.n_seats for line in tally.lines):
        sentences.append(wording.away_sentence(tally.lines, rule.threshold.base))
    if rule.notice.days:
        sentences.append(wording.notice_sentence(notice, rule))
    sentences.append(wording.quorum_sentence(quorum))
    if finding.tie is not None:
        sentences.append(wording.tie_sentence(finding.tie, motion, rule))
    sentences.extend(wording.test_sentence(test, motion) for test in finding.tests)
    sentences.append(wording.outcome_sentence(finding.outcome, finding.option))
    return sentences
