"""Quotas that make a panel look like the list from which it is drawn."""

from collections.abc import Mapping

from hustings.core.lottery.people import Quota

OTHER = "other"
"""The value that stands for every one that no quota names."""


def proportional(feature: str, held: Mapping[str, int], *, seats: int, leeway: int = 0) -> tuple[Quota, ...]:
    """Quotas for a feature: each value's share of the seats, rounded down and up, with so many seats of leeway.

    `held`: how many on the list have each value. Values of less than one seat are counted together as `OTHER`.
    The least numbers add up to at most all seats, the most to at least as many, so a panel of the list's mix fits.
    """
    total = sum(held.values())
    named = {value: n for value, n in held.items() if n * seats >= total and value != OTHER}
    rest = total - sum(named.values())
    groups = named | ({OTHER: rest} if rest else {})
    return tuple(
        Quota(feature, value, max(n * seats // total - leeway, 0), min(-(-n * seats // total) + leeway, seats))
        for value, n in sorted(groups.items())
    )
