"""The end of an archive after a crash: where the last whole event ends."""

import os
from typing import BinaryIO

from hustings.core.ballots.belenios_v1.container import BLOCK


def whole_length(stream: BinaryIO) -> int:
    """Length in bytes up to the end of the last whole event (or of the first record); what follows was never finished.

    Only headers are read. A header that is not one ends the walk, so that damage is left for the reader to name.
    """
    end = stream.seek(0, os.SEEK_END)
    place, whole = 0, 0
    while place + BLOCK <= end:
        stream.seek(place)
        block = stream.read(BLOCK)
        digits = block[124:135]
        if not digits.isdigit():
            return end
        size = int(digits, 8)
        place += BLOCK + size + -size % BLOCK
        if place <= end and (whole == 0 or b".event.json" in block[:100]):
            whole = place
    return whole
