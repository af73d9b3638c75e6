"""The forms of rules, calendar, phases, candidates and people: each once right and once refused."""

from datetime import date

import pytest

from hustings.core.phases import Phase
from hustings.core.values import Kind, Role
from hustings.ground.access.queries import actor_of_account, grants
from hustings.ground.clock import now
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.candidates.queries import candidacy, candidates_of, contacts_of
from hustings.rooms.cycles.queries import calendar_of, cycle_of, rulebook_of
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused, wrong
from tests.rooms.conftest import RULES

pytestmark = pytest.mark.django_db

NEW = {"kind": "rehearsal", "title_of": "Council, 2032", "contest": "City council", "election_on": "2032-11-02"}
RULEBOOK = {
    "text": "The board decides by three fifths of the votes cast.",
    "share": "60 %",
    "compare": "at least",
    "base": "votes cast without abstentions",
    "quorum": "1/2",
    "tie": "fails",
    "weights": "one each",
    "notice_days": "7",
    "short": "",
    "record_on": "2031-05-01",
    "poll_effect": "advisory",
    "audience": "restricted class",
    "options": "endorse\nno endorsement\nno position",
    "minimum_unit": "2",
}


@pytest.fixture
def ines(db) -> house.Person:
    house.called()
    return house.as_role(Role.DIRECTOR)


def last_body():
    return publishable_entries(cycle=CYCLE)[-1].body


def test_a_cycle_is_opened_and_a_code_is_used_once():
    house.open_house()
    ines = house.as_role(Role.DIRECTOR)
    assert done(ines.post("/staff/open/", **NEW), "/staff/council-2032/")
    view = cycle_of(cycle="council-2032")
    assert (view.kind, view.organisation, view.phase) == (Kind.REHEARSAL, "United Harbor Workers", Phase.DRAFTING)
    assert refused(ines.post("/staff/open/", **NEW), "already-opened", kept="Council, 2032")
    assert wrong(ines.post("/staff/open/", **NEW | {"title_of": "", "kind": "dream"}), "title_of", "kind")
    assert wrong(ines.post("/staff/open/", **NEW | {"code": "people"}), "code")


def test_the_rulebook_is_adopted_as_exact_fractions_until_the_call():
    house.drafting()
    ines = house.as_role(Role.DIRECTOR)
    path = here("rules/adopt/")
    assert wrong(ines.post(path, **RULEBOOK | {"share": "most", "record_on": ""}), "share", "record_on")
    assert wrong(ines.post(path, **RULEBOOK | {"share": "6/5"}), "__all__")
    assert done(ines.post(path, **RULEBOOK), here("rules/"))
    assert rulebook_of(cycle=CYCLE) == {"version": 1} | RULES
    assert done(ines.post(path, **RULEBOOK | {"share": "2/3", "short": "4/5"}))
    assert rulebook_of(cycle=CYCLE)["decision"]["threshold"]["share"] == "2/3"
    assert rulebook_of(cycle=CYCLE)["decision"]["notice"]["short"]["share"] == "4/5"


def test_after_the_call_the_rulebook_is_frozen_and_what_was_typed_stays(ines):
    answer = ines.post(here("rules/adopt/"), **RULEBOOK | {"text": "Two thirds, from now on."})
    assert refused(answer, "rulebook-frozen", kept="Two thirds, from now on.")


def test_the_call_needs_a_rulebook_and_days_in_order():
    house.drafting()
    ines = house.as_role(Role.DIRECTOR)
    path, call = here("rules/call/"), {"text": "Every candidate is invited.", "decision": "2031-09-01"}
    assert refused(ines.post(path, **call), "no-rulebook", kept="Every candidate is invited.")
    ines.post(here("rules/adopt/"), **RULEBOOK)
    assert wrong(ines.post(path, text="Every candidate is invited."), "__all__")
    assert wrong(ines.send(path, call | {"polls-open": "2031-10-01"}), "__all__")
    assert done(ines.send(path, call | {"replies-due": "2031-04-01"}))
    assert [planned.key for planned in calendar_of(cycle=CYCLE)] == ["replies-due", "decision"]
    assert cycle_of(cycle=CYCLE).phase is Phase.CALLED


def test_a_date_is_added_once_and_moved_with_a_reason(ines):
    assert done(ines.post(here("rules/date/"), label="Town hall", on="2031-06-01"))
    assert refused(ines.post(here("rules/date/"), label="Town hall", on="2031-06-02"), "no-change", kept="2031-06-02")
    path = here("rules/date/town-hall/move/")
    assert wrong(ines.post(path, to="2031-06-08", reason=""), "reason")
    assert done(ines.post(path, to="2031-06-08", reason="The hall is taken."))
    (planned,) = [each for each in calendar_of(cycle=CYCLE) if each.key == "town-hall"]
    assert (planned.on, planned.earlier, planned.reason) == (
        date(2031, 6, 8),
        (date(2031, 6, 1),),
        "The hall is taken.",
    )
    assert refused(ines.post(path, to="2031-06-08", reason="Again."), "no-change", kept="Again.")
    assert refused(ines.get(here("rules/date/no-such/move/")), "no-such-date")


def test_a_phase_moves_forward_freely_and_back_with_a_reason(ines):
    path = here("rules/phase/")
    assert done(ines.post(path, phase="hearing", reason=""))
    assert refused(ines.post(path, phase="inviting", reason=""), "reason-missing")
    assert done(ines.post(path, phase="inviting", reason="A candidate joined late."))
    assert cycle_of(cycle=CYCLE).phase is Phase.INVITING


def test_the_clock_of_a_rehearsal_is_set_and_that_of_a_live_cycle_is_not(ines):
    assert done(ines.post(here("rules/clock/"), n_days="10"))
    assert wrong(ines.post(here("rules/clock/"), n_days="soon"), "n_days")


def test_a_live_cycle_has_no_clock_of_its_own():
    house.drafting(Kind.LIVE)
    assert refused(house.as_role(Role.DIRECTOR).post(here("rules/clock/"), n_days="10"), "no-such-entry")


def test_a_candidate_is_added_once(ines):
    path = here("candidates/add/")
    dana = {"candidate_name": "Dana Reyes", "party": "Harbor", "status": "declared", "on": "2031-02", "note": ""}
    assert done(ines.post(path, **dana), here("candidates/"))
    assert [(view.name, view.party, view.current.on.text) for view in candidates_of(cycle=CYCLE)] == [
        ("Dana Reyes", "Harbor", "2031-02")
    ]
    assert refused(ines.post(path, **dana), "already-added", kept="Dana Reyes")
    assert wrong(ines.post(path, **dana | {"on": "in spring"}), "on")


def test_a_status_changes_with_a_day(ines):
    ines.post(here("candidates/add/"), candidate_name="Dana Reyes", status="declared", on="2031-02")
    path = here("candidates/CAND-1/status/")
    assert done(ines.post(path, status="withdrew", on="2031-02-20", note="", replaced_by=""))
    assert candidacy(cycle=CYCLE, candidate="CAND-1").status == "withdrew"
    again = ines.post(path, status="withdrew", on="2031-02-21", note="", replaced_by="")
    assert refused(again, "already-of-status", kept="2031-02-21")
    assert refused(ines.get(here("candidates/CAND-9/status/")), "no-such-candidate")


def test_contacts_are_kept_privately_and_deleted_for_good(ines):
    ines.post(here("candidates/add/"), candidate_name="Dana Reyes", status="declared", on="2031-02")
    path = here("candidates/CAND-1/contact/")
    assert refused(
        ines.post(path, contact_name="Office", email="office@real.org"), "not-an-address", kept="office@real.org"
    )
    assert done(ines.post(path, contact_name="Office", email="office@campaign.example"), here("candidates/CAND-1/"))
    (kept,) = contacts_of(cycle=CYCLE, candidate="CAND-1", actor=house.ALL)
    forget = here("candidates/CAND-1/forget/")
    assert wrong(ines.post(forget, contact="999"), "contact")
    assert done(ines.post(forget, contact=str(kept.id)))
    assert contacts_of(cycle=CYCLE, candidate="CAND-1", actor=house.ALL) == ()
    assert refused(ines.get(forget), "no-such-contact")


def test_an_account_is_opened_with_a_role_and_nothing_of_it_when_refused(ines):
    omar = house.as_role(Role.OFFICER)
    person = {"username": "vera", "password": "a-long-harbour-evening", "role": "treasurer", "reason": "elected 3 May"}
    assert done(omar.post("/staff/people/open/", **person), "/staff/people/")
    assert [view.role for view in grants(actor=house.ALL) if view.account == "vera"] == [Role.TREASURER]
    assert refused(omar.post("/staff/people/open/", **person), "no-such-account", kept="vera")
    weak = omar.post("/staff/people/open/", **person | {"username": "otto", "password": "1234"})
    assert refused(weak, "weak-password", kept="otto")
    assert "1234" not in weak.content.decode()
    assert [view for view in grants(actor=house.ALL) if view.account == "otto"] == []


def test_a_role_is_given_for_one_cycle_and_ended(ines):
    omar = house.as_role(Role.OFFICER)
    account = omar.client.session["_auth_user_id"]
    path = f"/staff/people/{account}/grant/"
    assert done(omar.post(path, role="secretary", for_cycle=CYCLE, reason="stands in"))
    assert wrong(omar.post(path, role="secretary", for_cycle="elsewhere", reason="stands in"), "for_cycle")
    held = actor_of_account(account=int(account), cycle=CYCLE, at=now()).roles
    assert held == {Role.OFFICER, Role.SECRETARY}
    (grant,) = [view for view in grants(actor=house.ALL) if view.role is Role.SECRETARY and view.account == "omar"]
    end = f"/staff/people/{grant.id}/end/"
    assert done(omar.post(end, reason="back again"))
    assert refused(omar.get(end), "no-such-account")
    assert actor_of_account(account=int(account), cycle=CYCLE, at=now()).roles == {Role.OFFICER}


def test_an_entry_is_corrected_in_the_open(ines):
    path = here("record/3/correct/")
    right = {"field": "text", "now": "Every candidate of the contest is invited.", "reason": "Clearer."}
    assert done(ines.post(path, **right))
    body = last_body()
    assert (body["corrects"], body["was"], body["now"]) == (3, "Every candidate is invited.", right["now"])
    assert wrong(ines.post(path, **right | {"field": "calendar", "reason": ""}), "field", "reason")
    assert refused(ines.get(here("record/999/correct/")), "no-such-entry")
    assert wrong(ines.post(here("record/2/correct/"), field="notice_days", now="seven", reason="A slip."), "now")


def test_a_payload_is_withheld_with_its_ground():
    house.called()
    sal = house.as_role(Role.SECRETARY)
    path = here("record/3/withhold/")
    assert wrong(sal.post(path, ground="whim", reason="Because."), "ground")
    assert done(sal.post(path, ground="slip", reason="A name that should not be there."))
    assert publishable_entries(cycle=CYCLE)[3].withheld == "slip: A name that should not be there."
    assert refused(sal.post(path, ground="slip", reason="Again."), "no-such-entry")


def test_two_at_once_the_second_sees_the_refusal_and_keeps_what_was_typed(ines):
    """Both opened the form; omar was faster."""
    omar = house.as_role(Role.OFFICER)
    for person in (ines, omar):
        assert person.get(here("candidates/add/")).status_code == 200
    fields = {"candidate_name": "Dana Reyes", "status": "declared", "on": "2031-02", "note": "Seen in the Gazette."}
    assert done(omar.post(here("candidates/add/"), **fields))
    assert refused(ines.post(here("candidates/add/"), **fields), "already-added", kept="Seen in the Gazette.")
    assert len(candidates_of(cycle=CYCLE)) == 1
