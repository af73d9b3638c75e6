"""Private contacts, and what sources report of invitations."""

from typing import Any

import pytest

from hustings.core.hearings import DeclinedNotSaid
from hustings.core.values import Days, Source
from hustings.ground.record.refusals import SourceMissing
from hustings.rooms.invitations.actions import (
    log_contact,
    report_invitation,
)
from hustings.rooms.invitations.answers import ContactKind
from hustings.rooms.invitations.queries import (
    logged_contacts,
    reported_invitations,
)
from hustings.rooms.invitations.refusals import (
    AlreadyEntered,
    NotAReportedCycle,
    NotYetHappened,
)
from tests.rooms.harbor import FEBRUARY, bodies, enter_candidates_and_terms, open_reported, payloads
from tests.rooms.races import AT, DIRECTOR


@pytest.fixture
def inviting(called: str) -> str:
    return enter_candidates_and_terms(called)


def test_a_private_contact_is_logged_for_everybody_to_see(inviting: str) -> None:
    contact: dict[str, Any] = {
        "kind": ContactKind.MEETING,
        "on": Days.parse("2031-02-27"),
        "who": "the president",
        "what": "Introduction.",
    }
    log_contact(cycle=inviting, candidate="CAND-1", actor=DIRECTOR, at=AT, **contact)
    (payload,) = payloads(inviting, "contact.logged")
    assert payload["visibility"] == "public"
    assert payload["body"] == {
        "candidate": "CAND-1",
        "kind": "meeting",
        "on": "2031-02-27",
        "who": "the president",
        "what": "Introduction.",
    }
    with pytest.raises(AlreadyEntered):
        log_contact(cycle=inviting, candidate="CAND-1", actor=DIRECTOR, at=AT, **contact)
    (seen,) = logged_contacts(cycle=inviting, actor=DIRECTOR)
    assert (seen.name, seen.kind, seen.who) == ("Dana Reyes", ContactKind.MEETING, "the president")


def test_a_contact_is_logged_after_it_happened(inviting: str) -> None:
    with pytest.raises(NotYetHappened):
        log_contact(
            cycle=inviting,
            candidate="CAND-1",
            kind=ContactKind.CALL,
            on=Days.parse("2031-03-02"),
            who="the director",
            what="Dates.",
            actor=DIRECTOR,
            at=AT,
        )


@pytest.fixture
def reported(house: str) -> str:
    return open_reported()


def test_a_reported_invitation_restates_its_source(reported: str) -> None:
    report_invitation(
        cycle=reported,
        candidate="CAND-1",
        on=Days.parse("2031-01-31"),
        status="invited, scheduling under way",
        what="Invited too, according to people who know.",
        sources=[Source("Harbor Gazette", "2031-01-31", "read in a copy")],
        actor=DIRECTOR,
        at=AT,
    )
    (payload,) = payloads(reported, "invitation.reported")
    assert payload["basis"] == "reported"
    assert payload["body"] == {
        "candidate": "CAND-1",
        "on": "2031-01-31",
        "status": "invited, scheduling under way",
        "what": "Invited too, according to people who know.",
        "sources": [{"outlet": "Harbor Gazette", "day": "2031-01-31", "note": "read in a copy"}],
    }
    assert [view.status for view in reported_invitations(cycle=reported, actor=DIRECTOR)] == [
        "invited, scheduling under way"
    ]


def test_nobody_is_reported_to_have_declined_unless_the_source_says_so(reported: str) -> None:
    told: dict[str, Any] = {
        "cycle": reported,
        "candidate": "CAND-1",
        "on": Days.parse("2031-01-31"),
        "status": "declined",
        "what": "Will not come, says the campaign.",
        "sources": [Source("Harbor Gazette", "2031-01-31")],
        "actor": DIRECTOR,
        "at": AT,
    }
    with pytest.raises(DeclinedNotSaid):
        report_invitation(**told)
    report_invitation(**told, source_says_declined=True)
    assert [body["status"] for body in bodies(reported, "invitation.reported")] == ["declined"]


def test_a_report_without_a_source_and_a_report_in_a_real_cycle_are_refused(reported: str, inviting: str) -> None:
    for cycle, refusal in [(reported, SourceMissing), (inviting, NotAReportedCycle)]:
        with pytest.raises(refusal):
            report_invitation(
                cycle=cycle,
                candidate="CAND-1",
                on=FEBRUARY,
                status="invited",
                what="Invited.",
                sources=[],
                actor=DIRECTOR,
                at=AT,
            )
