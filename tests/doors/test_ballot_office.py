"""A poll in units from the frozen roll to its count, by the functions behind `hustings ballots …`."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hustings.core.ballots.credentials import make_credential, write_credential_file
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.merged import decrypt_product, sealed_unit
from hustings.core.ballots.trustee_part import decrypt_tally
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.ballots.units import UnitsWrong
from hustings.core.ballots.units_file import read_units, write_units
from hustings.doors.cli import ballot_files as files
from hustings.doors.cli import ballot_office as office
from hustings.ground.clock import iso
from hustings.rooms.ballots.queries import archive_of, poll_of
from hustings.rooms.roll.actions import freeze_snapshot
from tests.doors import house
from tests.doors.house import CYCLE

pytestmark = pytest.mark.django_db

DRAW = random.Random(31).randbytes
ANSWERS = ["Dana Reyes", "Ben Okafor"]
FROZEN = datetime(2031, 5, 2, 12, tzinfo=UTC)
OPENS, CLOSES = FROZEN + timedelta(days=7), FROZEN + timedelta(days=21)
WHO = {"cycle": CYCLE, "account": "eli"}
POLL = {**WHO, "poll": "POLL-S1"}


def verified(unit: str):
    return ENGINE.verify_archive(archive_of(cycle=CYCLE, poll="POLL-S1", unit=unit), coins=DRAW, finished=False)


@pytest.fixture
def planned(tmp_path, settings):
    """The file of units of the frozen roll."""
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    house.polled(tmp_path)
    house.set_clock(FROZEN)
    freeze_snapshot(cycle=CYCLE, actor=house.ALL, at=house.at())
    return read_units(write_units(office.plan_units(**WHO, least=1)))


def vote(folder, unit: str, election: str, secret: str) -> None:
    """With the credential's file alone: it says which unit's box the ballot goes to."""
    held = folder / f"{unit}.json"
    held.write_bytes(write_credential_file(election=election, credential=secret))
    setup = office.setup_of(cycle=CYCLE, poll="POLL-S1", uuid=files.election_of(held))
    ballot = files.make_ballot(setup=setup, credential_file=held, answer="1", draw=DRAW)
    office.take_ballot(cycle=CYCLE, poll="POLL-S1", ballot=ballot)


def part_of(units: tuple[str, ...], private_key: str) -> bytes:
    """What a trustee hands in."""
    reports = [verified(unit) for unit in units]
    if len(units) == 1:
        return files.write_decryption(decrypt_tally(report=reports[0], private_key=private_key, draw=DRAW))
    return decrypt_product([sealed_unit(report) for report in reports], private_key=private_key, draw=DRAW)


def test_a_poll_in_units_goes_from_the_roll_through_all_offices_to_its_count(planned, tmp_path):
    assert len(planned.units) > 1
    elections = planned.uuids
    made = {
        unit.code: [make_credential(uuid=elections[unit.code], draw=DRAW) for _ in range(unit.n_eligible)]
        for unit in planned.units
    }
    lists = [files.PublicList(elections[unit], tuple(each.public for each in own)) for unit, own in made.items()]
    keys = [make_trustee_key(draw=DRAW) for _ in range(2)]
    told = {"question": "Whom?", "answers": ANSWERS, "times": (iso(OPENS), iso(CLOSES))} | WHO
    told |= {"trustees": [key.trustee for key in keys]}
    with pytest.raises(office.ListsDiffer):
        office.declare(**told, lists=lists[1:], planned=planned)
    with pytest.raises(UnitsWrong):
        office.declare(**told, lists=lists, planned=replace(planned, minimum=1))
    code, archives = office.declare(**told, lists=lists[::-1], planned=planned)
    assert (code, [digest for _, digest in archives]) == ("POLL-S1", [each.digest for each in lists])
    house.set_clock(OPENS)
    for unit, own in made.items():
        vote(tmp_path, unit, elections[unit], own[0].secret)
    house.set_clock(CLOSES)
    office.close(**POLL)
    for units in poll_of(cycle=CYCLE, poll="POLL-S1").sums:
        for number, key in enumerate(keys, 1):
            part = tmp_path / f"part-{number}-{units[0]}"
            part.write_bytes(part_of(units, key.private_key))
            assert office.take_part(**POLL, file=part) == (number, units)
    assert office.count(**POLL) == {"Dana Reyes": len(planned.units), "Ben Okafor": 0}
