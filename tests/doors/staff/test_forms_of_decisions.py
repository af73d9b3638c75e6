"""The forms of roll, polls, board, fund, statements and publication: each once right and once refused."""

import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.reference import ENGINE
from hustings.core.ballots.trustee_part import decrypt_tally
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.values import Role
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.ballots.actions import declare_poll, take_decryption
from hustings.rooms.ballots.declaring import undivided
from hustings.rooms.ballots.intake import cast
from hustings.rooms.ballots.queries import poll_of
from hustings.rooms.board.queries import motion_of
from hustings.rooms.fund.queries import gifts_of
from hustings.rooms.publication.queries import moments
from hustings.rooms.releases.queries import releases_of
from hustings.rooms.roll.queries import snapshot_of
from hustings.rooms.straw_polls.queries import polls_of, sheet_of
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused, wrong
from tests.rooms.polls import report_of

pytestmark = pytest.mark.django_db

SEATS = "President\nSecretary\nTrustee A\nTrustee B\nTrustee C"
MOTION = {
    "motion_title": "Endorse Dana Reyes",
    "text": "The board endorses Dana Reyes.",
    "asks": "endorse CAND-1",
    "seats": SEATS,
    "noticed_on": "2031-03-01",
    "meeting_on": "2031-03-15",
}
GIFT = {
    "recipient": "Harbor Party",
    "recipient_kind": "national_party_additional_account",
    "account": "convention",
    "election": "",
    "cents": "45,000",
    "purpose": "Convention",
    "given_on": "2026-06-01",
    "donor_kind": "multicandidate_pac",
    "candidate": "",
}


def addresses(response) -> list[str]:
    """The private addresses that a page shows."""
    return re.findall(r"<code data-copy>http://testserver(.*?)</code>", response.content.decode())


def votes(*said: str, casting: str = "") -> dict[str, str]:
    return {f"seat-{place}": vote for place, vote in enumerate(said)} | {"on": "2031-03-15", "casting": casting}


def test_the_roll_is_frozen_once_and_not_before_its_day(tmp_path):
    house.polled(tmp_path)
    eli = house.as_role(Role.ELECTION_OFFICER)
    path, rule = here("roll/freeze/"), {"paid_up": "on", "n_days_member": "0"}
    assert refused(eli.post(path, **rule), "record-date-ahead")
    house.set_clock(datetime(2031, 5, 2, 12, tzinfo=UTC))
    assert wrong(eli.post(path, n_days_member="-1"), "n_days_member")
    assert done(eli.post(path, **rule), here("roll/"))
    assert snapshot_of(cycle=CYCLE).n_members == 6
    assert refused(eli.post(path, **rule), "already-frozen")
    assert "Exact numbers, for the desk only" in eli.get(here("roll/")).content.decode()


def test_a_members_private_page_is_made_only_for_who_was_on_the_roll(tmp_path):
    house.polled(tmp_path)
    eli = house.as_role(Role.ELECTION_OFFICER)
    path = here("roll/link/")
    assert refused(eli.post(path, number="0001"), "no-snapshot", kept="0001")
    house.set_clock(datetime(2031, 5, 2, 12, tzinfo=UTC))
    eli.post(here("roll/freeze/"), paid_up="on", n_days_member="0")
    assert refused(eli.post(path, number="9999"), "not-on-the-roll", kept="9999")
    page = eli.post(path, number="0001")
    assert page.headers["Cache-Control"].startswith("no-store")
    (address,) = addresses(page)
    assert eli.get(address).status_code == 200


def test_a_straw_poll_is_opened_with_two_options_or_more(tmp_path):
    house.polled(tmp_path)
    ines = house.as_role(Role.DIRECTOR)
    path = here("straw-polls/open/")
    poll = {"question": "Which issue first?", "options": "Wages\nSafety", "opens_on": "2031-03-05"}
    poll |= {"closes_on": "2031-03-25"}
    assert refused(ines.post(path, **poll | {"options": "Wages"}), "options-unclear", kept="Which issue first?")
    assert refused(ines.post(path, **poll | {"closes_on": "2031-03-01"}), "days-inverted")
    assert done(ines.post(path, **poll), here("straw-polls/"))
    assert [view.code for view in polls_of(cycle=CYCLE)] == ["POLL-L1", "POLL-L2"]


def test_two_links_are_made_for_every_local_and_shown_once(tmp_path):
    house.polled(tmp_path)
    eli = house.as_role(Role.ELECTION_OFFICER)
    path = here("straw-polls/POLL-L1/links/")
    assert wrong(eli.post(path, locals_of=["L-9"]), "locals_of")
    page = eli.post(path, locals_of=["L-1", "L-2"])
    made = addresses(page)
    assert len(set(made)) == 4
    assert all(eli.get(address).status_code == 200 for address in made)
    assert not any(address in eli.get(path).content.decode() for address in made)
    assert refused(eli.get(here("straw-polls/POLL-9/links/")), "no-such-poll")


def test_a_sheet_is_entered_once_and_the_poll_closes_on_its_last_day(tmp_path):
    house.polled(tmp_path)
    house.set_clock(datetime(2031, 3, 12, 12, tzinfo=UTC))
    eli = house.as_role(Role.ELECTION_OFFICER)
    path = here("straw-polls/POLL-L1/sheet/")
    sheet = {"local": "L-1", "held_on": "2031-03-10", "n_present": "3", "votes-0": "2", "votes-1": "0", "votes-2": "1"}
    assert refused(eli.send(path, sheet | {"n_present": "2"}), "more-votes-than-present")
    assert done(eli.send(path, sheet), here("straw-polls/POLL-L1/"))
    assert sheet_of(cycle=CYCLE, poll="POLL-L1", local="L-1", actor=house.ALL).confirmed is False
    assert refused(eli.send(path, sheet), "sheet-already-entered")
    close = here("straw-polls/POLL-L1/close/")
    assert refused(eli.post(close), "poll-not-over")
    house.set_clock(datetime(2031, 3, 25, 20, tzinfo=UTC))
    assert done(eli.post(close))
    assert publishable_entries(cycle=CYCLE)[-1].body["n_sheets"] == 0
    assert refused(eli.post(close), "poll-closed")


def test_a_sheet_is_corrected_in_the_open_with_a_reason(tmp_path):
    house.polled(tmp_path)
    house.set_clock(datetime(2031, 3, 12, 12, tzinfo=UTC))
    eli = house.as_role(Role.ELECTION_OFFICER)
    sheet = {"local": "L-1", "held_on": "2031-03-10", "n_present": "3", "votes-0": "2", "votes-1": "0", "votes-2": "1"}
    assert done(eli.send(here("straw-polls/POLL-L1/sheet/"), sheet))
    path = here("straw-polls/POLL-L1/correct/")
    slip = {"sheet": "SHEET-1", "option": "Dana Reyes", "now": "1", "reason": "A two was read for a one."}
    assert wrong(eli.post(path, **slip | {"sheet": "SHEET-9", "reason": ""}), "sheet", "reason")
    assert refused(eli.post(path, **slip | {"option": "", "now": "3"}), "figure-unchanged", kept="A two was read")
    assert done(eli.post(path, **slip), here("straw-polls/POLL-L1/"))
    told = publishable_entries(cycle=CYCLE)[-1].body
    assert (told["was"], told["now"], told["reason"]) == (2, 1, "A two was read for a one.")
    assert "Correct a sheet" in eli.get(here("straw-polls/POLL-L1/")).content.decode()


def test_a_secret_poll_gets_its_head_is_closed_and_counted(tmp_path, settings):
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    house.hearing()
    draw = random.Random(7).randbytes
    uuid = make_uuid(draw=draw)
    keys = [make_trustee_key(draw=draw) for _ in range(2)]
    credentials = [make_credential(uuid=uuid, draw=draw) for _ in range(3)]
    opens_at, closes_at = datetime(2031, 3, 2, 12, tzinfo=UTC), datetime(2031, 3, 9, 12, tzinfo=UTC)
    declare_poll(
        cycle=CYCLE, question="Whom should we endorse?", answers=["Dana Reyes", "Ben Okafor"], opens_at=opens_at,
        closes_at=closes_at, trustees=[key.trustee for key in keys],
        units=undivided(uuid=uuid, credentials=[each.public for each in credentials]), actor=house.ALL, at=opens_at,
    )  # fmt: skip
    election = report_of(CYCLE, "POLL-S1").expect_setup().election
    ballots = (
        ENGINE.make_ballot(election=election, credential=each.secret, choices=[[1, 0]], draw=draw)
        for each in credentials[:2]
    )
    list(cast(cycle=CYCLE, poll="POLL-S1", unit="U01", ballots=ballots, at=opens_at))
    eli = house.as_role(Role.ELECTION_OFFICER)
    page = here("secret-polls/POLL-S1/")
    assert done(eli.post(page + "head/"), page)
    assert refused(eli.post(page + "close/"), "poll-state")
    assert refused(eli.post(page + "count/"), "poll-state")
    house.set_clock(datetime(2031, 3, 10, tzinfo=UTC))
    assert done(eli.post(page + "close/"), page)
    assert refused(eli.post(page + "count/"), "decryptions-missing")
    for key in keys:
        part = decrypt_tally(report=report_of(CYCLE, "POLL-S1"), private_key=key.private_key, draw=draw, at_least=0)
        take_decryption(cycle=CYCLE, poll="POLL-S1", unit="U01", part=part, actor=house.ALL, at=house.at())
    assert done(eli.post(page + "count/"), page)
    assert poll_of(cycle=CYCLE, poll="POLL-S1").state == "counted"
    assert refused(eli.get(here("secret-polls/POLL-S9/close/")), "no-such-poll")


def test_a_motion_is_put_with_its_seats():
    house.hearing()
    sal = house.as_role(Role.SECRETARY)
    path = here("board/put/")
    assert wrong(sal.post(path, **MOTION | {"asks": "endorse CAND-9", "seats": ""}), "asks", "seats")
    before = sal.post(path, **MOTION | {"meeting_on": "2031-02-01"})
    assert refused(before, "no-seats", kept="The board endorses Dana Reyes.")
    weighted = sal.post(path, **MOTION | {"seats": "President: 3\nTrustee A"})
    assert refused(weighted, "weight-not-allowed", kept="President: 3")
    assert done(sal.post(path, **MOTION | {"seats": "President: 1\nTrustee A"}))
    motion = motion_of(cycle=CYCLE, motion="MOT-1", actor=house.ALL)
    assert motion.seats == ("President", "Trustee A")
    assert publishable_entries(cycle=CYCLE)[-1].body["seats"] == [
        {"seat": "President", "weight": 1},
        {"seat": "Trustee A", "weight": 1},
    ]


def test_the_roll_call_shows_how_the_rule_gives_the_outcome():
    house.hearing()
    sal = house.as_role(Role.SECRETARY)
    sal.post(here("board/put/"), **MOTION)
    path = here("board/MOT-1/roll-call/")
    assert wrong(sal.send(path, votes("yes", "yes", "yes", "perhaps", "no")), "seat-3")
    assert done(sal.send(path, votes("yes", "yes", "yes", "abstain", "no")), here("board/MOT-1/"))
    page = sal.get(here("board/MOT-1/")).content.decode()
    assert "3 of 4 votes cast without abstentions = 75.0 %, needs at least 60 %: passes." in page
    assert "Outcome: endorse (Endorse Dana Reyes)." in page
    again = sal.send(path, votes("yes", "yes", "yes", "no", "no"))
    assert refused(again, "already-decided")
    assert refused(sal.get(here("board/MOT-9/roll-call/")), "no-such-motion")


def test_a_choice_among_all_candidates_is_voted_by_name():
    house.hearing()
    sal = house.as_role(Role.SECRETARY)
    assert done(sal.post(here("board/put/"), **MOTION | {"asks": "choice", "motion_title": "Whom to endorse"}))
    assert done(sal.send(here("board/MOT-1/roll-call/"), votes("CAND-1", "CAND-1", "CAND-1", "none", "absent")))
    assert motion_of(cycle=CYCLE, motion="MOT-1", actor=house.ALL).outcome == "endorse"


def test_a_gift_goes_from_proposal_to_payment_in_its_order():
    house.hearing()
    tess, sal = house.as_role(Role.TREASURER), house.as_role(Role.SECRETARY)
    assert wrong(tess.post(here("fund/propose/"), **GIFT | {"cents": "much"}), "cents")
    assert done(tess.post(here("fund/propose/"), **GIFT))
    page = here("fund/GIFT-1/")
    assert refused(tess.post(page + "approve/"), "not-approved")
    assert refused(tess.post(page + "check/"), "gift-state")
    sal.post(here("board/put/"), **MOTION | {"asks": "approve GIFT-1", "motion_title": "Approve the gift"})
    sal.send(here("board/MOT-1/roll-call/"), votes("yes", "yes", "yes", "yes", "no"))
    assert done(tess.post(page + "approve/"), page)
    assert done(tess.post(page + "check/"), page)
    assert wrong(tess.post(page + "pay/", on=""), "on")
    assert done(tess.post(page + "pay/", on="2026-06-02"), page)
    assert [(gift.state, gift.cents, gift.given_on) for gift in gifts_of(cycle=CYCLE, actor=house.ALL)] == [
        ("paid", 4_500_000, date(2026, 6, 2))
    ]
    assert refused(tess.post(page + "pay/", on="2026-06-02"), "gift-state")


def test_a_gift_a_cent_over_the_limit_is_not_checked_but_refused_with_a_reason():
    house.hearing()
    tess, sal = house.as_role(Role.TREASURER), house.as_role(Role.SECRETARY)
    tess.post(here("fund/propose/"), **GIFT | {"cents": "45,000.01"})
    sal.post(here("board/put/"), **MOTION | {"asks": "approve GIFT-1", "motion_title": "Approve the gift"})
    sal.send(here("board/MOT-1/roll-call/"), votes("yes", "yes", "yes", "yes", "no"))
    page = here("fund/GIFT-1/")
    tess.post(page + "approve/")
    assert refused(tess.post(page + "check/"), "over-limit")
    assert wrong(tess.post(page + "refuse/", reason=""), "reason")
    assert done(tess.post(page + "refuse/", reason="One cent over."), page)
    assert "fails" in tess.get(page).content.decode()
    assert refused(tess.get(here("fund/GIFT-9/refuse/")), "no-such-gift")


def test_a_statement_is_cleared_by_a_second_person():
    house.hearing()
    ines, omar = house.as_role(Role.DIRECTOR), house.as_role(Role.OFFICER)
    draft = {"audience": "members", "about": "RT-1", "headline": "Dana Reyes at Harbor Hall", "text": "She spoke."}
    assert wrong(ines.post(here("statements/draft/"), **draft | {"about": "RT-9", "text": ""}), "about", "text")
    assert done(ines.post(here("statements/draft/"), **draft))
    path = here("statements/REL-1/clear/")
    assert refused(ines.post(path), "own-clearance")
    assert done(omar.post(path), here("statements/"))
    assert releases_of(cycle=CYCLE, actor=house.ALL)[0].issued_at is not None
    assert refused(omar.post(path), "no-such-release")


def test_publishing_shows_what_becomes_public_and_nothing_else():
    house.hearing()
    ines = house.as_role(Role.DIRECTOR)
    path = here("publication/publish/")
    page = ines.get(path)
    assert "Roundtable with Dana Reyes is set." in page.content.decode()
    assert "private link" not in page.content.decode()


def test_what_was_added_meanwhile_is_looked_at_again_and_nothing_new_is_refused():
    house.hearing()
    ines = house.as_role(Role.DIRECTOR)
    path = here("publication/publish/")
    seen = ines.get(path).context["form"]["n_seen"].value()
    house.as_role(Role.DIRECTOR).post(here("rules/date/"), label="Town hall", on="2031-06-01")
    grown = ines.post(path, note="The first one", n_seen=seen)
    assert grown.status_code == 422
    assert "One entry was added since this page was shown." in grown.content.decode()
    assert "The first one" in grown.content.decode()
    assert done(ines.post(path, note="The first one", n_seen=seen + 1), here("publication/"))
    assert [view.code for view in moments(cycle=CYCLE)] == ["PUB-1"]
    fresh = ines.get(path).context["form"]["n_seen"].value()
    assert refused(ines.post(path, note="", n_seen=fresh), "nothing-new")
