"""Bundles for the tests: honest ones, and a forge that signs whatever it is given."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from hustings.core.ballots.reference import ENGINE
from hustings.core.bundle import MANIFEST, build, derived
from hustings.core.canonical import canonical_bytes, sha256_hex
from hustings.core.chain import Entry, read_lines, write_lines
from hustings.core.findings import Result
from hustings.core.packing import pack, unpack
from hustings.core.verify import Report, verify
from tests.core import story, story_poll
from tests.core.ballots.making import source


@cache
def plain() -> bytes:
    """The story's bundle, without a poll."""
    return build(story.public(story.entries()))


@cache
def polled() -> bytes:
    """The story's bundle with its secret poll."""
    told = story_poll.told()
    return build(told.entries, told.files)


def judged(data: bytes, **asked: Any) -> Report:
    """Our verdict, with coins that are the same in every run."""
    return verify(data, coins=source("verifier"), engine=ENGINE, **asked)


def failing(report: Report) -> list[str]:
    return [check.name for check in report.checks if check.result is Result.FAILS]


def files_of(data: bytes) -> dict[str, bytes]:
    """The files of a bundle without its manifest."""
    return {name: content for name, content in unpack(data).files.items() if name != MANIFEST}


def forged(data: bytes, files: Mapping[str, bytes], **manifest: Any) -> bytes:
    """A bundle with other files and a manifest that fits them: what a forger would hand out."""
    said = json.loads(unpack(data).files[MANIFEST]) | manifest
    said["files"] = {name: {"sha256": sha256_hex(content), "size": len(content)} for name, content in files.items()}
    return pack({MANIFEST: canonical_bytes(said)} | {name: files[name] for name in sorted(files)})


def rewritten(data: bytes, change: Callable[[str, dict[str, Any]], None]) -> bytes:
    """A bundle whose record was made anew from its beginning, everything else computed to fit.

    `change(verb, body)` may alter the body of every visible entry; heads named by later entries are brought up to date.
    """
    writing = story.Story()
    for entry in read_lines(files_of(data)["record.jsonl"]):
        if entry.payload is None:
            writing.entries.append(_following(writing, entry))
            continue
        payload = json.loads(canonical_bytes(dict(entry.payload)))
        if entry.verb in ("publication.made", "release.issued"):
            payload["body"]["head"] = writing.head
        change(entry.verb, payload["body"])
        extra = {key: payload[key] for key in ("subject", "role", "visibility", "basis")}
        writing.tell(payload["at"][:10], entry.verb, payload["body"], **extra)
    chain = tuple(writing.entries)
    others = {name: content for name, content in files_of(data).items() if name.startswith("polls/")}
    files = derived(chain) | {"record.jsonl": write_lines(chain)} | others
    return forged(data, files, head=writing.head)


def _following(writing: story.Story, entry: Entry) -> Entry:
    return Entry(entry.seq, writing.head, entry.leaf, withheld=entry.withheld)
