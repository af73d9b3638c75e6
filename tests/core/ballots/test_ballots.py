"""One ballot: made, checked, taken or refused."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hustings.core.ballots.box import Box
from hustings.core.ballots.engine import Question
from hustings.core.ballots.reference import ENGINE
from hustings.core.ballots.refusals import (
    BallotRefused,
    ChoiceNotAllowed,
    IdenticalBallot,
    PollClosed,
    UnknownCredential,
    WrongElection,
)
from tests.core.ballots.making import CHOOSE_ONE, TIMESTAMP, WITH_BLANK, Made, make_setup, source


@st.composite
def questions_and_choices(draw: st.DrawFn) -> tuple[Question, list[int]]:
    n = draw(st.integers(1, 4))
    at_least = draw(st.integers(0, n))
    at_most = draw(st.integers(at_least, n))
    blank = draw(st.booleans())
    question = Question("Which?", tuple(f"Answer {i}" for i in range(n)), at_least, at_most, blank)
    if blank and draw(st.booleans()):
        return question, [1] + [0] * n
    chosen = draw(st.sets(st.integers(0, n - 1), min_size=at_least, max_size=at_most))
    return question, [0] * blank + [int(i in chosen) for i in range(n)]


@settings(max_examples=25)
@given(questions_and_choices(), st.integers())
def test_a_ballot_of_any_allowed_choice_verifies(asked: tuple[Question, list[int]], seed: int) -> None:
    question, choice = asked
    made = make_setup(seed=seed, n_voters=1, n_trustees=1, questions=[question])
    checked = ENGINE.check_ballot(election=made.election, ballot=made.ballot(0, [choice]))
    assert checked.credential == made.voters[0].public
    assert [len(answer) for answer in checked.ciphertexts] == [len(choice)]


@given(st.lists(st.integers(-1, 2), max_size=6))
def test_any_other_choice_is_refused(choice: list[int]) -> None:
    made = make_setup(n_voters=1, n_trustees=1)
    assume(sorted(choice) != [0, 0, 0, 1])
    with pytest.raises(ChoiceNotAllowed):
        made.ballot(0, [choice])


@pytest.mark.parametrize("choice", [[1, 1, 0, 0], [0, 0, 0, 0], [0, 1, 1, 1], [1, 0, 0], [True, 0, 0, 0]])
def test_a_blank_vote_names_nobody_and_the_limits_hold(choice: list[int]) -> None:
    made = make_setup(n_voters=1, n_trustees=1, questions=[WITH_BLANK])
    with pytest.raises(ChoiceNotAllowed):
        made.ballot(0, [choice])


def test_every_question_must_be_answered() -> None:
    made = make_setup(n_voters=1, n_trustees=1, questions=[CHOOSE_ONE, WITH_BLANK])
    with pytest.raises(ChoiceNotAllowed):
        made.ballot(0, [[1, 0, 0, 0]])


@pytest.fixture
def opened() -> tuple[Made, Box]:
    made = make_setup(n_voters=3, n_trustees=1)
    return made, Box.open_poll(made.setup, timestamp=TIMESTAMP, engine=ENGINE, coins=source("coins"))[0]


def test_intake_gives_the_tracker_and_says_when_a_vote_replaces_an_earlier_one(opened: tuple[Made, Box]) -> None:
    made, box = opened
    first = box.append_ballot(made.ballot(0, [[1, 0, 0, 0]]))
    again = box.append_ballot(made.ballot(0, [[0, 1, 0, 0]]))
    assert (first.replaces, again.replaces) == (False, True)
    assert len(first.tracker) == 43
    assert (box.n_ballots, box.n_counted, box.head) == (2, 1, again.head)


def test_intake_refuses_an_identical_ballot(opened: tuple[Made, Box]) -> None:
    made, box = opened
    ballot = made.ballot(0, [[1, 0, 0, 0]])
    box.append_ballot(ballot)
    with pytest.raises(IdenticalBallot):
        box.append_ballot(ballot)


def test_intake_refuses_a_credential_that_is_not_listed(opened: tuple[Made, Box]) -> None:
    made, box = opened
    with pytest.raises(UnknownCredential):
        box.append_ballot(
            ENGINE.make_ballot(
                election=made.election,
                credential="11111-222222-33333-444444",
                choices=[[1, 0, 0, 0]],
                draw=source("stranger"),
            )
        )


def test_intake_refuses_a_ballot_of_another_poll(opened: tuple[Made, Box]) -> None:
    _, box = opened
    other = make_setup(seed="other", n_voters=1, n_trustees=1)
    with pytest.raises(WrongElection):
        box.append_ballot(other.ballot(0, [[1, 0, 0, 0]]))


def test_intake_refuses_after_the_close(opened: tuple[Made, Box]) -> None:
    made, box = opened
    box.end_ballots()
    with pytest.raises(PollClosed):
        box.append_ballot(made.ballot(0, [[1, 0, 0, 0]]))


@settings(max_examples=40)
@given(st.data())
def test_intake_refuses_a_ballot_with_any_byte_changed_and_stays_as_it_was(data: st.DataObject) -> None:
    made = make_setup(n_voters=1, n_trustees=1)
    ballot = bytearray(made.ballot(0, [[1, 0, 0, 0]]))
    box, _ = Box.open_poll(made.setup, timestamp=TIMESTAMP, engine=ENGINE, coins=source("coins"))
    before = box.head, box.n_ballots
    place = data.draw(st.integers(0, len(ballot) - 1))
    ballot[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BallotRefused) as refused:
        box.append_ballot(bytes(ballot))
    assert refused.value.code.startswith("ballot-")
    assert (box.head, box.n_ballots) == before


@pytest.mark.parametrize(
    "body",
    [b"", b"[", b"null", b"\xff", b"[" * 100_000, b'{"a":NaN}', b'"\\ud800"', b"1" * 5000, b"\xef\xbb\xbf{}"],
)
def test_intake_refuses_what_is_no_ballot_at_all(opened: tuple[Made, Box], body: bytes) -> None:
    _, box = opened
    with pytest.raises(BallotRefused) as refused:
        box.append_ballot(body)
    assert refused.value.code == "ballot-malformed"
