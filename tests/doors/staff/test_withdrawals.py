"""The desk's walk through what a candidate's going touches."""

import pytest

from hustings.core.values import Role
from hustings.rooms.candidates.queries import withdrawal_of
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused, wrong

pytestmark = pytest.mark.django_db
GONE = {"status": "withdrew", "on": "2031-03-01", "note": "", "replaced_by": ""}
LIST = here("candidates/CAND-1/gone/")


@pytest.fixture
def ines() -> house.Person:
    """CAND-1, who has accepted and has the roundtable RT-1, withdraws."""
    house.hearing()
    ines = house.as_role(Role.DIRECTOR)
    assert done(ines.post(here("candidates/CAND-1/status/"), **GONE), here("candidates/CAND-1/"))
    return ines


def test_the_candidates_page_lists_what_is_touched_with_the_form_that_ends_it(ines: house.Person) -> None:
    text = ines.get(here("candidates/CAND-1/")).content.decode()
    assert "2 steps are still to be settled." in text
    assert here("roundtables/RT-1/cancel/") in text
    assert "The rulebook is silent. Nothing new is offered to Dana Reyes" in text


def test_a_step_is_done_by_its_form_another_by_a_word_until_nothing_is_left(ines: house.Person) -> None:
    assert wrong(ines.post(LIST, step="invitation INV-2", way="done", words="Told."), "step")
    told = {"step": "invitation INV-1", "way": "left", "words": "It stays on record."}
    assert done(ines.post(LIST, **told), LIST)
    assert done(ines.post(here("roundtables/RT-1/cancel/"), reason="She withdrew."))
    found = withdrawal_of(cycle=CYCLE, candidate="CAND-1", actor=house.ALL)
    assert [(step.code, step.settled, step.way) for step in found.steps] == [
        ("INV-1", True, "left"),
        ("RT-1", True, ""),
    ]
    text = ines.get(here("candidates/CAND-1/")).content.decode()
    assert "Every step is settled." in text
    assert "It stays on record." in text


def test_who_stands_has_no_list_and_the_board_only_reads(ines: house.Person) -> None:
    assert refused(ines.get(here("candidates/CAND-2/gone/")), "still-stands")
    bea = house.as_role(Role.BOARD)
    assert bea.get(here("candidates/CAND-1/")).status_code == 200
    assert refused(bea.post(LIST, step="invitation INV-1", way="done", words="Told."), "not-allowed")


def test_what_is_left_behind_waits_on_the_overview(ines: house.Person) -> None:
    assert "2 steps that Dana Reyes leaves behind" in ines.get(here("")).content.decode()
