"""Who voted how is nowhere: every table, every file and everything printed after a whole cycle, on both databases."""

import io
import json
import re
import tarfile
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from hustings.core.ballots.engine import digest, fingerprint
from tests.stories.kept import Kept
from tests.stories.shown import REHEARSED

MEMBER = re.compile(r"\bM\d{7}\b", re.IGNORECASE)
MEMBER_MAIL = re.compile(r"@members\.example")
PRIVATE_CREDENTIAL = re.compile(r"\b[A-Za-z0-9]{5}-[A-Za-z0-9]{6}-[A-Za-z0-9]{5}-[A-Za-z0-9]{6}\b")

DIGEST = re.compile(r"[0-9a-f]{64}|[A-Za-z0-9+/]{43}")
"""Every form in which a ballot can be named: hexadecimal, or base 64 without padding."""

ROLL = {"roll_member", "roll_snapshotmember"}
BOX = f"files/ballots/{REHEARSED}-POLL-S1-U01.bel"
PUBLISHED = re.compile(r"\.(zip|bel)$")


@cache
def archive(box: bytes) -> Mapping[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(box)) as records:
        return {member.name: records.extractfile(member).read() for member in records}


def ballots(kept: Kept) -> list[bytes]:
    return [data for data in archive(kept.files[BOX]).values() if data.startswith(b'{"election_uuid"')]


def listed(kept: Kept) -> set[str]:
    """The public credentials of all who may vote."""
    (found,) = [data for data in archive(kept.files[BOX]).values() if data.startswith(b'["')]
    return set(json.loads(found))


def traces(kept: Kept) -> set[str]:
    """By what a ballot could be known again: its credential, its tracker, its digest, its event."""
    events = {
        name.split(".")[0]: json.loads(data) for name, data in archive(kept.files[BOX]).items() if ".event." in name
    }
    found = {json.loads(ballot)["credential"] for ballot in ballots(kept)}
    found |= {name(ballot) for ballot in ballots(kept) for name in (fingerprint, digest)}
    return found | {name for name, event in events.items() if event["type"] == "Ballot"}


def tables_with(kept: Kept, pattern: re.Pattern[str]) -> set[str]:
    return {table for table in kept.tables if any(pattern.search(text) for text in kept.texts(table))}


def payloads(kept: Kept) -> list[Any]:
    return [json.loads(row["text"]) for row in kept.tables["record_payload"]]


def test_the_whole_cycle_was_played_and_its_bundles_hold(kept: Kept) -> None:
    assert set(kept.statuses) == {0}
    assert len(kept.tables["roll_member"]) == 2000
    assert len(ballots(kept)) == 40
    assert len(listed(kept)) > 1000
    assert len(kept.tables["record_payload"]) > 200


# members and ballots


def test_no_table_knows_a_ballot(kept: Kept) -> None:
    """But for the heads that were published: the hash of a whole box, not of one ballot."""
    heads = {each["body"]["head"] for each in payloads(kept) if each["verb"] == "ballot.head-published"}
    known = (traces(kept) | listed(kept)) - heads
    found = {table for table in kept.tables for text in kept.texts(table) if known & set(DIGEST.findall(text))}
    assert found == set()
    assert heads & set(DIGEST.findall(" ".join(kept.texts("record_payload")))) == heads


def test_a_members_number_is_only_on_the_roll_its_snapshot_and_with_what_she_was_asked(kept: Kept) -> None:
    """`access_link`: whose private page a link opens. The lottery: who is invited to a seat, and who would come."""
    assert tables_with(kept, MEMBER) == ROLL | {"access_link", "lottery_invited", "lottery_volunteer"}
    found = {name for name, data in kept.files.items() if MEMBER.search(data.decode("utf-8", "replace"))}
    (frozen,) = found - {"members.csv"}  # whom the lottery may draw from: the house's own file, in no bundle
    assert frozen == f"files/lottery/{kept.tables['lottery_lottery'][0]['list_digest']}"
    assert "members.csv" in found


def test_a_members_address_is_only_on_the_roll(kept: Kept) -> None:
    assert tables_with(kept, MEMBER_MAIL) == {"roll_member"}
    found = {name for name, data in kept.files.items() if MEMBER_MAIL.search(data.decode("utf-8", "replace"))}
    assert found == {"members.csv"}


def test_a_ballot_is_only_in_the_box_and_in_the_bundle(kept: Kept) -> None:
    known = [trace.encode() for trace in traces(kept)]
    holding = {name for name, data in kept.files.items() if any(trace in data for trace in known)}
    assert BOX in holding
    assert all(PUBLISHED.search(name) for name in holding)


def test_no_private_credential_is_kept_anywhere(kept: Kept) -> None:
    assert PRIVATE_CREDENTIAL.search("kNu2t-bcR5YP-pMtX9-8R3hsa")
    assert tables_with(kept, PRIVATE_CREDENTIAL) == set()
    texts = {name: data.decode("utf-8", "replace") for name, data in kept.files.items()}
    assert [name for name, text in texts.items() if PRIVATE_CREDENTIAL.search(text)] == []


def test_nothing_printed_names_a_member_or_a_ballot(kept: Kept) -> None:
    for pattern in (MEMBER, MEMBER_MAIL, PRIVATE_CREDENTIAL):
        assert pattern.search(kept.said) is None
    assert [trace for trace in traces(kept) | listed(kept) if trace in kept.said] == []


def test_the_ballot_box_has_one_time_only_and_it_is_that_of_its_opening(kept: Kept) -> None:
    with tarfile.open(fileobj=io.BytesIO(kept.files[BOX])) as records:
        members = records.getmembers()
    assert len({member.mtime for member in members}) == 1
    assert {(member.uid, member.gid, member.uname, member.gname) for member in members} == {(0, 0, "", "")}
    (poll,) = kept.tables["ballots_poll"]
    opened = poll["opens_at"]
    assert (opened.hour, opened.minute) == (12, 0)
    assert json.loads(archive(kept.files[BOX])["BELENIOS"])["timestamp"] == str(members[0].mtime)


def test_credentials_are_listed_in_their_own_order_and_not_in_that_of_the_roll(kept: Kept) -> None:
    (found,) = [data for data in archive(kept.files[BOX]).values() if data.startswith(b'["')]
    assert json.loads(found) == sorted(json.loads(found))


def test_the_record_tells_of_the_box_and_of_no_ballot(kept: Kept) -> None:
    verbs = [each["verb"] for each in payloads(kept) if each["room"] == "ballots"]
    assert sorted(verbs) == [
        "ballot.counted",
        "ballot.credentials-destroyed",
        "ballot.declared",
        *["ballot.decryption-taken"] * 3,
        "ballot.field-changed",
        *["ballot.head-published"] * 3,
    ]
    assert len(kept.tables["ballots_poll"]) == 1
    assert len(kept.tables["ballots_secondproof"]) == 3


def test_nothing_of_a_member_is_on_any_record(kept: Kept) -> None:
    said = json.dumps(payloads(kept))
    assert MEMBER.search(said) is None
    assert MEMBER_MAIL.search(said) is None
    assert "@" not in said  # not even the address of a campaign


# money, votes, members


def part(table: str) -> str:
    """What a table is about: money, votes, members, or nothing of these."""
    for prefix, about in (("fund_", "money"), ("ballots_", "votes"), ("straw_polls_", "votes"), ("roll_", "members")):
        if table.startswith(prefix):
            return about
    return ""


def test_no_table_of_money_votes_or_members_points_at_one_of_another_kind(kept: Kept) -> None:
    crossing = {(here, there) for here, there in kept.references if {part(here), part(there)} != {part(here)}}
    assert crossing == set()
    inside = {(here, there) for here, there in kept.references if part(here)}
    assert ("roll_member", "roll_local") in inside
    assert {("ballots_secondproof", "ballots_unit"), ("ballots_unit", "ballots_poll")} <= inside
    assert ("straw_polls_sheet", "straw_polls_strawpoll") in inside
    assert not any({here.split("_")[0], there.split("_")[0]} == {"ballots", "straw"} for here, there in inside)


@pytest.mark.parametrize("prefix", ["fund_", "ballots_", "straw_polls_"])
def test_no_column_of_money_or_votes_is_for_a_member(kept: Kept, prefix: str) -> None:
    tables = [table for table in kept.tables if table.startswith(prefix)]
    columns = {column for table in tables for row in kept.tables[table] for column in row}
    assert tables
    assert {
        column for column in columns if re.search("member|number|email|user|account|credential_id", column)
    } == set()


def test_a_gift_knows_nothing_of_votes(kept: Kept) -> None:
    said = "\n".join(kept.texts("fund_gift"))
    assert "GIFT-1" in said
    for code in ("POLL-", "SHEET-", "R-0", "TELLER-", "Seat ", "SNAP-"):
        assert code not in said


def test_a_straw_sheet_counts_a_local_and_names_only_its_tellers(kept: Kept) -> None:
    for sheet in kept.tables["straw_polls_sheet"]:
        for teller in (sheet["entered_by"], sheet["confirmed_by"]):
            assert teller in {"", None, f"TELLER-{sheet['local']}-1", f"TELLER-{sheet['local']}-2"}
