"""Tables as CSV and JSON: rows that carry their basis, files that carry the stamp."""

import csv
import io

import pytest
from django.test import Client

from hustings.doors.public.tables import TABLES
from tests.core.story import Story, entries, opening
from tests.doors.public.kept import keep, make_public

pytestmark = pytest.mark.django_db

APART = ("facts", "answers", "scores", "lottery-chances", "units")
TOLD = [name for name in TABLES if name not in APART and "question" not in name]
"""The tables that have rows in the story; those of facts, answers, questions and lotteries have tests of their own."""


def rows(address: str) -> list[dict[str, str]]:
    response = Client().get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    return list(csv.DictReader(io.StringIO(response.content.decode())))


@pytest.mark.parametrize("table", TOLD)
def test_every_row_of_a_rehearsal_says_so_and_the_file_name_too(rehearsal: str, table: str) -> None:
    response = Client().get(f"/c/{rehearsal}/{table}.csv")
    assert response["Content-Disposition"] == f'attachment; filename="REHEARSAL-harbor-2031-{table}.csv"'
    kept = rows(f"/c/{rehearsal}/{table}.csv")
    assert kept
    assert {row["rehearsal"] for row in kept} == {"REHEARSAL"}
    assert {row["basis"] for row in kept} <= {"simulated", ""}, "an entry that is sealed has no basis"


@pytest.mark.parametrize("table", TOLD)
def test_the_same_table_as_json_has_the_same_rows(rehearsal: str, table: str) -> None:
    value = Client().get(f"/c/{rehearsal}/{table}.json").json()
    kept = rows(f"/c/{rehearsal}/{table}.csv")
    assert value["rehearsal"] is True
    assert value["publication"] == "PUB-1"
    assert len(value["head"]) == 64
    assert len(value["rows"]) == len(kept)
    assert [*value["rows"][0]] == [name for name in kept[0] if name != "rehearsal"]


def test_a_reported_row_says_that_it_is_reported_and_names_its_sources(reported: str) -> None:
    gift = rows(f"/c/{reported}/gifts.csv")[0]
    assert gift["rehearsal"] == "no"
    assert gift["basis"] == "reported"
    assert gift["amount_cents"] == "4500000"
    assert gift["approved_on"] == "2023-12; 2024-01-17"
    assert gift["sources"] == "Harbor Gazette, 2024-02-28; Tri-County Herald, 2024-02-22, read in a copy"


def test_a_roll_call_has_a_row_for_each_seat(rehearsal: str) -> None:
    kept = [row for row in rows(f"/c/{rehearsal}/votes.csv") if row["motion"] == "MOT-2"]
    assert [(row["seat"], row["vote"]) for row in kept] == [
        ("President", "yes"),
        ("Vice President", "yes"),
        ("Trustee East", "yes"),
        ("Trustee West", "no"),
        ("Trustee Harbor", "abstain"),
    ]


def test_the_record_has_a_row_for_each_entry_and_the_head_in_the_last(rehearsal: str) -> None:
    kept = rows(f"/c/{rehearsal}/record.csv")
    assert [int(row["seq"]) for row in kept] == [*range(43)]
    assert kept[41]["hash"] == entries()[41].hash
    assert (kept[10]["verb"], kept[10]["leaf"]) == ("", entries()[10].leaf)


def test_no_counts_of_a_poll_are_given_before_it_closes() -> None:
    story = Story()
    story.tell("2031-05-01", "record.opened", opening())
    poll = {"poll": "POLL-1", "question": "Whom?", "options": ["A", "B"]}
    story.tell("2031-05-02", "straw_poll.opened", poll | {"opens_on": "2031-05-02", "closes_on": "2031-06-30"})
    sheet = {
        "poll": "POLL-1",
        "sheet": "SHEET-1",
        "local": "R-001",
        "place": "Hall",
        "counts": {"A": 7777, "B": 1},
        "n_present": 7778,
        "held_on": "2031-05-03",
    }
    story.tell("2031-05-03", "sheet.entered", sheet)
    cycle = keep(story.entries)
    make_public(cycle, "2031-05-05")
    assert rows(f"/c/{cycle}/sheets.csv") == []
    for name in ("", "polls/", "timeline/", "sheets.csv", "polls.csv", "polls.json"):
        body = Client().get(f"/c/{cycle}/{name}").content.decode()
        assert "7,777" not in body
        assert "7777" not in body, name


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed() -> None:
    story = Story()
    story.tell("2031-03-01", "record.opened", opening())
    body = {"candidate": "CAND-1", "name": "=HYPERLINK(1)", "status": "declared", "on": "2031-02-15"}
    story.tell("2031-03-03", "candidate.added", body)
    cycle = keep(story.entries)
    make_public(cycle, "2031-03-05")
    assert rows(f"/c/{cycle}/candidates.csv")[0]["name"] == "'=HYPERLINK(1)"
    assert Client().get(f"/c/{cycle}/candidates.json").json()["rows"][0]["name"] == "=HYPERLINK(1)"
