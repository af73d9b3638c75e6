"""What holds for every record, however it was made up."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core import bundle
from hustings.core.canonical import canonical_bytes
from hustings.core.chain import Entry, read_lines, write_lines
from hustings.core.projections import project
from hustings.core.projections.sentences import SENTENCES
from hustings.core.treatment import treatment_table
from tests.core import second_verifier, story
from tests.core.second_reader import canonical, statements
from tests.core.second_timeline import derived

MORE_VERBS = (
    "record.opened",
    "date.set",
    "roundtable.set",
    "roundtable.held",
    "sheet.entered",
    "sheet.confirmed",
    "gift.reported",
    "fact.published",
    "fact.reported-again",
    "staff.noted",
)
VERBS = sorted({*SENTENCES, *MORE_VERBS})
CODES = st.sampled_from(["CAND-1", "CAND-2", "RT-1", "GIFT-1", "POLL-1", "MOT-1"])
DAYS = st.sampled_from(["2031-03-01", "2031-04", "2031", "2031-03-01/2031-05", "soon", "2031-02-30", "2031/", "0000"])
SIMPLE = (
    st.none() | st.booleans() | st.integers(0, 500) | st.sampled_from(["", "a.", "declared", "withdrew"]) | DAYS | CODES
)
KEYS = (
    "candidate roundtable gift poll motion key label on was now reason name status starts_at amount_cents "
    "minutes text_digest terms deadline_at sent_on answer kind questions topics calendar counts totals sheet "
    "approved paid check within about outcome passes corrects field seq ground sources results answers "
    "n_members candidates place place_was summary questionnaire late"
).split()
INNER = st.dictionaries(st.sampled_from(KEYS), SIMPLE, max_size=4)
BODIES = st.dictionaries(st.sampled_from(KEYS), SIMPLE | INNER | st.lists(SIMPLE | INNER, max_size=3), max_size=9)
TELLINGS = st.lists(
    st.tuples(st.sampled_from(VERBS), BODIES, st.sampled_from(["public", "campaign", "staff", "sealed"])), max_size=12
)


def made(tellings: list[tuple[str, dict[str, Any], str]], kind: str = "rehearsal") -> tuple[Entry, ...]:
    """A record with these entries after an opening, payloads of every visibility shown."""
    writing = story.Story()
    writing.tell("2031-03-01", "record.opened", story.opening(kind=kind))
    for number, (verb, body, visibility) in enumerate(tellings):
        writing.tell(f"2031-03-{number + 2:02}", verb, body, visibility=visibility)
    return tuple(writing.entries)


@given(TELLINGS, TELLINGS)
def test_a_projection_never_depends_on_hidden_payloads(tellings: list[Any], others: list[Any]) -> None:
    hidden = [(verb, body, "staff") for verb, body, _ in others]
    one = story.public(made(tellings + hidden))
    replaced = [(verb, {"other": number}, "staff") for number, (verb, _, _) in enumerate(others)]
    other = story.public(made(tellings + replaced))
    first, second = project(one), project(other)
    blank = {"head": "", "n_entries": 0, "n_hidden": 0}
    assert replace(first, overview=replace(first.overview, **blank)) == replace(
        second, overview=replace(second.overview, **blank)
    )
    assert treatment_table(one) == treatment_table(other)


@given(TELLINGS, TELLINGS)
def test_a_longer_record_keeps_every_item_of_the_shorter(tellings: list[Any], more: list[Any]) -> None:
    again = [each for each in more if each[0] not in ("call.published", "date.set")]  # these may announce a date anew
    before = project(story.public(made(tellings)))
    after = project(story.public(made(tellings + again)))
    assert {item.id for item in before.timeline} <= {item.id for item in after.timeline}


@given(TELLINGS)
def test_any_record_projects_to_canonical_json(tellings: list[Any]) -> None:
    page = project(story.public(made(tellings)))
    assert json.loads(canonical_bytes(page.as_json()))["overview"]["n_entries"] == len(tellings) + 1
    ordered = [(item.first, item.last, item.seq, item.id) for item in page.timeline]
    assert ordered == sorted(ordered)


@settings(max_examples=100)
@given(TELLINGS, st.sampled_from(["live", "rehearsal", "reported"]))
def test_the_second_reader_derives_the_same_files_from_any_record(tellings: list[Any], kind: str) -> None:
    entries = story.public(made(tellings, kind))
    assert second_files(entries) == bundle.derived(entries)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 41), st.sampled_from(KEYS), SIMPLE | INNER), max_size=8),
    st.sets(st.integers(1, 41), max_size=4),
)
def test_the_second_reader_agrees_on_the_story_however_it_is_changed(
    changes: list[tuple[int, str, Any]], dropped: set[int]
) -> None:
    writing = story.Story()
    for entry in story.entries():
        if entry.payload is None or entry.seq in dropped:
            continue
        body = dict(entry.body) | {key: value for seq, key, value in changes if seq == entry.seq}
        writing.tell(entry.payload["at"][:10], entry.verb, body, visibility=entry.payload["visibility"])
    entries = story.public(writing.entries)
    assert second_files(entries) == bundle.derived(entries)


def second_files(entries: tuple[Entry, ...]) -> dict[str, bytes]:
    lines = [json.loads(line) for line in write_lines(entries).splitlines()]
    found = derived(second_verifier.SPEC.read_text(), statements(lines), entries[-1].hash, len(entries))
    return {name: value.encode() if isinstance(value, str) else canonical(value) for name, value in found.items()}


@given(TELLINGS)
def test_a_projection_of_the_written_record_is_the_same(tellings: list[Any]) -> None:
    entries = story.public(made(tellings))
    assert project(read_lines(write_lines(entries))) == project(entries)
