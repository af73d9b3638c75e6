"""The members' questions in Chromium: a member supports and asks on a telephone, without a mouse; axe finds nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hustings.core.values import Role
from hustings.rooms.questions.actions.collecting import open_questions, propose_question
from hustings.rooms.questions.actions.reading import publish_question
from hustings.rooms.questions.queries import list_for
from tests.doors import house
from tests.doors.house import CYCLE
from tests.doors.public.test_questions import told
from tests.journeys.conftest import Reader
from tests.rooms.asking import CRANES, PENSIONS, member

pytestmark = pytest.mark.journey
__all__ = ["told"]


@pytest.fixture
def her_page(site: str, tmp_path: Path, settings: Any) -> str:
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    house.polled(tmp_path)
    closes_at = datetime(2031, 4, 1, 17, 0, tzinfo=UTC)
    open_questions(cycle=CYCLE, closes_at=closes_at, actor=house.ALL, at=house.at())
    for number, text in enumerate((PENSIONS, CRANES), start=1):
        propose_question(cycle=CYCLE, text=text, actor=member(2), at=house.at())
        publish_question(cycle=CYCLE, question=f"Q-{number}", actor=house.ALL, at=house.at())
    return f"/member/{house.link(Role.MEMBER, '0001')}/questions/"


def test_a_member_supports_one_question_and_asks_another_by_keyboard(reader: Reader, her_page: str) -> None:
    reader.opens(her_page)
    assert reader.flaws() == []
    reader.page.get_by_role("button", name="Support Q-2").press("Enter")
    assert reader.page.get_by_role("status").inner_text().startswith("You support this question.")
    reader.page.get_by_label("Your question").fill("Will dock workers keep their pensions?")
    reader.page.get_by_role("button", name="Next: is it asked already?").press("Enter")
    reader.page.get_by_role("heading", name="Is it one of these?").wait_for()
    assert reader.flaws() == []
    reader.page.get_by_role("button", name="Send the question").press("Enter")
    reader.page.get_by_role("heading", name="Yours").wait_for()
    seen = list_for(cycle=CYCLE, actor=member(1), at=house.at())
    assert [each.code for each in seen.listed if each.supported] == ["Q-2"]
    assert [each.text for each in seen.own] == ["Will dock workers keep their pensions?"]


def test_the_public_page_of_answers_and_orders_has_no_flaw(reader: Reader, site: str, told: str) -> None:
    reader.opens(f"/c/{told}/questions/")
    assert reader.flaws() == []
