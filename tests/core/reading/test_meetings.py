"""Meetings and calls: held, planned, wanted, refused, and what is held back."""

import pytest

from tests.core.reading.invented import meetings_of, reading_of

MET = [
    ("Elin Marlow met with the HHU on Tuesday.", {("marlow", "hhu", "happened")}),
    (
        "Elin Marlow and Tomas Birchall met with the HHU.",
        {("marlow", "hhu", "happened"), ("birchall", "hhu", "happened")},
    ),
    ("Elin Marlow will visit the HHU’s headquarters on Friday.", {("marlow", "hhu", "scheduled")}),
    ("Elin Marlow is expected to meet with the HHU.", {("marlow", "hhu", "expected")}),
    ("Elin Marlow may meet with the HHU.", {("marlow", "hhu", "possible")}),
    ("Elin Marlow refused to meet with the HHU.", {("marlow", "hhu", "not_happened")}),
    ("Elin Marlow does not seem to be meeting with the HHU.", {("marlow", "hhu", "not_happened")}),
    ("The HHU will hold a hearing with Elin Marlow on Friday.", {("marlow", "hhu", "scheduled")}),
    ("Elin Marlow spoke by phone with HHU President Bridget Oakenfull.", {("marlow", "hhu", "happened")}),
    ("Elin Marlow skipped the HHU’s forum.", {("marlow", "hhu", "not_happened")}),
    ("Elin Marlow was invited by the HHU, but no date has been set.", {("marlow", "hhu", "expected")}),
    ("The meeting between Elin Marlow and the HHU lasted two hours.", {("marlow", "hhu", "happened")}),
    ("Elin Marlow said it would be a “lost hour” to meet with the HHU.", set()),
    ("If Elin Marlow met with the HHU, nobody saw it.", set()),
    ("The HHU met on Tuesday. Elin Marlow was in Tarn.", set()),
    ("“Elin Marlow met with the HHU,” a flyer said.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), MET)
def test_a_meeting_is_read_with_its_two_sides_and_its_status(text: str, facts: set[tuple[str, str, str]]) -> None:
    assert meetings_of(text) == facts


def test_the_day_of_the_announcement_is_not_the_day_of_the_meeting() -> None:
    (fact,) = (
        f
        for f in reading_of("Elin Marlow will meet with the HHU, the union said Tuesday.").facts
        if f.type == "meeting"
    )
    (told,) = fact.attribution
    assert fact.time is None
    assert (told.source, told.time and told.time.interval and told.time.interval.value) == ("hhu", "2029-09-11")


HELD_BACK = [
    ("Elin Marlow, who was convicted of fraud, met with the HHU.", "crime"),
    ("Elin Marlow, hospitalized after a stroke in May, met with the HHU.", "health"),
    ("Elin Marlow, accused of sexual harassment, met with the HHU.", "sex"),
]


@pytest.mark.parametrize(("text", "about"), HELD_BACK)
def test_what_is_about_crime_health_or_sex_is_found_and_held_back(text: str, about: str) -> None:
    facts = reading_of(text).facts
    assert "meeting" in {fact.type for fact in facts}
    assert {fact.withhold for fact in facts} == {about}
    assert {fact.tier for fact in facts} == {"look"}


def test_a_bare_denial_is_held_back_with_what_it_denies() -> None:
    text = "Elin Marlow was asked about the fraud charges.\n\n“It is not true at all,” she said."
    assert {fact.withhold for fact in reading_of(text).facts} == {"crime"}


def test_work_for_safety_and_care_is_not_held_back() -> None:
    text = "Elin Marlow met with the HHU about health care, sick pay and safety on the docks."
    assert {fact.withhold for fact in reading_of(text).facts} == {""}
