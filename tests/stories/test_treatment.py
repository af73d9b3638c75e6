"""The equal-treatment table of a whole cycle equals its record, as a few lines of another hand recompute it."""

import json
from collections.abc import Mapping
from typing import Any

from tests.stories.shown import REHEARSED, Demo, files_in

Entries = list[tuple[str, Mapping[str, Any]]]


def recomputed(said: Entries, code: str) -> dict[str, Any]:
    """What the record says one candidate was offered and given."""
    mine = [(verb, body) for verb, body in said if body.get("candidate") == code]
    sent = next((body for verb, body in mine if verb == "invitation.sent"), None)
    moved = [body["now"] for verb, body in said if verb == "invitation.deadline-moved" and code in body["candidates"]]
    held = [body for verb, body in mine if verb == "roundtable.held"]
    replies = [body["answer"] for verb, body in mine if verb == "reply.received"]
    gifts = {body["gift"] for verb, body in mine if verb == "gift.proposed"}
    return {
        "offered": sent and sent["sent_on"],
        "text": sent and sent["text_digest"],
        "deadline": sent and [sent["deadline_at"], *moved][-1],
        "minutes-offered": sent and sent["terms"]["minutes"],
        "reminders": sum(verb == "invitation.reminded" for verb, _ in mine),
        "reply": replies[-1] if replies else None,
        "minutes-given": sum(body["minutes"] for body in held),
        "questions": sum(body["questions"] for body in held),
        "contacts": sum(verb == "contact.logged" for verb, _ in mine),
        "money": sum(body["amount_cents"] for verb, body in said if verb == "gift.paid" and body["gift"] in gifts),
    }


def shown(cells: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The same from the table's cells."""
    values = {key: cell["values"] for key, cell in cells.items()}
    return {
        "offered": values["offered"].get("sent_on"),
        "text": cells["text"]["compared"] if values["offered"] else None,
        "deadline": values["deadline"].get("deadline_at"),
        "minutes-offered": values["minutes-offered"].get("minutes"),
        "reminders": values["reminders"].get("n", 0),
        "reply": values["reply"].get("answer"),
        "minutes-given": values["minutes-given"].get("n", 0),
        "questions": values["questions"].get("n", 0),
        "contacts": values["contacts"].get("n", 0),
        "money": values["money"].get("total_cents", 0),
    }


def read(demo: Demo) -> tuple[Entries, dict[str, Any]]:
    """The visible entries with simple corrections applied, and the table, both from the bundle."""
    files = files_in(demo.bundle(REHEARSED))
    lines = [json.loads(line) for line in files["record.jsonl"].splitlines()]
    payloads = {line["seq"]: line["payload"] for line in lines if "payload" in line}
    for payload in payloads.values():
        body = payload["body"]
        if payload["verb"] == "record.corrected" and "." not in body["field"] and body["corrects"] in payloads:
            payloads[body["corrects"]]["body"][body["field"]] = body["now"]
    said = [(payload["verb"], payload["body"]) for _seq, payload in sorted(payloads.items())]
    return said, json.loads(files["treatment.json"])


def test_every_cell_of_the_table_is_what_the_entries_say(demo: Demo) -> None:
    said, table = read(demo)
    for place, column in enumerate(table["columns"]):
        cells = {row["key"]: row["cells"][place] for row in table["rows"]}
        assert shown(cells) == recomputed(said, column["candidate"]), column["name"]


def test_a_row_is_marked_as_different_exactly_where_what_was_compared_differs(demo: Demo) -> None:
    _said, table = read(demo)
    told = {each["row"] for each in table["differences"]}
    for row in table["rows"]:
        differs = len({cell["compared"] for cell in row["cells"]} - {""}) > 1
        assert (row["differs"], row["key"] in told) == (differs, differs)


def test_every_cell_that_says_something_names_entries_of_the_record(demo: Demo) -> None:
    _said, table = read(demo)
    n_entries = len(files_in(demo.bundle(REHEARSED))["record.jsonl"].splitlines())
    cells = [cell for row in table["rows"] for cell in row["cells"]]
    assert all(0 <= seq < n_entries for cell in cells for seq in cell["entries"])
    assert all(cell["entries"] for cell in cells if cell["values"].keys() - {"n", "as_of", "questionnaires"})
