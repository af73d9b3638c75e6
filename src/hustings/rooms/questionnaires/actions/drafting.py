"""From the first draft to the questionnaire that is out: questions, keys, issue, deadline, cancelling."""

from collections.abc import Sequence
from datetime import datetime

from hustings.core.phases import FIELDING, OPEN, Phase
from hustings.core.questionnaires import Question, checked_questions
from hustings.core.scores import MAX_TOP
from hustings.core.typed import count, one_line, paragraphs
from hustings.core.values import STAFF, Actor, Role, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.cycles.refusals import NoChange, ReasonMissing
from hustings.rooms.questionnaires.models import (
    CANCELLED,
    DRAFT,
    ISSUED,
    Custodian,
    DeadlineMove,
    Questionnaire,
    Reminder,
)
from hustings.rooms.questionnaires.queries import issued_row, questions_in, row_of
from hustings.rooms.questionnaires.refusals import (
    DeadlineTooEarly,
    KeyGiven,
    KeysMissing,
    NobodySilent,
    NobodyToAsk,
    QuestionsFixed,
    SilentReminded,
    TooManyKeys,
)
from hustings.rooms.questionnaires.sealing import check_public

DESK = frozenset({Role.DIRECTOR, Role.OFFICER})
CUSTODIANS = (STAFF | {Role.BOARD}) - {Role.DIRECTOR, Role.TREASURER}
"""Whoever runs the questionnaire keeps no key."""
TO_OPEN, MAX_KEYS = 2, 3


@action(may=DESK, phases=FIELDING | {Phase.DRAFTING}, records="questionnaire.drafted", visibility=Visibility.STAFF)
def draft_questionnaire(
    *, cycle: str, title: str, intro: str, deadline_at: datetime, top: int, actor: Actor, at: datetime
) -> Done[str]:
    """Begin a questionnaire; the answer is its code, as in `QNR-1`. `top`: most points an assessor gives an answer.

    Raises: DeadlineTooEarly, TextMissing, NumberOutOfRange.
    """
    code = f"QNR-{Questionnaire.objects.filter(cycle=cycle).count() + 1}"
    row = Questionnaire(cycle_id=cycle, code=code, questions=[], drafted_at=at)
    _head(row, title, intro, deadline_at, top, at)
    return Done(code, subject=code, body={"questionnaire": code, "title": row.title})


@action(may=DESK, phases=FIELDING | {Phase.DRAFTING}, records="questionnaire.revised", visibility=Visibility.STAFF)
def revise_questionnaire(
    *,
    cycle: str,
    questionnaire: str,
    title: str,
    intro: str,
    deadline_at: datetime,
    top: int,
    actor: Actor,
    at: datetime,
) -> Done[str]:
    """Change the head of a draft.

    Raises: NoSuchQuestionnaire, QuestionsFixed, DeadlineTooEarly, TextMissing, NumberOutOfRange.
    """
    row = _draft(cycle, questionnaire)
    _head(row, title, intro, deadline_at, top, at)
    return Done(row.code, subject=row.code, body={"questionnaire": row.code, "title": row.title})


@action(may=DESK, phases=FIELDING | {Phase.DRAFTING}, records="questions.set", visibility=Visibility.STAFF)
def set_questions(
    *, cycle: str, questionnaire: str, questions: Sequence[Question], actor: Actor, at: datetime
) -> Done[int]:
    """Set all questions of a draft, in this order; the answer is how many there are.

    Raises: NoSuchQuestionnaire, QuestionsFixed, NoQuestions, QuestionWrong, TextMissing, TextTooLong.
    """
    row = _draft(cycle, questionnaire)
    row.questions = [question.as_json() for question in checked_questions(questions)]
    row.save(update_fields=["questions"])
    return Done(len(row.questions), subject=row.code, body={"questionnaire": row.code, "n": len(row.questions)})


@action(may=CUSTODIANS, phases=FIELDING | {Phase.DRAFTING}, records="key.given", visibility=Visibility.STAFF)
def give_key(*, cycle: str, questionnaire: str, who: str, public_key: str, actor: Actor, at: datetime) -> Done[int]:
    """Give the public half of one's own key, as the custodian whom everybody reads as `who`; the answer is the place.

    Raises: NoSuchQuestionnaire, QuestionsFixed, TooManyKeys, KeyGiven, KeyUnreadable, TextMissing.
    """
    row = _draft(cycle, questionnaire)
    given = list(row.custodians.order_by("place"))
    if len(given) >= MAX_KEYS:
        raise TooManyKeys(questionnaire=row.code, n=len(given))
    key = check_public(public_key)
    if any(each.holder == actor.id or each.public_key == key for each in given):
        raise KeyGiven(questionnaire=row.code, where=who)
    who = one_line(who, field="who")
    place = len(given) + 1
    Custodian.objects.create(questionnaire=row, place=place, who=who, holder=actor.id, public_key=key, given_at=at)
    body = {"questionnaire": row.code, "place": place, "who": who, "public_key": key}
    return Done(place, subject=row.code, body=body)


@action(may=DESK, phases=FIELDING, records="questionnaire.issued", visibility=Visibility.PUBLIC)
def issue_questionnaire(*, cycle: str, questionnaire: str, actor: Actor, at: datetime) -> Done[tuple[str, ...]]:
    """Put the questionnaire out, the same for every candidate; the answer are the codes of those who stand.

    From now on questions and keys are fixed. The letters are queued by whoever called this.

    Raises: NoSuchQuestionnaire, QuestionsFixed, NoQuestions, KeysMissing, NobodyToAsk, DeadlineTooEarly.
    """
    row = _draft(cycle, questionnaire)
    questions = checked_questions(questions_in(row))
    keys = list(row.custodians.order_by("place"))
    if len(keys) < TO_OPEN:
        raise KeysMissing(n=len(keys), questionnaire=row.code)
    asked = tuple(view.code for view in candidates_of(cycle=cycle) if view.stands)
    if not asked:
        raise NobodyToAsk(questionnaire=row.code)
    if row.deadline_at <= at:
        raise DeadlineTooEarly(deadline=iso(row.deadline_at), where=row.code)
    row.state, row.issued_at = ISSUED, at
    row.save(update_fields=["state", "issued_at"])
    body = {
        "questionnaire": row.code,
        "title": row.title,
        "intro": row.intro,
        "questions": [question.as_json() for question in questions],
        "deadline_at": iso(row.deadline_at),
        "candidates": list(asked),
        "custodians": [{"place": each.place, "who": each.who, "public_key": each.public_key} for each in keys],
        "top": row.top,
    }
    return Done(asked, subject=row.code, body=body)


@action(may=DESK, phases=FIELDING, records="questionnaire.deadline-moved", visibility=Visibility.PUBLIC)
def move_answers_deadline(
    *, cycle: str, questionnaire: str, to: datetime, reason: str, actor: Actor, at: datetime
) -> Done[datetime]:
    """Move the deadline, for every candidate alike and never to an earlier moment.

    Raises: NoSuchQuestionnaire, NotIssued, ReasonMissing, NoChange, DeadlineTooEarly.
    """
    row = issued_row(cycle, questionnaire)
    because = _reason(reason, row.code)
    was, now_at = row.deadline_at, datetime.fromisoformat(iso(to))
    if now_at == was:
        raise NoChange(what=f"the deadline is {iso(was)}", where=row.code)
    if now_at < was or now_at <= at:
        raise DeadlineTooEarly(deadline=iso(now_at), where=row.code)
    DeadlineMove.objects.create(questionnaire=row, was_at=was, now_at=now_at, reason=because, moved_at=at)
    row.deadline_at = now_at
    row.save(update_fields=["deadline_at"])
    body = {"questionnaire": row.code, "was": iso(was), "now": iso(now_at), "reason": because}
    return Done(now_at, subject=row.code, body=body)


@action(may=DESK | {Role.SECRETARY}, phases=FIELDING, records="questionnaire.reminded", visibility=Visibility.PUBLIC)
def remind_silent(*, cycle: str, questionnaire: str, actor: Actor, at: datetime) -> Done[tuple[str, ...]]:
    """Remind everybody who stands and has not answered, all of them at once, at most once a day and until the deadline.

    The answer is their codes: a reminder to some of them only would be a favour.

    Raises: NoSuchQuestionnaire, NotIssued, DeadlineTooEarly, NobodySilent, SilentReminded.
    """
    row = issued_row(cycle, questionnaire)
    if at > row.deadline_at:
        raise DeadlineTooEarly(deadline=iso(row.deadline_at), where=row.code)
    answered = set(row.handed_in.values_list("candidate", flat=True))
    known = (each.code for each in candidates_of(cycle=cycle) if each.stands and each.code not in answered)
    silent = tuple(sorted(known))
    if not silent:
        raise NobodySilent(questionnaire=row.code)
    on = at.date()
    if row.reminders.filter(on=on).exists():
        raise SilentReminded(questionnaire=row.code, on=on.isoformat())
    Reminder.objects.create(questionnaire=row, on=on, candidates=list(silent))
    body = {"questionnaire": row.code, "candidates": list(silent), "on": on.isoformat()}
    return Done(silent, subject=row.code, body=body)


@action(may=DESK, phases=OPEN, records="questionnaire.cancelled", visibility=Visibility.PUBLIC)
def cancel_questionnaire(*, cycle: str, questionnaire: str, reason: str, actor: Actor, at: datetime) -> Done[None]:
    """Call a questionnaire off before its answers are opened. It stays visible as cancelled; nothing is ever opened.

    Raises: NoSuchQuestionnaire, NotIssued, ReasonMissing.
    """
    row = issued_row(cycle, questionnaire)
    because = _reason(reason, row.code)
    row.state = CANCELLED
    row.save(update_fields=["state"])
    return Done(None, subject=row.code, body={"questionnaire": row.code, "reason": because})


def _draft(cycle: str, questionnaire: str) -> Questionnaire:
    row = row_of(cycle, questionnaire)
    if row.state != DRAFT:
        raise QuestionsFixed(questionnaire=row.code, state=row.state)
    return row


def _head(row: Questionnaire, title: str, intro: str, deadline_at: datetime, top: int, at: datetime) -> None:
    row.title, row.intro = one_line(title, field="title"), paragraphs(intro, field="intro", required=False)
    row.top = count(top, field="top", least=1, most=MAX_TOP)
    row.deadline_at = datetime.fromisoformat(iso(deadline_at))
    if row.deadline_at <= at:
        raise DeadlineTooEarly(deadline=iso(row.deadline_at), where=row.code)
    row.save()


def _reason(reason: str, where: str) -> str:
    because = paragraphs(reason, field="reason", required=False)
    if not because:
        raise ReasonMissing(where=where)
    return because
