"""The rehearsal: a whole cycle of an invented union, with everything in it that a cycle can meet, and nobody real."""

import csv
import io
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from hustings.demo.rehearsal.people import CANDIDATES
from hustings.demo.reported import NAMES
from hustings.demo.tables import rows, sources
from tests.stories.shown import REHEARSED, Demo, files_in, of_verb, told

GENERIC = {"One report", "Another report", "Union's release", "The union's spokesperson, in the press"}
GENERIC |= {"More than 20 joint councils and locals", "A large union", "General Executive Board"}
"""Words of the tables that name nobody."""


def found(demo: Demo, verb: str) -> list[dict[str, Any]]:
    """The bodies of all entries with that verb."""
    return [entry["body"] for entry in of_verb(demo.bundle(REHEARSED), verb)]


def one(demo: Demo, verb: str) -> dict[str, Any]:
    (body,) = found(demo, verb)
    return body


def derived(demo: Demo, name: str) -> Any:
    return json.loads(files_in(demo.bundle(REHEARSED))[name])


# nobody real


def real_names() -> Iterator[str]:
    """Everybody whom the reported cycle names: candidates, unions, parties, outlets, and the surnames of persons."""
    people = [row["name"] for row in rows("candidates")] + [row["endorsee"] for row in rows("endorsements")]
    people += [name for _, kind, name, _, _ in NAMES if kind == "Person"]
    yield from people
    yield from (name.split()[-1] for name in people if name)
    yield from (row["party"] for row in rows("candidates"))
    yield from (row["endorser"] for row in rows("endorsements"))
    yield from (row["recipient"] for row in rows("gifts"))
    yield from (name for _, _, name, aliases, _ in NAMES for name in (name, *aliases))
    for table, column in (
        *((table, "sources") for table in ("candidates", "invitations", "roundtables", "contacts", "endorsements")),
        *((table, "sources") for table in ("polls", "gifts", "decisions", "membership", "moments")),
        ("gift_dates", "source"),
    ):
        yield from (cited.outlet for row in rows(table) for cited in sources(row[column]))


REAL = sorted({name for name in real_names() if name} - GENERIC)


def test_the_list_of_real_names_is_a_list_of_real_names() -> None:
    known = {
        "Donald Trump",
        "Biden",
        "Harris",
        "O'Brien",
        "Teamsters",
        "AFL-CIO",
        "Republican",
        "Democratic",
        "NBC News",
    }
    assert known | {"Democratic National Committee", "UAW", "CNN", "Washington Post", "Joe Biden"} <= set(REAL)


def everything(demo: Demo) -> Iterator[tuple[str, str]]:
    """Every text of the rehearsal, public and private: its bundle, its letters, its roll."""
    yield from ((name, data.decode()) for name, data in files_in(demo.bundle(REHEARSED)).items())
    yield from ((path.name, path.read_text()) for path in demo.letters)
    yield from ((path.name, path.read_text()) for path in sorted(demo.folder.glob("members*.csv")))


def test_no_real_name_appears_anywhere_in_the_rehearsal(demo: Demo) -> None:
    """As a word of its own; digits and keys in the archive are written in letters too."""
    names = re.compile(rf"(?<![A-Za-z0-9+/])({'|'.join(map(re.escape, REAL))})(?![A-Za-z0-9+/])")
    assert names.findall("The UAW, and Biden's campaign; not Haleyville.") == ["UAW", "Biden"]
    assert [(where, names.findall(text)) for where, text in everything(demo) if names.search(text)] == []


def test_everything_in_it_is_simulated(demo: Demo) -> None:
    assert {entry["basis"] for entry in told(demo.bundle(REHEARSED))} == {"simulated"}
    assert {item["basis"] for item in derived(demo, "timeline.json")["items"]} == {"simulated"}
    names = [name for name in files_in(demo.bundle(REHEARSED)) if name.endswith(".json") and "/" not in name]
    assert [derived(demo, name)["rehearsal"] for name in names] == [True] * 5


def test_locals_are_invented_and_numbered(demo: Demo) -> None:
    with (demo.folder / "members-locals.csv").open(newline="") as file:
        locals_ = list(csv.DictReader(file))
    assert [local["local"] for local in locals_] == [f"R-{number:03}" for number in range(1, len(locals_) + 1)]
    assert {(local["number"], local["name"]) for local in locals_} == {
        ("", f"Rehearsal Local {local['local']}") for local in locals_
    }
    frozen = set(one(demo, "snapshot.frozen")["by_local"])
    returned = {sheet["local"] for sheet in found(demo, "sheet.entered")}
    assert (frozen | returned) - {local["local"] for local in locals_} == {"smaller locals"}


def test_members_are_invented_and_reach_nobody(demo: Demo) -> None:
    with (demo.folder / "members.csv").open(newline="") as file:
        members = list(csv.DictReader(file))
    assert len(members) == 2000
    assert all(member["email"].endswith(".example") or not member["email"] for member in members)
    assert members[0].keys() == {"member", "local", "state", "status", "joined_on", "paid_until", "email"}


# everything that a cycle can meet


def test_every_candidate_gets_the_same_offer_and_the_late_one_a_reason(demo: Demo) -> None:
    offers = found(demo, "invitation.sent")
    assert [added["name"] for added in found(demo, "candidate.added")] == [name for name, _ in CANDIDATES]
    assert sorted(offer["candidate"] for offer in offers) == [
        added["candidate"] for added in found(demo, "candidate.added")
    ]
    assert len({json.dumps([offer["text"], offer["terms"]]) for offer in offers}) == 1
    (late,) = [offer for offer in offers if offer.get("differs_because")]
    differences = {each["row"]: each for each in derived(demo, "treatment.json")["differences"]}
    for row in ("offered", "deadline"):
        assert differences[row]["explained"] is True
        assert differences[row]["reason"] == f"Dario Okonjo: {late['differs_because']}"


def test_a_campaign_that_never_answers_is_said_to_have_given_no_answer(demo: Demo) -> None:
    table = derived(demo, "treatment.json")
    place = [column["name"] for column in table["columns"]].index("Edda Marlowe")
    said = {row["key"]: row["cells"][place]["text"] for row in table["rows"]}
    assert (said["reminders"], said["reply"]) == ("1", "no answer")
    assert said["roundtable"].startswith("no meeting recorded as of ")


def test_the_crew_that_sends_in_four_questions_does_not_fill_the_first_places(demo: Demo) -> None:
    first = found(demo, "questions.ordered")[0]
    assert [each["question"] for each in first["order"]] == "Q-2 Q-1 Q-5 Q-7 Q-6 Q-3 Q-4".split()
    chosen = {body["roundtable"]: body for body in found(demo, "questions.chosen")}
    assert [table for table in chosen if "departs_because" in chosen[table]] == ["RT-1"]
    answers = Counter(body["answer"] for body in found(demo, "question.answered"))
    assert answers == {"answered": 14, "not answered": 1, "not reached": 1}
    assert one(demo, "question.declined")["question"] == "Q-9"
    assert not list(demo.folder.rglob("*.key"))


def test_a_candidate_withdraws_while_the_poll_is_open(demo: Demo) -> None:
    entries = {entry["seq"]: entry for entry in told(demo.bundle(REHEARSED))}
    (left,) = [seq for seq, entry in entries.items() if entry["body"].get("status") == "withdrew"]
    opening, running, closing = [entry for entry in entries.values() if entry["verb"] == "ballot.head-published"]
    assert opening["seq"] < left < running["seq"] < closing["seq"]
    assert [each["body"]["n_ballots"] for each in (opening, running, closing)] == [0, 20, 40]
    changed = one(demo, "ballot.field-changed")
    assert (changed["candidate"], changed["rule"]) == (entries[left]["body"]["candidate"], "keep")
    assert entries[left]["body"]["name"] in one(demo, "ballot.counted")["answers"]


def test_a_published_date_is_moved_with_a_reason_and_both_dates_stay_visible(demo: Demo) -> None:
    moved = one(demo, "date.moved")
    assert (moved["key"], moved["was"], moved["now"]) == ("poll-closes", "2026-07-31", "2026-08-05")
    assert moved["reason"] == "The ballot letters go out a week later than planned; members keep their thirty days."
    announced = {date["key"]: date["on"] for date in one(demo, "call.published")["calendar"]}
    assert announced["poll-closes"] == moved["was"]
    shown = [item["what"] for item in derived(demo, "timeline.json")["items"] if item["verb"] == "date.moved"]
    assert "31 July 2026" in shown[0]
    assert "5 August 2026" in shown[0]


def test_an_entry_is_corrected_in_the_open(demo: Demo) -> None:
    held = {entry["seq"]: entry["body"] for entry in of_verb(demo.bundle(REHEARSED), "roundtable.held")}
    (corrected,) = [each for each in found(demo, "record.corrected") if each["corrects"] in held]
    assert (corrected["field"], corrected["was"], corrected["now"]) == ("n_members", 41, 43)
    assert corrected["reason"] == "Two members had not signed the list at the door."
    assert held[corrected["corrects"]]["n_members"] == 41


def test_a_payload_is_withheld_and_the_chain_still_holds(demo: Demo) -> None:
    withheld = one(demo, "record.withheld")
    lines = [json.loads(line) for line in files_in(demo.bundle(REHEARSED))["record.jsonl"].splitlines()]
    line = lines[withheld["seq"]]
    assert line.keys() == {"leaf", "prev", "seq", "withheld"}
    assert line["withheld"] == "slip: A private telephone number stood in the note."
    for name, data in files_in(demo.bundle(REHEARSED)).items():
        assert b"Entered with a private telephone number" not in data, name


def test_a_gift_of_exactly_the_limit_is_paid_and_one_of_a_cent_more_is_refused(demo: Demo) -> None:
    gifts = derived(demo, "gifts.json")["gifts"]
    assert [(gift["amount_cents"], gift["status"]) for gift in gifts] == [(45_000_00, "paid"), (45_000_01, "refused")]
    assert [gift["check"]["limit"]["limit_cents"] for gift in gifts] == [45_000_00] * 2
    assert [gift["check"]["over_cents"] for gift in gifts] == [0, 1]
    assert gifts[0]["within"] is True
    assert gifts[1]["refused_because"] == "One cent over the limit for that account; it is not made."
    paid = one(demo, "gift.paid")
    assert (paid["gift"], paid["amount_cents"]) == (gifts[0]["code"], 45_000_00)
    dates = [
        (gift["proposed_on"], [one["on"] for one in gift["approvals"]], [one["on"] for one in gift["payments"]])
        for gift in gifts
    ]
    assert dates == [("2026-07-20", ["2026-08-11"], ["2026-08-18"]), ("2026-07-20", ["2026-08-11"], [])]


def test_the_board_decides_by_a_roll_call_of_every_seat(demo: Demo) -> None:
    decision = derived(demo, "decision.json")
    (motion,) = [motion for motion in decision["motions"] if not motion["about"]]
    votes = [seat["vote"] for seat in motion["vote"]["roll_call"]["votes"]]
    assert [votes.count(word) for word in ("yes", "no", "abstain", "absent")] == [11, 5, 2, 1]
    assert (decision["outcome"], motion["name"], motion["vote"]["passes"]) == ("endorse", "Alma Reyes", True)
    assert decision["explanation"][-1] == "Outcome: endorse (endorsing Alma Reyes)."


def test_locals_return_straw_sheets_that_two_tellers_entered(demo: Demo) -> None:
    entered, confirmed = found(demo, "sheet.entered"), found(demo, "sheet.confirmed")
    assert len(entered) == len({sheet["local"] for sheet in entered}) == 40
    closed = one(demo, "straw_poll.closed")
    assert (closed["n_sheets"], closed["n_unconfirmed"]) == (len(confirmed), 1) == (39, 1)
    (corrected,) = [each for each in found(demo, "record.corrected") if each["field"].startswith("counts.")]
    assert (corrected["was"] - corrected["now"], corrected["reason"]) == (1, "One spoiled ballot had been counted.")


def archive(demo: Demo) -> dict[str, bytes]:
    """The records of the poll's archive, by their names."""
    packed = files_in(demo.bundle(REHEARSED))[one(demo, "ballot.counted")["units"][0]["archive"]]
    with tarfile.open(fileobj=io.BytesIO(packed)) as records:
        return {member.name: records.extractfile(member).read() for member in records}


def test_the_secret_poll_holds_forty_ballots_of_the_frozen_roll(demo: Demo) -> None:
    """Every proof of them is checked in test_bundles.py, and by another program in test_acceptance.py."""
    counted, declared = one(demo, "ballot.counted"), one(demo, "ballot.declared")
    records = archive(demo)
    ballots = [data for data in records.values() if data.startswith(b'{"election_uuid"')]
    assert len(ballots) == len(set(ballots)) == 40
    assert len({json.loads(ballot)["credential"] for ballot in ballots}) == 38
    assert (counted["n_ballots"], counted["n_counted"]) == (40, 38)
    assert sum(counted["counts"]) == counted["n_counted"]
    assert declared["n_credentials"] == one(demo, "snapshot.frozen")["n_eligible"]
    (unit,) = declared["units"]
    assert len(json.loads(records[f"{unit['credentials_digest']}.data.json"])) == declared["n_credentials"]
    assert len(found(demo, "ballot.decryption-taken")) == 3


def test_the_list_of_who_holds_which_credential_is_destroyed_and_the_record_says_so(demo: Demo) -> None:
    destroyed, declared = one(demo, "ballot.credentials-destroyed"), one(demo, "ballot.declared")
    assert (destroyed["poll"], destroyed["n_credentials"]) == (declared["poll"], declared["n_credentials"])
    assert destroyed["destroyed_on"] == "2026-08-07"
    office = demo.folder / "credential-office"
    assert sorted(path.name for path in office.iterdir()) == ["destroyed.json", "office.log"]
    assert json.loads((office / "destroyed.json").read_bytes())["words"] == destroyed["words"]


def test_the_bytes_of_the_database_hold_no_credential_and_no_ballot(demo: Demo) -> None:
    """Freed pages too, where SQLite keeps what was deleted. What the tables say: test_secrecy.py."""
    raw = b"".join(path.read_bytes() for path in sorted(demo.folder.glob("demo.sqlite3*")))
    counted, declared = one(demo, "ballot.counted"), one(demo, "ballot.declared")
    credentials = json.loads(archive(demo)[f"{declared['units'][0]['credentials_digest']}.data.json"])
    ballots = [name.split(".")[0] for name, data in archive(demo).items() if data.startswith(b'{"election_uuid"')]
    assert counted["head"].encode() in raw
    assert [name for name in (*credentials, *ballots) if name.encode() in raw] == []


def test_every_roundtable_and_the_decision_have_their_statements(demo: Demo) -> None:
    released = [(release["about"], release["audience"]) for release in found(demo, "release.issued")]
    tables = [table["roundtable"] for table in found(demo, "roundtable.set")]
    (motion,) = [motion["motion"] for motion in found(demo, "motion.put") if not motion.get("about")]
    assert released == [*((table, "press") for table in tables), (motion, "members"), (motion, "press")]
    assert [table["roundtable"] for table in found(demo, "roundtable.held")] == tables


def test_every_publication_and_release_carries_the_head_before_it(demo: Demo) -> None:
    lines = [json.loads(line) for line in files_in(demo.bundle(REHEARSED))["record.jsonl"].splitlines()]
    named = [line for line in lines if line.get("payload", {}).get("verb") in ("publication.made", "release.issued")]
    assert len(named) == 9
    assert [line["payload"]["body"]["head"] for line in named] == [line["prev"] for line in named]


def test_the_cycle_goes_through_its_phases_in_their_order(demo: Demo) -> None:
    moves = [(move["was"], move["now"]) for move in found(demo, "phase.moved")]
    assert moves == list(pairwise(["called", "inviting", "hearing", "consulting", "deciding", "decided"]))


def test_what_the_press_said_is_published_by_a_person_with_its_source(demo: Demo) -> None:
    assert one(demo, "endorsement.entered")["sources"] == [{"day": "2026-04-09", "outlet": "Quay City Courier"}]
    named = {
        (source["outlet"], source["standing"]) for fact in found(demo, "fact.published") for source in fact["sources"]
    }
    assert named == {("Quay City Courier", "named outlet"), ("Tideway Radio", "who gains")}
    for name, data in files_in(demo.bundle(REHEARSED)).items():
        assert b"fraud" not in data, name


def test_one_event_that_several_outlets_tell_is_one_item_with_its_history_and_conflicts(demo: Demo) -> None:
    items = json.loads(files_in(demo.bundle(REHEARSED))["timeline.json"])["items"]
    facts = {item["values"]["what"]: item for item in items if item["verb"] == "fact.published"}
    meeting = facts["Alma Reyes met leaders of the union."]
    (differs,) = meeting["differences"]
    assert (differs["field"], [claim["says"] for claim in differs["said"]]) == ("day", ["2026-04-08", "2026-04-09"])
    members = facts["The Dock Clerks Guild gave its number of members."]["differences"]
    assert [[claim["says"] for claim in each["said"]] for each in members] == [[40000, 42000]]
    followed = facts["Carys Whitcombe met the Dock Clerks Guild."]
    assert [(step["status"], step["on"]) for step in followed["history"]] == [
        ("scheduled", "2026-04-09"),
        ("happened", "2026-04-17"),
    ]
    endorsed = facts["The Dock Clerks Guild endorsed Alma Reyes."]
    assert [source["standing"] for source in endorsed["sources"]] == ["named outlet", "named outlet", "own release"]
    assert (endorsed["on"], endorsed["status"]) == ("2026-04-03", "given")
    assert [item["status"] for item in facts.values()].count("day passed") == 1
    assert [item["status"] for item in facts.values()].count("claimed") == 1


def test_the_record_never_goes_back_in_time(demo: Demo) -> None:
    moments = [entry["at"] for entry in told(demo.bundle(REHEARSED))]
    assert moments == sorted(moments)


def test_a_questionnaire_is_amended_late_and_unanswered_and_published_as_it_was_handed_in(demo: Demo) -> None:
    names = {body["candidate"]: body["name"] for body in found(demo, "candidate.added")}
    came = [
        (names[body["candidate"]], body["number"], body.get("late", False)) for body in found(demo, "answers.handed-in")
    ]
    assert came == [
        ("Alma Reyes", 1, False),
        ("Bo Lindqvist", 1, False),
        ("Alma Reyes", 2, False),
        ("Carys Whitcombe", 1, False),
        ("Dario Okonjo", 1, True),
    ]
    published = one(demo, "answers.published")["answers"]
    assert sorted(names[code] for code in published) == [
        "Alma Reyes",
        "Bo Lindqvist",
        "Carys Whitcombe",
        "Dario Okonjo",
    ]
    assert "q6" not in published["CAND-1"]["said"]
    assert "Two retired pilots." not in str(published)
    assert len(one(demo, "scores.published")["sheets"]) == 3
