"""What pages say of a cycle that is retold from sources."""

import pytest
from django.test import Client

from tests.doors.public.reading import read

pytestmark = pytest.mark.django_db


def test_a_meeting_that_no_source_names_is_not_called_declined(reported: str) -> None:
    said = read(f"/c/{reported}/candidates/")
    assert "no meeting reported as of 31 January 2024" in said
    assert "declined" not in said


def test_what_the_sources_do_not_say_is_not_taken_for_equal_treatment(reported: str) -> None:
    said = read(f"/c/{reported}/treatment/")
    assert "What they do not say is not known here" in said
    assert "treated alike" not in said
    assert "Not in our sources for any candidate: same text, answer due," in said


def test_all_conflicting_dates_of_a_gift_stand_side_by_side_with_their_sources(reported: str) -> None:
    said = read(f"/c/{reported}/gifts/")
    assert "The sources differ on when it was approved: December 2023 or 17 January 2024." in said
    assert "December 2023 approved in December Tri-County Herald, 22 February 2024 read in a copy" in said
    assert "17 January 2024 approved after the visit Harbor Gazette, 28 February 2024" in said
    assert "All dates are shown; none is preferred." in said


def test_a_source_that_was_read_in_a_copy_has_no_link(reported: str) -> None:
    markup = Client().get(f"/c/{reported}/gifts/").content.decode()
    assert 'href="https://gazette.example/visit"' in markup
    assert '<span class="source-outlet">Tri-County Herald</span>' in markup


def test_a_poll_without_a_published_n_says_so(reported: str) -> None:
    said = read(f"/c/{reported}/polls/")
    assert "Number of answers not published" in said
    assert "Dana Reyes 44.3 %" in said
    assert "Can tell how those present voted. Cannot tell what the others think." in said


def test_endorsements_stand_in_three_lists(reported: str) -> None:
    said = read(f"/c/{reported}/endorsements/")
    own = said.index("United Harbor Workers endorsed Ann Old")
    peers = said.index("Dockers of the North endorsed Ed Stone")
    lower = said.index("Local 7 endorsed Dana Reyes")
    assert own < peers < lower


def test_a_reported_decision_has_its_reason_and_its_source(reported: str) -> None:
    said = read(f"/c/{reported}/decision/")
    assert "18 September 2024 reported No endorsement Executive Board" in said
    assert "Reason: No majority" in said
    assert "Harbor Gazette" in said


def test_nothing_reported_carries_the_stamp_of_a_rehearsal(reported: str) -> None:
    assert "REHEARSAL" not in read(f"/c/{reported}/")
