"""The order of members' questions: exact places of small cases, and what no group of voices can take from another."""

from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.canonical import parse_canonical, sha256_hex
from hustings.core.questions import (
    Placed,
    alike,
    departs,
    in_words,
    is_same,
    joined,
    likeness,
    order_in_file,
    order_of,
    voices_file,
)

QUESTIONS = ("Q-1", "Q-2", "Q-3", "Q-4", "Q-5", "Q-6")
SETS = st.frozensets(st.sampled_from(QUESTIONS), max_size=4)
VOICES = st.dictionaries(SETS, st.integers(1, 5), min_size=1, max_size=7)


def codes(voices: dict[frozenset[str], int], n_places: int = 6) -> list[str]:
    return [each.question for each in order_of(QUESTIONS, voices, n_places=n_places)]


def voices(**sets: int) -> dict[frozenset[str], int]:
    """`voices(Q1_Q2=3)`: three voices support Q-1 and Q-2."""
    return {frozenset(name.replace("Q", "Q-").split("_")): n for name, n in sets.items()}


def by_definition(voices: dict[frozenset[str], int], n_places: int) -> list[tuple[str, Fraction]]:
    """The rule written down once more, slowly: a load for every single voice."""
    each = [supported for supported, n in voices.items() for _ in range(n)]
    carried = [Fraction(0)] * len(each)
    placed: list[tuple[str, Fraction]] = []
    while len(placed) < n_places:
        open_to = []
        for number, question in enumerate(QUESTIONS):
            who = [place for place, supported in enumerate(each) if question in supported]
            if who and question not in dict(placed):
                open_to.append(((1 + sum(carried[place] for place in who)) / len(who), -len(who), number, who))
        if not open_to:
            break
        load, _, number, who = min(open_to)
        placed.append((QUESTIONS[number], load))
        for place in who:
            carried[place] = load
    return placed


def test_a_campaign_that_fills_in_five_questions_gets_its_share_of_the_places_and_no_more() -> None:
    flooded = voices(Q1_Q2_Q3_Q4_Q5=60, Q6=40)
    assert order_of(QUESTIONS, flooded, n_places=3) == (
        Placed("Q-1", 60, 60, Fraction(1, 60)),
        Placed("Q-6", 40, 40, Fraction(1, 40)),
        Placed("Q-2", 60, 0, Fraction(1, 30)),
    )


def test_a_question_counts_the_voices_that_had_none_before_it() -> None:
    shared = voices(Q1=2, Q1_Q2=2, Q2=1, Q3=2)
    assert order_of(QUESTIONS, shared, n_places=6) == (
        Placed("Q-1", 4, 4, Fraction(1, 4)),
        Placed("Q-2", 3, 1, Fraction(1, 2)),
        Placed("Q-3", 2, 2, Fraction(1, 2)),
    )


def test_at_equal_loads_the_question_with_more_supporters_stands_first_and_then_the_older_one() -> None:
    assert codes(voices(Q4=3, Q2=3, Q5=2)) == ["Q-2", "Q-4", "Q-5"]
    assert codes(voices(Q1=2, Q2=4)) == ["Q-2", "Q-1"]


def test_a_question_without_a_supporter_has_no_place() -> None:
    assert codes(voices(Q3=1)) == ["Q-3"]
    assert codes({frozenset(): 9}) == []
    assert codes({frozenset({"Q-9"}): 9}) == []


@given(VOICES, st.integers(0, 6))
def test_the_order_is_what_the_definition_gives(supported: dict[frozenset[str], int], n_places: int) -> None:
    found = order_of(QUESTIONS, supported, n_places=n_places)
    assert [(each.question, each.load) for each in found] == by_definition(supported, n_places)


@given(VOICES)
def test_the_first_places_do_not_depend_on_how_many_are_wanted(supported: dict[frozenset[str], int]) -> None:
    whole = codes(supported)
    assert [codes(supported, n) for n in range(len(whole))] == [whole[:n] for n in range(len(whole))]


@given(VOICES)
def test_loads_never_fall_from_place_to_place(supported: dict[frozenset[str], int]) -> None:
    loads_in_order = [each.load for each in order_of(QUESTIONS, supported, n_places=6)]
    assert loads_in_order == sorted(loads_in_order)


@given(VOICES, st.integers(1, 5))
def test_a_group_that_agrees_gets_the_places_that_its_share_of_the_voices_is_worth(
    supported: dict[frozenset[str], int], n_places: int
) -> None:
    """Proportional justified representation, for every group that supports the same questions."""
    placed = set(codes(supported, n_places))
    n_voices = sum(supported.values())
    for size in range(1, n_places + 1):
        for wanted in combinations(QUESTIONS, size):
            group = [each for each in supported if each >= set(wanted)]
            n_group = sum(supported[each] for each in group)
            if n_group * n_places >= size * n_voices:
                assert len(placed & frozenset().union(*group)) >= size


@given(st.integers(1, 40), st.integers(1, 40))
def test_of_two_camps_neither_gets_more_than_its_share_rounded_up(first: int, second: int) -> None:
    asked = [f"A-{n}" for n in range(6)] + [f"B-{n}" for n in range(6)]
    camps = {frozenset(asked[:6]): first, frozenset(asked[6:]): second}
    placed = order_of(asked, camps, n_places=6)
    n_first = sum(each.question.startswith("A") for each in placed)
    assert n_first <= -(-6 * first // (first + second))
    assert 6 - n_first <= -(-6 * second // (first + second))


def test_voices_are_joined_without_saying_whose_they_are() -> None:
    supporters = {"Q-1": ["a", "b"], "Q-2": ["b"], "Q-3": ["c"]}
    assert joined(supporters) == Counter(voices(Q1=1, Q1_Q2=1, Q3=1))


def test_anybody_who_has_the_file_of_voices_finds_the_same_order_and_the_same_digest() -> None:
    kept = voices(Q1_Q2=3, Q3=2)
    file = voices_file(roundtable="RT-1", questions=QUESTIONS, voices=kept, n_places=2, salt="00" * 16)
    assert file == (
        b'{"format":"hustings-voices/1","n_places":2,"questions":["Q-1","Q-2","Q-3","Q-4","Q-5","Q-6"],'
        b'"roundtable":"RT-1","salt":"00000000000000000000000000000000","voices":[[["Q-1","Q-2"],3],[["Q-3"],2]]}'
    )
    assert order_in_file(parse_canonical(file)) == order_of(QUESTIONS, kept, n_places=2)
    assert sha256_hex(file) == "961b6bb2aac730ed4d7b259f92a0547d0ffafaec5bea48b479196aeb0c622068"


def test_a_choice_departs_from_the_order_if_it_leaves_one_out_or_turns_two_round() -> None:
    order = ["Q-4", "Q-2", "Q-7"]
    assert not departs(order, ["Q-4", "Q-2"])
    assert departs(order, ["Q-2", "Q-4"])
    assert departs(order, ["Q-4", "Q-7"])
    assert departs(order, ["Q-4", "Q-2", "Q-7", "Q-1"])


def test_a_load_is_written_as_a_fraction() -> None:
    assert in_words(Fraction(6, 500)) == "3/250"


PENSIONS = "What will you do about railway pensions?"


@pytest.mark.parametrize(
    ("other", "score"),
    [
        ("How do you protect the pensions of railway workers?", 100),
        ("Will you protect our railway pensions?", 100),
        ("How will you protect pensions?", 66),
        ("What will you do about school lunches?", 26),
        ("¿Qué hará usted por las pensiones?", 64),
        ("Do you support the right to strike?", 22),
    ],
)
def test_likeness_goes_by_the_words_that_say_what_a_question_is_about(other: str, score: int) -> None:
    assert likeness(PENSIONS, other) == score


def test_a_member_is_shown_what_is_like_her_question_the_likest_first() -> None:
    known = [("Q-1", "What about school lunches?"), ("Q-2", "How will you protect pensions?"), ("Q-3", PENSIONS)]
    assert alike("Will railway pensions be safe with you?", known) == [("Q-3", 100), ("Q-2", 66)]


def test_only_the_same_question_in_other_small_words_is_the_same() -> None:
    assert is_same(PENSIONS, "What would you do about the railway pensions")
    assert not is_same(PENSIONS, "How do you protect the pensions of railway workers?")
    assert not is_same("Will you raise the port tax?", "Will you lower the port tax?")


def test_questions_without_a_telling_word_are_compared_by_all_their_words() -> None:
    assert is_same("Why?", "why")
    assert likeness("", "why") == 0
