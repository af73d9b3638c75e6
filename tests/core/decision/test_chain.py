"""Several bodies, one matter."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.canonical import canonical_bytes, parse_canonical
from hustings.core.decision import (
    Agreement,
    Body,
    Chain,
    ChainDecision,
    Outcome,
    Power,
    Tally,
    decide_chain,
)
from hustings.core.decision.refusals import BodyTwice, BodyUnknown, ChainMalformed
from tests.core.decision.cases import CHOICE, ENDORSE_ALDER, number, rule, tally

COMMITTEE = Body("COM", "Committee", rule(power=Power.RECOMMENDS))
GROUP = Body("WG", "Working group", rule(power=Power.RECOMMENDS))
BOARD = Body("BRD", "Board", rule("2/3", "at least", quorum=number(5)))
MEMBERS = Body("MEM", "Members", rule("2/3", "at least"))
BOTH = Chain(Agreement.ALL, (BOARD, MEMBERS))
EITHER = Chain(Agreement.ONE, (COMMITTEE, GROUP))
WHOLE = Chain(Agreement.ALL, (EITHER, MEMBERS))

FOR, AGAINST, THIN = tally(yes=9, no=1), tally(yes=1, no=9), tally(yes=2, absent=8)


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ({"BRD": FOR, "MEM": FOR}, Outcome.ENDORSE),
        ({"BRD": FOR, "MEM": AGAINST}, Outcome.NO_POSITION),
        ({"BRD": AGAINST}, Outcome.NO_POSITION),
        ({"BRD": FOR}, Outcome.NOT_YET),
        ({"BRD": THIN, "MEM": FOR}, Outcome.NO_QUORUM),
        ({"BRD": THIN, "MEM": AGAINST}, Outcome.NO_POSITION),
        ({}, Outcome.NOT_YET),
    ],
)
def test_two_bodies_must_both_agree(votes: Mapping[str, Tally], outcome: Outcome) -> None:
    assert decide_chain(BOTH, ENDORSE_ALDER, votes).outcome is outcome


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ({"COM": FOR}, Outcome.RECOMMEND),
        ({"COM": AGAINST, "WG": FOR}, Outcome.RECOMMEND),
        ({"COM": AGAINST}, Outcome.NOT_YET),
        ({"COM": AGAINST, "WG": AGAINST}, Outcome.NO_POSITION),
    ],
)
def test_one_of_two_recommendations_is_enough(votes: Mapping[str, Tally], outcome: Outcome) -> None:
    assert decide_chain(EITHER, ENDORSE_ALDER, votes).outcome is outcome


def test_one_recommendation_and_then_the_members() -> None:
    decision = decide_chain(WHOLE, ENDORSE_ALDER, {"COM": AGAINST, "WG": FOR, "MEM": FOR})
    assert (decision.outcome, decision.chosen, decision.candidates) == (Outcome.ENDORSE, "CAND-A", ("CAND-A",))
    assert decision.explanation == (
        "Who decides: (Committee or Working group) and Members.",
        "Committee: no position.",
        "Working group: recommend (Jo Alder).",
        "Members: endorse (Jo Alder).",
        "Outcome: endorse (Jo Alder).",
    )


def test_bodies_that_adopt_different_options_do_not_agree() -> None:
    first, second = tally(CAND_A=9, CAND_B=1), tally(CAND_A=1, CAND_B=9)
    assert decide_chain(BOTH, CHOICE, {"BRD": first, "MEM": second}).outcome is Outcome.NO_POSITION
    assert decide_chain(EITHER, CHOICE, {"COM": first, "WG": second}).outcome is Outcome.BODIES_DIFFER


def test_malformed_chains_and_unknown_bodies_are_refused() -> None:
    with pytest.raises(ChainMalformed):
        Chain(Agreement.ALL, (BOARD,))
    with pytest.raises(BodyTwice):
        Chain(Agreement.ALL, (BOARD, Chain(Agreement.ONE, (BOARD, MEMBERS))))
    with pytest.raises(BodyUnknown):
        decide_chain(BOTH, ENDORSE_ALDER, {"COM": FOR})


def test_a_chain_nested_without_end_is_refused_and_not_followed() -> None:
    nested: dict[str, object] = {"agreement": "one is enough", "links": []}
    for _ in range(900):
        nested = {"agreement": "one is enough", "links": [nested]}
    with pytest.raises(ChainMalformed) as refused:
        Chain.from_json(nested)
    assert refused.value.code == "chain-malformed"


votes_of_bodies = st.dictionaries(
    st.sampled_from(["COM", "WG", "MEM"]),
    st.builds(lambda yes, no: tally(yes=yes, no=no), st.integers(0, 9), st.integers(0, 9)),
)


@given(votes_of_bodies)
def test_a_decided_chain_stays_so_whatever_the_bodies_still_to_vote_do(votes: dict[str, Tally]) -> None:
    decision = decide_chain(WHOLE, ENDORSE_ALDER, votes)
    for code in {"COM", "WG", "MEM"} - votes.keys():
        for later in (FOR, AGAINST):
            if decision.outcome.decided:
                assert decide_chain(WHOLE, ENDORSE_ALDER, {**votes, code: later}).outcome is decision.outcome


@given(votes_of_bodies)
def test_chain_and_decision_survive_canonical_json(votes: dict[str, Tally]) -> None:
    decision = decide_chain(WHOLE, ENDORSE_ALDER, votes)
    assert Chain.from_json(parse_canonical(canonical_bytes(WHOLE.as_json()))) == WHOLE
    assert ChainDecision.from_json(parse_canonical(canonical_bytes(decision.as_json()))) == decision
