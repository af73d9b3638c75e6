"""Bad input, an index of one promise: a clear message with a stable code that names the place and what to do, nothing
half written, nothing lost.

Each kind is tried once here, by the real command, page or action, on a house that has something to lose; that it is
the same in every variation is the business of the tests of each part, named at the end of each section.
"""

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hustings.core.ballots.credentials import make_credential, make_uuid, write_credential_file
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.errors import Refusal
from hustings.core.values import Actor, Role
from hustings.rooms.ballots.actions import declare_poll
from hustings.rooms.ballots.box import box_path
from hustings.rooms.ballots.declaring import undivided
from hustings.rooms.candidates.actions import add_candidate
from hustings.rooms.candidates.statuses import Status
from hustings.rooms.cycles.actions import move_date
from hustings.rooms.invitations.actions import answer_offer, send_invitation
from hustings.rooms.invitations.answers import Answer
from hustings.rooms.publication.actions import publish
from hustings.rooms.straw_polls.actions import enter_sheet
from tests.cli.commands import HUSTINGS, hustings
from tests.core.ballots.making import make_setup, play, source
from tests.core.ballots.tampering import THIRTEEN
from tests.core.bundles import polled as bundle_with_a_poll
from tests.databases import FreshDatabase
from tests.doors import house as stage
from tests.doors.house import ALL, CYCLE, FEBRUARY, START
from tests.rooms.races import at_once
from tests.rooms.rolls import LOCALS, MEMBERS, write_roll
from tests.stories.unchanged import House

DAY = timedelta(days=1)
MARCH_10 = datetime(2031, 3, 10, 18, 0, tzinfo=UTC)


@pytest.fixture
def house(fresh_database: FreshDatabase, settings: Any, tmp_path: Path) -> House:
    """A house on a committed database of its own, with its files in a folder of its own. Nothing is in it yet."""
    home = tmp_path / "home"
    home.mkdir()
    settings.CONFIG = replace(settings.CONFIG, home=home, files=home / "files")
    return House(home)


@pytest.fixture
def full(house: House, tmp_path: Path) -> House:
    """With a roll of six, three candidates who were invited, a roundtable and an open straw poll."""
    stage.polled(tmp_path)
    return house


def refused(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act()
    assert caught.value.advice
    return caught.value


# a malformed or truncated CSV, a file in the wrong encoding, a duplicate member number
# (every kind of bad file and row: tests/rooms/test_roll.py)

BAD_FILES = {
    "malformed": (MEMBERS.replace("0002,L-1", '0002,"L"-1'), "members.csv, line 3", "csv-malformed"),
    "truncated": (MEMBERS[:-20], "members.csv, line 7", "csv-truncated"),
    "in a Windows code page": (
        MEMBERS.replace("m3@", "josé@").encode("windows-1252"),
        "members.csv, line 4",
        "not-utf-8",
    ),
    "in UTF-16": (MEMBERS.encode("utf-16"), "members.csv, line 1", "not-utf-8"),
    "with a member number twice": (MEMBERS.replace("0002,", "0001,"), "members.csv, line 3", "rows-refused"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_of_members_is_refused_with_its_line_and_the_roll_stays(
    kind: str, full: House, tmp_path: Path
) -> None:
    content, place, code = BAD_FILES[kind]
    (tmp_path / "bad").mkdir()
    files = write_roll(tmp_path / "bad", content)
    with full.unchanged():
        said = full.typed("roll", "import", files["locals_csv"], files["members_csv"])
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("Refused: ")
    assert place in said.err
    assert said.err.endswith(f"[{code}]\n")
    if code == "rows-refused":
        assert "[duplicate-member-number]" in said.err
        assert "0001" not in said.err  # a message names the line, never the member


def test_a_bad_file_of_locals_is_refused_with_its_line_and_the_roll_stays(full: House, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    files = write_roll(tmp_path / "bad", MEMBERS, LOCALS.replace("L-2", "L-1"))
    with full.unchanged():
        said = full.typed("roll", "import", files["locals_csv"], files["members_csv"])
    assert said.status == 1
    assert "locals.csv, line 3" in said.err
    assert "[duplicate-local-code]" in said.err


def test_an_article_in_the_wrong_encoding_is_refused_with_its_name(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_bytes("The café was full.".encode("windows-1252"))
    said = hustings("press", "read", article)
    assert (said.status, said.out) == (2, "")
    assert "article.txt" in said.err
    assert said.err.rstrip().endswith("]")


# a bundle with one changed byte (every file, every way: tests/stories/test_bundles.py, tests/core/test_verify.py)


def test_a_bundle_with_one_changed_byte_is_said_to_fail_and_where(tmp_path: Path) -> None:
    data = bundle_with_a_poll()
    place = data.index(b"The rulebook is adopted")
    path = tmp_path / "bundle.zip"
    path.write_bytes(data[:place] + b"t" + data[place + 1 :])
    said = hustings("verify", path)
    assert said.status == 1
    assert "the checksum of timeline.json is not that of its content" in said.out
    assert said.out.splitlines()[-1] == "FAILS: packing, digests"
    assert path.read_bytes()[place : place + 1] == b"t"


# an archive with one changed ballot (every kind of tampering: tests/core/ballots/test_tampering.py)


def test_an_archive_with_one_changed_ballot_is_refused_with_a_code_and_a_place(tmp_path: Path) -> None:
    made = play(make_setup(n_voters=2), [(0, [[1, 0, 0, 0]]), (1, [[0, 1, 0, 0]])])
    place = made.archive.index(b'"individual_proofs"') + 60
    changed = made.archive[:place] + bytes([made.archive[place] ^ 1]) + made.archive[place + 1 :]
    made_to_fit = THIRTEEN["a wrong proof"][1](made)
    for archive, code in ((changed, "archive-record-hash"), (made_to_fit, "ballot-proof")):
        path = tmp_path / "poll.bel"
        path.write_bytes(archive)
        said = hustings("ballots", "verify", path, "--json")
        (report,) = json.loads(said.out)
        assert (said.status, report["holds"], report["refused"]["code"]) == (1, False, code)
        assert report["refused"]["where"] or "record" in report["refused"]["says"]
        assert report["refused"]["todo"]
        assert path.read_bytes() == archive


# an expired or foreign link (every door: tests/doors/campaign, tests/doors/officials)


def page(path: str, **fields: object) -> tuple[int, str]:
    """Status and page; a form is sent where there are fields."""
    client = Client()
    response = client.post(path, fields) if fields else client.get(path)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("fields", [{}, {"answer": "accepted", "slot": "", "words": "Late, but gladly."}])
def test_an_expired_link_is_refused_and_nothing_that_was_entered_is_lost(full: House, fields: dict[str, str]) -> None:
    token = stage.link(Role.CAMPAIGN, "CAND-3", lasts=DAY)
    stage.set_clock(START + 2 * DAY)
    with full.unchanged():
        status, said = page(f"/campaign/{token}/" + ("answer/" if fields else ""), **fields)
    assert status == 410
    assert "<code>link-expired</code>" in said
    assert "This link was good until 2 March 2031, 12:00 UTC." in said
    assert "Ask the sender for a new link; nothing you entered before is lost." in said


def test_a_link_that_nobody_issued_or_for_another_door_is_unknown(full: House) -> None:
    teller = stage.link(Role.TELLER, "L-1")
    with full.unchanged():
        for token in ("A" * 32, teller, teller.swapcase()):
            status, said = page(f"/campaign/{token}/answer/", answer="accepted", slot="", words="")
            assert status == 404
            assert "<code>link-unknown</code>" in said
            assert "Check that the whole address was copied" in said


def test_a_campaign_cannot_answer_for_a_rival(full: House) -> None:
    rival = Actor("LINK-1", frozenset({Role.CAMPAIGN}), "CAND-2")
    with full.unchanged():
        refusal = refused(
            lambda: answer_offer(cycle=CYCLE, invitation="INV-3", answer=Answer.DECLINED, actor=rival, at=stage.at())
        )
    assert (refusal.code, refusal.where) == ("not-yours", "INV-3")


def test_a_teller_cannot_enter_the_sheet_of_another_local(full: House) -> None:
    with full.unchanged():
        refusal = refused(lambda: sheet(teller("LINK-2", "L-2"), local="L-1"))
    assert (refusal.code, refusal.where) == ("not-your-local", "local")
    assert refusal.message == "Your link is for another local than L-1."


# an action in the wrong phase (every action: tests/rooms, “who may do what and when”)


def test_an_action_in_the_wrong_phase_says_which_it_is_and_which_it_needs(house: House) -> None:
    stage.drafting()
    with house.unchanged():
        refusal = refused(lambda: send_invitation(cycle=CYCLE, candidate="CAND-1", actor=ALL, at=START))
        said = house.typed("roll", "freeze", CYCLE)
    assert (refusal.code, refusal.where) == ("wrong-phase", "invitation.sent")
    assert refusal.message.startswith("The cycle is in the phase “drafting”; this belongs to: ")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("Refused: The cycle is in the phase “drafting”; this belongs to: ")
    assert "(snapshot.frozen) Move the cycle to a phase in which this may be done" in said.err
    assert said.err.endswith("[wrong-phase]\n")


# a vote after closing (before opening, and into a voided poll: tests/rooms/test_ballots.py)


def declared(folder: Path) -> tuple[str, list[Path]]:
    """A secret poll from 1 to 15 March 2031, and its credential files."""
    draw = source("bad input")
    uuid = make_uuid(draw=draw)
    credentials = [make_credential(uuid=uuid, draw=draw) for _ in range(2)]
    poll = declare_poll(
        cycle=CYCLE,
        question="Whom should we endorse?",
        answers=["Dana Reyes", "Ben Okafor", "Nobody"],
        opens_at=START,
        closes_at=START + 14 * DAY,
        trustees=[make_trustee_key(draw=draw).trustee for _ in range(2)],
        units=undivided(uuid=uuid, credentials=[credential.public for credential in credentials]),
        actor=ALL,
        at=START,
    )
    paths = [folder / f"credential-{number}.json" for number in (1, 2)]
    for path, credential in zip(paths, credentials, strict=True):
        path.write_bytes(write_credential_file(election=uuid, credential=credential.secret))
    return poll, paths


def test_a_vote_after_closing_is_refused_and_those_before_stay_in_the_box(full: House, tmp_path: Path) -> None:
    poll, credentials = declared(tmp_path)
    cast = ("ballots", "cast", poll, "--cycle", CYCLE, "--credential")
    assert full.typed(*cast, credentials[0], "--answer", "Dana Reyes").status == 0
    whole = box_path(cycle=CYCLE, poll=poll, unit="U01").read_bytes()
    stage.set_clock(START + 14 * DAY)
    with full.unchanged():
        said = full.run(*cast, credentials[1], "--answer", "Ben Okafor")
    assert (said.status, said.out) == (1, "")
    assert said.err == (
        "Refused: The poll takes ballots from 2031-03-01T12:00:00Z to 2031-03-15T12:00:00Z. "
        f"({poll}) Come back in that time; a ballot cast before stays in the box. [poll-not-open]\n"
    )
    assert box_path(cycle=CYCLE, poll=poll, unit="U01").read_bytes() == whole


def test_a_box_in_which_a_ballot_was_changed_takes_no_more_and_is_not_counted(full: House, tmp_path: Path) -> None:
    poll, credentials = declared(tmp_path)
    cast = ("ballots", "cast", poll, "--cycle", CYCLE, "--credential")
    assert full.typed(*cast, credentials[0], "--answer", "Dana Reyes").status == 0
    path = box_path(cycle=CYCLE, poll=poll, unit="U01")
    whole = path.read_bytes()
    place = whole.index(b'"individual_proofs"') + 60
    path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    with full.unchanged():
        said = full.typed(*cast, credentials[1], "--answer", "Ben Okafor")
    assert said.status == 1
    assert said.err.startswith("Refused: ")
    assert said.err.endswith("[archive-record-hash]\n")


# a second sheet for one local (and every other sheet that cannot be right: tests/rooms/test_straw_polls.py)


def teller(name: str, local: str = "L-1") -> Actor:
    return Actor(name, frozenset({Role.TELLER}), local)


def sheet(actor: Actor, *, local: str = "L-1") -> str:
    counts = {"Dana Reyes": 1, "Ben Okafor": 1, "Nobody": 0}
    told: dict[str, Any] = {"poll": "POLL-L1", "counts": counts, "n_present": 2, "held_on": date(2031, 3, 9)}
    return enter_sheet(cycle=CYCLE, local=local, actor=actor, at=MARCH_10, **told)


def test_a_second_sheet_for_one_local_is_refused_and_the_first_one_stays(full: House) -> None:
    assert sheet(teller("LINK-1")) == "SHEET-1"
    with full.unchanged():
        refusal = refused(lambda: sheet(teller("LINK-2")))
    assert (refusal.code, refusal.where) == ("sheet-already-entered", "local")
    assert refusal.message == "The sheet of L-1 was already entered as SHEET-1."
    assert refusal.advice == "A second teller confirms it; if a figure is wrong, correct it with a reason."


# two staff doing the same thing at once (for each room: its own test “at once”)


def add(name: str) -> str:
    return add_candidate(cycle=CYCLE, name=name, status=Status.DECLARED, on=FEBRUARY, actor=ALL, at=START)


def move(reason: str) -> object:
    return move_date(cycle=CYCLE, key="decision", to=date(2031, 9, 8), reason=reason, actor=ALL, at=START)


def make_public(note: str) -> str:
    return publish(cycle=CYCLE, note=note, actor=ALL, at=START)


SAME: dict[str, tuple[Callable[[], object], Callable[[], object], str]] = {
    "enter the same candidate": (lambda: add("Zora Finch"), lambda: add("zora  FINCH"), "already-added"),
    "move the same date": (lambda: move("The hall is taken."), lambda: move("No hall."), "no-change"),
    "publish": (lambda: make_public("First."), lambda: make_public("Second."), "nothing-new"),
    "enter the same sheet": (lambda: sheet(teller("LINK-1")), lambda: sheet(teller("LINK-2")), "sheet-already-entered"),
}


@pytest.mark.parametrize("what", SAME)
def test_of_two_people_who_do_the_same_at_once_one_does_it_and_the_other_is_told(
    what: str, full: House, fresh_database: FreshDatabase
) -> None:
    one, other, code = SAME[what]
    before = full.n_entries()
    answers = at_once(fresh_database, one, other)
    assert answers.count(code) == 1
    assert full.n_entries() == before + 1
    assert full.heads()[CYCLE]


def test_of_two_people_who_do_different_things_at_once_nothing_is_lost(
    full: House, fresh_database: FreshDatabase
) -> None:
    before = full.n_entries()
    names = ["Zora Finch", "Ida Brandt", "Olu Adeyemi", "Mats Holm"]
    codes = at_once(fresh_database, *[lambda name=name: add(name) for name in names])  # type: ignore[misc]
    assert sorted(codes) == ["CAND-4", "CAND-5", "CAND-6", "CAND-7"]
    assert full.n_entries() == before + 4
    assert full.heads()[CYCLE]


def test_two_imports_by_two_commands_at_once_happen_one_after_the_other(full: House, tmp_path: Path) -> None:
    files = []
    for folder, paid in (("one", "2031-07-31"), ("other", "2031-08-31")):
        (tmp_path / folder).mkdir()
        files.append(write_roll(tmp_path / folder, MEMBERS.replace("2031-06-30", paid)))
    running = [start(full, each) for each in files]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    told = sorted(out.split(":")[0] for out, _ in said)
    assert told == ["IMPORT-2", "IMPORT-3"]
    kept = {row["paid_until"] for row in full.everything()[0]["roll_member"] if row["number"] in ("0001", "0004")}
    assert len(kept) == 1  # the roll of the one or of the other, never of both
    assert full.heads()


def start(house: House, files: dict[str, Path]) -> subprocess.Popen[str]:
    environment = os.environ | {"HUSTINGS_HOME": str(house.home), "HUSTINGS_FILES": str(house.home / "files")}
    command = [str(HUSTINGS), "roll", "import", str(files["locals_csv"]), str(files["members_csv"])]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
