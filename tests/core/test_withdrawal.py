"""What a candidate's going touches: read from the record, settled by the record or by a word on it."""

from typing import Any

from hustings.core.chain import Entry
from hustings.core.withdrawal import Checklist, StepKind, checklist, names
from tests.core import story
from tests.core.story import Story, invitation

CLEO = {"candidate": "CAND-3", "name": "Cleo Marsh", "was": "declared", "status": "withdrew", "on": "2031-06-20"}


def listed(entries: tuple[Entry, ...] | list[Entry], candidate: str = "CAND-3") -> Checklist:
    found = checklist(entries, candidate)
    assert found is not None
    return found


def states(found: Checklist) -> dict[tuple[str, str], tuple[str, bool]]:
    return {(step.kind.value, step.code): (step.state, step.settled) for step in found.steps}


def gone(*tellings: tuple[str, dict[str, Any]], after: tuple[tuple[str, dict[str, Any]], ...] = ()) -> list[Entry]:
    """A record in which CAND-3 withdrew after `tellings`, and `after` followed."""
    told = Story()
    told.tell("2031-03-01", "record.opened", story.opening())
    rules = {"version": 1, "poll_effect": "advisory", "notice_days": 7, "withdrawal": "A poll under way is voided."}
    told.tell("2031-03-01", "rulebook.adopted", rules)
    for code, name in (("CAND-1", "Ada Quill"), ("CAND-3", "Cleo Marsh")):
        told.tell(
            "2031-03-01",
            "candidate.added",
            {"candidate": code, "name": name, "status": "declared", "on": "2031-03-01"},
        )
    for verb, body in (*tellings, ("candidate.status-changed", CLEO), *after):
        told.tell("2031-06-20", verb, body)
    return told.entries


def test_the_withdrawal_of_the_story_touches_the_open_invitation_and_the_straw_poll_that_closed_later() -> None:
    found = listed(story.entries())
    assert (found.name, found.status, found.on) == ("Cleo Marsh", "withdrew", "2031-06-20")
    assert states(found) == {
        ("invitation", "INV-3"): ("no answer yet", False),
        ("straw poll", "POLL-1"): ("closed, 2 sheets, 0 not confirmed", True),
    }
    assert [step.code for step in found.open] == ["INV-3"]
    assert found.steps[1].rule == "The rulebook: a poll is advisory."


def test_who_stands_or_is_unknown_has_no_list() -> None:
    assert checklist(story.entries(), "CAND-1") is None
    assert checklist(story.entries(), "CAND-9") is None
    back = {**CLEO, "was": "withdrew", "status": "declared", "on": "2031-06-21"}
    assert checklist(gone(after=(("candidate.status-changed", back),)), "CAND-3") is None


EVERYTHING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("invitation.sent", invitation(3, "CAND-3", "2031-04-08")),
    ("reply.received", {"invitation": "INV-3", "candidate": "CAND-3", "answer": "accepted"}),
    (
        "roundtable.set",
        {"roundtable": "RT-3", "candidate": "CAND-3", "starts_at": "2031-07-01T22:00:00Z", "on": "2031-07-01"},
    ),
    ("questionnaire.issued", {"questionnaire": "QNR-1", "title": "Ports", "candidates": ["CAND-1", "CAND-3"]}),
    ("straw_poll.opened", {"poll": "POLL-L1", "question": "Whom?", "options": ["Ada Quill", "Cleo Marsh"]}),
    ("ballot.declared", {"poll": "POLL-1", "question": "Whom?", "answers": ["Ada Quill", "Marsh"]}),
    ("motion.put", {"motion": "MOT-1", "title": "Endorse Marsh", "meeting_on": "2031-07-05"}),
    ("gift.proposed", {"gift": "GIFT-1", "recipient": "Marsh for Mayor", "candidate": "CAND-3"}),
    ("release.drafted", {"release": "REL-1", "about": "RT-3", "title": "Come to the hall"}),
)


def test_every_kind_of_open_step_is_found_with_what_the_rulebook_says() -> None:
    found = listed(gone(*EVERYTHING))
    assert [step.kind for step in found.open] == list(StepKind)[1:]
    assert found.withdrawal_rule == "A poll under way is voided."
    rules = {step.kind: step.rule for step in found.steps}
    assert rules[StepKind.STRAW_POLL] == "The rulebook: a poll is advisory. A poll under way is voided."
    assert rules[StepKind.MOTION] == "The rulebook: a motion that is put anew needs 7 days of notice."


def test_what_comes_to_its_end_on_the_record_is_settled_by_that() -> None:
    ends: tuple[tuple[str, dict[str, Any]], ...] = (
        ("roundtable.cancelled", {"roundtable": "RT-3", "candidate": "CAND-3", "reason": "She withdrew."}),
        ("questionnaire.cancelled", {"questionnaire": "QNR-1", "reason": "New field."}),
        ("straw_poll.closed", {"poll": "POLL-L1", "totals": {}}),
        ("ballot.field-changed", {"poll": "POLL-1", "candidate": "CAND-3", "rule": "void", "words": "Void."}),
        ("gift.refused", {"gift": "GIFT-1", "on": "2031-06-21", "reason": "She withdrew."}),
        ("release.issued", {"release": "REL-1", "about": "RT-3", "title": "Called off"}),
    )
    found = listed(gone(*EVERYTHING, after=ends))
    assert [step.code for step in found.open] == ["INV-3", "MOT-1"]
    assert len(found.steps) == len(EVERYTHING) - 1


def test_a_word_on_the_record_settles_a_step_and_only_that_of_this_candidate_since_this_going() -> None:
    note = {"candidate": "CAND-3", "step": "invitation", "thing": "INV-3", "way": "left", "words": "It stands."}
    sent = EVERYTHING[0]
    (step,) = listed(gone(sent, after=(("withdrawal.step-settled", note),))).steps
    assert (step.settled, step.way, step.words, step.entries[-1]) == (True, "left", "It stands.", 6)
    for other in (gone(sent, ("withdrawal.step-settled", note)), gone(sent, after=(note_of("CAND-1"),))):
        assert [step.settled for step in listed(other).steps] == [False]


def note_of(candidate: str) -> tuple[str, dict[str, Any]]:
    body = {"candidate": candidate, "step": "invitation", "thing": "INV-3", "way": "done", "words": "Told."}
    return "withdrawal.step-settled", body


def test_a_replacement_still_has_to_be_invited() -> None:
    replaced = {**CLEO, "was": "withdrew", "status": "replaced", "replaced_by": "CAND-1"}
    told = gone(after=(("candidate.status-changed", replaced),))
    assert states(listed(told)) == {("replacement", "CAND-1"): ("not invited", False)}
    sent = ("invitation.sent", invitation(1, "CAND-1", "2031-07-08"))
    invited = gone(after=(("candidate.status-changed", replaced), sent))
    assert states(listed(invited)) == {("replacement", "CAND-1"): ("invited", True)}


def test_public_eyes_find_everything_but_drafted_statements() -> None:
    told = gone(*EVERYTHING)
    seen = [entry.without_payload("") if entry.payload["verb"] == "release.drafted" else entry for entry in told]
    assert [step.kind for step in listed(seen).steps] == list(StepKind)[1:-1]


def test_a_name_is_found_whole_or_by_its_last_word_but_not_inside_another_word() -> None:
    assert names("Cleo Marsh", "Endorse MARSH for mayor")
    assert not names("Cleo Marsh", "Marshall for mayor", "The marshes")
    assert not names("", "anything")
