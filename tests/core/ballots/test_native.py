"""The engine in Rust against the one in plain Python: the same bytes and the same answers.

That both refuse every spoilt archive in the same words and places is tested where archives are spoilt: `making.verify`
asks both.
"""

import ast
import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.ballots import native
from hustings.core.ballots.engine import Question
from hustings.core.ballots.reference import ENGINE as REFERENCE
from hustings.core.ballots.refusals import ChoiceNotAllowed, CredentialRefused, ElementInvalid, ElementNeutral
from hustings.core.errors import Refusal
from tests.core.ballots.making import (
    CHOOSE_ONE,
    WITH_BLANK,
    Made,
    make_setup,
    opened_forge,
    play,
    small_order,
    source,
    told,
    verify,
)
from tests.core.ballots.tampering import THIRTEEN
from tests.core.ballots.tampering_further import FURTHER
from tests.core.ballots.test_ballots import questions_and_choices
from tests.core.ballots.threshold import Plan

hustings_ballot = pytest.importorskip("hustings_ballot", reason="cargo was not there to build hustings-ballot")
NATIVE = native.ENGINE

HONEST = [(0, [[1, 0, 0, 0]]), (1, [[0, 1, 0, 0]]), (2, [[0, 1, 0, 0]]), (3, [[0, 0, 0, 1]]), (0, [[0, 0, 1, 0]])]


@pytest.fixture(scope="module")
def made() -> Made:
    return play(make_setup(n_voters=4), HONEST)


# whole archives: `verify` asks both engines, so every test of spoilt archives is one of agreement too


@settings(max_examples=2)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 1]])), max_size=4),
    st.lists(st.integers(1, 2**40), min_size=3, max_size=3),
)
def test_random_polls_with_weights_blank_votes_and_a_threshold_group_hold_in_both(
    votes: list[tuple[int, list[int]]], weights: list[int]
) -> None:
    group, shares = Plan(k=2, n=3, draw=source("group")).build()
    made = make_setup(n_voters=3, keys=([group], list(shares)), questions=[WITH_BLANK], weights=weights)
    box = opened_forge(made, [made.ballot(voter, [row]) for voter, row in votes])
    report = verify(box.archive, finished=False)
    assert report.holds
    assert report.n_counted == len({voter for voter, _ in votes})


def test_a_finished_poll_of_a_threshold_group_with_repeated_and_weighted_votes_holds_in_both() -> None:
    group, shares = Plan(k=2, n=3, draw=source("group")).build()
    made = make_setup(n_voters=2, keys=([group], list(shares)), questions=[CHOOSE_ONE, WITH_BLANK], weights=[3, 1])
    votes = [(0, [[1, 0, 0, 0], [1, 0, 0, 0]]), (1, [[0, 1, 0, 0], [0, 1, 1, 0]]), (0, [[0, 1, 0, 0], [0, 0, 1, 1]])]
    play(made, votes, decrypting=[2, 0])
    assert verify(made.archive).results == ((0, 4, 0, 0), (0, 1, 4, 3))


def test_replaced_ballots_far_apart_and_a_stream_that_cannot_go_back_count_once(made: Made) -> None:
    class OneWay(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert told(NATIVE.verify_archive(OneWay(made.archive), coins=source("coins"))) == told(verify(made.archive))


# single things


@settings(max_examples=12)
@given(questions_and_choices(), st.integers())
def test_ballots_from_the_same_randomness_are_the_same_bytes(asked: tuple[Question, list[int]], seed: int) -> None:
    question, choice = asked
    made = make_setup(seed=seed, n_voters=1, n_trustees=1, questions=[question])
    both = [
        engine.make_ballot(
            election=made.election, credential=made.voters[0].secret, choices=[choice], draw=source(seed)
        )
        for engine in (REFERENCE, NATIVE)
    ]
    assert both[0] == both[1]
    checked = NATIVE.check_ballot(election=made.election, ballot=both[0])
    assert checked == REFERENCE.check_ballot(election=made.election, ballot=both[1])
    counted = [(checked.ciphertexts, 3), (checked.ciphertexts, 1)]
    sums = [engine.add_up(election=made.election, counted=counted) for engine in (REFERENCE, NATIVE)]
    assert sums[0] == sums[1]


def test_what_may_not_be_chosen_or_is_no_credential_is_refused(made: Made) -> None:
    for credential, choices, refusal in (
        (made.voters[0].secret, [[1, 1, 0, 0]], ChoiceNotAllowed),
        (made.voters[0].secret, [[True, 0, 0, 0]], ChoiceNotAllowed),
        (made.voters[0].secret, [], ChoiceNotAllowed),
        ("12345", [[1, 0, 0, 0]], CredentialRefused),
    ):
        with pytest.raises(refusal):
            NATIVE.make_ballot(election=made.election, credential=credential, choices=choices, draw=source(1))


def test_elements_are_named_that_are_none(made: Made) -> None:
    good = [voter.public for voter in made.voters] * 40
    NATIVE.elements_hold(good, coins=source("coins"))
    for wrong, refusal in (
        ("x", ElementInvalid),
        (f"{2:064x}", ElementInvalid),
        (small_order(good[0]), ElementInvalid),
        ("0" * 63 + "1", ElementNeutral),
    ):
        with pytest.raises(refusal) as refused:
            NATIVE.elements_hold([*good, wrong, *good], coins=source("coins"))
        assert refused.value.where == f"entry {len(good)}"


# hints


def test_hints_give_the_same_report_and_wrong_ones_are_put_aside(made: Made, tmp_path: Path) -> None:
    hints = tmp_path / "hints"
    exact = NATIVE.verify_archive(made.archive, coins=source("coins"), write_hints=hints)
    assert exact.holds
    body = hints.read_bytes()
    assert len(body) == 20 + 5 * 19 * 64
    for spoilt, n_hinted in (
        (body, 5),
        (body[:20] + body[20 + 64 :] + bytes(64), 0),  # every hint in another place
        (body[:-1], 4),
        (body[:-1] + bytes([body[-1] ^ 1]), 4),
        (b"x" + body, 0),
        (b"", 0),
    ):
        hints.write_bytes(spoilt)
        report = NATIVE.verify_archive(made.archive, coins=source("coins"), hints=hints)
        assert told(report) == told(exact) | {"n_hinted": n_hinted}


@pytest.mark.parametrize("kind", ["a wrong proof", "a stuffed ballot", "a ciphertext outside the group"])
def test_a_wrong_ballot_is_refused_with_hints_as_without(made: Made, tmp_path: Path, kind: str) -> None:
    hints = tmp_path / "hints"
    NATIVE.verify_archive(made.archive, coins=source("coins"), write_hints=hints)
    spoilt = (THIRTEEN | FURTHER)[kind][1](made)
    report = NATIVE.verify_archive(spoilt, coins=source("coins"), hints=hints)
    assert told(report)["refusal"] == told(NATIVE.verify_archive(spoilt, coins=source("coins")))["refusal"]


def test_a_watcher_that_raises_ends_the_work(made: Made) -> None:
    def stop(n_ballots: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        NATIVE.verify_archive(made.archive, coins=source("coins"), watch=stop)


def test_of_many_ballots_both_engines_say_of_each_alone_whether_it_holds(made: Made) -> None:
    first, second, *_ = made.ballots
    many = [first, second[:-9], second.replace(b'"response":"', b'"response":"1', 1), second]
    says = [
        [
            each.as_json() if isinstance(each, Refusal) else "holds"
            for each in judge(election=made.election, ballots=many)
        ]
        for judge in (NATIVE.judge_ballots, REFERENCE.judge_ballots)
    ]
    assert says[0] == says[1]
    assert [each == "holds" for each in says[0]] == [True, False, False, True]


def test_every_code_of_the_fast_engine_is_a_refusal_here() -> None:
    source_of_codes = (Path(__file__).parents[3] / "rust/ballot/src/error.rs").read_text(encoding="utf-8")
    codes = set(re.findall(r'Self::\w+ => "([a-z-]+)"', source_of_codes))
    assert len(codes) > 30
    assert codes - {"archive-unreadable", "interrupted"} <= set(native._by_code())
    assert all(issubclass(each, Refusal) for each in native._by_code().values())


def test_the_types_name_exactly_what_the_module_has() -> None:
    stub = ast.parse((Path(__file__).parents[3] / "rust/python/hustings_ballot.pyi").read_text(encoding="utf-8"))
    stated = {each.name: each for each in stub.body if isinstance(each, ast.FunctionDef | ast.ClassDef)}
    there = {name for name, value in vars(hustings_ballot).items() if name[0] != "_" and callable(value)}
    assert there == set(stated) - {"Report"}
    methods = {each.name for each in stated["Election"].body if isinstance(each, ast.FunctionDef)} - {"__new__"}
    assert {name for name in vars(hustings_ballot.Election) if name[0] != "_"} == methods
    found = hustings_ballot.verify(io.BytesIO(b""), seed=bytes(32))
    assert list(found) == [each.target.id for each in stated["Report"].body if isinstance(each, ast.AnnAssign)]
