"""Days, sources and roles."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.values import Actor, Days, NotADay, Role, Source


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-01-31", date(2024, 1, 31), date(2024, 1, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-04-09/2024-07-03", date(2024, 4, 9), date(2024, 7, 3)),
        ("2023-12/2024-01", date(2023, 12, 1), date(2024, 1, 31)),
    ],
)
def test_a_day_a_month_a_year_and_an_interval_have_two_ends(text, first, last):
    days = Days.parse(text)
    assert (days.first, days.last, days.text) == (first, last, text)


@pytest.mark.parametrize("text", ["", "soon", "2024-13", "2024-02-30", "2024-1-1", "2024-02/2024-01", "２０２４"])
def test_anything_else_is_refused(text):
    with pytest.raises(NotADay):
        Days.parse(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_its_own_interval(day):
    assert Days.parse(day.isoformat()) == Days(day, day, "")
    assert Days.parse(day.isoformat()).is_one_day


def test_a_source_is_written_without_what_it_lacks():
    assert Source("Harbor Daily", "2031-03-01").as_json() == {"outlet": "Harbor Daily", "day": "2031-03-01"}
    assert Source.from_json({"outlet": "Harbor Daily"}) == Source("Harbor Daily")


def test_a_person_with_two_roles_acts_in_the_first_that_is_allowed():
    person = Actor("p", frozenset({Role.BOARD, Role.DIRECTOR}))
    assert person.role_among(frozenset({Role.BOARD})) is Role.BOARD
    assert person.role_among(frozenset({Role.BOARD, Role.DIRECTOR})) is Role.DIRECTOR
    assert person.role_among(frozenset({Role.TELLER})) is None
