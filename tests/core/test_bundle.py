"""What is in a bundle, and the one form of its zip."""

import io
import json
import operator
import string
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.bundle import (
    AttachmentDiffers,
    AttachmentMissing,
    AttachmentUnknown,
    NotABundle,
    build,
    file_name,
    is_bundle,
    open_bundle,
)
from hustings.core.chain import ChainBroken
from hustings.core.packing import NotPackable, pack, unpack
from tests.core import second_verifier, story, story_poll
from tests.core.bundles import files_of, plain, polled

ALNUM = string.ascii_letters + string.digits
PARTS = st.builds(operator.add, st.sampled_from(ALNUM), st.text(ALNUM + "._-", max_size=8))
NAMES = PARTS | st.builds("/".join, st.tuples(PARTS, PARTS))


@given(st.dictionaries(NAMES, st.binary(max_size=200), max_size=5))
def test_what_is_packed_unpacks_and_every_zip_program_reads_it(files: dict[str, bytes]) -> None:
    data = pack(files)
    assert unpack(data).wrong is None
    assert list(unpack(data).files.items()) == list(files.items())
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == files
    assert second_verifier.pack(files) == data


@given(st.binary(max_size=300))
def test_any_bytes_can_be_unpacked_without_harm(data: bytes) -> None:
    assert unpack(data).wrong is not None


@pytest.mark.parametrize("name", ["../up", "/root", "a//b", "a/../b", ".hidden", "über", "a\\b", "", "a" * 201])
def test_a_name_that_could_leave_the_folder_is_not_packed(name: str) -> None:
    with pytest.raises(NotPackable):
        pack({name: b""})


def test_the_same_entries_are_always_the_same_bytes() -> None:
    assert build(story.public(story.entries())) == plain()


def test_a_bundle_holds_these_files_in_this_order() -> None:
    with zipfile.ZipFile(io.BytesIO(polled())) as opened:
        assert opened.namelist() == [
            "manifest.json",
            "README.txt",
            "decision.json",
            "gifts.json",
            "polls/POLL-S1-U01.bel",
            "polls/POLL-S1-U01.proofs.json",
            "record.jsonl",
            "timeline.json",
            "treatment.json",
        ]


def test_a_rehearsal_says_so_first_and_in_every_file() -> None:
    files = files_of(plain())
    assert files["README.txt"].startswith(b"REHEARSAL. A program made everything in this bundle.")
    assert json.loads(files["record.jsonl"].split(b"\n")[0])["payload"]["body"]["rehearsal"] is True
    assert [json.loads(files[name])["rehearsal"] for name in files if name.endswith(".json")] == [True] * 4
    assert file_name(story.entries()) == f"REHEARSAL-harbor-2031-42-{story.entries()[-1].hash[:8]}.zip"


def test_a_live_cycle_has_a_plain_name() -> None:
    writing = story.Story()
    writing.tell("2031-03-01", "record.opened", story.opening(kind="live"))
    assert file_name(writing.entries) == f"harbor-2031-1-{writing.head[:8]}.zip"


def test_staff_notes_are_only_leaves_in_it() -> None:
    assert b"slow to answer" not in plain()
    assert b"private remark" not in plain()


def test_the_archive_of_a_counted_poll_belongs_in_it() -> None:
    told = story_poll.told()
    with pytest.raises(AttachmentMissing):
        build(told.entries)
    with pytest.raises(AttachmentDiffers):
        build(told.entries, told.files | {story_poll.ARCHIVE: b"another"})


def test_nothing_else_belongs_in_it() -> None:
    with pytest.raises(AttachmentUnknown):
        build(story.public(story.entries()), {"polls/POLL-9.bel": b""})
    with pytest.raises(AttachmentUnknown):
        build(story.public(story.entries()), {"notes.txt": b""})


def test_a_broken_chain_makes_no_bundle() -> None:
    entries = list(story.public(story.entries()))
    entries[5] = replace(entries[5], leaf="0" * 64)
    with pytest.raises(ChainBroken):
        build(entries)


@pytest.mark.parametrize("data", [b"", b"PK", b"manifest.json", b"%PDF-1.7 manifest.json", b"PK\x05\x06" + bytes(18)])
def test_what_holds_no_manifest_is_not_a_bundle(data: bytes) -> None:
    assert not is_bundle(data)
    with pytest.raises(NotABundle):
        open_bundle(data)


def test_a_zip_of_another_kind_is_not_a_bundle() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr("notes.txt", "see manifest.json")
        made.writestr("inside/manifest.json", "{}")
    assert not is_bundle(kept.getvalue())


def test_a_zip_with_a_manifest_is_a_bundle_however_damaged() -> None:
    assert is_bundle(plain())
    assert is_bundle(plain()[:60])
    assert is_bundle(plain()[30:])
    assert is_bundle(b"before" + plain())
    repacked = io.BytesIO()
    with zipfile.ZipFile(repacked, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("manifest.json", "{}")
    assert is_bundle(repacked.getvalue())
