"""The story with a secret poll at its end: three members vote, one of them twice; real ballots, real trustees."""

from dataclasses import dataclass
from functools import cache

from hustings.core.ballots.belenios_v1 import chain
from hustings.core.ballots.belenios_v1.records import write_credentials
from hustings.core.ballots.engine import digest
from hustings.core.ballots.trustees import told_of
from hustings.core.ballots.units import EVERYBODY
from hustings.core.canonical import canonical_bytes, sha256_hex
from hustings.core.chain import Entry
from hustings.core.verify_polls import PROOFS_FORMAT
from tests.core import story
from tests.core.ballots.making import CHOOSE_ONE, Made, as_json, make_setup, play

VOTES = ((0, [[1, 0, 0, 0]]), (1, [[0, 1, 0, 0]]), (0, [[0, 0, 0, 1]]), (2, [[0, 1, 0, 0]]))
COUNTS = [0, 2, 0, 1]
ARCHIVE = "polls/POLL-S1-U01.bel"
PROOFS = "polls/POLL-S1-U01.proofs.json"


@dataclass(frozen=True)
class Told:
    """The record with the poll, as everybody may see it, and the poll's files."""

    entries: tuple[Entry, ...]
    files: dict[str, bytes]


@cache
def told() -> Told:
    """The whole story with its poll."""
    made = play(make_setup(seed="story", n_voters=4, n_trustees=2), VOTES)
    proofs = {str(owner): as_json(proof) for owner, proof in made.second_proofs.items()}
    listed = canonical_bytes({"format": PROOFS_FORMAT, "proofs": proofs})
    return Told(entries_about(made), {ARCHIVE: made.archive, PROOFS: listed})


def points(archive: bytes) -> list[tuple[str, str, int]]:
    """Every event of an archive: its type, its hash, and the ballots up to it."""
    found, n_ballots = [], 0
    for event in chain.open_archive(archive)[1]:
        n_ballots += event.type == chain.BALLOT
        found.append((event.type, digest(event.body), n_ballots))
    return found


def entries_about(made: Made) -> tuple[Entry, ...]:
    """The story's entries, followed by those of the poll."""
    writing = story.Story(story.entries())
    unit = {
        "code": "U01",
        "name": EVERYBODY,
        "n_eligible": 4,
        "locals_in": [],
        "neighbour": "",
        "n_credentials": 4,
        "credentials_digest": digest(write_credentials(made.setup.credentials)),
        "fingerprint": made.election.fingerprint,
        "uuid": made.election.uuid,
    }
    declared = {
        "poll": "POLL-S1",
        "question": CHOOSE_ONE.question,
        "answers": list(CHOOSE_ONE.answers),
        "opens_at": "2031-09-05T12:00:00Z",
        "closes_at": "2031-09-10T12:00:00Z",
        "minimum": 2,
        "n_credentials": 4,
        "units": [unit],
    } | told_of(made.setup.trustees)
    writing.tell("2031-09-04", "ballot.declared", declared, subject="POLL-S1", role="election officer")
    events = points(made.archive)
    for day, moment, place in (("05", "opening", 0), ("07", "running", 2), ("10", "closing", 5)):
        numbers = {"head": events[place][1], "n_ballots": events[place][2]}
        counted = {"n_counted": 3} if moment == "closing" else {}
        body = {"poll": "POLL-S1", "moment": moment, "units": [{"unit": "U01"} | numbers | counted]} | numbers
        writing.tell(f"2031-09-{day}", "ballot.head-published", body, subject="POLL-S1", role="election officer")
    numbers = {"n_ballots": 4, "n_counted": 3, "head": events[-1][1]}
    counted = {
        "poll": "POLL-S1",
        "answers": list(CHOOSE_ONE.answers),
        "counts": COUNTS,
        "sums": [{"units": ["U01"], "n_counted": 3, "counts": COUNTS}],
        "units": [{"unit": "U01", "archive": ARCHIVE, "archive_digest": sha256_hex(made.archive)} | numbers],
    } | numbers
    writing.tell("2031-09-11", "ballot.counted", counted, subject="POLL-S1", role="election officer")
    return story.public(writing.entries)
