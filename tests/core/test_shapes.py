"""Strict reading of JSON values."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.errors import Refusal
from hustings.core.shapes import LARGEST, Fields, fraction_from_text, fraction_text


@given(st.fractions(min_value=0, max_denominator=10**15, max_value=1))
def test_every_fraction_has_one_spelling(value: Fraction) -> None:
    assert fraction_from_text(fraction_text(value)) == value


@pytest.mark.parametrize("text", ["", "1", "2/4", "01/2", "1/02", "+1/2", "1/2\n", "½", "１/２", "0/2", "1/0", "1e3/2"])
def test_no_other_spelling_is_read(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        fraction_from_text(text, where="here")
    assert (refused.value.code, refused.value.where) == ("fraction-malformed", "here")


def test_each_field_is_asked_for_by_name_and_kind() -> None:
    fields = Fields({"n": LARGEST, "t": "x", "yes": True, "list": ["a"]}, where="it")
    assert (fields.whole("n"), fields.text("t"), fields.flag("yes"), fields.texts("list")) == (
        LARGEST,
        "x",
        True,
        ("a",),
    )
    fields.done()


@pytest.mark.parametrize(
    ("value", "code"),
    [({}, "field-missing"), ({"n": "1"}, "wrong-shape"), ({"n": False}, "wrong-shape"), ({"n": 1.0}, "wrong-shape")],
)
def test_a_whole_number_is_nothing_else(value: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        Fields(value, where="it").whole("n")
    assert refused.value.code == code


def test_what_nobody_asked_for_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        Fields({"extra": 1}, where="it").done()
    assert refused.value.as_json() == {
        "code": "field-unknown",
        "says": "The field extra is not known here.",
        "where": "it",
        "todo": "Remove the field, or check its spelling against the specification.",
    }
