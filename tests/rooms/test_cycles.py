"""A cycle: rules adopted and frozen by the call, dates that keep the days they had, phases."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from hustings.core.decision.refusals import ThresholdImpossible
from hustings.core.phases import OPEN, ORDER, Phase
from hustings.core.typed import TextMissing, TextTooLong
from hustings.core.values import Kind, Role
from hustings.ground.record.chains import HOUSE
from hustings.ground.record.models import Chain
from hustings.ground.record.queries import chain_of, publishable_entries, staff_entries
from hustings.ground.record.refusals import AlreadyOpened, NoSuchCycle
from hustings.rooms.cycles.actions import (
    Planned,
    adopt_rulebook,
    move_date,
    move_to_phase,
    open_cycle,
    publish_call,
    set_date,
)
from hustings.rooms.cycles.queries import calendar_of, cycle_of, cycles, rulebook_of
from hustings.rooms.cycles.refusals import (
    NoChange,
    NoRulebook,
    NoSuchDate,
    NotACode,
    NotARulebook,
    ReasonMissing,
    RulebookFrozen,
)
from tests.databases import FreshDatabase
from tests.rooms.conftest import RULES
from tests.rooms.harbor import bodies, payloads
from tests.rooms.races import AT, COLLEAGUE, DIRECTOR, at_once, open_harbor
from tests.rooms.refused import only, refuses

OPENED: dict[str, Any] = {
    "code": "second",
    "kind": Kind.LIVE,
    "title": "Council of Harbor City, 2031",
    "organisation": "United Harbor Workers",
    "contest": "Council of Harbor City",
    "election_on": date(2031, 11, 4),
    "actor": DIRECTOR,
    "at": AT,
}
DECISION = Planned("decision", "Board meets", date(2031, 9, 1))
adopt = partial(adopt_rulebook, rules=RULES, actor=DIRECTOR, at=AT)
call = partial(publish_call, text="Every candidate is invited.", calendar=[DECISION], actor=DIRECTOR, at=AT)
move = partial(move_date, key="decision", to=date(2031, 9, 8), reason="No hall.", actor=DIRECTOR, at=AT)
turn = partial(move_to_phase, phase=Phase.INVITING, actor=DIRECTOR, at=AT)


def test_a_cycle_opens_with_a_record_that_says_what_it_is(cycle: str) -> None:
    (opened,) = publishable_entries(cycle=cycle)
    assert opened.payload is not None
    assert (opened.payload["role"], opened.payload["basis"]) == ("director", "simulated")
    assert opened.body == {
        "chain": "harbor-2031",
        "contest": "Mayor of Harbor City",
        "election_on": "2031-11-04",
        "format": "hustings-record/1",
        "kind": "rehearsal",
        "organisation": "United Harbor Workers",
        "rehearsal": True,
        "title": "Mayor of Harbor City, 2031",
    }
    assert staff_entries(cycle=HOUSE, actor=DIRECTOR)[-1].body == {"cycle": "harbor-2031", "kind": "rehearsal"}
    assert (cycle_of(cycle=cycle).phase, cycle_of(cycle=cycle).kind) == (Phase.DRAFTING, Kind.REHEARSAL)


def test_cycles_are_listed_the_latest_first(cycle: str) -> None:
    open_cycle(**OPENED | {"at": AT.replace(month=4)})
    assert [view.code for view in cycles()] == ["second", "harbor-2031"]


@pytest.mark.parametrize("code", ["harbor-2031", "house"])
def test_a_code_is_taken_once(cycle: str, code: str) -> None:
    refuses(AlreadyOpened, open_cycle, **OPENED | {"code": code})


@pytest.mark.parametrize("code", ["", "Harbor City", "häfen", "a/b", "x" * 61])
def test_a_code_fits_into_an_address(cycle: str, code: str) -> None:
    refuses(NotACode, open_cycle, **OPENED | {"code": code})


@pytest.mark.parametrize("field", ["title", "organisation", "contest"])
def test_a_cycle_says_what_it_is_about_and_not_more_than_fits(cycle: str, field: str) -> None:
    refuses(TextMissing, open_cycle, **OPENED | {field: " "})
    refuses(TextTooLong, open_cycle, **OPENED | {field: "x" * 201})


def test_a_cycle_that_is_not_there_is_refused(cycle: str) -> None:
    with pytest.raises(NoSuchCycle):
        cycle_of(cycle="nowhere")
    refuses(NoSuchCycle, adopt, cycle="nowhere")


def test_a_rulebook_is_adopted_in_versions_and_stands_on_the_record(cycle: str) -> None:
    with pytest.raises(NoRulebook):
        rulebook_of(cycle=cycle)
    assert adopt(cycle=cycle) == 1
    assert adopt(cycle=cycle, rules=RULES | {"text": "Three fifths."}) == 2
    first, second = payloads(cycle, "rulebook.adopted")
    assert (first["subject"], first["body"]) == ("RULES-1", {"version": 1} | RULES)
    assert second["body"] == {"version": 2} | RULES | {"text": "Three fifths."}
    assert rulebook_of(cycle=cycle) == second["body"]


def test_what_is_not_a_rule_is_not_kept(cycle: str) -> None:
    adopt(cycle=cycle, rules=RULES | {"mood": "good"})
    assert "mood" not in rulebook_of(cycle=cycle)


@pytest.mark.parametrize("field", list(RULES))
def test_a_rulebook_lacks_nothing(cycle: str, field: str) -> None:
    rules = {key: value for key, value in RULES.items() if key != field}
    assert refuses(NotARulebook, adopt, cycle=cycle, rules=rules).facts == {"field": field}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("notice_days", "7"),
        ("notice_days", 5),
        ("minimum_unit", 0),
        ("minimum_unit", True),
        ("record_on", "2031-05"),
        ("record_on", "2031-02-30"),
        ("options", []),
        ("options", ["endorse", ""]),
        ("text", " "),
    ],
)
def test_a_rulebook_does_not_contradict_itself(cycle: str, field: str, value: object) -> None:
    refused = refuses(NotARulebook, adopt, cycle=cycle, rules=RULES | {field: value})
    assert refused.facts == {"field": field}


def test_a_rule_that_nothing_can_meet_is_refused(cycle: str) -> None:
    rule = RULES["decision"]
    assert isinstance(rule, dict)
    over = rule | {"threshold": {"share": "4/3", "compare": "at least", "base": "votes cast"}}
    refuses(ThresholdImpossible, adopt, cycle=cycle, rules=RULES | {"decision": over})


def test_the_call_is_published_with_its_calendar_and_freezes_the_rulebook(cycle: str) -> None:
    adopt(cycle=cycle)
    call(cycle=cycle, text="  Every candidate is invited.\n\nCome.  ")
    (body,) = bodies(cycle, "call.published")
    assert body == {
        "version": 1,
        "text": "Every candidate is invited.\n\nCome.",
        "calendar": [{"key": "decision", "label": "Board meets", "on": "2031-09-01"}],
    }
    assert chain_of(cycle=cycle).phase == Phase.CALLED
    refuses(RulebookFrozen, adopt, cycle=cycle)


def test_no_call_without_a_rulebook_or_a_text(cycle: str) -> None:
    refuses(NoRulebook, call, cycle=cycle)
    adopt(cycle=cycle)
    refuses(TextMissing, call, cycle=cycle, text=" ")
    assert chain_of(cycle=cycle).phase == Phase.DRAFTING


def test_a_key_stands_once_on_the_calendar(cycle: str) -> None:
    adopt(cycle=cycle)
    refuses(NoChange, call, cycle=cycle, calendar=[DECISION, DECISION])
    assert calendar_of(cycle=cycle) == ()
    set_date(cycle=cycle, planned=DECISION, actor=DIRECTOR, at=AT)
    refuses(NoChange, call, cycle=cycle)
    refuses(NoChange, set_date, cycle=cycle, planned=DECISION, actor=DIRECTOR, at=AT)


@pytest.mark.parametrize(
    ("planned", "refusal"),
    [
        (Planned("a b", "Board meets", date(2031, 9, 1)), NotACode),
        (Planned("x" * 41, "Board meets", date(2031, 9, 1)), NotACode),
        (Planned("decision", "", date(2031, 9, 1)), TextMissing),
        (Planned("decision", "x" * 121, date(2031, 9, 1)), TextTooLong),
    ],
)
def test_a_date_has_a_key_and_a_label(cycle: str, planned: Planned, refusal: Any) -> None:
    refuses(refusal, set_date, cycle=cycle, planned=planned, actor=DIRECTOR, at=AT)


def test_a_date_can_be_added_to_the_calendar(called: str) -> None:
    set_date(cycle=called, planned=Planned("poll", "Poll opens", date(2031, 7, 1)), actor=DIRECTOR, at=AT)
    assert bodies(called, "date.set") == [{"key": "poll", "label": "Poll opens", "on": "2031-07-01"}]
    assert [view.key for view in calendar_of(cycle=called)] == ["deadline", "poll", "decision"]


def test_a_moved_date_keeps_every_day_it_had(called: str) -> None:
    move(cycle=called)
    move(cycle=called, to=date(2031, 9, 3), reason=" The hall is free again. ")
    assert bodies(called, "date.moved")[-1] == {
        "key": "decision",
        "label": "Board meets",
        "was": "2031-09-08",
        "now": "2031-09-03",
        "reason": "The hall is free again.",
    }
    moved = calendar_of(cycle=called)[-1]
    assert (moved.on, moved.earlier) == (date(2031, 9, 3), (date(2031, 9, 1), date(2031, 9, 8)))
    assert moved.reason == "The hall is free again."


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"key": "party"}, NoSuchDate),
        ({"reason": " "}, ReasonMissing),
        ({"to": date(2031, 9, 1)}, NoChange),
    ],
)
def test_a_date_moves_only_with_a_reason_and_to_another_day(called: str, told: dict[str, Any], refusal: Any) -> None:
    refuses(refusal, move, cycle=called, **told)


def test_a_cycle_moves_on_and_back_only_with_a_reason(called: str) -> None:
    assert turn(cycle=called) is Phase.INVITING
    refuses(ReasonMissing, turn, cycle=called, phase=Phase.CALLED)
    refuses(NoChange, turn, cycle=called)
    turn(cycle=called, phase=Phase.CALLED, reason=" The call was unclear. ")
    assert bodies(called, "phase.moved") == [
        {"was": "called", "now": "inviting"},
        {"was": "inviting", "now": "called", "reason": "The call was unclear."},
    ]
    assert cycle_of(cycle=called).phase is Phase.CALLED


def test_a_cycle_leaves_drafting_only_by_its_call_and_never_returns(cycle: str) -> None:
    refuses(NoRulebook, turn, cycle=cycle)
    adopt(cycle=cycle)
    refuses(NoRulebook, turn, cycle=cycle)
    call(cycle=cycle)
    refuses(NoRulebook, turn, cycle=cycle, phase=Phase.DRAFTING, reason="Once more.")


def test_a_reported_cycle_needs_no_call_and_its_housekeeping_no_source(house: str) -> None:
    told = open_cycle(**OPENED | {"kind": Kind.REPORTED})
    turn(cycle=told, phase=Phase.DECIDED)
    set_date(cycle=told, planned=DECISION, actor=DIRECTOR, at=AT)
    assert [entry["basis"] for entry in payloads(told, "phase.moved")] == ["reported"]


def test_nothing_comes_after_the_close(called: str) -> None:
    turn(cycle=called, phase=Phase.CLOSED)
    Chain.objects.get(pk=called, phase="closed")
    only({Role.DIRECTOR, Role.SECRETARY}, OPEN, partial(turn, cycle=called), cycle=called)


def test_who_may_do_what_and_when(called: str) -> None:
    desk = {Role.DIRECTOR, Role.SECRETARY}
    dated = partial(set_date, cycle=called, planned=DECISION, at=AT)
    only(desk, OPEN, partial(adopt, cycle=called), cycle=called)
    only({Role.DIRECTOR}, {Phase.DRAFTING}, partial(call, cycle=called), cycle=called)
    only({Role.DIRECTOR}, OPEN, dated, cycle=called)
    only({Role.DIRECTOR}, OPEN, partial(move, cycle=called), cycle=called)
    only(desk, OPEN, partial(turn, cycle=called), cycle=called)
    only({Role.DIRECTOR, Role.SYSTEM}, ORDER, partial(open_cycle, **OPENED), cycle=called)


def test_two_who_open_the_same_cycle_at_once_open_one(fresh_database: FreshDatabase) -> None:
    open_harbor(Phase.DRAFTING)
    both = [partial(open_cycle, **OPENED | {"actor": actor}) for actor in (DIRECTOR, COLLEAGUE)]
    assert sorted(at_once(fresh_database, *both)) == ["already-opened", "second"]


def test_two_who_move_the_same_date_at_once_move_it_one_after_the_other(fresh_database: FreshDatabase) -> None:
    cycle = open_harbor(Phase.CALLED)
    set_date(cycle=cycle, planned=DECISION, actor=DIRECTOR, at=AT)
    answers = at_once(fresh_database, partial(move, cycle=cycle), partial(move, cycle=cycle, actor=COLLEAGUE))
    assert sorted(answers, key=str) == [None, "no-change"]
