"""Candidates: entered once, changed in the open, never deleted; contacts stay private."""

from datetime import datetime

import pytest

from hustings.core.phases import Phase
from hustings.core.typed import TextMissing
from hustings.core.values import Actor, Basis, Days, Role, Source
from hustings.ground.record.models import Chain
from hustings.ground.record.queries import publishable_entries, staff_entries
from hustings.ground.record.refusals import NotAllowed, SourceMissing, WrongPhase
from hustings.rooms.candidates.actions import add_candidate, add_contact, change_status, remove_contact
from hustings.rooms.candidates.queries import (
    ContactView,
    candidacy,
    candidates_of,
    contacts_of,
    history,
    standing,
)
from hustings.rooms.candidates.refusals import (
    AlreadyAdded,
    AlreadyOfStatus,
    CandidateOut,
    ContactExists,
    LanguageUnknown,
    NoSuchCandidate,
    NoSuchContact,
    NotAnAddress,
    NotAReplacement,
    StatusOutOfOrder,
)
from hustings.rooms.candidates.statuses import Status
from tests.databases import FreshDatabase
from tests.rooms.harbor import open_reported
from tests.rooms.races import AT, COLLEAGUE, DIRECTOR, at_once, open_harbor

FEBRUARY = Days.parse("2031-02")
JUNE = Days.parse("2031-06-21")
GAZETTE = Source("Harbor Gazette", "2031-02-03")


@pytest.fixture
def reyes(cycle: str, director: Actor, at: datetime) -> str:
    return add_candidate(
        cycle=cycle, name="Dana Reyes", status=Status.DECLARED, on=FEBRUARY, party="Harbor List",
        sources=[GAZETTE], actor=director, at=at,
    )  # fmt: skip


@pytest.fixture
def okafor(cycle: str, director: Actor, at: datetime) -> str:
    return add_candidate(cycle=cycle, name="Ben Okafor", status=Status.EXPECTED, on=FEBRUARY, actor=director, at=at)


def last_body(cycle: str) -> dict[str, object]:
    payload = publishable_entries(cycle=cycle)[-1].payload
    assert payload is not None
    return payload["body"]


def test_a_candidate_gets_the_next_code_and_stands_on_the_record_with_the_source(cycle: str, reyes: str) -> None:
    assert reyes == "CAND-1"
    entry = publishable_entries(cycle=cycle)[-1]
    assert entry.payload is not None
    assert (entry.payload["verb"], entry.payload["subject"]) == ("candidate.added", "CAND-1")
    assert entry.payload["body"] == {
        "candidate": "CAND-1",
        "name": "Dana Reyes",
        "party": "Harbor List",
        "status": "declared",
        "on": "2031-02",
        "sources": [{"outlet": "Harbor Gazette", "day": "2031-02-03"}],
    }


def test_candidates_are_listed_by_name_whoever_was_entered_first(cycle: str, reyes: str, okafor: str) -> None:
    listed = candidates_of(cycle=cycle)
    assert [(view.code, view.name, view.status) for view in listed] == [
        ("CAND-2", "Ben Okafor", Status.EXPECTED),
        ("CAND-1", "Dana Reyes", Status.DECLARED),
    ]


def test_nobody_is_entered_twice_whatever_the_spelling(cycle: str, reyes: str, director: Actor, at: datetime) -> None:
    with pytest.raises(AlreadyAdded) as refused:
        add_candidate(cycle=cycle, name=" dana  REYES ", status=Status.FILED, on=FEBRUARY, actor=director, at=at)
    assert refused.value.facts == {"name": "Dana Reyes", "candidate": "CAND-1"}
    assert len(candidates_of(cycle=cycle)) == 1


def test_a_candidate_needs_a_name(cycle: str, director: Actor, at: datetime) -> None:
    with pytest.raises(TextMissing):
        add_candidate(cycle=cycle, name="  ", status=Status.FILED, on=FEBRUARY, actor=director, at=at)


def test_a_member_may_not_enter_candidates(cycle: str, at: datetime) -> None:
    member = Actor("member-1", frozenset({Role.MEMBER}))
    with pytest.raises(NotAllowed):
        add_candidate(cycle=cycle, name="Dana Reyes", status=Status.FILED, on=FEBRUARY, actor=member, at=at)


def test_nothing_is_entered_in_a_closed_cycle(cycle: str, director: Actor, at: datetime) -> None:
    Chain.objects.filter(pk=cycle).update(phase=Phase.CLOSED)
    with pytest.raises(WrongPhase):
        add_candidate(cycle=cycle, name="Dana Reyes", status=Status.FILED, on=FEBRUARY, actor=director, at=at)


def test_a_withdrawal_is_dated_sourced_and_leaves_everything_in_place(
    cycle: str, reyes: str, director: Actor, at: datetime
) -> None:
    paper = Source("Harbor Gazette", "2031-06-21")
    change_status(
        cycle=cycle, candidate=reyes, status=Status.WITHDREW, on=JUNE, note="For reasons of health.",
        sources=[paper], actor=director, at=at,
    )  # fmt: skip
    assert last_body(cycle) == {
        "candidate": "CAND-1",
        "name": "Dana Reyes",
        "was": "declared",
        "status": "withdrew",
        "on": "2031-06-21",
        "note": "For reasons of health.",
        "sources": [{"outlet": "Harbor Gazette", "day": "2031-06-21"}],
    }
    found = candidacy(cycle=cycle, candidate=reyes)
    assert (found.status, found.stands, found.current.on, found.current.sources) == (
        Status.WITHDREW, False, JUNE, (paper,),
    )  # fmt: skip
    assert [(step.status, step.on.text) for step in history(cycle=cycle, candidate=reyes)] == [
        (Status.DECLARED, "2031-02"),
        (Status.WITHDREW, "2031-06-21"),
    ]


def test_what_is_new_is_only_for_those_who_stand(cycle: str, reyes: str, director: Actor, at: datetime) -> None:
    assert standing(cycle=cycle, candidate=reyes).name == "Dana Reyes"
    change_status(cycle=cycle, candidate=reyes, status=Status.WITHDREW, on=JUNE, actor=director, at=at)
    with pytest.raises(CandidateOut) as refused:
        standing(cycle=cycle, candidate=reyes)
    assert refused.value.message == "Dana Reyes no longer stands: “withdrew” since 2031-06-21."


def test_a_candidate_may_come_back(cycle: str, reyes: str, director: Actor, at: datetime) -> None:
    change_status(cycle=cycle, candidate=reyes, status=Status.WITHDREW, on=JUNE, actor=director, at=at)
    july = Days.parse("2031-07-04")
    change_status(cycle=cycle, candidate=reyes, status=Status.DECLARED, on=july, actor=director, at=at)
    assert candidacy(cycle=cycle, candidate=reyes).stands


def test_a_replacement_is_another_candidate_of_the_same_cycle(
    cycle: str, reyes: str, okafor: str, director: Actor, at: datetime
) -> None:
    for status, replaced_by in [(Status.REPLACED, reyes), (Status.REPLACED, "CAND-9"), (Status.WITHDREW, okafor)]:
        with pytest.raises(NotAReplacement):
            change_status(
                cycle=cycle, candidate=reyes, status=status, on=JUNE, replaced_by=replaced_by, actor=director, at=at
            )
    change_status(
        cycle=cycle, candidate=reyes, status=Status.REPLACED, on=JUNE, replaced_by=okafor, actor=director, at=at
    )
    assert last_body(cycle)["replaced_by"] == "CAND-2"
    assert candidacy(cycle=cycle, candidate=reyes).current.replaced_by == "CAND-2"


def test_the_same_status_twice_is_refused(cycle: str, reyes: str, director: Actor, at: datetime) -> None:
    with pytest.raises(AlreadyOfStatus) as refused:
        change_status(cycle=cycle, candidate=reyes, status=Status.DECLARED, on=JUNE, actor=director, at=at)
    assert refused.value.message == "Dana Reyes is already “declared” since 2031-02."


def test_a_status_cannot_begin_before_the_one_it_follows(cycle: str, reyes: str, director: Actor, at: datetime) -> None:
    with pytest.raises(StatusOutOfOrder):
        change_status(
            cycle=cycle, candidate=reyes, status=Status.FILED, on=Days.parse("2031-01-31"), actor=director, at=at
        )
    within = Days.parse("2031-02-10")
    assert change_status(
        cycle=cycle, candidate=reyes, status=Status.FILED, on=within, actor=director, at=at
    ) is Status.FILED  # fmt: skip


def test_an_unknown_code_is_refused(cycle: str, director: Actor, at: datetime) -> None:
    with pytest.raises(NoSuchCandidate) as refused:
        change_status(cycle=cycle, candidate="CAND-7", status=Status.FILED, on=JUNE, actor=director, at=at)
    assert refused.value.facts == {"cycle": "harbor-2031", "candidate": "CAND-7"}


def test_a_reported_cycle_holds_only_what_a_named_source_says(house: str) -> None:
    cycle = open_reported()
    payload = publishable_entries(cycle=cycle)[-1].payload
    assert payload is not None
    assert (payload["verb"], payload["basis"]) == ("candidate.added", Basis.REPORTED)
    with pytest.raises(SourceMissing):
        add_candidate(cycle=cycle, name="Ben Okafor", status=Status.DECLARED, on=FEBRUARY, actor=DIRECTOR, at=AT)
    assert [view.name for view in candidates_of(cycle=cycle)] == ["Dana Reyes"]


def test_a_contact_is_private_and_never_on_the_record(cycle: str, reyes: str, director: Actor, at: datetime) -> None:
    contact = add_contact(cycle=cycle, candidate=reyes, name="Ann Wu", email="ann@reyes.example", actor=director, at=at)
    assert contacts_of(cycle=cycle, candidate=reyes, actor=director) == (
        ContactView(contact, "Ann Wu", "ann@reyes.example"),
    )
    everything = str([entry.payload for entry in staff_entries(cycle=cycle, actor=director)])
    assert "Wu" not in everything
    assert "reyes.example" not in everything
    assert publishable_entries(cycle=cycle)[-1].payload is None
    for role in (Role.MEMBER, Role.CAMPAIGN, Role.BOARD):
        with pytest.raises(NotAllowed):
            contacts_of(cycle=cycle, candidate=reyes, actor=Actor("x", frozenset({role}), reyes))


def test_a_contact_has_a_role_and_a_language_for_letters(cycle: str, reyes: str, director: Actor, at: datetime) -> None:
    who = {"cycle": cycle, "candidate": reyes, "actor": director, "at": at, "name": "Ann Wu"}
    with pytest.raises(LanguageUnknown):
        add_contact(email="ann@reyes.example", language="tlh", **who)
    add_contact(email="ann@reyes.example", role="scheduling", language="es", **who)
    (kept,) = contacts_of(cycle=cycle, candidate=reyes, actor=director)
    assert (kept.role, kept.language) == ("scheduling", "es")


@pytest.mark.parametrize("email", ["ann", "ann@reyes", "ann@reyes.org", "ann@reyes.example\nBcc: x@y.example"])
def test_a_rehearsal_keeps_only_addresses_that_reach_nobody(
    email: str, cycle: str, reyes: str, director: Actor, at: datetime
) -> None:
    with pytest.raises(NotAnAddress):
        add_contact(cycle=cycle, candidate=reyes, name="Ann Wu", email=email, actor=director, at=at)


def test_one_address_is_kept_once_and_really_deleted(cycle: str, reyes: str, director: Actor, at: datetime) -> None:
    who = {"cycle": cycle, "candidate": reyes, "actor": director, "at": at}
    contact = add_contact(name="Ann Wu", email="ann@reyes.example", **who)
    with pytest.raises(ContactExists):
        add_contact(name="A. Wu", email="Ann@Reyes.example", **who)
    remove_contact(contact=contact, **who)
    assert contacts_of(cycle=cycle, candidate=reyes, actor=director) == ()
    with pytest.raises(NoSuchContact):
        remove_contact(contact=contact, **who)


def test_a_contact_of_one_candidate_is_not_removed_through_another(
    cycle: str, reyes: str, okafor: str, director: Actor, at: datetime
) -> None:
    contact = add_contact(cycle=cycle, candidate=reyes, name="Ann Wu", email="ann@reyes.example", actor=director, at=at)
    with pytest.raises(NoSuchContact):
        remove_contact(cycle=cycle, candidate=okafor, contact=contact, actor=director, at=at)


def test_of_two_staff_who_enter_the_same_candidate_at_once_the_second_is_refused(
    fresh_database: FreshDatabase,
) -> None:
    cycle = open_harbor(Phase.CALLED)

    def enter(actor: Actor) -> str:
        return add_candidate(cycle=cycle, name="Dana Reyes", status=Status.DECLARED, on=FEBRUARY, actor=actor, at=AT)

    answers = at_once(fresh_database, lambda: enter(DIRECTOR), lambda: enter(COLLEAGUE))
    assert sorted(answers) == ["CAND-1", "already-added"]
    verbs = [entry.payload["verb"] for entry in publishable_entries(cycle=cycle) if entry.payload]
    assert verbs.count("candidate.added") == 1


def test_of_two_staff_who_change_the_same_status_at_once_the_second_is_refused(
    fresh_database: FreshDatabase,
) -> None:
    cycle = open_harbor(Phase.CALLED)
    reyes = add_candidate(cycle=cycle, name="Dana Reyes", status=Status.DECLARED, on=FEBRUARY, actor=DIRECTOR, at=AT)

    def withdraw(actor: Actor) -> Status:
        return change_status(cycle=cycle, candidate=reyes, status=Status.WITHDREW, on=JUNE, actor=actor, at=AT)

    answers = at_once(fresh_database, lambda: withdraw(DIRECTOR), lambda: withdraw(COLLEAGUE))
    assert sorted(answers) == ["already-of-status", "withdrew"]
    assert len(history(cycle=cycle, candidate=reyes)) == 2
