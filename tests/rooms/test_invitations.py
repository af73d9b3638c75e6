"""Invitations: one text for all, every difference explained, only the silent reminded."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hustings.core.canonical import sha256_hex
from hustings.core.hearings import Audience
from hustings.core.phases import Phase
from hustings.core.typed import NumberOutOfRange, TextMissing
from hustings.core.values import Actor
from hustings.ground.record.refusals import WrongPhase
from hustings.rooms.candidates.refusals import CandidateOut, NoSuchCandidate
from hustings.rooms.cycles.refusals import NoChange, ReasonMissing
from hustings.rooms.invitations.actions import (
    adopt_terms,
    answer_offer,
    move_deadline,
    remind,
    send_invitation,
)
from hustings.rooms.invitations.answers import Answer
from hustings.rooms.invitations.queries import (
    offers_of,
    silent,
    standard_terms,
    uninvited,
)
from hustings.rooms.invitations.refusals import (
    AlreadyInvited,
    DeadlineInThePast,
    DeadlineShortened,
    NoTerms,
    NothingDiffers,
    NotInvited,
    NotSilent,
    RemindedToday,
    TermsDiffer,
    TermsFrozen,
    TooLateToRemind,
)
from tests.databases import FreshDatabase
from tests.rooms.harbor import (
    DAY,
    DEADLINE,
    TERMS,
    bodies,
    campaign,
    enter_candidates,
    enter_candidates_and_terms,
    invite_both,
    payloads,
    withdraw,
)
from tests.rooms.races import AT, COLLEAGUE, DIRECTOR, at_once, open_harbor


@pytest.fixture
def inviting(called: str) -> str:
    return enter_candidates_and_terms(called)


@pytest.fixture
def invited(called: str) -> str:
    return invite_both(called)


def test_the_terms_are_on_the_public_record_before_anybody_is_invited(inviting: str) -> None:
    (payload,) = payloads(inviting, "terms.adopted")
    assert (payload["subject"], payload["visibility"]) == ("TERMS-1", "public")
    assert payload["body"] == {
        "version": 1,
        "text": "Come and speak with us.",
        "text_digest": sha256_hex(b"Come and speak with us."),
        "terms": {"minutes": 90, "n_slots": 3, "audience": "restricted class"},
        "deadline_at": "2031-04-01T17:00:00Z",
    }
    assert standard_terms(cycle=inviting, actor=DIRECTOR) == TERMS


def test_terms_may_be_replaced_until_the_first_invitation_is_sent(inviting: str) -> None:
    longer = replace(TERMS, minutes=120)
    assert adopt_terms(cycle=inviting, terms=longer, actor=DIRECTOR, at=AT) == 2
    send_invitation(cycle=inviting, candidate="CAND-1", actor=DIRECTOR, at=AT)
    with pytest.raises(TermsFrozen):
        adopt_terms(cycle=inviting, terms=TERMS, actor=DIRECTOR, at=AT)
    assert standard_terms(cycle=inviting, actor=DIRECTOR) == longer


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"text": "  "}, TextMissing),
        ({"minutes": 0}, NumberOutOfRange),
        ({"n_slots": 0}, NumberOutOfRange),
        ({"deadline_at": AT}, DeadlineInThePast),
    ],
)
def test_terms_that_nobody_could_accept_are_refused(change: Any, refusal: type[Exception], called: str) -> None:
    with pytest.raises(refusal):
        adopt_terms(cycle=called, terms=replace(TERMS, **change), actor=DIRECTOR, at=AT)
    with pytest.raises(NoTerms):
        standard_terms(cycle=called, actor=DIRECTOR)


def test_every_candidate_gets_the_same_offer(invited: str) -> None:
    first, second = bodies(invited, "invitation.sent")
    assert first == {
        "invitation": "INV-1",
        "candidate": "CAND-1",
        "sent_on": "2031-03-01",
        "text": "Come and speak with us.",
        "text_digest": sha256_hex(b"Come and speak with us."),
        "terms": {"minutes": 90, "n_slots": 3, "audience": "restricted class"},
        "deadline_at": "2031-04-01T17:00:00Z",
    }
    assert second == first | {"invitation": "INV-2", "candidate": "CAND-2"}
    assert {payload["visibility"] for payload in payloads(invited, "invitation.sent")} == {"campaign"}
    offers = offers_of(cycle=invited, actor=DIRECTOR)
    assert [(offer.name, offer.code, offer.terms) for offer in offers] == [
        ("Ben Okafor", "INV-2", TERMS),
        ("Dana Reyes", "INV-1", TERMS),
    ]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"minutes": 60}, "minutes"),
        ({"text": "Come, please."}, "text"),
        ({"n_slots": 1, "audience": Audience.WIDER}, "n_slots, audience"),
        ({"deadline_at": DEADLINE + DAY}, "deadline_at"),
    ],
)
def test_other_terms_need_a_reason_that_everybody_can_read(change: Any, named: str, inviting: str) -> None:
    other = replace(TERMS, **change)
    with pytest.raises(TermsDiffer) as refused:
        send_invitation(cycle=inviting, candidate="CAND-1", terms=other, actor=DIRECTOR, at=AT)
    assert refused.value.facts == {"fields": named}
    why = "Entered the race on 21 March."
    send_invitation(cycle=inviting, candidate="CAND-1", terms=other, differs_because=why, actor=DIRECTOR, at=AT)
    assert bodies(inviting, "invitation.sent")[0]["differs_because"] == why
    assert offers_of(cycle=inviting, actor=DIRECTOR)[0].terms == other


def test_a_reason_without_a_difference_is_refused(inviting: str) -> None:
    with pytest.raises(NothingDiffers):
        send_invitation(cycle=inviting, candidate="CAND-1", differs_because="Just so.", actor=DIRECTOR, at=AT)


def test_nobody_is_invited_twice(invited: str) -> None:
    with pytest.raises(AlreadyInvited) as refused:
        send_invitation(cycle=invited, candidate="CAND-1", actor=DIRECTOR, at=AT)
    assert refused.value.message == "Dana Reyes was invited on 2031-03-01 (INV-1)."


def test_nobody_is_invited_without_terms(called: str) -> None:
    enter_candidates(called)
    with pytest.raises(NoTerms):
        send_invitation(cycle=called, candidate="CAND-1", actor=DIRECTOR, at=AT)


def test_nobody_is_invited_after_the_deadline_unless_with_a_later_one_and_a_reason(inviting: str) -> None:
    late = DEADLINE + DAY
    with pytest.raises(DeadlineInThePast):
        send_invitation(cycle=inviting, candidate="CAND-1", actor=DIRECTOR, at=late)
    terms = replace(TERMS, deadline_at=DEADLINE + 10 * DAY)
    send_invitation(
        cycle=inviting, candidate="CAND-1", terms=terms, differs_because="A new candidate.", actor=DIRECTOR, at=late
    )
    assert offers_of(cycle=inviting, actor=DIRECTOR)[0].terms.deadline_at == DEADLINE + 10 * DAY


def test_who_withdrew_is_not_invited_and_who_does_not_exist_neither(inviting: str) -> None:
    withdraw(inviting, "CAND-1")
    with pytest.raises(CandidateOut):
        send_invitation(cycle=inviting, candidate="CAND-1", actor=DIRECTOR, at=AT)
    with pytest.raises(NoSuchCandidate):
        send_invitation(cycle=inviting, candidate="CAND-9", actor=DIRECTOR, at=AT)
    assert [view.code for view in uninvited(cycle=inviting, actor=DIRECTOR)] == ["CAND-2"]


def test_nobody_is_invited_before_the_call(cycle: str) -> None:
    enter_candidates(cycle)
    adopt_terms(cycle=cycle, terms=TERMS, actor=DIRECTOR, at=AT)
    with pytest.raises(WrongPhase):
        send_invitation(cycle=cycle, candidate="CAND-1", actor=DIRECTOR, at=AT)


def test_a_moved_deadline_shows_both_moments_and_the_reason_and_serves_everybody(invited: str) -> None:
    later = DEADLINE + 7 * DAY
    move_deadline(cycle=invited, to=later, reason="The mail was slow.", actor=DIRECTOR, at=AT)
    assert bodies(invited, "invitation.deadline-moved") == [
        {
            "was": "2031-04-01T17:00:00Z",
            "now": "2031-04-08T17:00:00Z",
            "reason": "The mail was slow.",
            "invitations": ["INV-1", "INV-2"],
            "candidates": ["CAND-1", "CAND-2"],
        }
    ]
    for offer in offers_of(cycle=invited, actor=DIRECTOR):
        assert offer.terms.deadline_at == later
        assert [(move.was_at, move.now_at, move.reason) for move in offer.moves] == [
            (DEADLINE, later, "The mail was slow.")
        ]
    answer_offer(cycle=invited, invitation="INV-1", answer=Answer.ACCEPTED, actor=campaign("CAND-1"), at=DEADLINE + DAY)


def test_a_deadline_moves_only_with_a_reason_and_never_to_an_earlier_moment(invited: str) -> None:
    for to, reason, refusal in [
        (DEADLINE + DAY, " ", ReasonMissing),
        (DEADLINE, "No change.", NoChange),
        (DEADLINE - DAY, "Hurry.", DeadlineShortened),
        (AT, "Now.", DeadlineInThePast),
    ]:
        with pytest.raises(refusal):
            move_deadline(cycle=invited, to=to, reason=reason, actor=DIRECTOR, at=AT)
    assert bodies(invited, "invitation.deadline-moved") == []


def test_an_offer_with_a_deadline_of_its_own_keeps_it(inviting: str) -> None:
    own = replace(TERMS, deadline_at=DEADLINE + 30 * DAY)
    send_invitation(
        cycle=inviting, candidate="CAND-1", terms=own, differs_because="A new candidate.", actor=DIRECTOR, at=AT
    )
    send_invitation(cycle=inviting, candidate="CAND-2", actor=DIRECTOR, at=AT)
    move_deadline(cycle=inviting, to=DEADLINE + DAY, reason="The mail was slow.", actor=DIRECTOR, at=AT)
    moved, kept = offers_of(cycle=inviting, actor=DIRECTOR)
    assert (moved.terms.deadline_at, len(moved.moves)) == (DEADLINE + DAY, 1)
    assert (kept.terms.deadline_at, len(kept.moves)) == (DEADLINE + 30 * DAY, 0)


def test_only_the_silent_are_reminded_and_once_a_day(invited: str) -> None:
    answer_offer(cycle=invited, invitation="INV-1", answer=Answer.ACCEPTED, actor=campaign("CAND-1"), at=AT + DAY)
    assert [offer.code for offer in silent(cycle=invited, actor=DIRECTOR)] == ["INV-2"]
    with pytest.raises(NotSilent) as refused:
        remind(cycle=invited, candidate="CAND-1", actor=DIRECTOR, at=AT + DAY)
    assert refused.value.message == "Dana Reyes has already replied (accepted)."
    remind(cycle=invited, candidate="CAND-2", actor=DIRECTOR, at=AT + DAY)
    with pytest.raises(RemindedToday):
        remind(cycle=invited, candidate="CAND-2", actor=DIRECTOR, at=AT + DAY)
    remind(cycle=invited, candidate="CAND-2", actor=DIRECTOR, at=AT + 2 * DAY)
    assert bodies(invited, "invitation.reminded") == [
        {"invitation": "INV-2", "candidate": "CAND-2", "on": "2031-03-02"},
        {"invitation": "INV-2", "candidate": "CAND-2", "on": "2031-03-03"},
    ]
    assert offers_of(cycle=invited, actor=DIRECTOR)[0].reminded_on == (date(2031, 3, 2), date(2031, 3, 3))


def test_nobody_is_reminded_of_what_can_no_longer_be_answered(invited: str) -> None:
    with pytest.raises(TooLateToRemind):
        remind(cycle=invited, candidate="CAND-1", actor=DIRECTOR, at=DEADLINE + DAY)


def test_who_withdrew_is_no_longer_silent(invited: str) -> None:
    withdraw(invited, "CAND-2")
    assert [offer.code for offer in silent(cycle=invited, actor=DIRECTOR)] == ["INV-1"]
    with pytest.raises(CandidateOut):
        remind(cycle=invited, candidate="CAND-2", actor=DIRECTOR, at=AT + DAY)


def test_who_was_not_invited_is_not_reminded(inviting: str) -> None:
    with pytest.raises(NotInvited):
        remind(cycle=inviting, candidate="CAND-1", actor=DIRECTOR, at=AT)


@pytest.fixture
def committed(fresh_database: FreshDatabase) -> str:
    return enter_candidates_and_terms(open_harbor(Phase.INVITING))


def test_of_two_staff_who_invite_the_same_candidate_at_once_the_second_is_refused(
    committed: str, fresh_database: FreshDatabase
) -> None:
    def invite(actor: Actor) -> str:
        return send_invitation(cycle=committed, candidate="CAND-1", actor=actor, at=AT)

    answers = at_once(fresh_database, lambda: invite(DIRECTOR), lambda: invite(COLLEAGUE))
    assert sorted(answers) == ["INV-1", "already-invited"]
    assert len(bodies(committed, "invitation.sent")) == 1


def test_of_two_staff_who_remind_at_once_the_second_is_refused(committed: str, fresh_database: FreshDatabase) -> None:
    send_invitation(cycle=committed, candidate="CAND-1", actor=DIRECTOR, at=AT)

    def again(actor: Actor) -> str:
        return remind(cycle=committed, candidate="CAND-1", actor=actor, at=AT + DAY)

    answers = at_once(fresh_database, lambda: again(DIRECTOR), lambda: again(COLLEAGUE))
    assert sorted(answers) == ["INV-1", "reminded-today"]


def test_a_list_takes_the_same_number_of_queries_for_one_offer_and_for_two(
    inviting: str, django_assert_num_queries: Any
) -> None:
    for candidate in ("CAND-1", "CAND-2"):
        send_invitation(cycle=inviting, candidate=candidate, actor=DIRECTOR, at=AT)
        with django_assert_num_queries(10):
            offers_of(cycle=inviting, actor=DIRECTOR)
