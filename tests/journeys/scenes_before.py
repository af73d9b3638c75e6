"""From the call to the plan of roundtables, scene by scene: what four persons do and see."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from hustings.core.values import Role
from hustings.ground.access.actions import SYSTEM, issue_sign_in
from hustings.ground.clock import now
from hustings.rooms.questions.actions.collecting import propose_question
from hustings.rooms.questions.actions.reading import publish_question
from tests.doors import house
from tests.doors.house import ALL, CYCLE, here
from tests.journeys.persons import PUBLIC, Story, private_address, publishes, the_post_goes_out, time_goes_on
from tests.rooms import asked
from tests.rooms.asking import CRANES, PENSIONS
from tests.rooms.drawn import member

LETTER = "Come and speak with us about the port."
NAMES = ("Dana Reyes", "Ben Okafor", "Lena Marsh")
SLOTS = "2031-03-20 14:00 Union hall\n2031-03-20 16:00 Union hall\n2031-03-20 18:00 Union hall"


def the_director_signs_in_and_her_link_works_once(story: Story) -> None:
    account = get_user_model().objects.get(username="ines").pk
    token = issue_sign_in(account=account, lasts=timedelta(hours=1), actor=SYSTEM, at=now())
    story.director.opens(f"/sign-in/{token}/")
    story.director.reads("Mayor of Harbor City, 2031")
    story.ben.opens(f"/sign-in/{token}/")
    story.ben.is_told("link-used", "This link works once, and it has been used.")


def the_director_publishes_the_call(story: Story) -> None:
    director = story.director
    director.opens(here("rules/call/"))
    director.writes("Text of the call", "Every candidate is invited.")
    director.writes("Answers of the candidates are due", "2031-03-08")
    director.writes("The board decides", "2031-09-01")
    director.presses("Publish the call")
    director.reads("The call is published. Enter the candidates next.")
    publishes(story, "The call")
    story.member.opens(PUBLIC)
    story.member.reads("Mayor of Harbor City, 2031", "REHEARSAL")


def the_director_fixes_the_terms_sees_them_as_a_campaign_and_invites_all(story: Story) -> None:
    director = story.director
    director.opens(here("invitations/terms/"))
    director.writes("The letter", LETTER)
    director.writes("Answer until", "2031-03-08")
    director.presses("Fix the terms")
    director.reads("The terms are fixed.")
    director.follows("Page of Ben Okafor")
    director.reads("A preview for the desk", "For the campaign of Ben Okafor", LETTER)
    director.follows("Back to the desk")
    director.opens(here("invitations/send/"))
    director.presses("Send the invitations")
    director.reads("3 letters are in the outbox.")


def everybody_gets_a_private_address(story: Story) -> None:
    letters = the_post_goes_out(story)
    story.given["dana"] = private_address(letters, "dana@campaign.example")
    story.given["ben"] = private_address(letters, "ben@campaign.example")
    story.given["member"] = f"/member/{house.link(Role.MEMBER, '0001')}/"


def dana_asks_first_and_accepts_when_she_is_answered(story: Story) -> None:
    dana, director = story.dana, story.director
    dana.opens(story.given["dana"])
    dana.reads("For the campaign of Dana Reyes", LETTER)
    dana.ticks("We have a question first")
    dana.writes("In your own words", "May an aide sit beside her?")
    dana.presses("Send the answer")
    dana.reads("Your answer is on the record.")
    director.opens(here("invitations/CAND-1/"))
    director.reads("May an aide sit beside her?")
    director.follows("Answer the campaign")
    director.writes("Your answer", "Yes, one aide of every candidate.")
    director.presses("Answer the campaign")
    director.reads("The answer is on the record, and in the outbox.")
    dana.opens(story.given["dana"])
    dana.reads("Yes, one aide of every candidate.")
    dana.ticks("We accept")
    dana.writes("In your own words", "Gladly.")
    dana.presses("Change the answer")
    dana.reads("Your answer is on the record.", "Gladly.")


def ben_accepts_and_tries_the_address_of_his_rival(story: Story) -> None:
    ben = story.ben
    ben.opens(f"{story.given['ben']}CAND-1/")
    ben.does_not_read("Dana Reyes", "Gladly.")
    ben.opens(story.given["ben"].replace("campaign", "member"))
    ben.is_told("link-unknown", "This link is not known here.")
    ben.opens(here("invitations/CAND-1/"))
    ben.does_not_read("Dana Reyes", "Gladly.")
    expect(ben.page.get_by_label("Password")).to_be_visible()
    ben.opens(story.given["ben"])
    ben.does_not_read("Dana Reyes", "Gladly.")
    ben.ticks("We accept")
    ben.presses("Send the answer")
    ben.reads("Your answer is on the record.")


def lena_answers_by_letter(story: Story) -> None:
    director = story.director
    director.opens(here("invitations/CAND-3/"))
    director.follows("Enter the reply")
    director.ticks("It accepts")
    director.writes("In the campaign's own words", "We come.")
    director.presses("Enter the reply")
    director.reads("The reply is on the record.")


def the_director_offers_the_same_slots_to_all(story: Story) -> None:
    director = story.director
    director.opens(here("roundtables/slots/offer/"))
    director.writes("Slots", SLOTS)
    director.writes("Wishes are taken until", "2031-03-10")
    director.writes("Time", "12:00")
    director.writes("What settles ties", "tonnage of 11 March 2031")
    director.presses("Offer the slots")
    director.reads("SLOTS-1 is offered. Every campaign finds it on its own page.")


def each_campaign_ranks_the_slots(story: Story) -> None:
    dana, ben, director = story.dana, story.ben, story.director
    dana.opens(story.given["dana"])
    dana.follows("Say your wishes")
    dana.picks("Slot 1", "choice 1")
    dana.picks("Slot 2", "choice 1")
    dana.presses("Send the wishes")
    dana.reads("Two slots have the same place. Give each place once.")
    dana.picks("Slot 2", "choice 2")
    dana.presses("Send the wishes")
    dana.reads("Your wishes are received.")
    dana.finds_no_flaw()
    ben.opens(story.given["ben"])
    ben.follows("Say your wishes")
    ben.picks("Slot 1", "impossible")
    ben.picks("Slot 2", "choice 1")
    ben.presses("Send the wishes")
    ben.reads("Your wishes are received.")
    director.opens(here("roundtables/slots/SLOTS-1/wish/"))
    director.picks("Candidate", "Lena Marsh")
    director.picks("Slot 3", "choice 1")
    director.presses("Enter the wishes")
    director.reads("The wishes are entered.")


def both_campaigns_answer_a_questionnaire_that_the_director_cannot_read(story: Story) -> None:
    director = story.director
    asked.drafted(CYCLE)
    secretary, officer = asked.keyed(CYCLE)
    story.given |= {"secretary": secretary.private, "officer": officer.private}
    director.opens(here("questionnaires/QNR-1/issue/"))
    director.presses("Issue and send")
    director.reads("It is out; 3 letters are in the outbox.")
    for campaign, address, words in (
        (story.dana, story.given["dana"], "Dredge the inner harbor."),
        (story.ben, story.given["ben"], "Open a night school."),
    ):
        campaign.opens(f"{address}questionnaires/QNR-1/")
        campaign.ticks("Yes")
        campaign.ticks("4")
        campaign.writes("3. What will you do in the first year?", words)
        campaign.presses("Hand in, sealed")
        campaign.reads("Receipt", words)
    story.ben.follows("Back to the questionnaire")
    story.ben.reads("Hand in anew", "Your answers are sealed as they arrive.")
    story.ben.does_not_read("Open a night school.")
    story.ben.finds_no_flaw()
    director.opens(here("questionnaires/QNR-1/answers/"))
    director.is_told("not-opened")
    director.does_not_read("Dredge the inner harbor.")


def the_member_supports_a_question_and_asks_another(story: Story) -> None:
    director, member_ = story.director, story.member
    director.opens(here("questions/open/"))
    director.writes("Until", "2031-03-15")
    director.writes("At", "12:00")
    director.presses("Begin")
    director.reads("Questions are taken.")
    propose_question(cycle=CYCLE, text=PENSIONS, actor=member(2), at=house.at())
    publish_question(cycle=CYCLE, question="Q-1", actor=ALL, at=house.at())
    member_.opens(f"{story.given['member']}questions/")
    member_.presses("Support Q-1")
    member_.reads("You support this question. Nobody learns that it was you.")
    member_.writes("Your question", CRANES)
    member_.presses("Next: is it asked already?")
    member_.presses("Send the question")
    member_.reads("Your question is sent.", "waiting to be read")
    director.opens(here("questions/Q-2/publish/"))
    director.reads(CRANES)
    director.presses("Put it into the list")
    director.reads("Q-2 is in the list.")


def ben_changes_his_answer_too_late(story: Story) -> None:
    story.ben.opens(story.given["ben"])
    story.ben.ticks("We decline")
    story.ben.writes("In your own words", "Our calendar is full.")
    time_goes_on(12, 15)
    story.ben.presses("Change the answer")
    story.ben.is_told("deadline-passed", "The deadline for replies was", "it can still enter your reply")
    story.ben.reads("Our calendar is full.")
    story.ben.opens(story.given["ben"])
    story.ben.reads("A late answer goes to the desk of the organisation")
    story.ben.does_not_read("Slots you prefer")
    expect(story.ben.page.get_by_label("We have a question first")).to_be_checked()


def the_director_draws_the_plan_and_sets_the_roundtables(story: Story) -> None:
    director = story.director
    director.opens(here("lottery/slots/SLOTS-1/fix/"))
    director.presses("Fix the wishes")
    director.reads("The wishes for SLOTS-1 are fixed.")
    publishes(story, "The wishes are fixed")
    director.opens(here("lottery/slots/SLOTS-1/draw/"))
    director.writes("The public value", "4,512")
    director.presses("Draw the plan")
    director.reads("The plan of SLOTS-1 is drawn.")
    director.opens(here("roundtables/slots/SLOTS-1/accept/"))
    director.writes("Topics", "Dredging\nNight shifts")
    director.ticks("Members, staff and their families only.")
    director.ticks("questions afterwards")
    director.presses("Accept and set the roundtables")
    director.reads("Set: RT-1, RT-2, RT-3.")
    story.dana.opens(story.given["dana"])
    story.dana.reads("Your roundtable", "RT-1", "Into your calendar")
    story.dana.does_not_read("RT-2", "Ben Okafor")
    publishes(story, "The roundtables are set")
    story.member.opens(f"{PUBLIC}roundtables/")
    story.member.reads(*(f"Roundtable with {name}" for name in NAMES))
