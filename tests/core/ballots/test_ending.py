"""The end of an archive, written without its ballots, against the box that holds them all."""

import io
import tracemalloc

import pytest

from hustings.core.ballots.belenios_v1 import chain
from hustings.core.ballots.belenios_v1.trail import Trail
from hustings.core.ballots.box import Box
from hustings.core.ballots.ending import EndingBox
from hustings.core.ballots.engine import ArchiveReport
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.refusals import EventOrderWrong, HeadDiffers, NothingToDecrypt, PollClosed
from hustings.core.ballots.register import count_voters
from hustings.core.ballots.trustee_part import decrypt_tally
from tests.core.ballots.making import Made, make_setup, play, source, verify

ADA, BEN = [[1, 0, 0, 0]], [[0, 1, 0, 0]]


@pytest.fixture(scope="module")
def made() -> Made:
    """A counted poll of three voters, one of whom has two votes, one of whom voted twice and one not at all."""
    return play(make_setup(n_voters=3, n_trustees=2, weights=(1, 2, 1)), [(0, ADA), (1, BEN), (0, BEN)])


def up_to(made: Made, kind: str) -> bytes:
    """The archive as it was behind the last event of this type."""
    trail, end = Trail(), 0
    for passed in trail.follow(io.BytesIO(made.archive)):
        end = trail.length if passed.type == kind else end
    return made.archive[:end]


def ending(archive: bytes) -> EndingBox:
    box = EndingBox(engine=ENGINE, coins=source("coins"))
    box.follow(io.BytesIO(archive))
    return box


def report_of(archive: bytes) -> ArchiveReport:
    return ENGINE.verify_archive(archive, coins=source("coins"), finished=False)


def test_the_end_written_without_ballots_is_the_one_of_the_box_that_holds_them(made: Made) -> None:
    cast = up_to(made, chain.BALLOT)
    box, whole = ending(cast), Box.resume(cast, engine=ENGINE, coins=source("coins"))
    end = box.end_ballots()
    assert end == whole.end_ballots()
    report = verify(cast + end.chunk, finished=False)  # by both engines
    tally = box.append_tally_of(report)
    assert tally == whole.append_tally()
    closed = report_of(cast + end.chunk + tally.chunk)
    for key in made.private_keys:
        part = decrypt_tally(report=closed, private_key=key, draw=made.draw)
        assert box.append_decryption(part) == whole.append_decryption(part)
    assert box.append_result() == whole.append_result()
    numbers = (box.n_ballots, box.n_counted, box.total_weight, box.results)
    assert numbers == (whole.n_ballots, whole.n_counted, whole.total_weight, whole.results)


@pytest.mark.parametrize("kind", [chain.SETUP, chain.BALLOT, chain.END_BALLOTS, chain.ENCRYPTED_TALLY, chain.RESULT])
def test_an_archive_read_without_its_ballots_stands_where_the_whole_one_does(made: Made, kind: str) -> None:
    archive = up_to(made, kind)
    box, whole = ending(archive), Box.resume(archive, engine=ENGINE, coins=source("coins"))
    assert (box.head, box.n_events, box.stage, box.n_ballots) == (
        whole.head,
        whole.n_events,
        whole.stage,
        whole.n_ballots,
    )
    assert (box.tally, box.tally_hash, box.results) == (whole.tally, whole.tally_hash, whole.results)
    assert (box.length, box.setup.election) == (len(archive), whole.setup.election)
    assert tuple(box.setup.credentials) == tuple(whole.setup.credentials)


def test_it_takes_no_ballots_and_says_no_numbers_that_it_does_not_know(made: Made) -> None:
    box = ending(up_to(made, chain.SETUP))
    with pytest.raises(PollClosed):
        box.append_ballot(made.ballots[0])
    box.end_ballots()
    with pytest.raises(NothingToDecrypt):
        _ = box.n_counted
    with pytest.raises(NothingToDecrypt):
        box.append_tally()


def test_a_tally_comes_only_from_a_report_of_this_very_archive_when_it_is_ended(made: Made) -> None:
    cast, ended = up_to(made, chain.BALLOT), up_to(made, chain.END_BALLOTS)
    with pytest.raises(HeadDiffers):
        ending(ended).append_tally_of(report_of(cast))
    with pytest.raises(EventOrderWrong):
        ending(cast).append_tally_of(report_of(cast))


def test_memory_does_not_grow_with_the_ballots(made: Made) -> None:
    file = io.BytesIO(up_to(made, chain.SETUP))
    Trail().to_the_end(file).append(file, made.ballots[:1] * 500)
    tracemalloc.start()
    try:
        box = EndingBox(engine=ENGINE, coins=source("coins"))
        box.follow(file)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert box.n_ballots == 500
    assert most < 30 * len(made.ballots[0])


def test_who_voted_is_counted_once_without_a_tally(made: Made) -> None:
    assert count_voters(io.BytesIO(up_to(made, chain.BALLOT))) == 2
    assert count_voters(io.BytesIO(up_to(made, chain.SETUP))) == 0
