"""The hash chain: what is written cannot be changed, left out, added or moved unseen."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.canonical import canonical_bytes, sha256_hex
from hustings.core.chain import (
    GENESIS,
    ChainBroken,
    Entry,
    check_chain,
    leaf_of,
    next_entry,
    read_lines,
    write_lines,
)

SALT = "00" * 16


def payload(n: int, **body: object) -> dict[str, object]:
    return {
        "at": "2031-03-01T12:00:00Z",
        "basis": "simulated",
        "body": {"n": n} | body,
        "role": "director",
        "room": "cycles",
        "subject": f"S-{n}",
        "verb": "call.published",
        "visibility": "public",
    }


def chain_of(length: int) -> list[Entry]:
    entries: list[Entry] = []
    for n in range(length):
        entries.append(next_entry(entries[-1] if entries else None, salt=f"{n:032x}", payload=payload(n)))
    return entries


def test_an_entry_hashes_as_the_specification_says():
    entry = next_entry(None, salt=SALT, payload=payload(0))
    assert entry.leaf == sha256_hex(bytes(16) + canonical_bytes(payload(0)))
    assert entry.prev == GENESIS
    assert entry.hash == sha256_hex(f'{{"leaf":"{entry.leaf}","prev":"{GENESIS}","seq":0}}'.encode())


@given(st.integers(1, 12), st.data())
def test_the_head_does_not_depend_on_which_payloads_are_seen(length, data):
    entries = chain_of(length)
    seen = [entry if data.draw(st.booleans()) else entry.without_payload() for entry in entries]
    assert check_chain(seen) == entries[-1].hash


@given(st.integers(2, 10), st.data())
def test_leaving_an_entry_out_of_the_middle_or_the_front_is_noticed(length, data):
    entries = chain_of(length)
    del entries[data.draw(st.integers(0, length - 2))]
    with pytest.raises(ChainBroken):
        check_chain(entries)


@given(st.integers(1, 10), st.data())
def test_changing_any_payload_is_noticed(length, data):
    entries = chain_of(length)
    place = data.draw(st.integers(0, length - 1))
    entries[place] = dataclasses.replace(entries[place], payload=payload(place, added=1))
    with pytest.raises(ChainBroken) as caught:
        check_chain(entries)
    assert caught.value.where == f"entry {place}"


@given(st.integers(2, 8), st.data())
def test_swapping_two_entries_is_noticed(length, data):
    entries = chain_of(length)
    first = data.draw(st.integers(0, length - 2))
    entries[first], entries[first + 1] = entries[first + 1], entries[first]
    with pytest.raises(ChainBroken):
        check_chain(entries)


def test_no_entry_at_all_is_not_a_record():
    with pytest.raises(ChainBroken):
        check_chain([])


@given(st.integers(1, 8), st.data())
def test_lines_are_read_back_as_they_were_written(length, data):
    kinds = [data.draw(st.sampled_from(["seen", "unseen", "withheld"])) for _ in range(length)]
    shown = {"seen": lambda e: e, "unseen": Entry.without_payload, "withheld": lambda e: e.without_payload("slip: x")}
    entries = [shown[kind](entry) for kind, entry in zip(kinds, chain_of(length), strict=True)]
    assert list(read_lines(write_lines(entries))) == entries


@given(st.data())
def test_any_changed_byte_of_the_file_changes_the_head_or_is_refused(data):
    entries = chain_of(3)
    lines = bytearray(write_lines(entries))
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] ^= data.draw(st.integers(1, 255))
    try:
        head = check_chain(read_lines(bytes(lines)))
    except ChainBroken:
        return
    assert head != entries[-1].hash


@pytest.mark.parametrize(
    "line",
    [
        b"{}",
        b"[]",
        b'{"leaf":"0","prev":"0","seq":0}',
        b'{"leaf":"' + b"A" * 64 + b'","prev":"' + b"0" * 64 + b'","seq":0}',
        b'{"leaf":"' + b"0" * 64 + b'","prev":"' + b"0" * 64 + b'","seq":true}',
        b'{"leaf":"' + b"0" * 64 + b'","prev":"' + b"0" * 64 + b'","salt":"00","seq":0}',
        b'{"leaf":"' + b"0" * 64 + b'","prev":"' + b"0" * 64 + b'","seq":0,"withheld":""}',
    ],
)
def test_a_line_that_is_not_exactly_an_entry_is_refused(line):
    with pytest.raises(ChainBroken) as caught:
        list(read_lines(line + b"\n"))
    assert caught.value.where == "line 1"


def test_a_file_cut_off_in_the_middle_of_a_line_is_refused():
    with pytest.raises(ChainBroken, match="no end"):
        list(read_lines(write_lines(chain_of(2))[:-1]))


def test_the_salt_decides_the_leaf_so_that_short_payloads_cannot_be_guessed():
    assert leaf_of("00" * 16, payload(0)) != leaf_of("01" + "00" * 15, payload(0))
