"""The forms of invitations, roundtables, press and published polls: each once right and once refused."""

from datetime import UTC, datetime

import pytest

from hustings.core.values import Role
from hustings.ground.notices.queries import outbox
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.endorsements.queries import endorsements_of
from hustings.rooms.estimates.queries import reported_polls_of
from hustings.rooms.invitations.queries import offers_of, standard_terms
from hustings.rooms.press.queries import facts_of
from hustings.rooms.roundtables.queries import roundtable_of
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused, wrong

pytestmark = pytest.mark.django_db

TERMS = {
    "text": "Come and speak with us.",
    "minutes": "60",
    "n_slots": "3",
    "audience": "restricted class",
    "until_on": "2031-04-01",
    "until_at": "17:00",
    "zone": "America/New_York",
}
MEETING = {
    "candidate": "CAND-1",
    "on": "2031-03-21",
    "clock": "18:00",
    "zone": "America/New_York",
    "minutes": "60",
    "place": "Harbor Hall",
    "topics": "Dredging\nNight shifts",
    "audience": "restricted class",
    "press": "no press",
}
SOURCE = {"outlet": "Harbor Gazette", "outlet_on": "2031-02-03", "outlet_link": ""}


def test_terms_are_fixed_once_for_all():
    house.called()
    ines = house.as_role(Role.DIRECTOR)
    path = here("invitations/terms/")
    late = ines.post(path, **TERMS | {"until_on": "2031-02-01"})
    assert refused(late, "deadline-in-the-past", kept="Come and speak with us.")
    assert done(ines.post(path, **TERMS), here("invitations/send/"))
    terms = standard_terms(cycle=CYCLE, actor=house.ALL)
    assert terms.deadline_at == datetime(2031, 4, 1, 21, 0, tzinfo=UTC)
    assert wrong(ines.post(path, **TERMS | {"minutes": "0", "zone": "Mars"}), "minutes", "zone")


def test_before_the_terms_nothing_can_be_sent():
    house.called()
    assert refused(house.as_role(Role.DIRECTOR).get(here("invitations/send/")), "no-terms")


def test_invitations_go_to_all_with_the_same_text_and_a_private_address_each():
    house.fielded()
    ines = house.as_role(Role.DIRECTOR)
    path = here("invitations/send/")
    page = ines.get(path).content.decode()
    assert "As the campaign of Ben Okafor will see it" in page
    assert "REHEARSAL: Invitation to a roundtable: Mayor of Harbor City" in page
    assert done(ines.post(path, candidates=["CAND-1", "CAND-2", "CAND-3"]))
    letters = outbox(cycle=CYCLE, actor=house.ALL)
    assert {letter.to for letter in letters} == {f"{name}@campaign.example" for name in ("dana", "ben", "lena")}
    assert {letter.subject for letter in letters} == {"REHEARSAL: Invitation to a roundtable: Mayor of Harbor City"}
    assert len({offer.terms.text_digest for offer in offers_of(cycle=CYCLE, actor=house.ALL)}) == 1
    assert wrong(ines.post(path, candidates=["CAND-1"]), "candidates")


def test_who_has_no_address_is_named_and_nobody_is_invited():
    house.fielded()
    ines = house.as_role(Role.DIRECTOR)
    ines.post(here("candidates/add/"), candidate_name="Zoe Lind", status="declared", on="2031-02")
    answer = ines.post(here("invitations/send/"), candidates=["CAND-1", "CAND-4"])
    assert wrong(answer, "candidates")
    assert "No address is known for: Zoe Lind." in answer.content.decode()
    assert offers_of(cycle=CYCLE, actor=house.ALL) == ()


def test_only_the_silent_are_reminded_and_once_a_day():
    house.invited()
    ines = house.as_role(Role.DIRECTOR)
    path = here("invitations/remind/")
    assert wrong(ines.post(path, candidates=["CAND-1"]), "candidates")
    assert done(ines.post(path, candidates=["CAND-3"]))
    assert [letter.to for letter in outbox(cycle=CYCLE, actor=house.ALL)] == ["lena@campaign.example"]
    assert refused(ines.post(path, candidates=["CAND-3"]), "reminded-today")
    assert len(outbox(cycle=CYCLE, actor=house.ALL)) == 1


def test_a_deadline_moves_for_all_and_all_are_told():
    house.invited()
    ines = house.as_role(Role.DIRECTOR)
    path = here("invitations/deadline/")
    later = {"until_on": "2031-04-10", "until_at": "17:00", "zone": "UTC", "reason": "One letter went astray."}
    assert refused(ines.post(path, **later | {"until_on": "2031-03-20"}), "deadline-shortened", kept="went astray")
    assert done(ines.post(path, **later))
    assert len(outbox(cycle=CYCLE, actor=house.ALL)) == 3
    assert {offer.terms.deadline_at.day for offer in offers_of(cycle=CYCLE, actor=house.ALL)} == {10}


def test_a_reply_by_letter_is_entered_with_its_day():
    house.invited()
    house.set_clock(datetime(2031, 3, 10, 12, tzinfo=UTC))
    ines = house.as_role(Role.DIRECTOR)
    path = here("invitations/CAND-3/reply/")
    reply = {"answer": "declined", "words": "We cannot.", "slot": "", "came_on": "2031-03-05", "came_at": "10:00"}
    reply |= {"zone": "UTC"}
    assert wrong(ines.post(path, **reply | {"came_at": ""}), "__all__")
    early = ines.post(path, **reply | {"came_on": "2031-02-05"})
    assert refused(early, "received-outside", kept="We cannot.")
    assert done(ines.post(path, **reply), here("invitations/CAND-3/"))
    assert publishable_entries(cycle=CYCLE)[-1].body["via"] == "staff"
    assert refused(ines.get(here("invitations/CAND-9/reply/")), "not-invited")


def test_a_private_address_is_replaced_and_the_old_one_ends():
    house.invited()
    old = house.link(Role.CAMPAIGN, "CAND-3")
    omar = house.as_role(Role.OFFICER)
    path = here("invitations/CAND-3/address/")
    assert omar.get(f"/campaign/{old}/").status_code == 200
    assert done(omar.post(path), here("invitations/CAND-3/"))
    assert omar.get(f"/campaign/{old}/").status_code == 404
    assert [letter.to for letter in outbox(cycle=CYCLE, actor=house.ALL)] == ["lena@campaign.example"]
    assert refused(omar.get(here("invitations/CAND-9/address/")), "not-invited")


def test_a_private_contact_is_logged_once():
    house.invited()
    ines = house.as_role(Role.DIRECTOR)
    path = here("invitations/CAND-2/contact/")
    call = {"kind": "call", "on": "2031-02-27", "who": "President", "what": "The date of the roundtable."}
    assert done(ines.post(path, **call))
    assert refused(ines.post(path, **call), "already-entered", kept="The date of the roundtable.")
    assert refused(ines.post(path, **call | {"on": "2031-06-01"}), "not-yet-happened")


def test_a_roundtable_is_set_where_no_other_stands():
    house.hearing()
    ines = house.as_role(Role.DIRECTOR)
    path = here("roundtables/set/")
    page = ines.get(here("roundtables/set/CAND-1/")).content.decode()
    assert "11 CFR 114.3 and 114.4" in page
    assert '<option value="CAND-1" selected>' in page
    taken = ines.post(path, **MEETING | {"on": "2031-03-20", "clock": "18:30"})
    assert refused(taken, "double-booking", kept="Night shifts")
    assert done(ines.post(path, **MEETING), here("roundtables/"))
    view = roundtable_of(cycle=CYCLE, roundtable="RT-2", actor=house.ALL)
    assert (view.starts_at, view.topics) == (datetime(2031, 3, 21, 22, 0, tzinfo=UTC), ("Dredging", "Night shifts"))
    assert wrong(ines.post(path, **MEETING | {"audience": "everybody", "place": ""}), "audience", "place")


def test_a_roundtable_moves_and_is_cancelled_with_a_reason():
    house.hearing()
    ines = house.as_role(Role.DIRECTOR)
    move = {"on": "2031-03-22", "clock": "18:00", "place": "", "reason": "The candidate is ill."}
    assert wrong(ines.post(here("roundtables/RT-1/move/"), **move | {"reason": ""}), "reason")
    past = ines.post(here("roundtables/RT-1/move/"), **move | {"on": "2031-02-22"})
    assert refused(past, "moved-into-the-past", kept="The candidate is ill.")
    assert done(ines.post(here("roundtables/RT-1/move/"), **move), here("roundtables/RT-1/"))
    assert done(ines.post(here("roundtables/RT-1/cancel/"), reason="The candidate withdrew."))
    again = ines.post(here("roundtables/RT-1/cancel/"), reason="Twice.")
    assert refused(again, "not-scheduled", kept="Twice.")


def test_a_roundtable_is_held_after_it_began_and_commitments_follow():
    house.hearing()
    sal = house.as_role(Role.SECRETARY)
    held = {
        "minutes": "55", "n_leaders": "4", "n_members": "38", "n_questions": "9", "topics": "Dredging",
        "press": "no press", "summary": "The candidate spoke about dredging.", "minutes_text": "Word for word.",
    }  # fmt: skip
    path = here("roundtables/RT-1/hold/")
    assert refused(sal.post(path, **held), "not-yet-started", kept="Word for word.")
    promise = {"words": "I will dredge the harbor.", "topic": "Dredging"}
    commit = here("roundtables/RT-1/commitment/")
    assert refused(sal.post(commit, **promise), "not-held", kept="I will dredge")
    house.set_clock(datetime(2031, 3, 21, 12, tzinfo=UTC))
    assert done(sal.post(path, **held), here("roundtables/RT-1/"))
    assert done(sal.post(commit, **promise))
    assert refused(sal.post(commit, **promise), "already-noted")
    page = sal.get(here("roundtables/RT-1/")).content.decode()
    assert "Word for word." in page
    assert "Word for word." not in house.as_role(Role.TREASURER).get(here("roundtables/RT-1/")).content.decode()


def test_an_article_is_taken_in_once_and_its_facts_wait_for_a_person():
    house.fielded()
    cora = house.as_role(Role.COMMUNICATIONS)
    path = here("press/take/")
    article = {"outlet": "Harbor Gazette", "published": "2031-03-21", "link": "", "text": house.ARTICLE}
    assert wrong(cora.post(path, **article | {"published": "Friday"}), "published")
    assert done(cora.post(path, **article))
    assert refused(cora.post(path, **article), "article-known", kept="dredge the inner harbor")
    waiting = facts_of(cycle=CYCLE, state="waiting", actor=house.ALL)
    assert waiting
    assert not any(entry.verb == "fact.published" for entry in publishable_entries(cycle=CYCLE))
    first = f"ART-1.{waiting[0].code}"
    page = cora.get(here(f"press/fact/{first}/accept/")).content.decode()
    assert "<mark class=" in page
    assert f"0 of {len(waiting)} decided" in page
    told = {"what": "Dana Reyes spoke of dredging.", "on": "2031-03-20", "status": "happened"}
    lie = {"quotation": "Words that nobody printed", "speaker": "Dana Reyes"}
    accept = here(f"press/fact/{first}/accept/")
    assert refused(cora.post(accept, **told | lie), "not-in-the-text", kept="Words that nobody printed")
    assert done(cora.post(accept, **told))
    assert publishable_entries(cycle=CYCLE)[-1].body["what"] == "Dana Reyes spoke of dredging."
    assert refused(cora.post(accept, **told), "no-such-fact")


def test_a_fact_is_rejected_with_a_reason():
    house.fielded()
    cora = house.as_role(Role.COMMUNICATIONS)
    cora.post(here("press/take/"), outlet="Harbor Gazette", published="2031-03-21", link="", text=house.ARTICLE)
    first = facts_of(cycle=CYCLE, state="waiting", actor=house.ALL)[0].code
    path = here(f"press/fact/ART-1.{first}/reject/")
    assert wrong(cora.post(path, reason=""), "reason")
    assert done(cora.post(path, reason="Not about this contest."))
    assert refused(cora.get(path), "no-such-fact")


def test_the_reader_is_taught_a_name():
    house.called()
    cora = house.as_role(Role.COMMUNICATIONS)
    name = {"key": "dockers", "kind": "Organization", "full_name": "Council of Dock Workers", "aliases": "the council"}
    assert done(cora.post(here("press/name/"), **name))
    assert wrong(cora.post(here("press/name/"), **name | {"key": "dock ers", "kind": "Ship"}), "key", "kind")


def test_an_endorsement_needs_its_source_and_is_entered_once():
    house.called()
    cora = house.as_role(Role.COMMUNICATIONS)
    path = here("endorsements/enter/")
    act = {"endorser": "Council of Dock Workers", "level": "regional", "outcome": "endorsed", "endorsee": "Dana Reyes"}
    act |= {"on": "2031-02", "by": "", "what": "The council endorsed Dana Reyes"}
    assert wrong(cora.post(path, **act), "outlet", "outlet_on")
    assert done(cora.post(path, **act, **SOURCE))
    assert len(endorsements_of(cycle=CYCLE)) == 1
    assert publishable_entries(cycle=CYCLE)[-1].body["sources"] == [{"outlet": "Harbor Gazette", "day": "2031-02-03"}]
    assert refused(cora.post(path, **act, **SOURCE), "already-entered", kept="The council endorsed")


def test_a_published_poll_is_entered_as_published():
    house.called()
    cora = house.as_role(Role.COMMUNICATIONS)
    path = here("published-polls/enter/")
    poll = {"poll_name": "Harbor College", "method": "By telephone", "population": "Voters", "n": "", "opened_on": ""}
    poll |= {
        "closed_on": "2031-02-10",
        "results": "Dana Reyes: 44.3\nBen Okafor: 41.0",
        "limits": "Voters, not members.",
    }
    assert wrong(cora.post(path, **poll | {"results": "Dana Reyes 44.3"}, **SOURCE), "results")
    many = cora.post(path, **poll | {"results": "Dana Reyes: 80\nBen Okafor: 41.0"}, **SOURCE)
    assert refused(many, "shares-too-many", kept="Voters, not members.")
    assert done(cora.post(path, **poll, **SOURCE))
    (view,) = reported_polls_of(cycle=CYCLE)
    assert (view.n, view.results) == (None, (("Dana Reyes", "44.3"), ("Ben Okafor", "41.0")))
