"""What was drawn by lot lies in the bundle and is replayed there, by two verifiers; a forger is found out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hustings.core.attached import named_files
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.lottery.actions.opening import change_quotas
from hustings.rooms.lottery.actions.seating import call_stand_in
from hustings.rooms.lottery.actions.slots import draw_wishes, fix_wishes
from hustings.rooms.lottery.actions.volunteering import invite_members
from hustings.rooms.lottery.queries import lottery_of
from hustings.rooms.publication.actions import publish
from hustings.rooms.publication.bundles import bundle_of
from hustings.rooms.publication.queries import published
from hustings.rooms.roundtables.actions.slots import offer_slots
from tests.core import second_verifier
from tests.core.bundles import failing, files_of, forged, judged, rewritten
from tests.rooms.asking import keep_files_in
from tests.rooms.drawn import AFTER, CAPS, DRAWER, QUOTAS, TONNAGE, drawn, fixed, opened
from tests.rooms.races import DIRECTOR
from tests.rooms.test_roundtable_slots import OFFER

BUILT: list[bytes] = []
"""The bundle that all forgeries start from, built once."""


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: Any) -> None:
    keep_files_in(tmp_path, settings)


@pytest.fixture
def bundle(request: pytest.FixtureRequest) -> bytes:
    """A lottery with two seats that changed hands, and slots settled by a public value."""
    if not BUILT:
        BUILT.append(played(request.getfixturevalue("hearing")))
    return BUILT[0]


def played(hearing: str) -> bytes:
    drawn(hearing)
    who: dict[str, Any] = {"cycle": hearing, "actor": DIRECTOR, "at": AFTER}
    for _ in range(2):
        leaves = lottery_of(cycle=hearing, lottery="LOT-1", actor=DIRECTOR).panel[0]
        call_stand_in(lottery="LOT-1", leaves=leaves, **who)
    offer_slots(**{**OFFER, **who, "closes_at": AFTER.replace(hour=20)})
    later = who | {"offer": "SLOTS-1", "at": AFTER.replace(hour=21)}
    fix_wishes(**later)
    draw_wishes(outside="04 08 15", **later)
    return shown(hearing)


def shown(cycle: str) -> bytes:
    publish(cycle=cycle, actor=DIRECTOR, at=AFTER)
    return bundle_of(shown=published(cycle=cycle)).data


def verdicts(data: bytes) -> tuple[Any, Any]:
    return failing(judged(data)), second_verifier.judge(data)


def test_an_honest_bundle_holds_its_transcript_and_both_verifiers_replay_it(bundle: bytes) -> None:
    assert verdicts(bundle) == ([], [])
    (name,) = [name for name in files_of(bundle) if name.startswith("files/")]
    assert json.loads(files_of(bundle)[name])["format"] == "hustings-lottery-draw/1"
    found = {check.name: check.finding for check in judged(bundle).checks}
    assert found["lotteries"] == "2 draws"


@pytest.mark.django_db
def test_before_the_draw_the_bundle_holds_the_fixed_plan(hearing: str) -> None:
    bundle = shown(fixed(hearing))
    (named,) = named_files(publishable_entries(cycle=hearing))
    assert json.loads(files_of(bundle)[named.name])["format"] == "hustings-lottery/1"
    assert verdicts(bundle) == ([], [])


@pytest.mark.django_db
def test_invitations_by_lot_and_changed_quotas_hold(hearing: str) -> None:
    opened(hearing, n_invited=7, outside=TONNAGE)
    invite_members(cycle=hearing, lottery="LOT-1", outside="4,512", actor=DRAWER, at=AFTER)
    told: dict[str, Any] = {"seats": 5, "quotas": QUOTAS[:2], "caps": CAPS, "reason": "A larger table."}
    change_quotas(cycle=hearing, lottery="LOT-1", actor=DIRECTOR, at=AFTER, **told)
    assert verdicts(shown(hearing)) == ([], [])


def changed(verb: str, change: Callable[[dict[str, Any]], Any]) -> Callable[[str, dict[str, Any]], None]:
    return lambda found, body: change(body) if found == verb else None


FORGERIES = {
    "another number": changed("lottery.drawn", lambda body: body.update(number=body["number"] + 1)),
    "another seed": changed("lottery.drawn", lambda body: body.update(seed="0" * 64)),
    "another digest before the draw": changed("lottery.fixed", lambda body: body.update(digest="0" * 64)),
    "prettier chances": changed("lottery.fixed", lambda body: body.update(chances=[[7, 12]])),
    "other quotas at the opening": changed("lottery.opened", lambda body: body["quotas"][0].update(low=1)),
    "a friend comes instead": changed("lottery.seat-passed", lambda body: body.update(comes="V-222222")),
    "another secret for the slots": changed("lottery.slots-drawn", lambda body: body["opened"].update(secret="x")),
    "other wishes": changed("slots.drawn", lambda body: body["wishes"][0].update(ranked=[1])),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_record_that_says_something_else_than_the_files_fails(bundle: bytes, forgery: str) -> None:
    data = rewritten(bundle, FORGERIES[forgery])
    others = {name: content for name, content in files_of(bundle).items() if name.startswith("files/")}
    again = forged(data, files_of(data) | others)
    assert verdicts(again) == (["lotteries"], ["lotteries"])
