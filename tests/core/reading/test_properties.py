"""What holds for any text at all: spans slice to their text, nothing crashes, time stays in proportion."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.reading import EmptyText, Gazetteer, Reading, read
from hustings.core.reading.endorsements.doubts import Said
from hustings.core.reading.shadow import rule
from tests.core.reading.invented import GAZETTEER, PUBLISHED, VECTORS

PIECES = st.sampled_from(
    [
        *(
            "Elin Marlow",
            "Tomas Birchall",
            "the HHU",
            "The Cooks Union",
            "Unity",
            "D’Arbo",
            "she",
            "It",
            "the union",
            "Her",
        ),
        *(
            "endorsed",
            "has yet to endorse",
            "met with",
            "gave",
            "will visit",
            "said",
            "told reporters",
            "invited",
            "voted",
        ),
        *(
            "$9,000",
            "£3m",
            "1.3 million members",
            "61 percent to 39",
            "2029",
            "on Tuesday",
            "last week",
            "May 5",
            "in March",
        ),
        *(
            '"',
            "“",
            "”",
            "‘",
            "’",
            "'",
            "«",
            ".",
            ",",
            "\n\n",
            "\n",
            ";",
            ":",
            "—",
            "(",
            ")",
            "\ue001",
            "\u202e",
            "ﬀ",
            "\u00a0",
        ),
    ]
)
NEWSLIKE = st.lists(PIECES, max_size=60).map(" ".join)
FEW = settings(max_examples=settings.default.max_examples // 5)  # each example is two readings, or asks one thing


def spans_in(value: object) -> Iterator[dict[str, object]]:
    """Every span anywhere in a reading's JSON."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for one in value.values():
            yield from spans_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from spans_in(one)


def check(text: str, reading: Reading) -> None:
    for span in spans_in(reading.as_json()):
        assert text[span["start"] : span["end"]] == span["text"], span  # type: ignore[misc]
    fragments = [quote.fragment.outer for quote in reading.quotes]
    assert all(one.end <= other.start for one, other in pairwise(fragments))


@given(NEWSLIKE)
def test_every_span_of_a_newslike_text_slices_to_its_words(text: str) -> None:
    if text.strip():
        check(text, read(text, gazetteer=GAZETTEER, published=PUBLISHED))


@given(st.text(max_size=400))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    if not text.strip():
        with pytest.raises(EmptyText):
            read(text, gazetteer=GAZETTEER)
        return
    check(text, read(text, gazetteer=GAZETTEER, published=PUBLISHED))


@FEW
@given(NEWSLIKE)
def test_reading_the_same_text_twice_gives_the_same(text: str) -> None:
    if text.strip():
        once, again = (read(text, gazetteer=GAZETTEER, published=PUBLISHED).as_json() for _ in range(2))
        assert once == again


@FEW
@given(NEWSLIKE)
def test_withheld_facts_are_never_in_the_upper_tier(text: str) -> None:
    if text.strip():
        facts = read(f"{text} was arrested for fraud.", gazetteer=GAZETTEER, published=PUBLISHED).facts
        assert [fact for fact in facts if fact.withhold and fact.tier == "clear"] == []


ODD = [
    '"',
    "“",
    "‘a ",
    '" a',
    "will ",
    "HHU, ",
    "HHU and ",
    "Marlow ",
    "May 5 ",
    "$1,000 ",
    "(",
    "a\n",
    "he said ",
    "1",
    "Ab Cd. ",
]


@pytest.mark.parametrize("piece", ODD)
def test_a_long_run_of_one_odd_piece_is_read_to_its_end(piece: str) -> None:
    text = piece * (3_000 // len(piece))
    reading = read(text, gazetteer=GAZETTEER, published=PUBLISHED)
    assert reading.n_characters == len(text)
    assert [fact for fact in reading.facts if fact.type == "endorsement"] == []


def test_no_rule_can_run_away_over_words_before_a_verb() -> None:
    pattern = rule(r"<AUX>met")
    assert pattern.search("will " * 30 + "met").group() == "will " * 9 + "met"  # type: ignore[union-attr]


def test_signs_in_the_source_itself_are_only_blanks() -> None:
    assert read("\ue000 endorsed \ue000.", gazetteer=GAZETTEER).facts == ()


def test_without_a_gazetteer_quotations_dates_and_sums_are_still_found() -> None:
    text = (VECTORS / "brenn-07.txt").read_text(encoding="utf-8")
    reading = read(text, gazetteer=Gazetteer(entities=()), published=PUBLISHED)
    assert (len(reading.mentions), len(reading.amounts)) == (0, 10)


def test_a_reading_is_frozen() -> None:
    assert Said.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert Reading.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert re.fullmatch(r"[0-9a-f]{64}", read("x", gazetteer=GAZETTEER).sha256)
