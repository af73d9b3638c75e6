"""A poll in units: what is opened alone, what only together, what never, and what happens when the field changes."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.engine import Credential, TrusteeKeyPair
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.merged import decrypt_product, sealed_unit
from hustings.core.ballots.refusals import DecryptionsMissing, OwnerTwice, PollClosed
from hustings.core.ballots.trustee_part import decrypt_tally
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.ballots.units import Unit, UnitsWrong, poll_head
from hustings.core.bundle import build
from hustings.core.values import Actor, Role
from hustings.core.verify import verify
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.ballots.actions import (
    change_field,
    close_poll,
    count_poll,
    declare_poll,
    keep_closed,
    publish_head,
    take_decryption,
    take_merged_part,
)
from hustings.rooms.ballots.declaring import UnitSetup, undivided
from hustings.rooms.ballots.intake import cast
from hustings.rooms.ballots.queries import archive_of, poll_of, public_files
from hustings.rooms.ballots.refusals import (
    CredentialInTwoUnits,
    DeclaredTooLate,
    EnoughBallots,
    NotToBeReopened,
    PollNotOpen,
    PollState,
    SameAsBefore,
    TooFewBallots,
    TooManyCredentials,
    UnitSealed,
)
from tests.core.bundles import failing, rewritten
from tests.core.test_verify import at

DRAW = random.Random(23).randbytes
OPENS = datetime(2031, 7, 1, 12, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=14)
ANSWERS = ("Dana Reyes", "Ben Okafor", "No endorsement")
OFFICER = Actor("election-1", frozenset({Role.ELECTION_OFFICER}))
SIZES = (3, 2, 2)
KEYS = [make_trustee_key(draw=DRAW) for _ in range(2)]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)


@dataclass
class Held:
    """A poll with what the trustees and the credential office keep."""

    cycle: str
    units: list[UnitSetup]
    credentials: list[list[Credential]]
    keys: list[TrusteeKeyPair]
    code: str = "POLL-S1"

    def vote(self, unit: int, *answers: int) -> None:
        """One voter of the unit after the other, each for the answer at this place."""
        code = f"U{unit:02}"
        election = self.report(code).expect_setup().election
        for credential, answer in zip(self.credentials[unit - 1], answers, strict=False):
            choices = [[int(place == answer) for place in range(len(election.questions[0].answers))]]
            ballot = ENGINE.make_ballot(election=election, credential=credential.secret, choices=choices, draw=DRAW)
            list(cast(cycle=self.cycle, poll=self.code, unit=code, ballots=[ballot], at=OPENS))

    def report(self, unit: str):
        archive = archive_of(cycle=self.cycle, poll=self.code, unit=unit)
        return ENGINE.verify_archive(archive, coins=DRAW, finished=False)

    def close(self) -> tuple[tuple[str, ...], ...]:
        close_poll(cycle=self.cycle, poll=self.code, actor=OFFICER, at=CLOSES)
        return poll_of(cycle=self.cycle, poll=self.code).sums

    def open_alone(self, unit: str) -> None:
        report = self.report(unit)
        for key in self.keys:
            part = decrypt_tally(report=report, private_key=key.private_key, draw=DRAW)
            take_decryption(cycle=self.cycle, poll=self.code, unit=unit, part=part, actor=OFFICER, at=CLOSES)

    def open_together(self, *units: str) -> None:
        sealed = [sealed_unit(self.report(unit)) for unit in units]
        for key in self.keys:
            part = decrypt_product(sealed, private_key=key.private_key, draw=DRAW)
            take_merged_part(cycle=self.cycle, poll=self.code, units=units, part=part, actor=OFFICER, at=CLOSES)

    def count(self) -> dict[str, int]:
        return count_poll(cycle=self.cycle, poll=self.code, actor=OFFICER, at=CLOSES)


def setups(sizes: Sequence[int] = SIZES) -> tuple[list[UnitSetup], list[list[Credential]]]:
    """Units whose neighbour is the next, the last one's the one before it, with their credentials."""
    units, held = [], []
    for place, size in enumerate(sizes, 1):
        uuid = make_uuid(draw=DRAW)
        held.append([make_credential(uuid=uuid, draw=DRAW) for _ in range(size)])
        neighbour = place + 1 if place < len(sizes) else place - 1
        unit = Unit(f"U{place:02}", f"Local {place}", size, (f"L-{place}",), f"U{neighbour:02}")
        units.append(UnitSetup(unit, uuid, [each.public for each in held[-1]]))
    return units, held


def declare(cycle: str, units: Sequence[UnitSetup], *, answers: Sequence[str] = ANSWERS, **told: object) -> str:
    given = {"opens_at": OPENS, "closes_at": CLOSES, "at": OPENS - timedelta(days=7)} | told
    return declare_poll(
        cycle=cycle,
        question="Whom should we endorse?",
        answers=answers,
        trustees=[key.trustee for key in KEYS],
        units=units,
        actor=OFFICER,
        **given,
    )


@pytest.fixture
def poll(hearing: str) -> Held:
    units, held = setups()
    declare(hearing, units, least_eligible=2)
    return Held(hearing, units, held, KEYS)


def last(cycle: str):
    return publishable_entries(cycle=cycle)[-1].body


def judged(cycle: str, poll: str = "POLL-S1"):
    """The verdict on the bundle, and the checks about the poll that hold."""
    data = build(publishable_entries(cycle=cycle), public_files(cycle=cycle, poll=poll))
    report = verify(data, coins=DRAW, engine=ENGINE)
    return report.holds, [check.name for check in report.checks if check.name.startswith("POLL")]


def test_units_stand_on_the_record_before_the_poll_opens(poll):
    declared = last(poll.cycle)
    assert (declared["minimum"], declared["least_eligible"], declared["n_credentials"]) == (2, 2, 7)
    told = [[unit[key] for key in ("code", "name", "neighbour", "locals_in")] for unit in declared["units"]]
    assert told == [
        ["U01", "Local 1", "U02", ["L-1"]],
        ["U02", "Local 2", "U03", ["L-2"]],
        ["U03", "Local 3", "U02", ["L-3"]],
    ]
    assert len({unit["fingerprint"] for unit in declared["units"]}) == 3
    holders = declared["trustees"]
    assert (declared["n_needed"], declared["n_trustees"], [each["threshold"] for each in holders]) == (2, 2, [1, 1])


def test_large_units_are_opened_alone_and_their_sum_is_the_result(poll):
    for unit, votes in ((1, (0, 0, 1)), (2, (2, 2)), (3, (0, 1))):
        poll.vote(unit, *votes)
    publish_head(cycle=poll.cycle, poll="POLL-S1", actor=OFFICER, at=OPENS)
    heads = [(unit["unit"], unit["head"]) for unit in last(poll.cycle)["units"]]
    assert last(poll.cycle)["head"] == poll_head(heads)
    assert poll.close() == (("U01",), ("U02",), ("U03",))
    for unit in ("U01", "U02", "U03"):
        poll.open_alone(unit)
    assert poll.count() == dict(zip(ANSWERS, (3, 2, 2), strict=True))
    assert [each["counts"] for each in last(poll.cycle)["sums"]] == [[2, 1, 0], [0, 0, 2], [1, 1, 0]]
    assert judged(poll.cycle)[0]


def test_a_small_unit_and_its_neighbour_stay_closed_and_only_their_sum_is_opened(poll):
    poll.vote(1, 0, 0, 1)
    poll.vote(2, 0)
    poll.vote(3, 2, 2)
    assert poll.close() == (("U01",), ("U02", "U03"))
    with pytest.raises(UnitSealed):
        poll.open_alone("U03")
    with pytest.raises(UnitSealed):
        poll.open_together("U01", "U02")
    poll.open_alone("U01")
    with pytest.raises(DecryptionsMissing):
        poll.count()
    poll.open_together("U02", "U03")
    with pytest.raises(OwnerTwice):
        poll.open_together("U02", "U03")
    assert poll.count() == dict(zip(ANSWERS, (3, 1, 2), strict=True))
    alone, together = last(poll.cycle)["sums"]
    assert alone == {"units": ["U01"], "n_counted": 3, "counts": [2, 1, 0]}
    assert (together["units"], together["n_counted"], together["counts"]) == (["U02", "U03"], 3, [1, 0, 2])
    assert together["merged"] == "polls/POLL-S1-U02.merged.json"
    assert {poll.report(unit).stage for unit in ("U02", "U03")} == {"EncryptedTally"}
    holds, names = judged(poll.cycle)
    assert holds
    assert [name for name in names if name.endswith(("tally", "closed", "units"))] == [
        "POLL-S1 U01: tally", "POLL-S1 U02: tally", "POLL-S1 U02: closed", "POLL-S1 U03: tally", "POLL-S1 U03: closed",
        "POLL-S1 U02 + U03: merged tally", "POLL-S1: units",
    ]  # fmt: skip
    find_false_claims(poll)


SMALL = {
    "another neighbour": (at("ballot.declared", "units.1.neighbour", "U01"), ["POLL-S1: units"]),
    "another sum": (
        at("ballot.counted", "sums.1.counts", [0, 1, 2]), ["POLL-S1 U02 + U03: merged tally", "POLL-S1: units"]
    ),
    "units opened apart": (at("ballot.counted", "sums.1.units", ["U03"]), ["POLL-S1 U03: finished", "POLL-S1: units"]),
    "another file": (at("ballot.counted", "sums.1.merged_digest", "0" * 64), ["polls"]),
}  # fmt: skip


def find_false_claims(poll: Held) -> None:
    """Each false claim about units that were opened together fails in its check."""
    data = build(publishable_entries(cycle=poll.cycle), public_files(cycle=poll.cycle, poll="POLL-S1"))
    for name, (change, expected) in SMALL.items():
        report = verify(rewritten(data, change), coins=DRAW, engine=ENGINE)
        assert (name, failing(report)) == (name, expected)


def test_a_poll_in_which_too_few_voted_is_kept_closed_and_its_archives_stay(poll):
    poll.vote(2, 1)
    assert poll.close() == ()
    for unit in ("U01", "U02"):
        with pytest.raises(UnitSealed):
            poll.open_alone(unit)
    with pytest.raises(TooFewBallots):
        poll.count()
    assert keep_closed(cycle=poll.cycle, poll="POLL-S1", actor=OFFICER, at=CLOSES) == 1
    assert (last(poll.cycle)["n_counted"], last(poll.cycle)["minimum"]) == (1, 2)
    assert judged(poll.cycle)[0]


def test_a_poll_with_enough_ballots_is_not_kept_closed(poll):
    poll.vote(1, 0, 0)
    poll.close()
    with pytest.raises(EnoughBallots):
        keep_closed(cycle=poll.cycle, poll="POLL-S1", actor=OFFICER, at=CLOSES)


def test_units_that_do_not_fit_are_not_declared(hearing):
    units, _ = setups()
    with pytest.raises(DeclaredTooLate):
        declare(hearing, units, at=OPENS + timedelta(seconds=1))
    with pytest.raises(UnitsWrong):
        declare(hearing, units[1:])
    with pytest.raises(CredentialInTwoUnits):
        declare(hearing, [*units[:2], replace(units[2], credentials=units[0].credentials[:2])])
    with pytest.raises(CredentialInTwoUnits):
        declare(hearing, [*units[:2], replace(units[2], uuid=units[0].uuid)])
    with pytest.raises(TooManyCredentials):
        declare(hearing, undivided(uuid=units[0].uuid, credentials=units[0].credentials, n_eligible=2))


# the field changes


def change(poll: Held, rule: str, at: datetime = OPENS) -> None:
    words = "The rulebook has it so."
    change_field(cycle=poll.cycle, poll="POLL-S1", candidate="CAND-2", rule=rule, words=words, actor=OFFICER, at=at)


def test_a_void_poll_takes_nothing_more_is_never_opened_and_stays_in_the_bundle(poll):
    poll.vote(1, 0)
    change(poll, "void")
    assert [unit["n_ballots"] for unit in last(poll.cycle)["units"]] == [1, 0, 0]
    with pytest.raises(PollNotOpen):
        poll.vote(1, 1)
    with pytest.raises(PollState):
        close_poll(cycle=poll.cycle, poll="POLL-S1", actor=OFFICER, at=CLOSES)
    assert {poll.report(unit).stage for unit in ("U01", "U02", "U03")} == {"EndBallots"}
    holds, names = judged(poll.cycle)
    assert holds
    assert "POLL-S1 U01: closed" in names
    with pytest.raises(PollState):
        change(poll, "keep")


def test_a_poll_that_is_kept_goes_on(poll):
    change(poll, "keep")
    poll.vote(1, 0, 1)
    assert poll.close() == (("U01", "U02", "U03"),)


def test_a_poll_is_opened_again_with_other_answers_and_new_credentials_and_both_are_in_the_bundle(poll):
    poll.vote(1, 0, 1, 1)
    left = [ANSWERS[0], ANSWERS[2]]
    units, held = setups((3,))
    again = undivided(uuid=units[0].uuid, credentials=units[0].credentials)
    with pytest.raises(NotToBeReopened):
        declare(poll.cycle, again, answers=left, reopens="POLL-S1")
    change(poll, "re-open")
    with pytest.raises(SameAsBefore):
        declare(poll.cycle, again, reopens="POLL-S1")
    for repeated in (
        replace(again[0], uuid=poll.units[0].uuid),
        replace(again[0], credentials=poll.units[0].credentials),
    ):
        with pytest.raises(SameAsBefore):
            declare(poll.cycle, [repeated], answers=left, reopens="POLL-S1")
    assert declare(poll.cycle, again, answers=left, reopens="POLL-S1") == "POLL-S2"
    assert last(poll.cycle)["reopens"] == "POLL-S1"
    with pytest.raises(NotToBeReopened):
        declare(poll.cycle, again, answers=left, reopens="POLL-S1")
    second = Held(poll.cycle, list(again), held, KEYS, "POLL-S2")
    second.vote(1, 0, 1, 1)
    assert second.close() == (("U01",),)
    second.open_alone("U01")
    assert second.count() == {"Dana Reyes": 1, "No endorsement": 2}
    files = public_files(cycle=poll.cycle, poll="POLL-S1") | public_files(cycle=poll.cycle, poll="POLL-S2")
    report = verify(build(publishable_entries(cycle=poll.cycle), files), coins=DRAW, engine=ENGINE)
    assert report.holds


def test_a_ballot_that_came_too_late_for_a_stopped_poll_finds_its_box_closed(poll):
    election = poll.report("U01").expect_setup().election
    ballot = ENGINE.make_ballot(
        election=election, credential=poll.credentials[0][0].secret, choices=[[1, 0, 0]], draw=DRAW
    )
    casting = cast(cycle=poll.cycle, poll="POLL-S1", unit="U01", ballots=iter([ballot]), at=OPENS)
    change(poll, "void")
    with pytest.raises((PollNotOpen, PollClosed)):
        next(casting)
