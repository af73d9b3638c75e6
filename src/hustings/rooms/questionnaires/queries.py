"""What can be asked about the questionnaires. Sealed answers are given to nobody: here is no key to open them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hustings.core.questionnaires import Question, Submission
from hustings.core.values import STAFF, Actor, Role
from hustings.ground.record.declared import query
from hustings.rooms.candidates.queries import candidates_of
from hustings.rooms.questionnaires.keeping import read
from hustings.rooms.questionnaires.models import DRAFT, ISSUED, OPENED, HandedIn, Questionnaire, ScoreSheet
from hustings.rooms.questionnaires.refusals import NoSuchQuestionnaire, NotIssued, NotOpened

DESK_AND_BOARD = STAFF | {Role.BOARD, Role.SYSTEM}
ASSESSORS = frozenset({Role.DIRECTOR, Role.OFFICER, Role.BOARD})


@dataclass(frozen=True, slots=True)
class CustodianView:
    """Who keeps a key. `holder` is the actor who gave it."""

    place: int
    who: str
    holder: str
    public_key: str


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """What one candidate handed in, as far as anybody may know before the opening; `number` counts versions."""

    candidate: str
    name: str
    number: int
    digest: str
    late: bool
    via: str
    handed_in_at: datetime
    broken: bool


@dataclass(frozen=True, slots=True)
class MoveView:
    """A deadline that was moved."""

    was_at: datetime
    now_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class QuestionnaireView:
    """A questionnaire as it stands. `receipts` hold the last version of each who answered, `silent` the names of the
    others who stand. `key_given_by`: the place of the custodian who began the opening, or 0."""

    cycle: str
    code: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    top: int
    deadline_at: datetime
    state: str
    custodians: tuple[CustodianView, ...]
    moves: tuple[MoveView, ...]
    receipts: tuple[ReceiptView, ...]
    silent: tuple[str, ...]
    key_given_by: int
    reminded_on: tuple[date, ...]
    issued_at: datetime | None
    published_at: datetime | None
    scores_published_at: datetime | None


@dataclass(frozen=True, slots=True)
class SheetView:
    """One assessor's points for one candidate; `assessor` is the actor."""

    assessor: str
    candidate: str
    points: Mapping[str, int]
    note: str


@query(may=DESK_AND_BOARD)
def questionnaires_of(*, cycle: str, actor: Actor) -> tuple[QuestionnaireView, ...]:
    """Every questionnaire, in the order drafted. Raises: NotAllowed."""
    return tuple(_view(row) for row in Questionnaire.objects.filter(cycle=cycle).order_by("pk"))


@query(may=DESK_AND_BOARD)
def questionnaire_of(*, cycle: str, questionnaire: str, actor: Actor) -> QuestionnaireView:
    """One questionnaire. Raises: NotAllowed, NoSuchQuestionnaire."""
    return _view(row_of(cycle, questionnaire))


@query(may=Role.CAMPAIGN)
def questionnaires_of_campaign(*, cycle: str, actor: Actor) -> tuple[QuestionnaireView, ...]:
    """The questionnaires that are out, with the receipt of the campaign that asks and of no other."""
    rows = Questionnaire.objects.filter(cycle=cycle).exclude(state=DRAFT).order_by("pk")
    return tuple(_view(row, only=actor.scope) for row in rows)


@query(may=Role.CAMPAIGN)
def questionnaire_of_campaign(*, cycle: str, questionnaire: str, actor: Actor) -> QuestionnaireView:
    """One questionnaire that is out, likewise. Raises: NotAllowed, NoSuchQuestionnaire."""
    row = row_of(cycle, questionnaire)
    if row.state == DRAFT:
        raise NoSuchQuestionnaire(cycle=cycle, questionnaire=questionnaire)
    return _view(row, only=actor.scope)


@query(may=DESK_AND_BOARD)
def answers_of(*, cycle: str, questionnaire: str, actor: Actor) -> dict[str, Submission]:
    """The opened answers by candidate. Raises: NotAllowed, NoSuchQuestionnaire, NotOpened."""
    row = row_of(cycle, questionnaire)
    if row.state != OPENED:
        raise NotOpened(questionnaire=row.code)
    found = standing_versions(row, readable=True)
    return {handed.candidate: Submission.from_json(handed.opened.submission or {}) for handed in found}


@query(may=Role.CAMPAIGN)
def own_answers(*, cycle: str, questionnaire: str, actor: Actor) -> Submission:
    """What the campaign that asks handed in, once the answers are opened, with the salts that prove its receipt.

    Raises: NotAllowed, NoSuchQuestionnaire, NotOpened, also where nothing of the campaign could be read.
    """
    row = row_of(cycle, questionnaire)
    found = standing_versions(row, readable=True) if row.state == OPENED else []
    mine = next((handed for handed in found if handed.candidate == actor.scope), None)
    if mine is None:
        raise NotOpened(questionnaire=row.code)
    return Submission.from_json(mine.opened.submission or {})


@query(may=DESK_AND_BOARD)
def opened_file(*, cycle: str, questionnaire: str, digest: str, actor: Actor) -> tuple[str, str, bytes]:
    """Name, media type and bytes of a file among the opened answers. Raises: NotOpened, SealBroken."""
    for made in answers_of(cycle=cycle, questionnaire=questionnaire, actor=actor).values():
        for answer in made.answers.values():
            if answer.get("file", {}).get("digest") == digest:
                return answer["file"]["name"], answer["file"]["type"], read(digest)
    raise NotOpened(questionnaire=questionnaire, where=digest)


@query(may=DESK_AND_BOARD)
def sheets_of(*, cycle: str, questionnaire: str, actor: Actor) -> tuple[SheetView, ...]:
    """One's own sheets; everybody's once one has scored every candidate, or may not score at all.

    Raises: NotAllowed, NoSuchQuestionnaire.
    """
    row = row_of(cycle, questionnaire)
    sheets = list(row.sheets.order_by("assessor", "candidate"))
    own = [sheet for sheet in sheets if sheet.assessor == actor.id]
    done = len(own) == len(standing_versions(row, readable=True)) or row.scores_published_at is not None
    seen = sheets if done or not actor.roles & ASSESSORS else own
    return tuple(_sheet(sheet) for sheet in seen)


def row_of(cycle: str, questionnaire: str) -> Questionnaire:
    """For this room's own actions. Raises: NoSuchQuestionnaire."""
    row = Questionnaire.objects.filter(cycle=cycle, code=questionnaire).first()
    if row is None:
        raise NoSuchQuestionnaire(cycle=cycle, questionnaire=questionnaire)
    return row


def issued_row(cycle: str, questionnaire: str) -> Questionnaire:
    """One that is out and not being opened. Raises: NoSuchQuestionnaire, NotIssued."""
    row = row_of(cycle, questionnaire)
    if row.state != ISSUED:
        raise NotIssued(questionnaire=row.code, state=row.state)
    return row


def questions_in(row: Questionnaire) -> tuple[Question, ...]:
    """The questions of a row."""
    return tuple(Question.from_json(told) for told in row.questions)


def scored_keys(row: Questionnaire) -> list[str]:
    """The keys of the questions that assessors give points for: all of them."""
    return [question.key for question in questions_in(row)]


def standing_versions(row: Questionnaire, *, readable: bool = False) -> list[HandedIn]:
    """The last version of each candidate, by code; `readable`: only those that could be opened."""
    rows = row.handed_in.select_related("opened").order_by("candidate", "number")
    last = {handed.candidate: handed for handed in rows}
    return [handed for handed in last.values() if not readable or _readable(handed)]


def bound_to(handed: HandedIn) -> dict[str, Any]:
    """What a sealed answer is bound to, so that none can be put in another's place."""
    row = handed.questionnaire
    return {
        "cycle": row.cycle_id,
        "questionnaire": row.code,
        "candidate": handed.candidate,
        "number": handed.number,
        "digest": handed.digest,
    }


def _readable(handed: HandedIn) -> bool:
    return hasattr(handed, "opened") and handed.opened.submission is not None


def _view(row: Questionnaire, only: str | None = None) -> QuestionnaireView:
    known = [view for view in candidates_of(cycle=row.cycle_id) if only is None or view.code == only]
    names = {view.code: view.name for view in known}
    last = [handed for handed in standing_versions(row) if handed.candidate in names]
    receipts = tuple(_receipt(row, handed, names[handed.candidate]) for handed in last)
    answered = {receipt.candidate for receipt in receipts}
    first = getattr(row, "first_key", None)
    keys = row.custodians.order_by("place")
    return QuestionnaireView(
        cycle=row.cycle_id,
        code=row.code,
        title=row.title,
        intro=row.intro,
        questions=questions_in(row),
        top=row.top,
        deadline_at=row.deadline_at,
        state=row.state,
        custodians=tuple(CustodianView(each.place, each.who, each.holder, each.public_key) for each in keys),
        moves=tuple(MoveView(move.was_at, move.now_at, move.reason) for move in row.moves.order_by("pk")),
        receipts=tuple(sorted(receipts, key=lambda receipt: (receipt.name, receipt.candidate))),
        silent=tuple(view.name for view in known if view.stands and view.code not in answered),
        key_given_by=first.place if first else 0,
        reminded_on=_reminded(row, only),
        issued_at=row.issued_at,
        published_at=row.published_at,
        scores_published_at=row.scores_published_at,
    )


def _reminded(row: Questionnaire, only: str | None) -> tuple[date, ...]:
    found = row.reminders.order_by("on").values_list("on", "candidates")
    return tuple(on for on, candidates in found if only is None or only in candidates)


def _receipt(row: Questionnaire, handed: HandedIn, name: str) -> ReceiptView:
    return ReceiptView(
        candidate=handed.candidate,
        name=name,
        number=handed.number,
        digest=handed.digest,
        late=handed.late,
        via=handed.via,
        handed_in_at=handed.handed_in_at,
        broken=row.state == OPENED and not _readable(handed),
    )


def _sheet(sheet: ScoreSheet) -> SheetView:
    return SheetView(sheet.assessor, sheet.candidate, sheet.points, sheet.note)
