"""One target under atheris, guided by the code that an input reaches: `python -m tests.fuzz.search TARGET …`.

What follows the target goes to libFuzzer: the folder for what is learnt, into which the seeds are copied first, others
to read from, and options such as -max_total_time=600. `tools/fuzz` calls it with the right ones.
"""

import hashlib
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["hustings.core.ballots", "hustings.doors.cli.ballot_files"]):
    from tests.fuzz import targets


def main() -> None:
    """Search until libFuzzer is told to stop."""
    name = sys.argv.pop(1)
    learnt = Path(sys.argv[1])
    for seed in targets.seeds(name):
        targets.TARGETS[name](seed)
        (learnt / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    atheris.Setup(sys.argv, targets.TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
