"""One body, one vote: exact examples."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from hustings.core.decision import (
    BallotKind,
    Motion,
    Notice,
    Option,
    Outcome,
    Power,
    RollCall,
    SeatVote,
    Special,
    Tie,
    TieRule,
    Weights,
    decide,
    percent_text,
    threshold_words,
)
from hustings.core.decision.refusals import (
    AbsentAway,
    CandidatesDoNotFit,
    LineTwice,
    NoticeAfterVote,
    OptionsDoNotFit,
    OptionTwice,
    OutcomeNotAsked,
    QuorumImpossible,
    SeatTwice,
    SpecialTwice,
    ThresholdImpossible,
    TooManyCandidates,
    VoteNotOnBallot,
    WeightNotAllowed,
    WeightWithoutSeats,
    WordTaken,
)
from hustings.core.decision.rule import Quorum, QuorumKind
from hustings.core.decision.votes import Tally, TallyLine
from tests.core.decision.cases import (
    ALDER,
    BIRCH,
    CHOICE,
    ENDORSE_ALDER,
    NONE,
    VOTED_ON,
    number,
    rule,
    seats,
    share_of_eligible,
    tally,
    threshold,
)


def test_37_to_19_to_3_of_59_passes_at_60_per_cent() -> None:
    decision = decide(ENDORSE_ALDER, rule("3/5", "at least", quorum=number(12)), tally(yes=37, no=19, abstain=3))
    assert decision.outcome is Outcome.ENDORSE
    assert decision.candidates == ("CAND-A",)
    assert (decision.tests[0].votes, decision.tests[0].base_size, decision.tests[0].needed) == (37, 59, 36)
    assert decision.explanation == (
        "Votes: yes 37, no 19, abstain 3, recused 0, absent 0.",
        "Quorum: 59 of 59 seats take part, needs 12: met.",
        "37 of 59 votes cast = 62.7 %, needs at least 60 %: passes.",
        "Outcome: endorse (Jo Alder).",
    )


@pytest.mark.parametrize(
    ("base", "size", "passes"),
    [
        ("votes cast", 20, True),
        ("votes cast without abstentions", 18, True),
        ("present and voting", 16, True),
        ("present", 20, False),
        ("all eligible", 26, False),
        ("all eligible without recused", 23, False),
    ],
)
def test_each_base_counts_what_its_name_says(base: str, size: int, passes: bool) -> None:
    # in the room: yes 11, no 5, abstain 2, recused 2; by letter: yes 1, no 1; recused outside 1; absent 3
    lines = [("yes", 11, False), ("no", 5, False), ("abstain", 2, False), ("recused", 2, False)]
    lines += [("yes", 1, True), ("no", 1, True), ("recused", 1, True), ("absent", 3, False)]
    votes = Tally(VOTED_ON, tuple(TallyLine(vote, n, n, away) for vote, n, away in lines))
    decision = decide(ENDORSE_ALDER, rule("3/5", "at least", base), votes)
    assert decision.tests[0].base_size == size
    assert decision.tests[0].votes == (11 if base.startswith("present") else 12)
    assert decision.passed is passes


def test_votes_by_letter_are_said_to_count_or_not() -> None:
    votes = seats(["yes", "yes", "no"], away=[True, False, False])
    assert decide(ENDORSE_ALDER, rule(), votes).explanation[1] == (
        "From outside the room: 1 seat, whose votes count under this rule."
    )
    decision = decide(ENDORSE_ALDER, rule(base="present"), votes)
    assert decision.explanation[1] == "From outside the room: 1 seat, whose votes do not count under this rule."
    assert decision.outcome is Outcome.NO_POSITION


def test_without_a_quorum_nothing_is_decided_and_nothing_raised() -> None:
    decision = decide(ENDORSE_ALDER, rule(quorum=number(12)), seats(["yes"] * 11 + ["absent"] * 9))
    assert decision.outcome is Outcome.NO_QUORUM
    assert decision.outcome.value == "not decided: no quorum"
    assert (decision.decided, decision.passed, decision.tests) == (False, False, ())
    assert decision.explanation[1:] == (
        "Quorum: 11 of 20 seats take part, needs 12: not met, so nothing is decided.",
        "Outcome: not decided: no quorum.",
    )


@pytest.mark.parametrize(("compare", "met"), [("at least", True), ("more than", False)])
def test_a_quorum_of_half_is_met_or_not_at_exactly_half(compare: str, met: bool) -> None:
    decision = decide(ENDORSE_ALDER, rule(quorum=share_of_eligible("1/2", compare)), tally(yes=10, absent=10))
    assert decision.quorum.met is met


def test_a_quorum_may_count_weight_instead_of_seats() -> None:
    held = rule(weights=Weights.BY_SEAT, quorum=share_of_eligible("1/2", counts="weight"))
    votes = seats(["yes", "absent", "absent"], [1200, 700, 400])
    decision = decide(ENDORSE_ALDER, held, votes)
    assert decision.outcome is Outcome.ENDORSE
    assert decision.explanation[:2] == (
        "Votes: yes 1,200 (1 seat), no 0 (0 seats), abstain 0 (0 seats), recused 0 (0 seats), absent 1,100 (2 seats).",
        "Quorum: 1,200 of 2,300 votes take part, needs 1,150: met.",
    )


def test_unanimity_is_at_least_all() -> None:
    assert decide(ENDORSE_ALDER, rule("1", "at least"), tally(yes=21)).passed
    assert not decide(ENDORSE_ALDER, rule("1", "at least"), tally(yes=20, no=1)).passed


def test_two_thirds_of_all_eligible_without_the_recused() -> None:
    held = rule("2/3", "at least", "all eligible without recused")
    decision = decide(ENDORSE_ALDER, held, tally(yes=8, no=1, absent=3, recused=3))
    assert decision.outcome is Outcome.ENDORSE
    assert decision.explanation[2] == (
        "8 of 12 votes of all eligible without the recused = exactly 2/3, needs at least 2/3: passes."
    )


def test_a_percentage_gets_more_places_where_one_would_mislead() -> None:
    decision = decide(ENDORSE_ALDER, rule("3/5", "at least"), tally(yes=59_999, no=40_001))
    assert decision.explanation[2] == "59,999 of 100,000 votes cast = 59.999 %, needs at least 60 %: fails."


def test_short_notice_asks_for_the_higher_threshold_as_well() -> None:
    notice = Notice(days=10, short=threshold("4/5", "at least", "present"))
    asked = "at least 80 % of the votes of those present"
    motion = replace(ENDORSE_ALDER, noticed_on=date(2031, 9, 11))
    decision = decide(
        motion, rule("3/5", "at least", "present and voting", notice=notice), tally(yes=15, no=4, abstain=1)
    )
    assert decision.outcome is Outcome.NO_POSITION
    assert decision.explanation[1:] == (
        "Notice: 7 days before the vote, needs at least 10: too short, so " + asked + " is needed as well.",
        "The rule asks for no quorum.",
        "15 of 19 votes of those present and voting = 78.9 %, needs at least 60 %: passes.",
        "Short notice: 15 of 20 votes of those present = 75.0 %, needs at least 80 %: fails.",
        "Outcome: no position (nothing reached the threshold).",
    )
    enough = replace(motion, noticed_on=date(2031, 9, 8))
    assert decide(enough, rule("3/5", "at least", notice=notice), tally(yes=15, no=4, abstain=1)).passed


def test_without_notice_and_without_a_way_out_nothing_is_decided() -> None:
    decision = decide(ENDORSE_ALDER, rule(notice=Notice(days=14)), tally(yes=20))
    assert decision.outcome is Outcome.NO_NOTICE
    assert decision.explanation[1] == (
        "Notice: 0 days before the vote, needs at least 14: too short, so nothing can be decided."
    )


def test_a_choice_adopts_the_strongest_option_that_reaches_the_threshold() -> None:
    decision = decide(CHOICE, rule("3/5", "at least"), tally(CAND_A=12, CAND_B=36, CAND_C=2, NONE=10))
    assert (decision.outcome, decision.chosen) == (Outcome.ENDORSE, "CAND-B")
    assert decision.explanation[2:] == (
        "Jo Alder: 12 of 60 votes cast = 20.0 %, needs at least 60 %: fails.",
        "Sam Birch: 36 of 60 votes cast = exactly 60 %, needs at least 60 %: passes.",
        "Lee Cedar: 2 of 60 votes cast = 3.3 %, needs at least 60 %: fails.",
        "No endorsement: 10 of 60 votes cast = 16.7 %, needs at least 60 %: fails.",
        "Outcome: endorse (Sam Birch).",
    )


def test_no_endorsement_is_a_decision_and_no_position_is_what_remains() -> None:
    held = rule("3/5", "at least")
    assert decide(CHOICE, held, tally(NONE=40, CAND_A=10)).outcome is Outcome.NO_ENDORSEMENT
    assert decide(CHOICE, held, tally(NONE=25, CAND_A=25)).outcome is Outcome.NO_POSITION


def test_an_option_may_have_a_threshold_of_its_own() -> None:
    held = rule("3/5", "at least", special=(Special(Outcome.NO_ENDORSEMENT, threshold("1/2", "more than")),))
    decision = decide(CHOICE, held, tally(NONE=11, CAND_A=9))
    assert decision.outcome is Outcome.NO_ENDORSEMENT
    assert [test.reached for test in decision.tests] == [False, False, False, True]


def test_rescinding_needs_its_own_threshold_and_a_lost_motion_changes_nothing() -> None:
    rescind = Motion("MOT-9", "Rescind", BallotKind.YES_NO, (Option("RES", "Rescind", Outcome.RESCIND, ("CAND-A",)),))
    held = rule(special=(Special(Outcome.RESCIND, threshold("2/3")),))
    assert decide(rescind, held, tally(yes=14, no=7)).outcome is Outcome.RESCIND
    lost = decide(rescind, held, tally(yes=13, no=7))
    assert lost.outcome is Outcome.UNCHANGED
    assert lost.explanation[-1] == "Outcome: unchanged (the motion is lost and everything stays as it was)."


@pytest.mark.parametrize(
    ("outcome", "candidates"),
    [
        (Outcome.ENDORSE, ("CAND-A",)),
        (Outcome.DUAL, ("CAND-A", "CAND-B")),
        (Outcome.OPEN, ("CAND-A", "CAND-B")),
        (Outcome.NO_ENDORSEMENT, ()),
        (Outcome.OPPOSE, ("CAND-A",)),
        (Outcome.RECOMMEND, ("CAND-A",)),
        (Outcome.DEFER, ()),
        (Outcome.RESCIND, ()),
        (Outcome.REAFFIRM, ("CAND-A",)),
        (Outcome.APPROVE, ()),
    ],
)
def test_every_outcome_that_can_be_asked_for_comes_out_when_the_motion_passes(
    outcome: Outcome, candidates: tuple[str, ...]
) -> None:
    motion = Motion("MOT-1", "A motion", BallotKind.YES_NO, (Option("OPT", "The option", outcome, candidates),))
    decision = decide(motion, rule(max_candidates=2), tally(yes=2, no=1))
    assert (decision.outcome, decision.asks, decision.candidates) == (outcome, outcome, candidates)
    below = decide(motion, rule(max_candidates=2, power=Power.RECOMMENDS), tally(yes=2, no=1))
    about_matter = outcome in (Outcome.DEFER, Outcome.RESCIND, Outcome.REAFFIRM, Outcome.APPROVE)
    assert below.outcome is (outcome if about_matter else Outcome.RECOMMEND)
    assert below.asks is outcome


def test_a_tie_fails_or_waits_for_the_casting_vote() -> None:
    fails = decide(ENDORSE_ALDER, rule(), tally(yes=10, no=10))
    assert (fails.outcome, fails.tie) == (Outcome.NO_POSITION, Tie(("yes", "no"), ""))
    waits = decide(ENDORSE_ALDER, rule(tie=TieRule.CASTING_VOTE), tally(yes=10, no=10))
    assert waits.outcome is Outcome.TIE
    passes = decide(ENDORSE_ALDER, rule(tie=TieRule.CASTING_VOTE), tally("yes", yes=10, no=10))
    assert passes.outcome is Outcome.ENDORSE
    assert passes.explanation[2:4] == (
        "The vote is tied between yes and no; the casting vote is for yes and counts as one more.",
        "11 of 21 votes cast = 52.4 %, needs more than 50 %: passes.",
    )
    assert decide(ENDORSE_ALDER, rule(tie=TieRule.CASTING_VOTE), tally("no", yes=10, no=10)).tests[0].reached is False


def test_an_even_vote_that_one_more_would_not_carry_is_no_tie() -> None:
    decision = decide(ENDORSE_ALDER, rule("3/5", "at least", tie=TieRule.CASTING_VOTE), tally("yes", yes=30, no=30))
    assert (decision.outcome, decision.tie) == (Outcome.NO_POSITION, None)


def test_equal_options_under_a_plurality_are_settled_by_the_casting_vote() -> None:
    held = rule("0", "more than", tie=TieRule.CASTING_VOTE)
    votes = tally("CAND-B", CAND_A=5, CAND_B=5, CAND_C=4)
    decision = decide(CHOICE, held, votes)
    assert (decision.chosen, decision.tie) == ("CAND-B", Tie(("CAND-A", "CAND-B"), "CAND-B"))
    assert decide(CHOICE, held, replace(votes, casting="CAND-C")).outcome is Outcome.TIE


def test_with_nobody_to_measure_against_nothing_passes() -> None:
    decision = decide(ENDORSE_ALDER, rule("0", "more than"), RollCall(VOTED_ON, ()))
    assert decision.outcome is Outcome.NO_POSITION
    assert decision.explanation[2] == "0 of 0 votes cast: there is nothing to measure: fails."


def test_weights_decide_where_the_rule_has_them() -> None:
    votes = seats(["yes", "no", "no"], [900, 300, 500])
    assert decide(ENDORSE_ALDER, rule(weights=Weights.BY_SEAT), votes).outcome is Outcome.ENDORSE
    with pytest.raises(WeightNotAllowed, match=r"each seat one vote.*seat S-001") as refused:
        decide(ENDORSE_ALDER, rule(), votes)
    assert refused.value.code == "weight-not-allowed"


def test_votes_that_the_motion_does_not_offer_are_refused_with_their_seat() -> None:
    with pytest.raises(VoteNotOnBallot) as refused:
        decide(ENDORSE_ALDER, rule(), seats(["yes", "CAND-A"]))
    assert refused.value.where == "seat S-002"
    with pytest.raises(VoteNotOnBallot):
        decide(CHOICE, rule(), tally(yes=3))
    with pytest.raises(VoteNotOnBallot):
        decide(ENDORSE_ALDER, rule(), tally("abstain", yes=3))


def test_what_contradicts_itself_is_refused() -> None:
    with pytest.raises(ThresholdImpossible):
        threshold("1", "more than")
    with pytest.raises(ThresholdImpossible):
        threshold("0", "at least")
    with pytest.raises(QuorumImpossible):
        Quorum(QuorumKind.NUMBER, number=0)
    with pytest.raises(QuorumImpossible):
        Quorum(QuorumKind.NONE, share=Fraction(1, 2))
    with pytest.raises(SpecialTwice):
        rule(special=(Special(Outcome.OPPOSE, threshold("2/3")), Special(Outcome.OPPOSE, threshold("3/4"))))
    with pytest.raises(OutcomeNotAsked):
        Special(Outcome.NO_POSITION, threshold("2/3"))
    with pytest.raises(OutcomeNotAsked):
        Option("X", "No position", Outcome.NO_POSITION)
    with pytest.raises(WordTaken):
        Option("abstain", "Abstain", Outcome.NO_ENDORSEMENT)
    with pytest.raises(CandidatesDoNotFit):
        Option("X", "Dual", Outcome.DUAL, ("CAND-A", "CAND-A"))
    with pytest.raises(OptionsDoNotFit):
        Motion("M", "Two questions", BallotKind.YES_NO, (ALDER, BIRCH))
    with pytest.raises(OptionsDoNotFit):
        Motion("M", "No choice", BallotKind.SINGLE_CHOICE, (ALDER,))
    with pytest.raises(OptionTwice):
        Motion("M", "A choice", BallotKind.SINGLE_CHOICE, (ALDER, ALDER, NONE))
    with pytest.raises(SeatTwice):
        RollCall(VOTED_ON, (SeatVote("S-1", "yes"), SeatVote("S-1", "no")))
    with pytest.raises(LineTwice):
        Tally(VOTED_ON, (TallyLine("yes", 1, 1), TallyLine("yes", 2, 2)))
    with pytest.raises(WeightWithoutSeats):
        TallyLine("yes", 0, 5)
    with pytest.raises(AbsentAway):
        SeatVote("S-1", "absent", away=True)


def test_a_dual_endorsement_is_refused_before_the_vote_where_the_rule_allows_one() -> None:
    dual = Option("AB", "Jo Alder and Sam Birch", Outcome.DUAL, ("CAND-A", "CAND-B"))
    with pytest.raises(TooManyCandidates) as refused:
        decide(Motion("M", "Endorse both", BallotKind.YES_NO, (dual,)), rule(), tally(yes=3))
    assert refused.value.message == "The option AB endorses 2 candidates; the rule allows 1."


def test_notice_after_the_vote_is_refused() -> None:
    with pytest.raises(NoticeAfterVote):
        decide(replace(ENDORSE_ALDER, noticed_on=date(2031, 9, 19)), rule(), tally(yes=1))


def test_thresholds_and_shares_in_words() -> None:
    assert threshold_words(threshold("29/50")) == "at least 58 % of the votes cast"
    assert threshold_words(threshold("5/8")) == "at least 62.5 % of the votes cast"
    assert threshold_words(threshold("2/3", base="present")) == "at least 2/3 of the votes of those present"
    assert percent_text(Fraction(1, 2000)) == "0.1 %"
    assert percent_text(Fraction(2, 3), 3) == "66.667 %"
