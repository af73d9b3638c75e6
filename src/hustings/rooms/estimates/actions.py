"""Enter a poll as it was published."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from hustings.core.phases import OPEN
from hustings.core.typed import count, one_line, paragraphs
from hustings.core.values import Actor, Days, NotADay, Role, Source, Visibility
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

    Raises: TextMissing, TextTooLong, MethodMissing, NotAShare, SharesTooMany, NotADay, NumberOutOfRange.
    """
    name = one_line(name, field="name")
    population = one_line(population, field="population", required=False)
    method = paragraphs(method, field="method", required=False)
    limits = paragraphs(limits, field="limits", required=False)
    if not (method and population and limits and results):
        raise MethodMissing(where=name)
    if n is not None:
        count(n, field="n")
    _shares_hold(results)
    days = {key: on for key, on in (("opened_on", opened_on), ("closed_on", closed_on)) if on}
    _days_hold(days)
    code = f"POLL-R{ReportedPoll.objects.filter(cycle=cycle).count() + 1}"
    named = [source.as_json() for source in sources]
    shares = [{"option": option, "percent": percent} for option, percent in results]
    told = {"name": name, "method": method, "population": population, "n": n, "results": shares} | days
    ReportedPoll.objects.create(cycle=cycle, code=code, sources=named, **told)
    words = n_words or ("n not published" if n is None else f"n = {n:,}")
    body = told | {"poll": code, "n_words": words, "limits": limits}
    return Done(code, subject=code, body=body | ({"sources": named} if named else {}))


def _days_hold(days: Mapping[str, str]) -> None:
    read = {key: Days.parse(on) for key, on in days.items()}
    if len(read) == 2 and read["closed_on"].last < read["opened_on"].first:
        raise NotADay(text=f"{days['opened_on']}/{days['closed_on']}", where="opened_on, closed_on")


def _shares_hold(results: Sequence[tuple[str, str]]) -> None:
    for option, percent in results:
        if not _PERCENT.fullmatch(percent) or not percent.isascii():
            raise NotAShare(percent=percent, where=option)
    total = sum((Fraction(percent) for _, percent in results), Fraction(0))
    if total > _MOST:
        raise SharesTooMany(total=f"{total.numerator / total.denominator:.1f}")
