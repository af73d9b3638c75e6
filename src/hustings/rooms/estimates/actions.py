"""Enter a poll as it was published."""

import re
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from hustings.core.phases import OPEN
from hustings.core.values import Actor, Days, Role, Source, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.estimates.models import ReportedPoll
from hustings.rooms.estimates.refusals import MethodMissing, NotAShare, SharesTooMany

_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3})?")
_MOST = Fraction(101)
"""Published shares are rounded, so that they may add up to a little more than 100."""


@action(may={Role.DIRECTOR, Role.COMMUNICATIONS}, phases=OPEN, records="poll.reported", visibility=Visibility.PUBLIC)
def report_poll(
    *,
    cycle: str,
    name: str,
    method: str,
    population: str,
    results: Sequence[tuple[str, str]],
    limits: str,
    opened_on: str = "",
    closed_on: str = "",
    n: int | None = None,
    n_words: str = "",
    sources: Sequence[Source] = (),
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Enter a published poll. `results` are pairs of option and share in per cent, as published ("44.3").

    `n` is the number of answers, None where it was not published; `n_words` says what is known about it.

    Raises: MethodMissing, NotAShare, SharesTooMany, NotADay.
    """
    if not (method.strip() and population.strip() and limits.strip() and results):
        raise MethodMissing(where=name)
    _shares_hold(results)
    days = {key: on for key, on in (("opened_on", opened_on), ("closed_on", closed_on)) if on}
    for on in days.values():
        Days.parse(on)
    code = f"POLL-R{ReportedPoll.objects.filter(cycle=cycle).count() + 1}"
    named = [source.as_json() for source in sources]
    shares = [{"option": option, "percent": percent} for option, percent in results]
    told = {"name": name, "method": method, "population": population, "n": n, "results": shares} | days
    ReportedPoll.objects.create(cycle=cycle, code=code, sources=named, **told)
    words = n_words or ("n not published" if n is None else f"n = {n:,}")
    body = told | {"poll": code, "n_words": words, "limits": limits}
    return Done(code, subject=code, body=body | ({"sources": named} if named else {}))


def _shares_hold(results: Sequence[tuple[str, str]]) -> None:
    for option, percent in results:
        if not _PERCENT.fullmatch(percent) or not percent.isascii():
            raise NotAShare(percent=percent, where=option)
    total = sum((Fraction(percent) for _, percent in results), Fraction(0))
    if total > _MOST:
        raise SharesTooMany(total=f"{total.numerator / total.denominator:.1f}")
