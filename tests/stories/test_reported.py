"""The reported cycle: only what named sources published, every date of it, and nothing invented."""

import csv
import json
import re
from typing import Any

import pytest

from hustings.core.values import Days
from hustings.demo.rehearsal.people import CANDIDATES, UNION
from hustings.demo.tables import rows
from tests.stories.shown import REPORTED, Demo, files_in, of_verb, texts, told

SAYS_NO = re.compile("declin|refus|reject|turned? down", re.IGNORECASE)
HOUSEKEEPING = {"record.opened", "phase.moved", "publication.made"}
TABLES = {
    "candidates": ("candidate.added", "candidate.status-changed"),
    "invitations": ("invitation.reported",),
    "contacts": ("contact.logged",),
    "roundtables": ("roundtable.reported",),
    "polls": ("poll.reported",),
    "gifts": ("gift.reported",),
    "endorsements": ("endorsement.entered",),
    "membership": ("membership.reported",),
    "moments": ("fact.published", "fact.reported-again"),
    "decisions": ("decision.reported",),
}


@pytest.fixture
def entries(demo: Demo) -> list[dict[str, Any]]:
    return told(demo.bundle(REPORTED))


def derived(demo: Demo, name: str) -> Any:
    return json.loads(files_in(demo.bundle(REPORTED))[name])


def test_everything_in_it_is_reported(demo: Demo, entries: list[dict[str, Any]]) -> None:
    assert {entry["basis"] for entry in entries} == {"reported"}
    assert {item["basis"] for item in derived(demo, "timeline.json")["items"]} == {"reported"}
    assert {gift["basis"] for gift in derived(demo, "gifts.json")["gifts"]} == {"reported"}


def test_every_entry_but_housekeeping_names_outlet_and_day(entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        sources = entry["body"].get("sources", [])
        assert bool(sources) is (entry["verb"] not in HOUSEKEEPING), entry
        for source in sources:
            assert source["outlet"]
            assert Days.parse(source["day"])


def test_every_row_of_the_tables_is_an_entry_and_nothing_else_is(entries: list[dict[str, Any]]) -> None:
    found: dict[str, int] = {}
    for entry in entries:
        found[entry["verb"]] = found.get(entry["verb"], 0) + 1
    for table, verbs in TABLES.items():
        assert sum(found.pop(verb) for verb in verbs) == len(rows(table)), table
    assert found.keys() == HOUSEKEEPING


def test_no_copy_of_an_article_is_linked(demo: Demo, entries: list[dict[str, Any]]) -> None:
    """The only addresses are those of the official pages that state the limits."""
    cited = [source for entry in entries for source in entry["body"].get("sources", [])]
    assert {source["note"] for source in cited if "note" in source} == {"read in a copy"}
    assert [source for source in cited if "link" in source] == []
    everything = b"".join(files_in(demo.bundle(REPORTED)).values()).decode()
    assert set(re.findall(r"(?:https?:|www\.)[^\s\"]*?\w+/", everything)) <= {"https://www.fec.gov/"}


def test_nobody_is_said_to_have_declined(demo: Demo) -> None:
    files = files_in(demo.bundle(REPORTED))
    for name in ("timeline.json", "treatment.json", "decision.json", "gifts.json"):
        assert [text for text in texts(json.loads(files[name])) if SAYS_NO.search(text)] == [], name
    assert SAYS_NO.search(files["README.txt"].decode()) is None
    assert [text for entry in told(demo.bundle(REPORTED)) for text in texts(entry) if SAYS_NO.search(text)] == []


def test_what_a_source_does_not_say_is_said_to_be_missing(demo: Demo) -> None:
    (haley,) = [
        one["body"]["candidate"]
        for one in of_verb(demo.bundle(REPORTED), "candidate.added")
        if one["body"]["name"] == "Nikki Haley"
    ]
    held = {
        (one["body"].get("candidate", ""), one["body"]["status"])
        for one in of_verb(demo.bundle(REPORTED), "roundtable.reported")
    }
    assert (haley, "no meeting reported as of 31 January 2024") in held
    assert ("", "began") in held


def test_all_conflicting_dates_of_one_gift_stand_side_by_side(demo: Demo) -> None:
    (gift,) = [
        one for one in derived(demo, "gifts.json")["gifts"] if one["recipient"] == "Republican National Committee"
    ]
    assert gift["amount_cents"] == 45_000_00
    assert [one["on"] for one in gift["approvals"]] == ["2023-12", "2024-01", "2024-01"]
    assert [one["on"] for one in gift["payments"]] == ["2024-01-25", "2024-01-31"]
    assert gift["approval_dates_differ"] is gift["payment_dates_differ"] is True
    for each in (*gift["approvals"], *gift["payments"]):
        assert each["sources"][0]["outlet"]
        assert "$45,000" in each["what"]


def test_each_gift_is_checked_against_the_limit_of_its_day(demo: Demo) -> None:
    checks = [one["check"] for one in derived(demo, "gifts.json")["gifts"]]
    assert [(one["used_after_cents"], one["limit"]["limit_cents"], one["over_cents"]) for one in checks] == [
        (15_000_00, 15_000_00, 0),
        *[(45_000_00, 45_000_00, 0)] * 4,
    ]
    assert all("within the limit" in one["sentence"] for one in checks)
    assert all(one["limit"]["effective_from"] == "2023-01-01" for one in checks)


def test_polls_are_shown_with_what_was_published_of_their_size(demo: Demo) -> None:
    polls = [one["body"] for one in of_verb(demo.bundle(REPORTED), "poll.reported")]
    assert [(one["n"], one["n_words"].startswith("n not published")) for one in polls] == [(None, True)] * 3
    assert [[float(result["percent"]) for result in one["results"]] for one in polls] == [
        [44.3, 36.3],
        [59.6, 34.0, 6.4],
        [58, 31, 6, 5],
    ]


def test_the_decision_the_history_and_the_others_are_there(demo: Demo) -> None:
    decision = derived(demo, "decision.json")
    assert (decision["outcome"], decision["on"]) == ("no endorsement", "2024-09-18")
    positions = [
        (one["body"]["endorser"], one["body"]["level"], one["body"].get("endorsee", ""), one["body"]["on"])
        for one in of_verb(demo.bundle(REPORTED), "endorsement.entered")
    ]
    assert ("Teamsters", "own", "Joe Biden", "2020-08") in positions
    assert ("UAW", "national", "Joe Biden", "2024-01-24") in positions
    assert ("AFL-CIO", "federation", "Joe Biden", "2023-06") in positions
    assert {level for _, level, _, on in positions if on.startswith("2024-09-18")} == {"regional", "local"}


def test_the_timeline_tells_what_happened_by_the_day_it_happened_not_by_the_day_it_was_entered(demo: Demo) -> None:
    items = derived(demo, "timeline.json")["items"]
    days = [item["first"] for item in items if item["verb"] not in HOUSEKEEPING]
    assert days == sorted(days)
    assert (days[0], days[-1]) == ("1984-08-30", "2024-10-03")


def test_nothing_of_the_rehearsal_stands_in_it(entries: list[dict[str, Any]]) -> None:
    said = "\n".join(text for entry in entries for text in texts(entry))
    invented = [UNION, "Dock Clerks Guild", "Quay City", *(name for name, _ in CANDIDATES)]
    assert [word for word in invented if word in said] == []


@pytest.mark.material
def test_every_day_of_the_compiled_facts_is_on_the_record(demo: Demo, material: Any) -> None:
    """The list of facts that was compiled from the sources, against what the demonstration tells."""
    with (material / "data" / "cycle_2024.csv").open(newline="") as file:
        compiled = [row["date"] for row in csv.DictReader(file)]
    said = {text for entry in told(demo.bundle(REPORTED)) for text in texts(entry["body"])}
    opened = {
        f"{one['body']['opened_on']}/{one['body']['closed_on']}"
        for one in of_verb(demo.bundle(REPORTED), "poll.reported")
    }
    assert [day for day in compiled if day not in said | opened] == []
