"""Paper and hall ballots of a secret poll: struck off before the opening, counted by two tellers after the close."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from hustings.core.ballots.credentials import make_credential, make_uuid
from hustings.core.ballots.trustees import make_trustee_key
from hustings.core.findings import Result
from hustings.core.projections.paper import paper_of as told_of
from hustings.core.projections.statements import statements
from hustings.core.values import Actor, Role
from hustings.core.verify_paper import check_paper
from hustings.ground.record.queries import publishable_entries
from hustings.rooms.ballots import paper_refusals as refusals
from hustings.rooms.ballots.actions import declare_poll
from hustings.rooms.ballots.actions_on_paper import (
    announce_paper,
    confirm_paper_count,
    enter_paper_count,
    withdraw_paper_count,
)
from hustings.rooms.ballots.declaring import undivided
from hustings.rooms.ballots.paper import paper_of
from tests.rooms.polls import ANSWERS, CLOSES, ELECTION_OFFICER, OPENS

DRAW = random.Random(13).randbytes
FIRST, SECOND = (Actor(name, frozenset({Role.TELLER})) for name in ("teller-1", "teller-2"))
BEFORE = OPENS - timedelta(days=2)
FIGURES = {"counts": dict(zip(ANSWERS, (9, 4, 2), strict=True)), "n_voters": 16, "n_spoilt": 1}


@pytest.fixture
def poll(hearing: str, settings, tmp_path) -> dict[str, str]:
    settings.CONFIG = replace(settings.CONFIG, files=tmp_path)
    uuid = make_uuid(draw=DRAW)
    code = declare_poll(
        cycle=hearing,
        question="Whom should we endorse?",
        answers=ANSWERS,
        opens_at=OPENS,
        closes_at=CLOSES,
        trustees=[make_trustee_key(draw=DRAW).trustee for _ in range(2)],
        units=undivided(uuid=uuid, credentials=[make_credential(uuid=uuid, draw=DRAW).public]),
        actor=ELECTION_OFFICER,
        at=BEFORE,
    )
    return {"cycle": hearing, "poll": code}


@pytest.fixture
def announced(poll):
    announce_paper(**poll, n_paper=40, places=["Hall", "Letters"], actor=ELECTION_OFFICER, at=BEFORE)
    return poll


def enter(poll, *, place="Hall", actor=FIRST, at=CLOSES, **figures):
    return enter_paper_count(**poll, place=place, actor=actor, at=at, **(FIGURES | figures))


def confirm(poll, sheet, *, actor=SECOND, **figures):
    confirm_paper_count(cycle=poll["cycle"], sheet=sheet, actor=actor, at=CLOSES, **(FIGURES | figures))


def checked(cycle):
    """The results of the bundle's check, and the channel as the record tells it."""
    entries = publishable_entries(cycle=cycle)
    return [check.result for check in check_paper(entries)], told_of(statements(entries))


def test_two_tellers_count_and_the_channel_stands_by_itself(announced):
    sheet = enter(announced)
    assert checked(announced["cycle"])[1][announced["poll"]].n_voters == 0
    confirm(announced, sheet)
    letters = enter(announced, place="Letters", actor=SECOND, counts=dict.fromkeys(ANSWERS, 4), n_voters=12, n_spoilt=0)
    confirm(announced, letters, actor=ELECTION_OFFICER, counts=dict.fromkeys(ANSWERS, 4), n_voters=12, n_spoilt=0)
    results, told = checked(announced["cycle"])
    channel = told[announced["poll"]]
    assert results == [Result.HOLDS]
    assert ([channel.count_of(answer) for answer in ANSWERS], channel.n_spoilt) == ([13, 8, 6], 1)
    assert (channel.n_voters, channel.n_paper) == (28, 40)
    view = paper_of(**announced, actor=ELECTION_OFFICER)
    assert view is not None
    assert view.missing == ()


def test_the_second_teller_does_not_see_what_the_first_one_typed(announced):
    enter(announced)
    mine, theirs = (paper_of(**announced, actor=actor).sheets[0] for actor in (FIRST, SECOND))
    assert (mine.n_voters, theirs.n_voters, theirs.counts) == (16, None, None)


def test_a_withdrawn_sheet_stays_on_the_record_and_the_place_is_entered_again(announced):
    wrong = enter(announced, counts=dict(zip(ANSWERS, (4, 9, 2), strict=True)))
    withdraw_paper_count(
        cycle=announced["cycle"], sheet=wrong, reason="Two piles were exchanged.", actor=SECOND, at=CLOSES
    )
    confirm(announced, enter(announced))
    results, told = checked(announced["cycle"])
    channel = told[announced["poll"]]
    assert results == [Result.HOLDS]
    assert [(each.status, each.reason) for each in channel.sheets] == [
        ("withdrawn", "Two piles were exchanged."),
        ("confirmed", ""),
    ]


def test_who_votes_on_paper_is_fixed_before_the_poll_opens(poll):
    told = poll | {"actor": ELECTION_OFFICER}
    for refusal, other in (
        (refusals.PaperTooLate, {"at": OPENS}),
        (refusals.TooFewOnPaper, {"n_paper": 9}),
        (refusals.PaperPlacesUnclear, {"places": ["Hall", "Hall"]}),
    ):
        with pytest.raises(refusal):
            announce_paper(**(told | {"n_paper": 40, "places": ["Hall"], "at": BEFORE} | other))
    with pytest.raises(refusals.PaperNotAnnounced):
        enter(poll)
    announce_paper(**told, n_paper=40, places=["Hall"], at=BEFORE)
    with pytest.raises(refusals.PaperAnnounced):
        announce_paper(**told, n_paper=40, places=["Hall"], at=BEFORE)


@pytest.mark.parametrize(
    ("refusal", "other"),
    [
        (refusals.PaperNotOver, {"at": CLOSES - timedelta(seconds=1)}),
        (refusals.NotAPaperPlace, {"place": "Barn"}),
        (refusals.NotAPaperPlace, {"actor": replace(FIRST, scope="Letters")}),
        (refusals.PaperFiguresIncomplete, {"counts": {ANSWERS[0]: 15}}),
        (refusals.PaperFiguresIncomplete, {"counts": FIGURES["counts"] | {ANSWERS[0]: True}}),
        (refusals.PaperDoesNotAddUp, {"n_spoilt": 0}),
        (refusals.TooFewOnPaper, {"counts": dict.fromkeys(ANSWERS, 3), "n_voters": 9, "n_spoilt": 0}),
        (refusals.TooManyOnPaper, {"n_spoilt": 26, "n_voters": 41}),
    ],
)
def test_a_sheet_that_cannot_be_right_is_refused(announced, refusal, other):
    with pytest.raises(refusal):
        enter(announced, **other)


def test_only_another_teller_with_the_same_figures_confirms(announced):
    sheet = enter(announced)
    with pytest.raises(refusals.PaperPlaceTaken):
        enter(announced)
    with pytest.raises(refusals.SamePaperTeller):
        confirm(announced, sheet, actor=FIRST)
    with pytest.raises(refusals.PaperSheetsDiffer, match="members who voted"):
        confirm(announced, sheet, n_voters=17, n_spoilt=2)
    confirm(announced, sheet)
    with pytest.raises(refusals.PaperConfirmed):
        confirm(announced, sheet)
    with pytest.raises(refusals.NoSuchPaperSheet):
        confirm(announced, "PAPER-9")
    with pytest.raises(refusals.PaperReasonMissing):
        withdraw_paper_count(cycle=announced["cycle"], sheet=sheet, reason=" ", actor=FIRST, at=CLOSES)
