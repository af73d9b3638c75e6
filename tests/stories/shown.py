"""What one run of `hustings demo` left behind, and how the tests read it."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hustings.core.packing import unpack

HUSTINGS = Path(sys.executable).parent / "hustings"
REPORTED = "president-2024"
REHEARSED = "rehearsal-2026"


@dataclass(frozen=True, slots=True, repr=False)
class Demo:
    """A folder that `hustings demo` filled, what it said on the way, and what a run broken off before it had left.

    `configured` is the folder of the house that the environment named meanwhile; `untouched` is what was in it.
    `older`: the bundles of the rehearsal's earlier publications, by their code.
    """

    folder: Path
    articles: Path
    configured: Path
    older: dict[str, Path]
    untouched: dict[str, str]
    broken_off: list[str]
    status: int
    said: str
    complained: str

    def bundle(self, cycle: str) -> Path:
        """The one bundle of a cycle."""
        (found,) = self.folder.glob(f"*{cycle}-*.zip")
        return found

    @property
    def letters(self) -> list[Path]:
        return sorted(self.folder.glob("files/rehearsal-mail/*/*.eml"))

    @property
    def box(self) -> Path:
        (found,) = self.folder.glob("files/ballots/*.bel")
        return found


def hustings(*words: object, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the real command."""
    command = [str(HUSTINGS), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=280, check=False, env=env)


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder by its path, with the digest of its bytes and the moment it was written."""
    return {
        str(path.relative_to(folder)): f"{hashlib.sha256(path.read_bytes()).hexdigest()} {path.stat().st_mtime_ns}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@cache
def files_in(bundle: Path) -> Mapping[str, bytes]:
    """The files of a bundle by their name, the manifest among them."""
    return unpack(bundle.read_bytes()).files


def told(bundle: Path) -> list[dict[str, Any]]:
    """Every entry that a bundle shows, oldest first: its payload with its `seq`, read as plain JSON."""
    lines = [json.loads(line) for line in files_in(bundle)["record.jsonl"].splitlines()]
    return [line["payload"] | {"seq": line["seq"]} for line in lines if "payload" in line]


def of_verb(bundle: Path, verb: str) -> list[dict[str, Any]]:
    return [entry for entry in told(bundle) if entry["verb"] == verb]


def texts(value: Any) -> Iterator[str]:
    """Every text inside a JSON value, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
