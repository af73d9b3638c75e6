"""Many ballots at once into one box: each once, each with the receipt that it would get again."""

import os
import re
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from hustings.core.ballots.belenios_v1.trail import Trail
from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.engine import Question, Setup, fingerprint
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.refusals import BallotRefused, PollClosed, RecordHashWrong, UnknownCredential
from hustings.core.ballots.setup import ListedElements, make_election
from hustings.core.ballots.trustees import make_trustee_key
from hustings.rooms.ballots.box import close_box, locked, make_box, open_box, standing
from hustings.rooms.ballots.hints import hints_path
from hustings.rooms.ballots.intake_desk import Desk, desk_of
from hustings.rooms.ballots.refusals import BoxNotReady, PollNotOpen

DRAW = secrets.token_bytes


@dataclass(frozen=True)
class Box:
    """A box of three voters, and ballots that were made for it: two of the first voter, one of each other."""

    path: Path
    ballots: tuple[bytes, bytes, bytes, bytes]
    stranger: bytes

    def desk(self) -> Desk:
        """As another process has it."""
        return Desk(self.path)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Box:
    uuid = make_uuid(draw=DRAW)
    key = make_trustee_key(draw=DRAW)
    voters = [make_credential(uuid=uuid, draw=DRAW) for _ in range(4)]
    question = Question("Whom should we endorse?", ("Alma Reyes", "No endorsement"))
    election = make_election(
        uuid=uuid, name="Harbor", description="A test", questions=[question], trustees=[key.trustee]
    )
    listed = ListedElements(voter.public for voter in voters[:3])
    path = tmp_path_factory.mktemp("box") / "made.bel"
    make_box(path, Setup(election, (key.trustee,), listed), timestamp=1)
    ballots = [
        ENGINE.make_ballot(election=election, credential=voter.secret, choices=[choice], draw=DRAW)
        for voter, choice in zip([voters[0], *voters], [[1, 0], [0, 1], [1, 0], [1, 0], [0, 1]], strict=True)
    ]
    return Box(path, tuple(ballots[:4]), ballots[4])


@pytest.fixture
def box(made: Box, tmp_path: Path) -> Box:
    path = tmp_path / "box.bel"
    path.write_bytes(made.path.read_bytes())
    return Box(path, made.ballots, made.stranger)


def always() -> None:
    """The poll is open."""


def never() -> None:
    raise PollNotOpen(opens_at="", closes_at="")


def report_of(path: Path, hints: Path | None = None):
    return ENGINE.verify_archive(path.read_bytes(), coins=DRAW, finished=False, hints=hints)


def test_a_ballot_gets_the_hash_of_its_own_event_and_again_the_same(box):
    first, again = (box.desk().take(box.ballots[0], admit=always) for _ in range(2))
    assert (first.tracker, first.head) == (fingerprint(box.ballots[0]), report_of(box.path).head)
    assert (first.fresh, again.fresh) == (True, False)
    assert (first.tracker, first.head, first.replaces) == (again.tracker, again.head, again.replaces)
    assert standing(box.path).n_ballots == 1


def test_two_processes_see_each_other_s_ballots_and_say_which_replaces_one(box):
    one, other = box.desk(), box.desk()
    first, second, *_ = box.ballots
    receipts = [desk.take(ballot, admit=always) for desk, ballot in [(one, first), (other, second), (one, first)]]
    assert [receipt.replaces for receipt in receipts] == [False, True, False]
    assert [receipt.fresh for receipt in receipts] == [True, True, False]
    assert receipts[1].head == standing(box.path).head


def test_forty_threads_of_two_processes_put_every_ballot_in_once(box):
    desks = [box.desk(), box.desk()]
    with ThreadPoolExecutor(40) as pool:
        asked = [pool.submit(desks[n % 2].take, box.ballots[n % 4], admit=always) for n in range(40)]
        receipts = [each.result() for each in asked]
    report = report_of(box.path)
    assert (report.holds, report.n_ballots, report.n_counted) == (True, 4, 3)
    assert sum(receipt.fresh for receipt in receipts) == 4
    assert len({(receipt.tracker, receipt.head, receipt.replaces) for receipt in receipts}) == 4


def test_threads_that_come_while_a_ballot_is_written_find_the_one_desk_of_their_process(box, made):
    found, over = {desk_of(box.path)}, threading.Event()

    def look() -> None:
        while not over.is_set():
            found.add(desk_of(box.path))

    with ThreadPoolExecutor(8) as pool:
        lookers = [pool.submit(look) for _ in range(8)]
        for ballot in box.ballots * 4:
            desk_of(box.path).take(ballot, admit=always)
        over.set()
        for each in lookers:
            each.result()
    assert len(found) == 1
    box.path.write_bytes(made.path.read_bytes())  # the same file, and shorter
    assert desk_of(box.path) not in found
    assert desk_of(box.path).take(box.ballots[0], admit=always).fresh


def test_what_waits_while_another_ballot_is_written_is_written_together(box):
    desk, entered, going = box.desk(), threading.Event(), threading.Event()

    def slowly() -> None:
        entered.set()
        going.wait(5)

    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(desk.take, box.ballots[0], admit=slowly)
        entered.wait(5)
        others = [pool.submit(desk.take, ballot, admit=always) for ballot in box.ballots[1:]]
        while len(desk._waiting) < 3:
            threading.Event().wait(0.001)
        changed = []
        for each in others:
            each.add_done_callback(lambda _: changed.append(box.path.stat().st_mtime_ns))
        going.set()
        assert all(each.result().fresh for each in [first, *others])
    assert len(set(changed)) == 1
    assert report_of(box.path).n_ballots == 4


def test_a_ballot_that_waits_when_the_poll_closes_is_refused_and_one_that_was_in_keeps_its_receipt(box):
    desk = box.desk()
    receipt = desk.take(box.ballots[0], admit=always)
    with pytest.raises(PollNotOpen):
        desk.take(box.ballots[2], admit=never)
    close_box(box.path)
    with pytest.raises(PollClosed):
        desk.take(box.ballots[3], admit=always)
    assert desk.take(box.ballots[0], admit=never).head == receipt.head
    assert report_of(box.path).or_raise().n_counted == 1


def test_a_close_that_was_interrupted_goes_on_and_one_that_was_done_is_not_done_twice(box):
    box.desk().take(box.ballots[0], admit=always)
    with open_box(box.path) as opened:
        opened.end()
    closed = close_box(box.path)
    assert (closed.stage, closed.n_ballots, closed.n_counted) == ("EncryptedTally", 1, 1)
    whole = box.path.read_bytes()
    assert close_box(box.path).head == closed.head == report_of(box.path).or_raise().head
    assert box.path.read_bytes() == whole


def test_no_tally_is_written_of_a_ballot_that_somebody_wrote_into_the_file_with_a_proof_that_does_not_hold(box):
    forged = re.sub(rb'"response":"\d+"', b'"response":"1"', box.ballots[0], count=1)
    with locked(box.path) as file:
        Trail().to_the_end(file).append(file, [forged])
    with pytest.raises(BallotRefused):
        close_box(box.path)
    with open_box(box.path) as opened:
        assert opened.box.stage == "EndBallots"


def test_a_stranger_s_ballot_is_refused_before_its_proofs_are_checked(box):
    with pytest.raises(UnknownCredential):
        box.desk().take(box.stranger[:-200], admit=always)


@pytest.mark.parametrize("cut", [1, 511, 512, 3500])
def test_half_a_ballot_left_by_a_kill_is_cut_off_by_whoever_writes_next(box, cut):
    desk, killed = box.desk(), box.desk()
    desk.take(box.ballots[0], admit=always)
    whole = box.path.stat().st_size
    killed.take(box.ballots[1], admit=always)
    os.truncate(box.path, whole + cut)
    assert desk.take(box.ballots[2], admit=always).fresh
    assert desk.take(box.ballots[1], admit=always).fresh
    report = report_of(box.path)
    assert (report.holds, report.n_ballots) == (True, 3)


def test_a_file_that_was_lengthened_and_not_yet_written_is_taken_for_unfinished(box):
    whole = box.path.stat().st_size
    os.truncate(box.path, whole + 4096)
    assert box.desk().take(box.ballots[0], admit=always).fresh
    assert report_of(box.path).holds


def test_a_box_whose_past_was_changed_takes_no_more(box):
    desk = box.desk()
    desk.take(box.ballots[0], admit=always)
    other = box.path.with_suffix(".other")
    other.write_bytes(box.path.read_bytes()[: standing(box.path).length - 512] + b"x" * 512)
    other.replace(box.path)
    with pytest.raises(RecordHashWrong):
        desk.take(box.ballots[2], admit=always)


def test_a_box_that_is_gone_is_said_to_be_not_ready(box):
    desk = box.desk()
    desk.take(box.ballots[0], admit=always)
    box.path.unlink()
    with pytest.raises(BoxNotReady):
        desk.take(box.ballots[2], admit=always)


def test_hints_kept_by_two_processes_serve_every_ballot_and_lost_or_torn_ones_cost_only_their_own(box):
    pytest.importorskip("hustings_ballot", reason="the engine in plain Python makes no hints")
    one, other = box.desk(), box.desk()
    for desk, ballot in zip([one, other, one], box.ballots, strict=False):
        desk.take(ballot, admit=always)
    hints = hints_path(box.path)
    plain, hinted = report_of(box.path), report_of(box.path, hints=hints)
    assert (hinted.n_hinted, replace(hinted, n_hinted=0)) == (3, plain)
    whole = hints.read_bytes()
    each = (len(whole) - 20) // 3
    hints.write_bytes(whole[: 20 + each] + bytes(each) + whole[20 + 2 * each :])
    assert (report_of(box.path, hints=hints).n_hinted, report_of(box.path, hints=hints).holds) == (2, True)
    hints.write_bytes(whole[: 20 + each + 7])
    assert report_of(box.path, hints=hints).n_hinted == 1
    one.take(box.ballots[3], admit=always)
    assert hints.read_bytes()[20 + 2 * each : 20 + 3 * each] == bytes(each)
    assert (report_of(box.path, hints=hints).n_hinted, close_box(box.path).n_counted) == (2, 3)


def test_hints_left_by_another_poll_are_begun_anew_and_a_folder_in_their_place_hinders_no_ballot(box):
    hints = hints_path(box.path)
    hints.write_bytes(b"left behind by another poll")
    box.desk().take(box.ballots[0], admit=always)
    if ENGINE.name == "native":
        assert hints.read_bytes().startswith(b"hustings-hints/1")
    hints.unlink()
    hints.mkdir()
    assert box.desk().take(box.ballots[1], admit=always).fresh
    assert close_box(box.path).n_counted == 1
