"""Reminders of a questionnaire to the silent only, and each campaign's copy of its own answers after the opening."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hustings.rooms.questionnaires.actions.drafting import remind_silent
from hustings.rooms.questionnaires.queries import own_answers, questionnaire_of_campaign
from hustings.rooms.questionnaires.refusals import DeadlineTooEarly, NobodySilent, NotOpened, SilentReminded
from tests.rooms.asked import DUE, MINUTE, SECRETARY, answered, issued, opened
from tests.rooms.harbor import bodies, campaign, enter_candidates
from tests.rooms.races import AT
from tests.rooms.refused import refuses

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def hearing_with_candidates(hearing: str, settings: Any, tmp_path: Path) -> None:
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    enter_candidates(hearing)


def test_everybody_who_is_silent_is_reminded_at_once_once_a_day_and_until_the_deadline(hearing: str) -> None:
    issued(hearing)
    remind = partial(remind_silent, cycle=hearing, questionnaire="QNR-1", actor=SECRETARY)
    assert remind(at=AT) == ("CAND-1", "CAND-2")
    assert refuses(SilentReminded, remind, at=AT + MINUTE).facts == {"questionnaire": "QNR-1", "on": "2031-03-01"}
    answered(hearing, "CAND-1", at=AT + MINUTE)
    assert remind(at=AT + DAY) == ("CAND-2",)
    assert bodies(hearing, "questionnaire.reminded")[1] == {
        "questionnaire": "QNR-1", "candidates": ["CAND-2"], "on": "2031-03-02",
    }  # fmt: skip
    reminded = [
        questionnaire_of_campaign(cycle=hearing, questionnaire="QNR-1", actor=campaign(code)).reminded_on
        for code in ("CAND-1", "CAND-2")
    ]
    assert [len(days) for days in reminded] == [1, 2]
    answered(hearing, "CAND-2", at=AT + DAY)
    refuses(NobodySilent, remind, at=AT + 2 * DAY)
    refuses(DeadlineTooEarly, remind, at=DUE + MINUTE)


def test_a_campaign_gets_a_copy_of_its_own_answers_after_the_opening_and_of_no_others(hearing: str) -> None:
    keys = issued(hearing)
    made = answered(hearing, "CAND-1")
    own = partial(own_answers, cycle=hearing, questionnaire="QNR-1")
    refuses(NotOpened, own, actor=campaign("CAND-1"))
    opened(hearing, keys)
    assert own(actor=campaign("CAND-1")) == made
    refuses(NotOpened, own, actor=campaign("CAND-2"))
