"""The secret poll from its declaration to its count."""

import random
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.engine import Credential, TrusteeKeyPair
from hustings.core.ballots.reference import ENGINE
from hustings.core.ballots.refusals import DecryptionsMissing, IdenticalBallot, UnknownCredential
from hustings.core.ballots.trustee_part import decrypt_tally
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.canonical import sha256_hex
from hustings.core.chain import Entry
from hustings.core.values import Actor, Role
from hustings.ground.record.models import Payload
from hustings.ground.record.queries import publishable_entries
from hustings.ground.record.refusals import NotAllowed
from hustings.rooms.ballots.actions import (
    change_field,
    close_poll,
    count_poll,
    declare_poll,
    publish_head,
    take_decryption,
)
from hustings.rooms.ballots.box import box_path, close_box, open_box, read_box
from hustings.rooms.ballots.closing import close_boxes, row_to_close
from hustings.rooms.ballots.declaring import undivided
from hustings.rooms.ballots.intake import cast
from hustings.rooms.ballots.queries import archive_of, poll_of, public_files
from hustings.rooms.ballots.refusals import NotAField, PollNotOpen, PollState, TooFewTrustees

DRAW = random.Random(7).randbytes
OPENS = datetime(2031, 7, 1, 12, 0, tzinfo=UTC)
CLOSES = datetime(2031, 7, 15, 12, 0, tzinfo=UTC)
DURING = OPENS + timedelta(days=1)
ANSWERS = ("Alma Reyes", "Bo Lindqvist", "No endorsement")
OFFICER = Actor("election-1", frozenset({Role.ELECTION_OFFICER}))

Declared = tuple[str, list[Credential], list[TrusteeKeyPair]]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)


@pytest.fixture
def poll(hearing: str) -> Declared:
    uuid = make_uuid(draw=DRAW)
    keys = [make_trustee_key(draw=DRAW) for _ in range(2)]
    credentials = [make_credential(uuid=uuid, draw=DRAW) for _ in range(5)]
    code = declare_poll(
        cycle=hearing,
        question="Whom should we endorse?",
        answers=ANSWERS,
        opens_at=OPENS,
        closes_at=CLOSES,
        trustees=[key.trustee for key in keys],
        units=undivided(uuid=uuid, credentials=[credential.public for credential in credentials]),
        actor=OFFICER,
        at=OPENS,
    )
    return code, credentials, keys


def vote(cycle: str, poll: str, credential: Credential, answer: int) -> bytes:
    with open_box(box_path(cycle=cycle, poll=poll, unit="U01")) as opened:
        election = opened.box.setup.election
    choices = [[int(place == answer) for place in range(len(ANSWERS))]]
    return ENGINE.make_ballot(election=election, credential=credential.secret, choices=choices, draw=DRAW)


def last(cycle: str) -> Entry:
    return publishable_entries(cycle=cycle)[-1]


def test_a_whole_poll_counts_the_last_ballot_of_every_credential(poll, hearing):
    code, credentials, keys = poll
    ballots = [vote(hearing, code, credentials[voter], answer) for voter, answer in [(0, 0), (1, 0), (2, 1), (0, 2)]]
    receipts = list(cast(cycle=hearing, poll=code, unit="U01", ballots=ballots, at=DURING))
    assert [receipt.replaces for receipt in receipts] == [False, False, False, True]
    close_poll(cycle=hearing, poll=code, actor=OFFICER, at=CLOSES)
    for key in keys:
        report = ENGINE.verify_archive(archive_of(cycle=hearing, poll=code, unit="U01"), coins=DRAW, finished=False)
        part = decrypt_tally(report=report, private_key=key.private_key, draw=DRAW, at_least=3)
        take_decryption(cycle=hearing, poll=code, unit="U01", part=part, actor=OFFICER, at=CLOSES)
    assert count_poll(cycle=hearing, poll=code, actor=OFFICER, at=CLOSES) == dict(zip(ANSWERS, (1, 1, 1), strict=True))
    archive = archive_of(cycle=hearing, poll=code, unit="U01")
    body = last(hearing).body
    assert (body["counts"], body["n_ballots"], body["n_counted"]) == ([1, 1, 1], 4, 3)
    assert body["sums"] == [{"units": ["U01"], "n_counted": 3, "counts": [1, 1, 1]}]
    assert body["units"] == [
        {
            "unit": "U01",
            "n_ballots": 4,
            "n_counted": 3,
            "head": body["head"],
            "archive": f"polls/{code}-U01.bel",
            "archive_digest": sha256_hex(archive),
        }
    ]
    assert ENGINE.verify_archive(archive, expected_head=body["head"], coins=DRAW).holds
    assert public_files(cycle=hearing, poll=code).keys() == {f"polls/{code}-U01.bel", f"polls/{code}-U01.proofs.json"}


def test_casting_leaves_no_trace_in_the_database(poll, hearing):
    code, credentials, _ = poll
    before = Payload.objects.count()
    list(cast(cycle=hearing, poll=code, unit="U01", ballots=[vote(hearing, code, credentials[0], 1)], at=DURING))
    assert Payload.objects.count() == before
    assert credentials[0].public not in "".join(Payload.objects.values_list("text", flat=True))


def test_the_head_is_published_with_the_number_of_ballots(poll, hearing):
    code, credentials, _ = poll
    list(cast(cycle=hearing, poll=code, unit="U01", ballots=[vote(hearing, code, credentials[0], 1)], at=DURING))
    head = publish_head(cycle=hearing, poll=code, actor=OFFICER, at=DURING)
    units = [{"unit": "U01", "head": head, "n_ballots": 1}]
    assert last(hearing).body == {"poll": code, "head": head, "n_ballots": 1, "moment": "running", "units": units}


@pytest.mark.parametrize("at", [OPENS - timedelta(seconds=1), CLOSES])
def test_a_vote_before_opening_or_after_closing_is_refused(poll, hearing, at):
    code, credentials, _ = poll
    with pytest.raises(PollNotOpen):
        list(cast(cycle=hearing, poll=code, unit="U01", ballots=[vote(hearing, code, credentials[0], 0)], at=at))


def test_the_same_ballot_twice_and_a_stranger_are_refused_and_the_box_stays_whole(poll, hearing):
    code, credentials, _ = poll
    ballot = vote(hearing, code, credentials[0], 0)
    with pytest.raises(IdenticalBallot):
        list(cast(cycle=hearing, poll=code, unit="U01", ballots=[ballot, ballot], at=DURING))
    stranger = make_credential(uuid=poll_of(cycle=hearing, poll=code).units[0].uuid, draw=DRAW)
    with pytest.raises(UnknownCredential):
        list(cast(cycle=hearing, poll=code, unit="U01", ballots=[vote(hearing, code, stranger, 0)], at=DURING))
    report = ENGINE.verify_archive(archive_of(cycle=hearing, poll=code, unit="U01"), coins=DRAW, finished=False)
    assert (report.holds, report.n_ballots) == (True, 1)


@pytest.mark.parametrize("cut", [1, 511, 512, 2000])
def test_a_ballot_half_written_by_a_crash_is_cut_off_and_the_others_stay(poll, hearing, cut):
    code, credentials, _ = poll
    list(cast(cycle=hearing, poll=code, unit="U01", ballots=[vote(hearing, code, credentials[0], 0)], at=DURING))
    path = box_path(cycle=hearing, poll=code, unit="U01")
    whole = path.read_bytes()
    list(cast(cycle=hearing, poll=code, unit="U01", ballots=[vote(hearing, code, credentials[1], 0)], at=DURING))
    path.write_bytes(path.read_bytes()[: len(whole) + cut])
    with open_box(path) as opened:
        assert opened.box.n_ballots == 1
    assert path.read_bytes() == whole


def test_a_poll_is_not_closed_before_its_time_nor_counted_without_its_trustees(poll, hearing):
    code, credentials, _ = poll
    ballots = [vote(hearing, code, credential, 0) for credential in credentials[:2]]
    list(cast(cycle=hearing, poll=code, unit="U01", ballots=ballots, at=DURING))
    with pytest.raises(PollState):
        close_poll(cycle=hearing, poll=code, actor=OFFICER, at=DURING)
    with pytest.raises(PollState):
        count_poll(cycle=hearing, poll=code, actor=OFFICER, at=CLOSES)
    close_poll(cycle=hearing, poll=code, actor=OFFICER, at=CLOSES)
    with pytest.raises(DecryptionsMissing):
        count_poll(cycle=hearing, poll=code, actor=OFFICER, at=CLOSES)


def test_whoever_may_not_close_a_poll_or_not_yet_ends_no_box(poll, hearing):
    code, _, _ = poll
    with pytest.raises(NotAllowed):
        close_poll(cycle=hearing, poll=code, actor=Actor("member-1", frozenset({Role.MEMBER})), at=CLOSES)
    with pytest.raises(PollState):
        close_poll(cycle=hearing, poll=code, actor=OFFICER, at=DURING)
    with open_box(box_path(cycle=hearing, poll=code, unit="U01")) as opened:
        assert opened.takes_ballots


def test_a_poll_that_becomes_void_while_its_box_is_judged_gets_no_tally(poll, hearing):
    code, credentials, _ = poll
    list(cast(cycle=hearing, poll=code, unit="U01", ballots=[vote(hearing, code, credentials[0], 1)], at=DURING))
    moments = iter(["of the end", "of the tally"])

    @contextmanager
    def while_it_may():
        if next(moments) == "of the tally":
            void = {"candidate": "CAND-1", "rule": "void", "words": "The rulebook voids it."}
            change_field(cycle=hearing, poll=code, actor=OFFICER, at=CLOSES, **void)
        yield row_to_close(cycle=hearing, poll=code, at=CLOSES, lock=True)

    path = box_path(cycle=hearing, poll=code, unit="U01")
    with pytest.raises(PollState, match="void"):
        close_box(path, while_it_may=while_it_may)
    with pytest.raises(PollState, match="void"):
        close_poll(cycle=hearing, poll=code, actor=OFFICER, at=CLOSES)
    assert read_box(path).stage == "EndBallots"
    assert last(hearing).body["units"][0]["archive_digest"] == sha256_hex(path.read_bytes())


def test_the_closing_finds_the_boxes_closed_and_only_puts_them_on_the_record(poll, hearing):
    code, credentials, _ = poll
    list(cast(cycle=hearing, poll=code, unit="U01", ballots=[vote(hearing, code, credentials[0], 1)], at=DURING))
    close_boxes(cycle=hearing, poll=code, actor=OFFICER, at=CLOSES)
    path = box_path(cycle=hearing, poll=code, unit="U01")
    closed = path.read_bytes()
    assert (read_box(path).stage, last(hearing).verb) == ("EncryptedTally", "ballot.declared")
    head = close_poll(cycle=hearing, poll=code, actor=OFFICER, at=CLOSES)
    assert path.read_bytes() == closed
    unit = {"unit": "U01", "head": read_box(path).head, "n_ballots": 1, "n_counted": 1}
    assert last(hearing).body == {"poll": code, "head": head, "n_ballots": 1, "moment": "closing", "units": [unit]}


def test_one_trustee_is_not_enough(hearing):
    key = make_trustee_key(draw=DRAW)
    with pytest.raises(TooFewTrustees):
        declare_poll(
            cycle=hearing,
            question="Whom?",
            answers=ANSWERS,
            opens_at=OPENS,
            closes_at=CLOSES,
            trustees=[key.trustee],
            units=undivided(uuid=make_uuid(draw=DRAW), credentials=[]),
            actor=OFFICER,
            at=OPENS,
        )


def test_a_voided_poll_takes_no_more_ballots_and_its_archive_stays(poll, hearing):
    code, credentials, _ = poll
    change_field(
        cycle=hearing,
        poll=code,
        candidate="CAND-1",
        rule="void",
        words="The rulebook voids it.",
        actor=OFFICER,
        at=DURING,
    )
    with pytest.raises(PollNotOpen):
        list(cast(cycle=hearing, poll=code, unit="U01", ballots=[vote(hearing, code, credentials[0], 0)], at=DURING))
    assert archive_of(cycle=hearing, poll=code, unit="U01")
    with pytest.raises(NotAField):
        change_field(cycle=hearing, poll=code, candidate="CAND-1", rule="shrug", words="", actor=OFFICER, at=DURING)
