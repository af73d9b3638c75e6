"""After the opening: assessors give their points, and the organisation publishes answers and scores."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hustings.core.phases import OPEN
from hustings.core.questionnaires import Question, Submission
from hustings.core.scores import check_sheet
from hustings.core.typed import paragraphs
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.questionnaires.models import OPENED, Questionnaire, ScoreSheet
from hustings.rooms.questionnaires.queries import ASSESSORS, questions_in, row_of, scored_keys, standing_versions
from hustings.rooms.questionnaires.refusals import AlreadyPublished, NothingScored, NotOpened

PUBLISHERS = frozenset({Role.DIRECTOR, Role.SECRETARY})


@action(may=ASSESSORS, phases=OPEN, records="sheet.scored", visibility=Visibility.STAFF)
def enter_scores(
    *, cycle: str, questionnaire: str, candidate: str, points: Mapping[str, int], note: str = "", actor: Actor,
    at: datetime,
) -> Done[None]:  # fmt: skip
    """Enter or replace one's own sheet for one candidate's answers.

    Raises: NoSuchQuestionnaire, NotOpened, AlreadyPublished, ScoresIncomplete.
    """
    row = _opened(cycle, questionnaire)
    if row.scores_published_at:
        raise AlreadyPublished(questionnaire=row.code, on=iso(row.scores_published_at))
    if candidate not in {handed.candidate for handed in standing_versions(row, readable=True)}:
        raise NotOpened(questionnaire=row.code, where=candidate)
    check_sheet(points, scored_keys(row), row.top)
    said = {"points": dict(points), "note": paragraphs(note, field="note", required=False), "entered_at": at}
    ScoreSheet.objects.update_or_create(questionnaire=row, assessor=actor.id, candidate=candidate, defaults=said)
    body = {"questionnaire": row.code, "candidate": candidate, "points": dict(points)}
    return Done(None, subject=row.code, body=body)


@action(may=PUBLISHERS, phases=OPEN, records="answers.published", visibility=Visibility.PUBLIC)
def publish_answers(*, cycle: str, questionnaire: str, actor: Actor, at: datetime) -> Done[int]:
    """Put every answer on the record, all candidates at once and word for word; the answer is how many candidates.

    Of answers that are for the committee only the leaf is published, so that the commitment can still be checked.

    Raises: NoSuchQuestionnaire, NotOpened, AlreadyPublished.
    """
    row = _opened(cycle, questionnaire)
    if row.published_at:
        raise AlreadyPublished(questionnaire=row.code, on=iso(row.published_at))
    questions = questions_in(row)
    found = standing_versions(row, readable=True)
    answers = {handed.candidate: _as_published(handed.opened.submission or {}, questions) for handed in found}
    row.published_at = at
    row.save(update_fields=["published_at"])
    return Done(len(answers), subject=row.code, body={"questionnaire": row.code, "answers": answers})


@action(may=PUBLISHERS, phases=OPEN, records="scores.published", visibility=Visibility.PUBLIC)
def publish_scores(*, cycle: str, questionnaire: str, actor: Actor, at: datetime) -> Done[int]:
    """Put the assessors' points on the record, numbered and without names; the answer is how many assessors.

    Raises: NoSuchQuestionnaire, NotOpened, AlreadyPublished, NothingScored.
    """
    row = _opened(cycle, questionnaire)
    if row.scores_published_at:
        raise AlreadyPublished(questionnaire=row.code, on=iso(row.scores_published_at))
    if not row.published_at:
        raise NotOpened(questionnaire=row.code, where="publish the answers first")
    sheets = list(row.sheets.order_by("assessor"))
    assessors = list(dict.fromkeys(sheet.assessor for sheet in sheets))
    answered = {handed.candidate for handed in standing_versions(row, readable=True)}
    missing = len(assessors) * len(answered) - len(sheets)
    if not sheets or missing:
        raise NothingScored(questionnaire=row.code, missing=str(missing or len(answered)))
    told = [
        {
            "assessor": number,
            "points": {sheet.candidate: sheet.points for sheet in sheets if sheet.assessor == assessor},
        }
        for number, assessor in enumerate(assessors, start=1)
    ]
    row.scores_published_at = at
    row.save(update_fields=["scores_published_at"])
    body = {"questionnaire": row.code, "top": row.top, "questions": scored_keys(row), "sheets": told}
    return Done(len(assessors), subject=row.code, body=body)


def _opened(cycle: str, questionnaire: str) -> Questionnaire:
    row = row_of(cycle, questionnaire)
    if row.state != OPENED:
        raise NotOpened(questionnaire=row.code)
    return row


def _as_published(told: Mapping[str, Any], questions: tuple[Question, ...]) -> dict[str, Any]:
    """One candidate's answers: those for everybody with their salts, of the others the leaf."""
    made, leaves = Submission.from_json(told), Submission.from_json(told).leaves
    said, salts, closed = {}, {}, {}
    for question in questions:
        if question.public:
            said[question.key], salts[question.key] = dict(made.answers[question.key]), made.salts[question.key]
        else:
            closed[question.key] = leaves[question.key]
    return {"said": said, "salts": salts, "closed": closed}
