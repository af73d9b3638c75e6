"""Every check of a bundle: what holds, what fails, and what is then not run."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.bundle import NotABundle, build
from hustings.core.canonical import canonical_bytes
from hustings.core.chain import read_lines, write_lines
from hustings.core.findings import Result
from hustings.core.packing import pack, unpack
from tests.core import second_verifier, story, story_poll
from tests.core.bundles import failing, files_of, forged, judged, plain, polled, rewritten

CONTENT = ["record", "opening", "README.txt", "decision.json", "gifts.json", "timeline.json", "treatment.json"]
CLAIMS = ["published heads", "decisions", "limits", "payments", "straw polls", "answers", "questions"]
CLAIMS += ["attached files", "lotteries", "polls"]
CONTAINER = ["packing", "manifest", "files", "digests"]
POLL = ["container", "chain", "election", "trustees", "credentials", "ballots", "tally", "decryptions", "result"]
POLL += ["finished", "head", "declared", "trustees declared", "counts", "published heads", "second proofs", "units"]


def flipped(data: bytes, place: int, mask: int = 1) -> bytes:
    return data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]


def both(data: bytes) -> list[str]:
    """The failing checks by our verifier, after the second one has agreed on whether there are any."""
    ours = failing(judged(data))
    second = second_verifier.judge(data)
    assert second is not None
    assert bool(ours) == bool(second), (ours, second)
    return ours


def test_a_good_bundle_holds_in_every_check() -> None:
    report = judged(polled())
    assert [check.name for check in report.checks] == CONTAINER + CONTENT + CLAIMS + [
        f"POLL-S1: {name}" for name in POLL
    ]
    assert {check.result for check in report.checks} == {Result.HOLDS}
    assert (report.holds, report.exit_status, report.rehearsal) == (True, 0, True)
    assert report.head == story_poll.told().entries[-1].hash
    assert second_verifier.judge(polled()) == []
    assert second_verifier.judge(plain()) == []


@pytest.mark.parametrize("name", ["manifest.json", *sorted(files_of(polled()))])
def test_changing_any_byte_of_any_file_makes_it_fail(name: str) -> None:
    """Every file, at its first and last byte and at some thirty places between."""
    data = polled()
    content = unpack(data).files[name]
    start = data.index(name.encode() + content) + len(name)
    assert data[start : start + len(content)] == content
    for offset in sorted({0, len(content) - 1, *range(0, len(content), max(1, len(content) // 30))}):
        report = judged(flipped(data, start + offset, 1 << offset % 8))
        assert report.exit_status == 1
        assert failing(report)[0] == "packing"
        assert name in report.checks[0].finding


def test_changing_any_single_byte_of_a_small_bundle_makes_it_fail() -> None:
    """Every byte position of the whole zip: headers, names, contents, directory."""
    writing = story.Story()
    writing.tell("2031-03-01", "record.opened", story.opening(kind="live"))
    data = build(writing.entries)
    assert judged(data).exit_status == 0
    for place in range(len(data)):
        assert judged(flipped(data, place)).exit_status == 1, place
    for place in range(0, len(data), 13):
        assert second_verifier.judge(flipped(data, place)), place


@settings(max_examples=60)
@given(st.data())
def test_damage_of_any_kind_makes_it_fail(data: st.DataObject) -> None:
    good = plain()
    first, last = sorted(data.draw(st.tuples(st.integers(60, len(good)), st.integers(60, len(good)))))
    middle = data.draw(st.binary(max_size=5))
    damaged = good[:first] + middle + good[last:]
    if damaged != good:
        assert both(damaged)


@pytest.mark.parametrize(
    "damaged",
    [plain()[:-1], plain() + b"\n", b"x" + plain(), plain()[: len(plain()) // 2], plain() + plain()],
    ids=["cut at the end", "a byte more", "a byte before", "half of it", "twice"],
)
def test_a_cut_or_lengthened_zip_fails(damaged: bytes) -> None:
    assert both(damaged)[0] == "packing"


def test_a_zip_packed_again_by_another_program_fails_and_is_never_unpacked() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in unpack(plain()).files.items():
            made.writestr(name, content)
        made.writestr("bomb.bin", bytes(10**7))
    assert both(kept.getvalue()) == ["packing", "manifest"]


def test_after_a_failed_digest_nothing_else_is_run() -> None:
    files = files_of(polled())
    damaged = flipped(files["treatment.json"], 20)
    data = pack({"manifest.json": unpack(polled()).files["manifest.json"]} | files | {"treatment.json": damaged})
    report = judged(data)
    assert failing(report) == ["digests"]
    assert report.checks[3].finding == "treatment.json is not the file that was listed"
    assert [check.name for check in report.checks if check.result is Result.NOT_RUN] == CONTENT + CLAIMS
    assert (report.rehearsal, report.head) == (True, "")


def test_missing_and_foreign_files_fail() -> None:
    files = files_of(plain())
    assert both(forged(plain(), {name: files[name] for name in files if name != "gifts.json"})) == ["files"]
    assert both(forged(plain(), files | {"notes.txt": b"hello"})) == ["files"]
    assert both(forged(plain(), files | {"polls/POLL-9.bel": b""})) == ["polls"]
    assert both(
        forged(polled(), {name: data for name, data in files_of(polled()).items() if name != story_poll.ARCHIVE})
    ) == ["polls"]


def test_a_file_twice_fails() -> None:
    files = unpack(plain()).files
    one = pack(files)
    start = one.index(b"PK\x01\x02")
    twice = one[:start] + pack({"README.txt": files["README.txt"]})
    assert "packing" in both(twice)


@pytest.mark.parametrize("name", ["README.txt", "decision.json", "gifts.json", "timeline.json", "treatment.json"])
def test_a_file_that_says_something_else_than_the_record_fails(name: str) -> None:
    files = files_of(plain())
    changed = files[name].replace(b"Ada Quill", b"Ada Quell", 1).replace(b"REHEARSAL. A", b"CERTAIN! A", 1)
    changed = changed if changed != files[name] else files[name].replace(b"500000", b"500001", 1)
    assert changed != files[name]
    assert both(forged(plain(), files | {name: changed})) == [name]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cycle", "another"),
        ("head", "0" * 64),
        ("n_entries", 41),
        ("n_entries", True),
        ("rehearsal", False),
        ("rehearsal", 1),
    ],
)
def test_a_manifest_that_contradicts_the_record_fails(key: str, value: Any) -> None:
    assert both(forged(plain(), files_of(plain()), **{key: value})) == ["opening"]


def test_a_manifest_of_another_form_fails() -> None:
    assert both(forged(plain(), files_of(plain()), more="fields")) == ["manifest"]
    assert both(forged(plain(), files_of(plain()), format="hustings-bundle/2")) == ["manifest"]
    spaced = json.dumps(json.loads(unpack(plain()).files["manifest.json"])).encode()
    assert both(pack({"manifest.json": spaced} | files_of(plain()))) == ["manifest"]


def test_an_entry_changed_left_out_or_moved_breaks_the_chain() -> None:
    files = files_of(plain())
    lines = files["record.jsonl"].splitlines(keepends=True)
    changed = files["record.jsonl"].replace(b"Ada Quill", b"Ada Quell", 1)
    for record in (
        changed,
        b"".join(lines[:4] + lines[5:]),
        b"".join([*lines[:3], lines[4], lines[3], *lines[5:]]),
        files["record.jsonl"][:-1],
    ):
        assert both(forged(plain(), files | {"record.jsonl": record})) == ["record"]


def test_a_record_cut_at_its_end_fails() -> None:
    entries = list(read_lines(files_of(plain())["record.jsonl"]))[:-1]
    assert both(forged(plain(), files_of(plain()) | {"record.jsonl": write_lines(entries)})) == ["opening"]


def test_an_entry_nested_without_end_fails() -> None:
    deep = b'{"leaf":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"
    assert failing(judged(forged(plain(), files_of(plain()) | {"record.jsonl": deep}))) == ["record"]


def at(wanted: str, path: str, now: Any) -> Callable[[str, dict[str, Any]], None]:
    """A change of one field, wherever that verb is told; `path` with points, numbers for places in lists."""

    def change(verb: str, body: dict[str, Any]) -> None:
        if verb != wanted:
            return
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        inner: Any = body
        for part in way:
            inner = inner[part]
        inner[last] = now(inner[last]) if callable(now) else now

    return change


FORGERIES = {
    "a seat's vote was changed": (at("roll_call.recorded", "roll_call.votes.0.vote", "no"), "decisions"),
    "a seat was added": (
        at(
            "roll_call.recorded",
            "roll_call.votes",
            lambda votes: [*votes, {"seat": "Guest", "vote": "no", "weight": 1, "away": False}],
        ),
        "decisions",
    ),
    "the threshold was changed": (at("roll_call.recorded", "rule.threshold.share", "4/5"), "decisions"),
    "the outcome was turned": (at("roll_call.recorded", "passes", False), "decisions"),
    "the rulebook is another": (at("rulebook.adopted", "decision.threshold.share", "2/3"), "decisions"),
    "the notice was dated back": (at("motion.put", "notice_on", "2031-06-01"), "decisions"),
    "an amount was changed": (at("gift.proposed", "amount_cents", 1), "limits"),
    "an earlier gift was left out": (at("gift.refused", "earlier", []), "limits"),
    "the limit was raised": (at("gift.checked", "check.limit.limit_cents", 900000), "limits"),
    "more was paid": (at("gift.paid", "amount_cents", 600000), "payments"),
    "the approval names another entry": (at("gift.approved", "entry", 3), "payments"),
    "the totals were changed": (
        at("straw_poll.closed", "totals", {"Ada Quill": 30, "Ben Roe": 11, "Cleo Marsh": 14}),
        "straw polls",
    ),
    "a sheet was dropped from the count": (at("straw_poll.closed", "n_sheets", 1), "straw polls"),
    "a publication names another head": (at("publication.made", "head", "0" * 64), "published heads"),
    "a publication names fewer entries": (at("publication.made", "n_entries", 40), "published heads"),
    "a rehearsal calls itself real": (at("record.opened", "rehearsal", False), "opening"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_record_made_anew_with_a_false_claim_fails_in_the_check_of_that_claim(forgery: str) -> None:
    change, check = FORGERIES[forgery]
    data = rewritten(plain(), change)
    assert check in both(data)


def test_a_record_made_anew_without_a_change_holds() -> None:
    assert both(rewritten(polled(), lambda verb, body: None)) == []


POLL_FORGERIES = {
    "counts": (at("ballot.counted", "sums.0.counts", [1, 1, 0, 1]), "counts", "units"),
    "sum": (at("ballot.counted", "counts", [1, 1, 0, 1]), "units"),
    "voters": (at("ballot.counted", "units.0.n_counted", 4), "counts", "units"),
    "all voters": (at("ballot.counted", "n_counted", 4), "units"),
    "head": (at("ballot.counted", "units.0.head", "0" * 64), "head", "units"),
    "question": (at("ballot.declared", "question", "Whom should we not endorse?"), "declared"),
    "minimum": (at("ballot.declared", "minimum", 4), "units"),
    "less than the rulebook's minimum": (at("ballot.declared", "minimum", 1), "units"),
    "unit": (at("ballot.declared", "units.0.n_eligible", 3), "units"),
    "list of voters": (at("ballot.declared", "units.0.credentials_digest", "0" * 64), "declared"),
    "fingerprint": (at("ballot.declared", "units.0.fingerprint", "A" * 43), "declared"),
    "trustees needed": (at("ballot.declared", "n_needed", 1), "trustees declared"),
    "a trustee left out": (at("ballot.declared", "trustees", lambda told: told[:1]), "trustees declared"),
    "a trustee's key": (at("ballot.declared", "trustees.1.keys.0", "0" * 64), "trustees declared"),
    "published head": (at("ballot.head-published", "units.0.head", "0" * 64), "published heads", "units"),
    "head over all": (at("ballot.head-published", "head", "0" * 64), "units"),
    "ballots at a head": (at("ballot.head-published", "units.0.n_ballots", 3), "published heads", "units"),
    "digest": (at("ballot.counted", "units.0.archive_digest", "0" * 64),),
}


@pytest.mark.parametrize("forgery", POLL_FORGERIES)
def test_a_false_claim_about_a_poll_fails_in_the_check_of_that_claim(forgery: str) -> None:
    change, *checks = POLL_FORGERIES[forgery]
    failed = [f"POLL-S1: {check}" for check in checks] or ["polls"]
    assert failing(judged(rewritten(polled(), change))) == failed


def test_one_changed_ballot_fails_even_if_every_digest_was_made_to_fit() -> None:
    archive = files_of(polled())[story_poll.ARCHIVE]
    place = archive.index(b'"individual_proofs"') + 60
    changed = flipped(archive, place)
    files = files_of(polled()) | {story_poll.ARCHIVE: changed}
    assert failing(judged(forged(polled(), files))) == ["polls"]


def test_a_second_proof_of_another_secret_fails() -> None:
    files = files_of(polled())
    proofs = json.loads(files[story_poll.PROOFS])
    proofs["proofs"]["1"]["response"] = proofs["proofs"]["2"]["response"]
    for value in (proofs, {"format": proofs["format"], "proofs": {"1": proofs["proofs"]["1"]}}, []):
        data = forged(polled(), files | {story_poll.PROOFS: canonical_bytes(value)})
        assert failing(judged(data)) == ["POLL-S1: second proofs"]


def test_a_given_head_must_be_the_records() -> None:
    assert judged(plain(), head=story.entries()[-1].hash).holds
    assert judged(plain(), head=story.entries()[-1].hash.upper()).holds
    assert failing(judged(plain(), head="0" * 64)) == ["expected head"]


def test_a_later_bundle_extends_an_earlier_one() -> None:
    assert judged(polled(), extends=plain()).holds
    report = judged(plain(), extends=polled())
    assert failing(report) == ["extends"]
    assert report.checks[-1].finding == "the older record has 47 entries, this one 42"


def test_a_record_made_anew_does_not_extend_the_old_one() -> None:
    other = rewritten(plain(), at("candidate.added", "party", "Another party"))
    assert judged(other).holds
    assert judged(other, extends=plain()).checks[-1].finding == "entry 3 is another one than in the older bundle"


def test_what_was_shown_may_not_be_hidden_without_a_reason() -> None:
    entries = list(story.public(story.entries()))
    entries[14] = entries[14].without_payload()
    report = judged(build(entries), extends=plain())
    assert failing(report) == ["extends"]
    assert report.checks[-1].finding == "entry 14 was shown in the older bundle and is hidden here without a reason"
    entries[14] = entries[14].without_payload("court order: no reason to be given")
    assert judged(build(entries), extends=plain()).holds


def test_what_is_not_a_bundle_is_refused() -> None:
    with pytest.raises(NotABundle):
        judged(b"hello")
    with pytest.raises(NotABundle):
        judged(plain(), extends=b"hello")
    assert second_verifier.judge(b"hello") is None


def test_somebody_may_watch_the_ballots_being_checked() -> None:
    seen: list[tuple[str, int, int]] = []
    judged(polled(), watch=lambda poll, done, total: seen.append((poll, done, total)))
    assert seen[-1] == ("POLL-S1", len(files_of(polled())[story_poll.ARCHIVE]), seen[-1][2])
