"""The ballots that the booth makes in the browser: to the last byte those of the engine in plain Python."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.ballots.box import Box
from hustings.core.ballots.credentials import check_number
from hustings.core.ballots.engine import Question, fingerprint
from hustings.core.ballots.reference import ENGINE
from tests.booth.maker import MOST_DRAWN, Maker, reading
from tests.conftest import MATERIAL
from tests.core.ballots.making import CHOOSE_ONE, TIMESTAMP, WITH_BLANK, make_setup, source
from tests.core.ballots.test_acceptance import judge, tool
from tests.core.ballots.test_ballots import questions_and_choices

VECTORS = MATERIAL / "ballots" / "vectors"

__all__ = ["tool"]


@pytest.fixture(scope="module")
def maker() -> Iterator[Maker]:
    started = Maker.start()
    yield started
    started.stop()


@settings(max_examples=3)
@given(st.lists(questions_and_choices(), min_size=1, max_size=2), st.integers())
def test_the_same_bytes_drawn_give_the_same_ballot_as_the_reference_engine(
    maker: Maker, asked: list[tuple[Question, list[int]]], seed: int
) -> None:
    made = make_setup(seed=seed, n_voters=1, n_trustees=1, questions=[question for question, _ in asked])
    votes = [choice for _, choice in asked]
    drawn = source(f"booth {seed}")(MOST_DRAWN)
    credential = made.voters[0].secret
    ours = maker.ballot(election=made.election, credential=credential, votes=votes, drawn=drawn)
    assert ours == ENGINE.make_ballot(election=made.election, credential=credential, choices=votes, draw=reading(drawn))


def test_the_booth_s_ballots_are_taken_by_our_box_and_by_an_independent_program(
    maker: Maker, tool: Path, tmp_path: Path
) -> None:
    made = make_setup(n_voters=2, n_trustees=2, questions=[CHOOSE_ONE, WITH_BLANK])
    box, first = Box.open_poll(made.setup, timestamp=TIMESTAMP, engine=ENGINE, coins=made.draw)
    chunks = [first.chunk]
    for voter, votes in enumerate(([[0, 0, 0, 1], [1, 0, 0, 0]], [[1, 0, 0, 0], [0, 1, 0, 1]])):
        drawn = source(voter)(MOST_DRAWN).hex()
        told = maker.asked(
            raw=made.election.raw.decode(), credential=made.voters[voter].secret, votes=votes, drawn=drawn
        )
        assert told["credential"] == made.voters[voter].public
        taken = box.append_ballot(told["body"].encode())
        assert taken.tracker == told["tracker"]
        chunks.append(taken.chunk)
    assert judge(tool, b"".join(chunks), tmp_path, "--unfinished") == (0, "ACCEPT")


def test_an_election_is_hashed_as_it_came_whatever_its_letters(maker: Maker) -> None:
    made = make_setup(n_voters=1, questions=[Question("¿A quién? «Œuvre» 投票", ("Zoë", "Ben/Ada", "日本"))])
    told = maker.asked(raw=made.election.raw.decode(), credential=made.voters[0].secret)
    assert told == {"fingerprint": made.election.fingerprint, "credential": made.voters[0].public}


def test_the_check_number_of_a_code_is_the_one_that_its_letter_has(maker: Maker) -> None:
    codes = [voter.secret for voter in make_setup(n_voters=30, n_trustees=1).voters]
    assert [maker.asked(checked=code)["check"] for code in codes] == [check_number(code) for code in codes]
    assert any(check_number(code).startswith("0") for code in codes)


@pytest.mark.material
def test_credentials_of_another_program_give_the_keys_on_its_list(maker: Maker) -> None:
    folder = VECTORS / "ed25519-single3-choose1-12-tool33"
    raw = (folder / "election.json").read_text().rstrip("\n")
    listed = {each.partition(",")[0] for each in json.loads((folder / "public_creds.json").read_text())}
    secrets = json.loads((folder / "private_creds.json").read_text()).values()
    assert {maker.asked(raw=raw, credential=secret)["credential"] for secret in secrets} == listed
    assert maker.asked(raw=raw, credential="-")["fingerprint"] == fingerprint(raw.encode())


@pytest.mark.parametrize("vote", [[1, 1, 0, 0], [0, 0, 0, 0], [1, 0, 0], [2, 0, 0, 0]])
def test_a_vote_that_is_not_allowed_is_not_made(maker: Maker, vote: list[int]) -> None:
    made = make_setup(n_voters=1, n_trustees=1)
    drawn = source("not allowed")(MOST_DRAWN).hex()
    told = maker.asked(raw=made.election.raw.decode(), credential=made.voters[0].secret, votes=[vote], drawn=drawn)
    assert told == {"refused": "a vote that the question does not allow"}


@pytest.mark.parametrize(
    "key",
    [
        "0" * 63 + "1",  # the neutral element
        "7" + "f" * 62 + "ec",  # a point of order two
        "0" * 63 + "2",  # y = 2: no point
        "0" * 64,  # a point of order four
    ],
)
def test_a_key_that_would_not_hide_the_vote_is_refused(maker: Maker, key: str) -> None:
    made = make_setup(n_voters=1, n_trustees=1)
    raw = made.election.raw.decode().replace(made.election.public_key, key)
    assert set(maker.asked(raw=raw, credential=made.voters[0].secret)) == {"refused"}
