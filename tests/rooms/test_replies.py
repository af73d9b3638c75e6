"""Replies: every answer kept, the late marked, no rival's thread in sight."""

from datetime import datetime, timedelta

import pytest

from hustings.core.canonical import sha256_hex
from hustings.core.phases import Phase
from hustings.core.questionnaires import FileRefused
from hustings.core.typed import TextMissing
from hustings.core.values import Actor
from hustings.ground.record.models import Chain
from hustings.ground.record.refusals import NotAllowed, WrongPhase
from hustings.rooms.candidates.refusals import CandidateOut
from hustings.rooms.invitations.actions import answer_offer, enter_reply, send_invitation, tell_campaign
from hustings.rooms.invitations.answers import Answer, Via
from hustings.rooms.invitations.queries import (
    ReplyView,
    logged_contacts,
    offer_of_campaign,
    offers_of,
    reported_invitations,
    scan_of,
    silent,
    standard_terms,
    uninvited,
)
from hustings.rooms.invitations.refusals import (
    DeadlinePassed,
    NoSuchScan,
    NothingAsked,
    NotInvited,
    NotYours,
    ReceivedOutside,
    ReplyUnchanged,
)
from tests.databases import FreshDatabase
from tests.rooms.harbor import (
    DAY,
    DEADLINE,
    bodies,
    campaign,
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


def test_a_campaign_answers_by_its_link(invited: str) -> None:
    answer_offer(
        cycle=invited,
        invitation="INV-1",
        answer=Answer.ACCEPTED,
        words="Gladly.",
        slot="mornings of the second week of April",
        actor=campaign("CAND-1"),
        at=AT + DAY,
    )
    (payload,) = payloads(invited, "reply.received")
    assert (payload["role"], payload["visibility"], payload["subject"]) == ("campaign", "campaign", "INV-1")
    assert payload["body"] == {
        "invitation": "INV-1",
        "candidate": "CAND-1",
        "answer": "accepted",
        "words": "Gladly.",
        "slot": "mornings of the second week of April",
        "via": "link",
        "on": "2031-03-02",
    }


def test_an_answer_may_change_until_the_deadline_and_both_stay_on_the_record(invited: str) -> None:
    for answer, at in [(Answer.DECLINED, AT + DAY), (Answer.ACCEPTED, DEADLINE)]:
        answer_offer(cycle=invited, invitation="INV-1", answer=answer, actor=campaign("CAND-1"), at=at)
    assert [body["answer"] for body in bodies(invited, "reply.received")] == ["declined", "accepted"]
    offer = offer_of_campaign(cycle=invited, actor=campaign("CAND-1"))
    assert [reply.answer for reply in offer.replies] == [Answer.DECLINED, Answer.ACCEPTED]
    assert offer.reply == ReplyView(Answer.ACCEPTED, "", "", Via.LINK, False, DEADLINE)


@pytest.mark.parametrize("answer", [Answer.ACCEPTED, Answer.DECLINED, Answer.CONDITIONS])
def test_a_late_answer_by_link_is_refused_and_told_where_to_turn(answer: Answer, invited: str) -> None:
    with pytest.raises(DeadlinePassed) as refused:
        answer_offer(
            cycle=invited,
            invitation="INV-1",
            answer=answer,
            words="Sorry.",
            actor=campaign("CAND-1"),
            at=DEADLINE + timedelta(seconds=1),
        )
    assert refused.value.as_json() == {
        "code": "deadline-passed",
        "says": "The deadline for replies was 2031-04-01T17:00:00Z.",
        "where": "INV-1",
        "todo": "Call the organisation's desk: it can still enter your reply, marked as late.",
    }
    assert bodies(invited, "reply.received") == []


def test_a_question_may_be_asked_at_any_time_and_settles_nothing(invited: str) -> None:
    answer_offer(cycle=invited, invitation="INV-1", answer=Answer.ACCEPTED, actor=campaign("CAND-1"), at=AT + DAY)
    answer_offer(
        cycle=invited,
        invitation="INV-1",
        answer=Answer.ASKED,
        words="Is there parking?",
        actor=campaign("CAND-1"),
        at=DEADLINE + DAY,
    )
    reply = offer_of_campaign(cycle=invited, actor=campaign("CAND-1")).reply
    assert reply is not None
    assert reply.answer is Answer.ACCEPTED


@pytest.mark.parametrize("answer", [Answer.ASKED, Answer.CONDITIONS])
def test_a_question_and_conditions_need_words(answer: Answer, invited: str) -> None:
    with pytest.raises(TextMissing):
        answer_offer(cycle=invited, invitation="INV-1", answer=answer, actor=campaign("CAND-1"), at=AT + DAY)


def test_the_same_answer_twice_is_one_answer(invited: str) -> None:
    answer_offer(cycle=invited, invitation="INV-1", answer=Answer.ACCEPTED, actor=campaign("CAND-1"), at=AT + DAY)
    with pytest.raises(ReplyUnchanged):
        answer_offer(cycle=invited, invitation="INV-1", answer=Answer.ACCEPTED, actor=campaign("CAND-1"), at=AT + DAY)


def test_a_campaign_cannot_answer_for_a_rival(invited: str) -> None:
    for invitation, actor in [("INV-2", campaign("CAND-1")), ("INV-9", campaign("CAND-1")), ("INV-1", campaign(""))]:
        with pytest.raises(NotYours) as refused:
            answer_offer(cycle=invited, invitation=invitation, answer=Answer.DECLINED, actor=actor, at=AT + DAY)
        assert refused.value.message == "This link does not belong to that invitation."
    assert bodies(invited, "reply.received") == []


def test_a_campaign_sees_its_own_thread_and_no_rivals(invited: str) -> None:
    answer_offer(
        cycle=invited,
        invitation="INV-2",
        answer=Answer.CONDITIONS,
        words="Only without Reyes.",
        actor=campaign("CAND-2"),
        at=AT + DAY,
    )
    seen = offer_of_campaign(cycle=invited, actor=campaign("CAND-1"))
    assert (seen.code, seen.candidate, seen.name, seen.replies) == ("INV-1", "CAND-1", "Dana Reyes", ())
    assert "Okafor" not in repr(seen)
    for reading in (offers_of, silent, uninvited, logged_contacts, standard_terms, reported_invitations):
        with pytest.raises(NotAllowed):
            reading(cycle=invited, actor=campaign("CAND-1"))
    with pytest.raises(NotInvited):
        offer_of_campaign(cycle=invited, actor=campaign("CAND-9"))
    with pytest.raises(NotInvited):
        offer_of_campaign(cycle=invited, actor=campaign(""))


def test_staff_do_not_answer_as_a_campaign_nor_a_campaign_as_staff(invited: str) -> None:
    with pytest.raises(NotAllowed):
        answer_offer(cycle=invited, invitation="INV-1", answer=Answer.ACCEPTED, actor=DIRECTOR, at=AT)
    with pytest.raises(NotAllowed):
        enter_reply(cycle=invited, candidate="CAND-1", answer=Answer.ACCEPTED, actor=campaign("CAND-1"), at=AT)


def test_staff_enter_a_letter_as_of_the_day_it_came(invited: str) -> None:
    enter_reply(
        cycle=invited,
        candidate="CAND-1",
        answer=Answer.DECLINED,
        words="No time.",
        received_at=AT + DAY,
        actor=DIRECTOR,
        at=AT + 5 * DAY,
    )
    assert bodies(invited, "reply.received") == [
        {
            "invitation": "INV-1",
            "candidate": "CAND-1",
            "answer": "declined",
            "words": "No time.",
            "via": "staff",
            "on": "2031-03-02",
        }
    ]


def test_a_late_reply_entered_by_staff_is_taken_and_marked(invited: str) -> None:
    enter_reply(cycle=invited, candidate="CAND-1", answer=Answer.ACCEPTED, actor=DIRECTOR, at=DEADLINE + DAY)
    assert bodies(invited, "reply.received")[0]["late"] is True
    reply = offer_of_campaign(cycle=invited, actor=campaign("CAND-1")).reply
    assert reply == ReplyView(Answer.ACCEPTED, "", "", Via.STAFF, True, DEADLINE + DAY)


def test_a_letter_that_came_in_time_is_not_late_however_late_it_is_entered(invited: str) -> None:
    enter_reply(
        cycle=invited,
        candidate="CAND-1",
        answer=Answer.ACCEPTED,
        received_at=DEADLINE,
        actor=DIRECTOR,
        at=DEADLINE + DAY,
    )
    assert "late" not in bodies(invited, "reply.received")[0]


@pytest.mark.parametrize("received_at", [AT - DAY, AT + 3 * DAY])
def test_a_reply_came_after_the_invitation_and_not_in_the_future(received_at: datetime, invited: str) -> None:
    with pytest.raises(ReceivedOutside):
        enter_reply(
            cycle=invited,
            candidate="CAND-1",
            answer=Answer.ACCEPTED,
            received_at=received_at,
            actor=DIRECTOR,
            at=AT + DAY,
        )


def test_nothing_is_answered_once_the_board_has_decided(invited: str) -> None:
    Chain.objects.filter(pk=invited).update(phase=Phase.DECIDED)
    with pytest.raises(WrongPhase):
        answer_offer(cycle=invited, invitation="INV-1", answer=Answer.ACCEPTED, actor=campaign("CAND-1"), at=AT)


@pytest.fixture
def committed(fresh_database: FreshDatabase) -> str:
    return enter_candidates_and_terms(open_harbor(Phase.INVITING))


def test_of_two_staff_who_enter_the_same_letter_at_once_the_second_is_refused(
    committed: str, fresh_database: FreshDatabase
) -> None:
    send_invitation(cycle=committed, candidate="CAND-1", actor=DIRECTOR, at=AT)

    def enter(actor: Actor) -> Answer:
        return enter_reply(cycle=committed, candidate="CAND-1", answer=Answer.ACCEPTED, actor=actor, at=AT + DAY)

    answers = at_once(fresh_database, lambda: enter(DIRECTOR), lambda: enter(COLLEAGUE))
    assert sorted(answers) == ["accepted", "reply-unchanged"]


def test_a_letter_that_was_scanned_is_kept_privately_and_its_digest_stands_on_the_record(invited: str) -> None:
    scan = b"%PDF-1.7 a letter written by hand"
    told = {"cycle": invited, "candidate": "CAND-1", "answer": Answer.DECLINED, "actor": DIRECTOR, "at": AT + DAY}
    with pytest.raises(FileRefused):
        enter_reply(**told, scan=("letter.pdf", b"MZ this is a program"))
    enter_reply(**told, scan=("letter.pdf", scan))
    (body,) = bodies(invited, "reply.received")
    assert (body["via"], body["scan_digest"]) == ("staff", sha256_hex(scan))
    kept = {"cycle": invited, "digest": sha256_hex(scan)}
    assert scan_of(**kept, candidate="CAND-1", actor=DIRECTOR) == ("application/pdf", scan)
    with pytest.raises(NoSuchScan):
        scan_of(**kept, candidate="CAND-2", actor=DIRECTOR)
    with pytest.raises(NotAllowed):
        scan_of(**kept, candidate="CAND-1", actor=campaign("CAND-1"))


def test_who_has_gone_can_ask_by_the_link_but_no_longer_accept(invited: str) -> None:
    withdraw(invited, "CAND-1")
    link = {"cycle": invited, "invitation": "INV-1", "actor": campaign("CAND-1"), "at": AT + DAY}
    with pytest.raises(CandidateOut):
        answer_offer(**link, answer=Answer.ACCEPTED)
    answer_offer(**link, answer=Answer.ASKED, words="Who gets our slot?")
    assert [body["answer"] for body in bodies(invited, "reply.received")] == ["asked"]


def test_a_question_waits_until_it_is_answered_in_the_thread_for_all_to_read(invited: str) -> None:
    with pytest.raises(NothingAsked):
        tell_campaign(cycle=invited, candidate="CAND-1", words="Come.", actor=DIRECTOR, at=AT)
    link = {"cycle": invited, "invitation": "INV-1", "actor": campaign("CAND-1")}
    answer_offer(**link, answer=Answer.ASKED, words="May we bring staff?", at=AT + DAY)
    assert offer_of_campaign(cycle=invited, actor=campaign("CAND-1")).waits
    tell_campaign(cycle=invited, candidate="CAND-1", words="Two people.", actor=DIRECTOR, at=AT + 2 * DAY)
    offer = offer_of_campaign(cycle=invited, actor=campaign("CAND-1"))
    assert (offer.waits, [told.words for told in offer.told]) == (False, ["Two people."])
    (payload,) = payloads(invited, "invitation.answered")
    assert payload["visibility"] == "campaign"
    assert payload["body"] == {
        "invitation": "INV-1", "candidate": "CAND-1", "words": "Two people.", "on": "2031-03-03",
    }  # fmt: skip
    answer_offer(**link, answer=Answer.CONDITIONS, words="Three people.", at=AT + 3 * DAY)
    assert offer_of_campaign(cycle=invited, actor=campaign("CAND-1")).waits
