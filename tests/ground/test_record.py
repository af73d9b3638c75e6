"""The record: one action, one entry, in one transaction; and nothing is changed afterwards."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from hustings.core.chain import check_chain, read_lines, write_lines
from hustings.core.values import Actor, Kind, Role, Source, Visibility
from hustings.ground.record.actions import correct_entry, shift_clock, withhold_payload
from hustings.ground.record.declared import Done, action
from hustings.ground.record.models import Entry
from hustings.ground.record.queries import chain_of, n_publishable, now_in, publishable_entries, staff_entries
from hustings.ground.record.refusals import (
    AlreadyOpened,
    NoSuchCycle,
    NoSuchEntry,
    NotAllowed,
    SourceMissing,
    WrongPhase,
)
from tests.ground.conftest import AT, DIRECTOR, MEMBER, SECRETARY, keep, open_record, say


def test_an_action_writes_one_entry_that_says_who_when_and_what(words):
    assert say(cycle=words, word="hello", actor=DIRECTOR, at=AT) == "hello"
    opened, said = publishable_entries(cycle=words)
    assert said.payload == {
        "at": "2031-03-01T12:00:00Z",
        "basis": "recorded",
        "body": {"word": "hello"},
        "role": "director",
        "room": "tests.ground.conftest".rpartition(".")[2],
        "subject": "hello",
        "verb": "word.said",
        "visibility": "public",
    }
    assert said.prev == opened.hash
    assert chain_of(cycle=words).head == said.hash


def test_the_first_entry_says_whether_it_is_a_rehearsal(words):
    open_record("trial", Kind.REHEARSAL)
    first = publishable_entries(cycle="trial")[0]
    assert first.body == {
        "chain": "trial",
        "format": "hustings-record/1",
        "kind": "rehearsal",
        "rehearsal": True,
        "title": "Words",
    }
    assert first.payload["basis"] == "simulated"


def test_what_staff_keep_shows_to_the_public_only_as_a_leaf(words):
    keep(cycle=words, word="quiet", actor=DIRECTOR, at=AT)
    hidden = publishable_entries(cycle=words)[-1]
    assert hidden.as_json().keys() == {"leaf", "prev", "seq"}
    assert staff_entries(cycle=words, actor=DIRECTOR)[-1].body == {"word": "quiet"}
    assert check_chain(read_lines(write_lines(publishable_entries(cycle=words)))) == chain_of(cycle=words).head


@pytest.mark.parametrize(
    ("call", "refusal"),
    [
        (lambda: say(cycle="words", word="x", actor=MEMBER, at=AT), NotAllowed),
        (lambda: say(cycle="nowhere", word="x", actor=DIRECTOR, at=AT), NoSuchCycle),
        (lambda: say(cycle="closed", word="x", actor=DIRECTOR, at=AT), WrongPhase),
        (lambda: say(cycle="told", word="x", actor=DIRECTOR, at=AT), SourceMissing),
        (lambda: open_record("words"), AlreadyOpened),
        (lambda: staff_entries(cycle="words", actor=MEMBER), NotAllowed),
        (lambda: shift_clock(cycle="words", seconds=60, actor=DIRECTOR, at=AT), NoSuchEntry),
    ],
)
def test_what_is_refused_leaves_no_entry(words, call, refusal):
    open_record("closed", phase="closed")
    open_record("told", Kind.REPORTED)
    before = Entry.objects.count()
    with pytest.raises(refusal):
        call()
    assert Entry.objects.count() == before


def test_a_reported_cycle_takes_what_names_its_source(words):
    open_record("told", Kind.REPORTED)
    source = Source("Harbor Daily", "2031-02-28").as_json()
    say(cycle="told", word="x", sources=(source,), actor=DIRECTOR, at=AT)
    entry = publishable_entries(cycle="told")[-1]
    assert (entry.payload["basis"], entry.body["sources"]) == ("reported", [source])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_entry SET prev = leaf",
        "DELETE FROM record_entry",
        "UPDATE record_payload SET text = '{}'",
        "DELETE FROM record_payload",
        "UPDATE record_chain SET kind = 'live', code = 'x'",
        "DELETE FROM record_chain",
    ],
)
def test_the_database_itself_refuses_to_change_the_record(words, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_replacing_an_entry_or_emptying_the_table_is_refused(words):
    row = Entry.objects.values("id", "chain_id", "seq", "prev", "leaf", "hash")[0]
    if connection.vendor == "sqlite":
        statement = (
            "INSERT OR REPLACE INTO record_entry (id, chain_id, seq, prev, leaf, hash) VALUES (%s,%s,%s,%s,%s,%s)"
        )
    else:
        statement = "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE record_entry CASCADE"
    values = list(row.values()) if connection.vendor == "sqlite" else []
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_correction_stands_beside_what_it_corrects(words):
    say(cycle=words, word="helo", actor=DIRECTOR, at=AT)
    correct_entry(cycle=words, seq=1, field="word", now="hello", reason="misspelt", actor=SECRETARY, at=AT)
    said, corrected = publishable_entries(cycle=words)[1:]
    assert said.body == {"word": "helo"}
    assert corrected.body == {"corrects": 1, "field": "word", "was": "helo", "now": "hello", "reason": "misspelt"}


@pytest.mark.parametrize(("seq", "field", "reason"), [(9, "word", "x"), (1, "wrd", "x"), (1, "word", " ")])
def test_a_correction_names_an_entry_a_field_and_a_reason(words, seq, field, reason):
    say(cycle=words, word="helo", actor=DIRECTOR, at=AT)
    with pytest.raises(NoSuchEntry):
        correct_entry(cycle=words, seq=seq, field=field, now="x", reason=reason, actor=SECRETARY, at=AT)


def test_a_withheld_payload_is_gone_and_the_chain_still_holds(words):
    say(cycle=words, word="hush-hush", actor=DIRECTOR, at=AT)
    withhold_payload(cycle=words, seq=1, ground="slip", reason="a name", actor=SECRETARY, at=AT)
    entries = publishable_entries(cycle=words)
    assert entries[1].withheld == "slip: a name"
    assert entries[1].payload is None
    assert b"hush-hush" not in write_lines(entries)
    assert check_chain(entries) == chain_of(cycle=words).head


@pytest.mark.parametrize(
    ("seq", "ground", "reason"), [(0, "slip", "x"), (9, "slip", "x"), (1, "whim", "x"), (1, "slip", "")]
)
def test_a_payload_is_withheld_only_with_a_known_ground_and_a_reason(words, seq, ground, reason):
    say(cycle=words, word="hello", actor=DIRECTOR, at=AT)
    with pytest.raises(NoSuchEntry):
        withhold_payload(cycle=words, seq=seq, ground=ground, reason=reason, actor=SECRETARY, at=AT)


def test_the_clock_of_a_rehearsal_can_be_moved(words):
    open_record("trial", Kind.REHEARSAL)
    shift_clock(cycle="trial", seconds=86_400, actor=DIRECTOR, at=AT)
    ahead = now_in(cycle="trial") - now_in(cycle=words)
    assert 86_398 <= ahead.total_seconds() <= 86_402


def test_what_waits_for_a_publication_is_counted_without_reading_it(words):
    for word in ("one", "two", "three"):
        say(cycle=words, word=word, actor=DIRECTOR, at=AT)
    keep(cycle=words, word="four", actor=DIRECTOR, at=AT)
    assert [n_publishable(cycle=words, after=after) for after in (0, 1, 2, 4, 9)] == [4, 3, 2, 0, 0]
    withhold_payload(cycle=words, seq=2, ground="slip", reason="x", actor=SECRETARY, at=AT)
    shown = [entry for entry in publishable_entries(cycle=words) if entry.payload is not None]
    assert n_publishable(cycle=words) == len(shown) == 4


def test_long_work_before_an_action_holds_no_transaction_and_is_only_done_for_whoever_may(words):
    deep = len(connection.savepoint_ids)
    seen = []

    def look(*, cycle: str, word: str, actor: Actor, at: datetime) -> None:
        seen.append(("before", word, len(connection.savepoint_ids) - deep))

    @action(may=Role.DIRECTOR, phases={"open"}, records="word.heard", visibility=Visibility.PUBLIC, before=look)
    def hear(*, cycle: str, word: str, actor: Actor, at: datetime) -> Done[str]:
        """Hear a word."""
        seen.append(("action", word, len(connection.savepoint_ids) - deep))
        return Done(word, subject=word, body={"word": word})

    with pytest.raises(NotAllowed):
        hear(cycle=words, word="mine", actor=MEMBER, at=AT)
    with pytest.raises(WrongPhase):
        hear(cycle=open_record("over", phase="closed"), word="late", actor=DIRECTOR, at=AT)
    hear(cycle=words, word="hello", actor=DIRECTOR, at=AT)
    assert seen == [("before", "hello", 0), ("action", "hello", 1)]
