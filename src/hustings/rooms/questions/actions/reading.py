"""Reading what members propose: publish, decline with a reason, merge and part again, each with its trail."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hustings.core.phases import OPEN
from hustings.core.typed import paragraphs
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.record.declared import Done, action
from hustings.rooms.cycles.refusals import ReasonMissing
from hustings.rooms.questions.families import Families
from hustings.rooms.questions.models import DECLINED, MERGED, PUBLISHED, WAITING, Question
from hustings.rooms.questions.refusals import ChosenAlready, MergedWithItself, NotOpenTo

READERS = frozenset({Role.DIRECTOR, Role.OFFICER, Role.SECRETARY, Role.COMMUNICATIONS})


@action(may=READERS, phases=OPEN, records="question.published", visibility=Visibility.PUBLIC)
def publish_question(*, cycle: str, question: str, actor: Actor, at: datetime) -> Done[str]:
    """Put a question into the list, in the member's own words. One declined by mistake can be published after all.

    Raises: NoSuchQuestion, NotOpenTo.
    """
    row = _in_state(cycle, question, (WAITING, DECLINED))
    row.state, row.because = PUBLISHED, ""
    row.save(update_fields=["state", "because"])
    return Done(question, subject=question, body=_said(row))


@action(may=READERS, phases=OPEN, records="question.declined", visibility=Visibility.PUBLIC)
def decline_question(*, cycle: str, question: str, reason: str, actor: Actor, at: datetime) -> Done[str]:
    """Do not put a question into the list, or take it out. The reason is published; a text never published stays so.

    Raises: NoSuchQuestion, NotOpenTo, ChosenAlready, ReasonMissing.
    """
    row = _in_state(cycle, question, (WAITING, PUBLISHED))
    _check_free(row)
    row.state, row.because = DECLINED, _reason(reason, question)
    row.save(update_fields=["state", "because"])
    return Done(question, subject=question, body={"question": question, "reason": row.because})


@action(may=READERS, phases=OPEN, records="question.merged", visibility=Visibility.PUBLIC)
def merge_questions(*, cycle: str, question: str, into: str, reason: str, actor: Actor, at: datetime) -> Done[str]:
    """Merge a question into one that asks the same; whoever supports either supports that one. Both texts stay visible.

    Raises: NoSuchQuestion, NotOpenTo, MergedWithItself, ChosenAlready, ReasonMissing.
    """
    row = _in_state(cycle, question, (WAITING, PUBLISHED))
    target = _in_state(cycle, into, (PUBLISHED,))
    if target.pk == row.pk:
        raise MergedWithItself(question=question)
    _check_free(row)
    row.state, row.because, row.merged_into = MERGED, _reason(reason, question), target
    row.save(update_fields=["state", "because", "merged_into"])
    return Done(into, subject=question, body=_said(row) | {"into": into, "reason": row.because})


@action(may=READERS, phases=OPEN, records="question.parted", visibility=Visibility.PUBLIC)
def part_question(*, cycle: str, question: str, reason: str, actor: Actor, at: datetime) -> Done[str]:
    """Undo a merging: the question stands for itself again, with the supporters that it had.

    Raises: NoSuchQuestion, NotOpenTo, ReasonMissing.
    """
    row = _in_state(cycle, question, (MERGED,))
    because = _reason(reason, question)
    was_in = row.merged_into.code if row.merged_into else ""
    row.state, row.because, row.merged_into = PUBLISHED, "", None
    row.save(update_fields=["state", "because", "merged_into"])
    return Done(question, subject=question, body={"question": question, "was_in": was_in, "reason": because})


def _in_state(cycle: str, question: str, states: Iterable[str]) -> Question:
    row = Families(cycle).the(question)
    if row.state not in states:
        raise NotOpenTo(question=question, state=row.state, wanted=" or ".join(states))
    return row


def _check_free(row: Question) -> None:
    """Raises: ChosenAlready."""
    choice = row.choices.select_related("table").first()
    if choice is not None:
        raise ChosenAlready(question=row.code, roundtable=choice.table.roundtable)


def _said(row: Question) -> dict[str, Any]:
    """The question in the member's words, and her name if she wishes it."""
    return {"question": row.code, "text": row.text} | ({"asked_by": row.asked_by} if row.asked_by else {})


def _reason(reason: str, where: str) -> str:
    because = paragraphs(reason, field="reason", required=False, most=1000)
    if not because:
        raise ReasonMissing(where=where)
    return because
