"""What the record shows of the members' questions."""

from hustings.core.chain import Entry
from hustings.core.projections import project
from hustings.core.projections.questions import Order, Place, Put, Questions
from tests.core import story

OPENED = {"closes_at": "2031-05-01T12:00:00Z", "n_each": 3, "statuses": ["active"], "rule": "phragmen/1"}
DANA = {"candidate": "CAND-1", "name": "Dana Reyes", "party": "", "status": "declared", "on": "2031-02"}
PENSIONS, CRANES = "What about pensions?", "What about cranes?"
TABLE = {"roundtable": "RT-1", "candidate": "CAND-1"}
ORDER = TABLE | {
    "rule": "phragmen/1",
    "n_questions": 2,
    "n_voices": 8,
    "order": [
        {"question": "Q-10", "n_supporters": 5, "n_unheard": 5, "load": "1/5"},
        {"question": "Q-2", "n_supporters": 3, "n_unheard": 2, "load": "2/5"},
    ],
    "voices_digest": "ab" * 32,
}


def told(*tellings: tuple[str, dict[str, object]]) -> tuple[Entry, ...]:
    writing = story.Story()
    writing.tell("2031-03-01", "record.opened", story.opening())
    writing.tell("2031-03-01", "candidate.added", DANA)
    for verb, body in tellings:
        writing.tell("2031-04-02", verb, body)
    return tuple(writing.entries)


def questions(*tellings: tuple[str, dict[str, object]]) -> Questions:
    return project(told(*tellings)).questions


ASKED: tuple[tuple[str, dict[str, object]], ...] = (
    ("questions.opened", dict(OPENED)),
    ("question.published", {"question": "Q-10", "text": PENSIONS}),
    ("question.published", {"question": "Q-2", "text": CRANES, "asked_by": "Ada"}),
)


def test_without_a_collection_there_is_nothing() -> None:
    shown = questions()
    assert (shown.status, shown.questions, shown.orders, shown.n_each) == ("", (), (), None)


def test_the_collection_shows_until_when_and_every_move_of_it() -> None:
    moved = {"was": "2031-05-01T12:00:00Z", "now": "2031-05-02T12:00:00Z", "reason": "The ferry strike."}
    shown = questions(ASKED[0], ("questions.closing-moved", moved))
    assert (shown.status, shown.closes_at, shown.n_each, shown.statuses) == (
        "open",
        "2031-05-02T12:00:00Z",
        3,
        ("active",),
    )
    assert [(step.to, step.words) for step in shown.moves] == [("2031-05-02T12:00:00Z", "The ferry strike.")]
    closed = questions(ASKED[0], ("questions.closed", {"n_proposed": 7, "n_declined": 1, "n_voices": 40}))
    assert (closed.status, closed.closed_on, closed.n_proposed, closed.n_voices) == ("closed", "2031-04-02", 7, 40)


def test_questions_stand_by_their_numbers_in_the_members_own_words() -> None:
    shown = questions(*ASKED).questions
    assert [(each.code, each.text, each.asked_by, each.status) for each in shown] == [
        ("Q-2", CRANES, "Ada", "published"),
        ("Q-10", PENSIONS, "", "published"),
    ]


def test_a_declined_question_shows_its_reason_and_a_published_one_none() -> None:
    declined = ("question.declined", {"question": "Q-3", "reason": "It names a private person."})
    (three,) = (each for each in questions(*ASKED, declined).questions if each.code == "Q-3")
    assert (three.text, three.status, three.reason) == ("", "declined", "It names a private person.")
    after_all = questions(declined, ("question.published", {"question": "Q-3", "text": "Why?"})).questions[0]
    assert (after_all.text, after_all.status, after_all.reason) == ("Why?", "published", "")
    assert [step.status for step in after_all.history] == ["declined", "published"]


def test_merging_and_parting_leave_their_trail() -> None:
    body = {"question": "Q-2", "text": CRANES, "into": "Q-10", "reason": "The same."}
    two, ten = questions(*ASKED, ("question.merged", body)).questions
    assert (two.status, two.into, two.reason, ten.merged) == ("merged", "Q-10", "The same.", ("Q-2",))
    parted = ("question.parted", {"question": "Q-2", "was_in": "Q-10", "reason": "Not the same."})
    two, ten = questions(*ASKED, ("question.merged", body), parted).questions
    assert (two.status, two.into, two.text, ten.merged) == ("published", "", CRANES, ())
    assert [step.words for step in two.history] == ["", "The same.", "Not the same."]


def test_an_order_shows_each_place_with_its_arithmetic_and_the_choice() -> None:
    chosen = ("questions.chosen", TABLE | {"questions": ["Q-2"], "departs_because": "Pensions were answered."})
    shown = questions(*ASKED, ("questions.ordered", dict(ORDER)), chosen)
    assert shown.orders == (
        Order(
            roundtable="RT-1",
            candidate="CAND-1",
            name="Dana Reyes",
            on="2031-04-02",
            rule="phragmen/1",
            n_questions=2,
            n_voices=8,
            places=(Place(1, "Q-10", 5, 5, "1/5"), Place(2, "Q-2", 3, 2, "2/5")),
            voices_digest="ab" * 32,
            chosen=("Q-2",),
            departs_because="Pensions were answered.",
            seq=5,
        ),
    )
    assert shown.questions[0].put == (Put("RT-1", "CAND-1", "Dana Reyes", "", "", "", "2031-04-02", 6),)


def test_a_later_choice_and_a_later_answer_replace_the_earlier_ones() -> None:
    first = ("questions.chosen", TABLE | {"questions": ["Q-10"]})
    second = ("questions.chosen", TABLE | {"questions": ["Q-2"]})
    missed = ("question.answered", TABLE | {"question": "Q-2", "answer": "not reached"})
    answered = ("question.answered", TABLE | {"question": "Q-2", "answer": "answered", "minute": "Item 4"})
    two, ten = questions(*ASKED, first, second, missed, answered).questions
    assert ten.put == ()
    assert [(each.answer, each.minute) for each in two.put] == [("answered", "Item 4")]


def test_the_timeline_tells_what_happened_with_the_questions_but_not_each_single_one() -> None:
    chosen = ("questions.chosen", TABLE | {"questions": ["Q-10", "Q-2"]})
    answered = ("question.answered", TABLE | {"question": "Q-2", "answer": "answered", "minute": "Minutes, item 4"})
    items = project(told(*ASKED, ("questions.ordered", dict(ORDER)), chosen, answered)).timeline
    assert [item.what for item in items if item.verb.startswith("question")] == [
        "Members’ questions are taken until 1 May 2031, 12:00 UTC; each member may propose 3.",
        "The order of the members’ questions for the roundtable with Dana Reyes is fixed; 8 members took part.",
        "Chosen for the roundtable with Dana Reyes: Q-10, Q-2.",
        "Q-2 was put to Dana Reyes: answered. Minutes, item 4.",
    ]
