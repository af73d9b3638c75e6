"""The table of chances in lotteries: how many people stand on so many of the numbered panels."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from hustings.doors.public.frame import Here


def chance_rows(here: Here) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """One row for each chance that anybody has; the chance is an exact fraction."""
    for each in here.page.lotteries.seats:
        for panels, people in each.chances:
            chance = str(Fraction(panels, each.n_panels)) if each.n_panels else ""
            told = (each.code, each.roundtable, each.candidate, each.name, each.status)
            yield each.basis, (*told, panels, each.n_panels, chance, people)
