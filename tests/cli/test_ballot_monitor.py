"""A monitor of the board: an honest one that grows, and every way in which one can change its past."""

import json
import secrets
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hustings.core.ballots.belenios_v1.trail import Trail
from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.engine import Question, Setup
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.setup import ListedElements, make_election
from hustings.core.ballots.trustees import make_trustee_key
from hustings.doors.cli.ballots import app
from hustings.rooms.ballots.box import make_box
from hustings.rooms.ballots.intake_desk import Desk
from tests.cli.boards import board

DRAW = secrets.token_bytes


@pytest.fixture(scope="module")
def states(tmp_path_factory) -> list[tuple[bytes, str, int]]:
    """A box as it grows from none to four ballots: its bytes, its head, its number of ballots. The last is another
    box's: of the same poll, with other ballots.
    """
    folder = tmp_path_factory.mktemp("box")
    uuid, key = make_uuid(draw=DRAW), make_trustee_key(draw=DRAW)
    voters = [make_credential(uuid=uuid, draw=DRAW) for _ in range(4)]
    question = Question("Whom?", ("Alma Reyes", "No endorsement"))
    election = make_election(
        uuid=uuid, name="Harbor", description="A test", questions=[question], trustees=[key.trustee]
    )
    listed = ListedElements(voter.public for voter in voters)
    make_box(folder / "one", Setup(election, (key.trustee,), listed), timestamp=1)
    (folder / "other").write_bytes((folder / "one").read_bytes())
    ballots = [
        ENGINE.make_ballot(election=election, credential=voter.secret, choices=[[1, 0]], draw=DRAW) for voter in voters
    ]
    found = [state(folder / "one")]
    for ballot in ballots:
        Desk(folder / "one").take(ballot, admit=lambda: None)
        found.append(state(folder / "one"))
    for ballot in reversed(ballots):
        Desk(folder / "other").take(ballot, admit=lambda: None)
    return [*found, state(folder / "other")]


def state(path: Path) -> tuple[bytes, str, int]:
    with path.open("rb") as file:
        trail = Trail().to_the_end(file)
    return path.read_bytes(), trail.head, trail.n_ballots


def looked(site, keep: Path, *more: str):
    return CliRunner().invoke(app, ["monitor", site.address, "--keep", str(keep), *more])


def test_an_honest_board_is_followed_and_only_what_is_new_is_fetched(states, tmp_path):
    with board() as site:
        for at in (1, 1, 3, 4):
            site.publish(*states[at])
            done = looked(site, tmp_path / "kept")
            assert done.exit_code == 0, done.output
        sizes = [len(archive) for archive, _, _ in states]
        assert site.fetched == [sizes[1], sizes[3] - sizes[1], sizes[4] - sizes[3]]
        assert "4 published heads, every one of them in the chain. The past stands." in done.output
        assert (tmp_path / "kept" / "U01.bel").read_bytes() == states[4][0]
        again = json.loads(looked(site, tmp_path / "kept", "--json").output)
        assert again["units"] == [{"unit": "U01", "n_new": 0, "n_ballots": 4, "head": states[4][1]}]


def shorter(site, states):
    site.show(*states[1])


def exchanged(site, states):
    site.publish(*states[5])
    site.unit["length"] += 4096
    site.archive += bytes(4096)


def a_head_taken_away(site, states):
    site.heads.pop(0)


def a_head_exchanged(site, states):
    site.heads[0] = site.heads[0] | {"head": "0" * 64}


def another_poll(site, states):
    site.unit["uuid"] = "v"


def another_end(site, states):
    site.show(states[3][0] + states[5][0][len(states[3][0]) :], states[5][1], 4)


@pytest.mark.parametrize("change", [shorter, exchanged, a_head_taken_away, a_head_exchanged, another_poll, another_end])
def test_a_board_that_changes_its_past_is_seen_and_the_proof_is_kept(states, tmp_path, change):
    with board() as site:
        for at in (1, 3):
            site.publish(*states[at])
            assert looked(site, tmp_path).exit_code == 0
        change(site, states)
        done = looked(site, tmp_path)
    assert (done.exit_code, "[board-changed-its-past]" in done.output) == (1, True), done.output
    assert (tmp_path / "U01.bel").read_bytes() == states[3][0]
    assert json.loads((tmp_path / "board.json").read_text())["heads"][0]["head"] == states[1][1]


def test_a_published_head_that_the_archive_does_not_hold_is_seen(states, tmp_path):
    with board() as site:
        site.publish(*states[1])
        site.publish(states[3][0], states[5][1], 3)
        done = looked(site, tmp_path)
    assert (done.exit_code, "[board-head-not-in-archive]" in done.output) == (1, True)


def test_a_receipt_is_found_or_not_shown_yet_or_missing_once_the_poll_is_over(states, tmp_path):
    mine, later = states[2][1], states[4][1]
    asked = ("--receipt", mine, "--receipt", later)
    with board() as site:
        site.publish(*states[3])
        said = looked(site, tmp_path, *asked).output
        assert f"Receipt {mine[:12]}…: in the archive of U01." in said
        assert f"Receipt {later[:12]}…: not shown yet" in said
        site.state = "closed"
        done = looked(site, tmp_path, *asked)
        assert (done.exit_code, "[board-receipt-missing]" in done.output) == (1, True)
        site.publish(*states[4])
        assert looked(site, tmp_path, *asked).exit_code == 0


def test_a_download_that_breaks_off_keeps_what_holds_and_goes_on_from_there(states, tmp_path):
    with board() as site:
        site.publish(*states[4])
        site.breaks_off_at = len(states[2][0]) + 700
        done = looked(site, tmp_path)
        assert (done.exit_code, "broke off" in done.output) == (2, True)
        assert (tmp_path / "U01.bel").read_bytes() == states[2][0]
        site.breaks_off_at = None
        assert looked(site, tmp_path).exit_code == 0
        assert site.fetched[-1] == len(states[4][0]) - len(states[2][0])


def test_a_monitor_s_own_copy_that_was_changed_is_said_to_be_so(states, tmp_path):
    with board() as site:
        site.publish(*states[2])
        looked(site, tmp_path)
        kept = tmp_path / "U01.bel"
        kept.write_bytes(kept.read_bytes().replace(b'"Ballot"', b'"Bullet"', 1))
        done = looked(site, tmp_path)
    assert (done.exit_code, "[board-copy-damaged]" in done.output) == (1, True)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/poll/x/y/board", "file:///etc/passwd"])
def test_a_board_that_does_not_answer_is_unreadable(address, tmp_path):
    done = CliRunner().invoke(app, ["monitor", address, "--keep", str(tmp_path)])
    assert (done.exit_code, "[board-unreadable]" in done.output) == (2, True)
