"""Rounds with elimination."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.canonical import canonical_bytes, parse_canonical
from hustings.core.decision import Falls, Outcome, Rounds, RoundsDecision, Tally, TieRule, decide_rounds
from hustings.core.decision.refusals import OptionsDoNotFit, RoundNotDue, VoteNotOnBallot
from tests.core.decision.cases import CHOICE, ENDORSE_ALDER, number, rule, tally

HELD = rule("3/5", "at least")
FIRST = tally(CAND_A=20, CAND_B=25, CAND_C=5, NONE=1)


def test_the_lowest_falls_until_one_reaches_the_threshold() -> None:
    decision = decide_rounds(CHOICE, HELD, Rounds(3), [FIRST, tally(CAND_A=31, CAND_B=19)])
    assert (decision.outcome, decision.chosen, decision.fallen) == (Outcome.ENDORSE, "CAND-A", (("CAND-C",),))
    assert "After round 1 these options fall: Lee Cedar." in decision.explanation
    assert decision.explanation[-2:] == ("Round 2: Outcome: endorse (Jo Alder).", "Outcome: endorse.")


def test_a_round_that_is_due_is_named_with_those_still_standing() -> None:
    decision = decide_rounds(CHOICE, HELD, Rounds(3), [FIRST])
    assert (decision.outcome, decision.standing) == (Outcome.NOT_YET, ("CAND-A", "CAND-B", "NONE"))
    assert decision.explanation[-2] == "Round 2 is due between: Jo Alder, Sam Birch, No endorsement."
    assert decide_rounds(CHOICE, HELD, Rounds(3), []).standing == ("CAND-A", "CAND-B", "CAND-C", "NONE")


def test_no_endorsement_falls_too_where_the_plan_says_so() -> None:
    decision = decide_rounds(CHOICE, HELD, Rounds(3, no_endorsement_stays=False), [FIRST])
    assert decision.fallen == (("NONE",),)


def test_all_but_two_fall_for_a_run_off() -> None:
    decision = decide_rounds(CHOICE, HELD, Rounds(2, Falls.ALL_BUT_TWO, no_endorsement_stays=False), [FIRST])
    assert decision.fallen == (("CAND-C", "NONE"),)
    kept = decide_rounds(CHOICE, HELD, Rounds(2, Falls.ALL_BUT_TWO), [tally(CAND_A=9, CAND_B=7, CAND_C=7)])
    assert kept.outcome is Outcome.TIE
    assert kept.explanation[-2] == "No option can fall, because those at the end are equal."


def test_after_the_last_round_without_a_result_there_is_no_position() -> None:
    even = tally(CAND_A=25, CAND_B=25)
    assert decide_rounds(CHOICE, HELD, Rounds(2), [FIRST, even]).outcome is Outcome.NO_POSITION
    assert decide_rounds(CHOICE, HELD, Rounds(1), [FIRST]).outcome is Outcome.NO_POSITION


def test_without_a_quorum_the_rounds_stop_undecided() -> None:
    decision = decide_rounds(CHOICE, rule("3/5", "at least", quorum=number(60)), Rounds(3), [FIRST])
    assert (decision.outcome, decision.standing) == (Outcome.NO_QUORUM, ())


def test_votes_for_the_fallen_and_rounds_after_the_end_are_refused() -> None:
    with pytest.raises(VoteNotOnBallot):
        decide_rounds(CHOICE, HELD, Rounds(3), [FIRST, tally(CAND_C=50)])
    with pytest.raises(RoundNotDue):
        decide_rounds(CHOICE, HELD, Rounds(3), [tally(CAND_A=50), FIRST])
    with pytest.raises(OptionsDoNotFit):
        decide_rounds(ENDORSE_ALDER, HELD, Rounds(3), [])


counts = st.lists(st.integers(0, 9), min_size=4, max_size=4)
plans = st.builds(Rounds, st.integers(1, 5), st.sampled_from(Falls), st.booleans())


@given(plans, st.lists(counts, min_size=4, max_size=4), st.sampled_from(["1/2", "3/5", "2/3"]))
def test_rounds_end_with_fewer_options_each_time_and_survive_canonical_json(
    plan: Rounds, numbers: list[list[int]], share: str
) -> None:
    held = rule(share, "at least", tie=TieRule.FAILS)
    votes: list[Tally] = []
    decision = decide_rounds(CHOICE, held, plan, votes)
    for row in numbers:
        if decision.outcome is not Outcome.NOT_YET:
            break
        strength = zip((option.code for option in CHOICE.options), row, strict=True)
        votes.append(tally(**{code.replace("-", "_"): n for code, n in strength if code in decision.standing}))
        before, decision = decision, decide_rounds(CHOICE, held, plan, votes)
        assert set(decision.standing) < set(before.standing)
    assert decision.outcome is not Outcome.NOT_YET
    assert len(decision.rounds) <= plan.most
    assert len(decision.fallen) == len(decision.rounds) - 1
    fallen = [code for codes in decision.fallen for code in codes]
    assert len(set(fallen)) == len(fallen)
    assert decision.chosen not in fallen
    assert RoundsDecision.from_json(parse_canonical(canonical_bytes(decision.as_json()))) == decision
    assert Rounds.from_json(parse_canonical(canonical_bytes(plan.as_json()))) == plan
