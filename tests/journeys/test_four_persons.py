"""The model cycle played by four persons at once: a director at a desk, two campaigns and a member on telephones.

It reads as a story, scene by scene, and comes to its end only if each scene does. What nobody at a browser needs to
press (a roll that is imported, other members who volunteer, a custodian's key) is done by the house behind the scene.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from hustings.rooms.candidates.actions import add_candidate, add_contact
from hustings.rooms.candidates.statuses import Status
from hustings.rooms.cycles.actions import adopt_rulebook
from tests.doors import house
from tests.doors.house import ALL, CYCLE, FEBRUARY
from tests.journeys import scenes_before as before
from tests.journeys import scenes_of_roundtables as then
from tests.journeys.persons import Story, four_persons
from tests.rooms.conftest import RULES
from tests.rooms.drawn import enter_roll

pytestmark = pytest.mark.journey


@pytest.fixture
def story(browser: Browser, site: str, tmp_path: Path, settings: Any) -> Iterator[Story]:
    """A house with a roll of thirty members and a cycle that is being drafted, before anything is public."""
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path, demo=True)
    house.drafting()
    told: dict[str, Any] = {"cycle": CYCLE, "actor": ALL, "at": house.at()}
    adopt_rulebook(rules=RULES, **told)
    for number, name in enumerate(before.NAMES, start=1):
        add_candidate(name=name, status=Status.DECLARED, on=FEBRUARY, **told)
        email = f"{name.split()[0].lower()}@campaign.example"
        add_contact(candidate=f"CAND-{number}", name="Office", email=email, **told)
    enter_roll()
    with four_persons(browser, site, tmp_path) as story:
        yield story


def test_four_persons_play_the_model_cycle(story: Story) -> None:
    before.the_director_signs_in_and_her_link_works_once(story)
    before.the_director_publishes_the_call(story)
    before.the_director_fixes_the_terms_sees_them_as_a_campaign_and_invites_all(story)
    before.everybody_gets_a_private_address(story)
    before.dana_asks_first_and_accepts_when_she_is_answered(story)
    before.ben_accepts_and_tries_the_address_of_his_rival(story)
    before.lena_answers_by_letter(story)
    before.the_director_offers_the_same_slots_to_all(story)
    before.each_campaign_ranks_the_slots(story)
    before.both_campaigns_answer_a_questionnaire_that_the_director_cannot_read(story)
    before.the_member_supports_a_question_and_asks_another(story)
    before.ben_changes_his_answer_too_late(story)
    before.the_director_draws_the_plan_and_sets_the_roundtables(story)
    then.nobody_is_booked_twice(story)
    then.a_candidate_with_a_booked_slot_withdraws(story)
    then.a_roundtable_moves_and_so_does_the_appointment(story)
    then.the_director_opens_a_lottery_and_the_member_volunteers(story)
    then.the_director_adopts_an_agenda_and_invites_the_press(story)
    then.the_quotas_cannot_be_kept_and_the_page_names_the_smallest_change(story)
    then.the_member_sees_her_own_chance(story)
    then.three_dice_give_the_member_a_seat(story)
    then.the_director_puts_members_questions(story)
    then.the_roundtable_is_held_and_something_promised(story)
    then.the_answers_are_opened_and_stand_side_by_side(story)
    then.everybody_sees_that_all_were_treated_alike_or_why_not(story)
    then.what_is_published_holds(story)
