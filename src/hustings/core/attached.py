"""The pictures and files that a record names by their digest; they lie in a bundle beside it.

Names and digests come from what the record shows. Of a payload that was withheld nothing is named, so its file lies in
no bundle. Specification: docs/spec/bundle.md, section 3.4.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hustings.core.canonical import sha256_hex
from hustings.core.chain import Entry
from hustings.core.findings import Check, judged

FILE = re.compile(r"files/[0-9a-f]{64}\.(?:pdf|png|jpg|txt|json|bin)", re.ASCII)
ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "text/plain": "txt"}
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Belongs(StrEnum):
    """What a named file belongs to."""

    PICTURE = "picture of a candidate"
    ANSWER = "answer to a questionnaire"
    MEETING = "recording or transcript of a roundtable"
    DRAW = "draw by lot"


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file in a bundle: its name there, its SHA-256, and what it belongs to."""

    name: str
    digest: str
    belongs: Belongs


def named_files(entries: Sequence[Entry]) -> tuple[NamedFile, ...]:
    """The picture shown of each candidate, the files of published answers and those kept of roundtables for everybody,
    fixed plans and transcripts of draws.

    As entered; by name, each once.
    """
    pictures = {str(each.body.get("candidate")): each.body for each in entries if each.verb == "candidate.pictured"}
    named = [_named(told, Belongs.PICTURE) for told in pictures.values()]
    named += [_named(told, Belongs.ANSWER) for told in _answered(entries)]
    kept = [each.body for each in entries if each.verb == "roundtable.filed" and each.body.get("shown") is True]
    named += [_named(_object(body.get("file")), Belongs.MEETING) for body in kept]
    named += [NamedFile(name, name[6:-5], Belongs.DRAW) for name in _draws(entries)]
    by_name = {each.name: each for each in reversed(named) if each}
    return tuple(by_name[name] for name in sorted(by_name))


def check_files(files: Mapping[str, bytes], entries: Sequence[Entry], name: str, compared: str) -> Check:
    """The files there are those that the record names, each with its digest."""
    named = {each.name: each.digest for each in named_files(entries)}
    there = {each for each in files if FILE.fullmatch(each)}
    wrong = [f"{each} is named by the record, and it is not there" for each in sorted(named.keys() - there)]
    wrong += [f"{each} is not named by the record" for each in sorted(there - named.keys())]
    for each in sorted(named.keys() & there):
        if sha256_hex(files[each]) != named[each]:
            wrong.append(f"{each} is not the file that the record names by its digest")
    return judged(name, compared, wrong, f"{len(named)} files" if named else "the record names none")


def file_of_draw(digest: Any) -> str:
    """The name of a fixed plan or transcript in a bundle; empty for what is no digest."""
    return f"files/{digest}.json" if isinstance(digest, str) and _DIGEST.fullmatch(digest) else ""


def _draws(entries: Sequence[Entry]) -> list[str]:
    """The transcript of each lottery that is drawn, the fixed plan of each that is not drawn yet."""
    files: dict[str, str] = {}
    for entry in entries:
        if entry.verb == "lottery.fixed":
            files[str(entry.body.get("lottery"))] = file_of_draw(entry.body.get("digest"))
        if entry.verb == "lottery.drawn":
            files[str(entry.body.get("lottery"))] = file_of_draw(entry.body.get("transcript_digest"))
    return [name for name in files.values() if name]


def _answered(entries: Sequence[Entry]) -> Iterator[Mapping[str, Any]]:
    """The files that published answers name."""
    for entry in entries:
        if entry.verb != "answers.published":
            continue
        for told in _object(entry.body.get("answers")).values():
            for answer in _object(_object(told).get("said")).values():
                yield _object(_object(answer).get("file"))


def _named(told: Mapping[str, Any], belongs: Belongs) -> NamedFile | None:
    digest = told.get("digest")
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        return None
    return NamedFile(f"files/{digest}.{ENDINGS.get(str(told.get('type')), 'bin')}", digest, belongs)


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
