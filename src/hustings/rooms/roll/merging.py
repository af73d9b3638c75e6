"""Small counts published only together, so that nobody can be made out by a difference."""

from collections.abc import Mapping

SMALL = 10


def merge_small(counts: Mapping[str, int], *, together: str, minimum: int = SMALL) -> dict[str, int]:
    """Counts with those below `minimum` summed under the key `together`; the whole sum stays the same.

    A single small count, or a sum still below `minimum`, takes the next smallest with it, since what is left out of a
    published sum can be subtracted from it.

    Source: complementary suppression in frequency tables (Handbook on Statistical Disclosure Control).
    """
    ordered = sorted(counts, key=lambda key: (counts[key], key))
    n_small = sum(1 for key in ordered if counts[key] < minimum)
    if not n_small:
        return {key: counts[key] for key in sorted(counts)}
    n_merged = max(n_small, 2)
    while n_merged < len(ordered) and sum(counts[key] for key in ordered[:n_merged]) < minimum:
        n_merged += 1
    merged, shown = ordered[:n_merged], ordered[n_merged:]
    return {key: counts[key] for key in sorted(shown)} | {together: sum(counts[key] for key in merged)}
