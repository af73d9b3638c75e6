"""`hustings trustee …`: three people make a key, lose one part, find a liar; all with files alone."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hustings.core.ballots import ceremony, trustee_seed
from hustings.core.ballots.box import Box
from hustings.core.ballots.ceremony_messages import write_message
from hustings.core.ballots.ceremony_refusals import BackupUnreadable, MessageMissing, NotAMember, ShareWrong
from hustings.core.ballots.engine import TrusteeGroup
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.merged import merge, merged_holds, read_part, sealed_unit
from hustings.core.ballots.trustee_sums import TooFewToOpen
from hustings.core.ballots.trustees import make_trustee_key, owners, read_private_key, write_private_key
from hustings.core.ballots.units import poll_head
from hustings.core.ballots.units_file import write_units
from hustings.doors.cli.ballot_files import FileTaken, read_decryption, read_trustee
from hustings.doors.cli.trustee import app
from hustings.doors.cli.trustee_files import NotASecretFile, SecretAmongMessages, read_folder, read_secret
from tests.core.ballots.ceremonies import closed_archive, planned, resigned
from tests.core.ballots.making import TIMESTAMP, Made, make_setup, source
from tests.core.ballots.threshold import public

N = (1, 2, 3)


def typed(*words: object, says: str = "") -> Result:
    """The command in this process: what it raises is what `hustings` prints as refused."""
    done = CliRunner().invoke(app, [str(word) for word in words], input=says)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def after_two_rounds(at: Path) -> Path:
    """The folder of messages when certificates and shares of 2 of 3 have gone around; secrets lie beside it."""
    folder = at / "messages"
    for number in N:
        typed("key", "--out", at / f"{number}.key")
        place = ("--number", number, "--of", 3, "--needed", 2)
        typed("certificate", folder, "--key", at / f"{number}.key", *place)
    for number in N:
        said = typed("shares", folder, "--key", at / f"{number}.key", says="y\n")
        assert said.exit_code == 0
    return folder


def finish(at: Path, number: int) -> Result:
    return typed("finish", at / "messages", "--key", at / f"{number}.key", "--private", at / f"{number}.privkey")


@pytest.fixture(scope="module")
def two_rounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What three trustees have after two rounds. Copy it before you change it."""
    return after_two_rounds(tmp_path_factory.mktemp("trustees")).parent


@pytest.fixture
def trustees(two_rounds: Path, tmp_path: Path) -> Path:
    shutil.copytree(two_rounds, tmp_path / "trustees")
    return tmp_path / "trustees"


def test_three_people_make_a_key_with_which_two_of_them_open_a_closed_poll(trustees: Path, tmp_path: Path) -> None:
    group = made_by_three(trustees)
    made = make_setup(n_voters=3, keys=([group], []))
    find_in_the_poll(made, trustees, tmp_path)
    open_by_two(made, trustees, tmp_path)


def find_in_the_poll(made: Made, trustees: Path, tmp_path: Path) -> None:
    """A declared poll has the key that these three made."""
    _, first = Box.open_poll(made.setup, timestamp=TIMESTAMP, engine=ENGINE, coins=made.draw)
    (tmp_path / "ours.bel").write_bytes(first.chunk)
    said = typed("check", trustees / "messages", "--archive", tmp_path / "ours.bel")
    assert said.stdout.endswith(f"Its key is yours. {made.election.fingerprint}\n")


def made_by_three(trustees: Path) -> TrusteeGroup:
    """The last round and the check of all; the group for the election officer."""
    folder = trustees / "messages"
    assert "keys: waiting for 1, 2, 3" in typed("check", folder, "--key", trustees / "2.key").stdout
    for number in N:
        assert "Every share fits." in finish(trustees, number).stdout
    said = typed("check", folder, "--out", trustees / "group.json")
    assert said.stdout.splitlines()[0] == "3 trustees, of whom any 2 can open a sum together."
    assert "The key is made." in said.stdout
    group = read_trustee(trustees / "group.json")
    assert isinstance(group, TrusteeGroup)
    assert group.threshold == 2
    private = [trustees / f"{number}.privkey" for number in N]
    assert {path.stat().st_mode & 0o777 for path in [*private, trustees / "1.key"]} == {0o600}
    assert [public(int(read_private_key(path.read_bytes()))) for path in private] == list(owners([group]))
    return group


def test_the_backup_is_shown_once_and_brings_the_key_back(trustees: Path, tmp_path: Path) -> None:
    said = typed("key", "--out", tmp_path / "new.key").stdout
    assert trustee_seed.as_written(read_secret(tmp_path / "new.key")) in said
    finish(trustees, 2)
    first = (trustees / "2.privkey").read_bytes()
    backup = trustee_seed.as_written(read_secret(trustees / "2.key"))
    (trustees / "2.key").unlink()
    (trustees / "2.privkey").unlink()
    again = typed("recover", trustees / "messages", "--out", trustees / "2.key", says=f"{backup}\n")
    assert "The backup fits your certificate." in again.stdout
    assert backup not in again.stdout
    assert "in the folder already" in finish(trustees, 2).stdout
    assert (trustees / "2.privkey").read_bytes() == first
    with pytest.raises(NotAMember):
        typed("recover", trustees / "messages", "--out", tmp_path / "x", says="cA4xeevEhZsUN7mhHMV21m\n")
    with pytest.raises(BackupUnreadable):
        typed("recover", trustees / "messages", "--out", tmp_path / "x", says="cA4x\n")
    assert not (tmp_path / "x").exists()


def test_shares_are_made_only_when_all_have_read_out_the_same_fingerprint(trustees: Path) -> None:
    folder = trustees / "messages"
    (folder / "shares-1.json").unlink()
    asked = ("shares", folder, "--key", trustees / "1.key")
    assert typed(*asked, says="n\n").exit_code == 1
    assert not (folder / "shares-1.json").exists()
    assert typed(*asked, "--compared").exit_code == 0
    with pytest.raises(FileTaken):
        typed(*asked, "--compared")


def test_a_liar_is_found_and_everybody_sees_who_it_is(trustees: Path) -> None:
    folder = trustees / "messages"
    lie(folder, trustees)
    with pytest.raises(ShareWrong, match="The share that trustee 1 made for trustee 3 is wrong"):
        finish(trustees, 3)
    assert (folder / "complaint-3-about-1.json").exists()
    assert not (trustees / "3.privkey").exists()
    said = typed("check", folder)
    assert said.exit_code == 1
    assert "Trustee 3 complains about trustee 1: trustee 1 is at fault." in said.stderr


def lie(folder: Path, trustees: Path) -> None:
    """Trustee 1 sends trustee 3 the envelope that was meant for trustee 2, and signs it all."""
    seed, roster = read_secret(trustees / "1.key"), read_folder(folder).roster()
    made = ceremony.make_shares(seed=seed, roster=roster, draw=source("lie"))
    mixed = (*made.envelopes[:2], made.envelopes[1])
    (folder / "shares-1.json").write_bytes(write_message(resigned(replace(made, envelopes=mixed), seed=seed)))


def test_what_is_missing_or_misplaced_is_said(trustees: Path, tmp_path: Path) -> None:
    folder = trustees / "messages"
    shutil.copy(folder / "shares-2.json", folder / "shares-2 (1).json")
    (folder / "notes.json").write_text("{}")
    assert "not looked at: notes.json" in typed("check", folder).stdout
    for path in folder.glob("shares-2*"):
        path.unlink()
    with pytest.raises(MessageMissing, match="2"):
        finish(trustees, 1)
    (tmp_path / "other").write_text(json.dumps({"format": "hustings-trustee-secret/1", "seed": "short"}))
    with pytest.raises(NotASecretFile):
        read_secret(tmp_path / "other")
    with pytest.raises(SecretAmongMessages):
        typed("finish", folder, "--key", trustees / "1.key", "--private", folder / "1.privkey")
    for name in ("mine.json", "mine.key"):
        shutil.copy(trustees / "1.key", folder / name)
        with pytest.raises(SecretAmongMessages, match=name):
            typed("check", folder)
        (folder / name).unlink()


def open_by_two(made: Made, trustees: Path, tmp_path: Path) -> None:
    """Three voters vote; trustees 3 and 1 decrypt, the second after the first one's part is in the archive."""
    box, first = Box.open_poll(made.setup, timestamp=TIMESTAMP, engine=ENGINE, coins=made.draw)
    votes = (([1, 0, 0, 0], 0), ([0, 1, 0, 0], 1), ([0, 1, 0, 0], 2))
    chunks = [first.chunk, *(box.append_ballot(made.ballot(voter, [vote])).chunk for vote, voter in votes)]
    chunks += [box.end_ballots().chunk, box.append_tally().chunk]
    head = box.head
    for number in (3, 1):
        (tmp_path / "poll.bel").write_bytes(b"".join(chunks))
        asked = ("decrypt", tmp_path / "poll.bel", "--key", trustees / f"{number}.privkey", "--undivided")
        with pytest.raises(TooFewToOpen):
            typed(*asked, "--head", head, "--out", tmp_path / "parts")
        said = typed(*asked, "--head", head, "--out", tmp_path / "parts", "--minimum", 3)
        assert f"U01: 3 ballots count. Your part, as trustee {number}: " in said.stdout
        chunks.append(box.append_decryption(read_decryption(tmp_path / "parts" / f"part-{number}-U01.json")).chunk)
        assert (trustees / f"{number}.privkey.opened").stat().st_mode & 0o777 == 0o600
    box.append_result()
    assert box.results == ((1, 2, 0, 0),)
    assert typed(*asked, "--head", head, "--out", tmp_path, "--units", tmp_path / "units.json").exit_code == 2


def test_a_small_unit_is_opened_only_together_with_its_neighbour(tmp_path: Path) -> None:
    key = make_trustee_key(draw=source("key"))
    (tmp_path / "me.privkey").write_bytes(write_private_key(key.private_key))
    made = [make_setup(seed=number, n_voters=3, keys=([key.trustee], [])) for number in (1, 2, 3)]
    votes = [
        [(0, [[1, 0, 0, 0]])],
        [(0, [[0, 1, 0, 0]]), (1, [[0, 1, 0, 0]])],
        [(0, [[1, 0, 0, 0]]), (2, [[0, 0, 0, 1]])],
    ]
    archives = [closed_archive(poll, cast) for poll, cast in zip(made, votes, strict=True)]
    paths = [tmp_path / f"{number}.bel" for number in (1, 2, 3)]
    for path, archive in zip(paths, archives, strict=True):
        path.write_bytes(archive)
    (tmp_path / "units.json").write_bytes(write_units(planned([poll.election.uuid for poll in made])))
    units = [sealed_unit(ENGINE.verify_archive(each, coins=source("coins"), finished=False)) for each in archives]
    head = poll_head((f"U0{number}", unit.head) for number, unit in enumerate(units, start=1))
    asked = ("--key", tmp_path / "me.privkey", "--head", head, "--units", tmp_path / "units.json", "--minimum", 2)
    said = typed("decrypt", *paths, *asked, "--out", tmp_path / "parts")
    assert "U01 and U02, only together: 3 ballots count." in said.stdout
    assert sorted(path.name for path in (tmp_path / "parts").iterdir()) == ["part-1-U01-U02.json", "part-1-U03.json"]
    part = read_part((tmp_path / "parts" / "part-1-U01-U02.json").read_bytes(), units[:2])
    assert merged_holds(merge(units[:2], [part]), units[:2]) == ((1, 2, 0, 0),)
