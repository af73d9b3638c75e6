"""Dates as intervals with their arithmetic, publication dates, and sums of money with their meaning."""

import pytest

from hustings.core.reading import BadPublicationDate, Published
from tests.core.reading.invented import reading_of

WEDNESDAY = "2029-09-12"


def dates(text: str, published: str = WEDNESDAY) -> list[str | None]:
    """The value of every date expression."""
    reading = reading_of(text, published=Published.parse(published))
    return [one.interval.value if one.interval else None for one in reading.dates]


RESOLVED = [
    ("The HHU met on Tuesday.", ["2029-09-11"]),
    ("The HHU met on Wednesday.", ["2029-09-12"]),
    ("The HHU met last Wednesday.", ["2029-09-05"]),
    ("The HHU will meet on Tuesday.", ["2029-09-18"]),
    ("Elin Marlow will visit the HHU on Friday, the union said Monday.", ["2029-09-14", "2029-09-10"]),
    ("The HHU met on March 3.", ["2029-03-03"]),
    ("The HHU will meet on March 3.", ["2030-03-03"]),
    ("The HHU met on 3 March.", ["2029-03-03"]),
    ("The HHU met on Jan. 31, 2028.", ["2028-01-31"]),
    ("The HHU met in October.", ["2028-10"]),
    ("The HHU will meet in October.", ["2029-10"]),
    ("Talks are planned for May.", ["2030-05"]),
    ("The HHU met in early August.", ["2029-08-01/2029-08-10"]),
    ("The HHU met last week.", ["2029-W36"]),
    ("The HHU met last month.", ["2029-08"]),
    ("The HHU met last year.", ["2028"]),
    ("The HHU met two weeks ago.", ["2029-W35"]),
    ("The HHU met over the weekend.", ["2029-09-08/2029-09-09"]),
    ("Talks, starting in December, went well.", ["2028-12/.."]),
    ("The HHU met yesterday.", ["2029-09-11"]),
    ("In 2025 the HHU met in June.", ["2025", "2025-06"]),
    ("The HHU met on June 4 and the CNT a day later.", ["2029-06-04", "2029-06-05"]),
    ("It may march in June.", ["2029-06"]),
    ("The HHU met on February 30.", [None]),
]


@pytest.mark.parametrize(("text", "values"), RESOLVED)
def test_a_date_is_the_interval_that_the_text_and_its_day_allow(text: str, values: list[str]) -> None:
    assert dates(text) == values


def test_a_coarse_publication_date_leaves_relative_days_as_wide_as_they_are() -> None:
    assert dates("The HHU met on Tuesday.", "2029-09") == ["2029-08-28/2029-09-25"]


def test_the_arithmetic_can_be_shown() -> None:
    (one,) = reading_of("The HHU met on Tuesday.").dates
    assert one.arithmetic == "Tuesday on or before 2029-09-12"


def test_no_publication_date_means_no_guess() -> None:
    reading = reading_of("The HHU met on Tuesday.", published=None)
    assert (reading.published.basis, [one.interval for one in reading.dates]) == ("unknown", [None])


PUBLISHED_BY = [
    ("date 2029-02-28 TARN — The HHU met.", "2029-02-28", "explicit"),
    ("TARN, April 8, 2029 /Northwire/ -- The HHU met.", "2029-04-08", "explicit"),
    ("PRESS RELEASE\nJune 3, 2029\n\nThe HHU met on Friday with many people in a hall.", "2029-06-03", "explicit"),
    (
        "The HHU meets in Tarn, Jan. 31, 2029. (Ida Voss/Northwire)\n\nThe HHU met on Wednesday.",
        "2029-01-31/2029-02-06",
        "inferred",
    ),
    ("The HHU met.\n\nCopyright © 2029, Northwire.", "2029", "inferred"),
    ("THE MORNING LIST\nThursday 18 October 2029. Compiled by Ida Voss\n\nThe HHU met.", "2029-10-18", "explicit"),
    ("HHU meets\n\n19.11.2029\n\nThe HHU met on Monday.", "2029-11-19", "explicit"),
    ("HHU meets\n\n39.11.2029\n\nThe HHU met on Monday.", None, "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "basis"), PUBLISHED_BY)
def test_the_publication_date_has_a_basis(text: str, value: str, basis: str) -> None:
    published = reading_of(text, published=None).published
    assert (published.interval and published.interval.value, published.basis) == (value, basis)


@pytest.mark.parametrize("value", ["", "yesterday", "2029-13", "2029-02-30", "2029-03-02/2029-03-01", "29"])
def test_what_is_no_publication_date_is_refused(value: str) -> None:
    with pytest.raises(BadPublicationDate, match="no publication date"):
        Published.parse(value)


SUMS = [
    ("The HHU gave $9,000 to the Civic Plank Party.", 900_000, "USD", "donation"),
    ("A court put the libel award against Elin Marlow at $12 million.", 1_200_000_000, "USD", "legal-award"),
    ("The HHU spent almost $1.2 million on mailers.", 120_000_000, "USD", "spending"),
    ("The campaign reported $2.3 million in the bank.", 230_000_000, "USD", "cash-on-hand"),
    ("The campaign paid a $15,000 fine.", 1_500_000, "USD", "other"),
    ("The union donated £3.5m.", 350_000_000, "GBP", "donation"),
    ("The union contributed €2bn.", 200_000_000_000, "EUR", "donation"),
    ("Rooms cost $99.50 a night.", 9_950, "USD", "other"),
    ("The union gave 8,000 dollars.", 800_000, "USD", "donation"),
]


@pytest.mark.parametrize(("text", "cents", "currency", "role"), SUMS)
def test_a_sum_is_read_with_its_meaning(text: str, cents: int, currency: str, role: str) -> None:
    (amount,) = reading_of(text).amounts
    assert (amount.value_cents, amount.currency, amount.role) == (cents, currency, role)


def gifts(text: str) -> list[tuple[str | None, str | None, str]]:
    """Donor, receiver and status of every gift."""
    facts = (fact for fact in reading_of(text).facts if fact.type == "donation")
    return [(fact.role("donor"), fact.role("recipient"), fact.status) for fact in facts]


def test_a_gift_that_a_vote_approved_is_not_a_gift_paid() -> None:
    text = "The HHU’s decision to approve a $9,000 gift to the Civic Plank Party was close."
    assert gifts(text) == [("hhu", "plank", "scheduled")]


def test_what_a_correction_takes_back_is_denied() -> None:
    text = "Correction: An earlier version of this story said that the HHU gave $50,000 to the Civic Plank Party."
    assert gifts(text) == [("hhu", "plank", "denied")]


def test_a_damages_award_is_nobodys_gift() -> None:
    assert gifts("The HHU said Elin Marlow owes a $12 million libel award to the Civic Plank Party.") == []
