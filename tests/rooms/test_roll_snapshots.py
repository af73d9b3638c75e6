"""The roll on the record date: who may vote, and for each of the others why not."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.values import Actor, Role, Source
from hustings.ground.record.queries import publishable_entries
from hustings.ground.record.refusals import NotAllowed, WrongPhase
from hustings.rooms.roll.actions import EligibilityRule, Imported, freeze_snapshot, import_roll, report_membership
from hustings.rooms.roll.merging import merge_small
from hustings.rooms.roll.models import Member, Snapshot, SnapshotMember
from hustings.rooms.roll.queries import (
    Elector,
    Electorate,
    Eligibility,
    digest_of,
    electorate_by_local,
    eligibility_of,
    eligible_numbers,
    hand_over,
    local_of,
    snapshot_of,
)
from hustings.rooms.roll.refusals import (
    AlreadyFrozen,
    NoSnapshot,
    NoSuchLocal,
    NotOnTheRoll,
    NotTheRecordDate,
    RecordDateAhead,
    RollEmpty,
    RuleUnclear,
    SnapshotDamaged,
)
from tests.rooms.rolls import MEMBERS, write_roll

AFTER = datetime(2031, 5, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def officer() -> Actor:
    return Actor("election-1", frozenset({Role.ELECTION_OFFICER}))


@pytest.fixture
def loaded(house: str, tmp_path: Path, officer: Actor, at: datetime) -> Imported:
    return import_roll(**write_roll(tmp_path), actor=officer, at=at)


def numbers() -> list[str]:
    return sorted(Member.objects.values_list("number", flat=True))


@pytest.fixture
def frozen(called: str, loaded: Imported, officer: Actor) -> str:
    return freeze_snapshot(cycle=called, actor=officer, at=AFTER)


def test_everybody_gets_a_reason(called: str, frozen: str, officer: Actor) -> None:
    judged = {one: eligibility_of(cycle=called, number=one, actor=officer).reason for one in numbers()}
    assert judged == {
        "0001": "",
        "0002": "dues not paid",
        "0003": "retired",
        "0004": "joined too late",
        "0005": "",
        "0006": "fee payer",
    }
    assert eligibility_of(cycle=called, number="0005", actor=officer) == Eligibility("0005", "L-2", True, "")


def test_the_record_says_how_many_may_vote_and_binds_the_list(called: str, frozen: str, officer: Actor) -> None:
    payload = publishable_entries(cycle=called)[-1].payload
    assert payload is not None
    assert payload["verb"] == "snapshot.frozen"
    kept = Snapshot.objects.get()
    assert payload["body"] == {
        "snapshot": "SNAP-1",
        "record_on": "2031-05-01",
        "rule": {"statuses": ["active"], "paid_up": True, "joined_by": "2031-05-01"},
        "n_members": 6,
        "n_eligible": 2,
        "n_not_eligible": {"other reasons": 4},
        "by_local": {"smaller locals": 2},
        "digest": hashlib.sha256(bytes.fromhex(kept.salt) + b"0001\n0005\n").hexdigest(),
    }
    assert snapshot_of(cycle=called).digest == kept.digest


def test_the_election_officer_gets_the_list_and_others_do_not(called: str, frozen: str, officer: Actor) -> None:
    assert eligible_numbers(cycle=called, actor=officer) == ("0001", "0005")
    for role in (Role.DIRECTOR, Role.BOARD, Role.TELLER, Role.MEMBER):
        with pytest.raises(NotAllowed):
            eligible_numbers(cycle=called, actor=Actor("x", frozenset({role})))


def test_a_member_may_ask_about_herself_only(called: str, frozen: str) -> None:
    member = Actor("m", frozenset({Role.MEMBER}), scope="0002")
    assert eligibility_of(cycle=called, number="0002", actor=member).reason == "dues not paid"
    with pytest.raises(NotAllowed):
        eligibility_of(cycle=called, number="0001", actor=member)
    with pytest.raises(NotAllowed):
        eligibility_of(cycle=called, number="", actor=Actor("d", frozenset({Role.DIRECTOR})))


def test_somebody_who_was_not_on_the_roll_is_not_in_the_snapshot(called: str, frozen: str, officer: Actor) -> None:
    with pytest.raises(NotOnTheRoll):
        eligibility_of(cycle=called, number="0007", actor=officer)


def test_a_list_that_somebody_changed_is_not_handed_out(called: str, frozen: str, officer: Actor) -> None:
    SnapshotMember.objects.filter(number="0002").update(reason="")
    with pytest.raises(SnapshotDamaged):
        eligible_numbers(cycle=called, actor=officer)


def test_the_credential_office_gets_who_may_vote_with_what_it_checks_them_by(
    called: str, frozen: str, officer: Actor
) -> None:
    Member.objects.filter(number="0005").delete()
    handed = hand_over(cycle=called, actor=officer)
    assert list(handed.electors) == [Elector("0001", "L-1", "m1@members.example"), Elector("0005", "L-2", "")]
    assert (handed.snapshot, handed.digest) == (frozen, snapshot_of(cycle=called).digest)
    assert digest_of(handed.salt, ["0001", "0005"]) == handed.digest
    SnapshotMember.objects.filter(number="0005").update(reason="retired")
    with pytest.raises(SnapshotDamaged):
        hand_over(cycle=called, actor=officer)


def test_the_electorate_by_local_is_exact_for_staff(called: str, frozen: str, officer: Actor) -> None:
    assert electorate_by_local(cycle=called, actor=officer) == (
        Electorate("L-1", 3, 1),
        Electorate("L-2", 2, 1),
        Electorate("L-3", 1, 0),
    )
    with pytest.raises(NotAllowed):
        electorate_by_local(cycle=called, actor=Actor("m", frozenset({Role.MEMBER})))


def test_a_later_import_leaves_the_snapshot_alone(called: str, frozen: str, tmp_path: Path, officer: Actor) -> None:
    later = MEMBERS.replace("0001,L-1,OH,active", "0001,L-2,OH,retired")
    import_roll(**write_roll(tmp_path, later), actor=officer, at=AFTER)
    assert eligible_numbers(cycle=called, actor=officer) == ("0001", "0005")
    assert eligibility_of(cycle=called, number="0001", actor=officer).local == "L-1"


def test_the_rule_is_an_argument(called: str, loaded: Imported, officer: Actor) -> None:
    rule = EligibilityRule(statuses=("active", "retired"), paid_up=False, n_days_member=30)
    freeze_snapshot(cycle=called, rule=rule, actor=officer, at=AFTER)
    assert eligible_numbers(cycle=called, actor=officer) == ("0001", "0002", "0003")
    assert snapshot_of(cycle=called).rule["joined_by"] == "2031-04-01"


@pytest.mark.parametrize("wrong", [{"statuses": ()}, {"statuses": ("Active",)}, {"n_days_member": -1}])
def test_an_unclear_rule_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(RuleUnclear):
        replace(EligibilityRule(), **wrong)  # type: ignore[arg-type]


def test_a_snapshot_is_made_once_on_the_record_date_of_a_called_cycle(
    cycle: str, called: str, loaded: Imported, officer: Actor, director: Actor, at: datetime
) -> None:
    with pytest.raises(RecordDateAhead):
        freeze_snapshot(cycle=called, actor=officer, at=at)
    with pytest.raises(NotTheRecordDate):
        freeze_snapshot(cycle=called, record_on=date(2031, 5, 2), actor=officer, at=AFTER)
    with pytest.raises(NoSnapshot):
        snapshot_of(cycle=called)
    with pytest.raises(NotAllowed):
        freeze_snapshot(cycle=called, actor=director, at=AFTER)
    freeze_snapshot(cycle=called, record_on=date(2031, 5, 1), actor=officer, at=AFTER)
    with pytest.raises(AlreadyFrozen):
        freeze_snapshot(cycle=called, actor=officer, at=AFTER)


def test_a_cycle_that_is_not_called_or_is_closed_has_no_snapshot(cycle: str, loaded: Imported, officer: Actor) -> None:
    with pytest.raises(WrongPhase):
        freeze_snapshot(cycle=cycle, actor=officer, at=AFTER)


def test_an_empty_roll_cannot_be_frozen(called: str, officer: Actor) -> None:
    with pytest.raises(RollEmpty):
        freeze_snapshot(cycle=called, actor=officer, at=AFTER)


def test_a_membership_reported_by_a_source_is_public(called: str, director: Actor, at: datetime) -> None:
    source = Source("Harbor Times", "2031-02-01")
    report_membership(
        cycle=called, on="2031", n_members=1_300_000, what="states its size", sources=[source], actor=director, at=at
    )
    payload = publishable_entries(cycle=called)[-1].payload
    assert payload is not None
    assert payload["body"] == {
        "on": "2031",
        "n_members": 1_300_000,
        "what": "states its size",
        "sources": [{"outlet": "Harbor Times", "day": "2031-02-01"}],
    }


def test_a_local_that_the_roll_does_not_have_is_refused(loaded: Imported, officer: Actor) -> None:
    with pytest.raises(NoSuchLocal):
        local_of(local="L-9", actor=officer)
    assert local_of(local="L-3", actor=officer).n_members == 1


def test_small_counts_stand_together() -> None:
    assert merge_small({"a": 40, "b": 4, "c": 9, "d": 30}, together="smaller") == {"a": 40, "d": 30, "smaller": 13}


def test_a_single_small_count_takes_the_next_one_with_it() -> None:
    assert merge_small({"a": 40, "b": 4, "d": 30}, together="smaller") == {"a": 40, "smaller": 34}


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(0, 40)), st.integers(1, 20))
def test_merging_keeps_the_sum_and_shows_nothing_small(small: dict[str, int], minimum: int) -> None:
    merged = merge_small(small, together="smaller locals", minimum=minimum)
    assert sum(merged.values()) == sum(small.values())
    assert all(number >= minimum for key, number in merged.items() if key != "smaller locals")
    if "smaller locals" in merged:
        n_hidden = len(small) - (len(merged) - 1)
        assert n_hidden >= 2 or len(small) == 1
        assert merged["smaller locals"] >= minimum or len(merged) == 1
