"""Polls of others, as their makers published them: method, population and number always beside the shares."""

from functools import partial
from typing import Any

import pytest

from hustings.core.phases import OPEN, Phase
from hustings.core.typed import NumberOutOfRange, TextMissing, TextTooLong
from hustings.core.values import NotADay, Role
from hustings.ground.record.refusals import SourceMissing
from hustings.rooms.estimates.actions import report_poll
from hustings.rooms.estimates.queries import reported_polls_of
from hustings.rooms.estimates.refusals import MethodMissing, NotAShare, SharesTooMany
from tests.databases import FreshDatabase
from tests.rooms.harbor import GAZETTE, bodies, open_reported, payloads
from tests.rooms.races import AT, COLLEAGUE, DIRECTOR, at_once, open_harbor
from tests.rooms.refused import only, refuses

report = partial(
    report_poll,
    name="Harbor Research, telephone",
    method="Telephone, random digits.",
    population="Members of the union",
    opened_on="2031-06-01",
    closed_on="2031-06-05",
    n=1_204,
    results=[("Dana Reyes", "44.3"), ("Ben Okafor", "36")],
    limits="It says nothing about single locals.",
    sources=[GAZETTE],
    actor=DIRECTOR,
    at=AT,
)


def test_a_poll_stands_on_the_record_as_it_was_published(cycle: str) -> None:
    assert report(cycle=cycle) == "POLL-R1"
    assert bodies(cycle, "poll.reported") == [
        {
            "poll": "POLL-R1",
            "name": "Harbor Research, telephone",
            "method": "Telephone, random digits.",
            "population": "Members of the union",
            "opened_on": "2031-06-01",
            "closed_on": "2031-06-05",
            "n": 1204,
            "n_words": "n = 1,204",
            "results": [{"option": "Dana Reyes", "percent": "44.3"}, {"option": "Ben Okafor", "percent": "36"}],
            "limits": "It says nothing about single locals.",
            "sources": [{"outlet": "Harbor Gazette", "day": "2031-02-03"}],
        }
    ]


def test_a_number_that_was_not_published_is_said_to_be_missing(cycle: str) -> None:
    report(cycle=cycle, n=None, opened_on="", closed_on="")
    report(cycle=cycle, n=None, n_words="about a thousand")
    first, second = bodies(cycle, "poll.reported")
    assert (first["n"], first["n_words"], first.keys() & {"opened_on", "closed_on"}) == (None, "n not published", set())
    assert second["n_words"] == "about a thousand"


def test_polls_are_listed_as_entered_and_never_added_up(cycle: str) -> None:
    report(cycle=cycle)
    report(cycle=cycle, name="Straw polls", n=None, results=[("Dana Reyes", "58")])
    assert [(view.code, view.n, view.results) for view in reported_polls_of(cycle=cycle)] == [
        ("POLL-R1", 1204, (("Dana Reyes", "44.3"), ("Ben Okafor", "36"))),
        ("POLL-R2", None, (("Dana Reyes", "58"),)),
    ]


@pytest.mark.parametrize("shares", [["60", "41"], ["33.334", "33.333", "33.333"], ["100"], ["0"]])
def test_rounded_shares_may_make_a_little_more_than_a_hundred(cycle: str, shares: list[str]) -> None:
    report(cycle=cycle, results=[(f"Option {share}", share) for share in shares])


@pytest.mark.parametrize("shares", [["60", "41.001"], ["999"]])
def test_shares_that_make_too_much_are_refused(cycle: str, shares: list[str]) -> None:
    refuses(SharesTooMany, report, cycle=cycle, results=[(f"Option {share}", share) for share in shares])


@pytest.mark.parametrize("percent", ["", "44,3", "44.3%", "-1", "1e2", "44.", ".5", "٤٤", "44.3333", " 44"])
def test_a_share_is_written_with_digits_and_a_point(cycle: str, percent: str) -> None:
    refuses(NotAShare, report, cycle=cycle, results=[("Dana Reyes", percent)])


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"method": " "}, MethodMissing),
        ({"population": ""}, MethodMissing),
        ({"limits": ""}, MethodMissing),
        ({"results": []}, MethodMissing),
        ({"name": ""}, TextMissing),
        ({"name": "x" * 201}, TextTooLong),
        ({"population": "x" * 201}, TextTooLong),
        ({"n": -1}, NumberOutOfRange),
        ({"opened_on": "June"}, NotADay),
        ({"opened_on": "2031-06-06", "closed_on": "2031-06-05"}, NotADay),
    ],
)
def test_no_poll_without_its_method_its_population_and_its_limits(
    cycle: str, told: dict[str, Any], refusal: Any
) -> None:
    refuses(refusal, report, cycle=cycle, **told)


def test_a_reported_cycle_takes_no_poll_without_a_source(house: str) -> None:
    told = open_reported()
    refuses(SourceMissing, report, cycle=told, sources=[])
    report(cycle=told)
    assert payloads(told, "poll.reported")[0]["basis"] == "reported"


def test_who_may_enter_a_poll_and_when(cycle: str) -> None:
    only({Role.DIRECTOR, Role.COMMUNICATIONS}, OPEN, partial(report, cycle=cycle), cycle=cycle)


def test_two_polls_entered_at_once_get_two_codes(fresh_database: FreshDatabase) -> None:
    cycle = open_harbor(Phase.CONSULTING)
    answers = at_once(fresh_database, *(partial(report, cycle=cycle, actor=actor) for actor in (DIRECTOR, COLLEAGUE)))
    assert sorted(answers) == ["POLL-R1", "POLL-R2"]
