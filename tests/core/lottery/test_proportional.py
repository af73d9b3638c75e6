"""Quotas that make a panel look like the membership."""

from hypothesis import given
from hypothesis import strategies as st

from hustings.core.lottery.people import Quota
from hustings.core.lottery.proportional import OTHER, proportional


def test_each_value_gets_its_share_rounded_down_and_up_and_small_ones_count_together() -> None:
    held = {"OH": 61, "PA": 30, "NY": 5, "NJ": 4}
    assert proportional("state", held, seats=10) == (
        Quota("state", "OH", 6, 7),
        Quota("state", "PA", 3, 3),
        Quota("state", OTHER, 0, 1),
    )
    assert proportional("state", held, seats=10, leeway=1)[1] == Quota("state", "PA", 2, 4)


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(1, 10_000), min_size=1),
    st.integers(1, 500),
    st.integers(0, 3),
)
def test_the_seats_always_fit_between_the_least_and_the_most(held: dict[str, int], seats: int, leeway: int) -> None:
    quotas = proportional("state", held, seats=seats, leeway=leeway)
    assert sum(each.low for each in quotas) <= seats <= sum(each.high for each in quotas)
    assert all(0 <= each.low <= each.high <= seats for each in quotas)
