"""Slots that two campaigns want alike: wishes fixed by digest, then a public value, then the plan from the seed."""

from datetime import timedelta
from typing import Any

import pytest

from hustings.core.canonical import digest
from hustings.core.lottery.seed import Opened, commitment, make_seed
from hustings.core.lottery.slots import fixed_wishes
from hustings.core.phases import FIELDING
from hustings.rooms.lottery.actions.slots import DESK, draw_wishes, fix_wishes, open_slot_seed
from hustings.rooms.lottery.queries import slot_draw_of
from hustings.rooms.lottery.refusals import SlotSeedDiffers, WishesFixed, WishesNotFixed
from hustings.rooms.roundtables.actions.slots import draw_slots, offer_slots, prefer_slots
from hustings.rooms.roundtables.planning import slot_offer_of
from hustings.rooms.roundtables.refusals import AlreadyDrawn, WishesStillOpen
from tests.rooms.harbor import bodies, campaign, invite_both, withdraw
from tests.rooms.races import AT, DIRECTOR
from tests.rooms.refused import only, refuses
from tests.rooms.test_roundtable_slots import CLOSES, OFFER

pytestmark = pytest.mark.django_db
AFTER = CLOSES + timedelta(hours=1)
VALUE = "04 08 15 16 23 42"


@pytest.fixture
def wished(hearing: str) -> dict[str, Any]:
    """Both campaigns like the first slot best."""
    offer_slots(cycle=invite_both(hearing), **{**OFFER, "actor": DIRECTOR, "at": AT})
    for candidate in ("CAND-1", "CAND-2"):
        prefer_slots(cycle=hearing, offer="SLOTS-1", ranked=[1], actor=campaign(candidate), at=AT)
    return {"cycle": hearing, "offer": "SLOTS-1", "actor": DIRECTOR, "at": AFTER}


def test_the_seed_of_the_plan_follows_from_what_was_fixed_before_the_value_was_known(wished: dict[str, Any]) -> None:
    found = fix_wishes(**wished)
    (sworn,) = bodies(wished["cycle"], "lottery.slots-fixed")
    given = draw_wishes(outside=VALUE, **wished)
    (opened,), (drawn,) = bodies(wished["cycle"], "lottery.slots-drawn"), bodies(wished["cycle"], "slots.drawn")
    named = {key: sworn[key] for key in ("offer", "operator", "outside")}
    assert found == sworn["digest"] == digest(fixed_wishes(cycle=wished["cycle"], wishes=drawn["wishes"], **named))
    assert commitment(opened["opened"]["secret"]) == sworn["operator"]
    seed = make_seed(fixed_digest=found, opened=Opened.from_json(opened["opened"])).hex()
    assert seed == opened["seed"] == drawn["seed"]
    assert sorted(given) == ["CAND-1", "CAND-2"]
    assert slot_draw_of(cycle=wished["cycle"], offer="SLOTS-1", actor=DIRECTOR) == (found, seed)


def test_a_value_decides_nothing_before_the_wishes_are_fixed_and_there_is_one_value_only(
    wished: dict[str, Any],
) -> None:
    refuses(WishesStillOpen, fix_wishes, **wished | {"at": AT})
    refuses(WishesNotFixed, draw_wishes, outside=VALUE, **wished)
    fix_wishes(**wished)
    refuses(WishesFixed, fix_wishes, **wished)
    draw_wishes(outside=VALUE, **wished)
    refuses(SlotSeedDiffers, draw_wishes, outside="another", **wished)
    refuses(SlotSeedDiffers, open_slot_seed, outside="another", **wished)
    refuses(AlreadyDrawn, draw_wishes, outside=VALUE, **wished)


def test_after_a_withdrawal_the_same_value_gives_the_plan_anew_from_the_same_seed(wished: dict[str, Any]) -> None:
    fix_wishes(**wished)
    draw_wishes(outside=VALUE, **wished)
    withdraw(wished["cycle"], "CAND-1")
    assert draw_wishes(outside=VALUE, **wished) == {"CAND-2": 1}
    first, second = bodies(wished["cycle"], "slots.drawn")
    assert first["seed"] == second["seed"]


def test_a_plan_drawn_without_fixing_is_not_fixed_afterwards_and_only_the_desk_draws(wished: dict[str, Any]) -> None:
    told = {"cycle": wished["cycle"], "offer": "SLOTS-1", "at": AFTER}
    only(DESK, FIELDING, lambda actor: fix_wishes(actor=actor, **told), cycle=wished["cycle"])
    only(DESK, FIELDING, lambda actor: open_slot_seed(outside=VALUE, actor=actor, **told), cycle=wished["cycle"])
    draw_slots(seed=VALUE, **wished)
    refuses(AlreadyDrawn, fix_wishes, **wished)
    assert slot_offer_of(cycle=wished["cycle"], offer="SLOTS-1", actor=DIRECTOR).seed == VALUE
