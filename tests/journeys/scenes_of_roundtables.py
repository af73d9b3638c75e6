"""From the plan of roundtables to what was promised there, scene by scene: what four persons do and see."""

from hustings.core.findings import Result
from hustings.core.packing import unpack
from hustings.core.treatment import table_bytes, treatment_table
from hustings.core.values import Actor, Role
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.lottery.queries import fixed_plan_of, lotteries_for
from hustings.rooms.publication.bundles import bundle_of
from hustings.rooms.publication.queries import published
from hustings.rooms.questionnaires.actions.opening import begin_opening, open_answers
from hustings.rooms.releases.actions import clear_release
from tests.core.bundles import judged
from tests.doors import house
from tests.doors.house import ALL, CYCLE, here
from tests.journeys.conftest import DESK
from tests.journeys.persons import PUBLIC, Story, appointments, publishes, the_post_goes_out, time_goes_on
from tests.rooms import asked
from tests.rooms.drawn import member, volunteer

AGENDA = "5 chair Welcome\n20 candidate Opening words\n35 members Questions"
QUOTAS = "state, OH, 2, 4\nstate, PA, 0, 2\nyears, 2 to 9, 1, 2\nyears, 20 or more, 2, 3"
VOLUNTEERS = (2, 4, 5, 7, 8, 10, 11)
"""All from Ohio, as member 0001 is; the list has Pennsylvanians too."""


def nobody_is_booked_twice(story: Story) -> None:
    director = story.director
    director.opens(here("roundtables/set/"))
    director.picks("Candidate", "Ben Okafor")
    director.writes("Day", "2031-03-20")
    director.writes("Begins at", "14:30")
    director.writes("Place", "Union hall")
    director.ticks("Members, staff and their families only.")
    director.ticks("questions afterwards")
    director.presses("Set the roundtable")
    director.is_told("double-booking", "is booked then: RT-1 with Dana Reyes")


def a_candidate_with_a_booked_slot_withdraws(story: Story) -> None:
    director = story.director
    director.opens(here("candidates/CAND-3/status/"))
    director.ticks("withdrew")
    director.writes("Since", "2031-03-12")
    director.presses("Change the status")
    director.opens(here("roundtables/"))
    director.reads("To be cancelled", "Still booked, though the candidate will not come.")
    director.opens(here("candidates/CAND-3/gone/"))
    director.reads("RT-3", "to be settled")
    director.opens(here("roundtables/RT-3/cancel/"))
    director.writes("Reason", "She withdrew on 12 March.")
    director.presses("Cancel the roundtable")
    director.reads("RT-3 is cancelled; the campaign is told by calendar mail.")


def a_roundtable_moves_and_so_does_the_appointment(story: Story) -> None:
    director = story.director
    director.opens(here("roundtables/RT-2/move/"))
    director.writes("New day", "2031-03-21")
    director.writes("Begins at", "16:00")
    director.writes("Reason", "The hall is painted that evening.")
    director.presses("Move the roundtable")
    director.reads("RT-2 is moved; the campaign is told by calendar mail.")
    letters = the_post_goes_out(story)
    set_, moved = appointments(letters, "ben@campaign.example")
    assert ("SEQUENCE:0" in set_, "SEQUENCE:1" in moved) == (True, True)
    assert "DTSTART;TZID=America/New_York:20310321T160000" in moved
    assert uid(set_) == uid(moved)
    _, cancelled = appointments(letters, "lena@campaign.example")
    assert "METHOD:CANCEL" in cancelled
    story.ben.opens(story.given["ben"])
    story.ben.reads("The hall is painted that evening.")


def uid(appointment: str) -> str:
    """By which a calendar knows that it is the same appointment."""
    (line,) = [line for line in appointment.splitlines() if line.startswith("UID:")]
    return line


def the_director_opens_a_lottery_and_the_member_volunteers(story: Story) -> None:
    director, member_ = story.director, story.member
    director.opens(here("lottery/open/"))
    director.picks("Roundtable", "Dana Reyes (RT-1)")
    director.writes("Seats for members", "4")
    director.writes("Seats of leeway for each quota", "0")
    director.writes("Members answer until", "2031-03-15")
    director.writes("At", "13:00")
    director.presses("Open the lottery")
    director.reads("LOT-1 is open.")
    member_.opens(f"{story.given['member']}lottery/")
    member_.presses("Yes, I would come")
    member_.reads("You would come. You can change your answer until the closing.")
    member_.finds_no_flaw()
    volunteer(CYCLE, *VOLUNTEERS, at=house.at())


def the_director_adopts_an_agenda_and_invites_the_press(story: Story) -> None:
    director = story.director
    director.opens(here("roundtables/RT-1/agenda/"))
    director.writes("Items", AGENDA)
    director.presses("Adopt the agenda")
    director.reads("The agenda of RT-1 is adopted, version 1.")
    director.follows("Clock")
    director.reads("Opening words", "20 minutes")
    director.finds_no_flaw()
    director.opens(here("statements/press-terms/"))
    director.writes("How to register", "Write to the press office.")
    director.writes("Contact for the press", "press@union.example")
    director.presses("Keep it")
    director.opens(here("statements/advisory/RT-1/"))
    director.reads("Write to the press office.")
    director.presses("Draft the media advisory")
    director.reads("REL-1 waits to be cleared by a second person.")
    director.opens(here("statements/REL-1/clear/"))
    director.presses("Clear and issue")
    director.is_told("own-clearance", "Whoever wrote a release does not clear it.")
    clear_release(cycle=CYCLE, release="REL-1", actor=Actor("omar", frozenset({Role.OFFICER})), at=house.at())
    publishes(story, "The press is invited")
    story.member.opens(f"{PUBLIC}releases/")
    story.member.reads("Media advisory", "Write to the press office.")


def the_quotas_cannot_be_kept_and_the_page_names_the_smallest_change(story: Story) -> None:
    director = story.director
    time_goes_on(16, 12)
    the_post_goes_out(story)
    fixes_by_dice(story)
    director.is_told("lottery-no-panel", "at most 4 instead of 3 with state OH; at least 0 instead of 1 with state PA")
    director.follows("Change the quotas")
    director.writes("Quotas", QUOTAS)
    director.writes("Reason", "Nobody of Pennsylvania volunteered.")
    director.presses("Change the quotas")
    director.reads("The quotas of LOT-1 are changed.")


def fixes_by_dice(story: Story) -> None:
    """The director lets the panels be worked out; dice on a stage are to choose one."""
    story.director.opens(here("lottery/LOT-1/fix/"))
    story.director.ticks("by hand, with three ten-sided dice on a stage")
    story.director.presses("Work the panels out, and fix them")


def the_member_sees_her_own_chance(story: Story) -> None:
    fixes_by_dice(story)
    story.director.reads("Everything is fixed. Publish now; the digest is")
    publishes(story, "The lottery is fixed")
    story.member.opens(f"{story.given['member']}lottery/")
    story.member.reads("Your chance is ")


def three_dice_give_the_member_a_seat(story: Story) -> None:
    director, member_ = story.director, story.member
    fixed = fixed_plan_of(cycle=CYCLE, lottery="LOT-1", actor=ALL)
    (code,) = [each.code for each in lotteries_for(cycle=CYCLE, actor=member(1), at=house.at())]
    her = [person.code for person in fixed.plan.people].index(code)
    thrown = f"{next(number for number, panel in enumerate(fixed.panels) if her in panel):03}"
    director.opens(here("lottery/LOT-1/draw/"))
    for die, digit in zip(("First die", "Second die", "Third die"), thrown, strict=True):
        director.picks(die, digit)
    director.presses("Draw the seats")
    director.reads("The seats are drawn. Tell those who have one.", "0001")
    member_.opens(f"{story.given['member']}lottery/")
    member_.reads("You were drawn.", "you have a seat")
    publishes(story, "The seats are drawn")
    member_.opens(f"{PUBLIC}lottery/")
    member_.reads("The panel", code)
    member_.does_not_read("0001")
    member_.finds_no_flaw()


def the_director_puts_members_questions(story: Story) -> None:
    director = story.director
    director.opens(here("questions/table/RT-1/order/"))
    director.presses("Fix the order")
    director.reads("The order for RT-1 is fixed.")
    director.opens(here("questions/table/RT-1/choose/"))
    director.ticks("1. ")
    director.presses("Choose these")
    director.reads("1 question is chosen for RT-1.")


def the_roundtable_is_held_and_something_promised(story: Story) -> None:
    director = story.director
    time_goes_on(20, 20)
    director.opens(here("roundtables/RT-1/hold/"))
    director.writes("Leaders present", "6")
    director.writes("Members present", "4")
    director.writes("Questions asked", "9")
    director.writes("Summary", "She spoke of the inner harbor.")
    director.writes("Minutes", "Private minutes.")
    director.presses("Enter that it was held")
    director.reads("RT-1 was held.")
    director.opens(here("roundtables/RT-1/commitment/"))
    director.writes("Words", "The fund stays as it is.")
    director.writes("Topic", "Pensions")
    director.presses("Note the commitment")
    director.reads("Commitment 1 of RT-1 is noted.")
    director.opens(here("questions/table/RT-1/answer/"))
    director.ticks("answered")
    director.writes("Where it stands", "minutes, item 4")
    director.presses("Note it")
    publishes(story, "The roundtable with Dana Reyes")
    story.member.opens(f"{PUBLIC}roundtables/RT-1/")
    story.member.reads("“The fund stays as it is.”", "She spoke of the inner harbor.", "minutes, item 4")


def the_answers_are_opened_and_stand_side_by_side(story: Story) -> None:
    director = story.director
    told = {"cycle": CYCLE, "questionnaire": "QNR-1", "at": house.at()}
    begin_opening(key=story.given["secretary"], actor=asked.SECRETARY, **told)
    open_answers(key=story.given["officer"], actor=asked.ELECTION_OFFICER, **told)
    director.opens(here("questionnaires/QNR-1/publish/"))
    director.presses("Publish the answers")
    publishes(story, "The answers")
    story.ben.opens(f"{PUBLIC}questionnaires/QNR-1/")
    story.ben.reads("Dredge the inner harbor.", "Open a night school.")
    story.ben.finds_no_flaw()


def everybody_sees_that_all_were_treated_alike_or_why_not(story: Story) -> None:
    story.dana.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    story.dana.opens(f"{PUBLIC}treatment/")
    story.dana.reads("Differences and their reasons")
    table = treatment_table(publishable_entries(cycle=CYCLE))
    shown = {
        row.get_by_role("rowheader").inner_text().partition("\n")[0].strip(): row.get_by_role("cell").all_inner_texts()
        for row in story.dana.page.locator("main tbody").get_by_role("row").all()
    }
    assert shown == {row.label: [cell.text for cell in row.cells] for row in table.rows}


def what_is_published_holds(story: Story) -> None:
    bundle = bundle_of(shown=published(cycle=CYCLE)).data
    assert [check.name for check in judged(bundle).checks if check.result is Result.FAILS] == []
    table = treatment_table(publishable_entries(cycle=CYCLE))
    assert unpack(bundle).files["treatment.json"] == table_bytes(table)
