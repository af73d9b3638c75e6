"""The desk drafts, changes and clears what is told of a roundtable; the public page shows it with any difference."""

import pytest
from django.test import Client

from hustings.core.values import Role
from hustings.rooms.publication.actions import publish
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused

pytestmark = pytest.mark.django_db

TERMS = {"register": "Call us.", "hours_before": "24", "contact": "The press office, 555 0100"}


def test_an_advisory_goes_from_the_roundtable_to_the_public_page():
    house.hearing()
    cora, omar = house.as_role(Role.COMMUNICATIONS), house.as_role(Role.OFFICER)
    meeting = here("roundtables/RT-1/")
    text = cora.get(meeting).content.decode()
    assert here("statements/press-terms/") in text
    assert done(cora.post(here("statements/press-terms/"), **TERMS), here("statements/"))
    page = cora.get(here("statements/advisory/RT-1/")).content.decode()
    assert "none is let in, from any news organisation" in page
    assert done(cora.post(here("statements/advisory/RT-1/")), meeting)
    text = cora.get(meeting).content.decode()
    assert "Media advisory: roundtable with Dana Reyes, 20 March 2031" in text
    assert refused(cora.post(here("statements/advisory/RT-1/")), "already-drafted")

    mine = {"headline": "Come and see", "text": "Dana Reyes speaks."}
    assert refused(cora.post(here("statements/REL-1/revise/"), **mine), "words-differ", kept="Come and see")
    assert done(cora.post(here("statements/REL-1/revise/"), **mine, differs_because="Short of paper."))
    assert done(omar.post(here("statements/REL-1/clear/")))
    publish(cycle=CYCLE, note="Told", actor=house.ALL, at=house.at())
    public = Client().get(f"/c/{CYCLE}/releases/").content.decode()
    assert "Media advisory, To the press" in public
    assert "#REL-1" in Client().get(f"/c/{CYCLE}/roundtables/RT-1/").content.decode()
    assert "Its words differ from those that the other candidates got. Reason: Short of paper." in public


def test_a_draft_takes_the_words_of_the_record_again_or_is_given_up():
    house.hearing()
    cora, omar = house.as_role(Role.COMMUNICATIONS), house.as_role(Role.OFFICER)
    assert done(cora.post(here("statements/announcement/RT-1/"), audience="members"))
    mine = {"headline": "Come and see", "text": "Dana Reyes speaks.", "differs_because": "Short of paper."}
    assert done(cora.post(here("statements/REL-1/revise/"), **mine))
    assert done(cora.post(here("statements/REL-1/anew/")), here("statements/REL-1/"))
    text = omar.get(here("statements/REL-1/")).content.decode()
    assert "Roundtable with Dana Reyes on 20 March 2031" in text
    assert "Short of paper." not in text
    assert done(cora.post(here("statements/REL-1/drop/"), reason="Too early."))
    text = omar.get(here("statements/REL-1/")).content.decode()
    assert "Too early." in text
    assert here("statements/REL-1/clear/") not in text
    assert cora.get(here("statements/REL-1/revise/")).status_code == 404
