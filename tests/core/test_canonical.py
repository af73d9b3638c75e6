"""Canonical JSON: one value, one text of bytes."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.canonical import MAX_INTEGER, NotCanonical, canonical_bytes, digest, parse_canonical

TEXTS = st.text(st.characters(exclude_categories=("Cs",)))
SCALARS = st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | TEXTS
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=20)


def test_keys_are_sorted_and_nothing_is_padded():
    assert canonical_bytes({"b": [1, True, None], "a": "é/\u2028"}) == '{"a":"é/\u2028","b":[1,true,null]}'.encode()


def test_the_digest_is_the_sha256_of_the_bytes():
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@given(VALUES)
def test_the_bytes_are_those_of_another_library_of_rfc_8785(value):
    assert canonical_bytes(value) == rfc8785.dumps(value)


def test_keys_are_sorted_by_utf_16_code_units():
    assert canonical_bytes({"\ufb33": 1, "\U0001f600": 2, "a": 3}) == '{"a":3,"\U0001f600":2,"\ufb33":1}'.encode()


@given(VALUES)
def test_what_is_written_is_read_back(value):
    assert parse_canonical(canonical_bytes(value)) == value


@given(VALUES)
def test_any_json_reader_reads_the_same_value(value):
    assert json.loads(canonical_bytes(value)) == value


@given(st.dictionaries(TEXTS, SCALARS), st.randoms())
def test_the_order_in_which_keys_were_added_does_not_matter(value, random):
    pairs = list(value.items())
    random.shuffle(pairs)
    assert canonical_bytes(dict(pairs)) == canonical_bytes(value)


@pytest.mark.parametrize("value", [1.0, float("nan"), 2**53, "\ud800", {1: 2}, b"x", {"a": [{"b": 0.5}]}])
def test_what_other_languages_would_read_differently_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical_bytes(value)


@pytest.mark.parametrize(
    "data",
    [b'{"a": 1}', b'{"b":1,"a":1}', b'{"a":1,"a":1}', b"1.0", b"1e2", b"NaN", b'"\\u0041"', b"", b"{", b"\xff", b"01"],
)
def test_any_other_encoding_of_the_same_value_is_refused(data):
    with pytest.raises(NotCanonical):
        parse_canonical(data)


def test_a_refusal_names_the_place():
    with pytest.raises(NotCanonical) as caught:
        canonical_bytes({"a": [0, {"b": 0.5}]})
    assert caught.value.as_json() == {
        "code": "not-canonical",
        "says": "This is not canonical JSON: float is not allowed.",
        "where": "$.a[1].b",
        "todo": "Use the file exactly as it was published.",
    }
