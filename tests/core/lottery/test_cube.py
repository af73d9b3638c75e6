"""A panel straight from the roll: every line kept, the same seed the same panel, chances equal."""

import numpy as np
import pytest

from hustings.core.lottery.cube import CubeDraw, panel_from_roll
from hustings.core.lottery.kinds import Kinds
from hustings.core.lottery.refusals import SharesOutsideQuotas

SIZES = np.array([500, 300, 200, 400, 250, 350])
LINES = np.array([[0, 3], [0, 4], [1, 3], [1, 4], [2, 3], [2, 4]])
"""Three trades by two shifts: 2,000 members."""


def roll(low: tuple[int, ...], high: tuple[int, ...]) -> Kinds:
    return Kinds(10, (), SIZES, LINES, np.array([*low, 0]), np.array([*high, 2000]))


WIDE = roll((3, 2, 2, 4, 4), (5, 4, 4, 6, 6))


def drawn(number: int) -> CubeDraw:
    return panel_from_roll(WIDE, seed=number.to_bytes(32, "big"))


def test_every_panel_fills_the_seats_and_keeps_every_quota() -> None:
    assert all(WIDE.keeps(drawn(number).panel) for number in range(50))


def test_the_same_seed_gives_the_same_panel_and_others_give_others() -> None:
    assert (drawn(1).panel == drawn(1).panel).all()
    assert len({drawn(number).panel.tobytes() for number in range(30)}) > 2


def test_over_many_seeds_every_member_is_drawn_as_often() -> None:
    draws = [drawn(number) for number in range(300)]
    mean = np.mean([draw.panel for draw in draws], axis=0)
    assert max(draw.off for draw in draws) < 1e-9
    assert np.abs(mean - 10 * SIZES / 2000).max() < 0.12


def test_quotas_away_from_the_memberships_shares_are_refused() -> None:
    with pytest.raises(SharesOutsideQuotas):
        panel_from_roll(roll((6, 0, 0, 0, 0), (10, 10, 10, 10, 10)), seed=bytes(32))
