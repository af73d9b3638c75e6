"""The lottery of seats: a frozen list, invitations, volunteers, numbered panels, one draw that anybody can follow."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hustings.core.canonical import sha256_hex
from hustings.core.findings import Result
from hustings.core.lottery.people import Cap, Quota
from hustings.core.lottery.refusals import (
    BoundsCrossed,
    CapTooLow,
    LineTwice,
    NoPanelPossible,
    NotEnoughPeople,
    OperatorAlone,
    SeedIncomplete,
    TooManyInvited,
    ValueWithoutQuota,
)
from hustings.core.lottery.replay import replay
from hustings.core.lottery.seed import commitment
from hustings.core.phases import FIELDING, OPEN
from hustings.core.values import Role
from hustings.ground.record.queries import staff_entries
from hustings.rooms.cycles.refusals import NoChange, ReasonMissing
from hustings.rooms.lottery.actions.drawing import draw_lottery, fix_lottery
from hustings.rooms.lottery.actions.opening import DESK, cancel_lottery, change_quotas, open_lottery
from hustings.rooms.lottery.actions.seating import call_stand_in, give_up_seat
from hustings.rooms.lottery.actions.volunteering import RUNNERS, answer_lottery, invite_members
from hustings.rooms.lottery.features import years_since
from hustings.rooms.lottery.models import Invited, Volunteer
from hustings.rooms.lottery.plans import beacon, figure
from hustings.rooms.lottery.queries import (
    fixed_plan_of,
    invitation_files,
    invited_numbers,
    lotteries_for,
    lotteries_of,
    lottery_of,
    n_alone,
    panel_of,
    public_file,
    shares_of_the_roll,
)
from hustings.rooms.lottery.refusals import (
    AlreadyDrawn,
    AlreadyFixed,
    AnsweredAlready,
    ClosesOutside,
    FeatureUnknown,
    LotteryExists,
    NobodyListed,
    NoSeatHeld,
    NoSuchLottery,
    NotAmongInvited,
    NotDueYet,
    NotFixed,
    NotOnTheList,
    OutsideMissing,
    OutsideUnclear,
    QuotasDoNotFit,
    QuotasFrozen,
    StatusNotOnRoll,
    VolunteeringClosed,
    VolunteersChanged,
    VolunteersStillAsked,
)
from hustings.rooms.roundtables.actions.meetings import cancel_roundtable
from hustings.rooms.roundtables.refusals import NotScheduled
from tests.rooms.asking import keep_files_in
from tests.rooms.drawn import (
    AFTER,
    CAPS,
    CLOSES,
    DRAWER,
    N_PANELS,
    OPENING,
    QUOTAS,
    TONNAGE,
    drawn,
    fixed,
    member,
    opened,
    table_set,
    volunteer,
    work_out,
)
from tests.rooms.harbor import bodies
from tests.rooms.races import AT, DIRECTOR
from tests.rooms.refused import only, refuses

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: Any) -> None:
    keep_files_in(tmp_path, settings)


def answers(cycle: str, n: int, *, comes: bool = True, at: Any = AT) -> Callable[..., Any]:
    return lambda: answer_lottery(cycle=cycle, lottery="LOT-1", comes=comes, actor=member(n), at=at)


def test_opening_freezes_the_list_and_says_what_every_panel_keeps(hearing: str) -> None:
    code = open_lottery(cycle=table_set(hearing), **OPENING)
    (said,) = bodies(hearing, "lottery.opened")
    assert (code, said["seats"], said["n_listed"], said["statuses"]) == ("LOT-1", 4, 29, ["active"])
    assert said["quotas"][0] == {"feature": "state", "value": "OH", "low": 2, "high": 3}
    assert said["caps"] == [{"column": "local", "at_most": 2}]
    assert (said["roundtable"], said["candidate"], said["closes_at"]) == ("RT-1", "CAND-1", "2031-04-01T12:00:00Z")
    assert lottery_of(cycle=hearing, lottery="LOT-1", actor=DRAWER).state == "answering"
    listed = public_file(digest=said["list_digest"]).decode().splitlines()
    assert listed[:2] == ["member,local,state,status,years", "0003,L-1,PA,active,20 or more"]


@pytest.mark.parametrize(
    ("refusal", "change"),
    [
        (ClosesOutside, {"closes_at": AT}),
        (ClosesOutside, {"closes_at": CLOSES + timedelta(days=30)}),
        (StatusNotOnRoll, {"statuses": ["asleep"]}),
        (NobodyListed, {"statuses": ["suspended"]}),
        (FeatureUnknown, {"quotas": [Quota("shoe size", "44", 0, 4)]}),
        (FeatureUnknown, {"caps": [Cap("state", 1)]}),
        (QuotasDoNotFit, {"quotas": [Quota("state", "OH", 3, 3), Quota("state", "other", 2, 4)]}),
        (BoundsCrossed, {"quotas": [Quota("state", "OH", 3, 2), Quota("state", "other", 0, 4)]}),
        (LineTwice, {"quotas": [Quota("state", "OH", 0, 4), Quota("state", "OH", 0, 4)]}),
        (CapTooLow, {"caps": [Cap("local", 0)]}),
        (OutsideMissing, {"n_invited": 5}),
        (TooManyInvited, {"n_invited": 30, "outside": TONNAGE}),
    ],
)
def test_an_opening_that_cannot_work_is_refused(hearing: str, refusal: Any, change: dict[str, Any]) -> None:
    refuses(refusal, open_lottery, cycle=table_set(hearing), **OPENING | change)


def test_a_roundtable_has_one_lottery_until_that_is_cancelled(hearing: str) -> None:
    opened(hearing)
    assert refuses(LotteryExists, open_lottery, cycle=hearing, **OPENING).facts["lottery"] == "LOT-1"
    who: dict[str, Any] = {"cycle": hearing, "lottery": "LOT-1", "actor": DIRECTOR, "at": AT}
    refuses(ReasonMissing, cancel_lottery, reason=" ", **who)
    cancel_lottery(reason="The quotas were those of another year.", **who)
    refuses(NoChange, cancel_lottery, reason="Again.", **who)
    assert open_lottery(cycle=hearing, **OPENING) == "LOT-2"
    assert [one.state for one in lotteries_of(cycle=hearing, actor=DIRECTOR)] == ["cancelled", "answering"]
    cancel_roundtable(cycle=hearing, roundtable="RT-1", reason="Storm.", actor=DIRECTOR, at=AT)
    refuses(NotScheduled, open_lottery, cycle=hearing, **OPENING)
    refuses(NoSuchLottery, cancel_lottery, reason="Storm.", **who | {"lottery": "LOT-9"})


def test_an_outside_value_is_described_so_that_everybody_knows_which_it_is() -> None:
    assert figure(" tonnage  of May ") == {"kind": "figure", "name": "tonnage of May"}
    assert beacon(network="quicknet", key="AB" * 96, round_number=7)["key"] == "ab" * 96
    refused = [
        lambda: figure("  "),
        lambda: beacon(network="quicknet", key="ab", round_number=7),
        lambda: beacon(network="quicknet", key="ab" * 96, round_number=0),
    ]
    for act in refused:
        with pytest.raises(OutsideUnclear):
            act()


def test_who_is_invited_follows_from_the_digest_the_secret_and_the_outside_value(hearing: str) -> None:
    opened(hearing, n_invited=7, outside=TONNAGE)
    refusal = refuses(NotDueYet, answer_lottery, cycle=hearing, lottery="LOT-1", comes=True, actor=member(1), at=AT)
    assert refusal.facts["wanted"] == "answering"
    who: dict[str, Any] = {"cycle": hearing, "lottery": "LOT-1", "actor": DRAWER, "at": AT}
    refuses(SeedIncomplete, invite_members, outside=" ", **who)
    assert invite_members(outside="4,512", **who) == 7
    (planned,), (said,) = bodies(hearing, "lottery.opened"), bodies(hearing, "lottery.invited")
    assert said["digest"] == planned["invitations"]["digest"]
    assert commitment(said["opened"]["secret"]) == planned["invitations"]["operator"]
    numbers = invited_numbers(cycle=hearing, lottery="LOT-1", actor=DRAWER)
    assert (len(numbers), len(set(numbers))) == (7, 7)
    refuses(NotDueYet, invite_members, outside="4,513", **who)
    left_out = next(n for n in range(1, 30) if f"{n:04}" not in numbers)
    refuses(NotAmongInvited, answers(hearing, left_out))
    assert answers(hearing, int(numbers[0]))().startswith("V-")
    plan, roll = invitation_files(cycle=hearing, lottery="LOT-1", actor=DRAWER)
    assert (sha256_hex(plan), sha256_hex(roll)) == (said["digest"], planned["list_digest"])
    assert json.loads(plan)["groups"] == [["L-1", 9], ["L-2", 10], ["L-3", 10]]


def test_a_member_answers_until_the_closing_and_may_change_it(hearing: str) -> None:
    opened(hearing)
    code = answers(hearing, 1)()
    refuses(AnsweredAlready, answers(hearing, 1))
    assert answers(hearing, 1, comes=False)() == ""
    assert answers(hearing, 1)() == code
    refusal = refuses(NotOnTheList, answers(hearing, 30))
    assert (refusal.facts["status"], refusal.facts["statuses"]) == ("retired", "active")
    refuses(VolunteeringClosed, answers(hearing, 2, at=CLOSES))
    (own,) = lotteries_for(cycle=hearing, actor=member(1), at=AT)
    assert (own.asked, own.comes, own.code, own.chance, own.seat) == (True, True, code, None, False)
    told = [entry for entry in staff_entries(cycle=hearing, actor=DIRECTOR) if entry.verb == "lottery.answered"]
    assert [entry.body for entry in told] == [{"lottery": "LOT-1", "answer": said} for said in ("yes", "no", "yes")]


def test_no_entry_and_no_public_file_names_a_member_or_a_local(hearing: str) -> None:
    drawn(hearing)
    (fixed_said,), (drawn_said,) = bodies(hearing, "lottery.fixed"), bodies(hearing, "lottery.drawn")
    told = [
        str(entry.body) for entry in staff_entries(cycle=hearing, actor=DIRECTOR) if entry.verb.startswith("lottery.")
    ]
    told += [public_file(digest=digest).decode() for digest in (fixed_said["digest"], drawn_said["transcript_digest"])]
    numbers = set(Volunteer.objects.values_list("number", flat=True))
    assert len(told) == 17
    assert [text for text in told for name in {*numbers, "L-1", "L-2", "L-3"} if f"'{name}'" in text] == []
    assert [text for text in told for name in {*numbers, "L-1", "L-2", "L-3"} if f'"{name}"' in text] == []
    people = json.loads(public_file(digest=fixed_said["digest"]))["people"]
    assert {person["values"]["local"] for person in people} == {"group 001", "group 002", "group 003"}


def test_nothing_is_fixed_while_members_may_answer_nor_twice_nor_after_somebody_changed_the_answer(
    hearing: str,
) -> None:
    volunteer(opened(hearing), *range(1, 13))
    worked = work_out(cycle=hearing, lottery="LOT-1", outside=TONNAGE)
    who: dict[str, Any] = {"cycle": hearing, "lottery": "LOT-1", "actor": DRAWER}
    refuses(VolunteersStillAsked, fix_lottery, fixed=worked, at=AT, **who)
    answers(hearing, 12, comes=False)()
    refuses(VolunteersChanged, fix_lottery, fixed=worked, at=AFTER, **who)
    refuses(NotFixed, draw_lottery, outside="4,512", at=AFTER, **who)
    worked = work_out(cycle=hearing, lottery="LOT-1", outside=TONNAGE)
    digest = fix_lottery(fixed=worked, at=AFTER, **who)
    assert refuses(AlreadyFixed, fix_lottery, fixed=worked, at=AFTER, **who).facts["digest"] == digest
    change = {"seats": 3, "quotas": QUOTAS, "reason": "Fewer."}
    refuses(QuotasFrozen, change_quotas, at=AFTER, **who | {"actor": DIRECTOR}, **change)
    refuses(SeedIncomplete, draw_lottery, at=AFTER, **who)
    draw_lottery(outside="4,512", at=AFTER, **who)
    refuses(AlreadyDrawn, draw_lottery, outside="4,513", at=AFTER, **who)
    refuses(AlreadyDrawn, fix_lottery, fixed=worked, at=AFTER, **who)
    refuses(AlreadyDrawn, cancel_lottery, reason="Again.", at=AFTER, **who)


def test_the_record_says_everybodys_chances_before_the_draw_and_each_volunteer_sees_her_own(hearing: str) -> None:
    fixed(hearing)
    (said,) = bodies(hearing, "lottery.fixed")
    assert (said["n_people"], said["n_panels"], said["last_draw"]) == (12, 20, "seed")
    assert said["outside"] == TONNAGE
    assert sum(n_people for _, n_people in said["chances"]) == 12
    assert sum(n_panels * n_people for n_panels, n_people in said["chances"]) == 20 * 4
    assert said["chances"][0][0] <= said["best"] <= 7
    (own,) = lotteries_for(cycle=hearing, actor=member(1), at=AFTER)
    assert own.chance is not None
    assert [own.chance * 20, 1] <= [said["chances"][-1][0], 1]
    assert lotteries_for(cycle=hearing, actor=member(20), at=AFTER)[0].chance is None
    assert 0 <= n_alone(cycle=hearing, lottery="LOT-1", actor=DRAWER) <= 12


def test_the_transcript_holds_for_everybody_and_the_desk_knows_who_comes(hearing: str) -> None:
    drawn(hearing)
    (fixed_said,), (said,) = bodies(hearing, "lottery.fixed"), bodies(hearing, "lottery.drawn")
    file = public_file(digest=said["transcript_digest"])
    checks = replay(file, published=fixed_said["digest"])
    assert [check.name for check in checks if check.result is Result.FAILS] == []
    assert json.loads(file)["panel"] == said["panel"]
    places = panel_of(cycle=hearing, lottery="LOT-1", actor=DRAWER)
    codes = dict(Volunteer.objects.values_list("code", "number"))
    assert sorted(place.code for place in places) == sorted(said["panel"])
    assert all(place.number == codes[place.code] for place in places)
    assert max(sum(place.local == local for place in places) for local in ("L-1", "L-2", "L-3")) <= 2


def test_dice_on_a_stage_choose_the_panel_of_their_number(hearing: str) -> None:
    fixed(hearing, outside={}, last_draw="dice")
    panel = draw_lottery(cycle=hearing, lottery="LOT-1", dice=7, actor=DRAWER, at=AFTER)
    plan = fixed_plan_of(cycle=hearing, lottery="LOT-1", actor=DIRECTOR)
    assert panel == tuple(plan.plan.people[index].code for index in plan.panels[7])
    assert bodies(hearing, "lottery.drawn")[0]["opened"]["dice"] == 7


def test_impossible_quotas_name_the_smallest_change_and_may_be_changed_with_a_reason(hearing: str) -> None:
    volunteer(opened(hearing), *(n for n in range(1, 13) if n % 3))
    who: dict[str, Any] = {"cycle": hearing, "lottery": "LOT-1"}
    with pytest.raises(NoPanelPossible) as refused:
        work_out(outside=TONNAGE, **who)
    assert (
        refused.value.facts["changes"]
        == "at most 4 instead of 3 with state OH; at least 0 instead of 1 with state other"
    )
    easier = (Quota("state", "OH", 2, 4), Quota("state", "other", 0, 2))
    told: dict[str, Any] = {"seats": 4, "quotas": easier, "caps": CAPS, "actor": DIRECTOR, "at": AFTER}
    refuses(ReasonMissing, change_quotas, reason="", **who, **told)
    change_quotas(reason="Nobody from another state volunteered.", **who, **told)
    refuses(NoChange, change_quotas, reason="Again.", **who, **told)
    assert len(work_out(outside=TONNAGE, **who).panels) == N_PANELS
    assert bodies(hearing, "lottery.quotas-changed")[0]["reason"] == "Nobody from another state volunteered."
    with pytest.raises(OperatorAlone):
        work_out(outside={}, **who)
    change_quotas(reason="Odd.", **who, **told | {"quotas": [Quota("state", "PA", 0, 4)], "caps": []})
    with pytest.raises(ValueWithoutQuota):
        work_out(outside=TONNAGE, **who)
    change_quotas(reason="More.", **who, **told | {"seats": 9, "quotas": []})
    with pytest.raises(NotEnoughPeople):
        work_out(outside=TONNAGE, **who)


def test_who_gives_up_a_seat_is_followed_by_the_stand_in_whom_the_seed_names(hearing: str) -> None:
    drawn(hearing)
    before = panel_of(cycle=hearing, lottery="LOT-1", actor=DRAWER)
    first, second = before[0], before[1]
    who: dict[str, Any] = {"cycle": hearing, "lottery": "LOT-1", "at": AFTER}
    came = give_up_seat(actor=member(int(first.number)), **who)
    assert came == first.stand_in
    refuses(NoSeatHeld, give_up_seat, actor=member(int(first.number)), **who)
    refuses(NoSeatHeld, call_stand_in, leaves=first.code, actor=DIRECTOR, **who)
    refuses(NoSeatHeld, give_up_seat, actor=member(25), **who)
    other = call_stand_in(leaves=second.code, actor=DIRECTOR, **who)
    now = {place.code: place.instead_of for place in panel_of(cycle=hearing, lottery="LOT-1", actor=DRAWER)}
    assert (now[came], now[other], len(now)) == (first.code, second.code, 4)
    said = bodies(hearing, "lottery.seat-passed")
    assert [(each["leaves"], each["comes"]) for each in said] == [(first.code, came), (second.code, other)]
    (own,) = lotteries_for(cycle=hearing, actor=member(int(first.number)), at=AFTER)
    assert (own.seat, own.gave_up) == (False, True)


def test_the_roll_says_the_features_in_coarse_words(hearing: str) -> None:
    table_set(hearing)
    found = shares_of_the_roll(cycle=hearing, statuses=("active",), actor=DIRECTOR, at=AT)
    assert found["state"] == {"OH": 20, "PA": 9}
    assert found["years"] == {"20 or more": 15, "2 to 9": 14}
    day = date(2031, 3, 1)
    joined = ((2030, 3, 2), (2029, 3, 1), (2021, 3, 2), (2021, 3, 1), (2011, 3, 1))
    assert [years_since(date(*each), day) for each in joined] == [
        "under 2", "2 to 9", "2 to 9", "10 to 19", "20 or more",
    ]  # fmt: skip


def test_who_may_do_what_and_when(hearing: str) -> None:
    opened(hearing)
    told: dict[str, Any] = {"cycle": hearing, "lottery": "LOT-1", "at": AT}
    worked = replace(work_out_small(hearing), barred=())
    acts: list[tuple[Any, Any, Callable[..., Any]]] = [
        (DESK, FIELDING, lambda actor: open_lottery(**OPENING | {"cycle": hearing, "actor": actor})),
        (
            DESK,
            FIELDING,
            lambda actor: change_quotas(seats=4, quotas=QUOTAS, caps=CAPS, reason="", actor=actor, **told),
        ),
        (DESK, OPEN, lambda actor: cancel_lottery(reason="", actor=actor, **told)),
        (RUNNERS, FIELDING, lambda actor: invite_members(outside="4", actor=actor, **told)),
        (RUNNERS, FIELDING, lambda actor: fix_lottery(fixed=worked, actor=actor, **told)),
        (RUNNERS, FIELDING, lambda actor: draw_lottery(outside="4", actor=actor, **told)),
        ({Role.MEMBER}, FIELDING, lambda actor: answer_lottery(comes=True, actor=actor, **told)),
        ({Role.MEMBER}, FIELDING, lambda actor: give_up_seat(actor=actor, **told)),
        (DESK, FIELDING, lambda actor: call_stand_in(leaves="V-2", actor=actor, **told)),
    ]
    for roles, phases, act in acts:
        only(roles, phases, act, cycle=hearing)
    assert Invited.objects.count() == 0


def work_out_small(cycle: str) -> Any:
    volunteer(cycle, *range(1, 13))
    return work_out(cycle=cycle, lottery="LOT-1", outside=TONNAGE)
