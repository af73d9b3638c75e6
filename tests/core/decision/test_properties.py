"""What holds for every rule and every vote."""

import re
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from hustings.core.canonical import canonical_bytes, parse_canonical
from hustings.core.decision import (
    BallotKind,
    Base,
    Compare,
    Decision,
    Motion,
    Notice,
    Quorum,
    QuorumCounts,
    QuorumKind,
    Reason,
    RollCall,
    Rule,
    SeatVote,
    Threshold,
    TieRule,
    Weights,
    decide,
    votes_from_json,
)
from tests.core.decision import second
from tests.core.decision.cases import ENDORSE_ALDER, rules, tally, thresholds, whole_votes


@given(whole_votes())
def test_a_second_engine_written_from_the_specification_agrees(vote: tuple[Motion, Rule, RollCall]) -> None:
    motion, rule, votes = vote
    decision = decide(motion, rule, votes)
    expected = second.outcome(motion.as_json(), rule.as_json(), votes.as_json())
    assert (decision.outcome.value, decision.chosen) == expected


@given(whole_votes(), st.data())
def test_one_more_vote_for_the_adopted_option_never_undoes_it(
    vote: tuple[Motion, Rule, RollCall], data: st.DataObject
) -> None:
    motion, rule, votes = vote
    decision = decide(motion, rule, votes)
    option = next((option for option in motion.options if option.code == decision.chosen), None)
    others = [i for i, entry in enumerate(votes.votes) if option and entry.vote != motion.answer_for(option)]
    if option is None or not others:
        return
    changed = data.draw(st.sampled_from(others))
    entries = list(votes.votes)
    entries[changed] = replace(entries[changed], vote=motion.answer_for(option))
    assert decide(motion, rule, replace(votes, votes=tuple(entries))).chosen == decision.chosen


@given(whole_votes(tie=TieRule.FAILS, casting=False), st.integers(1, 1000))
def test_scaling_all_weights_changes_nothing_but_the_numbers(vote: tuple[Motion, Rule, RollCall], times: int) -> None:
    motion, rule, votes = vote
    rule = replace(rule, weights=Weights.BY_SEAT)
    if rule.quorum.kind is QuorumKind.NUMBER and rule.quorum.counts is QuorumCounts.WEIGHT:
        rule = replace(rule, quorum=Quorum())
    heavier = replace(votes, votes=tuple(replace(entry, weight=entry.weight * times) for entry in votes.votes))
    before, after = decide(motion, rule, votes), decide(motion, rule, heavier)
    assert (before.outcome, before.chosen) == (after.outcome, after.chosen)
    assert [test.votes * times for test in before.tests] == [test.votes for test in after.tests]
    assert [test.base_size * times for test in before.tests] == [test.base_size for test in after.tests]


@given(whole_votes(), st.randoms(use_true_random=False))
def test_the_order_of_the_roll_call_does_not_matter_and_neither_do_its_seats(
    vote: tuple[Motion, Rule, RollCall], shuffle: object
) -> None:
    motion, rule, votes = vote
    entries = list(votes.votes)
    shuffle.shuffle(entries)  # type: ignore[attr-defined]
    decision = decide(motion, rule, votes)
    assert decide(motion, rule, replace(votes, votes=tuple(entries))) == decision
    assert decide(motion, rule, votes.tally()) == decision


@given(whole_votes())
def test_short_notice_never_makes_it_easier_to_reach_a_threshold_or_to_pass_a_motion(
    vote: tuple[Motion, Rule, RollCall],
) -> None:
    motion, rule, votes = vote
    in_time = replace(rule, notice=Notice())
    short, ordinary = decide(replace(motion, noticed_on=None), rule, votes), decide(motion, in_time, votes)
    if short.tie is None and ordinary.tie is None:
        for test in short.tests:
            assert not test.reached or test.reason is Reason.SHORT_NOTICE or test in ordinary.tests
    if motion.kind is BallotKind.YES_NO:
        assert ordinary.passed or not short.passed


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(list(Base)))
def test_exactly_at_the_threshold_at_least_passes_and_more_than_fails(yes: int, other: int, base: Base) -> None:
    share, votes = Fraction(yes, yes + other), tally(yes=yes, no=other)
    assert decide(ENDORSE_ALDER, Rule(Threshold(share, Compare.AT_LEAST, base)), votes).passed
    assert not decide(ENDORSE_ALDER, Rule(Threshold(share, Compare.MORE_THAN, base)), votes).passed


@given(st.integers(1, 10**15), st.integers(0, 10**15), thresholds())
def test_the_least_number_needed_is_the_edge_itself(yes: int, other: int, threshold: Threshold) -> None:
    size = yes + other
    needed = threshold.needed(size)

    def reaches(votes: int) -> bool:
        exact = Fraction(votes, size)
        return exact >= threshold.share if threshold.compare is Compare.AT_LEAST else exact > threshold.share

    assert reaches(needed)
    assert needed == 1 or not reaches(needed - 1)
    assert needed <= size


@given(whole_votes())
def test_the_numbers_in_the_explanation_equal_the_values(vote: tuple[Motion, Rule, RollCall]) -> None:
    motion, rule, votes = vote
    decision = decide(motion, rule, votes)
    told = [re.search(r"(\d[\d,]*) of (\d[\d,]*) votes .*: (passes|fails)\.$", line) for line in decision.explanation]
    numbers = [(_int(found[1]), _int(found[2]), found[3] == "passes") for found in told if found]
    assert numbers == [(test.votes, test.base_size, test.reached) for test in decision.tests]
    met = [
        re.fullmatch(r"Quorum: (\d+) of (\d+) \w+ take part, needs (\d+): .*", line) for line in decision.explanation
    ]
    quorum = [(int(found[1]), int(found[2]), int(found[3])) for found in met if found]
    held = (decision.quorum.taking_part, decision.quorum.eligible, decision.quorum.needed)
    assert quorum == ([held] if decision.quorum.needed else [])
    assert decision.explanation[-1].startswith(f"Outcome: {decision.outcome.value}")


@given(whole_votes())
def test_the_percentage_shown_stands_on_the_same_side_of_the_threshold_as_the_exact_share(
    vote: tuple[Motion, Rule, RollCall],
) -> None:
    decision = decide(*vote)
    sentences = [line for line in decision.explanation if re.search(r": (passes|fails)\.$", line)]
    for test, sentence in zip(decision.tests, sentences, strict=True):
        shown = re.search(r"= (\d+\.\d+) %,", sentence)
        if shown:
            share, exact = Fraction(shown[1]) / 100, Fraction(test.votes, test.base_size)
            assert (share > test.threshold.share) == (exact > test.threshold.share)
            assert share != test.threshold.share
            assert abs(share - exact) <= Fraction(1, 2000)


@given(whole_votes())
def test_every_value_survives_canonical_json_unchanged(vote: tuple[Motion, Rule, RollCall]) -> None:
    motion, rule, votes = vote
    decision = decide(motion, rule, votes)
    assert Motion.from_json(_there_and_back(motion.as_json())) == motion
    assert Rule.from_json(_there_and_back(rule.as_json())) == rule
    assert votes_from_json(_there_and_back(votes.as_json())) == votes
    assert votes_from_json(_there_and_back(votes.tally().as_json())) == votes.tally()
    assert Decision.from_json(_there_and_back(decision.as_json())) == decision


@given(rules(weights=Weights.ONE_EACH), st.integers(0, 20))
def test_nobody_taking_part_never_decides_anything_in_favour(rule: Rule, n_absent: int) -> None:
    votes = RollCall(tally().taken_on, tuple(SeatVote(f"S-{i}", "absent") for i in range(n_absent)))
    assert not decide(ENDORSE_ALDER, rule, votes).passed


def _int(text: str) -> int:
    return int(text.replace(",", ""))


def _there_and_back(value: object) -> object:
    return parse_canonical(canonical_bytes(value))
