"""The letters of the invitations: the same words for every campaign, and a rehearsal that says so."""

import pytest

from hustings.rooms.invitations.actions import answer_offer, move_deadline
from hustings.rooms.invitations.answers import Answer
from hustings.rooms.invitations.mails import deadline_mail, invitation_mail, receipt_mail, reminder_mail
from hustings.rooms.invitations.queries import OfferView, offer_of_campaign
from tests.rooms.harbor import DAY, DEADLINE, campaign, invite_both
from tests.rooms.races import AT, DIRECTOR

LINK = "https://hustings.example/campaign/abc"


@pytest.fixture
def invited(called: str) -> str:
    return invite_both(called)


def offer(cycle: str, candidate: str = "CAND-1") -> OfferView:
    return offer_of_campaign(cycle=cycle, actor=campaign(candidate))


def test_the_invitation_says_what_is_offered_until_when_and_where_to_answer(invited: str) -> None:
    mail = invitation_mail(offer(invited), LINK, rehearsal=False)
    assert mail.subject == "Invitation to a roundtable: Mayor of Harbor City"
    assert mail.text == (
        "To the campaign of Dana Reyes\n"
        "\n"
        "Come and speak with us.\n"
        "\n"
        "What is offered: 90 minutes; 3 slots to choose from; audience: restricted class.\n"
        "\n"
        "Please answer until 1 April 2031, 17:00 UTC, without an account, on your own page:\n"
        "https://hustings.example/campaign/abc\n"
        "\n"
        "Keep this address to yourselves: whoever has it can answer for you. It shows only your own thread.\n"
        "\n"
        "Every candidate of this contest gets this offer. Where one differs, the reason is published.\n"
        "\n"
        "United Harbor Workers\n"
        "Reference: INV-1\n"
    )


def test_two_campaigns_get_the_same_words(invited: str) -> None:
    first = invitation_mail(offer(invited), LINK, rehearsal=False).text
    second = invitation_mail(offer(invited, "CAND-2"), LINK, rehearsal=False).text
    assert first.replace("Dana Reyes", "Ben Okafor").replace("INV-1", "INV-2") == second


def test_every_letter_of_a_rehearsal_says_so_in_its_subject_and_first_line(invited: str) -> None:
    move_deadline(cycle=invited, to=DEADLINE + DAY, reason="The mail was slow.", actor=DIRECTOR, at=AT)
    answer_offer(cycle=invited, invitation="INV-1", answer=Answer.ACCEPTED, actor=campaign("CAND-1"), at=AT + DAY)
    for write in (invitation_mail, reminder_mail, deadline_mail, receipt_mail):
        mail = write(offer(invited), LINK, True)
        assert mail.subject.startswith("REHEARSAL: ")
        assert mail.text.startswith("This is a rehearsal: nothing in it is real.\n")
        assert not write(offer(invited), LINK, False).subject.startswith("REHEARSAL: ")


def test_a_reminder_does_not_call_silence_a_refusal(invited: str) -> None:
    mail = reminder_mail(offer(invited), LINK, rehearsal=False)
    assert "On 1 March 2031, 12:00 UTC we invited you" in mail.text
    assert "only that none was received, not that you declined" in mail.text


def test_a_moved_deadline_is_told_with_both_moments_and_the_reason(invited: str) -> None:
    move_deadline(cycle=invited, to=DEADLINE + DAY, reason="The mail was slow.", actor=DIRECTOR, at=AT)
    text = deadline_mail(offer(invited), LINK, rehearsal=False).text
    assert "was 1 April 2031, 17:00 UTC and is now 2 April 2031, 17:00 UTC. Reason: The mail was slow." in text


def test_a_receipt_repeats_the_answer(invited: str) -> None:
    answer_offer(
        cycle=invited,
        invitation="INV-1",
        answer=Answer.CONDITIONS,
        words="With our own moderator.",
        actor=campaign("CAND-1"),
        at=AT + DAY,
    )
    text = receipt_mail(offer(invited), LINK, rehearsal=False).text
    assert "On 2 March 2031, 12:00 UTC we received your answer: accepted under conditions." in text
    assert "You can change it until 1 April 2031, 17:00 UTC" in text
