"""Whole polls: played, judged, damaged."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.ballots.box import Box
from hustings.core.ballots.engine import Question
from hustings.core.ballots.reference import ENGINE
from hustings.core.ballots.refusals import (
    DecryptionProofWrong,
    DecryptionsMissing,
    EventOrderWrong,
    NothingToDecrypt,
    OutcomeRefused,
    TextNotAllowed,
    WrongKey,
)
from hustings.core.ballots.setup import make_election
from hustings.core.ballots.trustee_part import decrypt_tally, second_proofs_hold
from hustings.core.ballots.trustees import make_trustee_key, read_private_key, write_private_key
from tests.core.ballots.making import (
    CHOOSE_ONE,
    TIMESTAMP,
    WITH_BLANK,
    Made,
    make_setup,
    play,
    source,
    verify,
)
from tests.core.ballots.threshold import Plan

CHOICES = st.tuples(
    st.sampled_from([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]),
    st.sampled_from([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 1], [0, 1, 0, 1]]),
)


@settings(max_examples=4)
@given(st.lists(st.tuples(st.integers(0, 2), CHOICES), max_size=4), st.lists(st.integers(1, 3), min_size=3, max_size=3))
def test_the_result_is_the_sum_of_the_last_choices(
    votes: list[tuple[int, tuple[list[int], list[int]]]], weights: list[int]
) -> None:
    made = make_setup(n_voters=3, n_trustees=2, questions=[CHOOSE_ONE, WITH_BLANK], weights=weights)
    report = verify(play(made, votes).archive).or_raise()
    last = dict(votes)
    for question in (0, 1):
        expected = [sum(weights[voter] * row[question][i] for voter, row in last.items()) for i in range(4)]
        assert list(report.results[question]) == expected
    assert (report.n_ballots, report.n_counted) == (len(votes), len(last))


@pytest.fixture(scope="module")
def small() -> Made:
    return play(make_setup(n_voters=1, n_trustees=1), [(0, [[0, 0, 1, 0]])])


@settings(max_examples=60)
@given(st.data())
def test_any_changed_byte_is_refused(small: Made, data: st.DataObject) -> None:
    damaged = bytearray(small.archive)
    damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= data.draw(st.integers(1, 255))
    report = verify(bytes(damaged))
    assert report.refusal is not None
    assert report.refusal.where


def test_a_stream_is_judged_like_bytes(small: Made) -> None:
    report = ENGINE.verify_archive(io.BytesIO(small.archive), coins=source("coins"))
    assert report == verify(small.archive)
    assert report.results == ((0, 0, 1, 0),)


def test_a_poll_without_ballots_is_a_finished_poll() -> None:
    report = verify(play(make_setup(n_voters=2), []).archive).or_raise()
    assert report.results == ((0, 0, 0, 0),)


def test_a_threshold_group_decrypts_with_any_two_of_three_beside_a_single_trustee() -> None:
    for members in ((0, 2), (2, 1, 0)):
        draw = source("group")
        single = make_trustee_key(draw=draw)
        group, shares = Plan(k=2, n=3, draw=draw).build()
        keys = [single.trustee, group], [single.private_key, *shares]
        made = make_setup(n_voters=2, keys=keys)
        play(made, [(0, [[1, 0, 0, 0]]), (1, [[1, 0, 0, 0]])], decrypting=[*(m + 1 for m in members), 0])
        assert verify(made.archive).or_raise().results == ((2, 0, 0, 0),)


def test_a_resumed_box_goes_on_where_the_file_ends() -> None:
    made = make_setup(n_voters=2, n_trustees=1)
    box, first = Box.open_poll(made.setup, timestamp=TIMESTAMP, engine=ENGINE, coins=source("coins"))
    held = first.chunk + box.append_ballot(made.ballot(0, [[1, 0, 0, 0]])).chunk
    again = Box.resume(held, engine=ENGINE, coins=source("coins"))
    assert (again.head, again.n_events, again.n_ballots, again.stage) == (box.head, 2, 1, "Ballot")
    ballot = made.ballot(1, [[0, 1, 0, 0]])
    assert again.append_ballot(ballot) == box.append_ballot(ballot)
    assert again.end_ballots() == box.end_ballots()
    assert again.append_tally() == box.append_tally()


def test_the_steps_of_a_poll_have_one_order() -> None:
    made = make_setup(n_voters=1, n_trustees=1)
    box, _ = Box.open_poll(made.setup, timestamp=TIMESTAMP, engine=ENGINE, coins=source("coins"))
    with pytest.raises(EventOrderWrong):
        box.append_tally()
    box.end_ballots()
    with pytest.raises(EventOrderWrong):
        box.end_ballots()
    box.append_tally()
    with pytest.raises(DecryptionsMissing):
        box.append_result()


def test_a_trustee_opens_only_a_closed_poll_of_enough_ballots_with_the_right_key(small: Made) -> None:
    finished = verify(small.archive)
    key = small.private_keys[0]
    with pytest.raises(NothingToDecrypt):
        decrypt_tally(report=finished, private_key=key, draw=source("late"))
    made = make_setup(n_voters=1, n_trustees=1)
    box, first = Box.open_poll(made.setup, timestamp=TIMESTAMP, engine=ENGINE, coins=source("coins"))
    closed = verify(first.chunk + box.end_ballots().chunk + box.append_tally().chunk, finished=False)
    with pytest.raises(NothingToDecrypt):
        decrypt_tally(report=closed, private_key=made.private_keys[0], draw=source("few"), at_least=10)
    with pytest.raises(WrongKey):
        decrypt_tally(report=closed, private_key="12345", draw=source("key"))
    assert read_private_key(write_private_key(key)) == key


def test_second_proofs_hold_and_a_changed_or_missing_one_is_refused() -> None:
    made = play(make_setup(n_voters=1, n_trustees=2), [(0, [[1, 0, 0, 0]])])
    report = verify(made.archive)
    assert second_proofs_hold(report=report, proofs=made.second_proofs) == 2
    proof = made.second_proofs[2]
    for damaged in (proof[:-3] + bytes([proof[-3] ^ 1]) + proof[-2:], proof.replace(b'"owner":2', b'"owner":1')):
        with pytest.raises(OutcomeRefused) as refused:
            second_proofs_hold(report=report, proofs={**made.second_proofs, 2: damaged})
        assert refused.value.code in {"decryption-proof", "decryption-link"}
    with pytest.raises(DecryptionProofWrong):
        second_proofs_hold(report=report, proofs={1: made.second_proofs[1]})


@pytest.mark.parametrize(
    ("name", "answers"), [("", ("A", "B")), ("Poll\n", ("A", "B")), ("Poll", ("A", "A")), ("Poll", ("A", "\x7f"))]
)
def test_an_election_has_no_empty_strange_or_equal_texts(name: str, answers: tuple[str, ...]) -> None:
    key = make_trustee_key(draw=source("key"))
    with pytest.raises(TextNotAllowed):
        make_election(
            uuid="123456789ABCDE",
            name=name,
            description="An invented poll",
            questions=[Question("Whom?", answers)],
            trustees=[key.trustee],
        )
