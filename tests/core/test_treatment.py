"""The equal-treatment table."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hustings.core.chain import Entry
from hustings.core.treatment import Difference, TreatmentTable, treatment_table
from tests.core import story

TABLE = treatment_table(story.public(story.entries()))
NAMES = {"CAND-1": "Ada Quill", "CAND-2": "Ben Roe", "CAND-3": "Cleo Marsh"}


def texts(table: TreatmentTable) -> dict[str, list[str]]:
    return {row.key: [cell.text for cell in row.cells] for row in table.rows}


def record(
    *tellings: tuple[str, str, dict[str, Any]], kind: str = "live", order: tuple[str, ...] = tuple(NAMES)
) -> tuple[Entry, ...]:
    writing = story.Story()
    writing.tell("2031-03-01", "record.opened", story.opening(kind=kind))
    for code in order:
        body = {"candidate": code, "name": NAMES[code], "status": "declared", "on": "2031-03-01"}
        writing.tell("2031-03-01", "candidate.added", body)
    for at, verb, body in tellings:
        writing.tell(at, verb, body)
    return tuple(writing.entries)


def test_the_table_of_the_story() -> None:
    assert [column.name for column in TABLE.columns] == ["Ada Quill", "Ben Roe", "Cleo Marsh"]
    assert texts(TABLE) == {
        "status": ["declared, 15 February 2031", "declared, 15 February 2031", "withdrew, 20 June 2031"],
        "offered": ["10 March 2031"] * 3,
        "text": ["same text"] * 3,
        "deadline": ["1 April 2031, 21:00 UTC", "1 April 2031, 21:00 UTC", "8 April 2031, 21:00 UTC"],
        "slots": ["3"] * 3,
        "minutes-offered": ["60"] * 3,
        "audience": ["restricted class"] * 3,
        "reminders": ["0"] * 3,
        "reply": ["accepted, 21 March 2031", "declined, 2 April 2031", "no answer"],
        "roundtable": ["held, 9 May 2031"] + ["no meeting recorded as of 3 September 2031"] * 2,
        "agenda": ["none"] * 3,
        "press": ["open to the press", "none", "none"],
        "announced": ["none"] * 3,
        "minutes-given": ["55", "none", "none"],
        "questions": ["9", "none", "none"],
        "members-questions": ["none"] * 3,
        "questionnaire": ["none"] * 3,
        "contacts": ["1: meeting, 5 April 2031", "none", "none"],
        "money": ["$5,000", "none", "none"],
    }


def test_differences_are_listed_with_the_reasons_on_record_or_with_none() -> None:
    assert [(each.row, each.reason, each.explained) for each in TABLE.differences] == [
        ("deadline", "Cleo Marsh: The letter came back; it was sent again.", True),
        ("roundtable", "Ben Roe: declined on 2 April 2031; Cleo Marsh: withdrew on 20 June 2031", True),
        ("minutes-given", "Ben Roe: declined on 2 April 2031; Cleo Marsh: withdrew on 20 June 2031", True),
        ("questions", "Ben Roe: declined on 2 April 2031; Cleo Marsh: withdrew on 20 June 2031", True),
        ("contacts", "no reason given", False),
        ("money", "no reason given", False),
    ]
    assert TABLE.differences[4] == Difference(
        "contacts",
        "Private contacts: 1: meeting, 5 April 2031 (Ada Quill); none (Ben Roe, Cleo Marsh)",
        "no reason given",
        False,
        (14,),
    )


def test_every_cell_names_the_entries_it_rests_on() -> None:
    cells = {row.key: [cell.entries for cell in row.cells] for row in TABLE.rows}
    assert cells["deadline"] == [(7,), (8,), (9,)]
    assert cells["roundtable"] == [(15, 16, 17), (), ()]
    assert cells["money"] == [(34,), (), ()]


def test_slots_are_shown_by_their_numbers_and_a_difference_with_its_reason() -> None:
    offered = {"offer": "SLOTS-1", "candidates": ["CAND-1", "CAND-2"], "slots": [{"slot": 1}, {"slot": 2}]}
    fewer = {"offer": "SLOTS-1", "candidate": "CAND-2", "slots": [2], "reason": "He asked for an interpreter."}
    more = {"offer": "SLOTS-2", "candidates": ["CAND-2"], "slots": [{"slot": 3}], "reason": "No plan served him."}
    table = treatment_table(
        record(
            ("2031-03-02", "slots.offered", offered),
            ("2031-03-03", "slots.offered-otherwise", fewer),
            ("2031-03-04", "slots.offered", more),
        )
    )
    assert texts(table)["slots"] == ["SLOTS-1: 1, 2", "SLOTS-1: 2, SLOTS-2: 3", "none"]
    (difference,) = [each for each in table.differences if each.row == "slots"]
    assert (difference.reason, difference.explained) == (
        "Ben Roe: No plan served him.; otherwise no reason given",
        False,
    )


def meeting(number: int, *more: tuple[str, dict[str, Any]]) -> list[tuple[str, str, dict[str, Any]]]:
    """Two roundtables set alike, each with what else is told of it."""
    named = {"roundtable": f"RT-{number}", "candidate": f"CAND-{number}"}
    told = [("roundtable.set", story.ROUNDTABLE), *more]
    return [("2031-04-10", verb, body | named) for verb, body in told]


def test_agenda_press_and_what_was_told_stand_side_by_side_with_their_reasons() -> None:
    agenda = {"version": 1, "items": [], "minutes_candidate": 20}
    longer = agenda | {"minutes_candidate": 30, "differs_because": "An interpreter."}
    advised = {"release": "REL-1", "kind": "media advisory", "audience": "press", "about": "RT-1"}
    otherwise = advised | {"release": "REL-2", "about": "RT-2", "differs_because": "Short of paper."}
    closed = ("roundtable.set", story.ROUNDTABLE | {"press": "no press", "press_because": "A wake."})
    hers = meeting(1, ("agenda.adopted", agenda), ("release.issued", advised))
    his = meeting(2, closed, ("agenda.adopted", longer), ("release.issued", otherwise))
    table = treatment_table(record(*hers, *his))
    shown = texts(table)
    assert shown["agenda"] == ["20", "30", "none"]
    assert shown["press"] == ["open to the press", "no press", "none"]
    assert shown["announced"] == ["media advisory, 10 April 2031"] * 2 + ["none"]
    reasons = {each.row: (each.reason, each.explained) for each in table.differences}
    assert reasons["agenda"] == ("Ben Roe: An interpreter.", True)
    assert reasons["press"] == ("Ben Roe: A wake.", True)
    assert reasons["announced"] == ("Ben Roe: Short of paper.", True)


def test_members_questions_are_compared_once_a_roundtable_was_held() -> None:
    chosen = ("questions.chosen", {"questions": ["Q-1", "Q-2"]})
    said = [("question.answered", {"question": code, "answer": "answered"}) for code in ("Q-1", "Q-2")]
    missed = ("question.answered", {"question": "Q-2", "answer": "not reached"})
    held = ("roundtable.held", story.HELD)
    before = meeting(3, chosen)
    table = treatment_table(
        record(*meeting(1, chosen, held, *said), *meeting(2, chosen, held, said[0], missed), *before)
    )
    assert texts(table)["members-questions"] == ["2 of 2", "1 of 2", "0 of 2"]
    (difference,) = [each for each in table.differences if each.row == "members-questions"]
    assert (difference.reason, difference.explained) == ("Ben Roe: not reached: 1", True)


def test_another_text_is_seen_by_its_digest() -> None:
    sent = [
        ("2031-03-10", "invitation.sent", story.invitation(number, f"CAND-{number}", "2031-04-01")) for number in (1, 2)
    ]
    other = story.invitation(3, "CAND-3", "2031-04-01", text="Dear friend, do come.")
    table = treatment_table(record(*sent, ("2031-03-10", "invitation.sent", other)))
    assert texts(table)["text"] == ["same text", "same text", "another text"]
    assert [(each.row, each.explained) for each in table.differences] == [("text", False)]


def test_two_texts_sent_equally_often_are_both_another_text() -> None:
    sent = [
        (
            "2031-03-10",
            "invitation.sent",
            story.invitation(number, f"CAND-{number}", "2031-04-01", text=f"Letter {number}"),
        )
        for number in (1, 2)
    ]
    assert texts(treatment_table(record(*sent)))["text"] == ["another text", "another text", "not invited"]


def test_a_candidate_who_was_not_invited_stands_out() -> None:
    table = treatment_table(record(("2031-03-10", "invitation.sent", story.invitation(1, "CAND-1", "2031-04-01"))))
    assert texts(table)["offered"] == ["10 March 2031", "not invited", "not invited"]
    assert next(each.reason for each in table.differences if each.row == "offered") == "no reason given"


def test_a_deadline_moved_for_all_shows_both_and_makes_no_difference() -> None:
    sent = [
        ("2031-03-10", "invitation.sent", story.invitation(number, f"CAND-{number}", "2031-04-01"))
        for number in (1, 2, 3)
    ]
    moved = {
        "was": "2031-04-01T21:00:00Z",
        "now": "2031-04-08T21:00:00Z",
        "reason": "A storm",
        "candidates": list(NAMES),
    }
    table = treatment_table(record(*sent, ("2031-03-20", "invitation.deadline-moved", moved)))
    assert texts(table)["deadline"] == ["8 April 2031, 21:00 UTC, moved from 1 April 2031, 21:00 UTC"] * 3
    assert table.differences == ()


def test_a_later_offer_to_a_later_candidate_explains_itself() -> None:
    sent = [
        ("2031-03-10", "invitation.sent", story.invitation(number, f"CAND-{number}", "2031-04-01"))
        for number in (1, 2, 3)
    ]
    late = {"candidate": "CAND-4", "name": "Dan Late", "status": "declared", "on": "2031-06-01"}
    offer = story.invitation(4, "CAND-4", "2031-07-01", sent_on="2031-06-02")
    table = treatment_table(
        record(*sent, ("2031-06-01", "candidate.added", late), ("2031-06-02", "invitation.sent", offer))
    )
    assert {(each.row, each.reason) for each in table.differences} == {
        ("offered", "Dan Late: became a candidate on 1 June 2031"),
        ("deadline", "Dan Late: became a candidate on 1 June 2031"),
    }


def test_a_reported_cycle_never_says_more_than_its_sources() -> None:
    said = [
        (
            "2031-03-02",
            "roundtable.reported",
            {"roundtable": "RT-1", "candidate": "CAND-1", "on": "2031-01-31", "status": "held", "what": "A visit"},
        ),
        (
            "2031-03-02",
            "roundtable.reported",
            {
                "roundtable": "RT-2",
                "candidate": "CAND-2",
                "on": "2031-01-31",
                "status": "no meeting reported as of 31 January 2031",
                "what": "Not seen",
            },
        ),
        (
            "2031-03-02",
            "invitation.reported",
            {"candidate": "CAND-3", "on": "2031-01-31", "status": "invited, being arranged", "what": "Invited"},
        ),
    ]
    table = treatment_table(record(*said, kind="reported"))
    shown = texts(table)
    assert shown["roundtable"] == [
        "held, 31 January 2031",
        "no meeting reported as of 31 January 2031",
        "not in our sources",
    ]
    assert shown["offered"] == [
        "not in our sources",
        "not in our sources",
        "invited, being arranged (reported 31 January 2031)",
    ]
    assert shown["reply"] == shown["deadline"] == shown["money"] == ["not in our sources"] * 3
    assert table.differences == ()


@given(st.permutations(list(NAMES)), st.permutations([1, 2, 3]))
def test_the_table_does_not_depend_on_the_order_in_which_candidates_were_entered(
    order: list[str], sent: list[int]
) -> None:
    letters = [
        (
            "2031-03-10",
            "invitation.sent",
            story.invitation(number, f"CAND-{number}", f"2031-04-0{number}", text=f"Letter {number % 2}"),
        )
        for number in sent
    ]
    table = treatment_table(record(*letters, order=tuple(order)))
    usual = treatment_table(record(*sorted(letters, key=lambda each: each[2]["invitation"])))
    assert texts(table) == texts(usual)
    assert [(each.row, each.says, each.reason) for each in table.differences] == [
        (each.row, each.says, each.reason) for each in usual.differences
    ]


def test_questionnaires_are_compared_by_whom_they_went_to_and_told_by_when_they_were_answered() -> None:
    out = {"title": "Ports", "deadline_at": "2031-03-20T17:00:00Z"}
    table = treatment_table(
        record(
            ("2031-03-05", "questionnaire.issued", {"questionnaire": "QNR-1", "candidates": ["CAND-1"]} | out),
            ("2031-03-06", "questionnaire.cancelled", {"questionnaire": "QNR-1", "reason": "A slip"}),
            (
                "2031-03-07",
                "questionnaire.issued",
                {"questionnaire": "QNR-2", "candidates": ["CAND-1", "CAND-2"]} | out,
            ),
            ("2031-03-09", "answers.handed-in", {"questionnaire": "QNR-2", "candidate": "CAND-1", "number": 1}),
            ("2031-03-10", "answers.handed-in", {"questionnaire": "QNR-2", "candidate": "CAND-1", "number": 2}),
            ("2031-03-21", "answers.handed-in", {"questionnaire": "QNR-2", "candidate": "CAND-3", "late": True}),
        )
    )
    row = next(row for row in table.rows if row.key == "questionnaire")
    assert [(cell.text, cell.compared, cell.entries) for cell in row.cells] == [
        ("QNR-2: answered on 10 March 2031", "1", (6, 8)),
        ("QNR-2: no answer", "1", (6,)),
        ("QNR-2: answered on 21 March 2031, late", "0", (6, 9)),
    ]
    assert row.differs
