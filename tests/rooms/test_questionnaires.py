"""Questionnaires: sealed as they arrive, opened by two after the deadline, published word for word with their proof."""

from pathlib import Path
from typing import Any

import pytest

from hustings.core.questionnaires import FileRefused, commitment, leaf
from hustings.ground.record.models import Payload
from hustings.ground.record.refusals import NotAllowed
from hustings.rooms.candidates.refusals import CandidateOut
from hustings.rooms.cycles.refusals import ReasonMissing
from hustings.rooms.questionnaires.actions.answering import enter_answers
from hustings.rooms.questionnaires.actions.drafting import (
    cancel_questionnaire,
    give_key,
    issue_questionnaire,
    move_answers_deadline,
    set_questions,
)
from hustings.rooms.questionnaires.actions.judging import enter_scores, publish_answers, publish_scores
from hustings.rooms.questionnaires.actions.opening import begin_opening, open_answers
from hustings.rooms.questionnaires.models import HandedIn
from hustings.rooms.questionnaires.queries import (
    answers_of,
    opened_file,
    questionnaire_of,
    questionnaire_of_campaign,
    questionnaires_of_campaign,
    sheets_of,
)
from hustings.rooms.questionnaires.refusals import (
    AlreadyHandedIn,
    AlreadyPublished,
    AnswersClosed,
    DeadlineAhead,
    DeadlineTooEarly,
    KeyGiven,
    KeyNotFitting,
    KeysMissing,
    KeyUnreadable,
    NothingScored,
    NotOpened,
    QuestionsFixed,
    SameHands,
    SealBroken,
    VersionTaken,
)
from hustings.rooms.questionnaires.sealing import KeyPair, make_key, open_box, parts_of, seal
from tests.rooms.asked import (
    BOARD,
    BUDGET,
    DUE,
    ELECTION_OFFICER,
    MINUTE,
    QUESTIONS,
    SAID,
    SECRETARY,
    answered,
    drafted,
    issued,
    keyed,
    opened,
)
from tests.rooms.harbor import bodies, campaign, enter_candidates, payloads, withdraw
from tests.rooms.races import AT, COLLEAGUE, DIRECTOR

Q: dict[str, Any] = {"cycle": "harbor-2031", "questionnaire": "QNR-1"}
LATER = DUE + MINUTE
OVER = DUE + 3 * MINUTE


@pytest.fixture(autouse=True)
def fielding(hearing: str, settings: Any, tmp_path: Path) -> str:
    settings.CONFIG = settings.CONFIG.__class__(
        **{name: getattr(settings.CONFIG, name) for name in settings.CONFIG.__slots__} | {"files": tmp_path}
    )
    return enter_candidates(hearing)


@pytest.fixture
def keys(fielding: str) -> list[KeyPair]:
    return issued(fielding)


def test_the_same_questions_go_to_everybody_with_the_public_keys_of_who_can_open(keys: list[KeyPair]) -> None:
    (payload,) = payloads(Q["cycle"], "questionnaire.issued")
    body = payload["body"]
    assert (payload["visibility"], body["candidates"]) == ("public", ["CAND-2", "CAND-1"])
    assert [question["key"] for question in body["questions"]] == ["q1", "q2", "q3", "q4"]
    assert [(one["who"], one["public_key"]) for one in body["custodians"]] == [
        ("Secretary", keys[0].public),
        ("Election officer", keys[1].public),
    ]
    with pytest.raises(QuestionsFixed):
        set_questions(**Q, questions=QUESTIONS[:1], actor=DIRECTOR, at=AT)


def test_two_persons_who_do_not_run_it_keep_the_keys(fielding: str) -> None:
    drafted(fielding)
    with pytest.raises(KeysMissing, match="0 of at least 2"):
        issue_questionnaire(**Q, actor=DIRECTOR, at=AT)
    one = make_key("QNR-1")
    give_key(**Q, who="Secretary", public_key=one.public, actor=SECRETARY, at=AT)
    for actor, key in ((SECRETARY, make_key("QNR-1")), (ELECTION_OFFICER, one)):
        with pytest.raises(KeyGiven):
            give_key(**Q, who="Another", public_key=key.public, actor=actor, at=AT)
    with pytest.raises(NotAllowed):
        give_key(**Q, who="Director", public_key=make_key("QNR-1").public, actor=DIRECTOR, at=AT)
    with pytest.raises(KeyUnreadable):
        give_key(**Q, who="Officer", public_key="not a key", actor=ELECTION_OFFICER, at=AT)


def test_what_is_handed_in_lies_nowhere_in_clear(keys: list[KeyPair], tmp_path: Path) -> None:
    made = answered(Q["cycle"], "CAND-1", files=BUDGET)
    (row,) = HandedIn.objects.values_list("box", flat=True)
    texts = [str(row), *Payload.objects.values_list("text", flat=True)]
    assert not any("inner harbor" in text or "As it stands" in text or made.salts["q3"] in text for text in texts)
    kept = [path.read_bytes() for path in (tmp_path / "questionnaires").iterdir()]
    assert len(kept) == 1
    assert b"a budget" not in kept[0]
    assert bodies(Q["cycle"], "answers.handed-in") == [
        {"questionnaire": "QNR-1", "candidate": "CAND-1", "number": 1, "digest": made.digest, "via": "link"}
    ]


def test_nobody_opens_before_the_deadline_and_nobody_alone_after_it(keys: list[KeyPair]) -> None:
    answered(Q["cycle"], "CAND-1")
    with pytest.raises(DeadlineAhead):
        begin_opening(**Q, key=keys[0].private, actor=SECRETARY, at=DUE)
    with pytest.raises(KeyNotFitting):
        begin_opening(**Q, key=make_key("QNR-1").private, actor=SECRETARY, at=LATER)
    with pytest.raises(KeyUnreadable):
        begin_opening(**Q, key=keys[0].private[:-1], actor=SECRETARY, at=LATER)
    begin_opening(**Q, key=keys[0].private, actor=SECRETARY, at=LATER)
    with pytest.raises(SameHands):
        open_answers(**Q, key=keys[1].private, actor=SECRETARY, at=LATER)
    with pytest.raises(KeyNotFitting):
        open_answers(**Q, key=keys[0].private, actor=ELECTION_OFFICER, at=LATER)
    with pytest.raises(NotOpened):
        answers_of(**Q, actor=DIRECTOR)
    assert open_answers(**Q, key=keys[1].private, actor=ELECTION_OFFICER, at=LATER) == 1
    assert answers_of(**Q, actor=DIRECTOR)["CAND-1"].answers["q3"] == SAID["q3"]
    assert not any(
        keys[number].private in text for text in Payload.objects.values_list("text", flat=True) for number in (0, 1)
    )


def test_a_newer_version_replaces_the_one_before_which_is_destroyed(
    keys: list[KeyPair], tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answered(Q["cycle"], "CAND-1", files=BUDGET)
        answered(Q["cycle"], "CAND-1", at=DUE, answers={"q3": {"words": "Second thoughts."}})
    assert list((tmp_path / "questionnaires").iterdir()) == []
    assert [handed["number"] for handed in bodies(Q["cycle"], "answers.handed-in")] == [1, 2]
    assert HandedIn.objects.get(number=1).box is None
    opened(Q["cycle"], keys)
    assert answers_of(**Q, actor=DIRECTOR)["CAND-1"].answers["q3"] == {"words": "Second thoughts."}


def test_a_form_sent_twice_is_taken_once(keys: list[KeyPair]) -> None:
    answered(Q["cycle"], "CAND-1", version=1)
    with pytest.raises(VersionTaken):
        answered(Q["cycle"], "CAND-1", version=1)
    answered(Q["cycle"], "CAND-1", version=2)


def test_a_first_answer_after_the_deadline_is_taken_and_marked_but_nothing_is_exchanged(keys: list[KeyPair]) -> None:
    answered(Q["cycle"], "CAND-1", at=DUE)
    with pytest.raises(AlreadyHandedIn):
        answered(Q["cycle"], "CAND-1", at=LATER)
    enter_answers(**Q, candidate="CAND-2", answers=SAID, files={}, actor=SECRETARY, at=LATER)
    assert [(one["via"], one.get("late", False)) for one in bodies(Q["cycle"], "answers.handed-in")] == [
        ("link", False),
        ("staff", True),
    ]
    begin_opening(**Q, key=keys[0].private, actor=SECRETARY, at=LATER)
    with pytest.raises(AnswersClosed):
        answered(Q["cycle"], "CAND-2", at=LATER)


def test_what_is_published_is_what_was_handed_in_and_anybody_can_check_it(keys: list[KeyPair]) -> None:
    answered(Q["cycle"], "CAND-1", files=BUDGET)
    opened(Q["cycle"], keys)
    assert publish_answers(**Q, actor=DIRECTOR, at=OVER) == 1
    (told,) = bodies(Q["cycle"], "answers.published")
    one = told["answers"]["CAND-1"]
    assert one["said"]["q3"] == {"words": "Dredge the inner harbor.\nThen the outer one."}
    assert list(one["closed"]) == ["q4"]
    leaves = {key: leaf(one["salts"][key], said) for key, said in one["said"].items()} | one["closed"]
    (handed,) = bodies(Q["cycle"], "answers.handed-in")
    assert commitment("QNR-1", "CAND-1", leaves) == handed["digest"]
    with pytest.raises(AlreadyPublished):
        publish_answers(**Q, actor=DIRECTOR, at=OVER)


def test_a_file_comes_back_byte_for_byte_for_the_committee(keys: list[KeyPair]) -> None:
    made = answered(Q["cycle"], "CAND-1", files=BUDGET)
    with pytest.raises(FileRefused):
        answered(Q["cycle"], "CAND-2", files={"q4": ("budget.pdf", b"MZ")})
    opened(Q["cycle"], keys)
    digest = made.answers["q4"]["file"]["digest"]
    assert opened_file(**Q, digest=digest, actor=BOARD) == ("budget.pdf", "application/pdf", b"%PDF-1.7 a budget")


@pytest.mark.parametrize("box", [None, {}, {"halves": [{"to": {"1": "!", "2": 0}}]}, {"halves": 7}])
def test_an_answer_that_was_tampered_with_is_named_and_hides_no_other(keys: list[KeyPair], box: Any) -> None:
    answered(Q["cycle"], "CAND-1")
    answered(Q["cycle"], "CAND-2")
    one, other = HandedIn.objects.order_by("candidate")
    one.box = box if box is not None else other.box
    one.save()
    assert opened(Q["cycle"], keys) == 1
    (told,) = bodies(Q["cycle"], "answers.opened")
    assert (told["opened"], told["broken"]) == (["CAND-2"], ["CAND-1"])


def test_the_deadline_moves_for_everybody_and_only_later(keys: list[KeyPair]) -> None:
    with pytest.raises(ReasonMissing):
        move_answers_deadline(**Q, to=LATER, reason=" ", actor=DIRECTOR, at=AT)
    with pytest.raises(DeadlineTooEarly):
        move_answers_deadline(**Q, to=DUE - MINUTE, reason="Sooner", actor=DIRECTOR, at=AT)
    move_answers_deadline(**Q, to=LATER, reason="A holiday.", actor=DIRECTOR, at=AT)
    answered(Q["cycle"], "CAND-1", at=LATER)
    assert "late" not in bodies(Q["cycle"], "answers.handed-in")[0]


def test_a_cancelled_questionnaire_takes_nothing_and_is_never_opened(keys: list[KeyPair]) -> None:
    cancel_questionnaire(**Q, reason="Question 2 was wrong.", actor=DIRECTOR, at=AT)
    with pytest.raises(AnswersClosed, match="cancelled"):
        answered(Q["cycle"], "CAND-1")


def test_who_withdrew_is_not_asked_any_more(keys: list[KeyPair]) -> None:
    withdraw(Q["cycle"], "CAND-2")
    with pytest.raises(CandidateOut):
        answered(Q["cycle"], "CAND-2")


def test_a_campaign_sees_its_own_receipt_and_no_rivals(fielding: str) -> None:
    drafted(fielding)
    keyed(fielding)
    assert questionnaires_of_campaign(cycle=fielding, actor=campaign("CAND-1")) == ()
    issue_questionnaire(**Q, actor=DIRECTOR, at=AT)
    answered(fielding, "CAND-2")
    assert questionnaire_of_campaign(**Q, actor=campaign("CAND-1")).receipts == ()
    (receipt,) = questionnaire_of_campaign(**Q, actor=campaign("CAND-2")).receipts
    assert (receipt.name, receipt.number, receipt.late) == ("Ben Okafor", 1, False)
    view = questionnaire_of(**Q, actor=DIRECTOR)
    assert ([one.name for one in view.receipts], view.silent) == (["Ben Okafor"], ("Dana Reyes",))


def test_assessors_score_by_themselves_and_the_spread_is_published_without_names(keys: list[KeyPair]) -> None:
    for candidate in ("CAND-1", "CAND-2"):
        answered(Q["cycle"], candidate)
    opened(Q["cycle"], keys)
    points = {"q1": 5, "q2": 3, "q3": 4, "q4": 0}
    enter_scores(**Q, candidate="CAND-1", points=points, actor=DIRECTOR, at=OVER)
    enter_scores(**Q, candidate="CAND-1", points=points | {"q1": 1}, actor=BOARD, at=OVER)
    assert {sheet.assessor for sheet in sheets_of(**Q, actor=BOARD)} == {"board-1"}
    publish_answers(**Q, actor=DIRECTOR, at=OVER)
    with pytest.raises(NothingScored):
        publish_scores(**Q, actor=DIRECTOR, at=OVER)
    for actor in (DIRECTOR, BOARD):
        enter_scores(**Q, candidate="CAND-2", points=points, actor=actor, at=OVER)
    assert {sheet.assessor for sheet in sheets_of(**Q, actor=BOARD)} == {"board-1", "director-1"}
    assert publish_scores(**Q, actor=DIRECTOR, at=OVER) == 2
    (told,) = bodies(Q["cycle"], "scores.published")
    assert [sheet["points"]["CAND-1"]["q1"] for sheet in told["sheets"]] == [1, 5]
    assert "board-1" not in str(told)
    with pytest.raises(AlreadyPublished):
        enter_scores(**Q, candidate="CAND-1", points=points, actor=COLLEAGUE, at=OVER)


def test_any_two_of_three_custodians_open_and_one_alone_does_not() -> None:
    keys = {place: make_key("QNR-1") for place in (1, 2, 3)}
    sealed = seal(b'{"a":1}', {}, {place: key.public for place, key in keys.items()}, {"number": 1})
    for mine, theirs in ((1, 2), (1, 3), (2, 3)):
        one = parts_of(sealed.box, mine, keys[mine].private, {"number": 1})
        other = parts_of(sealed.box, theirs, keys[theirs].private, {"number": 1})
        text, _ = open_box(sealed.box, one[str(theirs)], other[str(mine)], {"number": 1}, lambda _: b"")
        assert text == b'{"a":1}'
        with pytest.raises(SealBroken):
            open_box(sealed.box, one[str(theirs)], one[str(theirs)], {"number": 1}, lambda _: b"")
    with pytest.raises(SealBroken):
        parts_of(sealed.box, 1, keys[1].private, {"number": 2})
