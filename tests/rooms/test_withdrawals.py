"""When a candidate goes: the list of what is touched, and what the desk writes about it."""

import pytest

from hustings.core.typed import TextMissing
from hustings.core.values import Actor, Days, Role
from hustings.core.withdrawal import StepKind, Way
from hustings.ground.record.refusals import NotAllowed
from hustings.rooms.candidates.actions import change_status, settle_step
from hustings.rooms.candidates.queries import withdrawal_of
from hustings.rooms.candidates.refusals import NoSuchStep, StepSettled, StillStands
from hustings.rooms.candidates.statuses import Status
from hustings.rooms.releases.actions import draft_release
from hustings.rooms.roundtables.actions.meetings import cancel_roundtable, set_roundtable
from tests.rooms.harbor import ROUNDTABLE, bodies, campaign, invite_both, withdraw
from tests.rooms.races import AT, DIRECTOR

SECRETARY = Actor("secretary-1", frozenset({Role.SECRETARY}))


@pytest.fixture
def touched(hearing: str) -> str:
    """CAND-1 has an invitation, a roundtable and a drafted statement, and withdraws."""
    invite_both(hearing)
    set_roundtable(cycle=hearing, **ROUNDTABLE)
    draft_release(cycle=hearing, audience="press", about="RT-1", title="A meeting", text="Soon.", actor=DIRECTOR, at=AT)
    withdraw(hearing, "CAND-1")
    return hearing


def open_steps(cycle: str) -> list[tuple[str, str]]:
    found = withdrawal_of(cycle=cycle, candidate="CAND-1", actor=DIRECTOR)
    return [(step.kind.value, step.code) for step in found.open]


def settle(cycle: str, step: StepKind, thing: str, words: str = "She was told.", way: Way = Way.DONE) -> None:
    settle_step(cycle=cycle, candidate="CAND-1", step=step, thing=thing, way=way, words=words, actor=SECRETARY, at=AT)


def test_the_desk_walks_through_what_is_touched_and_every_word_is_on_the_record(touched: str) -> None:
    assert open_steps(touched) == [("invitation", "INV-1"), ("roundtable", "RT-1"), ("statement", "REL-1")]
    settle(touched, StepKind.INVITATION, "INV-1")
    cancel_roundtable(cycle=touched, roundtable="RT-1", reason="She withdrew.", actor=DIRECTOR, at=AT)
    settle(touched, StepKind.RELEASE, "REL-1", "It will not go out.", Way.LEFT)
    assert open_steps(touched) == []
    assert bodies(touched, "withdrawal.step-settled") == [
        {"candidate": "CAND-1", "step": "invitation", "thing": "INV-1", "way": "done", "words": "She was told."},
        {"candidate": "CAND-1", "step": "statement", "thing": "REL-1", "way": "left", "words": "It will not go out."},
    ]


def test_a_step_is_settled_once_with_words_and_only_if_it_is_touched(touched: str) -> None:
    with pytest.raises(TextMissing):
        settle(touched, StepKind.INVITATION, "INV-1", "  ")
    with pytest.raises(NoSuchStep):
        settle(touched, StepKind.INVITATION, "INV-2")
    settle(touched, StepKind.INVITATION, "INV-1")
    with pytest.raises(StepSettled):
        settle(touched, StepKind.INVITATION, "INV-1", "Told again.")
    with pytest.raises(NotAllowed):
        withdrawal_of(cycle=touched, candidate="CAND-1", actor=campaign("CAND-1"))


def test_who_stands_has_no_list_and_who_comes_back_has_none_any_more(touched: str) -> None:
    with pytest.raises(StillStands):
        withdrawal_of(cycle=touched, candidate="CAND-2", actor=DIRECTOR)
    back = {"status": Status.DECLARED, "on": Days.parse("2031-03-02")}
    change_status(cycle=touched, candidate="CAND-1", **back, actor=DIRECTOR, at=AT)
    with pytest.raises(StillStands):
        settle(touched, StepKind.INVITATION, "INV-1")


def test_a_replacement_is_on_the_list_until_it_is_invited(touched: str) -> None:
    gone = {"status": Status.REPLACED, "on": Days.parse("2031-03-02"), "replaced_by": "CAND-2"}
    change_status(cycle=touched, candidate="CAND-1", **gone, actor=DIRECTOR, at=AT)
    found = withdrawal_of(cycle=touched, candidate="CAND-1", actor=DIRECTOR)
    assert [(step.kind.value, step.code, step.settled) for step in found.steps][:1] == [("invitation", "INV-1", False)]
    assert (found.status, found.replaced_by) == ("replaced", "CAND-2")
