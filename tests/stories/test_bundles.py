"""The bundles of the demonstration, under every damage that a stranger can do to them.

Each is judged twice: by `hustings verify`, and by a second verifier that was written from the specification alone.
"""

import fnmatch
import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hustings.core.packing import pack
from hustings.doors.cli.verify import app
from tests.core import second_verifier
from tests.core.bundles import forged
from tests.stories.shown import REHEARSED, REPORTED, Demo, files_in, hustings

MANIFEST = "manifest.json"
COMPUTED = ["README.txt", "decision.json", "gifts.json", "timeline.json", "treatment.json"]
FILES = [MANIFEST, "record.jsonl", *COMPUTED, "polls/POLL-S1-U01.bel", "polls/POLL-S1-U01.proofs.json"]
FILES += ["files/*.txt", "files/*.json"]  # an answer's file and the lottery's transcript, named by their digests


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `hustings verify --json` found."""

    status: int
    failing: tuple[str, ...]
    not_run: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judge:
    """Writes bytes into a file and has it judged."""

    folder: Path

    def ours(self, data: bytes, *asked: object) -> Verdict:
        path = self.folder / "damaged.zip"
        path.write_bytes(data)
        done = CliRunner().invoke(app, [str(path), "--json", *map(str, asked)])
        checks = json.loads(done.output).get("checks", [])
        named = [tuple(check["name"] for check in checks if check["result"] == word) for word in ("fails", "not run")]
        return Verdict(done.exit_code, *named)

    def both(self, data: bytes) -> Verdict:
        """Ours, after the second verifier came to the same end."""
        found = self.ours(data)
        second = second_verifier.judge(data)
        assert found.status == (2 if second is None else 1 if second else 0), (found, second)
        return found


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    return Judge(tmp_path)


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :]


def places(data: bytes) -> list[int]:
    """The first byte, the middle one and the last; a small bundle's tests try every byte."""
    return [0, len(data) // 2, len(data) - 1]


def whole(demo: Demo, cycle: str = REHEARSED) -> tuple[bytes, dict[str, bytes]]:
    path = demo.bundle(cycle)
    return path.read_bytes(), dict(files_in(path))


def the_one(files: Mapping[str, bytes], name: str) -> str:
    """The file of this name or pattern."""
    (found,) = fnmatch.filter(files, name)
    return found


# what holds


def test_the_rehearsal_holds_in_every_check_and_says_rehearsal_first(demo: Demo) -> None:
    done = hustings("verify", demo.bundle(REHEARSED))
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert lines[:3] == [
        "REHEARSAL: everything in this bundle was made by a program.",
        "President of the Commonwealth, 2026 (rehearsal-2026)",
        "",
    ]
    assert {line.split()[0] for line in lines[3:-3]} == {"holds"}
    assert "holds POLL-S1: ballots 40 looked at".split() in [line.split() for line in lines]
    assert lines[-1] == "Every check holds."
    assert second_verifier.judge(demo.bundle(REHEARSED).read_bytes()) == []


def test_the_reported_cycle_holds_and_says_what_it_is(demo: Demo) -> None:
    done = hustings("verify", demo.bundle(REPORTED))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "Not a rehearsal: a cycle retold from named sources."
    assert second_verifier.judge(demo.bundle(REPORTED).read_bytes()) == []


def test_json_says_the_same_in_a_stable_form(demo: Demo) -> None:
    done = hustings("verify", "--json", demo.bundle(REPORTED))
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert report.keys() == {"checks", "cycle", "head", "holds", "kind", "n_entries", "rehearsal", "title"}
    assert (report["cycle"], report["kind"], report["rehearsal"], report["holds"]) == (
        REPORTED,
        "reported",
        False,
        True,
    )
    assert all(check.keys() == {"name", "compared", "finding", "result"} for check in report["checks"])
    assert [check["name"] for check in report["checks"]][:6] == [
        "packing",
        "manifest",
        "files",
        "digests",
        "record",
        "opening",
    ]
    assert report["head"] in demo.said


# any byte of any file


def test_these_are_all_the_files_there_are(demo: Demo) -> None:
    files = files_in(demo.bundle(REHEARSED))
    assert sorted(files) == sorted(the_one(files, name) for name in FILES)
    assert all(hashlib.sha256(data).hexdigest() in name for name, data in files.items() if name.startswith("files/"))


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_in_the_zip_fails_and_the_file_is_named(demo: Demo, judge: Judge, name: str) -> None:
    data, files = whole(demo)
    name = the_one(files, name)
    start = data.index(name.encode() + files[name]) + len(name)
    for place in places(files[name]):
        found = judge.both(flipped(data, start + place))
        assert (found.status, found.failing[0]) == (1, "packing")
    said = CliRunner().invoke(app, [str(judge.folder / "damaged.zip")]).output
    assert f"the checksum of {name} is not that of its content" in said


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_in_a_zip_packed_anew_with_the_same_manifest_fails(demo: Demo, judge: Judge, name: str) -> None:
    _, files = whole(demo)
    name = the_one(files, name)
    for place in places(files[name]):
        found = judge.both(pack(files | {name: flipped(files[name], place)}))
        assert found.status == 1
        if name == MANIFEST:
            assert found.failing[0] in {"manifest", "files", "digests", "opening"}
        else:
            assert found.failing == ("digests",)
            assert {"record", "decisions", "polls"} <= set(found.not_run)


def test_any_byte_of_the_zip_itself_counts(demo: Demo, judge: Judge) -> None:
    """Headers and directory too, at places that no one chose."""
    data, _ = whole(demo, REPORTED)
    chance = random.Random(4)
    for place in [0, len(data) - 1, *(chance.randrange(len(data)) for _ in range(20))]:
        assert judge.both(flipped(data, place)).status == 1, place


# files that were made to fit


@pytest.mark.parametrize("name", [*COMPUTED, "record.jsonl"])
def test_a_changed_file_fails_by_its_name_even_if_the_manifest_was_made_to_fit(
    demo: Demo, judge: Judge, name: str
) -> None:
    data, files = whole(demo, REPORTED)
    del files[MANIFEST]
    changed = flipped(files[name], len(files[name]) // 2)
    found = judge.both(forged(data, files | {name: changed}))
    assert (found.status, found.failing) == (1, ("record" if name == "record.jsonl" else name,))


def test_a_changed_ballot_fails_even_if_the_manifest_was_made_to_fit(demo: Demo, judge: Judge) -> None:
    data, files = whole(demo)
    del files[MANIFEST]
    archive = files["polls/POLL-S1-U01.bel"]
    changed = flipped(archive, archive.index(b'"individual_proofs"') + 60)
    assert judge.both(forged(data, files | {"polls/POLL-S1-U01.bel": changed})) == Verdict(1, ("polls",), ())


# files dropped, added, swapped


@pytest.mark.parametrize("name", FILES[1:])
def test_a_dropped_file_fails(demo: Demo, judge: Judge, name: str) -> None:
    data, files = whole(demo)
    name = the_one(files, name)
    found = judge.both(pack({other: files[other] for other in files if other != name}))
    assert (found.status, found.failing) == (1, ("files", "digests"))
    if name.endswith("proofs.json"):
        return  # it may be left out of a bundle, with a manifest that does not list it
    kept = {other: files[other] for other in files if other not in (name, MANIFEST)}
    found = judge.both(forged(data, kept))
    missing = {".bel": ("polls",), ".txt": ("attached files",), ".json": ("attached files", "lotteries")}
    named = name.endswith(".bel") or name.startswith("files/")
    assert (found.status, found.failing) == (1, missing[Path(name).suffix] if named else ("files",))


def test_a_zip_without_a_manifest_is_no_bundle(demo: Demo, judge: Judge) -> None:
    _, files = whole(demo)
    del files[MANIFEST]
    assert judge.both(pack(files)) == Verdict(2, (), ())


@pytest.mark.parametrize("name", ["notes.txt", "polls/POLL-S2.bel", "polls/POLL-S1.txt", "zzz"])
def test_an_added_file_fails(demo: Demo, judge: Judge, name: str) -> None:
    data, files = whole(demo, REPORTED)
    manifest = {MANIFEST: files.pop(MANIFEST)}
    added = dict(sorted((files | {name: b"more"}).items()))
    found = judge.both(pack(manifest | added))
    assert (found.status, found.failing) == (1, ("files",))
    assert judge.both(forged(data, added)).status == 1


def test_two_files_that_changed_places_fail(demo: Demo, judge: Judge) -> None:
    data, files = whole(demo, REPORTED)
    for one, other in (("gifts.json", "decision.json"), ("record.jsonl", "timeline.json"), ("README.txt", MANIFEST)):
        swapped = files | {one: files[other], other: files[one]}
        assert judge.both(pack(swapped)).status == 1
    del files[MANIFEST]
    swapped = files | {"gifts.json": files["decision.json"], "decision.json": files["gifts.json"]}
    assert judge.both(forged(data, swapped)).failing == ("decision.json", "gifts.json")


def test_files_in_another_order_or_packed_by_another_program_fail(demo: Demo, judge: Judge) -> None:
    _, files = whole(demo, REPORTED)
    assert judge.both(pack(dict(reversed(files.items())))).failing == ("files",)
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", method) as zipped:
            for name, content in files.items():
                zipped.writestr(name, content)
        found = judge.both(packed.getvalue())
        assert (found.status, found.failing[0]) == (1, "packing")


# what is no bundle, or only part of one


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.9, 0.999])
def test_a_truncated_zip_is_a_damaged_bundle(demo: Demo, judge: Judge, part: float) -> None:
    data, _ = whole(demo)
    found = judge.both(data[: int(len(data) * part)])
    assert (found.status, found.failing[0]) == (1, "packing")
    assert judge.both(data[:-1]).status == 1


NOT_BUNDLES: Mapping[str, Callable[[bytes], bytes]] = {
    "nothing": lambda data: b"",
    "random bytes": lambda data: random.Random(9).randbytes(len(data)),
    "text": lambda data: b"The minutes of the meeting, with manifest.json in them.\n",
    "less than its first header": lambda data: data[:40],
    "one file of it": lambda data: data[data.index(b"{") : data.index(b"PK\x03\x04", 4)],
}


@pytest.mark.parametrize("kind", NOT_BUNDLES)
def test_what_is_not_a_bundle_is_refused_as_such(demo: Demo, judge: Judge, kind: str) -> None:
    data = NOT_BUNDLES[kind](demo.bundle(REPORTED).read_bytes())
    assert judge.both(data) == Verdict(2, (), ())
    done = CliRunner().invoke(app, [str(judge.folder / "damaged.zip")])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "Refused: This file is not a bundle: it is not a zip that holds a manifest. "
        "Choose the .zip file that was published. [not-a-bundle]\n"
    )


# heads and older bundles


def test_an_older_publications_bundle_holds_and_is_continued_by_the_newer_ones(demo: Demo, judge: Judge) -> None:
    first, second = (demo.older[code].read_bytes() for code in ("PUB-1", "PUB-2"))
    assert judge.both(first) == judge.both(second) == Verdict(0, (), ())
    assert judge.ours(second, "--extends", demo.older["PUB-1"]) == Verdict(0, (), ())
    done = hustings("verify", demo.bundle(REHEARSED), "--extends", demo.older["PUB-2"], "--head", head(demo, REHEARSED))
    assert done.returncode == 0
    said = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "holds extends the older record is the beginning of this one" in said


def test_a_newer_bundle_is_not_continued_by_an_older_one(demo: Demo, judge: Judge) -> None:
    found = judge.ours(demo.older["PUB-1"].read_bytes(), "--extends", demo.bundle(REHEARSED))
    assert found == Verdict(1, ("extends",), ())


def test_a_bundle_of_another_cycle_is_not_continued(demo: Demo) -> None:
    done = hustings("verify", demo.bundle(REPORTED), "--extends", demo.bundle(REHEARSED))
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "FAILS: extends"


def test_what_is_no_bundle_cannot_be_continued(demo: Demo, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Minutes.")
    done = hustings("verify", demo.bundle(REPORTED), "--extends", tmp_path / "notes.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert "[not-a-bundle]" in done.stderr


def head(demo: Demo, cycle: str) -> str:
    return str(json.loads(files_in(demo.bundle(cycle))[MANIFEST])["head"])


def test_only_the_right_head_is_accepted(demo: Demo, judge: Judge) -> None:
    data, right, wrong = demo.bundle(REPORTED).read_bytes(), head(demo, REPORTED), head(demo, REHEARSED)
    assert judge.ours(data, "--head", right) == Verdict(0, (), ())
    assert judge.ours(data, "--head", wrong) == Verdict(1, ("expected head",), ())
    done = hustings("verify", demo.bundle(REPORTED), "--head", right[:-1])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"Refused: {right[:-1]} is not a head: a head is 64 digits and letters from a to f. (--head) "
        "Copy the whole head from a publication or a release. [head-malformed]\n"
    )
