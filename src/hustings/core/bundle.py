"""What is in a bundle: a record, everything computed from it, the archives of its counted polls and the files it names.

    build(entries, attachments) → bytes        the same entries and attachments are always the same bytes
    open_bundle(data)           → Bundle       what is in it; whether it is right, only core.verify can tell

Normative specification: docs/spec/bundle.md.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hustings.core.attached import named_files
from hustings.core.canonical import canonical_bytes, sha256_hex
from hustings.core.chain import Entry, check_chain, write_lines
from hustings.core.errors import Refusal
from hustings.core.packing import PackingWrong, pack, unpack
from hustings.core.projections import CycleProjection, project
from hustings.core.projections.statements import json_of, statements, text_in
from hustings.core.readme import readme
from hustings.core.treatment import treatment_table

FORMAT = "hustings-bundle/1"
MANIFEST = "manifest.json"
RECORD = "record.jsonl"
DERIVED = ("README.txt", "decision.json", "gifts.json", "timeline.json", "treatment.json")
"""The files that anybody can compute again from the record."""

ENDS_POLL = ("ballot.counted", "ballot.field-changed", "ballot.kept-closed")
"""Verbs that name the archives of a poll."""

ALWAYS = frozenset({*DERIVED, RECORD})
POLL_FILE = re.compile(r"polls/(?P<poll>[A-Za-z0-9][A-Za-z0-9_-]*)\.(?P<kind>bel|proofs\.json|merged\.json)", re.ASCII)


class NotABundle(Refusal):
    """A file that is no zip, or a zip that holds no manifest."""

    code = "not-a-bundle"
    says = "This file is not a bundle: it is not a zip that holds a manifest."
    todo = "Choose the .zip file that was published."


class AttachmentMissing(Refusal):
    code = "attachment-missing"
    says = "The record names the file {name}, and it is not there."
    todo = "Attach the archive of every counted poll, and every picture and file that the record names."


class AttachmentUnknown(Refusal):
    code = "attachment-unknown"
    says = "The record names nothing that {name} would belong to."
    todo = "Attach only archives of polls with their proofs, and the pictures and files that the record names."


class AttachmentDiffers(Refusal):
    code = "attachment-differs"
    says = "The file {name} is not the one that the record names by its digest."
    todo = "Attach an archive as it was counted, and a picture or file as it was taken in."


@dataclass(frozen=True, slots=True)
class Bundle:
    """What could be read: the files but for the manifest, the manifest's bytes, and what is wrong with the zip."""

    files: Mapping[str, bytes]
    manifest: bytes | None
    wrong: PackingWrong | None


def build(entries: Iterable[Entry], attachments: Mapping[str, bytes] | None = None) -> bytes:
    """The bundle of a chain as everybody may see it. `attachments`: the files under `polls/` and `files/` by their
    full name.

    Raises: ChainBroken, AttachmentMissing, AttachmentUnknown, AttachmentDiffers, NotPackable.
    """
    chain = tuple(entries)
    head = check_chain(chain)
    attached = dict(attachments or {})
    _check_attachments(chain, attached)
    files = derived(chain) | {RECORD: write_lines(chain)} | attached
    listed = {name: {"sha256": sha256_hex(data), "size": len(data)} for name, data in files.items()}
    opening = chain[0].body
    manifest = {
        "cycle": opening.get("chain"),
        "files": listed,
        "format": FORMAT,
        "head": head,
        "n_entries": len(chain),
        "rehearsal": opening.get("rehearsal"),
    }
    return pack({MANIFEST: canonical_bytes(manifest)} | {name: files[name] for name in sorted(files)})


def derived(chain: Sequence[Entry]) -> dict[str, bytes]:
    """The files that are computed from the record alone, by name."""
    page = project(chain)
    said = {
        "decision.json": page.decision.as_json(),
        "gifts.json": {"checks": json_of(checks_of(chain)), "gifts": json_of(page.gifts)},
        "timeline.json": {"items": json_of(page.timeline)},
        "treatment.json": treatment_table(chain).as_json(),
    }
    stamp = {"rehearsal": page.overview.rehearsal}
    files = {name: canonical_bytes(stamp | value) for name, value in said.items()}
    return {"README.txt": _readme(page).encode()} | files


def checks_of(chain: Sequence[Entry]) -> list[dict[str, Any]]:
    """Every limit check on the record with what it was computed from (`docs/spec/limits.md`), in order."""
    return [
        {
            "check": entry.object("check"),
            "details": entry.object("details"),
            "earlier": list(entry.objects("earlier")),
            "gift": entry.text("gift"),
            "seq": entry.seq,
        }
        for entry in statements(chain)
        if entry.verb in ("gift.checked", "gift.refused", "gift.reported") and entry.object("check")
    ]


def file_name(entries: Sequence[Entry]) -> str:
    """The usual name: cycle, number of entries, first digits of the head; a rehearsal's begins with REHEARSAL-."""
    opening = entries[0].body
    stamp = "REHEARSAL-" if opening.get("rehearsal") else ""
    return f"{stamp}{opening.get('chain')}-{len(entries)}-{entries[-1].hash[:8]}.zip"


def is_bundle(data: bytes) -> bool:
    """Whether `data` holds a zip's header, local or central, of a file `manifest.json`; damaged ones count too."""
    name = MANIFEST.encode()
    place = data.find(name)
    while place >= 0:
        before = data[max(place - 46, 0) : place]
        if before[-30:].startswith(b"PK\x03\x04") or before[-46:].startswith(b"PK\x01\x02"):
            return True
        place = data.find(name, place + 1)
    return False


def open_bundle(data: bytes) -> Bundle:
    """Read a bundle without judging it. It never holds more than `data` itself, as nothing in it is compressed.

    Raises: NotABundle.
    """
    if not is_bundle(data):
        raise NotABundle
    unpacked = unpack(data)
    files = dict(unpacked.files)
    manifest = files.pop(MANIFEST, None)
    return Bundle(files, manifest, unpacked.wrong)


def poll_files_of(chain: Sequence[Entry]) -> dict[str, str]:
    """The archives and merged tallies that the record names: their digest by the name of the file in the bundle."""
    told = [entry for entry in statements(chain) if entry.verb in ENDS_POLL]
    archives = ((unit, "archive") for entry in told for unit in entry.objects("units"))
    merged = ((opened, "merged") for entry in told for opened in entry.objects("sums"))
    return {
        text_in(each, key): text_in(each, f"{key}_digest") for each, key in (*archives, *merged) if text_in(each, key)
    }


def _check_attachments(chain: Sequence[Entry], attached: Mapping[str, bytes]) -> None:
    archives = poll_files_of(chain)
    named = archives | {each.name: each.digest for each in named_files(chain)}
    for name, digest in named.items():
        if name not in attached:
            raise AttachmentMissing(name=name, where=name)
        if sha256_hex(attached[name]) != digest:
            raise AttachmentDiffers(name=name, where=name)
    for name in attached.keys() - named.keys():
        match = POLL_FILE.fullmatch(name)
        if match is None or f"polls/{match['poll']}.bel" not in archives:
            raise AttachmentUnknown(name=name, where=name)


def _readme(page: CycleProjection) -> str:
    overview = page.overview
    return readme(
        title=overview.title,
        organisation=overview.organisation,
        rehearsal=overview.rehearsal,
        kind=overview.kind,
        head=overview.head,
        n_entries=overview.n_entries,
    )
