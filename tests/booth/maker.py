"""The booth's own modules, at work in Node as they are in a browser."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hustings.core.ballots.engine import Draw, Election
from tests.conftest import CHECKOUT

MAKE = CHECKOUT / "tests" / "booth" / "make.mjs"
MOST_DRAWN = 8192


@dataclass(frozen=True)
class Maker:
    """The running modules: one question a line, one answer a line."""

    process: subprocess.Popen[str]

    @classmethod
    def start(cls, script: Path = MAKE) -> "Maker":
        """Begin. Whoever starts it calls `stop`."""
        return cls(subprocess.Popen(["node", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))

    def stop(self) -> None:
        """End."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)

    def asked(self, **what: object) -> dict[str, Any]:
        """The maker's answer as it gives it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def ballot(self, *, election: Election, credential: str, votes: Sequence[Sequence[int]], drawn: bytes) -> bytes:
        """A ballot made with these bytes for its randomness."""
        made = self.asked(raw=election.raw.decode(), credential=credential, votes=votes, drawn=drawn.hex())
        assert "refused" not in made, made
        return str(made["body"]).encode()


def reading(drawn: bytes) -> Draw:
    """The same bytes for an engine: from the first to the last."""
    place = 0

    def draw(n: int) -> bytes:
        nonlocal place
        place += n
        assert place <= len(drawn)
        return drawn[place - n : place]

    return draw
