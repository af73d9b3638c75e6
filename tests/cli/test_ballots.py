"""`hustings ballots …`: a whole secret poll by command line, and everything that is refused on the way."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from typer.testing import CliRunner, Result

from hustings.core.ballots.refusals import (
    CredentialRefused,
    HeadDiffers,
    NothingToDecrypt,
    PollRefused,
    UnknownCredential,
    WrongElection,
    WrongKey,
)
from hustings.core.ballots.trustee_sums import TooFewToOpen
from hustings.core.errors import Refusal
from hustings.core.phases import Phase
from hustings.core.values import Kind, Role
from hustings.doors.cli.ballot_files import (
    FileTaken,
    FileUnreadable,
    NoSuchAnswer,
    make_ballot,
    read_public_list,
    read_setup,
    read_trustee,
    write_new,
)
from hustings.doors.cli.trustee import app as trustee_app
from hustings.ground.access.actions import SYSTEM, end_role, grant_role, open_account
from hustings.ground.access.queries import grants
from hustings.ground.clock import iso, now
from hustings.ground.record.actions import shift_clock
from hustings.ground.record.models import Chain
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.cycles.actions import adopt_rulebook, open_cycle
from tests.cli.commands import Ran, hustings, init
from tests.cli.offices import Typed, offices, private_keys, trustee_files, typed, voter
from tests.databases import FreshDatabase
from tests.rooms.conftest import RULES
from tests.rooms.races import AT as MARCH
from tests.rooms.races import DIRECTOR, open_harbor

__all__ = ["offices", "typed"]

CYCLE = "harbor-2031"
PROCESSES = {"declare", "close", "count"}
ANSWERS = ("Dana Reyes", "Ben Okafor", "No endorsement")
WEEK = timedelta(days=7)
House = Callable[..., Ran]
EVERY_CHECK = (
    "container", "chain", "election", "trustees", "credentials", "ballots", "tally", "decryptions", "result",
    "finished", "head",
)  # fmt: skip


@pytest.fixture
def house(fresh_database: FreshDatabase, settings: Any, typed: Typed, tmp_path: Path) -> House:
    """A fresh house with a rehearsal's cycle in the phase "consulting"; “ada” is its election officer.

    Commands whose name is in PROCESSES run in a process of their own, the others in this one; all at the same house.
    """
    home = tmp_path / "home"
    assert init(home).status == 0
    open_cycle(
        code=CYCLE,
        kind=Kind.REHEARSAL,
        title="Mayor of Harbor City, 2031",
        organisation="United Harbor Workers",
        contest="Mayor of Harbor City",
        election_on=date(2031, 11, 4),
        actor=DIRECTOR,
        at=now(),
    )
    adopt_rulebook(cycle=CYCLE, rules=RULES, actor=DIRECTOR, at=now())
    Chain.objects.filter(pk=CYCLE).update(phase=Phase.CONSULTING)
    ada = get_user_model().objects.get(username="ada").pk
    grant_role(account=ada, role=Role.ELECTION_OFFICER, reason="elected", actor=SYSTEM, at=now())

    settings.CONFIG = replace(settings.CONFIG, files=home / "files")

    def run(*words: object) -> Ran:
        if words[0] in PROCESSES:
            return hustings("ballots", *words, HUSTINGS_HOME=str(home))
        return ran(typed(*words))

    return run


def ran(done: Result) -> Ran:
    """What `hustings` makes of a command that ran in this process: a refusal is a line and exit status 1."""
    if isinstance(done.exception, Refusal):
        return Ran(1, done.stdout, f"Refused: {done.exception}\n")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Ran(done.exit_code, done.stdout, done.stderr)


def declaring(folder: Path, **changed: Any) -> list[object]:
    """The words that declare the poll, with some of them changed."""
    told: dict[str, Any] = {
        "--cycle": CYCLE,
        "--question": "Whom should we endorse?",
        "--answer": ANSWERS,
        "--closes": iso(now() + WEEK),
        "--trustee": trustee_files(folder),
        "--credentials": folder / "credentials" / "public-credentials.json",
        "--account": "ada",
    } | {f"--{key}": value for key, value in changed.items()}
    words: list[object] = ["declare"]
    for name, value in told.items():
        for one in value if isinstance(value, (list, tuple)) else [value]:
            words += [name, one]
    return words


def head_in(said: str) -> str:
    found = re.search(r"head ([0-9a-f]{64})", said)
    assert found, said
    return found[1]


AT = ("--cycle", CYCLE, "--account", "ada")


def test_a_whole_poll_by_command_line(house: House, offices: Path, typed: Typed) -> None:
    archive = declare(house, offices, typed)
    vote(house, offices, typed, archive)
    early = house("close", "POLL-S1", *AT)
    assert (early.status, "[poll-state]" in early.err) == (1, True)
    shift_clock(cycle=CYCLE, seconds=int(2 * WEEK.total_seconds()), actor=DIRECTOR, at=now())
    late = house("cast", "POLL-S1", "--cycle", CYCLE, "--credential", voter(offices, 3), "--answer", 1)
    assert (late.status, "[poll-not-open]" in late.err) == (1, True)
    closed = house("close", "POLL-S1", *AT)
    assert closed.out.startswith("POLL-S1 is closed.\nhead "), closed.err
    open_the_sum(house, offices, typed, archive, head_in(closed.out))
    body = publishable_entries(cycle=CYCLE)[-1].body
    assert (body["counts"], body["n_ballots"], body["n_counted"]) == ([2, 0, 1], 4, 3)
    judged = hustings("ballots", "verify", archive, "--head", body["head"].upper())
    assert judged.status == 0
    assert [line.split()[:2] for line in judged.out.splitlines()[1:12]] == [["holds", check] for check in EVERY_CHECK]
    assert "4 ballots, 3 count\n          2  Dana Reyes\n          0  Ben Okafor\n" in judged.out
    assert judged.out.endswith(f"head {body['head']}\nEvery check holds.\n")
    refuse_the_tampered(archive, typed)


def declare(house: House, offices: Path, typed: Typed) -> Path:
    """The officer declares the poll and puts its first head on the record."""
    said = house(*declaring(offices))
    assert said.out.startswith("POLL-S1 is declared, with 2 trustees and 3 credentials.\n"), said.err
    archive = Path(said.out.rstrip().rpartition(": ")[2])
    listed = read_public_list(offices / "credentials" / "public-credentials.json")
    assert f"credentials digest {listed.digest}\n" in said.out
    assert publishable_entries(cycle=CYCLE)[-1].body["units"][0]["credentials_digest"] == listed.digest
    assert house("publish-head", "POLL-S1", *AT).out == f"head {head_now(archive, typed)}\n"
    return archive


def vote(house: House, offices: Path, typed: Typed, archive: Path) -> None:
    """One voter votes twice, one with a ballot made offline, one by the answer's number."""
    to = ("cast", "POLL-S1", "--cycle", CYCLE)
    first = house(*to, "--credential", voter(offices, 1), "--answer", "Ben Okafor")
    lines = first.out.splitlines()
    assert (first.status, lines[0]) == (0, "Your ballot is in the box.")
    assert re.fullmatch(r"tracker [A-Za-z0-9+/]{43}", lines[1])
    assert lines[3].startswith("To change your vote, cast again with the same credential until 20")
    again = house(*to, "--credential", voter(offices, 1), "--answer", 1)
    assert again.out.splitlines()[0] == "Your ballot is in the box. It replaces the one you cast before."
    made = typed("ballot", archive, "--credential", voter(offices, 2), "--answer", "dana reyes", "--out", offices / "b")
    handed = house(*to, "--ballot", offices / "b")
    assert (handed.status, handed.out.splitlines()[1]) == (0, made.stdout.splitlines()[2])
    twice = house(*to, "--ballot", offices / "b")
    assert (twice.status, twice.err[-19:]) == (1, "[ballot-identical]\n")
    assert house(*to, "--credential", voter(offices, 3), "--answer", 3).status == 0


def open_the_sum(house: House, offices: Path, typed: Typed, archive: Path, head: str) -> None:
    """Both trustees decrypt, the second when the first one's part is in the archive; then the officer counts."""
    assert "[decryptions-missing]" in house("count", "POLL-S1", *AT).err
    for number, key in enumerate(private_keys(offices), start=1):
        part = offices / "parts" / f"part-{number}-U01.json"
        done = as_trustee(archive, "--key", key, "--out", part.parent, "--head", head, "--minimum", 3)
        assert f"U01: 3 ballots count. Your part, as trustee {number}: {part}\n" in done.stdout, done.exception
        taken = house("take-decryption", "POLL-S1", part, *AT)
        assert taken.out == f"The part of trustee {number} is in the archive of POLL-S1, U01.\n", taken.err
    counted = house("count", "POLL-S1", *AT, "--json")
    assert json.loads(counted.out) == {"Dana Reyes": 2, "Ben Okafor": 0, "No endorsement": 1}


def as_trustee(archive: Path, *asked: object) -> Result:
    """A trustee at work, apart from the house."""
    return CliRunner().invoke(trustee_app, ["decrypt", str(archive), "--undivided", *map(str, asked)])


def head_now(archive: Path, typed: Typed) -> str:
    return head_in(typed("verify", archive, "--unfinished").stdout)


def refuse_the_tampered(archive: Path, typed: Typed) -> None:
    """One changed byte, a missing end and another head are each found, with the place."""
    whole = archive.read_bytes()
    forged = archive.with_name("forged.bel")
    place = whole.index(b'"answers"')
    forged.write_bytes(whole[:place] + b'"Answers"' + whole[place + 9 :])
    report = json.loads(typed("verify", forged, "--json").stdout)[0]
    assert (report["holds"], report["refused"]["code"]) == (False, "archive-record-hash")
    assert [check["state"] for check in report["checks"]] == ["fails"] + ["not-run"] * 10
    both = typed("verify", archive, forged)
    assert both.exit_code == 1
    assert both.stdout.splitlines()[-1].startswith("FAILS: The name of record ")
    other = typed("verify", archive, "--head", "0" * 64)
    assert (other.exit_code, "FAILS    head" in other.stdout) == (1, True)
    forged.write_bytes(whole[:-700])
    assert typed("verify", forged).exit_code == 1


def test_a_trustee_gets_a_private_and_a_public_file(typed: Typed, tmp_path: Path) -> None:
    said = typed("make-trustee", "--out", tmp_path / "me").stdout
    (private,), (public,) = private_keys(tmp_path), trustee_files(tmp_path)
    assert private.stat().st_mode & 0o777 == 0o600
    assert private.stem == public.name.partition(".")[0]
    assert json.loads(private.read_bytes()) not in said
    assert read_trustee(public).public_key
    assert "Give it to nobody." in said


def test_credentials_are_private_files_and_a_public_list_that_names_nobody(typed: Typed, tmp_path: Path) -> None:
    folder = tmp_path / "office"
    said = typed("make-credentials", "--count", 12, "--out", folder, "--uuid", "1234567891234A").stdout
    assert "This is the credential office's work." in said
    names = sorted(path.name for path in folder.iterdir())
    assert names == [f"credential-{number:02}.json" for number in range(1, 13)] + ["public-credentials.json"]
    assert {path.stat().st_mode & 0o777 for path in folder.glob("credential-*")} == {0o600}
    listed = read_public_list(folder / "public-credentials.json")
    assert (listed.election, len(set(listed.credentials))) == ("1234567891234A", 12)
    assert list(listed.credentials) == sorted(listed.credentials)
    assert f"digest {listed.digest}" in said


@pytest.mark.parametrize(
    "words",
    [
        ["make-credentials", "--count", 0, "--out", "x"],
        ["make-credentials", "--count", "many", "--out", "x"],
        ["make-credentials", "--count", 2, "--out", "x", "--uuid", "short"],
        ["make-credentials", "--count", 2],
        ["make-trustee"],
        ["verify"],
        ["verify", "a.bel", "b.bel", "--head", "0" * 64],
        ["cast", "POLL-S1", "--cycle", CYCLE],
        ["cast", "POLL-S1", "--cycle", CYCLE, "--answer", 1],
        ["cast", "POLL-S1", "--cycle", CYCLE, "--credential", "c"],
        ["cast", "POLL-S1", "--cycle", CYCLE, "--credential", "c", "--answer", 1, "--ballot", "b"],
        ["cast", "POLL-S1", "--cycle", CYCLE, "--credential", "c", "--ballot", "b"],
        ["shuffle"],
    ],
)
def test_wrong_usage_is_exit_status_2_and_leaves_nothing(typed: Typed, words: list[object], tmp_path: Path) -> None:
    before = set(Path().iterdir())
    assert typed(*words).exit_code == 2
    assert set(Path().iterdir()) == before


def test_nothing_is_written_over(typed: Typed, offices: Path) -> None:
    again = typed("make-credentials", "--count", 3, "--out", offices / "credentials")
    assert isinstance(again.exception, FileTaken)
    write_new(offices / "kept", b"kept")
    with pytest.raises(FileTaken):
        write_new(offices / "kept", b"other")
    assert (offices / "kept").read_bytes() == b"kept"
    assert isinstance(typed("make-trustee", "--out", offices / "kept").exception, FileUnreadable)
    with pytest.raises(FileUnreadable):
        write_new(offices / "nowhere" / "file", b"")


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_an_archive_that_cannot_be_read_is_exit_status_2(typed: Typed, tmp_path: Path, options: list[str]) -> None:
    said = typed("verify", tmp_path / "none.bel", *options)
    assert said.exit_code == 2
    assert "ballots-unreadable-file" in said.output
    assert typed("verify", tmp_path, *options).exit_code == 2


def test_what_is_not_an_archive_fails_at_its_first_record(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "notes.bel").write_text("hello")
    said = typed("verify", tmp_path / "notes.bel")
    assert said.exit_code == 1
    assert said.stdout.splitlines()[1].startswith("FAILS    container")


@pytest.fixture
def desk(db: None, settings: Any, tmp_path: Path) -> str:
    """The same house in this process; “ada” is its election officer."""
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path / "files")
    cycle = open_harbor(Phase.CONSULTING)
    account = open_account(username="ada", password=None, actor=SYSTEM, at=MARCH)
    role = Role.ELECTION_OFFICER
    grant_role(account=account, role=role, reason="elected", actor=SYSTEM, at=now() - 2 * WEEK)
    return cycle


@pytest.fixture
def running(desk: str, offices: Path, typed: Typed) -> tuple[Path, Path]:
    """A poll that has just been declared: the folder of offices, the archive."""
    said = typed(*declaring(offices))
    assert said.exit_code == 0, said.exception
    return offices, Path(said.stdout.rstrip().rpartition(": ")[2])


def test_an_offline_ballot_needs_the_right_credential_and_answer(
    running: tuple[Path, Path], typed: Typed, tmp_path: Path
) -> None:
    folder, archive = running
    typed("make-credentials", "--count", 1, "--out", tmp_path / "strangers")
    stranger = tmp_path / "strangers" / "credential-1.json"
    held = json.loads(voter(folder, 1).read_bytes())
    other = json.loads(stranger.read_bytes())
    (tmp_path / "mixed").write_text(json.dumps(held | {"credential": other["credential"]}))
    (tmp_path / "torn").write_text(json.dumps(held | {"credential": held["credential"][:-1]}))

    def ballot(credential: Path, answer: object = 1) -> Any:
        told = ("--credential", credential, "--answer", answer, "--out", tmp_path / "b")
        return typed("ballot", archive, *told).exception

    assert isinstance(ballot(stranger), WrongElection)
    assert isinstance(ballot(tmp_path / "mixed"), UnknownCredential)
    assert isinstance(ballot(tmp_path / "torn"), CredentialRefused)
    assert isinstance(ballot(tmp_path / "none"), FileUnreadable)
    assert isinstance(ballot(voter(folder, 1), "Nobody"), NoSuchAnswer)
    assert not (tmp_path / "b").exists()
    assert ballot(voter(folder, 1)) is None
    assert isinstance(ballot(voter(folder, 1)), FileTaken)


def test_a_setup_that_was_changed_makes_no_ballot(running: tuple[Path, Path], tmp_path: Path) -> None:
    folder, archive = running
    cut = tmp_path / "cut.bel"
    for size in (0, 100, 600):
        cut.write_bytes(archive.read_bytes()[:size])
        with cut.open("rb") as file, pytest.raises(PollRefused):
            read_setup(file, coins=bytes)
    with archive.open("rb") as file:
        setup = read_setup(file, coins=bytes)
    assert make_ballot(setup=setup, credential_file=voter(folder, 1), answer="1", draw=bytes_of_seven)


def bytes_of_seven(number: int) -> bytes:
    return bytes(range(7, 7 + number))


def test_a_trustee_decrypts_only_what_is_closed_and_with_the_poll_s_own_key(
    running: tuple[Path, Path], typed: Typed
) -> None:
    folder, archive = running
    part = folder / "part"
    keys = private_keys(folder)

    def refused(key: Path, head: str) -> object:
        return as_trustee(archive, "--key", key, "--head", head, "--out", part, "--minimum", 1).exception

    assert isinstance(refused(keys[0], "0" * 64), NothingToDecrypt)
    shift_clock(cycle=CYCLE, seconds=int(2 * WEEK.total_seconds()), actor=DIRECTOR, at=now())
    head = head_in(typed("close", "POLL-S1", "--cycle", CYCLE, "--account", "ada").stdout)
    assert isinstance(refused(keys[0], head), TooFewToOpen)
    typed("make-trustee", "--out", folder / "stranger")
    (stranger,) = (folder / "stranger").glob("*.privkey")
    assert isinstance(refused(stranger, head), WrongKey)
    assert isinstance(refused(keys[0], "0" * 64), HeadDiffers)
    assert not part.exists()


def test_what_an_election_officer_cannot_do(desk: str, offices: Path, typed: Typed) -> None:
    def refused(*words: object) -> str:
        raised: Any = typed(*words).exception
        return str(raised.code)

    assert refused(*declaring(offices, account="nobody")) == "no-such-account"
    assert refused(*declaring(offices, cycle="nowhere")) == "no-such-cycle"
    assert refused(*declaring(offices, trustee=trustee_files(offices)[:1])) == "too-few-trustees"
    assert refused(*declaring(offices, closes="2031-09-15")) == "ballots-moment-unclear"
    assert refused(*declaring(offices, opens="tomorrow")) == "ballots-moment-unclear"
    assert refused(*declaring(offices, closes=iso(now() - WEEK))) == "poll-state"
    assert refused(*declaring(offices, answer=("Yes", "Yes"))) == "election-text"
    assert refused("close", "POLL-S9", "--cycle", CYCLE, "--account", "ada") == "no-such-poll"
    assert refused("cast", "POLL-S9", "--cycle", CYCLE, "--ballot", trustee_files(offices)[0]) == "no-such-poll"
    (grant,) = grants(actor=SYSTEM)
    end_role(grant=grant.id, reason="term over", actor=SYSTEM, at=now() - WEEK)
    assert refused(*declaring(offices)) == "not-allowed"
    assert publishable_entries(cycle=CYCLE)[-1].verb == "record.opened"
