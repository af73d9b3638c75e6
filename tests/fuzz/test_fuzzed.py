"""A short run of the fuzzers in Python. The long one is `tools/fuzz`; that in Rust is `rust/ballot/tests/fuzzed.rs`."""

import pytest

from tests.fuzz import files, targets
from tests.fuzz.mutating import mutations

pytest.importorskip("hustings_ballot", reason="cargo was not there to build hustings-ballot")

N_MUTATIONS = {"archive": 6, "ballot": 12, "container": 12, "files": 100, "records": 300}


@pytest.mark.parametrize("name", targets.TARGETS)
def test_mutations_of_the_seeds_are_answered(name: str) -> None:
    for body in mutations(targets.seeds(name), n=N_MUTATIONS[name]):
        targets.TARGETS[name](body)


def test_honest_files_are_read_by_their_readers() -> None:
    for name, body in files.honest():
        files.READERS[name][0](body)


@pytest.mark.parametrize("name", ["files", "records"])
def test_the_seeds_are_answered_and_so_is_what_was_once_found(name: str) -> None:
    for body in targets.seeds(name):
        targets.TARGETS[name](body)
