"""Seats drawn by lot in public: chances as a chart with its table, the seed with its parts, the file to replay."""

import csv
import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hustings.core.findings import Result
from hustings.core.lottery.drawing import Drawn, draw
from hustings.core.lottery.fixing import fix
from hustings.core.lottery.replay import replay
from hustings.core.verify_lotteries import chances
from hustings.rooms.lottery.plans import keep_file
from tests.core.lottery.plans import OBSERVER, OPENED, PART, SECRET, terms, volunteers
from tests.core.story import Story, opening
from tests.doors.public.kept import keep, make_public
from tests.doors.public.reading import read

pytestmark = pytest.mark.django_db
SWORN = ("operator", "outside", "contributors", "last_draw")
NAMED = {"lottery": "LOT-1", "roundtable": "RT-1", "candidate": "CAND-1"}


@cache
def drawn() -> Drawn:
    fixed = fix(volunteers(40, 8, features=("region", "shift")), terms(), n_numbered=50)
    return draw(fixed, OPENED)


def bodies() -> list[tuple[str, dict[str, Any]]]:
    body, fixed = drawn().fixed.body, drawn().fixed
    opened = {"seats": 8, "quotas": body["quotas"], "caps": [{"column": "local", "at_most": 2}], "n_tables": 2}
    opened |= {"closes_at": "2031-04-01T17:00:00Z", "statuses": ["active"], "n_listed": 1200, "list_digest": "a" * 64}
    told = {
        "digest": fixed.digest,
        "n_people": 40,
        "n_panels": 50,
        "n_barred": 0,
        "chances": chances(fixed),
        "best": 10,
    }
    result = {"seed": drawn().seed.hex(), "number": drawn().number, "panel": list(drawn().panel)}
    code = drawn().panel[0]
    return [
        ("candidate.added", {"candidate": "CAND-1", "name": "Dana Reyes", "status": "declared", "on": "2031-02"}),
        ("roundtable.set", {"roundtable": "RT-1", "candidate": "CAND-1", "on": "2031-04-10", "topics": []}),
        ("lottery.opened", NAMED | opened | {"operator": body["operator"]}),
        ("lottery.fixed", NAMED | told | {key: body[key] for key in SWORN}),
        ("lottery.drawn", NAMED | result | {
            "digest": fixed.digest, "opened": OPENED.as_json(), "transcript_digest": keep_file(drawn().as_bytes())}),
        ("lottery.seat-passed", NAMED | {"leaves": code, "comes": drawn().stand_ins[code], "off": 0}),
    ]  # fmt: skip


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: Any) -> None:
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)


def shown(n_entries: int) -> str:
    keep_file(drawn().fixed.as_bytes())
    story = Story()
    story.tell("2031-03-01", "record.opened", opening())
    for verb, body in bodies()[:n_entries]:
        story.tell("2031-04-02", verb, body)
    cycle = keep(story.entries)
    make_public(cycle, "2031-04-20")
    return cycle


def test_a_cycle_without_a_lottery_says_so() -> None:
    assert "No seats are drawn by lot in this cycle yet." in read(f"/c/{shown(1)}/lottery/")


def test_before_the_draw_the_page_shows_what_was_committed_and_hands_out_the_fixed_plan() -> None:
    cycle = shown(4)
    text = read(f"/c/{cycle}/lottery/")
    assert "Everything is fixed for 40 volunteers. What decides: the harbor's tonnage of 1 May 2031" in text
    assert "not opened yet" in text
    assert SECRET not in text
    assert Client().get(f"/c/{cycle}/lottery/LOT-1.json").json()["format"] == "hustings-lottery/1"


def test_after_the_draw_it_shows_chances_the_seed_with_its_parts_and_how_to_replay() -> None:
    cycle = shown(9)
    text = read(f"/c/{cycle}/lottery/")
    (least, _), (most, _) = chances(drawn().fixed)[0], chances(drawn().fixed)[-1]
    assert f"Each of 40 volunteers has a chance from {2 * least}.0 % to {2 * most}.0 %." in text
    for part in (drawn().fixed.digest, SECRET, f"3. From {OBSERVER}", PART, "4,512.33", drawn().seed.hex()):
        assert part in text
    assert f"hustings lottery replay {cycle}-LOT-1.json --digest {drawn().fixed.digest}" in text
    leaves = drawn().panel[0]
    assert f"{leaves} leaves, {drawn().stand_ins[leaves]} comes." in text
    file = Client().get(f"/c/{cycle}/lottery/LOT-1.json").content
    assert [check.name for check in replay(file) if check.result is Result.FAILS] == []
    assert Client().get(f"/c/{cycle}/lottery/LOT-9.json").status_code == 404


def test_chances_can_be_had_as_a_table() -> None:
    cycle = shown(9)
    rows = list(
        csv.DictReader(io.StringIO(Client().get(f"/c/{cycle}/lottery-chances.csv").content.decode("utf-8-sig")))
    )
    assert [(int(row["panels"]), int(row["n_people"])) for row in rows] == [
        tuple(one) for one in chances(drawn().fixed)
    ]
    assert {row["name"] for row in rows} == {"Dana Reyes"}


def test_the_page_of_the_roundtable_says_how_its_seats_were_drawn() -> None:
    text = read(f"/c/{shown(9)}/roundtables/RT-1/")
    number = f"{drawn().number:03}"
    assert f"8 seats for members. Of 50 panels number {number} was drawn; 40 members had volunteered." in text
