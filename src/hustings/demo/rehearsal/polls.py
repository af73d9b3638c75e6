"""The roll, the straw polls in the locals, and the secret poll with truly encrypted ballots."""

import csv
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from hustings.core.ballots.credentials import make_uuid
from hustings.core.ballots.engine import ArchiveReport
from hustings.core.ballots.engines import ENGINE
from hustings.core.ballots.merged import decrypt_product, sealed_unit
from hustings.core.ballots.trustee_part import decrypt_tally
from hustings.core.ballots.units import LEAST_ELIGIBLE, LocalSize, merge_locals
from hustings.core.ballots.units_file import PlannedUnits
from hustings.core.phases import Phase
from hustings.core.values import Actor, Days
from hustings.demo.rehearsal import credentials
from hustings.demo.rehearsal.credentials import Voter
from hustings.demo.rehearsal.people import CANDIDATES, CYCLE, Stage, day, teller
from hustings.demo.rehearsal.trustees import make_group
from hustings.rooms.ballots.actions import (
    change_field,
    close_poll,
    count_poll,
    declare_poll,
    publish_head,
    record_destroyed_list,
    take_decryption,
    take_merged_part,
)
from hustings.rooms.ballots.declaring import minimum_of
from hustings.rooms.ballots.intake import cast
from hustings.rooms.ballots.queries import archive_of, poll_of
from hustings.rooms.candidates.actions import change_status
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.candidates.statuses import Status as Standing
from hustings.rooms.cycles.actions import move_to_phase
from hustings.rooms.roll.actions import freeze_snapshot, import_roll
from hustings.rooms.roll.columns import Status
from hustings.rooms.roll.generator import make_roll
from hustings.rooms.roll.queries import LocalView, all_locals, electorate_by_local
from hustings.rooms.straw_polls.actions import (
    close_straw_poll,
    confirm_sheet,
    correct_sheet,
    enter_sheet,
    open_straw_poll,
)

NO_ENDORSEMENT = "No endorsement"
ANSWERS = (*(name for name, _ in CANDIDATES), NO_ENDORSEMENT)
WEIGHTS = (37, 26, 13, 8, 5, 11)
N_SHEETS = 40
SEED = 2026
LEAST_PRESENT = 8
N_ASKING = 42

Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class SecretPoll:
    """What the trustees and the credential office hold, each for themselves; here one program plays them all.

    `office`: the credential office's folder. `keys`: the private keys of those trustees who will decrypt.
    """

    code: str
    office: Path
    keys: list[str]


def take_the_roll(stage: Stage, *, n_members: int, folder: Path) -> tuple[str, ...]:
    """Import the roll; the answer is the numbers of some active members, who will ask questions."""
    officer = stage["election-officer"]
    made = make_roll(n_members=n_members, seed=SEED, out=folder / "members.csv", as_of=date(2026, 4, 1))
    import_roll(locals_csv=made.locals_csv, members_csv=made.members_csv, actor=officer, at=day(4, 1))
    with made.members_csv.open(encoding="utf-8", newline="") as file:
        active = (row["member"] for row in csv.DictReader(file) if row["status"] == Status.ACTIVE)
        return tuple(islice(active, N_ASKING))


def hold_straw_polls(stage: Stage) -> None:
    """Freeze the roll on the record date, and take the sheets of the locals."""
    officer = stage["election-officer"]
    freeze_snapshot(cycle=CYCLE, actor=officer, at=day(5, 2))
    move_to_phase(cycle=CYCLE, phase=Phase.CONSULTING, actor=stage["director"], at=day(5, 5))
    question = "Whom should the union endorse?"
    poll = open_straw_poll(
        cycle=CYCLE,
        question=question,
        options=ANSWERS,
        opens_on=date(2026, 5, 10),
        closes_on=date(2026, 6, 20),
        actor=officer,
        at=day(5, 6),
    )
    _sheets(stage, poll)
    close_straw_poll(cycle=CYCLE, poll=poll, actor=officer, at=day(6, 21))


def _sheets(stage: Stage, poll: str) -> None:
    random = Random(SEED)  # noqa: S311 - an invented result that is the same in every rehearsal
    locals_ = [local for local in all_locals(actor=stage["election-officer"]) if local.n_members >= LEAST_PRESENT]
    for number, local in enumerate(random.sample(locals_, min(N_SHEETS, len(locals_)))):
        counts, n_present = _invented_counts(random, local)
        after = 12 + number * 18 // N_SHEETS
        on, at = date(2026, 5, after), day(5, after, 23)
        who: dict[str, Any] = {"cycle": CYCLE, "at": at}
        sheet = enter_sheet(
            poll=poll,
            local=local.code,
            counts=counts,
            n_present=n_present,
            held_on=on,
            actor=teller(local.code, 1),
            **who,
        )
        if number == 0:
            option = max(counts, key=lambda answer: counts[answer])
            counts = counts | {option: counts[option] - 1}
            reason = "One spoiled ballot had been counted."
            correct_sheet(
                sheet=sheet, option=option, now=counts[option], reason=reason, actor=teller(local.code, 1), **who
            )
        if number != 1:
            confirm_sheet(sheet=sheet, counts=counts, n_present=n_present, actor=teller(local.code, 2), **who)


def _invented_counts(random: Random, local: LocalView) -> tuple[dict[str, int], int]:
    n_present = max(LEAST_PRESENT, min(local.n_members, random.randint(local.n_members // 4, local.n_members)))
    votes = random.choices(ANSWERS, WEIGHTS, k=n_present - random.randint(0, 3))
    return {answer: votes.count(answer) for answer in ANSWERS}, n_present


def declare(stage: Stage, *, folder: Path) -> SecretPoll:
    """Make keys and credentials as trustees and credential office do, and declare the poll."""
    group, keys = make_group()
    planned = _planned(stage)
    office = credentials.found_office(stage, planned, folder=folder)
    code = declare_poll(
        cycle=CYCLE,
        question="Whom should the union endorse?",
        answers=ANSWERS,
        opens_at=day(7, 1, 12),
        closes_at=day(8, 5, 12),
        trustees=[group],
        units=credentials.public_lists(office, planned),
        least_eligible=LEAST_ELIGIBLE,
        actor=stage["election-officer"],
        at=day(6, 30),
    )
    publish_head(cycle=CYCLE, poll=code, moment="opening", actor=stage["election-officer"], at=day(7, 1, 12))
    return SecretPoll(code, office, keys)


def _planned(stage: Stage) -> PlannedUnits:
    """The units that the rule makes of the frozen roll; of a small roll it is one."""
    officer = stage["election-officer"]
    known = {local.code: local for local in all_locals(actor=officer)}
    sizes = [
        LocalSize(each.local, known[each.local].name, known[each.local].state, each.n_eligible)
        for each in electorate_by_local(cycle=CYCLE, actor=officer)
    ]
    units = merge_locals(sizes)
    uuids = {unit.code: make_uuid(draw=secrets.token_bytes) for unit in units}
    return PlannedUnits(CYCLE, minimum_of(CYCLE), LEAST_ELIGIBLE, units, uuids)


def vote(stage: Stage, poll: SecretPoll, *, n_ballots: int, step: Step) -> None:
    """Cast truly encrypted ballots; one member in twenty votes again; a candidate withdraws half way."""
    random = Random(SEED + 1)  # noqa: S311 - invented votes that are the same in every rehearsal
    everybody = credentials.voters(poll.office)
    voters = random.sample(everybody, min(n_ballots - n_ballots // 20, len(everybody)))
    order = (voters + voters)[:n_ballots]
    half = len(order) // 2
    _cast(poll, order[:half], random, on=day(7, 10), step=step)
    _withdraw(stage, poll)
    _cast(poll, order[half:], random, on=day(7, 28), step=step)


def _cast(poll: SecretPoll, voters: list[Voter], random: Random, *, on: datetime, step: Step) -> None:
    chosen = random.choices(range(len(ANSWERS)), WEIGHTS, k=len(voters))
    for unit in sorted({voter.unit for voter in voters}):
        election = _verified(poll.code, unit).expect_setup().election
        ballots = (
            ENGINE.make_ballot(
                election=election,
                credential=voter.secret,
                choices=[[int(place == answer) for place in range(len(ANSWERS))]],
                draw=secrets.token_bytes,
            )
            for voter, answer in zip(voters, chosen, strict=True)
            if voter.unit == unit
        )
        for _ in cast(cycle=CYCLE, poll=poll.code, unit=unit, ballots=ballots, at=on):
            step(1)


def _verified(poll: str, unit: str) -> ArchiveReport:
    archive = archive_of(cycle=CYCLE, poll=poll, unit=unit)
    return ENGINE.verify_archive(archive, coins=secrets.token_bytes, finished=False)


def _withdraw(stage: Stage, poll: SecretPoll) -> None:
    leaving = next(one.code for one in candidates_of(cycle=CYCLE) if one.name == "Carys Whitcombe")
    change_status(
        cycle=CYCLE,
        candidate=leaving,
        status=Standing.WITHDREW,
        on=Days.parse("2026-07-14"),
        note="Left the race.",
        actor=stage["director"],
        at=day(7, 14),
    )
    change_field(
        cycle=CYCLE,
        poll=poll.code,
        candidate=leaving,
        rule="keep",
        words="The rulebook keeps the poll: votes for a candidate who withdrew stay in the result, marked as such.",
        actor=stage["election-officer"],
        at=day(7, 14, 16),
    )
    publish_head(cycle=CYCLE, poll=poll.code, actor=stage["election-officer"], at=day(7, 15))


def count(stage: Stage, poll: SecretPoll) -> dict[str, int]:
    """Close the box, let as many trustees as are needed verify and decrypt, and count."""
    officer = stage["election-officer"]
    close_poll(cycle=CYCLE, poll=poll.code, actor=officer, at=day(8, 5, 13))
    for units in poll_of(cycle=CYCLE, poll=poll.code).sums:
        reports = [_verified(poll.code, unit) for unit in units]
        for key in poll.keys:
            _decrypt(officer, poll.code, units, reports, key)
    return count_poll(cycle=CYCLE, poll=poll.code, actor=officer, at=day(8, 6, 16))


def forget(stage: Stage, poll: SecretPoll) -> None:
    """The credential office destroys the list of who holds which credential, and the record says so."""
    statement = credentials.forget(poll.office, on="2026-08-07")
    officer = stage["election-officer"]
    record_destroyed_list(cycle=CYCLE, poll=poll.code, statement=statement, actor=officer, at=day(8, 7))


def _decrypt(officer: Actor, poll: str, units: tuple[str, ...], reports: list[ArchiveReport], key: str) -> None:
    """One trustee's part of a unit's tally, or of the product of those that are opened only together."""
    told: dict[str, Any] = {"cycle": CYCLE, "poll": poll, "actor": officer, "at": day(8, 6)}
    if len(units) == 1:
        part = decrypt_tally(report=reports[0], private_key=key, draw=secrets.token_bytes, at_least=30)
        take_decryption(unit=units[0], part=part, **told)
    else:
        archives = [sealed_unit(report) for report in reports]
        merged = decrypt_product(archives, private_key=key, draw=secrets.token_bytes)
        take_merged_part(units=units, part=merged, **told)
