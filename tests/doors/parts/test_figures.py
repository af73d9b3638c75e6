"""Days in full, times with their zone, numbers with separators, money from whole cents."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.utils import timezone

from hustings.doors.parts import figures


def test_a_day_is_written_in_full_inside_a_time_element() -> None:
    assert figures.day(date(2024, 1, 31)) == '<time datetime="2024-01-31">31 January 2024</time>'


def test_an_imprecise_day_passes_as_text() -> None:
    assert figures.day("January 2024") == "January 2024"


def test_a_day_given_as_text_is_escaped_by_the_template_because_it_is_not_marked_safe() -> None:
    assert not hasattr(figures.day("<b>"), "__html__")


def test_no_day_is_nothing() -> None:
    assert figures.day(None) == ""


def test_a_time_carries_its_zone() -> None:
    at = datetime(2031, 5, 3, 14, 30, tzinfo=UTC)
    assert figures.moment(at) == '<time datetime="2031-05-03T14:30:00+00:00">3 May 2031, 14:30 UTC</time>'


def test_a_time_is_written_where_the_reader_is() -> None:
    with timezone.override("America/New_York"):
        assert figures.moment(datetime(2031, 5, 3, 2, 30, tzinfo=UTC)).endswith(">2 May 2031, 22:30 EDT</time>")


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        figures.moment(datetime(2031, 5, 3, 14, 30))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "written"),
    [(1300000, "1,300,000"), (60, "60"), (-4500, "−4,500"), ("12", "12"), (True, "True"), (Fraction(1, 2), "1/2")],
)
def test_whole_numbers_get_separators_and_all_else_stays(value: object, written: str) -> None:
    assert figures.figure(value) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Fraction(37, 59), "62.7\u202f%"),
        (Fraction(2, 3), "66.7\u202f%"),
        (Fraction(1, 8), "12.5\u202f%"),
        (Fraction(10005, 100000), "10.0\u202f%"),
        (Fraction(1), "100.0\u202f%"),
    ],
)
def test_a_share_becomes_a_percentage_with_one_decimal(share: Fraction, written: str) -> None:
    assert figures.percent(share) == written


def test_a_half_is_rounded_up_exactly_and_not_as_a_float_would() -> None:
    assert figures.percent(Fraction(1005, 10000), 0) == "10\u202f%"
    assert figures.percent(Fraction(105, 1000), 0) == "11\u202f%"


@pytest.mark.parametrize(
    ("cents", "written"),
    [(4500000, "$45,000"), (4500001, "$45,000.01"), (0, "$0"), (7, "$0.07"), (-150, "−$1.50")],
)
def test_cents_are_written_only_where_there_are_any(cents: int, written: str) -> None:
    assert figures.money(cents) == written


def test_a_digest_is_shown_in_groups_of_four() -> None:
    assert figures.digest("9f2c41d07be88a53") == "9f2c\u202f41d0\u202f7be8"
