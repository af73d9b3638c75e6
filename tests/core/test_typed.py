"""Texts and numbers that people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.typed import (
    NumberOutOfRange,
    TextMissing,
    TextTooLong,
    TextUnreadable,
    count,
    one_line,
    paragraphs,
)


def test_a_line_is_tidied() -> None:
    assert one_line("  Dana \t Reyes\r\n", field="name") == "Dana Reyes"


def test_paragraphs_keep_their_lines_and_lose_their_edges() -> None:
    assert paragraphs("\r\nFirst.  \r\n\r\nSecond.\n\n", field="text") == "First.\n\nSecond."


def test_nothing_is_refused_where_something_is_needed() -> None:
    with pytest.raises(TextMissing) as refused:
        one_line(" \n ", field="place")
    assert refused.value.message == "“place” is empty."
    assert one_line(" \n ", field="place", required=False) == ""


def test_too_much_is_refused_with_both_numbers() -> None:
    with pytest.raises(TextTooLong) as refused:
        paragraphs("x" * 11, field="text", most=10)
    assert refused.value.facts == {"field": "text", "n_letters": 11, "n_most": 10}


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x7f", "\ud800"])
def test_signs_that_a_database_cannot_keep_are_refused(sign: str) -> None:
    with pytest.raises(TextUnreadable) as refused:
        paragraphs(f"a{sign}b", field="text")
    assert refused.value.facts == {"field": "text", "sign": ord(sign)}


def test_numbers_have_a_range() -> None:
    assert count(3, field="minutes", least=1) == 3
    with pytest.raises(NumberOutOfRange) as refused:
        count(0, field="minutes", least=1, most=600)
    assert refused.value.message == "“minutes” is 0; it must be from 1 to 600."


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=50))
def test_tidying_twice_changes_nothing(text: str) -> None:
    line = one_line(text, field="x", required=False)
    assert one_line(line, field="x", required=False) == line
    pages = paragraphs(text, field="x", required=False)
    assert paragraphs(pages, field="x", required=False) == pages
