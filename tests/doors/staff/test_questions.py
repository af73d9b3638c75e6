"""Members' questions on the desk: taken, read, merged, ordered, chosen, answered; what waits; what nobody sees."""

from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from hustings.core.canonical import sha256_hex
from hustings.core.hearings import Press
from hustings.core.values import Role
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.questions.actions.collecting import open_questions, propose_question
from hustings.rooms.questions.actions.reading import publish_question
from hustings.rooms.questions.actions.tables import choose_questions, fix_order
from hustings.rooms.questions.models import Support
from hustings.rooms.questions.queries import collection_of, question_of, table_of
from hustings.rooms.questions.voices import support
from hustings.rooms.roundtables.actions.meetings import Outcome, hold_roundtable
from tests.doors import house
from tests.doors.house import CYCLE, done, here, refused, wrong
from tests.rooms.asking import CRANES, PENSIONS, member

pytestmark = pytest.mark.django_db
CLOSES = datetime(2031, 4, 1, 17, 0, tzinfo=UTC)
OPEN = {"on": "2031-04-01", "clock": "13:00", "zone": "America/New_York", "n_each": "2", "statuses": "active"}
OUTCOME = Outcome(60, 2, 20, 2, ["Dredging"], Press.NONE, "Frank.", "Present: two leaders.")
ALIKE = "Are the pensions of the dock workers safe with you?"


@pytest.fixture(autouse=True)
def polled(tmp_path: Path, settings: Any) -> None:
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    house.polled(tmp_path)


@pytest.fixture
def asked() -> None:
    """Q-1 and Q-2 are in the list, Q-3 waits; RT-1 is on 20 March."""
    open_questions(cycle=CYCLE, closes_at=CLOSES, actor=house.ALL, at=house.at())
    for n, text in ((1, PENSIONS), (2, CRANES)):
        propose_question(cycle=CYCLE, text=text, actor=member(n), at=house.at())
        publish_question(cycle=CYCLE, question=f"Q-{n}", actor=house.ALL, at=house.at())
    propose_question(cycle=CYCLE, text=ALIKE, asked_by="Ada", actor=member(5), at=house.at())
    support(cycle=CYCLE, question="Q-2", actor=member(4), at=house.at())


def read(path: str, role: Role = Role.DIRECTOR) -> str:
    return unescape(house.as_role(role).get(here(path)).content.decode())


def test_an_empty_room_says_what_to_do_and_the_form_opens_the_collection() -> None:
    assert "No questions are taken from members yet." in read("questions/")
    ines = house.as_role(Role.DIRECTOR)
    assert wrong(ines.post(here("questions/open/"), **OPEN | {"n_each": "0", "statuses": ""}), "n_each", "statuses")
    early = ines.post(here("questions/open/"), **OPEN | {"on": "2031-02-01"})
    assert refused(early, "closes-too-early", kept="2031-02-01")
    assert done(ines.post(here("questions/open/"), **OPEN), here("questions/"))
    assert collection_of(cycle=CYCLE).closes_at == CLOSES
    moved = {"on": "2031-04-08", "clock": "13:00", "zone": "America/New_York", "reason": "The ferry strike."}
    assert done(ines.post(here("questions/move/"), **moved), here("questions/"))
    assert refused(ines.post(here("questions/close/"), reason=""), "reason-missing")
    assert done(ines.post(here("questions/close/"), reason="Enough is asked."), here("questions/"))


def test_what_waits_is_read_first_and_nobody_at_the_desk_sees_a_count(asked: None) -> None:
    text = read("questions/")
    assert "1 question waits to be read." in text
    assert ALIKE in text
    assert "Read 1 question of members" in read("")
    assert "upporters" not in text
    voices = set(Support.objects.values_list("voice", flat=True))
    assert [voice for voice in voices if voice in text] == []


def test_a_question_is_published_declined_or_merged_into_what_is_like_it(asked: None) -> None:
    cora = house.as_role(Role.COMMUNICATIONS)
    text = read("questions/Q-3/", Role.COMMUNICATIONS)
    assert PENSIONS in text.partition("Like it")[2]
    assert "Ada" in text
    assert wrong(cora.post(here("questions/Q-3/merge/"), into="Q-9", reason="Both."), "into")
    merged = cora.post(here("questions/Q-3/merge/"), into="Q-1", reason="Both ask about pensions.")
    assert done(merged, here("questions/"))
    assert done(cora.post(here("questions/Q-3/part/"), reason="They differ."), here("questions/"))
    assert done(cora.post(here("questions/Q-3/decline/"), reason="Asked already."), here("questions/"))
    assert refused(cora.post(here("questions/Q-3/decline/"), reason="Again."), "question-state")
    assert done(cora.post(here("questions/Q-3/publish/")), here("questions/"))
    assert question_of(cycle=CYCLE, question="Q-3", actor=house.ALL).state == "published"


def test_the_order_is_fixed_chosen_from_and_answered(asked: None) -> None:
    ines = house.as_role(Role.DIRECTOR)
    assert "The order is not fixed yet." in read("questions/table/RT-1/")
    table = here("questions/table/RT-1/")
    assert done(ines.post(f"{table}order/", n_places="10"), table)
    assert "Choose the questions to Dana Reyes" in read("")
    refusal = ines.send(f"{table}choose/", {"questions": ["Q-1"], "departs_because": ""})
    assert refused(refusal, "departure-unexplained")
    assert done(ines.send(f"{table}choose/", {"questions": ["Q-2", "Q-1"], "departs_because": ""}), table)
    shown = read("questions/table/RT-1/")
    assert "3 members took part." in shown
    assert "1/2" in shown
    house.set_clock(datetime(2031, 3, 21, tzinfo=UTC))
    hold_roundtable(cycle=CYCLE, roundtable="RT-1", outcome=OUTCOME, actor=house.ALL, at=house.at())
    assert "Note what Dana Reyes answered" in read("")
    sal = house.as_role(Role.SECRETARY)
    given = {"question": "Q-2", "answer": "answered", "minute": "", "link": ""}
    assert refused(sal.post(f"{table}answer/", **given), "text-missing")
    assert done(sal.post(f"{table}answer/", **given | {"minute": "Minutes, item 4"}), table)
    (first, _second) = table_of(cycle=CYCLE, roundtable="RT-1", actor=house.ALL).chosen
    assert (first.code, first.outcome, first.minute) == ("Q-2", "answered", "Minutes, item 4")
    assert "Minutes, item 4" in read("questions/table/RT-1/")


def test_who_checks_an_order_has_its_file_and_nobody_else(asked: None) -> None:
    fix_order(cycle=CYCLE, roundtable="RT-1", actor=house.ALL, at=house.at())
    choose_questions(cycle=CYCLE, roundtable="RT-1", questions=["Q-2"], actor=house.ALL, at=house.at())
    path = here("questions/table/RT-1/voices.json")
    file = house.as_role(Role.SECRETARY).get(path)
    said = [entry.payload["body"] for entry in publishable_entries(cycle=CYCLE) if entry.payload]
    (digest,) = (body["voices_digest"] for body in said if "voices_digest" in body)
    assert sha256_hex(file.content) == digest
    assert "REHEARSAL-" in file.headers["Content-Disposition"]
    assert refused(house.as_role(Role.DIRECTOR).get(path), "not-allowed")
    assert "voices.json" not in read("questions/table/RT-1/")
