"""Words are erased at the desk: first one sees where they stand, then they are gone from every page."""

import pytest

from hustings.core.values import Actor, Role
from hustings.rooms.invitations.actions import answer_offer
from hustings.rooms.invitations.answers import Answer
from tests.doors import house
from tests.doors.house import CYCLE, done, here, wrong

pytestmark = pytest.mark.django_db
WORDS = "the ward of her mother"
SAID = {"words": WORDS, "ground": "erasure", "reason": "She asked for it."}


def test_one_looks_where_the_words_stand_and_then_erases_them() -> None:
    house.invited()
    lena = Actor("LINK-0", frozenset({Role.CAMPAIGN}), "CAND-3")
    asked = {"answer": Answer.ASKED, "words": f"May we meet in {WORDS}?"}
    answer_offer(cycle=CYCLE, invitation="INV-3", **asked, actor=lena, at=house.at())
    sal = house.as_role(Role.SECRETARY)
    look = sal.post(here("record/erase/"), **SAID)
    assert wrong(look, "sure")
    assert "<dt>Invitations</dt><dd>1 place</dd>" in look.content.decode()
    assert WORDS in sal.get(here("invitations/CAND-3/")).content.decode()
    assert wrong(sal.post(here("record/erase/"), **SAID | {"words": "her"}), "words")
    assert done(sal.post(here("record/erase/"), **SAID | {"sure": "on"}))
    page = sal.get(here("invitations/CAND-3/")).content.decode()
    assert WORDS not in page
    assert f"May we meet in {'█' * len(WORDS)}?" in page
