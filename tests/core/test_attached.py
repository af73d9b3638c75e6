"""Pictures and files in a bundle: those that the record names, with their digests; nothing of what was withheld."""

from typing import Any

import pytest

from hustings.core.attached import named_files
from hustings.core.bundle import AttachmentDiffers, AttachmentMissing, AttachmentUnknown, build
from hustings.core.canonical import sha256_hex
from tests.core import second_verifier, story
from tests.core.bundles import failing, files_of, forged, judged

OLD, NEW, PLAN = b"\x89PNG old", b"\xff\xd8\xff new", b"%PDF-1.7 plan"
NAMES = {data: f"files/{sha256_hex(data)}.{ending}" for data, ending in ((OLD, "png"), (NEW, "jpg"), (PLAN, "pdf"))}


def pictured(data: bytes, kind: str) -> dict[str, Any]:
    said = {"alt": "At the harbor", "credit": "Photo Club", "licence": "CC BY 4.0"}
    return {"candidate": "CAND-1", "digest": sha256_hex(data), "type": kind, "n_bytes": len(data)} | said


def told() -> story.Story:
    """A picture, the one that replaced it, and an answer with a file; entries 1 to 3."""
    writing = story.Story()
    writing.tell("2031-03-01", "record.opened", story.opening())
    writing.tell("2031-03-02", "candidate.pictured", pictured(OLD, "image/png"))
    writing.tell("2031-03-03", "candidate.pictured", pictured(NEW, "image/jpeg"))
    file = {"name": "plan.pdf", "type": "application/pdf", "n_bytes": len(PLAN), "digest": sha256_hex(PLAN)}
    said = {"said": {"q1": {"file": file}, "q2": {"words": "No."}}, "salts": {}, "closed": {"q3": "0" * 64}}
    writing.tell("2031-03-22", "answers.published", {"questionnaire": "QNR-1", "answers": {"CAND-1": said}})
    return writing


def both(data: bytes) -> list[str]:
    """What fails but for the answers, whose receipts this record leaves out; by both verifiers alike."""
    ours, second = failing(judged(data)), second_verifier.judge(data)
    assert ours == second
    return [name for name in ours if name != "answers"]


def test_the_last_picture_and_the_answers_files_lie_in_the_bundle_under_their_digests() -> None:
    data = build(told().entries, {NAMES[NEW]: NEW, NAMES[PLAN]: PLAN})
    assert [name for name in files_of(data) if name.startswith("files/")] == sorted((NAMES[NEW], NAMES[PLAN]))
    assert both(data) == []


def test_a_transcript_lies_in_the_bundle_only_where_everybody_may_have_it() -> None:
    writing = story.Story()
    writing.tell("2031-03-01", "record.opened", story.opening())
    file = {"type": "application/pdf", "n_bytes": len(PLAN), "digest": sha256_hex(PLAN)}
    body = {"roundtable": "RT-1", "candidate": "CAND-1", "kind": "transcript", "file": file, "shown": False}
    writing.tell("2031-03-02", "roundtable.filed", body | {"number": 1})
    assert named_files(writing.entries) == ()
    writing.tell("2031-03-03", "roundtable.filed", body | {"number": 2, "shown": True})
    assert both(build(writing.entries, {NAMES[PLAN]: PLAN})) == []


def test_a_withheld_picture_or_answer_names_no_file() -> None:
    writing = told()
    writing.withhold(2, "court order: the photographer's")
    writing.withhold(3, "erasure: a private plan")
    assert [each.name for each in named_files(writing.entries)] == [NAMES[OLD]]
    assert both(build(writing.entries, {NAMES[OLD]: OLD})) == []


@pytest.mark.parametrize(
    ("attached", "refusal"),
    [
        ({NAMES[NEW]: NEW}, AttachmentMissing),
        ({NAMES[NEW]: NEW, NAMES[PLAN]: OLD}, AttachmentDiffers),
        ({NAMES[NEW]: NEW, NAMES[PLAN]: PLAN, NAMES[OLD]: OLD}, AttachmentUnknown),
    ],
)
def test_a_bundle_is_not_built_with_other_files(attached: dict[str, bytes], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        build(told().entries, attached)


@pytest.mark.parametrize("change", [{NAMES[PLAN]: OLD}, {NAMES[PLAN]: None}, {NAMES[OLD]: OLD}])
def test_a_changed_a_missing_and_a_foreign_file_fail(change: dict[str, bytes | None]) -> None:
    files = files_of(build(told().entries, {NAMES[NEW]: NEW, NAMES[PLAN]: PLAN})) | change
    data = forged(
        build(told().entries, {NAMES[NEW]: NEW, NAMES[PLAN]: PLAN}),
        {name: content for name, content in files.items() if content is not None},
    )
    assert both(data) == ["attached files"]


def test_digests_of_another_form_and_bodies_of_another_shape_name_nothing() -> None:
    writing = story.Story()
    writing.tell("2031-03-01", "record.opened", story.opening())
    writing.tell("2031-03-02", "candidate.pictured", pictured(OLD, "image/png") | {"digest": "../../etc/passwd"})
    writing.tell("2031-03-03", "answers.published", {"answers": {"CAND-1": {"said": {"q1": {"file": ["x"]}}}}})
    assert named_files(writing.entries) == ()
