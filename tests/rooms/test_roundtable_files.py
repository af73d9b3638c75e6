"""Recordings and transcripts of a roundtable: kept under their digest, shown only where staff say so."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hustings.core.canonical import sha256_hex
from hustings.core.hearings import Kept
from hustings.core.phases import OPEN
from hustings.core.questionnaires import FileRefused
from hustings.core.typed import NotAWebAddress
from hustings.core.values import Role
from hustings.ground.record.refusals import NotAllowed
from hustings.rooms.invitations.refusals import AlreadyEntered
from hustings.rooms.roundtables.actions.files import file_recording
from hustings.rooms.roundtables.actions.meetings import hold_roundtable, set_roundtable
from hustings.rooms.roundtables.queries import recording_of, roundtable_of
from hustings.rooms.roundtables.refusals import NoSuchFile, NotHeld, NothingKept
from tests.rooms.asking import keep_files_in
from tests.rooms.harbor import DAY, EVENING, ROUNDTABLE, bodies, enter_candidates
from tests.rooms.races import DIRECTOR
from tests.rooms.refused import holding, only, refuses
from tests.rooms.test_roundtable_outcomes import OUTCOME

LATER = EVENING + DAY
WORDS = b"Dana Reyes: I will keep the cranes."
TRANSCRIPT = ("transcript.txt", WORDS)
LINK = "https://video.example/harbor/1"
keep = partial(file_recording, roundtable="RT-1", actor=DIRECTOR, at=LATER)


@pytest.fixture
def held(hearing: str, tmp_path: Path, settings: Any) -> str:
    keep_files_in(tmp_path, settings)
    enter_candidates(hearing)
    set_roundtable(cycle=hearing, **ROUNDTABLE)
    hold_roundtable(cycle=hearing, roundtable="RT-1", outcome=OUTCOME, actor=DIRECTOR, at=LATER)
    return hearing


def test_a_transcript_for_the_desk_shows_its_digest_and_not_its_name(held: str) -> None:
    assert keep(cycle=held, kind=Kept.TRANSCRIPT, file=TRANSCRIPT) == 1
    (body,) = bodies(held, "roundtable.filed")
    assert body == {
        "roundtable": "RT-1",
        "candidate": "CAND-1",
        "number": 1,
        "kind": "transcript",
        "file": {"digest": sha256_hex(WORDS), "type": "text/plain", "n_bytes": len(WORDS)},
        "shown": False,
    }
    kept, data = recording_of(cycle=held, roundtable="RT-1", number=1, actor=holding(Role.SECRETARY))
    assert (kept.name, data) == ("transcript.txt", WORDS)
    with pytest.raises(NotAllowed):
        recording_of(cycle=held, roundtable="RT-1", number=1, actor=holding(Role.BOARD))


def test_a_recording_that_stands_elsewhere_is_known_by_its_address(held: str) -> None:
    keep(cycle=held, kind=Kept.RECORDING, link=LINK)
    keep(cycle=held, kind=Kept.TRANSCRIPT, file=TRANSCRIPT, shown=True)
    address, file = bodies(held, "roundtable.filed")
    assert (address["link"], "file" in address) == (LINK, False)
    assert (file["shown"], file["file"]["name"]) == (True, "transcript.txt")
    files = roundtable_of(cycle=held, roundtable="RT-1", actor=DIRECTOR).files
    assert [(each.number, each.kind, each.shown) for each in files] == [
        (1, "recording", False),
        (2, "transcript", True),
    ]
    with pytest.raises(NoSuchFile):
        recording_of(cycle=held, roundtable="RT-1", number=1, actor=DIRECTOR)


def test_what_is_kept_is_a_file_that_opens_or_an_address_and_is_kept_once(held: str) -> None:
    refuses(NothingKept, keep, cycle=held, kind=Kept.RECORDING)
    refuses(NotAWebAddress, keep, cycle=held, kind=Kept.RECORDING, link="javascript:alert(1)")
    refuses(FileRefused, keep, cycle=held, kind=Kept.RECORDING, file=("talk.mp3", b"ID3"))
    keep(cycle=held, kind=Kept.RECORDING, link=LINK)
    refuses(AlreadyEntered, keep, cycle=held, kind=Kept.RECORDING, link=LINK)


def test_only_of_a_roundtable_that_was_held(held: str) -> None:
    set_roundtable(cycle=held, **ROUNDTABLE | {"starts_at": LATER + DAY})
    refuses(
        NotHeld, file_recording, cycle=held, roundtable="RT-2", kind=Kept.RECORDING, link=LINK, actor=DIRECTOR, at=LATER
    )


def test_who_may_and_until_when(held: str) -> None:
    keepers = {Role.DIRECTOR, Role.OFFICER, Role.SECRETARY}
    only(keepers, OPEN, partial(keep, cycle=held, kind=Kept.RECORDING, link=LINK), cycle=held)
