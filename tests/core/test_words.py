"""Sentences from templates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.projections.sentences import CALENDAR, CANCELLED, HELD, SCHEDULED, SENTENCES
from hustings.core.projections.words import KINDS, day_words, names_in, render, shown
from tests.core.second_reader import render as second_render

TEMPLATES = [CALENDAR, SCHEDULED, CANCELLED, HELD, *(each.template for each in SENTENCES.values())]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(max_size=8)
    | st.sampled_from(["2031-04-01", "a/b", "."]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("template", "values", "said"),
    [
        ("{name} is here.", {"name": "Ada"}, "Ada is here."),
        ("{name}[ ({party})] is here.", {"name": "Ada", "party": ""}, "Ada is here."),
        ("{name}[ ({party})] is here.", {"name": "Ada", "party": "Reform"}, "Ada (Reform) is here."),
        ("{what}.", {"what": "Nobody knows."}, "Nobody knows."),
        ("{what}.[ {more}.]", {"what": "Why?", "more": "Because!"}, "Why? Because!"),
        ("[{n:number} came.]", {"n": 0}, "0 came."),
        ("{missing}", {}, ""),
    ],
)
def test_a_template_is_filled_and_parts_without_a_value_are_left_out(
    template: str, values: dict[str, object], said: str
) -> None:
    assert render(template, values) == said


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("day", "2031-04-01", "1 April 2031"),
        ("day", "2031-04", "April 2031"),
        ("day", "2031", "2031"),
        ("day", "2024-04-09/2024-07-03", "9 April 2024 to 3 July 2024"),
        ("day", "soon", "soon"),
        ("day", "2031-04-31", "2031-04-31"),
        ("day", "2031/", "2031/"),
        ("time", "2031-04-01T21:00:00Z", "1 April 2031, 21:00 UTC"),
        ("time", "2031-04-01", "1 April 2031"),
        ("money", 4500000, "$45,000"),
        ("money", 4500001, "$45,000.01"),
        ("money", 1, "$0.01"),
        ("number", 1300000, "1,300,000"),
        ("list", ["ports", "wages"], "ports, wages"),
        ("lines", ["One.", "Two."], "One. Two."),
        ("list", ["ports", None], "ports, "),
        ("counts", {"b": 1000, "a": 2}, "a 2, b 1,000"),
        ("", True, "yes"),
        ("", {"b": 1, "a": None}, '{"a":null,"b":1}'),
    ],
)
def test_each_kind_of_value_has_one_form(kind: str, value: object, said: str) -> None:
    assert shown(value, kind) == said


def test_every_template_uses_known_kinds_and_names_something() -> None:
    for template in TEMPLATES:
        assert names_in(template)
        kinds = {
            part.partition(":")[2].rstrip("}") for part in template.split("{")[1:] for part in [part.partition("}")[0]]
        }
        assert kinds - {""} <= set(KINDS)


@given(st.sampled_from(TEMPLATES), st.data())
def test_any_values_make_a_sentence_and_the_second_reader_makes_the_same(template: str, data: st.DataObject) -> None:
    values = {name: data.draw(VALUES, label=name) for name in names_in(template)}
    assert render(template, values) == second_render(template, values)


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?", fullmatch=True))
def test_any_text_can_stand_where_a_day_belongs(text: str) -> None:
    assert isinstance(day_words(text), str)
