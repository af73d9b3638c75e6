"""Answers: handed in by a campaign through its link, or entered by staff; sealed in both cases as they arrive."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from hustings.core.canonical import canonical_bytes
from hustings.core.phases import FIELDING
from hustings.core.questionnaires import (
    SALT_BYTES,
    Answer,
    AnswerKind,
    Submission,
    checked_answers,
    file_answer,
)
from hustings.core.values import Actor, Role, Visibility
from hustings.ground.clock import iso
from hustings.ground.record.declared import Done, action
from hustings.rooms.candidates.queries import standing
from hustings.rooms.questionnaires.keeping import drop, keep
from hustings.rooms.questionnaires.models import ISSUED, HandedIn, Questionnaire
from hustings.rooms.questionnaires.queries import bound_to, questions_in, row_of
from hustings.rooms.questionnaires.refusals import AlreadyHandedIn, AnswersClosed, VersionTaken
from hustings.rooms.questionnaires.sealing import seal

KEEPERS = frozenset({Role.DIRECTOR, Role.OFFICER, Role.SECRETARY})
Files = Mapping[str, tuple[str, bytes]]
"""By the key of the question: the file's name and its bytes."""


@action(may=Role.CAMPAIGN, phases=FIELDING, records="answers.handed-in", visibility=Visibility.CAMPAIGN)
def hand_in(
    *,
    cycle: str,
    questionnaire: str,
    answers: Mapping[str, Answer],
    files: Files,
    version: int = 0,
    actor: Actor,
    at: datetime,
) -> Done[Submission]:
    """Hand in the campaign's answers. They are sealed before anything is written; only their commitment is recorded.

    The value, with its salts, is the campaign's own proof: it is given back once and kept nowhere here. Until the
    deadline a newer version replaces the one before, which is destroyed; after it only a first version is taken, late.
    `version` is the one that is meant (0: whichever comes next), so that a form sent twice is taken once.

    Raises: NoSuchQuestionnaire, CandidateOut, AnswersClosed, AlreadyHandedIn, VersionTaken, AnswersMissing,
    NothingAnswered, AnswerNotFitting, FileRefused, TextTooLong.
    """
    if version and HandedIn.objects.filter(**_own(cycle, questionnaire, actor.scope), number__gte=version).exists():
        raise VersionTaken(number=version)
    return _taken(cycle, questionnaire, actor.scope, answers, files, "link", at)


@action(may=KEEPERS, phases=FIELDING, records="answers.handed-in", visibility=Visibility.CAMPAIGN)
def enter_answers(
    *,
    cycle: str,
    questionnaire: str,
    candidate: str,
    answers: Mapping[str, Answer],
    files: Files,
    actor: Actor,
    at: datetime,
) -> Done[Submission]:
    """Enter answers that came on paper. Whoever types them has read them; the record says that staff entered them.

    Raises: as `hand_in`, and NoSuchCandidate.
    """
    return _taken(cycle, questionnaire, candidate, answers, files, "staff", at)


def _taken(
    cycle: str,
    questionnaire: str,
    candidate: str,
    answers: Mapping[str, Answer],
    files: Files,
    via: str,
    at: datetime,
) -> Done[Submission]:
    row = row_of(cycle, questionnaire)
    if row.state != ISSUED:
        raise AnswersClosed(questionnaire=row.code, state=row.state)
    standing(cycle=cycle, candidate=candidate)
    late = at > row.deadline_at
    before = row.handed_in.filter(candidate=candidate).order_by("number").last()
    if late and before is not None:
        raise AlreadyHandedIn(on=iso(before.handed_in_at), deadline=iso(row.deadline_at), where=row.code)
    made = _submission(row, candidate, answers, files)
    number = before.number + 1 if before else 1
    _seal(row, made, files, number, {"late": late, "via": via, "handed_in_at": at})
    forgotten = _emptied(before) if before else ()
    body = {"questionnaire": row.code, "candidate": candidate, "number": number, "digest": made.digest, "via": via}
    marked = {"late": True} if late else {}
    return Done(made, subject=row.code, body=body | marked, after_commit=lambda: _drop(forgotten))


def _own(cycle: str, questionnaire: str, candidate: str) -> dict[str, str]:
    return {"questionnaire__cycle": cycle, "questionnaire__code": questionnaire, "candidate": candidate}


def _submission(row: Questionnaire, candidate: str, answers: Mapping[str, Answer], files: Files) -> Submission:
    questions = questions_in(row)
    said = {key: {name: part for name, part in told.items() if name != "file"} for key, told in answers.items()}
    for question in questions:
        if question.kind is AnswerKind.FILE and question.key in files:
            said[question.key] = {"file": file_answer(*files[question.key])}
    checked = checked_answers(questions, said)
    salts = {key: secrets.token_hex(SALT_BYTES) for key in checked}
    return Submission(row.code, candidate, checked, salts)


def _seal(row: Questionnaire, made: Submission, files: Files, number: int, how: Mapping[str, object]) -> None:
    keys = {each.place: each.public_key for each in row.custodians.all()}
    handed = HandedIn(questionnaire=row, candidate=made.candidate, number=number, digest=made.digest, **how)
    kept = {key: data for key, (_, data) in files.items() if "file" in made.answers.get(key, {})}
    sealed = seal(canonical_bytes(made.as_json()), kept, keys, bound_to(handed))
    for data in sealed.files:
        keep(data)
    handed.box = sealed.box
    handed.save()


def _emptied(before: HandedIn) -> tuple[str, ...]:
    """Empty the box of a version that was replaced: nobody read it, and nobody will. Its sealed files are given."""
    files = tuple((before.box or {}).get("files", {}).values())
    before.box = None
    before.save(update_fields=["box"])
    return files


def _drop(forgotten: tuple[str, ...]) -> None:
    for digest in forgotten:
        drop(digest)
