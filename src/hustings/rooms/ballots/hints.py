"""Commitments kept beside a box while it takes ballots: whoever checks its archive later is quicker with them.

The desk has just checked a ballot and so has computed them. Nothing depends on this file: it is written behind the
ballots and never waited for, and whatever of it is lost, torn or wrong only makes a check slower. The hints of a ballot
stand where its number in the box puts them, so what is missing shifts nothing. Written under the lock of the box.

Source: docs/spec/poll.md, section 4.
"""

import logging
import os
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger(__name__)


def hints_path(box: Path) -> Path:
    """Where the hints of a box lie."""
    return box.with_suffix(".hints")


def hints_of(box: Path) -> Path | None:
    """The file of hints of a box, if there is one."""
    path = hints_path(box)
    return path if path.is_file() else None


def keep_hints(box: Path, *, start: bytes, hints: Sequence[bytes], before: int) -> None:
    """Write the hints of ballots that came into the box behind `before` others.

    `start` is what the file begins with; one that begins with something else belonged to another poll.
    """
    each = len(hints[0]) if hints else 0
    if not each:  # an engine that makes none
        return
    try:
        handle = os.open(hints_path(box), os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if os.pread(handle, len(start), 0) != start:
                os.ftruncate(handle, 0)
                os.pwrite(handle, start, 0)
            os.pwrite(handle, b"".join(hints), len(start) + before * each)
        finally:
            os.close(handle)
    except OSError as problem:  # the ballots are in, and their receipts must go out
        log.warning("Hints beside %s were not kept: %s", box.name, problem)
