"""The board: a motion with its notice and seats, a roll call, and the rulebook's own arithmetic."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from hustings.core.decision import Motion as Question
from hustings.core.decision import Option, Outcome, Rule, decide, votes_from_json
from hustings.core.decision.refusals import (
    OptionsDoNotFit,
    OptionTwice,
    TooManyCandidates,
    VoteNotOnBallot,
    WeightNotAllowed,
)
from hustings.core.phases import OPEN, Phase
from hustings.core.shapes import WrongShape
from hustings.core.typed import TextMissing, TextTooLong
from hustings.core.values import STAFF, NotADay, Role
from hustings.ground.record.models import Chain
from hustings.ground.record.queries import publishable_entries
from hustings.ground.record.refusals import NotAllowed, SourceMissing
from hustings.rooms.board.actions import VOTING, report_decision
from hustings.rooms.board.queries import motion_of, motions_of
from hustings.rooms.board.refusals import AlreadyDecided, NoSeats, NoSuchMotion, SeatsDiffer
from hustings.rooms.cycles.actions import adopt_rulebook
from hustings.rooms.cycles.refusals import NoRulebook
from tests.databases import FreshDatabase
from tests.rooms.conftest import RULES
from tests.rooms.harbor import GAZETTE, bodies, open_reported, payloads
from tests.rooms.motions import (
    APPROVE,
    DEPUTY,
    ENDORSE,
    FOUR_TO_ONE,
    NOBODY,
    SEATS,
    SECRETARY,
    TWO_TO_THREE,
    put,
    roll,
)
from tests.rooms.races import AT, DIRECTOR, at_once, open_harbor
from tests.rooms.refused import holding, only, refuses

report = partial(
    report_decision,
    body="General Executive Board",
    outcome="no endorsement",
    on="2031-09-18",
    what="The board endorses nobody.",
    actor=DIRECTOR,
    at=AT,
)


def test_a_motion_is_put_with_its_notice_its_meeting_and_its_seats(hearing: str) -> None:
    assert put(cycle=hearing) == "MOT-1"
    assert payloads(hearing, "motion.put")[0]["subject"] == "MOT-1"
    assert bodies(hearing, "motion.put") == [
        {
            "motion": "MOT-1",
            "title": "Endorsement for mayor",
            "text": "That we endorse Dana Reyes.",
            "outcome": "endorse",
            "candidate": "CAND-1",
            "notice_on": "2031-08-20",
            "meeting_on": "2031-09-01",
            "seats": [{"seat": seat, "weight": 1} for seat in ("president", "north", "south", "east", "west")],
        }
    ]
    view = motion_of(cycle=hearing, motion="MOT-1", actor=SECRETARY)
    assert (view.seats, view.outcome) == (tuple(SEATS), "")


def test_several_options_are_a_single_choice(hearing: str) -> None:
    put(cycle=hearing, options=[ENDORSE, NOBODY])
    assert bodies(hearing, "motion.put")[0]["outcome"] == "choice"


def test_a_motion_says_what_it_approves(hearing: str) -> None:
    put(cycle=hearing, options=[APPROVE], about="GIFT-1")
    (body,) = bodies(hearing, "motion.put")
    assert (body["outcome"], body["about"], "candidate" in body) == ("approve", "GIFT-1", False)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"seats": {}}, NoSeats),
        ({"meeting_on": date(2031, 8, 19)}, NoSeats),
        ({"title": " "}, TextMissing),
        ({"title": "x" * 201}, TextTooLong),
        ({"text": ""}, TextMissing),
        ({"options": []}, OptionsDoNotFit),
        ({"options": [NOBODY, NOBODY]}, OptionTwice),
        ({"options": [Option("both", "Both", Outcome.DUAL, ("CAND-1", "CAND-2"))]}, TooManyCandidates),
        ({"seats": {"president": 2}}, WeightNotAllowed),
        ({"seats": {"": 1}}, WrongShape),
        ({"seats": {"president": -1}}, WrongShape),
    ],
)
def test_a_motion_that_could_not_be_voted_on_is_not_put(hearing: str, told: dict[str, Any], refusal: Any) -> None:
    refuses(refusal, put, cycle=hearing, **told)
    assert motions_of(cycle=hearing, actor=SECRETARY) == ()


def test_a_motion_needs_a_rulebook(cycle: str) -> None:
    Chain.objects.filter(pk=cycle).update(phase=Phase.HEARING)
    refuses(NoRulebook, put, cycle=cycle)


def test_the_roll_is_called_and_the_rule_decides(hearing: str) -> None:
    put(cycle=hearing)
    outcome, explanation = roll(cycle=hearing, motion="MOT-1")
    assert outcome == "endorse"
    (body,) = bodies(hearing, "roll_call.recorded")
    assert body.keys() == {
        "motion", "rule", "question", "roll_call", "decision", "outcome", "passes", "explanation", "on",
    }  # fmt: skip
    assert (body["motion"], body["outcome"], body["passes"], body["on"]) == ("MOT-1", "endorse", True, "2031-09-01")
    assert body["rule"] == RULES["decision"]
    assert body["roll_call"]["votes"][0] == {"seat": "president", "vote": "yes", "weight": 1, "away": False}
    assert body["explanation"] == list(explanation)
    made = decide(
        Question.from_json(body["question"]), Rule.from_json(body["rule"]), votes_from_json(body["roll_call"])
    )
    assert made.as_json() == body["decision"]
    assert motion_of(cycle=hearing, motion="MOT-1", actor=SECRETARY).outcome == "endorse"


def test_without_a_day_the_vote_is_of_the_day_it_is_entered(hearing: str) -> None:
    put(cycle=hearing)
    roll(cycle=hearing, motion="MOT-1", on=None, at=AT.replace(month=9))
    assert bodies(hearing, "roll_call.recorded")[0]["on"] == "2031-09-01"


def test_a_motion_that_fails_is_decided_too(hearing: str) -> None:
    put(cycle=hearing)
    assert roll(cycle=hearing, motion="MOT-1", votes=TWO_TO_THREE)[0] == "no position"
    assert bodies(hearing, "roll_call.recorded")[0]["passes"] is False


def test_three_fifths_are_enough_and_one_vote_less_is_not(hearing: str) -> None:
    put(cycle=hearing)
    put(cycle=hearing)
    three = FOUR_TO_ONE | {"east": "no"}
    assert roll(cycle=hearing, motion="MOT-1", votes=three)[0] == "endorse"
    assert roll(cycle=hearing, motion="MOT-2", votes=TWO_TO_THREE)[0] == "no position"


def test_without_a_quorum_nothing_is_decided_and_the_roll_can_be_called_again(hearing: str) -> None:
    put(cycle=hearing)
    few = dict.fromkeys(SEATS, "absent") | {"president": "yes", "north": "yes"}
    assert roll(cycle=hearing, motion="MOT-1", votes=few)[0] == "not decided: no quorum"
    assert roll(cycle=hearing, motion="MOT-1")[0] == "endorse"
    assert [body["passes"] for body in bodies(hearing, "roll_call.recorded")] == [False, True]


def test_short_notice_decides_nothing(hearing: str) -> None:
    put(cycle=hearing, noticed_on=date(2031, 8, 26))
    assert roll(cycle=hearing, motion="MOT-1")[0] == "not decided: notice too short"


def test_the_rule_is_the_one_that_was_frozen_and_a_gift_needs_its_three_fifths_too(hearing: str) -> None:
    put(cycle=hearing, options=[APPROVE], about="GIFT-1")
    assert roll(cycle=hearing, motion="MOT-1", votes=TWO_TO_THREE)[0] == "unchanged"
    assert bodies(hearing, "roll_call.recorded")[0]["rule"] == RULES["decision"]


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"motion": "MOT-9"}, NoSuchMotion),
        ({"votes": {"president": "yes"}}, SeatsDiffer),
        ({"votes": FOUR_TO_ONE | {"guest": "yes"}}, SeatsDiffer),
        ({"votes": FOUR_TO_ONE | {"west": "perhaps"}}, VoteNotOnBallot),
        ({"casting": "perhaps"}, VoteNotOnBallot),
    ],
)
def test_what_is_not_a_roll_call_is_refused(hearing: str, told: dict[str, Any], refusal: Any) -> None:
    put(cycle=hearing)
    refuses(refusal, roll, cycle=hearing, **({"motion": "MOT-1"} | told))


def test_a_decided_motion_is_not_voted_on_again(hearing: str) -> None:
    put(cycle=hearing)
    roll(cycle=hearing, motion="MOT-1")
    refused = refuses(AlreadyDecided, roll, cycle=hearing, motion="MOT-1", votes=TWO_TO_THREE)
    assert refused.facts == {"motion": "MOT-1", "outcome": "endorse"}


def test_seats_weigh_what_the_motion_says(cycle: str) -> None:
    rules = RULES | {"decision": dict(RULES["decision"], weights="by seat")}  # type: ignore[call-overload]
    adopt_rulebook(cycle=cycle, rules=rules, actor=DIRECTOR, at=AT)
    Chain.objects.filter(pk=cycle).update(phase=Phase.DECIDING)
    put(cycle=cycle, seats={"north": 300, "south": 200})
    assert roll(cycle=cycle, motion="MOT-1", votes={"north": "yes", "south": "no"})[0] == "endorse"
    (body,) = bodies(cycle, "roll_call.recorded")
    assert [vote["weight"] for vote in body["roll_call"]["votes"]] == [300, 200]


def test_motions_are_for_staff_and_the_board_to_read(hearing: str) -> None:
    put(cycle=hearing)
    put(cycle=hearing)
    for role in STAFF | {Role.BOARD}:
        assert [view.code for view in motions_of(cycle=hearing, actor=holding(role))] == ["MOT-1", "MOT-2"]
    with pytest.raises(NotAllowed):
        motions_of(cycle=hearing, actor=holding(Role.MEMBER))
    with pytest.raises(NoSuchMotion):
        motion_of(cycle=hearing, motion="MOT-9", actor=SECRETARY)


def test_a_reported_decision_needs_a_source_and_keeps_its_words(house: str) -> None:
    told = open_reported()
    refuses(SourceMissing, report, cycle=told, sources=[])
    report(cycle=told, sources=[GAZETTE], reason="No majority.")
    (entry,) = payloads(told, "decision.reported")
    assert (entry["basis"], entry["subject"]) == ("reported", "General Executive Board")
    assert entry["body"] == {
        "body": "General Executive Board",
        "outcome": "no endorsement",
        "on": "2031-09-18",
        "what": "The board endorses nobody.",
        "reason": "No majority.",
        "sources": [{"outlet": "Harbor Gazette", "day": "2031-02-03"}],
    }


@pytest.mark.parametrize(("field", "text"), [("on", "soon"), ("body", ""), ("outcome", ""), ("what", " ")])
def test_a_reported_decision_is_whole(hearing: str, field: str, text: str) -> None:
    refuses(NotADay if field == "on" else TextMissing, report, cycle=hearing, sources=[GAZETTE], **{field: text})


def test_who_may_do_what_and_when(hearing: str) -> None:
    put(cycle=hearing)
    only({Role.SECRETARY, Role.DIRECTOR, Role.BOARD}, VOTING, partial(put, cycle=hearing), cycle=hearing)
    only({Role.SECRETARY}, VOTING, partial(roll, cycle=hearing, motion="MOT-1"), cycle=hearing)
    told = partial(report, cycle=hearing, sources=[GAZETTE])
    only({Role.DIRECTOR, Role.COMMUNICATIONS}, OPEN, told, cycle=hearing)


def test_two_who_call_the_roll_at_once_decide_it_once(fresh_database: FreshDatabase) -> None:
    cycle = open_harbor(Phase.DRAFTING)
    adopt_rulebook(cycle=cycle, rules=RULES, actor=DIRECTOR, at=AT)
    Chain.objects.filter(pk=cycle).update(phase=Phase.DECIDING)
    put(cycle=cycle)
    one = partial(roll, cycle=cycle, motion="MOT-1")
    other = partial(one, votes=TWO_TO_THREE, actor=DEPUTY)
    answers = at_once(fresh_database, one, other)
    decided = {"endorse", "no position"}
    assert [answer for answer in answers if answer == "already-decided"] == ["already-decided"]
    assert [answer[0] for answer in answers if answer[0] in decided] == [
        motion_of(cycle=cycle, motion="MOT-1", actor=SECRETARY).outcome
    ]
    assert [entry.verb for entry in publishable_entries(cycle=cycle)].count("roll_call.recorded") == 1
